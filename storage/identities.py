"""Which verified identity is which customer or staff member, and what links opened."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, bindparam, select

from scheduling.actors import Principal
from scheduling.announcements import RecipientKind
from scheduling.ports import Link
from storage.elsewhere import staff_places
from storage.recipients import ToReach, ways_to
from storage.revisions import touch
from storage.statements import insert_unless_there, upsert
from storage.tables.businesses import BUSINESS
from storage.tables.identities import IDENTITY, OPENED_APPOINTMENT


def _is_principal(table: Table) -> ColumnElement[bool]:
    return and_(
        *(table.c[name] == bindparam(name) for name in ("channel", "directory_id", "user_id"))
    )


_FIND = select(IDENTITY.c.customer_id, IDENTITY.c.staff_member_id).where(
    IDENTITY.c.business_id == bindparam("business"), _is_principal(IDENTITY)
)
_DELETED = select(BUSINESS.c.business_id).where(BUSINESS.c.deleted_at.is_not(None))
_BUSINESSES_OF = select(IDENTITY.c.business_id, IDENTITY.c.staff_member_id).where(
    _is_principal(IDENTITY), IDENTITY.c.business_id.not_in(_DELETED)
)
_OPENED = select(OPENED_APPOINTMENT.c.appointment_id).where(
    OPENED_APPOINTMENT.c.business_id == bindparam("business"), _is_principal(OPENED_APPOINTMENT)
)


class SqlIdentities:
    """The port `Identities` on a connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, business_id: str, principal: Principal) -> Link | None:
        """Look up whom this principal is in this business."""
        asked = {"business": business_id, **_key(principal)}
        row = self._connection.execute(_FIND, asked).first()
        return None if row is None else Link(row.customer_id, row.staff_member_id)

    def businesses_of(self, principal: Principal) -> tuple[str, ...]:
        """List the businesses in which this principal is linked, staff links first."""
        found = self._connection.execute(_BUSINESSES_OF, _key(principal)).all()
        in_order = sorted(found, key=lambda row: (row.staff_member_id is None, row.business_id))
        return tuple(row.business_id for row in in_order)

    def link(self, business_id: str, principal: Principal, link: Link) -> None:
        """Say whom this principal is from now on.

        Where it is staff in several businesses, their catalogs say so, and are read again.
        """
        before = staff_places(self._connection, principal)
        row = {
            **_key(principal),
            "business_id": business_id,
            "customer_id": link.customer_id,
            "staff_member_id": link.staff_member_id,
        }
        upsert(self._connection, IDENTITY, row)
        of_staff = before | ({business_id} if link.staff_member_id else set())
        if len(of_staff) > 1:
            touch(self._connection, of_staff)

    def open_appointment(self, business_id: str, principal: Principal, appointment_id: str) -> None:
        """Remember that this principal followed an appointment's signed link."""
        own = {"business_id": business_id, "appointment_id": appointment_id}
        insert_unless_there(self._connection, OPENED_APPOINTMENT, {**own, **_key(principal)})

    def has_chat(self, business_id: str, customer_id: str, appointment_id: str) -> bool:
        """Tell whether a customer, or who opened the appointment, has a chat of their own."""
        person = ToReach(business_id, RecipientKind.CUSTOMER, customer_id, appointment_id)
        return bool(ways_to(self._connection, person))

    def customer_in_chat(self, business_id: str, customer_id: str) -> Principal | None:
        """Give the identity by which a customer was last heard in a chat, None where in none."""
        person = ToReach(business_id, RecipientKind.CUSTOMER, customer_id, "")
        found = ways_to(self._connection, person)
        return found[0].principal if found else None

    def opened_appointments(self, business_id: str, principal: Principal) -> tuple[str, ...]:
        """List the ids of appointments this principal opened by a signed link."""
        asked = {"business": business_id, **_key(principal)}
        return tuple(sorted(self._connection.execute(_OPENED, asked).scalars()))


def _key(principal: Principal) -> dict[str, Any]:
    return {
        "channel": principal.channel,
        "directory_id": principal.directory_id,
        "user_id": principal.user_id,
    }
