"""Values of the core as JSON and back, by the types of their fields.

For `details` columns only. What is missing takes its field's default and what is unknown is left
out, so that rows of the version before and after can both be read.
"""

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from functools import lru_cache, partial
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
Json = Any
"""Whatever `json` can write."""

_PLAIN = (str, int, float, bool, type(None))


def encode(value: object) -> Json:
    """Give a value as JSON."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value // timedelta(microseconds=1)
    if isinstance(value, Decimal):
        return str(value)
    return _encode_many(value)


def _encode_many(value: object) -> Json:
    if isinstance(value, Mapping):
        # Pairs, not an object: keys need not be text, and order is kept.
        return [[encode(key), encode(each)] for key, each in value.items()]
    if isinstance(value, frozenset):
        return sorted(encode(each) for each in value)
    if isinstance(value, tuple):
        return [encode(each) for each in value]
    return encode_fields(value)


def encode_fields(value: object, without: frozenset[str] = frozenset()) -> dict[str, Json]:
    """Give a dataclass as a JSON object, but for the fields that have columns of their own."""
    kind: Any = type(value)
    return {name: encode(getattr(value, name)) for name in _names_of_fields(kind, without)}


@lru_cache(maxsize=256)
def _names_of_fields(kind: Any, without: frozenset[str]) -> tuple[str, ...]:
    if not is_dataclass(kind):
        raise TypeError(f"no JSON for {kind.__name__}")
    return tuple(each.name for each in fields(kind) if each.name not in without)


def decode(kind: Callable[..., T], data: Mapping[str, Json], **columns: object) -> T:
    """Build a dataclass from its JSON object and the fields that have columns of their own."""
    readers = _readers_of(kind)
    values = {name: readers[name](each) for name, each in data.items() if name in readers}
    return kind(**values, **columns)


@lru_cache(maxsize=256)
def _readers_of(kind: Any) -> dict[str, Callable[[Json], Any]]:
    return {name: _reader(hint) for name, hint in get_type_hints(kind).items()}


def _reader(hint: Any) -> Callable[[Json], Any]:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is None:
        return _plain_reader(hint)
    if origin in (Union, types.UnionType):
        return _optional(_reader(next(each for each in arguments if each is not types.NoneType)))
    if origin in (tuple, frozenset):
        return _collection(origin, _reader(arguments[0]))
    return _mapping(_reader(arguments[0]), _reader(arguments[1]))


def _plain_reader(kind: Any) -> Callable[[Json], Any]:
    if kind in (date, datetime):
        return cast("Callable[[Json], Any]", kind.fromisoformat)
    if kind is timedelta:
        return _microseconds
    if is_dataclass(kind):
        return partial(_decode, kind)
    return _as_is if kind in _PLAIN else kind


def _decode(kind: Any, data: Mapping[str, Json]) -> Any:
    return decode(kind, data)


def _optional(read: Callable[[Json], Any]) -> Callable[[Json], Any]:
    return lambda data: None if data is None else read(data)


def _collection(
    kind: Callable[[list[Any]], Any], read: Callable[[Json], Any]
) -> Callable[[Json], Any]:
    return lambda data: kind([read(each) for each in data])


def _mapping(read_key: Callable[[Json], Any], read: Callable[[Json], Any]) -> Callable[[Json], Any]:
    return lambda data: {read_key(key): read(each) for key, each in data}


def _microseconds(data: Json) -> timedelta:
    return timedelta(microseconds=data)


def _as_is(data: Json) -> Any:
    return data
