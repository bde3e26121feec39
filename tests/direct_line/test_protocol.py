"""The channel over HTTP: tokens, conversations, activities, and who may do what with them."""

from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from scheduling.actors import Principal
from tests.direct_line.chat_host import ChatHost, chat_host


@pytest.fixture
async def host(tmp_path: Path) -> AsyncIterator[ChatHost]:
    async with chat_host(tmp_path) as running:
        yield running


async def test_a_conversation_is_greeted_once(host: ChatHost) -> None:
    granted = await host.grant()
    first = await host.ask("POST", "/conversations", granted["token"])
    again = await host.ask("POST", "/conversations", granted["token"])
    assert (first[0], again[0]) == (201, 200)
    assert first[1]["conversationId"] == again[1]["conversationId"] == granted["conversationId"]
    assert first[1]["expires_in"] == 1800
    assert first[1]["streamUrl"].startswith("ws://127.0.0.1:")
    said = await host.read(first[1])
    assert [activity["text"] for activity in said["activities"]] == ["Welcome"]


async def test_the_bot_hears_who_joined(host: ChatHost) -> None:
    conversation = await host.start()
    activity, principal, business_id = host.bot.told[0]
    assert activity["type"] == "conversationUpdate"
    assert activity["membersAdded"] == [{"id": "carla", "name": "Carla", "role": "user"}]
    assert activity["conversation"] == {"id": conversation["conversationId"]}
    assert (principal, business_id) == (Principal("directline", "", "carla"), "barber")


async def test_a_message_is_echoed_and_answered(host: ChatHost) -> None:
    conversation = await host.start()
    data = {"clientActivityID": "c1", "tenant": {"id": "other"}}
    status, answer = await host.say(conversation, "hello", channelData=data)
    echo, reply = (await host.read(conversation, "1"))["activities"]
    assert status == 200
    assert (echo["id"], echo["text"]) == (answer["id"], "hello")
    assert echo["channelData"] == {"clientActivityID": "c1"}
    assert echo["from"] == {"id": "carla", "name": "Carla", "role": "user"}
    assert (reply["text"], reply["replyToId"]) == ("You said hello", echo["id"])
    assert reply["from"]["role"] == "bot"


async def test_a_parent_nobody_can_see_is_not_named(host: ChatHost) -> None:
    conversation = await host.start()
    (greeting,) = (await host.read(conversation))["activities"]
    assert "replyToId" not in greeting


CLAIMS: dict[str, Any] = {
    "from": {"id": "ana", "name": "Ana", "role": "bot"},
    "conversation": {"id": "other", "tenantId": "other"},
    "recipient": {"id": "somebody"},
    "channelId": "msteams",
    "serviceUrl": "http://169.254.169.254/",
    "id": "chosen",
    "timestamp": "1999-01-01T00:00:00Z",
    "role": "administrator",
    "attachments": [{"contentType": "text/html", "content": "<b>"}],
    "membersAdded": [{"id": "ana"}],
    "deliveryMode": "expectReplies",
}


@pytest.mark.parametrize("name", CLAIMS)
async def test_who_and_where_come_from_the_token_alone(host: ChatHost, name: str) -> None:
    conversation = await host.start()
    await host.say(conversation, "hello")
    await host.say(conversation, "hello", **{name: CLAIMS[name]})
    plain, claiming = (activity for activity, _, _ in host.bot.told[1:])
    assert claiming.pop("id") != plain.pop("id")
    assert claiming == plain
    assert plain["channelId"] == "directline"
    assert plain["serviceUrl"] == "https://directline.invalid/"
    assert plain["recipient"] == {"id": "frontdesk", "name": "Frontdesk", "role": "bot"}


KEPT: dict[str, Any] = {
    "value": {"verb": "book", "list": [1, 2.5, None, True]},
    "locale": "de-DE",
    "localTimezone": "Europe/Berlin",
    "entities": [{"type": "ClientCapabilities"}],
    "name": "open",
}


@pytest.mark.parametrize("name", KEPT)
async def test_the_bot_hears_what_it_needs(host: ChatHost, name: str) -> None:
    conversation = await host.start()
    await host.say(conversation, "card")
    await host.say(conversation, "hello", **{name: KEPT[name]})
    assert host.bot.told[-1][0][name] == KEPT[name]


async def test_the_same_message_sent_twice_is_one_activity(host: ChatHost) -> None:
    conversation = await host.start()
    answers = [
        await host.say(conversation, "work", channelData={"clientActivityID": "c1"})
        for _ in range(2)
    ]
    assert answers[0] == answers[1]
    assert len((await host.read(conversation, "1"))["activities"]) == 1
    assert {activity["id"] for activity, _, _ in host.bot.told[1:]} == {answers[0][1]["id"]}


