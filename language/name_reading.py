"""Reads the name a person tells of themselves."""

from dataclasses import replace
from typing import Final

from language.context import Expecting
from language.lexicon import Lexicon
from language.tokens import Token
from language.understanding import Read

_MOST_NAME_WORDS: Final = 5
_MOST_NAME_TOKENS: Final = 2 * _MOST_NAME_WORDS
_LONGEST_INITIAL: Final = 3
# "Hi, I am Peter": what may stand before a lead that is no lead deep within a sentence.
_FEW_WORDS: Final = 2
_OF_PEOPLE: Final = {"CUSTOMER_LEAD", "CODE_LEAD", "ANSWER_FILLER", "HALF_OF_DAY_GLUED", "Q"}
_NEVER_A_NAME: Final = {
    "RELATIVE_DAY", "WEEKDAY", "AT_CLOCK", "THE", "TONIGHT", "NEXT", "THIS", "AND", "ON",
}  # fmt: skip


def read_name(
    text: str,
    tokens: tuple[Token, ...],
    lexicon: Lexicon,
    expecting: Expecting | None,
    used: frozenset[int],
) -> Read[str] | None:
    """Give the name a person tells: after "my name is", "I'm", or bare where it was asked for."""
    for index in range(len(tokens)):
        for term in lexicon.found_at(tokens, index):
            is_soft = term.category == "NAME_LEAD_SOFT"
            if term.category == "NAME_LEAD" or (is_soft and _opens(tokens, index)):
                needs_capital = is_soft and expecting is not Expecting.NAME
                found = _name_from(
                    text, tokens, term.end, lexicon, used, needs_capital=needs_capital
                )
                if found:
                    return found
    if expecting in (Expecting.NAME, Expecting.CONTACT):
        needs_capital = expecting is Expecting.CONTACT
        return _bare_name(text, tokens, lexicon, used, needs_capital=needs_capital)
    if used:
        # "Bob Smith 0612345678": what stands beside a number and is nothing else is the name.
        return _name_from(text, tokens, 0, lexicon, used, needs_capital=True, is_all=True)
    return None


def _bare_name(
    text: str,
    tokens: tuple[Token, ...],
    lexicon: Lexicon,
    used: frozenset[int],
    *,
    needs_capital: bool,
) -> Read[str] | None:
    """Give the name that is the whole message, where one was asked for."""
    if _is_article(tokens, lexicon):
        # "The Foxes" call themselves so; "the first one" is no name.
        rest = _name_from(text, tokens, 1, lexicon, used, needs_capital=True, is_all=True)
        start = tokens[0].start
        return rest and replace(rest, value=text[start : rest.end], start=start)
    first = _first_unused(tokens, used)
    if tokens[first:] and tokens[first].form in lexicon.words["correction"]:
        # "Actually colouring" corrects something, and tells no name.
        return None
    return _name_from(text, tokens, first, lexicon, used, needs_capital=needs_capital, is_all=True)


def _first_unused(tokens: tuple[Token, ...], used: frozenset[int]) -> int:
    """Give the place of the first word that was read as nothing else, 0 where there is none."""
    words = (index for index, token in enumerate(tokens) if token.is_word and index not in used)
    return next(words, 0)


def _is_article(tokens: tuple[Token, ...], lexicon: Lexicon) -> bool:
    return bool(tokens) and any(term.category == "THE" for term in lexicon.found_at(tokens, 0))


def _opens(tokens: tuple[Token, ...], index: int) -> bool:
    return index == 0 or tokens[index - 1].shape == "mark" or index <= _FEW_WORDS


def _name_from(
    text: str,
    tokens: tuple[Token, ...],
    first: int,
    lexicon: Lexicon,
    used: frozenset[int],
    *,
    needs_capital: bool,
    is_all: bool = False,
) -> Read[str] | None:
    last = first
    while (
        last < len(tokens)
        and last - first < _MOST_NAME_TOKENS
        and _continues(tokens, last, first, lexicon, used, is_soft=needs_capital)
    ):
        last += 1
    while last > first and tokens[last - 1].shape == "mark":
        last -= 1
    rest = [
        index for index in range(last, len(tokens)) if tokens[index].is_word and index not in used
    ]
    if last == first or (is_all and rest):
        return None
    start, end = tokens[first].start, tokens[last - 1].end
    written = text[start:end]
    if needs_capital and not written[:1].isupper():
        return None
    return Read(written, 0.9 if is_all or not needs_capital else 0.8, start, end)


def _continues(
    tokens: tuple[Token, ...],
    index: int,
    first: int,
    lexicon: Lexicon,
    used: frozenset[int],
    *,
    is_soft: bool,
) -> bool:
    token = tokens[index]
    if index in used:
        return False
    if token.is_word:
        is_word_of_name = token.form not in lexicon.words["not_a_name"]
        return is_word_of_name and not _starts_something(tokens, index, lexicon, is_soft=is_soft)
    # Hyphens, and the full stop of an initial, stand within a name; they are glued to it.
    is_initial = (
        token.form == "." and token.is_glued and len(tokens[index - 1].form) <= _LONGEST_INITIAL
    )
    return index > first and token.is_glued and (token.form == "-" or is_initial)


def _starts_something(
    tokens: tuple[Token, ...], index: int, lexicon: Lexicon, *, is_soft: bool
) -> bool:
    categories = {term.category for term in lexicon.found_at(tokens, index)}
    # "My name is April" leaves no doubt; after "I'm" any word with a meaning of its own does.
    return bool(categories - _OF_PEOPLE if is_soft else categories & _NEVER_A_NAME)
