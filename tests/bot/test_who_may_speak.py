"""POST /api/messages: who is let in, and what everybody else is told. Nothing leaves for them."""

import base64
import json
import time
from collections.abc import AsyncIterator, Callable
from typing import Any

import jwt
import pytest
import pytest_asyncio

from tests.bot.door import DIRECTORY, Door, open_new_door
from tests.bot.fake_channel import APP_ID, ISSUER, FakeChannel, running_channel


def now() -> int:
    """The second a test runs in: a long run may begin many minutes before it."""
    return int(time.time())


MINUTE = 60
OTHER_DIRECTORY = "99999999-2222-3333-4444-555555555555"


@pytest_asyncio.fixture
async def channel() -> AsyncIterator[FakeChannel]:
    async with running_channel() as running:
        yield running


@pytest_asyncio.fixture
async def door(sqlite_url: str, channel: FakeChannel) -> AsyncIterator[Door]:
    async with open_new_door(sqlite_url, channel) as opened:
        yield opened


def part(content: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).rstrip(b"=").decode()


def claims(channel: FakeChannel) -> dict[str, Any]:
    return {"iss": ISSUER, "aud": APP_ID, "exp": now() + 3600, "serviceurl": channel.base}


def unsigned_token(channel: FakeChannel) -> str:
    return f"{part({'alg': 'none', 'kid': 'known'})}.{part(claims(channel))}."


def hmac_token(channel: FakeChannel) -> str:
    key = "any secret of thirty-two bytes or more"
    return jwt.encode(claims(channel), key, "HS256", headers={"kid": "known"})


def swapped_token(channel: FakeChannel) -> str:
    head, _, signature = channel.token().split(".")
    return f"{head}.{part({**claims(channel), 'role': 'admin'})}.{signature}"


Forge = Callable[[FakeChannel], str]
REFUSED_TOKENS: dict[str, Forge] = {
    "no token": lambda _: "Bearer ",
    "another scheme": lambda c: f"Basic {c.token()}",
    "garbage": lambda _: "Bearer garbage",
    "three dots": lambda _: "Bearer ...",
    "JSON": lambda _: "Bearer {}",
    "deep JSON": lambda _: f"Bearer {base64.urlsafe_b64encode(b'[' * 3000).decode()}.e30.x",
    "far too long": lambda _: f"Bearer {'a' * 20_000}.b.c"[:8000],
    "alg none": lambda c: f"Bearer {unsigned_token(c)}",
    "HS256": lambda c: f"Bearer {hmac_token(c)}",
    "changed claims": lambda c: f"Bearer {swapped_token(c)}",
    "unknown key": lambda c: f"Bearer {c.token(key='foreign')}",
    "a foreign key under a known name": lambda c: (
        f"Bearer {c.token(key='foreign', headers={'kid': 'known'})}"
    ),
    "no key name": lambda c: f"Bearer {c.token(headers={'kid': ''})}",
    "another issuer": lambda c: f"Bearer {c.token(iss='https://sts.windows.net/x/')}",
    "another audience": lambda c: f"Bearer {c.token(aud='someone else')}",
    "a list of audiences": lambda c: f"Bearer {c.token(aud=[APP_ID])}",
    "no end": lambda c: f"Bearer {c.token(exp=None)}",
    "an end that is no number": lambda c: f"Bearer {c.token(exp='never')}",
    "ended 10 minutes ago": lambda c: f"Bearer {c.token(exp=now() - 10 * MINUTE)}",
    "begins in 10 minutes": lambda c: f"Bearer {c.token(nbf=now() + 10 * MINUTE)}",
    "no service address": lambda c: f"Bearer {c.token(serviceurl=None)}",
    "another service address": lambda c: (
        f"Bearer {c.token(serviceurl='https://smba.trafficmanager.net/uk/')}"
    ),
}


@pytest.mark.parametrize("name", REFUSED_TOKENS)
async def test_a_token_that_proves_nothing_is_answered_401(door: Door, name: str) -> None:
    header = REFUSED_TOKENS[name](door.channel)
    status, body = await door.post_as(json.dumps(door.activity()), {"Authorization": header})
    assert (status, body) == (
        401,
        {"error": {"code": "Unauthorized", "message": "Unauthorized"}},
    )
    assert door.script.turns == []
    assert door.channel.calls == []


async def test_without_a_header_the_answer_is_401(door: Door) -> None:
    status, _ = await door.post_as(json.dumps(door.activity()), {})
    assert status == 401


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"exp": -4 * MINUTE},
        {"nbf": 4 * MINUTE},
    ],
)
async def test_a_valid_token_is_let_in_with_5_minutes_of_skew(
    door: Door, changes: dict[str, int]
) -> None:
    claims: dict[str, Any] = {name: now() + seconds for name, seconds in changes.items()}
    status, body = await door.post(door.activity(), token=door.channel.token(**claims))
    assert (status, body) == (200, None)
    assert [said["text"] for said in door.channel.said] == ["you: hello"]


