"""Who may begin and end what: the operator everything, administrators their own business's."""

from scheduling.actors import Actor, OperatorActor, StaffActor, SystemActor
from scheduling.business import Catalog
from scheduling.catalog import Role
from scheduling.deletions import Place
from scheduling.errors import NotPermitted
from scheduling.permissions import Action, Reach
from scheduling.ports import UnitOfWork
from scheduling.service.access import Access, access_of


def is_house(actor: Actor) -> bool:
    """Tell whether Frontdesk itself or its operator acts."""
    return isinstance(actor, SystemActor | OperatorActor)


def require_house(actor: Actor) -> None:
    """Raise NotPermitted for everybody but the operator and the system."""
    if not is_house(actor):
        raise NotPermitted("manage whole businesses")


def require_settings(uow: UnitOfWork, actor: Actor, catalog: Catalog) -> Access:
    """Give the actor's access where they may change what is offered. Raises NotPermitted."""
    access = access_of(uow, actor, catalog)
    if access.reach(Action.CHANGE_SETTINGS) is not Reach.ANY:
        raise NotPermitted(Action.CHANGE_SETTINGS.value)
    return access


def actor_in(uow: UnitOfWork, actor: Actor, place: Place) -> Actor | None:
    """Give who the actor is in that business, as its administrator; None where they are not.

    An administrator of one business is one of another by a verified identity that is both.
    """
    if not isinstance(actor, StaffActor):
        return actor if is_house(actor) else None
    if actor.business_id == place.business_id:
        return actor
    known = uow.businesses.catalog(actor.business_id).elsewhere.get(actor.staff_member_id, ())
    for business_id, staff_member_id in known:
        if business_id != place.business_id:
            continue
        found = uow.businesses.catalog(business_id).staff_members.get(staff_member_id)
        if found is not None and found.role is Role.ADMINISTRATOR:
            return StaffActor(business_id, staff_member_id, actor.door)
    return None
