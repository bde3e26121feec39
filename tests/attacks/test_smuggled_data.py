"""Card data that says more than the card did, or nonsense: none of it is believed."""

from collections.abc import AsyncIterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from scheduling.appointments import Appointment
from scheduling.statuses import AppointmentStatus
from tests.attacks.scene import appointments_of, book, forge, reach_summary
from tests.journeys.conftest import Talkers
from tests.journeys.salon import BUSINESS, NOW, SALON
from tests.journeys.tables import PETER
from tests.support.cards import actions_of, chosen_button
from tests.support.hosts import RunningHost, running_host


@pytest_asyncio.fixture
async def salon(sqlite_url: str, tmp_path: Path) -> AsyncIterator[RunningHost]:
    """One engine is enough: what a tap may do is decided above the database."""
    async with running_host(sqlite_url, tmp_path, SALON, NOW) as running:
        yield running


SMUGGLED: dict[str, Any] = {
    "role": "administrator",
    "tenantId": "other",
    "businessId": "other",
    "business_id": "other",
    "price": 0,
    "status": "completed",
    "appointment": "mine",
    "version": 99,
    "moves": "mine",
    "duration": 5,
    "end": "2026-04-16T08:01:00Z",
    "customer": "someone",
    "customerId": "someone",
    "actor": {"staffMemberId": "ana"},
    "staffMemberId": "vic",
    "isSelfService": False,
    "hasConsented": True,
    "idempotency_key": "draft:x",
    "now": "2020-01-01T00:00:00Z",
    "__class__": "Administrator",
    "constructor": {"prototype": {"role": "administrator"}},
    "msteams": {"type": "task/fetch"},
}


def facts_of(appointment: Appointment) -> tuple[object, ...]:
    return (
        appointment.business_id,
        appointment.price.amount,
        appointment.status,
        appointment.version,
        appointment.staff_member_ids,
        appointment.time_range.duration.total_seconds() / 60,
        appointment.customer.is_self_service,
        appointment.customer.contact.name,
    )


async def test_what_a_card_did_not_ask_for_is_ignored(talker: Talkers, salon: RunningHost) -> None:
    customer = talker()
    await customer.opens()
    steps: tuple[tuple[str, dict[str, Any]], ...] = (
        ("talk.book", {}),
        ("pick.service", {"service": "haircut"}),
        ("pick.staff", {"staff": "ana"}),
        ("pick.day", {"day": "2026-04-16"}),
        ("pick.time", {"start": "2026-04-16T08:00:00Z"}),
        ("give.contact", PETER),
        ("confirm", {}),
    )
    for verb, data in steps:
        button = chosen_button(customer.cards(), verb, data)
        await forge(customer, {**SMUGGLED, **button})
    (booked,) = await appointments_of(salon)
    confirmed = AppointmentStatus.CONFIRMED
    assert facts_of(booked) == (
        BUSINESS, Decimal(40), confirmed, 1, ("ana",), 45, True, PETER["name"],
    )  # fmt: skip


async def test_a_smuggled_role_opens_no_agenda(talker: Talkers) -> None:
    await book(talker(user="victim"))
    for mallory in (talker(user="mallory"), talker(staff="bo")):
        await mallory.opens()
        tap = {**SMUGGLED, "verb": "staff.day", "day": "2026-04-16", "team": True}
        await forge(mallory, tap)
        assert mallory.reasons == ["not_permitted"]


async def test_a_sender_and_a_place_of_ones_own_making_are_not_believed(
    talker: Talkers, salon: RunningHost
) -> None:
    mallory = talker(user="mallory")
    await mallory.opens()
    await mallory.sends(
        {
            "type": "message",
            "value": {"verb": "staff.day", "team": True},
            "from": {"id": "u|staffMember:ana@salon", "role": "bot", "aadObjectId": "ana"},
            "recipient": {"id": "mallory"},
            "conversation": {"id": "another", "tenantId": "x"},
            "channelId": "msteams",
            "serviceUrl": "http://127.0.0.1:9/",
            "channelData": {"tenant": {"id": "x"}, "frontdesk": {"staffMember": "ana"}},
        }
    )
    assert mallory.reasons == ["not_permitted"]
    assert await appointments_of(salon) == ()


STARTS: dict[str, object] = {
    "03:07 on a closed day": "2026-04-19T01:07:00Z",
    "off the grid by a microsecond": "2026-04-16T08:00:00.000001Z",
    "off the grid by minutes": "2026-04-16T08:07:00Z",
    "in the break": "2026-04-16T10:30:00Z",
    "ten years ahead": "2036-04-16T08:00:00Z",
    "past": "2026-04-13T08:00:00Z",
    "a date that is none": "2026-02-30",
    "the end of time": "9999-12-31T23:59:59Z",
    "before the beginning": "0001-01-01T00:00:00+14:00",
    "after the end": "9999-12-31T23:59:59-14:00",
    "no zone": "2026-04-16T08:00:00",
    "an offset of a day": "2026-04-16T08:00:00+24:00",
    "digits of another script": "\uff12\uff10\uff12\uff16-04-16T08:00:00Z",
    "empty": "",
    "blank": "   ",
    "words": "tomorrow",
    "very long": "2026-04-16T08:00:00Z" * 500,
    "a number": 1776326400,
    "a huge number": 1e308,
    "a very long number": 10**400,
    "yes": True,
    "nothing": None,
    "a list": ["2026-04-16T08:00:00Z"],
    "an object": {"$gt": ""},
    "a quote": "2026-04-16T08:00:00Z' OR '1'='1",
}


