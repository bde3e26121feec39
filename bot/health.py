"""Whether the product can do its work just now, for supervisors and load balancers."""

import asyncio
import logging
from datetime import timedelta

from aiohttp import web

from bot.logs import log_event
from storage.database import Database
from storage.migrate import current_revision

PATIENCE = timedelta(seconds=2)
FRESH = timedelta(seconds=1)
"""Anybody may ask, and as often as they like: the database is asked no more often than this."""

_LOGGER = logging.getLogger(__name__)


class Health:
    """Ready from `begin` to `end`, while the database answers and its schema is ours.

    The schema was brought up to date and the guard against double booking tried before `begin`;
    another process that changes the schema under this one makes it unready.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._revision: str | None = None
        self._is_open = False
        self._is_good = False
        self._looked_at = 0.0
        self._looking = asyncio.Lock()

    async def begin(self) -> None:
        """Say from now on that all is ready, if it is."""
        self._revision = await self._database.read(current_revision)
        self._is_open = True

    def end(self) -> None:
        """Say from now on that no more work is taken."""
        self._is_open = False

    async def answer(self, _: web.Request) -> web.Response:
        """Answer `GET /health`: 200 when ready, 503 when not."""
        is_ready = self._is_open and await self._can_work()
        status = "ready" if is_ready else "not ready"
        return web.json_response({"status": status}, status=200 if is_ready else 503)

    async def _can_work(self) -> bool:
        now = asyncio.get_running_loop().time
        async with self._looking:
            if not self._looked_at or now() - self._looked_at > FRESH.total_seconds():
                self._is_good = await self._look()
                self._looked_at = now()
        return self._is_good

    async def _look(self) -> bool:
        try:
            async with asyncio.timeout(PATIENCE.total_seconds()):
                return await self._database.read(current_revision) == self._revision
        except Exception as error:  # noqa: BLE001 - whatever it is, the database is of no use now
            log_event(_LOGGER, "health.database", logging.ERROR, error)
            return False
