"""The log: one line of JSON per event, nothing in it that belongs to a person or opens a door."""

import io
import json
import logging
from typing import Any

import pytest

from bot.logs import JsonLines, log_event
from bot.redaction import redact

TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0.c2lnbmF0dXJl"


@pytest.fixture
def written() -> tuple[logging.Logger, io.StringIO]:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    logger = logging.getLogger("tests.bot.logs")
    logger.handlers.clear()
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    return logger, stream


def the_line(stream: io.StringIO) -> dict[str, Any]:
    text = stream.getvalue()
    line_end = text.index("\n")
    assert line_end == len(text) - 1
    assert text[:line_end].isascii()
    assert text[:line_end].isprintable()
    line = json.loads(text)
    assert isinstance(line, dict)
    return line


@pytest.mark.parametrize(
    "value",
    [
        "x\n2026-01-01 INFO admin logged in",
        "x\r\n{}",
        "\x1b[31mred\x1b[0m",
        "\x00\x07\x7f\x85\u2028\u2029",
        "\u202eright to left",
    ],
)
def test_no_value_can_begin_a_line_or_move_the_cursor(
    written: tuple[logging.Logger, io.StringIO], value: str
) -> None:
    logger, stream = written
    log_event(logger, "turn.done", conversation=value)
    assert the_line(stream)["conversation"] == value


def test_a_megabyte_is_cut_to_200_characters(written: tuple[logging.Logger, io.StringIO]) -> None:
    logger, stream = written
    log_event(logger, "turn.done", conversation="x" * 1_000_000)
    assert len(the_line(stream)["conversation"]) == 200


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        (f"Authorization: Bearer {TOKEN}", TOKEN),
        (f"GET /chat?t={TOKEN} HTTP/1.1", TOKEN),
        ("client_secret=abc123def&x=1", "abc123def"),
        ('{"access_token": "abc123def"}', "abc123def"),
        ("password: hunter22", "hunter22"),
        ("postgresql://frontdesk:hunter22@db/frontdesk", "hunter22"),
        ("from ana.garcia+x@mail.example.com now", "ana.garcia"),
        ("mailto:ana@example.com", "ana@"),
        ("call +49 30 901820 please", "901820"),
        ("call (030) 90 18 20-0", "90 18"),
        ("5551234567", "5551234567"),
        ("555.123.4567", "4567"),
        ("x" * 150 + " ana@example.com " + "x" * 60, "ana@"),
    ],
)
def test_secrets_and_addresses_are_marked_not_shown(text: str, gone: str) -> None:
    assert gone not in redact(text)


@pytest.mark.parametrize(
    "text",
    [
        "turn.failed",
        "2026-04-14T08:00:00+00:00",
        "2026-04-14",
        "550e8400-e29b-41d4-a716-446655440000",
        "a:1pL6i0oY3C0K8oAj8kxvTXbMbYGgZ8",
        "10.0.0.1",
        "bot/turns.py:120 handle",
    ],
)
def test_ids_and_instants_stay_readable(text: str) -> None:
    assert redact(text) == text


def break_like_a_database() -> None:
    raise LookupError("UNIQUE failed\n[parameters: ('Ana Garcia',)]")


def test_an_error_shows_its_kind_and_place_and_one_line(
    written: tuple[logging.Logger, io.StringIO],
) -> None:
    logger, stream = written
    with pytest.raises(LookupError) as failure:
        break_like_a_database()
    log_event(logger, "turn.failed", logging.ERROR, failure.value)
    line = the_line(stream)
    assert line["error"]["type"] == "LookupError"
    assert line["error"]["message"] == "UNIQUE failed"
    assert "test_logs.py" in line["error"]["where"][-1]
    assert "Ana" not in json.dumps(line)


def test_ids_given_by_other_rooms_are_written_and_nothing_else_is(
    written: tuple[logging.Logger, io.StringIO],
) -> None:
    logger, stream = written
    given = {"business_id": "salon", "staff_member_id": "ana", "person": "Ana Garcia", "text": "hi"}
    logger.error("backstop_hits_total", extra=given)
    line = the_line(stream)
    assert line["event"] == "backstop_hits_total"
    assert (line["business_id"], line["staff_member_id"]) == ("salon", "ana")
    assert not {"person", "text"} & set(line)


def test_records_of_libraries_are_written_the_same_way(
    written: tuple[logging.Logger, io.StringIO],
) -> None:
    logger, stream = written
    logger.warning("no answer from %s\nnew line", "ana@example.com")
    assert the_line(stream)["event"] == "no answer from [mail]\nnew line"
