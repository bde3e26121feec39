"""The dates of a series: weeks and months, leap years, ends, and what the clocks do to its hours."""

from datetime import UTC, date, datetime

import pytest

from scheduling.errors import InvalidValue
from scheduling.recurrence import Weekday
from scheduling.series import (
    LAST,
    Frequency,
    Occurrence,
    SeriesRule,
    moved_start,
    moved_to_weekday,
    start_on,
)
from scheduling.series_dates import dates_of
from scheduling.wall_clocks import WallClock

BERLIN = "Europe/Berlin"
WEEKLY, MONTHLY = Frequency.WEEKLY, Frequency.MONTHLY
TUESDAY_AND_THURSDAY = frozenset((Weekday.THURSDAY, Weekday.TUESDAY))
MONDAY = frozenset((Weekday.MONDAY,))


def days(*written: str) -> tuple[date, ...]:
    return tuple(date.fromisoformat(each) for each in written)


@pytest.mark.parametrize(
    ("rule", "first_on", "expected"),
    [
        (SeriesRule(WEEKLY, count=3), "2026-04-14", ("2026-04-14", "2026-04-21", "2026-04-28")),
        (SeriesRule(WEEKLY, 2, count=3), "2026-12-18", ("2026-12-18", "2027-01-01", "2027-01-15")),
        (SeriesRule(WEEKLY, count=1), "2026-04-14", ("2026-04-14",)),
        (SeriesRule(MONTHLY, count=3), "2026-01-15", ("2026-01-15", "2026-02-15", "2026-03-15")),
        (SeriesRule(MONTHLY, count=3), "2026-01-31", ("2026-01-31", "2026-03-31", "2026-05-31")),
        (SeriesRule(MONTHLY, 12, count=2), "2024-02-29", ("2024-02-29", "2028-02-29")),
        (SeriesRule(MONTHLY, 3, count=2), "2026-11-30", ("2026-11-30", "2027-05-30")),
        (
            SeriesRule(WEEKLY, until_on=date(2026, 4, 28)),
            "2026-04-14",
            ("2026-04-14", "2026-04-21", "2026-04-28"),
        ),
        (
            SeriesRule(WEEKLY, until_on=date(2026, 4, 27)),
            "2026-04-14",
            ("2026-04-14", "2026-04-21"),
        ),
        (SeriesRule(WEEKLY, until_on=date(2026, 4, 13)), "2026-04-14", ()),
        (
            SeriesRule(MONTHLY, until_on=date(2026, 3, 1)),
            "2026-01-31",
            ("2026-01-31",),
        ),
        (
            SeriesRule(WEEKLY, count=4, weekdays=TUESDAY_AND_THURSDAY),
            "2026-04-16",
            ("2026-04-16", "2026-04-21", "2026-04-23", "2026-04-28"),
        ),
        (
            SeriesRule(WEEKLY, 2, count=4, weekdays=TUESDAY_AND_THURSDAY),
            "2026-04-16",
            ("2026-04-16", "2026-04-28", "2026-04-30", "2026-05-12"),
        ),
        (
            SeriesRule(WEEKLY, count=2, weekdays=MONDAY),
            "2026-04-14",
            ("2026-04-20", "2026-04-27"),
        ),
        (
            SeriesRule(MONTHLY, count=3, weekdays=MONDAY, nth=1),
            "2026-04-14",
            ("2026-05-04", "2026-06-01", "2026-07-06"),
        ),
        (
            SeriesRule(MONTHLY, 2, count=3, weekdays=MONDAY, nth=4),
            "2026-04-27",
            ("2026-04-27", "2026-06-22", "2026-08-24"),
        ),
        (
            SeriesRule(MONTHLY, count=3, weekdays=MONDAY, nth=LAST),
            "2026-04-14",
            ("2026-04-27", "2026-05-25", "2026-06-29"),
        ),
        (
            SeriesRule(WEEKLY, count=3, left_out_on=frozenset((date(2026, 4, 21),))),
            "2026-04-14",
            ("2026-04-14", "2026-04-28"),
        ),
    ],
)
def test_a_rule_falls_on_these_dates(
    rule: SeriesRule, first_on: str, expected: tuple[str, ...]
) -> None:
    assert dates_of(rule, date.fromisoformat(first_on)).dates == days(*expected)


