"""How everything is measured: our time and the reference's, run by run in turn, as one ratio.

A shared machine is slow one second and fast the next. Because the two take turns, both meet the
same noise, and their ratio says more than either time.
"""

import gc
import statistics
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

RUNS = 9
"""Figures are medians of this many runs, one more to warm up not counted."""

FEWEST_RUNS = 7

Measurement = Callable[[], Awaitable[float]]
"""Does the work once and gives what it took."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A row of the table: a median with its extremes, and how it compares with its reference.

    `ratio` is `value` over `reference`; `limit` is the highest ratio allowed. All three are None
    where there is nothing to compare with.
    """

    name: str
    value: float
    unit: str
    min: float
    max: float
    runs: int
    ratio: float | None = None
    reference: float | None = None
    limit: float | None = None

    @property
    def is_over(self) -> bool:
        """Tell whether the limit is missed."""
        return self.limit is not None and self.ratio is not None and self.ratio > self.limit


async def compared(
    name: str,
    ours: Measurement,
    reference: Measurement,
    limit: float | None,
    runs: int = RUNS,
    unit: str = "ms",
) -> Figure:
    """Measure ours and the reference in turn, once more before to warm up."""
    await ours()
    await reference()
    pairs = [(await ours(), await reference()) for _ in range(max(runs, FEWEST_RUNS))]
    return figure(name, unit, [pair[0] for pair in pairs], [pair[1] for pair in pairs], limit)


def figure(
    name: str,
    unit: str,
    ours: Sequence[float],
    reference: Sequence[float] = (),
    limit: float | None = None,
) -> Figure:
    """Sum up what was measured."""
    value = statistics.median(ours)
    compared_with = statistics.median(reference) if reference else None
    return Figure(
        name=name,
        value=value,
        unit=unit,
        min=min(ours),
        max=max(ours),
        runs=len(ours),
        ratio=value / compared_with if compared_with else None,
        reference=compared_with,
        limit=limit,
    )


def timed(work: Callable[[], object]) -> Measurement:
    """Measure a plain function in milliseconds."""

    async def measure() -> float:
        gc.collect()
        began = time.perf_counter()
        work()
        return 1000 * (time.perf_counter() - began)

    return measure


def timed_async(work: Callable[[], Awaitable[object]], times: int = 1) -> Measurement:
    """Measure a coroutine function, called `times` in a row, in milliseconds a call."""

    async def measure() -> float:
        gc.collect()
        began = time.perf_counter()
        for _ in range(times):
            await work()
        return 1000 * (time.perf_counter() - began) / times

    return measure
