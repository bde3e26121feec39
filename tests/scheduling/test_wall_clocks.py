"""The promised start: which of two equal times it is, and where it goes when it is skipped."""

from datetime import UTC, datetime, timedelta

import pytest

from scheduling.wall_clocks import WallClock
from scheduling.zone_data import zone_fingerprint

BERLIN = "Europe/Berlin"


@pytest.mark.parametrize(
    ("start_at", "shown", "fold"),
    [
        (datetime(2026, 7, 1, 8, 5, tzinfo=UTC), datetime(2026, 7, 1, 10, 5), 0),  # noqa: DTZ001
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 2, 30), 0),  # noqa: DTZ001
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), datetime(2026, 10, 25, 2, 30), 1),  # noqa: DTZ001
    ],
    ids=["once", "the first time", "the second time"],
)
def test_it_names_the_instant_it_was_read_at(
    start_at: datetime, shown: datetime, fold: int
) -> None:
    clock = WallClock.of(start_at, BERLIN)
    assert (clock.local_start, clock.zone, clock.fold) == (shown, BERLIN, fold)
    assert clock.local_start.fold == 0
    assert clock.local_start.tzinfo is None
    assert clock.zone_data == zone_fingerprint(BERLIN)
    assert clock.instant() == start_at


@pytest.mark.parametrize("fold", [0, 1])
def test_shown_once_it_is_that_instant_whichever_it_was(fold: int) -> None:
    clock = WallClock(datetime(2026, 7, 1, 10, 5), BERLIN, fold)  # noqa: DTZ001
    assert clock.instant() == datetime(2026, 7, 1, 8, 5, tzinfo=UTC)


def test_skipped_it_is_when_the_skipped_hour_ends() -> None:
    clock = WallClock(datetime(2026, 3, 29, 2, 20), BERLIN)  # noqa: DTZ001
    assert clock.instant() == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


def test_in_a_gap_of_a_whole_day_it_is_the_next_day() -> None:
    """Samoa went from Thursday to Saturday."""
    clock = WallClock(datetime(2011, 12, 30, 15, 45), "Pacific/Apia")  # noqa: DTZ001
    assert clock.instant() == datetime(2011, 12, 30, 10, 0, tzinfo=UTC)
    assert clock.instant() + timedelta(hours=14) == datetime(2011, 12, 31, 0, 0, tzinfo=UTC)


def test_skipped_late_in_the_evening_it_is_midnight() -> None:
    clock = WallClock(datetime(2026, 3, 28, 23, 50), "America/Nuuk")  # noqa: DTZ001
    assert clock.instant() == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
