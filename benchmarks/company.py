"""The business of the common workload as a catalog, plain or with every rule in force."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from benchmarks.workload import (
    CLEARING_UP,
    FIRST_ON,
    LEAD,
    LENGTH,
    NOW,
    OPENINGS,
    STEP,
    TIME_ZONE,
    Period,
    Workload,
)
from scheduling.absences import Closure, LocalPeriod, TimeOff
from scheduling.availability import SlotQuery, bookable_window
from scheduling.business import BookingBusiness, Catalog
from scheduling.busy_time import Busy, BusyTime
from scheduling.catalog import Service, StaffMember
from scheduling.policies import SchedulingPolicy
from scheduling.recurrence import DayPeriod, Weekday, WeeklyHours, day_range
from scheduling.resources import Resource, ResourceNeed
from scheduling.time_ranges import TimeRange

MINUTE = timedelta(minutes=1)
SERVICE = "visit"
WEEKDAYS = tuple(Weekday)[:5]
_POLICY = SchedulingPolicy(
    time_slot_interval=STEP * MINUTE,
    minimum_lead_time=LEAD * MINUTE,
    maximum_advance=timedelta(days=365),
)
_SHIFTS = (
    OPENINGS,
    ((7 * 60, 15 * 60),),
    ((12 * 60, 20 * 60),),
    ((8 * 60, 11 * 60), (14 * 60, 18 * 60)),
)
ROOMS = Resource(
    resource_id="room",
    display_name="Room",
    capacity=10,
    working_hours=WeeklyHours(dict.fromkeys(WEEKDAYS, (DayPeriod(6 * 60, 20 * 60),))),
)
_ZONES = ("", "America/Chicago", "Europe/Lisbon", "Asia/Kolkata")


def staff_ids(count: int) -> list[str]:
    """Name so many staff members."""
    return [f"s{number:03}" for number in range(count)]


def plain_catalog(staff: int, business_id: str = "company") -> Catalog:
    """Give the business of the workload and nothing more."""
    names = staff_ids(staff)
    return Catalog(
        business=BookingBusiness(
            business_id=business_id,
            display_name="Company",
            time_zone=TIME_ZONE,
            business_hours=_hours(OPENINGS),
            scheduling_policy=_POLICY,
        ),
        services={SERVICE: _service(names)},
        staff_members={
            each: StaffMember(staff_member_id=each, display_name=each) for each in names
        },
    )


def catalog_with_every_rule(staff: int) -> Catalog:
    """Give the same with closures, time off, four patterns of hours in four zones, own policies.

    Each appointment needs one of ten rooms, which have hours of their own.
    """
    plain = plain_catalog(staff)
    people = [
        _with_own_hours(each, number) for number, each in enumerate(plain.staff_members.values())
    ]
    policy = replace(_POLICY, time_slot_interval=None, minimum_lead_time=3 * timedelta(hours=1))
    return replace(
        plain,
        services={
            SERVICE: replace(
                plain.services[SERVICE],
                scheduling_policy=policy,
                pre_buffer=5 * MINUTE,
                required_resources=(ResourceNeed((ROOMS.resource_id,)),),
            )
        },
        resources={ROOMS.resource_id: ROOMS},
        staff_members={each.staff_member_id: each for each in people},
        closures=tuple(
            Closure(f"c{day}", _days_off(FIRST_ON + timedelta(days=day), 1)) for day in (9, 23, 40)
        ),
        time_off=tuple(_time_off(who, number) for number, who in enumerate(plain.staff_members)),
    )


def _with_own_hours(plain: StaffMember, number: int) -> StaffMember:
    kind = number % (len(_SHIFTS) + 1)
    if kind == len(_SHIFTS):
        return plain
    return replace(
        plain,
        use_business_hours=False,
        working_hours=_hours(_SHIFTS[kind]),
        time_zone=_ZONES[number // 5 % len(_ZONES)],
    )


def _time_off(who: str, number: int) -> TimeOff:
    """Everybody takes two days off in one of ten weeks: as many absences as people have."""
    return TimeOff(f"t{who}", who, _days_off(FIRST_ON + timedelta(days=7 * (number % 10)), 2))


def _days_off(first_on: date, days: int) -> LocalPeriod:
    start = datetime.combine(first_on, time())
    return LocalPeriod(start, start + timedelta(days=days))


def _hours(periods: Sequence[Period]) -> WeeklyHours:
    return WeeklyHours(dict.fromkeys(WEEKDAYS, tuple(DayPeriod(*each) for each in periods)))


def _service(names: Sequence[str]) -> Service:
    return Service(
        service_id=SERVICE,
        display_name="Visit",
        default_duration=LENGTH * MINUTE,
        post_buffer=CLEARING_UP * MINUTE,
        staff_member_ids=tuple(names),
    )


def question(catalog: Catalog, days: int) -> SlotQuery:
    """Ask for all slots of everybody over so many days from the first."""
    service = catalog.services[SERVICE]
    start_at = day_range(FIRST_ON, TIME_ZONE).start_at
    bounds = TimeRange(start_at, day_range(FIRST_ON + timedelta(days=days), TIME_ZONE).start_at)
    window = bookable_window(catalog.policy_of(service), NOW)
    within = bounds.clipped(window)
    if within is None:
        raise ValueError("nothing can be booked in those days")
    return SlotQuery(service, tuple(catalog.staff_members.values()), within)


def claimed(work: Workload) -> list[list[Period]]:
    """Give the periods with the buffer that an appointment claims behind it."""
    return [[(start, end + CLEARING_UP) for start, end in busy] for busy in work.busy]


def busy_times(periods: Sequence[Sequence[Period]], within: Period) -> Busy:
    """Give plain lists of claimed periods as the engine takes them."""
    names = staff_ids(len(periods))
    people: Busy = {who: BusyTime(each, within) for who, each in zip(names, periods, strict=True)}
    return people


def busy_rooms(periods: Sequence[Sequence[Period]], within: Period) -> Busy:
    """Give each room the periods of a staff member."""
    return {unit: BusyTime(each, within) for unit, each in zip(ROOMS.units, periods, strict=False)}
