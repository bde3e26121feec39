"""Values of the core made of what was read, and each thing the core refuses told at its place."""

import re
from collections.abc import Callable
from typing import Any, TypeVar

from api.reports import Place, Refused
from scheduling.errors import InvalidValue

T = TypeVar("T")

Values = dict[str, Any]
"""What was read, by field of the core."""

Locate = Callable[[str, Place], tuple[Place, str] | None]
"""Find what the core complains of within a place: its place, and the field it was read into."""

_SNAKE = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")


def build(kind: Callable[..., T], values: Values, locate: Locate, place: Place) -> T:
    """Make a value of the core. Raises Refused once each thing it refuses has been reported.

    The core tells one problem at a time: what it refuses is left out, and the rest tried again.
    """
    told, left = "", dict(values)
    while True:
        try:
            made = kind(**left)
        except InvalidValue as error:
            field = _complain(error, told, locate, place)
            told = str(error)
            if left.pop(field, None) is None:
                raise Refused from error
        except TypeError as error:  # what was left out is needed
            if not told:
                raise
            raise Refused from error
        else:
            if told:
                raise Refused
            return made


def _complain(error: InvalidValue, told: str, locate: Locate, place: Place) -> str:
    """Report what the core refuses, once, and give the field it was read into."""
    where, field = locate(error.field, place) or (place, "")
    # Of an empty list the core complains again once it is left out.
    if str(error) != told:
        where.complain(in_words_of_documents(error.problem))
    return field


def in_words_of_documents(problem: str) -> str:
    """Spell the core's field names in a message as documents spell them."""
    return _SNAKE.sub(lambda found: _camel(found[0]), problem)


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(each.capitalize() for each in others)
