"""The one place where everything is put together, for production and for tests alike."""

from collections.abc import Callable
from dataclasses import dataclass

import aiohttp
from aiohttp import web

from bot.adapter import FrontdeskAdapter
from bot.app import CalendarFiles, Doors, build_app
from bot.clock import Clock, RandomIds, chance
from bot.conversing import AppointmentLinks, Front
from bot.direct_line.conversations import Conversations
from bot.directory import BusinessDirectory
from bot.health import Health
from bot.housekeeping import Housekeeper
from bot.parts import (
    address_limits,
    connections,
    conversation_store,
    direct_line,
    messages_endpoint,
    turn_host,
    visitor_cookies,
    worker,
)
from bot.refusal_log import RefusalLog
from bot.settings import Settings
from bot.teams.connector import open_session
from bot.turns import TurnHost
from calendars.public_holidays import CountryHolidays
from deep_links.links import Links
from notifications.request_watch import RequestWatch
from notifications.waitlist_watch import WaitlistWatch
from notifications.waking import WakingTransactions
from notifications.worker import AnnouncementWorker
from scheduling.ports import Transactions
from storage.database import Database
from storage.failures import DatabaseUnavailable
from storage.migrate import check_ready, current_revision, revisions, upgrade
from storage.transactions import SqlTransactions


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """Everything that lives as long as the product runs. `public_url` is where people reach it."""

    settings: Settings
    public_url: str
    clock: Clock
    database: Database
    transactions: Transactions
    turns: TurnHost
    worker: AnnouncementWorker
    request_watch: RequestWatch
    waitlist_watch: WaitlistWatch
    housekeeper: Housekeeper
    session: aiohttp.ClientSession
    health: Health
    app: web.Application

    async def start(self) -> None:
        """Begin to deliver, and say that all is ready."""
        self.worker.start()
        self.request_watch.start()
        self.waitlist_watch.start()
        self.housekeeper.start()
        await self.health.begin()

    async def stop(self) -> None:
        """End every turn that is under way, then let go of everything. No turn is half done."""
        self.health.end()
        await self.turns.drain()
        await self.request_watch.stop()
        await self.waitlist_watch.stop()
        await self.worker.stop()
        await self.housekeeper.stop()
        await self.session.close()
        await self.database.close()


async def open_database(settings: Settings) -> Database:
    """Open the database, bring its schema up to date and try its guard.

    Raises DatabaseUnavailable or GuardMissing, each one line that says what to change.
    """
    database = await Database.open(settings.database_url, chance=chance)
    try:
        await _require_known_schema(database)
        await upgrade(database)
        await check_ready(database)
    except BaseException:
        await database.close()
        raise
    return database


async def _require_known_schema(database: Database) -> None:
    revision = await database.read(current_revision)
    if revision is not None and revision not in revisions():
        advice = "start that version, or set FRONTDESK_DATABASE_URL to another database"
        raise DatabaseUnavailable(f"a newer Frontdesk made this database ({revision}): {advice}")


def clock_of(settings: Settings) -> Clock:
    """Give the product's clock: the machine's, or one that starts where demo mode says."""
    return Clock.starting_at(settings.clock) if settings.clock else Clock()


async def build(settings: Settings, database: Database, public_url: str) -> Host:
    """Put the product together. `public_url` is where people reach it, for links."""
    clock, session, wakers, health = clock_of(settings), open_session(), _Wakers(), Health(database)
    links = AppointmentLinks(Links(public_url, settings.signing_key), clock)
    stored = SqlTransactions(database, clock, RandomIds(), CountryHolidays())
    transactions = RefusalLog(WakingTransactions(stored, wakers.wake))
    front = _front(settings, transactions, links)
    store, waitlist_watch = conversation_store(database), WaitlistWatch(transactions)
    turns = turn_host(front, store, clock)
    conversations = Conversations(database, clock.now)
    adapter = FrontdeskAdapter(turns, connections(settings, session, clock, conversations))
    announcements = worker(database, clock, transactions, adapter, links)
    wakers.add(announcements.wake, waitlist_watch.wake)
    cookies = visitor_cookies(settings, public_url, clock)
    doors = Doors(
        direct_line=direct_line(
            settings, public_url, clock, front, adapter, cookies, conversations
        ),
        messages=messages_endpoint(settings, session, clock, adapter),
        directory=BusinessDirectory(transactions),
        cookies=cookies,
        files=CalendarFiles(transactions, links, clock),
        health=health,
        limits=address_limits(settings),
        is_demo=settings.demo,
    )
    return Host(
        settings=settings,
        public_url=public_url,
        clock=clock,
        database=database,
        transactions=transactions,
        turns=turns,
        worker=announcements,
        request_watch=RequestWatch(transactions),
        waitlist_watch=waitlist_watch,
        housekeeper=Housekeeper(store, transactions, deleted_kept_for=settings.deleted_kept_for),
        session=session,
        health=health,
        app=build_app(doors),
    )


def _front(settings: Settings, transactions: Transactions, links: AppointmentLinks) -> Front:
    return Front(
        transactions=transactions,
        ids=RandomIds(),
        links=links,
        default_business=settings.default_business,
        deleted_kept_for=settings.deleted_kept_for,
    )


class _Wakers:
    """Who is woken after a commit: known only once everything is built."""

    def __init__(self) -> None:
        self._wakers: list[Callable[[], None]] = []

    def add(self, *wakers: Callable[[], None]) -> None:
        self._wakers += wakers

    def wake(self) -> None:
        for each in self._wakers:
            each()
