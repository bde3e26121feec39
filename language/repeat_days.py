"""Reads the days of a series: "Tuesday and Thursday", "every first Monday", "the last Friday of each month"."""

from dataclasses import replace

from language.lexicon import Found, Lexicon
from language.moments.grammar import Chart
from language.repeat_wishes import RepeatWish
from language.tokens import Token
from scheduling.series import LAST, Frequency

_NTHS = (1, 2, 3, 4, LAST)
_WEEK = range(7)


def terms_at(tokens: tuple[Token, ...], index: int, lexicon: Lexicon, *names: str) -> list[Found]:
    """List the terms of some categories that start at a token."""
    if index >= len(tokens):
        return []
    return [each for each in lexicon.found_at(tokens, index) if each.category in names]


def weekdays_at(
    tokens: tuple[Token, ...], index: int, lexicon: Lexicon
) -> tuple[frozenset[int], int]:
    """Give the weekdays listed from a token on, and where they end: "Mondays, Tuesdays and Fridays"."""
    days: set[int] = set()
    end = following = index
    while True:
        said = terms_at(tokens, following, lexicon, "WEEKDAY", "WEEKDAYS")
        if not said:
            return frozenset(days), end
        days.add(int(str(said[0].value)))
        end = following = said[0].end
        for category in ("COMMA", "AND", "EVERY"):
            for joined in terms_at(tokens, following, lexicon, category)[:1]:
                following = joined.end
        if following == end:
            return frozenset(days), end


def on_weekdays(
    tokens: tuple[Token, ...], index: int, lexicon: Lexicon, interval: int = 1
) -> tuple[RepeatWish, int] | None:
    """Read the weekdays of a weekly series at a token; one alone is that of its first date."""
    days, end = weekdays_at(tokens, index, lexicon)
    wish = RepeatWish(frequency=Frequency.WEEKLY, interval=interval, by_weekday=True)
    if not days:
        found = terms_at(tokens, index, lexicon, "WORKDAYS")
        days, end = frozenset(_WEEK[:5]), found[0].end if found else index
    if end == index:
        return None
    return (replace(wish, weekdays=days) if len(days) > 1 else wish), end


def several_weekdays(
    index: int, _: Chart, lexicon: Lexicon, tokens: tuple[Token, ...]
) -> tuple[RepeatWish, int] | None:
    """Read "Tuesdays and Thursdays" at a token, said beside "weekly"."""
    days, end = weekdays_at(tokens, index, lexicon)
    wish = RepeatWish(frequency=Frequency.WEEKLY, weekdays=days, by_weekday=True)
    return (wish, end) if len(days) > 1 else None


def nth_weekday(
    index: int, chart: Chart, lexicon: Lexicon, tokens: tuple[Token, ...]
) -> tuple[RepeatWish, int] | None:
    """Read "first Monday", "the last Friday of the month" at a token, which may be one day alone."""
    start = next((each.end for each in terms_at(tokens, index, lexicon, "THE")), index)
    for end, number in chart.readings("ordinal_or_last", start).items():
        for weekday in terms_at(tokens, end, lexicon, "WEEKDAY"):
            if number in _NTHS:
                wish = RepeatWish(
                    frequency=Frequency.MONTHLY,
                    weekdays=frozenset((int(str(weekday.value)),)),
                    nth=number,
                    by_weekday=True,
                )
                return wish, _after_the_month(tokens, weekday.end, lexicon)
    return None


def every_nth_weekday(
    index: int, chart: Chart, lexicon: Lexicon, tokens: tuple[Token, ...]
) -> tuple[RepeatWish, int] | None:
    """Read "every first Monday" and "first Monday of every other month" at a token.

    "Every third Monday" is every three weeks, unless it is of the month.
    """
    every = terms_at(tokens, index, lexicon, "EVERY")
    found = nth_weekday(every[0].end if every else index, chart, lexicon, tokens)
    if found is None:
        return None
    wish, end = found
    if every:
        is_step = bool(terms_at(tokens, every[0].end, lexicon, "REPEAT_STEP"))
        is_of_month = bool(terms_at(tokens, end - 1, lexicon, "MONTH_WORD"))
        return found if is_of_month or not is_step else None
    interval, after = _monthly(tokens, end, lexicon)
    return (replace(wish, interval=interval), after) if interval else None


def _monthly(tokens: tuple[Token, ...], index: int, lexicon: Lexicon) -> tuple[int, int]:
    """Read "of every other month" at a token: the interval, 0 where it is not said, and its end."""
    start = next((each.end for each in terms_at(tokens, index, lexicon, "OF")), index)
    for said in terms_at(tokens, start, lexicon, "REPEAT"):
        name, _, interval = str(said.value).partition("-")
        if name == Frequency.MONTHLY.value:
            return int(interval), said.end
    return 0, index


def _after_the_month(tokens: tuple[Token, ...], index: int, lexicon: Lexicon) -> int:
    """Give where "of the month" ends, which adds nothing."""
    for of in terms_at(tokens, index, lexicon, "OF"):
        start = next((each.end for each in terms_at(tokens, of.end, lexicon, "THE")), of.end)
        for month in terms_at(tokens, start, lexicon, "MONTH_WORD"):
            return month.end
    return index
