"""Days counted from others, and from one day to another."""

from datetime import date, datetime, timedelta

from language.moments.calendar_math import next_weekday, plus_days, plus_months, week_of
from language.moments.grammar import RuleBook
from language.moments.numbers import times
from language.moments.values import Days, FromNow, Length, Reference
from language.moments.weekdays import single
from language.when_wishes import DayRange

BOOK = RuleBook()


def later(on: date, length: Length) -> date | None:
    """Give the day a length of days or months after a day."""
    moved = plus_months(on, length.months)
    return plus_days(moved, length.days) if moved else None


@BOOK.rule("offset_day", "IN length", "length HENCE", "IN_ABOUT length", "IN length HENCE")
def _in_days(reference: Reference, length: Length) -> Days | None:
    if not length.is_of_days:
        return None
    on = later(reference.today, length)
    return Days((DayRange.single(on),), length.granularity) if on else None


@BOOK.rule("offset_day", "length AGO")
def _days_ago(reference: Reference, length: Length) -> Days | None:
    if not length.is_of_days:
        return None
    return single(later(reference.today, times(length, -1)))


@BOOK.rule("offset_day", "length FROM_NOW_DAY base_day")
def _from_day(_: Reference, length: Length, days: Days) -> Days | None:
    if not length.is_of_days or days.first is None:
        return None
    return single(later(days.first, length))


@BOOK.rule("base_day", "RELATIVE_DAY", "THE? RELATIVE_DAY")
def _base_relative(reference: Reference, offset: int) -> Days | None:
    return single(plus_days(reference.today, offset))


@BOOK.rule("base_day", "full_date", "weekday_day")
def _base_date(_: Reference, days: Days) -> Days:
    return days


@BOOK.rule("offset_day", "WEEKDAY IN? length HENCE?", "ON? WEEKDAY IN? length HENCE?")
def _weekday_in_weeks(reference: Reference, weekday: int, length: Length) -> Days | None:
    if length.minutes or length.months or length.days % 7 or not length.days:
        return None
    weeks_on = later(reference.today, length)
    monday = week_of(weeks_on).first_on if weeks_on else None
    if weeks_on is None or monday is None:
        return None
    # "Tuesday in a week": of the week that is a week from now; or a week after the next Tuesday.
    return single(plus_days(monday, weekday), next_weekday(weeks_on - timedelta(days=1), weekday))


@BOOK.rule("offset_day", "WEEKDAY WEEK_WORD", "A WEEK_WORD ON? WEEKDAY", "A WEEK_WORD FROM WEEKDAY")
def _weekday_week(reference: Reference, weekday: int) -> Days | None:
    return single(plus_days(next_weekday(reference.today, weekday), 7))


@BOOK.rule("offset_day", "A WEEK_WORD FROM_NOW_DAY base_day", "A WEEK_WORD base_day")
def _week_from(_: Reference, days: Days) -> Days | None:
    return single(plus_days(days.first, 7)) if days.first else None


@BOOK.rule(
    "offset_day", "WEEKDAY length FROM_NOW_DAY full_date", "WEEKDAY length FROM_NOW_DAY base_day"
)
def _weekday_after(_: Reference, weekday: int, length: Length, days: Days) -> Days | None:
    if days.first is None or not length.is_of_days or length.days % 7 or length.months:
        return None
    first = next_weekday(days.first, weekday)
    return single(plus_days(first, length.days - 7))


@BOOK.rule(
    "offset_day", "number weekdays_counted HENCE", "number WEEKDAY HENCE", "number WEEKDAY LATER"
)
def _so_many_weekdays(reference: Reference, number: int, weekday: int) -> Days | None:
    if not 1 <= number <= 60:
        return None
    return single(plus_days(next_weekday(reference.today, weekday), 7 * (number - 1)))


@BOOK.rule("weekdays_counted", "WEEKDAYS")
def _counted(_: Reference, weekday: int) -> int:
    return weekday


@BOOK.rule("offset_day", "IN length ON WEEKDAY")
def _in_days_on(reference: Reference, length: Length, weekday: int) -> Days | None:
    on = later(reference.today, length) if length.is_of_days else None
    if on is None:
        return None
    nearest = (weekday - on.weekday() + 3) % 7 - 3
    return single(plus_days(on, nearest))


@BOOK.rule("offset_day", "length FROM_NOW_DAY NEXT WEEKDAY")
def _after_next(reference: Reference, length: Length, weekday: int) -> Days | None:
    if not length.is_of_days:
        return None
    monday = reference.today - timedelta(days=reference.today.weekday())
    return single(later(monday + timedelta(days=7 + weekday), length))


@BOOK.rule("moment", "IN length", "IN_ABOUT length", "length HENCE", "IN length HENCE")
def _in_minutes(reference: Reference, length: Length) -> FromNow | None:
    return FromNow(_moved(reference, length)) if _is_short(length) else None


@BOOK.rule("moment", "NEXT length", "THE NEXT length", "WITHIN THE? NEXT? length")
def _within_minutes(reference: Reference, length: Length) -> FromNow | None:
    if not _is_short(length):
        return None
    return FromNow(reference.now, until=_moved(reference, length))


@BOOK.rule("moment", "NOW")
def _now(reference: Reference) -> FromNow:
    return FromNow(reference.now)


def _is_short(length: Length) -> bool:
    return bool(length.minutes) and not length.months and length.minutes <= 60 * 24 * 60


def _moved(reference: Reference, length: Length) -> datetime:
    return reference.now + timedelta(days=length.days, minutes=length.minutes)
