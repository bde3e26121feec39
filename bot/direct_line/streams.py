"""The WebSocket side of the channel: everything after a watermark, then everything that comes."""

import asyncio
import json
from contextlib import suppress
from datetime import timedelta
from typing import Any

from aiohttp import WSCloseCode, web

from bot.direct_line.conversations import Conversations
from bot.direct_line.listeners import Listener
from bot.direct_line.passes import ChannelPass
from bot.direct_line.refusals import DirectLineRefused, Refusal

# Clients only send empty messages, to keep the connection.
MAXIMUM_INCOMING_BYTES = 1024
HEARTBEAT_SECONDS = 25.0
SEND_PATIENCE_SECONDS = 20.0
# Streams last for minutes: a place is free now and then, and polling does until it is.
FULL_PAUSE = timedelta(seconds=30)


class Streams:
    """Serves one WebSocket after another to its conversation."""

    def __init__(self, conversations: Conversations) -> None:
        self._conversations = conversations
        self._listeners = conversations.listeners

    async def serve(
        self, request: web.Request, channel_pass: ChannelPass, watermark: int
    ) -> web.WebSocketResponse:
        """Serve the stream until either side ends it."""
        if self._listeners.is_full:
            raise DirectLineRefused(Refusal.TOO_MANY_STREAMS, FULL_PAUSE)
        socket = web.WebSocketResponse(
            heartbeat=HEARTBEAT_SECONDS, max_msg_size=MAXIMUM_INCOMING_BYTES
        )
        await socket.prepare(request)
        listener = self._listeners.open(channel_pass)
        writer = asyncio.create_task(self._write(socket, listener, watermark))
        try:
            async for _ in socket:
                pass
        finally:
            self._listeners.close(listener)
            writer.cancel()
            with suppress(asyncio.CancelledError, ConnectionError):
                await writer
        return socket

    async def _write(
        self, socket: web.WebSocketResponse, listener: Listener, watermark: int
    ) -> None:
        try:
            while not listener.is_closed:
                listener.changed.clear()
                watermark = await self._write_news(socket, listener, watermark)
                await listener.changed.wait()
        finally:
            # The reader ends with it, and a client that is still there connects again.
            await socket.close(code=WSCloseCode.GOING_AWAY)

    async def _write_news(
        self, socket: web.WebSocketResponse, listener: Listener, watermark: int
    ) -> int:
        while listener.passing:
            await _send(socket, [listener.passing.popleft()], watermark)
        while True:
            page = await self._conversations.page(listener.place, watermark)
            if not page.activities:
                return watermark
            watermark = page.watermark
            listener.seen = max(listener.seen, watermark)
            await _send(socket, list(page.activities), watermark)


async def _send(
    socket: web.WebSocketResponse, activities: list[dict[str, Any]], watermark: int
) -> None:
    content = json.dumps({"activities": activities, "watermark": str(watermark)})
    async with asyncio.timeout(SEND_PATIENCE_SECONDS):
        await socket.send_str(content)
