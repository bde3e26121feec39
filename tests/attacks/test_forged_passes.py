"""Everything we sign, shown at every door it was not made for, and where it was not made."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from tests.attacks.scene import book, forge
from tests.journeys.salon import BUSINESS, NOW, SALON
from tests.support.direct_line import DirectLineTalker
from tests.support.hosts import RunningHost, running_host

ASKED = {"frontdesk": {"business": BUSINESS}}
FOR_REAL: dict[str, Any] = {"demo": False, "bot_app_id": "none"}


@pytest_asyncio.fixture
async def real(sqlite_url: str, tmp_path: Path) -> AsyncIterator[RunningHost]:
    """The salon as it serves for real, by the clock of the world."""
    async with running_host(sqlite_url, tmp_path, SALON, None, **FOR_REAL) as running:
        yield running


@pytest_asyncio.fixture
async def demo(sqlite_url: str, tmp_path: Path) -> AsyncIterator[RunningHost]:
    """The salon as a demonstration, with the key and the database of the real one."""
    async with running_host(sqlite_url, tmp_path, SALON, NOW) as running:
        yield running


@pytest_asyncio.fixture
async def browser() -> AsyncIterator[aiohttp.ClientSession]:
    """A browser that keeps the cookies of this machine."""
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(cookie_jar=jar) as session:
        yield session


async def passes_of(browser: aiohttp.ClientSession, running: RunningHost) -> dict[str, str]:
    """One of each thing that is signed, all of them good."""
    await browser.get(f"{running.url}/chat/{BUSINESS}")
    customer = DirectLineTalker(browser, running.url, BUSINESS, user_id="u1")
    await book(customer)
    cards = str(customer.cards())
    headers = {"Authorization": f"Bearer {customer.token}"}
    place = f"{running.url}/v3/directline/conversations/{customer.conversation_id}"
    stream = await (await browser.get(place, headers=headers)).json()
    (cookie,) = {each.value for each in browser.cookie_jar}
    return {
        "bearer": customer.token,
        "stream": stream["streamUrl"].partition("&t=")[2],
        "cookie": cookie,
        "open link": re.findall(r"open=([\w.-]+)", cards)[0],
        "calendar link": re.findall(r"/appointments/([\w.-]+)\.ics", cards)[0],
        "conversation": customer.conversation_id,
    }


async def test_what_is_signed_for_one_door_opens_no_other(
    browser: aiohttp.ClientSession, demo: RunningHost
) -> None:
    passes = await passes_of(browser, demo)
    conversation = passes.pop("conversation")
    place = f"{demo.url}/v3/directline/conversations/{conversation}"
    mallory = DirectLineTalker(browser, demo.url, BUSINESS, user_id="mallory")
    await mallory.opens()
    for name, token in passes.items():
        bearer = {"Authorization": f"Bearer {token}"}
        opened = {
            "bearer": (await browser.get(f"{place}/activities", headers=bearer)).status,
            "stream": (await browser.get(f"{place}/stream?t={token}")).status,
            "calendar link": (await browser.get(f"{demo.url}/appointments/{token}.ics")).status,
        }
        for door, status in opened.items():
            # A stream that is not asked for as a WebSocket is 400, after its pass was looked at.
            assert status == ({"stream": 400}.get(door, 200) if door == name else status)
            assert door == name or status in (401, 404), (name, door)
        shown = await forge(mallory, {"verb": "appointment.open", "token": token})
        assert ("Peter Walsh" in shown) == (name == "open link"), name


async def test_a_cookie_and_a_token_do_not_stand_for_each_other(
    browser: aiohttp.ClientSession, real: RunningHost
) -> None:
    await browser.get(f"{real.url}/chat/{BUSINESS}")
    (cookie,) = {each.value for each in browser.cookie_jar}
    tokens = f"{real.url}/v3/directline/tokens"
    token = (await (await browser.post(f"{tokens}/generate", json=ASKED)).json())["token"]
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as plain:
        for shown, by_cookie, by_header in ((cookie, 200, 401), (token, 403, 200)):
            held = {"Cookie": f"frontdesk-visitor={shown}"}
            async with plain.post(f"{tokens}/generate", json=ASKED, headers=held) as answer:
                assert answer.status == by_cookie
            bearer = {"Authorization": f"Bearer {shown}"}
            async with plain.post(f"{tokens}/refresh", headers=bearer) as answer:
                assert answer.status == by_header


@pytest.mark.parametrize("staff", ["", "ana"])
async def test_what_a_demonstration_signed_is_worth_nothing_for_real(
    sqlite_url: str, tmp_path: Path, real: RunningHost, staff: str
) -> None:
    """A demonstration makes anybody anybody, and its clock goes where it is told to."""
    future = datetime(2090, 1, 2, tzinfo=UTC)
    async with (
        running_host(sqlite_url, tmp_path, None, future) as demo,
        aiohttp.ClientSession() as session,
    ):
        act_as = {"staffMember": staff} if staff else None
        pretender = DirectLineTalker(session, demo.url, BUSINESS, act_as=act_as)
        await pretender.opens()
        headers = {"Authorization": f"Bearer {pretender.token}"}
        place = f"conversations/{pretender.conversation_id}/activities"
        for method, path in (("POST", "tokens/refresh"), ("GET", place), ("POST", place)):
            url = f"{real.url}/v3/directline/{path}"
            async with session.request(method, url, headers=headers, json={}) as answer:
                assert answer.status == 401, path


@pytest.mark.parametrize(
    "more",
    [
        {"user": {"id": "u1"}},
        {"user": {"id": "u1|staffMember:ana@salon"}},
        {"frontdesk": {"business": BUSINESS, "actAs": {"staffMember": "ana"}}},
    ],
)
async def test_for_real_nobody_is_who_they_say(
    browser: aiohttp.ClientSession, real: RunningHost, more: dict[str, Any]
) -> None:
    await browser.get(f"{real.url}/chat/{BUSINESS}")
    url = f"{real.url}/v3/directline/tokens/generate"
    async with browser.post(url, json={**ASKED, **more}) as answer:
        assert answer.status in (400, 403)
    async with browser.post(url, json=ASKED) as answer:
        assert answer.status == 200
    page = await (await browser.get(f"{real.url}/chat/{BUSINESS}?as=staff:ana")).text()
    assert "staff:ana" not in page
