"""Lengths, groups, rooms and capacities, through the real endpoints, on both engines."""

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest_asyncio

from tests.journeys.salon import BUSINESS, NOW
from tests.journeys.shared_tables import (
    ATTENDEES,
    CAPACITY,
    LENGTHS,
    NOT_THEIRS,
    PARTY,
    PARTY_OF_ANOTHER,
    TEN,
)
from tests.journeys.studio import STUDIO
from tests.journeys.test_conversations import walk
from tests.support.direct_line import DirectLineTalker
from tests.support.hosts import RunningHost, running_host


@pytest_asyncio.fixture
async def studio(database_url: str, tmp_path: Path) -> AsyncIterator[RunningHost]:
    """The studio on a free port, on each engine."""
    async with running_host(database_url, tmp_path, STUDIO, NOW) as running:
        yield running


@pytest_asyncio.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


def person(
    studio: RunningHost, session: aiohttp.ClientSession, user: str = "u1", staff: str = ""
) -> DirectLineTalker:
    act_as = {"staffMember": staff} if staff else None
    return DirectLineTalker(session, studio.url, BUSINESS, act_as=act_as, user_id=user)


async def test_a_length_is_chosen_and_corrected(
    studio: RunningHost, session: aiohttp.ClientSession
) -> None:
    await walk(person(studio, session), LENGTHS)
    other = person(studio, session, "u2")
    await other.opens()
    shown = await other.says("a facial with Ana tomorrow at 10")
    assert f"The room or equipment for Facial is in use on {TEN}" in shown


async def test_groups_are_joined_left_run_and_resized(
    studio: RunningHost, session: aiohttp.ClientSession
) -> None:
    await walk(person(studio, session), PARTY)
    await walk(person(studio, session, "u2"), PARTY_OF_ANOTHER)
    await walk(person(studio, session, staff="ana"), ATTENDEES)
    await walk(person(studio, session, staff="ana"), CAPACITY)
    await walk(person(studio, session, staff="bo"), NOT_THEIRS)
