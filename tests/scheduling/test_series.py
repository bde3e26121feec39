"""The dates of a series: weeks and months, leap years, ends, and what the clocks do to its hours."""

from datetime import UTC, date, datetime

import pytest

from scheduling.errors import InvalidValue
from scheduling.series import Frequency, Occurrence, SeriesRule, dates_of, moved_start, start_on
from scheduling.wall_clocks import WallClock

BERLIN = "Europe/Berlin"
WEEKLY, MONTHLY = Frequency.WEEKLY, Frequency.MONTHLY


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


@pytest.mark.parametrize(
    "facts",
    [
        {"interval": 0, "count": 3},
        {"interval": 53, "count": 3},
        {"count": 0},
        {"count": 61},
        {},
        {"count": 3, "until_on": date(2026, 5, 1)},
    ],
)
def test_what_is_no_rule_cannot_be_made(facts: dict[str, object]) -> None:
    with pytest.raises(InvalidValue):
        SeriesRule(WEEKLY, **facts)  # type: ignore[arg-type]


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
