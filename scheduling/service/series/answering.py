"""The use case `answer_series`: what was asked for as a series is accepted or declined as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from scheduling.actors import Actor
from scheduling.appointments import Appointment
from scheduling.business import Catalog
from scheduling.permissions import Action
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.access import Access, access_of, appointment_for
from scheduling.service.lapsing import lock_calendars
from scheduling.service.recording import fingerprint, first_answer, scoped_key
from scheduling.service.requesting import AcceptCommand, DeclineCommand, accept, decline
from scheduling.service.series.gathering import GatheringWork
from scheduling.service.series.plans import SeriesView
from scheduling.service.series.reading import by_start, occurrences_of, series_of
from scheduling.service.viewing import appointment_view
from scheduling.statuses import AppointmentStatus
from scheduling.views import AppointmentView


class SeriesAnswer(Enum):
    """What becomes of the requests of a series."""

    ACCEPT = "accept"
    DECLINE = "decline"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSeriesCommand:
    """Answer every request that waits of the series one is of; `message` is told when declined."""

    business_id: str
    appointment_id: str
    answer: SeriesAnswer
    message: str = ""
    idempotency_key: str


def answer_series(
    uow: UnitOfWork, actor: Actor, command: AnswerSeriesCommand, now: datetime, ids: Ids
) -> SeriesView:
    """Answer all requests of a series, or none, and tell it in one message; give those answered.

    Raises whatever `accept` and `decline` do for the first that cannot be answered.
    """
    business_id, key = command.business_id, command.idempotency_key
    catalog = uow.businesses.catalog(business_id)
    access = access_of(uow, actor, catalog)
    one = appointment_for(uow, access, Action.ANSWER_REQUEST, business_id, command.appointment_id)
    _lock(uow, catalog, occurrences_of(uow, access, one), now)
    if first_answer(uow, business_id, actor, key, command) is not None:
        return _as_it_is(uow, catalog, access, one, now)
    work = GatheringWork(uow)
    waiting = _waiting(occurrences_of(uow, access, one), access)
    answered = [_answered(work, actor, command, each, now, ids) for each in waiting]
    series_id, scoped = series_of(access, one), scoped_key(actor, key)
    work.tell(dict.fromkeys((each.appointment_id for each in answered), series_id))
    uow.answers.keep(business_id, scoped, fingerprint(command), one.appointment_id, now)
    return SeriesView(series_id, tuple(answered))


def _waiting(found: Sequence[Appointment], access: Access) -> Sequence[Appointment]:
    asked = (each for each in found if each.status is AppointmentStatus.REQUESTED)
    return by_start(each for each in asked if access.allows(Action.ANSWER_REQUEST, each))


def _answered(
    work: GatheringWork,
    actor: Actor,
    command: AnswerSeriesCommand,
    each: Appointment,
    now: datetime,
    ids: Ids,
) -> AppointmentView:
    seen: dict[str, Any] = {
        "business_id": each.business_id,
        "appointment_id": each.appointment_id,
        "version": each.version,
        "idempotency_key": f"{command.idempotency_key}:{each.appointment_id}",
    }
    if command.answer is SeriesAnswer.ACCEPT:
        return accept(work, actor, AcceptCommand(**seen), now, ids)
    return decline(work, actor, DeclineCommand(**seen, message=command.message), now, ids)


def _lock(uow: UnitOfWork, catalog: Catalog, found: Sequence[Appointment], now: datetime) -> None:
    """Lock everybody who has one or could take it, and all units, in the order of all locks."""
    services = {each.service_id for each in found} & catalog.services.keys()
    people = {who for each in found for who in each.staff_member_ids}
    people |= {who for each in services for who in catalog.services[each].staff_member_ids}
    needs = (need for each in services for need in catalog.services[each].required_resources)
    units = {which for need in needs for which in need.resource_ids}
    units |= {unit.resource_id for each in found for unit in each.resource_units}
    here = sorted(people & catalog.staff_members.keys())
    lock_calendars(
        uow,
        catalog.business.business_id,
        here,
        now,
        resource_ids=sorted(units & catalog.resources.keys()),
        elsewhere=catalog.calendars_elsewhere(here),
    )


def _as_it_is(
    uow: UnitOfWork, catalog: Catalog, access: Access, one: Appointment, now: datetime
) -> SeriesView:
    """Give the occurrences this request answered before, as they are now."""
    answered = [
        each
        for each in by_start(occurrences_of(uow, access, one))
        if each.status is not AppointmentStatus.REQUESTED
    ]
    views = tuple(appointment_view(catalog, each, access, now) for each in answered)
    return SeriesView(series_of(access, one), views)
