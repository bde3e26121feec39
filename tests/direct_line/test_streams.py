"""The WebSocket of a conversation: all there is after a watermark, then all that comes."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientWebSocketResponse, WSMsgType, WSServerHandshakeError

from bot.direct_line import listeners
from bot.doors.rates import DoorLimits, Rate
from tests.direct_line.chat_host import ChatHost, chat_host


@pytest.fixture
async def host(tmp_path: Path) -> AsyncIterator[ChatHost]:
    async with chat_host(tmp_path) as running:
        yield running


async def _next(socket: ClientWebSocketResponse) -> Any:
    return await socket.receive_json(timeout=5)


async def _texts(socket: ClientWebSocketResponse, count: int) -> list[str]:
    return [activity.get("text", activity["type"]) for activity in await _said(socket, count)]


async def _said(socket: ClientWebSocketResponse, count: int) -> list[Any]:
    said: list[Any] = []
    while len(said) < count:
        said += (await _next(socket))["activities"]
    return said


async def test_a_stream_begins_with_what_was_said(host: ChatHost) -> None:
    conversation = await host.start()
    await host.say(conversation, "hello")
    async with host.http.ws_connect(conversation["streamUrl"]) as socket:
        pushed = await _next(socket)
        assert [a["text"] for a in pushed["activities"]] == ["Welcome", "hello", "You said hello"]
        assert pushed["watermark"] == "3"


async def test_a_stream_goes_on_after_its_watermark(host: ChatHost) -> None:
    conversation = await host.start()
    await host.say(conversation, "hello")
    path = f"/conversations/{conversation['conversationId']}?watermark=2"
    _, reconnected = await host.ask("GET", path, conversation["token"])
    async with host.http.ws_connect(reconnected["streamUrl"]) as socket:
        assert await _texts(socket, 1) == ["You said hello"]


async def test_what_is_said_comes_at_once_and_typing_is_not_kept(host: ChatHost) -> None:
    conversation = await host.start()
    async with host.http.ws_connect(conversation["streamUrl"]) as socket:
        assert await _texts(socket, 1) == ["Welcome"]
        async with asyncio.timeout(0.2):
            await host.say(conversation, "hello")
            texts = await _texts(socket, 3)
    assert sorted(texts) == ["You said hello", "hello", "typing"]
    kept = (await host.read(conversation))["activities"]
    assert "typing" not in [activity["type"] for activity in kept]


async def test_an_edit_is_pushed_under_its_id(host: ChatHost) -> None:
    conversation = await host.start()
    await host.say(conversation, "card")
    async with host.http.ws_connect(conversation["streamUrl"]) as socket:
        card = (await _next(socket))["activities"][-1]
        await host.say(conversation, "", value={"verb": "take"})
        pushed = await _said(socket, 2)
    assert pushed[-1]["id"] == card["id"]
    assert pushed[-1]["attachments"] != card["attachments"]


async def test_a_newer_stream_ends_the_older(host: ChatHost) -> None:
    conversation = await host.start()
    async with (
        host.http.ws_connect(conversation["streamUrl"]) as older,
        host.http.ws_connect(conversation["streamUrl"]) as newer,
    ):
        await _texts(older, 1)
        assert (await older.receive(timeout=5)).type is WSMsgType.CLOSE
        assert await _texts(newer, 1) == ["Welcome"]
        await host.say(conversation, "work")
        assert await _texts(newer, 1) == ["work"]


async def test_another_process_on_the_database_is_heard(tmp_path: Path) -> None:
    async with chat_host(tmp_path) as one, chat_host(tmp_path) as other:
        conversation = await one.start()
        async with one.http.ws_connect(conversation["streamUrl"]) as socket:
            await _texts(socket, 1)
            await other.say(conversation, "hello")
            assert await _texts(socket, 2) == ["hello", "You said hello"]


async def test_messages_of_a_client_are_no_harm_and_long_ones_end_it(host: ChatHost) -> None:
    conversation = await host.start()
    async with host.http.ws_connect(conversation["streamUrl"]) as socket:
        await socket.send_str("")
        await socket.send_str("{")
        assert await _texts(socket, 1) == ["Welcome"]
        await socket.send_str("x" * 2000)
        assert (await socket.receive(timeout=5)).type is WSMsgType.CLOSE


@pytest.mark.parametrize("change", ["no token", "foreign", "late", "conversation token"])
async def test_a_stream_opens_with_its_own_token_alone(host: ChatHost, change: str) -> None:
    conversation, other = await host.start(), await host.start("bob")
    url, _, token = conversation["streamUrl"].partition("&t=")
    tokens = {
        "no token": "",
        "foreign": other["streamUrl"].partition("&t=")[2],
        "late": token,
        "conversation token": conversation["token"],
    }
    host.clock.go(timedelta(minutes=2 if change == "late" else 0))
    refusal = await _refused_late(host, f"{url}&t={tokens[change]}")
    assert refusal.status in (401, 403)


async def test_an_address_opens_so_many_streams_a_minute(tmp_path: Path) -> None:
    async with chat_host(tmp_path, limits=DoorLimits(requests=Rate(3))) as host:
        conversation = await host.start()
        async with host.http.ws_connect(conversation["streamUrl"]):
            refusal = await _refused_late(host, conversation["streamUrl"])
    assert refusal.status == 429
    assert refusal.headers is not None
    assert int(refusal.headers["Retry-After"]) > 0


async def test_one_stream_too_many_is_told_when_to_come_back(
    host: ChatHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listeners, "MAXIMUM_LISTENERS", 0)
    conversation = await host.start()
    refusal = await _refused_late(host, conversation["streamUrl"])
    assert refusal.status == 503
    assert refusal.headers is not None
    assert refusal.headers["Retry-After"] == "30"


async def _refused_late(host: ChatHost, url: str) -> WSServerHandshakeError:
    """Clients open the next stream at once: a refusal on the spot would make them hammer."""
    loop = asyncio.get_running_loop()
    begun = loop.time()
    with pytest.raises(WSServerHandshakeError) as refusal:
        await host.http.ws_connect(url)
    assert loop.time() - begun > 0.4
    return refusal.value


async def test_a_stop_ends_the_streams(tmp_path: Path) -> None:
    async with chat_host(tmp_path) as host:
        conversation = await host.start()
        socket = await host.http.ws_connect(conversation["streamUrl"])
        await _texts(socket, 1)
        loop = asyncio.get_running_loop()
        begun = loop.time()
        ending = asyncio.create_task(socket.receive(timeout=5))
    assert (await ending).type in (WSMsgType.CLOSE, WSMsgType.CLOSED, WSMsgType.CLOSING)
    assert loop.time() - begun < 2
