"""Use cases that book a whole visit, or give it up: all of its parts, or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from scheduling.actors import Actor
from scheduling.appointments import Appointment
from scheduling.business import Catalog
from scheduling.customers import Contact
from scheduling.permissions import Action
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.access import Access, access_of, appointment_for
from scheduling.service.book_command import BookCommand
from scheduling.service.booking import book
from scheduling.service.changing import CancelCommand, cancel
from scheduling.service.lapsing import lock_calendars
from scheduling.service.recording import scoped_key
from scheduling.service.viewing import appointment_view
from scheduling.service.visiting.finding_visits import wish_of
from scheduling.service.wish_lookup import search_for
from scheduling.statuses import AppointmentStatus
from scheduling.views import AppointmentView
from scheduling.visits import PlannedPart


@dataclass(frozen=True, slots=True, kw_only=True)
class BookVisitCommand:
    """Book the parts of a visit as they were shown, for one customer.

    The rest is as in BookCommand; `answers` are those to all services together.
    """

    business_id: str
    parts: tuple[PlannedPart, ...]
    attendee_name: str = ""
    contact: Contact | None = None
    customer_id: str | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    has_consented: bool = False
    customer_time_zone: str = ""
    language_tag: str = ""
    notes: str = ""
    idempotency_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelVisitCommand:
    """Cancel whatever is still to come of the visit to which an appointment belongs."""

    business_id: str
    appointment_id: str
    message: str = ""
    idempotency_key: str


def book_visit(
    uow: UnitOfWork, actor: Actor, command: BookVisitCommand, now: datetime, ids: Ids
) -> tuple[AppointmentView, ...]:
    """Book every part, in one transaction: none is booked where one cannot be.

    Each goes to whom it was planned with, where they are still free. Raises what `book` does.
    """
    _lock_all(uow, actor, command, now)
    return tuple(
        book(uow, actor, part_command(actor, command, number), now, ids)
        for number in range(len(command.parts))
    )


def _lock_all(uow: UnitOfWork, actor: Actor, command: BookVisitCommand, now: datetime) -> None:
    """Lock whoever and whatever any part could fall to at once, in the order of all locks."""
    wishes = (wish_of(command.business_id, each.part) for each in command.parts)
    searches = [search_for(uow, actor, each, now) for each in wishes]
    people = sorted({who for each in searches for who in each.candidate_ids})
    resources = sorted({which for each in searches for which in each.resource_ids})
    elsewhere = uow.businesses.catalog(command.business_id).calendars_elsewhere(people)
    lock_calendars(
        uow, command.business_id, people, now, resource_ids=resources, elsewhere=elsewhere
    )


def part_command(actor: Actor, command: BookVisitCommand, number: int) -> BookCommand:
    """Give what books one part, by its place in the visit."""
    planned = command.parts[number]
    visit_id = scoped_key(actor, f"visit:{command.idempotency_key}")[:32]
    return BookCommand(
        business_id=command.business_id,
        service_id=planned.part.service_id,
        start_at=planned.start_at,
        staff_member_id=planned.part.staff_member_id,
        duration=planned.part.duration,
        visit_id=visit_id,
        preferred_staff_member_ids=planned.staff_member_ids,
        attendee_name=command.attendee_name,
        contact=command.contact,
        customer_id=command.customer_id,
        answers=command.answers,
        has_consented=command.has_consented,
        customer_time_zone=command.customer_time_zone,
        language_tag=command.language_tag,
        notes=command.notes,
        idempotency_key=f"{command.idempotency_key}:{number}",
    )


def cancel_visit(
    uow: UnitOfWork, actor: Actor, command: CancelVisitCommand, now: datetime, ids: Ids
) -> tuple[AppointmentView, ...]:
    """Cancel all parts of a visit that are confirmed or asked for, and to come: all or none.

    The same request again gives the same answer. Raises what `cancel` does.
    """
    business_id = command.business_id
    catalog = uow.businesses.catalog(business_id)
    access = access_of(uow, actor, catalog)
    one = appointment_for(uow, access, Action.CANCEL, business_id, command.appointment_id)
    ended = [each for each in _bound_to(uow, one, now) if _was_ended(uow, actor, command, each)]
    if ended:
        return tuple(appointment_view(catalog, each, access, now) for each in ended)
    parts = visit_of(uow, one, now)
    people, resources = calendars_here(catalog, parts)
    lock_calendars(uow, business_id, people, now, resource_ids=resources)
    asked = (cancel_command(command, each, access) for each in parts)
    return tuple(cancel(uow, actor, each, now, ids) for each in asked)


def calendars_here(
    catalog: Catalog, parts: Sequence[Appointment]
) -> tuple[Sequence[str], Sequence[str]]:
    """List whose calendars appointments are on, as far as they are here: people, and resources."""
    people = {who for each in parts for who in each.staff_member_ids}
    resources = {unit.resource_id for each in parts for unit in each.resource_units}
    known = sorted(people & catalog.staff_members.keys())
    return known, sorted(resources & catalog.resources.keys())


def cancel_command(command: CancelVisitCommand, part: Appointment, access: Access) -> CancelCommand:
    """Give what cancels one part of a visit as the actor sees it."""
    return CancelCommand(
        business_id=command.business_id,
        appointment_id=part.appointment_id,
        version=access.version_of(part),
        message=command.message,
        idempotency_key=_key_of(command, part),
    )


def _key_of(command: CancelVisitCommand, part: Appointment) -> str:
    return f"{command.idempotency_key}:{part.appointment_id}"


def _was_ended(
    uow: UnitOfWork, actor: Actor, command: CancelVisitCommand, part: Appointment
) -> bool:
    """Tell whether this request ended a part before; its version was another then."""
    key = scoped_key(actor, _key_of(command, part))
    return uow.answers.find(command.business_id, key) is not None


_TO_COME = (AppointmentStatus.CONFIRMED, AppointmentStatus.REQUESTED)


def visit_of(uow: UnitOfWork, one: Appointment, now: datetime) -> tuple[Appointment, ...]:
    """List what is to come of the visit an appointment belongs to, by start; it alone if to none."""
    found = _bound_to(uow, one, now)
    if not one.visit_id:
        return found
    return tuple(each for each in found if each.status in _TO_COME and not each.has_lapsed(now))


def _bound_to(uow: UnitOfWork, one: Appointment, now: datetime) -> tuple[Appointment, ...]:
    """List what is not over of the visit an appointment belongs to, cancelled parts too."""
    if not one.visit_id:
        return (one,)
    whose = [each.customer_id for each in one.customers]
    found = uow.appointments.of_customers(one.business_id, whose, now)
    return tuple(each for each in found if each.visit_id == one.visit_id)
