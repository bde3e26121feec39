"""What is free for somebody who waits: asked as the customer would ask, by the policy's limits."""

from datetime import datetime

from scheduling.actors import CustomerActor, Principal
from scheduling.availability import Slot
from scheduling.business import Catalog
from scheduling.catalog import Service
from scheduling.errors import InvalidValue
from scheduling.ports import UnitOfWork
from scheduling.service.searching import Search
from scheduling.service.wish_lookup import search_for
from scheduling.service.wishes import Wish
from scheduling.waitlist import WaitlistWish

_INSIDE = "waitlist"
"""The channel of a customer who is in no chat: no door gives it to anybody."""


def as_customer(business_id: str, principal: Principal | None, customer_id: str) -> CustomerActor:
    """Give the customer as an actor, by their identity where they have one."""
    return CustomerActor(business_id, principal or Principal(_INSIDE, "", customer_id))


def search_of(
    uow: UnitOfWork, business_id: str, actor: CustomerActor, wish: WaitlistWish, now: datetime
) -> Search:
    """Look up what is waited for. Raises NotFound for what a customer may not choose.

    Raises InvalidValue for a length or a number of people that the service does not have.
    """
    wanted = Wish(
        business_id=business_id,
        service_id=wish.service_id,
        staff_member_id=wish.staff_member_id,
        except_staff_member_ids=wish.except_staff_member_ids,
        duration=wish.duration,
        attendees_count=wish.attendees_count,
    )
    return search_for(uow, actor, wanted, now)


def service_of(catalog: Catalog, wish: WaitlistWish) -> Service | None:
    """Give the service as long as it is waited for; None where it is gone, or never so long now."""
    service = catalog.services.get(wish.service_id)
    try:
        return None if service is None else service.lasting(wish.duration)
    except InvalidValue:
        return None


def slots_for(search: Search, wish: WaitlistWish) -> tuple[Slot, ...]:
    """List the free slots that meet a wish, in order of time."""
    return tuple(each for each in search.slots(wish.bounds) if wish.suits(each.start_at))
