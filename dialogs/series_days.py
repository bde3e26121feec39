"""Which days a series in the making falls on: the first of them, and those left out of it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from dialogs.state import Draft
from dialogs.talk import Talk
from language.repeat_wishes import RepeatWish
from language.understanding import Understanding
from language.when_wishes import DayRange, Granularity, WhenKind, WhenWish
from scheduling.recurrence import local_date
from scheduling.series import ClashPolicy, Frequency, SeriesScope
from scheduling.series_dates import dates_of

_ONE_DAY = timedelta(days=1)
_MOST_DAYS_LEFT_OUT = 100


def first_wish(draft: Draft, understanding: Understanding, today: date) -> WhenWish | None:
    """Give what was said of the time, dated where the days of a series were said: "every Tuesday".

    Its first day is the one that was chosen before, where it is one of these; else the next one
    after today, or from the day that was said with them.
    """
    wish, repeats = understanding.wish, draft.repeats
    if repeats is None:
        return wish
    is_said = understanding.repeats is not None and understanding.repeats.value.weekdays
    if is_said:
        return _dated(wish or _BLANK, _first_on(draft, wish, repeats, today))
    if wish is None or wish.days is not None or len(wish.weekdays) != 1:
        return wish
    every = RepeatWish(frequency=Frequency.WEEKLY, weekdays=wish.weekdays)
    return _dated(wish, _first_on(draft, wish, every, today))


_BLANK = WhenWish(kind=WhenKind.DAY, granularity=Granularity.DAY)


def _first_on(draft: Draft, wish: WhenWish | None, repeats: RepeatWish, today: date) -> date:
    said = wish.days.first_on if wish and wish.days else None
    if said is not None:
        return _next_on(repeats, said)
    chosen = draft.when.days.only_day if draft.when and draft.when.days else None
    if chosen is not None and chosen >= today and _next_on(repeats, chosen) == chosen:
        return chosen
    return _next_on(repeats, today + _ONE_DAY)


def _next_on(repeats: RepeatWish, from_on: date) -> date:
    """Give the first date from a day on that the series may begin on, in whichever week or month."""
    once = replace(repeats, interval=1, count=1, left_out_on=frozenset())
    rule = once.rule(from_on)
    found = dates_of(rule, from_on).dates if rule else ()
    return found[0] if found else from_on


def _dated(wish: WhenWish, on: date) -> WhenWish:
    others = tuple(_on(each, on) for each in wish.alternatives)
    return replace(_on(wish, on), alternatives=others)


def _on(wish: WhenWish, on: date) -> WhenWish:
    kind = WhenKind.INSTANT if wish.time is not None and wish.time.is_exact else WhenKind.DAY
    if wish.time is not None and not wish.time.is_exact:
        kind = WhenKind.TIME_RANGE
    return replace(wish, kind=kind, days=DayRange.single(on), weekdays=frozenset())


def with_days_of_series(draft: Draft) -> Draft:
    """Let the weekdays go that were said before, where it shall begin on another: "no, Friday"."""
    repeats, when = draft.repeats, draft.when
    on = when.days.only_day if when and when.days else None
    if repeats is None or not repeats.weekdays or on is None or _next_on(repeats, on) == on:
        return draft
    return replace(draft, repeats=replace(repeats, weekdays=frozenset(), nth=0))


def toward_weekday(draft: Draft, wish: WhenWish, zone: str) -> tuple[Draft, WhenWish]:
    """Take "Sunday" for the Sunday of each occurrence's own week, where several of a series move."""
    if draft.moves_from_at is None or draft.scope is SeriesScope.THIS or not wish.says_day:
        return draft, wish
    weekday = wish.weekday
    if weekday is None and len(wish.weekdays) == 1:
        (weekday,) = wish.weekdays
    if weekday is None:
        return replace(draft, moves_to_weekday=None), wish
    on = local_date(draft.moves_from_at, zone)
    own = on + timedelta(days=weekday - on.weekday())
    return replace(draft, moves_to_weekday=weekday), _dated(wish, own)


def with_dates_left_out(draft: Draft, understanding: Understanding) -> Draft | None:
    """Leave days out of a series, or put back what was: "except 24 December", "do the 24th after all".

    Of several weekdays one may be left out: "not on Thursdays".

    None where the message says neither.
    """
    repeats = draft.repeats
    if repeats is None or repeats.frequency is None or draft.moves:
        return None
    unwanted = [each.value for each in understanding.excluded_when]
    wished = [each.value for each in understanding.when]
    if understanding.clashes is ClashPolicy.SKIP:
        unwanted += wished
    out = _days(unwanted)
    back = _days(wished) & repeats.left_out_on - out
    weekdays = repeats.weekdays - {day for each in unwanted for day in each.weekdays}
    if not out and not back and weekdays in (repeats.weekdays, frozenset()):
        return None
    left_out = (repeats.left_out_on | out) - back
    changed = replace(repeats, left_out_on=left_out, weekdays=weekdays or repeats.weekdays)
    return replace(draft, repeats=changed)


def _days(wishes: Iterable[WhenWish]) -> frozenset[date]:
    found: set[date] = set()
    for each in wishes:
        first = each.days.first_on if each.days and not each.says_time else None
        last = each.days.last_on if each.days else None
        if first is not None and last is not None:
            count = min((last - first).days + 1, _MOST_DAYS_LEFT_OUT)
            found |= {first + timedelta(days=number) for number in range(count)}
    return frozenset(found)


def is_left_out(talk: Talk, draft: Draft, start_at: datetime) -> bool:
    """Tell whether a start is on a day that the draft's series leaves out."""
    repeats = draft.repeats
    if repeats is None:
        return False
    on = local_date(start_at, talk.business.time_zone)
    is_other_day = bool(repeats.weekdays) and on.weekday() not in repeats.weekdays
    return on in repeats.left_out_on or is_other_day
