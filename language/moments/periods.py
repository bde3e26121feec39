"""Stretches of days: weeks, weekends, months, years, their edges, and day ranges."""

from datetime import date, timedelta

from language.moments.calendar_math import (
    month_of,
    next_month_day,
    next_weekday,
    plus_months,
    week_of,
)
from language.moments.grammar import RuleBook
from language.moments.values import Days, Reference
from language.when_wishes import DayRange, Granularity

BOOK = RuleBook()


def _week(days: DayRange) -> Days:
    return Days((days,), Granularity.WEEK)


def whole_month(year: int, month: int) -> Days:
    """Give all days of a month."""
    return Days((month_of(year, month),), Granularity.MONTH)


def whole_year(year: int) -> Days:
    """Give all days of a year."""
    return Days((DayRange(date(year, 1, 1), date(year, 12, 31)),), Granularity.YEAR)


@BOOK.rule("period", "THIS WEEK_WORD", "THE WEEK_WORD")
def this_week(reference: Reference) -> Days:
    """Give the week today is in."""
    return _week(week_of(reference.today))


@BOOK.rule("period", "NEXT WEEK_WORD", "WEEK_WORD NEXT")
def _next_week(reference: Reference) -> Days:
    return _week(week_of(reference.today, 1))


@BOOK.rule("period", "THE? WEEK_WORD AFTER NEXT", "THE? NEXT WEEK_WORD LATER")
def _week_after_next(reference: Reference) -> Days:
    return _week(week_of(reference.today, 2))


@BOOK.rule("period", "LAST WEEK_WORD", "PREVIOUS WEEK_WORD")
def _last_week(reference: Reference) -> Days:
    return _week(week_of(reference.today, -1))


@BOOK.rule("period", "THIS? WEEKEND_WORD", "THE WEEKEND_WORD")
def _weekend(reference: Reference) -> Days:
    sunday = next_weekday(reference.today - timedelta(days=1), 6)
    first = max(reference.today, sunday - timedelta(days=1))
    return Days((DayRange(first, sunday),), Granularity.DAY)


@BOOK.rule("period", "NEXT WEEKEND_WORD")
def _next_weekend(reference: Reference) -> Days:
    coming = next_weekday(reference.today - timedelta(days=1), 6)
    ends = (coming + timedelta(days=7), coming)
    readings = tuple(DayRange(end - timedelta(days=1), end) for end in ends)
    return Days(readings, Granularity.DAY)


@BOOK.rule("period", "THIS MONTH_WORD", "THE MONTH_WORD")
def this_month(reference: Reference) -> Days:
    """Give the month today is in."""
    return whole_month(reference.today.year, reference.today.month)


@BOOK.rule("period", "NEXT MONTH_WORD")
def _next_month(reference: Reference) -> Days | None:
    later = plus_months(reference.today.replace(day=1), 1)
    return whole_month(later.year, later.month) if later else None


@BOOK.rule("period", "THIS YEAR_WORD", "THE YEAR_WORD")
def this_year(reference: Reference) -> Days:
    """Give the year today is in."""
    return whole_year(reference.today.year)


@BOOK.rule("period", "NEXT YEAR_WORD", "NEXT YEAR_WORD TOMORROWS")
def _next_year(reference: Reference) -> Days:
    return whole_year(reference.today.year + 1)


@BOOK.rule("named_month", "MONTH", "NEXT MONTH", "THIS MONTH")
def _named_month(reference: Reference, month: int) -> Days:
    is_past = month < reference.today.month
    return whole_month(reference.today.year + is_past, month)


@BOOK.rule("named_month", "MONTH NEXT YEAR_WORD", "MONTH OF NEXT YEAR_WORD")
def _month_next_year(reference: Reference, month: int) -> Days:
    return whole_month(reference.today.year + 1, month)


@BOOK.rule("named_month", "MONTH COMMA? OF? year")
def _month_of_year(_: Reference, month: int, year: int) -> Days:
    return whole_month(year, month)


@BOOK.rule("named_month", "year COMMA? MONTH")
def _year_and_month(_: Reference, year: int, month: int) -> Days:
    return whole_month(year, month)


@BOOK.rule("period", "named_month")
def _month_as_period(_: Reference, days: Days) -> Days:
    return days


@BOOK.rule("period", "WEEK_OF day", "THE WEEK_OF day")
def _week_of(_: Reference, days: Days) -> Days | None:
    return _week(week_of(days.first)) if days.first else None


@BOOK.rule("period", "WEEK_WORD NUM")
def _numbered_week(reference: Reference, digits: str) -> Days | None:
    number = int(digits) if len(digits) <= 2 else 0
    if not 1 <= number <= 53:
        return None
    found = week_of(date(reference.today.year, 1, 4), number - 1)
    is_past = found.last_on is not None and found.last_on < reference.today
    return _week(week_of(date(reference.today.year + is_past, 1, 4), number - 1))


@BOOK.rule("quarter_number", "Q NUM")
def _quarter_digits(_: Reference, digits: str) -> int | None:
    return int(digits) if digits in ("1", "2", "3", "4") else None


@BOOK.rule("quarter_number", "THE? ordinal_or_last QUARTER_WORD")
def _quarter_ordinal(_: Reference, number: int) -> int | None:
    return 4 if number < 0 else number if number <= 4 else None


@BOOK.rule("period", "quarter_number OF? THE? YEAR_WORD?")
def _quarter(reference: Reference, number: int) -> Days:
    is_past = number * 3 < reference.today.month
    return _quarter_of(reference, number, reference.today.year + is_past)


@BOOK.rule("period", "quarter_number OF? year")
def _quarter_of(_: Reference, number: int, year: int) -> Days:
    first, last = month_of(year, number * 3 - 2), month_of(year, number * 3)
    return Days((DayRange(first.first_on, last.last_on),), Granularity.MONTH)


@BOOK.rule("period", "year")
def _year_alone(_: Reference, year: int) -> Days:
    return Days(whole_year(year).readings, Granularity.YEAR, is_weak=True)


@BOOK.rule(
    "period", "ordinal_or_last WEEK_WORD OF period", "THE ordinal_or_last WEEK_WORD OF period"
)
def _nth_week(_: Reference, number: int, within: Days) -> Days | None:
    first, last = within.readings[0].first_on, within.readings[0].last_on
    if first is None or last is None or not -1 <= number <= 53:
        return None
    # A week belongs to the month or year that holds its Thursday (ISO 8601).
    if number < 0:
        return _week(week_of(last - timedelta(days=3)))
    return _week(week_of(first + timedelta(days=3), number - 1))


@BOOK.rule("period", "LAST WEEKEND_WORD OF period")
def _last_weekend(_: Reference, within: Days) -> Days | None:
    last = within.readings[0].last_on
    if last is None:
        return None
    sunday = last - timedelta(days=(last.weekday() - 6) % 7)
    return Days((DayRange(sunday - timedelta(days=1), sunday),))


def spanning(first: Days, last: Days) -> Days | None:
    """Give the days from the start of one to the end of the other, the second moved on in time."""
    start, end = first.readings[0].first_on, last.readings[0].last_on
    if start is None or end is None:
        return None
    if end < start:
        end = _after(start, end, last)
    return Days((DayRange(start, end),), last.granularity) if end and end >= start else None


def _after(start: date, end: date, said: Days) -> date | None:
    if said.weekday_said is not None:
        return next_weekday(start, said.weekday_said)
    if (start - end).days < 31 and said.granularity is Granularity.DAY:
        return plus_months(end, 1)
    return next_month_day(start, end.month, end.day)
