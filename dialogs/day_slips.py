"""Days that cannot be as they were said: "31 June", and "Sunday 25 April", a Saturday."""

from dataclasses import replace
from datetime import date, timedelta

from cards.card_views import ChoiceView, NoticeView
from cards.channels import JsonValue
from cards.notices import render_notice
from cards.verbs import Field, Verb
from dialogs.offers import ask_day
from dialogs.state import Asked, ConversationState, Draft
from dialogs.talk import Outcome, Talk, shown, with_reasons
from language.when_wishes import ImpossibleDay, WhenWish
from scheduling.errors import Reason

_WEEK = timedelta(days=7)


async def slip_of_the_day(
    talk: Talk, state: ConversationState, wish: WhenWish, lead: str
) -> Outcome | None:
    """Ask again for a day that does not exist, or whose weekday is another; None for others."""
    if wish.impossible is not None:
        return await _no_such_day(talk, state, wish.impossible, lead)
    on = wish.days.only_day if wish.days else None
    if on is None or wish.weekday_denied is None:
        return None
    return _ask_which_day(talk, state, on, wish.weekday_denied)


async def _no_such_day(
    talk: Talk, state: ConversationState, impossible: ImpossibleDay, lead: str
) -> Outcome:
    day = talk.texts.calendar_day(impossible.day, impossible.month, impossible.year)
    said = talk.texts.say("impossible-day", day=day)
    cleared = replace(state.draft or Draft(draft_id=""), when=None, or_when=())
    after, reply = await ask_day(talk, replace(state, draft=cleared), f"{lead} {said}".strip())
    return after, with_reasons(reply, (Reason.NO_SUCH_DAY.value,))


def _ask_which_day(talk: Talk, state: ConversationState, on: date, weekday: int) -> Outcome:
    """Say what weekday the date is, and ask which of the two is meant."""
    draft_id = (state.draft or Draft(draft_id="")).draft_id
    nearest = on + timedelta(days=(weekday - on.weekday() + 3) % 7 - 3)
    other = nearest if nearest >= talk.today else nearest + _WEEK
    choices = tuple(_day_choice(talk, draft_id, each) for each in sorted((on, other)))
    said = talk.texts.say(
        "weekday-slip",
        day=talk.texts.calendar_day(on.day, on.month),
        weekday=talk.texts.weekday(on.weekday()),
    )
    view = NoticeView(prompt=said, choices=choices)
    return state.asking(Asked.DAY), shown(render_notice(view, talk.texts, talk.turn.channel))


def _day_choice(talk: Talk, draft_id: str, on: date) -> ChoiceView:
    data: dict[str, JsonValue] = {Field.DRAFT: draft_id, Field.DAY: on.isoformat()}
    return ChoiceView(talk.texts.day(on, talk.today), Verb.PICK_DAY, data)
