"""The door to the database: whole transactions, tried again, left alone by who walks away."""

import asyncio
import contextlib
import random
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import Connection, make_url, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from storage.database import TRIES, Database
from storage.database_time import database_now
from storage.failures import DatabaseUnavailable, TransactionConflict

ADD = text("INSERT INTO note (words) VALUES (:words)")
ALL = text("SELECT words FROM note ORDER BY words")


@pytest_asyncio.fixture
async def notes(database_url: str) -> AsyncIterator[Database]:
    """A database with one table of our own."""
    database = await Database.open(database_url, chance=random.Random(1).random)
    make = text("CREATE TABLE note (words VARCHAR PRIMARY KEY)")
    await database.write(lambda connection: connection.execute(make))
    yield database
    await database.close()


def add(connection: Connection, words: str) -> None:
    connection.execute(ADD, {"words": words})


def adding(*words: str) -> Callable[[Connection], None]:
    """A body that writes these notes, one after the other."""

    def body(connection: Connection) -> None:
        for each in words:
            add(connection, each)

    return body


async def kept(database: Database) -> list[str]:
    return list(await database.read(lambda connection: connection.execute(ALL).scalars()))


async def test_what_a_body_wrote_is_kept_whole(notes: Database) -> None:
    await notes.write(adding("a", "b"))
    assert await kept(notes) == ["a", "b"]


async def test_of_a_body_that_raises_nothing_is_kept(notes: Database) -> None:
    def body(connection: Connection) -> None:
        add(connection, "a")
        raise LookupError

    with pytest.raises(LookupError):
        await notes.write(body)
    assert await kept(notes) == []


async def test_a_reader_cannot_write(notes: Database) -> None:
    with pytest.raises(DBAPIError):
        await notes.read(adding("a"))
    assert await kept(notes) == []


async def test_a_reader_sees_one_state_throughout(notes: Database, tmp_path: Path) -> None:
    written = tmp_path / "written"

    def read_twice(connection: Connection) -> tuple[int, int]:
        before = len(connection.execute(ALL).all())
        wait_for(connection, written)
        return before, len(connection.execute(ALL).all())

    async def write_between() -> None:
        await asyncio.sleep(0.1)
        await notes.write(adding("a"))
        written.touch()

    seen, _ = await asyncio.gather(notes.read(read_twice), write_between())
    assert seen == (0, 0)
    assert await kept(notes) == ["a"]


def wait_for(connection: Connection, file: Path) -> None:
    """Wait as each engine's body may: a thread sleeps, a greenlet must let the loop go on."""
    deadline = time.monotonic() + 10
    while not file.exists():
        assert time.monotonic() < deadline
        if connection.dialect.name == "sqlite":
            time.sleep(0.01)
        else:
            connection.execute(text("SELECT pg_sleep(0.01)"))


async def test_a_body_that_came_second_is_run_again_from_its_start(notes: Database) -> None:
    runs = []

    def body(connection: Connection) -> str:
        runs.append(1)
        add(connection, "a")
        if len(runs) < 3:
            raise TransactionConflict
        return "done"

    assert await notes.write(body) == "done"
    assert len(runs) == 3
    assert await kept(notes) == ["a"]


async def test_a_body_is_not_run_again_for_ever(sqlite_url: str) -> None:
    runs = []

    def body(_: Connection) -> None:
        runs.append(1)
        raise TransactionConflict

    database = await Database.open(sqlite_url, chance=lambda: 0.0)
    with pytest.raises(DatabaseUnavailable, match="stayed busy"):
        await database.write(body)
    await database.close()
    assert len(runs) == TRIES


async def test_an_error_of_the_body_is_not_tried_again(notes: Database) -> None:
    runs = []

    def body(connection: Connection) -> None:
        runs.append(1)
        add(connection, "a")
        add(connection, "a")

    with pytest.raises(IntegrityError):
        await notes.write(body)
    assert len(runs) == 1


async def test_two_that_wait_for_each_other_both_get_through(postgres_url: str) -> None:
    database = await Database.open(postgres_url, chance=random.Random(1).random)
    await database.write(lambda c: c.execute(text("CREATE TABLE n (k VARCHAR, v INTEGER)")))
    await database.write(lambda c: c.execute(text("INSERT INTO n VALUES ('a', 0), ('b', 0)")))

    def raise_both(connection: Connection, order: str) -> None:
        for each in order:
            connection.execute(text("UPDATE n SET v = v + 1 WHERE k = :k"), {"k": each})
            connection.execute(text("SELECT pg_sleep(0.2)"))

    await asyncio.gather(
        database.write(lambda c: raise_both(c, "ab")), database.write(lambda c: raise_both(c, "ba"))
    )
    total = await database.read(lambda c: c.execute(text("SELECT sum(v) FROM n")).scalar_one())
    await database.close()
    assert total == 4


