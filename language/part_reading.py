"""Reads which part of what was told somebody wants to change: "change the day"."""

from typing import Final

from language.kinds import Part
from language.lexicon import Lexicon
from language.tokens import Token

_MOST_WORDS: Final = 8


def read_part(tokens: tuple[Token, ...], lexicon: Lexicon, *, is_asked: bool) -> Part | None:
    """Give the first part named in a short message that speaks of changing.

    Where it was asked what to change (`is_asked`), its bare name does: "the time, please".
    """
    spoken = [token.form.replace("'", "") for token in tokens if token.shape != "mark"]
    if len(spoken) > _MOST_WORDS:
        return None
    named = [part for form in spoken for part in Part if form in lexicon.words[_key(part)]]
    others = set(spoken) - lexicon.words["filler"] - lexicon.words["contact_lead"]
    is_bare = is_asked and not any(
        form not in lexicon.words[_key(part)] for part in named[:1] for form in others
    )
    changes = bool(set(spoken) & lexicon.words["changing"])
    return named[0] if named and (changes or is_bare) else None


def _key(part: Part) -> str:
    return f"part_{part.value}"
