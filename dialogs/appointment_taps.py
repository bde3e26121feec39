"""Taps on the card of an existing appointment, by its customer or by staff."""

from dataclasses import replace

from cards.verbs import Field, Input
from dialogs import (
    attendees,
    capacities,
    changing,
    histories,
    own_appointments,
    requests,
    staff_cancelling,
    staff_changes,
)
from dialogs import staff_day as day
from dialogs.showing import read_own
from dialogs.talk import Outcome
from dialogs.tap import Tap
from dialogs.visiting.whole_or_part import ask_whole_or_part
from scheduling.errors import InvalidValue
from scheduling.permissions import Action
from scheduling.statuses import AppointmentStatus

LINK_TOKEN = "token"  # noqa: S105  # the name of a field, no secret
"""Where the token of a signed link travels in the data of `appointment.open`."""


async def appointment_open(tap: Tap) -> Outcome:
    """Open an appointment by id, or by the token of a signed link."""
    token = tap.text(LINK_TOKEN, 4096)
    if token:
        return await own_appointments.open_token(tap.talk, tap.state, token)
    return await own_appointments.open_own(tap.talk, tap.state, tap.text(Field.APPOINTMENT))


async def appointment_move(tap: Tap) -> Outcome:
    """Begin to move it."""
    appointment = await read_own(tap.talk, tap.text(Field.APPOINTMENT))
    asked = await ask_whole_or_part(tap.talk, tap.state, appointment, Action.RESCHEDULE)
    if asked is not None:
        return asked
    return await changing.begin_move(tap.talk, tap.state, appointment)


async def appointment_cancel(tap: Tap) -> Outcome:
    """Ask whether to cancel it."""
    appointment = await read_own(tap.talk, tap.text(Field.APPOINTMENT))
    asked = await ask_whole_or_part(tap.talk, tap.state, appointment, Action.CANCEL)
    if asked is not None:
        return asked
    return changing.ask_cancel(tap.talk, tap.state, appointment)


async def appointment_cancel_confirm(tap: Tap) -> Outcome:
    """Cancel it."""
    return await changing.cancel_confirmed(
        tap.talk, tap.state, tap.text(Field.APPOINTMENT), tap.number(Field.VERSION)
    )


async def appointment_keep(tap: Tap) -> Outcome:
    """Leave it as it is."""
    focused = replace(tap.state, focus=tap.text(Field.APPOINTMENT))
    return await changing.keep(tap.talk, focused)


async def staff_day(tap: Tap) -> Outcome:
    """Show a day."""
    on = tap.day(Field.DAY) if tap.text(Field.DAY) else tap.talk.today
    is_team = tap.data.get(Field.TEAM) is True
    first = tap.number(Field.FROM)
    whose = tap.text(Field.STAFF) or None
    return await day.show_day(tap.talk, tap.state, on, is_team=is_team, whose=whose, first=first)


async def staff_next(tap: Tap) -> Outcome:
    """Show who is next."""
    return await day.who_is_next(tap.talk, tap.state)


async def staff_open(tap: Tap) -> Outcome:
    """Show one appointment."""
    appointment_id, first = tap.text(Field.APPOINTMENT), tap.number(Field.FROM)
    return await staff_changes.open_for_staff(tap.talk, tap.state, appointment_id, first)


async def attendee_remove(tap: Tap) -> Outcome:
    """Ask whether to take an attendee out of a group."""
    appointment_id, customer_id = tap.text(Field.APPOINTMENT), tap.text(Field.CUSTOMER)
    return await attendees.ask_remove(tap.talk, tap.state, appointment_id, customer_id)


async def attendee_remove_confirm(tap: Tap) -> Outcome:
    """Take them out."""
    return await attendees.remove(
        tap.talk,
        tap.state,
        tap.text(Field.APPOINTMENT),
        tap.number(Field.VERSION),
        tap.text(Field.CUSTOMER),
    )


async def capacity_change(tap: Tap) -> Outcome:
    """Let so many people attend a service."""
    service_id, count = tap.text(Field.SERVICE), tap.number(Field.COUNT)
    return await capacities.set_capacity(tap.talk, tap.state, service_id, count)


async def capacity_keep(tap: Tap) -> Outcome:
    """Leave it as it is."""
    return capacities.keep_capacity(tap.talk, tap.state)


async def staff_mark(tap: Tap) -> Outcome:
    """Set its status."""
    try:
        status = AppointmentStatus(tap.text(Field.STATUS))
    except ValueError as error:
        raise InvalidValue(Field.STATUS, "is no status") from error
    appointment_id, version = tap.text(Field.APPOINTMENT), tap.number(Field.VERSION)
    return await staff_changes.mark_as(tap.talk, tap.state, appointment_id, version, status)


async def staff_requests(tap: Tap) -> Outcome:
    """List the requests that wait."""
    return await requests.show_requests(tap.talk, tap.state, tap.number(Field.FROM))


async def accept_request(tap: Tap) -> Outcome:
    """Accept one."""
    appointment_id, version = tap.text(Field.APPOINTMENT), tap.number(Field.VERSION)
    return await requests.accept_request(tap.talk, tap.state, appointment_id, version)


async def decline_request(tap: Tap) -> Outcome:
    """Show the form for declining one."""
    return await requests.ask_decline_message(tap.talk, tap.state, tap.text(Field.APPOINTMENT))


async def decline_confirm(tap: Tap) -> Outcome:
    """Decline one with a message."""
    return await requests.decline_request(
        tap.talk,
        tap.state,
        tap.text(Field.APPOINTMENT),
        tap.number(Field.VERSION),
        tap.text(Input.MESSAGE, 5000).strip(),
    )


async def staff_history(tap: Tap) -> Outcome:
    """Show who changed it."""
    return await histories.show_history(tap.talk, tap.state, tap.text(Field.APPOINTMENT))


async def staff_move(tap: Tap) -> Outcome:
    """Begin to move it, to the time said where it was chosen from a list."""
    appointment_id = tap.text(Field.APPOINTMENT)
    wished = tap.state.wished if appointment_id in tap.state.listed else None
    return await staff_changes.move_for_staff(tap.talk, tap.state, appointment_id, wished)


async def staff_cancel(tap: Tap) -> Outcome:
    """Show the form for cancelling."""
    appointment_id = tap.text(Field.APPOINTMENT)
    is_meant = appointment_id in (tap.state.focus, *tap.state.listed)
    message = tap.state.message if is_meant else ""
    return await staff_cancelling.ask_cancel_message(tap.talk, tap.state, appointment_id, message)


async def staff_cancel_confirm(tap: Tap) -> Outcome:
    """Cancel it with a message."""
    return await staff_cancelling.cancel_for_staff(
        tap.talk,
        tap.state,
        tap.text(Field.APPOINTMENT),
        tap.number(Field.VERSION),
        tap.text(Input.MESSAGE, 5000).strip(),
    )
