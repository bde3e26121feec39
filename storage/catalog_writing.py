"""Write a catalog whole, in place of the one before.

Services and staff members are updated where they are, since appointments hang on them, and
retired where they are gone. A staff member keeps their lane and their version for good.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from scheduling.absences import TimeOff
from scheduling.business import Catalog
from scheduling.catalog import StaffMember
from storage.catalog_rows import next_lane, retire_others, rows_of
from storage.codec import encode_fields
from storage.resource_writing import write_resources
from storage.revisions import NEW_REVISION, touch
from storage.statements import Row, upsert
from storage.tables.businesses import (
    BUSINESS,
    CLOSURE,
    CUSTOM_QUESTION,
    SERVICE,
    STAFF_MEMBER,
    TIME_OFF,
)

_HERE: Row = {"is_retired": False, "deleted_at": None, "kept_until_at": None}
"""Of what is in the catalog: no clock runs."""


def replace_catalog(connection: Connection, catalog: Catalog) -> bool:
    """Write the business and everything it offers; its row first, which is the lock.

    Tell whether other people work there than before.
    """
    business_id = catalog.business.business_id
    before = _staff_here(connection, business_id)
    _write_business(connection, catalog)
    _clear(connection, business_id, (TIME_OFF, CLOSURE, CUSTOM_QUESTION))
    _write_staff(connection, business_id, catalog.staff_members.values())
    write_resources(connection, business_id, catalog.resources.values())
    _write_services(connection, business_id, catalog)
    for table, key, values in (
        (CUSTOM_QUESTION, "question_id", catalog.custom_questions.values()),
        (CLOSURE, "closure_id", catalog.closures),
        (TIME_OFF, "time_off_id", catalog.time_off),
    ):
        rows = list(rows_of(business_id, key, values))
        if rows:
            connection.execute(table.insert(), rows)
    return before != frozenset(catalog.staff_members)


def _write_services(connection: Connection, business_id: str, catalog: Catalog) -> None:
    retire_others(connection, SERVICE, "service_id", business_id, catalog.services)
    for row in rows_of(business_id, "service_id", catalog.services.values()):
        upsert(connection, SERVICE, {**row, **_HERE})


def add_time_off(connection: Connection, business_id: str, time_off: TimeOff) -> None:
    """Write one more time off, last of all; the new revision first, which is the lock."""
    touch(connection, (business_id,))
    last = select(func.max(TIME_OFF.c.position)).where(TIME_OFF.c.business_id == business_id)
    position = connection.execute(last).scalar_one()
    row = next(rows_of(business_id, "time_off_id", (time_off,)))
    placed = {**row, "position": 0 if position is None else position + 1}
    connection.execute(insert(TIME_OFF), placed)


def _write_business(connection: Connection, catalog: Catalog) -> None:
    business = catalog.business
    own = frozenset({"business_id", "display_name"})
    row = {
        "business_id": business.business_id,
        "display_name": business.display_name,
        "revision": connection.execute(NEW_REVISION).scalar_one(),
        "details": encode_fields(business, own),
        "deleted_at": None,
        "kept_until_at": None,
    }
    upsert(connection, BUSINESS, row)


def _clear(connection: Connection, business_id: str, tables: Iterable[Table]) -> None:
    for table in tables:
        connection.execute(delete(table).where(table.c.business_id == business_id))


def _write_staff(
    connection: Connection, business_id: str, staff_members: Iterable[StaffMember]
) -> None:
    """Write staff in the order in which calendars are locked, lest two transactions embrace."""
    rows = {
        row["staff_member_id"]: row
        for row in rows_of(business_id, "staff_member_id", staff_members)
    }
    known = _known_staff(connection, business_id)
    for staff_member_id in sorted({*rows, *known}):
        row = rows.get(staff_member_id)
        if row is None:
            _update_staff(connection, business_id, staff_member_id, {"is_retired": True})
        elif staff_member_id in known:
            changed = {"position": row["position"], "details": row["details"]}
            _update_staff(connection, business_id, staff_member_id, {**changed, **_HERE})
        else:
            own = {"version": 1, "lane": next_lane(connection), **_HERE}
            connection.execute(STAFF_MEMBER.insert(), {**row, **own})


def _known_staff(connection: Connection, business_id: str) -> frozenset[str]:
    query = select(STAFF_MEMBER.c.staff_member_id)
    found = connection.execute(query.where(STAFF_MEMBER.c.business_id == business_id))
    return frozenset(found.scalars())


def _staff_here(connection: Connection, business_id: str) -> frozenset[str]:
    """Give who is in the catalog; nobody is in that of a deleted business."""
    query = (
        select(STAFF_MEMBER.c.staff_member_id)
        .join(BUSINESS, BUSINESS.c.business_id == STAFF_MEMBER.c.business_id)
        .where(STAFF_MEMBER.c.business_id == business_id)
        .where(~STAFF_MEMBER.c.is_retired, BUSINESS.c.deleted_at.is_(None))
    )
    return frozenset(connection.execute(query).scalars())


def _update_staff(
    connection: Connection, business_id: str, staff_member_id: str, values: Row
) -> None:
    connection.execute(
        update(STAFF_MEMBER)
        .where(STAFF_MEMBER.c.business_id == business_id)
        .where(STAFF_MEMBER.c.staff_member_id == staff_member_id)
        .values(**values)
    )
