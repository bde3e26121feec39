"""Use cases about who somebody is: signing in, invitations, signed links, acting as (demo)."""

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from scheduling.actors import (
    Actor,
    CustomerActor,
    OperatorActor,
    Principal,
    StaffActor,
    SystemActor,
)
from scheduling.catalog import Role
from scheduling.errors import InvitationInvalid, NotFound, NotPermitted
from scheduling.permissions import Action
from scheduling.ports import Ids, Invitation, Link, UnitOfWork
from scheduling.service.access import access_of, require_on
from scheduling.service.viewing import appointment_view, staff_member_view
from scheduling.views import AppointmentView, PersonView

INVITATION_LIFETIME = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Identify:
    """Somebody verified turned up, at one business's door or (None) at none in particular.

    A stranger at no particular door is sent to `default_business_id`, where it is set.
    """

    principal: Principal
    business_id: str | None = None
    default_business_id: str = ""


@dataclass(frozen=True, slots=True)
class Invite:
    """Make an invitation for a staff member to link an identity."""

    business_id: str
    staff_member_id: str


@dataclass(frozen=True, slots=True)
class AcceptInvitation:
    """Link the principal to the staff member whose invitation has this code."""

    principal: Principal
    code: str


@dataclass(frozen=True, slots=True)
class ActAs:
    """Make a demo identity be a known customer or staff member."""

    business_id: str
    principal: Principal
    customer_id: str | None = None
    staff_member_id: str | None = None


@dataclass(frozen=True, slots=True)
class OpenByLink:
    """Open an appointment whose signed link the person followed; the host checked the signature."""

    business_id: str
    appointment_id: str


def identify(
    uow: UnitOfWork, actor: Actor, command: Identify, now: datetime, ids: Ids
) -> tuple[str, Actor]:
    """Give the business and the actor a verified principal is. Raises NotFound for no business.

    A staff member who has left is a customer like everybody else.
    """
    _require_house(actor)
    principal = command.principal
    business_id = command.business_id or _home_of(uow, command)
    if not uow.businesses.exists(business_id):
        raise NotFound("business", business_id)
    link = uow.identities.find(business_id, principal)
    if link is not None and link.staff_member_id is not None:
        catalog = uow.businesses.catalog(business_id)
        if link.staff_member_id in catalog.staff_members:
            return business_id, StaffActor(business_id, link.staff_member_id, principal.channel)
    return business_id, CustomerActor(business_id, principal)


def _home_of(uow: UnitOfWork, command: Identify) -> str:
    """Give the business somebody belongs to; a stranger's is the default, or the first by name."""
    known = uow.identities.businesses_of(command.principal)
    if not known and command.default_business_id:
        return command.default_business_id
    known = known or uow.businesses.ids()
    if not known:
        raise NotFound("business", "")
    return known[0]


def invite(uow: UnitOfWork, actor: Actor, command: Invite, now: datetime, ids: Ids) -> str:
    """Make an invitation and give its code; only a hash of it is kept. Raises NotFound."""
    if not isinstance(actor, OperatorActor):
        raise NotPermitted("invite staff")
    catalog = uow.businesses.catalog(command.business_id)
    catalog.staff_member(command.staff_member_id)
    code = _code_of(ids.new_id())
    uow.invitations.add(
        Invitation(
            command.business_id,
            command.staff_member_id,
            _hash_of(code),
            now + INVITATION_LIFETIME,
        )
    )
    uow.audit.add(command.business_id, actor, "invited", command.staff_member_id, now)
    return code


def accept_invitation(
    uow: UnitOfWork, actor: Actor, command: AcceptInvitation, now: datetime, ids: Ids
) -> PersonView:
    """Link the principal to the invited staff member. Raises InvitationInvalid. A code works once."""
    if isinstance(actor, CustomerActor) and actor.principal != command.principal:
        raise NotPermitted("accept an invitation for somebody else")
    invitation = uow.invitations.take(_hash_of(command.code))
    if invitation is None or invitation.expires_at <= now:
        raise InvitationInvalid
    business_id, staff_member_id = invitation.business_id, invitation.staff_member_id
    if not uow.businesses.exists(business_id):
        raise InvitationInvalid
    catalog = uow.businesses.catalog(business_id)
    if staff_member_id not in catalog.staff_members:
        raise InvitationInvalid
    uow.identities.link(business_id, command.principal, Link(staff_member_id=staff_member_id))
    uow.audit.add(business_id, actor, "linked", staff_member_id, now)
    role: Role = catalog.staff_member(staff_member_id).role
    return PersonView(staff_member=staff_member_view(catalog, staff_member_id), role=role)


def act_as(uow: UnitOfWork, actor: Actor, command: ActAs, now: datetime, ids: Ids) -> None:
    """Make a principal be a customer or a staff member. For demo mode. Raises NotFound."""
    _require_house(actor)
    if command.staff_member_id is not None:
        uow.businesses.catalog(command.business_id).staff_member(command.staff_member_id)
    if command.customer_id is not None:
        uow.customers.get(command.business_id, command.customer_id)
    link = Link(customer_id=command.customer_id, staff_member_id=command.staff_member_id)
    uow.identities.link(command.business_id, command.principal, link)


def open_by_link(
    uow: UnitOfWork, actor: Actor, command: OpenByLink, now: datetime, ids: Ids
) -> AppointmentView:
    """Give the appointment of a signed link, which is the customer's own from now on."""
    catalog = uow.businesses.catalog(command.business_id)
    appointment = uow.appointments.get(command.business_id, command.appointment_id)
    if isinstance(actor, CustomerActor):
        uow.identities.open_appointment(
            command.business_id, actor.principal, command.appointment_id
        )
    access = access_of(uow, actor, catalog)
    require_on(access, Action.SEE_APPOINTMENTS, appointment)
    return appointment_view(catalog, appointment, access, now)


def _require_house(actor: Actor) -> None:
    if not isinstance(actor, SystemActor | OperatorActor):
        raise NotPermitted("say who somebody is")


def _code_of(new_id: str) -> str:
    """Make a code people can type out of an unguessable id: 80 bits, four groups of four."""
    digest = hashlib.sha256(new_id.encode()).digest()[:10]
    letters = base64.b32encode(digest).decode()
    return "-".join(letters[at : at + 4] for at in range(0, 16, 4))


def _hash_of(code: str) -> str:
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()
