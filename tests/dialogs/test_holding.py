"""A chosen time is kept while details are asked, and given back whichever way it is left."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cards.verbs import Verb
from scheduling.policies import SchedulingPolicy
from tests.dialogs.openings import CARLA, COLOURING, HAIRCUT, PETER
from tests.dialogs.talking import Talker, changed, customer, salon, staff
from tests.fakes.memory import MemoryTransactions
from tests.journeys.salon import SALON

KEPT = "I keep this time for you for 5 minutes"
RAN_OUT = "I could not keep your time any longer"
TAKEN = "Ana is not free on Wednesday 15 April at 15:00"
HELD_FOR = timedelta(minutes=5)
WEDNESDAY_THREE = datetime(2026, 4, 15, 13, 0, tzinfo=UTC)


def held(transactions: MemoryTransactions) -> list[datetime]:
    return [each.start_at for each in transactions.state.holds.values()]


async def test_a_chosen_time_is_kept_and_that_is_said_once() -> None:
    talker = customer()
    shown = await talker.says(HAIRCUT)
    assert f"at 15:00, Paris time (GMT+2). {KEPT}. What is your name" in shown
    assert held(talker.transactions) == [WEDNESDAY_THREE]
    for text in ("how much is it?", PETER, "help"):
        assert KEPT not in await talker.says(text)
    assert "is booked" in await talker.says("yes")
    assert held(talker.transactions) == []


async def test_whoever_is_known_hears_it_with_the_last_question() -> None:
    talker = customer()
    await talker.says(HAIRCUT, PETER, "yes")
    shown = await talker.says("haircut with Bo on Thursday at 10")
    assert f"{KEPT}. Shall I book this for Thursday 16 April at 10:00" in shown


async def test_others_are_told_that_it_is_taken() -> None:
    salon_ = salon()
    await customer(salon_).says(HAIRCUT)
    other = customer(salon_, "u2")
    assert TAKEN in await other.says(HAIRCUT)
    assert other.reasons == ["taken"]
    assert Verb.PICK_TIME in other.verbs()
    assert "15:00" not in await customer(salon_, "u3").says("haircut with Ana on Wednesday")


LEFT = {
    "start over": [],
    "cancel": [],
    "no, Thursday at 11": [datetime(2026, 4, 16, 9, 0, tzinfo=UTC)],
    "no, Thursday": [datetime(2026, 4, 16, 13, 0, tzinfo=UTC)],
    "no, Friday afternoon": [],
    "back": [],
    "no, with Bo": [WEDNESDAY_THREE],
}


@pytest.mark.parametrize("text", LEFT)
async def test_a_time_that_is_left_is_free_again(text: str) -> None:
    salon_ = salon()
    talker = customer(salon_)
    await talker.says(HAIRCUT, text)
    assert [each for each in held(salon_) if each != WEDNESDAY_THREE] == [
        each for each in LEFT[text] if each != WEDNESDAY_THREE
    ]
    assert "Ana is free on Wednesday 15 April at 15:00" in await customer(salon_, "u2").says(
        HAIRCUT
    )


@pytest.mark.parametrize("verb", [Verb.START_OVER, Verb.BACK, Verb.OTHER_DAY])
async def test_a_time_that_is_left_by_tapping_is_free_again(verb: Verb) -> None:
    talker = customer()
    await talker.says(HAIRCUT)
    data = {"draft": talker.state.draft.draft_id if talker.state.draft else ""}
    await talker.sends({"verb": verb.value, **data})
    assert held(talker.transactions) == []


async def test_a_draft_taken_up_again_has_its_time_again() -> None:
    talker = customer()
    await talker.says(HAIRCUT, PETER, "cancel")
    assert held(talker.transactions) == []
    assert KEPT in await talker.says("yes")
    assert held(talker.transactions) == [WEDNESDAY_THREE]


async def test_a_time_is_kept_for_as_long_as_details_are_filled_in() -> None:
    salon_ = salon()
    talker = customer(salon_)
    await talker.says(COLOURING)
    for text in (CARLA, "long", "no"):
        salon_.wait(timedelta(minutes=4))
        await talker.says(text)
    other = customer(salon_, "u2")
    assert "is not free on Friday 17 April at 14:00" in await other.says(COLOURING)
    salon_.wait(HELD_FOR)
    assert "Ana is free on Friday 17 April at 14:00" in await other.says(COLOURING)


async def test_who_took_too_long_is_told_at_the_next_step() -> None:
    salon_ = salon()
    slow, fast = customer(salon_), customer(salon_, "u2")
    await slow.says(HAIRCUT)
    salon_.wait(HELD_FOR)
    await fast.says(HAIRCUT)
    shown = await slow.says(PETER)
    assert RAN_OUT in shown
    assert TAKEN in shown
    assert Verb.PICK_TIME in slow.verbs()
    assert slow.reasons == ["taken"]
    assert RAN_OUT not in await slow.says("help")


async def test_who_took_too_long_books_what_is_still_free() -> None:
    salon_ = salon()
    talker = customer(salon_)
    await talker.says(HAIRCUT, PETER)
    salon_.wait(6 * HELD_FOR)
    assert "is booked" in await talker.says("yes")


async def test_a_time_kept_with_anyone_is_booked_with_whom_it_is_kept() -> None:
    salon_ = salon()
    talker = customer(salon_)
    await talker.says("haircut with anyone on Wednesday at 3pm")
    (kept,) = salon_.state.holds.values()
    await talker.says(PETER, "yes")
    (found,) = salon_.state.appointments.values()
    assert found.staff_member_ids == kept.staff_member_ids


async def test_staff_and_moves_keep_nothing() -> None:
    salon_ = salon()
    talker = customer(salon_)
    await talker.says(HAIRCUT, PETER, "yes", "move it to Thursday at 10")
    assert held(salon_) == []
    receptionist = staff(salon_, "ana")
    await receptionist.says("book a haircut with Ana on Friday at 10")
    assert held(salon_) == []


async def test_a_business_that_keeps_nothing_says_nothing() -> None:
    policy = SALON.catalog.services["haircut"].scheduling_policy
    off = replace(policy, hold_time=timedelta())
    talker = customer(salon(changed("haircut", scheduling_policy=off)))
    assert "I keep" not in await talker.says(HAIRCUT)
    assert held(talker.transactions) == []


async def test_with_too_many_appointments_to_come_there_are_ways_on() -> None:
    policy = SchedulingPolicy(maximum_open_appointments=1)
    policy = policy.over(SALON.catalog.services["haircut"].scheduling_policy)
    talker: Talker = customer(salon(changed("haircut", scheduling_policy=policy)))
    await talker.says(HAIRCUT, PETER, "yes")
    shown = await talker.says("haircut with Bo on Thursday at 10")
    assert "You already have an appointment to come" in shown
    assert talker.reasons == ["too_many_appointments"]
    assert Verb.MY_APPOINTMENTS in talker.verbs()
