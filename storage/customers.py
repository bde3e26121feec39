"""Customers of a business."""

from typing import Any

from sqlalchemy import Connection, RowMapping, Select, bindparam, delete, select

from scheduling.customers import Contact, Customer
from scheduling.errors import NotFound
from storage.statements import upsert
from storage.tables.customers import CUSTOMER


class SqlCustomers:
    """The port `Customers` on a connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, business_id: str, customer_id: str) -> Customer:
        """Read one customer. Raises NotFound."""
        return self._get(_ONE, business_id, customer_id)

    def get_locked(self, business_id: str, customer_id: str) -> Customer:
        """Read one customer and hold them until the transaction ends. Raises NotFound.

        On SQLite whoever writes is alone anyhow.
        """
        return self._get(_ONE_LOCKED, business_id, customer_id)

    def all(self, business_id: str) -> tuple[Customer, ...]:
        """List all customers of a business, by id."""
        query = select(CUSTOMER).where(CUSTOMER.c.business_id == business_id)
        found = (_customer(row) for row in self._connection.execute(query).mappings())
        # Sorted here: two engines have two ideas of the order of letters.
        return tuple(sorted(found, key=lambda each: each.customer_id))

    def save(self, business_id: str, customer: Customer) -> None:
        """Write a customer, new or changed."""
        upsert(self._connection, CUSTOMER, _row(business_id, customer))

    def remove_all(self, business_id: str) -> None:
        """Forget every customer of a business."""
        self._connection.execute(delete(CUSTOMER).where(CUSTOMER.c.business_id == business_id))

    def _get(self, query: Select[Any], business_id: str, customer_id: str) -> Customer:
        asked = {"business": business_id, "customer": customer_id}
        row = self._connection.execute(query, asked).mappings().first()
        if row is None:
            raise NotFound("customer", customer_id)
        return _customer(row)


_ONE = select(CUSTOMER).where(
    CUSTOMER.c.business_id == bindparam("business"),
    CUSTOMER.c.customer_id == bindparam("customer"),
)
_ONE_LOCKED = _ONE.with_for_update(key_share=True)


def _row(business_id: str, customer: Customer) -> dict[str, Any]:
    return {
        "business_id": business_id,
        "customer_id": customer.customer_id,
        "name": customer.contact.name,
        "email_address": customer.contact.email_address,
        "phone": customer.contact.phone,
        "customer_time_zone": customer.customer_time_zone,
        "language_tag": customer.language_tag,
        "notes": customer.notes,
    }


def _customer(row: RowMapping) -> Customer:
    contact = Contact(name=row["name"], email_address=row["email_address"], phone=row["phone"])
    return Customer(
        customer_id=row["customer_id"],
        contact=contact,
        customer_time_zone=row["customer_time_zone"],
        language_tag=row["language_tag"],
        notes=row["notes"],
    )
