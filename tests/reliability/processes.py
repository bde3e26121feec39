"""Processes that book, started, fed and killed by a test."""

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.reliability.attempts import Outcome, Request, outcome_of, to_json

_ROOT = Path(__file__).resolve().parents[2]
_LONGEST_LINE = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class BookingProcess:
    """A running booking process."""

    process: asyncio.subprocess.Process

    @classmethod
    async def start(cls, url: str, clients: int) -> "BookingProcess":
        """Start one and wait until it can book."""
        arguments = ["-m", "tests.reliability.booking_process", url, str(clients)]
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(
            sys.executable, *arguments, stdin=pipe, stdout=pipe, cwd=_ROOT, limit=_LONGEST_LINE
        )
        started = cls(process)
        assert await started.next_outcome() is None, "the booking process did not start"
        return started

    async def feed(self, requests: Sequence[Request]) -> None:
        """Give it requests, which it begins to book at once."""
        assert self.process.stdin is not None
        line = json.dumps([to_json(each) for each in requests])
        self.process.stdin.write(f"{line}\n".encode())
        await self.process.stdin.drain()

    async def next_outcome(self) -> Outcome | None:
        """Give the next outcome; None when a list is done. Raises EOFError after its death."""
        assert self.process.stdout is not None
        line = await self.process.stdout.readline()
        if not line.endswith(b"\n"):
            raise EOFError
        data = json.loads(line)
        return None if data is None else outcome_of(data)

    async def book(self, requests: Sequence[Request]) -> list[Outcome]:
        """Book requests and wait for every outcome."""
        await self.feed(requests)
        found = []
        while (outcome := await self.next_outcome()) is not None:
            found.append(outcome)
        return found

    async def kill(self) -> list[Outcome]:
        """Kill it this instant, and give what it had acknowledged and nobody had read."""
        self.process.send_signal(signal.SIGKILL)
        found = []
        try:
            while True:
                outcome = await self.next_outcome()
                if outcome is not None:
                    found.append(outcome)
        except EOFError:
            await self.process.wait()
        return found

    async def stop(self) -> None:
        """Let it end by itself."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        await self.process.wait()


@asynccontextmanager
async def booking_processes(
    url: str, count: int, clients: int
) -> AsyncIterator[tuple[BookingProcess, ...]]:
    """Some booking processes with so many clients each, stopped at the end of the block."""
    async with AsyncExitStack() as stack:
        starting = (BookingProcess.start(url, clients) for _ in range(count))
        processes = await asyncio.gather(*starting)
        for each in processes:
            stack.push_async_callback(each.stop)
        yield tuple(processes)
