"""Types of documents as tables: which property is which field of the core's value.

One table reads and writes a type, so that the two cannot drift apart. Reading goes on after a
problem, to report all there are. A property whose value is null counts as left out, as in Graph.
Writing leaves out what has its default.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any, Generic, TypeVar

from api.building import Values, build
from api.reports import Json, Place, Refused, advice, shown
from api.values import Codec

T = TypeVar("T")
_NO_DEFAULT = object()


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """A property `name` that is the core's `field`.

    It is written where it differs from the field's default, or always.
    """

    name: str
    field: str
    codec: Codec[Any]
    is_required: bool = False
    is_always_written: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """An object of Graph's whose properties are fields of the core's value around it."""

    name: str
    members: "Members"


@dataclass(frozen=True, slots=True)
class Part:
    """Properties of Graph's that are one field of the core, a value of its own, made by `make`.

    Unless it is required, the field is left alone where none of them is there.
    """

    field: str
    make: Callable[..., Any]
    members: "Members"
    is_required: bool = False


Row = Property | Group | Part


@dataclass(frozen=True, slots=True)
class Members:
    """The properties of an object.

    `not_kept` are Graph's that Frontdesk does not keep (a note says so), `ignored` those that are
    read-only or kept elsewhere.
    """

    rows: tuple[Row, ...]
    not_kept: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()

    def names(self) -> tuple[str, ...]:
        """List the properties one may write, those of parts included."""
        return tuple(each for row in self.rows for each in _names(row))

    def read(self, value: Json, place: Place) -> Values:
        """Give what is there, by field. Raises Refused after everything has been looked at."""
        if not isinstance(value, dict):
            place.refuse(f"must be an object in braces, not {shown(value)}")
        before = len(place.report.problems)
        self._look_around(value, place)
        found = self.read_rows(value, place)
        if len(place.report.problems) > before:
            raise Refused
        return found

    def read_rows(self, value: Mapping[str, Json], place: Place) -> Values:
        """Give what the rows find, whatever else the object holds. Raises Refused at the end."""
        found: Values = {}
        is_good = True
        for row in self.rows:
            try:
                found.update(_read_row(row, value, place))
            except Refused:
                is_good = False
        if not is_good:
            raise Refused
        return found

    def write(self, source: Any) -> dict[str, Json]:
        """Give the object for a value of the core."""
        written: dict[str, Json] = {}
        for row in self.rows:
            written.update(_write_row(row, source))
        return written

    def place_of(self, field: str, place: Place) -> "tuple[Place, str] | None":
        """Find what the core complains of: its place and the field it was read into."""
        found = (_place_of(row, field, place) for row in self.rows)
        return next((each for each in found if each is not None), None)

    def _look_around(self, value: Mapping[str, Json], place: Place) -> None:
        for name in getattr(value, "repeated", ()):
            place.member(name).complain("is there twice; remove one of the two")
        known = self.names()
        for name in value:
            if name in known or name in self.ignored or name.startswith("@") or "@odata." in name:
                continue
            if name in self.not_kept:
                place.member(name).note("is not kept: Frontdesk does not use it")
            else:
                place.member(name).complain(f"unknown property; {advice(name, known)}")


@dataclass(frozen=True, slots=True)
class Shape(Generic[T]):
    """A type of documents: values of the core's `kind`, made of its members. It is a codec."""

    kind: Callable[..., T]
    members: Members

    def read(self, value: Json, place: Place) -> T:
        """Give the value. Raises Refused."""
        return build(self.kind, self.members.read(value, place), self.members.place_of, place)

    def write(self, value: T) -> Json:
        """Give the object."""
        return self.members.write(value)


def _names(row: Row) -> tuple[str, ...]:
    return row.members.names() if isinstance(row, Part) else (row.name,)


def _read_row(row: Row, value: Mapping[str, Json], place: Place) -> Values:
    if isinstance(row, Group):
        inner = value.get(row.name)
        return {} if inner is None else row.members.read(inner, place.member(row.name))
    if isinstance(row, Part):
        is_there = any(value.get(name) is not None for name in row.members.names())
        if not is_there and not row.is_required:
            return {}
        return {
            row.field: build(
                row.make, row.members.read_rows(value, place), row.members.place_of, place
            )
        }
    found = value.get(row.name)
    if found is None:
        if row.is_required:
            place.member(row.name).refuse("is missing; add it")
        return {}
    return {row.field: row.codec.read(found, place.member(row.name))}


def _write_row(row: Row, source: Any) -> Iterator[tuple[str, Json]]:
    if isinstance(row, Group):
        inner = row.members.write(source)
        if inner:
            yield row.name, inner
        return
    value = getattr(source, row.field)
    if isinstance(row, Part):
        if value != _default(source, row.field):
            yield from row.members.write(value).items()
    elif row.is_required or row.is_always_written or value != _default(source, row.field):
        yield row.name, row.codec.write(value)


def _default(source: Any, name: str) -> Any:
    found = next(each for each in fields(source) if each.name == name)
    if found.default is not MISSING:
        return found.default
    return _NO_DEFAULT if found.default_factory is MISSING else found.default_factory()


def _place_of(row: Row, field: str, place: Place) -> tuple[Place, str] | None:
    if isinstance(row, Group):
        return row.members.place_of(field, place.member(row.name))
    if isinstance(row, Part):
        inner = row.members.place_of(field, place)
        return None if inner is None else (inner[0], row.field)
    return (place.member(row.name), row.field) if field in (row.name, row.field) else None
