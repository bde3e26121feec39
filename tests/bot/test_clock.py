"""The clock runs, from where it is told to; identifiers are new each time and fit a URL."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import Clock, new_id

START = datetime(2026, 4, 14, 8, tzinfo=UTC)
SOON = timedelta(seconds=5)


def test_a_clock_starts_where_it_is_told_to_and_runs_on() -> None:
    clock = Clock.starting_at(START)
    first, second = clock.now(), clock.now()
    assert START <= first <= second < START + SOON
    assert first.tzinfo is UTC


def test_the_rest_of_the_world_is_not_moved() -> None:
    clock = Clock.starting_at(START)
    assert abs(clock.now() - clock.machine_now() - clock.offset) < SOON
    assert abs(datetime.now(UTC) - clock.machine_now()) < SOON


def test_a_start_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        Clock.starting_at(START.replace(tzinfo=None))


def test_identifiers_are_new_each_time_and_fit_a_url() -> None:
    made = {new_id() for _ in range(1000)}
    assert len(made) == 1000
    assert all(re.fullmatch(r"[\w-]{22}", one) for one in made)
