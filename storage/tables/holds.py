"""Holds: times kept for customers who are still filling in details.

A hold lays claims, as an appointment does, so the one guard refuses every overlap of the two. A
hold of a place in an appointment that is there already lays none: it is counted among those who
attend. It ends by itself: past `expires_at` nobody counts it, and whoever writes next to one of
its calendars removes it.
"""

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
)

from storage.tables.columns import identifier, instant, key, of_business, words
from storage.tables.metadata import METADATA

HOLD = Table(
    "hold",
    METADATA,
    key("business_id"),
    key("hold_id"),
    words("owner", "digest of who holds it"),
    Column("place", Integer, nullable=False, comment="which of an owner's holds"),
    identifier("service_id"),
    identifier("staff_member_id"),
    Column("appointment_id", String, comment="the one to attend, or NULL for a new one"),
    Column("attendees_count", Integer, nullable=False, server_default="1"),
    Column("details", JSON, comment="its other calendars"),
    instant("start_at"),
    instant("claimed_from_at"),
    instant("claimed_to_at"),
    instant("expires_at"),
    of_business(),
    ForeignKeyConstraint(
        ["business_id", "staff_member_id"],
        ["staff_member.business_id", "staff_member.staff_member_id"],
        name="fk_hold_staff_member",
        ondelete="CASCADE",
    ),
    ForeignKeyConstraint(
        ["business_id", "appointment_id"],
        ["appointment.business_id", "appointment.appointment_id"],
        name="fk_hold_appointment",
        ondelete="CASCADE",
    ),
    # The cap of the core, where two of a customer's requests pass each other.
    CheckConstraint("place BETWEEN 0 AND 1", name="place_within_cap"),
    UniqueConstraint("business_id", "owner", "place", name="uq_hold_owner"),
    Index("ix_hold_staff_member", "business_id", "staff_member_id"),
    Index("ix_hold_appointment", "business_id", "appointment_id"),
)
