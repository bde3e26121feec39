"""Ranges and sets of instants, against tables and against plain sets of minutes."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduling.errors import InvalidValue
from scheduling.time_ranges import TimeRange, TimeRangeSet, as_instant

START = datetime(2026, 4, 14, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
DAY_LENGTH = 40


def minute(number: int) -> datetime:
    return START + number * MINUTE


def span(start: int, end: int) -> TimeRange:
    return TimeRange(minute(start), minute(end))


def a_set(*pairs: tuple[int, int]) -> TimeRangeSet:
    return TimeRangeSet(span(*pair) for pair in pairs)


def minutes_of(ranges: TimeRangeSet) -> set[int]:
    return {
        number
        for number in range(-15, DAY_LENGTH + 15)
        if any(each.start_at <= minute(number) < each.end_at for each in ranges)
    }


RELATIONS = [
    # Allen's thirteen, seen from 10 to 20: other, overlaps, contains, shared part
    ("before", (0, 5), False, False, None),
    ("meets", (0, 10), False, False, None),
    ("overlaps", (5, 15), True, False, (10, 15)),
    ("finished by", (5, 20), True, False, (10, 20)),
    ("contains", (5, 25), True, False, (10, 20)),
    ("starts", (10, 15), True, True, (10, 15)),
    ("equals", (10, 20), True, True, (10, 20)),
    ("started by", (10, 25), True, False, (10, 20)),
    ("during", (12, 18), True, True, (12, 18)),
    ("finishes", (15, 20), True, True, (15, 20)),
    ("overlapped by", (15, 25), True, False, (15, 20)),
    ("met by", (20, 25), False, False, None),
    ("after", (25, 30), False, False, None),
]


@pytest.mark.parametrize(
    ("other", "overlaps", "contains", "shared"),
    [each[1:] for each in RELATIONS],
    ids=[each[0] for each in RELATIONS],
)
def test_two_ranges_relate_as_half_open_intervals_do(
    other: tuple[int, int], *, overlaps: bool, contains: bool, shared: tuple[int, int] | None
) -> None:
    here, there = span(10, 20), span(*other)
    assert here.overlaps(there) is overlaps
    assert there.overlaps(here) is overlaps
    assert here.contains(there) is contains
    assert here.clipped(there) == (span(*shared) if shared else None)
    assert a_set((10, 20)).overlaps(there) is overlaps
    assert a_set((10, 20)).contains(there) is contains


@pytest.mark.parametrize(("start", "end"), [(5, 5), (6, 5)])
def test_a_range_is_never_empty_nor_reversed(start: int, end: int) -> None:
    with pytest.raises(InvalidValue):
        span(start, end)


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 4, 14),  # noqa: DTZ001  # naive on purpose
        datetime.max.replace(tzinfo=UTC),
        datetime.min.replace(tzinfo=timezone(timedelta(hours=14))),
        datetime(1969, 12, 31, tzinfo=UTC),
        datetime(2100, 1, 1, tzinfo=UTC),
    ],
)
def test_what_names_no_instant_of_ours_is_refused(moment: datetime) -> None:
    with pytest.raises(InvalidValue):
        as_instant(moment)


def test_instants_are_kept_in_utc() -> None:
    tokyo = timezone(timedelta(hours=9))
    made = TimeRange(
        datetime(2026, 4, 14, 9, tzinfo=tokyo), datetime(2026, 4, 14, 10, tzinfo=tokyo)
    )
    assert made == span(0, 60)
    assert made.start_at.tzinfo is UTC
    assert made.duration == timedelta(hours=1)


def test_padding_grows_both_ends() -> None:
    assert span(10, 20).padded(2 * MINUTE, 3 * MINUTE) == span(8, 23)


def test_ranges_that_touch_become_one() -> None:
    assert a_set((5, 10), (0, 5), (12, 14)).ranges == (span(0, 10), span(12, 14))


pairs = st.tuples(st.integers(0, DAY_LENGTH), st.integers(1, 12)).map(
    lambda each: span(each[0], each[0] + each[1])
)
sets = st.lists(pairs, max_size=8).map(TimeRangeSet)


@given(sets, sets)
def test_sets_of_ranges_behave_as_sets_of_minutes(left: TimeRangeSet, right: TimeRangeSet) -> None:
    a, b = minutes_of(left), minutes_of(right)
    assert minutes_of(left.union(right)) == a | b
    assert minutes_of(left.minus(right)) == a - b
    assert minutes_of(left.intersection(right)) == a & b
    assert left.duration == len(a) * MINUTE
    assert bool(left) is bool(a)


@given(sets, pairs)
def test_questions_about_a_range_are_questions_about_its_minutes(
    ranges: TimeRangeSet, wanted: TimeRange
) -> None:
    known, asked = minutes_of(ranges), minutes_of(TimeRangeSet([wanted]))
    assert ranges.overlaps(wanted) is bool(known & asked)
    assert ranges.contains(wanted) is (asked <= known)
    assert minutes_of(ranges.clipped(wanted)) == known & asked


@given(sets, sets)
def test_every_result_is_sorted_and_apart(left: TimeRangeSet, right: TimeRangeSet) -> None:
    for made in (left, left.union(right), left.minus(right), left.intersection(right)):
        ends = [edge for each in made for edge in (each.start_at, each.end_at)]
        assert ends == sorted(set(ends))
        assert made == TimeRangeSet(made)


def test_only_what_overlaps_is_listed() -> None:
    found = a_set((0, 5), (10, 20), (30, 40)).overlapping(span(4, 30))
    assert found == (span(0, 5), span(10, 20))