async def test_a_writer_waits_for_another_process_that_writes(
    sqlite_url: str, tmp_path: Path
) -> None:
    database = await Database.open(sqlite_url, chance=random.Random(1).random)
    await database.write(lambda c: c.execute(text("CREATE TABLE note (words VARCHAR)")))
    other = sqlite3.connect(tmp_path / "frontdesk.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waiting = asyncio.ensure_future(database.write(adding("a")))
    await asyncio.sleep(0.3)
    assert not waiting.done()
    other.execute("COMMIT")
    other.close()
    await waiting
    assert await kept(database) == ["a"]
    await database.close()


@pytest.mark.parametrize("pause", [0.0, 0.001, 0.005])
async def test_who_walks_away_leaves_a_whole_transaction(database_url: str, pause: float) -> None:
    database = await Database.open(database_url, chance=random.Random(1).random)
    make = text("CREATE TABLE note (words VARCHAR PRIMARY KEY)")
    await database.write(lambda connection: connection.execute(make))
    for number in range(20):
        task = asyncio.ensure_future(database.write(adding(f"{number}-first", f"{number}-second")))
        await asyncio.sleep(pause)
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
    await database.write(adding("last"))
    await database.close()
    again = await Database.open(database_url, chance=random.random)
    numbers = [each.partition("-")[0] for each in await kept(again)]
    await again.close()
    assert "last" in numbers
    assert all(numbers.count(each) == 2 for each in numbers if each != "last")


async def test_closing_waits_for_what_runs(database_url: str) -> None:
    database = await Database.open(database_url, chance=random.random)
    make = text("CREATE TABLE note (words VARCHAR PRIMARY KEY)")
    await database.write(lambda connection: connection.execute(make))
    writing = [asyncio.ensure_future(database.write(adding(n))) for n in "abc"]
    await asyncio.sleep(0)
    await database.close()
    assert all(each.done() for each in writing)
    again = await Database.open(database_url, chance=random.random)
    assert await kept(again) == ["a", "b", "c"]
    await again.close()


async def test_sqlite_is_set_up_to_lose_nothing(sqlite_url: str) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10000}

    def ask(connection: Connection) -> dict[str, object]:
        return {each: connection.exec_driver_sql(f"PRAGMA {each}").scalar_one() for each in wanted}

    database = await Database.open(sqlite_url, chance=random.random)
    found = await database.write(ask)
    await database.close()
    assert found == wanted


async def test_the_time_is_the_databases_plus_the_clocks_offset(notes: Database) -> None:
    hour = timedelta(hours=1)
    now, later = await notes.read(lambda c: (database_now(c), database_now(c, hour)))
    assert abs(now - datetime.now(UTC)) < timedelta(seconds=5)
    assert timedelta() <= later - now - hour < timedelta(seconds=5)


@pytest.mark.parametrize(
    ("url", "advice"),
    [
        ("mysql://host/name", "FRONTDESK_DATABASE_URL must be sqlite:///"),
        ("sqlite+aiosqlite:///x.db", "FRONTDESK_DATABASE_URL must be sqlite:///"),
        ("not a url", "FRONTDESK_DATABASE_URL must be sqlite:///"),
        ("sqlite://", "must name a file"),
        ("sqlite:///:memory:", "must name a file"),
        ("sqlite:////proc/none/x.db", "make the folder /proc/none writable"),
        ("sqlite:////proc/x.db", "make the folder /proc writable"),
        ("postgresql://kim:s3cret@127.0.0.1:1/x", "no PostgreSQL answers at 127.0.0.1:1"),
        ("postgresql://kim:s3cret@no.invalid/x", "no PostgreSQL answers at no.invalid:5432"),
    ],
)
async def test_what_cannot_be_opened_is_said_in_one_line(url: str, advice: str) -> None:
    with pytest.raises(DatabaseUnavailable) as refusal:
        await Database.open(url, chance=random.random)
    assert advice in refusal.value.advice
    assert "\n" not in refusal.value.advice
    assert "s3cret" not in refusal.value.advice


@pytest.mark.parametrize(
    ("part", "wrong", "advice"),
    [
        ("password", "s3cret", "refuses user 'frontdesk'"),
        ("username", "nobody", "refuses user 'nobody'"),
        ("database", "nowhere", "has no database 'nowhere'"),
    ],
)
async def test_a_server_that_refuses_is_said_in_one_line(
    postgres_url: str, part: str, wrong: str, advice: str
) -> None:
    url = make_url(postgres_url).set(**{part: wrong})  # type: ignore[arg-type]  # a part by its name
    with pytest.raises(DatabaseUnavailable) as refusal:
        await Database.open(url.render_as_string(hide_password=False), chance=random.random)
    assert advice in refusal.value.advice
    assert "s3cret" not in refusal.value.advice


async def test_a_lost_server_is_said_and_forgotten_when_it_is_back(postgres_url: str) -> None:
    notes = await Database.open(postgres_url, chance=random.random)
    await notes.write(lambda c: c.execute(text("CREATE TABLE note (words VARCHAR)")))
    leave = text("SELECT pg_terminate_backend(pg_backend_pid())")
    with pytest.raises(DatabaseUnavailable):
        await notes.write(lambda connection: connection.execute(leave))
    await notes.write(adding("a"))
    assert await kept(notes) == ["a"]
    await notes.close()