def test_months_without_the_day_are_left_out_and_said() -> None:
    found = dates_of(SeriesRule(MONTHLY, count=4), date(2026, 1, 30))
    assert found.months_left_out == days("2026-02-01")
    leap = dates_of(SeriesRule(MONTHLY, count=3), date(2028, 1, 29))
    assert leap.months_left_out == ()
    until = dates_of(SeriesRule(MONTHLY, until_on=date(2026, 2, 28)), date(2026, 1, 31))
    assert (until.dates, until.months_left_out) == (days("2026-01-31"), days("2026-02-01"))


def test_what_is_left_out_is_said_where_the_rule_falls_on_it() -> None:
    left_out = frozenset(days("2026-04-21", "2026-04-22"))
    found = dates_of(SeriesRule(WEEKLY, count=3, left_out_on=left_out), date(2026, 4, 14))
    assert found.dates_left_out == days("2026-04-21")


def test_a_series_ends_at_sixty_and_says_so() -> None:
    long = dates_of(SeriesRule(WEEKLY, until_on=date(2030, 1, 1)), date(2026, 4, 14))
    assert (len(long.dates), long.is_cut) == (60, True)
    just = dates_of(SeriesRule(WEEKLY, count=60), date(2026, 4, 14))
    assert (len(just.dates), just.is_cut) == (60, False)


def test_a_series_ends_where_time_does() -> None:
    found = dates_of(SeriesRule(MONTHLY, count=60), date(2099, 11, 3))
    assert found.dates == days("2099-11-03", "2099-12-03")
    last = dates_of(SeriesRule(MONTHLY, count=60), date(2099, 10, 31))
    assert last.dates == days("2099-10-31", "2099-12-31")
    assert last.months_left_out == days("2099-11-01")


def test_months_without_the_day_are_said_of_a_series_that_is_cut_too() -> None:
    found = dates_of(SeriesRule(MONTHLY, until_on=date(2099, 1, 1)), date(2026, 1, 30))
    assert (len(found.dates), found.is_cut) == (60, True)
    assert found.months_left_out == days(*(f"{year}-02-01" for year in range(2026, 2032)))
    weekly = dates_of(SeriesRule(WEEKLY, count=60), date(2099, 12, 21))
    assert weekly.dates == days("2099-12-21", "2099-12-28")
    first = dates_of(SeriesRule(WEEKLY, count=1), date(1970, 1, 1))
    assert first.dates == days("1970-01-01")


@pytest.mark.parametrize(
    ("on", "weekday", "expected"),
    [
        ("2026-04-15", Weekday.SUNDAY, "2026-04-19"),
        ("2026-04-22", Weekday.SUNDAY, "2026-04-26"),
        ("2026-04-15", Weekday.MONDAY, "2026-04-13"),
        ("2026-10-21", Weekday.SUNDAY, "2026-10-25"),
    ],
)
def test_an_occurrence_moves_to_a_weekday_of_its_own_week(
    on: str, weekday: Weekday, expected: str
) -> None:
    at = WallClock.of(datetime.fromisoformat(f"{on}T10:00Z"), BERLIN).instant()
    to_at = datetime(2026, 4, 19, 14, tzinfo=UTC)
    moved = WallClock.of(moved_to_weekday(at, weekday, to_at, BERLIN), BERLIN)
    assert moved.local_start == datetime.fromisoformat(f"{expected}T16:00")


NOT_ONE = "is of one weekday of each month"


