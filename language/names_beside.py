"""Reads a name within a sentence by what it stands beside: a number to call, or an address."""

from itertools import pairwise

from language.lexicon import Lexicon
from language.tokens import Token
from language.understanding import Read
from language.whole_names import MOST_NAME_WORDS, is_capital, read_stretch, starts_something


def read_name_beside(
    text: str,
    tokens: tuple[Token, ...],
    lexicon: Lexicon,
    used: frozenset[int],
    of_others: frozenset[int],
) -> Read[str] | None:
    """Give the name that stands before or after a number to call or an address within a sentence.

    It has two words with capitals, or follows "for"; `of_others` are the tokens that name others.
    """
    for first, after in _runs(used):
        for found in (
            _capitals_before(text, tokens, lexicon, first),
            _capitals_after(text, tokens, lexicon, after),
        ):
            if found and not set(range(*found)) <= of_others and not set(range(*found)) & used:
                return read_stretch(text, tokens[found[0] : found[1]], 0.85)
    return None


def _runs(used: frozenset[int]) -> list[tuple[int, int]]:
    places = sorted(used)
    breaks = [(one, two) for one, two in pairwise(places) if two != one + 1]
    firsts = [*places[:1], *(two for _, two in breaks)]
    return list(zip(firsts, [*(one + 1 for one, _ in breaks), places[-1] + 1], strict=True))


def _capitals_before(
    text: str, tokens: tuple[Token, ...], lexicon: Lexicon, after: int
) -> tuple[int, int] | None:
    while after and tokens[after - 1].shape == "mark":
        after -= 1
    first = after
    while first and _is_capital_word(text, tokens, first - 1, lexicon):
        first -= 1
    is_for = first > 0 and tokens[first - 1].form in lexicon.words["before_a_name"]
    return _enough(first, after, is_for=is_for)


def _capitals_after(
    text: str, tokens: tuple[Token, ...], lexicon: Lexicon, first: int
) -> tuple[int, int] | None:
    while first < len(tokens) and tokens[first].shape == "mark":
        first += 1
    after = first
    while after < len(tokens) and _is_capital_word(text, tokens, after, lexicon):
        after += 1
    return _enough(first, after, is_for=False)


def _is_capital_word(text: str, tokens: tuple[Token, ...], index: int, lexicon: Lexicon) -> bool:
    token = tokens[index]
    is_free = token.form not in lexicon.words["not_a_name"]
    is_name_word = token.is_word and is_capital(text, token) and is_free
    return is_name_word and not starts_something(tokens, index, lexicon, is_soft=True)


def _enough(first: int, after: int, *, is_for: bool) -> tuple[int, int] | None:
    count = after - first
    return (first, after) if 1 < count <= MOST_NAME_WORDS or (count == 1 and is_for) else None
