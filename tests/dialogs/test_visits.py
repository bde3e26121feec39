"""Visits in the conversation: what is asked, held, refused and changed, over a salon in memory."""

from datetime import timedelta

import pytest

from cards.channels import Channel
from scheduling.statuses import AppointmentStatus
from tests.dialogs.talking import Talker, changed, customer, put, salon, staff

PETER = ("Peter Walsh, peter@example.com", "+33612345678", "long", "no", "I agree")
CUT_AND_COLOUR = "haircut and colour on Friday at 9"


def confirmed(talker: Talker) -> list[str]:
    """Give the service and the attendee of each confirmed appointment."""
    found = talker.transactions.state.appointments.values()
    return sorted(
        f"{each.service_id} {each.customers[0].attendee_name}".strip()
        for each in found
        if each.status is AppointmentStatus.CONFIRMED
    )


async def test_as_many_parts_are_held_as_a_customer_may_hold_and_given_back() -> None:
    talker = customer()
    await talker.says(CUT_AND_COLOUR)
    assert len(talker.transactions.state.holds) == 2
    await talker.says("start over")
    assert not talker.transactions.state.holds


async def test_a_removed_part_is_held_no_more() -> None:
    talker = customer()
    await talker.says(CUT_AND_COLOUR, "without the colour")
    assert len(talker.transactions.state.holds) == 1


async def test_where_a_time_is_taken_meanwhile_nothing_is_booked() -> None:
    transactions = salon(changed("haircut", staff_member_ids=("ana",)))
    first, second = customer(transactions), customer(transactions, "u2")
    await first.says(CUT_AND_COLOUR, *PETER)
    transactions.now += timedelta(minutes=10)
    await second.says("haircut on Friday at 9", "Eve Holt, eve@example.com", "yes")
    shown = await first.says("yes")
    assert "nearest free times" in shown
    assert confirmed(first) == ["haircut"]


async def test_a_second_tap_gets_the_answer_of_the_first() -> None:
    talker = customer()
    await talker.says(CUT_AND_COLOUR, *PETER)
    data = {"verb": "confirm", "draft": talker.state.draft.draft_id}  # type: ignore[union-attr]
    assert "Your visit is booked" in await talker.sends(data)
    assert "Your visit is booked" in await talker.sends(data)
    assert confirmed(talker) == ["colouring", "haircut"]


async def test_a_visit_that_was_booked_and_not_remembered_is_booked_once() -> None:
    talker = customer()
    await talker.says(CUT_AND_COLOUR, *PETER)
    before = talker.state
    await talker.says("yes")
    talker.state = before
    assert "Your visit is booked" in await talker.says("yes")
    assert confirmed(talker) == ["colouring", "haircut"]


@pytest.mark.parametrize(
    ("text", "shows"),
    [
        ("with Bo", "Bo does not offer Colouring"),
        ("with Ana", "Haircut with Ana"),
        ("haircut with Bo", "Haircut with Bo"),
        ("on Thursday", "Thursday 16 April"),
        ("at 2pm", "14:00 Haircut"),
        ("how much is it?", "What is your name"),
        ("where are you?", "rue des Lilas"),
        ("without the haircut", "17 April at 09:00"),
        ("and another colouring", "What is your name"),
    ],
)
async def test_a_visit_is_corrected(text: str, shows: str) -> None:
    talker = customer()
    await talker.says(CUT_AND_COLOUR)
    assert shows in await talker.says(text)
    assert not confirmed(talker)


@pytest.mark.parametrize("text", ["just a haircut please", "only the haircut", "not the colouring"])
async def test_one_service_alone_ends_the_visit_and_keeps_the_time(text: str) -> None:
    talker = customer()
    await talker.says(CUT_AND_COLOUR, text, PETER[0], "yes")
    assert confirmed(talker) == ["haircut"]


async def test_a_party_takes_the_place_of_a_visit() -> None:
    talker = customer()
    await talker.says("haircut and colour tomorrow", "a haircut for two people on Friday at 10")
    await talker.says(PETER[0], "yes")
    assert confirmed(talker) == ["haircut", "haircut"]


async def test_a_part_that_is_offered_no_more_is_asked_anew() -> None:
    transactions = salon()
    talker = customer(transactions)
    await talker.says(CUT_AND_COLOUR)
    put(transactions, changed("colouring", is_hidden_from_customers=True))
    assert await talker.says("Peter Walsh, peter@example.com")
    assert not confirmed(talker)


async def test_a_party_is_booked_for_each() -> None:
    talker = customer()
    await talker.says("my wife and I need a haircut on Friday at 10", PETER[0], "yes")
    assert confirmed(talker) == ["haircut", "haircut"]


