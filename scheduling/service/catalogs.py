"""Changing a catalog under its lock: two administrators at once lose nothing of each other."""

from datetime import datetime

from scheduling.business import Catalog
from scheduling.ports import UnitOfWork
from scheduling.service.lapsing import lock_calendars


def locked_catalog(uow: UnitOfWork, business_id: str, now: datetime) -> Catalog:
    """Hold every calendar of a business, then its catalog, and read it. Raises NotFound.

    Calendars first, as whoever books and whoever loads does: nobody waits for who waits for them.
    """
    known = uow.businesses.catalog(business_id).staff_members
    lock_calendars(uow, business_id, sorted(known), now)
    uow.deletions.lock_business(business_id)
    return uow.businesses.catalog(business_id)
