"""A whole chat host on a free port: the real channel, pages and database around a small bot."""

import asyncio
import itertools
import random
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, CookieJar, web

from bot.activities import MalformedActivity
from bot.direct_line.assembly import DirectLinePorts, DirectLineSettings, build_direct_line
from bot.direct_line.conversations import Conversations
from bot.doors.error_answers import ErrorAnswers
from bot.doors.middlewares import SERVER_OPTIONS, doorkeepers, set_security_headers
from bot.doors.overload import OverloadGate, OverloadPolicy
from bot.doors.rates import DEMO_LIMITS, DoorLimits
from bot.turn_errors import TurnBusy
from scheduling.actors import Principal
from scheduling.errors import NotFound
from storage.database import Database
from storage.tables.chat_log import CHAT_ACTIVITY, CHAT_CONVERSATION
from storage.tables.metadata import METADATA
from web.chat_pages import ChatPages
from web.directory import ChatBusiness, DemoKind, DemoPerson
from web.error_pages import error_page, error_text
from web.visitor_cookie import VisitorCookies

KEY = b"a key of the tests, at least 32 bytes long"
ROOT = Path(__file__).parents[2]
BUSINESSES = {"barber": "Figaro's <Barber>", "dentist": "Dr. Molar"}
PREFIX = "/v3/directline"


@dataclass
class HandClock:
    """A clock that goes only when it is told to."""

    at: datetime = datetime(2026, 4, 14, 8, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def go(self, duration: timedelta) -> None:
        self.at += duration


@dataclass
class SmallBot:
    """Greets, echoes, shows a card and changes it; remembers all it was told."""

    conversations: Conversations
    told: list[tuple[dict[str, Any], Principal, str]] = field(default_factory=list)
    linked: list[tuple[Any, ...]] = field(default_factory=list)
    card_id: str = ""
    seconds_for_work: float = 0.01

    async def receive(
        self, activity: dict[str, Any], principal: Principal, business_id: str
    ) -> None:
        self.told.append((activity, principal, business_id))
        conversation_id = activity["conversation"]["id"]
        if activity["type"] == "conversationUpdate":
            await self._say(conversation_id, "Welcome")
        elif activity.get("text") == "fail":
            raise RuntimeError("a secret reason")
        elif activity.get("text") == "malformed":
            raise MalformedActivity("localTimezone")
        elif activity.get("text") == "busy":
            raise TurnBusy
        elif activity.get("text") == "card":
            self.card_id = await self.conversations.post(conversation_id, _card("Choose"))
        elif activity.get("text") == "work":
            await asyncio.sleep(self.seconds_for_work)
        elif activity.get("value") and self.card_id:
            edited = {**_card(f"Chosen: {activity['value'].get('verb')}"), "id": self.card_id}
            await self.conversations.update(conversation_id, edited)
        else:
            await self.conversations.post(conversation_id, {"type": "typing"})
            await self._say(conversation_id, f"You said {activity.get('text')}", activity["id"])

    async def act_as(
        self,
        business_id: str,
        principal: Principal,
        customer_id: str | None,
        staff_member_id: str | None,
    ) -> None:
        if "nobody" in (customer_id, staff_member_id):
            raise NotFound("person", "nobody")
        self.linked.append((business_id, principal, customer_id, staff_member_id))

    async def _say(self, conversation_id: str, text: str, parent: str = "unknown") -> None:
        said = {"type": "message", "text": text, "replyToId": parent}
        await self.conversations.post(conversation_id, said)


class SmallDirectory:
    """Two businesses, one person to act as."""

    async def find(self, business_id: str) -> ChatBusiness | None:
        name = BUSINESSES.get(business_id)
        return None if name is None else ChatBusiness(business_id, name)

    async def published(self) -> Sequence[ChatBusiness]:
        return [ChatBusiness(business_id, name) for business_id, name in BUSINESSES.items()]

    async def demo_people(self, business_id: str) -> Sequence[DemoPerson]:
        assert business_id in BUSINESSES
        return [DemoPerson(DemoKind.STAFF, "ana", "Ana", "administrator")]


@dataclass(kw_only=True)
class ChatHost:
    """A running host and what its tests ask and move."""

    url: str
    bot: SmallBot
    clock: HandClock
    conversations: Conversations
    database: Database
    http: ClientSession

    async def ask(
        self, method: str, path: str, token: str | None = None, **options: Any
    ) -> tuple[int, Any]:
        """Ask the channel; the status and the JSON of the answer."""
        headers = {**({"Authorization": f"Bearer {token}"} if token else {})}
        headers |= options.pop("headers", {})
        address = self.url + PREFIX + path
        async with self.http.request(method, address, headers=headers, **options) as answer:
            is_json = answer.content_type == "application/json"
            return answer.status, await answer.json() if is_json else await answer.text()

    async def grant(self, user: str = "carla", business: str = "barber", **more: Any) -> Any:
        """A token of demo mode."""
        body = {
            "user": {"id": user, "name": user.title()},
            "frontdesk": {"business": business, **more},
        }
        status, answer = await self.ask("POST", "/tokens/generate", json=body)
        assert status == 200, answer
        return answer

    async def start(self, user: str = "carla", business: str = "barber", **more: Any) -> Any:
        """A conversation that has begun."""
        granted = await self.grant(user, business, **more)
        status, answer = await self.ask("POST", "/conversations", granted["token"])
        assert status == 201, answer
        return answer

    async def say(self, conversation: Any, text: str, /, **more: Any) -> tuple[int, Any]:
        """Send a message."""
        path = f"/conversations/{conversation['conversationId']}/activities"
        body = {"type": "message", "text": text, **more}
        return await self.ask("POST", path, conversation["token"], json=body)

    async def read(self, conversation: Any, watermark: str = "") -> Any:
        """Poll."""
        path = f"/conversations/{conversation['conversationId']}/activities?watermark={watermark}"
        status, answer = await self.ask("GET", path, conversation["token"])
        assert status == 200, answer
        return answer


@asynccontextmanager
async def chat_host(
    folder: Path,
    *,
    is_demo: bool = True,
    limits: DoorLimits = DEMO_LIMITS,
    overload: OverloadPolicy | None = None,
    **settings: Any,
) -> AsyncIterator[ChatHost]:
    """Run a host on the database in `folder` until the block ends."""
    chance = random.Random(7).random
    database = await Database.open(f"sqlite:///{folder / 'chat.db'}", chance=chance)
    await database.migrate(
        lambda c: METADATA.create_all(c, tables=[CHAT_CONVERSATION, CHAT_ACTIVITY])
    )
    clock = HandClock()
    conversations = Conversations(database, clock.now)
    small_bot = SmallBot(conversations)
    gate = OverloadGate(overload or OverloadPolicy(), chance)
    channel = DirectLineSettings(key=KEY, is_demo=is_demo, limits=limits, **settings)
    app = _application(small_bot, clock, channel, gate)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=5, **SERVER_OPTIONS)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, backlog=1024).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as http:
        try:
            yield ChatHost(
                url=url,
                bot=small_bot,
                clock=clock,
                conversations=conversations,
                database=database,
                http=http,
            )
        finally:
            await runner.cleanup()
            await database.close()


