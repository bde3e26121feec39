"""The common workload of slot benchmarks and its plain answer, told in our own words.

A company in New York works from nine to five on weekdays with an hour off at noon. Its calendars
hold half-hour appointments strewn over the five-minute marks of each working day, the clocks
change within the first week, and the question is when half an hour with ten minutes of clearing up
afterwards can start, on quarter hours, two hours from now at the earliest.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

TIME_ZONE = "America/New_York"
FIRST_ON = date(2027, 3, 10)
NOW = datetime(2027, 3, 10, 17, 20, tzinfo=UTC)
LENGTH, STEP, CLEARING_UP, LEAD = 30, 15, 10, 120
OPENINGS = ((9 * 60, 12 * 60), (13 * 60, 17 * 60))
_SATURDAY = 5
_MARKS, _MARK = 91, 5
_SEED, _FACTOR, _ADDEND, _MODULUS = 20270310, 6364136223846793005, 1442695040888963407, 2**64

Period = tuple[int, int]
"""`[start, end)` in minutes since 1970."""


@dataclass(frozen=True, slots=True)
class Workload:
    """So many days, and what is busy in each calendar, buffers not included."""

    days: int
    busy: list[list[Period]]


def workload(staff: int, days: int, per_day: int = 6) -> Workload:
    """Make the calendars: the same for the same numbers, everywhere."""
    marks = _marks()
    mornings = [_minute_of(day, OPENINGS[0][0]) for day in working_days(days)]
    return Workload(days, [_calendar(marks, mornings, per_day) for _ in range(staff)])


def _calendar(marks: Iterator[int], mornings: Iterable[int], per_day: int) -> list[Period]:
    starts = [opening + next(marks) for opening in mornings for _ in range(per_day)]
    return [(start, start + LENGTH) for start in starts]


def _marks() -> Iterator[int]:
    """Give minutes after the opening, from a linear congruential generator."""
    state = _SEED
    while True:
        state = (state * _FACTOR + _ADDEND) % _MODULUS
        yield (state >> 33) % _MARKS * _MARK


def plain_answer(work: Workload) -> tuple[list[list[int]], list[int]]:
    """Give the starts for each calendar and their union: expand the hours, sort, walk along."""
    each = [_plain_starts(busy, work.days) for busy in work.busy]
    return each, sorted({start for starts in each for start in starts})


def _plain_starts(busy: list[Period], days: int) -> list[int]:
    refused = sorted((start - LENGTH - CLEARING_UP, end + CLEARING_UP) for start, end in busy)
    earliest = int(NOW.timestamp()) // 60 + LEAD
    found, at, count = [], 0, len(refused)
    for opens, closes in _working_periods(days):
        for start in range(opens, closes - LENGTH + 1, STEP):
            while at < count and refused[at][1] <= start:
                at += 1
            # All are of one length, so the first that is not over decides.
            if start >= earliest and not (at < count and refused[at][0] < start):
                found.append(start)
    return found


def working_days(days: int) -> list[date]:
    """List the weekdays among so many days from the first."""
    following = (FIRST_ON + timedelta(days=number) for number in range(days))
    return [day for day in following if day.weekday() < _SATURDAY]


def _working_periods(days: int) -> list[Period]:
    return [
        (_minute_of(day, opens), _minute_of(day, closes))
        for day in working_days(days)
        for opens, closes in OPENINGS
    ]


def _minute_of(day: date, wall: int) -> int:
    """Give the minute since 1970 at which the clocks show `wall` minutes after midnight."""
    midnight = datetime(day.year, day.month, day.day, wall // 60, wall % 60)  # noqa: DTZ001
    return int(midnight.replace(tzinfo=ZoneInfo(TIME_ZONE)).timestamp()) // 60
