"""The edges of weeks, months and years, days counted on from today, and periods that are over."""

from datetime import date, timedelta

from language.moments.calendar_math import (
    plus_days,
    plus_months,
)
from language.moments.grammar import RuleBook
from language.moments.periods import this_month, this_week, this_year, whole_month, whole_year
from language.moments.values import Days, Length, Reference
from language.when_wishes import DayRange, Granularity

BOOK = RuleBook()


@BOOK.rule("edged", "MONTH_WORD")
def _bare_month(reference: Reference) -> Days:
    return this_month(reference)


@BOOK.rule("edged", "WEEK_WORD")
def _bare_week(reference: Reference) -> Days:
    return this_week(reference)


@BOOK.rule("edged", "YEAR_WORD")
def _bare_year(reference: Reference) -> Days:
    return this_year(reference)


@BOOK.rule("edged", "period")
def _edged_period(_: Reference, days: Days) -> Days:
    return days


@BOOK.rule("days_range", "EDGE THE? edged", "THE? EDGE OF? THE? edged")
def _edge(_: Reference, edge: str, within: Days) -> Days | None:
    first, last = within.readings[0].first_on, within.readings[0].last_on
    if first is None or last is None or (last - first).days < 6:
        return None
    part = _edge_of(edge, first, last)
    return Days((part,), within.granularity)


def _edge_of(edge: str, first: date, last: date) -> DayRange:
    length = (last - first).days + 1
    if length == 7:
        ends = {"start": (0, 2), "middle": (1, 3), "end": (3, 6)}[edge]
        return DayRange(first + timedelta(days=ends[0]), first + timedelta(days=ends[1]))
    third = length // 4 if length > 300 else length // 3
    if edge == "start":
        return DayRange(first, first + timedelta(days=third - 1))
    if edge == "middle":
        return DayRange(first + timedelta(days=third), last - timedelta(days=third))
    return DayRange(last - timedelta(days=third - 1), last)


@BOOK.rule("days_range", "PERIOD_SHORT")
def _short(reference: Reference, name: str) -> Days:
    today = reference.today
    unit, _, edge = name.partition("_")
    within = whole_month(today.year, today.month) if unit == "month" else whole_year(today.year)
    return Days((_edge_of(edge, *_bounds(within)),), Granularity.MONTH)


def _bounds(days: Days) -> tuple[date, date]:
    first, last = days.readings[0].first_on, days.readings[0].last_on
    if first is None or last is None:
        raise ValueError("a period has a first and a last day")
    return first, last


@BOOK.rule("days_range", "REST_OF period", "THE REST_OF period")
def _rest(reference: Reference, within: Days) -> Days | None:
    first, last = _bounds(within)
    start = max(first, reference.today)
    return Days((DayRange(start, last),), within.granularity) if start <= last else None


@BOOK.rule("days_range", "LATER_THIS MONTH_WORD")
def _later_this_month(reference: Reference) -> Days | None:
    return _rest(reference, this_month(reference))


@BOOK.rule("days_range", "LATER_THIS YEAR_WORD")
def _later_this_year(reference: Reference) -> Days | None:
    return _rest(reference, this_year(reference))


@BOOK.rule("days_range", "LATER_THIS WEEK_WORD")
def _later_this_week(reference: Reference) -> Days | None:
    return _rest(reference, this_week(reference))


@BOOK.rule("days_range", "THE? NEXT length", "WITHIN THE? NEXT? length")
def _next_so_many(reference: Reference, length: Length) -> Days | None:
    if not length.is_of_days:
        return None
    months_later = plus_months(reference.today, length.months)
    end = plus_days(months_later, length.days) if months_later else None
    return Days((DayRange(reference.today, end),), length.granularity) if end else None


@BOOK.rule("days_range", "NEXT number WORKDAYS", "NEXT WORKDAYS", "THE NEXT number WORKDAYS")
def _next_workdays(reference: Reference, number: int = 5) -> Days | None:
    days: list[date] = []
    on = reference.today
    while len(days) < min(number, 30):
        on += timedelta(days=1)
        if on.weekday() < 5:
            days.append(on)
    return Days((DayRange(days[0], days[-1]),)) if days else None


@BOOK.rule("period", "PREVIOUS MONTH_WORD")
def _last_month(reference: Reference) -> Days | None:
    before = plus_months(reference.today.replace(day=1), -1)
    return whole_month(before.year, before.month) if before else None


@BOOK.rule("period", "PREVIOUS YEAR_WORD")
def _last_year(reference: Reference) -> Days:
    return whole_year(reference.today.year - 1)
