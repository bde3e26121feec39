"""What is said beside the intent when services are copied and appointments are left behind."""

import re

from language.lexicon import language_of, load_lexicon
from language.tokens import Token, folded, tokenise

_LONGEST_NAME = 100
_AROUND_NAMES = "\"'.\u201c\u201d\u2018\u2019"


def new_name_in(text: str, locale: str) -> str:
    """Give the name after the last "as", "called" or "named", as written; "" where there is none."""
    leads = load_lexicon(language_of(locale)).words["new_name"]
    tokens = tokenise(text)
    after = [index for index, token in enumerate(tokens[:-1]) if token.form in leads]
    if not after:
        return ""
    start = tokens[after[-1] + 1].start
    return text[start:].strip().strip(_AROUND_NAMES).strip()[:_LONGEST_NAME]


def text_before_name(text: str, locale: str) -> str:
    """Give what comes before that name; all of the text where there is none."""
    leads = load_lexicon(language_of(locale)).words["new_name"]
    tokens = tokenise(text)
    before = [token for token in tokens[:-1] if token.form in leads]
    return text[: before[-1].start] if before else text


def keeps_them(text: str, locale: str) -> bool:
    """Tell whether "keep them" is said: appointments stay for somebody else."""
    return _is_said(text, locale, "keep_them")


def cancels_them(text: str, locale: str) -> bool:
    """Tell whether "cancel them" is said."""
    return _is_said(text, locale, "cancel_them")


def _is_said(text: str, locale: str, words: str) -> bool:
    known = load_lexicon(language_of(locale)).words
    said = {token.form for token in tokenise(text)}
    return bool(said & known[words]) and not said & known["negations_of_doing"]


def names_in(text: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Give those of the names that stand in the text whole, whatever their case and accents."""
    said = _plain(tokenise(text))
    return tuple(
        each for each in names if re.search(rf" {re.escape(_plain(tokenise(each)).strip())} ", said)
    )


def _plain(tokens: tuple[Token, ...]) -> str:
    return f" {' '.join(folded(token.form) for token in tokens)} "
