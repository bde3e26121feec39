"""Of several turns at once in one conversation, one runs and the others wait in their order."""

import asyncio
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary


class ConversationQueues:
    """One queue per conversation, as long as anybody stands in it."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[Hashable, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def turn_in(self, place: Hashable) -> AsyncIterator[None]:
        """Wait for one's turn and have it for the duration of the block."""
        lock = self._locks.setdefault(place, asyncio.Lock())
        async with lock:
            yield
