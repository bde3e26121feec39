"""Taps that come in an order nobody meant: before their card, after its end, on another's."""

from typing import Any

import pytest

from scheduling.statuses import AppointmentStatus
from tests.attacks.scene import appointments_of, book, forge, reach_summary
from tests.journeys.conftest import Talkers
from tests.journeys.tables import PETER
from tests.support.cards import chosen_button
from tests.support.hosts import RunningHost

MADE_UP = "00000000000000000000000000000000"

DRAFT_TAPS: dict[str, dict[str, Any]] = {
    "confirm": {},
    "back": {},
    "talk.resume": {},
    "pick.service": {"service": "haircut"},
    "pick.staff": {"staff": "bo"},
    "pick.day": {"day": "2026-04-17"},
    "pick.time": {"start": "2026-04-17T08:00:00Z"},
    "give.contact": {"name": "Mallory", "email": "m@example.com", "phone": ""},
    "give.answers": {"answer:length": "Long"},
    "give.consent": {"consent": "true"},
    "change": {"field": "time"},
}


@pytest.mark.parametrize("verb", DRAFT_TAPS)
async def test_a_tap_before_its_card_changes_nothing(
    talker: Talkers, salon: RunningHost, verb: str
) -> None:
    customer = talker()
    confirm = await reach_summary(customer)
    await forge(customer, {"verb": verb, "draft": MADE_UP, **DRAFT_TAPS[verb]})
    assert customer.reasons == ["out_of_date"]
    assert await appointments_of(salon) == ()
    await forge(customer, confirm)
    (booked,) = await appointments_of(salon)
    assert booked.time_range.start_at.isoformat() == "2026-04-16T08:00:00+00:00"
    assert booked.customer.contact.name == PETER["name"]


async def test_a_confirmation_in_a_conversation_that_never_asked_is_out_of_date(
    talker: Talkers, salon: RunningHost
) -> None:
    first, elsewhere = talker(), talker()
    confirm = await reach_summary(first)
    await elsewhere.opens()
    for data in (confirm, {"verb": "confirm"}, {"verb": "confirm", "draft": ""}):
        await forge(elsewhere, data)
        assert elsewhere.reasons == ["out_of_date"]
    assert await appointments_of(salon) == ()


@pytest.mark.parametrize("ending", ["talk.start_over", "talk.book"])
async def test_a_confirmation_after_the_cancellation_is_out_of_date(
    talker: Talkers, salon: RunningHost, ending: str
) -> None:
    customer = talker()
    confirm = await reach_summary(customer)
    await forge(customer, {"verb": ending})
    assert "out of date" in await forge(customer, confirm)
    assert customer.reasons == ["out_of_date"]
    assert await appointments_of(salon) == ()


async def test_a_confirmation_before_all_is_said_asks_for_the_rest(
    talker: Talkers, salon: RunningHost
) -> None:
    customer = talker()
    await customer.opens()
    await customer.says("haircut with Ana")
    draft = chosen_button(customer.cards(), "pick.day", {})["draft"]
    assert "Which day" in await forge(customer, {"verb": "confirm", "draft": draft})
    await customer.says("thursday at 10")
    assert "What is your name" in await forge(customer, {"verb": "confirm", "draft": draft})
    assert await appointments_of(salon) == ()


async def test_a_confirmation_tapped_after_the_appointment_was_cancelled_says_so(
    talker: Talkers, salon: RunningHost
) -> None:
    customer = talker()
    confirm = await reach_summary(customer)
    await forge(customer, confirm)
    cancel = chosen_button(customer.cards(), "appointment.cancel", {})
    await forge(customer, {**cancel, "verb": "appointment.cancel_confirm"})
    assert "is cancelled" in customer.shown()
    shown = await forge(customer, confirm)
    assert "is booked" not in shown
    (only,) = await appointments_of(salon)
    assert only.status is AppointmentStatus.CANCELLED


async def test_a_cancellation_from_before_a_move_cancels_nothing(
    talker: Talkers, salon: RunningHost
) -> None:
    customer = talker()
    cancel = await book(customer)
    await customer.says("move it to 4pm")
    assert "is moved" in await customer.says("yes")
    await forge(customer, {**cancel, "verb": "appointment.cancel_confirm"})
    assert "changed in the meantime" in customer.shown()
    (only,) = await appointments_of(salon)
    assert only.status is AppointmentStatus.CONFIRMED


async def test_a_cancellation_tapped_twice_is_one_with_the_same_answer(
    talker: Talkers, salon: RunningHost
) -> None:
    customer = talker()
    cancel = {**await book(customer), "verb": "appointment.cancel_confirm"}
    first, second = await forge(customer, cancel), await forge(customer, cancel)
    assert "is cancelled" in first
    assert first == second
    assert (await appointments_of(salon))[0].version == 2


@pytest.mark.parametrize("status", ["arrived", "confirmed", "noShow", "completed"])
async def test_nobody_wakes_a_cancelled_appointment(
    talker: Talkers, salon: RunningHost, status: str
) -> None:
    customer, ana = talker(), talker(staff="ana")
    cancel = await book(customer)
    await forge(customer, {**cancel, "verb": "appointment.cancel_confirm"})
    await ana.opens()
    appointment = cancel["appointment"]
    mark = {"verb": "staff.mark", "appointment": appointment, "version": 2, "status": status}
    await forge(ana, mark)
    assert ana.reasons == ["wrong_status"]
    (only,) = await appointments_of(salon)
    assert only.status is AppointmentStatus.CANCELLED
