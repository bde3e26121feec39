"""Bodies that wait at the same time share a commit, and nothing else."""

import asyncio
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Any

import pytest_asyncio
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import IntegrityError

from storage.database import Database

ADD = text("INSERT INTO note (words, leaf) VALUES (:words, :leaf)")
ALL = text("SELECT words FROM note ORDER BY words")
MAKE = (
    "CREATE TABLE tree (leaf VARCHAR PRIMARY KEY)",
    """CREATE TABLE note (words VARCHAR PRIMARY KEY,
        leaf VARCHAR REFERENCES tree (leaf) DEFERRABLE INITIALLY DEFERRED)""",
)
Body = Callable[[Connection], Any]


@pytest_asyncio.fixture
async def notes(sqlite_url: str) -> AsyncIterator[Database]:
    """A database with a table whose foreign key is checked at the end of a transaction."""
    database = await Database.open(sqlite_url, chance=lambda: 0.0)
    for each in MAKE:
        await database.write(partial(Connection.execute, statement=text(each)))
    yield database
    await database.close()


def adding(words: str, leaf: str | None = None) -> Body:
    def body(connection: Connection) -> str:
        connection.execute(ADD, {"words": words, "leaf": leaf})
        return words

    return body


def adding_and_raising(words: str) -> Body:
    def body(connection: Connection) -> None:
        adding(words)(connection)
        raise LookupError(words)

    return body


async def together(database: Database, *bodies: Body) -> list[Any]:
    """Run them so that all but the first wait while it runs, and give what became of each."""
    return await asyncio.gather(*(database.write(each) for each in bodies), return_exceptions=True)


async def kept(database: Database) -> list[str]:
    return list(await database.read(lambda connection: connection.execute(ALL).scalars()))


async def test_bodies_that_wait_share_commits(notes: Database) -> None:
    commits: list[object] = []

    def committed(connection: Connection) -> None:
        commits.append(connection)

    event.listen(Engine, "commit", committed)
    try:
        found = await together(notes, *(adding(f"{number:02}") for number in range(40)))
    finally:
        event.remove(Engine, "commit", committed)
    assert found == await kept(notes) == [f"{number:02}" for number in range(40)]
    assert len(commits) < 20


async def test_one_that_raises_leaves_nothing_and_the_others_stay(notes: Database) -> None:
    bodies = [adding("a"), adding("b"), adding_and_raising("c"), adding("b"), adding("d")]
    found = await together(notes, *bodies)
    assert [type(each) for each in found] == [str, str, LookupError, IntegrityError, str]
    assert await kept(notes) == ["a", "b", "d"]


async def test_where_the_commit_fails_each_meets_its_own_fate(notes: Database) -> None:
    bodies = [adding("a"), adding("b"), adding("c", "no such leaf"), adding("d")]
    found = await together(notes, *bodies)
    assert [type(each) for each in found] == [str, str, IntegrityError, str]
    assert await kept(notes) == ["a", "b", "d"]


async def test_one_that_ends_the_groups_transaction_harms_no_other(notes: Database) -> None:
    def ending(connection: Connection) -> None:
        connection.exec_driver_sql("ROLLBACK")
        raise LookupError

    found = await together(notes, adding("a"), adding("b"), ending, adding("c"))
    assert [type(each) for each in found] == [str, str, LookupError, str]
    assert await kept(notes) == ["a", "b", "c"]


async def test_what_went_before_in_the_group_is_seen(notes: Database) -> None:
    def count(connection: Connection) -> int:
        return len(connection.execute(ALL).all())

    found = await together(notes, adding("a"), adding("b"), adding("c"), count)
    assert found[-1] == 3
