"""The command line as people use it: processes of their own, in a folder of their own."""

import asyncio
import io
import logging
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path

from bot.__main__ import main

ROOT = Path(__file__).parents[2]
PATIENCE = 30
SECRET = "a secret of the tests, longer than thirty-two bytes"


@dataclass(frozen=True)
class Ended:
    """What became of a command."""

    returncode: int
    stdout: str
    stderr: str


@dataclass(frozen=True)
class Machine:
    """A folder to run in and the variables that are set there."""

    folder: Path
    variables: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("FRONTDESK_")}
        defaults = {"PYTHONPATH": str(ROOT), "FRONTDESK_PORT": "0"}
        return {**kept, **defaults, **self.variables}

    def run(self, *arguments: str) -> "Ended":
        """Run a command to its end in this process, which is quick."""
        before = Path.cwd(), dict(os.environ), list(logging.root.handlers), logging.root.level
        out, err = io.StringIO(), io.StringIO()
        os.environ.clear()
        os.environ.update(self.environment)
        os.chdir(self.folder)
        try:
            with redirect_stdout(out), redirect_stderr(err):
                status = main(arguments)
        finally:
            os.chdir(before[0])
            os.environ.clear()
            os.environ.update(before[1])
            logging.root.handlers[:], logging.root.level = before[2], before[3]
        return Ended(status, out.getvalue(), err.getvalue())

    def run_alone(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end as a process of its own."""
        return subprocess.run(
            self._command(arguments),
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )

    def execute(self, statement: str) -> None:
        """Change the SQLite database behind the product's back."""
        with closing(sqlite3.connect(self.folder / "data" / "frontdesk.db")) as connection:
            connection.execute(statement)
            connection.commit()

    @contextmanager
    def running(self, *arguments: str) -> Iterator["Running"]:
        """A command that runs until it is told to stop, ready to be used."""
        # A process that writes more than a pipe holds would wait for ever.
        with (self.folder / "log").open("w") as log:
            process = subprocess.Popen(
                self._command(arguments),
                cwd=self.folder,
                env=self.environment,
                stdout=subprocess.PIPE,
                stderr=log,
                encoding="utf-8",
            )
        running = Running(process, time.monotonic())
        try:
            running.read_until("Ctrl-C", "is ready")
            yield running
        finally:
            if process.poll() is None:
                process.kill()
            process.communicate()

    def _command(self, arguments: tuple[str, ...]) -> list[str]:
        return [sys.executable, "-m", "bot", *arguments]


@dataclass
class Running:
    """A process, and what it has said."""

    process: subprocess.Popen[str]
    started: float
    lines: list[str] = field(default_factory=list)
    seconds_to_start: float = 0.0

    def read_until(self, *ends: str) -> None:
        """Read what it says up to a line that holds one of these."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))
            if any(end in line for end in ends):
                self.seconds_to_start = time.monotonic() - self.started
                return
        raise AssertionError(f"ended early: {self.lines}")

    @property
    def url(self) -> str:
        """Where it listens."""
        words = [word for line in self.lines for word in line.split()]
        address = next(word for word in words if word.startswith("http://"))
        return "/".join(address.split("/")[:3])

    async def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        """Tell it to stop and wait for its exit status."""
        self.process.send_signal(number)
        return await asyncio.to_thread(self.process.wait, PATIENCE)
