"""Start over, back, and "cancel", which puts a draft aside without losing it."""

from dialogs.asides import welcome
from dialogs.asking_again import ask_resume, then_ask_again
from dialogs.changing import ask_cancel
from dialogs.intentions import main_intent
from dialogs.own_appointments import CANCEL, choose_own
from dialogs.short_answers import is_short, says_no
from dialogs.showing import read_own
from dialogs.staff_cancelling import ask_cancel_message
from dialogs.starting import let_go, start_over, step_back
from dialogs.state import Asked, ConversationState
from dialogs.talk import Outcome, Talk
from language.kinds import Intent
from language.understanding import Understanding

_BARE_WORDS = 2
_CANCELLING = (Asked.CANCEL, Asked.CANCEL_MESSAGE, Asked.CANCEL_SERIES, Asked.SERIES_SCOPE)


async def stop_or_go_back(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """Start over, back, and "cancel", which puts a draft aside without losing it."""
    intent = main_intent(understanding)
    if state.asked is Asked.SERIES_PLAN and understanding.clashes is not None:
        return None
    if intent is Intent.START_OVER:
        return await start_over(talk, state)
    if intent is Intent.BACK:
        return await _back(talk, state)
    if intent is Intent.ABORT or _means_the_draft(state, understanding, intent):
        return await _abort(talk, state, understanding)
    return None


async def _back(talk: Talk, state: ConversationState) -> Outcome:
    """One step back in the draft; from a question about an appointment, back to the draft."""
    if state.asked in (*_CANCELLING, Asked.WHICH_APPOINTMENT, Asked.LIFECYCLE):
        left = state.asking(None), welcome(talk, "nothing-changed")
        return await then_ask_again(talk, left)
    return await step_back(talk, state)


def _means_the_draft(
    state: ConversationState, understanding: Understanding, intent: Intent | None
) -> bool:
    """A bare "cancel" in the middle of a draft means the draft, not an appointment."""
    named = understanding.existing_when or understanding.when or understanding.customer_name
    is_bare = not (named or understanding.service)
    is_cancel = intent is Intent.CANCEL_APPOINTMENT and is_short(understanding, _BARE_WORDS)
    return is_cancel and is_bare and state.is_drafting and state.asked not in _CANCELLING


async def _abort(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    if state.asked in _CANCELLING:
        return await _yes_or_no(talk, state, understanding)
    if state.asked in (Asked.WHICH_APPOINTMENT, Asked.LIFECYCLE):
        return await _back(talk, state)
    if state.draft is not None:
        return await put_aside(talk, state)
    if not is_short(understanding, _BARE_WORDS):
        return state, welcome(talk, "nothing-changed")
    if talk.is_staff:
        # With an appointment talked about, its cancelling is meant, which asks first.
        return await _staff_cancels(talk, state)
    return await choose_own(talk, state, understanding, CANCEL)


async def _yes_or_no(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """Asked "cancel it?", "cancel" may mean either: ask for a yes or a no. "Never mind" is a no."""
    if says_no(understanding) or state.asked is Asked.CANCEL_SERIES:
        return None
    if state.asked is Asked.SERIES_SCOPE:
        return await _back(talk, state)
    again = talk.texts.say("yes-or-no")
    if state.asked is Asked.CANCEL_MESSAGE:
        return await ask_cancel_message(talk, state, state.focus, state.message, again)
    return ask_cancel(talk, state, await read_own(talk, state.focus), again)


async def put_aside(talk: Talk, state: ConversationState) -> Outcome:
    """Stop without losing what was said; where it was put aside already, let it go."""
    if state.draft is None or state.asked is Asked.RESUME:
        return await let_go(talk, state)
    return ask_resume(talk, state, "move-put-aside" if state.draft.moves else "booking-put-aside")


async def _staff_cancels(talk: Talk, state: ConversationState) -> Outcome:
    if not state.focus:
        return state, welcome(talk, "nothing-changed")
    return await ask_cancel_message(talk, state, state.focus)
