"""What a wish comes down to: bounds, the slots that meet it, and hours on the person's clock."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from dialogs.exclusions import without_times
from dialogs.opening_hours import opening_hours
from dialogs.state import Draft
from dialogs.wishes import bounds_of, bounds_of_all, exact_wall_clock, meets, ordered, suits
from language.when_wishes import WhenWish
from scheduling.recurrence import DayPeriod, Weekday, WeeklyHours
from scheduling.views import SlotView
from tests.language.reading import understand

PARIS = "Europe/Paris"
TODAY = date(2026, 4, 14)


def wish(text: str) -> WhenWish:
    """Read a wish as a message would say it."""
    found = understand(text).wish
    assert found is not None
    return found


def slot(day: int, hour: int, minute: int = 0) -> SlotView:
    """Give a slot of April 2026 by Paris's clock."""
    local = datetime(2026, 4, day, hour, minute, tzinfo=ZoneInfo(PARIS))
    return SlotView(local.astimezone(UTC), ())


@pytest.mark.parametrize(
    ("text", "first_on", "last_on"),
    [
        ("tomorrow", date(2026, 4, 15), date(2026, 4, 15)),
        ("next week", date(2026, 4, 20), date(2026, 4, 26)),
        ("at 5", TODAY, date(2026, 5, 5)),
        ("as soon as possible", TODAY, date(2026, 5, 5)),
    ],
)
def test_days_left_open_begin_today(text: str, first_on: date, last_on: date) -> None:
    bounds = bounds_of(wish(text), TODAY, PARIS)
    assert (bounds.first_on, bounds.last_on) == (first_on, last_on)


def test_several_wishes_are_looked_for_together() -> None:
    bounds = bounds_of_all((wish("on Thursday"), wish("next week")), TODAY, PARIS)
    assert (bounds.first_on, bounds.last_on) == (date(2026, 4, 16), date(2026, 4, 26))


@pytest.mark.parametrize(
    ("text", "at", "is_met"),
    [
        ("tomorrow", slot(15, 9), True),
        ("tomorrow", slot(16, 9), False),
        ("tomorrow after 4", slot(15, 16), True),
        ("tomorrow after 4", slot(15, 15, 30), False),
        ("on Tuesdays", slot(21, 9), True),
        ("on Tuesdays", slot(22, 9), False),
        ("at 3pm", slot(28, 15), True),
    ],
)
def test_slots_meet_a_wish_by_day_weekday_and_time(
    text: str, at: SlotView, *, is_met: bool
) -> None:
    assert meets(wish(text), at, PARIS) is is_met


def test_a_slot_suits_any_of_several_wishes_and_none_that_is_ruled_out() -> None:
    unwanted = tuple(each.value for each in understand("not in the morning").excluded_when)
    draft = Draft(draft_id="d", when=wish("on Thursday"), or_when=(wish("on Friday"),))
    draft = without_times(draft, unwanted)
    found = [slot(16, 9), slot(16, 15), slot(17, 15), slot(18, 15)]
    assert [each for each in found if suits(draft, each, PARIS)] == [slot(16, 15), slot(17, 15)]


def test_a_wish_is_exact_with_one_day_and_one_time() -> None:
    assert exact_wall_clock(wish("tomorrow at 3pm")) == datetime(2026, 4, 15, 15)  # noqa: DTZ001 - a wall clock has no zone
    assert exact_wall_clock(wish("tomorrow")) is None
    assert exact_wall_clock(wish("tomorrow afternoon")) is None


DAYS = [slot(20, hour) for hour in (9, 10, 11)] + [slot(21, 9), slot(22, 9)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("next week", [slot(20, 9), slot(20, 10), slot(21, 9), slot(22, 9)]),
        ("as soon as possible", DAYS[:4]),
        ("the latest next week", DAYS[-4:]),
    ],
)
def test_what_is_offered_first_follows_the_wish(text: str, expected: list[SlotView]) -> None:
    assert ordered(wish(text), DAYS, 4, PARIS) == expected


@pytest.mark.parametrize(
    ("hours_ahead", "expected"),
    [
        (0, {0: ((time(9), time(18)),)}),
        (-6, {0: ((time(3), time(12)),)}),
        (7, {0: ((time(16), time(0)),), 1: ((time(0), time(1)),)}),
        (-12, {6: ((time(21), time(0)),), 0: ((time(0), time(6)),)}),
    ],
)
def test_opening_hours_are_read_on_the_person_s_clock(
    hours_ahead: int, expected: dict[int, tuple[tuple[time, time], ...]]
) -> None:
    hours = WeeklyHours({Weekday.MONDAY: (DayPeriod(9 * 60, 18 * 60),)})
    assert opening_hours(hours, timedelta(hours=hours_ahead)) == expected
