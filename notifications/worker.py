"""The worker that empties the outbox: it wakes on new commits and every couple of seconds.

One per process. Several processes may run one each: the queue gives an announcement to one of
them. After a crash between sending and settling an announcement is told once more.
"""

import asyncio
import contextlib
import logging
from dataclasses import dataclass
from datetime import timedelta

from notifications.delivering import Deliverer
from notifications.ports import ChatSender, OutboxQueue
from notifications.rendering import NewsLinks
from scheduling.ports import Transactions

_LOGGER = logging.getLogger(__name__)

LEASE_PER_SEND = 3
"""A lease outlasts one sending by far, or a slow channel would make every message come twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerTiming:
    """How long things may take, and how many announcements are delivered side by side.

    `idle` is the longest time a due announcement waits unseen; `grace` is how long `stop` lets
    what is being sent arrive.
    """

    idle: timedelta = timedelta(seconds=2)
    send_timeout: timedelta = timedelta(seconds=10)
    grace: timedelta = timedelta(seconds=5)
    batch: int = 16

    @property
    def lease(self) -> timedelta:
        """How long an announcement is this worker's once it is claimed."""
        return self.send_timeout * LEASE_PER_SEND


class AnnouncementWorker:
    """Delivers chat announcements until it is stopped. `owner` is unlike any other worker's."""

    def __init__(
        self,
        *,
        queue: OutboxQueue,
        transactions: Transactions,
        sender: ChatSender,
        links: NewsLinks,
        owner: str,
        timing: WorkerTiming,
    ) -> None:
        self._queue = queue
        self._owner = owner
        self._timing = timing
        self._deliverer = Deliverer(
            queue=queue,
            transactions=transactions,
            sender=sender,
            links=links,
            send_timeout=timing.send_timeout,
        )
        self._woken = asyncio.Event()
        self._is_stopping = False
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to work, in a task of its own."""
        self._task = asyncio.create_task(self._run(), name="announcements")

    def wake(self) -> None:
        """Say that something may be due. Cheap; call it after every commit."""
        self._woken.set()

    async def stop(self) -> None:
        """Take nothing new, let what is being sent arrive, and give back what is left."""
        self._is_stopping = True
        self.wake()
        if self._task is not None:
            await self._end(self._task)
        try:
            await self._queue.release(self._owner)
        except Exception:
            # Without the database the lease ends by itself, and the rest has to be stopped too.
            _LOGGER.exception("outbox_not_released")

    async def deliver_due(self) -> int:
        """Deliver one batch of what is due and tell how many announcements it had."""
        timing = self._timing
        claimed = await self._queue.claim_due(self._owner, timing.batch, timing.lease)
        await asyncio.gather(*(self._deliverer.deliver(each) for each in claimed))
        return len(claimed)

    async def _end(self, task: asyncio.Task[None]) -> None:
        await asyncio.wait([task], timeout=self._timing.grace.total_seconds())
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    async def _run(self) -> None:
        while not self._is_stopping:
            self._woken.clear()
            if not await self._delivered_some():
                await self._wait()

    async def _delivered_some(self) -> bool:
        try:
            return await self.deliver_due() > 0
        except Exception:  # a database that is away now comes back; so do we
            _LOGGER.exception("outbox_not_read")
            return False

    async def _wait(self) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._timing.idle.total_seconds()):
                await self._woken.wait()
