"""Links to our own pages come back as what they were made of, and only those of our own making."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deep_links.links import AppointmentKey, ChatLink, Links, NotOurLink, link_expiry
from deep_links.teams_links import TeamsChatLink, build_teams_chat_link, parse_teams_chat_link
from deep_links.tokens import TokenError, TokenExpired, TokenForged, TokenMisused

NOW = datetime(2026, 4, 14, 8, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=2)
LINKS = Links("https://book.example.com/", b"k" * 32)
KEY = AppointmentKey("salon", "42")

identifiers = st.text(min_size=1, max_size=25).filter(lambda each: each.strip(".") != "")
keys = st.builds(AppointmentKey, identifiers, identifiers)
teams_chats = st.builds(TeamsChatLink, identifiers, st.text(max_size=20))


@given(identifiers, st.text(max_size=50))
def test_a_chat_link_comes_back(business_id: str, token: str) -> None:
    link = ChatLink(business_id, token)
    assert LINKS.parse_chat(LINKS.chat(link)) == link


@given(keys)
def test_a_link_to_an_appointment_comes_back(key: AppointmentKey) -> None:
    link = LINKS.parse_chat(LINKS.appointment_in_chat(key, LATER))
    assert link.business_id == key.business_id
    assert LINKS.parse_open_token(link.open_token, NOW) == key


@given(keys)
def test_a_link_to_a_calendar_file_comes_back(key: AppointmentKey) -> None:
    assert LINKS.parse_calendar_file(LINKS.calendar_file(key, LATER), NOW) == key


@given(teams_chats)
def test_a_teams_link_comes_back(link: TeamsChatLink) -> None:
    url = build_teams_chat_link(link)
    assert url.isascii()
    assert parse_teams_chat_link(url) == link


def test_links_look_as_documented() -> None:
    assert LINKS.chat(ChatLink("salon")) == "https://book.example.com/chat/salon"
    opened = LINKS.appointment_in_chat(KEY, LATER)
    assert opened.startswith("https://book.example.com/chat/salon?open=")
    file = LINKS.calendar_file(KEY, LATER)
    assert file.startswith("https://book.example.com/appointments/")
    assert file.endswith(".ics")


@pytest.mark.parametrize(
    ("link", "url"),
    [
        (
            TeamsChatLink("app", "directory"),
            "https://teams.microsoft.com/l/entity/app/conversations?tenantId=directory",
        ),
        (TeamsChatLink("app"), "https://teams.microsoft.com/l/entity/app/conversations"),
    ],
)
def test_teams_links_look_as_documented(link: TeamsChatLink, url: str) -> None:
    assert build_teams_chat_link(link) == url


def _open_token() -> str:
    return LINKS.parse_chat(LINKS.appointment_in_chat(KEY, LATER)).open_token


def test_a_link_ends_thirty_days_after_the_appointment() -> None:
    end_at = NOW
    link = LINKS.parse_chat(LINKS.appointment_in_chat(KEY, link_expiry(end_at)))
    just_before = end_at + timedelta(days=30) - timedelta(seconds=1)
    assert LINKS.parse_open_token(link.open_token, just_before) == KEY
    with pytest.raises(TokenExpired):
        LINKS.parse_open_token(link.open_token, end_at + timedelta(days=30))


def test_a_token_opens_only_the_door_it_was_made_for() -> None:
    with pytest.raises(TokenMisused):
        LINKS.parse_calendar_token(_open_token(), NOW)


def test_a_token_signed_with_another_key_opens_nothing() -> None:
    others = Links("https://book.example.com", b"x" * 32)
    with pytest.raises(TokenForged):
        others.parse_open_token(_open_token(), NOW)


@given(st.integers(min_value=0), st.characters(codec="ascii"))
def test_no_changed_token_opens_another_appointment(place: int, letter: str) -> None:
    token = _open_token()
    place %= len(token)
    changed = token[:place] + letter + token[place + 1 :]
    if changed != token:
        with pytest.raises(TokenError):
            LINKS.parse_open_token(changed, NOW)


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/chat/salon",
        "https://book.example.com.evil.example/chat/salon",
        "https://book.example.com/chat/",
        "https://book.example.com/chat/salon/more",
        "https://book.example.com/other",
        "",
    ],
)
def test_a_foreign_address_is_no_chat_link(url: str) -> None:
    with pytest.raises(NotOurLink):
        LINKS.parse_chat(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://teams.microsoft.com/l/entity/app",
        "https://teams.microsoft.com/l/entity/conversations",
        "https://teams.microsoft.com/l/entity/app/day",
        "https://teams.microsoft.com/l/entity/app/day/conversations",
        "https://evil.example/l/entity/app/conversations",
    ],
)
def test_a_foreign_address_is_no_teams_link(url: str) -> None:
    with pytest.raises(NotOurLink):
        parse_teams_chat_link(url)


@pytest.mark.parametrize("identifier", ["", ".", ".."])
def test_an_identifier_cannot_climb_out_of_its_place(identifier: str) -> None:
    with pytest.raises(ValueError, match="identifier"):
        ChatLink(identifier)


@pytest.mark.parametrize("address", ["book.example.com", "ftp://x", "https://", "https://x?y=1"])
def test_the_public_address_is_a_web_address(address: str) -> None:
    with pytest.raises(ValueError, match="public address"):
        Links(address, b"k" * 32)


def test_the_key_is_not_printed() -> None:
    assert "kkkk" not in repr(LINKS)
