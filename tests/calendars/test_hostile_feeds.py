"""Feeds made to cost: each is refused, or read in little time; none of them is waited for."""

import time

import pytest

from calendars.feeds.limits import LONGEST_FEED, MOST_EVENTS, MOST_PERIODS, FeedRefused
from calendars.feeds.reading import read_feed
from tests.calendars.feeds import APRIL, BERLIN, feed

START = "UID:1\nDTSTART:19700101T000000Z\nDURATION:PT1M"
OWNERS_LIMIT = 20.0
"""Seconds, on a machine that has others to serve."""


def nested(name: str, depth: int) -> str:
    return "\n".join([f"BEGIN:{name}"] * depth + [f"END:{name}"] * depth)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>Sign in</html>",
        b"\xff\xfe\x00\x00",
        b"BEGIN:VEVENT\r\nEND:VEVENT\r\n",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n",
        b"BEGIN:VCALENDAR\r\n" + b"X" * LONGEST_FEED,
        feed(nested("VEVENT", 50)),
        feed(nested("VALARM", 100_000)),
        feed(*["UID:1"] * (MOST_EVENTS + 1)),
        feed(START + "\nRDATE:" + ",".join(["20260414T080000Z"] * (MOST_PERIODS + 1))),
        feed(*[f"{START}\nRRULE:FREQ=DAILY;COUNT=99999999"] * 300),
    ],
    ids=[
        "nothing",
        "a page",
        "no text",
        "no calendar",
        "closed in disorder",
        "cut off",
        "too long",
        "too deep",
        "much too deep",
        "too many events",
        "too many dates",
        "too much to count",
    ],
)
def test_what_would_cost_too_much_is_refused(content: bytes) -> None:
    began = time.monotonic()
    with pytest.raises(FeedRefused):
        read_feed(content, APRIL, BERLIN)
    assert time.monotonic() - began < OWNERS_LIMIT


@pytest.mark.parametrize(
    "event",
    [
        f"{START}\nRRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        f"{START}\nRRULE:FREQ=DAILY;BYSECOND={','.join(map(str, range(60)))};BYMINUTE=1,2;BYHOUR=3",
        f"{START}\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        f"{START}\nRRULE:FREQ=DAILY;INTERVAL=99999999999999999999",
        f"{START}\n" + "RRULE:FREQ=DAILY;BYMONTHDAY=31;BYMONTH=2\n" * 500,
        f"{START}\nRRULE:FREQ=DAILY;UNTIL=99991231T235959Z",
        "UID:1\nDTSTART:99991231T235959Z\nDURATION:P1D\nRRULE:FREQ=YEARLY",
        f"{START}\nX-LONG:" + "(" * 100_000,
    ],
)
def test_what_never_ends_is_over_soon(event: str) -> None:
    began = time.monotonic()
    found = read_feed(feed(event, START), APRIL, BERLIN)
    assert found.event_count == 2
    assert time.monotonic() - began < OWNERS_LIMIT


def test_rules_of_time_zones_are_not_worked_out() -> None:
    zone = (
        "BEGIN:VTIMEZONE\nTZID:Bomb\nBEGIN:STANDARD\nDTSTART:16010101T000000\n"
        "TZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=SECONDLY\nEND:STANDARD\nEND:VTIMEZONE"
    )
    event = "UID:1\nDTSTART;TZID=Bomb:20260414T100000\nDURATION:PT1H"
    began = time.monotonic()
    assert read_feed(feed(zone, event), APRIL, BERLIN).busy
    assert time.monotonic() - began < OWNERS_LIMIT


def test_nothing_of_what_is_there_comes_out() -> None:
    secret = "SUMMARY:Divorce\nLOCATION:Court\nATTENDEE:mailto:x@example.org\nDESCRIPTION:secret"
    found = read_feed(
        feed(f"UID:secret\nDTSTART:20260414T080000Z\nDURATION:PT1H\n{secret}"), APRIL, BERLIN
    )
    assert not [word for word in ("Divorce", "Court", "example", "secret") if word in repr(found)]
