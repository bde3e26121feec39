"""Identities, invitations and links followed."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _create_identity()
    _create_invitation()
    _index_invitation()
    _create_opened_appointment()
    _index_opened_appointment()


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("opened_appointment")
    op.drop_table("invitation")
    op.drop_table("identity")


def _create_identity() -> None:
    op.create_table(
        "identity",
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("directory_id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("business_id", sa.String(), nullable=False),
        sa.Column("customer_id", sa.String(), nullable=True),
        sa.Column("staff_member_id", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint(
            "channel", "directory_id", "user_id", "business_id", name=op.f("pk_identity")
        ),
    )


def _create_invitation() -> None:
    op.create_table(
        "invitation",
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("business_id", sa.String(), nullable=False),
        sa.Column("staff_member_id", sa.String(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_invitation")),
    )


def _index_invitation() -> None:
    op.create_index(
        "ix_invitation_staff_member", "invitation", ["business_id", "staff_member_id"], unique=False
    )


def _create_opened_appointment() -> None:
    op.create_table(
        "opened_appointment",
        sa.Column("business_id", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("directory_id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("appointment_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_id", "appointment_id"],
            ["appointment.business_id", "appointment.appointment_id"],
            name="fk_opened_appointment_appointment",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "business_id",
            "channel",
            "directory_id",
            "user_id",
            "appointment_id",
            name=op.f("pk_opened_appointment"),
        ),
    )


def _index_opened_appointment() -> None:
    op.create_index(
        "ix_opened_appointment_appointment",
        "opened_appointment",
        ["business_id", "appointment_id"],
        unique=False,
    )
