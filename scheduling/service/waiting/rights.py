"""Whose place in line it is, and who may change it. Asked at each action."""

from scheduling.errors import NotPermitted, NotYours
from scheduling.permissions import Action, Reach
from scheduling.ports import UnitOfWork
from scheduling.service.access import Access, require
from scheduling.waitlist import WaitlistEntry, WaitlistWish


def require_on_wish(access: Access, wish: WaitlistWish) -> None:
    """Raise NotPermitted for staff who may not book what is wished for: most book for anybody."""
    reach = require(access, Action.BOOK)
    if access.is_customer or reach is Reach.ANY:
        return
    if wish.staff_member_id != access.staff_member_id:
        raise NotPermitted(Action.BOOK.value)


def entry_for(uow: UnitOfWork, access: Access, business_id: str, entry_id: str) -> WaitlistEntry:
    """Read an entry the actor may change. Raises NotFound or NotPermitted."""
    entry = uow.waitlist.get(business_id, entry_id)
    if access.is_customer and entry.customer_id != access.customer_id:
        raise NotYours("waitlist entry", entry_id)
    require_on_wish(access, entry.wish)
    return entry
