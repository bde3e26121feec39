"""The embedded channel's log."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _create_chat_conversation()
    _create_chat_activity()


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("chat_activity")
    op.drop_table("chat_conversation")


def _create_chat_conversation() -> None:
    op.create_table(
        "chat_conversation",
        sa.Column("business_id", sa.String(length=128), nullable=False),
        sa.Column("conversation_id", sa.String(length=255), nullable=False),
        sa.Column("user_id", sa.String(length=128), nullable=False),
        sa.Column("user_name", sa.String(length=128), nullable=False),
        sa.Column("identity_id", sa.String(length=512), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("last_watermark", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "business_id", "conversation_id", name=op.f("pk_chat_conversation")
        ),
    )


def _create_chat_activity() -> None:
    op.create_table(
        "chat_activity",
        sa.Column("business_id", sa.String(length=128), nullable=False),
        sa.Column("conversation_id", sa.String(length=255), nullable=False),
        sa.Column("activity_id", sa.String(length=300), nullable=False),
        sa.Column("watermark", sa.BigInteger(), nullable=False),
        sa.Column("sender_key", sa.String(length=128), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_id", "conversation_id"],
            ["chat_conversation.business_id", "chat_conversation.conversation_id"],
            name=op.f("fk_chat_activity_business_id_conversation_id_chat_conversation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "business_id", "conversation_id", "activity_id", name=op.f("pk_chat_activity")
        ),
        sa.UniqueConstraint(
            "business_id",
            "conversation_id",
            "sender_key",
            name=op.f("uq_chat_activity_business_id_conversation_id_sender_key"),
        ),
        sa.UniqueConstraint(
            "business_id",
            "conversation_id",
            "watermark",
            name=op.f("uq_chat_activity_business_id_conversation_id_watermark"),
        ),
    )
