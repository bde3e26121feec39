"""The few statements that SQLAlchemy Core does not spell the same on both engines."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import JSON, ColumnElement, Connection, String, Table, any_, bindparam
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NullType, TypeEngine

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


class Among(FunctionElement[Any]):
    """Tells whether a column has one of the texts that a parameter lists: any number, even none.

    Where the driver takes a list as one value it is sent so: a statement spelled anew for each
    number of them costs more than what it asks.
    """

    # Without a type: SQLite, which has no truth values, would compare it with 1 and use no index.
    inherit_cache = True

    def __init__(self, column: ColumnElement[Any], parameter: str) -> None:
        super().__init__(column, bindparam(parameter))


@compiles(Among, "sqlite")
def _among_sqlite(element: Among, compiler: SQLCompiler, **keywords: Any) -> str:
    column, parameter = element.clauses
    return compiler.process(column.in_(bindparam(parameter.key, expanding=True)), **keywords)


@compiles(Among, "postgresql")
def _among_postgresql(element: Among, compiler: SQLCompiler, **keywords: Any) -> str:
    column, parameter = element.clauses
    texts = bindparam(parameter.key, type_=postgresql.ARRAY(String))
    return compiler.process(column == any_(texts), **keywords)


class Gathered(FunctionElement[list[Any]]):
    """Lists what a column has in a group's rows: in two of them the rows are in the same order.

    A list for each group comes through driver and SQLAlchemy far faster than a row for each of its items.
    """

    type: TypeEngine[Any] = NullType().with_variant(JSON(), "sqlite")
    inherit_cache = True


@compiles(Gathered, "sqlite")
def _gathered_sqlite(element: Gathered, compiler: SQLCompiler, **keywords: Any) -> str:
    return f"json_group_array({compiler.process(element.clauses, **keywords)})"


@compiles(Gathered, "postgresql")
def _gathered_postgresql(element: Gathered, compiler: SQLCompiler, **keywords: Any) -> str:
    return f"array_agg({compiler.process(element.clauses, **keywords)})"


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
