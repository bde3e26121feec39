"""The use case `plan_series_move`: where each occurrence would go, and whether it is free there."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from scheduling.actors import Actor
from scheduling.appointments import Appointment
from scheduling.business import Catalog
from scheduling.busy_time import Busy, BusyTime
from scheduling.permissions import Action
from scheduling.ports import Ids, UnitOfWork
from scheduling.resources import Calendar
from scheduling.series import SeriesScope, moved_start
from scheduling.service.access import Access, access_of, appointment_for
from scheduling.service.searching import Search
from scheduling.service.series.changing import apart
from scheduling.service.series.planning import busy_at, nearest_around
from scheduling.service.series.plans import PlannedOccurrence, SeriesPlan
from scheduling.service.series.reading import in_scope
from scheduling.service.viewing import appointment_view, staff_member_view
from scheduling.service.wish_lookup import search_to_leave, search_to_move
from scheduling.service.wishes import Wish
from scheduling.time_ranges import TimeRangeSet, as_instant


@dataclass(frozen=True, slots=True)
class PlanSeriesMove:
    """Where a series would be if one of its occurrences went to `start_at`, the others with it."""

    business_id: str
    appointment_id: str
    scope: SeriesScope
    start_at: datetime

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
    wall-clock time: one that was moved by itself goes back in line, as in Outlook and Google.
    """
    business_id = command.business_id
    catalog = uow.businesses.catalog(business_id)
    access = access_of(uow, actor, catalog)
    seen = Action.SEE_APPOINTMENTS
    one = appointment_for(uow, access, seen, business_id, command.appointment_id)
    meant = in_scope(uow, access, one, command.scope, now)
    changes, stays = apart(catalog, access, meant, Action.RESCHEDULE, now)
    moving = _Moving(uow, catalog, access, changes, now, ids)
    pointed_on, zone = _date_of(access, one), one.wall_clock.zone
    to_at = command.start_at
    starts = (moved_start(_date_of(access, e), pointed_on, to_at, zone) for e in changes)
    planned = (_planned(moving, *each) for each in zip(changes, starts, strict=True))
    return SeriesPlan(
        occurrences=tuple(sorted(planned, key=lambda each: each.on)),
        stays=tuple(appointment_view(catalog, each, access, now) for each in stays),
    )


def _date_of(access: Access, appointment: Appointment) -> date:
    place = access.place_in(appointment).occurrence
    return place.on if place else appointment.wall_clock.local_start.date()


def _planned(moving: _Moving, each: Appointment, to_at: datetime) -> PlannedOccurrence:
    search = _search(moving, each)
    refusal = search.refusal(to_at, _without_moving(busy_at(search, to_at), moving.leaving))
    slot = None if refusal is None else nearest_around(search, to_at)
    staff = (staff_member_view(moving.catalog, who) for who in each.staff_member_ids)
    return PlannedOccurrence(
        on=_date_of(moving.access, each),
        start_at=to_at,
        refusal=refusal,
        nearest_at=slot.start_at if slot else None,
        staff_members=tuple(staff),
        appointment_id=each.appointment_id,
        version=moving.access.version_of(each),
        moves_from_at=each.time_range.start_at,
    )


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
