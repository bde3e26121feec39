"""Businesses of chance, and their slots worked out minute by minute: a second answer to compare."""

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
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


def some_case(seed: int) -> Case:
    chance = random.Random(seed)
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


def is_near_change(minute: datetime, zone: ZoneInfo) -> bool:
    """Tell whether clocks change within two hours, so that most minutes need no second look."""
    near = (minute - 120 * MINUTE, minute + 120 * MINUTE)
    return len({each.astimezone(zone).utcoffset() for each in near}) == 2


class ByTheMinute:
    """Slots as anybody would work them out with a wall clock and a lot of patience."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._zone = case.catalog.business.time_zone

    def free(self) -> dict[datetime, tuple[str, ...]]:
        found: dict[datetime, tuple[str, ...]] = {}
        for name in self._case.service.staff_member_ids:
            for start_at in self._starts(name):
                found[start_at] = (*found.get(start_at, ()), name)
        return dict(sorted(found.items()))

    def _starts(self, name: str) -> list[datetime]:
        case, service = self._case, self._case.service
        length = service.default_duration // MINUTE
        first = case.bounds.start_at
        minutes = self._minutes(case.bounds, service.default_duration)
        open_minutes = {each for each in minutes if self._is_open(name, each)}
        grid = self._grid(name)
        starts = []
        while first < case.bounds.end_at:
            visit = {first + n * MINUTE for n in range(length)}
            if first in grid and visit <= open_minutes and not self._meets_busy(name, first):
                starts.append(first)
            first += MINUTE
        return starts

    def _minutes(self, bounds: TimeRange, more: timedelta) -> list[datetime]:
        count = (bounds.duration + more) // MINUTE + 1
        return [bounds.start_at + n * MINUTE for n in range(count)]

    def _hours(self, name: str) -> tuple[WeeklyHours, ZoneInfo]:
        staff, business = self._case.catalog.staff_members[name], self._case.catalog.business
        if staff.use_business_hours:
            return business.business_hours, ZoneInfo(business.time_zone)
        return staff.working_hours, ZoneInfo(staff.time_zone or business.time_zone)

    def _is_open(self, name: str, minute: datetime) -> bool:
        is_working = self._is_working(name, minute) and self._is_offered(minute)
        return is_working and not self._is_absent(name, minute)

    def _is_offered(self, minute: datetime) -> bool:
        """Read the business's wall clock: whether the service may be booked at this minute."""
        policy = self._case.catalog.policy_of(self._case.service)
        zone = ZoneInfo(self._zone)
        held = policy.service_hours.on(minute.astimezone(zone).date())
        if held.availability_type is AvailabilityType.BOOK_WHEN_STAFF_ARE_FREE:
            return True
        return self._period_in(held.business_hours, zone, minute) is not None

    def _is_working(self, name: str, minute: datetime) -> bool:
        return self._period_of(name, minute) is not None

    def _period_of(self, name: str, minute: datetime) -> tuple[date, DayPeriod] | None:
        """Read the wall clock: the period it shows, or showed before it was put back."""
        return self._period_in(*self._hours(name), minute)

    def _period_in(
        self, hours: WeeklyHours, zone: ZoneInfo, minute: datetime
    ) -> tuple[date, DayPeriod] | None:
        # Put back within the last hours: what was working time at the first pass's end stays so
        # until the wall clock is past the period, for it has begun and is not over.
        local = minute.astimezone(zone)
        shown = local.hour * 60 + local.minute
        for period in hours.days.get(Weekday(local.weekday()), ()):
            if period.start_minute <= shown < period.end_minute:
                return local.date(), period
            if shown < period.start_minute and self._began(minute, zone, period.start_minute):
                return local.date(), period
            if shown >= period.end_minute and self._shows_again(minute, zone, period.end_minute):
                return local.date(), period
        return None

    def _began(self, minute: datetime, zone: ZoneInfo, start_minute: int) -> bool:
        """Tell whether clocks had shown the start already, before they were put back."""
        if not is_near_change(minute, zone):
            return False
        day = minute.astimezone(zone).date()
        return any(
            (was := (minute - n * MINUTE).astimezone(zone)).date() == day
            and was.hour * 60 + was.minute >= start_minute
            for n in range(1, 121)
        )

    def _shows_again(self, minute: datetime, zone: ZoneInfo, end_minute: int) -> bool:
        """Tell whether clocks will be put back to before the end of the period."""
        if not is_near_change(minute, zone):
            return False
        day = minute.astimezone(zone).date()
        return any(
            (will := (minute + n * MINUTE).astimezone(zone)).date() == day
            and will.hour * 60 + will.minute < end_minute
            for n in range(1, 121)
        )

    def _is_absent(self, name: str, minute: datetime) -> bool:
        closed = [each.period for each in self._case.catalog.closures]
        off = [each.period for each in self._case.catalog.time_off if each.staff_member_id == name]
        return any(self._is_in(each, minute) for each in (*closed, *off))

    def _is_in(self, period: LocalPeriod, minute: datetime) -> bool:
        zone = ZoneInfo(self._zone)
        reach = range(121 if is_near_change(minute, zone) else 1)
        here = (minute + n * MINUTE for n in reach)
        ago = (minute - n * MINUTE for n in reach)
        begun = any(each.astimezone(zone).replace(tzinfo=None) >= period.start for each in ago)
        not_over = any(each.astimezone(zone).replace(tzinfo=None) < period.end for each in here)
        return begun and not_over

    def _grid(self, name: str) -> set[datetime]:
        """Walk each local day's minutes; a grid begins where a period begins."""
        hours, zone = self._hours(name)
        interval = self._case.catalog.policy_of(self._case.service).time_slot_interval
        found: set[datetime] = set()
        minute = self._case.bounds.start_at - timedelta(days=2)
        begun: dict[tuple[date, DayPeriod], datetime] = {}
        anchors: dict[tuple[date, DayPeriod], datetime] = {}
        while minute < self._case.bounds.end_at:
            local = minute.astimezone(zone)
            shown = local.hour * 60 + local.minute
            for period in hours.days.get(Weekday(local.weekday()), ()):
                anchor = begun.get((local.date(), period))
                if anchor is None and period.start_minute <= shown < period.end_minute:
                    anchor = begun[local.date(), period] = minute
                is_in = anchor is not None and (
                    shown < period.end_minute or self._shows_again(minute, zone, period.end_minute)
                )
                key = (local.date(), period)
                if not (is_in and self._is_offered(minute)):
                    anchors.pop(key, None)
                elif not (minute - anchors.setdefault(key, minute)) % interval:
                    found.add(minute)
            minute += MINUTE
        return found

    def _meets_busy(self, name: str, start_at: datetime) -> bool:
        service = self._case.service
        first = start_at - service.pre_buffer
        last = start_at + service.default_duration + service.post_buffer
        return any(
            each.start_at < last and first < each.end_at for each in self._case.busy[name].ranges()
        )
