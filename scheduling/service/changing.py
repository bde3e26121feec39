"""Use cases that change an appointment: reschedule, cancel, mark."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from scheduling.actors import Actor
from scheduling.appointments import Appointment, AppointmentStatus
from scheduling.business import Catalog
from scheduling.errors import (
    InvalidValue,
    NotPermitted,
    StaleVersion,
    TooLateToChange,
    WrongStatus,
)
from scheduling.permissions import Action, Reach
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.access import Access, access_of, appointment_for
from scheduling.service.choosing import choose_staff_member
from scheduling.service.recording import first_answer, record
from scheduling.service.searching import Wish, search_to_move
from scheduling.service.viewing import appointment_view, customer_may_change
from scheduling.time_ranges import TimeRange, as_instant
from scheduling.views import AppointmentView

LONGEST_MESSAGE = 1000


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


ChangeCommand = RescheduleCommand | CancelCommand | MarkCommand


@dataclass(frozen=True, slots=True)
class _Change:
    """An appointment read under its lock, with the actor's right to change it established."""

    uow: UnitOfWork
    catalog: Catalog
    access: Access
    appointment: Appointment
    was_answered: bool


def reschedule(
    uow: UnitOfWork, actor: Actor, command: RescheduleCommand, now: datetime, ids: Ids
) -> AppointmentView:
    """Move an appointment, in one transaction that cannot double-book.

    Raises SlotTaken, SlotNotOffered, TooLateToChange, StaleVersion, WrongStatus, InvalidValue,
    NotFound or NotPermitted; the appointment is then where it was.
    """
    change = _begin(uow, actor, command, Action.RESCHEDULE, command.staff_member_id)
    if change.was_answered:
        return _seen(change, change.appointment, now)
    _check(change, command, now)
    appointment = change.appointment
    _require_confirmed(appointment)
    chosen = _who_takes_it(change, command, now)
    to = TimeRange(command.start_at, command.start_at + appointment.time_range.duration)
    moved = appointment.rescheduled(to, chosen, actor, now)
    return _finish(change, moved, command, now)


def _require_confirmed(appointment: Appointment) -> None:
    """Ask the status before the time: of a cancelled appointment every other time is as wrong."""
    if appointment.status is not AppointmentStatus.CONFIRMED:
        raise WrongStatus(appointment.status.value, "rescheduled")


def _who_takes_it(change: _Change, command: RescheduleCommand, now: datetime) -> tuple[str, ...]:
    """Give who will have it at the new time, all of them free. Raises SlotTaken, SlotNotOffered."""
    keeps, named = change.appointment.staff_member_ids, command.staff_member_id
    is_shared = len(keeps) > 1
    if named is not None and is_shared:
        raise InvalidValue("staffMemberId", "several staff members have it, and all of them stay")
    staff = (named,) if named is not None else keeps
    for staff_member_id in staff:
        _require_own_calendar(change.access, staff_member_id)
    wish = Wish(
        business_id=command.business_id,
        service_id=change.appointment.service_id,
        staff_member_id=staff[0],
        except_appointment_id=command.appointment_id,
    )
    search = search_to_move(
        change.uow, change.catalog, change.access, change.appointment, wish, now
    )
    choose_staff_member(search, command.start_at)
    return staff


def cancel(
    uow: UnitOfWork, actor: Actor, command: CancelCommand, now: datetime, ids: Ids
) -> AppointmentView:
    """Cancel an appointment and give its time back.

    Raises TooLateToChange for a customer past the notice, StaleVersion, WrongStatus, NotFound,
    NotPermitted.
    """
    if len(command.message) > LONGEST_MESSAGE:
        raise InvalidValue("message", f"must be at most {LONGEST_MESSAGE} characters")
    change = _begin(uow, actor, command, Action.CANCEL)
    if change.was_answered:
        return _seen(change, change.appointment, now)
    _check(change, command, now)
    ended = change.appointment.cancelled(actor, now, command.message.strip())
    return _finish(change, ended, command, now)


def mark(
    uow: UnitOfWork, actor: Actor, command: MarkCommand, now: datetime, ids: Ids
) -> AppointmentView:
    """Set the status of an appointment.

    Raises WrongStatus, TooEarlyToMark, StaleVersion, NotFound, NotPermitted.
    """
    change = _begin(uow, actor, command, Action.SET_STATUS)
    if change.was_answered:
        return _seen(change, change.appointment, now)
    _check(change, command, now)
    return _finish(change, change.appointment.marked(command.status, actor, now), command, now)


def _begin(
    uow: UnitOfWork,
    actor: Actor,
    command: ChangeCommand,
    action: Action,
    other_staff_member_id: str | None = None,
) -> _Change:
    """Lock the calendars concerned, then read the appointment again, as it is under the lock."""
    business_id, appointment_id = command.business_id, command.appointment_id
    catalog = uow.businesses.catalog(business_id)
    access = access_of(uow, actor, catalog)
    before = appointment_for(uow, access, action, business_id, appointment_id)
    concerned = {*before.staff_member_ids}
    if other_staff_member_id is not None:
        concerned.add(other_staff_member_id)
    uow.appointments.lock(business_id, sorted(concerned & catalog.staff_members.keys()))
    catalog = uow.businesses.catalog(business_id)
    access = access_of(uow, actor, catalog)
    appointment = appointment_for(uow, access, action, business_id, appointment_id)
    earlier = first_answer(uow, business_id, actor, command.idempotency_key, command)
    return _Change(uow, catalog, access, appointment, earlier is not None)


def _check(change: _Change, command: ChangeCommand, now: datetime) -> None:
    """Refuse a change of something else than the actor saw, or one that comes too late."""
    appointment = change.appointment
    if command.version != appointment.version:
        raise StaleVersion(command.version, appointment.version)
    if not change.access.is_customer:
        return
    if customer_may_change(change.catalog, appointment, now):
        return
    service = change.catalog.services.get(appointment.service_id)
    if service is None:
        raise TooLateToChange(appointment.time_range.start_at, timedelta())
    if not (appointment.is_self_service or service.is_customer_allowed_to_manage_booking):
        raise NotPermitted("change an appointment the staff made")
    notice = change.catalog.policy_of(service).minimum_cancelling_notice
    raise TooLateToChange(appointment.time_range.start_at, notice)


def _require_own_calendar(access: Access, staff_member_id: str) -> None:
    """A team member moves within their own calendar; handing over is another matter."""
    if access.role is None or access.reach(Action.RESCHEDULE) is Reach.ANY:
        return
    if staff_member_id != access.staff_member_id:
        raise NotPermitted(Action.RESCHEDULE.value)


def _finish(
    change: _Change, appointment: Appointment, command: ChangeCommand, now: datetime
) -> AppointmentView:
    change.uow.appointments.update(appointment)
    actor, key = change.access.actor, command.idempotency_key
    record(change.uow, actor, appointment, now, key, command)
    return _seen(change, appointment, now)


def _seen(change: _Change, appointment: Appointment, now: datetime) -> AppointmentView:
    return appointment_view(change.catalog, appointment, change.access, now)
