"""What staff members have to do already: the measure of fair assignment and of daily limits."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from scheduling.catalog import Service, StaffMember
from scheduling.recurrence import day_range, local_date
from scheduling.time_ranges import TimeRange


@dataclass(frozen=True, slots=True)
class AssignedTime:
    """An appointment as it burdens one of its staff members; `duration` counts the buffers."""

    appointment_id: str
    staff_member_id: str
    service_id: str
    start_at: datetime
    duration: timedelta
    assigned_at: datetime


@dataclass(frozen=True, slots=True)
class Workload:
    """How much somebody has in a while, and when they were last given anything (None: never)."""

    booked: timedelta = timedelta()
    last_assigned_at: datetime | None = None


def workloads(assigned: Iterable[AssignedTime], counted: TimeRange) -> Mapping[str, Workload]:
    """Sum up by staff member what starts within `counted`; all of `assigned` says when last."""
    found: dict[str, Workload] = {}
    for each in assigned:
        before = found.get(each.staff_member_id, Workload())
        is_counted = counted.start_at <= each.start_at < counted.end_at
        found[each.staff_member_id] = Workload(
            before.booked + (each.duration if is_counted else timedelta()),
            max(before.last_assigned_at or each.assigned_at, each.assigned_at),
        )
    return found


def week_range(instant: datetime, zone: str) -> TimeRange:
    """Give the local week, from Monday on, that holds an instant."""
    on = local_date(instant, zone)
    monday = on - timedelta(days=on.weekday())
    following = day_range(monday + timedelta(days=7), zone)
    return TimeRange(day_range(monday, zone).start_at, following.start_at)


def full_days(
    assigned: Iterable[AssignedTime],
    service: Service,
    staff_members: Iterable[StaffMember],
    zone: str,
) -> Mapping[str, frozenset[date]]:
    """Give the local dates on which nobody may give each staff member any more of `service`.

    A day is full for who has as many appointments as they take in a day, and for everybody where
    the service has as many as it takes.
    """
    of_people: defaultdict[tuple[str, date], set[str]] = defaultdict(set)
    of_service: defaultdict[date, set[str]] = defaultdict(set)
    for each in assigned:
        on = local_date(each.start_at, zone)
        of_people[each.staff_member_id, on].add(each.appointment_id)
        if each.service_id == service.service_id:
            of_service[on].add(each.appointment_id)
    for_all = {on for on, its in of_service.items() if _is_full(its, service)}
    return {
        person.staff_member_id: frozenset(for_all)
        | {
            on
            for (who, on), theirs in of_people.items()
            if who == person.staff_member_id and _is_full(theirs, person)
        }
        for person in staff_members
    }


def _is_full(appointment_ids: set[str], limited: Service | StaffMember) -> bool:
    most = limited.maximum_appointments_per_day
    return most is not None and len(appointment_ids) >= most
