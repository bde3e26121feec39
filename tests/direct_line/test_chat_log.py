"""The chat log on both engines: order, edits, and one business's rows alone."""

import asyncio
import random
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest

from storage.chat_log import (
    ChatConversation,
    ChatPlace,
    LogPage,
    activities_after,
    append_activity,
    find_conversation,
    last_watermarks,
    replace_activity,
    start_conversation,
)
from storage.database import Database
from storage.tables.chat_log import CHAT_ACTIVITY, CHAT_CONVERSATION
from storage.tables.metadata import METADATA

BARBER = ChatPlace("barber", "c")
STARTED_AT = datetime(2026, 4, 14, 8, 0, tzinfo=UTC)


def _conversation(business_id: str, conversation_id: str = "c") -> ChatConversation:
    return ChatConversation(
        business_id=business_id,
        conversation_id=conversation_id,
        user_id="carla",
        user_name="Carla",
        identity_id="carla|customer:7@barber",
        started_at=STARTED_AT,
    )


@pytest.fixture
async def log(database_url: str) -> AsyncIterator[Database]:
    database = await Database.open(database_url, chance=random.Random(1).random)
    await database.migrate(
        lambda c: METADATA.create_all(c, tables=[CHAT_CONVERSATION, CHAT_ACTIVITY])
    )
    for business_id in ("barber", "dentist"):
        await database.write(partial(start_conversation, conversation=_conversation(business_id)))
    yield database
    await database.close()


async def _append(log: Database, business_id: str, **body: Any) -> str | None:
    return await log.write(partial(append_activity, place=ChatPlace(business_id, "c"), body=body))


async def _after(log: Database, business_id: str, watermark: int = 0) -> LogPage:
    return await log.read(
        partial(
            activities_after,
            place=ChatPlace(business_id, "c"),
            watermark=watermark,
            limit=1000,
        )
    )


async def test_a_conversation_is_found_as_it_was_started(log: Database) -> None:
    found = await log.read(partial(find_conversation, place=BARBER))
    assert found == _conversation("barber")


async def test_starting_again_gives_the_first(log: Database) -> None:
    await _append(log, "barber", text="hello")
    again = await asyncio.gather(
        *(
            log.write(partial(start_conversation, conversation=_conversation("barber")))
            for _ in range(5)
        )
    )
    assert {conversation.last_watermark for conversation in again if conversation} == {1}


@pytest.mark.parametrize("text", ["plain", "Zoë 😀", "\x00", "\ud800", "' OR 1=1 --", "x" * 70_000])
async def test_any_text_comes_back(log: Database, text: str) -> None:
    await _append(log, "barber", text=text)
    assert (await _after(log, "barber")).activities[0]["text"] == text


async def test_each_business_has_its_own(log: Database) -> None:
    await _append(log, "barber", text="hello")
    assert (await _after(log, "dentist")).activities == ()
    seen = await log.read(
        partial(last_watermarks, business_id="dentist", conversation_ids=["c", "unknown"])
    )
    assert seen == {"c": 0}


async def test_nothing_is_kept_where_there_is_no_conversation(log: Database) -> None:
    assert await _append(log, "nowhere", text="hello") is None
    replaced = await log.write(
        partial(
            replace_activity,
            place=BARBER,
            activity_id="c|0000001",
            body={},
        )
    )
    assert replaced is False


async def test_a_reader_misses_nothing_while_many_write(log: Database) -> None:
    writers = [asyncio.create_task(_append(log, "barber", number=n)) for n in range(60)]
    read: list[Any] = []
    watermark = 0
    while len(read) < len(writers):
        # Asked before the page is read: what is written meanwhile may not be on it.
        are_done = all(writer.done() for writer in writers)
        page = await _after(log, "barber", watermark)
        read += page.activities
        watermark = page.watermark
        if are_done and not page.activities:
            break
    ids = [await writer for writer in writers]
    assert sorted(activity["id"] for activity in read) == sorted(str(each) for each in ids)
    assert len(set(ids)) == 60
