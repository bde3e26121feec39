"""The salon under attack, people who talk to it, and its log."""

import io
import json
import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from bot.logs import JsonLines
from tests.journeys.conftest import Talkers
from tests.journeys.salon import BUSINESS, NOW, SALON
from tests.support.direct_line import DirectLineTalker
from tests.support.hosts import RunningHost, running_host


@dataclass(frozen=True)
class Log:
    """Everything the process logged since the test began, as it would stand in the file."""

    stream: io.StringIO

    @property
    def text(self) -> str:
        return self.stream.getvalue()

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Each line as the object it must be."""
        return [json.loads(line) for line in self.text.splitlines()]


@pytest.fixture
def log() -> Iterator[Log]:
    """The log of everything that runs in this process, at its most talkative."""
    root, written = logging.getLogger(), Log(io.StringIO())
    handler, level = logging.StreamHandler(written.stream), root.level
    handler.setFormatter(JsonLines())
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield written
    root.removeHandler(handler)
    root.setLevel(level)


@pytest_asyncio.fixture
async def salon(database_url: str, tmp_path: Path) -> AsyncIterator[RunningHost]:
    """The salon on a free port, on each engine."""
    async with running_host(database_url, tmp_path, SALON, NOW) as running:
        yield running


@pytest_asyncio.fixture
async def talker(salon: RunningHost) -> AsyncIterator[Talkers]:
    """Makes people who talk to the salon, each with a connection of their own."""
    sessions: list[aiohttp.ClientSession] = []

    def make(staff: str = "", user: str = "u1", url: str = "") -> DirectLineTalker:
        session = aiohttp.ClientSession()
        sessions.append(session)
        act_as = {"staffMember": staff} if staff else None
        return DirectLineTalker(session, url or salon.url, BUSINESS, act_as=act_as, user_id=user)

    yield make
    for session in sessions:
        await session.close()
