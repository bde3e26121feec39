"""When a person wants something: a typed wish about days and times of day, and how wishes combine.

All days and times are wall-clock ones in the zone of `ReadingContext.now_local`. Whether such a
time exists, or exists twice, on a day the clocks change is for the scheduling core to tell.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import Enum

from scheduling.errors import InvalidValue


class WhenKind(Enum):
    """What sort of expression was said; the fields of the wish that are filled follow from it."""

    INSTANT = "instant"
    DAY = "day"
    DAY_RANGE = "day_range"
    PART_OF_DAY = "part_of_day"
    TIME = "time"
    TIME_RANGE = "time_range"
    DURATION = "duration"
    RECURRENCE = "recurrence"
    EARLIEST = "earliest"
    LATEST = "latest"
    SHIFT = "shift"
    SAME_TIME = "same_time"
    SAME_DAY = "same_day"


class Granularity(Enum):
    """How exact the expression was: "in two months" names a month, "at 3:10" a minute."""

    MINUTE = "minute"
    HOUR = "hour"
    PART_OF_DAY = "part_of_day"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class DayRange:
    """The days from `first_on` to `last_on`, both included; an open side is None."""

    first_on: date | None
    last_on: date | None

    def __post_init__(self) -> None:
        if self.first_on is None and self.last_on is None:
            raise InvalidValue("days", "has neither a first nor a last day")
        if self.first_on and self.last_on and self.last_on < self.first_on:
            raise InvalidValue("days", "ends before it starts")

    @classmethod
    def single(cls, on: date) -> "DayRange":
        """Give the range that is one day."""
        return cls(on, on)

    @property
    def only_day(self) -> date | None:
        """The day, where the range is exactly one; None otherwise."""
        return self.first_on if self.first_on == self.last_on else None

    def includes(self, on: date) -> bool:
        """Tell whether the day is in the range."""
        after_first = self.first_on is None or self.first_on <= on
        return after_first and (self.last_on is None or on <= self.last_on)


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """Times of day from `earliest` to `latest`; an open side is None (start or end of the day).

    `is_exact` means one point, "3pm": `earliest` holds it and `latest` is the same. Where
    `latest` is before `earliest` the span runs past midnight. `is_approximate`: "around 3".
    """

    earliest: time | None
    latest: time | None
    is_exact: bool = False
    is_approximate: bool = False

    def __post_init__(self) -> None:
        if self.earliest is None and self.latest is None:
            raise InvalidValue("time", "has neither an earliest nor a latest time")
        if self.is_exact and self.earliest != self.latest:
            raise InvalidValue("time", "is exact but has two ends")

    @classmethod
    def at(cls, point: time, *, is_approximate: bool = False) -> "TimeSpan":
        """Give the span that is one point of the day."""
        return cls(point, point, is_exact=True, is_approximate=is_approximate)

    def includes(self, point: time) -> bool:
        """Tell whether a start at `point` would meet the wish; `latest` itself is included."""
        earliest, latest = self.earliest or time.min, self.latest or time.max
        if latest < earliest:
            return point >= earliest or point <= latest
        return earliest <= point <= latest


@dataclass(frozen=True, slots=True)
class ImpossibleDay:
    """A day that was named but is in no calendar, such as 30 February."""

    day: int
    month: int
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WhenWish:
    """One reading of what was said about when. A field that was not said is None.

    `alternatives` are the other readings, likeliest first ("at 5": 17:00, or 05:00).
    `shift` is relative to the time talked about ("half an hour later"); `weekdays` (Monday is 0)
    is a recurrence ("on Tuesdays"); `impossible` names a day that does not exist, and `days` is
    then None. `weekday_denied` is a weekday said of a day that falls on another ("Sunday 25 April",
    which is a Saturday). `weekday` is the one that was said and nothing else of the day: of a series
    it is that day of each week. Kinds EARLIEST and LATEST order the free times; their other fields narrow them.
    """

    kind: WhenKind
    granularity: Granularity
    days: DayRange | None = None
    time: TimeSpan | None = None
    duration: timedelta | None = None
    shift: timedelta | None = None
    weekdays: frozenset[int] = frozenset()
    keeps_day: bool = False
    keeps_time: bool = False
    impossible: ImpossibleDay | None = None
    weekday_denied: int | None = None
    weekday: int | None = field(default=None, compare=False)
    alternatives: tuple["WhenWish", ...] = ()

    @property
    def says_day(self) -> bool:
        """Tell whether anything was said about the day."""
        said = (self.days, self.impossible, self.shift)
        return any(said) or bool(self.weekdays) or self.keeps_day

    @property
    def says_time(self) -> bool:
        """Tell whether anything was said about the time of day."""
        return self.time is not None or self.keeps_time

    @property
    def readings(self) -> tuple["WhenWish", ...]:
        """All readings, this one first, none with alternatives of its own."""
        return (replace(self, alternatives=()), *self.alternatives)

    def refined_by(self, newer: "WhenWish") -> "WhenWish":
        """Combine with a later wish: what it says replaces what was said before, the rest stays.

        "tomorrow" refined by "3pm" is tomorrow at 3pm; that refined by "Thursday" is Thursday
        at 3pm. Both wishes' alternatives are carried over.
        """
        pairs = [(old, new) for old in self.readings[:4] for new in newer.readings[:4]]
        combined = [_combined(old, new) for old, new in pairs]
        first = combined[0]
        others = tuple(dict.fromkeys(each for each in combined[1:] if each != first))
        return replace(first, alternatives=others)


def _combined(old: WhenWish, new: WhenWish) -> WhenWish:
    if new.shift and _is_dated(old):
        return _moved(old, new, new.shift)
    keeps_old_day = not new.says_day or (new.keeps_day and old.says_day)
    keeps_old_time = not new.says_time or (new.keeps_time and old.says_time)
    day, clock = (old if keeps_old_day else new), (old if keeps_old_time else new)
    merged = replace(
        new,
        days=day.days,
        impossible=day.impossible,
        weekday_denied=day.weekday_denied,
        weekday=day.weekday,
        weekdays=day.weekdays,
        shift=day.shift,
        keeps_day=day.keeps_day,
        time=clock.time,
        keeps_time=clock.keeps_time,
        duration=new.duration or old.duration,
        alternatives=(),
    )
    finer = min(old.granularity, new.granularity, key=list(Granularity).index)
    return replace(merged, kind=_kind_of(merged, old, new), granularity=finer)


def _is_dated(wish: WhenWish) -> bool:
    return wish.days is not None and wish.days.only_day is not None


def _moved(old: WhenWish, new: WhenWish, shift: timedelta) -> WhenWish:
    on = old.days.only_day if old.days else None
    point = old.time.earliest if old.time and old.time.is_exact else None
    if on is None:
        return old
    # Wall-clock arithmetic: "an hour later" is said of the clock on the wall.
    moved = datetime.combine(on, point or time.min) + shift
    span = old.time if point is None else TimeSpan.at(time(moved.hour, moved.minute))
    wish = replace(old, days=DayRange.single(moved.date()), time=new.time or span, alternatives=())
    return replace(wish, kind=kind_of(wish, otherwise=old.kind))


def _kind_of(merged: WhenWish, old: WhenWish, new: WhenWish) -> WhenKind:
    ordering = (WhenKind.EARLIEST, WhenKind.LATEST)
    for wish in (new, old):
        if wish.kind in ordering and merged.time == wish.time:
            return wish.kind
    return kind_of(merged, otherwise=new.kind)


def kind_of(wish: WhenWish, otherwise: WhenKind) -> WhenKind:
    """Give the kind that follows from the filled day and time fields, else `otherwise`."""
    if wish.time is None:
        return _kind_of_days(wish, otherwise)
    if wish.time.is_exact:
        return WhenKind.INSTANT if wish.days and wish.days.only_day else WhenKind.TIME
    is_part = WhenKind.PART_OF_DAY in (wish.kind, otherwise)
    return WhenKind.PART_OF_DAY if is_part else WhenKind.TIME_RANGE


def _kind_of_days(wish: WhenWish, otherwise: WhenKind) -> WhenKind:
    if wish.days is None:
        return otherwise
    return WhenKind.DAY if wish.days.only_day else WhenKind.DAY_RANGE
