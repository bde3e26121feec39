"""Requests: what needs approval is asked for by customers, and accepted or declined by staff."""

from dataclasses import dataclass, replace
from datetime import datetime

from scheduling.actors import Actor
from scheduling.appointment_events import AppointmentEvent, EventKind
from scheduling.appointments import Appointment
from scheduling.business import Catalog
from scheduling.catalog import Role, StaffMember
from scheduling.errors import InvalidValue, NotPermitted
from scheduling.permissions import Action, Reach, reach_of
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.access import access_of, require
from scheduling.service.asking import AskBusiness
from scheduling.service.change import LONGEST_MESSAGE, Place, begin, check, finish, seen
from scheduling.service.searching import Search
from scheduling.service.stepping_in import served
from scheduling.service.viewing import appointment_view
from scheduling.statuses import AppointmentStatus
from scheduling.views import AppointmentView


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptCommand:
    """Accept a request, which confirms it."""

    business_id: str
    appointment_id: str
    version: int
    idempotency_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineCommand:
    """Decline a request; `message` is told to the customer."""

    business_id: str
    appointment_id: str
    version: int
    message: str = ""
    idempotency_key: str


def must_be_asked_for(search: Search) -> bool:
    """Tell whether what is booked is a request: of a customer, for what needs approval."""
    return search.access.is_customer and search.service.needs_approval


def requested(booked: Appointment, catalog: Catalog) -> Appointment:
    """Give what was just booked as a request: it claims its time, and waits for its answer."""
    event = booked.events[0]
    policy = catalog.policy_of(catalog.service(booked.service_id))
    asked = AppointmentEvent(
        EventKind.REQUESTED,
        event.by,
        event.at,
        asked_staff_member_ids=who_answers(catalog, booked.staff_member_ids),
    )
    return replace(
        booked,
        status=AppointmentStatus.REQUESTED,
        request_expires_at=min(event.at + policy.approval_time, booked.time_range.start_at),
        events=(asked,),
    )


def who_answers(catalog: Catalog, staff_member_ids: tuple[str, ...]) -> tuple[str, ...]:
    """List who is asked to answer a request: those who would serve it and may answer.

    Where none of them may, the administrators are asked.
    """
    staff = catalog.staff_members
    theirs = [staff[each] for each in staff_member_ids if each in staff]
    able = tuple(each.staff_member_id for each in theirs if _may_answer(each))
    others = (each for each in staff.values() if each.role is Role.ADMINISTRATOR)
    return able or tuple(each.staff_member_id for each in others)


def _may_answer(staff_member: StaffMember) -> bool:
    return reach_of(staff_member.role, Action.ANSWER_REQUEST) is not Reach.NONE


def accept(
    uow: UnitOfWork, actor: Actor, command: AcceptCommand, now: datetime, ids: Ids
) -> AppointmentView:
    """Accept a request, in one transaction that cannot double-book.

    A colleague takes it whose time is free, where its staff member is gone or has none any more.

    Raises WrongStatus for one that is answered, withdrawn or lapsed, SlotTaken with the nearest
    free times or SlotNotOffered where nobody can take it, StaleVersion, NotFound or NotPermitted.
    """
    place = Place(others=_providers)
    change = begin(uow, actor, command, Action.ANSWER_REQUEST, now, place)
    if change.was_answered:
        return seen(change, change.appointment, now)
    check(change, command, now)
    # What cannot be accepted any more is refused before anybody is looked for.
    change.appointment.accepted(actor, now)
    confirmed = served(change, now, ids).accepted(actor, now)
    return finish(change, confirmed, command, now)


def _providers(catalog: Catalog, request: Appointment) -> tuple[str, ...]:
    service = catalog.services.get(request.service_id)
    return service.staff_member_ids if service else ()


def decline(
    uow: UnitOfWork, actor: Actor, command: DeclineCommand, now: datetime, ids: Ids
) -> AppointmentView:
    """Decline a request and give its time back.

    Raises WrongStatus for one that is answered, withdrawn or lapsed, StaleVersion, NotFound,
    NotPermitted.
    """
    if len(command.message) > LONGEST_MESSAGE:
        raise InvalidValue("message", f"must be at most {LONGEST_MESSAGE} characters")
    change = begin(uow, actor, command, Action.ANSWER_REQUEST, now)
    if change.was_answered:
        return seen(change, change.appointment, now)
    check(change, command, now)
    ended = change.appointment.declined(actor, now, command.message.strip())
    return finish(change, ended, command, now)


def list_requests(
    uow: UnitOfWork, actor: Actor, command: AskBusiness, now: datetime, ids: Ids
) -> tuple[AppointmentView, ...]:
    """List the requests that wait for an answer, in order of start: those the actor may answer.

    Raises NotPermitted for who may answer none.
    """
    catalog = uow.businesses.catalog(command.business_id)
    access = access_of(uow, actor, catalog)
    if access.is_customer:
        raise NotPermitted(Action.ANSWER_REQUEST.value)
    reach = require(access, Action.ANSWER_REQUEST)
    own = [access.staff_member_id] if access.staff_member_id else []
    whose = None if reach is Reach.ANY else own
    found = uow.appointments.requests(command.business_id, whose, now)
    return tuple(appointment_view(catalog, each, access, now) for each in found)
