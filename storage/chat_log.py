"""Conversations of the embedded channel and their activities, in the order they can be read.

Each function is one step of a transaction on a `Connection`. Every write first moves the
conversation's `last_watermark` on, which locks that row until the commit: watermarks become
visible in their order, and a reader that asks "what is after N?" never misses one.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, insert, select, update

from storage.conversations import insert_or_leave
from storage.tables.chat_log import CHAT_ACTIVITY, CHAT_CONVERSATION

ActivityJson = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ChatPlace:
    """Which conversation of which business."""

    business_id: str
    conversation_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatConversation:
    """A conversation of the embedded channel and whose it is.

    `user_id` and `user_name` are shown in it, `identity_id` is the verified identity behind it.
    """

    business_id: str
    conversation_id: str
    user_id: str
    user_name: str
    identity_id: str
    started_at: datetime
    last_watermark: int = 0

    @property
    def place(self) -> ChatPlace:
        """Where it is kept."""
        return ChatPlace(self.business_id, self.conversation_id)


@dataclass(frozen=True, slots=True)
class LogPage:
    """Activities in the order of their watermarks; `watermark` is where the next page starts."""

    activities: tuple[ActivityJson, ...]
    watermark: int


def start_conversation(
    connection: Connection, conversation: ChatConversation
) -> ChatConversation | None:
    """Write down a conversation that begins, and give it as it is written down.

    Where it began before, that one is given, whoever's it is.
    """
    started_at = int(conversation.started_at.timestamp())
    values = {**asdict(conversation), "started_at": started_at}
    insert_or_leave(connection, CHAT_CONVERSATION, values)
    return find_conversation(connection, conversation.place)


def find_conversation(connection: Connection, place: ChatPlace) -> ChatConversation | None:
    """The conversation, or None where the business has none of this id."""
    query = select(CHAT_CONVERSATION).where(_is_at(CHAT_CONVERSATION, place))
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        return None
    facts: dict[str, Any] = dict(row)
    facts["started_at"] = datetime.fromtimestamp(facts["started_at"], UTC)
    return ChatConversation(**facts)


def append_activity(
    connection: Connection,
    place: ChatPlace,
    body: Mapping[str, Any],
    sender_key: str | None = None,
) -> str | None:
    """Append an activity and give it its id, or return None where there is no such conversation.

    The same `sender_key` again appends nothing and returns the id it got the first time. A
    `replyToId` that names nothing in this conversation is left out: Web Chat would wait for it.
    """
    watermark = _next_watermark(connection, place)
    if watermark is None:
        return None
    known = _find_by_sender_key(connection, place, sender_key)
    if known is not None:
        return known
    activity_id = f"{place.conversation_id}|{watermark:07d}"
    row = {
        **asdict(place),
        "activity_id": activity_id,
        "watermark": watermark,
        "sender_key": sender_key,
        "body": _pack(connection, place, activity_id, body),
    }
    connection.execute(insert(CHAT_ACTIVITY).values(row))
    return activity_id


def replace_activity(
    connection: Connection, place: ChatPlace, activity_id: str, body: Mapping[str, Any]
) -> bool:
    """Put `body` in an activity's place and move it to the end, so that every reader sees the edit.

    False where there is no such activity.
    """
    watermark = _next_watermark(connection, place)
    if watermark is None:
        return False
    content = _pack(connection, place, activity_id, body)
    changed = connection.execute(
        update(CHAT_ACTIVITY)
        .where(_is_at(CHAT_ACTIVITY, place), CHAT_ACTIVITY.c.activity_id == activity_id)
        .values(watermark=watermark, body=content)
    )
    return changed.rowcount == 1


def activities_after(
    connection: Connection, place: ChatPlace, watermark: int, limit: int
) -> LogPage:
    """At most `limit` activities whose watermark is greater than `watermark`."""
    rows = connection.execute(
        select(CHAT_ACTIVITY.c.watermark, CHAT_ACTIVITY.c.body)
        .where(_is_at(CHAT_ACTIVITY, place), CHAT_ACTIVITY.c.watermark > watermark)
        .order_by(CHAT_ACTIVITY.c.watermark)
        .limit(limit)
    ).all()
    last = rows[-1].watermark if rows else watermark
    return LogPage(tuple(json.loads(row.body) for row in rows), last)


def last_watermarks(
    connection: Connection, business_id: str, conversation_ids: Sequence[str]
) -> dict[str, int]:
    """The last watermark of each of these conversations of one business that exists."""
    rows = connection.execute(
        select(CHAT_CONVERSATION.c.conversation_id, CHAT_CONVERSATION.c.last_watermark).where(
            CHAT_CONVERSATION.c.business_id == business_id,
            CHAT_CONVERSATION.c.conversation_id.in_(conversation_ids),
        )
    )
    return {row.conversation_id: row.last_watermark for row in rows}


def _is_at(table: Table, place: ChatPlace) -> ColumnElement[bool]:
    return and_(
        table.c.business_id == place.business_id,
        table.c.conversation_id == place.conversation_id,
    )


def _next_watermark(connection: Connection, place: ChatPlace) -> int | None:
    return connection.execute(
        update(CHAT_CONVERSATION)
        .where(_is_at(CHAT_CONVERSATION, place))
        .values(last_watermark=CHAT_CONVERSATION.c.last_watermark + 1)
        .returning(CHAT_CONVERSATION.c.last_watermark)
    ).scalar_one_or_none()


def _find_by_sender_key(
    connection: Connection, place: ChatPlace, sender_key: str | None
) -> str | None:
    if sender_key is None:
        return None
    return connection.execute(
        select(CHAT_ACTIVITY.c.activity_id).where(
            _is_at(CHAT_ACTIVITY, place), CHAT_ACTIVITY.c.sender_key == sender_key
        )
    ).scalar_one_or_none()


def _pack(
    connection: Connection, place: ChatPlace, activity_id: str, body: Mapping[str, Any]
) -> str:
    content = {**body, "id": activity_id}
    if "replyToId" in content and not _is_kept(connection, place, content["replyToId"]):
        del content["replyToId"]
    # Pure ASCII: PostgreSQL stores neither U+0000 nor half a surrogate pair, JSON escapes both.
    return json.dumps(content, separators=(",", ":"), allow_nan=False)


def _is_kept(connection: Connection, place: ChatPlace, activity_id: str | None) -> bool:
    query = select(CHAT_ACTIVITY.c.activity_id).where(
        _is_at(CHAT_ACTIVITY, place), CHAT_ACTIVITY.c.activity_id == activity_id
    )
    return connection.execute(query).one_or_none() is not None
