"""Use cases that change an appointment: reschedule, cancel, mark."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from scheduling.actors import Actor, CustomerActor
from scheduling.appointments import Appointment
from scheduling.business import Catalog
from scheduling.errors import InvalidValue, NotPermitted, WrongStatus
from scheduling.holds import Takeover
from scheduling.permissions import Action, Reach
from scheduling.ports import Ids, UnitOfWork
from scheduling.resources import ResourceUnit
from scheduling.service.access import Access
from scheduling.service.attending.leaving import answered_before, leave
from scheduling.service.attending.moving import move_place
from scheduling.service.change import LONGEST_MESSAGE, Change, Place, begin, check, finish, seen
from scheduling.service.choosing import place
from scheduling.service.recording import holder
from scheduling.service.wish_lookup import search_to_move
from scheduling.service.wishes import Wish
from scheduling.statuses import AppointmentStatus
from scheduling.time_ranges import TimeRange, as_instant
from scheduling.views import AppointmentView


@dataclass(frozen=True, slots=True, kw_only=True)
class RescheduleCommand:
    """Move an appointment to `start_at`; `staff_member_id` None keeps everybody who has it.

    Nobody is named for one that several staff members have: it moves with all of them.

    `version` is the one the actor saw; an appointment changed since is not moved.
    """

    business_id: str
    appointment_id: str
    version: int
    start_at: datetime
    staff_member_id: str | None = None
    idempotency_key: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "start_at", as_instant(self.start_at))


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelCommand:
    """Cancel an appointment; `message` is told to the customer when staff cancel."""

    business_id: str
    appointment_id: str
    version: int
    message: str = ""
    idempotency_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkCommand:
    """Set an appointment's status: arrived, completed, no-show, or back."""

    business_id: str
    appointment_id: str
    version: int
    status: AppointmentStatus
    idempotency_key: str


def reschedule(
    uow: UnitOfWork, actor: Actor, command: RescheduleCommand, now: datetime, ids: Ids
) -> AppointmentView:
    """Move an appointment, in one transaction that cannot double-book.

    Raises SlotTaken, SlotNotOffered, TooLateToChange, StaleVersion, WrongStatus, InvalidValue,
    NotFound or NotPermitted; the appointment is then where it was.
    """
    earlier = answered_before(uow, actor, command, now)
    if earlier is not None:
        return earlier
    change = begin(uow, actor, command, Action.RESCHEDULE, now, _place_for(actor, command))
    if change.was_answered:
        return seen(change, change.appointment, now)
    check(change, command, now)
    appointment = change.appointment
    _require_confirmed(appointment)
    if change.access.is_one_of_group(appointment):
        return move_place(change, command, command.start_at, command.staff_member_id, now, ids)
    chosen, units = _who_takes_it(change, command, now, ids)
    to = TimeRange(command.start_at, command.start_at + appointment.time_range.duration)
    moved = replace(appointment, resource_units=units).rescheduled(to, chosen, actor, now)
    return finish(change, moved, command, now)


def _require_confirmed(appointment: Appointment) -> None:
    """Ask the status before the time: of a cancelled appointment every other time is as wrong."""
    if appointment.status is not AppointmentStatus.CONFIRMED:
        raise WrongStatus(appointment.status.value, "rescheduled")


def _place_for(actor: Actor, command: RescheduleCommand) -> Place:
    """Say whose calendar is concerned too, and that one's own hold gives way to the move."""

    def taking(before: Appointment) -> Takeover:
        to = TimeRange(command.start_at, command.start_at + before.time_range.duration)
        return Takeover(holder(actor), to.padded(before.pre_buffer, before.post_buffer))

    def others(catalog: Catalog, before: Appointment) -> Iterable[str]:
        """List who is concerned besides: for one of a group, whoever gives the service."""
        named = () if command.staff_member_id is None else (command.staff_member_id,)
        service = catalog.services.get(before.service_id)
        is_one_of_group = before.is_group and isinstance(actor, CustomerActor)
        if not is_one_of_group or service is None:
            return named
        return (*named, *service.staff_member_ids)

    return Place(others, taking)


def _who_takes_it(
    change: Change, command: RescheduleCommand, now: datetime, ids: Ids
) -> tuple[tuple[str, ...], tuple[ResourceUnit, ...]]:
    """Give who and what will have it at the new time, all free. Raises SlotTaken, SlotNotOffered."""
    staff = _staff_wanted(change, command)
    for staff_member_id in staff:
        _require_own_calendar(change.access, staff_member_id)
    appointment = change.appointment
    wish = Wish(
        business_id=command.business_id,
        service_id=appointment.service_id,
        staff_member_id=staff[0],
        except_appointment_id=command.appointment_id,
    )
    search = search_to_move(change.uow, change.catalog, change.access, appointment, wish, now)
    return staff, place(search, command.start_at, ids).resource_units


def _staff_wanted(change: Change, command: RescheduleCommand) -> tuple[str, ...]:
    """Give who is to have it. Raises InvalidValue where one is named of what several have."""
    keeps, named = change.appointment.staff_member_ids, command.staff_member_id
    if named is None:
        return keeps
    if len(keeps) > 1:
        raise InvalidValue("staffMemberId", "several staff members have it, and all of them stay")
    return (named,)


def cancel(
    uow: UnitOfWork, actor: Actor, command: CancelCommand, now: datetime, ids: Ids
) -> AppointmentView:
    """Cancel an appointment and give its time back.

    Raises TooLateToChange for a customer past the notice, StaleVersion, WrongStatus, NotFound,
    NotPermitted.
    """
    if len(command.message) > LONGEST_MESSAGE:
        raise InvalidValue("message", f"must be at most {LONGEST_MESSAGE} characters")
    earlier = answered_before(uow, actor, command, now)
    if earlier is not None:
        return earlier
    change = begin(uow, actor, command, Action.CANCEL, now)
    if change.was_answered:
        return seen(change, change.appointment, now)
    check(change, command, now)
    if change.access.is_one_of_group(change.appointment):
        return leave(change, command, now)
    ended = change.appointment.cancelled(actor, now, command.message.strip())
    return finish(change, ended, command, now)


def mark(
    uow: UnitOfWork, actor: Actor, command: MarkCommand, now: datetime, ids: Ids
) -> AppointmentView:
    """Set the status of an appointment.

    Raises WrongStatus, TooEarlyToMark, StaleVersion, NotFound, NotPermitted.
    """
    change = begin(uow, actor, command, Action.SET_STATUS, now)
    if change.was_answered:
        return seen(change, change.appointment, now)
    check(change, command, now)
    return finish(change, change.appointment.marked(command.status, actor, now), command, now)


def _require_own_calendar(access: Access, staff_member_id: str) -> None:
    """A team member moves within their own calendar; handing over is another matter."""
    if access.role is None or access.reach(Action.RESCHEDULE) is Reach.ANY:
        return
    if staff_member_id != access.staff_member_id:
        raise NotPermitted(Action.RESCHEDULE.value)
