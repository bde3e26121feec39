"""Reads the name a person tells of themselves."""

from dataclasses import replace
from typing import Final

from language.context import Expecting
from language.lexicon import Found, Lexicon
from language.tokens import Token
from language.understanding import Read
from language.whole_names import (
    MOST_NAME_WORDS,
    SURE,
    asked_name,
    is_likely_name,
    is_whole_name,
    is_within_name,
    read_stretch,
    starts_something,
    whole_name,
)

_MOST_NAME_TOKENS: Final = 2 * MOST_NAME_WORDS
# "Hi, I am Peter": what may stand before a lead that is no lead deep within a sentence.
_FEW_WORDS: Final = 2


def read_name(
    text: str,
    tokens: tuple[Token, ...],
    lexicon: Lexicon,
    expecting: Expecting | None,
    used: frozenset[int],
) -> Read[str] | None:
    """Give the name a person tells: after "my name is", "I'm", or bare where it was asked for."""
    led = _led_name(text, tokens, lexicon, expecting, used)
    if led:
        return led
    if expecting in (Expecting.NAME, Expecting.CONTACT):
        needs_capital = expecting is Expecting.CONTACT
        read_asked = whole_name if needs_capital else asked_name
        asked = read_asked(text, tokens, lexicon, used)
        return asked or _bare_name(text, tokens, lexicon, used, needs_capital=needs_capital)
    if used:
        # "Bob Smith 0612345678": what stands beside a number and is nothing else is the name.
        first = _first_unused(tokens, used)
        whole = whole_name(text, tokens, lexicon, used)
        return whole or _name_from(
            text, tokens, first, lexicon, used, needs_capital=True, is_all=True
        )
    return None


def _led_name(
    text: str,
    tokens: tuple[Token, ...],
    lexicon: Lexicon,
    expecting: Expecting | None,
    used: frozenset[int],
) -> Read[str] | None:
    for index in range(len(tokens)):
        for term in lexicon.found_at(tokens, index) if index not in used else ():
            is_soft = term.category == "NAME_LEAD_SOFT"
            if term.category == "NAME_LEAD" or (is_soft and _opens(tokens, index)):
                needs_capital = is_soft and expecting is not Expecting.NAME
                found = _after_lead(text, tokens, term, lexicon, used, needs_capital=needs_capital)
                if found:
                    return found
    return None


def _after_lead(
    text: str,
    tokens: tuple[Token, ...],
    lead: Found,
    lexicon: Lexicon,
    used: frozenset[int],
    *,
    needs_capital: bool,
) -> Read[str] | None:
    is_plain = lead.category == "NAME_LEAD"
    last = _end_of_stretch(tokens, lead.end, used)
    while last > lead.end and tokens[last - 1].form in lexicon.words["after_a_name"]:
        last -= 1
    stretch = tokens[lead.end : last]
    if is_whole_name(text, stretch, lexicon) or (is_plain and is_likely_name(stretch, lexicon)):
        return read_stretch(text, stretch, SURE)
    found = _name_from(text, tokens, lead.end, lexicon, used, needs_capital=needs_capital)
    return replace(found, certainty=SURE) if found and is_plain else found


def _end_of_stretch(tokens: tuple[Token, ...], first: int, used: frozenset[int]) -> int:
    """Give where the words that follow end: at a mark, a number, or what was read already."""
    end = first
    while end < len(tokens) and end not in used:
        is_inside = end > first and is_within_name(tokens[end], tokens[end - 1])
        if not (tokens[end].is_word or is_inside):
            break
        end += 1
    return end


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
    if any(tokens[at].shape != "mark" and at not in used for at in range(first)):
        # The letters of "3pm" are none.
        return None
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
    if last == first:
        return None
    start, end = tokens[first].start, tokens[last - 1].end
    written = text[start:end]
    rest = {tokens[at].form for at in range(last, len(tokens)) if at not in used}
    is_plain = " " in written and written[:1].isupper()
    rest -= lexicon.words["after_a_name"] if is_plain else frozenset()
    if is_all and any(form[0].isalpha() for form in rest):
        return None
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
        is_correction = token.form in lexicon.words["correction"] and index > first
        is_word_of_name = token.form not in lexicon.words["not_a_name"] and not is_correction
        return is_word_of_name and not starts_something(tokens, index, lexicon, is_soft=is_soft)
    return index > first and is_within_name(token, tokens[index - 1])
