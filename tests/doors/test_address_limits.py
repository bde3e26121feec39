"""What nobody has to prove anything for is counted by address, and no good link suffers by it."""

import time
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest_asyncio

from api.documents import read_business
from deep_links.links import AppointmentKey, Links
from tests.api.documents import DOCUMENT, NOW
from tests.support.hosts import SECRET, RunningHost, running_host

MISSES, UNPROVEN, PAGES = 20, 60, 5


@pytest_asyncio.fixture
async def salon(sqlite_url: str, tmp_path: Path) -> AsyncIterator[RunningHost]:
    """The product as it serves for real, but for the number of pages, behind a proxy."""
    record = read_business(DOCUMENT, NOW).record
    given = {"demo": False, "bot_app_id": "none", "trusted_proxy": True}
    async with running_host(
        sqlite_url, tmp_path, record, None, requests_per_minute=PAGES, **given
    ) as running:
        yield running


@pytest_asyncio.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def asked(
    http: aiohttp.ClientSession, url: str, *, address: str = "198.51.100.1", method: str = "GET"
) -> int:
    """The status; a refusal for too many requests comes late and with a time to come back."""
    begun = time.monotonic()
    headers = {"X-Forwarded-For": address}
    async with http.request(method, url, headers=headers) as answer:
        if answer.status == 429:
            assert int(answer.headers["Retry-After"]) > 0
            assert time.monotonic() - begun > 0.4
        return answer.status


async def test_an_address_opens_so_many_pages_a_minute(
    http: aiohttp.ClientSession, salon: RunningHost
) -> None:
    paths = ["/", "/chat/salon", "/chat/nowhere", "/chat/salon", "/", "/chat/salon", "/chat/x"]
    found = [await asked(http, salon.url + path) for path in paths]
    assert found == [200, 200, 404, 200, 200, 429, 429]
    assert await asked(http, f"{salon.url}/chat/salon", address="198.51.100.2") == 200


async def test_an_address_guesses_so_many_calendar_files(
    http: aiohttp.ClientSession, salon: RunningHost
) -> None:
    guess = f"{salon.url}/appointments/guess.ics"
    assert {await asked(http, guess) for _ in range(MISSES)} == {404}
    assert await asked(http, guess) == 429
    assert await asked(http, guess, address="198.51.100.2") == 404
    later = datetime.now(UTC) + timedelta(days=1)
    links = Links(salon.url, SECRET.encode())
    key = AppointmentKey("salon", "a-1")
    assert await asked(http, links.calendar_file(key, later)) == 200
    assert await asked(http, links.calendar_file(replace(key, appointment_id="a-9"), later)) == 429


async def test_an_address_without_proof_is_heard_so_often(
    http: aiohttp.ClientSession, salon: RunningHost
) -> None:
    door = f"{salon.url}/api/messages"
    assert {await asked(http, door, method="POST") for _ in range(UNPROVEN)} == {401}
    assert await asked(http, door, method="POST") == 429
    assert await asked(http, door, method="POST", address="198.51.100.2") == 401