async def test_a_key_not_endorsed_for_the_channel_is_answered_403(door: Door) -> None:
    status, _ = await door.post(door.activity(), token=door.channel.token(key="unendorsed"))
    assert status == 403
    assert door.script.turns == []


@pytest.mark.parametrize("channel_id", ["skype", "directline", None, 7])
async def test_a_channel_not_served_is_answered_403(door: Door, channel_id: object) -> None:
    token = door.channel.token(key="unendorsed" if channel_id == "skype" else "known")
    assert (await door.post(door.activity(channelId=channel_id), token=token))[0] == 403


async def test_keys_are_fetched_once_however_many_tokens_come(door: Door) -> None:
    for _ in range(3):
        await door.post(door.activity(), token=door.channel.token())
        await door.post(door.activity(), token=door.channel.token(key="foreign"))
    assert door.channel.key_fetches == 1


@pytest.mark.parametrize("forge", [unsigned_token, hmac_token])
async def test_a_token_of_another_algorithm_fetches_no_keys(door: Door, forge: Forge) -> None:
    await door.post(door.activity(), token=forge(door.channel))
    assert door.channel.key_fetches == 0


async def test_without_keys_nobody_is_let_in_and_nothing_breaks(door: Door) -> None:
    door.channel.has_keys = False
    for _ in range(3):
        assert (await door.post(door.activity()))[0] == 401
    assert door.channel.key_fetches == 1


@pytest.mark.parametrize(
    "service_url",
    [
        None,
        "",
        7,
        "http://169.254.169.254/",
        "http://127.0.0.1:5432/",
        "http://[::ffff:127.0.0.1]/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "file:///etc/passwd",
        "https://evil.test/",
        "https://smba.trafficmanager.net.evil.test/",
        "https://evilsmba.trafficmanager.net/",
        "https://smba.trafficmanager.net@evil.test/",
        "https://evil.test/?smba.trafficmanager.net",
        "https://evil.test#smba.trafficmanager.net",
        "https://evil.test\\.smba.trafficmanager.net/",
        "http://smba.trafficmanager.net/",
        "https://smba.trafficmanager.net:8443/",
        "https://smba.trafficmanager.net:x/",
        "https://smba.trafficmanager.net./",
        "frontdesk:direct-line",
    ],
)
async def test_a_service_address_not_allowed_is_refused_before_the_turn(
    door: Door, service_url: object
) -> None:
    token = door.channel.token(serviceurl=service_url or "https://x/")
    status, _ = await door.post(door.activity(serviceUrl=service_url), token=token)
    assert status in (401, 403)
    assert door.script.turns == []
    assert door.channel.calls == []
    assert door.channel.token_fetches == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"conversation": {"id": "a:1", "tenantId": OTHER_DIRECTORY}, "channelData": None},
        {"channelData": {"tenant": {"id": OTHER_DIRECTORY}}},
        {"conversation": {"id": "a:1"}, "channelData": {"tenant": {"id": OTHER_DIRECTORY}}},
        {"conversation": {"id": "a:1"}, "channelData": None},
        {"conversation": {"id": "a:1", "tenantId": [DIRECTORY]}},
    ],
)
async def test_another_directory_is_answered_403_whatever_headers_say(
    door: Door, changes: dict[str, Any]
) -> None:
    headers = {"X-Forwarded-Host": "salon.example.com"}
    status, _ = await door.post(door.activity(**changes), **headers)
    assert status == 403
    assert door.script.turns == []


async def test_the_person_is_the_object_id_in_the_directory(door: Door) -> None:
    await door.post(door.activity())
    (turn,) = door.script.turns
    principal = getattr(turn.actor, "principal", None)
    assert principal is not None
    assert (principal.channel, principal.directory_id) == ("msteams", DIRECTORY)
    assert principal.user_id.startswith("aaaaaaaa-")


