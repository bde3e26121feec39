"""Which occurrences a series has, as one actor may see them, and which a change is meant for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from scheduling.actors import Actor
from scheduling.appointments import Appointment
from scheduling.business import Catalog
from scheduling.permissions import Action
from scheduling.ports import Ids, UnitOfWork
from scheduling.series import SeriesScope
from scheduling.service.access import Access, access_of, appointment_for
from scheduling.service.series.plans import SeriesView
from scheduling.service.viewing import appointment_view


@dataclass(frozen=True, slots=True)
class AskSeries:
    """The series one appointment is of."""

    business_id: str
    appointment_id: str


def get_series(
    uow: UnitOfWork, actor: Actor, command: AskSeries, now: datetime, ids: Ids
) -> SeriesView:
    """Give the occurrences that have not ended yet, cancelled ones left out. Raises NotFound."""
    business_id = command.business_id
    catalog = uow.businesses.catalog(business_id)
    access = access_of(uow, actor, catalog)
    seen = Action.SEE_APPOINTMENTS
    one = appointment_for(uow, access, seen, business_id, command.appointment_id)
    found = view_of_series(uow, catalog, access, one, now)
    to_come = tuple(each for each in found.occurrences if each.end_at > now)
    return SeriesView(found.series_id, to_come)


def view_of_series(
    uow: UnitOfWork, catalog: Catalog, access: Access, one: Appointment, now: datetime
) -> SeriesView:
    """Give the series of an appointment: what is on of it, in order of start."""
    found = [each for each in occurrences_of(uow, access, one) if each.is_active]
    series_id = series_of(access, one)
    views = (appointment_view(catalog, each, access, now) for each in by_start(found))
    return SeriesView(series_id, tuple(views))


def series_of(access: Access, one: Appointment) -> str:
    """Give the series of the actor's own place, to staff of the first one; empty where of none."""
    place = access.place_in(one).occurrence
    return place.series_id if place else ""


def occurrences_of(uow: UnitOfWork, access: Access, one: Appointment) -> tuple[Appointment, ...]:
    """List the occurrences of an appointment's series that the actor may see; without one, itself."""
    series_id = series_of(access, one)
    if not series_id:
        return (one,)
    found = uow.appointments.of_series(one.business_id, series_id)
    return tuple(each for each in found if access.allows(Action.SEE_APPOINTMENTS, each))


def in_scope(
    uow: UnitOfWork, access: Access, one: Appointment, scope: SeriesScope, now: datetime
) -> tuple[Appointment, ...]:
    """List what a change of one occurrence is meant for: of a series what is still to come.

    What follows is told by the dates in the series, wherever an occurrence was moved since.
    """
    pointed = access.place_in(one).occurrence
    if scope is SeriesScope.THIS or pointed is None:
        return (one,)
    from_on = pointed.on if scope is SeriesScope.FOLLOWING else None
    return by_start(
        each
        for each in occurrences_of(uow, access, one)
        if each.is_active
        and each.time_range.start_at > now
        and (place := each.occurrence_in(pointed.series_id))
        and (from_on is None or place.on >= from_on)
    )


def by_start(appointments: Iterable[Appointment]) -> tuple[Appointment, ...]:
    """Put appointments in order of start."""
    return tuple(sorted(appointments, key=lambda each: each.time_range.start_at))
