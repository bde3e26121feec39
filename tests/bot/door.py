"""The bot's door as production has it, around dialogs that say what they are told to."""

import io
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.adapter import FrontdeskAdapter
from bot.channel_connections import ChannelConnections
from bot.clock import Clock, new_id
from bot.direct_line.conversations import UnknownActivity
from bot.messages_endpoint import MessagesEndpoint
from bot.settings import TEAMS_SERVICE_URL_HOSTS
from bot.teams.access_tokens import BotCredentials, BotTokens
from bot.teams.bot_auth import DoorPolicy, TokenVerifier
from bot.teams.connector import RetryPolicy, open_session
from bot.teams.service_urls import ServiceUrls
from bot.teams.signing_keys import SigningKeys
from bot.turns import TurnHost, TurnTiming
from dialogs.turns import Message, Reply, Turn
from scheduling.actors import Actor, CustomerActor, Principal
from storage.conversation_store import ConversationStore
from storage.database import Database
from tests.bot.conversation_database import open_conversations
from tests.bot.fake_channel import APP_ID, FakeChannel, ServiceUrlsWith

DIRECTORY = "11111111-2222-3333-4444-555555555555"
ANA = "aaaaaaaa-0000-0000-0000-000000000001"
QUICK = RetryPolicy(
    tries=4,
    first_wait=timedelta(milliseconds=5),
    call=timedelta(seconds=1),
    limit=timedelta(seconds=3),
)
SORRY = Reply((Message(text="sorry"),))


async def identify(principal: Principal, business_id: str | None) -> tuple[str, Actor]:
    business = business_id or "salon"
    return business, CustomerActor(business, principal)


@dataclass
class Script:
    """Answers each text or verb with the reply written for it, everything else with an echo."""

    replies: dict[str, Reply] = field(default_factory=dict)
    turns: list[Turn] = field(default_factory=list)

    async def __call__(self, state: str | None, turn: Turn) -> tuple[str, Reply]:
        self.turns.append(turn)
        said = turn.text if turn.action is None else turn.action.verb
        if said == "break":
            raise RuntimeError("broken")
        return str(len(state or "")), self.replies.get(said, Reply((Message(text=f"you: {said}"),)))


@dataclass
class Outbox:
    """The embedded channel's end: keeps what it is given."""

    posted: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    updated: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)

    async def post(self, conversation_id: str, activity: dict[str, Any]) -> str:
        self.posted.append((conversation_id, activity))
        return f"dl{len(self.posted)}"

    async def update(self, conversation_id: str, activity: dict[str, Any]) -> None:
        if activity["id"] in self.gone:
            raise UnknownActivity(conversation_id, activity["id"])
        self.updated.append((conversation_id, activity))


@dataclass
class Door:
    """A running endpoint and all around it."""

    channel: FakeChannel
    script: Script
    outbox: Outbox
    store: ConversationStore
    adapter: FrontdeskAdapter
    session: aiohttp.ClientSession
    url: str

    def activity(self, **changes: Any) -> dict[str, Any]:
        """A message as Teams sends it; what is changed to None is left out."""
        raw = {
            "type": "message",
            "id": "1700000000001",
            "channelId": "msteams",
            "serviceUrl": self.channel.base,
            "from": {"id": "29:ana", "name": "Ana Garcia", "aadObjectId": ANA},
            "recipient": {"id": "28:bot", "name": "Frontdesk"},
            "conversation": {
                "id": "a:conversation",
                "conversationType": "personal",
                "tenantId": DIRECTORY,
            },
            "channelData": {"tenant": {"id": DIRECTORY}},
            "text": "hello",
            "textFormat": "plain",
            "locale": "en-GB",
            **changes,
        }
        return {name: value for name, value in raw.items() if value is not None}

    def execute(self, verb: str, **data: Any) -> dict[str, Any]:
        """A tap on an Action.Execute."""
        action = {"type": "Action.Execute", "id": "x", "verb": verb, "data": data}
        return self.activity(
            type="invoke",
            name="adaptiveCard/action",
            id=f"f:{verb}",
            text=None,
            replyToId="card1",
            value={"action": action, "trigger": "manual"},
        )

    async def post(
        self, raw: object, *, token: str | None = None, **headers: str
    ) -> tuple[int, dict[str, Any] | None]:
        """Deliver an activity, signed by the channel, and return status and body."""
        signed = {"Authorization": f"Bearer {token or self.channel.token()}"}
        return await self.post_as(json.dumps(raw), {**signed, **headers})

    async def post_as(
        self, body: str | bytes, headers: dict[str, str]
    ) -> tuple[int, dict[str, Any] | None]:
        """Deliver bytes with headers."""
        sent = {"Content-Type": "application/json", **headers}
        data = io.BytesIO(body.encode() if isinstance(body, str) else body)
        async with self.session.post(self.url, data=data, headers=sent) as response:
            text = await response.text()
            return response.status, json.loads(text) if text else None


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorSettings:
    """What differs from door to door."""

    has_bot: bool = True
    unsigned: bool = False
    directory_id: str | None = DIRECTORY
    wait: timedelta | None = None


@asynccontextmanager
async def open_door(
    database: Database, channel: FakeChannel, settings: DoorSettings
) -> AsyncIterator[Door]:
    """A door in front of a database that is open already."""
    clock, outbox, script = Clock(), Outbox(), Script()
    store = ConversationStore(database, timedelta(seconds=3))
    async with open_session() as session:
        urls = _service_urls(channel, settings)
        credentials = BotCredentials(app_id=APP_ID, password="secret", directory_id=DIRECTORY)
        tokens = BotTokens(session, credentials, clock.machine_now, channel.login_url)
        connections = ChannelConnections(
            session=session,
            service_urls=urls,
            tokens=tokens if settings.has_bot else None,
            outbox=outbox,
            retry=QUICK,
            chance=lambda: 0.5,
        )
        adapter = FrontdeskAdapter(_host(store, script, clock), connections)
        keys = SigningKeys(session, clock.machine_now, channel.metadata_url)
        endpoint = MessagesEndpoint(
            adapter,
            verifier=TokenVerifier(APP_ID, keys, clock.machine_now) if settings.has_bot else None,
            policy=DoorPolicy(service_urls=urls, directory_id=settings.directory_id),
            unsigned=settings.unsigned,
            admit=lambda _: settings.wait,
        )
        app = web.Application()
        app.router.add_post("/api/messages", endpoint.handle)
        async with TestServer(app) as server:
            url = str(server.make_url("/api/messages"))
            yield Door(channel, script, outbox, store, adapter, session, url)


@asynccontextmanager
async def open_new_door(
    database_url: str, channel: FakeChannel, **changes: Any
) -> AsyncIterator[Door]:
    """A door with a database of its own connection, as another process would have."""
    settings = replace(DoorSettings(), **changes)
    async with (
        open_conversations(database_url) as database,
        open_door(database, channel, settings) as door,
    ):
        yield door


def _service_urls(channel: FakeChannel, settings: DoorSettings) -> ServiceUrls:
    hosts = TEAMS_SERVICE_URL_HOSTS
    if settings.unsigned:
        return ServiceUrls(hosts=hosts, loopback=True)
    return ServiceUrlsWith(hosts=hosts, base=channel.base)


def _host(store: ConversationStore, script: Script, clock: Clock) -> TurnHost:
    return TurnHost(
        store=store,
        identify=identify,
        answer=script,
        apology=lambda _: SORRY,
        now=clock.now,
        new_id=new_id,
        timing=TurnTiming(poll=timedelta(milliseconds=10)),
    )
