"""What is said of a series that is booked: how much of it is meant, and a yes or a no."""

from dialogs.changing import ask_cancel, begin_move, cancel_confirmed, then_draft
from dialogs.intentions import POLITE, main_intent
from dialogs.series_answers import answer_plan, answer_repeat
from dialogs.series_changes import ask_cancel_series, cancel_series_confirmed
from dialogs.series_scope import ask_move_scope
from dialogs.short_answers import agrees, is_short, says_no, says_yes, tells_something
from dialogs.showing import appointment_reply, read_own
from dialogs.staff_cancelling import answer_cancel_message
from dialogs.state import Asked, ConversationState, settled
from dialogs.talk import Outcome, Talk
from language.kinds import Intent, Manner
from language.understanding import Understanding
from scheduling.series import SeriesScope
from scheduling.views import AppointmentView

_SCOPE_WORDS = 6


async def answer_cancel_series(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """Take a yes or a no. "Cancel" may mean either: it is asked again."""
    scope = SeriesScope(state.listed_for)
    if understanding.intent is Intent.ABORT and not says_no(understanding):
        again = talk.texts.say("yes-or-no")
        return await ask_cancel_series(talk, state, state.focus, scope, state.message, again)
    if says_no(understanding):
        return await then_draft(talk, await _keep(talk, state))
    if not says_yes(understanding) and not agrees(understanding, Intent.CANCEL_APPOINTMENT):
        return None
    done = await cancel_series_confirmed(talk, state, state.focus, scope, state.seen)
    return await then_draft(talk, done)


async def _keep(talk: Talk, state: ConversationState) -> Outcome:
    appointment = await read_own(talk, state.focus)
    return state.asking(None), appointment_reply(talk, appointment, talk.texts.say("series-kept"))


async def answer_scope(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """Take how much shall move; a new time may be told with it."""
    if says_no(understanding) and understanding.scope is None:
        return await then_draft(talk, await _keep(talk, state))
    if not _answers_with_scope(understanding, Intent.RESCHEDULE):
        return None
    appointment = await read_own(talk, state.focus)
    wished = understanding.wish or state.wished
    if understanding.scope is not None:
        return await begin_move(talk, state, appointment, wished, scope=understanding.scope)
    if says_yes(understanding):
        return ask_move_scope(talk, state, appointment, wished)
    return None


async def cancel_in_scope(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """Asked whether to cancel one of a series, take "all of them" and "only this one".

    A bare yes does not say which: it is asked again. None where none of a series is asked about.
    """
    appointment = await read_own(talk, state.focus)
    is_answer = _answers_with_scope(understanding, Intent.CANCEL_APPOINTMENT)
    if not appointment.series_id or not is_answer:
        return None
    if understanding.scope is SeriesScope.THIS:
        return await _cancel_this(talk, state, understanding)
    if understanding.scope is not None:
        return await ask_cancel_series(talk, state, state.focus, understanding.scope)
    if agrees(understanding, Intent.CANCEL_APPOINTMENT):
        return ask_cancel(talk, state, appointment, talk.texts.say("series-which"))
    return None


async def _cancel_this(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """Cancel one of a series at once, where it was not asked about and nothing else was told."""
    if understanding.manner is Manner.QUESTION or tells_something(understanding):
        return None
    done = await cancel_confirmed(talk, state, state.focus, state.focus_version)
    return await then_draft(talk, done)


def _answers_with_scope(understanding: Understanding, asked_for: Intent) -> bool:
    """Tell "only this one" and "cancel all of them" from another wish: "move only this one"."""
    intent = main_intent(understanding)
    # "I am ill" says why, and reads as a wish to see what to cancel.
    gives_reason = intent is Intent.MY_APPOINTMENTS and bool(understanding.reason_text)
    return gives_reason or intent in (None, asked_for, *POLITE)


async def series_meant(
    talk: Talk,
    state: ConversationState,
    understanding: Understanding,
    found: tuple[AppointmentView, ...],
) -> Outcome | None:
    """Cancel or move as much as was said with it: "cancel all of my Tuesday haircuts".

    None where nothing was said of it, or what is meant is not of one series.
    """
    scope, intent = understanding.scope, main_intent(understanding)
    series = {each.series_id for each in found}
    if scope is None or len(series) != 1 or "" in series:
        return None
    first, is_one = found[0], scope is SeriesScope.THIS
    if is_one and (intent is not Intent.RESCHEDULE or len(found) > 1):
        return None
    if intent is Intent.CANCEL_APPOINTMENT:
        message, appointment_id = understanding.reason_text, first.appointment_id
        return await ask_cancel_series(talk, state, appointment_id, settled(scope), message)
    if intent is Intent.RESCHEDULE:
        return await begin_move(talk, state, first, understanding.wish, scope=scope)
    return None


async def answer_staff_cancel(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """Take how much of a series staff cancel; any other words are for the customer."""
    scope = understanding.scope
    is_bare = is_short(understanding, _SCOPE_WORDS)
    if scope in (None, SeriesScope.THIS) or not is_bare:
        return await answer_cancel_message(talk, state, understanding)
    if not (await read_own(talk, state.focus)).series_id:
        return await answer_cancel_message(talk, state, understanding)
    return await ask_cancel_series(talk, state, state.focus, settled(scope), state.message)


SERIES_ANSWERS = {
    Asked.REPEAT: answer_repeat,
    Asked.SERIES_PLAN: answer_plan,
    Asked.SERIES_SCOPE: answer_scope,
    Asked.CANCEL_SERIES: answer_cancel_series,
}
"""What takes the answer to each question about a series."""
