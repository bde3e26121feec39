"""Tells a person's name from other words: an answer to "what is your name?", or what stands beside a number."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

from language.context import Speaker
from language.intents import load_intent_rules, words_of
from language.lexicon import Lexicon, load_lexicon
from language.spelling import allowed_distance, is_near
from language.tokens import Token
from language.understanding import Read

MOST_NAME_WORDS: Final = 5
LONGEST_INITIAL: Final = 3
SURE: Final = 0.95
"""From here on words are a name and mean nothing besides."""
_FEWEST_WORDS: Final = 2
_STAFF_TERMS: Final = {"CUSTOMER_LEAD", "CODE_LEAD"}
_OF_TIME: Final = {"WEEKDAY", "MONTH"}
_OF_PEOPLE: Final = {"CUSTOMER_LEAD", "CODE_LEAD", "ANSWER_FILLER", "HALF_OF_DAY_GLUED", "Q"}
_NEVER_A_NAME: Final = {
    "RELATIVE_DAY", "WEEKDAY", "AT_CLOCK", "THE", "TONIGHT", "NEXT", "THIS", "AND", "ON",
}  # fmt: skip


@cache
def words_of_customers(language: str) -> frozenset[str]:
    """Give every word that means something when a customer says it, as far as the data tell."""
    lexicon = load_lexicon(language)
    of_terms = {
        word
        for terms in lexicon.terms.values()
        for term in terms
        if term.category not in _STAFF_TERMS
        for word in term.words
    }
    rules = (each for each in load_intent_rules(language) if each.speaker is not Speaker.STAFF)
    of_rules = {word for rule in rules for word in words_of(rule)}
    phrases = (phrase for phrases in lexicon.words.values() for phrase in phrases)
    return frozenset(of_terms | of_rules | {word for phrase in phrases for word in phrase.split()})


def is_capital(text: str, token: Token) -> bool:
    """Tell whether a word is written with a capital."""
    return text[token.start].isupper()


def is_whole_name(text: str, tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Tell whether words are surely a name though some of them mean something: "Mark Price".

    Each is written with a capital, and at least one means nothing else.
    """
    words = [token for token in tokens if token.is_word]
    if not _has_the_form(tokens, words) or not all(_may_be(each, lexicon) for each in words):
        return False
    outer = (words[0], words[-1])
    is_written_so = all(is_capital(text, each) for each in outer) and all(
        is_capital(text, each) or _is_unknown(each, lexicon) for each in words
    )
    is_of_time = any(_has(each, lexicon, _OF_TIME) for each in words)
    unknown = [each for each in words if _is_unknown(each, lexicon)]
    # "Friday Mroning" is a misspelt time, "Sat Singh" is somebody.
    return is_written_so and any(
        not (is_of_time and _is_near(each, lexicon.terms)) for each in unknown
    )


def is_likely_name(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Tell whether words in small letters may be a name with one short word in it: "an nguyen"."""
    words = [token for token in tokens if token.is_word]
    if not _has_the_form(tokens, words):
        return False
    known = [each for each in words if not _is_unlike_any(each, lexicon)]
    is_allowed = all(each.form in lexicon.words["small_names"] for each in known)
    return is_allowed and len(known) < len(words)


def _has_the_form(tokens: Sequence[Token], words: Sequence[Token]) -> bool:
    if not _FEWEST_WORDS <= len(words) <= MOST_NAME_WORDS:
        return False
    return all(
        token.is_word or (index and is_within_name(token, tokens[index - 1]))
        for index, token in enumerate(tokens)
    )


def is_within_name(token: Token, before: Token) -> bool:
    """Tell whether a mark is a hyphen, or the full stop of an initial: they are glued to the word."""
    is_initial = token.form == "." and len(before.form) <= LONGEST_INITIAL
    return token.is_glued and (token.form == "-" or is_initial)


def _may_be(token: Token, lexicon: Lexicon) -> bool:
    is_ruled_out = token.form in lexicon.words["not_a_name"] | lexicon.words["courtesy"]
    is_name_besides = token.form in lexicon.words["also_names"]
    return is_name_besides or not (is_ruled_out or _has(token, lexicon, _NEVER_A_NAME - _OF_TIME))


def _has(token: Token, lexicon: Lexicon, categories: set[str]) -> bool:
    terms = lexicon.terms.get(token.form, ())
    return any(term.category in categories and len(term.words) == 1 for term in terms)


def _is_unknown(token: Token, lexicon: Lexicon) -> bool:
    return token.form.replace("'", "") not in words_of_customers(lexicon.language)


def _is_unlike_any(token: Token, lexicon: Lexicon) -> bool:
    """Tell whether a word is no known one, not even misspelt."""
    return not _is_near(token, words_of_customers(lexicon.language))


def _is_near(token: Token, words: Iterable[str]) -> bool:
    form = token.form.replace("'", "")
    return any(is_near(form, each, allowed_distance(form)) for each in words)


def read_stretch(text: str, stretch: tuple[Token, ...], certainty: float) -> Read[str]:
    """Give a stretch of a message as a name, as it was written."""
    start, end = stretch[0].start, stretch[-1].end
    return Read(text[start:end], certainty, start, end)


def starts_something(
    tokens: tuple[Token, ...], index: int, lexicon: Lexicon, *, is_soft: bool
) -> bool:
    """Tell whether a word begins something else than a name."""
    categories = {term.category for term in lexicon.found_at(tokens, index)}
    # "My name is April" leaves no doubt; after "I'm" any word with a meaning of its own does.
    return bool(categories - _OF_PEOPLE if is_soft else categories & _NEVER_A_NAME)


def asked_name(
    text: str, tokens: tuple[Token, ...], lexicon: Lexicon, used: frozenset[int]
) -> Read[str] | None:
    """Give the name that is all of a message, numbers and addresses apart, though its words mean more."""
    whole = whole_name(text, tokens, lexicon, used)
    stretch = _words_left(tokens, lexicon, used)
    if whole or not is_likely_name(stretch, lexicon):
        return whole
    return read_stretch(text, stretch, 0.9)


def whole_name(
    text: str, tokens: tuple[Token, ...], lexicon: Lexicon, used: frozenset[int]
) -> Read[str] | None:
    """Give what is surely a name, though one of its words means more: "Eve Stone"."""
    stretch = _words_left(tokens, lexicon, used)
    return read_stretch(text, stretch, SURE) if is_whole_name(text, stretch, lexicon) else None


def _words_left(
    tokens: tuple[Token, ...], lexicon: Lexicon, used: frozenset[int]
) -> tuple[Token, ...]:
    words = [index for index, token in enumerate(tokens) if token.is_word and index not in used]
    while words and tokens[words[-1]].form in lexicon.words["after_a_name"]:
        words.pop()
    return tokens[words[0] : words[-1] + 1] if words else ()
