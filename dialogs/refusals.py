"""Says why a wish cannot be met, and offers what is nearest. Never a dead end."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from cards.card_views import ChoiceView, NearestTimesView, NoticeView, Tone
from cards.notices import render_notice
from cards.times import render_nearest_times
from cards.verbs import Verb
from dialogs.state import Asked, ConversationState, Draft
from dialogs.talk import Outcome, Talk, shown
from dialogs.wait_wishes import FREES_UP, draft_waits_for, join_choice
from dialogs.why_button import why_button
from scheduling.errors import Reason
from scheduling.layers import Explanation
from scheduling.recurrence import time_zone
from scheduling.views import SlotView

NEAREST_COUNT = 6


def refusal_key(reason: Reason) -> str:
    """Give the key of the sentence for a reason; "-staff" after it names the staff member."""
    return f"refusal-{reason.name.lower().replace('_', '-')}"


def sentence(talk: Talk, draft: Draft, refusal: Explanation, wished: str) -> str:
    """Say why; `wished` is the time or day asked for, in words.

    Customers hear that somebody is not free, whatever it is that keeps them.
    """
    staff = talk.business.staff_member(draft.staff_member_id)
    service = talk.business.service(draft.service_id)
    is_calendars = refusal.reason is Reason.TAKEN and not talk.is_staff
    key = "refusal-not-free" if is_calendars else refusal_key(refusal.reason)
    if staff is not None and talk.texts.has(f"{key}-staff"):
        key = f"{key}-staff"
    return talk.texts.say(
        key,
        when=wished,
        staff=staff.display_name if staff else "",
        service=service.display_name if service else "",
        limit=talk.texts.duration(refusal.limit) if refusal.limit else "",
        title=refusal.title,
        titled="yes" if refusal.title else "no",
        left=refusal.open_attendees_count or 0,
        count=draft.attendees_count or 1,
    )


def refuse(
    talk: Talk,
    state: ConversationState,
    refusal: Explanation,
    wished: str,
    nearest: Sequence[SlotView],
) -> Outcome:
    """Say why a wish cannot be met, once, and offer the nearest times as buttons."""
    draft = state.draft or Draft(draft_id="")
    why = sentence(talk, draft, refusal, wished)
    if not nearest:
        return nothing_free(talk, state, why, refusal.reason)
    near = talk.texts.say("nearest-times")
    if draft.was_refused:
        return offer_times(talk, state, near, nearest, told=refusal.reason)
    told = replace(state, draft=replace(draft, was_refused=True))
    return offer_times(talk, told, f"{why} {near}", nearest, refusal.reason)


def offer_times(
    talk: Talk,
    state: ConversationState,
    prompt: str,
    slots: Sequence[SlotView],
    reason: Reason | None = None,
    told: Reason | None = None,
) -> Outcome:
    """Offer some times to choose from, whatever their days.

    `told` is the reason of a refusal that was said before: there is still something to wait for.
    """
    draft = replace(state.draft or Draft(draft_id=""), start_at=None)
    offered = tuple(slots[:NEAREST_COUNT])
    waitable = draft_waits_for(talk, draft) if (reason or told) in FREES_UP else None
    view = NearestTimesView(
        prompt=prompt,
        draft_id=draft.draft_id,
        slots=offered,
        time_zone=talk.zone,
        business_time_zone=talk.business.time_zone,
        staff_member_id=draft.staff_member_id,
        choices=(*join_choice(talk, draft, waitable), *_why(talk, draft, reason)),
    )
    card = render_nearest_times(view, talk.texts, talk.turn.channel)
    after = state.asking(Asked.TIME, draft=draft, offered=tuple(each.start_at for each in offered))
    after = replace(after, waitable=waitable)
    return after, shown(card, reasons=(reason.value,) if reason else ())


def _why(talk: Talk, draft: Draft, reason: Reason | None) -> tuple[ChoiceView, ...]:
    """Give the button that tells why, where something was refused."""
    button = why_button(talk, draft) if reason else None
    return (button,) if button is not None else ()


def nothing_free(talk: Talk, state: ConversationState, said: str, reason: Reason) -> Outcome:
    """Say that nothing at all is free for this wish, and what else can be done."""
    draft = state.draft or Draft(draft_id="")
    waitable = draft_waits_for(talk, draft) if reason in FREES_UP else None
    choices = (*_ways_on(talk, draft), *join_choice(talk, draft, waitable))
    view = NoticeView(
        prompt=f"{said} {talk.texts.say('nothing-free')}",
        tone=Tone.WARNING,
        choices=(*choices, *_why(talk, draft, reason)),
    )
    card = render_notice(view, talk.texts, talk.turn.channel)
    forgotten = replace(draft, when=None, or_when=(), start_at=None, keeps_time=False)
    after = replace(state.asking(Asked.DAY, draft=forgotten), waitable=waitable)
    return after, shown(card, reasons=(reason.value,))


def _ways_on(talk: Talk, draft: Draft) -> Iterator[ChoiceView]:
    """Give what else can be done: with anyone, where somebody was wished for, or on another day."""
    texts, this = talk.texts, {"draft": draft.draft_id}
    if draft.staff_member_id is not None and not draft.moves:
        anyone = {**this, "staff": "anyone"}
        yield ChoiceView(texts.say("choice-anyone"), Verb.PICK_STAFF, anyone)
    yield ChoiceView(texts.say("choice-other-day"), Verb.OTHER_DAY, this)
    yield ChoiceView(texts.say("choice-start-over"), Verb.START_OVER)
    yield ChoiceView(texts.say("choice-person"), Verb.PERSON)


def ask_which_of_two(talk: Talk, state: ConversationState, starts: tuple[datetime, ...]) -> Outcome:
    """A local time that happens twice as the clocks go back: ask which of the two is meant."""
    draft = state.draft or Draft(draft_id="")
    choices = tuple(
        ChoiceView(
            talk.with_zone_named(start_at),
            Verb.PICK_TIME,
            {"draft": draft.draft_id, "start": start_at.isoformat()},
        )
        for start_at in starts
    )
    when = talk.texts.day_and_time(starts[0], talk.zone, talk.today)
    view = NoticeView(prompt=talk.texts.say("time-happens-twice", when=when), choices=choices)
    card = render_notice(view, talk.texts, talk.turn.channel)
    return state.asking(Asked.TIME, offered=starts), shown(card)


def wall_clock_words(talk: Talk, wall: datetime) -> str:
    """Write a local time that may not exist, as the person said it."""
    # Any instant shows the wished digits when it is written in UTC.
    as_if_utc = wall.replace(tzinfo=time_zone("UTC"))
    return talk.texts.day_and_time(as_if_utc, "UTC", talk.today)


def day_words(talk: Talk, on: date) -> str:
    """Write a date the way it is said in a sentence."""
    return talk.texts.day(on, talk.today)
