"""Reads for how long something shall be booked: "90 minutes", "an hour and a half", "longer"."""

from datetime import timedelta
from typing import Final

from language.lexicon import Lexicon
from language.moments.grammar import Chart
from language.moments.values import Length
from language.tokens import Token
from language.understanding import LengthWish, Read

_SHORTEST: Final = 5
_LONGEST: Final = 24 * 60
_LONGEST_CLOCK_HOURS: Final = 8
_MOST_WORDS: Final = 9
_UNITS: Final = {"minute": 1, "hour": 60}

_Found = tuple[int, int, int]
"""Minutes, and the tokens [first:after] they were read from."""


def read_length(
    tokens: tuple[Token, ...], chart: Chart, lexicon: Lexicon, blocked: frozenset[int]
) -> Read[LengthWish] | None:
    """Give how long it shall take: the first length said, or the last where it corrects."""
    change = _change(tokens, lexicon, blocked)
    said = _lengths(tokens, chart, lexicon, blocked, is_change=change is not None)
    if not said:
        return _as_read(tokens, LengthWish(None, change[0]), change[1:]) if change else None
    corrects = any(token.form in lexicon.words["correction"] for token in tokens)
    minutes, first, after = said[-1] if corrects else said[0]
    wish = LengthWish(timedelta(minutes=minutes), change[0] if change else 0)
    others = {LengthWish(timedelta(minutes=each[0])) for each in said} - {wish}
    rest = () if corrects or change else tuple(sorted(others, key=str))
    ends = (first, after) if change is None else (min(first, change[1]), max(after, change[2]))
    return _as_read(tokens, wish, ends, rest)


def tokens_of_lengths(
    tokens: tuple[Token, ...], chart: Chart, lexicon: Lexicon, blocked: frozenset[int]
) -> frozenset[int]:
    """Give the tokens of every length said, which are no times of day then."""
    is_change = _change(tokens, lexicon, blocked) is not None
    found = _lengths(tokens, chart, lexicon, blocked, is_change=is_change)
    return frozenset(index for _, first, after in found for index in range(first, after))


def _as_read(
    tokens: tuple[Token, ...],
    wish: LengthWish,
    ends: tuple[int, ...],
    alternatives: tuple[LengthWish, ...] = (),
) -> Read[LengthWish]:
    first, after = ends
    return Read(wish, 0.9, tokens[first].start, tokens[after - 1].end, alternatives)


def _lengths(
    tokens: tuple[Token, ...],
    chart: Chart,
    lexicon: Lexicon,
    blocked: frozenset[int],
    *,
    is_change: bool,
) -> list[_Found]:
    if not is_change and any(token.form in lexicon.words["moved_by"] for token in tokens):
        return []
    found: list[_Found] = []
    index = 0
    while index < len(tokens):
        read = None if index in blocked else _at(tokens, index, chart, lexicon)
        if read and _is_how_long(tokens, read, lexicon, is_change=is_change):
            found.append(read)
        index = read[2] if read else index + 1
    return found


def _at(tokens: tuple[Token, ...], index: int, chart: Chart, lexicon: Lexicon) -> _Found | None:
    written = _with_hyphen(tokens, index, chart, lexicon) or _as_clock(tokens, index)
    if written is None:
        longest = chart.longest("length", index)
        if longest is None or not isinstance(longest[1], Length):
            return None
        after, length = longest
        if _is_time_of_day(tokens, after, length):
            return None
        written = (0 if length.months or length.days else length.minutes, index, after)
    return written if _SHORTEST <= written[0] <= _LONGEST else None


def _is_time_of_day(tokens: tuple[Token, ...], after: int, length: Length) -> bool:
    """Tell "15h", with the letter at the number: a time of day from the hour on that none lasts."""
    number, letter = tokens[after - 2], tokens[after - 1]
    is_glued = letter.form == "h" and after > 1 and number.end == letter.start
    return is_glued and length.minutes > _LONGEST_CLOCK_HOURS * 60


def _with_hyphen(
    tokens: tuple[Token, ...], index: int, chart: Chart, lexicon: Lexicon
) -> _Found | None:
    """Read "two-hour", which is two words and a mark."""
    number = chart.longest("number", index)
    if number is None or number[0] + 1 >= len(tokens) or tokens[number[0]].form != "-":
        return None
    for term in lexicon.found_at(tokens, number[0] + 1):
        if term.category == "UNIT" and term.value in _UNITS:
            return number[1] * _UNITS[str(term.value)], index, term.end
    return None


def _as_clock(tokens: tuple[Token, ...], index: int) -> _Found | None:
    """Read "1h30"; later hours so written are times of day."""
    hours, is_h, minutes = tokens[index].form.partition("h")
    if tokens[index].shape != "clock" or not is_h or int(hours) > _LONGEST_CLOCK_HOURS:
        return None
    return int(hours) * 60 + int(minutes), index, index + 1


def _is_how_long(
    tokens: tuple[Token, ...], found: _Found, lexicon: Lexicon, *, is_change: bool
) -> bool:
    """Tell a length from a time to wait ("in an hour") and one to move by ("an hour later")."""
    _, first, after = found
    while first and tokens[first - 1].form in lexicon.words["before_a_length"]:
        first -= 1
    before = tokens[first - 1].form if first else ""
    following = tokens[after].form if after < len(tokens) else ""
    led = lexicon.words["before_no_length"] - ({"by"} if is_change else frozenset())
    return before not in led and following not in lexicon.words["after_no_length"]


def _change(
    tokens: tuple[Token, ...], lexicon: Lexicon, blocked: frozenset[int]
) -> tuple[int, int, int] | None:
    """Give 1 for "longer" and -1 for "shorter" with where it stands, in a short message."""
    if len(tokens) > _MOST_WORDS:
        return None
    signs = {"LONGER": 1, "SHORTER": -1}
    for index in range(len(tokens)):
        before = tokens[index - 1].form if index else ""
        if index in blocked or before in lexicon.words["before_no_longer"]:
            continue
        for term in lexicon.found_at(tokens, index):
            if term.category in signs:
                return signs[term.category], index, term.end
    return None
