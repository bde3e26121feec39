"""The core's ports in memory, for tests without a database. They keep what storage promises."""

from collections.abc import Callable, Collection, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, TypeVar

from scheduling.absences import TimeOff
from scheduling.actors import Actor, Principal, door_of
from scheduling.announcements import Announcement
from scheduling.appointments import Appointment
from scheduling.auditing import AuditEntry
from scheduling.business import Catalog, Former
from scheduling.busy_time import Busy, BusyElsewhere, BusySource, BusyTime
from scheduling.catalog import Service, StaffMember
from scheduling.customers import Customer
from scheduling.deletions import Clock, Deleted, DeletedKind, Place
from scheduling.errors import NotFound, SlotTaken, StaleVersion
from scheduling.handing_over import HandOver, HandOverState
from scheduling.holds import Hold, Takeover
from scheduling.personal_calendars import PersonalCalendar
from scheduling.ports import Invitation, Link, UseCase
from scheduling.resources import Calendar, Resource
from scheduling.statuses import AppointmentStatus
from scheduling.time_ranges import TimeRange, TimeRangeSet, minutes_around
from scheduling.waitlist import WaitlistEntry
from scheduling.workload import AssignedTime

BEFORE_EVERYTHING = datetime(1970, 1, 1, tzinfo=UTC)
NEVER = datetime(2099, 1, 1, tzinfo=UTC)

C = TypeVar("C")
R = TypeVar("R")


Retired = tuple[Service | StaffMember, Clock | None]
"""What a catalog left out, and its clock where it runs."""


@dataclass
class MemoryState:
    """Everything that is stored."""

    catalogs: dict[str, Catalog] = field(default_factory=dict)
    customers: dict[tuple[str, str], Customer] = field(default_factory=dict)
    appointments: dict[tuple[str, str], Appointment] = field(default_factory=dict)
    links: dict[tuple[str, Principal], Link] = field(default_factory=dict)
    opened: dict[tuple[str, Principal], tuple[str, ...]] = field(default_factory=dict)
    invitations: dict[str, Invitation] = field(default_factory=dict)
    holds: dict[tuple[str, str], Hold] = field(default_factory=dict)
    hand_overs: dict[tuple[str, str], HandOver] = field(default_factory=dict)
    waitlist: dict[tuple[str, str], WaitlistEntry] = field(default_factory=dict)
    answers: dict[tuple[str, str], tuple[str, str, datetime]] = field(default_factory=dict)
    outbox: dict[tuple[str, str], Announcement] = field(default_factory=dict)
    audit: tuple[tuple[str, str, AuditEntry], ...] = ()
    deleted: dict[str, tuple[Catalog, Clock]] = field(default_factory=dict)
    retired: dict[tuple[str, DeletedKind, str], Retired] = field(default_factory=dict)
    removed: tuple[Deleted, ...] = ()
    former_resources: dict[tuple[str, str], Resource] = field(default_factory=dict)
    personal: dict[tuple[str, str, str], tuple[PersonalCalendar, TimeRangeSet]] = field(
        default_factory=dict
    )

    def snapshot(self) -> "MemoryState":
        """Give a copy that later changes leave alone; the values themselves are frozen."""
        return MemoryState(**{each.name: copy(getattr(self, each.name)) for each in fields(self)})

    def become(self, other: "MemoryState") -> None:
        """Hold what the other holds now."""
        for each in fields(self):
            setattr(self, each.name, copy(getattr(other, each.name)))


_PARTS = {DeletedKind.SERVICE: "services", DeletedKind.STAFF_MEMBER: "staff_members"}


def retire(state: MemoryState, catalog: Catalog) -> None:
    """Keep what the catalog before has and this one leaves out; what is back has no clock."""
    business_id = catalog.business.business_id
    before = state.catalogs.get(business_id)
    for kind, part in _PARTS.items():
        now: Mapping[str, Any] = getattr(catalog, part)
        gone: Mapping[str, Any] = getattr(before, part) if before else {}
        for key in now:
            state.retired.pop((business_id, kind, key), None)
        for key in gone.keys() - now.keys():
            state.retired[business_id, kind, key] = gone[key], None
    for key, each in before.resources.items() if before else ():
        state.former_resources[business_id, key] = each


