"""The use case `book_visit`: all parts of a visit are booked, or none."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from scheduling.actors import Actor
from scheduling.customers import Contact
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.access import access_of
from scheduling.service.book_command import BookCommand
from scheduling.service.booking import book
from scheduling.service.booking_customers import who_was_booked
from scheduling.service.lapsing import lock_calendars
from scheduling.service.recording import fingerprint, first_answer, scoped_key
from scheduling.service.viewing import appointment_view
from scheduling.service.visiting.finding_visits import wish_of
from scheduling.service.wish_lookup import search_for
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


def book_visit(
    uow: UnitOfWork, actor: Actor, command: BookVisitCommand, now: datetime, ids: Ids
) -> tuple[AppointmentView, ...]:
    """Book every part, in one transaction: none is booked where one cannot be.

    Each goes to whom it was planned with, where they are still free. Raises what `book` does.
    """
    business_id, key = command.business_id, command.idempotency_key
    _lock_all(uow, actor, command, now)
    if visit_answered(uow, actor, command):
        return _as_it_is(uow, actor, command, now)
    booked: list[AppointmentView] = []
    whose = command
    for number in range(len(command.parts)):
        booked.append(book(uow, actor, part_command(actor, whose, number), now, ids))
        whose = replace(whose, customer_id=who_was_booked(uow, booked[0]))
    first = booked[0].appointment_id
    uow.answers.keep(business_id, scoped_key(actor, key), fingerprint(command), first, now)
    return tuple(booked)


def visit_answered(uow: UnitOfWork, actor: Actor, command: BookVisitCommand) -> bool:
    """Tell whether this request was booked before. Raises KeyReused for another one of its key."""
    key = command.idempotency_key
    return first_answer(uow, command.business_id, actor, key, command) is not None


def _as_it_is(
    uow: UnitOfWork, actor: Actor, command: BookVisitCommand, now: datetime
) -> tuple[AppointmentView, ...]:
    """Give the parts that were booked before, as they are now."""
    catalog = uow.businesses.catalog(command.business_id)
    access = access_of(uow, actor, catalog)
    keys = (_part_key(command, number) for number in range(len(command.parts)))
    found = (uow.answers.find(command.business_id, scoped_key(actor, each)) for each in keys)
    booked = (uow.appointments.get(command.business_id, each[1]) for each in found if each)
    return tuple(appointment_view(catalog, each, access, now) for each in booked)


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
        idempotency_key=_part_key(command, number),
    )


def _part_key(command: BookVisitCommand, number: int) -> str:
    return f"{command.idempotency_key}:{number}"
