"""Dates in languages without a lexicon of our own, by dateparser on short spans.

dateparser searches badly and guesses in sentences, but a span that holds nothing except a date it
reads or refuses. So spans are cut out here, the language is pinned, and times past are not offered.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from typing import Any, Final

from dateparser.date import DateDataParser
from dateparser.languages.loader import default_loader

from language.moments.scanning import Placed
from language.moments.values import Clock, Days, Element, FromNow
from language.tokens import Token
from language.when_wishes import DayRange

LONGEST_SPAN: Final = 64
_MOST_TOKENS_OF_SPAN: Final = 5
_MOST_ATTEMPTS: Final = 24
SHORTEST_WORD: Final = 4
"""Shorter ones that are days in one language are other words in another."""
_PROBE: Final = timedelta(minutes=7)


@dataclass(frozen=True, slots=True)
class _Reading:
    at: datetime
    period: str


@cache
def knows(language: str) -> bool:
    """Tell whether dateparser has a language."""
    return language in default_loader.get_locale_map()


def find_with_dateparser(
    text: str, tokens: tuple[Token, ...], language: str, now: datetime, *, is_month_first: bool
) -> tuple[Placed, ...]:
    """Give the first, longest span of a message that is a date or time in a language; naive `now`."""
    if not knows(language):
        return ()
    order = "MDY" if is_month_first else "DMY"
    for first, after in _spans(tokens)[:_MOST_ATTEMPTS]:
        element = _element(text[tokens[first].start : tokens[after - 1].end], language, now, order)
        if element:
            return (Placed(element, first, after),)
    return ()


def _spans(tokens: tuple[Token, ...]) -> list[tuple[int, int]]:
    found = [
        (first, first + length)
        for length in range(min(_MOST_TOKENS_OF_SPAN, len(tokens)), 0, -1)
        for first in range(len(tokens) - length + 1)
    ]
    return [span for span in found if _may_be_date(tokens[span[0] : span[1]])]


def _may_be_date(tokens: tuple[Token, ...]) -> bool:
    ends = (tokens[0].shape, tokens[-1].shape)
    # Short words that are weekdays somewhere are other words more often.
    has_weight = any(
        len(token.form) >= SHORTEST_WORD if token.is_word else token.shape not in ("mark", "hidden")
        for token in tokens
    )
    is_bare_number = len(tokens) == 1 and tokens[0].shape == "number"
    length = tokens[-1].end - tokens[0].start
    is_whole = not {"mark", "hidden"} & set(ends)
    return has_weight and is_whole and not is_bare_number and length <= LONGEST_SPAN


def _element(span: str, language: str, now: datetime, order: str) -> Element | None:
    # dateparser keeps its settings for good, one set for each base: two a day do not add up.
    base = now.replace(hour=12, minute=0, second=0, microsecond=0)
    first = _parsed(span, language, base, order)
    if first is None:
        return None
    second = _parsed(span, language, base + _PROBE, order)
    if second and first.period == "time" and second.at - first.at == _PROBE:
        return Element(moment=FromNow(now + (first.at - base)))
    return _dated(first, now)


def _dated(reading: _Reading, now: datetime) -> Element | None:
    at = reading.at
    if reading.period == "time":
        half = "am" if at.time() < time(12) else "pm"
        clock = Clock(at.hour, at.minute, half)
        days = None if at.date() == now.date() else Days((DayRange.single(at.date()),))
        return Element(days=days, clock=clock)
    if reading.period == "day" and at.date() >= now.date():
        return Element(days=Days((DayRange.single(at.date()),)))
    return None


def _parsed(span: str, language: str, base: datetime, order: str) -> _Reading | None:
    settings: dict[str, Any] = {
        "PREFER_DATES_FROM": "future",
        "RELATIVE_BASE": base,
        "DATE_ORDER": order,
        "RETURN_TIME_AS_PERIOD": True,
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    data = DateDataParser(languages=[language], settings=settings).get_date_data(span)
    if data.date_obj is None or data.period is None:
        return None
    return _Reading(data.date_obj.replace(tzinfo=None), data.period)