def elsewhere(state: MemoryState, business_id: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """Give who the staff of a business are in others, by identities alone."""
    found: dict[str, set[tuple[str, str]]] = {}
    links = [(business, who, link.staff_member_id) for (business, who), link in state.links.items()]
    for here, who, staff_member_id in links:
        if here != business_id or staff_member_id is None:
            continue
        for there, other, name in links:
            if there != here and other == who and name is not None and _works(state, there, name):
                found.setdefault(staff_member_id, set()).add((there, name))
    return {each: tuple(sorted(places)) for each, places in found.items()}


def _works(state: MemoryState, business_id: str, staff_member_id: str) -> bool:
    catalog = state.catalogs.get(business_id)
    return catalog is not None and staff_member_id in catalog.staff_members


class MemoryDeletions:
    def __init__(self, state: MemoryState) -> None:
        self._state = state

    def lock_business(self, business_id: str) -> None:
        if business_id not in self._state.catalogs:
            raise NotFound("business", business_id)

    def delete_business(self, business_id: str, clock: Clock) -> None:
        self.lock_business(business_id)
        self._state.deleted[business_id] = self._state.catalogs.pop(business_id), clock

    def restore_business(self, business_id: str) -> None:
        self._state.catalogs[business_id] = self.deleted_catalog(business_id)
        del self._state.deleted[business_id]

    def restore_service(self, business_id: str, service_id: str) -> None:
        key = business_id, DeletedKind.SERVICE, service_id
        if key not in self._state.retired:
            raise NotFound("service", service_id)
        service, _ = self._state.retired.pop(key)
        assert isinstance(service, Service)
        catalog = self._state.catalogs[business_id]
        services = {**catalog.services, service_id: service}
        self._state.catalogs[business_id] = replace(catalog, services=services)

    def start_clocks(
        self, business_id: str, kind: DeletedKind, identifiers: Sequence[str] | None, clock: Clock
    ) -> None:
        for key, (what, running) in [*self._state.retired.items()]:
            is_meant = key[:2] == (business_id, kind) and (
                identifiers is None or key[2] in identifiers
            )
            if is_meant and running is None:
                self._state.retired[key] = what, clock

    def businesses(self) -> tuple[Deleted, ...]:
        return tuple(
            Deleted(DeletedKind.BUSINESS, key, key, catalog.business.display_name, clock)
            for key, (catalog, clock) in sorted(self._state.deleted.items())
        )

    def of_business(self, business_id: str) -> tuple[Deleted, ...]:
        return tuple(each for each in self._retired() if each.business_id == business_id)

    def _retired(self) -> tuple[Deleted, ...]:
        in_order = sorted(self._state.retired.items(), key=lambda each: _order(each[0]))
        return tuple(
            Deleted(kind, business_id, identifier, what.display_name, clock)
            for (business_id, kind, identifier), (what, clock) in in_order
        )

    def due(self, now: datetime) -> tuple[Deleted, ...]:
        found = (*self.businesses(), *self._retired())
        return tuple(each for each in found if each.clock and each.clock.kept_until_at <= now)

    def remove(self, deleted: Deleted, now: datetime) -> bool:
        if deleted not in self.due(now):
            return False
        self._state.removed = (*self._state.removed, deleted)
        key = deleted.business_id, deleted.kind, deleted.identifier
        if deleted.kind is not DeletedKind.BUSINESS:
            del self._state.retired[key]
            return True
        del self._state.deleted[deleted.business_id]
        self._state.audit = tuple(
            each for each in self._state.audit if each[0] != deleted.business_id
        )
        for name in ("customers", "appointments", "links", "opened", "holds", "answers", "outbox"):
            rows = getattr(self._state, name)
            for each in [each for each in rows if each[0] == deleted.business_id]:
                del rows[each]
        return True

    def deleted_catalog(self, business_id: str) -> Catalog:
        if business_id not in self._state.deleted:
            raise NotFound("business", business_id)
        return self._state.deleted[business_id][0]

    def principals_of(self, place: Place) -> tuple[Principal, ...]:
        found = [
            who
            for (business_id, who), link in self._state.links.items()
            if (business_id, link.staff_member_id) == (place.business_id, place.staff_member_id)
        ]
        return tuple(
            sorted(found, key=lambda each: (each.channel, each.directory_id, each.user_id))
        )

    def forget_person(self, place: Place) -> None:
        for who in self.principals_of(place):
            del self._state.links[place.business_id, who]
        for code, each in [*self._state.invitations.items()]:
            if (each.business_id, each.staff_member_id) == (
                place.business_id,
                place.staff_member_id,
            ):
                del self._state.invitations[code]


def _order(key: tuple[str, DeletedKind, str]) -> tuple[str, int, str]:
    return key[0], [*_PARTS].index(key[1]), key[2]


def _emptied(removed: Deleted) -> Service | StaffMember:
    """Give what is left of what was removed for good: its id."""
    own = removed.identifier
    if removed.kind is DeletedKind.SERVICE:
        return Service(service_id=own, display_name=own)
    return StaffMember(staff_member_id=own, display_name=own)


class MemoryBusinesses:
    def __init__(self, state: MemoryState) -> None:
        self._state = state

    def catalog(self, business_id: str) -> Catalog:
        if business_id not in self._state.catalogs:
            raise NotFound("business", business_id)
        catalog = self._state.catalogs[business_id]
        known = frozenset(
            who for business, who, _ in self._state.personal if business == business_id
        )
        found = elsewhere(self._state, business_id)
        if not known and not found:
            return catalog
        return replace(catalog, personal_calendars=known, elsewhere=found or catalog.elsewhere)

    def exists(self, business_id: str) -> bool:
        return business_id in self._state.catalogs

    def ids(self) -> tuple[str, ...]:
        catalogs = self._state.catalogs
        return tuple(sorted(catalogs, key=lambda each: catalogs[each].business.display_name))

    def replace(self, catalog: Catalog) -> None:
        retire(self._state, catalog)
        self._state.deleted.pop(catalog.business.business_id, None)
        self._state.catalogs[catalog.business.business_id] = catalog

    def former(self, business_id: str) -> Former:
        found: dict[str, Any] = {part: {} for part in _PARTS.values()}
        for each in self._state.removed:
            if each.business_id == business_id and each.kind in _PARTS:
                found[_PARTS[each.kind]][each.identifier] = _emptied(each)
        for (business, kind, key), (what, _) in self._state.retired.items():
            if business == business_id:
                found[_PARTS[kind]][key] = what
        here = self.catalog(business_id).resources
        found["resources"] = {
            key: each
            for (business, key), each in self._state.former_resources.items()
            if business == business_id and key not in here
        }
        return Former(**found)

    def add_time_off(self, business_id: str, time_off: TimeOff) -> None:
        known = self.catalog(business_id)
        self.replace(replace(known, time_off=(*known.time_off, time_off)))


class MemoryCustomers:
    def __init__(self, state: MemoryState) -> None:
        self._state = state

    def get(self, business_id: str, customer_id: str) -> Customer:
        if (business_id, customer_id) not in self._state.customers:
            raise NotFound("customer", customer_id)
        return self._state.customers[business_id, customer_id]

    def get_locked(self, business_id: str, customer_id: str) -> Customer:
        return self.get(business_id, customer_id)

    def all(self, business_id: str) -> tuple[Customer, ...]:
        found = sorted(self._state.customers.items(), key=lambda each: each[0])
        return tuple(customer for (business, _), customer in found if business == business_id)

    def save(self, business_id: str, customer: Customer) -> None:
        self._state.customers[business_id, customer.customer_id] = customer

    def remove_all(self, business_id: str) -> None:
        for each in [each for each in self._state.customers if each[0] == business_id]:
            del self._state.customers[each]


def is_taken_over(hold: Hold, taking: Takeover) -> bool:
    """Tell whether a hold gives way to its owner's own appointment."""
    return hold.owner == taking.owner and hold.claimed.overlaps(taking.within)


def _name_of(calendar: Calendar) -> str:
    return calendar if isinstance(calendar, str) else calendar.resource_id


def _names(claiming: Hold | Appointment) -> set[str]:
    return {_name_of(each) for each in claiming.calendars}


def refuse_overlap(claiming: Hold | Appointment, start_at: datetime, busy: Busy) -> None:
    """Raise SlotTaken where any of its calendars is busy."""
    for calendar in claiming.calendars:
        if calendar in busy:
            raise SlotTaken(start_at, calendar if isinstance(calendar, str) else None)


@dataclass(frozen=True, slots=True)
class Locked:
    """The calendars a use case held at once: staff members', then resources', then elsewhere."""

    here: tuple[str, ...]
    elsewhere: tuple[tuple[str, str], ...] = ()


def _at_once(wanted: Locked) -> None:
    """Nobody else holds what is to be locked."""


class MemoryAppointments:
    """Refuses every overlap of claims, as the database's guard does."""

    def __init__(self, state: MemoryState, wait: Callable[[Locked], None] = _at_once) -> None:
        self._state = state
        self._wait = wait

    def lock(
        self,
        business_id: str,
        staff_member_ids: Sequence[str],
        now: datetime,
        taking: Takeover | None = None,
        resource_ids: Sequence[str] = (),
        elsewhere: Sequence[tuple[str, str]] = (),
    ) -> tuple[Hold, ...]:
        self._wait(Locked((*staff_member_ids, *resource_ids), (*elsewhere,)))
        self._require_known(business_id, staff_member_ids, resource_ids)
        cleared = [
            each
            for each in self._holds_on(business_id, {*staff_member_ids, *resource_ids})
            # A place in a group claims nothing: it is found by who is in the lead.
            if not each.appointment_id or each.staff_member_ids[0] in staff_member_ids
            if each.is_over(now) or (taking is not None and is_taken_over(each, taking))
        ]
        for hold in cleared:
            del self._state.holds[business_id, hold.hold_id]
        return tuple(each for each in cleared if not each.is_over(now))

    def _require_known(
        self, business_id: str, staff_member_ids: Sequence[str], resource_ids: Sequence[str]
    ) -> None:
        """Raise NotFound for what never was: who left has a calendar still."""
        known, gone = self._state.catalogs[business_id], self._state.retired
        for each in staff_member_ids:
            key = business_id, DeletedKind.STAFF_MEMBER, each
            if each not in known.staff_members and key not in gone:
                raise NotFound("staff member", each)
        for each in resource_ids:
            if each not in known.resources:
                raise NotFound("resource", each)

    def _holds_on(self, business_id: str, named: Collection[str]) -> list[Hold]:
        return [
            each
            for each in self._state.holds.values()
            if each.business_id == business_id and not _names(each).isdisjoint(named)
        ]

    def get(self, business_id: str, appointment_id: str) -> Appointment:
        if (business_id, appointment_id) not in self._state.appointments:
            raise NotFound("appointment", appointment_id)
        return self._state.appointments[business_id, appointment_id]

    def add(self, appointment: Appointment) -> None:
        self._write(appointment)

    def update(self, appointment: Appointment) -> None:
        stored = self.get(appointment.business_id, appointment.appointment_id)
        if appointment.version != stored.version + 1:
            raise StaleVersion(appointment.version - 1, stored.version)
        self._write(appointment)

    def _write(self, appointment: Appointment) -> None:
        if appointment.is_active:
            self._guard(appointment)
        key = appointment.business_id, appointment.appointment_id
        self._state.appointments[key] = replace(appointment, events=())

    def _guard(self, wanted: Appointment) -> None:
        # Whatever is stored is in the way, over or not.
        busy = self.busy(
            wanted.business_id,
            wanted.staff_member_ids,
            wanted.claimed,
            BEFORE_EVERYTHING,
            wanted.appointment_id,
            resource_ids=[each.resource_id for each in wanted.resource_units],
        )
        refuse_overlap(wanted, wanted.time_range.start_at, busy)

    def busy(
        self,
        business_id: str,
        staff_member_ids: Sequence[str],
        within: TimeRange,
        now: datetime,
        except_appointment_id: str | None = None,
        except_owner: str = "",
        resource_ids: Sequence[str] = (),
    ) -> Busy:
        named = {*staff_member_ids, *resource_ids}
        found: dict[Calendar, list[TimeRange]] = {}
        claiming: list[Hold | Appointment] = [
            each
            for each in self._holds_on(business_id, named)
            if each.owner != except_owner and not each.is_over(now) and not each.appointment_id
        ]
        claiming += [
            each
            for each in self.all(business_id)
            if each.is_active
            and each.appointment_id != except_appointment_id
            and not each.has_lapsed(now)
        ]
        for each in claiming:
            if claimed := each.claimed.clipped(within):
                for calendar in each.calendars:
                    found.setdefault(calendar, []).append(claimed)
        asked = {which for which in found if _name_of(which) in named}
        return {which: BusyTime.of(found[which]) for which in asked}

    def groups(
        self, business_id: str, service_id: str, within: TimeRange
    ) -> tuple[Appointment, ...]:
        return tuple(
            each
            for each in self.all(business_id)
            if each.service_id == service_id
            and each.status is AppointmentStatus.CONFIRMED
            and within.start_at <= each.time_range.start_at < within.end_at
        )

    def promises(self, business_id: str, after: datetime) -> tuple[tuple[str, str], ...]:
        clocks = (each.wall_clock for each in self._to_come(business_id, after))
        return tuple(sorted({(each.zone, each.zone_data) for each in clocks}))

    def promised_by(
        self, business_id: str, after: datetime, zone: str, zone_data: str
    ) -> tuple[Appointment, ...]:
        return tuple(
            each
            for each in self._to_come(business_id, after)
            if (each.wall_clock.zone, each.wall_clock.zone_data) == (zone, zone_data)
        )

    def _to_come(self, business_id: str, after: datetime) -> tuple[Appointment, ...]:
        return tuple(
            each
            for each in self.all(business_id)
            if each.is_active and each.time_range.start_at > after
        )

    def assigned(
        self, business_id: str, staff_member_ids: Sequence[str], within: TimeRange, now: datetime
    ) -> tuple[AssignedTime, ...]:
        return tuple(
            AssignedTime(
                each.appointment_id,
                staff_member_id,
                each.service_id,
                each.time_range.start_at,
                each.claimed.duration,
                each.created_at,
            )
            for each in self.all(business_id)
            if each.is_active and within.start_at <= each.time_range.start_at < within.end_at
            if not each.has_lapsed(now)
            for staff_member_id in each.staff_member_ids
            if staff_member_id in staff_member_ids
        )

    def count_open(self, business_id: str, customer_id: str, now: datetime) -> int:
        theirs = self.of_customers(business_id, (customer_id,), now)
        confirmed = AppointmentStatus.CONFIRMED
        return sum(each.time_range.start_at > now and each.status is confirmed for each in theirs)

    def lapsed(
        self,
        business_id: str,
        staff_member_ids: Sequence[str] | None,
        at: datetime,
        resource_ids: Sequence[str] = (),
    ) -> tuple[Appointment, ...]:
        whose = None if staff_member_ids is None else {*staff_member_ids, *resource_ids}
        found = (each for each in self.all(business_id) if each.has_lapsed(at))
        return tuple(each for each in found if whose is None or not _names(each).isdisjoint(whose))

    def businesses_with_lapsed(self, at: datetime) -> tuple[str, ...]:
        known = self._state.catalogs
        return tuple(each for each in known if self.lapsed(each, None, at))

    def requests(
        self, business_id: str, staff_member_ids: Sequence[str] | None, at: datetime
    ) -> tuple[Appointment, ...]:
        theirs = self._of_staff(business_id, staff_member_ids)
        return tuple(each for each in theirs if each.answer_due_at and not each.has_lapsed(at))

    def _of_staff(self, business_id: str, whose: Sequence[str] | None) -> list[Appointment]:
        found = self.all(business_id)
        return [each for each in found if whose is None or {*whose} & {*each.staff_member_ids}]

    def of_customers(
        self, business_id: str, customer_ids: Sequence[str], from_at: datetime
    ) -> tuple[Appointment, ...]:
        wanted = set(customer_ids)
        return tuple(
            each
            for each in self.all(business_id)
            if each.time_range.end_at > from_at
            and wanted & {customer.customer_id for customer in each.customers}
        )

    def of_staff(
        self, business_id: str, staff_member_ids: Sequence[str] | None, within: TimeRange
    ) -> tuple[Appointment, ...]:
        return tuple(
            each
            for each in self.all(business_id)
            if each.time_range.overlaps(within)
            and (staff_member_ids is None or set(staff_member_ids) & set(each.staff_member_ids))
        )

    def of_series(self, business_id: str, series_id: str) -> tuple[Appointment, ...]:
        places = (
            (place.on, each.appointment_id, each)
            for each in self.all(business_id)
            if (place := each.occurrence_in(series_id))
        )
        return tuple(each for _, _, each in sorted(places, key=lambda each: each[:2]))

    def all(self, business_id: str) -> tuple[Appointment, ...]:
        theirs = (each for each in self._state.appointments.values())
        found = (each for each in theirs if each.business_id == business_id)
        return tuple(sorted(found, key=lambda each: (each.time_range, each.appointment_id)))

    def remove_all(self, business_id: str) -> None:
        for each in [each for each in self._state.appointments if each[0] == business_id]:
            del self._state.appointments[each]
        for each in [each for each in self._state.holds if each[0] == business_id]:
            del self._state.holds[each]


class MemoryHolds:
    """Refuses an overlap with any claim, as the database's guard does."""

    def __init__(self, state: MemoryState) -> None:
        self._state = state

    def of_owner(self, business_id: str, owner: str) -> tuple[Hold, ...]:
        theirs = (
            each
            for each in self._state.holds.values()
            if (each.business_id, each.owner) == (business_id, owner)
        )
        return tuple(sorted(theirs, key=lambda each: (each.expires_at, each.hold_id)))

    def place(self, hold: Hold) -> None:
        assert hold.place not in {
            each.place for each in self.of_owner(hold.business_id, hold.owner)
        }
        claims = MemoryAppointments(self._state)
        if hold.appointment_id is None:
            resources = [each.resource_id for each in hold.resource_units]
            busy = claims.busy(
                hold.business_id,
                hold.staff_member_ids,
                hold.claimed,
                BEFORE_EVERYTHING,
                resource_ids=resources,
            )
            refuse_overlap(hold, hold.start_at, busy)
        self._state.holds[hold.business_id, hold.hold_id] = hold

    def held_attendees(
        self, business_id: str, appointment_ids: Sequence[str], now: datetime, except_owner: str
    ) -> Mapping[str, int]:
        found: dict[str, int] = {}
        for each in self._state.holds.values():
            which = each.appointment_id
            is_asked = each.business_id == business_id and which in appointment_ids
            if which and is_asked and not each.is_over(now) and each.owner != except_owner:
                found[which] = found.get(which, 0) + each.attendees_count
        return found

    def remove(self, business_id: str, hold_ids: Sequence[str]) -> None:
        for each in hold_ids:
            self._state.holds.pop((business_id, each), None)


class MemoryHandOvers:
    def __init__(self, state: MemoryState) -> None:
        self._state = state

    def get(self, business_id: str, hand_over_id: str) -> HandOver:
        if (business_id, hand_over_id) not in self._state.hand_overs:
            raise NotFound("hand-over", hand_over_id)
        return self._state.hand_overs[business_id, hand_over_id]

    def save(self, hand_over: HandOver) -> None:
        self._state.hand_overs[hand_over.business_id, hand_over.hand_over_id] = hand_over

    def offered(self, business_id: str) -> tuple[HandOver, ...]:
        found = [each for each in self._offers() if each.business_id == business_id]
        return tuple(sorted(found, key=lambda each: (each.expires_at or NEVER, each.hand_over_id)))

    def businesses_with_offers(self) -> tuple[str, ...]:
        return tuple(sorted({each.business_id for each in self._offers()}))

    def _offers(self) -> list[HandOver]:
        known = self._state.hand_overs.values()
        return [each for each in known if each.state is HandOverState.OFFERED]


class MemoryWaitlist:
    def __init__(self, state: MemoryState) -> None:
        self._state = state

    def get(self, business_id: str, entry_id: str) -> WaitlistEntry:
        if (business_id, entry_id) not in self._state.waitlist:
            raise NotFound("waitlist entry", entry_id)
        return self._state.waitlist[business_id, entry_id]

    def in_line(self, business_id: str) -> tuple[WaitlistEntry, ...]:
        known = self._state.waitlist.values()
        found = (each for each in known if each.business_id == business_id and each.is_open)
        return tuple(sorted(found, key=lambda each: (each.created_at, each.entry_id)))

    def of_customer(self, business_id: str, customer_id: str) -> tuple[WaitlistEntry, ...]:
        line = self.in_line(business_id)
        return tuple(each for each in line if each.customer_id == customer_id)

    def businesses(self) -> tuple[str, ...]:
        known = self._state.waitlist.values()
        return tuple(sorted({each.business_id for each in known if each.is_open}))

    def add(self, entry: WaitlistEntry) -> None:
        self._state.waitlist[entry.business_id, entry.entry_id] = entry

    def update(self, entry: WaitlistEntry) -> None:
        stored = self.get(entry.business_id, entry.entry_id)
        if entry.version != stored.version + 1:
            raise StaleVersion(entry.version - 1, stored.version)
        self.add(entry)

    def remove_ended(self, business_id: str, before: datetime) -> None:
        known = self._state.waitlist.items()
        ended = [key for key, each in known if not each.is_open and each.created_at < before]
        for key in ended:
            if key[0] == business_id:
                del self._state.waitlist[key]

    def remove_of_customer(self, business_id: str, customer_id: str) -> None:
        known = self._state.waitlist.values()
        theirs = [each for each in known if each.customer_id == customer_id]
        for each in theirs:
            if each.business_id == business_id:
                del self._state.waitlist[business_id, each.entry_id]


class MemoryPersonalCalendars:
    def __init__(self, state: MemoryState) -> None:
        self._state = state

    def replace(self, calendar: PersonalCalendar, busy: TimeRangeSet) -> None:
        key = calendar.business_id, calendar.staff_member_id, calendar.source
        self._state.personal[key] = calendar, busy

    def remove(self, business_id: str, staff_member_id: str, source: str) -> bool:
        return self._state.personal.pop((business_id, staff_member_id, source), None) is not None

    def all(self, business_id: str) -> tuple[PersonalCalendar, ...]:
        found = sorted(self._state.personal.items(), key=lambda each: each[0])
        return tuple(calendar for key, (calendar, _) in found if key[0] == business_id)

    def busy(
        self, business_id: str, staff_member_ids: Sequence[str], within: TimeRange
    ) -> dict[str, BusyElsewhere]:
        found: dict[str, BusyElsewhere] = {}
        for calendar in self.all(business_id):
            who = calendar.staff_member_id
            _, busy = self._state.personal[business_id, who, calendar.source]
            periods = tuple(map(minutes_around, busy.clipped(within)))
            if who in staff_member_ids and periods:
                before = found.get(who)
                read_at = min(calendar.read_at, (before and before.read_at) or calendar.read_at)
                known = (*(before.periods if before else ()), *periods)
                found[who] = BusyElsewhere(BusySource.PERSONAL_CALENDAR, known, read_at)
        return found


class MemoryIdentities:
    def __init__(self, state: MemoryState) -> None:
        self._state = state

    def find(self, business_id: str, principal: Principal) -> Link | None:
        return self._state.links.get((business_id, principal))

    def businesses_of(self, principal: Principal) -> tuple[str, ...]:
        found = [
            (link.staff_member_id is None, business_id)
            for (business_id, who), link in self._state.links.items()
            if who == principal and business_id not in self._state.deleted
        ]
        return tuple(business_id for _, business_id in sorted(found))

    def link(self, business_id: str, principal: Principal, link: Link) -> None:
        self._state.links[business_id, principal] = link

    def open_appointment(self, business_id: str, principal: Principal, appointment_id: str) -> None:
        known = self.opened_appointments(business_id, principal)
        if appointment_id not in known:
            self._state.opened[business_id, principal] = (*known, appointment_id)

    def has_chat(self, business_id: str, customer_id: str, appointment_id: str) -> bool:
        """Take whoever is linked for somebody who chats: there are no conversations here."""
        links = self._state.links.items()
        is_linked = any(
            business == business_id and link.customer_id == customer_id
            for (business, _), link in links
        )
        opened = self._state.opened.items()
        is_open = any(
            business == business_id and appointment_id in found for (business, _), found in opened
        )
        return is_linked or is_open

    def customer_in_chat(self, business_id: str, customer_id: str) -> Principal | None:
        """Take whoever is linked for somebody who chats: there are no conversations here."""
        links = self._state.links.items()
        theirs = (
            principal
            for (business, principal), link in links
            if business == business_id and link.customer_id == customer_id
        )
        return next(theirs, None)

    def opened_appointments(self, business_id: str, principal: Principal) -> tuple[str, ...]:
        return self._state.opened.get((business_id, principal), ())


class MemoryInvitations:
    def __init__(self, state: MemoryState) -> None:
        self._state = state

    def add(self, invitation: Invitation) -> None:
        self._state.invitations[invitation.code_hash] = invitation

    def take(self, code_hash: str) -> Invitation | None:
        return self._state.invitations.pop(code_hash, None)


class MemoryAnswers:
    def __init__(self, state: MemoryState) -> None:
        self._state = state

    def find(self, business_id: str, key: str) -> tuple[str, str] | None:
        kept = self._state.answers.get((business_id, key))
        return kept[:2] if kept else None

    def keep(
        self, business_id: str, key: str, fingerprint: str, reference: str, at: datetime
    ) -> None:
        self._state.answers[business_id, key] = (fingerprint, reference, at)


class MemoryOutbox:
    def __init__(self, state: MemoryState) -> None:
        self._state = state

    def add(self, announcements: Sequence[Announcement]) -> None:
        for each in announcements:
            self._state.outbox.setdefault((each.business_id, each.dedupe), each)


class MemoryAudit:
    def __init__(self, state: MemoryState) -> None:
        self._state = state

    def add(
        self,
        business_id: str,
        actor: Actor,
        what: str,
        subject: str,
        at: datetime,
        before: AppointmentStatus | None = None,
        after: AppointmentStatus | None = None,
    ) -> None:
        entry = AuditEntry(actor, what, at, door_of(actor), before, after)
        self._state.audit = (*self._state.audit, (business_id, subject, entry))

    def of_subject(self, business_id: str, subject: str) -> tuple[AuditEntry, ...]:
        known = self._state.audit
        return tuple(entry for *key, entry in known if key == [business_id, subject])


class MemoryUnitOfWork:
    """The repositories of one transaction."""

    def __init__(self, state: MemoryState, wait: Callable[[Locked], None] = _at_once) -> None:
        self.state = state
        self.businesses = MemoryBusinesses(state)
        self.customers = MemoryCustomers(state)
        self.appointments = MemoryAppointments(state, wait)
        self.holds = MemoryHolds(state)
        self.hand_overs = MemoryHandOvers(state)
        self.waitlist = MemoryWaitlist(state)
        self.personal_calendars = MemoryPersonalCalendars(state)
        self.identities = MemoryIdentities(state)
        self.invitations = MemoryInvitations(state)
        self.answers = MemoryAnswers(state)
        self.outbox = MemoryOutbox(state)
        self.audit = MemoryAudit(state)
        self.deletions = MemoryDeletions(state)


class CountedIds:
    """Identifiers in a row: short, and different each time."""

    def __init__(self, prefix: str = "id") -> None:
        self._prefix = prefix
        self._numbers = count(1)

    def new_id(self) -> str:
        return f"{self._prefix}-{next(self._numbers)}"


class MemoryTransactions:
    """Runs use cases on one state: all of a use case happens, or nothing. Its clock stands still.

    `locked` is what the last use case locked, in that order.
    """

    def __init__(self, now: datetime, state: MemoryState | None = None) -> None:
        self.now = now
        self.state = state or MemoryState()
        self.ids = CountedIds()
        self.locked: list[Locked] = []
        self._meanwhile: Callable[[], object] | None = None

    def do(self, use_case: UseCase[C, R], actor: Actor, command: C) -> R:
        """Run a use case at once, where a test has no event loop."""
        work, locked = self.state.snapshot(), list[Locked]()

        def wait(wanted: Locked) -> None:
            locked.append(wanted)
            self._let_in(work)

        uow = MemoryUnitOfWork(work, wait)
        result = use_case(uow, actor, command, self.now, self.ids)
        self.state, self.locked = work, locked
        return result

    def meanwhile(self, happens: Callable[[], object]) -> None:
        """Let others come first: it happens while the next use case waits for its first lock.

        What that use case reads after the lock is as they left it, and stays if it is refused.
        """
        self._meanwhile = happens

    def _let_in(self, work: MemoryState) -> None:
        happens, self._meanwhile = self._meanwhile, None
        if happens is not None:
            happens()
            work.become(self.state)

    async def run(self, use_case: UseCase[C, R], actor: Actor, command: C) -> R:
        return self.do(use_case, actor, command)

    async def read(self, use_case: UseCase[C, R], actor: Actor, command: C) -> R:
        kept = self.state
        try:
            return self.do(use_case, actor, command)
        finally:
            self.state = kept

    def wait(self, time: timedelta) -> None:
        """Let the clock go on."""
        self.now += time
