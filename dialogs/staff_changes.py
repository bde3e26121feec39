"""What becomes of one appointment, for staff: opened, marked, moved."""

from dataclasses import replace

from cards.appointment_views import DeclineFormView, StaffAppointmentView
from cards.requests import render_decline_form
from cards.staff_appointments import render_staff_appointment
from dialogs.changing import begin_move
from dialogs.showing import read_own
from dialogs.state import Asked, ConversationState
from dialogs.talk import Outcome, Talk, shown, with_reasons
from dialogs.turns import Reply
from language.understanding import StaffWish, Understanding
from language.when_wishes import WhenWish
from scheduling.errors import StaleVersion, TooEarlyToMark, WrongStatus
from scheduling.permissions import Action, Reach, reach_of
from scheduling.service.changing import MarkCommand, mark
from scheduling.statuses import AppointmentStatus
from scheduling.views import AppointmentView


def staff_card(talk: Talk, appointment: AppointmentView, prompt: str = "", first: int = 0) -> Reply:
    """Show one appointment with what the staff member may do with it.

    `first` is the place in the list of a group's attendees to begin at.
    """
    view = StaffAppointmentView(
        appointment=appointment, time_zone=talk.zone, prompt=prompt, first=first
    )
    card = render_staff_appointment(view, talk.texts, talk.turn.channel)
    return shown(card, f"appointment:{appointment.appointment_id}")


def focused(state: ConversationState, appointment: AppointmentView) -> ConversationState:
    """Remember an appointment as the one talked about.

    Whether to cancel is asked of the one talked about: with another one that question is over.
    """
    is_another = appointment.appointment_id != state.focus
    if is_another and state.asked in (Asked.CANCEL_MESSAGE, Asked.REMOVE):
        state = state.asking(None)
    return replace(state, focus=appointment.appointment_id, focus_version=appointment.version)


async def open_for_staff(
    talk: Talk, state: ConversationState, appointment_id: str, first: int = 0
) -> Outcome:
    """Show one appointment. Whether to cancel it, or to remove somebody, is not asked any more."""
    appointment = await read_own(talk, appointment_id)
    if state.asked in (Asked.CANCEL_MESSAGE, Asked.REMOVE):
        state = state.asking(None)
    return focused(state, appointment), staff_card(talk, appointment, first=first)


async def mark_as(
    talk: Talk,
    state: ConversationState,
    appointment_id: str,
    version: int,
    status: AppointmentStatus,
) -> Outcome:
    """Set the status and show the card as it is now; saying it twice does no harm."""
    before = await read_own(talk, appointment_id)
    if before.status is status and Action.SET_STATUS in before.may:
        return marked_reply(talk, state, before)
    command = MarkCommand(
        business_id=talk.business.business_id,
        appointment_id=appointment_id,
        version=version,
        status=status,
        idempotency_key=f"mark:{appointment_id}:{version}:{status.value}",
    )
    try:
        return marked_reply(talk, state, await talk.desk.do(mark, command))
    except TooEarlyToMark as error:
        when = talk.when(error.start_at)
        return _as_it_is(talk, state, before, talk.texts.say("too-early-to-mark", when=when))
    except (StaleVersion, WrongStatus) as error:
        key = "changed-since" if isinstance(error, StaleVersion) else "wrong-status"
        code = "changed_meanwhile" if isinstance(error, StaleVersion) else "wrong_status"
        now = await read_own(talk, appointment_id)
        after, reply = _as_it_is(talk, state, now, talk.texts.say(key))
        return after, with_reasons(reply, (code,))


def _as_it_is(
    talk: Talk, state: ConversationState, appointment: AppointmentView, said: str
) -> Outcome:
    return focused(state, appointment), staff_card(talk, appointment, said)


def marked_reply(talk: Talk, state: ConversationState, marked: AppointmentView) -> Outcome:
    """Say the status and show the card as it is."""
    return _as_it_is(talk, state, marked, talk.texts.say(marked_key(marked.status)))


def marked_key(status: AppointmentStatus) -> str:
    """Give the key of the sentence that says a status."""
    return f"marked-{status.name.lower().replace('_', '-')}"


async def move_for_staff(
    talk: Talk,
    state: ConversationState,
    appointment_id: str,
    wished: WhenWish | None = None,
    staff: StaffWish | None = None,
) -> Outcome:
    """Begin to move an appointment to another time, of a colleague where one was named."""
    return await begin_move(talk, state, await read_own(talk, appointment_id), wished, staff)


def colleague_named(
    talk: Talk, appointment: AppointmentView, understanding: Understanding
) -> StaffWish | None:
    """Give who shall have it from then on, where staff who may move anybody's name somebody."""
    role, said = talk.person.role, understanding.staff_member
    may = role is not None and reach_of(role, Action.RESCHEDULE) is Reach.ANY
    is_clear = said is not None and not said.is_ambiguous
    return said.value if said and is_clear and may and len(appointment.staff_members) == 1 else None


def decline_form(talk: Talk, state: ConversationState, request: AppointmentView) -> Outcome:
    """Ask for the message to the customer before declining a request."""
    when = talk.when(request.start_at)
    prompt = talk.texts.say("decline-request", customer=request.customer_name, when=when)
    view = DeclineFormView(prompt=prompt, appointment=request, time_zone=talk.zone)
    card = render_decline_form(view, talk.texts, talk.turn.channel)
    return focused(state, request), shown(card, f"appointment:{request.appointment_id}")
