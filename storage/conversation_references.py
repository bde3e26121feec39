"""The way back to people: where the bot may write to them first."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, select, update

from scheduling.actors import Principal
from storage.conversations import insert_or_leave
from storage.database_time import database_now_ms
from storage.tables.conversations import CONVERSATION_REFERENCE


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReference:
    """One conversation with one verified person; `reference` is the bot's to read.

    `is_personal` says that nobody else reads along: only there may a person be told of
    appointments unasked.
    """

    principal: Principal
    conversation_id: str
    is_personal: bool
    reference: Mapping[str, Any]


def save_reference(connection: Connection, stored: StoredReference) -> None:
    """Write the newest way back: addresses change, so each turn refreshes it."""
    table = CONVERSATION_REFERENCE
    news = {
        "is_personal": stored.is_personal,
        "reference": json.dumps(stored.reference, separators=(",", ":")),
        "heard_at": database_now_ms(connection),
    }
    place = {
        "channel": stored.principal.channel,
        "directory_id": stored.principal.directory_id,
        "user_id": stored.principal.user_id,
        "conversation_id": stored.conversation_id,
    }
    insert_or_leave(connection, table, {**place, **news})
    connection.execute(
        update(table).where(_is_place(stored.principal, stored.conversation_id)).values(news)
    )


def personal_references(
    connection: Connection, principal: Principal
) -> tuple[StoredReference, ...]:
    """List the conversations in which this person alone can be told something, newest first."""
    table = CONVERSATION_REFERENCE
    rows = connection.execute(
        select(table)
        .where(_is_person(principal), table.c.is_personal)
        .order_by(table.c.heard_at.desc(), table.c.conversation_id)
    )
    return tuple(
        StoredReference(
            principal=principal,
            conversation_id=row.conversation_id,
            is_personal=True,
            reference=json.loads(row.reference),
        )
        for row in rows
    )


def remove_reference(connection: Connection, principal: Principal, conversation_id: str) -> None:
    """Forget a way back, as after the person blocked or removed the bot."""
    connection.execute(delete(CONVERSATION_REFERENCE).where(_is_place(principal, conversation_id)))


def _is_person(principal: Principal) -> ColumnElement[bool]:
    table = CONVERSATION_REFERENCE
    return and_(
        table.c.channel == principal.channel,
        table.c.directory_id == principal.directory_id,
        table.c.user_id == principal.user_id,
    )


def _is_place(principal: Principal, conversation_id: str) -> ColumnElement[bool]:
    return and_(_is_person(principal), CONVERSATION_REFERENCE.c.conversation_id == conversation_id)
