"""Businesses of chance, and their slots worked out minute by minute: a second answer to compare."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import accumulate
from zoneinfo import ZoneInfo

from scheduling.absences import Closure, LocalPeriod, TimeOff
from scheduling.business import BookingBusiness, Catalog
from scheduling.busy_time import Busy, BusyTime
from scheduling.catalog import Service, StaffMember
from scheduling.policies import SchedulingPolicy
from scheduling.recurrence import DayPeriod, Weekday, WeeklyHours
from scheduling.resources import Calendar
from scheduling.service_hours import AvailabilityType, AvailabilityWindow, ServiceAvailability
from scheduling.time_ranges import TimeRange

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Case:
    """A business of chance, a service of it, what is busy, and which starts are asked about."""

    catalog: Catalog
    service: Service
    busy: Busy
    bounds: TimeRange


# The clocks change within a few days of each of these.
PLACES = [
    ("Europe/Berlin", datetime(2026, 3, 29, tzinfo=UTC)),
    ("Europe/Berlin", datetime(2026, 10, 25, tzinfo=UTC)),
    ("Australia/Lord_Howe", datetime(2026, 4, 4, tzinfo=UTC)),
    ("Australia/Lord_Howe", datetime(2026, 10, 3, tzinfo=UTC)),
    ("America/Santiago", datetime(2026, 9, 6, tzinfo=UTC)),
    ("America/Havana", datetime(2026, 11, 1, tzinfo=UTC)),
    ("Asia/Kathmandu", datetime(2026, 6, 1, tzinfo=UTC)),
]


def some_hours(chance: random.Random) -> WeeklyHours:
    days = {}
    for day in Weekday:
        edges = sorted(chance.sample(range(0, 24 * 60 + 1, 15), 2 * chance.choice([0, 1, 1, 2, 3])))
        if chance.random() < 0.15:
            edges = [0, 24 * 60]
        if len(edges) == 4 and chance.random() < 0.3:
            edges[2] = edges[1]
        pairs = zip(edges[::2], edges[1::2], strict=True)
        days[day] = tuple(DayPeriod(start, end) for start, end in pairs)
    return WeeklyHours(days)


def some_absence(chance: random.Random, around: datetime) -> LocalPeriod:
    start = (around + chance.randrange(-3000, 3000, 15) * MINUTE).replace(tzinfo=None)
    return LocalPeriod(start, start + chance.randrange(15, 2000, 15) * MINUTE)


def some_availability(chance: random.Random) -> ServiceAvailability:
    hours = some_hours(chance)
    if not hours.days:
        return ServiceAvailability(AvailabilityType.NOT_BOOKABLE)
    return ServiceAvailability(AvailabilityType.CUSTOM_WEEKLY_HOURS, hours)


def some_windows(chance: random.Random, around: datetime) -> tuple[AvailabilityWindow, ...]:
    first = around.date() + timedelta(days=chance.randint(-2, 1))
    windows = (
        AvailabilityWindow(first, first + timedelta(days=chance.randint(0, 1)), each)
        for each in (some_availability(chance), ServiceAvailability())
    )
    return tuple(each for each in windows if chance.random() < 0.3)


def some_case(seed: int, zone: str = "", around: datetime = PLACES[0][1]) -> Case:
    """The case of a number, the same each time; in a place of chance where none is given."""
    chance = random.Random(seed)
    if not zone:
        zone, around = chance.choice(PLACES)
    names = tuple("abc"[: chance.randint(1, 3)])
    staff = {
        name: StaffMember(
            staff_member_id=name,
            display_name=name,
            use_business_hours=chance.random() < 0.5,
            working_hours=some_hours(chance),
            time_zone=chance.choice(["", "", "Asia/Kathmandu"]),
        )
        for name in names
    }
    service = Service(
        service_id="s",
        display_name="s",
        default_duration=chance.choice([15, 20, 60, 90, 600, 1500]) * MINUTE,
        pre_buffer=chance.choice([0, 0, 10, 45]) * MINUTE,
        post_buffer=chance.choice([0, 5, 30]) * MINUTE,
        staff_member_ids=tuple(name for name in names if name == "a" or chance.random() < 0.8),
        scheduling_policy=SchedulingPolicy(
            time_slot_interval=chance.choice([5, 15, 25, 45, 60]) * MINUTE,
            general_availability=chance.choice([None, None, some_availability(chance)]),
            custom_availabilities=some_windows(chance, around),
        ),
    )
    catalog = Catalog(
        business=BookingBusiness(
            business_id="b", display_name="b", time_zone=zone, business_hours=some_hours(chance)
        ),
        services={"s": service},
        staff_members=staff,
        closures=tuple(
            Closure(str(n), some_absence(chance, around)) for n in range(chance.randint(0, 2))
        ),
        time_off=tuple(
            TimeOff(str(n), chance.choice(names), some_absence(chance, around))
            for n in range(chance.randint(0, 2))
        ),
    )
    busy: dict[Calendar, BusyTime] = {}
    for name in names:
        starts = [around + chance.randrange(-2000, 2000, 5) * MINUTE for _ in range(6)]
        busy[name] = BusyTime.of(
            TimeRange(each, each + chance.randrange(5, 200, 5) * MINUTE) for each in starts
        )
    first = around + chance.randrange(-1500, 0) * MINUTE
    bounds = TimeRange(first, first + chance.randrange(600, 2000) * MINUTE)
    return Case(catalog, service, busy, bounds)


@dataclass(frozen=True)
class Wall:
    """A wall clock, read at every minute of some days, which are numbered from `first_at`.

    For each local date its minutes in the order they pass. At each minute: the latest time of day
    the clock has shown on that date so far, and the earliest it will show from here on; they
    differ from what it shows where clocks are put back. And the same of date and time together.
    """

    first_at: datetime
    on: tuple[date, ...]
    days: Mapping[date, tuple[int, ...]]
    shown_until: tuple[int, ...]
    shown_from: tuple[int, ...]
    stood_until: tuple[datetime, ...]
    stands_from: tuple[datetime, ...]

    def period(self, day: date, period: DayPeriod) -> list[int]:
        """The minutes of a period on a date: from its start until the clock is past it for good."""
        return [
            minute
            for minute in self.days.get(day, ())
            if self.shown_until[minute] >= period.start_minute
            and self.shown_from[minute] < period.end_minute
        ]

    def during(self, period: LocalPeriod) -> set[int]:
        """The minutes from the start of a period of local time until the clock is past it."""
        return {
            minute
            for minute in range(len(self.on))
            if self.stood_until[minute] >= period.start and self.stands_from[minute] < period.end
        }


@lru_cache(maxsize=200)
def wall(zone: str, first_at: datetime, days: int) -> Wall:
    """Read the clock of a place, minute by minute."""
    place = ZoneInfo(zone)
    local = [
        (first_at + n * MINUTE).astimezone(place).replace(tzinfo=None)
        for n in range(days * 24 * 60)
    ]
    minutes: dict[date, list[int]] = {}
    for number, each in enumerate(local):
        minutes.setdefault(each.date(), []).append(number)
    until, onwards = [0] * len(local), [0] * len(local)
    for numbers in minutes.values():
        shown = [local[each].hour * 60 + local[each].minute for each in numbers]
        for number, so_far in zip(numbers, accumulate(shown, max), strict=True):
            until[number] = so_far
        for number, to_come in zip(numbers[::-1], accumulate(shown[::-1], min), strict=True):
            onwards[number] = to_come
    return Wall(
        first_at=first_at,
        on=tuple(each.date() for each in local),
        days={day: tuple(numbers) for day, numbers in minutes.items()},
        shown_until=tuple(until),
        shown_from=tuple(onwards),
        stood_until=tuple(accumulate(local, max)),
        stands_from=tuple([*accumulate(local[::-1], min)][::-1]),
    )


class ByTheMinute:
    """Slots as anybody would work them out with a wall clock and a lot of patience."""

    def __init__(self, case: Case) -> None:
        self._case = case
        length = case.bounds.end_at - case.bounds.start_at + case.service.default_duration
        # Whole fortnights around, so that many cases read the same clock.
        reach = timedelta(days=3)
        ordinal = (case.bounds.start_at - reach).toordinal() // 4 * 4
        self._first_at = datetime.fromordinal(ordinal).replace(tzinfo=UTC)
        self._count_of_days = 12 + (length // timedelta(days=4)) * 4
        self._offered = self._minutes_offered()

    def free(self) -> dict[datetime, tuple[str, ...]]:
        """Every start that can be booked, with who is free."""
        found: dict[datetime, tuple[str, ...]] = {}
        for name in self._case.service.staff_member_ids:
            for start in self._starts(name):
                start_at = self._first_at + start * MINUTE
                found[start_at] = (*found.get(start_at, ()), name)
        return dict(sorted(found.items()))

    def _starts(self, name: str) -> list[int]:
        service, bounds = self._case.service, self._case.bounds
        length = service.default_duration // MINUTE
        before, after = service.pre_buffer // MINUTE, service.post_buffer // MINUTE
        busy, opened, grid = self._busy(name), self._open(name), self._grid(name)
        first, last = self._number(bounds.start_at), self._number(bounds.end_at)
        return [
            start
            for start in sorted(grid)
            if first <= start < last
            and opened.issuperset(range(start, start + length))
            and busy.isdisjoint(range(start - before, start + length + after))
        ]

    def _number(self, at: datetime) -> int:
        """The first whole minute not before an instant."""
        return -((self._first_at - at) // MINUTE)

    def _wall(self, zone: str) -> Wall:
        return wall(zone, self._first_at, self._count_of_days)

    def _periods(self, name: str) -> list[list[int]]:
        """The minutes of each period in which somebody works."""
        staff, business = self._case.catalog.staff_members[name], self._case.catalog.business
        hours, zone = staff.working_hours, staff.time_zone or business.time_zone
        if staff.use_business_hours:
            hours, zone = business.business_hours, business.time_zone
        clock = self._wall(zone)
        found = [
            clock.period(day, period)
            for day in clock.days
            for period in hours.days.get(Weekday(day.weekday()), ())
        ]
        return [each for each in found if each]

    def _minutes_offered(self) -> set[int]:
        """The minutes at which the service may be booked, by the business's clock."""
        policy = self._case.catalog.policy_of(self._case.service)
        clock = self._wall(self._case.catalog.business.time_zone)
        found: set[int] = set()
        for day, minutes in clock.days.items():
            held = policy.service_hours.on(day)
            if held.availability_type is AvailabilityType.BOOK_WHEN_STAFF_ARE_FREE:
                found.update(minutes)
            for period in held.business_hours.days.get(Weekday(day.weekday()), ()):
                if held.availability_type is AvailabilityType.CUSTOM_WEEKLY_HOURS:
                    found.update(clock.period(day, period))
        return found

    def _open(self, name: str) -> set[int]:
        working = {minute for period in self._periods(name) for minute in period}
        return (working & self._offered) - self._away(name)

    def _away(self, name: str) -> set[int]:
        closed = [each.period for each in self._case.catalog.closures]
        off = [each.period for each in self._case.catalog.time_off if each.staff_member_id == name]
        clock = self._wall(self._case.catalog.business.time_zone)
        return {minute for each in (*closed, *off) for minute in clock.during(each)}

    def _grid(self, name: str) -> set[int]:
        """Count on from where a period begins, and anew where the service is offered again."""
        interval = self._case.catalog.policy_of(self._case.service).time_slot_interval // MINUTE
        found: set[int] = set()
        for period in self._periods(name):
            begun: int | None = None
            for minute in period:
                if minute not in self._offered:
                    begun = None
                    continue
                begun = minute if begun is None else begun
                if not (minute - begun) % interval:
                    found.add(minute)
        return found

    def _busy(self, name: str) -> set[int]:
        ranges = self._case.busy[name].ranges() if name in self._case.busy else ()
        return {
            minute
            for each in ranges
            for minute in range(self._number(each.start_at), self._number(each.end_at))
        }
