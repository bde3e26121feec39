"""Handing over one appointment: of several that have it, who leaves it is asked."""

from dataclasses import replace

from dialogs.hand_over_draft import HandOverDraft
from dialogs.handing_over import ask_whose, show_plan
from dialogs.showing import read_own
from dialogs.state import ConversationState
from dialogs.talk import Outcome, Talk
from scheduling.views import AppointmentView


async def plan_one(
    talk: Talk,
    state: ConversationState,
    appointment: AppointmentView,
    draft: HandOverDraft,
    leaving_id: str = "",
) -> Outcome:
    """Plan one appointment; of one that several have, who of them leaves it is asked."""
    own = talk.person.staff_member
    having = [each.staff_member_id for each in appointment.staff_members]
    one = replace(draft, appointment_id=appointment.appointment_id)
    others = [each for each in having if each != draft.wanted_id]
    if leaving_id in having:
        others = [leaving_id]
    elif own is not None and own.staff_member_id in having:
        others = [own.staff_member_id]
    focused = replace(state, focus=appointment.appointment_id, focus_version=appointment.version)
    if len(others) > 1:
        return ask_whose(talk, focused, one, tuple(others))
    return await show_plan(talk, focused, replace(one, staff_member_id=(others or having)[0]))


async def plan_tapped(
    talk: Talk, state: ConversationState, appointment_id: str, leaving_id: str = ""
) -> Outcome:
    """Plan the appointment whose button was tapped, or go on with whose it is."""
    if not appointment_id and state.hand_over is not None and leaving_id:
        return await show_plan(talk, state, replace(state.hand_over, staff_member_id=leaving_id))
    asked = state.hand_over
    # Who was to get it was said before it was asked which one is meant.
    is_asked = asked is not None and not asked.plan_id and not asked.staff_member_id
    wanted = asked.wanted_id if asked is not None and is_asked else ""
    appointment = await read_own(talk, appointment_id)
    return await plan_one(talk, state, appointment, HandOverDraft(wanted_id=wanted))
