"""The use case `plan_series`: every occurrence free, or why not and what is nearest."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from scheduling.actors import Actor
from scheduling.availability import Slot
from scheduling.busy_time import Busy
from scheduling.ports import Ids, UnitOfWork
from scheduling.recurrence import local_date
from scheduling.series import SeriesRule, start_on
from scheduling.series_dates import dates_of
from scheduling.service.choosing import place
from scheduling.service.limits import room_left
from scheduling.service.recording import holder
from scheduling.service.searching import Search
from scheduling.service.series.plans import PlannedOccurrence, SeriesPlan
from scheduling.service.viewing import staff_member_view
from scheduling.service.wish_lookup import search_for
from scheduling.service.wishes import Wish
from scheduling.time_ranges import TimeRange, as_instant
from scheduling.wall_clocks import WallClock

AROUND = timedelta(days=3)
"""How far from an occurrence another time is looked for: never as far as the next week's."""
MOMENT = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class PlanSeries:
    """What a series would be that begins at `start_at` and goes on by `rule`."""

    wish: Wish
    start_at: datetime
    rule: SeriesRule

    def __post_init__(self) -> None:
        object.__setattr__(self, "start_at", as_instant(self.start_at))


def plan_series(
    uow: UnitOfWork, actor: Actor, command: PlanSeries, now: datetime, ids: Ids
) -> SeriesPlan:
    """Look at every occurrence of a series. Nothing is kept. Raises NotFound or NotPermitted.

    With nobody wished for, all of it goes to whom assignment chooses for the first, wherever
    they are free, and else to whoever is.
    """
    search = search_for(uow, actor, command.wish, now)
    first = WallClock.of(command.start_at, search.catalog.business.time_zone)
    found = dates_of(command.rule, first.local_start.date())
    starts = [(on, start_on(on, first)) for on in found.dates]
    latest_at = search.window().end_at
    within = [each for each in starts if each[1] <= latest_at]
    preferred = _held_with(search, command.start_at)
    planned: list[PlannedOccurrence] = []
    for on, start_at in within:
        planned.append(_planned(search, on, start_at, preferred, ids))
        preferred = preferred or _first_of(planned[-1])
    return SeriesPlan(
        occurrences=tuple(planned),
        months_left_out=tuple(
            each for each in found.months_left_out if start_on(each, first) <= latest_at
        ),
        too_far_count=len(starts) - len(within),
        is_cut=found.is_cut,
        left_out_at=tuple(
            at for at in (start_on(on, first) for on in found.dates_left_out) if at <= latest_at
        ),
        room=room_left(search),
    )


def _held_with(search: Search, start_at: datetime) -> str | None:
    """Give whom the customer holds the first time with: they have been promised it."""
    wanted = search.service.service_id, start_at
    holds = search.uow.holds.of_owner(search.wish.business_id, holder(search.access.actor))
    found = (
        each.staff_member_ids[0] for each in holds if (each.service_id, each.start_at) == wanted
    )
    return next(found, None)


def _first_of(planned: PlannedOccurrence) -> str | None:
    is_own = planned.is_free and planned.staff_members
    return planned.staff_members[0].staff_member_id if is_own else None


def _planned(
    search: Search, on: date, start_at: datetime, preferred: str | None, ids: Ids
) -> PlannedOccurrence:
    refusal = search.refusal(start_at, busy_at(search, start_at))
    taken_at: datetime | None = start_at
    if refusal is not None:
        slot = nearest_around(search, start_at)
        taken_at = slot.start_at if slot else None
    liked = () if preferred is None else (preferred,)
    staff = () if taken_at is None else place(search, taken_at, ids, liked).staff_member_ids
    return PlannedOccurrence(
        on=on,
        start_at=start_at,
        refusal=refusal,
        nearest_at=None if refusal is None else taken_at,
        staff_members=tuple(staff_member_view(search.catalog, each) for each in staff),
    )


def busy_at(search: Search, start_at: datetime) -> Busy:
    """Read what is busy for the candidates around one start."""
    return search.busy(TimeRange(start_at, start_at + MOMENT))


def nearest_around(search: Search, start_at: datetime) -> Slot | None:
    """Give the free slot nearest to a start: of the same day first, else of the days around."""
    zone = search.catalog.business.time_zone
    on = local_date(start_at, zone)
    found = search.slots(TimeRange(start_at - AROUND, start_at + AROUND))

    def farness(slot: Slot) -> tuple[bool, timedelta, datetime]:
        at = slot.start_at
        return local_date(at, zone) != on, abs(at - start_at), at

    return min(found, key=farness, default=None)
