"""The use case `check_day`: why a whole day has nothing to offer, and what is nearest to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from scheduling.actors import Actor
from scheduling.errors import Reason
from scheduling.layers import Explanation
from scheduling.ports import Ids, UnitOfWork
from scheduling.recurrence import day_range
from scheduling.service.finding import WishAnswer, slot_views
from scheduling.service.searching import Search
from scheduling.service.wish_lookup import search_for
from scheduling.service.wishes import Wish
from scheduling.time_ranges import TimeRange
from scheduling.working_time import working_time

_TELLING = (
    Reason.TAKEN,
    Reason.DAY_FULL,
    Reason.TIME_OFF,
    Reason.TOO_SOON,
    Reason.TOO_FAR_AHEAD,
    Reason.OUTSIDE_SERVICE_HOURS,
    Reason.STAFF_NOT_WORKING,
    Reason.CLOSED,
    Reason.PAST,
)
"""What came nearest to a yes on that day is the reason to tell."""


@dataclass(frozen=True, slots=True)
class CheckDay:
    """Whether a wish can be met on a date, by the calendar of `zone`."""

    wish: Wish
    on: date
    zone: str


def check_day(
    uow: UnitOfWork, actor: Actor, command: CheckDay, now: datetime, ids: Ids
) -> WishAnswer:
    """Say why a day has no slot, or `refusal` None where it has, and which times are nearest."""
    search = search_for(uow, actor, command.wish, now)
    day = day_range(command.on, command.zone)
    if search.slots(day):
        return WishAnswer(day.start_at, None)
    noon = day.start_at + day.duration / 2
    nearest = slot_views(search, search.nearest(noon))
    return WishAnswer(noon, _explained(search, day), nearest)


def _explained(search: Search, day: TimeRange) -> Explanation:
    if day.end_at <= search.now:
        return Explanation(Reason.PAST)
    busy = search.busy(day)
    found = [
        refusal
        for start_at in sorted(set(_starts(search, day)))
        if (refusal := search.refusal(start_at, busy)) is not None
    ]
    telling = [each for each in found if each.reason in _TELLING]
    if telling:
        return min(telling, key=lambda each: _TELLING.index(each.reason))
    refusal = search.refusal(day.start_at + day.duration / 2, busy)
    return refusal or Explanation(Reason.TAKEN)


def _starts(search: Search, day: TimeRange) -> Iterator[datetime]:
    """Walk the grid of everybody who could take it, whatever refuses each start."""
    policy = search.catalog.policy_of(search.service)
    interval = policy.time_slot_interval
    for staff_member in search.candidates:
        for period in working_time(search.catalog, staff_member, day).periods:
            start_at = period.start_at
            while start_at < period.end_at:
                if day.start_at <= start_at < day.end_at:
                    yield start_at
                start_at += interval
