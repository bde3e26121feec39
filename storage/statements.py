"""The few statements that SQLAlchemy Core does not spell the same on both engines."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, String, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

Row = Mapping[str, Any]
_Insert = postgresql.Insert | sqlite.Insert
_INSERT: Mapping[str, Callable[[Table], _Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


def upsert(connection: Connection, table: Table, row: Row) -> None:
    """Write a row in place of the one with the same primary key."""
    connection.execute(_upsert(connection.dialect.name, table, tuple(row)), row)


def insert_unless_there(connection: Connection, table: Table, row: Row) -> bool:
    """Write a row unless a key or the guard refuses it; say whether it was written.

    A refusal leaves the transaction usable. Where another open transaction has written the like,
    PostgreSQL waits for its end.
    """
    return connection.execute(_careful_insert(connection.dialect.name, table), row).rowcount == 1


# Building a statement takes longer than running it, so each is built once.
@lru_cache(maxsize=256)
def _upsert(dialect: str, table: Table, columns: tuple[str, ...]) -> _Insert:
    statement = _INSERT[dialect](table)
    own = [each.name for each in table.primary_key]
    changed = {name: statement.excluded[name] for name in columns if name not in own}
    return statement.on_conflict_do_update(index_elements=own, set_=changed)


@lru_cache(maxsize=256)
def _careful_insert(dialect: str, table: Table) -> _Insert:
    return _INSERT[dialect](table).on_conflict_do_nothing()


class RandomText(FunctionElement[str]):
    """32 random letters, made by the database where they are written."""

    type = String()
    inherit_cache = True


@compiles(RandomText, "sqlite")
def _random_sqlite(*_: object, **__: object) -> str:
    return "lower(hex(randomblob(16)))"


@compiles(RandomText, "postgresql")
def _random_postgresql(*_: object, **__: object) -> str:
    return "replace(CAST(gen_random_uuid() AS text), '-', '')"
