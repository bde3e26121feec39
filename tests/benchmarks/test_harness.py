"""What the benchmarks say is what was measured, in the shape that programs read."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.__main__ import FAMILIES, exit_code
from benchmarks.harness import FEWEST_RUNS, Figure, Measurement, compared, figure
from benchmarks.report import line, write

KEYS = {"name", "value", "unit", "min", "max", "runs", "ratio", "reference", "limit"}


def taking(times: Iterator[float]) -> Measurement:
    async def measure() -> float:
        return next(times)

    return measure


def test_a_figure_is_a_median_with_its_extremes() -> None:
    found = figure("x", "ms", [3, 1, 2], [4, 8, 2], 0.6)
    assert (found.value, found.min, found.max, found.runs) == (2, 1, 3, 3)
    assert (found.reference, found.ratio, found.limit) == (4, 0.5, 0.6)


def test_a_figure_without_a_reference_has_no_ratio() -> None:
    found = figure("x", "ms", [1, 2, 3])
    assert (found.reference, found.ratio, found.limit) == (None, None, None)


@pytest.mark.parametrize(
    ("limit", "is_over"), [(0.4, True), (0.5, False), (0.6, False), (None, False)]
)
def test_what_is_over_its_limit_is_marked(limit: float | None, *, is_over: bool) -> None:
    found = figure("x", "ms", [2], [4], limit)
    assert found.is_over is is_over
    assert ("OVER" in line(found)) is is_over


async def test_ours_and_the_reference_take_turns_and_the_first_runs_do_not_count() -> None:
    order: list[str] = []

    def noting(name: str, first: float) -> Measurement:
        async def measure() -> float:
            order.append(name)
            return first if len(order) <= 2 else 1.0

        return measure

    found = await compared("x", noting("ours", 99), noting("reference", 99), None)
    assert order == ["ours", "reference"] * (found.runs + 1)
    assert (found.max, found.ratio) == (1, 1)


async def test_no_figure_is_of_fewer_runs_than_promised() -> None:
    numbers = iter([1.0] * 99)
    found = await compared("x", taking(numbers), taking(numbers), None, runs=1)
    assert found.runs == FEWEST_RUNS


def test_the_file_is_a_list_of_figures(tmp_path: Path) -> None:
    path = tmp_path / "build" / "bench.json"
    write([figure("x", "ms", [1], [2], 3), figure("y", "kB", [1])], path)
    found = json.loads(path.read_text())
    assert [set(each) for each in found] == [KEYS, KEYS]
    assert [each["name"] for each in found] == ["x", "y"]


@pytest.mark.parametrize(
    ("ratio", "arguments", "code"),
    [(1, [], 0), (3, [], 0), (1, ["--strict"], 0), (3, ["--strict"], 1)],
)
def test_a_missed_limit_fails_only_where_asked(
    ratio: float, arguments: list[str], code: int
) -> None:
    found: list[Figure] = [figure("x", "ms", [ratio], [1], 2)]
    assert exit_code(found, arguments) == code


def test_there_is_a_family_for_every_aim() -> None:
    assert set(FAMILIES) == {"memory", "reading", "rows", "bookings", "race", "businesses"}
