"""Plain JSON values and what they mean to the core: texts, numbers, choices.

A codec reads a value (and reports what is wrong with it) and writes it back. For every value the
core can hold, `read(write(value)) == value`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import Any, Generic, Protocol, TypeVar
from urllib.parse import urlsplit

from api.reports import Json, Place, advice, shown
from scheduling.customers import email_address, phone_number
from scheduling.errors import InvalidValue

T = TypeVar("T")
E = TypeVar("E", bound=Enum)

LONGEST_IDENTIFIER = 128
_IDENTIFIER = re.compile(rf"(?!\.+$)[^\s/\\?#%]{{1,{LONGEST_IDENTIFIER}}}")
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
# Control characters but for line ends and tabs, and halves of surrogate pairs.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]")
_LARGEST_AMOUNT = Decimal(10) ** 9
_SMALLEST_PART = -4


class Codec(Protocol[T]):
    """Reads a JSON value and writes it."""

    def read(self, value: Json, place: Place) -> T:
        """Give what the value means. Raises Refused once the problem is reported."""
        ...

    def write(self, value: T) -> Json:
        """Give the JSON that `read` would read as this value."""
        ...


MOST_APPOINTMENTS = 1_000


@dataclass(frozen=True, slots=True)
class Text:
    """Words. A control character would break a line of a log, a card or a table: none is taken."""

    longest: int = 400
    shortest: int = 0

    def read(self, value: Json, place: Place) -> str:
        """Give the text as it is."""
        if not isinstance(value, str):
            place.refuse(f"must be text in quotes, not {shown(value)}")
        if len(value) > self.longest:
            place.refuse(f"must be at most {self.longest} characters, and has {len(value)}")
        if len(value.strip()) < self.shortest:
            place.refuse("must not be empty")
        if _UNWRITABLE.search(value):
            place.refuse("must not hold control characters; remove them")
        return value

    def write(self, value: str) -> Json:
        """Give the text."""
        return value


@dataclass(frozen=True, slots=True)
class CheckedText:
    """Text of a form: `check` gives it tidied up, or raises InvalidValue. It may be empty."""

    check: Callable[[str], str]
    text: Text = Text()

    def read(self, value: Json, place: Place) -> str:
        """Give the text as `check` tidies it up."""
        text = self.text.read(value, place)
        if not text:
            return text
        try:
            return self.check(text)
        except InvalidValue as error:
            place.refuse(f'"{shown(text)}" {error.problem}')

    def write(self, value: str) -> Json:
        """Give the text."""
        return value


def _identifier(text: str) -> str:
    if not _IDENTIFIER.fullmatch(text) or not text.isprintable():
        raise InvalidValue("id", r"must be at most 128 characters, no spaces nor any of / \ ? # %")
    return text


def _web_address(text: str) -> str:
    try:
        parts = urlsplit(text)
        is_good = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_good = False
    if not is_good or any(each.isspace() for each in text):
        raise InvalidValue("url", "must be a web address such as https://www.example.com")
    return text


def _language_tag(text: str) -> str:
    if not _LANGUAGE_TAG.fullmatch(text):
        raise InvalidValue("languageTag", "must be a language tag such as en or pt-BR")
    return text


@dataclass(frozen=True, slots=True)
class Truth:
    """true or false."""

    def read(self, value: Json, place: Place) -> bool:
        """Give the truth value."""
        if not isinstance(value, bool):
            place.refuse(f"must be true or false, not {shown(value)}")
        return value

    def write(self, value: bool) -> Json:  # noqa: FBT001  # the value itself, as any codec's
        """Give the truth value."""
        return value


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number within bounds."""

    least: int
    most: int

    def read(self, value: Json, place: Place) -> int:
        """Give the number."""
        number = int(value) if isinstance(value, Decimal) and value == int(value) else value
        if not isinstance(number, int) or isinstance(number, bool):
            place.refuse(f"must be a whole number, not {shown(value)}")
        if not self.least <= number <= self.most:
            place.refuse(f"must be from {self.least} to {self.most}")
        return number

    def write(self, value: int) -> Json:
        """Give the number."""
        return value


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money: Edm.Double on the wire, exact in the core."""

    def read(self, value: Json, place: Place) -> Decimal:
        """Give the amount, exactly as it is written."""
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            place.refuse(f"must be a number such as 42 or 19.5, not {shown(value)}")
        amount = Decimal(str(value))
        if not amount.is_finite() or not 0 <= amount < _LARGEST_AMOUNT:
            place.refuse("must be zero or more, and less than a thousand million")
        if amount != round(amount, -_SMALLEST_PART):
            place.refuse(f"must have at most {-_SMALLEST_PART} decimals")
        return amount

    def write(self, value: Decimal) -> Json:
        """Give a JSON number that reads as the same amount."""
        return int(value) if value == value.to_integral_value() else float(value)


@dataclass(frozen=True, slots=True)
class Choice(Generic[E]):
    """One of the members of an enum. `also` are other words that are read as a member."""

    kind: type[E]
    also: Mapping[str, E] = field(default_factory=dict)

    def read(self, value: Json, place: Place) -> E:
        """Give the member."""
        known: dict[str, E] = {**{each.value: each for each in self.kind}, **self.also}
        if not isinstance(value, str) or value not in known:
            place.refuse(f'"{shown(value)}" is not known; {advice(shown(value), tuple(known))}')
        return known[value]

    def write(self, value: E) -> Json:
        """Give the member's word."""
        return value.value


NAME = Text(shortest=1)
SHORT_NAME = Text(longest=200, shortest=1)
WORDS = Text()
PROSE = Text(longest=10_000)
TRUTH: Codec[Any] = Truth()
AMOUNT = Amount()
IDENTIFIER = CheckedText(_identifier, Text(LONGEST_IDENTIFIER, shortest=1))
WEB_ADDRESS = CheckedText(_web_address, Text(longest=2000))
LANGUAGE_TAG = CheckedText(_language_tag)
EMAIL_ADDRESS = CheckedText(email_address)
PHONE = CheckedText(phone_number)
