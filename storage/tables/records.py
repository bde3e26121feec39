"""What is kept of the past: first answers to requests, who changed what, what was removed."""

from sqlalchemy import BigInteger, Column, Index, Table

from storage.tables.columns import (
    details,
    instant,
    key,
    of_business,
    optional_instant,
    optional_words,
    words,
)
from storage.tables.metadata import METADATA

ANSWER = Table(
    "answer",
    METADATA,
    key("business_id"),
    key("key"),
    words("fingerprint"),
    words("reference"),
    instant("kept_at"),
    of_business(),
)

AUDIT_ENTRY = Table(
    "audit_entry",
    METADATA,
    key("business_id"),
    key("entry_id"),
    instant("recorded_at"),
    words("what"),
    words("subject"),
    details(),
    optional_words("door", "the channel the actor came by, or one of our own"),
    optional_words("status_before", "of an appointment; NULL where it was not there"),
    optional_words("status_after", "of an appointment"),
    of_business(),
    Index("ix_audit_entry_subject", "business_id", "subject", "recorded_at"),
)

REMOVAL = Table(
    "removal",
    METADATA,
    key("business_id"),
    key("kind"),
    key("identifier"),
    Column("removed_at", BigInteger, primary_key=True, comment="microseconds since 1970, UTC"),
    optional_instant("deleted_at"),
)
"""Ids of what was removed for good, a business with all that was in it. It hangs on nothing."""
