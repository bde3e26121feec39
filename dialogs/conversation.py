"""The front of the dialogs: one turn in, one reply out, the new state beside it."""

from cards.card_views import ChoiceView, NoticeView, Tone
from cards.notices import render_notice
from cards.verbs import Verb
from dialogs.asides import help_notice, welcome
from dialogs.asking_again import then_ask_again
from dialogs.desk import Desk
from dialogs.double_taps import is_second_tap, with_tap
from dialogs.holding import give_back
from dialogs.planned_visits.as_one import seen_as_one
from dialogs.state import ConversationState
from dialogs.talk import Outcome, Talk, begin_talk, shown
from dialogs.taps import out_of_date, tapped
from dialogs.texting import texted
from dialogs.trails import remembered
from dialogs.turns import Reply, Turn
from scheduling.errors import (
    InvalidValue,
    KeyReused,
    NotFound,
    NotPermitted,
    SchedulingError,
    StaleVersion,
    TooManyAppointments,
    WrongStatus,
)


async def converse(state: ConversationState, turn: Turn, desk: Desk) -> Outcome:
    """Answer one turn. What the core refuses becomes words; only faults of ours are raised."""
    talk = seen_as_one(await begin_talk(turn, desk, state.zone), state.draft)
    try:
        if is_second_tap(talk, state):
            return state, Reply()
        after, reply = await _answer(talk, state)
        after = with_tap(talk, after)
        after = await give_back(talk, state, after)
    except SchedulingError as error:
        return _refused(talk, state, error)
    return remembered(state, after), reply


async def _answer(talk: Talk, state: ConversationState) -> Outcome:
    if talk.turn.action is not None:
        return await tapped(talk, state)
    if talk.turn.text.strip():
        return await texted(talk, state)
    if talk.turn.is_opening and state.draft is None:
        return state, welcome(talk)
    if talk.turn.is_opening:
        return state, Reply()
    # A mention alone, or a picture: somebody is there, and hears what can be said here.
    return await then_ask_again(talk, (state, help_notice(talk)))


_KEYS: dict[type[SchedulingError], str] = {
    NotFound: "not-found",
    NotPermitted: "not-permitted",
    StaleVersion: "changed-meanwhile",
    WrongStatus: "wrong-status",
    InvalidValue: "invalid-value",
    TooManyAppointments: "too-many-appointments",
}


def _refused(talk: Talk, state: ConversationState, error: SchedulingError) -> Outcome:
    """Say what was refused and where to go from here. The state is as it was."""
    if isinstance(error, KeyReused):
        return out_of_date(talk, state)
    found = (key for kind, key in _KEYS.items() if isinstance(error, kind))
    key = next(found, "not-possible")
    said = f"{key}-staff" if talk.is_staff and talk.texts.has(f"{key}-staff") else key
    limit = error.limit if isinstance(error, TooManyAppointments) else 0
    prompt = talk.texts.say(said, limit=limit)
    view = NoticeView(prompt=prompt, tone=Tone.WARNING, choices=_ways_on(talk, state))
    card = render_notice(view, talk.texts, talk.turn.channel)
    return state, shown(card, reasons=(key.replace("-", "_"),))


def _ways_on(talk: Talk, state: ConversationState) -> tuple[ChoiceView, ...]:
    choices = []
    if state.draft is not None:
        data = {"draft": state.draft.draft_id}
        choices.append(ChoiceView(talk.texts.say("choice-resume"), Verb.RESUME, data))
    if talk.is_staff:
        choices.append(ChoiceView(talk.texts.say("choice-my-day"), Verb.STAFF_DAY))
    else:
        choices.append(ChoiceView(talk.texts.say("choice-my-appointments"), Verb.MY_APPOINTMENTS))
    return tuple(choices)
