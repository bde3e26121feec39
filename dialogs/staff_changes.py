"""What becomes of one appointment, for staff: opened, marked, moved, cancelled."""

from dataclasses import replace

from cards.appointment_views import DeclineFormView, StaffAppointmentView, StaffCancelFormView
from cards.requests import render_decline_form
from cards.staff_appointments import render_staff_appointment, render_staff_cancel_form
from dialogs.changing import begin_move
from dialogs.showing import read_own, refuse_change
from dialogs.state import ConversationState
from dialogs.talk import Outcome, Talk, shown
from dialogs.turns import Reply
from language.when_wishes import WhenWish
from scheduling.appointments import AppointmentStatus
from scheduling.permissions import Action
from scheduling.service.changing import CancelCommand, MarkCommand, cancel, mark
from scheduling.views import AppointmentView


def staff_card(talk: Talk, appointment: AppointmentView, prompt: str = "") -> Reply:
    """Show one appointment with what the staff member may do with it."""
    view = StaffAppointmentView(appointment=appointment, time_zone=talk.zone, prompt=prompt)
    card = render_staff_appointment(view, talk.texts, talk.turn.channel)
    return shown(card, f"appointment:{appointment.appointment_id}")


def focused(state: ConversationState, appointment: AppointmentView) -> ConversationState:
    """Remember an appointment as the one talked about."""
    return replace(state, focus=appointment.appointment_id, focus_version=appointment.version)


async def open_for_staff(talk: Talk, state: ConversationState, appointment_id: str) -> Outcome:
    """Show one appointment."""
    appointment = await read_own(talk, appointment_id)
    return focused(state, appointment), staff_card(talk, appointment)


async def mark_as(
    talk: Talk,
    state: ConversationState,
    appointment_id: str,
    version: int,
    status: AppointmentStatus,
) -> Outcome:
    """Set the status and show the card as it is now."""
    command = MarkCommand(
        business_id=talk.business.business_id,
        appointment_id=appointment_id,
        version=version,
        status=status,
        idempotency_key=f"mark:{appointment_id}:{version}:{status.value}",
    )
    marked = await talk.desk.do(mark, command)
    return marked_reply(talk, state, marked)


def marked_reply(talk: Talk, state: ConversationState, marked: AppointmentView) -> Outcome:
    """Say the status and show the card as it is."""
    prompt = talk.texts.say(marked_key(marked.status))
    return focused(state, marked), staff_card(talk, marked, prompt)


def marked_key(status: AppointmentStatus) -> str:
    """Give the key of the sentence that says a status."""
    return f"marked-{status.name.lower().replace('_', '-')}"


async def move_for_staff(
    talk: Talk, state: ConversationState, appointment_id: str, wished: WhenWish | None = None
) -> Outcome:
    """Begin to move an appointment to another time of the same staff member."""
    return await begin_move(talk, state, await read_own(talk, appointment_id), wished)


async def ask_cancel_message(talk: Talk, state: ConversationState, appointment_id: str) -> Outcome:
    """Ask for the message to the customer before cancelling; a request is declined instead."""
    appointment = await read_own(talk, appointment_id)
    if Action.ANSWER_REQUEST in appointment.may:
        return decline_form(talk, state, appointment)
    if Action.CANCEL not in appointment.may:
        return refuse_change(talk, state, appointment)
    prompt = talk.texts.say(
        "cancel-for-customer",
        customer=appointment.customer_name,
        when=talk.when(appointment.start_at),
    )
    view = StaffCancelFormView(prompt=prompt, appointment=appointment, time_zone=talk.zone)
    card = render_staff_cancel_form(view, talk.texts, talk.turn.channel)
    return focused(state, appointment), shown(card, f"appointment:{appointment_id}")


def decline_form(talk: Talk, state: ConversationState, request: AppointmentView) -> Outcome:
    """Ask for the message to the customer before declining a request."""
    when = talk.when(request.start_at)
    prompt = talk.texts.say("decline-request", customer=request.customer_name, when=when)
    view = DeclineFormView(prompt=prompt, appointment=request, time_zone=talk.zone)
    card = render_decline_form(view, talk.texts, talk.turn.channel)
    return focused(state, request), shown(card, f"appointment:{request.appointment_id}")


async def cancel_for_staff(
    talk: Talk, state: ConversationState, appointment_id: str, version: int, message: str
) -> Outcome:
    """Cancel with a message to the customer, who is told in their chat."""
    command = CancelCommand(
        business_id=talk.business.business_id,
        appointment_id=appointment_id,
        version=version,
        message=message,
        idempotency_key=f"cancel:{appointment_id}:{version}",
    )
    ended = await talk.desk.do(cancel, command)
    after = replace(state, focus="", focus_version=0)
    return after, staff_card(talk, ended, talk.texts.say("cancelled-customer-told"))
