"""Whom to ask: the administrators of a business, by name, for its own staff."""

from datetime import datetime

from scheduling.actors import Actor
from scheduling.catalog import Role
from scheduling.errors import NotPermitted
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.access import access_of
from scheduling.service.asking import AskBusiness


def list_administrators(
    uow: UnitOfWork, actor: Actor, command: AskBusiness, now: datetime, ids: Ids
) -> tuple[str, ...]:
    """List the names of the administrators. Raises NotFound, NotPermitted for customers."""
    catalog = uow.businesses.catalog(command.business_id)
    if access_of(uow, actor, catalog).is_customer:
        raise NotPermitted("see who administrates")
    staff = catalog.staff_members.values()
    return tuple(each.display_name for each in staff if each.role is Role.ADMINISTRATOR)
