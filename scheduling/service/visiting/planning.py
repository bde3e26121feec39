"""How the parts of a visit fit together: nobody and nothing is in two of them at once.

What is free for each part alone is the engine's answer. Here the parts are laid one after the
other, each beside those already laid: the same staff member again where that is possible, the
shortest wait first, and one step back where a part finds no place.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import combinations, islice, takewhile

from scheduling.availability import Slot
from scheduling.busy_time import Busy
from scheduling.recurrence import local_date
from scheduling.resource_time import matched, unit_choices
from scheduling.resources import Calendar
from scheduling.service.searching import Search
from scheduling.time_ranges import TimeRange
from scheduling.visits import LONGEST_WAIT, PlannedPart, VisitOrder, VisitPart, VisitPlan
from scheduling.workload import AssignedTime, full_days

Claims = tuple[tuple[Calendar, TimeRange], ...]
"""What the parts laid so far take."""

MOST_TEAMS = 60
"""So many ways to put a part's staff together are tried at one start."""

_TWO_DAYS = timedelta(days=2)
"""What starts further away is on none of the days on which a part could be."""


@dataclass(frozen=True, slots=True)
class Step:
    """A part with its own slots, in order of start, and what is busy and had around them."""

    part: VisitPart
    search: Search
    slots: Sequence[Slot]
    busy: Busy
    assigned: Sequence[AssignedTime]

    def starting(self, first_at: datetime, last_at: datetime) -> Iterator[Slot]:
        """Give the slots that start within these two instants, both included."""
        position = bisect_left(self.slots, first_at, key=lambda each: each.start_at)
        return takewhile(lambda each: each.start_at <= last_at, self.slots[position:])


def step_for(part: VisitPart, search: Search, bounds: TimeRange) -> Step:
    """Read what a part alone could have within some time."""
    days = bounds.padded(_TWO_DAYS, _TWO_DAYS)
    assigned = search.assigned(days) if search.is_limited else ()
    return Step(part, search, search.slots(bounds), search.busy(bounds), assigned)


def iter_plans(steps: Sequence[Step], order: VisitOrder) -> Iterator[VisitPlan]:
    """Give a plan for each start of the first part at which all of them fit, in order of time."""
    for first in steps[0].slots:
        laid = _laid(steps, order, (), (), first.start_at)
        if laid is not None:
            yield VisitPlan(laid)


def _laid(
    steps: Sequence[Step],
    order: VisitOrder,
    before: tuple[PlannedPart, ...],
    claims: Claims,
    start_at: datetime,
) -> tuple[PlannedPart, ...] | None:
    """Lay the parts that are left, or give None where they cannot follow what was laid."""
    if len(before) == len(steps):
        return before
    step = steps[len(before)]
    for slot, staff, own in _placings(step, order, before, claims, start_at):
        planned = PlannedPart(step.part, slot.start_at, slot.time_range.end_at, staff)
        following = start_at if order is VisitOrder.AT_ONCE else slot.time_range.end_at
        found = _laid(steps, order, (*before, planned), (*claims, *own), following)
        if found is not None:
            return found
    return None


def _placings(
    step: Step,
    order: VisitOrder,
    before: tuple[PlannedPart, ...],
    claims: Claims,
    start_at: datetime,
) -> Iterator[tuple[Slot, tuple[str, ...], Claims]]:
    """Give where and with whom a part could follow, and what it takes there."""
    wait = LONGEST_WAIT if before and order is VisitOrder.IN_A_ROW else timedelta()
    full = _full_days(step, before)
    zone = step.search.catalog.business.time_zone
    for slot in step.starting(start_at, start_at + wait):
        wanted = step.search.service.claimed_from(slot.start_at)
        in_use = frozenset(which for which, taken in claims if taken.overlaps(wanted))
        on = local_date(slot.start_at, zone)
        unable = in_use | {who for who, days in full.items() if on in days}
        for staff in _teams(step, slot, before, unable):
            own = _claims(step, slot, staff, in_use)
            if own is not None:
                yield slot, staff, own


def _full_days(step: Step, before: tuple[PlannedPart, ...]) -> Mapping[str, frozenset[date]]:
    """Give the days that are full for the candidates by the parts before, and what they have."""
    search = step.search
    if not (before and search.is_limited):
        return {}
    laid = (
        AssignedTime(
            f"part {number}",
            who,
            each.part.service_id,
            each.start_at,
            each.end_at - each.start_at,
            search.now,
        )
        for number, each in enumerate(before)
        for who in each.staff_member_ids
    )
    zone = search.catalog.business.time_zone
    return full_days((*step.assigned, *laid), search.service, search.candidates, zone)


def _teams(
    step: Step, slot: Slot, before: tuple[PlannedPart, ...], unable: frozenset[Calendar]
) -> Iterator[tuple[str, ...]]:
    """Give who could have a part beside those before it, whoever had the one before first."""
    if slot.appointment_id:
        yield slot.staff_member_ids
        return
    familiar = before[-1].staff_member_ids if before else ()
    free = [who for who in slot.staff_member_ids if who not in unable]
    count, wished = step.search.required_count, step.part.staff_member_id
    lead = () if wished is None else (wished,)
    if not unable.isdisjoint(lead):
        return
    others = sorted((who for who in free if who != wished), key=lambda who: who not in familiar)
    teams = combinations(others, count - len(lead))
    yield from ((*lead, *each) for each in islice(teams, MOST_TEAMS))


def _claims(
    step: Step, slot: Slot, staff: tuple[str, ...], in_use: frozenset[Calendar]
) -> Claims | None:
    """Give what a part takes there, or None where earlier parts leave it no unit it needs."""
    if slot.appointment_id:
        return ()
    service, catalog = step.search.service, step.search.catalog
    choices = unit_choices(catalog, service, slot.start_at, step.busy)
    units = matched([[each for each in units if each not in in_use] for units in choices])
    if units is None:
        return None
    wanted = service.claimed_from(slot.start_at)
    calendars: tuple[Calendar, ...] = (*staff, *units)
    return tuple((which, wanted) for which in calendars)
