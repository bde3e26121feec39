"""The waitlist: who waits in which place, and what they were offered.

An entry that has ended stays for a while, so that the buttons of an old card still find it. What
it was offered is kept by a hold.
"""

from sqlalchemy import BigInteger, Boolean, Column, Index, Table, text

from storage.tables.columns import details, identifier, instant, key, of_business
from storage.tables.metadata import METADATA

WAITLIST_ENTRY = Table(
    "waitlist_entry",
    METADATA,
    key("business_id"),
    key("entry_id"),
    identifier("customer_id"),
    Column("is_open", Boolean, nullable=False),
    instant("created_at"),
    Column("version", BigInteger, nullable=False),
    details(),
    of_business(),
    # Few wait at any time: whether somebody does is asked every few seconds.
    Index(
        "ix_waitlist_entry_in_line",
        "business_id",
        "created_at",
        sqlite_where=text("is_open = 1"),
        postgresql_where=text("is_open"),
    ),
    Index("ix_waitlist_entry_customer", "business_id", "customer_id"),
)
