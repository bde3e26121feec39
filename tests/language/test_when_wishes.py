"""Wishes for a time, and how a later one changes an earlier one."""

from datetime import date, time

import pytest

from language.when_wishes import DayRange, TimeSpan, WhenKind
from scheduling.errors import InvalidValue
from tests.language.reading import told, understand


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (("tomorrow", "3pm"), "2026-04-15 15:00"),
        (("tomorrow", "3pm", "no, Thursday"), "2026-04-16 15:00"),
        (("Friday afternoon", "at 4"), "2026-04-17 16:00"),
        (("at 4", "Friday"), "2026-04-17 16:00"),
        (("Friday at 4", "tomorrow at 11"), "2026-04-15 11:00"),
        (("Friday at 4", "Saturday, same time"), "2026-04-18 16:00"),
        (("Friday at 4", "the day after, same time"), "2026-04-18 16:00"),
        (("Friday at 4", "half an hour later"), "2026-04-17 16:30"),
        (("Friday at 4", "same day at 11"), "2026-04-17 11:00"),
    ],
)
def test_later_words_refine_or_replace_earlier_ones(said: tuple[str, ...], expected: str) -> None:
    wishes = [understand(text).wish for text in said]
    merged = wishes[0]
    for wish in wishes[1:]:
        assert merged is not None
        assert wish is not None
        merged = merged.refined_by(wish)
    assert told(merged) == expected


def test_a_refined_wish_keeps_the_other_readings_of_both() -> None:
    friday, five = understand("next Friday").wish, understand("at 4").wish
    assert friday is not None
    assert five is not None
    merged = friday.refined_by(five)
    assert merged.kind is WhenKind.INSTANT
    assert {told(each) for each in merged.readings} == {"2026-04-24 16:00", "2026-04-17 16:00"}


def test_a_span_past_midnight_includes_both_sides_of_it() -> None:
    span = TimeSpan(time(22), time(3))
    assert [span.includes(time(hour)) for hour in (21, 23, 2, 4)] == [False, True, True, False]


def test_days_do_not_end_before_they_start() -> None:
    with pytest.raises(InvalidValue):
        DayRange(date(2026, 4, 15), date(2026, 4, 14))


def test_an_exact_time_has_one_end() -> None:
    with pytest.raises(InvalidValue):
        TimeSpan(time(3), time(4), is_exact=True)
