"""What a wish for a time comes down to: exact starts, or bounds and which slots within them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from dialogs.state import Draft
from language.when_wishes import DayRange, Granularity, TimeSpan, WhenKind, WhenWish
from scheduling.recurrence import day_range, local_date, time_zone
from scheduling.time_ranges import TimeRange
from scheduling.views import SlotView

OPEN_SEARCH = timedelta(days=21)
"""How far to look where no last day was said."""


def anchored(wish: WhenWish, draft: Draft, zone: str) -> WhenWish:
    """Put days and times in place of "same time", "same day" and "half an hour later".

    They are meant from the time talked about: the one chosen, the one said, or where the
    appointment being moved is now. A bare time for a move means the day it is on.
    """
    base = draft.start_at or draft.moves_from_at
    local = base.astimezone(time_zone(zone)) if base else None
    if wish.shift is not None and local is not None:
        return exactly(local + wish.shift)
    if wish.keeps_time:
        span = draft.when.time if draft.when and draft.when.time else None
        span = span or (TimeSpan.at(local.time()) if local else None)
        wish = replace(wish, keeps_time=False, time=span)
    if wish.keeps_day or (draft.moves and not draft.when and not wish.says_day):
        days = draft.when.days if draft.when and draft.when.days else None
        days = days or (DayRange.single(local.date()) if local else None)
        wish = replace(wish, keeps_day=False, days=wish.days or days)
    return wish


def or_as_well(
    draft: Draft, when: WhenWish, wish: WhenWish, others: tuple[WhenWish, ...]
) -> tuple[WhenWish, ...]:
    """Give what would do as well; an hour alone is for every day said before: "Mondays or Fridays"."""
    if others or wish.says_day or not wish.says_time:
        return tuple(when.refined_by(each) for each in others)
    return tuple(each.refined_by(wish) for each in draft.or_when if each.says_day)


def hour_of_before(draft: Draft, wish: WhenWish, zone: str) -> WhenWish | None:
    """Give when an appointment is that is moved to a day: "move it to Friday" keeps its hour."""
    day = wish.days.only_day if wish.days else None
    is_day_alone = day is not None and not wish.says_time and wish.kind is WhenKind.DAY
    if draft.moves_from_at is None or not is_day_alone:
        return None
    return exactly(draft.moves_from_at.astimezone(time_zone(zone)))


def exactly(local: datetime) -> WhenWish:
    """Give the wish for just this local time."""
    return WhenWish(
        kind=WhenKind.INSTANT,
        granularity=Granularity.MINUTE,
        days=DayRange.single(local.date()),
        time=TimeSpan.at(local.time()),
    )


def exact_wall_clock(wish: WhenWish) -> datetime | None:
    """Give the naive local time a wish names, where it names exactly one."""
    day = wish.days.only_day if wish.days else None
    if day is None or wish.time is None or not wish.time.is_exact or wish.time.earliest is None:
        return None
    return datetime.combine(day, wish.time.earliest)


@dataclass(frozen=True, slots=True)
class Bounds:
    """The days to look at, by the calendar of `zone`."""

    first_on: date
    last_on: date
    zone: str

    @property
    def time_range(self) -> TimeRange:
        """The instants of those days."""
        first, last = day_range(self.first_on, self.zone), day_range(self.last_on, self.zone)
        return TimeRange(first.start_at, last.end_at)


def bounds_of_all(wishes: Iterable[WhenWish], today: date, zone: str) -> Bounds:
    """Give the days that any of the wishes leaves open."""
    found = [bounds_of(each, today, zone) for each in wishes]
    first_on, last_on = min(each.first_on for each in found), max(each.last_on for each in found)
    return Bounds(first_on, last_on, zone)


def bounds_of(wish: WhenWish, today: date, zone: str) -> Bounds:
    """Give the days a wish leaves open, from today on where no first day was said."""
    said = wish.days
    first_on = said.first_on if said and said.first_on else today
    last_on = said.last_on if said and said.last_on else max(first_on, today) + OPEN_SEARCH
    return Bounds(first_on, max(first_on, last_on), zone)


def meets(wish: WhenWish, slot: SlotView, zone: str) -> bool:
    """Tell whether a slot is what was wished for: day, weekday and time of day."""
    local = slot.start_at.astimezone(time_zone(zone))
    if wish.days is not None and not wish.days.includes(local.date()):
        return False
    if wish.weekdays and local.weekday() not in wish.weekdays:
        return False
    return wish.time is None or wish.time.includes(local.time())


def suits(draft: Draft, slot: SlotView, zone: str) -> bool:
    """Tell whether a slot is one of the times a draft wishes for, and none it rules out."""
    wishes = (*((draft.when,) if draft.when else ()), *draft.or_when)
    is_wished = not wishes or any(meets(each, slot, zone) for each in wishes)
    return is_wished and not is_unwanted(draft, slot, zone)


def is_unwanted(draft: Draft, slot: SlotView, zone: str) -> bool:
    """Tell whether a slot was ruled out: "not on Monday"."""
    return any(meets(each, slot, zone) for each in draft.not_when)


def ordered(wish: WhenWish, slots: Iterable[SlotView], count: int, zone: str) -> list[SlotView]:
    """Give the slots to offer: the first or last where that was said, else some of each day."""
    found = list(slots)
    if wish.kind is WhenKind.LATEST:
        return found[-count:]
    return found[:count] if wish.kind is WhenKind.EARLIEST else _spread(found, count, zone)


def _spread(slots: list[SlotView], count: int, zone: str) -> list[SlotView]:
    """Take the first of each day, then the second of each, in order of time."""
    days: dict[date, list[SlotView]] = {}
    for each in slots:
        days.setdefault(local_date(each.start_at, zone), []).append(each)
    ranked = [(place, each) for day in days.values() for place, each in enumerate(day)]
    chosen = [each for _, each in sorted(ranked, key=lambda pair: pair[0])[:count]]
    return sorted(chosen, key=lambda each: each.start_at)
