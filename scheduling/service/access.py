"""Who the actor is right now, and whether they may. Asked by every use case, in its transaction."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from scheduling.actors import Actor, CustomerActor, OperatorActor, StaffActor, SystemActor
from scheduling.appointments import Appointment
from scheduling.business import Catalog
from scheduling.catalog import Role
from scheduling.customers import CustomerInformation
from scheduling.errors import NotFound, NotPermitted, NotYours
from scheduling.permissions import CUSTOMER, Action, Reach, reach_of
from scheduling.ports import UnitOfWork

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Access:
    """What the actor is to one business, looked up in this transaction.

    `customer_id` is None for a customer who has not booked yet; `opened` are the appointments
    they followed a signed link to. `role` is set for staff; neither for system and operator.
    """

    actor: Actor
    role: Role | None = None
    staff_member_id: str | None = None
    customer_id: str | None = None
    opened: frozenset[str] = frozenset()

    @property
    def is_customer(self) -> bool:
        """Tell whether the policy for customers applies."""
        return isinstance(self.actor, CustomerActor)

    def reach(self, action: Action) -> Reach:
        """Say how far the actor may do `action`."""
        if self.role is not None:
            return reach_of(self.role, action)
        if self.is_customer:
            return CUSTOMER.get(action, Reach.NONE)
        return Reach.ANY

    def owns(self, appointment: Appointment) -> bool:
        """Tell whether the appointment is the actor's own."""
        if self.staff_member_id is not None:
            return self.staff_member_id in appointment.staff_member_ids
        # A link opens an appointment; which of a group's customers came by it nobody knows.
        if appointment.appointment_id in self.opened and not appointment.is_group:
            return True
        return any(each.customer_id == self.customer_id for each in appointment.customers)

    def is_one_of_group(self, appointment: Appointment) -> bool:
        """Tell whether it is a customer's own place in a group: the others' is not their concern."""
        return self.is_customer and appointment.is_group

    def place_in(self, appointment: Appointment) -> CustomerInformation:
        """Give a customer's own place in an appointment; to anybody else, the first one in it."""
        own = appointment.information_of(self.customer_id) if self.is_customer else None
        return own or appointment.customer

    def places_in(self, appointment: Appointment) -> int:
        """Count the places a customer has in a group; one, of whatever else is looked at."""
        is_own = self.is_one_of_group(appointment)
        return self.place_in(appointment).attendees_count if is_own else 1

    def version_of(self, appointment: Appointment) -> int:
        """Give the version by which the actor knows an appointment.

        To one of a group it does not change with others who come and go.
        """
        own = self.is_one_of_group(appointment)
        return appointment.sequence + 1 if own else appointment.version

    def allows(self, action: Action, appointment: Appointment) -> bool:
        """Tell whether the actor may do `action` to this appointment, as far as roles go.

        Moving one takes the time of everybody who has it: to those who may move their own only,
        one that colleagues have too is not their own.
        """
        reach = self.reach(action)
        if reach is Reach.OWN and action is Action.RESCHEDULE and self.staff_member_id is not None:
            return appointment.staff_member_ids == (self.staff_member_id,)
        return reach is Reach.ANY or (reach is Reach.OWN and self.owns(appointment))


def access_of(uow: UnitOfWork, actor: Actor, catalog: Catalog) -> Access:
    """Look the actor up in this business. Raises NotPermitted for one of another business."""
    access = access_to_book(uow, actor, catalog)
    if not isinstance(actor, CustomerActor):
        return access
    opened = uow.identities.opened_appointments(catalog.business.business_id, actor.principal)
    return replace(access, opened=frozenset(opened))


def access_to_book(uow: UnitOfWork, actor: Actor, catalog: Catalog) -> Access:
    """Give the same without what was opened by link, for who asks about no appointment there is."""
    business_id = catalog.business.business_id
    if isinstance(actor, SystemActor | OperatorActor):
        return Access(actor)
    if actor.business_id != business_id:
        raise NotPermitted("act in another business")
    if isinstance(actor, StaffActor):
        staff_member = catalog.staff_members.get(actor.staff_member_id)
        if staff_member is None:
            raise NotPermitted("act for a business one has left")
        return Access(actor, staff_member.role, staff_member.staff_member_id)
    link = uow.identities.find(business_id, actor.principal)
    return Access(actor, customer_id=link.customer_id if link else None)


def require(access: Access, action: Action) -> Reach:
    """Give how far the actor may do `action`. Raises NotPermitted where not at all."""
    reach = access.reach(action)
    if reach is Reach.NONE:
        raise NotPermitted(action.value)
    return reach


def require_on(access: Access, action: Action, appointment: Appointment) -> None:
    """Raise NotYours for what the actor may not even see, NotPermitted for what they may not do."""
    if not access.allows(Action.SEE_APPOINTMENTS, appointment):
        raise NotYours("appointment", appointment.appointment_id)
    if not access.allows(action, appointment):
        raise NotPermitted(action.value)


def known(read: Callable[[str, str], T], business_id: str, identifier: str) -> T | None:
    """Read what an identity points to, or None: loading a business anew may have removed it."""
    try:
        return read(business_id, identifier)
    except NotFound:
        return None


def appointment_for(
    uow: UnitOfWork, access: Access, action: Action, business_id: str, appointment_id: str
) -> Appointment:
    """Read an appointment the actor may do `action` to. Raises NotFound or NotPermitted."""
    if not appointment_id:
        raise NotFound("appointment", appointment_id)
    appointment = uow.appointments.get(business_id, appointment_id)
    require_on(access, action, appointment)
    return appointment
