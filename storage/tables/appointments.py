"""Appointments, who comes, and the claims that they and holds lay on calendars.

A claim is `[lo, hi)` in whole seconds since 1970, buffers included, on the calendar of a staff
member or of a unit of a resource. An appointment has one for each of its staff members, in their
order, and one for each unit; a cancelled one keeps them inactive. Those of a request expire: from
then on they count as free, though they stay active until somebody ends the request. Those of a
hold are removed with it. A claim names one of the two, so it has no primary key. What makes an
overlap of active claims impossible is armed by `storage.guards`, as each engine can do it.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    text,
)

from storage.tables.columns import (
    details,
    identifier,
    instant,
    key,
    of_business,
    optional_instant,
    optional_words,
    words,
)
from storage.tables.metadata import METADATA

APPOINTMENT = Table(
    "appointment",
    METADATA,
    key("business_id"),
    key("appointment_id"),
    identifier("service_id"),
    words("status"),
    instant("start_at"),
    instant("end_at"),
    words("local_start", "as promised, ISO 8601"),
    words("zone", "IANA name"),
    Column("fold", Integer, nullable=False, comment="1: second of two equal local times"),
    words("zone_data", "version of the zone's rules"),
    Column("sequence", Integer, nullable=False),
    Column("version", BigInteger, nullable=False),
    instant("created_at"),
    instant("last_updated_at"),
    details(),
    of_business(),
    ForeignKeyConstraint(
        ["business_id", "service_id"],
        ["service.business_id", "service.service_id"],
        name="fk_appointment_service",
    ),
    CheckConstraint("start_at < end_at", name="not_empty"),
    Index("ix_appointment_start_at", "business_id", "start_at"),
    Index("ix_appointment_end_at", "business_id", "end_at"),
)

CLAIM = Table(
    "claim",
    METADATA,
    identifier("business_id"),
    Column("staff_member_id", String, comment="whose calendar it is on, or NULL for a unit's"),
    Column("resource_id", String, comment="whose unit's calendar it is on, or NULL"),
    Column("unit", Integer, comment="which unit of the resource, or NULL"),
    Column("appointment_id", String, comment="whose it is, or NULL for a hold's"),
    Column("hold_id", String, comment="whose it is, or NULL for an appointment's"),
    Column("position", Integer, nullable=False),
    Column("lane", BigInteger, nullable=False),
    Column("lo", BigInteger, nullable=False, comment="seconds since 1970, UTC"),
    Column("hi", BigInteger, nullable=False, comment="seconds since 1970, UTC"),
    Column("active", Boolean, nullable=False),
    optional_instant("expires_at"),
    ForeignKeyConstraint(
        ["business_id", "staff_member_id", "lane"],
        ["staff_member.business_id", "staff_member.staff_member_id", "staff_member.lane"],
        name="fk_claim_staff_member",
    ),
    ForeignKeyConstraint(
        ["business_id", "resource_id", "unit", "lane"],
        [
            "resource_unit.business_id",
            "resource_unit.resource_id",
            "resource_unit.unit",
            "resource_unit.lane",
        ],
        name="fk_claim_resource_unit",
    ),
    ForeignKeyConstraint(
        ["business_id", "appointment_id"],
        ["appointment.business_id", "appointment.appointment_id"],
        name="fk_claim_appointment",
        ondelete="CASCADE",
    ),
    ForeignKeyConstraint(
        ["business_id", "hold_id"],
        ["hold.business_id", "hold.hold_id"],
        name="fk_claim_hold",
        ondelete="CASCADE",
    ),
    UniqueConstraint("business_id", "staff_member_id", "appointment_id", name="uq_claim_of_staff"),
    CheckConstraint("(appointment_id IS NULL) <> (hold_id IS NULL)", name="of_one"),
    CheckConstraint("(staff_member_id IS NULL) <> (resource_id IS NULL)", name="on_one"),
    # An empty range overlaps nothing, and a lane is 2^32 seconds long.
    CheckConstraint("lo >= 0 AND lo < hi AND hi <= 4294967296", name="range_in_lane"),
    Index("ix_claim_appointment", "business_id", "appointment_id"),
)

Index(
    "ix_claim_busy",
    CLAIM.c.business_id,
    CLAIM.c.staff_member_id,
    # By its end: what is asked about lies ahead, and most claims lie in the past.
    CLAIM.c.hi,
    CLAIM.c.lo,
    sqlite_where=text("active = 1"),
    postgresql_where=text("active"),
)

Index(
    "ix_claim_busy_unit",
    CLAIM.c.business_id,
    CLAIM.c.resource_id,
    CLAIM.c.hi,
    CLAIM.c.lo,
    sqlite_where=text("active = 1 AND resource_id IS NOT NULL"),
    postgresql_where=text("active AND resource_id IS NOT NULL"),
)

Index(
    "ix_claim_hold",
    CLAIM.c.business_id,
    CLAIM.c.hold_id,
    sqlite_where=text("hold_id IS NOT NULL"),
    postgresql_where=text("hold_id IS NOT NULL"),
)

Index(
    "ix_claim_expires_at",
    CLAIM.c.business_id,
    CLAIM.c.staff_member_id,
    CLAIM.c.expires_at,
    # Few are: what is asked at each booking must cost next to nothing.
    sqlite_where=text("active = 1 AND expires_at IS NOT NULL"),
    postgresql_where=text("active AND expires_at IS NOT NULL"),
)

APPOINTMENT_CUSTOMER = Table(
    "appointment_customer",
    METADATA,
    key("business_id"),
    key("appointment_id"),
    Column("position", Integer, primary_key=True, autoincrement=False),
    identifier("customer_id"),
    details(),
    optional_words("series_id", "of which series this place is, or NULL"),
    optional_words("occurrence_on", "its date in the series, ISO 8601, or NULL"),
    ForeignKeyConstraint(
        ["business_id", "appointment_id"],
        ["appointment.business_id", "appointment.appointment_id"],
        name="fk_appointment_customer_appointment",
        ondelete="CASCADE",
    ),
    # Deferred: loading a business forgets its customers before it writes them anew.
    ForeignKeyConstraint(
        ["business_id", "customer_id"],
        ["customer.business_id", "customer.customer_id"],
        name="fk_appointment_customer_customer",
        deferrable=True,
        initially="DEFERRED",
    ),
    Index("ix_appointment_customer_customer", "business_id", "customer_id"),
)

Index(
    "ix_appointment_customer_series",
    APPOINTMENT_CUSTOMER.c.business_id,
    APPOINTMENT_CUSTOMER.c.series_id,
    sqlite_where=text("series_id IS NOT NULL"),
    postgresql_where=text("series_id IS NOT NULL"),
)
