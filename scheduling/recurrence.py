"""Weekly hours in a time zone, expanded to instants. Daylight saving lives here and nowhere else.

A rule says "Tuesday 09:00 to 17:00 on the wall clock of Europe/Paris". Each local date is
expanded by itself, so a rule keeps its wall-clock hours on both sides of a change of the clocks.
A start that the clocks jump over begins at the first instant after the jump; an end that happens
twice ends at its second occurrence, since the wall clock shows it until then.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from scheduling.errors import InvalidValue
from scheduling.time_ranges import YEARS, TimeRange, TimeRangeSet

MINUTES_A_DAY = 24 * 60
LONGEST_ZONE_NAME = 64
ONE_MINUTE = timedelta(minutes=1)


class Weekday(Enum):
    """Days of the week, numbered as `date.weekday()` numbers them."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6


@lru_cache(maxsize=1024)
def time_zone(name: str) -> ZoneInfo:
    """Give the IANA zone of that name. Raises InvalidValue for anything else.

    Only plain area/location names are looked up: the library would also read odd files.
    """
    plain = name.replace("/", "").replace("_", "").replace("-", "").replace("+", "")
    if not (
        plain.isalnum() and plain.isascii() and len(name) <= LONGEST_ZONE_NAME and name[0].isupper()
    ):
        raise InvalidValue("timeZone", f"{name[:LONGEST_ZONE_NAME]!r} is not an IANA time zone")
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise InvalidValue("timeZone", f"{name!r} is not an IANA time zone") from error


@dataclass(frozen=True, slots=True, order=True)
class DayPeriod:
    """A part of one local day, in minutes after its midnight: 0 <= start < end <= 1440."""

    start_minute: int
    end_minute: int

    def __post_init__(self) -> None:
        if not 0 <= self.start_minute < self.end_minute <= MINUTES_A_DAY:
            raise InvalidValue("timeSlots", "startTime must be before endTime, within one day")


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """Hours of each weekday, several periods a day for split shifts. Days left out are free."""

    days: Mapping[Weekday, tuple[DayPeriod, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        tidy = {day: tuple(sorted(periods)) for day, periods in self.days.items() if periods}
        for periods in tidy.values():
            if any(a.end_minute > b.start_minute for a, b in pairwise(periods)):
                raise InvalidValue("timeSlots", "the periods of a day must not overlap")
        object.__setattr__(self, "days", tidy)

    def __hash__(self) -> int:
        return hash(tuple(sorted((day.value, periods) for day, periods in self.days.items())))

    def on(self, day: date) -> tuple[DayPeriod, ...]:
        """Give the periods of that date's weekday."""
        return self.days.get(Weekday(day.weekday()), ())

    def within(self, bounds: TimeRange, zone: str) -> TimeRangeSet:
        """Expand to the instants within `bounds`."""
        return TimeRangeSet(self.periods(dates_touching(bounds, zone), zone)).clipped(bounds)

    def periods(self, days: Iterable[date], zone: str) -> Iterator[TimeRange]:
        """Expand each period of these local dates by itself, even where two of them touch."""
        for day in days:
            yield from self._periods_on(day, zone)

    def _periods_on(self, day: date, zone: str) -> Iterator[TimeRange]:
        for period in self.on(day):
            start_at = start_of(day, period.start_minute, zone)
            end_at = end_of(day, period.end_minute, zone)
            if start_at < end_at:
                yield TimeRange(start_at, end_at)


def dates_touching(bounds: TimeRange, zone: str) -> tuple[date, ...]:
    """List the local dates that have an instant within `bounds`."""
    place = time_zone(zone)
    first_on = bounds.start_at.astimezone(place).date()
    last_on = (bounds.end_at - timedelta.resolution).astimezone(place).date()
    return tuple(first_on + timedelta(days=n) for n in range((last_on - first_on).days + 1))


def instants_of(wall: datetime, zone: str) -> tuple[datetime, ...]:
    """Give the instants at which clocks in `zone` show `wall`: none, one, or two in order.

    None when the clocks go forward over it, two when they go back over it.
    """
    place = time_zone(zone)
    naive = wall.replace(tzinfo=None, fold=0)
    found = []
    for fold in (0, 1):
        instant = naive.replace(tzinfo=place, fold=fold).astimezone(UTC)
        if instant.astimezone(place).replace(tzinfo=None, fold=0) == naive and instant not in found:
            found.append(instant)
    return tuple(sorted(found))


def start_of(day: date, minute: int, zone: str) -> datetime:
    """Give the first instant at or after that minute of the local day."""
    wall = _wall(day, minute)
    found = instants_of(wall, zone)
    return found[0] if found else _end_of_gap(wall, zone)


def end_of(day: date, minute: int, zone: str) -> datetime:
    """Give the instant at which the minute before it is over for good.

    Asked of the minute before, because the end itself may be shown again later: where 01:00
    is followed by another 00:00, the day before was over at the first of the two.
    """
    last = _wall(day, minute) - ONE_MINUTE
    found = instants_of(last, zone)
    return found[-1] + ONE_MINUTE if found else _end_of_gap(last, zone)


def _wall(day: date, minute: int) -> datetime:
    """Give that minute on the wall. Raises InvalidValue for a year out of reach."""
    if day.year not in YEARS:
        raise InvalidValue("date", "must lie between 1970 and 2099")
    return datetime.combine(day, time()) + timedelta(minutes=minute)


def _end_of_gap(wall: datetime, zone: str) -> datetime:
    """Find where the clocks land: the offsets before and after the gap bound it."""
    place = time_zone(zone)
    before = wall.replace(tzinfo=place, fold=0).utcoffset() or timedelta()
    low = (wall - before).replace(tzinfo=UTC) - timedelta(days=1)
    high = (wall - before).replace(tzinfo=UTC)
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) // 2
        middle = middle.replace(microsecond=0)
        if middle.astimezone(place).replace(tzinfo=None) < wall:
            low = middle
        else:
            high = middle
    return high


def day_range(day: date, zone: str) -> TimeRange:
    """Give the instants of one local date, whatever its length; some dates have no midnight."""
    return TimeRange(start_of(day, 0, zone), start_of(day + timedelta(days=1), 0, zone))


def local_date(instant: datetime, zone: str) -> date:
    """Give the date that calendars in `zone` show at `instant`."""
    return instant.astimezone(time_zone(zone)).date()
