"""Claims on units of resources, holds of several calendars, and places held in a group.

The guard tells calendars apart by their lanes alone from here on, with or without an extension:
the one before did not know of resources, and is armed anew after this.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_ON_ONE = "(staff_member_id IS NULL) <> (resource_id IS NULL)"
_IN_RANGE = "lane >= 0 AND lane < 2147483648"


def upgrade() -> None:
    """Make the tables and widen claims and holds."""
    _drop_guard()
    _create_resource()
    _create_resource_unit()
    with op.batch_alter_table("claim") as batch:
        batch.alter_column("staff_member_id", existing_type=sa.String(), nullable=True)
        batch.add_column(sa.Column("resource_id", sa.String(), nullable=True))
        batch.add_column(sa.Column("unit", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            "fk_claim_resource_unit",
            "resource_unit",
            ["business_id", "resource_id", "unit", "lane"],
            ["business_id", "resource_id", "unit", "lane"],
        )
        batch.create_check_constraint(op.f("ck_claim_on_one"), _ON_ONE)
    _index_claim()
    _widen_hold()


def downgrade() -> None:
    """Give back what is held, and drop what claims units; an appointment keeps its people."""
    op.execute("DELETE FROM hold")
    with op.batch_alter_table("hold") as batch:
        batch.drop_index("ix_hold_appointment")
        batch.drop_constraint("fk_hold_appointment", type_="foreignkey")
        for name in ("details", "attendees_count", "appointment_id"):
            batch.drop_column(name)
    op.execute("DELETE FROM claim WHERE resource_id IS NOT NULL")
    op.drop_index("ix_claim_busy_unit", "claim")
    with op.batch_alter_table("claim") as batch:
        batch.drop_constraint(op.f("ck_claim_on_one"), type_="check")
        batch.drop_constraint("fk_claim_resource_unit", type_="foreignkey")
        batch.drop_column("unit")
        batch.drop_column("resource_id")
        batch.alter_column("staff_member_id", existing_type=sa.String(), nullable=False)
    op.drop_table("resource_unit")
    op.drop_table("resource")


def _drop_guard() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE claim DROP CONSTRAINT IF EXISTS claim_no_overlap")


def _create_resource() -> None:
    op.create_table(
        "resource",
        sa.Column("business_id", sa.String(), nullable=False),
        sa.Column("resource_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_retired", sa.Boolean(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_id"],
            ["business.business_id"],
            name=op.f("fk_resource_business_id_business"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("business_id", "resource_id", name=op.f("pk_resource")),
    )


def _create_resource_unit() -> None:
    op.create_table(
        "resource_unit",
        sa.Column("business_id", sa.String(), nullable=False),
        sa.Column("resource_id", sa.String(), nullable=False),
        sa.Column("unit", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("lane", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(_IN_RANGE, name=op.f("ck_resource_unit_lane_in_range")),
        sa.ForeignKeyConstraint(
            ["business_id", "resource_id"],
            ["resource.business_id", "resource.resource_id"],
            name="fk_resource_unit_resource",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "business_id", "resource_id", "unit", name=op.f("pk_resource_unit")
        ),
        sa.UniqueConstraint("lane", name="uq_resource_unit_lane"),
        sa.UniqueConstraint(
            "business_id", "resource_id", "unit", "lane", name="uq_resource_unit_own"
        ),
    )


def _index_claim() -> None:
    op.create_index(
        "ix_claim_busy_unit",
        "claim",
        ["business_id", "resource_id", "hi", "lo"],
        unique=False,
        sqlite_where=sa.text("active = 1 AND resource_id IS NOT NULL"),
        postgresql_where=sa.text("active AND resource_id IS NOT NULL"),
    )


def _widen_hold() -> None:
    with op.batch_alter_table("hold") as batch:
        batch.add_column(sa.Column("appointment_id", sa.String(), nullable=True))
        batch.add_column(
            sa.Column("attendees_count", sa.Integer(), nullable=False, server_default="1")
        )
        batch.add_column(sa.Column("details", sa.JSON(), nullable=True))
        batch.create_foreign_key(
            "fk_hold_appointment",
            "appointment",
            ["business_id", "appointment_id"],
            ["business_id", "appointment_id"],
            ondelete="CASCADE",
        )
    op.create_index("ix_hold_appointment", "hold", ["business_id", "appointment_id"], unique=False)
