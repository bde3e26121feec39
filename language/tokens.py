"""Cuts a message into folded tokens that know their place in the text."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

MAXIMUM_TOKENS: Final = 300
HIDDEN: Final = "\0"
"""The form of a token that was read as a name or a number to call: no word of the grammar."""

_SHAPE: Final = re.compile(
    r"(?P<iso>\d{4}[-/]\d{1,2}[-/]\d{1,2}(?!\d))"
    r"|(?P<date>\d{1,2}(?P<sep>[./-])\d{1,2}(?P=sep)(?:\d{4}|\d{2})(?!\d))"
    r"|(?P<clock>\d{1,2}(?::\d{2}(?::\d{2})?|[h]\d{2})(?!\d))"
    r"|(?P<pair>\d{1,2}[./]\d{1,2}(?!\d))"
    r"|(?P<number>\d+)"
    r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)"
    r"|(?P<mark>[^\w\s])"
)
_APOSTROPHES: Final = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "\u02bc": "'", "`": "'", "\u00b4": "'"}
)
_DASHES: Final = str.maketrans({"\u2013": "-", "\u2014": "-", "\u2012": "-", "\u2212": "-"})


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number, date-like shape or mark: `form` is folded, text[start:end] is as written."""

    form: str
    shape: str
    start: int
    end: int
    is_glued: bool

    @property
    def is_word(self) -> bool:
        """Tell whether the token is made of letters."""
        return self.shape == "word"


def folded(text: str) -> str:
    """Give the text in lower case without accents, each character in its place."""
    translated = text.translate(_APOSTROPHES).translate(_DASHES)
    return "".join(_folded_character(character) for character in translated)


def _folded_character(character: str) -> str:
    if character.isascii():
        return character.lower()
    plain = unicodedata.normalize("NFKD", character).lower()
    # One character must stay one, or positions would point elsewhere in the text.
    kept = "".join(each for each in plain if not unicodedata.combining(each))
    return kept if len(kept) == 1 else character.lower()[:1] or " "


def tokenise(text: str) -> tuple[Token, ...]:
    """Cut a text into at most `MAXIMUM_TOKENS` tokens; a run of one mark is a single token."""
    form = folded(text)
    tokens: list[Token] = []
    for match in _SHAPE.finditer(form):
        shape = "date" if match.lastgroup == "sep" else str(match.lastgroup)
        last = tokens[-1] if tokens else None
        is_glued = last is not None and last.end == match.start()
        if shape == "mark" and last and last.form == match.group() and is_glued:
            continue
        tokens.append(Token(match.group(), shape, match.start(), match.end(), is_glued))
        if len(tokens) == MAXIMUM_TOKENS:
            break
    return tuple(tokens)
