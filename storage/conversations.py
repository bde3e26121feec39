"""Turns of conversations: one at a time, each activity answered once, with a stored result.

Each function is one step of a transaction on a `Connection`. A turn first takes the lease of its
conversation, so that of two turns at once the second waits, in whichever process it runs. The
answer to an activity is written together with the new state and before anything is sent: when the
channel delivers the same activity again it gets that answer. A lease that ran out belonged to a
process that died; whoever holds the lease next goes on where that one stopped.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.database_time import database_now_ms
from storage.tables.conversations import CONVERSATION_STATE, SEEN_ACTIVITY, SENT_MESSAGE


class LeaseLost(Exception):
    """The turn took so long that its conversation was given to another; nothing was written."""

    def __init__(self, key: "TurnKey") -> None:
        super().__init__(f"the turn for {key.activity_id} lost its conversation")
        self.key = key


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnKey:
    """Which turn, and who runs it: `owner` is a new id for each try at each turn."""

    business_id: str
    channel: str
    conversation_id: str
    activity_id: str
    owner: str


@dataclass(frozen=True, slots=True)
class Busy:
    """Another turn of the conversation is running: try again shortly."""


@dataclass(frozen=True, slots=True)
class AlreadyAnswered:
    """This activity was answered and the answer was sent; `result` is that answer."""

    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnTaken:
    """The conversation is ours until the lease runs out.

    `result` is set where the answer was found before but sending it (from message number
    `delivered_count` on) did not end. `sent` maps names of messages to the channel's ids.
    """

    state: str | None
    since_opening: timedelta | None
    result: str | None = None
    delivered_count: int = 0
    sent: Mapping[str, str] = field(default_factory=dict)


TurnClaim = Busy | AlreadyAnswered | TurnTaken


def claim_turn(connection: Connection, key: TurnKey, lease: timedelta) -> TurnClaim:
    """Take the conversation for `lease`, or tell why not."""
    seen = _seen(connection, key)
    if seen is not None and seen.is_delivered:
        return AlreadyAnswered(seen.result)
    now = database_now_ms(connection)
    row = _take_lease(connection, key, now, lease)
    if row is None:
        return Busy()
    seen = _seen(connection, key)
    if seen is not None and seen.is_delivered:
        _give_back(connection, key)
        return AlreadyAnswered(seen.result)
    return TurnTaken(
        state=row.state,
        since_opening=None if row.opened_at is None else _span(now - row.opened_at),
        result=None if seen is None else seen.result,
        delivered_count=0 if seen is None else seen.delivered_count,
        sent=_sent_names(connection, key),
    )


def keep_answer(
    connection: Connection,
    key: TurnKey,
    state: str | None,
    result: str,
    *,
    is_opening: bool,
    lease: timedelta,
) -> None:
    """Write the new state and the answer, before it is sent. Raises LeaseLost."""
    now = database_now_ms(connection)
    news: dict[str, Any] = {"state": state, "last_activity_id": key.activity_id}
    if is_opening:
        news["opened_at"] = now
    changed = connection.execute(
        update(CONVERSATION_STATE)
        .where(_is_mine(key))
        .values({**news, "lease_until": now + _ms(lease)})
    )
    if changed.rowcount != 1:
        raise LeaseLost(key)
    _insert_result(connection, key, result, now)


def finish_turn(
    connection: Connection,
    key: TurnKey,
    sent: Mapping[str, str],
    delivered_count: int,
    *,
    is_delivered: bool,
) -> None:
    """Write what was sent, under which names, and give the conversation back."""
    for name, activity_id in sent.items():
        _remember_name(connection, key, name, activity_id)
    connection.execute(
        update(SEEN_ACTIVITY)
        .where(_is_activity(key))
        .values(delivered_count=delivered_count, is_delivered=is_delivered)
    )
    _give_back(connection, key)


def release_turn(connection: Connection, key: TurnKey) -> None:
    """Give the conversation back as it was: a new delivery of the activity starts afresh."""
    _give_back(connection, key)


def forget_seen_activities(connection: Connection, older_than: timedelta) -> int:
    """Remove answers no channel asks for any more and return how many."""
    limit = database_now_ms(connection) - _ms(older_than)
    removed = connection.execute(delete(SEEN_ACTIVITY).where(SEEN_ACTIVITY.c.answered_at < limit))
    return removed.rowcount


def insert_or_leave(connection: Connection, table: Table, values: Mapping[str, Any]) -> None:
    """Insert a row unless its key is there already."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    connection.execute(dialect.insert(table).values(values).on_conflict_do_nothing())


def _take_lease(connection: Connection, key: TurnKey, now: int, lease: timedelta) -> Any:
    table = CONVERSATION_STATE
    place = {name: getattr(key, name) for name in ("business_id", "channel", "conversation_id")}
    insert_or_leave(connection, table, {**place, "lease_until": 0})
    is_free = or_(table.c.lease_owner.is_(None), table.c.lease_until < now)
    return connection.execute(
        update(table)
        .where(_is_conversation(table, key), is_free)
        .values(lease_owner=key.owner, lease_until=now + _ms(lease))
        .returning(table.c.state, table.c.opened_at)
    ).one_or_none()


def _give_back(connection: Connection, key: TurnKey) -> None:
    connection.execute(update(CONVERSATION_STATE).where(_is_mine(key)).values(lease_owner=None))


def _seen(connection: Connection, key: TurnKey) -> Any:
    return connection.execute(select(SEEN_ACTIVITY).where(_is_activity(key))).one_or_none()


def _insert_result(connection: Connection, key: TurnKey, result: str, now: int) -> None:
    connection.execute(
        insert(SEEN_ACTIVITY).values(
            channel=key.channel,
            conversation_id=key.conversation_id,
            activity_id=key.activity_id,
            result=result,
            delivered_count=0,
            is_delivered=False,
            answered_at=now,
        )
    )


def _sent_names(connection: Connection, key: TurnKey) -> dict[str, str]:
    rows = connection.execute(
        select(SENT_MESSAGE.c.name, SENT_MESSAGE.c.activity_id).where(
            _is_conversation(SENT_MESSAGE, key)
        )
    )
    return {row.name: row.activity_id for row in rows}


def _remember_name(connection: Connection, key: TurnKey, name: str, activity_id: str) -> None:
    place = {part: getattr(key, part) for part in ("business_id", "channel", "conversation_id")}
    row = {**place, "name": name, "activity_id": activity_id}
    insert_or_leave(connection, SENT_MESSAGE, row)
    connection.execute(
        update(SENT_MESSAGE)
        .where(_is_conversation(SENT_MESSAGE, key), SENT_MESSAGE.c.name == name)
        .values(activity_id=activity_id)
    )


def _is_conversation(table: Table, key: TurnKey) -> ColumnElement[bool]:
    return and_(
        table.c.business_id == key.business_id,
        table.c.channel == key.channel,
        table.c.conversation_id == key.conversation_id,
    )


def _is_mine(key: TurnKey) -> ColumnElement[bool]:
    return and_(
        _is_conversation(CONVERSATION_STATE, key), CONVERSATION_STATE.c.lease_owner == key.owner
    )


def _is_activity(key: TurnKey) -> ColumnElement[bool]:
    return and_(
        SEEN_ACTIVITY.c.channel == key.channel,
        SEEN_ACTIVITY.c.conversation_id == key.conversation_id,
        SEEN_ACTIVITY.c.activity_id == key.activity_id,
    )


def _ms(span: timedelta) -> int:
    return span // timedelta(milliseconds=1)


def _span(milliseconds: int) -> timedelta:
    return timedelta(milliseconds=milliseconds)
