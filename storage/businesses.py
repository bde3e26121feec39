"""Businesses with their catalogs, read and written whole."""

from functools import partial
from typing import TypeVar

from sqlalchemy import Connection, RowMapping, Table, bindparam, select

from scheduling.absences import Closure, TimeOff
from scheduling.business import BookingBusiness, Catalog, Former
from scheduling.catalog import CustomQuestion, Service, StaffMember
from scheduling.errors import NotFound
from scheduling.ports import PublicHolidays
from scheduling.resources import Resource
from storage.catalog_cache import CatalogCache
from storage.catalog_writing import add_time_off, replace_catalog
from storage.codec import decode
from storage.elsewhere import neighbours, read_elsewhere
from storage.personal_calendars import HAS_PERSONAL_CALENDARS, read_personal_calendars
from storage.revisions import touch
from storage.statements import Row
from storage.tables.businesses import (
    BUSINESS,
    CLOSURE,
    CUSTOM_QUESTION,
    RESOURCE,
    SERVICE,
    STAFF_MEMBER,
    TIME_OFF,
)

T = TypeVar("T")

_REVISION = select(BUSINESS.c.revision).where(
    BUSINESS.c.business_id == bindparam("business"), BUSINESS.c.deleted_at.is_(None)
)


class SqlBusinesses:
    """The port `Businesses` on a connection.

    A catalog read before is taken from `catalogs` when its revision, read in this transaction,
    is still the same. Revisions are random and new at each write, so none ever comes back.
    """

    def __init__(
        self,
        connection: Connection,
        catalogs: CatalogCache,
        holidays: PublicHolidays | None = None,
    ) -> None:
        self._connection = connection
        self._holidays = holidays
        self._catalogs = catalogs

    def catalog(self, business_id: str) -> Catalog:
        """Read a business whole. Raises NotFound."""
        revision = self._revision(business_id)
        while True:
            found = self._catalogs.find(business_id, revision)
            if found is not None:
                return found
            catalog = self._read(business_id)
            # Under READ COMMITTED another transaction may have written between two of the reads.
            before, revision = revision, self._revision(business_id)
            if revision == before:
                self._catalogs.keep(business_id, revision, catalog)

    def exists(self, business_id: str) -> bool:
        """Tell whether there is such a business."""
        return self._connection.execute(_REVISION, {"business": business_id}).first() is not None

    def ids(self) -> tuple[str, ...]:
        """List all businesses' ids, in order of their names."""
        query = select(BUSINESS.c.business_id, BUSINESS.c.display_name)
        found = self._connection.execute(query.where(BUSINESS.c.deleted_at.is_(None))).all()
        # Sorted here: two engines have two ideas of the order of letters.
        return tuple(row[0] for row in sorted(found, key=lambda row: (row[1], row[0])))

    def replace(self, catalog: Catalog) -> None:
        """Write a business whole, in place of what was there. Appointments and customers stay."""
        if replace_catalog(self._connection, catalog):
            # Who works here is read with the catalogs of the businesses they work in besides.
            business_id = catalog.business.business_id
            touch(self._connection, neighbours(self._connection, business_id))

    def former(self, business_id: str) -> Former:
        """Read what the catalog has no more, whether or not it can be brought back."""
        rows = partial(_by_id, self._connection, business_id, is_retired=True)
        return Former(
            services=rows(SERVICE, "service_id", Service),
            staff_members=rows(STAFF_MEMBER, "staff_member_id", StaffMember),
            resources=rows(RESOURCE, "resource_id", Resource),
        )

    def add_time_off(self, business_id: str, time_off: TimeOff) -> None:
        """Write one more time off; whoever reads the business from now on finds it there."""
        add_time_off(self._connection, business_id, time_off)

    def _revision(self, business_id: str) -> str:
        asked = {"business": business_id}
        revision: str | None = self._connection.execute(_REVISION, asked).scalar()
        if revision is None:
            raise NotFound("business", business_id)
        return revision

    def _read(self, business_id: str) -> Catalog:
        return read_catalog(self._connection, business_id, self._holidays)


def read_catalog(
    connection: Connection, business_id: str, holidays: PublicHolidays | None = None
) -> Catalog:
    """Read a business whole, deleted or not. Raises NotFound."""
    query = select(BUSINESS.c.display_name, BUSINESS.c.details, HAS_PERSONAL_CALENDARS)
    row = connection.execute(query.where(BUSINESS.c.business_id == business_id)).first()
    if row is None:
        raise NotFound("business", business_id)
    business = decode(
        BookingBusiness, row.details, business_id=business_id, display_name=row.display_name
    )
    rows = partial(_by_id, connection, business_id)
    return Catalog(
        business=business,
        services=rows(SERVICE, "service_id", Service),
        staff_members=rows(STAFF_MEMBER, "staff_member_id", StaffMember),
        custom_questions=rows(CUSTOM_QUESTION, "question_id", CustomQuestion),
        resources=rows(RESOURCE, "resource_id", Resource),
        closures=tuple(rows(CLOSURE, "closure_id", Closure).values()),
        time_off=tuple(rows(TIME_OFF, "time_off_id", TimeOff).values()),
        public_holidays=_public_holidays(business, holidays),
        elsewhere=read_elsewhere(connection, business_id),
        personal_calendars=read_personal_calendars(connection, business_id)
        if row.has_personal_calendars
        else frozenset(),
    )


def _public_holidays(
    business: BookingBusiness, holidays: PublicHolidays | None
) -> tuple[Closure, ...]:
    if holidays is None or business.holidays is None:
        return ()
    return holidays.closures(business.holidays, business.language_tag)


def _by_id(
    connection: Connection,
    business_id: str,
    table: Table,
    key: str,
    kind: type[T],
    *,
    is_retired: bool = False,
) -> dict[str, T]:
    query = select(table).where(table.c.business_id == business_id).order_by(table.c.position)
    if "is_retired" in table.c:
        query = query.where(table.c.is_retired.is_(is_retired))
    # A column that is a field comes beside the details; the others are storage's own.
    names = (each.name for each in table.c)
    columns = [each for each in names if each.endswith("_id") and each != "business_id"]
    return {
        row[key]: decode(kind, _details(row, key), **{each: row[each] for each in columns})
        for row in connection.execute(query).mappings()
    }


def _details(row: RowMapping, key: str) -> Row:
    """Give the details; of what was removed for good nothing is left but its id, which names it."""
    return row["details"] or {"display_name": row[key]}
