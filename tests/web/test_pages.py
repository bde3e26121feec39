"""The pages: what they say, what they set, and what they let a browser do."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp.test_utils import make_mocked_request

from tests.direct_line.chat_host import ChatHost, chat_host
from web.languages import preferred_locale
from web.policies import chat_policy
from web.templates import Html, fill, load_page


@pytest.fixture
async def host(tmp_path: Path) -> AsyncIterator[ChatHost]:
    async with chat_host(tmp_path) as running:
        yield running


async def _page(host: ChatHost, path: str) -> str:
    async with host.http.get(host.url + path) as answer:
        assert (answer.status, answer.content_type) == (200, "text/html")
        return await answer.text()


async def test_the_chat_page_names_the_business_and_escapes_it(host: ChatHost) -> None:
    page = await _page(host, "/chat/barber")
    assert "<h1>Figaro&#x27;s &lt;Barber&gt;</h1>" in page
    assert "<Barber>" not in page


async def test_nothing_inline_runs(host: ChatHost) -> None:
    page = await _page(host, "/chat/barber?as=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert "alert(1)</script>" not in page
    assert page.count("<script") == page.count('<script src="/static/') == 3
    assert "style=" not in page
    assert " on" not in page.split("<body")[1].split(">")[0]


async def test_the_policy_lets_web_chat_work_and_nothing_else(host: ChatHost) -> None:
    async with host.http.get(f"{host.url}/chat/barber") as answer:
        policy = answer.headers["Content-Security-Policy"].split("; ")
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "worker-src blob:" in policy
    assert "frame-ancestors 'none'" in policy
    assert not any("unsafe" in rule or "*" in rule for rule in policy)


@pytest.mark.parametrize("name", ["evil.example; script-src *", "a b", "x'y", "é"])
def test_a_host_that_is_none_is_not_in_the_policy(name: str) -> None:
    assert chat_policy("n", name) == chat_policy("n", "")


def test_a_host_is_named_for_its_streams() -> None:
    assert "ws://127.0.0.1:3978 wss://127.0.0.1:3978" in chat_policy("n", "127.0.0.1:3978")


async def test_the_demo_bar_offers_people_and_marks_the_present_one(host: ChatHost) -> None:
    plain = await _page(host, "/chat/barber")
    assert '<a href="/chat/barber" aria-current="page">I am a customer</a>' in plain
    assert '<a href="/chat/barber?as=staff%3Aana">I am Ana (administrator)</a>' in plain
    as_ana = await _page(host, "/chat/barber?as=staff:ana")
    assert '<a href="/chat/barber?as=staff%3Aana" aria-current="page">' in as_ana
    assert 'data-role="staff:ana"' in as_ana


async def test_outside_demo_mode_there_is_no_bar_and_no_role(tmp_path: Path) -> None:
    async with chat_host(tmp_path, is_demo=False) as host:
        page = await _page(host, "/chat/barber?as=staff:ana")
    assert "demo-bar" not in page
    assert 'data-role=""' in page


async def test_the_landing_page_links_the_chats(host: ChatHost) -> None:
    page = await _page(host, "/")
    assert '<a href="/chat/dentist">Chat with Dr. Molar</a>' in page


async def test_opening_a_link_changes_nothing(host: ChatHost) -> None:
    await _page(host, "/chat/barber?open=a.token")
    assert host.bot.told == []


async def test_no_such_business_is_a_page_too(host: ChatHost) -> None:
    async with host.http.get(f"{host.url}/chat/nowhere", headers={"Accept": "text/html"}) as answer:
        assert answer.status == 404
        assert "There is nothing here" in await answer.text()
        assert not answer.cookies


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/static/chat.js", "text/javascript"),
        ("/static/pages.css", "text/css"),
        ("/static/icon.svg", "image/svg+xml"),
        ("/static/vendor/webchat.js", "text/javascript"),
        ("/static/vendor/adaptivecards.min.js", "text/javascript"),
    ],
)
async def test_what_the_pages_load_is_there(host: ChatHost, path: str, kind: str) -> None:
    async with host.http.get(host.url + path) as answer:
        assert (answer.status, answer.content_type) == (200, kind)
        changed = {"If-None-Match": answer.headers["ETag"]}
    async with host.http.get(host.url + path, headers=changed) as again:
        assert again.status == 304


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, "en"),
        ("", "en"),
        ("de-AT,de;q=0.9,en;q=0.8", "de-AT"),
        ("en;q=0.3, pt-BR;q=0.7", "pt-BR"),
        ("*", "en"),
        ("<script>, fr", "fr"),
        ("x" * 5000, "en"),
    ],
)
def test_the_language_is_the_one_the_browser_likes_best(header: str | None, expected: str) -> None:
    headers = {} if header is None else {"Accept-Language": header}
    assert preferred_locale(make_mocked_request("GET", "/", headers=headers)) == expected


def test_a_page_escapes_all_but_html() -> None:
    page = load_page("link.html")
    filled = fill(page, path='/"', text=Html("<b>bold</b>"))
    assert filled.strip() == '<a href="/&quot;"><b>bold</b></a>'


def test_a_page_without_its_value_is_not_written() -> None:
    with pytest.raises(KeyError):
        fill(load_page("link.html"), path="/")
