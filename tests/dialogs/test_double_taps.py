"""A button tapped twice at once is answered once."""

from datetime import timedelta

import pytest

from cards.channels import Channel
from dialogs.state import Asked
from tests.dialogs.openings import HAIRCUT
from tests.dialogs.talking import Talker, customer
from tests.journeys.tables import PETER
from tests.support.cards import chosen_button

AT_TEN = {"start": "2026-04-16T08:00:00Z"}


async def asked_for_a_time() -> Talker:
    talker = customer()
    await talker.says("haircut with Ana on Thursday")
    return talker


async def test_the_contact_form_is_shown_once() -> None:
    talker = await asked_for_a_time()
    tap = chosen_button(talker.cards(), "pick.time", AT_TEN)
    assert "What is your name" in await talker.sends(tap)
    assert await talker.sends(tap) == ""
    assert talker.state.asked is Asked.CONTACT
    assert "Shall I book this" in await talker.says("Peter Walsh, peter@example.com")


async def test_a_form_given_twice_is_summed_up_once() -> None:
    talker = customer()
    await talker.says(HAIRCUT)
    tap = chosen_button(talker.cards(), "give.contact", PETER)
    assert "Shall I book this" in await talker.sends(tap)
    assert await talker.sends(tap) == ""


async def test_in_teams_the_card_takes_its_own_place_again() -> None:
    talker = customer(channel=Channel.TEAMS)
    await talker.says("book an appointment", "haircut with Ana on Thursday")
    tap = chosen_button(talker.cards(), "pick.time", AT_TEN)
    await talker.sends(tap)
    assert "What is your name" in await talker.sends(tap)


async def test_later_it_is_shown_again() -> None:
    talker = await asked_for_a_time()
    tap = chosen_button(talker.cards(), "pick.time", AT_TEN)
    await talker.sends(tap)
    talker.transactions.now += timedelta(seconds=5)
    assert "What is your name" in await talker.sends(tap)


@pytest.mark.parametrize("between", ["help", "at 11"])
async def test_what_was_done_in_between_makes_it_another_tap(between: str) -> None:
    talker = await asked_for_a_time()
    tap = chosen_button(talker.cards(), "pick.time", AT_TEN)
    await talker.sends(tap)
    await talker.says(between)
    assert "What is your name" in await talker.sends(tap)


async def test_another_time_tapped_at_once_is_taken() -> None:
    talker = await asked_for_a_time()
    ten = chosen_button(talker.cards(), "pick.time", AT_TEN)
    eleven = chosen_button(talker.cards(), "pick.time", {"start": "2026-04-16T09:00:00Z"})
    await talker.sends(ten)
    assert "Thursday 16 April at 11:00" in await talker.sends(eleven)


async def test_the_time_alone_is_changed_from_its_row() -> None:
    talker = customer()
    await talker.says(HAIRCUT, "Peter Walsh, peter@example.com")
    shown = await talker.taps("change", field="time")
    assert "free on Wednesday 15 April" in shown
    shown = await talker.taps("pick.time", start="2026-04-15T14:00:00Z")
    assert "Shall I book this for Wednesday 15 April at 16:00" in shown
