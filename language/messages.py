"""A message as it is read, and the places in it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from language.context import ReadingContext
from language.lexicon import Lexicon
from language.moments.scanning import Placed
from language.names import NameMatch
from language.tokens import HIDDEN, Token
from language.understanding import Read


@dataclass(frozen=True, slots=True)
class Message:
    """A text, cut into tokens, with what it is read against."""

    text: str
    tokens: tuple[Token, ...]
    context: ReadingContext
    lexicon: Lexicon

    def shown(self, hidden: frozenset[int]) -> tuple[Token, ...]:
        """Give the tokens for the grammar: a name or a number to call is an unknown word to it."""
        return tuple(
            replace(token, form=HIDDEN, shape="hidden") if index in hidden else token
            for index, token in enumerate(self.tokens)
        )


def indexes(matches: Iterable[NameMatch | Placed]) -> frozenset[int]:
    """Give the tokens that matches or elements were read from."""
    return frozenset(index for each in matches for index in range(each.first, each.after))


def tokens_within(tokens: tuple[Token, ...], found: Read[Any] | None) -> frozenset[int]:
    """Give the tokens something was read from."""
    if found is None:
        return frozenset()
    inside = (index for index, token in enumerate(tokens) if found.start <= token.start < found.end)
    return frozenset(inside)
