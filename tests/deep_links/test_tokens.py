"""Signed tokens come back as they were made, and nothing else comes in."""

from datetime import UTC, datetime, timedelta

import pytest

from deep_links.tokens import (
    MAXIMUM_TOKEN_LENGTH,
    SignedToken,
    TokenExpired,
    TokenForged,
    TokenMisused,
    build_token,
    parse_token,
)

KEY = b"k" * 32
NOW = datetime(2026, 4, 14, 8, 0, tzinfo=UTC)
TOKEN = SignedToken("appointment", {"id": "42"}, NOW + timedelta(minutes=30))


@pytest.mark.parametrize(
    "claims",
    [{}, {"id": "42"}, {"name": "Zoë \U0001f600 \u2028 \"'.\\"}, {"b": "2", "a": "1", "": ""}],
)
def test_what_is_built_is_parsed_again(claims: dict[str, str]) -> None:
    token = SignedToken("appointment", claims, NOW + timedelta(seconds=1.75))
    assert parse_token(build_token(token, KEY), "appointment", KEY, NOW) == token


def test_the_text_fits_a_url_and_a_cookie() -> None:
    text = build_token(SignedToken("x", {"name": "~~~ÿÿÿ???"}, NOW), KEY)
    assert set(text) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")


def test_every_changed_character_is_noticed() -> None:
    text = build_token(TOKEN, KEY)
    for place, letter in enumerate(text):
        changed = text[:place] + ("A" if letter != "A" else "B") + text[place + 1 :]
        with pytest.raises(TokenForged):
            parse_token(changed, "appointment", KEY, NOW)


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "a.b",
        "x" * (MAXIMUM_TOKEN_LENGTH + 1),
        "é.é",
        "e30.",
        "a.\udc80",
        "\ud800.b",
        "a.b.c",
    ],
)
def test_what_is_no_token_is_refused(text: str) -> None:
    with pytest.raises(TokenForged):
        parse_token(text, "appointment", KEY, NOW)


def test_padding_or_a_tail_makes_another_token() -> None:
    for tail in ("=", ".", "\n", " "):
        with pytest.raises(TokenForged):
            parse_token(build_token(TOKEN, KEY) + tail, "appointment", KEY, NOW)


def test_another_key_is_refused() -> None:
    with pytest.raises(TokenForged):
        parse_token(build_token(TOKEN, KEY), "appointment", b"j" * 32, NOW)


def test_another_purpose_is_refused_and_named() -> None:
    with pytest.raises(TokenMisused) as refusal:
        parse_token(build_token(TOKEN, KEY), "visitor", KEY, NOW)
    assert refusal.value.purpose == "appointment"


def test_it_ends_at_its_expiry_and_not_before() -> None:
    text = build_token(TOKEN, KEY)
    last = TOKEN.expires_at - timedelta(microseconds=1)
    assert parse_token(text, "appointment", KEY, last) == TOKEN
    with pytest.raises(TokenExpired) as refusal:
        parse_token(text, "appointment", KEY, TOKEN.expires_at)
    assert refusal.value.expires_at == TOKEN.expires_at


def test_a_short_key_is_no_key() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        build_token(TOKEN, b"short")


def test_claims_that_cannot_be_shown_again_are_not_built() -> None:
    with pytest.raises(ValueError, match="too long"):
        build_token(SignedToken("x", {"a": "y" * MAXIMUM_TOKEN_LENGTH}, NOW), KEY)


def test_a_naive_expiry_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="aware"):
        SignedToken("x", {}, NOW.replace(tzinfo=None))
