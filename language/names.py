"""Finds services and staff members in a message by any of their names, whole, in part or misspelt."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from language.context import NamedThing
from language.lexicon import Lexicon
from language.spelling import allowed_distance, is_near, stem
from language.tokens import Token, tokenise

_LONGEST_NAME: Final = 8
_MOST_WORDS_OF_MESSAGE: Final = 120


@dataclass(frozen=True, slots=True)
class NameMatch:
    """Things that are called by tokens[first:after], the likeliest first."""

    ids: tuple[str, ...]
    first: int
    after: int
    certainty: float
    is_whole: bool


@dataclass(frozen=True, slots=True)
class _Name:
    id: str
    words: tuple[str, ...]

    @property
    def joined(self) -> str:
        return "".join(self.words)


@lru_cache(maxsize=512)
def _names_of(things: tuple[NamedThing, ...], honorifics: frozenset[str]) -> tuple[_Name, ...]:
    found: dict[_Name, None] = {}
    for thing in things:
        for written in thing.names:
            forms = [token.form for token in tokenise(written[:200]) if token.shape != "mark"]
            words = tuple(stem(form) for form in forms if form not in honorifics)
            if words:
                found[_Name(thing.id, words[:_LONGEST_NAME])] = None
    return tuple(found)


def find_names(
    tokens: tuple[Token, ...],
    things: tuple[NamedThing, ...],
    lexicon: Lexicon,
    blocked: frozenset[int] = frozenset(),
) -> tuple[NameMatch, ...]:
    """Give the things named in a message in their order; `blocked` tokens belong to something else."""
    names = _names_of(things, lexicon.words["honorifics"])
    words = [
        (index, stem(token.form))
        for index, token in enumerate(tokens[:_MOST_WORDS_OF_MESSAGE])
        if token.shape != "mark"
        and index not in blocked
        and token.form not in lexicon.words["honorifics"]
    ]
    whole = _whole_matches(words, names)
    taken = {index for match in whole for index in range(match.first, match.after)}
    rest = [(index, word) for index, word in words if index not in taken]
    found = whole + ([] if whole else _partial_matches(rest, names, lexicon))
    return tuple(sorted(found, key=lambda match: match.first))


def _whole_matches(words: list[tuple[int, str]], names: tuple[_Name, ...]) -> list[NameMatch]:
    found: list[NameMatch] = []
    position = 0
    while position < len(words):
        match = _longest_whole(words, position, names)
        if match:
            found.append(match)
            position = next(
                (at for at, (index, _) in enumerate(words) if index >= match.after), len(words)
            )
        else:
            position += 1
    return found


def _longest_whole(
    words: list[tuple[int, str]], position: int, names: tuple[_Name, ...]
) -> NameMatch | None:
    windows = [
        words[position : position + length]
        for length in range(min(_LONGEST_NAME, len(words) - position), 0, -1)
    ]
    close = [window for window in windows if window[-1][0] - window[0][0] <= 2 * len(window)]
    joined = ["".join(word for _, word in window) for window in close]
    for window, written in zip(close, joined, strict=True):
        exact = _ids(name for name in names if name.joined == written)
        if exact:
            return NameMatch(exact, window[0][0], window[-1][0] + 1, 1.0, is_whole=True)
    for window, written in zip(close, joined, strict=True):
        near = _ids(name for name in names if _is_misspelt(written, name, len(window)))
        if near:
            return NameMatch(near, window[0][0], window[-1][0] + 1, 0.85, is_whole=True)
    return None


def _ids(names: Iterable[_Name]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.id for name in names))


def _is_misspelt(joined: str, name: _Name, length: int) -> bool:
    # A longer window would swallow a short word that follows: "beard trim in".
    if joined[:1] != name.joined[:1] or not 0 <= len(name.words) - length <= 1:
        return False
    return is_near(joined, name.joined, allowed_distance(name.joined))


def _partial_matches(
    words: list[tuple[int, str]], names: tuple[_Name, ...], lexicon: Lexicon
) -> list[NameMatch]:
    scores: dict[str, set[tuple[int, str]]] = {}
    for index, word in words:
        for name in names:
            if any(_is_same_word(word, part) for part in name.words):
                scores.setdefault(name.id, set()).add((index, word))
    for (index, word), (following, other) in pairwise(words):
        for name in names:
            if word + other in name.words:
                scores.setdefault(name.id, set()).update({(index, word), (following, other)})
    telling = {thing: hits for thing, hits in scores.items() if _tells(hits, lexicon)}
    if not telling:
        return []
    most = max(_weight(hits, lexicon) for hits in telling.values())
    best = {thing: hits for thing, hits in telling.items() if _weight(hits, lexicon) == most}
    indexes = sorted(index for hits in best.values() for index, _ in hits)
    certainty = 0.8 if len(best) == 1 else 0.6
    return [NameMatch(tuple(best), indexes[0], indexes[-1] + 1, certainty, is_whole=False)]


def _is_same_word(word: str, part: str) -> bool:
    limit = min(allowed_distance(word), allowed_distance(part))
    return word[:1] == part[:1] and is_near(word, part, limit)


def _weight(hits: set[tuple[int, str]], lexicon: Lexicon) -> tuple[int, int]:
    generic = lexicon.words["generic_name"]
    telling = {word for _, word in hits if word not in generic}
    return (len(telling), len(hits))


def _tells(hits: set[tuple[int, str]], lexicon: Lexicon) -> bool:
    return _weight(hits, lexicon)[0] > 0
