"""Tries the faults of one module, in a process that has loaded it and its tests once.

`python -m scripts.mutation.planting scheduling/time_ranges.py` puts the source with the faults in
the module's place and has pytest collect the tests of the table. Each fault gets a process of its
own, forked from here, that runs the tests calling the fault's function, the quickest first.
"""

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from scripts.commands import ROOT
from scripts.mutation.faults import Faults, faults_of, function_of, module_name
from scripts.mutation.table import files_of
from scripts.mutation.trying import calls_without_fault, start, wait
from scripts.mutation.verdicts import KEPT, Verdict, read_verdicts, write_verdicts

WORKERS = int(os.environ.get("MUTATION_CHILDREN", str(os.cpu_count() or 1)))
_OPTIONS = ("--quiet", "--capture=no", "--tb=native", "--assert=plain", "-p", "no:cacheprovider")


class InPlace(MetaPathFinder):
    """Finds another file where a module is asked for."""

    def __init__(self, name: str, path: Path) -> None:
        self._name, self._path = name, path

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Answer for the one module."""
        del path, target
        return spec_from_file_location(fullname, self._path) if fullname == self._name else None


class Planting:
    """Takes the place of pytest's loop over the tests it has collected."""

    def __init__(self, module: str, faults: Faults) -> None:
        self._module, self._faults = module, faults
        self._known = read_verdicts(module, faults)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try each fault that is not known to be found."""
        if session.testsfailed:
            pytest.exit("a file of tests cannot be loaded", pytest.ExitCode.INTERRUPTED)
        calls = calls_without_fault(session)
        gc.freeze()  # what is loaded stays shared with the processes to come
        running: dict[int, str] = {}
        for name in self._pending():
            of_it = [each for each in calls if function_of(name) in each.functions]
            if not of_it:
                self._learn(name, Verdict.UNREACHED)
                continue
            running[start(session, f"{module_name(self._module)}.{name}", of_it)] = name
            if len(running) >= WORKERS:
                self._learn_next(running)
        while running:
            self._learn_next(running)
        return True

    def _pending(self) -> Iterator[str]:
        for name in self._faults.names:
            if name not in self._known or not self._known[name].is_found:
                yield name

    def _learn_next(self, running: dict[int, str]) -> None:
        child, verdict = wait()
        self._learn(running.pop(child), verdict)

    def _learn(self, name: str, verdict: Verdict) -> None:
        self._known[name] = verdict
        write_verdicts(self._module, self._faults, self._known)


def plant(module: str) -> int:
    """Try a module's faults, and give pytest's exit code."""
    faults = faults_of(module)
    path = KEPT / module
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(faults.code)
    sys.meta_path.insert(0, InPlace(module_name(module), path))
    files = [str(ROOT / each) for each in files_of(module)]
    return pytest.main([*_OPTIONS, *files], plugins=[Planting(module, faults)])


if __name__ == "__main__":
    sys.exit(plant(sys.argv[1]))
