"""Busy time read from staff members' own calendars: when somebody is busy, and nothing else.

Minutes are whole minutes since 1970, UTC. A period is at most a day long: a longer one lies in
pieces, so that whoever asks about some time knows how far the index must be followed.
"""

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Integer, Table

from storage.tables.columns import instant, key, of_business
from storage.tables.metadata import METADATA

PERSONAL_CALENDAR = Table(
    "personal_calendar",
    METADATA,
    key("business_id"),
    key("staff_member_id"),
    key("source"),
    instant("read_at"),
    instant("from_at"),
    instant("to_at"),
    Column("event_count", Integer, nullable=False),
    Column("skipped_count", Integer, nullable=False),
    of_business(),
    ForeignKeyConstraint(
        ["business_id", "staff_member_id"],
        ["staff_member.business_id", "staff_member.staff_member_id"],
        name="fk_personal_calendar_staff_member",
        ondelete="CASCADE",
    ),
)

PERSONAL_BUSY = Table(
    "personal_busy",
    METADATA,
    key("business_id"),
    key("staff_member_id"),
    # The third column of the key, which is the index by which busy time is asked for.
    Column("last_minute", Integer, primary_key=True, autoincrement=False),
    key("source"),
    Column("first_minute", Integer, nullable=False),
    of_business(),
    ForeignKeyConstraint(
        ["business_id", "staff_member_id", "source"],
        [
            "personal_calendar.business_id",
            "personal_calendar.staff_member_id",
            "personal_calendar.source",
        ],
        name="fk_personal_busy_personal_calendar",
        ondelete="CASCADE",
    ),
    CheckConstraint(
        "first_minute < last_minute AND last_minute - first_minute <= 1440", name="day_at_most"
    ),
)
