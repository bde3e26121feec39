"""The embedded channel's own log: its conversations and what was said in them."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from storage.tables.metadata import METADATA

CHAT_CONVERSATION = Table(
    "chat_conversation",
    METADATA,
    Column("business_id", String(128), primary_key=True),
    Column("conversation_id", String(255), primary_key=True),
    Column("user_id", String(128), nullable=False),
    Column("user_name", String(128), nullable=False),
    Column("identity_id", String(512), nullable=False),
    Column("started_at", BigInteger, nullable=False, comment="seconds since 1970, UTC"),
    Column("last_watermark", BigInteger, nullable=False, comment="0: nothing said yet"),
)

CHAT_ACTIVITY = Table(
    "chat_activity",
    METADATA,
    Column("business_id", String(128), primary_key=True),
    Column("conversation_id", String(255), primary_key=True),
    Column("activity_id", String(300), primary_key=True),
    Column(
        "watermark", BigInteger, nullable=False, comment="its place; an edit moves it to the end"
    ),
    Column("sender_key", String(128), comment="the sender's own key for it; NULL for the bot's"),
    Column("body", Text, nullable=False, comment="the activity as JSON"),
    ForeignKeyConstraint(
        ["business_id", "conversation_id"],
        ["chat_conversation.business_id", "chat_conversation.conversation_id"],
        ondelete="CASCADE",
    ),
    UniqueConstraint("business_id", "conversation_id", "watermark"),
    UniqueConstraint("business_id", "conversation_id", "sender_key"),
)
