"""Single days: relative ones, weekdays, the nth of a period."""

from dataclasses import replace
from datetime import date, timedelta

from language.moments.calendar_math import (
    next_weekday,
    nth_weekday,
    plus_days,
    week_of,
)
from language.moments.grammar import RuleBook
from language.moments.values import Days, Reference
from language.when_wishes import DayRange, Granularity

BOOK = RuleBook()


def single(on: date | None, *others: date | None, weekday: int | None = None) -> Days | None:
    """Give days of one day each, leaving out those that are not; None where none is left."""
    found = dict.fromkeys(day for day in (on, *others) if day is not None)
    readings = tuple(DayRange.single(day) for day in found)
    return Days(readings, weekday_said=weekday) if readings else None


@BOOK.rule("day", "RELATIVE_DAY", "RELATIVE_DAY TOMORROWS")
def _relative(reference: Reference, offset: int) -> Days | None:
    return single(plus_days(reference.today, offset))


@BOOK.rule("day", "weekday_day")
def _weekday_alone(_: Reference, days: Days) -> Days:
    return days


@BOOK.rule("weekday_day", "THE? WEEKDAY")
def _weekday(reference: Reference, weekday: int) -> Days | None:
    following = next_weekday(reference.today, weekday)
    # "Friday" said on Friday is a week ahead as a rule; early in the day it may be today.
    other = reference.today if reference.today.weekday() == weekday else None
    days = single(following, other, weekday=weekday)
    return days and replace(days, is_weekday_alone=True)


@BOOK.rule("weekday_day", "THIS WEEKDAY")
def _this_weekday(reference: Reference, weekday: int) -> Days | None:
    if reference.today.weekday() == weekday:
        return single(reference.today, next_weekday(reference.today, weekday), weekday=weekday)
    return single(next_weekday(reference.today, weekday), weekday=weekday)


@BOOK.rule("weekday_day", "NEXT WEEKDAY", "WEEKDAY NEXT")
def _next_weekday(reference: Reference, weekday: int) -> Days | None:
    monday = week_of(reference.today, 1).first_on
    in_next_week = monday + timedelta(days=weekday) if monday else None
    return single(in_next_week, next_weekday(reference.today, weekday), weekday=weekday)


@BOOK.rule("day", "PREVIOUS WEEKDAY", "WEEKDAY LAST", "THE? WEEKDAY OF? PREVIOUS WEEK_WORD")
def _previous_weekday(reference: Reference, weekday: int) -> Days | None:
    # No `weekday_said`: it is over, and no day talked about is meant with it.
    return single(next_weekday(reference.today - timedelta(days=8), weekday))


@BOOK.rule("day", "WEEKDAY COMMA? OF? THE? THIS WEEK_WORD", "THIS WEEK_WORD ON? WEEKDAY")
def _weekday_this_week(reference: Reference, weekday: int) -> Days | None:
    monday = week_of(reference.today).first_on
    return single(monday + timedelta(days=weekday) if monday else None, weekday=weekday)


@BOOK.rule("day", "WEEKDAY COMMA? OF? THE? NEXT WEEK_WORD", "NEXT WEEK_WORD COMMA? ON? WEEKDAY")
def _weekday_next_week(reference: Reference, weekday: int) -> Days | None:
    monday = week_of(reference.today, 1).first_on
    return single(monday + timedelta(days=weekday) if monday else None, weekday=weekday)


@BOOK.rule("day", "THE? ordinal_or_last WEEKDAY OF THE? period")
def _nth_weekday(_: Reference, number: int, weekday: int, within: Days) -> Days | None:
    return single(nth_weekday(within.readings[0], weekday, number))


@BOOK.rule("ordinal_or_last", "ordinal")
def _nth(_: Reference, number: int) -> int:
    return number


@BOOK.rule("ordinal_or_last", "LAST")
def _last(_: Reference) -> int:
    return -1


@BOOK.rule("day", "THE? ordinal_or_last DAY_WORD OF THE? period")
def _nth_day(_: Reference, number: int, within: Days) -> Days | None:
    first, last = within.readings[0].first_on, within.readings[0].last_on
    if first is None or last is None or within.granularity is Granularity.DAY:
        return None
    on = last if number < 0 else first + timedelta(days=number - 1)
    return single(on) if first <= on <= last else None


def meant_within(said: Days | None, talked_about: DayRange | None) -> Days | None:
    """Take a weekday alone as one of the days talked about, where they have one and only one."""
    if said is None or said.weekday_said is None or talked_about is None:
        return said
    if any(talked_about.includes(on) for each in said.readings if (on := each.only_day)):
        return said
    on, another = (nth_weekday(talked_about, said.weekday_said, number) for number in (1, 2))
    return said if on is None or another else replace(said, readings=(DayRange.single(on),))