async def test_an_edit_comes_again_under_its_id(host: ChatHost) -> None:
    conversation = await host.start()
    await host.say(conversation, "card")
    before = await host.read(conversation)
    card = before["activities"][-1]
    await host.say(conversation, "", value={"verb": "take"}, channelData={"postBack": True})
    after = await host.read(conversation, before["watermark"])
    assert [activity["id"] for activity in after["activities"]][-1] == card["id"]
    edited = after["activities"][-1]["attachments"][0]["content"]["body"][0]["text"]
    assert edited == "Chosen: take"
    everything = await host.read(conversation)
    assert [activity["id"] for activity in everything["activities"]].count(card["id"]) == 1
    assert (await host.read(conversation, after["watermark"]))["activities"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fail", (502, "BotError")),
        ("busy", (503, "ServiceUnavailable")),
        ("malformed", (400, "BadArgument")),
    ],
)
async def test_a_bot_that_does_not_answer_is_told_and_not_why(
    host: ChatHost, text: str, expected: tuple[int, str]
) -> None:
    conversation = await host.start()
    status, answer = await host.say(conversation, text)
    assert (status, answer["error"]["code"]) == expected
    assert "secret" not in str(answer)


@pytest.mark.parametrize(
    "activity", [{"type": "typing"}, {"type": "event", "name": "webchat/join"}]
)
async def test_what_says_nothing_is_taken_and_not_kept(
    host: ChatHost, activity: dict[str, Any]
) -> None:
    conversation = await host.start()
    path = f"/conversations/{conversation['conversationId']}/activities"
    status, _ = await host.ask("POST", path, conversation["token"], json=activity)
    assert status == 200
    assert len(host.bot.told) == 1
    assert len((await host.read(conversation))["activities"]) == 1


WRONG_BODIES = {
    "no JSON": (b"{", 400),
    "no object": (b"[]", 400),
    "nothing": (b"", 400),
    "no UTF-8": (b'{"type":"message","text":"\xff"}', 400),
    "half a surrogate pair": (b'{"type":"message","text":"\\ud800"}', 400),
    "not a number": (b'{"type":"message","value":NaN}', 400),
    "infinity": (b'{"type":"message","value":1e999}', 400),
    "4301 digits": (b'{"type":"message","value":' + b"1" * 4301 + b"}", 400),
    "deep": (b'{"type":"message","value":' + b"[" * 40 + b"]" * 40 + b"}", 400),
    "very deep": (b"[" * 60_000, 400),
    "many files": (b'{"type":"message","attachments":[' + b"{}," * 200 + b"{}]}", 400),
    "a long list in a card's data": (
        b'{"type":"message","value":{"a":[' + b"1," * 200 + b"1]}}",
        400,
    ),
    "no type": (b'{"text":"hello"}', 400),
    "an update": (b'{"type":"conversationUpdate","membersAdded":[{"id":"x"}]}', 400),
    "an invoke": (b'{"type":"invoke","name":"adaptiveCard/action"}', 400),
    "text that is none": (b'{"type":"message","text":{"a":1}}', 400),
    "a zone that is none": (b'{"type":"message","localTimezone":["UTC"]}', 400),
    "a long zone": (b'{"type":"message","localTimezone":"' + b"x" * 300 + b'"}', 400),
    "entities that are none": (b'{"type":"message","entities":["x"]}', 400),
    "over 64 KB": (b'{"type":"message","text":"' + b"x" * 65_536 + b'"}', 413),
    "2 MB": (b"x" * 2_000_000, 413),
}


@pytest.mark.parametrize("kind", WRONG_BODIES)
async def test_a_wrong_body_is_refused_before_the_bot(host: ChatHost, kind: str) -> None:
    conversation = await host.start()
    body, expected = WRONG_BODIES[kind]
    path = f"/conversations/{conversation['conversationId']}/activities"
    status, answer = await host.ask("POST", path, conversation["token"], data=BytesIO(body))
    assert (status, set(answer["error"])) == (expected, {"code", "message"})
    assert len(host.bot.told) == 1


async def test_files_are_refused_politely(host: ChatHost) -> None:
    conversation = await host.start()
    path = f"/conversations/{conversation['conversationId']}/upload?userId=carla"
    status, answer = await host.ask("POST", path, conversation["token"], data=b"GIF89a")
    assert (status, answer["error"]["code"]) == (415, "NotSupported")


@pytest.mark.parametrize("watermark", ["-1", "x", "1e3", "9" * 19, "%C2%B2"])
async def test_a_wrong_watermark_is_refused(host: ChatHost, watermark: str) -> None:
    conversation = await host.start()
    path = f"/conversations/{conversation['conversationId']}/activities?watermark={watermark}"
    assert (await host.ask("GET", path, conversation["token"]))[0] == 400


async def test_long_histories_come_in_pages(host: ChatHost) -> None:
    conversation = await host.start()
    for number in range(120):
        text = {"type": "message", "text": str(number)}
        await host.conversations.post(conversation["conversationId"], text)
    first = await host.read(conversation)
    second = await host.read(conversation, first["watermark"])
    texts = [each["text"] for page in (first, second) for each in page["activities"]]
    assert texts == ["Welcome", *map(str, range(120))]
    assert len(first["activities"]) == 100


async def test_conversations_survive_a_restart(tmp_path: Path) -> None:
    async with chat_host(tmp_path) as before:
        conversation = await before.start()
        await before.say(conversation, "hello")
        said = await before.read(conversation)
    async with chat_host(tmp_path) as after:
        assert await after.read(conversation) == said
        path = f"/conversations/{conversation['conversationId']}?watermark={said['watermark']}"
        status, answer = await after.ask("GET", path, conversation["token"])
        assert status == 200
        assert f"watermark={said['watermark']}&" in answer["streamUrl"]
        assert (await after.say(answer, "still here"))[0] == 200
        assert len(after.bot.told) == 1
