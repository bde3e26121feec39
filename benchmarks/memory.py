"""Slots from busy periods in memory: 100 staff members over 60 days."""

import importlib.util
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from types import ModuleType

from benchmarks.company import (
    busy_rooms,
    busy_times,
    catalog_with_every_rule,
    claimed,
    plain_catalog,
    question,
    staff_ids,
)
from benchmarks.engines import Kind
from benchmarks.harness import Figure, compared, timed
from benchmarks.workload import (
    TIME_ZONE,
    Period,
    Workload,
    plain_answer,
    working_days,
    workload,
)
from scheduling.availability import FreeStarts, SlotQuery, free_starts
from scheduling.business import Catalog
from scheduling.busy_time import Busy
from scheduling.recurrence import day_range
from scheduling.time_ranges import minute_from, minutes_around

STAFF, DAYS = 100, 60
LIMIT_ANY, LIMIT_ANY_NEARLY_FULL, LIMIT_EACH, LIMIT_AGAIN = 0.20, 0.35, 0.50, 0.02
EVERY_RULE = 2
"""With every rule in force a question may take this much longer."""

ORIGINAL = Path(__file__).parents[2] / "shared" / "tools" / "slots_reference.py"


async def measure(_kinds: Sequence[Kind]) -> list[Figure]:
    """Measure all of this family."""
    plain, ruled = plain_catalog(STAFF), catalog_with_every_rule(STAFF)
    _check_answers(plain)
    figures = await _of_catalog("slots in memory", plain, 1)
    figures += await _of_catalog("slots in memory, every rule", ruled, EVERY_RULE)
    return figures + await _of_original()


async def _of_catalog(name: str, catalog: Catalog, share: float) -> list[Figure]:
    ordinary, full = workload(STAFF, DAYS, 6), workload(STAFF, DAYS, 24)
    asked = question(catalog, DAYS)
    rows = (
        ("any, 6 a day", ordinary, _anyone, LIMIT_ANY),
        ("any, 24 a day", full, _anyone, LIMIT_ANY_NEARLY_FULL),
        ("each, 6 a day", ordinary, _each, LIMIT_EACH),
    )
    figures = [
        await compared(
            f"{name}: {what}",
            timed(_cold(catalog, asked, work, answer)),
            timed(partial(plain_answer, work)),
            share * limit,
        )
        for what, work, answer, limit in rows
    ]
    reference = timed(lambda: plain_answer(ordinary))
    limit = share * LIMIT_AGAIN
    tapped = timed(_next_day(catalog, ordinary))
    figures.append(await compared(f"{name}: any, a tap on the next day", tapped, reference, limit))
    repeated = timed(_again(catalog, asked, ordinary))
    figures.append(await compared(f"{name}: any, all days again", repeated, reference, limit))
    return figures


def _anyone(found: FreeStarts) -> object:
    return found.of_anyone()


def _each(found: FreeStarts) -> object:
    return [found.of(who) for who in found.bits]


def _cold(
    catalog: Catalog, asked: SlotQuery, work: Workload, answer: Callable[[FreeStarts], object]
) -> Callable[[], object]:
    """Ask with busy times made anew from plain lists, as after reading them from somewhere."""
    periods, within = claimed(work), _within(asked)
    return lambda: answer(free_starts(catalog, asked, _busy(catalog, periods, within)))


def _busy(catalog: Catalog, periods: Sequence[Sequence[Period]], within: Period) -> Busy:
    people = busy_times(periods, within)
    return {**people, **busy_rooms(periods, within)} if catalog.resources else people


def _again(catalog: Catalog, asked: SlotQuery, work: Workload) -> Callable[[], object]:
    """Ask for all days with the busy times that were kept from before."""
    kept = _busy(catalog, claimed(work), _within(asked))
    return lambda: _anyone(free_starts(catalog, asked, kept))


def _next_day(catalog: Catalog, work: Workload) -> Callable[[], object]:
    """Ask for another working day each time, never asked for before; busy times are kept."""
    asked = question(catalog, DAYS)
    kept = _busy(catalog, claimed(work), _within(asked))
    free_starts(catalog, asked, kept)
    days = iter([_on(asked, day) for day in working_days(DAYS)[1:]])
    return lambda: _anyone(free_starts(catalog, next(days), kept))


def _on(asked: SlotQuery, day: date) -> SlotQuery:
    return replace(asked, bounds=day_range(day, TIME_ZONE))


def _within(asked: SlotQuery) -> Period:
    return minutes_around(asked.bounds.padded(timedelta(days=1), timedelta(days=1)))


def _check_answers(catalog: Catalog) -> None:
    """Refuse to time an answer that is not the reference's, start for start."""
    work, asked = workload(STAFF, DAYS), question(catalog, DAYS)
    each, anyone = plain_answer(work)
    found = free_starts(catalog, asked, busy_times(claimed(work), _within(asked)))
    own = [[minute_from(start) for start in found.of(who)] for who in staff_ids(STAFF)]
    if own != each or [minute_from(start) for start in found.of_anyone()] != anyone:
        raise AssertionError("the engine and the reference disagree")


async def _of_original() -> list[Figure]:
    """Measure our telling of the reference against the original, where that is at hand."""
    original = load_original()
    if original is None:
        return []
    told, work = workload(STAFF, DAYS), original.workload(STAFF, DAYS)
    ours = timed(lambda: plain_answer(told))
    return [
        await compared(
            "the plain reference as told here, against the original",
            ours,
            timed(lambda: original.plain_sweep(work)),
            None,
        )
    ]


def load_original(path: Path = ORIGINAL) -> ModuleType | None:
    """Load the common workload's own program, or give None where it is not on this machine."""
    if not path.exists():
        return None
    spec = importlib.util.spec_from_file_location("slots_reference", path)
    if spec is None or spec.loader is None:
        return None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