@pytest.mark.parametrize(
    ("facts", "field", "problem"),
    [
        ({"interval": 0, "count": 3}, "interval", "must be 1 to 52"),
        ({"interval": 53, "count": 3}, "interval", "must be 1 to 52"),
        ({"count": 0}, "count", "must be 1 to 60"),
        ({"count": 61}, "count", "must be 1 to 60"),
        ({}, "count", "either a count or a last day, not both"),
        (
            {"count": 3, "until_on": date(2026, 5, 1)},
            "count",
            "either a count or a last day, not both",
        ),
        ({"count": 3, "nth": 1, "weekdays": MONDAY}, "nth", NOT_ONE),
        (
            {"count": 3, "nth": 5, "weekdays": MONDAY, "frequency": MONTHLY},
            "nth",
            "must be 1 to 4, or the last",
        ),
        ({"count": 3, "nth": 1, "frequency": MONTHLY}, "nth", NOT_ONE),
        (
            {"count": 3, "nth": 1, "weekdays": TUESDAY_AND_THURSDAY, "frequency": MONTHLY},
            "nth",
            NOT_ONE,
        ),
        (
            {"count": 3, "weekdays": MONDAY, "frequency": MONTHLY},
            "weekdays",
            "are of a weekly series",
        ),
    ],
)
def test_what_is_no_rule_cannot_be_made(facts: dict[str, object], field: str, problem: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        SeriesRule(**{"frequency": WEEKLY, **facts})  # type: ignore[arg-type]
    assert (refused.value.field, refused.value.problem) == (field, problem)


@pytest.mark.parametrize("nth", [1, 2, 3, 4, LAST])
def test_a_monthly_rule_is_on_one_weekday(nth: int) -> None:
    rule = SeriesRule(MONTHLY, count=1, weekdays=MONDAY, nth=nth)
    (on,) = dates_of(rule, date(2026, 6, 1)).dates
    assert on == date(2026, 6, 29 if nth == LAST else 7 * nth - 6)


def test_an_occurrence_is_of_some_series() -> None:
    with pytest.raises(InvalidValue):
        Occurrence("", date(2026, 4, 14))


@pytest.mark.parametrize(
    ("first_at", "on", "expected"),
    [
        # Ten o'clock stays ten o'clock over both changes of the clocks.
        (datetime(2026, 3, 24, 9, tzinfo=UTC), "2026-03-31", datetime(2026, 3, 31, 8, tzinfo=UTC)),
        (
            datetime(2026, 10, 20, 8, tzinfo=UTC),
            "2026-10-27",
            datetime(2026, 10, 27, 9, tzinfo=UTC),
        ),
        # Half past two does not exist on 29 March: it begins when the jump ends, at three.
        (
            datetime(2026, 3, 22, 1, 30, tzinfo=UTC),
            "2026-03-29",
            datetime(2026, 3, 29, 1, tzinfo=UTC),
        ),
        # Half past two happens twice on 25 October: the first of the two.
        (
            datetime(2026, 10, 18, 0, 30, tzinfo=UTC),
            "2026-10-25",
            datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        ),
    ],
)
def test_the_hour_on_the_wall_stays(first_at: datetime, on: str, expected: datetime) -> None:
    assert start_on(date.fromisoformat(on), WallClock.of(first_at, BERLIN)) == expected


@pytest.mark.parametrize(
    ("on", "pointed_on", "to_at", "expected"),
    [
        # From Tuesdays to Thursdays at eleven.
        (
            "2026-04-21",
            "2026-04-14",
            datetime(2026, 4, 16, 9, tzinfo=UTC),
            datetime(2026, 4, 23, 9, tzinfo=UTC),
        ),
        # A week back, over a change of the clocks.
        (
            "2026-04-02",
            "2026-04-09",
            datetime(2026, 4, 2, 8, tzinfo=UTC),
            datetime(2026, 3, 26, 9, tzinfo=UTC),
        ),
    ],
)
def test_a_series_moves_by_the_calendar(
    on: str, pointed_on: str, to_at: datetime, expected: datetime
) -> None:
    found = moved_start(date.fromisoformat(on), date.fromisoformat(pointed_on), to_at, BERLIN)
    assert found == expected
