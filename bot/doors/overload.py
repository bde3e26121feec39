"""More requests than can be served: who waits, who is turned away, and when."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import timedelta


class Overloaded(Exception):
    """There was no place in time. Nothing was done; `retry_after` tells when to knock again."""

    def __init__(self, retry_after: timedelta) -> None:
        super().__init__("overloaded")
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True, kw_only=True)
class OverloadPolicy:
    """`places` requests run at once and `waiting` more wait for one, each between the patiences.

    Waiting slows down whoever knocks again at once: a refusal on the spot costs the loop more
    than the work it avoids. 512 clients against 48 places kept 80 % of the goodput this way and
    one percent with instant refusals.
    """

    places: int = 48
    waiting: int = 1024
    least_patience: timedelta = timedelta(seconds=0.5)
    most_patience: timedelta = timedelta(seconds=1.5)
    retry_after: timedelta = timedelta(seconds=2)


class OverloadGate:
    """Lets a bounded number of requests in. `chance` gives numbers in [0, 1)."""

    def __init__(self, policy: OverloadPolicy, chance: Callable[[], float]) -> None:
        self._policy = policy
        self._chance = chance
        self._places = asyncio.Semaphore(policy.places)
        self._waiting = 0

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Hold a place for the duration of the block. Raises `Overloaded`."""
        await self._enter()
        try:
            yield
        finally:
            self._places.release()

    async def hold_back(self) -> None:
        """Wait a patience, as long as not too many wait already: a refusal is to go out late."""
        if not self._is_full:
            with self._counted():
                await asyncio.sleep(self._patience())

    async def _enter(self) -> None:
        if self._places.locked() and self._is_full:
            raise Overloaded(self._policy.retry_after)
        with self._counted():
            try:
                async with asyncio.timeout(self._patience()):
                    await self._places.acquire()
            except TimeoutError as reason:
                raise Overloaded(self._policy.retry_after) from reason

    @property
    def _is_full(self) -> bool:
        return self._waiting >= self._policy.waiting

    @contextmanager
    def _counted(self) -> Iterator[None]:
        self._waiting += 1
        try:
            yield
        finally:
            self._waiting -= 1

    def _patience(self) -> float:
        least = self._policy.least_patience.total_seconds()
        most = self._policy.most_patience.total_seconds()
        return least + (most - least) * self._chance()