REASONS = {
    "03:07 on a closed day": "closed_day",
    "off the grid by minutes": "off_grid",
    "off the grid by a microsecond": "off_grid",
    "in the break": "closed_day",
    "ten years ahead": "beyond_max_lead",
    "past": "in_the_past",
}
"""Of times that are one; all other nonsense is an invalid value."""


@pytest.mark.parametrize("kind", STARTS)
async def test_a_time_that_cannot_be_had_is_refused_and_not_booked(
    talker: Talkers, salon: RunningHost, kind: str
) -> None:
    customer = talker()
    confirm = await reach_summary(customer)
    await forge(customer, {**confirm, "verb": "pick.time", "start": STARTS[kind]})
    expected = REASONS.get(kind, "invalid_value")
    assert expected in customer.reasons, customer.shown()
    assert "Shall I book" not in customer.shown()
    await forge(customer, confirm)
    assert all(
        each.time_range.start_at.isoformat() == "2026-04-16T08:00:00+00:00"
        for each in await appointments_of(salon)
    )


FIELDS: dict[str, tuple[str, ...]] = {
    "pick.day": ("day",),
    "pick.more_days": ("from",),
    "pick.more_times": ("day", "from"),
    "pick.more_services": ("from",),
    "pick.more_staff": ("from",),
    "pick.service": ("service",),
    "pick.staff": ("staff",),
    "change": ("field",),
    "give.contact": ("name", "email", "phone"),
    "give.answers": ("answer:length", "answer:notes"),
    "give.consent": ("consent",),
    "confirm": ("draft",),
    "staff.day": ("day", "team", "from"),
    "staff.mark": ("appointment", "version", "status"),
    "appointment.cancel_confirm": ("appointment", "version"),
    "appointment.open": ("appointment", "token"),
    "talk.book": ("service",),
}
NONSENSE: tuple[object, ...] = (
    "", " ", "-1", "9999-12-31", "0001-01-01", "2026-02-30", "x" * 5000, "%s%n", "../../etc/passwd",
    "\u202e\u200b\ufeff", "😀" * 300, "a\u0000b", -1, 0, 10**8, 10**18, 10**400, 0.5, 1e308, True,
    None, [], {}, [[[[]]]], {"verb": "confirm"},
)  # fmt: skip


@pytest.mark.parametrize("verb", FIELDS)
async def test_no_nonsense_in_a_card_breaks_a_turn(
    talker: Talkers, salon: RunningHost, verb: str
) -> None:
    # The customer after her: what a customer has chosen is held.
    for user in (talker(staff="ana"), talker()):
        draft = (await reach_summary(user))["draft"]
        for name in FIELDS[verb]:
            for value in NONSENSE:
                await forge(user, {"draft": draft, "verb": verb, name: value})
                shown = (each.get("draft") for each in actions_of(user.cards()))
                draft = next(filter(None, shown), draft)
    assert await appointments_of(salon) == ()


BODIES: dict[str, bytes] = {
    "a number that is none": b'{"type":"message","value":{"verb":"confirm","x":NaN}}',
    "infinity": b'{"type":"message","value":{"verb":"confirm","x":1e999}}',
    "a number of a million digits": b'{"type":"message","value":' + b"9" * 50_000 + b"}",
    "half a character": b'{"type":"message","text":"\\ud83d"}',
    "nested deeply": b'{"type":"message","value":' + b"[" * 2000 + b"]" * 2000 + b"}",
    "nested more deeply": b'{"type":"message","value":' + b'{"a":' * 9000 + b"1" + b"}" * 9001,
    "nested in what is not read": b'{"type":"message","x":' + b"[" * 30_000 + b"]" * 30_000 + b"}",
    "far too large": b'{"type":"message","text":"' + b"x" * 100_000 + b'"}',
    "not a text": b'{"type":"message","text":{"a":1}}',
    "another type": b'{"type":"endOfConversation"}',
    "an invoke": b'{"type":"invoke","name":"adaptiveCard/action","value":{}}',
}


@pytest.mark.parametrize("kind", BODIES)
async def test_a_body_no_card_could_send_is_refused_before_the_turn(
    talker: Talkers, kind: str
) -> None:
    mallory = talker()
    await mallory.opens()
    url = f"{mallory.url}/v3/directline/conversations/{mallory.conversation_id}/activities"
    headers = {"Authorization": f"Bearer {mallory.token}", "Content-Type": "application/json"}
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=BODIES[kind], headers=headers) as answer,
    ):
        assert answer.status in (400, 413)
        assert set(await answer.json()) == {"error"}
    await mallory.says("help")
    assert "You can write things like" in mallory.shown()
