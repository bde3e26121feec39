"""Databases with the tables of conversations. Two of them at one address are as two processes."""

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import Connection

from storage.database import Database
from storage.tables import conversations
from storage.tables.metadata import METADATA

TABLES = [
    conversations.CONVERSATION_STATE,
    conversations.SENT_MESSAGE,
    conversations.SEEN_ACTIVITY,
    conversations.CONVERSATION_REFERENCE,
]


@asynccontextmanager
async def open_conversations(url: str) -> AsyncIterator[Database]:
    """A database with these tables, made where they are missing."""
    database = await Database.open(url, chance=random.random)
    await database.migrate(_make_tables)
    try:
        yield database
    finally:
        await database.close()


def _make_tables(connection: Connection) -> None:
    METADATA.create_all(connection, TABLES)
