"""Documents as text: strict JSON in, tidy JSON out (RFC 8259)."""

import json
import re
from decimal import Decimal
from typing import Any, NoReturn

from api.reports import InvalidDocument, Json, Problem

_PIECE = re.compile(r'"(?:\\.|[^"\\])*"|NaN|-?Infinity|-?\d+|[\[\]{}]', re.DOTALL)
"""What can be wrong; texts are passed over as they are."""
_NO_NUMBERS = ("NaN", "Infinity", "-Infinity")
_LONGEST_NUMBER = 4300
"""Longer ones are refused by Python's reader (sys.set_int_max_str_digits)."""
_DEEPEST = 200


class JsonObject(dict[str, Any]):
    """An object as it was written. `repeated` are names that stand in it more than once."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        names = [name for name, _ in pairs]
        self.repeated = tuple(dict.fromkeys(each for each in names if names.count(each) > 1))


def read_json(content: bytes) -> Json:
    """Read a document. Numbers are exact. Raises InvalidDocument that names line and column."""
    text = _decoded(content)
    try:
        document = json.loads(
            text,
            object_pairs_hook=_object,
            parse_float=Decimal,
            parse_constant=_refuse_constant,
        )
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise _broken(f"is not JSON: {error.msg[:1].lower()}{error.msg[1:]} at {where}") from error
    except (RecursionError, ValueError) as error:
        raise _broken(_unreadable(text)) from error
    return document


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _broken(f"is not UTF-8 text (byte {error.start + 1}); save it as UTF-8") from error


def _unreadable(text: str) -> str:
    """Say what Python's reader gives up on, and where: it tells no place for any of these."""
    depth = 0
    for found in _PIECE.finditer(text):
        piece, where = found[0], _place_of(text, found.start())
        if piece in _NO_NUMBERS:
            return f"is not JSON: {piece} is no number at {where}"
        if piece[-1].isdigit() and len(piece) > _LONGEST_NUMBER:
            return f"has a number of {len(piece)} digits at {where}"
        depth += (piece in "[{") - (piece in "]}")
        if depth > _DEEPEST:
            return f"is nested more than {_DEEPEST} deep at {where}"
    return "is not JSON that anybody would write"


def _place_of(text: str, position: int) -> str:
    line = text.count("\n", 0, position) + 1
    return f"line {line}, column {position - text.rfind(chr(10), 0, position)}"


def write_json(document: Json) -> str:
    """Write a document for people to read and change; it ends in a line end."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _object(pairs: list[tuple[str, Any]]) -> Json:
    plain = dict(pairs)
    # Nearly all are plain, and a plain one is what the rest of Python knows best.
    return plain if len(plain) == len(pairs) else JsonObject(pairs)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _broken(problem: str) -> InvalidDocument:
    return InvalidDocument((Problem("$", problem),))
