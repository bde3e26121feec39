"""Rules of repeating events (RRULE of RFC 5545, 3.3.10) as the dates they name.

Worked out here, within bounds: the libraries that do so look on to the year 9999 for a rule that
never comes true, and cannot be told to stop. Only rules from days to years are known, without
week numbers and other hours than the event's: what calendars of people have.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from calendars.feeds.limits import Budget


class Frequency(Enum):
    """How often a rule comes round."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule: the days of each period that fit all that is said, every `interval` periods.

    `weekdays` are (which of the month or year, 0 for each; weekday, 0 is Monday). `until` is by
    the clock of the event, itself included.
    """

    frequency: Frequency
    interval: int = 1
    count: int | None = None
    until: datetime | None = None
    months: frozenset[int] = frozenset()
    month_days: frozenset[int] = frozenset()
    year_days: frozenset[int] = frozenset()
    weekdays: frozenset[tuple[int, int]] = frozenset()
    positions: frozenset[int] = frozenset()
    week_start: int = 0


def occurrences(
    rule: Rule, start: datetime, since: datetime, before: datetime, budget: Budget
) -> Iterator[datetime]:
    """Give the starts a rule names from `since`, before `before`, all by the clock of the event.

    `start` is the event's own. Those before `since` are skipped, or counted where that matters.
    """
    period = base = _period_of(rule, start.date())
    end = before if rule.until is None else min(before, rule.until)
    last = _period_of(rule, end.date())
    if rule.count is None and since > start:
        ahead = max(0, _period_of(rule, since.date()) - base - 1)
        period += ahead // rule.interval * rule.interval
    count = 0
    filled = _with_defaults(rule, start)
    while period <= last:
        for on in _days(filled, period, budget):
            clock = datetime.combine(on, start.time())
            if clock < start:
                continue
            count += 1
            if _is_past(rule, clock, count) or clock >= before:
                return
            if clock >= since:
                yield clock
        period += rule.interval


def _is_past(rule: Rule, clock: datetime, count: int) -> bool:
    is_late = rule.until is not None and clock > rule.until
    return is_late or (rule.count is not None and count > rule.count)


def _period_of(rule: Rule, on: date) -> int:
    """Give the number of the period a date is in."""
    match rule.frequency:
        case Frequency.DAILY:
            return on.toordinal()
        case Frequency.WEEKLY:
            return (on.toordinal() - 1 - rule.week_start) // 7
        case Frequency.MONTHLY:
            return on.year * 12 + on.month - 1
        case Frequency.YEARLY:
            return on.year


def _first_day(rule: Rule, period: int) -> date:
    match rule.frequency:
        case Frequency.DAILY:
            return date.fromordinal(period)
        case Frequency.WEEKLY:
            return date.fromordinal(period * 7 + 1 + rule.week_start)
        case Frequency.MONTHLY:
            return date(period // 12, period % 12 + 1, 1)
        case Frequency.YEARLY:
            return date(period, 1, 1)


def _with_defaults(rule: Rule, start: datetime) -> Rule:
    """Give what a rule leaves open: the day is the one the event starts on."""
    if rule.month_days or rule.year_days or rule.weekdays:
        return rule
    months, days, weekdays = rule.months, frozenset[int](), rule.weekdays
    if rule.frequency is Frequency.YEARLY:
        months = months or frozenset({start.month})
    if rule.frequency in (Frequency.YEARLY, Frequency.MONTHLY):
        days = frozenset({start.day})
    if rule.frequency is Frequency.WEEKLY:
        weekdays = frozenset({(0, start.weekday())})
    return Rule(
        frequency=rule.frequency,
        months=months,
        month_days=days,
        weekdays=weekdays,
        positions=rule.positions,
        week_start=rule.week_start,
    )


def _days(rule: Rule, period: int, budget: Budget) -> list[date]:
    """List the days of a period that fit, in order, and of these the ones at `positions`."""
    first, following = _first_day(rule, period), _first_day(rule, period + 1)
    budget.try_days((following - first).days)
    every = (date.fromordinal(each) for each in range(first.toordinal(), following.toordinal()))
    found = [each for each in every if _fits(rule, each)]
    if not rule.positions:
        return found
    chosen = {(each if each > 0 else len(found) + each + 1) for each in rule.positions}
    return [each for position, each in enumerate(found, 1) if position in chosen]


def _fits(rule: Rule, on: date) -> bool:
    if rule.months and on.month not in rule.months:
        return False
    if rule.month_days:
        length = monthrange(on.year, on.month)[1]
        if rule.month_days.isdisjoint((on.day, on.day - length - 1)):
            return False
    if rule.year_days:
        first, following = date(on.year, 1, 1), date(on.year + 1, 1, 1)
        named = (on - first).days + 1, (on - following).days
        if rule.year_days.isdisjoint(named):
            return False
    return not rule.weekdays or _is_weekday(rule, on)


def _is_weekday(rule: Rule, on: date) -> bool:
    """Tell whether it is one of the weekdays, counted from both ends of the month or the year."""
    weekday = on.weekday()
    if (0, weekday) in rule.weekdays:
        return True
    if all(which == 0 for which, _ in rule.weekdays):
        return False
    is_of_year = rule.frequency is Frequency.YEARLY and not rule.months
    first = date(on.year, 1 if is_of_year else on.month, 1)
    length = (
        (date(on.year + 1, 1, 1) - first).days if is_of_year else monthrange(on.year, on.month)[1]
    )
    before = (on - first).days
    named = before // 7 + 1, -((length - 1 - before) // 7 + 1)
    return any((which, weekday) in rule.weekdays for which in named)
