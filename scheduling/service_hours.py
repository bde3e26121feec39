"""When a service may be booked at all, whoever provides it: Graph's bookingsAvailability.

A service is bookable whenever its staff are free, in weekly hours of its own, or not at all; any
number of date ranges override that. All of it is local time of the business.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from scheduling.errors import InvalidValue
from scheduling.recurrence import MINUTES_A_DAY, DayPeriod, Weekday, WeeklyHours
from scheduling.time_ranges import TimeRange, TimeRangeSet

_WHOLE_DAY = (DayPeriod(0, MINUTES_A_DAY),)


class AvailabilityType(Enum):
    """How a service's hours are meant; the values are Graph's bookingsServiceAvailabilityType."""

    BOOK_WHEN_STAFF_ARE_FREE = "bookWhenStaffAreFree"
    NOT_BOOKABLE = "notBookable"
    CUSTOM_WEEKLY_HOURS = "customWeeklyHours"


@dataclass(frozen=True, slots=True)
class ServiceAvailability:
    """The hours of a service; `business_hours` (Graph's name) are read for custom weekly hours."""

    availability_type: AvailabilityType = AvailabilityType.BOOK_WHEN_STAFF_ARE_FREE
    business_hours: WeeklyHours = WeeklyHours()

    def __post_init__(self) -> None:
        is_custom = self.availability_type is AvailabilityType.CUSTOM_WEEKLY_HOURS
        if is_custom is not bool(self.business_hours.days):
            raise InvalidValue("businessHours", "are for customWeeklyHours, which must have some")

    def on(self, day: date) -> tuple[DayPeriod, ...]:
        """Give the parts of a local day in which the service may be booked."""
        if self.availability_type is AvailabilityType.BOOK_WHEN_STAFF_ARE_FREE:
            return _WHOLE_DAY
        return self.business_hours.on(day)


@dataclass(frozen=True, slots=True)
class AvailabilityWindow:
    """An availability that holds from one local date to another, both included."""

    start_on: date
    end_on: date
    availability: ServiceAvailability = ServiceAvailability()

    def __post_init__(self) -> None:
        if self.end_on < self.start_on:
            raise InvalidValue("endDate", "must not be before startDate")


@dataclass(frozen=True, slots=True)
class ServiceHours:
    """A general availability and the windows over it; of windows that overlap, the first holds."""

    general: ServiceAvailability = ServiceAvailability()
    windows: tuple[AvailabilityWindow, ...] = ()

    @property
    def is_unlimited(self) -> bool:
        """Tell whether the service may be booked whenever its staff are free."""
        return self == WHENEVER_STAFF_ARE_FREE

    def on(self, day: date) -> ServiceAvailability:
        """Give what holds on a local date."""
        for window in self.windows:
            if window.start_on <= day <= window.end_on:
                return window.availability
        return self.general

    def ranges(self, first_on: date, last_on: date, zone: str) -> TimeRangeSet:
        """Expand to instants, from one local date of `zone` to another, both included."""
        days = (first_on + timedelta(days=n) for n in range((last_on - first_on).days + 1))
        return TimeRangeSet(each for day in days for each in self._ranges_on(day, zone))

    def _ranges_on(self, day: date, zone: str) -> Iterator[TimeRange]:
        weekly = WeeklyHours({Weekday(day.weekday()): self.on(day).on(day)})
        return weekly.periods((day,), zone)


WHENEVER_STAFF_ARE_FREE = ServiceHours()
