"""Makes whole wishes of elements: morning or afternoon is chosen, other readings are kept."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final

from language.moments.values import (
    Clock,
    Clocks,
    DayPart,
    Days,
    Element,
    FromNow,
    Length,
    Order,
    Same,
    Shift,
)
from language.moments.weekdays import meant_within
from language.when_wishes import (
    DayRange,
    Granularity,
    TimeSpan,
    WhenKind,
    WhenWish,
    kind_of,
)

_MAXIMUM_READINGS: Final = 6
OpeningHours = Mapping[int, tuple[tuple[time, time], ...]]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What decides between the readings of an open time: now, opening hours, days talked about."""

    now: datetime
    opening_hours: OpeningHours
    days_meant: DayRange | None = None

    def is_open(self, on: date | None, point: time) -> bool:
        """Tell whether the business is open at a time of a day, or of any day where it is None."""
        weekdays = [on.weekday()] if on else list(self.opening_hours)
        periods = [each for day in weekdays for each in self.opening_hours.get(day, ())]
        return any(
            opens <= point and (point < closes or closes == time.min) for opens, closes in periods
        )

    def is_past(self, on: date | None, point: time) -> bool:
        """Tell whether a time of a day is over; where no day was said, today is meant."""
        return datetime.combine(on or self.now.date(), point) <= self.now.replace(tzinfo=None)


def resolved(element: Element, around: Surroundings) -> WhenWish:
    """Give the wish an element stands for, its other readings as alternatives."""
    if element.moment:
        return _of_moment(element.moment)
    wish = _of_readings(element, around)
    if element.shift:
        wish = _shifted(wish, element.shift)
    return _keeping(wish, element) if element.same else wish


def _of_readings(element: Element, around: Surroundings) -> WhenWish:
    readings = list(dict.fromkeys(_readings(element, around)))[:_MAXIMUM_READINGS]
    return replace(readings[0], alternatives=tuple(readings[1:]))


def _of_moment(moment: FromNow) -> WhenWish:
    at = moment.at
    days = DayRange(at.date(), (moment.until or at).date())
    if moment.until:
        span = TimeSpan(_minute(at), _minute(moment.until))
        return WhenWish(
            kind=WhenKind.TIME_RANGE, granularity=Granularity.MINUTE, days=days, time=span
        )
    span = TimeSpan.at(_minute(at))
    return WhenWish(kind=WhenKind.INSTANT, granularity=Granularity.MINUTE, days=days, time=span)


def _minute(at: datetime) -> time:
    return time(at.hour, at.minute)


def _keeping(wish: WhenWish, element: Element) -> WhenWish:
    is_alone = not (wish.days or wish.time or wish.shift or wish.weekdays or wish.impossible)
    if element.same is Same.DAY:
        kind = WhenKind.SAME_DAY if is_alone else wish.kind
        return replace(wish, kind=kind, keeps_day=True, days=None)
    kind = WhenKind.SAME_TIME if is_alone else wish.kind
    return replace(wish, kind=kind, keeps_time=True, time=None)


def _shifted(wish: WhenWish, shift: Shift) -> WhenWish:
    length = as_timedelta(shift.length) * shift.sign
    return replace(wish, kind=WhenKind.SHIFT, granularity=shift.length.granularity, shift=length)


def as_timedelta(length: Length) -> timedelta:
    """Give a length as elapsed time; a month counts 30 days, for nobody books by such a length."""
    return timedelta(days=length.days + 30 * length.months, minutes=length.minutes)


def _readings(element: Element, around: Surroundings) -> list[WhenWish]:
    blank = WhenWish(kind=_bare_kind(element), granularity=_granularity(element))
    if element.length:
        blank = replace(blank, duration=as_timedelta(element.length))
    found: list[WhenWish] = []
    for dated in _with_days(blank, meant_within(element.days, around.days_meant)):
        only_day = dated.days.only_day if dated.days else None
        for span in _spans(element.clock, only_day, around) or [None]:
            wish = replace(dated, time=span)
            found.append(replace(wish, kind=_kind(wish, element)))
    return found


def _bare_kind(element: Element) -> WhenKind:
    if element.order:
        return WhenKind.EARLIEST if element.order is Order.EARLIEST else WhenKind.LATEST
    if element.days and element.days.weekdays:
        return WhenKind.RECURRENCE
    if isinstance(element.clock, DayPart):
        return WhenKind.PART_OF_DAY
    return WhenKind.DURATION if element.length and not element.days else WhenKind.DAY


def _kind(wish: WhenWish, element: Element) -> WhenKind:
    if element.order or wish.weekdays:
        return wish.kind
    return kind_of(wish, otherwise=wish.kind)


def _granularity(element: Element) -> Granularity:
    if isinstance(element.clock, Clock | Clocks):
        return Granularity.MINUTE
    if isinstance(element.clock, DayPart):
        return Granularity.PART_OF_DAY
    if element.length and not element.days:
        return element.length.granularity
    return element.days.granularity if element.days else Granularity.DAY


def _with_days(blank: WhenWish, days: Days | None) -> list[WhenWish]:
    if days is None:
        return [blank]
    if not days.readings:
        return [replace(blank, impossible=days.impossible, weekdays=days.weekdays)]
    weekday = days.weekday_said if days.is_weekday_alone else None
    dated = replace(blank, weekday_denied=days.weekday_denied, weekday=weekday)
    return [replace(dated, days=reading) for reading in days.readings]


def _spans(
    said: Clock | Clocks | DayPart | None, on: date | None, around: Surroundings
) -> list[TimeSpan | None]:
    if said is None:
        return [None]
    if isinstance(said, DayPart):
        return [TimeSpan(said.start.time, said.end.time if said.end else None)]
    if isinstance(said, Clock):
        return [
            TimeSpan.at(each.time, is_approximate=said.is_approximate)
            for each in _halves(said, on, around)
        ]
    return _stretches(said, on, around)


def _halves(said: Clock, on: date | None, around: Surroundings) -> list[Clock]:
    """Give the readings of a clock time, likeliest first."""
    if not said.is_open:
        return [said]
    twins = [said.in_half("am"), said.in_half("pm")]
    open_twins = [twin for twin in twins if around.is_open(on, twin.time)]
    if len(open_twins) == 1:
        return open_twins
    return sorted(twins, key=lambda twin: _unlikeliness(twin, on, around))


def _unlikeliness(twin: Clock, on: date | None, around: Surroundings) -> tuple[bool, bool, bool]:
    is_closed = not around.is_open(on, twin.time)
    is_past = around.is_past(on, twin.time)
    is_outside_usual_hours = not 7 <= twin.hour <= 18
    return (is_closed, is_past, is_outside_usual_hours)


def _stretches(said: Clocks, on: date | None, around: Surroundings) -> list[TimeSpan | None]:
    start, end = said.start, said.end
    if start is None or end is None:
        single = start or end
        points = _halves(single, on, around) if single else []
        return [_half_open(each.time, is_start=start is not None) for each in points]
    if not (start.is_open and end.is_open):
        first = start.in_half("am") if start.is_open else start
        return [TimeSpan(first.time, end.time)]
    return [TimeSpan(each.time, end.in_half(each.half).time) for each in _halves(start, on, around)]


def _half_open(point: time, *, is_start: bool) -> TimeSpan:
    return TimeSpan(point, None) if is_start else TimeSpan(None, point)
