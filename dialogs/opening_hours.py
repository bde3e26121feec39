"""Opening hours as the reader of messages wants them: wall-clock times of the person who writes."""

from collections.abc import Iterator
from datetime import time, timedelta

from language.when_wishes import TimeSpan
from scheduling.recurrence import WeeklyHours

_DAY = 24 * 60
_WEEK = 7 * _DAY

Periods = dict[int, tuple[tuple[time, time], ...]]


def opening_hours(hours: WeeklyHours, ahead: timedelta = timedelta()) -> Periods:
    """Give weekly hours by weekday (Monday is 0), on clocks that are `ahead` of the business's.

    00:00 as an end is the end of the day.
    """
    shift = ahead // timedelta(minutes=1)
    found: dict[int, list[tuple[time, time]]] = {}
    for day, periods in hours.days.items():
        for each in periods:
            first = day.value * _DAY + each.start_minute + shift
            for start, end in _by_day(first, first + each.end_minute - each.start_minute):
                period = (clock(start), clock(end))
                found.setdefault(start % _WEEK // _DAY, []).append(period)
    return {day: tuple(sorted(periods)) for day, periods in found.items()}


def is_open(hours: Periods, weekday: int, span: TimeSpan) -> bool:
    """Tell whether any of a span of the day is within the periods of a weekday."""
    return any(_meets(span, opens, closes) for opens, closes in hours.get(weekday, ()))


def _meets(span: TimeSpan, opens: time, closes: time) -> bool:
    first, last = span.earliest or time.min, span.latest or time.max
    begins_before_close = closes == time.min or first < closes
    ends_after_opening = last >= opens
    runs_past_midnight = last < first
    if runs_past_midnight:
        return begins_before_close or ends_after_opening
    return begins_before_close and ends_after_opening


def _by_day(start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a period at midnight. Minutes are counted from Monday 00:00."""
    while start < end:
        midnight = (start // _DAY + 1) * _DAY
        yield start, min(end, midnight)
        start = midnight


def clock(minute: int) -> time:
    """Give the time of day that many minutes after a midnight."""
    return time(minute // 60 % 24, minute % 60)
