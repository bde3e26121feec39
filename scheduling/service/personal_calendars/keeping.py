"""Use cases: keep what was read of a staff member's own calendar, list what is kept, forget it."""

from dataclasses import dataclass
from datetime import datetime

from scheduling.actors import Actor
from scheduling.errors import NotFound, NotPermitted
from scheduling.permissions import Action, Reach
from scheduling.personal_calendars import PersonalCalendar
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.access import access_of, require
from scheduling.service.asking import AskBusiness
from scheduling.time_ranges import TimeRange, TimeRangeSet


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepPersonalCalendar:
    """The busy time of one calendar of a staff member, as it was just read of `within`.

    `event_count` and `skipped_count` say how many events there were, and how many unreadable.
    """

    business_id: str
    staff_member_id: str
    source: str
    within: TimeRange
    busy: tuple[TimeRange, ...] = ()
    event_count: int = 0
    skipped_count: int = 0


@dataclass(frozen=True, slots=True)
class ForgetPersonalCalendar:
    """One calendar of a staff member that counts no more."""

    business_id: str
    staff_member_id: str
    source: str


def keep_personal_calendar(
    uow: UnitOfWork, actor: Actor, command: KeepPersonalCalendar, now: datetime, ids: Ids
) -> PersonalCalendar:
    """Keep what was read, in place of what was read of the same source before.

    Appointments stay, whatever they meet. Raises InvalidValue, NotFound, NotPermitted.
    """
    calendar = PersonalCalendar(
        business_id=command.business_id,
        staff_member_id=command.staff_member_id,
        source=command.source,
        read_at=now,
        within=command.within,
        event_count=command.event_count,
        skipped_count=command.skipped_count,
    )
    _lock(uow, actor, command, now)
    busy = TimeRangeSet(command.busy).clipped(command.within)
    uow.personal_calendars.replace(calendar, busy)
    _note(uow, actor, command, "personal calendar read", now)
    return calendar


def forget_personal_calendar(
    uow: UnitOfWork, actor: Actor, command: ForgetPersonalCalendar, now: datetime, ids: Ids
) -> None:
    """Forget a calendar and its busy time. Raises NotFound, NotPermitted."""
    _lock(uow, actor, command, now)
    whose = command.business_id, command.staff_member_id
    if not uow.personal_calendars.remove(*whose, command.source):
        raise NotFound("personal calendar", command.source)
    _note(uow, actor, command, "personal calendar forgotten", now)


def list_personal_calendars(
    uow: UnitOfWork, actor: Actor, command: AskBusiness, now: datetime, ids: Ids
) -> tuple[PersonalCalendar, ...]:
    """List what was read, of everybody whose time off the actor manages. Raises NotPermitted."""
    access = access_of(uow, actor, uow.businesses.catalog(command.business_id))
    is_any = require(access, Action.MANAGE_TIME_OFF) is Reach.ANY
    return tuple(
        each
        for each in uow.personal_calendars.all(command.business_id)
        if is_any or each.staff_member_id == access.staff_member_id
    )


def _lock(
    uow: UnitOfWork,
    actor: Actor,
    command: KeepPersonalCalendar | ForgetPersonalCalendar,
    now: datetime,
) -> None:
    """Hold the calendar it is about, so that nobody books past what is being written.

    Asked again under the lock: who left meanwhile has nothing kept of them.
    """
    staff_member_id = _permitted(uow, actor, command)
    uow.appointments.lock(command.business_id, (staff_member_id,), now)
    _permitted(uow, actor, command)


def _permitted(
    uow: UnitOfWork, actor: Actor, command: KeepPersonalCalendar | ForgetPersonalCalendar
) -> str:
    """Give the staff member if the actor manages when they are away."""
    catalog, staff_member_id = uow.businesses.catalog(command.business_id), command.staff_member_id
    access = access_of(uow, actor, catalog)
    reach = require(access, Action.MANAGE_TIME_OFF)
    if reach is not Reach.ANY and staff_member_id != access.staff_member_id:
        raise NotPermitted(Action.MANAGE_TIME_OFF.value)
    return catalog.staff_member(staff_member_id).staff_member_id


def _note(
    uow: UnitOfWork,
    actor: Actor,
    command: KeepPersonalCalendar | ForgetPersonalCalendar,
    what: str,
    now: datetime,
) -> None:
    uow.audit.add(command.business_id, actor, what, command.staff_member_id, now)
