"""What every change of an appointment goes through: its lock, its checks, and its end."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from scheduling.actors import Actor
from scheduling.appointments import Appointment
from scheduling.business import Catalog
from scheduling.errors import NotPermitted, StaleVersion, TooLateToChange
from scheduling.holds import Takeover
from scheduling.permissions import Action
from scheduling.ports import UnitOfWork
from scheduling.service.access import Access, access_of, appointment_for
from scheduling.service.lapsing import lock_calendars, put_back
from scheduling.service.recording import first_answer, record
from scheduling.service.viewing import appointment_view, customer_may_change
from scheduling.statuses import AppointmentStatus
from scheduling.views import AppointmentView

LONGEST_MESSAGE = 1000
"""So many characters of a message are kept with a change, and told."""


class Changing(Protocol):
    """What every command says that changes an appointment as its actor saw it."""

    @property
    def business_id(self) -> str:
        """Of which business."""
        ...

    @property
    def appointment_id(self) -> str:
        """Which one."""
        ...

    @property
    def version(self) -> int:
        """As it was seen."""
        ...

    @property
    def idempotency_key(self) -> str:
        """The same for the same request."""
        ...


@dataclass(frozen=True, slots=True)
class Change:
    """An appointment read under its lock, with the actor's right to change it established."""

    uow: UnitOfWork
    catalog: Catalog
    access: Access
    appointment: Appointment
    was_answered: bool


def _nobody(catalog: Catalog, appointment: Appointment) -> Iterable[str]:
    return ()


def _nothing(appointment: Appointment) -> Takeover | None:
    return None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a change leads: to whose calendars besides, and which holds give way to it there."""

    others: Callable[[Catalog, Appointment], Iterable[str]] = _nobody
    taking: Callable[[Appointment], Takeover | None] = _nothing


HERE = Place()
"""A change that leaves the appointment where it is."""


def begin(
    uow: UnitOfWork,
    actor: Actor,
    command: Changing,
    action: Action,
    now: datetime,
    place: Place = HERE,
) -> Change:
    """Lock the calendars concerned, then read the appointment again, as it is under the lock.

    Raises NotFound or NotPermitted.
    """
    business_id, appointment_id = command.business_id, command.appointment_id
    catalog = uow.businesses.catalog(business_id)
    access = access_of(uow, actor, catalog)
    before = appointment_for(uow, access, action, business_id, appointment_id)
    concerned = {*before.staff_member_ids, *place.others(catalog, before)}
    known_staff = sorted(concerned & catalog.staff_members.keys())
    resources = resources_of(catalog, before)
    # What stays where it is can be in nobody's way elsewhere.
    elsewhere = () if place is HERE else catalog.calendars_elsewhere(known_staff)
    taking = place.taking(before)
    held = lock_calendars(uow, business_id, known_staff, now, taking, resources, elsewhere)
    catalog = uow.businesses.catalog(business_id)
    access = access_of(uow, actor, catalog)
    appointment = appointment_for(uow, access, action, business_id, appointment_id)
    earlier = first_answer(uow, business_id, actor, command.idempotency_key, command)
    if earlier is not None:
        put_back(uow, held)
    return Change(uow, catalog, access, appointment, earlier is not None)


def resources_of(catalog: Catalog, appointment: Appointment) -> Sequence[str]:
    """List the resources whose units an appointment has, or could have in another place."""
    service = catalog.services.get(appointment.service_id)
    needed = service.required_resources if service else ()
    named = {each.resource_id for each in appointment.resource_units}
    named |= {each for need in needed for each in need.resource_ids}
    return sorted(named & catalog.resources.keys())


def check(change: Change, command: Changing, now: datetime) -> None:
    """Refuse a change of something else than the actor saw, or one that comes too late."""
    appointment = change.appointment
    current = change.access.version_of(appointment)
    if command.version != current:
        raise StaleVersion(command.version, current)
    is_request = appointment.status is AppointmentStatus.REQUESTED
    if is_request or not change.access.is_customer:
        return
    own = change.access.place_in(appointment)
    if customer_may_change(change.catalog, appointment, own, now):
        return
    service = change.catalog.services.get(appointment.service_id)
    if service is None:
        raise TooLateToChange(appointment.time_range.start_at, timedelta())
    if not (own.is_self_service or service.is_customer_allowed_to_manage_booking):
        raise NotPermitted("change an appointment the staff made")
    notice = change.catalog.policy_of(service).minimum_cancelling_notice
    raise TooLateToChange(appointment.time_range.start_at, notice)


def finish(
    change: Change, appointment: Appointment, command: Changing, now: datetime
) -> AppointmentView:
    """Write the changed appointment with all that goes with it. Raises SlotTaken, StaleVersion."""
    change.uow.appointments.update(appointment)
    actor, key = change.access.actor, command.idempotency_key
    record(change.uow, actor, appointment, now, key, command)
    return seen(change, appointment, now)


def seen(change: Change, appointment: Appointment, now: datetime) -> AppointmentView:
    """Give the appointment as who changes it may see it."""
    return appointment_view(change.catalog, appointment, change.access, now)
