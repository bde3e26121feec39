"""Everything a world says of its business, read in one transaction and told in minutes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from scheduling.actors import Actor, CustomerActor
from scheduling.appointments import Appointment
from scheduling.holds import Hold
from scheduling.ports import Ids, UnitOfWork
from scheduling.resources import Calendar, ResourceUnit
from scheduling.service.asking import AskAgenda, AskBusiness, get_agenda, my_appointments
from scheduling.service.finding import FindSlots, find_slots
from scheduling.service.recording import holder
from scheduling.service.wishes import Wish
from scheduling.time_ranges import TimeRange
from scheduling.views import AppointmentView
from tests.stateful.model import DAY, DAYS, ROOMS, STAFF, Open
from tests.stateful.worlds import FIRST_ON, MINUTE, instant, minute_of

ALL = TimeRange(instant(-2 * DAY), instant(60 * DAY))
_CALENDARS: tuple[Calendar, ...] = (*STAFF, *(ResourceUnit(each, 1) for each in ROOMS))


@dataclass(frozen=True)
class Look:
    """What to ask: for each customer by name who they are, and from whose eyes which slots are seen."""

    business_id: str
    customers: Mapping[str, CustomerActor]
    receptionist: Actor
    viewer: str
    services: Collection[str]


@dataclass(frozen=True)
class Stored:
    """An appointment as the store has it, in the order of what the model says of one."""

    service: str
    start: int
    end: int
    staff: tuple[str, ...]
    rooms: tuple[str, ...]
    status: str
    version: int
    sequence: int
    attending: tuple[tuple[str, int], ...]
    most: int
    visit: str
    series: str
    on: int


@dataclass
class Seen:
    """What was answered; of a customer's own appointments the name they are told with each."""

    appointments: Mapping[str, Stored]
    of_staff: Mapping[str, set[str]]
    of_customers: Mapping[str, set[str]]
    own: Mapping[str, Mapping[str, str]]
    agendas: list[list[str]]
    busy: Mapping[str, set[int]]
    holds: Mapping[str, Sequence[Hold]]
    slots: Mapping[str, Open]
    audit: Mapping[str, list[str]]


def look(uow: UnitOfWork, actor: Actor, command: Look, now: datetime, ids: Ids) -> Seen:
    """Ask everything."""
    del actor
    business_id, store = command.business_id, uow.appointments
    every = store.all(business_id)
    ask = AskBusiness(business_id)
    customers = command.customers.items()
    links = {name: uow.identities.find(business_id, who.principal) for name, who in customers}
    days = [AskAgenda(business_id, FIRST_ON + n * timedelta(days=1), is_team=True) for n in DAYS]
    busy = store.busy(business_id, STAFF, ALL, now, resource_ids=ROOMS)
    return Seen(
        appointments={each.appointment_id: _stored(each) for each in every},
        of_staff={who: _ids(store.of_staff(business_id, (who,), ALL)) for who in STAFF},
        of_customers={
            name: _ids(store.of_customers(business_id, (link.customer_id,), now))
            for name, link in links.items()
            if link is not None and link.customer_id is not None
        },
        own={name: _own(my_appointments(uow, who, ask, now, ids)) for name, who in customers},
        agendas=[
            [
                each.appointment_id
                for each in get_agenda(uow, command.receptionist, day, now, ids).appointments
            ]
            for day in days
        ],
        busy={
            _name(each): _minutes(busy[each].ranges()) if each in busy else set()
            for each in _CALENDARS
        },
        holds={name: uow.holds.of_owner(business_id, holder(who)) for name, who in customers},
        slots={name: _slots(uow, command, name, now, ids) for name in command.services},
        audit={
            each.appointment_id: [
                entry.what for entry in uow.audit.of_subject(business_id, each.appointment_id)
            ]
            for each in every
        },
    )


def _ids(found: Sequence[Appointment]) -> set[str]:
    assert len({each.appointment_id for each in found}) == len(found)
    return {each.appointment_id for each in found}


def _stored(each: Appointment) -> Stored:
    # No class is part of a series or a visit here, so the first place says it for all.
    place = each.customer.occurrence
    return Stored(
        each.service_id,
        minute_of(each.time_range.start_at),
        minute_of(each.time_range.end_at),
        each.staff_member_ids,
        tuple(_name(unit) for unit in each.resource_units),
        each.status.value,
        each.version,
        each.sequence,
        tuple((who.customer_id, who.attendees_count) for who in each.customers),
        each.maximum_attendees_count,
        each.customer.visit_id,
        place.series_id if place else "",
        (place.on - FIRST_ON).days if place else 0,
    )


def _own(views: Sequence[AppointmentView]) -> Mapping[str, str]:
    """Whose name each is told with: one's own; nobody is told who else attends."""
    assert not any(each.group.attendees or each.resource_names for each in views)
    found = {each.appointment_id: each.customer_name for each in views}
    assert len(found) == len(views)
    return found


def _name(calendar: Calendar) -> str:
    """A room has one unit only."""
    return calendar if isinstance(calendar, str) else calendar.resource_id


def _minutes(ranges: object) -> set[int]:
    return {
        minute
        for each in ranges  # type: ignore[attr-defined]  # a set of ranges
        for minute in range(minute_of(each.start_at), minute_of(each.end_at))
    }


def _slots(uow: UnitOfWork, command: Look, service: str, now: datetime, ids: Ids) -> Open:
    wish = Wish(business_id=command.business_id, service_id=service)
    bounds = TimeRange(instant(DAYS[0] * DAY), instant((DAYS[-1] + 1) * DAY))
    viewer = command.customers[command.viewer]
    found = find_slots(uow, viewer, FindSlots(wish, bounds), now, ids)
    assert all((each.start_at - instant(0)) % MINUTE == timedelta() for each in found)
    return {
        minute_of(each.start_at): (
            frozenset(who.staff_member_id for who in each.staff_members),
            each.open_attendees_count,
        )
        for each in found
    }
