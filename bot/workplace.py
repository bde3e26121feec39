"""Where the commands that are over at once do their work: an open database, as its operator."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TypeVar

from bot.clock import RandomIds
from bot.settings import Settings
from bot.wiring import clock_of, open_database
from calendars.public_holidays import CountryHolidays
from scheduling.actors import OperatorActor
from scheduling.errors import AlreadyThere, InvalidValue, NotFound, SchedulingError
from scheduling.ports import Transactions, UseCase
from scheduling.service.administration import AskBusinesses, list_businesses
from storage.database import Database
from storage.transactions import SqlTransactions

C = TypeVar("C")
R = TypeVar("R")

_OPTIONS = {"displayName": "--name"}
"""Which option gave a value that the core refuses by the name it has in the file."""

Say = Callable[[str], None]
"""Where a command writes what it has to say, a line or more at a time."""


class CommandFailed(Exception):
    """The command did nothing; the message says why, and what to change."""


@dataclass(frozen=True, slots=True)
class Workplace:
    """An open database, and who works at it: the operator of this machine."""

    database: Database
    transactions: Transactions

    async def do(self, use_case: UseCase[C, R], command: C) -> R:
        """Run a use case as the operator. Raises CommandFailed where the core refuses it."""
        try:
            return await self.transactions.run(use_case, OperatorActor(), command)
        except NotFound as error:
            raise CommandFailed(await self._missing(error)) from error
        except AlreadyThere as error:
            raise CommandFailed(_in_use(error)) from error
        except InvalidValue as error:
            option = _OPTIONS.get(error.field, error.field)
            raise CommandFailed(f"{option}: {error.problem}") from error
        except SchedulingError as error:
            raise CommandFailed(f"refused: {error}") from error

    async def _missing(self, error: NotFound) -> str:
        what = f'there is no {error.kind} "{error.identifier}"'
        if error.kind != "business":
            return what
        found = await self.transactions.read(list_businesses, OperatorActor(), AskBusinesses())
        known = ", ".join(each.business_id for each in found) or "none"
        return f"{what}; there are {known}"


def _in_use(error: AlreadyThere) -> str:
    taken = f'--id: "{error.identifier}" is the id of a {error.kind}'
    if error.is_deleted:
        return f"{taken} that was deleted and is still kept; choose another, or restore it"
    return f"{taken} already; choose another"


@asynccontextmanager
async def workplace(settings: Settings) -> AsyncIterator[Workplace]:
    """Open the database, its schema brought up to date."""
    database = await open_database(settings)
    try:
        clock = clock_of(settings)
        yield Workplace(database, SqlTransactions(database, clock, RandomIds(), CountryHolidays()))
    finally:
        await database.close()
