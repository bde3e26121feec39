"""Recurring series: on which local dates a rule falls, and when that is (RFC 5545, 3.3.10).

A series is its occurrences, each an appointment of its own. A rule is used up in making them: it
is kept nowhere, so nothing can disagree with what is booked.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum

from scheduling.errors import InvalidValue
from scheduling.recurrence import local_date, time_zone
from scheduling.time_ranges import YEARS
from scheduling.wall_clocks import WallClock

MOST_OCCURRENCES = 60
MOST_INTERVAL = 52
_MONTHS_A_YEAR = 12
_DAYS_A_WEEK = 7


class Frequency(Enum):
    """How a series goes on (RFC 5545 FREQ)."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"


class SeriesScope(Enum):
    """How much of a series a change is meant for, seen from one of its occurrences."""

    THIS = "this"
    FOLLOWING = "following"
    ALL = "all"


class ClashPolicy(Enum):
    """What becomes of occurrences that cannot be had at their own start."""

    SKIP = "skip"
    MOVE = "move"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Which series an appointment is of, and the local date it was first planned for.

    The date stays what it was when the appointment moves (RFC 5545 RECURRENCE-ID): by it the
    occurrences of a series are told apart and put in order.
    """

    series_id: str
    on: date

    def __post_init__(self) -> None:
        if not self.series_id:
            raise InvalidValue("series_id", "must not be empty")


@dataclass(frozen=True, slots=True)
class SeriesRule:
    """Every `interval` weeks or months: `count` times, or up to and including `until_on`.

    The first occurrence counts. Exactly one of the two says where it ends.
    """

    frequency: Frequency
    interval: int = 1
    count: int | None = None
    until_on: date | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.interval <= MOST_INTERVAL:
            raise InvalidValue("interval", f"must be 1 to {MOST_INTERVAL}")
        if (self.count is None) == (self.until_on is None):
            raise InvalidValue("count", "either a count or a last day, not both")
        if self.count is not None and not 1 <= self.count <= MOST_OCCURRENCES:
            raise InvalidValue("count", f"must be 1 to {MOST_OCCURRENCES}")


@dataclass(frozen=True, slots=True)
class SeriesDates:
    """The local dates of a rule, and the first days of the months that lack its day.

    `is_cut` where the rule goes on past the most occurrences a series may have.
    """

    dates: tuple[date, ...]
    months_left_out: tuple[date, ...] = ()
    is_cut: bool = False


def dates_of(rule: SeriesRule, first_on: date) -> SeriesDates:
    """Expand a rule from its first date. A month without that day is left out, and not counted."""
    dates: list[date] = []
    left_out: list[date] = []
    wanted = rule.count or MOST_OCCURRENCES
    for month_on, on in _steps(rule, first_on):
        is_over = rule.until_on is not None and (on or month_on) > rule.until_on
        if is_over or (rule.count is not None and len(dates) == wanted):
            return SeriesDates(tuple(dates), tuple(left_out))
        if on is None:
            left_out.append(month_on)
        elif len(dates) == wanted:
            return SeriesDates(tuple(dates), tuple(left_out), is_cut=True)
        else:
            dates.append(on)
    return SeriesDates(tuple(dates), tuple(left_out))


def _steps(rule: SeriesRule, first_on: date) -> Iterator[tuple[date, date | None]]:
    """Give each date with the first day of its month; None for one that is in no calendar."""
    on = first_on
    while rule.frequency is Frequency.WEEKLY and on.year in YEARS:
        yield on.replace(day=1), on
        on += timedelta(days=_DAYS_A_WEEK * rule.interval)
    number = first_on.year * _MONTHS_A_YEAR + first_on.month - 1
    while rule.frequency is Frequency.MONTHLY and number // _MONTHS_A_YEAR in YEARS:
        month_on = date(number // _MONTHS_A_YEAR, number % _MONTHS_A_YEAR + 1, 1)
        yield month_on, _day_of(month_on, first_on.day)
        number += rule.interval


def _day_of(month_on: date, day: int) -> date | None:
    try:
        return month_on.replace(day=day)
    except ValueError:
        return None


def start_on(on: date, first: WallClock) -> datetime:
    """Give the instant of an occurrence: the wall clock of the first, on another local date.

    One that the clocks jump over begins at the first instant after the jump, as hours do.
    """
    local_start = datetime.combine(on, first.local_start.time())
    return replace(first, local_start=local_start).instant()


def moved_start(on: date, pointed_on: date, to_at: datetime, zone: str) -> datetime:
    """Give where an occurrence of `on` goes when that of `pointed_on` goes to `to_at`.

    As many days further by the calendar of `zone`, at the same wall-clock time.
    """
    days = local_date(to_at, zone) - pointed_on
    return start_on(on + days, WallClock.of(to_at, time_zone(zone).key))
