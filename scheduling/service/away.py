"""The use case `add_time_off`: a staff member is away, and nobody books them meanwhile."""

from dataclasses import dataclass
from datetime import datetime

from scheduling.absences import LocalPeriod, TimeOff
from scheduling.actors import Actor
from scheduling.business import Catalog
from scheduling.errors import NotPermitted
from scheduling.permissions import Action, Reach
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.access import Access, access_of, require
from scheduling.service.lapsing import lock_calendars


@dataclass(frozen=True, slots=True, kw_only=True)
class AddTimeOff:
    """Put a staff member's time off into the business; `title` is for colleagues."""

    business_id: str
    staff_member_id: str
    period: LocalPeriod
    title: str = ""


def add_time_off(
    uow: UnitOfWork, actor: Actor, command: AddTimeOff, now: datetime, ids: Ids
) -> TimeOff:
    """Add time off. What is booked in it stays where it is. Asked twice it is added once.

    Raises NotFound, NotPermitted.
    """
    business_id, whose = command.business_id, command.staff_member_id
    access = access_of(uow, actor, uow.businesses.catalog(business_id))
    require_time_off(access, whose)
    lock_calendars(uow, business_id, (whose,), now)
    catalog = uow.businesses.catalog(business_id)
    return record_time_off(uow, access_of(uow, actor, catalog), catalog, command, now, ids)


def record_time_off(
    uow: UnitOfWork, access: Access, catalog: Catalog, command: AddTimeOff, now: datetime, ids: Ids
) -> TimeOff:
    """Write time off, the calendar being locked. Raises NotFound, NotPermitted."""
    require_time_off(access, command.staff_member_id)
    whose = catalog.staff_member(command.staff_member_id).staff_member_id
    known = catalog.time_off_by_staff_member.get(whose, ())
    same = next((each for each in known if each.period == command.period), None)
    if same is not None:
        return same
    added = TimeOff(ids.new_id(), whose, command.period, command.title)
    uow.businesses.add_time_off(command.business_id, added)
    uow.audit.add(command.business_id, access.actor, "timeOffAdded", whose, now)
    return added


def may_add_time_off(access: Access, staff_member_id: str) -> bool:
    """Tell whether the actor may say that this staff member is away."""
    reach = Reach.NONE if access.is_customer else access.reach(Action.MANAGE_TIME_OFF)
    return reach is Reach.ANY or (reach is Reach.OWN and access.staff_member_id == staff_member_id)


def require_time_off(access: Access, staff_member_id: str) -> None:
    """Raise NotPermitted where the actor may not say that this staff member is away."""
    require(access, Action.MANAGE_TIME_OFF)
    if not may_add_time_off(access, staff_member_id):
        raise NotPermitted(Action.MANAGE_TIME_OFF.value)
