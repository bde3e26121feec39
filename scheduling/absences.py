"""Time in which nobody is booked: a staff member's time off, a whole business's closure."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from scheduling.errors import InvalidValue
from scheduling.recurrence import end_of, start_of
from scheduling.time_ranges import TimeRange, TimeRangeSet


@dataclass(frozen=True, slots=True)
class LocalPeriod:
    """Wall-clock time from `start` up to `end`, both naive; the zone comes with the question."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        for name, edge in (("start", self.start), ("end", self.end)):
            if edge.tzinfo is not None:
                raise InvalidValue(name, "must be local time, without an offset")
            if edge.second or edge.microsecond:
                raise InvalidValue(name, "must be a whole minute")
        if self.end <= self.start:
            raise InvalidValue("end", "must be after start")

    def in_zone(self, zone: str) -> TimeRangeSet:
        """Give the instants during which clocks in `zone` show this period.

        There are none where the clocks go forward over all of it.
        """
        start_at = start_of(self.start.date(), _minute(self.start), zone)
        end_at = end_of(self.end.date(), _minute(self.end), zone)
        return TimeRangeSet([TimeRange(start_at, end_at)] if start_at < end_at else [])


def _minute(wall: datetime) -> int:
    return wall.hour * 60 + wall.minute


@dataclass(frozen=True, slots=True)
class TimeOff:
    """A period in which one staff member cannot be booked. `title` is for colleagues only."""

    time_off_id: str
    staff_member_id: str
    period: LocalPeriod
    title: str = ""


@dataclass(frozen=True, slots=True)
class Closure:
    """A period in which the whole business is closed. `title` is shown to customers."""

    closure_id: str
    period: LocalPeriod
    title: str = ""


_COUNTRY = re.compile("[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class HolidayRules:
    """Whose public holidays a business keeps: a country (ISO 3166-1 alpha-2) and a part of it.

    On `open_on` it works all the same.
    """

    country: str
    subdivision: str = ""
    open_on: tuple[date, ...] = ()

    def __post_init__(self) -> None:
        if not _COUNTRY.fullmatch(self.country):
            raise InvalidValue("country", "must be a two-letter ISO 3166-1 code such as DE")
