"""What must be told to whom, from the transaction that caused it until it is told.

`due_at` is never changed; `next_at` is when it may be tried (again). `claims` counts workers that
took it and `failures` those that were told no: a worker that dies has not failed to deliver.
"""

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, text

from storage.tables.columns import (
    identifier,
    instant,
    key,
    of_business,
    optional_instant,
    optional_words,
    words,
)
from storage.tables.metadata import METADATA

OUTBOX = Table(
    "outbox",
    METADATA,
    key("business_id"),
    key("dedupe"),
    words("kind"),
    words("recipient_kind"),
    identifier("recipient_id"),
    identifier("appointment_id"),
    Column("appointment_version", BigInteger, nullable=False),
    instant("due_at"),
    instant("next_at"),
    instant("expires_at"),
    words("state"),
    Column("claims", Integer, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("owner", String, comment="the worker that has taken it"),
    optional_instant("leased_until_at"),
    optional_instant("finished_at"),
    Column("last_error", String, comment="a code, never a person's data"),
    optional_words("series_id", "of which series it tells, or NULL"),
    of_business(),
    Index(
        "ix_outbox_next_at",
        "next_at",
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
    Index("ix_outbox_appointment", "business_id", "appointment_id", "recipient_id"),
)
