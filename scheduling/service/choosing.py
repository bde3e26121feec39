"""Who takes an appointment at a time: asked under the lock, by booking and by moving."""

from datetime import datetime, timedelta

from scheduling.assignment import assign
from scheduling.errors import Reason, SlotNotOffered, SlotTaken
from scheduling.explanations import Explanation, explain_staff_member
from scheduling.ports import Ids
from scheduling.service.searching import Search
from scheduling.time_ranges import TimeRange
from scheduling.workload import week_range, workloads

RECENTLY = timedelta(days=7)
"""How far back it is remembered who was last given an appointment."""


def choose_staff_member(
    search: Search, start_at: datetime, ids: Ids, held_with: str | None = None
) -> str:
    """Choose who takes it, under the lock: whom it is held with, else whoever's turn it is.

    Raises SlotTaken or SlotNotOffered.
    """
    busy = search.busy(TimeRange(start_at, start_at + timedelta(minutes=1)))
    refusal = search.refusal(start_at, busy)
    if refusal is not None:
        raise _refused(search, start_at, refusal)
    free = tuple(
        each.staff_member_id
        for each in search.candidates
        if explain_staff_member(search.catalog, search.service, each, start_at, busy) is None
    )
    if held_with in free:
        return held_with
    if len(free) == 1:
        return free[0]
    rule = search.catalog.policy_of(search.service).assignment
    week = week_range(start_at, search.catalog.business.time_zone)
    recently = search.assigned(TimeRange(week.start_at - RECENTLY, week.end_at))
    return assign(rule, free, workloads(recently, week), ids.new_id())


def _refused(
    search: Search, start_at: datetime, refusal: Explanation
) -> SlotTaken | SlotNotOffered:
    if refusal.reason is not Reason.TAKEN:
        return SlotNotOffered(start_at, refusal.reason, refusal.limit)
    nearest = tuple(each.start_at for each in search.nearest(start_at))
    return SlotTaken(start_at, refusal.staff_member_id, nearest)
