"""Earlier, later, other times, other days: more of what was offered."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from cards.verbs import DraftField
from dialogs.offers import DAYS_SHOWN, ask_day, ask_time, slots_within
from dialogs.refusals import offer_times
from dialogs.state import Asked, ConversationState, Draft, settled
from dialogs.talk import Outcome, Talk
from dialogs.trails import filled
from dialogs.wishes import OPEN_SEARCH, is_unwanted, suits
from language.kinds import Intent
from language.understanding import Understanding
from language.when_wishes import DayRange, Granularity, WhenKind, WhenWish
from scheduling.recurrence import local_date
from scheduling.time_ranges import TimeRange
from scheduling.views import SlotView

_ASKING = (
    Intent.ASK_EARLIER,
    Intent.ASK_LATER,
    Intent.ASK_OTHER_TIMES,
    Intent.ASK_OTHER_DAYS,
)
_ABOUT_OTHER_THINGS = (
    Asked.ANSWERS,
    Asked.OPTION,
    Asked.CONSENT,
    Asked.CANCEL,
    Asked.CANCEL_MESSAGE,
    Asked.WHICH_APPOINTMENT,
    Asked.RESUME,
    Asked.SERVICE,
)


async def other_times(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """Offer what lies before or after the times talked about; None where none were."""
    guesses = (each.intent for each in understanding.intents)
    asked = next((each for each in guesses if each in _ASKING), None)
    is_about_times = state.is_drafting and state.asked not in _ABOUT_OTHER_THINGS
    if asked is None or understanding.when or not is_about_times:
        return None
    draft = settled(state.draft)
    if talk.business.service(draft.service_id) is None:
        return None
    anchors = (draft.start_at,) if draft.start_at else state.offered
    if not anchors or asked is Intent.ASK_OTHER_DAYS:
        return await _other_days(talk, state, asked)
    if asked is Intent.ASK_EARLIER:
        return await _before(talk, state, draft, anchors[0])
    if asked is Intent.ASK_OTHER_TIMES and draft.start_at:
        on = local_date(draft.start_at, talk.zone)
        return await ask_time(talk, _reopened(state, on), on)
    return await _after(talk, state, draft, anchors[-1])


async def _other_days(talk: Talk, state: ConversationState, asked: Intent) -> Outcome:
    """Show the days again, from the day after those talked about where later ones are wanted."""
    first_on = None if asked is Intent.ASK_EARLIER else _day_after_those_shown(talk, state)
    draft = replace(settled(state.draft), when=None, or_when=(), start_at=None, keeps_time=False)
    return await ask_day(talk, replace(state, draft=draft), first_on=first_on)


def _day_after_those_shown(talk: Talk, state: ConversationState) -> date | None:
    if not state.offered:
        return state.days_from
    return local_date(state.offered[-1], talk.zone) + timedelta(days=1)


async def _before(talk: Talk, state: ConversationState, draft: Draft, before: datetime) -> Outcome:
    if before <= talk.turn.now:
        return await _other_days(talk, state, Intent.ASK_EARLIER)
    found = await slots_within(talk, draft, TimeRange(talk.turn.now, before))
    earlier = _wanted(talk, draft, found, before)[-DAYS_SHOWN:]
    return await _offer(talk, state, earlier, "nothing-earlier", before)


async def _after(talk: Talk, state: ConversationState, draft: Draft, after: datetime) -> Outcome:
    bounds = TimeRange(after + timedelta(minutes=1), after + OPEN_SEARCH)
    found = await slots_within(talk, draft, bounds)
    later = _wanted(talk, draft, found, after)[:DAYS_SHOWN]
    return await _offer(talk, state, later, "nothing-later", after)


def _wanted(talk: Talk, draft: Draft, slots: tuple[SlotView, ...], but: datetime) -> list[SlotView]:
    """Give the slots that still meet the wish, where there are any; else all not ruled out."""
    others = [each for each in slots if each.start_at != but]
    fitting = [each for each in others if suits(draft, each, talk.zone)]
    return fitting or [each for each in others if not is_unwanted(draft, each, talk.zone)]


async def _offer(
    talk: Talk, state: ConversationState, slots: list[SlotView], nothing: str, near: datetime
) -> Outcome:
    if not slots:
        on = local_date(near, talk.zone)
        return await ask_time(talk, _reopened(state, on), on, talk.texts.say(nothing))
    still_meant = all(suits(settled(state.draft), each, talk.zone) for each in slots)
    if not still_meant:
        state = _reopened(state, local_date(slots[0].start_at, talk.zone))
    return offer_times(talk, state, talk.texts.say("times-that-fit"), slots)


def _reopened(state: ConversationState, first_on: date) -> ConversationState:
    """Wish for any time from a day on: what was wished before did not suit."""
    wish = WhenWish(
        kind=WhenKind.EARLIEST, granularity=Granularity.DAY, days=DayRange(first_on, None)
    )
    draft = replace(settled(state.draft), when=wish, or_when=(), start_at=None, keeps_time=False)
    return replace(state, draft=filled(draft, DraftField.DAY))