@pytest.mark.parametrize(
    ("body", "content_type", "expected"),
    [
        (b"{", "application/json", 400),
        (b"", "application/json", 400),
        (b"[]", "application/json", 400),
        (b"7", "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b'{"type": NaN}', "application/json", 400),
        (b'{"text": "\\ud800"}', "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b'{"a":' * 60 + b"1" + b"}" * 60, "application/json", 400),
        (b"{}", "text/plain", 415),
        (b"{}", "", 415),
        (b'{"name": "' + b"x" * 1_000_000 + b'"}', "application/json", 413),
        (b" " * 2_000_000, "application/json", 413),
    ],
)
async def test_a_body_that_is_no_activity_is_refused(
    door: Door, body: bytes, content_type: str, expected: int
) -> None:
    headers = {"Authorization": f"Bearer {door.channel.token()}", "Content-Type": content_type}
    assert (await door.post_as(body, headers))[0] == expected
    assert door.script.turns == []


async def test_a_length_that_lies_is_refused_and_the_connection_closed(door: Door) -> None:
    async def nothing() -> AsyncIterator[bytes]:
        yield b"{"

    headers = {"Content-Length": str(10**12), "Content-Type": "application/json"}
    async with door.session.post(door.url, data=nothing(), headers=headers) as response:
        assert response.status == 413
        assert response.headers["Connection"] == "close"


async def test_a_body_without_a_length_is_bounded_too(door: Door) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(300):
            yield b" " * 1000

    headers = {"Authorization": f"Bearer {door.channel.token()}"}
    headers["Content-Type"] = "application/json"
    async with door.session.post(door.url, data=endless(), headers=headers) as response:
        assert response.status == 413


@pytest.mark.parametrize(
    "changes",
    [
        {"id": None},
        {"id": ""},
        {"id": "x" * 400},
        {"id": "a\nb"},
        {"conversation": {"tenantId": DIRECTORY}},
        {"conversation": "a:1"},
        {"conversation": {"id": "x" * 400, "tenantId": DIRECTORY}},
        {"from": None},
        {"from": "ana"},
        {"from": {"id": "29:ana", "aadObjectId": ["x"]}},
        {"recipient": []},
        {"channelData": "x"},
    ],
)
async def test_an_activity_of_the_wrong_shape_is_answered_400(
    door: Door, changes: dict[str, Any]
) -> None:
    assert (await door.post(door.activity(**changes)))[0] == 400
    assert door.script.turns == []


@pytest.mark.parametrize(
    "changes",
    [
        {"attachments": [{}] * 10_000},
        {"entities": [{}] * 201},
        {"value": {"verb": "x", "inner": [list(range(201))]}},
    ],
    ids=["attachments", "entities", "inside a card's data"],
)
async def test_a_list_too_long_is_answered_400(door: Door, changes: dict[str, Any]) -> None:
    assert (await door.post(door.activity(**changes)))[0] == 400
    assert door.script.turns == []


async def test_strange_properties_do_no_harm(door: Door) -> None:
    strange = {
        "attachments": [{}] * 200,
        "entities": [7, {"type": "mention"}, {"type": "clientInfo", "timezone": "../etc"}],
        "timestamp": "yesterday",
        "localTimezone": "x" * 300,
        "locale": {"a": 1},
        "deliveryMode": [],
        "value": [1],
    }
    assert (await door.post(door.activity(**strange)))[0] == 200


class TestWithoutABot:
    """No bot registration, and unsigned activities not allowed."""

    async def test_everything_is_answered_401(self, sqlite_url: str, channel: FakeChannel) -> None:
        async with open_new_door(sqlite_url, channel, has_bot=False) as door:
            signed = {"Authorization": f"Bearer {channel.token()}"}
            for headers in ({}, signed, {"Content-Type": "text/plain"}):
                status, _ = await door.post_as(json.dumps(door.activity()), headers)
                assert status == 401
            assert door.channel.key_fetches == 0


class TestUnsigned:
    """Unsigned activities allowed on this machine."""

    @pytest_asyncio.fixture
    async def open_house(self, sqlite_url: str, channel: FakeChannel) -> AsyncIterator[Door]:
        async with open_new_door(
            sqlite_url, channel, has_bot=False, unsigned=True, directory_id=None
        ) as door:
            yield door

    async def test_an_unsigned_activity_is_answered(self, open_house: Door) -> None:
        status, _ = await open_house.post_as(json.dumps(open_house.activity()), {})
        assert status == 200
        assert open_house.channel.authorizations == [None]

    @pytest.mark.parametrize(
        "service_url",
        ["http://169.254.169.254/", "http://[::ffff:127.0.0.1]/", "http://10.0.0.1/", "file:///x"],
    )
    async def test_replies_go_to_this_machine_only(
        self, open_house: Door, service_url: str
    ) -> None:
        raw = open_house.activity(serviceUrl=service_url)
        assert (await open_house.post_as(json.dumps(raw), {}))[0] == 403

    async def test_a_token_is_still_checked(self, open_house: Door) -> None:
        assert (await open_house.post(open_house.activity()))[0] == 401

    async def test_nobody_passes_for_a_person_of_the_embedded_channel(
        self, open_house: Door
    ) -> None:
        raw = open_house.activity(channelId="directline")
        assert (await open_house.post_as(json.dumps(raw), {}))[0] == 200
        (turn,) = open_house.script.turns
        principal = getattr(turn.actor, "principal", None)
        assert principal is not None
        assert principal.channel == "bot:directline"
        assert turn.conversation_id == "bot:directline:a:conversation"
