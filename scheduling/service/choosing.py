"""Who and what takes an appointment: asked under the lock, by booking, holding and moving."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from scheduling.assignment import assign
from scheduling.busy_time import NOTHING_BUSY, Busy
from scheduling.errors import Reason, SlotNotOffered, SlotTaken
from scheduling.explanations import explain_staff_member
from scheduling.layers import Explanation
from scheduling.ports import Ids
from scheduling.resource_time import free_units
from scheduling.resources import ResourceUnit
from scheduling.service.searching import DAY, Search
from scheduling.time_ranges import TimeRange
from scheduling.workload import week_range, workloads

RECENTLY = timedelta(days=7)
"""How far back it is remembered who was last given an appointment."""

_TAKEN = frozenset({Reason.TAKEN, Reason.FULL, Reason.NO_RESOURCE})
"""Reasons that have to do with other appointments: another time may well be free."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Whose time an appointment takes: of staff members, the first one in the lead, and of units.

    With an `appointment_id` it is a place in that appointment, which has both already.
    """

    staff_member_ids: tuple[str, ...]
    resource_units: tuple[ResourceUnit, ...] = ()
    appointment_id: str | None = None


def place(search: Search, start_at: datetime, ids: Ids, preferred: Sequence[str] = ()) -> Placement:
    """Choose who and what takes it: a group that is there, who is `preferred`, whose turn it is.

    Raises SlotTaken or SlotNotOffered.
    """
    busy = _busy_around(search, start_at)
    _require_free(search, start_at, busy)
    wanted, first_minute = search.wish.attendees_count, _minute_from(start_at)
    room = [e for e in search.group_places(first_minute) if e.open_attendees_count >= wanted]
    if room:
        group = room[-1].appointment
        return Placement(group.staff_member_ids, group.resource_units, group.appointment_id)
    units = free_units(search.catalog, search.service, start_at, busy)
    if units is None:
        raise _refused(search, start_at, Explanation(Reason.NO_RESOURCE), busy)
    return Placement(whose_turn(search, start_at, busy, ids, preferred), units)


def refuse_what_is_taken(search: Search, start_at: datetime) -> None:
    """Raise what `place` raises where nobody it could fall to is free; of the rest nothing is asked."""
    busy, claimed = _busy_around(search, start_at), search.service.claimed_from(start_at)
    if all(busy.get(each, NOTHING_BUSY).overlaps(claimed) for each in search.candidate_ids):
        _require_free(search, start_at, busy)


def _busy_around(search: Search, start_at: datetime) -> Busy:
    """Read what is busy, as far around as the nearest free times are looked for first."""
    return search.busy(TimeRange(start_at - DAY, start_at + DAY))


def _require_free(search: Search, start_at: datetime, busy: Busy) -> None:
    """Raise SlotTaken with the nearest free times, or SlotNotOffered, where anything refuses."""
    refusal = search.refusal(start_at, busy)
    if refusal is not None:
        raise _refused(search, start_at, refusal, busy)


def _minute_from(start_at: datetime) -> TimeRange:
    return TimeRange(start_at, start_at + timedelta(minutes=1))


def whose_turn(
    search: Search, start_at: datetime, busy: Busy, ids: Ids, preferred: Sequence[str] = ()
) -> tuple[str, ...]:
    """Choose as many as it takes of the candidates who are free; there are enough of them."""
    count, wished = search.required_count, search.wish.staff_member_id
    if len(search.candidates) == count:
        return search.candidate_ids
    free = [
        each.staff_member_id
        for each in search.candidates
        if explain_staff_member(search.catalog, search.service, each, start_at, busy) is None
    ]
    liked = dict.fromkeys((wished, *preferred))
    first = [each for each in liked if each in free][:count]
    rest = [each for each in free if each not in first]
    return (*first, *_assigned(search, start_at, rest, count - len(first), ids))


def _assigned(
    search: Search, start_at: datetime, free: list[str], count: int, ids: Ids
) -> tuple[str, ...]:
    """Choose so many of who is free by the rule of assignment, one after the other."""
    if not count:
        return ()
    rule = search.catalog.policy_of(search.service).assignment
    week = week_range(start_at, search.catalog.business.time_zone)
    recently = search.assigned(TimeRange(week.start_at - RECENTLY, week.end_at))
    burdens, chosen = workloads(recently, week), list[str]()
    for _ in range(count):
        left = [each for each in free if each not in chosen]
        chosen.append(assign(rule, left, burdens, ids.new_id()))
    return tuple(chosen)


def _refused(
    search: Search, start_at: datetime, refusal: Explanation, busy: Busy
) -> SlotTaken | SlotNotOffered:
    if refusal.reason not in _TAKEN:
        return SlotNotOffered(start_at, refusal.reason, refusal.limit)
    nearest = tuple(each.start_at for each in search.nearest(start_at, busy=busy))
    return SlotTaken(start_at, refusal.staff_member_id, nearest)
