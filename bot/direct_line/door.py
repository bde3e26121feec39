"""The HTTP side of the channel: /v3/directline as stock Web Chat and its kin expect it.

Paths, bodies and statuses are those of Microsoft's "Direct Line API 3.0 reference".
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus

from aiohttp import web

from bot.activities import MalformedActivity
from bot.direct_line.activities import JOIN_EVENT, ActivityJson, joined, read_json, said_by
from bot.direct_line.conversations import Conversations
from bot.direct_line.gatekeeper import PassDesk
from bot.direct_line.guard import Guard
from bot.direct_line.origins import preflight_answer
from bot.direct_line.passes import ChannelPass
from bot.direct_line.refusals import DirectLineRefused, Refusal
from bot.direct_line.streams import Streams
from bot.direct_line.token_desk import TokenDesk, read_token_request
from bot.doors.middlewares import STREAM_ROUTE
from bot.logs import log_event
from bot.turn_errors import TurnBusy
from scheduling.actors import Principal
from web.visitor_cookie import VisitorCookies

PREFIX = "/v3/directline"
CONVERSATION = PREFIX + "/conversations/{conversation}"
BUSY_PAUSE = timedelta(seconds=2)
LONGEST_WATERMARK = 18
# Stock clients write these where they have none yet.
NO_WATERMARK = ("", "null", "undefined")
Receive = Callable[[ActivityJson, Principal, str], Awaitable[None]]
_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectLineDoor:
    """Answers the channel's HTTP methods. `receive` is the bot: it gets what a person said."""

    conversations: Conversations
    desk: TokenDesk
    passes: PassDesk
    guard: Guard
    cookies: VisitorCookies
    receive: Receive
    now: Callable[[], datetime]

    def add_to(self, app: web.Application) -> None:
        """Add the channel's routes and its watcher to an application."""
        methods = (
            ("POST", PREFIX + "/tokens/generate", self.generate),
            ("POST", PREFIX + "/tokens/refresh", self.refresh),
            ("POST", PREFIX + "/conversations", self.start),
            ("GET", CONVERSATION, self.reconnect),
            ("POST", CONVERSATION + "/activities", self.say),
            ("GET", CONVERSATION + "/activities", self.poll),
            ("POST", CONVERSATION + "/upload", self.upload),
        )
        for method, path, handler in methods:
            app.router.add_route(method, path, self.guard.around(handler))
        for path in dict.fromkeys(path for _, path, _ in methods):
            app.router.add_route("OPTIONS", path, self.guard.around(self.preflight))
        stream = self.guard.around(self.stream)
        app.router.add_get(CONVERSATION + "/stream", stream, name=STREAM_ROUTE)
        app.cleanup_ctx.append(self._watch)
        app.on_shutdown.append(self._hang_up)

    async def preflight(self, request: web.Request) -> web.StreamResponse:
        """OPTIONS: what another page may ask; the guard has looked at its origin already."""
        return preflight_answer(request)

    async def generate(self, request: web.Request) -> web.StreamResponse:
        """POST tokens/generate: a token for a new conversation, or for the visitor's own."""
        self.guard.knocks.count_token(request)
        wanted = read_token_request(read_json(await request.read() or b"{}"))
        granted = await self.desk.grant(wanted, self.cookies.visitor_of(request))
        return web.json_response(self.passes.described(granted))

    async def refresh(self, request: web.Request) -> web.StreamResponse:
        """POST tokens/refresh: the same pass with a later end."""
        channel_pass = self.passes.bearer(request)
        await self.desk.require_business(channel_pass.business_id)
        return web.json_response(self.passes.described(channel_pass))

    async def start(self, request: web.Request) -> web.StreamResponse:
        """POST conversations: begin the token's conversation and let the bot greet."""
        channel_pass = self.passes.bearer(request)
        await self.desk.require_business(channel_pass.business_id)
        conversation = await self.conversations.start(channel_pass)
        is_new = conversation.last_watermark == 0
        if is_new:
            await self._greet(channel_pass)
        answer = self._connected(request, channel_pass, 0)
        return web.json_response(answer, status=HTTPStatus.CREATED if is_new else HTTPStatus.OK)

    async def reconnect(self, request: web.Request) -> web.StreamResponse:
        """GET conversations/{id}: a fresh token and a stream that goes on after the watermark."""
        channel_pass = self.passes.bearer_for_path(request)
        watermark = _watermark_of(request)
        await self._require(channel_pass)
        return web.json_response(self._connected(request, channel_pass, watermark))

    async def say(self, request: web.Request) -> web.StreamResponse:
        """POST activities: show it to every reader and hand it to the bot."""
        channel_pass = self.passes.bearer_for_path(request)
        self.guard.knocks.count_turn(channel_pass)
        activity = said_by(channel_pass, read_json(await request.read()), self.now())
        await self._require(channel_pass)
        if not _is_for_the_bot(activity):
            return web.json_response({"id": ""})
        activity_id = await self.conversations.say(channel_pass, activity)
        await self._hand_over({**activity, "id": activity_id}, channel_pass)
        return web.json_response({"id": activity_id})

    async def poll(self, request: web.Request) -> web.StreamResponse:
        """GET activities: one page of what came after the watermark."""
        channel_pass = self.passes.bearer_for_path(request)
        watermark = _watermark_of(request)
        await self._require(channel_pass)
        page = await self.conversations.page(channel_pass.place, watermark)
        return web.json_response({"activities": page.activities, "watermark": str(page.watermark)})

    async def upload(self, request: web.Request) -> web.StreamResponse:
        """POST upload: files are not taken."""
        self.passes.bearer_for_path(request)
        raise DirectLineRefused(Refusal.NO_UPLOADS)

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """GET stream: the WebSocket of a conversation; its token travels in the URL."""
        channel_pass = self.passes.stream_pass(request)
        watermark = _watermark_of(request)
        await self._require(channel_pass)
        return await Streams(self.conversations).serve(request, channel_pass, watermark)

    async def _require(self, channel_pass: ChannelPass) -> None:
        """Refuse what began never, and whatever is of a business that is gone."""
        await self.desk.require_business(channel_pass.business_id)
        await self.conversations.require(channel_pass)

    async def _greet(self, channel_pass: ChannelPass) -> None:
        try:
            await self.receive(
                joined(channel_pass, self.now()), channel_pass.principal, channel_pass.business_id
            )
        except Exception as error:  # noqa: BLE001 - better no greeting than no conversation
            where = channel_pass.conversation_id
            log_event(_LOGGER, "directline.no_greeting", logging.ERROR, error, conversation=where)

    async def _hand_over(self, activity: ActivityJson, channel_pass: ChannelPass) -> None:
        try:
            await self.receive(activity, channel_pass.principal, channel_pass.business_id)
        except MalformedActivity as reason:
            raise DirectLineRefused(Refusal.BAD_ARGUMENT) from reason
        except TurnBusy as reason:
            raise DirectLineRefused(Refusal.BUSY, BUSY_PAUSE) from reason
        except Exception as error:  # whatever it is, the client learns that the bot failed
            where = activity["id"]
            log_event(_LOGGER, "directline.bot_failed", logging.ERROR, error, activity=where)
            raise DirectLineRefused(Refusal.BOT_FAILED) from error

    def _connected(
        self, request: web.Request, channel_pass: ChannelPass, watermark: int
    ) -> dict[str, object]:
        base = self.guard.origins.stream_base(request)
        path = CONVERSATION.format(conversation=channel_pass.conversation_id)
        token = self.passes.stream_token(channel_pass)
        stream_url = f"{base}{path}/stream?watermark={watermark}&t={token}"
        return {**self.passes.described(channel_pass), "streamUrl": stream_url}

    async def _watch(self, _: web.Application) -> AsyncIterator[None]:
        watcher = asyncio.create_task(self.conversations.listeners.watch())
        yield
        watcher.cancel()
        with suppress(asyncio.CancelledError):
            await watcher

    async def _hang_up(self, _: web.Application) -> None:
        self.conversations.listeners.close_all()


def _is_for_the_bot(activity: ActivityJson) -> bool:
    """Typing is of no use to the bot, and it has greeted whoever joins already."""
    return activity["type"] != "typing" and activity.get("name") != JOIN_EVENT


def _watermark_of(request: web.Request) -> int:
    text = request.query.get("watermark", "")
    if text in NO_WATERMARK:
        return 0
    if not text.isascii() or not text.isdigit() or len(text) > LONGEST_WATERMARK:
        raise DirectLineRefused(Refusal.BAD_ARGUMENT)
    return int(text)
