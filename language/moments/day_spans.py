"""From one day to another, and open on one side."""

from datetime import date, timedelta

from language.moments.dates import month_day
from language.moments.grammar import RuleBook
from language.moments.offsets import later
from language.moments.periods import spanning
from language.moments.values import Days, Length, Reference
from language.when_wishes import DayRange, Granularity

BOOK = RuleBook()


@BOOK.rule("any_day", "day", "offset_day", "ON day", "ON_DAY offset_day")
def _any_day(_: Reference, days: Days) -> Days:
    return days


@BOOK.rule("any_days", "any_day", "period", "days_range")
def _any_days(_: Reference, days: Days) -> Days:
    return days


@BOOK.rule(
    "days_range",
    "FROM? THE? plain_day_number TO THE? month_day",
    "BETWEEN THE? plain_day_number AND THE? month_day",
)
def _number_to_date(reference: Reference, day: int, last: Days) -> Days | None:
    if last.first is None:
        return None
    first = month_day(reference, last.first.month, day)
    if first.first and first.first.year != last.first.year:
        return _between(last.first.replace(day=min(day, last.first.day)), last.first)
    return spanning(first, last) if first.readings else None


@BOOK.rule(
    "days_range",
    "FROM? month_day TO THE? plain_day_number",
    "BETWEEN month_day AND THE? plain_day_number",
)
def _date_to_number(_: Reference, first: Days, day: int) -> Days | None:
    start = first.first
    if start is None or not start.day < day <= 31:
        return None
    try:
        return _between(start, start.replace(day=day))
    except ValueError:
        # The month has no such day: "30 to 31 June" names no stretch of days.
        return None


def _between(first: date, last: date) -> Days | None:
    return Days((DayRange(first, last),)) if first <= last else None


@BOOK.rule("days_range", "FROM? any_day TO any_day", "BETWEEN any_day AND any_day")
def _from_day_to_day(_: Reference, first: Days, last: Days) -> Days | None:
    return spanning(first, last) if first.readings and last.readings else None


@BOOK.rule("days_range", "FROM? period TO period", "BETWEEN period AND period")
def _period_to_period(_: Reference, first: Days, last: Days) -> Days | None:
    found = spanning(first, last)
    return Days(found.readings, Granularity.MONTH) if found else None


@BOOK.rule("days_range", "FOR length FROM any_day")
def _lasting(_: Reference, length: Length, days: Days) -> Days | None:
    if not length.is_of_days or days.first is None:
        return None
    end = later(days.first, length)
    return _between(days.first, end - timedelta(days=1)) if end else None


@BOOK.rule("days_range", "AFTER length")
def _after_length(reference: Reference, length: Length) -> Days | None:
    first = later(reference.today, length) if length.is_of_days else None
    return Days((DayRange(first, None),)) if first else None


@BOOK.rule(
    "days_range", "AFTER any_days", "OPEN_FROM any_day", "any_day ONWARDS", "FROM any_day ONWARDS"
)
def _open_after(_: Reference, days: Days) -> Days | None:
    first = days.readings[0].first_on if days.readings else None
    return Days((DayRange(first, None),)) if first else None


@BOOK.rule("days_range", "BEFORE any_days", "BY THE? any_days", "any_day OR_EARLIER")
def _open_before(reference: Reference, days: Days) -> Days | None:
    last = days.readings[0].last_on if days.readings else None
    return Days((DayRange(None, last),)) if last and last >= reference.today else None
