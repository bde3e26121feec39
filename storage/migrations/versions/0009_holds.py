"""Holds, and claims that are theirs.

A claim names an appointment or a hold, so neither can be part of a primary key any more.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_OF_ONE = "(appointment_id IS NULL) <> (hold_id IS NULL)"


def upgrade() -> None:
    """Make the table and let claims be of holds."""
    _create_hold()
    with op.batch_alter_table("claim") as batch:
        batch.drop_constraint("pk_claim", type_="primary")
        batch.alter_column("appointment_id", existing_type=sa.String(), nullable=True)
        batch.add_column(sa.Column("hold_id", sa.String(), nullable=True))
        batch.create_foreign_key(
            "fk_claim_hold",
            "hold",
            ["business_id", "hold_id"],
            ["business_id", "hold_id"],
            ondelete="CASCADE",
        )
        batch.create_unique_constraint(
            "uq_claim_of_staff", ["business_id", "staff_member_id", "appointment_id"]
        )
        batch.create_check_constraint(op.f("ck_claim_of_one"), _OF_ONE)
    _index_claim()
    _say_how_to_replicate("FULL")


def downgrade() -> None:
    """Give the time of every hold back and drop the table."""
    _say_how_to_replicate("DEFAULT")
    op.execute("DELETE FROM claim WHERE hold_id IS NOT NULL")
    op.drop_index("ix_claim_hold", "claim")
    with op.batch_alter_table("claim") as batch:
        batch.drop_constraint(op.f("ck_claim_of_one"), type_="check")
        batch.drop_constraint("uq_claim_of_staff", type_="unique")
        batch.drop_constraint("fk_claim_hold", type_="foreignkey")
        batch.drop_column("hold_id")
        batch.alter_column("appointment_id", existing_type=sa.String(), nullable=False)
        batch.create_primary_key("pk_claim", ["business_id", "staff_member_id", "appointment_id"])
    op.drop_table("hold")


def _create_hold() -> None:
    op.create_table(
        "hold",
        sa.Column("business_id", sa.String(), nullable=False),
        sa.Column("hold_id", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.String(), nullable=False),
        sa.Column("staff_member_id", sa.String(), nullable=False),
        sa.Column("start_at", sa.BigInteger(), nullable=False),
        sa.Column("claimed_from_at", sa.BigInteger(), nullable=False),
        sa.Column("claimed_to_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("place BETWEEN 0 AND 1", name=op.f("ck_hold_place_within_cap")),
        sa.ForeignKeyConstraint(
            ["business_id"],
            ["business.business_id"],
            name=op.f("fk_hold_business_id_business"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["business_id", "staff_member_id"],
            ["staff_member.business_id", "staff_member.staff_member_id"],
            name="fk_hold_staff_member",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("business_id", "hold_id", name=op.f("pk_hold")),
        sa.UniqueConstraint("business_id", "owner", "place", name="uq_hold_owner"),
    )
    op.create_index(
        "ix_hold_staff_member", "hold", ["business_id", "staff_member_id"], unique=False
    )


def _index_claim() -> None:
    op.create_index(
        "ix_claim_hold",
        "claim",
        ["business_id", "hold_id"],
        unique=False,
        sqlite_where=sa.text("hold_id IS NOT NULL"),
        postgresql_where=sa.text("hold_id IS NOT NULL"),
    )


def _say_how_to_replicate(identity: str) -> None:
    """Let PostgreSQL publish changes of a table that has no primary key."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER TABLE claim REPLICA IDENTITY {identity}")
