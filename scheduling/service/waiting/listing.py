"""Use cases that list who waits: a customer's own wishes, and the line as staff may see it."""

from datetime import datetime

from scheduling.actors import Actor
from scheduling.business import Catalog
from scheduling.errors import NotPermitted
from scheduling.permissions import Action, Reach
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.access import Access, access_to_book, require
from scheduling.service.asking import AskBusiness
from scheduling.service.waiting.seeing import entry_view
from scheduling.waitlist import WaitlistEntry
from scheduling.waitlist_views import WaitlistEntryView


def my_waitlist(
    uow: UnitOfWork, actor: Actor, command: AskBusiness, now: datetime, ids: Ids
) -> tuple[WaitlistEntryView, ...]:
    """List what a customer waits for, the oldest wish first."""
    catalog = uow.businesses.catalog(command.business_id)
    access = access_to_book(uow, actor, catalog)
    if not access.is_customer:
        raise NotPermitted("list a customer's own wishes")
    if access.customer_id is None:
        return ()
    found = uow.waitlist.of_customer(command.business_id, access.customer_id)
    return tuple(_views(uow, catalog, found, access, now))


def list_waitlist(
    uow: UnitOfWork, actor: Actor, command: AskBusiness, now: datetime, ids: Ids
) -> tuple[WaitlistEntryView, ...]:
    """List who waits, the first in line first: everybody, or who waits for the actor.

    To who may see all appointments everybody is shown; to the others those whom they could serve.
    Raises NotPermitted.
    """
    catalog = uow.businesses.catalog(command.business_id)
    access = access_to_book(uow, actor, catalog)
    if access.is_customer:
        raise NotPermitted(Action.SEE_APPOINTMENTS.value)
    reach = require(access, Action.SEE_APPOINTMENTS)
    found = uow.waitlist.in_line(command.business_id)
    shown = (each for each in found if reach is Reach.ANY or _is_for(access, catalog, each))
    return tuple(_views(uow, catalog, tuple(shown), access, now))


def _is_for(access: Access, catalog: Catalog, entry: WaitlistEntry) -> bool:
    wish, own = entry.wish, access.staff_member_id
    if wish.staff_member_id is not None:
        return wish.staff_member_id == own
    service = catalog.services.get(wish.service_id)
    serves = service is not None and own in service.staff_member_ids
    return serves and own not in wish.except_staff_member_ids


def _views(
    uow: UnitOfWork,
    catalog: Catalog,
    entries: tuple[WaitlistEntry, ...],
    access: Access,
    now: datetime,
) -> list[WaitlistEntryView]:
    there = (each for each in entries if not each.wish.is_past(now))
    return [entry_view(uow, catalog, each, access, now) for each in there]
