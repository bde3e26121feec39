"""The use case that moves a whole visit to another time: all of its parts, or none."""

from dataclasses import dataclass
from datetime import datetime

from scheduling.actors import Actor
from scheduling.permissions import Action
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.access import access_of, appointment_for
from scheduling.service.lapsing import lock_calendars
from scheduling.service.visiting.booking_visits import (
    BookVisitCommand,
    book_visit,
    visit_answered,
)
from scheduling.service.visiting.cancelling_visits import (
    CancelVisitCommand,
    calendars_here,
    cancel_visit,
    visit_of,
)
from scheduling.service.visiting.finding_visits import wish_of
from scheduling.service.wish_lookup import search_for
from scheduling.views import AppointmentView


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveVisitCommand:
    """Give up the visit an appointment belongs to, and book `booked` in its place."""

    appointment_id: str
    booked: BookVisitCommand


def move_visit(
    uow: UnitOfWork, actor: Actor, command: MoveVisitCommand, now: datetime, ids: Ids
) -> tuple[AppointmentView, ...]:
    """Cancel the old parts, so that their time is free, and book the new ones: all or nothing.

    The same request again gives the same answer. Raises what `cancel` and `book` do.
    """
    if not visit_answered(uow, actor, command.booked):
        _lock_both(uow, actor, command, now)
        ended = CancelVisitCommand(
            business_id=command.booked.business_id,
            appointment_id=command.appointment_id,
            idempotency_key=f"{command.booked.idempotency_key}:old",
        )
        cancel_visit(uow, actor, ended, now, ids)
    return book_visit(uow, actor, command.booked, now, ids)


def _lock_both(uow: UnitOfWork, actor: Actor, command: MoveVisitCommand, now: datetime) -> None:
    """Lock the calendars of the old parts and of the new ones at once, in the order of all locks."""
    business_id = command.booked.business_id
    catalog = uow.businesses.catalog(business_id)
    access = access_of(uow, actor, catalog)
    one = appointment_for(uow, access, Action.CANCEL, business_id, command.appointment_id)
    old = visit_of(uow, access, one, now)
    new = [
        search_for(uow, actor, wish_of(business_id, each.part), now)
        for each in command.booked.parts
    ]
    people, resources = calendars_here(catalog, old)
    everybody = sorted({*people, *(who for each in new for who in each.candidate_ids)})
    everything = sorted({*resources, *(which for each in new for which in each.resource_ids)})
    elsewhere = catalog.calendars_elsewhere(everybody)
    lock_calendars(uow, business_id, everybody, now, resource_ids=everything, elsewhere=elsewhere)
