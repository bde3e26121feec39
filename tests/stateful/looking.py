"""Everything a world says of its business, read in one transaction and told in minutes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from scheduling.actors import Actor, CustomerActor
from scheduling.appointments import Appointment
from scheduling.holds import Hold
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.asking import AskAgenda, AskBusiness, get_agenda, my_appointments
from scheduling.service.finding import FindSlots, find_slots
from scheduling.service.recording import holder
from scheduling.service.wishes import Wish
from scheduling.time_ranges import TimeRange
from tests.stateful.model import DAY, DAYS, OFFERS, STAFF
from tests.stateful.worlds import MINUTE, instant, minute_of

ALL = TimeRange(instant(-2 * DAY), instant(5 * DAY))
_FIRST_ON = date(2026, 6, 1)


@dataclass(frozen=True)
class Look:
    """What to ask: for each customer by name who they are, and from whose eyes slots are seen."""

    business_id: str
    customers: Mapping[str, CustomerActor]
    receptionist: Actor
    viewer: str


@dataclass
class Seen:
    """What was answered."""

    appointments: Sequence[Appointment]
    of_staff: Mapping[str, set[str]]
    of_customers: Mapping[str, set[str]]
    own: Mapping[str, list[str]]
    agendas: list[list[str]]
    busy: Mapping[str, set[int]]
    holds: Mapping[str, Sequence[Hold]]
    slots: Mapping[str, dict[int, set[str]]]
    audit: Mapping[str, list[str]]


def look(uow: UnitOfWork, actor: Actor, command: Look, now: datetime, ids: Ids) -> Seen:
    """Ask everything."""
    del actor
    business_id, store = command.business_id, uow.appointments
    every = store.all(business_id)
    ask = AskBusiness(business_id)
    customers = command.customers.items()
    links = {name: uow.identities.find(business_id, who.principal) for name, who in customers}
    days = [AskAgenda(business_id, _FIRST_ON + n * timedelta(days=1), is_team=True) for n in DAYS]
    busy = store.busy(business_id, STAFF, ALL, now)
    return Seen(
        appointments=every,
        of_staff={who: _ids(store.of_staff(business_id, (who,), ALL)) for who in STAFF},
        of_customers={
            name: _ids(store.of_customers(business_id, (link.customer_id,), now))
            for name, link in links.items()
            if link is not None and link.customer_id is not None
        },
        own={
            name: [each.appointment_id for each in my_appointments(uow, who, ask, now, ids)]
            for name, who in customers
        },
        agendas=[
            [
                each.appointment_id
                for each in get_agenda(uow, command.receptionist, day, now, ids).appointments
            ]
            for day in days
        ],
        busy={who: _minutes(busy[who].ranges()) if who in busy else set() for who in STAFF},
        holds={name: uow.holds.of_owner(business_id, holder(who)) for name, who in customers},
        slots={name: _slots(uow, command, name, now, ids) for name in OFFERS},
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


def _minutes(ranges: object) -> set[int]:
    return {
        minute
        for each in ranges  # type: ignore[attr-defined]  # a set of ranges
        for minute in range(minute_of(each.start_at), minute_of(each.end_at))
    }


def _slots(
    uow: UnitOfWork, command: Look, service: str, now: datetime, ids: Ids
) -> dict[int, set[str]]:
    wish = Wish(business_id=command.business_id, service_id=service)
    bounds = TimeRange(instant(DAYS[0] * DAY), instant((DAYS[-1] + 1) * DAY))
    viewer = command.customers[command.viewer]
    found = find_slots(uow, viewer, FindSlots(wish, bounds), now, ids)
    assert all((each.start_at - instant(0)) % MINUTE == timedelta() for each in found)
    return {
        minute_of(each.start_at): {who.staff_member_id for who in each.staff_members}
        for each in found
    }
