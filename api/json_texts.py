"""Documents as text: strict JSON in, tidy JSON out (RFC 8259)."""

import json
from decimal import Decimal
from typing import Any, NoReturn

from api.reports import InvalidDocument, Json, Problem


class JsonObject(dict[str, Any]):
    """An object as it was written. `repeated` are names that stand in it more than once."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        names = [name for name, _ in pairs]
        self.repeated = tuple(dict.fromkeys(each for each in names if names.count(each) > 1))


def read_json(content: bytes) -> Json:
    """Read a document. Numbers are exact. Raises InvalidDocument that names line and column."""
    try:
        text = content.decode("utf-8-sig")
        document = json.loads(
            text,
            object_pairs_hook=_object,
            parse_float=Decimal,
            parse_constant=_refuse_constant,
        )
    except UnicodeDecodeError as error:
        raise _broken(f"is not UTF-8 text (byte {error.start + 1}); save it as UTF-8") from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise _broken(f"is not JSON: {error.msg[:1].lower()}{error.msg[1:]} at {where}") from error
    except (RecursionError, ValueError) as error:
        raise _broken("is not JSON that anybody would write") from error
    return document


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
