"""Days found by counting: nth weekdays, months later, the next time a day comes round."""

from calendar import monthrange
from datetime import date, timedelta

from language.when_wishes import DayRange

FURTHEST_YEAR = 2200
EARLIEST_YEAR = 1900


def day_of(year: int, month: int, day: int) -> date | None:
    """Give the date, or None where there is no such day or the year is out of all bounds."""
    if not EARLIEST_YEAR <= year <= FURTHEST_YEAR or not 1 <= month <= 12:
        return None
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None


def plus_days(on: date, days: int) -> date | None:
    """Give the day so many days later, or None out of all bounds."""
    if abs(days) > 366 * 200:
        return None
    moved = on + timedelta(days=days)
    return moved if EARLIEST_YEAR <= moved.year <= FURTHEST_YEAR else None


def plus_months(on: date, months: int) -> date | None:
    """Give the same day so many months later, the last of the month where it has no such day."""
    years, index = divmod(on.year * 12 + on.month - 1 + months, 12)
    if not EARLIEST_YEAR <= years <= FURTHEST_YEAR:
        return None
    return date(years, index + 1, min(on.day, monthrange(years, index + 1)[1]))


def next_weekday(after: date, weekday: int) -> date:
    """Give the first such weekday after a day, never that day itself."""
    return after + timedelta(days=(weekday - after.weekday() - 1) % 7 + 1)


def week_of(on: date, weeks_later: int = 0) -> DayRange:
    """Give Monday to Sunday of the week of a day, or of one so many weeks later."""
    monday = on - timedelta(days=on.weekday()) + timedelta(weeks=weeks_later)
    return DayRange(monday, monday + timedelta(days=6))


def month_of(year: int, month: int) -> DayRange:
    """Give the first to the last day of a month."""
    return DayRange(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def next_month_day(today: date, month: int, day: int) -> date | None:
    """Give the next time a day of the year comes round, today included; None if it never does."""
    for year in range(today.year, today.year + 9):
        found = day_of(year, month, day)
        if found and found >= today:
            return found
    return None


def next_day_of_month(today: date, day: int) -> date | None:
    """Give the next time a day of the month comes round, today included."""
    for months in range(13):
        first = plus_months(today.replace(day=1), months)
        found = day_of(first.year, first.month, day) if first else None
        if found and found >= today:
            return found
    return None


def nth_weekday(within: DayRange, weekday: int, number: int) -> date | None:
    """Give the nth such weekday within bounded days; -1 is the last."""
    first, last = within.first_on, within.last_on
    if first is None or last is None:
        return None
    days = [first + timedelta(days=each) for each in range((last - first).days + 1)]
    matching = [day for day in days if day.weekday() == weekday]
    index = number - 1 if number > 0 else number
    return matching[index] if -len(matching) <= index < len(matching) else None
