"""Who could take each of somebody's appointments, and why the others cannot.

The time of an appointment is promised already, so only what is true of the colleague counts:
what they provide, when they work and are away, what they have, and how much they take in a day.
That it would not be offered anew at that time (the grid, the hours of the service) is no reason.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from scheduling.appointments import Appointment
from scheduling.assignment import assign
from scheduling.availability import with_full_days
from scheduling.business import Catalog
from scheduling.busy_time import Busy
from scheduling.catalog import Service, StaffMember
from scheduling.errors import Reason
from scheduling.explanations import iter_reasons
from scheduling.layers import Explanation
from scheduling.ports import UnitOfWork
from scheduling.recurrence import day_range, local_date
from scheduling.service.choosing import RECENTLY
from scheduling.service.elsewhere import with_time_elsewhere
from scheduling.service.handing_over.matching import Task
from scheduling.service.searching import LONGEST_SERVICE
from scheduling.time_ranges import TimeRange
from scheduling.workload import AssignedTime, full_days, week_range, workloads

_OF_THE_TIME = (Reason.OFF_GRID, Reason.OUTSIDE_SERVICE_HOURS)


@dataclass(frozen=True, slots=True)
class Looked:
    """One appointment, looked at: its service as booked, who could take it, why others cannot."""

    appointment: Appointment
    service: Service | None
    able: tuple[StaffMember, ...]
    refusals: tuple[Explanation, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """What is read once for all appointments of a plan: colleagues' time and what they have."""

    catalog: Catalog
    busy: Busy
    assigned: tuple[AssignedTime, ...]

    def at(self, appointment: Appointment, wanted: Iterable[StaffMember] = ()) -> Looked:
        """Look who of the colleagues could take it; `wanted` are asked though they provide it not.

        Those who have it already are asked not at all.
        """
        service = as_booked(self.catalog, appointment)
        if service is None:
            return Looked(appointment, None, (), ())
        asked = dict.fromkeys((*self.catalog.providers_of(service), *wanted))
        colleagues = [
            each for each in asked if each.staff_member_id not in appointment.staff_member_ids
        ]
        refused = {each: self.refusal(appointment, service, each) for each in colleagues}
        return Looked(
            appointment,
            service,
            tuple(each for each, why in refused.items() if why is None),
            tuple(why for why in refused.values() if why is not None),
        )

    def refusal(
        self, appointment: Appointment, service: Service, colleague: StaffMember
    ) -> Explanation | None:
        """Say what first refuses it to a colleague, or None where nothing does."""
        theirs = self._with_full_days(colleague, service)
        start_at = appointment.time_range.start_at
        found = iter_reasons(self.catalog, service, colleague, start_at, theirs)
        return next((each for each in found if each.reason not in _OF_THE_TIME), None)

    def _with_full_days(self, colleague: StaffMember, service: Service) -> Busy:
        """Mark the days on which a colleague takes no more; what a service takes is unchanged."""
        if colleague.maximum_appointments_per_day is None:
            return self.busy
        zone = self.catalog.business.time_zone
        unlimited = replace(service, maximum_appointments_per_day=None)
        found = full_days(self.assigned, unlimited, (colleague,), zone)
        full = {who: [day_range(on, zone) for on in days] for who, days in found.items()}
        return with_full_days(self.busy, full)

    def rooms(self, days: Iterable[date]) -> dict[tuple[str, date], int]:
        """Count how many more everybody with a limit takes on each of these days."""
        zone = self.catalog.business.time_zone
        had = Counter(
            (each.staff_member_id, local_date(each.start_at, zone)) for each in self.assigned
        )
        limits = {
            who: each.maximum_appointments_per_day
            for who, each in self.catalog.staff_members.items()
        }
        return {
            (who, on): max(0, limit - had[who, on])
            for on in set(days)
            for who, limit in limits.items()
            if limit is not None
        }

    def ranked(self, looked: Looked, takers: Mapping[str, tuple[Appointment, str]]) -> list[str]:
        """Put those able in the order of whose turn it is, counting what they are to take already."""
        if looked.service is None:
            return []
        appointment = looked.appointment
        week = week_range(appointment.time_range.start_at, self.catalog.business.time_zone)
        load = workloads((*self.assigned, *_to_be_assigned(takers, appointment)), week)
        rule = self.catalog.policy_of(looked.service).assignment
        left = [each.staff_member_id for each in looked.able]
        found: list[str] = []
        while left:
            # The id is random and the same each time: asked again, the plan is the same.
            found.append(assign(rule, left, load, appointment.appointment_id))
            left.remove(found[-1])
        return found

    def task(self, looked: Looked) -> Task:
        """Give it as what is to be placed."""
        appointment = looked.appointment
        on = local_date(appointment.time_range.start_at, self.catalog.business.time_zone)
        able = tuple(each.staff_member_id for each in looked.able)
        return Task(appointment.appointment_id, appointment.claimed, on, able)


def _to_be_assigned(
    takers: Mapping[str, tuple[Appointment, str]], besides: Appointment
) -> Iterable[AssignedTime]:
    for appointment, who in takers.values():
        if appointment.appointment_id != besides.appointment_id:
            start_at = appointment.time_range.start_at
            length = appointment.claimed.duration
            yield AssignedTime(
                appointment.appointment_id, who, appointment.service_id, start_at, length, start_at
            )


def as_booked(catalog: Catalog, appointment: Appointment) -> Service | None:
    """Give the service as long and with the buffers it was booked with; None where it is gone."""
    service = catalog.services.get(appointment.service_id)
    if service is None:
        return None
    return replace(
        service,
        default_duration=appointment.time_range.duration,
        pre_buffer=appointment.pre_buffer,
        post_buffer=appointment.post_buffer,
    )


def look(
    uow: UnitOfWork, catalog: Catalog, appointments: Sequence[Appointment], now: datetime
) -> Look:
    """Read everybody's time around these appointments, at least one, in two questions."""
    business = catalog.business
    people = list(catalog.staff_members)
    first_at = min(each.claimed.start_at for each in appointments)
    last_at = max(each.claimed.end_at for each in appointments)
    reach = TimeRange(first_at, last_at).padded(LONGEST_SERVICE, LONGEST_SERVICE)
    claimed = uow.appointments.busy(business.business_id, people, reach, now)
    everybody = tuple(catalog.staff_members.values())
    busy = with_time_elsewhere(uow, catalog, everybody, reach, now, claimed)
    first_week = week_range(first_at, business.time_zone)
    last_week = week_range(last_at, business.time_zone)
    weeks = TimeRange(first_week.start_at - RECENTLY, last_week.end_at)
    assigned = uow.appointments.assigned(business.business_id, people, weeks, now)
    return Look(catalog, busy, assigned)
