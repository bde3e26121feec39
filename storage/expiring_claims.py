"""Claims that expire: those of requests. Which lapsed, and which wait still."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from storage.instants import microseconds
from storage.statements import Among
from storage.tables.appointments import CLAIM

_EXPIRING = (CLAIM.c.active, CLAIM.c.expires_at.is_not(None))
_LAPSED = CLAIM.c.expires_at <= bindparam("at")
_WAITING = CLAIM.c.expires_at > bindparam("at")
_OF_STAFF = Among(CLAIM.c.staff_member_id, "staff_members")
# Not DISTINCT: SQLite would then walk another index to have them in order.
_IDS = select(CLAIM.c.appointment_id).where(
    CLAIM.c.business_id == bindparam("business"), *_EXPIRING
)
_LAPSED_IDS = _IDS.where(_LAPSED)
_LAPSED_IDS_OF_STAFF = _LAPSED_IDS.where(_OF_STAFF)
_LAPSED_IDS_OF_UNITS = _LAPSED_IDS.where(Among(CLAIM.c.resource_id, "resources"))
_WAITING_IDS = _IDS.where(_WAITING)
_WAITING_IDS_OF_STAFF = _WAITING_IDS.where(_OF_STAFF)
_BUSINESSES = select(CLAIM.c.business_id).where(*_EXPIRING, _LAPSED).distinct()


def lapsed_ids(
    connection: Connection,
    business_id: str,
    staff_member_ids: Sequence[str] | None,
    at: datetime,
    resource_ids: Sequence[str] = (),
) -> Sequence[str]:
    """List the appointments whose claims expired by `at`, on these calendars (None: on all)."""
    query = _LAPSED_IDS if staff_member_ids is None else _LAPSED_IDS_OF_STAFF
    found = _ids(connection, query, business_id, staff_member_ids, at)
    if not resource_ids:
        return found
    asked = {"business": business_id, "at": microseconds(at), "resources": list(resource_ids)}
    on_units = connection.execute(_LAPSED_IDS_OF_UNITS, asked).scalars()
    return list(dict.fromkeys((*found, *on_units)))


def waiting_ids(
    connection: Connection, business_id: str, staff_member_ids: Sequence[str] | None, at: datetime
) -> Sequence[str]:
    """List the appointments whose claims will expire, of these staff members (None: of all)."""
    query = _WAITING_IDS if staff_member_ids is None else _WAITING_IDS_OF_STAFF
    return _ids(connection, query, business_id, staff_member_ids, at)


def businesses_with_lapsed(connection: Connection, at: datetime) -> tuple[str, ...]:
    """List the businesses with claims that expired by `at`."""
    return tuple(connection.execute(_BUSINESSES, {"at": microseconds(at)}).scalars())


def _ids(
    connection: Connection,
    query: Select[Any],
    business_id: str,
    staff_member_ids: Sequence[str] | None,
    at: datetime,
) -> Sequence[str]:
    asked: dict[str, object] = {"business": business_id, "at": microseconds(at)}
    if staff_member_ids is not None:
        asked["staff_members"] = list(staff_member_ids)
    return list(dict.fromkeys(connection.execute(query, asked).scalars()))
