"""Businesses and what they offer. A catalog is read and written whole.

Services, staff members and resources that are gone stay as retired rows: appointments go on
naming them. A retired service or staff member has a clock: until `kept_until_at` what it holds can be brought back. Then it is
removed, or left empty and without an end where appointments name it. A deleted business has the
same clock, and all its rows lie still.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Integer,
    Table,
    UniqueConstraint,
)

from storage.tables.columns import (
    details,
    identifier,
    key,
    of_business,
    optional_instant,
    words,
)
from storage.tables.metadata import METADATA

BUSINESS = Table(
    "business",
    METADATA,
    key("business_id"),
    words("display_name"),
    words("revision", "new and random at each write"),
    details(),
    optional_instant("deleted_at"),
    optional_instant("kept_until_at"),
)

SERVICE = Table(
    "service",
    METADATA,
    key("business_id"),
    key("service_id"),
    Column("position", Integer, nullable=False),
    Column("is_retired", Boolean, nullable=False),
    details(),
    optional_instant("deleted_at"),
    optional_instant("kept_until_at"),
    of_business(),
)

STAFF_MEMBER = Table(
    "staff_member",
    METADATA,
    key("business_id"),
    key("staff_member_id"),
    Column("position", Integer, nullable=False),
    Column("is_retired", Boolean, nullable=False),
    Column("version", BigInteger, nullable=False, comment="raising it locks the calendar"),
    Column("lane", BigInteger, nullable=False, comment="their own part of the number line"),
    details(),
    optional_instant("deleted_at"),
    optional_instant("kept_until_at"),
    of_business(),
    UniqueConstraint("lane", name="uq_staff_member_lane"),
    UniqueConstraint("business_id", "staff_member_id", "lane"),
    CheckConstraint("lane >= 0 AND lane < 2147483648", name="lane_in_range"),
)

RESOURCE = Table(
    "resource",
    METADATA,
    key("business_id"),
    key("resource_id"),
    Column("position", Integer, nullable=False),
    Column("is_retired", Boolean, nullable=False),
    Column("version", BigInteger, nullable=False, comment="raising it locks all its units"),
    details(),
    of_business(),
)

RESOURCE_UNIT = Table(
    "resource_unit",
    METADATA,
    key("business_id"),
    key("resource_id"),
    Column("unit", Integer, primary_key=True, autoincrement=False, comment="from 1"),
    Column("lane", BigInteger, nullable=False, comment="its own part of the number line"),
    ForeignKeyConstraint(
        ["business_id", "resource_id"],
        ["resource.business_id", "resource.resource_id"],
        name="fk_resource_unit_resource",
        ondelete="CASCADE",
    ),
    UniqueConstraint("lane", name="uq_resource_unit_lane"),
    UniqueConstraint("business_id", "resource_id", "unit", "lane", name="uq_resource_unit_own"),
    CheckConstraint("lane >= 0 AND lane < 2147483648", name="lane_in_range"),
)

CUSTOM_QUESTION = Table(
    "custom_question",
    METADATA,
    key("business_id"),
    key("question_id"),
    Column("position", Integer, nullable=False),
    details(),
    of_business(),
)

CLOSURE = Table(
    "closure",
    METADATA,
    key("business_id"),
    key("closure_id"),
    Column("position", Integer, nullable=False),
    details(),
    of_business(),
)

TIME_OFF = Table(
    "time_off",
    METADATA,
    key("business_id"),
    key("time_off_id"),
    identifier("staff_member_id"),
    Column("position", Integer, nullable=False),
    details(),
    of_business(),
    ForeignKeyConstraint(
        ["business_id", "staff_member_id"],
        ["staff_member.business_id", "staff_member.staff_member_id"],
        name="fk_time_off_staff_member",
    ),
)

LANE_COUNTER = Table(
    "lane_counter",
    METADATA,
    key("name"),
    Column("last_lane", BigInteger, nullable=False),
)
