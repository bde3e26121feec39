"""The product as a process: it starts, answers, and stops without losing a turn."""

import asyncio
import json
import signal
import socket
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.host.processes import SECRET, Machine

REAL = {"FRONTDESK_SECRET_KEY": SECRET, "FRONTDESK_BOT_APP_ID": "none"}


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_the_demo_says_what_to_open_and_stops_cleanly(
    machine: Machine, number: signal.Signals
) -> None:
    with machine.running("demo") as demo:
        opened = [line.split()[0] for line in demo.lines if "/chat/" in line]
        assert opened[0] == f"{demo.url}/chat/salon"
        assert f"{demo.url}/chat/salon?as=staff:ana" in opened
        async with aiohttp.ClientSession() as http:
            assert await status_of(http, f"{demo.url}/health") == 200
            pages = [await status_of(http, address) for address in opened]
        assert set(pages) == {200}
        assert await demo.stop(number) == 0


async def test_a_second_start_keeps_the_data_and_does_not_hang(machine: Machine) -> None:
    with machine.running("demo") as first:
        async with aiohttp.ClientSession() as http:
            await start_chat(http, first.url)
        assert await first.stop() == 0
    before = exported(machine)
    with machine.running("demo") as second:
        # It takes 2 s on a machine of its own. Tests that run beside this one take their share:
        # the bound is only there to notice a start that hangs or loads everything anew.
        assert second.seconds_to_start < 10
        assert await second.stop() == 0
    assert exported(machine) == before


async def test_a_demo_business_is_not_loaded_beside_ones_own(machine: Machine) -> None:
    (machine.folder / "own.json").write_text('{"id": "own", "displayName": "Our own"}')
    assert machine.run_alone("load", "own.json").returncode == 0
    with machine.running("demo") as demo:
        assert [line for line in demo.lines if "/chat/" in line] == [
            f"  {demo.url}/chat/own  to book at Our own"
        ]


async def test_what_was_said_before_the_stop_is_answered(machine: Machine) -> None:
    """A turn under way is not cut off: the process ends after it is written down."""
    with machine.running("demo") as demo:
        async with aiohttp.ClientSession() as http:
            chat = await start_chat(http, demo.url)
            saying = [
                asyncio.create_task(say(http, demo.url, chat, f"hello {n}")) for n in range(5)
            ]
            await asyncio.wait(saying, return_when=asyncio.FIRST_COMPLETED)
            assert await demo.stop(signal.SIGTERM) == 0
            said = await asyncio.gather(*saying, return_exceptions=True)
    with machine.running("demo") as again:
        async with aiohttp.ClientSession() as http:
            read = await activities(http, again.url, chat)
    asked = [each for each in read if each.get("text", "").startswith("hello")]
    answers = [each for each in read if each["from"]["role"] == "bot"]
    assert len(asked) >= said.count(200) > 0
    greeting = 1
    assert len(answers) == greeting + len(asked)


async def test_it_serves_for_real_once_it_has_its_secrets(machine: Machine) -> None:
    real = Machine(machine.folder, {**REAL, "FRONTDESK_PUBLIC_URL": "https://book.example.com"})
    free = free_port()
    real.variables["FRONTDESK_PORT"] = str(free)
    with real.running("serve") as serving:
        assert serving.lines == ["Frontdesk is ready at https://book.example.com"]
        async with aiohttp.ClientSession() as http:
            assert await status_of(http, f"http://127.0.0.1:{free}/health") == 200
            body = {"user": {"id": "u"}, "frontdesk": {"business": "salon"}}
            address = f"http://127.0.0.1:{free}/v3/directline/tokens/generate"
            async with http.post(address, json=body) as response:
                assert response.status == 403
        assert await serving.stop() == 0


def test_serving_names_every_secret_it_lacks(machine: Machine) -> None:
    lacking = Machine(machine.folder, {"FRONTDESK_HOST": "0.0.0.0"}).run("serve")
    assert lacking.returncode == 1
    names = ("FRONTDESK_SECRET_KEY", "FRONTDESK_BOT_APP_ID", "FRONTDESK_PUBLIC_URL")
    assert [name for name in names if f"{name}: is missing; set" in lacking.stderr] == list(names)


def test_serving_is_no_demo(machine: Machine) -> None:
    refused = Machine(machine.folder, {**REAL, "FRONTDESK_DEMO": "1"}).run("serve")
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert "FRONTDESK_DEMO: is not for serving" in refused.stderr
    assert "python -m bot demo" in refused.stderr
    assert not (machine.folder / "data" / "frontdesk.db").exists()


