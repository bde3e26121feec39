"""The salon, running, and somebody to talk to it."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import aiohttp
import pytest_asyncio

from tests.journeys.salon import BUSINESS, NOW, SALON
from tests.support.direct_line import DirectLineTalker
from tests.support.hosts import RunningHost, running_host

Talkers = Callable[..., DirectLineTalker]


@pytest_asyncio.fixture
async def salon(database_url: str, tmp_path: Path) -> AsyncIterator[RunningHost]:
    """The salon on a free port, on each engine."""
    async with running_host(database_url, tmp_path, SALON, NOW) as running:
        yield running


@pytest_asyncio.fixture
async def talker(salon: RunningHost) -> AsyncIterator[Talkers]:
    """Makes people who talk to the salon: `talker()`, `talker(staff="ana")`, `talker(user="u2")`."""
    async with aiohttp.ClientSession() as session:

        def make(
            staff: str = "", user: str = "u1", time_zone: str | None = None
        ) -> DirectLineTalker:
            act_as = {"staffMember": staff} if staff else None
            return DirectLineTalker(
                session, salon.url, BUSINESS, act_as=act_as, user_id=user, time_zone=time_zone
            )

        yield make
