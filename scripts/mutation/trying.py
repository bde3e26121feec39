"""Runs tests in processes forked from one that has loaded them: without a fault, or with one."""

import json
import os
import resource
import signal
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from unittest.mock import patch

import pytest
from mutmut.mutation import trampoline

from scripts.mutation.verdicts import Verdict

_CHOSEN = "MUTANT_UNDER_TEST"
_TELL_CALLS = "stats"
_PATIENCE_SECONDS, _PATIENCE_FACTOR = 5, 10
_STALL_SECONDS = 120
_MOST_MEMORY = 4 * 2**30
_PASSED, _FAILED = 0, 1


@dataclass(frozen=True, slots=True)
class Calls:
    """What a test did without a fault: the functions it called, and how long it took."""

    test: int
    functions: Sequence[str]
    seconds: float


def calls_without_fault(session: pytest.Session) -> list[Calls]:
    """Run every test once and tell what it calls, the quickest first.

    It is done in a process of its own, so that no cache here is filled by right answers.
    """
    with tempfile.NamedTemporaryFile() as told:
        if not (child := os.fork()):
            _be_silent()
            calls = list(_calls(session))
            Path(told.name).write_text(json.dumps([asdict(each) for each in calls]))
            os._exit(_FAILED if session.testsfailed else _PASSED)
        if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != _PASSED:
            pytest.exit("a test fails without a fault", _FAILED)
        calls = [Calls(**each) for each in json.loads(Path(told.name).read_text())]
        return sorted(calls, key=lambda each: each.seconds)


def start(session: pytest.Session, fault: str, calls: Sequence[Calls]) -> int:
    """Run tests with a fault, up to the first that fails, and give the process."""
    if child := os.fork():
        return child
    _be_silent()
    _limit(_PATIENCE_SECONDS + _PATIENCE_FACTOR * sum(each.seconds for each in calls))
    os.environ[_CHOSEN] = fault
    for each in calls:
        _run(session, session.items[each.test])
        if session.testsfailed:
            os._exit(_FAILED)
    os._exit(_PASSED)


def wait() -> tuple[int, Verdict]:
    """Wait for a process to end, and tell which one and what it says of its fault."""
    child, status = os.wait()
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) in {signal.SIGXCPU, signal.SIGALRM}:
        return child, Verdict.TOO_SLOW
    return child, Verdict.FOUND if status else Verdict.SURVIVED


def _calls(session: pytest.Session) -> Iterator[Calls]:
    os.environ[_CHOSEN] = _TELL_CALLS
    for number, item in enumerate(session.items):
        called: set[str] = set()
        start_at = time.process_time()
        with patch.object(trampoline, "record_trampoline_hit", _noting(called)):
            _run(session, item)
        yield Calls(number, sorted(called), time.process_time() - start_at)


def _run(session: pytest.Session, item: pytest.Item) -> None:
    session.config.hook.pytest_runtest_protocol(item=item, nextitem=None)


def _noting(called: set[str]) -> Callable[..., None]:
    def note(function: str, caller: str | None) -> None:
        del caller
        called.add(function.rpartition(".")[2])

    return note


def _be_silent() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def _limit(seconds: float) -> None:
    """End this process where a fault makes it run, wait or grow without end."""
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    signal.alarm(_STALL_SECONDS + int(10 * seconds))
