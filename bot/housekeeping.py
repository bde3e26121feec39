"""Forgets, once an hour, what is of no use any more."""

import asyncio
import contextlib
import logging
from datetime import timedelta

from storage.conversation_store import ConversationStore
from storage.failures import DatabaseUnavailable

_LOGGER = logging.getLogger(__name__)

EVERY = timedelta(hours=1)
ANSWERS_ARE_KEPT = timedelta(days=2)
"""No channel delivers an activity again after that; the kept answers hold what was said."""


class Housekeeper:
    """A task that runs as long as the product does."""

    def __init__(self, store: ConversationStore, every: timedelta = EVERY) -> None:
        self._store = store
        self._every = every
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin: once now, then every hour."""
        self._task = asyncio.create_task(self._run(), name="housekeeping")

    async def stop(self) -> None:
        """End, whatever is under way."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _run(self) -> None:
        while True:
            try:
                await self._store.forget_seen_activities(ANSWERS_ARE_KEPT)
            except DatabaseUnavailable:
                _LOGGER.warning("housekeeping_put_off")
            await asyncio.sleep(self._every.total_seconds())
