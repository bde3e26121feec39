"""Busy time read from staff members' own calendars, and when it was read."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_AT_MOST_A_DAY = "first_minute < last_minute AND last_minute - first_minute <= 1440"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "personal_calendar",
        sa.Column("business_id", sa.String(), nullable=False),
        sa.Column("staff_member_id", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("read_at", sa.BigInteger(), nullable=False),
        sa.Column("from_at", sa.BigInteger(), nullable=False),
        sa.Column("to_at", sa.BigInteger(), nullable=False),
        sa.Column("event_count", sa.Integer(), nullable=False),
        sa.Column("skipped_count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_id"],
            ["business.business_id"],
            name=op.f("fk_personal_calendar_business_id_business"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["business_id", "staff_member_id"],
            ["staff_member.business_id", "staff_member.staff_member_id"],
            name="fk_personal_calendar_staff_member",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "business_id", "staff_member_id", "source", name=op.f("pk_personal_calendar")
        ),
    )
    _create_busy()


def downgrade() -> None:
    """Forget what was read."""
    op.drop_table("personal_busy")
    op.drop_table("personal_calendar")


def _create_busy() -> None:
    op.create_table(
        "personal_busy",
        sa.Column("business_id", sa.String(), nullable=False),
        sa.Column("staff_member_id", sa.String(), nullable=False),
        sa.Column("last_minute", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("first_minute", sa.Integer(), nullable=False),
        sa.CheckConstraint(_AT_MOST_A_DAY, name=op.f("ck_personal_busy_day_at_most")),
        sa.ForeignKeyConstraint(
            ["business_id"],
            ["business.business_id"],
            name=op.f("fk_personal_busy_business_id_business"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["business_id", "staff_member_id", "source"],
            [
                "personal_calendar.business_id",
                "personal_calendar.staff_member_id",
                "personal_calendar.source",
            ],
            name="fk_personal_busy_personal_calendar",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "business_id",
            "staff_member_id",
            "last_minute",
            "source",
            name=op.f("pk_personal_busy"),
        ),
    )
