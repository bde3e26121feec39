"""Frozen dataclasses to JSON values and back, by their type hints.

Conversation state is explicit records, so that a stored row holds data and never code, and a
class may move without breaking what is stored.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


class CannotDecode(ValueError):
    """A stored value does not fit the type it is read as."""


def encode(value: object) -> Any:  # noqa: PLR0911  # one line a kind is the clearest form
    """Give `value` as JSON values. Parts that equal their dataclass's default are left out."""
    if is_dataclass(value) and not isinstance(value, type):
        changed = ((each, getattr(value, each.name)) for each in fields(value))
        return {each.name: encode(part) for each, part in changed if part != each.default}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): encode(part) for key, part in value.items()}
    if isinstance(value, frozenset):
        return sorted(encode(part) for part in value)
    if isinstance(value, tuple | list):
        return [encode(part) for part in value]
    return value


def decode(kind: type[T], value: Any) -> T:
    """Read what `encode` gave for a value of `kind`. Raises CannotDecode."""
    try:
        decoded: T = _decode(kind, value)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise CannotDecode(str(error)) from error
    return decoded


def _decode(kind: Any, value: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return None if value is None else _decode(_only_kind(kind), value)
    if origin is tuple:
        return _tuple(get_args(kind), value)
    if origin is frozenset:
        return frozenset(_decode(get_args(kind)[0], each) for each in value)
    if origin is not None:
        part = get_args(kind)[1]
        return {key: _decode(part, each) for key, each in value.items()}
    return _plain(kind, value)


def _plain(kind: Any, value: Any) -> Any:
    if is_dataclass(kind):
        return _record(kind, value)
    if issubclass(kind, Enum):
        return kind(value)
    if kind is timedelta:
        return timedelta(seconds=value)
    if kind in (datetime, date, time):
        return kind.fromisoformat(value)
    if not isinstance(value, kind):
        raise TypeError(f"{type(value).__name__} is not {kind.__name__}")
    return value


def _only_kind(kind: Any) -> Any:
    found = [each for each in get_args(kind) if each is not NoneType]
    if len(found) != 1:
        raise TypeError("only one kind or None can be told apart")
    return found[0]


def _tuple(kinds: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    if kinds[-1] is Ellipsis:
        return tuple(_decode(kinds[0], each) for each in value)
    return tuple(_decode(kind, each) for kind, each in zip(kinds, value, strict=True))


def _record(kind: Any, value: Mapping[str, Any]) -> Any:
    hints = get_type_hints(kind)
    return kind(**{name: _decode(hints[name], part) for name, part in value.items()})