async def test_whoever_lets_anybody_speak_is_heard_on_this_machine_only(machine: Machine) -> None:
    given = {"FRONTDESK_ANONYMOUS_BOT": "1", "FRONTDESK_HOST": "0.0.0.0"}
    with Machine(machine.folder, {**REAL, **given}).running("serve") as serving:
        assert serving.lines[0] == (
            "FRONTDESK_ANONYMOUS_BOT: unsigned activities are accepted, so Frontdesk listens on "
            "this machine (127.0.0.1) only."
        )
        logged = [json.loads(line) for line in (machine.folder / "log").read_text().splitlines()]
        assert [each["listening"] for each in logged if each["event"] == "bot.anonymous"] == [
            "127.0.0.1"
        ]
        port = int(serving.url.rpartition(":")[2])
        async with aiohttp.ClientSession() as http:
            assert await status_of(http, f"http://127.0.0.1:{port}/health") == 200
        # Another address of this machine: whoever listens on 0.0.0.0 answers there too.
        with pytest.raises(OSError):  # noqa: PT011 - refused or unreachable, as the system has it
            socket.create_connection(("127.0.0.2", port), timeout=2)
        assert await serving.stop() == 0


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"FRONTDESK_PORT": "telephone"}, "FRONTDESK_PORT: cannot be used"),
        ({"FRONTDESK_CLOCK": "yesterday"}, "FRONTDESK_CLOCK: cannot be used"),
        ({"FRONTDESK_DATABASE_URL": "mysql://x"}, "FRONTDESK_DATABASE_URL: cannot be used"),
        ({"FRONTDESK_DATABASE_URL": "sqlite:///file/x.db"}, "cannot write the database file/x.db"),
        ({"FRONTDESK_DATABASE_URL": "sqlite:///file"}, "file is no SQLite database"),
        ({"FRONTDESK_DATABASE_URL": "sqlite:///folder"}, "folder is a folder"),
        (
            {"FRONTDESK_DATABASE_URL": "postgresql://a:hidden@127.0.0.1:1/x"},
            "no PostgreSQL answers at 127.0.0.1:1",
        ),
        ({"FRONTDESK_DATA_FOLDER": "file"}, "FRONTDESK_DATA_FOLDER: cannot keep a key in file"),
        ({"FRONTDESK_DEFAULT_BUSINESS": "x"}, "FRONTDESK_DEFAULT_BUSINESS: is no business"),
    ],
)
def test_what_is_in_the_way_is_told_in_one_line(
    machine: Machine, variables: dict[str, str], message: str
) -> None:
    (machine.folder / "file").write_text("in the way of a folder")
    (machine.folder / "folder").mkdir()
    ended = Machine(machine.folder, variables).run("demo")
    said = [line for line in ended.stderr.splitlines() if not line.startswith("{")]
    assert (ended.returncode, len(said)) == (1, 1)
    assert message in said[0]
    assert "hidden" not in ended.stderr


def test_a_port_in_use_is_told_before_anything_is_done(machine: Machine) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = Machine(machine.folder, {"FRONTDESK_PORT": str(port)}).run("demo")
    assert ended.returncode == 1
    assert ended.stderr == (
        f"Frontdesk: FRONTDESK_PORT: {port} is in use; stop what runs there, or set another port\n"
    )
    assert not (machine.folder / "data" / "frontdesk.db").exists()


def exported(machine: Machine) -> Any:
    return json.loads(machine.run_alone("export", "salon").stdout)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


async def status_of(http: aiohttp.ClientSession, url: str) -> int:
    async with http.get(url) as response:
        return response.status


async def start_chat(http: aiohttp.ClientSession, url: str) -> Any:
    body = {"user": {"id": "u1"}, "frontdesk": {"business": "salon"}}
    async with http.post(f"{url}/v3/directline/tokens/generate", json=body) as response:
        granted = await response.json()
    headers = {"Authorization": f"Bearer {granted['token']}"}
    async with http.post(f"{url}/v3/directline/conversations", headers=headers) as response:
        assert response.status == 201
        return await response.json()


async def say(http: aiohttp.ClientSession, url: str, chat: Any, text: str) -> int:
    address = f"{url}/v3/directline/conversations/{chat['conversationId']}/activities"
    headers = {"Authorization": f"Bearer {chat['token']}"}
    body = {"type": "message", "text": text}
    async with http.post(address, headers=headers, json=body) as response:
        return response.status


async def activities(http: aiohttp.ClientSession, url: str, chat: Any) -> list[Any]:
    address = f"{url}/v3/directline/conversations/{chat['conversationId']}/activities"
    headers = {"Authorization": f"Bearer {chat['token']}"}
    async with http.get(address, headers=headers) as response:
        return list((await response.json())["activities"])
