"""Plants small faults in the core, one at a time, and counts those its unit tests find.

`python -m scripts.mutate [MODULE ...]` names modules as `scheduling/time_ranges.py`; none named
means all of `TESTS`. What is known is kept in `build/mutation`: a run that was stopped goes on where it
was, a fault once found is not planted again, and those that survived are tried again. Exits with 1
below the least score.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.commands import ROOT

LEAST_SCORE = 90.0
_SLOTS = ("availability", "service_hours", "slots_compared")
TESTS: Mapping[str, tuple[str, ...]] = {
    "scheduling/time_ranges.py": ("time_ranges", "busy_time", "refused_values"),
    "scheduling/recurrence.py": ("recurrence", "refused_values", "wall_clocks", "availability"),
    "scheduling/availability.py": ("free_starts", *_SLOTS),
    "scheduling/start_grid.py": ("start_grid", *_SLOTS),
    "scheduling/busy_time.py": ("busy_time", *_SLOTS),
    "scheduling/assignment.py": ("assignment",),
    "scheduling/workload.py": ("assignment",),
    "scheduling/explanations.py": ("rules_that_refuse", "finding", *_SLOTS),
    "scheduling/appointments.py": (
        "appointments",
        "refused_values",
        "changing",
        "requests",
    ),
    "scheduling/holds.py": ("holding",),
    "scheduling/policies.py": ("policies", "refused_values"),
    "scheduling/permissions.py": ("permissions",),
    "scheduling/wall_clocks.py": ("wall_clocks",),
    "scheduling/service_hours.py": ("service_hours", "refused_values"),
    "scheduling/working_time.py": _SLOTS,
    "scheduling/zone_data.py": ("zone_data",),
    "scheduling/absences.py": ("absences", "recurrence", *_SLOTS),
    "scheduling/announcements.py": ("announcements", "booking", "changing", "requests"),
}
"""The modules, the ones everything rests on first, and the unit tests that concern each."""

WORKSHOPS = ROOT / "build" / "mutation"
_COPIED = ("scheduling", "tests/scheduling", "tests/fakes", "tests/support", "scripts")
_SETTINGS = """\
[pytest]
pythonpath = .
asyncio_mode = auto
addopts = --import-mode=importlib -p no:cacheprovider
"""
_CONFIGURATION = """\
[tool.mutmut]
source_paths = ["scheduling"]
only_mutate = ["{module}"]
also_copy = ["tests", "scripts", "pytest.ini"]
pytest_add_cli_args_test_selection = [{tests}]
timeout_constant = 5.0
timeout_multiplier = 5.0
track_dependencies = false
use_git_change_detection = false
"""
_UNKNOWN, _SURVIVED, _UNTESTED = None, 0, 33
Verdicts = Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Score:
    """What became of a module's faults; `survivors` are their names."""

    module: str
    count: int
    survivors: tuple[str, ...]

    @property
    def percent(self) -> float:
        """How many of a hundred were found; none where nothing is known."""
        return 0.0 if not self.count else 100.0 * (1 - len(self.survivors) / self.count)


def main(named: Sequence[str]) -> int:
    """Try the modules named, say what was found, and give the exit code."""
    modules = named or tuple(TESTS)
    for each in modules:
        _copy(each)
        _try(each)
    scores = [score_of(each, verdicts(each)) for each in modules]
    for score in scores:
        _show(score)
    count, lost = sum(each.count for each in scores), sum(len(each.survivors) for each in scores)
    total = Score("in all", count, tuple("" for _ in range(lost)))
    print(f"{total.percent:6.1f} %  of {count:5} in all, at least {LEAST_SCORE} % of each")
    return int(any(each.percent < LEAST_SCORE for each in scores))


def score_of(module: str, found: Verdicts) -> Score:
    """Count a module's faults, those of which nothing is known yet left aside."""
    known = {name: code for name, code in found.items() if code is not _UNKNOWN}
    lost = tuple(name for name, code in known.items() if code in (_SURVIVED, _UNTESTED))
    return Score(module, len(known), lost)


def verdicts(module: str) -> Verdicts:
    """Read what is known of a module's faults, by their names: pytest's exit code, or None."""
    path = _workshop(module) / "mutants" / f"{module}.meta"
    found: Verdicts = json.loads(path.read_text())["exit_code_by_key"] if path.exists() else {}
    return found


def _workshop(module: str) -> Path:
    return WORKSHOPS / Path(module).stem


def _copy(module: str) -> None:
    """Copy what changed, so that what did not change keeps its verdicts."""
    workshop = _workshop(module)
    for folder in _COPIED:
        _copy_folder(ROOT / folder, workshop / folder)
    shutil.copy2(ROOT / "tests" / "conftest.py", workshop / "tests" / "conftest.py")
    (workshop / "pytest.ini").write_text(_SETTINGS)
    tests = [f"tests/scheduling/test_{each}.py" for each in TESTS[module]]
    known = [f'"{each}"' for each in tests if (ROOT / each).exists()]
    configuration = _CONFIGURATION.format(module=module, tests=", ".join(known))
    (workshop / "pyproject.toml").write_text(configuration)
    # The tool neither copies a test again nor looks again at what it touches once it is known.
    shutil.rmtree(workshop / "mutants" / "tests", ignore_errors=True)
    (workshop / "mutants" / "mutmut-stats.json").unlink(missing_ok=True)


def _copy_folder(source: Path, target: Path) -> None:
    wanted = {path.relative_to(source) for path in source.rglob("*.py")}
    for gone in {path.relative_to(target) for path in target.rglob("*.py")} - wanted:
        (target / gone).unlink()
    for each in wanted:
        there = target / each
        there.parent.mkdir(parents=True, exist_ok=True)
        if not there.exists() or there.read_bytes() != (source / each).read_bytes():
            shutil.copy2(source / each, there)


def _try(module: str) -> None:
    """Plant what is not known to be found. The first time, every fault of the module."""
    name = module.removesuffix(".py").replace("/", ".")
    pending = [each for each, code in verdicts(module).items() if not code or code == _UNTESTED]
    if pending or not verdicts(module):
        _run(module, pending or [f"{name}.*"])


def _run(module: str, names: Iterable[str]) -> None:
    children = os.environ.get("MUTATION_CHILDREN", str(os.cpu_count() or 1))
    program = Path(sys.executable).with_name("mutmut")
    command = [str(program), "run", "--max-children", children, *names]
    environment = {**os.environ, "FRONTDESK_HYPOTHESIS": "mutation"}
    subprocess.run(command, cwd=_workshop(module), env=environment, check=False)


def _show(score: Score) -> None:
    print(f"{score.percent:6.1f} %  of {score.count:5} in {score.module}")
    for each in score.survivors:
        print(f"          survived: {each}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
