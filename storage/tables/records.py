"""What is kept of the past: first answers to requests, and who changed what."""

from sqlalchemy import Index, Table

from storage.tables.columns import details, instant, key, of_business, words
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
    of_business(),
    Index("ix_audit_entry_subject", "business_id", "subject", "recorded_at"),
)
