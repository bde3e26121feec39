"""Reads how long a series goes on: "5 times", "for six weeks", "until March"."""

from datetime import date, timedelta

from language.lexicon import Lexicon
from language.moments.grammar import Chart
from language.moments.values import Element
from language.repeat_days import terms_at
from language.repeat_wishes import RepeatWish
from language.tokens import Token
from language.when_wishes import DayRange

_SHORTEST_MONTH = 28
_MOST_COUNTED = 999
_LONGEST_MONTHS = 12 * 10
_LONGEST_DAYS = 366 * 10


def how_many_times(
    index: int, chart: Chart, lexicon: Lexicon, tokens: tuple[Token, ...]
) -> tuple[RepeatWish, int] | None:
    """Read "5 times" and "six sessions" at a token."""
    for end, number in chart.readings("number", index).items():
        for times in terms_at(tokens, end, lexicon, "REPEAT_TIMES"):
            if 1 <= number <= _MOST_COUNTED:
                return RepeatWish(count=number), times.end
    return None


def how_long(
    index: int, chart: Chart, lexicon: Lexicon, tokens: tuple[Token, ...]
) -> tuple[RepeatWish, int] | None:
    """Read "for 6 weeks" at a token; "for one hour" is how long each shall take."""
    for lead in terms_at(tokens, index, lexicon, "REPEAT_FOR"):
        for end, length in chart.readings("length", lead.end).items():
            is_far = length.months <= _LONGEST_MONTHS and length.days <= _LONGEST_DAYS
            if length.is_of_days and not length.minutes and is_far:
                wish = RepeatWish(lasting_months=length.months, lasting_days=length.days)
                return wish, end
    return None


def last_day(element: Element, *, is_through: bool) -> date | None:
    """Give the last day of "until" and "through" something, None where that is no day."""
    days = element.days
    if days is None or element.clock is not None or not days.readings:
        return None
    meant: DayRange = days.readings[0]
    if meant.first_on is None or meant.last_on is None:
        return meant.last_on or meant.first_on
    length = (meant.last_on - meant.first_on).days + 1
    is_whole = meant.first_on.day == 1 and length >= _SHORTEST_MONTH
    return meant.first_on - timedelta(days=1) if is_whole and not is_through else meant.last_on
