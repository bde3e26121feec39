"""A language's words, read from data: which words belong to which category of the grammar."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from language.locales import FALLBACK_LOCALE, best_locale
from language.tokens import Token, tokenise

_FOLDER = Path(__file__).parent / "lexicons"
WordValue = int | str | bool | tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase of a category; `value` is True where the category itself says it all."""

    words: tuple[str, ...]
    category: str
    value: WordValue


@dataclass(frozen=True, slots=True)
class Found:
    """A term found in a text: it stands at the tokens up to `end`."""

    category: str
    value: WordValue
    end: int


@dataclass(frozen=True, slots=True)
class PartOfDay:
    """The hours (24 is the end of the day) a part of day spans; `half` is "am", "pm" or ""."""

    earliest: int
    latest: int
    half: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All that is known of one language, apart from what its sentences want (the intents)."""

    language: str
    terms: Mapping[str, tuple[Term, ...]]
    weak_words: frozenset[str]
    parts_of_day: Mapping[str, PartOfDay]
    words: Mapping[str, frozenset[str]]

    def found_at(self, tokens: tuple[Token, ...], index: int) -> tuple[Found, ...]:
        """Give every term that starts at a token, longest first."""
        candidates = self.terms.get(tokens[index].form, ())
        return tuple(
            Found(term.category, term.value, index + len(term.words))
            for term in candidates
            if self._stands_at(term, tokens, index)
        )

    @staticmethod
    def _stands_at(term: Term, tokens: tuple[Token, ...], index: int) -> bool:
        if term.category.endswith("_GLUED") and not tokens[index].is_glued:
            return False
        end = index + len(term.words)
        return tuple(token.form for token in tokens[index:end]) == term.words


@cache
def available_lexicons() -> tuple[str, ...]:
    """Give the languages that have a lexicon, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml") if "." not in path.stem))


def language_of(locale: str) -> str:
    """Give the language of a lexicon that serves a locale, English where none does."""
    return best_locale(locale, available_lexicons(), FALLBACK_LOCALE)


@cache
def load_lexicon(language: str) -> Lexicon:
    """Read a language's lexicon; the result is kept for good."""
    document = tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    parts = document["parts_of_day"]
    return Lexicon(
        language=language,
        terms=_by_first_word(document["terms"]),
        weak_words=frozenset(document["weak_words"]),
        parts_of_day={name: PartOfDay(*fields) for name, fields in parts.items()},
        words={name: frozenset(words) for name, words in document["words"].items()},
    )


def _by_first_word(categories: Mapping[str, object]) -> dict[str, tuple[Term, ...]]:
    found: dict[str, list[Term]] = {}
    for category, entries in categories.items():
        for phrase, value in _entries(entries):
            words = tuple(token.form for token in tokenise(phrase))
            found.setdefault(words[0], []).append(Term(words, category, value))
    return {
        first: tuple(sorted(terms, key=lambda term: -len(term.words)))
        for first, terms in found.items()
    }


def _entries(entries: object) -> list[tuple[str, WordValue]]:
    if isinstance(entries, list):
        return [(str(phrase), True) for phrase in entries]
    if not isinstance(entries, dict):
        raise TypeError("a category is a list of words or a table of words and values")
    listed = [(value, words) for value, words in entries.items()]
    return [(str(word), _value(value)) for value, words in listed for word in words]


def _value(text: str) -> WordValue:
    return int(text) if text.lstrip("-").isdecimal() else text
