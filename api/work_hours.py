"""Weekly hours as Graph's bookingWorkHours: a list of days, each with its time slots."""

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from api.lists import Many
from api.reports import Json, Place, Refused, advice, shown
from api.shapes import Members, Property
from api.times import time_of_day
from scheduling.errors import InvalidValue
from scheduling.recurrence import MINUTES_A_DAY, DayPeriod, Weekday, WeeklyHours

_TIME = re.compile(r"(?P<hour>\d\d?):(?P<minute>[0-5]\d)(:(?P<second>[0-5]\d)(\.\d{1,9})?)?")
_LAST_SECOND = (23, 59, 59)
_DAYS = {each.name.lower(): each for each in Weekday}


@dataclass(frozen=True, slots=True)
class _TimeOfDay:
    """Edm.TimeOfDay to a minute of the day; `24:00` is its end, and so is `23:59:59`."""

    def read(self, value: Json, place: Place) -> int:
        found = _TIME.fullmatch(value) if isinstance(value, str) else None
        if found is None:
            place.refuse(f'"{shown(value)}" is no time of day; write it like 09:00')
        hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
        if (hour, minute, second) == _LAST_SECOND:
            return MINUTES_A_DAY
        if second:
            place.refuse("must be a whole minute; remove the seconds")
        if hour * 60 + minute > MINUTES_A_DAY:
            place.refuse(f'"{shown(value)}" is no time of day; there are 00:00 to 24:00')
        return hour * 60 + minute

    def write(self, value: int) -> Json:
        return time_of_day(value)


@dataclass(frozen=True, slots=True)
class _TimeSlot:
    """Graph's bookingWorkTimeSlot."""

    def read(self, value: Json, place: Place) -> DayPeriod:
        edges = _EDGES.read(value, place)
        start_minute, end_minute = edges["start_minute"], edges["end_minute"]
        try:
            # A slot cannot end where the day begins: midnight is the one at the day's end.
            return DayPeriod(start_minute, end_minute or MINUTES_A_DAY)
        except InvalidValue as error:
            place.refuse(error.problem)

    def write(self, value: DayPeriod) -> Json:
        return _EDGES.write(value)


@dataclass(frozen=True, slots=True)
class _Day:
    """Graph's dayOfWeek."""

    def read(self, value: Json, place: Place) -> Weekday:
        if not isinstance(value, str) or value not in _DAYS:
            place.refuse(f'"{shown(value)}" is no day; {advice(shown(value), tuple(_DAYS))}')
        return _DAYS[value]

    def write(self, value: Weekday) -> Json:
        return value.name.lower()


_EDGES = Members(
    (
        Property(name="startTime", field="start_minute", codec=_TimeOfDay(), is_required=True),
        Property(name="endTime", field="end_minute", codec=_TimeOfDay(), is_required=True),
    )
)
_DAY_HOURS = Members(
    (
        Property(name="day", field="day", codec=_Day(), is_required=True),
        Property(name="timeSlots", field="periods", codec=Many(_TimeSlot())),
    )
)


@dataclass(frozen=True, slots=True)
class _DayHours:
    """Graph's bookingWorkHours."""

    def read(self, value: Json, place: Place) -> tuple[Weekday, tuple[DayPeriod, ...]]:
        found = _DAY_HOURS.read(value, place)
        return found["day"], found.get("periods", ())

    def write(self, value: tuple[Weekday, tuple[DayPeriod, ...]]) -> Json:
        day, periods = value
        return {"day": _Day().write(day), "timeSlots": Many(_TimeSlot()).write(periods)}


_DAYS_HOURS: Many[tuple[Weekday, tuple[DayPeriod, ...]]] = Many(_DayHours())


@dataclass(frozen=True, slots=True)
class WorkHours:
    """A list of bookingWorkHours. A day may stand in it more than once, as for split shifts."""

    def read(self, value: Json, place: Place) -> WeeklyHours:
        """Give the hours. Raises Refused where slots of a day overlap."""
        days: defaultdict[Weekday, list[DayPeriod]] = defaultdict(list)
        overlapping: dict[Weekday, Place] = {}
        for position, (day, periods) in enumerate(_DAYS_HOURS.read(value, place)):
            days[day].extend(periods)
            if not _are_apart(days[day]):
                overlapping.setdefault(day, place.item(position).member("timeSlots"))
        for day, where in overlapping.items():
            name = day.name.lower()
            where.complain(f"the time slots of {name} overlap; join them or move one")
        if overlapping:
            raise Refused
        return WeeklyHours({day: tuple(periods) for day, periods in days.items()})

    def write(self, value: WeeklyHours) -> Json:
        """Give the days that have hours, Monday first."""
        ordered = sorted(value.days.items(), key=lambda each: each[0].value)
        return _DAYS_HOURS.write(ordered)


def _are_apart(periods: list[DayPeriod]) -> bool:
    ordered = sorted(periods)
    return all(a.end_minute <= b.start_minute for a, b in pairwise(ordered))


WORK_HOURS = WorkHours()
