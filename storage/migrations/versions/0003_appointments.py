"""Appointments, who comes, and claims."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _create_appointment()
    _index_appointment()
    _create_appointment_customer()
    _index_appointment_customer()
    _create_claim()
    _index_claim()


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("claim")
    op.drop_table("appointment_customer")
    op.drop_table("appointment")


def _create_appointment() -> None:
    op.create_table(
        "appointment",
        sa.Column("business_id", sa.String(), nullable=False),
        sa.Column("appointment_id", sa.String(), nullable=False),
        sa.Column("service_id", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("start_at", sa.BigInteger(), nullable=False),
        sa.Column("end_at", sa.BigInteger(), nullable=False),
        sa.Column("local_start", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("fold", sa.Integer(), nullable=False),
        sa.Column("zone_data", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("last_updated_at", sa.BigInteger(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.CheckConstraint("start_at < end_at", name=op.f("ck_appointment_not_empty")),
        sa.ForeignKeyConstraint(
            ["business_id", "service_id"],
            ["service.business_id", "service.service_id"],
            name="fk_appointment_service",
        ),
        sa.ForeignKeyConstraint(
            ["business_id"],
            ["business.business_id"],
            name=op.f("fk_appointment_business_id_business"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("business_id", "appointment_id", name=op.f("pk_appointment")),
    )


def _index_appointment() -> None:
    op.create_index("ix_appointment_end_at", "appointment", ["business_id", "end_at"], unique=False)
    op.create_index(
        "ix_appointment_start_at", "appointment", ["business_id", "start_at"], unique=False
    )


def _create_appointment_customer() -> None:
    op.create_table(
        "appointment_customer",
        sa.Column("business_id", sa.String(), nullable=False),
        sa.Column("appointment_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("customer_id", sa.String(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_id", "appointment_id"],
            ["appointment.business_id", "appointment.appointment_id"],
            name="fk_appointment_customer_appointment",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["business_id", "customer_id"],
            ["customer.business_id", "customer.customer_id"],
            name="fk_appointment_customer_customer",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint(
            "business_id", "appointment_id", "position", name=op.f("pk_appointment_customer")
        ),
    )


def _index_appointment_customer() -> None:
    op.create_index(
        "ix_appointment_customer_customer",
        "appointment_customer",
        ["business_id", "customer_id"],
        unique=False,
    )


def _create_claim() -> None:
    op.create_table(
        "claim",
        sa.Column("business_id", sa.String(), nullable=False),
        sa.Column("staff_member_id", sa.String(), nullable=False),
        sa.Column("appointment_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("lane", sa.BigInteger(), nullable=False),
        sa.Column("lo", sa.BigInteger(), nullable=False),
        sa.Column("hi", sa.BigInteger(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "lo >= 0 AND lo < hi AND hi <= 4294967296", name=op.f("ck_claim_range_in_lane")
        ),
        sa.ForeignKeyConstraint(
            ["business_id", "appointment_id"],
            ["appointment.business_id", "appointment.appointment_id"],
            name="fk_claim_appointment",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["business_id", "staff_member_id", "lane"],
            ["staff_member.business_id", "staff_member.staff_member_id", "staff_member.lane"],
            name="fk_claim_staff_member",
        ),
        sa.PrimaryKeyConstraint(
            "business_id", "staff_member_id", "appointment_id", name=op.f("pk_claim")
        ),
    )


def _index_claim() -> None:
    op.create_index(
        "ix_claim_appointment", "claim", ["business_id", "appointment_id"], unique=False
    )
    op.create_index(
        "ix_claim_busy",
        "claim",
        ["business_id", "staff_member_id", "hi", "lo"],
        unique=False,
        sqlite_where=sa.text("active = 1"),
        postgresql_where=sa.text("active"),
    )
