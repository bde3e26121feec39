"""Verified identities and whose they are, invitations to link one, and links followed."""

from sqlalchemy import Column, ForeignKeyConstraint, Index, String, Table, text

from storage.tables.columns import identifier, instant, key
from storage.tables.metadata import METADATA

IDENTITY = Table(
    "identity",
    METADATA,
    key("channel"),
    key("directory_id"),
    key("user_id"),
    key("business_id"),
    Column("customer_id", String),
    Column("staff_member_id", String),
    Index(
        "ix_identity_staff_member",
        "business_id",
        "staff_member_id",
        sqlite_where=text("staff_member_id IS NOT NULL"),
        postgresql_where=text("staff_member_id IS NOT NULL"),
    ),
)

INVITATION = Table(
    "invitation",
    METADATA,
    key("code_hash"),
    identifier("business_id"),
    identifier("staff_member_id"),
    instant("expires_at"),
    Index("ix_invitation_staff_member", "business_id", "staff_member_id"),
)

OPENED_APPOINTMENT = Table(
    "opened_appointment",
    METADATA,
    key("business_id"),
    key("channel"),
    key("directory_id"),
    key("user_id"),
    key("appointment_id"),
    ForeignKeyConstraint(
        ["business_id", "appointment_id"],
        ["appointment.business_id", "appointment.appointment_id"],
        name="fk_opened_appointment_appointment",
        ondelete="CASCADE",
    ),
    Index("ix_opened_appointment_appointment", "business_id", "appointment_id"),
)
