"""Answers "why can't I move it to 5?": the reason, or the move itself where nothing is in its way."""

from dataclasses import replace

from dialogs.changing import begin_move
from dialogs.drafts import moving_draft
from dialogs.explaining.for_customers import tell_customer
from dialogs.explaining.for_staff import tell_staff
from dialogs.explaining.subjects import subject_of
from dialogs.own_appointments import MOVE, choose_own, meant_of_own, own
from dialogs.showing import read_own, refuse_change
from dialogs.state import Asked, ConversationState
from dialogs.talk import Outcome, Talk
from language.kinds import Intent
from language.understanding import Understanding
from scheduling.permissions import Action
from scheduling.views import AppointmentView


async def why_not_move(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """Say why an appointment cannot go where it was asked about; None for other questions.

    To customers it is the reason alone, and times to move it to: no calendar is told of.
    """
    asks = understanding.intent is Intent.EXPLAIN and understanding.means(Intent.RESCHEDULE)
    if not asks or state.is_drafting:
        return None
    if talk.is_staff:
        return await _told_staff(talk, state, understanding)
    found = await own(talk)
    meant = meant_of_own(talk, state, found, understanding)
    if not found:
        return None
    if len(meant) != 1:
        return await choose_own(talk, state, understanding, MOVE)
    return await _told(talk, state, understanding, meant[0])


async def _told(
    talk: Talk, state: ConversationState, understanding: Understanding, one: AppointmentView
) -> Outcome:
    wish = understanding.wish
    if Action.RESCHEDULE not in one.may:
        return refuse_change(talk, state, one)
    moving = _moving(talk, state, one)
    asked, reply = await tell_customer(talk, moving, subject_of(talk, moving, understanding))
    if wish is None or not any(each.reasons for each in reply.messages):
        return await begin_move(talk, state, one, wish)
    return asked, reply


async def _told_staff(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    if not state.focus or understanding.wish is None:
        return None
    moving = _moving(talk, state, await read_own(talk, state.focus))
    return state, await tell_staff(talk, subject_of(talk, moving, understanding))


def _moving(talk: Talk, state: ConversationState, one: AppointmentView) -> ConversationState:
    """Give the state in which a time is asked for to move it to; what is being booked waits."""
    draft = moving_draft(one, talk.desk.ids.new_id())
    asking = state.asking(Asked.TIME)
    waiting = state.draft or state.waiting
    return replace(asking, draft=draft, waiting=waiting, is_paused=False, focus=one.appointment_id)
