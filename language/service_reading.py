"""Which of several services named in a message are wanted: the last said, either, or both."""

from dataclasses import replace
from itertools import pairwise

from language.lexicon import Lexicon
from language.names import NameMatch
from language.people_reading import as_read
from language.tokens import Token
from language.understanding import Read
from language.unknown_words import ARTICLES, is_joined


def chosen_services(
    wished: list[NameMatch], tokens: tuple[Token, ...], lexicon: Lexicon
) -> tuple[Read[str], ...]:
    """Give the service wanted first, then those wanted besides; either of two is one ambiguous read.

    A later name corrects an earlier one: "a trim, no, a men's cut"; "and" and "or" join them.
    """
    if not wished:
        return ()
    chain, is_either = wished[:1], False
    for before, match in pairwise(wished):
        between = tokens[before.after : match.first]
        if is_joined(between, lexicon.words["joining"]) or _is_added(between, lexicon):
            chain = [*chain, match]
            is_either = is_either or any(t.form in lexicon.words["either"] for t in between)
        else:
            chain, is_either = [match], False
    reads = [as_read(each, tokens) for each in chain]
    return (_either(reads),) if is_either else _apart(reads)


def _is_added(between: tuple[Token, ...], lexicon: Lexicon) -> bool:
    """Tell "a haircut tomorrow at 9 and a trim" from "a haircut, no, tomorrow a trim"."""
    forms = [token.form for token in between]
    while forms and forms[-1] in ARTICLES:
        forms.pop()
    return (
        bool(forms)
        and forms[-1] in _adding(lexicon)
        and lexicon.words["correction"].isdisjoint(forms)
    )


def _adding(lexicon: Lexicon) -> frozenset[str]:
    """Give the words that add something else: what neither parts nor offers a choice."""
    return lexicon.words["joining"] - lexicon.words["either"] - ARTICLES - {","}


def _either(reads: list[Read[str]]) -> Read[str]:
    ids = tuple(dict.fromkeys(service for each in reads for service in each.choices))
    return replace(reads[0], value=ids[0], end=reads[-1].end, alternatives=ids[1:])


def _apart(reads: list[Read[str]]) -> tuple[Read[str], ...]:
    others = [each for each in reads[1:] if each.value not in reads[0].choices]
    return (reads[0], *others)
