"""Shows one appointment: to its customer or to staff, with what was done, or why nothing can be."""

from datetime import datetime, timedelta

from cards.appointment_views import AppointmentCardView, StaffAppointmentView, TooLateView
from cards.customer_appointments import render_appointment, render_too_late
from cards.staff_appointments import render_staff_appointment
from dialogs.state import Asked, ConversationState
from dialogs.talk import Outcome, Talk, shown, with_reasons
from dialogs.turns import Reply
from scheduling.service.asking import AskAppointment, get_appointment
from scheduling.statuses import AppointmentStatus
from scheduling.views import AppointmentView


async def read_own(talk: Talk, appointment_id: str) -> AppointmentView:
    """Read an appointment the person may see. Raises NotFound."""
    return await talk.desk.ask(
        get_appointment, AskAppointment(talk.business.business_id, appointment_id)
    )


def appointment_reply(talk: Talk, appointment: AppointmentView, prompt: str) -> Reply:
    """Show an appointment: to its customer with links and buttons, to staff as their card."""
    name = f"appointment:{appointment.appointment_id}"
    if talk.is_staff:
        staff_view = StaffAppointmentView(
            appointment=appointment, time_zone=talk.zone, prompt=prompt
        )
        card = render_staff_appointment(staff_view, talk.texts, talk.turn.channel)
        return shown(card, name)
    view = AppointmentCardView(
        prompt=prompt,
        appointment=appointment,
        time_zone=talk.zone,
        calendar_file_url=talk.desk.calendar_file_url(appointment),
        open_in_chat_url=talk.desk.open_in_chat_url(appointment),
    )
    return shown(render_appointment(view, talk.texts, talk.turn.channel), name)


def about_group(talk: Talk, key: str, appointment: AppointmentView) -> str:
    """Give the key of a sentence as it is said of a group, where there is one of its own."""
    of_group = f"{key}-group"
    return of_group if appointment.group.is_group and talk.texts.has(of_group) else key


def done_words(talk: Talk, done: AppointmentView, *, has_moved: bool = False) -> str:
    """Say that it is booked or moved: to its customer, or to staff of a customer.

    Where it was cancelled since, that is what is said.
    """
    if done.status is AppointmentStatus.CANCELLED:
        key = "cancelled" if talk.is_staff else about_group(talk, "cancelled", done)
        return talk.texts.say(key, when=talk.when_done(done.start_at))
    if done.answer_due_at is not None:
        return requested_words(talk, done, done.answer_due_at)
    key = "moved" if has_moved else "booked"
    if talk.is_staff:
        key = f"{key}-staff"
    return talk.texts.say(
        about_group(talk, key, done),
        when=talk.when_done(done.start_at),
        customer=done.customer_name,
        service=done.service_name,
        count=done.group.attendees_count,
    )


def requested_words(talk: Talk, request: AppointmentView, due_at: datetime) -> str:
    """Say that it is a request and nothing is booked yet, and what happens next."""
    return talk.texts.say(
        "requested-staff" if talk.is_staff else "requested",
        when=talk.when_done(request.start_at),
        due=talk.when(due_at),
        customer=request.customer_name,
    )


def own_words(talk: Talk, appointment: AppointmentView) -> str:
    """Say what is shown to its customer: an appointment, or a request that waits."""
    due_at = appointment.answer_due_at
    if due_at is None:
        return talk.texts.say("your-appointment")
    if due_at <= talk.turn.now:
        return talk.texts.say("request-lapsed")
    return talk.texts.say("your-request", due=talk.when(due_at))


def refuse_change(talk: Talk, state: ConversationState, appointment: AppointmentView) -> Outcome:
    """Say that it is too late, or over, and whom to call."""
    reason, key = _why_not(talk, appointment)
    prompt = talk.texts.say(
        key,
        notice=talk.texts.duration(appointment.minimum_notice),
        when=talk.when(appointment.start_at),
    )
    if state.asked is Asked.CANCEL:
        state = state.asking(None)
    if talk.is_staff or appointment.status in _SHOWN_AS_IT_IS:
        return state, with_reasons(appointment_reply(talk, appointment, prompt), (reason,))
    view = TooLateView(prompt=prompt, appointment=appointment, time_zone=talk.zone)
    card = render_too_late(view, talk.texts, talk.turn.channel)
    return state, shown(card, reasons=(reason,))


_SHOWN_AS_IT_IS = (AppointmentStatus.CANCELLED, AppointmentStatus.REQUESTED)


def _why_not_request(talk: Talk, request: AppointmentView) -> str:
    """A request is answered or withdrawn, and not moved; once it lapsed, there is nothing left."""
    if request.answer_due_at is not None and request.answer_due_at <= talk.turn.now:
        return "request-lapsed"
    return "request-cannot-move-staff" if talk.is_staff else "request-cannot-move"


def _why_not(talk: Talk, appointment: AppointmentView) -> tuple[str, str]:
    """Give the code and the key of why this appointment cannot be changed by who asks."""
    if appointment.status is AppointmentStatus.CANCELLED:
        return "wrong_status", "already-cancelled-staff" if talk.is_staff else "already-cancelled"
    if appointment.status is AppointmentStatus.REQUESTED:
        return "wrong_status", _why_not_request(talk, appointment)
    if appointment.status is not AppointmentStatus.CONFIRMED:
        return "wrong_status", "cannot-change-staff" if talk.is_staff else "cannot-change"
    if talk.is_staff:
        return "not_permitted", "not-permitted-staff"
    left = appointment.start_at - talk.turn.now
    is_late = timedelta() < left < appointment.minimum_notice
    return "too_late", "too-late" if is_late else "cannot-change"
