"""Reads what a person wants: patterns of words, kept as data per language, matched with weights."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from language.context import Speaker
from language.kinds import Intent
from language.tokens import Token
from language.understanding import Guess

_FOLDER = Path(__file__).parent / "lexicons"
_LONGEST_MATCHED: Final = 700
_GAP: Final = r"(?:\S+ ){0,6}"
_ATOMS: Final = re.compile(r"\(\?!|\(|\)[?*]?|\||\.\.\.|\^|\$|[^\s()|^$]+")


@dataclass(frozen=True, slots=True)
class IntentRule:
    """Patterns that tell of an intent, with their weight (1 to 10) and who says such things."""

    intent: Intent
    weight: float
    speaker: Speaker
    patterns: tuple[re.Pattern[str], ...]


@cache
def load_intent_rules(language: str) -> tuple[IntentRule, ...]:
    """Read the rules of a language; the result is kept for good."""
    path = _FOLDER / f"{language}.intents.toml"
    if not path.exists():
        return ()
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(_rule(entry) for entry in document["rules"])


def _rule(entry: Mapping[str, object]) -> IntentRule:
    patterns = entry["patterns"]
    if not isinstance(patterns, list):
        raise TypeError("patterns is a list")
    return IntentRule(
        intent=Intent(entry["intent"]),
        weight=float(str(entry["weight"])),
        speaker=Speaker(entry.get("speaker", Speaker.UNKNOWN.value)),
        patterns=tuple(re.compile(compiled(str(pattern))) for pattern in patterns),
    )


@cache
def vocabulary(language: str) -> frozenset[str]:
    """Give the words that the patterns of a language are made of."""
    return frozenset(word for rule in load_intent_rules(language) for word in words_of(rule))


def words_of(rule: IntentRule) -> frozenset[str]:
    """Give the words that the patterns of a rule are made of."""
    written = (pattern.pattern for pattern in rule.patterns)
    return frozenset(word for pattern in written for word in re.findall(r"[^\W\d_]+", pattern))


def compiled(pattern: str) -> str:
    """Give the regular expression of a pattern; words are matched whole, gaps are bounded."""
    return r"(?<!\S)" + "".join(_atom(atom) for atom in _ATOMS.findall(pattern))


def _atom(atom: str) -> str:
    if atom == "...":
        return _GAP
    if atom == "(":
        return "(?:"
    if atom == "(?!" or atom[0] in ")|^$":
        return atom
    # Every word carries the space after it, so that it is matched whole.
    return atom + " "


def canonical(tokens: tuple[Token, ...], replaced: Mapping[int, str]) -> str:
    """Give the words of a message, apostrophes left out, with what was read there in their place."""
    words: list[str] = []
    for index, token in enumerate(tokens):
        stand_in = replaced.get(index)
        if stand_in:
            if not words or words[-1] != stand_in or replaced.get(index - 1) != stand_in:
                words.append(stand_in)
        elif token.shape != "mark" or token.form == "'":
            words.append(token.form.replace("'", "") or "'")
    text = " ".join(words)[:_LONGEST_MATCHED] + " "
    return re.sub(r" ' (s|m|re|d|ll|t|ve)(?= )", r"\1", text)


def read_intents(text: str, language: str, speaker: Speaker) -> tuple[Guess, ...]:
    """Give the intents of a canonical text, likeliest first."""
    weights: dict[Intent, float] = {}
    for rule in load_intent_rules(language):
        factor = _factor(rule.speaker, speaker)
        if factor and any(pattern.search(text) for pattern in rule.patterns):
            weights[rule.intent] = max(weights.get(rule.intent, 0), rule.weight * factor)
    ordered = sorted(weights.items(), key=lambda item: -item[1])
    return tuple(Guess(intent, round(min(weight / 10, 0.99), 3)) for intent, weight in ordered)


def _factor(said_by: Speaker, speaker: Speaker) -> float:
    if said_by is Speaker.UNKNOWN or said_by is speaker:
        return 1.0
    return 0.9 if speaker is Speaker.UNKNOWN else 0.0
