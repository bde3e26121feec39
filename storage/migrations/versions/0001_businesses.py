"""Businesses and what they offer."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _create_business()
    _create_lane_counter()
    _create_closure()
    _create_custom_question()
    _create_service()
    _create_staff_member()
    _create_time_off()


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("time_off")
    op.drop_table("staff_member")
    op.drop_table("service")
    op.drop_table("custom_question")
    op.drop_table("closure")
    op.drop_table("lane_counter")
    op.drop_table("business")


def _create_business() -> None:
    op.create_table(
        "business",
        sa.Column("business_id", sa.String(), nullable=False),
        sa.Column("display_name", sa.String(), nullable=False),
        sa.Column("revision", sa.String(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("business_id", name=op.f("pk_business")),
    )


def _create_lane_counter() -> None:
    op.create_table(
        "lane_counter",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("last_lane", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_lane_counter")),
    )


def _create_closure() -> None:
    op.create_table(
        "closure",
        sa.Column("business_id", sa.String(), nullable=False),
        sa.Column("closure_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_id"],
            ["business.business_id"],
            name=op.f("fk_closure_business_id_business"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("business_id", "closure_id", name=op.f("pk_closure")),
    )


def _create_custom_question() -> None:
    op.create_table(
        "custom_question",
        sa.Column("business_id", sa.String(), nullable=False),
        sa.Column("question_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_id"],
            ["business.business_id"],
            name=op.f("fk_custom_question_business_id_business"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("business_id", "question_id", name=op.f("pk_custom_question")),
    )


def _create_service() -> None:
    op.create_table(
        "service",
        sa.Column("business_id", sa.String(), nullable=False),
        sa.Column("service_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_retired", sa.Boolean(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_id"],
            ["business.business_id"],
            name=op.f("fk_service_business_id_business"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("business_id", "service_id", name=op.f("pk_service")),
    )


def _create_staff_member() -> None:
    op.create_table(
        "staff_member",
        sa.Column("business_id", sa.String(), nullable=False),
        sa.Column("staff_member_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_retired", sa.Boolean(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("lane", sa.BigInteger(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "lane >= 0 AND lane < 2147483648", name=op.f("ck_staff_member_lane_in_range")
        ),
        sa.ForeignKeyConstraint(
            ["business_id"],
            ["business.business_id"],
            name=op.f("fk_staff_member_business_id_business"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("business_id", "staff_member_id", name=op.f("pk_staff_member")),
        sa.UniqueConstraint(
            "business_id",
            "staff_member_id",
            "lane",
            name=op.f("uq_staff_member_business_id_staff_member_id_lane"),
        ),
        sa.UniqueConstraint("lane", name="uq_staff_member_lane"),
    )


def _create_time_off() -> None:
    op.create_table(
        "time_off",
        sa.Column("business_id", sa.String(), nullable=False),
        sa.Column("time_off_id", sa.String(), nullable=False),
        sa.Column("staff_member_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_id", "staff_member_id"],
            ["staff_member.business_id", "staff_member.staff_member_id"],
            name="fk_time_off_staff_member",
        ),
        sa.ForeignKeyConstraint(
            ["business_id"],
            ["business.business_id"],
            name=op.f("fk_time_off_business_id_business"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("business_id", "time_off_id", name=op.f("pk_time_off")),
    )
