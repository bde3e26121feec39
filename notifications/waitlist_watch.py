"""The watch over the waitlist: what frees up is offered to the first in line, soon after it does.

It looks after each commit and every few seconds, for what time alone frees: holds that are over,
offers past their deadline. Looking reads; a calendar is locked only where there is something to
offer. Nobody's rights hang on it: an offer past its deadline counts for nothing by itself.
Several processes may run one each; a time is offered once.
"""

import asyncio
import contextlib
import logging
from dataclasses import dataclass
from datetime import timedelta

from scheduling.actors import SystemActor
from scheduling.errors import SchedulingError
from scheduling.ports import Transactions
from scheduling.service.waiting.commands import AskWaiting, LookForFreedTime
from scheduling.service.waiting.offering import (
    businesses_waiting,
    is_time_freed,
    offer_freed_time,
)

_LOGGER = logging.getLogger(__name__)
_SYSTEM = SystemActor()


@dataclass(frozen=True, slots=True)
class WatchTiming:
    """It looks `every` so often unasked, and when woken no sooner than `pause` after the last."""

    every: timedelta = timedelta(seconds=5)
    pause: timedelta = timedelta(seconds=1)


class WaitlistWatch:
    """A task that runs as long as the product does."""

    def __init__(self, transactions: Transactions, timing: WatchTiming | None = None) -> None:
        self._transactions = transactions
        self._timing = timing or WatchTiming()
        self._woken = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to watch, in a task of its own."""
        self._task = asyncio.create_task(self._run(), name="waitlist watch")

    def wake(self) -> None:
        """Say that time may have freed up. Cheap; call it after every commit."""
        self._woken.set()

    async def stop(self) -> None:
        """End; a transaction under way is finished or undone whole by the database."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def offer_freed(self) -> int:
        """Offer what is free in every business in which somebody waits; count the offers."""
        found = await self._transactions.read(businesses_waiting, _SYSTEM, AskWaiting())
        return sum([await self._offer_in(each) for each in found])

    async def _offer_in(self, business_id: str) -> int:
        look = LookForFreedTime(business_id)
        try:
            if not await self._transactions.read(is_time_freed, _SYSTEM, look):
                return 0
            return await self._transactions.run(offer_freed_time, _SYSTEM, look)
        except SchedulingError as error:  # somebody was faster, or one business is in disorder
            extra = {"business_id": business_id, "reason": type(error).__name__}
            _LOGGER.warning("waitlist_not_offered", extra=extra)
            return 0

    async def _run(self) -> None:
        while True:
            self._woken.clear()
            try:
                await self.offer_freed()
            except Exception:  # a database that is away now comes back; so do we
                _LOGGER.exception("waitlist_not_watched")
            await asyncio.sleep(self._timing.pause.total_seconds())
            await self._wait()

    async def _wait(self) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._timing.every.total_seconds()):
                await self._woken.wait()
