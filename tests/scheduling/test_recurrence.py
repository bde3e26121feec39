"""Hours across every change of the clocks of 2026 and 2027 in many zones."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from scheduling.errors import InvalidValue
from scheduling.recurrence import (
    DayPeriod,
    Weekday,
    WeeklyHours,
    dates_touching,
    day_range,
    end_of,
    instants_of,
    local_date,
    start_of,
    time_zone,
)
from scheduling.time_ranges import TimeRange, TimeRangeSet

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
CHANGING = (
    "Africa/Cairo",
    "Africa/Casablanca",
    "America/Anchorage",
    "America/Asuncion",
    "America/Chicago",
    "America/Denver",
    "America/Halifax",
    "America/Havana",
    "America/Los_Angeles",
    "America/Miquelon",
    "America/Montreal",
    "America/New_York",
    "America/Nuuk",
    "America/Port-au-Prince",
    "America/Santiago",
    "America/Scoresbysund",
    "America/St_Johns",
    "America/Tijuana",
    "Antarctica/Troll",
    "Asia/Beirut",
    "Asia/Gaza",
    "Asia/Jerusalem",
    "Asia/Nicosia",
    "Atlantic/Azores",
    "Atlantic/Bermuda",
    "Atlantic/Canary",
    "Australia/Adelaide",
    "Australia/Hobart",
    "Australia/Lord_Howe",
    "Australia/Sydney",
    "Chile/EasterIsland",
    "Europe/Athens",
    "Europe/Berlin",
    "Europe/Chisinau",
    "Europe/Dublin",
    "Europe/Helsinki",
    "Europe/Kyiv",
    "Europe/Lisbon",
    "Europe/London",
    "Europe/Paris",
    "Europe/Sofia",
    "Pacific/Auckland",
    "Pacific/Chatham",
    "Pacific/Norfolk",
)
STEADY = ("Asia/Kathmandu", "Asia/Kolkata", "Asia/Tokyo", "Pacific/Kiritimati", "Etc/GMT+12", "UTC")
FIRST, LAST = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)


def offset(instant: datetime, zone: str) -> timedelta:
    return instant.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()


def transitions(zone: str) -> Iterator[tuple[datetime, timedelta]]:
    """Find each change of 2026-27 by walking half hours, then minutes: (instant, by how much)."""
    at = FIRST
    while at < LAST:
        after = at + HOUR * 6
        if offset(at, zone) != offset(after, zone):
            exact = at
            while offset(exact, zone) == offset(at, zone):
                exact += MINUTE
            yield exact, offset(exact, zone) - offset(at, zone)
        at = after


Change = tuple[str, datetime, timedelta]
CHANGES: list[Change] = [(zone, *each) for zone in CHANGING for each in transitions(zone)]
GAPS = [each for each in CHANGES if each[2] > timedelta()]
OVERLAPS = [each for each in CHANGES if each[2] < timedelta()]


def of_each(changes: list[Change]) -> pytest.MarkDecorator:
    ids = [f"{zone} {instant:%Y-%m-%d}" for zone, instant, _ in changes]
    return pytest.mark.parametrize("changed", changes, ids=ids)


def wall(instant: datetime, zone: str) -> datetime:
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)


def minute_of(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute


def test_the_zones_cover_every_kind_of_change() -> None:
    assert len(CHANGING) >= 40
    assert len(CHANGES) >= 150
    assert {abs(change) for _, _, change in CHANGES} >= {HOUR, 30 * MINUTE, 2 * HOUR}
    assert any(wall(instant, zone).time() != time(0) for zone, instant, _ in GAPS)


@of_each(GAPS)
def test_a_time_the_clocks_jump_over_names_no_instant(changed: Change) -> None:
    zone, instant, change = changed
    landed = wall(instant, zone)
    for minutes in (1, 15, change // MINUTE):
        missing = landed - minutes * MINUTE
        assert instants_of(missing, zone) == ()
        assert start_of(missing.date(), minute_of(missing), zone) == instant
        assert end_of(missing.date(), minute_of(missing), zone) == instant
    assert instants_of(landed, zone) == (instant,)
    assert instants_of(landed - change - MINUTE, zone) == (instant - MINUTE,)


@of_each(OVERLAPS)
def test_a_time_shown_twice_names_both_instants_in_order(changed: Change) -> None:
    zone, instant, change = changed
    again = wall(instant, zone)
    for minutes in (0, 1, -change // MINUTE - 1):
        twice = again + minutes * MINUTE
        both = (instant + minutes * MINUTE + change, instant + minutes * MINUTE)
        assert instants_of(twice, zone) == both
        assert start_of(twice.date(), minute_of(twice), zone) == both[0]
    assert len(instants_of(again - MINUTE, zone)) == 1
    assert len(instants_of(again - change, zone)) == 1


@of_each(OVERLAPS)
def test_an_end_shown_twice_is_over_when_the_minute_before_it_is(changed: Change) -> None:
    zone, instant, change = changed
    again = wall(instant, zone)
    first_pass = instant + change
    within = again + 10 * MINUTE
    if again.time() != time(0):
        assert end_of(again.date(), minute_of(again), zone) == first_pass
    else:
        yesterday = again.date() - timedelta(days=1)
        assert end_of(yesterday, 24 * 60, zone) == first_pass
    assert end_of(within.date(), minute_of(within), zone) == instant + 10 * MINUTE


@of_each(CHANGES)
def test_nine_to_five_stays_nine_to_five(changed: Change) -> None:
    zone, instant, _ = changed
    hours = WeeklyHours(dict.fromkeys(Weekday, (DayPeriod(9 * 60, 17 * 60),)))
    around = TimeRange(instant - timedelta(days=3), instant + timedelta(days=3))
    for each in hours.within(around, zone).ranges[1:-1]:
        assert wall(each.start_at, zone).time() == time(9)
        assert wall(each.end_at, zone).time() == time(17)
        assert each.duration == 8 * HOUR


@of_each(CHANGES)
def test_days_lie_end_to_end_and_the_changed_one_is_longer_or_shorter(changed: Change) -> None:
    zone, instant, change = changed
    on = local_date(instant - MINUTE, zone)
    days = [day_range(on + timedelta(days=n), zone) for n in (-1, 0, 1, 2)]
    assert all(a.end_at == b.start_at for a, b in pairwise(days))
    assert sum((each.duration for each in days), timedelta()) == 96 * HOUR - change
    for n, each in zip((-1, 0, 1, 2), days, strict=True):
        assert local_date(each.start_at, zone) == on + timedelta(days=n)
        assert local_date(each.end_at - MINUTE, zone) == on + timedelta(days=n)


@of_each(CHANGES)
def test_a_business_that_never_closes_is_open_through_the_change(changed: Change) -> None:
    zone, instant, _ = changed
    always = WeeklyHours(dict.fromkeys(Weekday, (DayPeriod(0, 24 * 60),)))
    around = TimeRange(instant - timedelta(days=2), instant + timedelta(days=2))
    assert always.within(around, zone) == TimeRangeSet([around])
    for period in always.periods(dates_touching(around, zone), zone):
        assert local_date(period.start_at, zone) == local_date(period.end_at - MINUTE, zone)


@pytest.mark.parametrize("zone", STEADY)
def test_zones_without_changes_have_days_of_24_hours(zone: str) -> None:
    assert not list(transitions(zone))
    assert day_range(date(2026, 3, 29), zone).duration == 24 * HOUR


NO_MIDNIGHT = [
    ("America/Santiago", date(2026, 9, 6)),
    ("America/Havana", date(2026, 3, 8)),
    ("Africa/Cairo", date(2026, 4, 24)),
    ("Asia/Beirut", date(2026, 3, 29)),
    ("Atlantic/Azores", date(2026, 3, 29)),
]


@pytest.mark.parametrize(("zone", "on"), NO_MIDNIGHT)
def test_a_day_without_midnight_begins_at_its_first_instant(zone: str, on: date) -> None:
    assert instants_of(datetime.combine(on, time()), zone) == ()
    first = day_range(on, zone).start_at
    assert wall(first, zone) == datetime.combine(on, time(1))
    assert local_date(first - MINUTE, zone) == on - timedelta(days=1)
    assert day_range(on, zone).duration == 23 * HOUR


def test_the_three_times_of_the_attack_on_time() -> None:
    assert instants_of(datetime(2026, 3, 29, 2, 30), "Europe/Berlin") == ()  # noqa: DTZ001  # wall clock
    first, second = instants_of(datetime(2026, 10, 25, 2, 30), "Europe/Berlin")  # noqa: DTZ001  # wall clock
    assert second - first == HOUR
    assert (offset(first, "Europe/Berlin"), offset(second, "Europe/Berlin")) == (2 * HOUR, HOUR)
    assert instants_of(datetime(2026, 9, 6), "America/Santiago") == ()  # noqa: DTZ001  # wall clock


@pytest.mark.parametrize(
    ("zone", "offset_minutes"),
    [("Asia/Kathmandu", 345), ("Pacific/Chatham", 765), ("Australia/Lord_Howe", 630)],
)
def test_odd_offsets_are_kept_to_the_minute(zone: str, offset_minutes: int) -> None:
    noon = start_of(date(2026, 6, 1), 12 * 60, zone)
    assert noon == datetime(2026, 6, 1, 12, tzinfo=UTC) - offset_minutes * MINUTE


def test_periods_that_touch_keep_their_own_starts() -> None:
    shifts = WeeklyHours({Weekday.MONDAY: (DayPeriod(540, 720), DayPeriod(720, 1020))})
    monday = date(2026, 4, 13)
    assert len(list(shifts.periods([monday], "UTC"))) == 2
    assert len(shifts.within(day_range(monday, "UTC"), "UTC").ranges) == 1


def test_dates_touching_leaves_out_the_day_that_only_begins_at_the_end() -> None:
    day = date(2026, 4, 14)
    assert dates_touching(day_range(day, "Asia/Kathmandu"), "Asia/Kathmandu") == (day,)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "posixrules",
        "localtime",
        "europe/berlin",
        "../Berlin",
        "Europe",
        "Europe/Atlantis",
        "Europe/Berlin\n",
        "A" * 300,
        "Europe/Berlin ",
        "/etc/passwd",
        "Überlingen",
        "\x00",
    ],
)
def test_only_names_of_real_zones_are_looked_up(name: str) -> None:
    with pytest.raises(InvalidValue):
        time_zone(name)


@pytest.mark.parametrize(("start", "end"), [(-1, 60), (60, 60), (61, 60), (0, 1441)])
def test_a_period_lies_within_one_day(start: int, end: int) -> None:
    with pytest.raises(InvalidValue):
        DayPeriod(start, end)


def test_periods_of_a_day_must_not_overlap() -> None:
    with pytest.raises(InvalidValue):
        WeeklyHours({Weekday.MONDAY: (DayPeriod(0, 60), DayPeriod(59, 120))})


@pytest.mark.parametrize("on", [date.min, date.max, date(1969, 12, 31), date(2100, 1, 1)])
def test_a_date_out_of_reach_is_refused_and_does_not_overflow(on: date) -> None:
    with pytest.raises(InvalidValue):
        day_range(on, "Pacific/Kiritimati")


def test_a_period_that_the_clocks_jump_over_from_end_to_end_is_not_there() -> None:
    jumped = WeeklyHours({Weekday.SUNDAY: (DayPeriod(2 * 60, 3 * 60),)})
    assert [*jumped.periods([date(2026, 3, 29)], "Europe/Berlin")] == []
    assert len([*jumped.periods([date(2026, 3, 22)], "Europe/Berlin")]) == 1
