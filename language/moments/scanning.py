"""Finds what a message says about when: the best elements, left to right."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final

from language.lexicon import Found, Lexicon
from language.moments import (
    clock,
    clock_spans,
    dates,
    day_spans,
    edges,
    elements,
    numbers,
    offsets,
    other_elements,
    periods,
    weekdays,
)
from language.moments.grammar import Chart, Grammar
from language.moments.values import Element, Reference
from language.tokens import Token

_SHAPES: Final = {"number": "NUM", "iso": "ISO", "date": "DATE", "clock": "CLOCK", "pair": "PAIR"}

_OF_HOURS: Final = {"HALF_OF_DAY", "HALF_OF_DAY_GLUED", "OCLOCK"}


@dataclass(frozen=True, slots=True)
class Placed:
    """An element and the tokens it was read from: tokens[first:after]."""

    element: Element
    first: int
    after: int


@cache
def whole_grammar() -> Grammar:
    """Give the grammar of all rule books; made once."""
    of_days = (numbers, weekdays, dates, periods, offsets, edges, day_spans)
    books = (*of_days, clock, clock_spans, elements, other_elements)
    return Grammar(*(book.BOOK for book in books))


def terms_of(tokens: tuple[Token, ...], lexicon: Lexicon) -> tuple[tuple[Found, ...], ...]:
    """Give for each token the terms and shapes that start there."""
    return tuple(_terms_at(tokens, index, lexicon) for index in range(len(tokens)))


def _terms_at(tokens: tuple[Token, ...], index: int, lexicon: Lexicon) -> tuple[Found, ...]:
    token = tokens[index]
    found = lexicon.found_at(tokens, index)
    if token.form == "-":
        found += (Found("DASH", value=True, end=index + 1),)
    if token.shape in _SHAPES:
        found += (Found(_SHAPES[token.shape], token.form, index + 1),)
    if token.shape == "number" and not _is_an_hour(tokens, index + 1, lexicon):
        found += (Found("DAY_NUM", token.form, index + 1),)
    return found


def _is_an_hour(tokens: tuple[Token, ...], after: int, lexicon: Lexicon) -> bool:
    """Tell whether what follows a number makes it an hour: "the 4pm" is no fourth of the month."""
    following = lexicon.found_at(tokens, after) if after < len(tokens) else ()
    return any(term.category in _OF_HOURS for term in following)


def new_chart(tokens: tuple[Token, ...], reference: Reference) -> Chart:
    """Give the chart of a message."""
    return Chart(whole_grammar(), terms_of(tokens, reference.lexicon), reference)


def scan(tokens: tuple[Token, ...], reference: Reference) -> tuple[Placed, ...]:
    """Give the elements of a message in their order; they never share a token."""
    chart = new_chart(tokens, reference)
    placed: list[Placed] = []
    index = 0
    while index < len(tokens):
        found = _longest(chart, index, lambda end: _may_end(tokens, end, reference.lexicon))
        if found:
            placed.append(found)
        index = found.after if found else index + 1
    return tuple(placed)


def _longest(chart: Chart, index: int, may_end: Callable[[int], bool]) -> Placed | None:
    readings = chart.readings("element", index)
    ends = sorted((end for end in readings if may_end(end)), reverse=True)
    return Placed(readings[ends[0]], index, ends[0]) if ends else None


def _may_end(tokens: tuple[Token, ...], end: int, lexicon: Lexicon) -> bool:
    last, following = tokens[end - 1], tokens[end] if end < len(tokens) else None
    if following is None:
        return True
    # "for 2 people", "5 adults": the number counts something that is no time.
    is_count = last.shape == "number" or last.form in lexicon.words["numbers"]
    if is_count and following.form in lexicon.words["counted"]:
        return False
    # A number that runs on (an amount, a phone number, an identifier) is no time.
    runs_on = (
        last.shape == "number" and following.is_glued and following.shape in ("number", "word")
    )
    return not (runs_on or (last.shape == "number" and following.form in "%€$£#"))
