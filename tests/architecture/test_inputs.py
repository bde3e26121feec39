"""Clock, chance, identifiers, secrets and the environment come in through two modules."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.source import Named, modules, parse

READERS = {"bot/clock.py", "bot/settings.py"}
MODULES = {"random", "secrets", "time", "uuid"}
ATTRIBUTES = {
    "date": {"today"},
    "datetime": {"now", "today", "utcnow"},
    "os": {"environ", "getenv", "urandom"},
}


def test_no_other_module_reads_them() -> None:
    found = [each for path in modules() for each in _reads(parse(path))]
    assert [each for each in found if each.partition(":")[0] not in READERS] == []


def test_the_two_modules_are_there() -> None:
    assert {parse(path).where for path in modules()} >= READERS


@pytest.mark.parametrize(
    ("source", "reads"),
    [
        ("import random", ["random"]),
        ("import time as clock", ["time"]),
        ("from uuid import uuid4", ["uuid"]),
        ("from secrets import token_hex as make", ["secrets"]),
        ("from datetime import time, datetime", []),
        ("from datetime import datetime\ndatetime.now(UTC)", ["datetime.now"]),
        ("from datetime import datetime as d\nread = d.now", ["datetime.now"]),
        ("import datetime as dt\ndt.datetime.utcnow()", ["datetime.utcnow"]),
        ("from datetime import date\ndate.today()", ["date.today"]),
        ("import os\nos.environ['X']", ["os.environ"]),
        ("from os import getenv", ["os.getenv"]),
        ("clock.now()\nreference.today\nos.link(a, b)", []),
    ],
)
def test_each_way_to_read_them_is_noticed(source: str, reads: list[str]) -> None:
    found = _reads(Named("given", "given", ast.parse(source)))
    assert [each.rpartition(" ")[2] for each in found] == reads


def _reads(module: Named) -> Iterator[str]:
    """Where a module names one of them."""
    original = _original_names(module)
    for node in ast.walk(module.node):
        for name in _named(node, original):
            yield f"{module.where}:{getattr(node, 'lineno', 0)} {name}"


def _named(node: ast.AST, original: dict[str, str]) -> Iterator[str]:
    match node:
        case ast.Import():
            yield from (each.name for each in node.names if each.name in MODULES)
        case ast.ImportFrom(module=str(source)):
            if source in MODULES:
                yield source
            forbidden = ATTRIBUTES["os"] if source == "os" else set()
            yield from (f"os.{each.name}" for each in node.names if each.name in forbidden)
        case ast.Attribute(value=ast.Name(id=owner) | ast.Attribute(attr=owner), attr=attribute):
            known = original.get(owner, owner)
            if attribute in ATTRIBUTES.get(known, ()):
                yield f"{known}.{attribute}"
        case _:
            return


def _original_names(module: Named) -> dict[str, str]:
    """What imported names were called before `as`."""
    imports = (n for n in ast.walk(module.node) if isinstance(n, ast.Import | ast.ImportFrom))
    return {alias.asname: alias.name for each in imports for alias in each.names if alias.asname}
