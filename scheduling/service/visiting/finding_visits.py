"""Use cases that find times for a whole visit."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from scheduling.actors import Actor
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.visiting.planning import Step, iter_plans, step_for
from scheduling.service.wish_lookup import search_for
from scheduling.service.wishes import Wish
from scheduling.time_ranges import TimeRange
from scheduling.visits import LONGEST_WAIT, VisitPart, VisitPlan, VisitWish

LONGEST_SEARCH = timedelta(days=31)
MOST_PLANS = 200
_LONGEST_PART = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class FindVisits:
    """Times at which a visit could begin within `bounds`, at most 31 days of it."""

    wish: VisitWish
    bounds: TimeRange


def find_visits(
    uow: UnitOfWork, actor: Actor, command: FindVisits, now: datetime, ids: Ids
) -> tuple[VisitPlan, ...]:
    """List ways to meet a wish for a visit, in order of start, one for each start.

    Raises NotFound, InvalidValue or NotPermitted.
    """
    bounds = command.bounds
    longest = TimeRange(bounds.start_at, bounds.start_at + LONGEST_SEARCH)
    within = bounds.clipped(longest)
    if within is None:
        return ()
    steps = _steps(uow, actor, command.wish, within, now)
    found = (each for each in iter_plans(steps, command.wish.order))
    return tuple(islice(found, MOST_PLANS))


def _steps(
    uow: UnitOfWork, actor: Actor, wish: VisitWish, within: TimeRange, now: datetime
) -> list[Step]:
    """Look every part up; later ones may begin after the first one's time is over."""
    steps: list[Step] = []
    bounds = within
    for part in wish.parts:
        search = search_for(uow, actor, wish_of(wish.business_id, part), now)
        steps.append(step_for(part, search, bounds))
        reach = search.service.default_duration + LONGEST_WAIT
        bounds = TimeRange(within.start_at, bounds.end_at + min(reach, _LONGEST_PART))
    return steps


def wish_of(business_id: str, part: VisitPart) -> Wish:
    """Give a part as a wish of its own."""
    return Wish(
        business_id=business_id,
        service_id=part.service_id,
        staff_member_id=part.staff_member_id,
        duration=part.duration,
    )
