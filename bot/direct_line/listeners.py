"""Who waits for news of a conversation in this process, and how they learn of it."""

import asyncio
import logging
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any

from bot.direct_line.passes import ChannelPass
from bot.logs import log_event
from storage.chat_log import ChatPlace, last_watermarks
from storage.conversation_store import TransactionRunner

WATCH_INTERVAL = timedelta(milliseconds=250)
MAXIMUM_LISTENERS = 2000
_IDS_PER_QUERY = 500
_LOGGER = logging.getLogger(__name__)

Sleep = Callable[[float], Awaitable[None]]


@dataclass(slots=True, eq=False)
class Listener:
    """One open stream. `passing` holds what is shown and not kept: typing."""

    place: ChatPlace
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    passing: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=16))
    seen: int = 0
    is_closed: bool = False

    def close(self) -> None:
        """Wake the stream for the last time."""
        self.is_closed = True
        self.changed.set()


class Listeners:
    """The open streams of this process, one per conversation: a newer one ends the older."""

    def __init__(self, database: TransactionRunner, sleep: Sleep) -> None:
        self._database = database
        self._sleep = sleep
        self._open: dict[str, Listener] = {}

    @property
    def is_full(self) -> bool:
        """Whether this process holds as many streams as it may."""
        return len(self._open) >= MAXIMUM_LISTENERS

    def open(self, channel_pass: ChannelPass) -> Listener:
        """Listen to the conversation of the pass."""
        older = self._open.pop(channel_pass.conversation_id, None)
        if older is not None:
            older.close()
        listener = Listener(channel_pass.place)
        self._open[listener.place.conversation_id] = listener
        return listener

    def close(self, listener: Listener) -> None:
        """Listen no longer."""
        listener.close()
        conversation_id = listener.place.conversation_id
        if self._open.get(conversation_id) is listener:
            del self._open[conversation_id]

    def close_all(self) -> None:
        """End every stream, because the process stops."""
        for listener in list(self._open.values()):
            self.close(listener)

    def ring(self, conversation_id: str) -> None:
        """Something was said or edited there."""
        listener = self._open.get(conversation_id)
        if listener is not None:
            listener.changed.set()

    def show(self, conversation_id: str, activity: dict[str, Any]) -> None:
        """Show something that is not kept to whoever listens just now."""
        listener = self._open.get(conversation_id)
        if listener is not None:
            listener.passing.append(activity)
            listener.changed.set()

    async def watch(self) -> None:
        """Learn for ever what other processes on the same database wrote down."""
        while True:
            await self._sleep(WATCH_INTERVAL.total_seconds())
            try:
                await self._look()
            except Exception as error:  # noqa: BLE001 - the database may come back
                log_event(_LOGGER, "directline.watch_failed", logging.ERROR, error)

    async def _look(self) -> None:
        by_business: dict[str, list[str]] = defaultdict(list)
        for listener in self._open.values():
            by_business[listener.place.business_id].append(listener.place.conversation_id)
        for business_id, ids in by_business.items():
            for first in range(0, len(ids), _IDS_PER_QUERY):
                await self._look_at(business_id, ids[first : first + _IDS_PER_QUERY])

    async def _look_at(self, business_id: str, ids: list[str]) -> None:
        last = await self._database.read(
            partial(last_watermarks, business_id=business_id, conversation_ids=ids)
        )
        for conversation_id, watermark in last.items():
            listener = self._open.get(conversation_id)
            if listener is not None and watermark > listener.seen:
                listener.seen = watermark
                listener.changed.set()