def _application(
    small_bot: SmallBot,
    clock: HandClock,
    channel: DirectLineSettings,
    gate: OverloadGate,
) -> web.Application:
    directory = SmallDirectory()
    numbers = itertools.count(1)
    cookies = VisitorCookies(
        key=KEY,
        is_https=channel.public_url.startswith("https"),
        now=clock.now,
        new_id=lambda: f"visitor{next(numbers)}",
    )

    async def business_exists(business_id: str) -> bool:
        return business_id in BUSINESSES

    async def health(_: web.Request) -> web.Response:
        return web.json_response({"status": "ready"})

    stem = f"{random.SystemRandom().getrandbits(40):x}"
    door = build_direct_line(
        channel,
        DirectLinePorts(
            receive=small_bot.receive,
            business_exists=business_exists,
            act_as=small_bot.act_as,
            cookies=cookies,
            now=clock.now,
            monotonic=time.monotonic,
            new_id=lambda: f"{stem}-{next(numbers)}",
        ),
        small_bot.conversations,
    )
    app = web.Application(middlewares=doorkeepers(ErrorAnswers(error_page, error_text), gate))
    app.on_response_prepare.append(set_security_headers(is_https=cookies.is_https))
    app.router.add_get("/health", health)
    door.add_to(app)
    ChatPages(
        directory=directory,
        cookies=cookies,
        new_nonce=lambda: "nonce",
        vendor_folder=vendor_folder(),
        is_demo=channel.is_demo,
    ).add_to(app)
    return app


def vendor_folder() -> Path:
    """Where the front-end packages are."""
    return ROOT / "build" / "web"


def _card(title: str) -> dict[str, Any]:
    content = {
        "type": "AdaptiveCard",
        "version": "1.5",
        "body": [
            {"type": "TextBlock", "text": title, "weight": "Bolder", "size": "Medium"},
            {"type": "Input.Text", "id": "note", "label": "Anything we should know?"},
        ],
        "actions": [
            {
                "type": "Action.Execute",
                "title": "Take it",
                "verb": "take",
                "fallback": {
                    "type": "Action.Submit",
                    "title": "Take it",
                    "data": {"verb": "take", "id": "42"},
                },
            }
        ],
    }
    card_type = "application/vnd.microsoft.card.adaptive"
    return {"type": "message", "attachments": [{"contentType": card_type, "content": content}]}
