"""Customers of a business."""

from sqlalchemy import Table

from storage.tables.columns import key, of_business, words
from storage.tables.metadata import METADATA

CUSTOMER = Table(
    "customer",
    METADATA,
    key("business_id"),
    key("customer_id"),
    words("name"),
    words("email_address"),
    words("phone"),
    words("customer_time_zone"),
    words("language_tag"),
    words("notes"),
    of_business(),
)
