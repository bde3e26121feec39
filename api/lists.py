"""Lists and maps of values in documents. Every element is read before one that is wrong is told."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from api.reports import Json, Place, Refused, shown
from api.values import Codec

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Many(Generic[T]):
    """A list; each element is read with `each`."""

    each: Codec[T]

    def read(self, value: Json, place: Place) -> tuple[T, ...]:
        """Give every element. All of them are read before one that is wrong is told."""
        found = read_each(self.each, value, place)
        good = tuple(each for each in found if each is not None)
        if len(good) < len(found):
            raise Refused
        return good

    def write(self, value: Iterable[T]) -> Json:
        """Give the list."""
        return [self.each.write(each) for each in value]


@dataclass(frozen=True, slots=True)
class ManyDifferent(Generic[T]):
    """A list in which nothing is said twice; `what` tells what of an element must differ."""

    each: Codec[T]
    what: Callable[[T], object] = repr

    def read(self, value: Json, place: Place) -> tuple[T, ...]:
        """Give every element."""
        found = Many(self.each).read(value, place)
        said = [self.what(each) for each in found]
        for position, one in enumerate(said):
            if one in said[:position]:
                place.item(position).refuse("is there already; remove one of the two")
        return found

    def write(self, value: Iterable[T]) -> Json:
        """Give the list."""
        return Many(self.each).write(value)


@dataclass(frozen=True, slots=True)
class AnyOf(Generic[T]):
    """A list whose order says nothing. It is written in the order of its words."""

    each: Codec[T]

    def read(self, value: Json, place: Place) -> frozenset[T]:
        """Give the set."""
        return frozenset(Many(self.each).read(value, place))

    def write(self, value: frozenset[T]) -> Json:
        """Give the list."""
        return sorted(Many(self.each).write(value))


@dataclass(frozen=True, slots=True)
class ByName(Generic[T]):
    """An object whose property names are data: `name` checks them, `value` reads the rest."""

    name: Codec[str]
    value: Codec[T]

    def read(self, value: Json, place: Place) -> dict[str, T]:
        """Give the values by name."""
        if not isinstance(value, dict):
            place.refuse(f"must be an object in braces, not {shown(value)}")
        return {
            self.name.read(key, place.member(key)): self.value.read(each, place.member(key))
            for key, each in value.items()
        }

    def write(self, value: Mapping[str, T]) -> Json:
        """Give the object, names in order."""
        return {key: self.value.write(value[key]) for key in sorted(value)}


def read_each(codec: Codec[T], value: Json, place: Place) -> list[T | None]:
    """Read the elements of a list; None stands where one was refused. Raises Refused."""
    if not isinstance(value, list):
        place.refuse(f"must be a list in square brackets, not {shown(value)}")
    return [_read_or_none(codec, each, place.item(at)) for at, each in enumerate(value)]


def _read_or_none(codec: Codec[T], value: Json, place: Place) -> T | None:
    try:
        return codec.read(value, place)
    except Refused:
        return None
