"""RRULE lines read into rules. What is not known is refused, lest a day be taken for free."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any, Final

from calendars.feeds.moments import KNOWN_YEARS, Moment
from calendars.feeds.rules import Frequency, Rule
from scheduling.errors import InvalidValue

_DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEKDAY: Final = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_CLOCK: Final = {"BYHOUR": "hour", "BYMINUTE": "minute", "BYSECOND": "second"}
_KNOWN: Final = frozenset(
    {
        "FREQ",
        "INTERVAL",
        "COUNT",
        "UNTIL",
        "BYMONTH",
        "BYMONTHDAY",
        "BYYEARDAY",
        "BYDAY",
        "BYSETPOS",
        "WKST",
        *_CLOCK,
    }
)


def rule_of(found: Mapping[str, Sequence[Any]], start: Moment) -> Rule:
    """Read the parts of a rule of an event that starts at `start`. Raises InvalidValue."""
    parts = {name.upper(): values for name, values in found.items()}
    _require_known(parts, start)
    frequency = _frequency(parts)
    weekdays = frozenset(_weekday(str(each)) for each in parts.get("BYDAY", ()))
    counts_weekdays = frequency in (Frequency.MONTHLY, Frequency.YEARLY)
    if not counts_weekdays and any(which for which, _ in weekdays):
        raise InvalidValue("BYDAY", "counts weekdays of no month and no year")
    interval, count = _one(parts, "INTERVAL", 1), _one(parts, "COUNT", None)
    if not interval or interval < 1 or (count is not None and count < 1):
        raise InvalidValue("RRULE", "comes round never")
    return Rule(
        frequency=frequency,
        interval=interval,
        count=count,
        until=_until(parts, start),
        months=_numbers(parts, "BYMONTH", 12),
        month_days=_numbers(parts, "BYMONTHDAY", 31),
        year_days=_numbers(parts, "BYYEARDAY", 366),
        weekdays=weekdays,
        positions=_numbers(parts, "BYSETPOS", 366),
        week_start=_DAYS.index(str(parts.get("WKST", ("MO",))[0])),
    )


def _require_known(parts: Mapping[str, Sequence[Any]], start: Moment) -> None:
    unknown = parts.keys() - _KNOWN
    if unknown:
        raise InvalidValue("RRULE", f"says {min(unknown)}, which is not known")
    for name, field in _CLOCK.items():
        if name in parts and [int(each) for each in parts[name]] != [getattr(start.clock, field)]:
            raise InvalidValue(name, "is another time than the event's")


def _frequency(parts: Mapping[str, Sequence[Any]]) -> Frequency:
    said = str(parts.get("FREQ", ("",))[0]).upper()
    try:
        return Frequency(said)
    except ValueError:
        raise InvalidValue("FREQ", f"{said} is not known") from None


def _weekday(said: str) -> tuple[int, int]:
    found = _WEEKDAY.fullmatch(said.upper())
    if found is None:
        raise InvalidValue("BYDAY", "is no weekday")
    return int(found[1] or 0), _DAYS.index(found[2])


def _one(parts: Mapping[str, Sequence[Any]], name: str, default: int | None) -> int | None:
    return int(parts[name][0]) if name in parts else default


def _numbers(parts: Mapping[str, Sequence[Any]], name: str, most: int) -> frozenset[int]:
    found = frozenset(int(each) for each in parts.get(name, ()))
    if any(not 1 <= abs(each) <= most for each in found):
        raise InvalidValue(name, f"must be within 1 and {most}")
    return found


def _until(parts: Mapping[str, Sequence[Any]], start: Moment) -> datetime | None:
    """Give the last instant by the event's clock; of a date its whole day counts.

    None where there is none, and for one that is out of this world (31 December 9999).
    """
    if "UNTIL" not in parts:
        return None
    until: date = parts["UNTIL"][0]
    if until.year not in KNOWN_YEARS:
        return None
    if not isinstance(until, datetime):
        return datetime.combine(until, time.max)
    if until.tzinfo is None:
        return until
    return until.astimezone(UTC).astimezone(start.zone).replace(tzinfo=None)
