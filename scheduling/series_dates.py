"""On which local dates a series falls: its rule, expanded from the first date (RFC 5545, 3.3.10)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from scheduling.recurrence import Weekday
from scheduling.series import LAST, MOST_OCCURRENCES, Frequency, SeriesRule
from scheduling.time_ranges import YEARS

_MONTHS_A_YEAR = 12
_DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class SeriesDates:
    """The local dates of a rule, those it leaves out, and the first days of months that lack its day.

    `is_cut` where the rule goes on past the most occurrences a series may have.
    """

    dates: tuple[date, ...]
    months_left_out: tuple[date, ...] = ()
    is_cut: bool = False
    dates_left_out: tuple[date, ...] = ()


def dates_of(rule: SeriesRule, first_on: date) -> SeriesDates:
    """Expand a rule from its first date, or from the first after it that the rule falls on.

    A month without that day is left out, and not counted. Weeks are Monday to Sunday.
    """
    dates: list[date] = []
    months: list[date] = []
    wanted, is_cut = rule.count or MOST_OCCURRENCES, False
    for month_on, on in _steps(rule, first_on):
        is_over = rule.until_on is not None and (on or month_on) > rule.until_on
        if is_over or (rule.count is not None and len(dates) == wanted):
            break
        if on is None:
            months.append(month_on)
        elif len(dates) == wanted:
            is_cut = True
            break
        else:
            dates.append(on)
    left_out = tuple(each for each in dates if each in rule.left_out_on)
    kept = tuple(each for each in dates if each not in rule.left_out_on)
    return SeriesDates(kept, tuple(months), is_cut, left_out)


def _steps(rule: SeriesRule, first_on: date) -> Iterator[tuple[date, date | None]]:
    """Give each date with the first day of its month; None for one that is in no calendar."""
    if rule.frequency is Frequency.WEEKLY:
        yield from ((on.replace(day=1), on) for on in _weekly(rule, first_on))
        return
    for month_on in _months(rule, first_on):
        on = _on_weekday(month_on, rule) if rule.nth else _on_day(month_on, first_on.day)
        if on is None or on >= first_on:
            yield month_on, on


def _weekly(rule: SeriesRule, first_on: date) -> Iterator[date]:
    weekdays = rule.weekdays or {Weekday(first_on.weekday())}
    monday = first_on - timedelta(days=first_on.weekday())
    while monday.year < YEARS.stop:
        for value in sorted(each.value for each in weekdays):
            on = monday + timedelta(days=value)
            if on >= first_on and on.year in YEARS:
                yield on
        monday += timedelta(days=_DAYS_A_WEEK * rule.interval)


def _months(rule: SeriesRule, first_on: date) -> Iterator[date]:
    number = first_on.year * _MONTHS_A_YEAR + first_on.month - 1
    while number // _MONTHS_A_YEAR in YEARS:
        yield date(number // _MONTHS_A_YEAR, number % _MONTHS_A_YEAR + 1, 1)
        number += rule.interval


def _on_day(month_on: date, day: int) -> date | None:
    try:
        return month_on.replace(day=day)
    except ValueError:
        return None


def _on_weekday(month_on: date, rule: SeriesRule) -> date:
    """Give the nth such weekday of a month: every month has a fourth."""
    (weekday,) = rule.weekdays
    ahead = (weekday.value - month_on.weekday()) % _DAYS_A_WEEK
    found = [month_on + timedelta(days=ahead + _DAYS_A_WEEK * weeks) for weeks in range(5)]
    within = [each for each in found if each.month == month_on.month]
    return within[-1] if rule.nth == LAST else within[rule.nth - 1]
