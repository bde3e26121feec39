"""The parts of the product that settings shape, each made for `wiring` to join."""

from datetime import timedelta

import aiohttp

from bot.adapter import FrontdeskAdapter
from bot.channel_connections import ChannelConnections
from bot.chat_sender import ReferencedChatSender
from bot.clock import Clock, chance, monotonic, new_id
from bot.conversing import AppointmentLinks, Front, apology
from bot.direct_line.assembly import DirectLinePorts, DirectLineSettings, build_direct_line
from bot.direct_line.conversations import Conversations
from bot.direct_line.door import DirectLineDoor
from bot.doors.address_limits import AddressLimits
from bot.doors.rates import (
    DEMO_LIMITS,
    PUBLIC_LIMITS,
    DoorLimits,
    RateLimiter,
    chosen_limits,
)
from bot.messages_endpoint import MessagesEndpoint
from bot.settings import Settings
from bot.teams.access_tokens import BotCredentials, BotTokens
from bot.teams.bot_auth import DoorPolicy, TokenVerifier
from bot.teams.connector import RetryPolicy
from bot.teams.service_urls import ServiceUrls
from bot.teams.signing_keys import SigningKeys
from bot.turns import TurnHost, TurnTiming
from notifications.rendering import NewsLinks
from notifications.worker import AnnouncementWorker, WorkerTiming
from scheduling.actors import Principal
from scheduling.ports import Transactions
from storage.conversation_store import ConversationStore
from storage.database import Database
from storage.outbox_queue import SqlOutboxQueue
from web.visitor_cookie import VisitorCookies

TURN_LEASE = timedelta(seconds=20)
"""How long a turn holds its conversation; one takes 12 s at most."""


def conversation_store(database: Database) -> ConversationStore:
    """Make what keeps conversations between turns."""
    return ConversationStore(database, lease=TURN_LEASE)


def turn_host(front: Front, store: ConversationStore, clock: Clock) -> TurnHost:
    """Make what runs turns."""
    return TurnHost(
        store=store,
        identify=front.identify,
        answer=front.answer,
        apology=apology,
        now=clock.now,
        new_id=new_id,
        timing=TurnTiming(),
    )


def _service_urls(settings: Settings) -> ServiceUrls:
    return ServiceUrls(hosts=settings.service_url_hosts, loopback=settings.anonymous_bot)


def connections(
    settings: Settings, session: aiohttp.ClientSession, clock: Clock, outbox: Conversations
) -> ChannelConnections:
    """Make the ways to channels; without a bot registration there is only our own."""
    credentials = BotCredentials(
        app_id=settings.bot_app_id,
        password=settings.bot_app_password.get_secret_value(),
        directory_id=settings.bot_directory_id,
    )
    tokens = BotTokens(session, credentials, clock.machine_now) if settings.has_bot else None
    return ChannelConnections(
        session=session,
        service_urls=_service_urls(settings),
        tokens=tokens,
        outbox=outbox,
        retry=RetryPolicy(),
        chance=chance,
    )


def messages_endpoint(
    settings: Settings, session: aiohttp.ClientSession, clock: Clock, adapter: FrontdeskAdapter
) -> MessagesEndpoint:
    """Make the door of channels outside; without a bot registration it is closed."""
    verifier = None
    if settings.has_bot:
        keys = SigningKeys(session, clock.machine_now)
        verifier = TokenVerifier(settings.bot_app_id, keys, clock.machine_now)
    limiter = RateLimiter(_limits(settings).turns, monotonic)

    def admit(principal: Principal) -> timedelta | None:
        return limiter.take(f"{principal.channel}:{principal.directory_id}:{principal.user_id}")

    return MessagesEndpoint(
        adapter,
        verifier=verifier,
        policy=DoorPolicy(
            service_urls=_service_urls(settings), directory_id=settings.bot_directory_id or None
        ),
        unsigned=settings.anonymous_bot,
        admit=admit,
    )


def address_limits(settings: Settings) -> AddressLimits:
    """Make what counts whoever has not proven anything."""
    return AddressLimits(_limits(settings), monotonic, trusts_proxy=settings.trusted_proxy)


def _limits(settings: Settings) -> DoorLimits:
    return chosen_limits(
        DEMO_LIMITS if settings.demo else PUBLIC_LIMITS,
        tokens=settings.tokens_per_minute,
        turns=settings.turns_per_minute,
        requests=settings.requests_per_minute,
    )


def visitor_cookies(settings: Settings, public_url: str, clock: Clock) -> VisitorCookies:
    """Make what knows a browser again."""
    return VisitorCookies(
        key=settings.signing_key,
        is_https=public_url.startswith("https"),
        now=clock.now,
        new_id=new_id,
    )


def direct_line(
    settings: Settings,
    public_url: str,
    clock: Clock,
    front: Front,
    adapter: FrontdeskAdapter,
    cookies: VisitorCookies,
    conversations: Conversations,
) -> DirectLineDoor:
    """Make the embedded channel."""
    told = DirectLineSettings(
        key=settings.signing_key,
        is_demo=settings.demo,
        public_url=public_url,
        other_origins=frozenset(settings.chat_origins),
        trusts_proxy=settings.trusted_proxy,
        limits=_limits(settings),
    )
    ports = DirectLinePorts(
        receive=adapter.process_direct_line,
        business_exists=front.business_exists,
        act_as=front.act_as,
        cookies=cookies,
        now=clock.now,
        monotonic=monotonic,
        new_id=new_id,
    )
    return build_direct_line(told, ports, conversations)


def worker(
    database: Database,
    clock: Clock,
    transactions: Transactions,
    adapter: FrontdeskAdapter,
    links: AppointmentLinks,
) -> AnnouncementWorker:
    """Make what empties the outbox."""
    return AnnouncementWorker(
        queue=SqlOutboxQueue(database, clock, chance),
        transactions=transactions,
        sender=ReferencedChatSender(database, adapter),
        links=NewsLinks(links.calendar_file, links.open_in_chat),
        owner=new_id(),
        timing=WorkerTiming(),
    )
