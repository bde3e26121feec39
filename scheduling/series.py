"""Recurring series: what a rule says, and when an occurrence is (RFC 5545, 3.3.10).

A series is its occurrences, each an appointment of its own. A rule is used up in making them: it
is kept nowhere, so nothing can disagree with what is booked.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum

from scheduling.errors import InvalidValue
from scheduling.recurrence import Weekday, local_date, time_zone
from scheduling.wall_clocks import WallClock

MOST_OCCURRENCES = 60
MOST_INTERVAL = 52
LAST = -1
"""As `nth`, the last such weekday of a month."""
_NTHS = (0, 1, 2, 3, 4, LAST)


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

    The first occurrence counts. Exactly one of the two says where it ends. `weekdays` (BYDAY) are
    those of a weekly series, none for that of its first date; with `nth` a monthly one is on the
    nth such weekday of each month, 1 to 4 or `LAST`. `left_out_on` (EXDATE) are dates it is not
    on, which count towards `count` all the same.
    """

    frequency: Frequency
    interval: int = 1
    count: int | None = None
    until_on: date | None = None
    weekdays: frozenset[Weekday] = frozenset()
    nth: int = 0
    left_out_on: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if not 1 <= self.interval <= MOST_INTERVAL:
            raise InvalidValue("interval", f"must be 1 to {MOST_INTERVAL}")
        if (self.count is None) == (self.until_on is None):
            raise InvalidValue("count", "either a count or a last day, not both")
        if self.count is not None and not 1 <= self.count <= MOST_OCCURRENCES:
            raise InvalidValue("count", f"must be 1 to {MOST_OCCURRENCES}")
        self._require_days()

    def _require_days(self) -> None:
        if self.nth not in _NTHS:
            raise InvalidValue("nth", "must be 1 to 4, or the last")
        if self.nth and (self.frequency is not Frequency.MONTHLY or len(self.weekdays) != 1):
            raise InvalidValue("nth", "is of one weekday of each month")
        if self.weekdays and not self.nth and self.frequency is not Frequency.WEEKLY:
            raise InvalidValue("weekdays", "are of a weekly series")


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


def moved_to_weekday(at: datetime, weekday: Weekday, to_at: datetime, zone: str) -> datetime:
    """Give where an occurrence that is `at` goes when all move to a weekday: in its own week.

    A week is Monday to Sunday by the calendar of `zone`; the wall-clock time is that of `to_at`.
    """
    on = local_date(at, zone)
    days = timedelta(days=weekday.value - on.weekday())
    return start_on(on + days, WallClock.of(to_at, time_zone(zone).key))
