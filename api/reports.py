"""What is wrong with a document and where: problems and notes, each with its JSON path."""

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, NoReturn

Json = Any
"""Whatever JSON can say."""

_PLAIN_NAME = re.compile(r"[A-Za-z_@][A-Za-z0-9_.@-]*")
_SHOWN_LENGTH = 60
_LONGEST_LIST = 12


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to know about a document: where it is (`$.services[2].id`), and what to do."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


class InvalidDocument(Exception):
    """The document cannot be used. `problems` are all there are, in the order of reading."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(each) for each in problems))
        self.problems = problems


class Refused(Exception):
    """A value could not be read. It has been reported; what depends on it is not built."""


@dataclass(slots=True)
class Report:
    """Collects what is found while a document is read.

    A problem makes the document unusable, a note only says that something was left out.
    """

    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    def raise_problems(self) -> None:
        """Raise InvalidDocument if there is a problem."""
        if self.problems:
            raise InvalidDocument(tuple(self.problems))


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a document, and the report that what is found there goes to."""

    path: str
    report: Report

    def member(self, name: str) -> "Place":
        """The place of a property."""
        quoted = f".{name}" if _PLAIN_NAME.fullmatch(name) else f'["{shown(name)}"]'
        return Place(f"{self.path}{quoted}", self.report)

    def item(self, position: int) -> "Place":
        """The place of an element of a list."""
        return Place(f"{self.path}[{position}]", self.report)

    def complain(self, message: str) -> None:
        """Report a problem here and go on."""
        self.report.problems.append(Problem(self.path, message))

    def refuse(self, message: str) -> NoReturn:
        """Report a problem here. Raises Refused."""
        self.complain(message)
        raise Refused

    def note(self, message: str) -> None:
        """Report something that was left out."""
        self.report.notes.append(Problem(self.path, message))


def shown(value: Json) -> str:
    """Give a value as it stands in a message: on one line, and not for ever."""
    text = value if isinstance(value, str) else repr(value)
    text = "".join(each if each.isprintable() else " " for each in text)
    return text if len(text) <= _SHOWN_LENGTH else f"{text[: _SHOWN_LENGTH - 1]}…"


def advice(wrong: str, known: tuple[str, ...]) -> str:
    """Say which of the known words was probably meant, or which there are."""
    folded = {each.lower(): each for each in known}
    near = get_close_matches(wrong.lower(), folded, n=1, cutoff=0.6)
    if near:
        return f'did you mean "{folded[near[0]]}"?'
    listed = ", ".join(known[:_LONGEST_LIST])
    more = ", ..." if len(known) > _LONGEST_LIST else ""
    return f"there are {listed}{more}" if known else "there are none"
