"""What changes between a question and its answer: the person is told, and there is a way on."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dialogs.state import Asked
from scheduling.catalog import ContactDetail, QuestionAssignment
from scheduling.policies import SchedulingPolicy
from tests.dialogs.openings import BOOKED, HAIRCUT, PETER
from tests.dialogs.talking import changed, customer, put, salon, staff
from tests.journeys.salon import SALON

HELD_FOR = timedelta(minutes=5)


async def test_the_loser_of_a_race_is_told_and_offered_others() -> None:
    salon_ = salon()
    slow, fast = customer(salon_), customer(salon_, "u2")
    await slow.says(HAIRCUT, PETER)
    salon_.wait(HELD_FOR)
    await fast.says(*BOOKED)
    shown = await slow.says("yes")
    assert "I could not keep your time any longer, and somebody else has taken it" in shown
    assert "Ana is not free on Wednesday 15 April at 15:00" in shown
    assert slow.reasons == ["taken"]
    assert "not free" not in await slow.says("thanks")
    assert "Shall I book this for Wednesday 15 April at 16:00" in await slow.says("what about 4?")
    assert "is booked" in await slow.says("yes")


async def test_a_time_offered_and_taken_since_is_refused() -> None:
    salon_ = salon()
    slow = customer(salon_)
    await slow.says("haircut with Ana on Wednesday")
    await customer(salon_, "u2").says(*BOOKED)
    shown = await slow.taps("pick.time", start="2026-04-15T13:00:00Z")
    assert "Ana is not free" in shown
    assert slow.reasons == ["taken"]


async def test_a_policy_that_became_stricter_refuses_with_its_reason() -> None:
    salon_ = salon()
    talker = customer(salon_)
    await talker.says(HAIRCUT, PETER)
    stricter = SchedulingPolicy(minimum_lead_time=timedelta(days=3))
    put(salon_, changed("haircut", scheduling_policy=stricter))
    shown = await talker.says("yes")
    assert "can be booked from 3 days ahead" in shown
    assert talker.reasons == ["under_min_lead"]
    assert "pick.time" in talker.verbs()


async def test_consent_demanded_since_is_asked_for() -> None:
    salon_ = salon()
    talker = customer(salon_)
    await talker.says(HAIRCUT, PETER)
    put(salon_, changed("haircut", customer_consent_message="We keep photographs."))
    assert "We keep photographs" in await talker.says("yes")
    assert "Shall I book this" in await talker.says("I agree")
    assert "is booked" in await talker.says("yes")


async def test_a_phone_number_demanded_since_is_asked_for() -> None:
    salon_ = salon()
    talker = customer(salon_)
    await talker.says(HAIRCUT, PETER)
    demanded = frozenset({ContactDetail.PHONE})
    put(salon_, changed("haircut", required_contact_details=demanded))
    assert "What is your phone number" in await talker.says("yes")
    await talker.says("0612345678")
    assert "is booked" in await talker.says("yes")


async def test_a_question_that_became_required_is_asked() -> None:
    salon_ = salon()
    talker = customer(salon_)
    await talker.says("colouring on Friday at 2pm", "Carla, 0612345678", "long", "skip", "I agree")
    required = (QuestionAssignment("length"), QuestionAssignment("notes", is_required=True))
    put(salon_, changed("colouring", custom_questions=required))
    assert "Anything we should know" in await talker.says("yes")
    await talker.says("nothing special")
    assert "is booked" in await talker.says("yes")


async def test_a_service_that_is_gone_is_asked_for_again() -> None:
    salon_ = salon()
    talker = customer(salon_)
    await talker.says(HAIRCUT, PETER)
    services = {"colouring": SALON.catalog.services["colouring"]}
    put(salon_, replace(SALON, catalog=replace(SALON.catalog, services=services)))
    assert await talker.says("yes")
    assert "Which service" in await talker.says("hello")


async def test_a_move_of_what_was_moved_meanwhile_says_how_it_is_now() -> None:
    salon_ = salon()
    talker, ana = customer(salon_), staff(salon_, "ana")
    await talker.says(*BOOKED, "move it to Friday at 10")
    await ana.says("move Peter Walsh to Thursday at 10", "yes")
    shown = await talker.says("yes")
    assert (
        "changed in the meantime: it is on Thursday 16 April at 10:00, Paris time (GMT+2) now"
        in shown
    )
    assert "Shall I move it to Friday 17 April at 10:00" in shown
    assert talker.reasons == ["changed_meanwhile"]
    assert "is moved to Friday 17 April at 10:00" in await talker.says("yes")


@pytest.mark.parametrize("text", ["move it to Friday at 10", "cancel it"])
async def test_what_was_cancelled_meanwhile_is_changed_no_more(text: str) -> None:
    salon_ = salon()
    talker, ana = customer(salon_), staff(salon_, "ana")
    await talker.says(*BOOKED, text)
    await ana.says("cancel Peter Walsh")
    await ana.taps("staff.cancel_confirm", message="Ana is ill")
    shown = await talker.says("yes")
    assert "is cancelled already" in shown
    assert talker.state.draft is None
    assert talker.state.asked is None
    assert "cancelled already" not in await talker.says("thanks")


async def test_a_cancelling_of_what_was_moved_meanwhile_is_asked_again() -> None:
    salon_ = salon()
    talker, ana = customer(salon_), staff(salon_, "ana")
    await talker.says(*BOOKED, "cancel it")
    await ana.says("move Peter Walsh to Thursday at 10", "yes")
    shown = await talker.says("yes")
    assert "changed in the meantime" in shown
    assert "Cancel your Haircut on Thursday 16 April at 10:00" in shown
    assert talker.state.asked is Asked.CANCEL
    assert "is cancelled" in await talker.says("yes")


@pytest.mark.parametrize("text", ["move it to Friday at 10", "cancel it"])
async def test_a_notice_that_passes_while_asked_tells_whom_to_call(text: str) -> None:
    salon_ = salon()
    talker = customer(salon_)
    await talker.says("haircut with Bo today at 11", PETER, "yes", text)
    salon_.wait(timedelta(minutes=30))
    shown = await talker.says("yes")
    assert "+33 1 55 00 01 02" in shown
    assert talker.reasons == ["too_late"]


async def test_a_card_of_a_draft_that_is_over_is_out_of_date() -> None:
    talker = customer()
    await talker.says(HAIRCUT)
    old = talker.cards()
    await talker.says("start over", "a haircut")
    talker.reply = replace(talker.reply, messages=(replace(talker.reply.messages[0], card=old[0]),))
    shown = await talker.taps("give.contact", name="Peter", email="p@example.com", phone="")
    assert "out of date" in shown
    assert talker.reasons == ["out_of_date"]


async def test_a_second_tap_on_book_it_gets_the_first_answer() -> None:
    salon_ = salon()
    talker = customer(salon_)
    await talker.says(HAIRCUT, PETER)
    before = talker.reply
    await talker.taps("confirm")
    talker.reply = before
    assert "is booked for Wednesday 15 April at 15:00" in await talker.taps("confirm")
    assert len(salon_.state.appointments) == 1
