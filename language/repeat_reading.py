"""Reads how often and how long: "every other Friday until March", "monthly, 5 times"."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from language.lexicon import Lexicon
from language.moments.grammar import Chart
from language.moments.values import Length
from language.repeat_days import (
    every_nth_weekday,
    nth_weekday,
    on_weekdays,
    several_weekdays,
    terms_at,
)
from language.repeat_ends import how_long, how_many_times, last_day
from language.repeat_wishes import RepeatWish
from language.tokens import Token
from language.understanding import Read
from scheduling.series import MOST_INTERVAL, Frequency

_DAYS_A_WEEK = 7
_THROUGH = "through"


_ReadAt = Callable[[int, Chart, Lexicon, tuple[Token, ...]], tuple[RepeatWish, int] | None]


@dataclass(frozen=True, slots=True)
class RepeatReads:
    """What was said of a series.

    `used` are all tokens it was read from, `hidden` those of them that would read as a time
    besides; the weekday of "every Tuesday" is a time, several are not.
    """

    repeats: Read[RepeatWish] | None = None
    used: frozenset[int] = frozenset()
    hidden: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of the wish, and the tokens it was read from."""

    wish: RepeatWish
    first: int
    after: int


def read_repeats(
    tokens: tuple[Token, ...], chart: Chart, lexicon: Lexicon, today: date, *, is_asked: bool
) -> RepeatReads:
    """Give what a message says of a series.

    An end alone counts where it is a number of times, or where it was asked for.
    """
    often = next(_pieces(tokens, chart, lexicon, every_nth_weekday), None)
    often = often or next(_pieces(tokens, chart, lexicon, _how_often), None)
    counted = next(_pieces(tokens, chart, lexicon, how_many_times), None)
    if often is None:
        often = _days_said(tokens, chart, lexicon)
        is_meant = often is not None or is_asked
        long = next(_pieces(tokens, chart, lexicon, how_long), None) if is_meant else None
        if counted is None and long is None:
            return RepeatReads()
        return _read(tokens, [each for each in (often, counted or long) if each])
    ends = [*([counted] if counted else []), *_pieces(tokens, chart, lexicon, how_long)]
    ends += _until(tokens, chart, lexicon, today)
    return _read(tokens, [often, *_days_beside(often, tokens, chart, lexicon), *ends[:1]])


def _days_said(tokens: tuple[Token, ...], chart: Chart, lexicon: Lexicon) -> _Piece | None:
    """Read days that say how often where an end is told: "on Tuesdays", "first Monday of the month"."""
    on = _weekdays_on(tokens, lexicon)
    of_month = (
        each
        for each in _pieces(tokens, chart, lexicon, nth_weekday)
        if terms_at(tokens, each.after - 1, lexicon, "MONTH_WORD")
    )
    return on or next(of_month, None)


def _days_beside(
    often: _Piece, tokens: tuple[Token, ...], chart: Chart, lexicon: Lexicon
) -> list[_Piece]:
    """Read the days said beside "weekly" or "every other month"."""
    if often.wish.weekdays or often.wish.by_weekday:
        return []
    is_weekly = often.wish.frequency is Frequency.WEEKLY
    found = next(
        _pieces(tokens, chart, lexicon, several_weekdays if is_weekly else nth_weekday), None
    )
    if found is None:
        return []
    return [replace(found, wish=replace(found.wish, interval=often.wish.interval))]


def _read(tokens: tuple[Token, ...], pieces: list[_Piece]) -> RepeatReads:
    wish = RepeatWish()
    for each in pieces:
        wish = wish.refined_by(each.wish)
    start = min(tokens[each.first].start for each in pieces)
    end = max(tokens[each.after - 1].end for each in pieces)
    used = frozenset(index for each in pieces for index in range(each.first, each.after))
    hiding = (each for each in pieces if each.wish.says_end or each.wish.weekdays)
    hidden = frozenset(index for each in hiding for index in range(each.first, each.after))
    return RepeatReads(Read(wish, 0.9, start, end), used, hidden)


def _pieces(
    tokens: tuple[Token, ...],
    chart: Chart,
    lexicon: Lexicon,
    read_at: _ReadAt,
) -> Iterator[_Piece]:
    for index in range(len(tokens)):
        found = read_at(index, chart, lexicon, tokens)
        if found is not None:
            yield _Piece(found[0], index, found[1])


def _how_often(
    index: int, chart: Chart, lexicon: Lexicon, tokens: tuple[Token, ...]
) -> tuple[RepeatWish, int] | None:
    """Read "weekly", "every two weeks" and "every other Tuesday" at a token."""
    for said in terms_at(tokens, index, lexicon, "REPEAT"):
        name, _, interval = str(said.value).partition("-")
        return RepeatWish(frequency=Frequency(name), interval=int(interval)), said.end
    for every in terms_at(tokens, index, lexicon, "EVERY"):
        for end, length in chart.readings("length", every.end).items():
            found = _every(length)
            if found is not None:
                return found, end
        step, after = 1, every.end
        for each in terms_at(tokens, every.end, lexicon, "REPEAT_STEP"):
            step, after = int(str(each.value)), each.end
        on = on_weekdays(tokens, after, lexicon, step)
        if on is not None:
            return on[0], on[1] if on[0].weekdays else after
    return None


def _every(length: Length) -> RepeatWish | None:
    if length.minutes or bool(length.months) == bool(length.days):
        return None
    weeks, odd_days = divmod(length.days, _DAYS_A_WEEK)
    interval = length.months or weeks
    if odd_days or not 1 <= interval <= MOST_INTERVAL:
        return None
    frequency = Frequency.MONTHLY if length.months else Frequency.WEEKLY
    return RepeatWish(frequency=frequency, interval=interval)


def _weekdays_on(tokens: tuple[Token, ...], lexicon: Lexicon) -> _Piece | None:
    """Read the weekdays of "on Tuesdays for six weeks", which say how often where an end is told."""
    for index in range(len(tokens)):
        if terms_at(tokens, index, lexicon, "WEEKDAYS"):
            on = on_weekdays(tokens, index, lexicon)
            return _Piece(on[0], index, on[1]) if on else None
    return None


def _until(
    tokens: tuple[Token, ...], chart: Chart, lexicon: Lexicon, today: date
) -> Iterator[_Piece]:
    """Read "until March", which ends before it, "through March", and "until 5 May", that day too."""
    for index in range(len(tokens)):
        for lead in terms_at(tokens, index, lexicon, "REPEAT_UNTIL"):
            readings = sorted(chart.readings("element", lead.end).items(), reverse=True)
            for end, element in readings:
                until_on = last_day(element, is_through=lead.value == _THROUGH)
                if until_on is not None and until_on >= today:
                    yield _Piece(RepeatWish(until_on=until_on), index, end)
                    break