async def test_a_party_grows_smaller_by_a_word() -> None:
    talker = customer()
    await talker.says("three of us need a haircut on Friday")
    shown = await talker.says("for 2 people")
    assert "one after the other" not in shown


@pytest.mark.parametrize(
    "text", ["actually just me", "only for me", "haircut for one person", "for 1 person"]
)
async def test_a_party_of_one_is_an_ordinary_appointment(text: str) -> None:
    talker = customer()
    await talker.says("haircut for me and my son on Friday at 10", text, PETER[0], "yes")
    assert confirmed(talker) == ["haircut"]


async def test_whoever_names_no_day_hears_that_all_at_once_cannot_be() -> None:
    shown = await customer().says("three of us need a haircut")
    assert "one after the other" in shown
    assert "Wednesday 15 April" in shown


async def test_seven_are_too_many_for_one_visit() -> None:
    talker = customer()
    assert await talker.says("haircut for 7 people on Friday")
    assert talker.state.draft is not None
    assert talker.state.draft.visit is None


async def test_the_appointment_is_for_whom_it_was_booked() -> None:
    talker = customer()
    await talker.says("haircut with Ana for my daughter Mia on Friday at 10", PETER[0], "yes")
    assert confirmed(talker) == ["haircut Mia"]


@pytest.mark.parametrize("channel", Channel)
async def test_staff_book_a_visit_for_a_customer(channel: Channel) -> None:
    transactions = salon()
    talker = staff(transactions, "ana")
    talker.channel = channel
    await talker.says("book a haircut and a colouring for Grace Kim on Friday at 9")
    await talker.says("long", "no")
    assert "The visit of Grace Kim is booked" in await talker.says("yes")
    assert confirmed(talker) == ["colouring", "haircut"]


async def test_a_team_member_books_to_their_own_calendar_only() -> None:
    talker = staff(salon(), "bo")
    await talker.says("book a haircut and a colouring for Grace Kim on Friday at 9")
    assert not confirmed(talker)
    assert talker.state.draft is not None
    assert talker.state.draft.visit is None


@pytest.mark.parametrize(
    ("answer", "left"),
    [
        ("the whole visit", []),
        ("both", []),
        ("cancel everything", []),
        ("no", ["colouring", "haircut"]),
        ("keep it", ["colouring", "haircut"]),
    ],
)
async def test_cancelling_asks_how_much_of_it(answer: str, left: list[str]) -> None:
    talker = customer()
    await talker.says(CUT_AND_COLOUR, *PETER, "yes")
    assert "whole visit" in await talker.says("cancel my appointment")
    await talker.says(answer)
    assert confirmed(talker) == left


@pytest.mark.parametrize("asked", ["cancel my appointment", "cancel all", "move all to Thursday"])
async def test_another_wish_is_no_answer_to_how_much_of_it(asked: str) -> None:
    talker = customer()
    await talker.says(CUT_AND_COLOUR, *PETER, "yes", asked)
    shown = await talker.says("and a haircut for all of us tomorrow at 4pm")
    assert "Shall I book this for Wednesday 15 April at 16:00" in shown
    assert confirmed(talker) == ["colouring", "haircut"]


async def test_one_part_is_named_by_its_service() -> None:
    talker = customer()
    await talker.says(CUT_AND_COLOUR, *PETER, "yes", "cancel my appointment")
    assert "Cancel your Colouring" in await talker.says("only the colour")
    await talker.says("yes")
    assert confirmed(talker) == ["haircut"]


async def test_the_whole_visit_moves_without_asking_its_questions_again() -> None:
    talker = customer()
    await talker.says(CUT_AND_COLOUR, *PETER, "yes", "move it to Thursday at 1pm")
    shown = await talker.says("the whole visit")
    assert "Shall I move your visit to Thursday 16 April at 13:00" in shown
    assert "Your visit is moved to Thursday 16 April" in await talker.says("yes")
    assert confirmed(talker) == ["colouring", "haircut"]


async def test_one_part_moves_alone() -> None:
    talker = customer()
    await talker.says(CUT_AND_COLOUR, *PETER, "yes", "move my haircut to 4pm")
    shown = await talker.says("only this one")
    assert "Shall I move it to Friday 17 April at 16:00" in shown


async def test_staff_cancel_a_whole_visit_with_one_tap() -> None:
    talker = customer()
    await talker.says(CUT_AND_COLOUR, *PETER, "yes")
    ana = staff(talker.transactions, "ana")
    await ana.says("cancel Peter Walsh")
    await ana.taps("staff.cancel")
    shown = await ana.taps("visit.cancel", message="We are closed")
    assert "The visit of Peter Walsh on Friday 17 April at 09:00 is cancelled, all 2 parts" in shown
    found = talker.transactions.state.appointments.values()
    assert {(each.status.value, each.cancellation_message) for each in found} == {
        ("cancelled", "We are closed")
    }
