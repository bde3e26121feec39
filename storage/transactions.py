"""Use cases run in transactions: the one async step between a request and the core."""

from typing import TypeVar

from sqlalchemy import Connection

from scheduling.actors import Actor
from scheduling.ports import Ids, UseCase
from storage.busy_cache import BusyCache
from storage.catalog_cache import CatalogCache
from storage.clock import Clock
from storage.database import Body, Database
from storage.database_time import database_now
from storage.unit_of_work import SqlUnitOfWork

C = TypeVar("C")
R = TypeVar("R")


class SqlTransactions:
    """The port `Transactions` on a database.

    A use case's `now` is the database's time plus the clock's offset, so that all processes of
    an installation agree on what is past and what is due.
    """

    def __init__(self, database: Database, clock: Clock, ids: Ids) -> None:
        self._database = database
        self._clock = clock
        self._ids = ids
        self._catalogs = CatalogCache()
        self._busy = BusyCache()

    async def run(self, use_case: UseCase[C, R], actor: Actor, command: C) -> R:
        """Run a use case that writes; run again whole where the database asks for it."""
        return await self._database.write(self._body(use_case, actor, command, None))

    async def read(self, use_case: UseCase[C, R], actor: Actor, command: C) -> R:
        """Run a use case that only reads."""
        return await self._database.read(self._body(use_case, actor, command, self._busy))

    def _body(
        self, use_case: UseCase[C, R], actor: Actor, command: C, busy: BusyCache | None
    ) -> Body[R]:
        def body(connection: Connection) -> R:
            now = database_now(connection, self._clock.offset)
            uow = SqlUnitOfWork(connection, self._catalogs, busy)
            return use_case(uow, actor, command, now, self._ids)

        return body
