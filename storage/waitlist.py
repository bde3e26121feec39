"""Who waits for time to free up, in line."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, bindparam, delete, insert, select, update

from scheduling.errors import NotFound, StaleVersion
from scheduling.waitlist import WaitlistEntry
from storage.codec import decode, encode_fields
from storage.instants import instant_of, microseconds
from storage.tables.waitlist import WAITLIST_ENTRY

_COLUMNS = WAITLIST_ENTRY.c
_OWN_COLUMNS = frozenset({"business_id", "entry_id", "customer_id", "created_at", "version"})
_OF_BUSINESS = select(WAITLIST_ENTRY).where(_COLUMNS.business_id == bindparam("business"))
_ONE = _OF_BUSINESS.where(_COLUMNS.entry_id == bindparam("entry"))
_IN_LINE = _OF_BUSINESS.where(_COLUMNS.is_open)
_OF_CUSTOMER = _IN_LINE.where(_COLUMNS.customer_id == bindparam("customer"))
_BUSINESSES = select(_COLUMNS.business_id).where(_COLUMNS.is_open).distinct()
_REMOVE_ENDED = delete(WAITLIST_ENTRY).where(
    _COLUMNS.business_id == bindparam("business"),
    ~_COLUMNS.is_open,
    _COLUMNS.created_at < bindparam("before"),
)
_REMOVE_OF_CUSTOMER = delete(WAITLIST_ENTRY).where(
    _COLUMNS.business_id == bindparam("business"),
    _COLUMNS.customer_id == bindparam("customer"),
)


class SqlWaitlist:
    """The port `Waitlist` on a connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, business_id: str, entry_id: str) -> WaitlistEntry:
        """Read one entry, ended or not. Raises NotFound."""
        found = self._list(_ONE, business=business_id, entry=entry_id)
        if not found:
            raise NotFound("waitlist entry", entry_id)
        return found[0]

    def in_line(self, business_id: str) -> tuple[WaitlistEntry, ...]:
        """List a business's entries that are open, the first in line first."""
        return self._list(_IN_LINE, business=business_id)

    def of_customer(self, business_id: str, customer_id: str) -> tuple[WaitlistEntry, ...]:
        """List a customer's entries that are open, the first in line first."""
        return self._list(_OF_CUSTOMER, business=business_id, customer=customer_id)

    def businesses(self) -> tuple[str, ...]:
        """List the ids of businesses in which somebody waits."""
        return tuple(sorted(self._connection.execute(_BUSINESSES).scalars()))

    def add(self, entry: WaitlistEntry) -> None:
        """Write a new entry."""
        self._connection.execute(insert(WAITLIST_ENTRY), _row(entry))

    def update(self, entry: WaitlistEntry) -> None:
        """Write a changed entry, if its version is the stored one plus one. Raises StaleVersion."""
        before = entry.version - 1
        changed = self._connection.execute(
            update(WAITLIST_ENTRY)
            .where(_COLUMNS.business_id == entry.business_id)
            .where(_COLUMNS.entry_id == entry.entry_id)
            .where(_COLUMNS.version == before)
            .values(**_row(entry))
        )
        if changed.rowcount == 0:
            raise StaleVersion(before, self.get(entry.business_id, entry.entry_id).version)

    def remove_ended(self, business_id: str, before: datetime) -> None:
        """Forget a business's ended entries that were made before an instant."""
        asked = {"business": business_id, "before": microseconds(before)}
        self._connection.execute(_REMOVE_ENDED, asked)

    def remove_of_customer(self, business_id: str, customer_id: str) -> None:
        """Forget every entry of a customer."""
        asked = {"business": business_id, "customer": customer_id}
        self._connection.execute(_REMOVE_OF_CUSTOMER, asked)

    def _list(self, query: Select[Any], **asked: str) -> tuple[WaitlistEntry, ...]:
        found = (_entry(row) for row in self._connection.execute(query, asked).mappings())
        # Sorted here: two engines have two ideas of the order of letters.
        return tuple(sorted(found, key=lambda each: (each.created_at, each.entry_id)))


def _row(entry: WaitlistEntry) -> dict[str, Any]:
    return {
        "business_id": entry.business_id,
        "entry_id": entry.entry_id,
        "customer_id": entry.customer_id,
        "is_open": entry.is_open,
        "created_at": microseconds(entry.created_at),
        "version": entry.version,
        "details": encode_fields(entry, without=_OWN_COLUMNS),
    }


def _entry(row: RowMapping) -> WaitlistEntry:
    return decode(
        WaitlistEntry,
        row["details"],
        business_id=row["business_id"],
        entry_id=row["entry_id"],
        customer_id=row["customer_id"],
        created_at=instant_of(row["created_at"]),
        version=row["version"],
    )
