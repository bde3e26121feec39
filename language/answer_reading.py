"""Reads short answers: yes, no, a number, "the second one"; and how many people come."""

from typing import Final

from language.kinds import AnswerKind, Intent
from language.lexicon import Lexicon
from language.moments.grammar import Chart
from language.tokens import Token
from language.understanding import Answer, Guess, Read

_LONGEST_LIST: Final = 99
_LARGEST_PARTY: Final = 999


def read_answer(
    tokens: tuple[Token, ...], chart: Chart, intents: tuple[Guess, ...], lexicon: Lexicon
) -> Read[Answer] | None:
    """Give the short answer a message is, or None where it is no short answer."""
    if not tokens:
        return None
    numbered = _numbered(tokens, chart, lexicon)
    if numbered:
        return numbered
    kinds = {Intent.AFFIRM: AnswerKind.YES, Intent.DENY: AnswerKind.NO}
    for guess in intents:
        if guess.intent in kinds:
            answer = Answer(kinds[guess.intent])
            return Read(answer, guess.certainty, tokens[0].start, tokens[-1].end)
    return None


def _numbered(tokens: tuple[Token, ...], chart: Chart, lexicon: Lexicon) -> Read[Answer] | None:
    found: list[Read[Answer]] = []
    index = 0
    while index < len(tokens) and len(found) <= 1:
        step = _step(tokens, index, chart, lexicon)
        if step is None:
            return None
        after, answer = step
        if answer:
            found.append(Read(answer, 0.9, tokens[index].start, tokens[after - 1].end))
        index = after
    return found[0] if len(found) == 1 else None


def _step(
    tokens: tuple[Token, ...], index: int, chart: Chart, lexicon: Lexicon
) -> tuple[int, Answer | None] | None:
    terms = lexicon.found_at(tokens, index)
    last = next((term for term in terms if term.category == "LAST_ONE"), None)
    if last:
        return last.end, Answer(AnswerKind.ORDINAL, -1)
    ordinal = chart.longest("ordinal", index)
    if ordinal and 1 <= ordinal[1] <= _LONGEST_LIST:
        return ordinal[0], Answer(AnswerKind.ORDINAL, ordinal[1])
    filler = next((term for term in terms if term.category == "ANSWER_FILLER"), None)
    number = chart.longest("number", index)
    if number and tokens[index].form != "one":
        return number[0], Answer(AnswerKind.NUMBER, number[1])
    if filler:
        return filler.end, None
    return (number[0], Answer(AnswerKind.NUMBER, number[1])) if number else None


def read_party_size(tokens: tuple[Token, ...], chart: Chart, lexicon: Lexicon) -> Read[int] | None:
    """Give how many people come: "for two people", "party of 5"."""
    for index in range(len(tokens)):
        found = chart.longest("number", index)
        if (
            found
            and 1 <= found[1] <= _LARGEST_PARTY
            and _counts_people(tokens, index, found[0], lexicon)
        ):
            return Read(found[1], 0.9, tokens[index].start, tokens[found[0] - 1].end)
    return None


def _counts_people(tokens: tuple[Token, ...], first: int, after: int, lexicon: Lexicon) -> bool:
    if after < len(tokens) and any(
        term.category == "PEOPLE" for term in lexicon.found_at(tokens, after)
    ):
        return True
    leads = range(max(0, first - 3), first)
    return any(
        term.category == "PARTY_LEAD" and term.end == first
        for index in leads
        for term in lexicon.found_at(tokens, index)
    )
