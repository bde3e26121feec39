"""Once an hour: forgets what is of no use any more or past its clock, and follows time zones."""

import asyncio
import contextlib
import logging
from datetime import timedelta

from bot.logs import log_event
from scheduling.actors import SystemActor
from scheduling.deletions import RETENTION
from scheduling.errors import SchedulingError
from scheduling.ports import Transactions
from scheduling.service.administration import AskBusinesses, list_businesses
from scheduling.service.lifecycle.purging import PurgeDeleted, purge_deleted
from scheduling.service.realigning import FollowZoneData, follow_zone_data
from storage.conversation_store import ConversationStore
from storage.failures import DatabaseUnavailable

_LOGGER = logging.getLogger(__name__)

EVERY = timedelta(hours=1)
ANSWERS_ARE_KEPT = timedelta(days=2)
"""No channel delivers an activity again after that; the kept answers hold what was said."""


class Housekeeper:
    """A task that runs as long as the product does."""

    def __init__(
        self,
        store: ConversationStore,
        transactions: Transactions,
        every: timedelta = EVERY,
        deleted_kept_for: timedelta = RETENTION,
    ) -> None:
        self._store = store
        self._transactions = transactions
        self._every = every
        self._deleted_kept_for = deleted_kept_for
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
                await self._follow_zone_data()
                await self._purge()
            except (DatabaseUnavailable, SchedulingError):
                log_event(_LOGGER, "housekeeping.put_off", logging.WARNING)
            await asyncio.sleep(self._every.total_seconds())

    async def _purge(self) -> None:
        """Remove for good what is past its clock; the log says so by id."""
        command = PurgeDeleted(self._deleted_kept_for)
        for each in await self._transactions.run(purge_deleted, SystemActor(), command):
            log_event(
                _LOGGER,
                "deleted.purged",
                kind=each.kind.value,
                business_id=each.business_id,
                identifier=each.identifier,
            )

    async def _follow_zone_data(self) -> None:
        actor = SystemActor()
        for business in await self._transactions.read(list_businesses, actor, AskBusinesses()):
            asked = FollowZoneData(business.business_id)
            found = await self._transactions.run(follow_zone_data, actor, asked)
            for appointment_id in found.in_the_way:
                log_event(
                    _LOGGER,
                    "zone_data.in_the_way",
                    logging.WARNING,
                    business_id=asked.business_id,
                    appointment_id=appointment_id,
                )
