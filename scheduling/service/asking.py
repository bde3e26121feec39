"""Use cases that only read: a business, an appointment, a customer's own, a day's agenda."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from scheduling.actors import Actor
from scheduling.appointments import Appointment
from scheduling.business import Catalog
from scheduling.errors import NotPermitted
from scheduling.permissions import Action, Reach
from scheduling.ports import Ids, UnitOfWork
from scheduling.recurrence import day_range
from scheduling.service.access import Access, access_of, appointment_for, known, require
from scheduling.service.business_viewing import business_view
from scheduling.service.viewing import appointment_view, staff_member_view
from scheduling.statuses import AppointmentStatus
from scheduling.time_ranges import TimeRange
from scheduling.views import AgendaView, AppointmentView, BusinessView, PersonView

NEXT_SEARCH = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class AskBusiness:
    """Anything asked of a business that needs no more than its id."""

    business_id: str


@dataclass(frozen=True, slots=True)
class AskAppointment:
    """One appointment."""

    business_id: str
    appointment_id: str


@dataclass(frozen=True, slots=True)
class AskAgenda:
    """A day of one's own, of the team, or of a colleague by id."""

    business_id: str
    on: date
    is_team: bool = False
    staff_member_id: str | None = None


def get_business(
    uow: UnitOfWork, actor: Actor, command: AskBusiness, now: datetime, ids: Ids
) -> BusinessView:
    """Give what the actor may know about the business."""
    catalog = uow.businesses.catalog(command.business_id)
    return business_view(catalog, access_of(uow, actor, catalog))


def who_am_i(
    uow: UnitOfWork, actor: Actor, command: AskBusiness, now: datetime, ids: Ids
) -> PersonView:
    """Say whom the business knows the actor as; all empty for a stranger."""
    catalog = uow.businesses.catalog(command.business_id)
    access = access_of(uow, actor, catalog)
    if access.staff_member_id is not None:
        view = staff_member_view(catalog, access.staff_member_id)
        return PersonView(staff_member=view, role=access.role)
    if access.customer_id is None:
        return PersonView()
    customer = known(uow.customers.get, command.business_id, access.customer_id)
    if customer is None:
        return PersonView()
    return PersonView(contact=customer.contact, customer_time_zone=customer.customer_time_zone)


def get_appointment(
    uow: UnitOfWork, actor: Actor, command: AskAppointment, now: datetime, ids: Ids
) -> AppointmentView:
    """Give one appointment the actor may see. Raises NotFound."""
    catalog = uow.businesses.catalog(command.business_id)
    access = access_of(uow, actor, catalog)
    appointment = appointment_for(
        uow, access, Action.SEE_APPOINTMENTS, command.business_id, command.appointment_id
    )
    return appointment_view(catalog, appointment, access, now)


def my_appointments(
    uow: UnitOfWork, actor: Actor, command: AskBusiness, now: datetime, ids: Ids
) -> tuple[AppointmentView, ...]:
    """List a customer's own appointments that are not over, in order of start."""
    catalog = uow.businesses.catalog(command.business_id)
    access = access_of(uow, actor, catalog)
    if not access.is_customer:
        raise NotPermitted("list a customer's own appointments")
    found = {each.appointment_id: each for each in _own(uow, access, command.business_id, now)}
    ordered = sorted(found.values(), key=lambda each: each.time_range)
    return tuple(appointment_view(catalog, each, access, now) for each in ordered)


def _own(uow: UnitOfWork, access: Access, business_id: str, now: datetime) -> list[Appointment]:
    mine = [access.customer_id] if access.customer_id else []
    own = [*uow.appointments.of_customers(business_id, mine, now)] if mine else []
    own += [
        found
        for each in sorted(access.opened)
        if (found := known(uow.appointments.get, business_id, each)) is not None
    ]
    # A group that was opened is theirs only while they attend it.
    still_own = (each for each in own if access.owns(each))
    return [each for each in still_own if _is_on(each, now) and each.time_range.end_at > now]


def get_agenda(
    uow: UnitOfWork, actor: Actor, command: AskAgenda, now: datetime, ids: Ids
) -> AgendaView:
    """Give a day's appointments: one's own, a colleague's or everybody's where the role may see all.

    Raises NotPermitted, and NotFound for nobody of the business.
    """
    catalog = uow.businesses.catalog(command.business_id)
    access = access_of(uow, actor, catalog)
    whose = _whose(access, is_team=command.is_team)
    if command.staff_member_id not in (None, access.staff_member_id):
        whose = _colleague(catalog, access, str(command.staff_member_id))
    zone = catalog.business.time_zone
    day = day_range(command.on, zone)
    found = uow.appointments.of_staff(command.business_id, whose, day)
    shown = [each for each in found if _is_on(each, now)]
    own = staff_member_view(catalog, whose[0]) if whose else None
    return AgendaView(
        on=command.on,
        business_name=catalog.business.display_name,
        time_zone=zone,
        staff_member=own,
        appointments=_views(catalog, shown, access, now),
        now=now,
    )


def _is_on(appointment: Appointment, now: datetime) -> bool:
    """Tell whether it still takes place, or may: no request that nobody answered in time."""
    return appointment.is_active and not appointment.has_lapsed(now)


def _whose(access: Access, *, is_team: bool) -> list[str] | None:
    """Give whose calendars are meant; None is everybody's. Raises NotPermitted."""
    if access.is_customer:
        raise NotPermitted(Action.SEE_APPOINTMENTS.value)
    reach = require(access, Action.SEE_APPOINTMENTS)
    if is_team or access.staff_member_id is None:
        if reach is not Reach.ANY:
            raise NotPermitted("see the team's appointments")
        return None
    return [access.staff_member_id]


def _colleague(catalog: Catalog, access: Access, staff_member_id: str) -> list[str]:
    if require(access, Action.SEE_APPOINTMENTS) is not Reach.ANY:
        raise NotPermitted("see a colleague's appointments")
    return [catalog.staff_member(staff_member_id).staff_member_id]


def get_next_appointment(
    uow: UnitOfWork, actor: Actor, command: AskBusiness, now: datetime, ids: Ids
) -> AppointmentView | None:
    """Give the staff member's next appointment whose customer has not arrived yet, if any."""
    catalog = uow.businesses.catalog(command.business_id)
    access = access_of(uow, actor, catalog)
    whose = _whose(access, is_team=False)
    ahead = TimeRange(now, now + NEXT_SEARCH)
    found = uow.appointments.of_staff(command.business_id, whose, ahead)
    waiting = (each for each in found if each.status is AppointmentStatus.CONFIRMED)
    following = next(waiting, None)
    return appointment_view(catalog, following, access, now) if following else None


def _views(
    catalog: Catalog, found: list[Appointment], access: Access, now: datetime
) -> tuple[AppointmentView, ...]:
    return tuple(appointment_view(catalog, each, access, now) for each in found)
