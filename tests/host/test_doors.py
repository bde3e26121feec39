"""The host's own doors: health, and the calendar file behind a signed link."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from sqlalchemy import text

from api.documents import read_business
from deep_links.links import AppointmentKey, Links
from tests.api.documents import DOCUMENT, NOW
from tests.host.processes import Machine
from tests.support.hosts import SIGNING_KEY, RunningHost, running_host

KEY = AppointmentKey("salon", "a-1")
LATER, BEFORE = NOW + timedelta(days=30), NOW - timedelta(minutes=1)
NEWER = "UPDATE alembic_version SET version_num = '9999'"


@pytest_asyncio.fixture
async def salon(sqlite_url: str, tmp_path: Path) -> AsyncIterator[RunningHost]:
    record = read_business(DOCUMENT, NOW).record
    async with running_host(sqlite_url, tmp_path, record, NOW) as running:
        yield running


@pytest_asyncio.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def health(http: aiohttp.ClientSession, salon: RunningHost) -> tuple[int, str]:
    async with http.get(f"{salon.url}/health") as response:
        return response.status, (await response.json())["status"]


async def test_health_is_ready_until_the_end(
    http: aiohttp.ClientSession, salon: RunningHost
) -> None:
    assert await health(http, salon) == (200, "ready")
    salon.host.health.end()
    assert await health(http, salon) == (503, "not ready")


async def test_a_schema_changed_by_another_process_is_not_ready(
    http: aiohttp.ClientSession, salon: RunningHost
) -> None:
    await salon.host.database.write(lambda connection: connection.execute(text(NEWER)))
    assert await health(http, salon) == (503, "not ready")


def test_a_database_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    assert machine.run("migrate").returncode == 0
    machine.execute(NEWER)
    ended = machine.run("migrate")
    assert ended.returncode == 1
    assert ended.stderr.startswith("Frontdesk: a newer Frontdesk made this database (9999): ")


async def test_the_link_of_an_appointment_gives_its_calendar_file(
    http: aiohttp.ClientSession, salon: RunningHost
) -> None:
    link = Links(salon.url, SIGNING_KEY).calendar_file(KEY, LATER)
    async with http.get(link) as response:
        first = await response.text()
        assert response.content_type == "text/calendar"
        assert "UID:salon.a-1@frontdesk" in first
        assert "attachment" in response.headers["Content-Disposition"]
    async with http.get(link) as response:
        assert await response.text() == first


@pytest.mark.parametrize(
    "link",
    [
        Links("http://x", SIGNING_KEY).calendar_file(KEY, BEFORE),
        Links("http://x", b"another key that is longer than 32 bytes").calendar_file(KEY, LATER),
        Links("http://x", SIGNING_KEY).calendar_file(AppointmentKey("salon", "a-9"), LATER),
        Links("http://x", SIGNING_KEY).calendar_file(AppointmentKey("spa", "a-1"), LATER),
        "http://x/appointments/"
        + Links("http://x", SIGNING_KEY).appointment_in_chat(KEY, LATER).partition("open=")[2]
        + ".ics",
        "http://x/appointments/a-1.ics",
        "http://x/appointments/.ics",
    ],
    ids=["expired", "forged", "no appointment", "no business", "of another door", "id", "empty"],
)
async def test_any_other_link_is_a_plain_404(
    http: aiohttp.ClientSession, salon: RunningHost, link: str
) -> None:
    address = salon.url + link.removeprefix("http://x")
    for accepted, content_type in (("text/html", "text/html"), ("*/*", "application/json")):
        async with http.get(address, headers={"Accept": accepted}) as response:
            assert (response.status, response.content_type) == (404, content_type)
