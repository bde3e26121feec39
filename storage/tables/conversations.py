"""What the bot's door remembers: states of conversations, activities seen, ways back to people."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, String, Table, Text

from storage.tables.metadata import METADATA

CONVERSATION_STATE = Table(
    "conversation_state",
    METADATA,
    Column("business_id", String(128), primary_key=True),
    Column("channel", String(32), primary_key=True),
    Column("conversation_id", String(512), primary_key=True),
    Column("state", Text, comment="the dialogs' own JSON; NULL: nothing said yet"),
    Column("last_activity_id", String(300), comment="the activity that led to this state"),
    Column("opened_at", BigInteger, comment="milliseconds since 1970, UTC: the last greeting"),
    Column("lease_owner", String(64), comment="the turn that runs now; NULL: none"),
    Column("lease_until", BigInteger, nullable=False, comment="milliseconds since 1970, UTC"),
)

SENT_MESSAGE = Table(
    "sent_message",
    METADATA,
    Column("business_id", String(128), primary_key=True),
    Column("channel", String(32), primary_key=True),
    Column("conversation_id", String(512), primary_key=True),
    Column("name", String(200), primary_key=True),
    Column("activity_id", String(300), nullable=False, comment="the channel's id of the message"),
)

SEEN_ACTIVITY = Table(
    "seen_activity",
    METADATA,
    Column("channel", String(32), primary_key=True),
    Column("conversation_id", String(512), primary_key=True),
    Column("activity_id", String(300), primary_key=True),
    Column("result", Text, nullable=False, comment="the reply as JSON, given again if asked again"),
    Column("delivered_count", Integer, nullable=False, comment="messages of it already sent"),
    Column("is_delivered", Boolean, nullable=False),
    Column("answered_at", BigInteger, nullable=False, comment="milliseconds since 1970, UTC"),
    Index(None, "answered_at"),
)

CONVERSATION_REFERENCE = Table(
    "conversation_reference",
    METADATA,
    Column("channel", String(32), primary_key=True),
    Column("directory_id", String(64), primary_key=True),
    Column("user_id", String(255), primary_key=True),
    Column("conversation_id", String(512), primary_key=True),
    Column("is_personal", Boolean, nullable=False, comment="nobody else reads along"),
    Column("reference", Text, nullable=False, comment="the way back as JSON"),
    Column("heard_at", BigInteger, nullable=False, comment="milliseconds since 1970, UTC"),
)
