"""What the bot's door remembers."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _create_conversation_reference()
    _create_conversation_state()
    _create_seen_activity()
    _index_seen_activity()
    _create_sent_message()


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("sent_message")
    op.drop_table("seen_activity")
    op.drop_table("conversation_state")
    op.drop_table("conversation_reference")


def _create_conversation_reference() -> None:
    op.create_table(
        "conversation_reference",
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("directory_id", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.String(length=255), nullable=False),
        sa.Column("conversation_id", sa.String(length=512), nullable=False),
        sa.Column("is_personal", sa.Boolean(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("heard_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "channel",
            "directory_id",
            "user_id",
            "conversation_id",
            name=op.f("pk_conversation_reference"),
        ),
    )


def _create_conversation_state() -> None:
    op.create_table(
        "conversation_state",
        sa.Column("business_id", sa.String(length=128), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("conversation_id", sa.String(length=512), nullable=False),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("last_activity_id", sa.String(length=300), nullable=True),
        sa.Column("opened_at", sa.BigInteger(), nullable=True),
        sa.Column("lease_owner", sa.String(length=64), nullable=True),
        sa.Column("lease_until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "business_id", "channel", "conversation_id", name=op.f("pk_conversation_state")
        ),
    )


def _create_seen_activity() -> None:
    op.create_table(
        "seen_activity",
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("conversation_id", sa.String(length=512), nullable=False),
        sa.Column("activity_id", sa.String(length=300), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("delivered_count", sa.Integer(), nullable=False),
        sa.Column("is_delivered", sa.Boolean(), nullable=False),
        sa.Column("answered_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "channel", "conversation_id", "activity_id", name=op.f("pk_seen_activity")
        ),
    )


def _index_seen_activity() -> None:
    op.create_index(
        op.f("ix_seen_activity_answered_at"), "seen_activity", ["answered_at"], unique=False
    )


def _create_sent_message() -> None:
    op.create_table(
        "sent_message",
        sa.Column("business_id", sa.String(length=128), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("conversation_id", sa.String(length=512), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("activity_id", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint(
            "business_id", "channel", "conversation_id", "name", name=op.f("pk_sent_message")
        ),
    )
