"""What the grammar's symbols stand for, before a whole wish is put together."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum

from language.lexicon import Lexicon, PartOfDay
from language.when_wishes import DayRange, Granularity, ImpossibleDay


@dataclass(frozen=True, slots=True)
class Reference:
    """What expressions are relative to: now on the local wall clock, and the locale's habits."""

    now: datetime
    is_month_first: bool
    lexicon: Lexicon

    @property
    def today(self) -> date:
        """The local date."""
        return self.now.date()

    def part(self, name: str) -> PartOfDay:
        """Give the hours of a named part of day."""
        return self.lexicon.parts_of_day[name]


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time in calendar months, days and minutes."""

    months: int = 0
    days: int = 0
    minutes: int = 0
    granularity: Granularity = Granularity.DAY

    @property
    def is_of_days(self) -> bool:
        """Tell whether it counts whole days or more, so that its end is a day."""
        return not self.minutes and bool(self.months or self.days)

    def plus(self, other: "Length") -> "Length":
        """Give both together, as exact as the finer of the two."""
        finer = min(self.granularity, other.granularity, key=list(Granularity).index)
        return Length(
            self.months + other.months,
            self.days + other.days,
            self.minutes + other.minutes,
            finer,
        )


@dataclass(frozen=True, slots=True)
class Days:
    """One or several readings of which days are meant, likeliest first; weak ones need company.

    `weekday_denied` is a weekday said of a date that falls on another: "Sunday 25 April".
    `is_weekday_alone` where nothing else was said of the day.
    """

    readings: tuple[DayRange, ...]
    granularity: Granularity = Granularity.DAY
    impossible: ImpossibleDay | None = None
    weekdays: frozenset[int] = frozenset()
    is_weak: bool = False
    weekday_said: int | None = None
    weekday_denied: int | None = None
    is_weekday_alone: bool = False

    @property
    def first(self) -> date | None:
        """The day, where the likeliest reading is a single one."""
        return self.readings[0].only_day if self.readings else None


@dataclass(frozen=True, slots=True)
class Clock:
    """A time on the clock face. `half` is "am", "pm" or, where it was not said, ""."""

    hour: int
    minute: int = 0
    half: str = ""
    is_approximate: bool = False
    is_weak: bool = False

    @property
    def is_open(self) -> bool:
        """Tell whether it could be of the morning or the afternoon."""
        return not self.half and 1 <= self.hour <= 12

    @property
    def time(self) -> time:
        """The time of day, reading an open one as it stands."""
        return time(self.hour % 24, self.minute)

    @property
    def minutes(self) -> int:
        """Minutes since midnight."""
        return self.hour * 60 + self.minute

    def in_half(self, half: str) -> "Clock":
        """Give the time in a half of the day, where it was open; else itself."""
        if not self.is_open or not half:
            return self
        hour = self.hour % 12 + (12 if half == "pm" else 0)
        return Clock(hour, self.minute, half, self.is_approximate)


@dataclass(frozen=True, slots=True)
class Clocks:
    """From one time to another; an open side is None. `part` names the part of day it came of."""

    start: Clock | None
    end: Clock | None
    part: str = ""


@dataclass(frozen=True, slots=True)
class DayPart:
    """A part of day, and whether the words also named today ("tonight")."""

    start: Clock
    end: Clock | None
    half: str
    name: str


@dataclass(frozen=True, slots=True)
class FromNow:
    """A moment counted from now, to the minute; `until` makes it a stretch of time."""

    at: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """Earlier (negative) or later than what was talked about."""

    length: Length
    sign: int


class Order(Enum):
    """A wish for the first or the last free time."""

    EARLIEST = "earliest"
    LATEST = "latest"


class Same(Enum):
    """What shall stay as it is."""

    DAY = "day"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Element:
    """What one stretch of the text says: days, a time, both, or one of the other things."""

    days: Days | None = None
    clock: Clock | Clocks | DayPart | None = None
    part: DayPart | None = None
    length: Length | None = None
    moment: FromNow | None = None
    shift: Shift | None = None
    order: Order | None = None
    same: Same | None = None
    is_weak: bool = False
