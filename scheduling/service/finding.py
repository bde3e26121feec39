"""Use cases that find times: slots of some days, days with slots, why a time is refused."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from scheduling.actors import Actor
from scheduling.availability import Slot
from scheduling.layers import Explanation
from scheduling.ports import Ids, UnitOfWork
from scheduling.recurrence import day_range, local_date
from scheduling.service.searching import LONGEST_SEARCH, Search
from scheduling.service.viewing import staff_member_view
from scheduling.service.wish_lookup import search_for
from scheduling.service.wishes import Wish
from scheduling.time_ranges import TimeRange, as_instant
from scheduling.views import DayView, SlotView

DAYS_AT_ONCE = (timedelta(days=14), LONGEST_SEARCH)
"""Most wishes can be met within the first; the second is asked where they cannot."""


@dataclass(frozen=True, slots=True)
class FindSlots:
    """Slots for a wish that start within `bounds`, at most 62 days of it."""

    wish: Wish
    bounds: TimeRange


@dataclass(frozen=True, slots=True)
class FindDays:
    """Days with slots for a wish, from `first_on` in `zone`, at most `count` of them."""

    wish: Wish
    first_on: date
    zone: str
    count: int = 10


@dataclass(frozen=True, slots=True)
class CheckWish:
    """Whether a wish can be met at exactly `start_at`, and if not, why and what is nearest."""

    wish: Wish
    start_at: datetime

    def __post_init__(self) -> None:
        object.__setattr__(self, "start_at", as_instant(self.start_at))


@dataclass(frozen=True, slots=True)
class WishAnswer:
    """`refusal` is None where the time can be booked. `nearest` are in order of time."""

    start_at: datetime
    refusal: Explanation | None
    nearest: tuple[SlotView, ...] = ()
    free: tuple[str, ...] = ()


def find_slots(
    uow: UnitOfWork, actor: Actor, command: FindSlots, now: datetime, ids: Ids
) -> tuple[SlotView, ...]:
    """List the slots of a wish within some days, with who is free for each."""
    search = search_for(uow, actor, command.wish, now)
    longest = TimeRange(command.bounds.start_at, command.bounds.start_at + LONGEST_SEARCH)
    within = command.bounds.clipped(longest)
    return slot_views(search, search.slots(within)) if within else ()


def find_days(
    uow: UnitOfWork, actor: Actor, command: FindDays, now: datetime, ids: Ids
) -> tuple[DayView, ...]:
    """List the next days on which the wish can be met, by the calendar of `command.zone`."""
    search = search_for(uow, actor, command.wish, now)
    window, zone = search.window(), command.zone
    first_on = max(command.first_on, local_date(window.start_at, zone))
    found: Counter[date] = Counter()
    for length in DAYS_AT_ONCE:
        start_at = day_range(first_on, zone).start_at
        if start_at >= window.end_at or len(found) >= command.count:
            break
        first_on += length
        bounds = TimeRange(start_at, day_range(first_on, zone).start_at)
        found.update(local_date(each.start_at, zone) for each in search.slots(bounds))
    days = sorted(found)[: command.count]
    return tuple(DayView(day, found[day]) for day in days)


def check_wish(
    uow: UnitOfWork, actor: Actor, command: CheckWish, now: datetime, ids: Ids
) -> WishAnswer:
    """Say whether a wish can be met at a time, and if not, why and which times are nearest."""
    search = search_for(uow, actor, command.wish, now)
    start_at = command.start_at
    busy = search.busy(TimeRange(start_at, start_at + timedelta(minutes=1)))
    refusal = search.refusal(start_at, busy)
    if refusal is not None:
        return WishAnswer(start_at, refusal, slot_views(search, search.nearest(start_at)))
    exact = search.slots(TimeRange(start_at, start_at + timedelta(minutes=1)))
    return WishAnswer(start_at, None, free=exact[0].staff_member_ids if exact else ())


def slot_views(search: Search, found: tuple[Slot, ...]) -> tuple[SlotView, ...]:
    """Give slots with the names of who is free for each."""
    # Many slots, fewer ways to be free for one, and very few people.
    teams = {each.staff_member_ids for each in found}
    names = {who: staff_member_view(search.catalog, who) for who in set().union(*teams)}
    people = {team: tuple(names[who] for who in team) for team in teams}
    is_group = search.service.is_group
    return tuple(
        SlotView(
            each.start_at,
            people[each.staff_member_ids],
            each.open_attendees_count if is_group else None,
        )
        for each in found
    )
