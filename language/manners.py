"""What sort of message it is as a whole: nothing but a yes, a courtesy, a question, a correction."""

from typing import Final

from language.kinds import Manner
from language.lexicon import Lexicon
from language.tokens import Token

_QUESTION_MARKS: Final = ("?", "\uff1f", "\u061f")
"""The question mark, full width and Arabic too."""
_LONGEST_PHRASE: Final = 3
_LONGEST_OPENING: Final = 2


def read_manner(
    tokens: tuple[Token, ...], lexicon: Lexicon, told: frozenset[int], *, corrects: bool
) -> Manner | None:
    """Give what the whole message is, or None where it is more than one thing, or another.

    `told` are the tokens that something was read from: a time, a name, a service.
    """
    words = lexicon.words
    spoken = _spoken(tokens)
    if is_courtesy(tokens, lexicon):
        return Manner.COURTESY
    if _asks(tokens, lexicon):
        return Manner.QUESTION
    if spoken and _is_made_of(spoken, words["courtesy"] | words["agreement"]):
        return Manner.AGREEMENT
    rest = _spoken(tuple(token for index, token in enumerate(tokens) if index not in told))
    around = words["filler"] | words["correction"] | words["with"] | words["around_a_correction"]
    is_correction = told and corrects and _is_made_of(rest, around | words["contact_lead"])
    return Manner.CORRECTION if is_correction else None


def is_courtesy(tokens: tuple[Token, ...], lexicon: Lexicon) -> bool:
    """Tell whether a message greets, thanks or takes leave, and nothing else."""
    spoken = _spoken(tokens)
    return bool(spoken) and _is_made_of(spoken, lexicon.words["courtesy"])


def _spoken(tokens: tuple[Token, ...]) -> list[str]:
    """Give the words and numbers, apostrophes left out."""
    return [token.form.replace("'", "") for token in tokens if token.shape != "mark"]


def _asks(tokens: tuple[Token, ...], lexicon: Lexicon) -> bool:
    """Tell whether a question mark ends it, or it begins as questions do."""
    if tokens and tokens[-1].form in _QUESTION_MARKS:
        return True
    spoken = _spoken(tokens)
    while spoken and spoken[0] in lexicon.words["before_a_question"]:
        del spoken[0]
    openings = (" ".join(spoken[:length]) for length in range(1, _LONGEST_OPENING + 1))
    return any(opening in lexicon.words["question"] for opening in openings)


def _is_made_of(spoken: list[str], phrases: frozenset[str]) -> bool:
    """Tell whether the words are some of these phrases, one after the other, and nothing else."""
    place = 0
    while place < len(spoken):
        ends = range(min(place + _LONGEST_PHRASE, len(spoken)), place, -1)
        place = next((end for end in ends if " ".join(spoken[place:end]) in phrases), 0)
        if not place:
            return False
    return True
