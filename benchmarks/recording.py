"""The statements that our transactions execute, written down to be executed again without us."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, event

from benchmarks.raw import Statement

Transaction = list[Statement]


@dataclass(slots=True)
class Recording:
    """What was executed, one list a transaction that was committed. For one client at a time."""

    transactions: list[Transaction] = field(default_factory=list)
    _current: Transaction = field(default_factory=list)

    def note(self, statement: str, values: Any) -> None:
        """Write down a statement as the driver gets it, but for what begins a transaction."""
        if not statement.startswith("BEGIN"):
            self._current.append((statement, tuple(values)))

    def commit(self) -> None:
        """Close the list of a transaction."""
        if self._current:
            self.transactions.append(self._current)
        self._current = []


@contextmanager
def recorded() -> Iterator[Recording]:
    """Write down what is executed in the block, on whichever engine."""
    recording = Recording()

    def executed(*found: Any) -> None:
        recording.note(found[2], found[3])

    def committed(_connection: object) -> None:
        recording.commit()

    event.listen(Engine, "before_cursor_execute", executed)
    event.listen(Engine, "commit", committed)
    try:
        yield recording
    finally:
        event.remove(Engine, "before_cursor_execute", executed)
        event.remove(Engine, "commit", committed)
