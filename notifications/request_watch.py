"""The watch over requests: what nobody answered in time is ended, and its customer told.

Offers to take over a colleague's appointments are watched with them.

Nobody waits for it to have the time back: a lapsed request counts as free by itself. Several
processes may run one each; a request is ended once.
"""

import asyncio
import contextlib
import logging
from datetime import timedelta

from scheduling.actors import SystemActor
from scheduling.errors import SchedulingError
from scheduling.ports import Transactions
from scheduling.service.handing_over.ending import (
    AskOffers,
    EndOffers,
    businesses_with_offers,
    end_offers,
)
from scheduling.service.lapsing import (
    AskLapsed,
    EndLapsed,
    businesses_with_lapsed,
    end_lapsed_requests,
)

_LOGGER = logging.getLogger(__name__)
_SYSTEM = SystemActor()

EVERY = timedelta(seconds=20)


class RequestWatch:
    """A task that runs as long as the product does, and looks `every` so often."""

    def __init__(self, transactions: Transactions, every: timedelta = EVERY) -> None:
        self._transactions = transactions
        self._every = every
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to watch, in a task of its own."""
        self._task = asyncio.create_task(self._run(), name="request watch")

    async def stop(self) -> None:
        """End; a transaction under way is finished or undone whole by the database."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def end_lapsed(self) -> int:
        """End what has lapsed everywhere and tell how many requests it was."""
        found = await self._transactions.read(businesses_with_lapsed, _SYSTEM, AskLapsed())
        return sum([await self._end_in(each) for each in found])

    async def end_offers(self) -> int:
        """End the offers to colleagues that are over, everywhere, and tell how many it was."""
        found = await self._transactions.read(businesses_with_offers, _SYSTEM, AskOffers())
        return sum([await self._end_offers_in(each) for each in found])

    async def _end_offers_in(self, business_id: str) -> int:
        try:
            return await self._transactions.run(end_offers, _SYSTEM, EndOffers(business_id))
        except SchedulingError:  # one business in disorder must not stop the others
            _LOGGER.exception("offers_not_ended", extra={"business_id": business_id})
            return 0

    async def _end_in(self, business_id: str) -> int:
        command = EndLapsed(business_id)
        try:
            return await self._transactions.run(end_lapsed_requests, _SYSTEM, command)
        except SchedulingError:  # one business in disorder must not stop the others
            _LOGGER.exception("requests_not_ended", extra={"business_id": business_id})
            return 0

    async def _run(self) -> None:
        while True:
            try:
                await self.end_lapsed()
                await self.end_offers()
            except Exception:  # a database that is away now comes back; so do we
                _LOGGER.exception("requests_not_watched")
            await asyncio.sleep(self._every.total_seconds())
