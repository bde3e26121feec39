"""What customers want done with their own appointments: listed, moved, cancelled."""

from dialogs.asking_again import then_ask_again
from dialogs.business_facts import notice
from dialogs.intentions import main_intent
from dialogs.own_appointments import CANCEL, MOVE, choose_own, list_own, own
from dialogs.questions import proceed
from dialogs.series_showing import show_series
from dialogs.short_answers import tells_something
from dialogs.showing import read_own
from dialogs.state import Asked, ConversationState
from dialogs.stopping import put_aside
from dialogs.talk import Outcome, Talk
from language.kinds import Intent
from language.understanding import Understanding
from scheduling.series import SeriesScope


async def own_wish(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """List, move or cancel; None where the message is about something else."""
    intent = main_intent(understanding)
    if talk.is_staff:
        return None
    if intent is Intent.MY_APPOINTMENTS:
        return await _list(talk, state)
    if intent is Intent.CANCEL_APPOINTMENT:
        return await _cancel(talk, state, understanding)
    is_move = intent is Intent.RESCHEDULE and not _brings_others(understanding)
    if is_move and not _corrects(state, understanding):
        return await _move(talk, state, understanding)
    stays = _what_stays(state, understanding)
    if stays:
        return state, notice(talk, talk.texts.say(stays))
    shown = await _whole_series(talk, state, understanding)
    return shown or await _shifted(talk, state, understanding)


async def _whole_series(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """With one of a series talked about, "show me the whole series" lists it."""
    is_meant = understanding.scope is SeriesScope.ALL and not tells_something(understanding)
    if not is_meant or not state.focus or state.draft is not None:
        return None
    of_series = (await read_own(talk, state.focus)).series_id
    return await show_series(talk, state, state.focus) if of_series else None


def _brings_others(understanding: Understanding) -> bool:
    """Tell "can I bring a friend?" from "bring it forward": nothing moves."""
    return understanding.party_size is not None and not understanding.when


def _what_stays(state: ConversationState, understanding: Understanding) -> str:
    """Give the key of the sentence for what cannot be changed of an appointment; "" for the rest."""
    if _lengthens(state, understanding):
        return "length-stays"
    return "people-stay" if _brings_more(state, understanding) else ""


def _lengthens(state: ConversationState, understanding: Understanding) -> bool:
    """Tell whether the appointment talked about last shall take longer or shorter."""
    is_about_it = state.focus and state.draft is None and understanding.service is None
    return bool(understanding.length and is_about_it and not understanding.when)


def _brings_more(state: ConversationState, understanding: Understanding) -> bool:
    """Tell whether more or fewer people shall come to the appointment talked about last."""
    is_about_it = state.focus and state.draft is None and understanding.service is None
    is_new = understanding.means(Intent.BOOK) or bool(understanding.when)
    return bool(understanding.party_size and is_about_it and not is_new)


async def _list(talk: Talk, state: ConversationState) -> Outcome:
    listed, answer = await list_own(talk, state)
    return await then_ask_again(talk, (state, answer)) if state.is_drafting else (listed, answer)


async def _cancel(talk: Talk, state: ConversationState, understanding: Understanding) -> Outcome:
    """Without an appointment of their own, the draft is what they mean."""
    if state.is_drafting and not await own(talk):
        return await put_aside(talk, state)
    return await choose_own(talk, state, understanding, CANCEL)


async def _move(talk: Talk, state: ConversationState, understanding: Understanding) -> Outcome:
    is_bare = state.is_drafting and not tells_something(understanding)
    if is_bare and await _is_of_draft(talk, state):
        return await proceed(talk, state, talk.texts.say("what-to-change"))
    return await choose_own(talk, state, understanding, MOVE)


async def _is_of_draft(talk: Talk, state: ConversationState) -> bool:
    """Tell whether "change the time" is about the draft: it is summed up, or there is no other."""
    return state.asked is Asked.CONFIRMATION or not await own(talk)


async def _shifted(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """With nothing else talked about, "an hour later" moves the appointment talked about last."""
    is_shift = understanding.wish is not None and understanding.wish.shift is not None
    if not is_shift or not state.focus or state.draft is not None or understanding.service:
        return None
    return await choose_own(talk, state, understanding, MOVE)


def _corrects(state: ConversationState, understanding: Understanding) -> bool:
    """In the middle of a draft, "can we make it Thursday" is about the draft."""
    names_an_appointment = understanding.existing_when or understanding.service
    return state.is_drafting and tells_something(understanding) and not names_an_appointment
