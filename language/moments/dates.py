"""Days of a month and numeric dates."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from language.moments.calendar_math import (
    day_of,
    next_day_of_month,
    next_month_day,
)
from language.moments.grammar import RuleBook
from language.moments.values import Days, Reference
from language.moments.weekdays import single
from language.when_wishes import DayRange, ImpossibleDay

BOOK = RuleBook()

_LONGEST_MONTH: Final = 31
# Three figures before a month are an amount or a year, not a slip of a day.
_NO_DAY_ANY_MORE: Final = 100


@BOOK.rule("day_number", "ordinal", "THE ordinal", "ordinal DAY_WORD", "THE ordinal DAY_WORD")
def _day_number(_: Reference, number: int) -> int | None:
    return number if 1 <= number <= 31 else None


@BOOK.rule("plain_day_number", "THE? number", "day_number")
def _plain_day_number(_: Reference, number: int) -> int | None:
    return number if 1 <= number <= 31 else None


@BOOK.rule("month_day", "plain_day_number OF? MONTH", "plain_day_number DASH MONTH")
def _day_of_month(reference: Reference, day: int, month: int) -> Days:
    return month_day(reference, month, day)


@BOOK.rule("month_day", "MONTH plain_day_number", "MONTH COMMA plain_day_number")
def _month_then_day(reference: Reference, month: int, day: int) -> Days:
    return month_day(reference, month, day)


@BOOK.rule(
    "month_day", "plain_day_number OF? MONTH COMMA? year", "plain_day_number DASH MONTH DASH year"
)
def _day_month_year(_: Reference, day: int, month: int, year: int) -> Days:
    return dated(year, month, day)


@BOOK.rule("month_day", "MONTH plain_day_number COMMA? OF? year")
def _month_day_year(_: Reference, month: int, day: int, year: int) -> Days:
    return dated(year, month, day)


@BOOK.rule("month_day", "year COMMA? MONTH COMMA? plain_day_number")
def _year_month_day(_: Reference, year: int, month: int, day: int) -> Days:
    return dated(year, month, day)


@BOOK.rule("month_day", "THE? too_far OF? MONTH")
def _too_far(_: Reference, day: int, month: int) -> Days:
    return Days((), impossible=ImpossibleDay(day, month))


@BOOK.rule("month_day", "MONTH too_far_ordinal")
def _month_too_far(_: Reference, month: int, day: int) -> Days:
    return Days((), impossible=ImpossibleDay(day, month))


@BOOK.rule("too_far", "number", "too_far_ordinal")
@BOOK.rule("too_far_ordinal", "ordinal")
def _beyond_any_month(_: Reference, day: int) -> int | None:
    return day if _LONGEST_MONTH < day < _NO_DAY_ANY_MORE else None


def month_day(reference: Reference, month: int, day: int) -> Days:
    """Give the next such day of a month, or the impossible day it is."""
    found = next_month_day(reference.today, month, day)
    if found is None:
        return Days((), impossible=ImpossibleDay(day, month))
    return Days((DayRange.single(found),))


def dated(year: int, month: int, day: int) -> Days:
    """Give a day of a calendar year, or the impossible day it is."""
    found = day_of(year, month, day)
    if found is None:
        return Days((), impossible=ImpossibleDay(day, month, year))
    return Days((DayRange.single(found),))


@BOOK.rule("day", "month_day")
def _month_day_alone(_: Reference, days: Days) -> Days:
    return days


@BOOK.rule("day", "day_in_month")
def _day_this_month(_: Reference, days: Days) -> Days:
    return days


@BOOK.rule("day", "day_number OF? NEXT MONTH_WORD")
def _day_next_month(reference: Reference, day: int) -> Days:
    years, index = divmod(reference.today.month, 12)
    return dated(reference.today.year + years, index + 1, day)


@BOOK.rule("day", "THE day_number", "NUM ORDINAL_GLUED")
def _numbered_day(reference: Reference, day: int | str, _suffix: str = "") -> Days | None:
    found = next_day_of_month(reference.today, int(day)) if len(str(day)) <= 2 else None
    return Days((DayRange.single(found),)) if found else None


@BOOK.rule("day", "day_number")
def _bare_ordinal(reference: Reference, day: int) -> Days | None:
    found = next_day_of_month(reference.today, day)
    return Days((DayRange.single(found),), is_weak=True) if found else None


@BOOK.rule("day", "ON_DAY THE? DAY_NUM", "THE DAY_NUM")
def _bare_number(reference: Reference, digits: str) -> Days | None:
    if len(digits) > 2 or not 1 <= int(digits) <= 31:
        return None
    found = next_day_of_month(reference.today, int(digits))
    return Days((DayRange.single(found),), is_weak=True) if found else None


@BOOK.rule("day", "WEEKDAY COMMA? day_number", "WEEKDAY ON day_number")
def _weekday_and_ordinal(reference: Reference, weekday: int, number: int) -> Days | None:
    return _weekday_numbered(reference, weekday, number)


@BOOK.rule("day", "WEEKDAY THE? NUM")
def _weekday_and_number(reference: Reference, weekday: int, digits: str) -> Days | None:
    found = _weekday_numbered(reference, weekday, int(digits)) if len(digits) <= 2 else None
    return replace(found, is_weak=True) if found else None


def _weekday_numbered(reference: Reference, weekday: int, number: int) -> Days | None:
    for ahead in range(366 * 2):
        on = reference.today + timedelta(days=ahead)
        if on.day == number and on.weekday() == weekday:
            return single(on)
    return None


@BOOK.rule("day", "WEEKDAY COMMA? ON? full_date", "WEEKDAY COMMA THE? full_date")
def _weekday_and_date(_: Reference, weekday: int, days: Days) -> Days:
    return _agreeing(days, weekday)


@BOOK.rule("day", "full_date COMMA? WEEKDAY COMMA?", "full_date COMMA ON? WEEKDAY")
def _date_and_weekday(_: Reference, days: Days, weekday: int) -> Days:
    return _agreeing(days, weekday)


def _agreeing(days: Days, weekday: int) -> Days:
    # The weekday tells which of two readings of 5/12 is meant; one that fits none is a slip.
    said = [each.only_day for each in days.readings if each.only_day]
    fitting = [on for on in said if on.weekday() == weekday]
    if fitting:
        return Days(tuple(DayRange.single(on) for on in fitting), impossible=days.impossible)
    return replace(days, weekday_denied=weekday) if said else days


@BOOK.rule("full_date", "month_day", "numeric_date", "day_in_month")
def _full_date(_: Reference, days: Days) -> Days:
    return days


@BOOK.rule("day_in_month", "plain_day_number OF? THIS MONTH_WORD", "day_number OF THE MONTH_WORD")
def _numbered_this_month(reference: Reference, day: int) -> Days:
    return dated(reference.today.year, reference.today.month, day)


@BOOK.rule("day", "numeric_date")
def _numeric(_: Reference, days: Days) -> Days:
    return days


@BOOK.rule("numeric_date", "ISO")
def _iso(_: Reference, text: str) -> Days:
    year, month, day = (int(part) for part in re.split("[-/]", text))
    return dated(year, month, day)


@BOOK.rule("numeric_date", "DATE")
def _with_year(reference: Reference, text: str) -> Days | None:
    first, second, year = (int(part) for part in re.split("[./-]", text))
    full_year = year + 2000 if year < 100 else year
    return _numbers(reference, first, second, full_year, has_dots="." in text)


@BOOK.rule("numeric_date", "PAIR")
def _without_year(reference: Reference, text: str) -> Days | None:
    first, second = (int(part) for part in re.split("[./]", text))
    if "." in text and reference.is_month_first:
        return None
    if "." in text and second > 12:
        return None
    if text in ("1/2", "1/4", "3/4"):
        found = _numbers(reference, first, second, None, has_dots=False)
        return Days(found.readings, is_weak=True) if found else None
    found = _numbers(reference, first, second, None, has_dots="." in text)
    return Days(found.readings, impossible=found.impossible, is_weak="." in text) if found else None


def _numbers(
    reference: Reference, first: int, second: int, year: int | None, *, has_dots: bool
) -> Days | None:
    month_first = reference.is_month_first and not has_dots
    orders = (
        [(first, second), (second, first)] if month_first else [(second, first), (first, second)]
    )
    readings = [
        _on(reference, month, day, year) for month, day in orders if 1 <= month <= 12 and day <= 31
    ]
    days = tuple(dict.fromkeys(DayRange.single(on) for on in readings if on))
    if days:
        return Days(days)
    month, day = orders[0]
    return Days((), impossible=ImpossibleDay(day, month, year)) if 1 <= month <= 12 else None


def _on(reference: Reference, month: int, day: int, year: int | None) -> date | None:
    if year is not None:
        return day_of(year, month, day)
    return next_month_day(reference.today, month, day)
