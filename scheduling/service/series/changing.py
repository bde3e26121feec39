"""Use cases that cancel or move several occurrences at once: all that was confirmed, or none."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from scheduling.actors import Actor
from scheduling.appointments import Appointment
from scheduling.business import Catalog
from scheduling.errors import InvalidValue
from scheduling.permissions import Action
from scheduling.ports import Ids, UnitOfWork
from scheduling.series import MOST_OCCURRENCES, SeriesScope
from scheduling.service.access import Access, access_of, appointment_for
from scheduling.service.change import resources_of
from scheduling.service.changing import CancelCommand, RescheduleCommand, cancel, reschedule
from scheduling.service.lapsing import lock_calendars
from scheduling.service.series.gathering import GatheringWork
from scheduling.service.series.plans import SeriesChangeView, SeriesView
from scheduling.service.series.reading import in_scope
from scheduling.service.viewing import appointment_view, permitted_actions
from scheduling.time_ranges import as_instant
from scheduling.views import AppointmentView


@dataclass(frozen=True, slots=True)
class AskSeriesChange:
    """Which occurrences cancelling would be for, seen from one of them."""

    business_id: str
    appointment_id: str
    scope: SeriesScope


@dataclass(frozen=True, slots=True)
class SeenOccurrence:
    """An occurrence in the version it was seen in."""

    appointment_id: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelSeriesCommand:
    """Cancel these occurrences; `message` is told to the customer when staff cancel."""

    business_id: str
    occurrences: tuple[SeenOccurrence, ...]
    message: str = ""
    idempotency_key: str

    def __post_init__(self) -> None:
        _require_some(self.occurrences)


@dataclass(frozen=True, slots=True)
class OccurrenceMove:
    """An occurrence in the version it was seen in, and the start it was shown to go to."""

    appointment_id: str
    version: int
    start_at: datetime

    def __post_init__(self) -> None:
        object.__setattr__(self, "start_at", as_instant(self.start_at))


@dataclass(frozen=True, slots=True, kw_only=True)
class RescheduleSeriesCommand:
    """Move these occurrences; each stays with whom it is."""

    business_id: str
    moves: tuple[OccurrenceMove, ...]
    idempotency_key: str

    def __post_init__(self) -> None:
        _require_some(self.moves)


def _require_some(occurrences: tuple[object, ...]) -> None:
    if not 1 <= len(occurrences) <= MOST_OCCURRENCES:
        raise InvalidValue("occurrences", f"must be 1 to {MOST_OCCURRENCES}")


def plan_cancel_series(
    uow: UnitOfWork, actor: Actor, command: AskSeriesChange, now: datetime, ids: Ids
) -> SeriesChangeView:
    """Say which occurrences would be cancelled, and which may not be (any more).

    Raises NotFound or NotPermitted.
    """
    business_id = command.business_id
    catalog = uow.businesses.catalog(business_id)
    access = access_of(uow, actor, catalog)
    seen = Action.SEE_APPOINTMENTS
    one = appointment_for(uow, access, seen, business_id, command.appointment_id)
    meant = in_scope(uow, access, one, command.scope, now)
    changes, stays = apart(catalog, access, meant, Action.CANCEL, now)
    return SeriesChangeView(
        tuple(appointment_view(catalog, each, access, now) for each in changes),
        tuple(appointment_view(catalog, each, access, now) for each in stays),
    )


def apart(
    catalog: Catalog,
    access: Access,
    meant: Iterable[Appointment],
    action: Action,
    now: datetime,
) -> tuple[tuple[Appointment, ...], tuple[Appointment, ...]]:
    """Tell what the actor may do something to right now from what they may not.

    What several customers attend is changed by itself only: staff would change it for everybody.
    """
    may: list[Appointment] = []
    may_not: list[Appointment] = []
    for each in meant:
        is_for_others = not access.is_customer and len(each.customers) > 1
        is_allowed = action in permitted_actions(catalog, each, access, now)
        is_possible = is_allowed and not is_for_others
        (may if is_possible else may_not).append(each)
    return tuple(may), tuple(may_not)


def cancel_series(
    uow: UnitOfWork, actor: Actor, command: CancelSeriesCommand, now: datetime, ids: Ids
) -> SeriesView:
    """Cancel these occurrences, and tell it in one message.

    Raises TooLateToChange, StaleVersion or WrongStatus for the first that cannot be cancelled,
    InvalidValue, NotFound or NotPermitted; then none is.
    """
    business_id, work = command.business_id, GatheringWork(uow)
    _locked(uow, business_id, [each.appointment_id for each in command.occurrences], now)
    ended: list[AppointmentView] = []
    for each in command.occurrences:
        one = CancelCommand(
            business_id=business_id,
            appointment_id=each.appointment_id,
            version=each.version,
            message=command.message,
            idempotency_key=f"{command.idempotency_key}:{each.appointment_id}",
        )
        ended.append(cancel(work, actor, one, now, ids))
    return _told(work, ended)


def reschedule_series(
    uow: UnitOfWork, actor: Actor, command: RescheduleSeriesCommand, now: datetime, ids: Ids
) -> SeriesView:
    """Move these occurrences, and tell it in one message.

    Raises SlotTaken or SlotNotOffered for the first that cannot be moved where it was shown to
    go, and whatever `reschedule` raises; then all are where they were.
    """
    business_id, work = command.business_id, GatheringWork(uow)
    concerned = _locked(uow, business_id, [each.appointment_id for each in command.moves], now)
    starts = {each.appointment_id: each.time_range.start_at for each in concerned}
    moved: list[AppointmentView] = []
    for each in _in_safe_order(command.moves, starts):
        one = RescheduleCommand(
            business_id=business_id,
            appointment_id=each.appointment_id,
            version=each.version,
            start_at=each.start_at,
            idempotency_key=f"{command.idempotency_key}:{each.appointment_id}",
        )
        moved.append(reschedule(work, actor, one, now, ids))
    return _told(work, moved)


def _locked(
    uow: UnitOfWork, business_id: str, appointment_ids: Iterable[str], now: datetime
) -> tuple[Appointment, ...]:
    """Lock everybody's calendars at once; the rights are asked for each by its own use case.

    A place in a group may go to whoever gives the service, and a room may be another one then.
    """
    found = [uow.appointments.get(business_id, each) for each in appointment_ids]
    catalog = uow.businesses.catalog(business_id)
    groups = {each.service_id for each in found if each.is_group} & catalog.services.keys()
    staff = {who for each in found for who in each.staff_member_ids}
    staff |= {who for each in groups for who in catalog.services[each].staff_member_ids}
    units = {which for each in found for which in resources_of(catalog, each)}
    here = sorted(staff & catalog.staff_members.keys())
    elsewhere = catalog.calendars_elsewhere(here)
    lock_calendars(uow, business_id, here, now, resource_ids=sorted(units), elsewhere=elsewhere)
    return tuple(found)


def _in_safe_order(
    moves: tuple[OccurrenceMove, ...], starts: dict[str, datetime]
) -> list[OccurrenceMove]:
    """What moves back goes earliest first, what moves on latest first: none onto its neighbour."""
    ordered = sorted(moves, key=lambda each: starts[each.appointment_id])
    back = [each for each in ordered if each.start_at <= starts[each.appointment_id]]
    on = [each for each in ordered if each.start_at > starts[each.appointment_id]]
    return [*back, *reversed(on)]


def _told(work: GatheringWork, done: list[AppointmentView]) -> SeriesView:
    """Tell of what is still in its series; a place that was given up in a group is no more."""
    get = work.appointments.get
    series_of = {
        each.appointment_id: each.series_id
        for each in done
        if each.series_id
        and get(each.business_id, each.appointment_id).occurrence_in(each.series_id)
    }
    work.tell(series_of)
    series_id = next(iter(series_of.values()), "")
    return SeriesView(series_id, tuple(sorted(done, key=lambda each: each.start_at)))
