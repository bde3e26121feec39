"""The use case `plan_series_move`: where each occurrence would go, and whether it is free there."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from scheduling.actors import Actor
from scheduling.appointments import Appointment
from scheduling.business import Catalog
from scheduling.busy_time import Busy, BusyTime
from scheduling.permissions import Action
from scheduling.ports import Ids, UnitOfWork
from scheduling.recurrence import Weekday
from scheduling.resources import Calendar
from scheduling.series import SeriesScope, moved_start, moved_to_weekday
from scheduling.service.access import Access, access_of, appointment_for
from scheduling.service.searching import Search
from scheduling.service.series.changing import apart
from scheduling.service.series.planning import busy_at, nearest_around
from scheduling.service.series.plans import PlannedOccurrence, SeriesPlan
from scheduling.service.series.reading import in_scope
from scheduling.service.viewing import appointment_view, staff_member_view
from scheduling.service.wish_lookup import search_to_leave, search_to_move
from scheduling.service.wishes import Wish
from scheduling.time_ranges import TimeRange, TimeRangeSet, as_instant

_Placed = tuple[Appointment, TimeRange]
"""An appointment that moves, and what it would claim where it goes."""


@dataclass(frozen=True, slots=True)
class PlanSeriesMove:
    """Where a series would be if one of its occurrences went to `start_at`, the others with it.

    With a `weekday` each goes to that day of its own week, at the wall-clock time of `start_at`.
    """

    business_id: str
    appointment_id: str
    scope: SeriesScope
    start_at: datetime
    weekday: Weekday | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "start_at", as_instant(self.start_at))


@dataclass(frozen=True, slots=True)
class _Moving:
    """What moves together: none of it is in the way of the rest.

    Of a group whom others attend one place moves, and the group is where it was.
    """

    uow: UnitOfWork
    catalog: Catalog
    access: Access
    changes: tuple[Appointment, ...]
    now: datetime
    ids: Ids

    @property
    def leaving(self) -> tuple[Appointment, ...]:
        """List what is not there any more once all has moved."""
        stays = self.access.is_one_of_group
        return tuple(e for e in self.changes if not (stays(e) and len(e.customers) > 1))


def plan_series_move(
    uow: UnitOfWork, actor: Actor, command: PlanSeriesMove, now: datetime, ids: Ids
) -> SeriesPlan:
    """Look at every occurrence that would move. Nothing is kept. Raises NotFound, NotPermitted.

    Each goes as many days further from its date in the series as the one pointed at, to the same
    wall-clock time: one that was moved by itself goes back in line, as in Outlook and Google. To
    a weekday each goes within the week it is in. Of two that would be at once only the first may.
    """
    business_id = command.business_id
    catalog = uow.businesses.catalog(business_id)
    access = access_of(uow, actor, catalog)
    seen = Action.SEE_APPOINTMENTS
    one = appointment_for(uow, access, seen, business_id, command.appointment_id)
    meant = in_scope(uow, access, one, command.scope, now)
    changes, stays = apart(catalog, access, meant, Action.RESCHEDULE, now)
    moving = _Moving(uow, catalog, access, changes, now, ids)
    planned = _placed_in_turn(moving, one, command)
    return SeriesPlan(
        occurrences=tuple(sorted(planned, key=lambda each: each.on)),
        stays=tuple(appointment_view(catalog, each, access, now) for each in stays),
    )


def _placed_in_turn(
    moving: _Moving, one: Appointment, command: PlanSeriesMove
) -> list[PlannedOccurrence]:
    """Plan each; what is there already comes first, so that it is in the way and not put off."""
    access = moving.access
    goals = [(each, _goes_to(access, each, one, command)) for each in moving.changes]
    goals.sort(key=lambda pair: pair[0].time_range.start_at != pair[1])
    planned: list[PlannedOccurrence] = []
    placed: list[_Placed] = []
    for each, to_at in goals:
        planned.append(_planned(moving, each, to_at, placed))
        if planned[-1].is_free:
            by = to_at - each.time_range.start_at
            placed.append((each, TimeRange(each.claimed.start_at + by, each.claimed.end_at + by)))
    return planned


def _date_of(access: Access, appointment: Appointment) -> date:
    place = access.place_in(appointment).occurrence
    return place.on if place else appointment.wall_clock.local_start.date()


def _goes_to(
    access: Access, each: Appointment, pointed: Appointment, command: PlanSeriesMove
) -> datetime:
    to_at, zone = command.start_at, pointed.wall_clock.zone
    if command.weekday is not None:
        return moved_to_weekday(each.time_range.start_at, command.weekday, to_at, zone)
    return moved_start(_date_of(access, each), _date_of(access, pointed), to_at, zone)


def _planned(
    moving: _Moving, each: Appointment, to_at: datetime, placed: Iterable[_Placed]
) -> PlannedOccurrence:
    search = _search(moving, each)
    others = _without_moving(busy_at(search, to_at), moving.leaving)
    refusal = search.refusal(to_at, _with_placed(others, placed))
    nearest = None if refusal is None else _nearest(search, to_at, placed)
    staff = (staff_member_view(moving.catalog, who) for who in each.staff_member_ids)
    return PlannedOccurrence(
        on=_date_of(moving.access, each),
        start_at=to_at,
        refusal=refusal,
        nearest_at=nearest,
        staff_members=tuple(staff),
        appointment_id=each.appointment_id,
        version=moving.access.version_of(each),
        moves_from_at=each.time_range.start_at,
    )


def _nearest(search: Search, to_at: datetime, placed: Iterable[_Placed]) -> datetime | None:
    """Give the nearest free start, unless one that moves too was placed there."""
    slot = nearest_around(search, to_at)
    if slot is None:
        return None
    at = slot.start_at
    is_placed = any(claimed.start_at <= at < claimed.end_at for _, claimed in placed)
    return None if is_placed else at


def _search(moving: _Moving, each: Appointment) -> Search:
    """Look one up: a place of a group with whoever has room, all else with whom it is."""
    uow, catalog, access, now = moving.uow, moving.catalog, moving.access, moving.now
    wish = Wish(
        business_id=each.business_id,
        service_id=each.service_id,
        except_appointment_id=each.appointment_id,
    )
    if access.is_one_of_group(each):
        search = search_to_leave(uow, catalog, access, each, wish, now)
    else:
        kept = replace(wish, staff_member_id=each.staff_member_ids[0])
        search = search_to_move(uow, catalog, access, each, kept, now)
    return replace(search, moves_along=frozenset(e.appointment_id for e in moving.leaving))


def _without_moving(busy: Busy, moving: tuple[Appointment, ...]) -> Busy:
    """Leave out what moves away itself: next week's occurrence is not in the way of this one's."""

    def others(who: Calendar, theirs: BusyTime) -> BusyTime:
        own = TimeRangeSet(each.claimed for each in moving if who in each.calendars)
        left = BusyTime.of(theirs.ranges().minus(own))
        return BusyTime(left.periods, theirs.within, theirs.full)

    return {who: others(who, theirs) for who, theirs in busy.items()}


def _with_placed(busy: Busy, placed: Iterable[_Placed]) -> Busy:
    """Add what moves to where it was placed already: two of a series may not meet there."""

    def also(who: Calendar, theirs: BusyTime) -> BusyTime:
        own = [claimed for each, claimed in placed if who in each.calendars]
        both = BusyTime.of((*theirs.ranges(), *own))
        return BusyTime(both.periods, theirs.within, theirs.full) if own else theirs

    return {who: also(who, theirs) for who, theirs in busy.items()}
