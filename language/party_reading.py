"""Reads how many people come: "for 4 people", "two of us", "me and my wife", "yoga for 3"."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from language.answer_reading import read_party_size
from language.lexicon import Lexicon
from language.moments.grammar import Chart
from language.tokens import Token
from language.understanding import Read

_LARGEST_COMPANY: Final = 30
_OF_TIMES: Final = frozenset({"HALF_OF_DAY", "HALF_OF_DAY_GLUED", "OCLOCK", "UNIT", "PART", "DASH"})


@dataclass(frozen=True, slots=True)
class _Company:
    """So many companions, and the tokens [first:after] that name them."""

    count: int
    first: int
    after: int


def read_party(
    tokens: tuple[Token, ...], chart: Chart, lexicon: Lexicon, blocked: frozenset[int]
) -> Read[int] | None:
    """Give how many people come, where words say so that can mean nothing else."""
    with_others = _with_company(tokens, chart, lexicon, blocked)
    return with_others or read_party_size(tokens, chart, lexicon) or _alone(tokens, lexicon)


def bare_parties(
    tokens: tuple[Token, ...], chart: Chart, lexicon: Lexicon, largest: int
) -> Iterator[Read[int]]:
    """Give each "for 3" that may tell how many people come; it may be a time of day as well."""
    forms = {token.form for token in tokens}
    if forms & (lexicon.words["moving"] | {"from"}):
        return
    for index in range(1, len(tokens)):
        number = chart.longest("number", index)
        if number is None or tokens[index - 1].form not in lexicon.words["before_party"]:
            continue
        after, count = number
        if 1 <= count <= largest and not _is_of_time(tokens, after, lexicon):
            yield Read(count, 0.75, tokens[index - 1].start, tokens[after - 1].end)


def _is_of_time(tokens: tuple[Token, ...], after: int, lexicon: Lexicon) -> bool:
    if after >= len(tokens):
        return False
    following = tokens[after]
    is_mark_of_time = following.form in lexicon.words["after_no_party"]
    ends_sentence = following.form == "." and after + 1 == len(tokens)
    while after < len(tokens) and tokens[after].form in lexicon.words["before_part_of_day"]:
        after += 1
    terms = lexicon.found_at(tokens, after) if after < len(tokens) else ()
    of_time = any(each.category in _OF_TIMES for each in terms)
    return (is_mark_of_time and not ends_sentence) or of_time


def _alone(tokens: tuple[Token, ...], lexicon: Lexicon) -> Read[int] | None:
    for index in range(len(tokens)):
        for term in lexicon.found_at(tokens, index):
            if term.category == "ALONE":
                return Read(1, 0.8, tokens[index].start, tokens[term.end - 1].end)
    return None


def _with_company(
    tokens: tuple[Token, ...], chart: Chart, lexicon: Lexicon, blocked: frozenset[int]
) -> Read[int] | None:
    """Count "me and my wife", "my wife and I", "with two friends", "my wife and daughter"."""
    found = [each for each in _companies(tokens, chart, lexicon) if each.first not in blocked]
    if not found:
        return None
    chain = [found[0]]
    for each in found[1:]:
        if _is_joined(tokens, chain[-1].after, each.first, lexicon):
            chain.append(each)
    first, after = chain[0].first, chain[-1].after
    start = _self_before(tokens, first, lexicon)
    end = _self_after(tokens, after, lexicon)
    others = sum(each.count for each in chain)
    has_self = start is not None or end is not None
    count = others + has_self
    if not 1 < count <= _LARGEST_COMPANY:
        return None
    if not has_self and not _leads_party(tokens, first):
        return None
    last = tokens[(after if end is None else end) - 1]
    return Read(count, 0.85, tokens[first if start is None else start].start, last.end)


def _companies(tokens: tuple[Token, ...], chart: Chart, lexicon: Lexicon) -> Iterator[_Company]:
    for index in range(len(tokens)):
        for term in lexicon.found_at(tokens, index):
            if term.category == "COMPANION_ONE":
                yield _Company(1, index, term.end)
            if term.category == "COMPANION":
                yield _counted(tokens, index, term.end, chart, lexicon)


def _counted(
    tokens: tuple[Token, ...], index: int, after: int, chart: Chart, lexicon: Lexicon
) -> _Company:
    first, count = index, 1
    if first and tokens[first - 1].form in lexicon.words["companion_article"]:
        return _Company(count, first - 1, after)
    for begins in range(max(0, index - 3), index):
        number = chart.longest("number", begins)
        if number is not None and number[0] == index:
            first, count = begins, max(1, number[1])
            break
    if first and tokens[first - 1].form in lexicon.words["companion_article"]:
        first -= 1
    return _Company(count, first, after)


def _is_joined(tokens: tuple[Token, ...], after: int, first: int, lexicon: Lexicon) -> bool:
    between = [token.form for token in tokens[after:first]]
    return bool(between) and set(between) <= lexicon.words["companion_joining"] | {","}


def _self_before(tokens: tuple[Token, ...], first: int, lexicon: Lexicon) -> int | None:
    """Give where the speaker is named before their company, or the word that brings it along."""
    if not first:
        return 0 if tokens[0].form in lexicon.words["companion_leading"] else None
    before = tokens[first - 1].form
    if before in lexicon.words["companion_leading"]:
        return first - 1
    if before not in lexicon.words["companion_joining"] | {","}:
        return None
    for begins in range(max(0, first - 5), first - 1):
        ends = [e.end for e in lexicon.found_at(tokens, begins) if e.category == "MYSELF"]
        if first - 1 in ends:
            return begins
    return None


def _self_after(tokens: tuple[Token, ...], after: int, lexicon: Lexicon) -> int | None:
    if after + 1 >= len(tokens) or tokens[after].form not in lexicon.words["companion_joining"]:
        return None
    ends = [e.end for e in lexicon.found_at(tokens, after + 1) if e.category == "MYSELF"]
    return max(ends) if ends else None


def _leads_party(tokens: tuple[Token, ...], first: int) -> bool:
    return first > 0 and tokens[first - 1].form == "for"
