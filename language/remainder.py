"""What is left of a message: the customer staff speak of, and the words nothing was made of."""

from functools import cache

from language.intents import vocabulary
from language.lexicon import Lexicon, load_lexicon
from language.tokens import Token
from language.understanding import Read

_MOST_NAME_WORDS = 4
_MOST_REPORTED = 20


@cache
def known_words(language: str) -> frozenset[str]:
    """Give every word that has a meaning of its own in a language, as far as the data tell."""
    lexicon = load_lexicon(language)
    of_terms = {word for terms in lexicon.terms.values() for term in terms for word in term.words}
    of_lists = {word for words in lexicon.words.values() for word in words}
    return frozenset(of_terms | of_lists) | vocabulary(language)


def not_understood(
    text: str, tokens: tuple[Token, ...], lexicon: Lexicon, used: frozenset[int]
) -> tuple[str, ...]:
    """Give the stretches of words that were neither used nor are known, as written."""
    known = known_words(lexicon.language)
    unknown = [
        token.is_word and index not in used and token.form.replace("'", "") not in known
        for index, token in enumerate(tokens)
    ]
    return tuple(text[start:end] for start, end in _runs(tokens, unknown))[:_MOST_REPORTED]


def read_reason(
    text: str, tokens: tuple[Token, ...], lexicon: Lexicon
) -> tuple[int, Read[str]] | None:
    """Give the reason a message ends with, and the token that leads to it: "because I am ill"."""
    for index in range(1, len(tokens)):
        leads = [each for each in lexicon.found_at(tokens, index) if each.category == "REASON_LEAD"]
        after = max((each.end for each in leads), default=len(tokens))
        while after < len(tokens) and tokens[after].shape == "mark":
            after += 1
        if after < len(tokens):
            start, end = tokens[after].start, len(text.rstrip())
            return index, Read(text[start:end], 0.9, start, end)
    return None


def _runs(tokens: tuple[Token, ...], wanted: list[bool]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    is_running = False
    for token, is_wanted in zip(tokens, wanted, strict=True):
        if is_wanted and is_running:
            runs[-1] = (runs[-1][0], token.end)
        elif is_wanted:
            runs.append((token.start, token.end))
        is_running = is_wanted
    return runs


def read_customer_name(
    text: str, tokens: tuple[Token, ...], lexicon: Lexicon, used: frozenset[int]
) -> Read[str] | None:
    """Give the first run of words that looks like a person's name: capitals, or after a leading word."""
    known = known_words(lexicon.language)
    wanted = [
        token.is_word and index not in used and _is_named(text, tokens, index, lexicon, known)
        for index, token in enumerate(tokens)
    ]
    runs = [
        run for run in _runs(tokens, wanted) if text[run[0] : run[1]].count(" ") < _MOST_NAME_WORDS
    ]
    if not runs:
        return None
    start, end = runs[0]
    written = text[start:end].removesuffix("'s").removesuffix("\u2019s")
    return Read(written, 0.8 if written[:1].isupper() else 0.6, start, start + len(written))


def _is_named(
    text: str, tokens: tuple[Token, ...], index: int, lexicon: Lexicon, known: frozenset[str]
) -> bool:
    form = tokens[index].form.removesuffix("'s")
    if form in lexicon.words["honorifics"]:
        # "Mrs Miller" is in the books as Jane Miller.
        return False
    if form in known:
        # "Grace" and "Mark" are words too; inside a sentence the capital tells.
        return index > 0 and text[tokens[index].start].isupper() and form not in lexicon.terms
    is_capital = text[tokens[index].start].isupper()
    return is_capital or _is_led(tokens, index, lexicon, known)


def _is_led(tokens: tuple[Token, ...], index: int, lexicon: Lexicon, known: frozenset[str]) -> bool:
    before = index - 1
    while before >= 0 and tokens[before].is_word and tokens[before].form not in known:
        before -= 1
    return any(
        term.category == "CUSTOMER_LEAD" and term.end == before + 1
        for start in range(max(0, before - 2), before + 1)
        for term in lexicon.found_at(tokens, start)
    )
