"""Who gets a token, and what each token opens."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.direct_line.passes import business_of_conversation
from scheduling.actors import Principal
from tests.direct_line.chat_host import ChatHost, chat_host


@pytest.fixture
async def host(tmp_path: Path) -> AsyncIterator[ChatHost]:
    async with chat_host(tmp_path) as running:
        yield running


@pytest.fixture
async def real(tmp_path: Path) -> AsyncIterator[ChatHost]:
    async with chat_host(tmp_path, is_demo=False) as running:
        yield running


ASKED = {"frontdesk": {"business": "barber"}}
NOT_FOR_REAL: dict[str, Any] = {
    "a user": {**ASKED, "user": {"id": "ana"}},
    "acting as staff": {"frontdesk": {"business": "barber", "actAs": {"staffMember": "ana"}}},
    "acting as a customer": {"frontdesk": {"business": "barber", "actAs": {"customer": "1"}}},
    "both": {
        "user": {"id": "ana", "name": "Ana"},
        "frontdesk": {"business": "barber", "actAs": {"staffMember": "ana"}},
    },
}


@pytest.mark.parametrize("kind", NOT_FOR_REAL)
async def test_only_a_demonstration_believes_who_one_is(real: ChatHost, kind: str) -> None:
    await real.http.get(f"{real.url}/chat/barber")
    status, answer = await real.ask("POST", "/tokens/generate", json=NOT_FOR_REAL[kind])
    assert (status, answer["error"]["code"]) == (403, "NotAllowed")
    assert real.bot.linked == []


async def test_without_the_page_there_is_no_token(real: ChatHost) -> None:
    assert (await real.ask("POST", "/tokens/generate", json=ASKED))[0] == 403


async def test_the_page_makes_its_visitor_somebody(real: ChatHost) -> None:
    page = await real.http.get(f"{real.url}/chat/barber")
    cookie = page.cookies["frontdesk-visitor"]
    assert (cookie["httponly"], cookie["samesite"], cookie["secure"]) == (True, "Lax", "")
    status, granted = await real.ask("POST", "/tokens/generate", json=ASKED)
    assert status == 200
    await real.ask("POST", "/conversations", granted["token"])
    assert real.bot.told[0][1] == Principal("directline", "", "visitor1")
    again = await real.http.get(f"{real.url}/chat/barber")
    assert not again.cookies


async def test_a_forged_cookie_is_nobody(real: ChatHost) -> None:
    page = await real.http.get(f"{real.url}/chat/barber")
    forged = page.cookies["frontdesk-visitor"].value[:-1] + "_"
    real.http.cookie_jar.clear()
    headers = {"Cookie": f"frontdesk-visitor={forged}"}
    assert (await real.ask("POST", "/tokens/generate", json=ASKED, headers=headers))[0] == 403


async def test_over_https_the_cookie_is_secure_and_of_this_host_only(tmp_path: Path) -> None:
    url = "https://book.example.com"
    async with chat_host(tmp_path, is_demo=False, public_url=url) as real:
        page = await real.http.get(f"{real.url}/chat/barber")
        cookie = page.cookies["__Host-frontdesk-visitor"]
        assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")
        assert "max-age" in page.headers["Strict-Transport-Security"]


async def test_whoever_acts_as_somebody_is_another_identity(host: ChatHost) -> None:
    await host.start()
    await host.start(actAs={"staffMember": "ana"})
    await host.start(actAs={"customer": "7"})
    await host.start(business="dentist", actAs={"staffMember": "ana"})
    people = [principal for _, principal, _ in host.bot.told]
    assert len(set(people)) == 4
    assert {activity["from"]["id"] for activity, _, _ in host.bot.told} == {"carla"}
    assert host.bot.linked == [
        ("barber", people[1], None, "ana"),
        ("barber", people[2], "7", None),
        ("dentist", people[3], None, "ana"),
    ]


async def test_a_demonstration_needs_no_user(host: ChatHost) -> None:
    status, _ = await host.ask("POST", "/tokens/generate", json=ASKED)
    assert status == 200


UNKNOWN: dict[str, Any] = {
    "business": {"frontdesk": {"business": "nowhere"}},
    "staff member": {"frontdesk": {"business": "barber", "actAs": {"staffMember": "nobody"}}},
    "customer": {"frontdesk": {"business": "barber", "actAs": {"customer": "nobody"}}},
    "conversation": {"frontdesk": {"business": "barber", "conversation": "x.YmFyYmVy"}},
}


@pytest.mark.parametrize("kind", UNKNOWN)
async def test_the_unknown_is_not_found(host: ChatHost, kind: str) -> None:
    status, answer = await host.ask("POST", "/tokens/generate", json=UNKNOWN[kind])
    assert (status, answer["error"]["code"]) == (404, "NotFound")


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        {"frontdesk": "barber"},
        {"frontdesk": {"business": 1}},
        {"frontdesk": {"business": ""}},
        {"frontdesk": {"business": "b" * 200}},
        {**ASKED, "user": "carla"},
        {**ASKED, "user": {"name": "no id"}},
        {**ASKED, "user": {"id": "a\nb"}},
        {**ASKED, "user": {"id": "carla|staffMember:ana@barber"}},
        {"frontdesk": {"business": "barber", "actAs": {"owner": "ana"}}},
        {"frontdesk": {"business": "barber", "actAs": {"customer": "1", "staffMember": "ana"}}},
        {"frontdesk": {"business": "barber", "actAs": {"staffMember": ["ana"]}}},
    ],
)
async def test_a_wrong_request_is_refused(host: ChatHost, body: Any) -> None:
    assert (await host.ask("POST", "/tokens/generate", json=body))[0] == 400


DOORS = [
    ("POST", "/tokens/refresh"),
    ("POST", "/conversations"),
    ("GET", "/conversations/{id}"),
    ("GET", "/conversations/{id}/activities"),
    ("POST", "/conversations/{id}/activities"),
    ("POST", "/conversations/{id}/upload"),
]


@pytest.mark.parametrize(("method", "path"), DOORS)
async def test_nothing_opens_without_a_good_token(host: ChatHost, method: str, path: str) -> None:
    conversation = await host.start()
    good = conversation["token"]
    stream = conversation["streamUrl"].partition("&t=")[2]
    place = path.format(id=conversation["conversationId"])
    expected = (401, "Unauthorized")
    for bad in (None, "x", good[:-2] + "AA", "." + good, stream):
        status, answer = await host.ask(method, place, bad, json={"type": "message"})
        assert (status, answer["error"]["code"]) == expected
    basic = {"Authorization": f"Basic {good}"}
    assert (await host.ask(method, place, headers=basic))[0] == 401
    host.clock.go(timedelta(minutes=30))
    status, answer = await host.ask(method, place, good, json={"type": "message"})
    assert (status, answer["error"]["code"]) == (403, "TokenExpired")


@pytest.mark.parametrize(("method", "path"), [door for door in DOORS if "{id}" in door[1]])
async def test_a_token_opens_its_own_conversation_alone(
    host: ChatHost, method: str, path: str
) -> None:
    theirs = await host.start("bob")
    for other in (await host.start("carla"), await host.start("bob")):
        place = path.format(id=theirs["conversationId"])
        status, answer = await host.ask(method, place, other["token"], json={"type": "message"})
        assert (status, answer["error"]["code"]) == (403, "NotAllowed")


@pytest.mark.parametrize(("method", "path"), DOORS[2:5])
async def test_a_conversation_that_never_began_is_not_found(
    host: ChatHost, method: str, path: str
) -> None:
    granted = await host.grant()
    place = path.format(id=granted["conversationId"])
    body = {"type": "message", "text": "hello"}
    status, answer = await host.ask(method, place, granted["token"], json=body)
    assert (status, answer["error"]["code"]) == (404, "NotFound")


async def test_a_visitor_gets_back_into_their_own_conversation_alone(host: ChatHost) -> None:
    mine = (await host.start("carla"))["conversationId"]
    host.clock.go(timedelta(days=3))
    again = await host.grant("carla", conversation=mine)
    assert again["conversationId"] == mine
    assert (await host.read(again))["activities"][0]["text"] == "Welcome"
    for user, business, more in (
        ("bob", "barber", {}),
        ("carla", "dentist", {}),
        ("carla", "barber", {"actAs": {"staffMember": "ana"}}),
    ):
        body = {
            "user": {"id": user},
            "frontdesk": {"business": business, "conversation": mine, **more},
        }
        assert (await host.ask("POST", "/tokens/generate", json=body))[0] == 404


async def test_a_refreshed_token_lives_on(host: ChatHost) -> None:
    conversation = await host.start()
    host.clock.go(timedelta(minutes=29))
    status, fresh = await host.ask("POST", "/tokens/refresh", conversation["token"])
    assert status == 200
    host.clock.go(timedelta(minutes=29))
    assert (await host.say(fresh, "hello"))[0] == 200
    assert (await host.say(conversation, "hello"))[0] == 403


@pytest.mark.parametrize("name", ["Host", "X-Forwarded-Host", "X-Business", "Forwarded"])
async def test_the_business_comes_from_the_token_alone(host: ChatHost, name: str) -> None:
    conversation, other = await host.start(), await host.start(business="dentist")
    path = f"/conversations/{conversation['conversationId']}/activities"
    body = {"type": "message", "text": "hello", "business": "dentist"}
    headers = {name: "dentist"}
    status, _ = await host.ask("POST", path, conversation["token"], json=body, headers=headers)
    assert status == 200
    assert host.bot.told[-1][2] == "barber"
    assert len((await host.read(other))["activities"]) == 1


async def test_a_conversation_id_tells_its_business(host: ChatHost) -> None:
    conversation = await host.start(business="dentist")
    assert business_of_conversation(conversation["conversationId"]) == "dentist"


@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        (None, 200),
        ("own", 200),
        ("https://partner.example", 200),
        ("https://evil.example", 403),
        ("null", 403),
    ],
)
async def test_only_known_pages_may_use_the_channel(
    tmp_path: Path, origin: str | None, expected: int
) -> None:
    others = frozenset({"https://partner.example"})
    async with chat_host(tmp_path, other_origins=others) as host:
        headers = {} if origin is None else {"Origin": host.url if origin == "own" else origin}
        status, _ = await host.ask("POST", "/tokens/generate", json=ASKED, headers=headers)
        assert status == expected


async def test_a_preflight_allows_what_web_chat_sends(host: ChatHost) -> None:
    asked = {
        "Origin": host.url,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type,x-ms-bot-agent,x-evil",
    }
    async with host.http.options(f"{host.url}/v3/directline/conversations", headers=asked) as own:
        assert own.status == 204
        assert own.headers["Access-Control-Allow-Origin"] == host.url
        assert own.headers["Access-Control-Allow-Headers"] == (
            "authorization, content-type, x-ms-bot-agent"
        )
    asked["Origin"] = "https://evil.example"
    async with host.http.options(f"{host.url}/v3/directline/conversations", headers=asked) as evil:
        assert evil.status == 403
        assert "Access-Control-Allow-Origin" not in evil.headers


async def test_another_name_for_this_machine_is_another_origin(host: ChatHost) -> None:
    rebound = {"Host": "evil.example", "Origin": "http://evil.example"}
    assert (await host.ask("POST", "/tokens/generate", json=ASKED, headers=rebound))[0] == 403
