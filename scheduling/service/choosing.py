"""Who takes an appointment at a time: asked under the lock, by booking and by moving."""

from datetime import datetime, timedelta

from scheduling.assignment import fairest
from scheduling.availability import Busy
from scheduling.errors import Reason, SlotNotOffered, SlotTaken
from scheduling.explanations import Explanation, explain_staff_member
from scheduling.recurrence import day_range, local_date
from scheduling.service.searching import NEXT_TO_IT, Search
from scheduling.time_ranges import TimeRange


def choose_staff_member(search: Search, start_at: datetime) -> str:
    """Choose who takes it, under the lock. Raises SlotTaken or SlotNotOffered."""
    day = day_range(
        local_date(start_at, search.catalog.business.time_zone), search.catalog.business.time_zone
    )
    # As much as what is nearest to a refused time may need: others wait while this one looks.
    busy = search.busy(day.padded(NEXT_TO_IT, NEXT_TO_IT))
    refusal = search.refusal(start_at, busy)
    if refusal is not None:
        raise _refused(search, start_at, refusal, busy)
    if len(search.candidates) == 1:
        return search.candidates[0].staff_member_id
    free = tuple(
        each.staff_member_id
        for each in search.candidates
        if explain_staff_member(search.catalog, search.service, each, start_at, busy) is None
    )
    return fairest(free, _booked_on(day, busy))


def _booked_on(day: TimeRange, busy: Busy) -> dict[str, timedelta]:
    return {who: taken.duration_within(day) for who, taken in busy.items()}


def _refused(
    search: Search, start_at: datetime, refusal: Explanation, busy: Busy
) -> SlotTaken | SlotNotOffered:
    if refusal.reason is not Reason.TAKEN:
        return SlotNotOffered(start_at, refusal.reason, refusal.limit)
    nearest = tuple(each.start_at for each in search.nearest(start_at, busy))
    return SlotTaken(start_at, refusal.staff_member_id, nearest)
