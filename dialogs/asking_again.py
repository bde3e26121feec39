"""Asks again what was asked last, after something else was said in between."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from cards.card_views import ChoiceView, NoticeView
from cards.notices import render_notice
from cards.verbs import Verb
from dialogs.attendees import ask_remove
from dialogs.capacities import ask_capacity_again
from dialogs.changing import ask_cancel
from dialogs.details import ask_contact
from dialogs.handing_over import plan_again
from dialogs.lifecycle.wishes import ask_lifecycle_again
from dialogs.offers import ask_day
from dialogs.own_appointments import list_again
from dialogs.questions import ask_staff, proceed
from dialogs.series_changes import ask_cancel_series
from dialogs.series_plans import ask_repeat
from dialogs.series_scope import ask_move_scope
from dialogs.showing import read_own
from dialogs.staff_cancelling import ask_cancel_message
from dialogs.staff_choosing import ask_which_again
from dialogs.state import Asked, ConversationState, settled
from dialogs.talk import Outcome, Talk, after, shown
from dialogs.turns import Reply
from scheduling.series import SeriesScope


async def then_ask_again(talk: Talk, outcome: Outcome) -> Outcome:
    """Say what was said in between, then come back to the question that is open, if there is one."""
    state, answer = outcome
    question = await _asked_again(talk, state)
    if question is None:
        return outcome
    return question[0], after(answer, question[1])


async def ask_again_after(talk: Talk, state: ConversationState, said: Reply) -> Outcome | None:
    """Come back to the question that is open; None where there is none."""
    question = await _asked_again(talk, state)
    return None if question is None else (question[0], after(said, question[1]))


async def _asked_again(talk: Talk, state: ConversationState) -> Outcome | None:
    again = _AGAIN.get(state.asked) if state.asked else None
    asked = await again(talk, state) if again else None
    if asked is not None:
        return asked
    if state.asked is Asked.RESUME and state.draft is not None:
        return ask_resume(talk, state, "ask-resume")
    of_series = await _series_again(talk, state)
    return of_series or (await _draft_again(talk, state) if state.is_drafting else None)


async def _series_again(talk: Talk, state: ConversationState) -> Outcome | None:
    """Ask again how much of a series shall be cancelled or moved."""
    if state.asked is Asked.CANCEL_SERIES:
        scope = SeriesScope(state.listed_for)
        return await ask_cancel_series(talk, state, state.focus, scope, state.message)
    if state.asked is Asked.SERIES_SCOPE:
        return ask_move_scope(talk, state, await read_own(talk, state.focus), state.wished)
    return None


async def _removal_again(talk: Talk, state: ConversationState) -> Outcome:
    return await ask_remove(talk, state, state.focus, state.listed[0])


async def _capacity_again(talk: Talk, state: ConversationState) -> Outcome:
    return ask_capacity_again(talk, state)


async def _list_again(talk: Talk, state: ConversationState) -> Outcome:
    listed = ask_which_again if talk.is_staff else list_again
    return await listed(talk, state)


async def _plan_again(talk: Talk, state: ConversationState) -> Outcome | None:
    return await plan_again(talk, state) if state.hand_over is not None else None


async def _cancelling_again(talk: Talk, state: ConversationState) -> Outcome:
    if state.asked is Asked.CANCEL:
        return ask_cancel(talk, state, await read_own(talk, state.focus))
    return await ask_cancel_message(talk, state, state.focus, state.message)


_AGAIN: dict[Asked, Callable[[Talk, ConversationState], Awaitable[Outcome | None]]] = {
    Asked.CANCEL: _cancelling_again,
    Asked.CANCEL_MESSAGE: _cancelling_again,
    Asked.WHICH_APPOINTMENT: _list_again,
    Asked.HAND_OVER: _plan_again,
    Asked.LIFECYCLE: ask_lifecycle_again,
    Asked.REMOVE: _removal_again,
    Asked.CAPACITY: _capacity_again,
}
"""Questions that stand by themselves, apart from any draft."""


async def _draft_again(talk: Talk, state: ConversationState) -> Outcome:
    """Ask the draft's question. What was opened to be changed stays open."""
    draft = settled(state.draft)
    service = talk.business.service(draft.service_id)
    if service is not None and state.asked is Asked.STAFF and draft.staff is None:
        return ask_staff(talk, state, service)
    is_day_open = state.asked is Asked.DAY and draft.when is None
    if service is not None and is_day_open:
        return await ask_day(talk, state)
    if service is not None and state.asked is Asked.CONTACT and draft.start_at is not None:
        return ask_contact(talk, state, service)
    if service is not None and state.asked is Asked.REPEAT and draft.start_at is not None:
        return ask_repeat(talk, state)
    return await proceed(talk, state)


def ask_resume(talk: Talk, state: ConversationState, key: str) -> Outcome:
    """Say that the draft is put aside, and how to go on."""
    resume = {"draft": settled(state.draft).draft_id}
    choices: tuple[ChoiceView, ...] = (
        ChoiceView(talk.texts.say("choice-resume"), Verb.RESUME, resume),
        ChoiceView(talk.texts.say("choice-start-over"), Verb.START_OVER),
        ChoiceView(talk.texts.say("choice-my-appointments"), Verb.MY_APPOINTMENTS),
    )
    choices = choices[:2] if talk.is_staff else choices
    view = NoticeView(prompt=talk.texts.say(key), choices=choices)
    paused = replace(state.asking(Asked.RESUME), is_paused=True)
    return paused, shown(render_notice(view, talk.texts, talk.turn.channel))
