"""The figures as a table for people and as a file for programs."""

import importlib.metadata
import json
import os
import platform
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks.harness import Figure

FILE = Path("build/bench.json")
_PACKAGES = ("SQLAlchemy", "asyncpg", "greenlet")
_HEADINGS = f"{'':<62}{'median':>10} {'unit':<5}{'min':>10}{'max':>10}{'runs':>6}"
_COMPARED = f"{'reference':>11}{'ratio':>9}{'limit':>8}"


def write(figures: Sequence[Figure], path: Path = FILE) -> None:
    """Write the figures as a JSON list."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps([asdict(each) for each in figures], indent=2) + "\n")


def heading(databases: str) -> str:
    """Name the machine and the versions that the figures were measured on."""
    versions = [f"Python {platform.python_version()}"]
    versions += [f"{each} {importlib.metadata.version(each)}" for each in _PACKAGES]
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores ({_processor()})"
    return f"{machine}\n{', '.join([*versions, databases])}"


def table_heading() -> str:
    """Name the columns."""
    return f"{_HEADINGS}{_COMPARED}"


def line(each: Figure) -> str:
    """Give a figure as a line of the table, marked where it is over its limit."""
    own = f"{each.name:<62}{each.value:>10.3f} {each.unit:<5}{each.min:>10.3f}{each.max:>10.3f}"
    compared = (_number(each.reference, 11), _number(each.ratio, 9), _number(each.limit, 8))
    mark = "  OVER ITS LIMIT" if each.is_over else ""
    return f"{own}{each.runs:>6}{''.join(compared)}{mark}"


def _number(value: float | None, width: int) -> str:
    return f"{'' if value is None else f'{value:.3f}':>{width}}"


def _processor() -> str:
    return next(_models(Path("/proc/cpuinfo")), platform.processor() or "unknown")


def _models(path: Path) -> Iterator[str]:
    if not path.exists():
        return
    for each in path.read_text().splitlines():
        if each.startswith("model name"):
            yield each.partition(":")[2].strip()
