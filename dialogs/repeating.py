"""Takes into a draft how often it shall come again: pure functions of what was understood."""

from dataclasses import replace
from datetime import date, timedelta

from dialogs.state import Draft
from language.understanding import Understanding
from language.when_wishes import DayRange, WhenKind, WhenWish
from scheduling.series import SeriesScope

_DAYS_A_WEEK = 7


def with_repeats(draft: Draft, understanding: Understanding) -> Draft:
    """Refine how often and how long. An end alone says nothing where no series is talked about."""
    said = understanding.repeats
    if draft.repeats is not None and understanding.scope is SeriesScope.THIS:
        return replace(draft, repeats=None, plan=None)
    if said is None or draft.moves:
        return draft
    if draft.repeats is not None:
        return replace(draft, repeats=draft.repeats.refined_by(said.value))
    return draft if said.value.frequency is None else replace(draft, repeats=said.value)


def with_end(draft: Draft, wish: WhenWish) -> Draft | None:
    """Take "until the end of May" for the end of a series that has none yet; None for other wishes."""
    days, repeats = wish.days, draft.repeats
    if repeats is None or repeats.says_end or days is None or wish.says_time:
        return None
    if days.first_on is not None or days.last_on is None:
        return None
    return replace(draft, repeats=replace(repeats, until_on=days.last_on))


def first_of_weekdays(draft: Draft, wish: WhenWish, today: date) -> WhenWish:
    """Give the first day of "every Tuesday", where a series is wanted.

    It is the Tuesday that was chosen before, where one was; else the next one after today.
    """
    if draft.repeats is None or wish.days is not None or len(wish.weekdays) != 1:
        return wish
    (weekday,) = wish.weekdays
    ahead = (weekday - today.weekday() - 1) % _DAYS_A_WEEK + 1
    chosen = draft.when.days.only_day if draft.when and draft.when.days else None
    is_chosen = chosen is not None and chosen.weekday() == weekday and chosen >= today
    first_on = chosen if chosen is not None and is_chosen else today + timedelta(days=ahead)
    on = DayRange.single(first_on)
    others = tuple(_dated(each, on) for each in wish.alternatives)
    return replace(_dated(wish, on), alternatives=others)


def _dated(wish: WhenWish, on: DayRange) -> WhenWish:
    kind = WhenKind.INSTANT if wish.time is not None and wish.time.is_exact else WhenKind.DAY
    if wish.time is not None and not wish.time.is_exact:
        kind = WhenKind.TIME_RANGE
    return replace(wish, kind=kind, days=on, weekdays=frozenset())
