"""The outbox as the worker's queue: each step in a transaction of its own."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from scheduling.announcements import ClaimedAnnouncement
from storage import outbox_claiming as claiming
from storage import outbox_settling as settling
from storage.clock import Clock
from storage.database import Database


class SqlOutboxQueue:
    """The worker's port `OutboxQueue` on a database. All its times are the database's.

    `chance` gives numbers in [0, 1) and spreads what is tried again.
    """

    def __init__(self, database: Database, clock: Clock, chance: Callable[[], float]) -> None:
        self._database = database
        self._clock = clock
        self._chance = chance

    async def claim_due(
        self, owner: str, limit: int, lease: timedelta
    ) -> Sequence[ClaimedAnnouncement]:
        """Take at most `limit` announcements that are due, for `lease`, and expire the useless."""
        offset = self._clock.offset
        return await self._database.write(
            lambda connection: claiming.claim_due(connection, owner, limit, lease, offset)
        )

    async def finish(self, claimed: ClaimedAnnouncement) -> bool:
        """Say that it was told. False: it is somebody else's now."""
        offset = self._clock.offset
        return await self._database.write(lambda c: settling.finish(c, claimed, offset))

    async def unreached(self, claimed: ClaimedAnnouncement) -> bool:
        """Say that the person has no chat to tell it in. False: it is somebody else's now."""
        offset = self._clock.offset
        return await self._database.write(lambda c: settling.unreached(c, claimed, offset))

    async def void(self, claimed: ClaimedAnnouncement) -> bool:
        """Say that it is not true any more. False: it is somebody else's now."""
        offset = self._clock.offset
        return await self._database.write(lambda c: settling.void(c, claimed, offset))

    async def fail(
        self,
        claimed: ClaimedAnnouncement,
        code: str,
        *,
        retry_after: timedelta | None = None,
        is_permanent: bool = False,
    ) -> bool:
        """Say that it was refused: it waits longer each time, in the end or at once for good.

        False: it is somebody else's now.
        """
        offset, chance = self._clock.offset, self._chance()
        least = retry_after or timedelta()
        if is_permanent:
            return await self._database.write(lambda c: settling.give_up(c, claimed, code, offset))
        return await self._database.write(
            lambda c: settling.fail(c, claimed, code, chance, least, offset)
        )

    async def release(self, owner: str) -> None:
        """Give back everything this owner holds."""
        await self._database.write(lambda connection: claiming.release(connection, owner))
