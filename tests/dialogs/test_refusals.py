"""A wish that cannot be met is refused once, with its reason, and there is always a way on."""

from datetime import timedelta

import pytest

from dialogs.state import Asked
from scheduling.policies import SchedulingPolicy
from tests.dialogs.openings import BOOKED, PETER
from tests.dialogs.talking import changed, customer, salon, staff

REFUSED = {
    "haircut on Sunday at 11": ("We are closed", "closed_day"),
    "haircut yesterday": ("is in the past", "in_the_past"),
    "haircut in 20 minutes": ("is too soon", "under_min_lead"),
    "haircut on 1 October": ("is too far ahead", "beyond_max_lead"),
    "haircut on 1 May": ("We are closed on Friday 1 May: Labour Day", "closed_day"),
    "haircut tomorrow at 10:07": ("No appointment begins at exactly that time", "off_grid"),
    "haircut this weekend": ("We are closed", "closed_day"),
}


@pytest.mark.parametrize("text", REFUSED)
async def test_a_refusal_says_why_once_and_offers_times(text: str) -> None:
    talker = customer()
    sentence, reason = REFUSED[text]
    shown = await talker.says(text)
    assert sentence in shown
    assert talker.reasons == [reason]
    assert "pick.time" in talker.verbs()
    for between in ("peter@example.com", "help", "where are you?", "xyzzy"):
        shown = await talker.says(between)
        assert sentence not in shown
        assert "These are the nearest free times" in shown
        assert talker.reasons == []
        assert "pick.time" in talker.verbs()


@pytest.mark.parametrize("text", REFUSED)
async def test_the_same_wish_said_again_is_refused_again(text: str) -> None:
    talker = customer()
    await talker.says(text, text)
    assert talker.reasons == [REFUSED[text][1]]


@pytest.mark.parametrize(
    ("text", "offered", "hidden"),
    [
        ("haircut at 11pm", ("Tuesday 14 April at 17:00", "Wednesday 15 April at 17:00"), "09:00"),
        ("haircut at 7am", ("Wednesday 15 April at 09:00", "Thursday 16 April at 09:00"), "17:00"),
        ("haircut on Wednesday after 7pm", ("17:00", "16:30"), "09:00"),
        ("haircut tomorrow between 7pm and 9pm", ("17:00", "16:30"), "09:00"),
        ("haircut tomorrow before 8am", ("09:00", "09:30"), "17:00"),
        ("haircut next week at 10pm", ("Monday 20 April at 17:00",), "09:00"),
    ],
)
async def test_a_time_that_is_always_closed_is_said_to_be_with_the_nearest(
    text: str, offered: tuple[str, ...], hidden: str
) -> None:
    talker = customer()
    shown = await talker.says(text)
    assert "We are closed at that time. These are the nearest free times" in shown
    assert talker.reasons == ["closed_day"]
    assert not [each for each in offered if each not in shown]
    assert hidden not in shown
    assert "We are closed" not in await talker.says("help")


async def test_a_time_open_but_full_is_not_said_to_be_closed() -> None:
    salon_ = salon()
    for number, hour in enumerate(("4pm", "5pm")):
        await customer(salon_, f"c{number}").says(
            f"haircut with Bo on Friday at {hour}", PETER, "yes"
        )
    talker = customer(salon_)
    assert "Nothing is free at just that time" in await talker.says(
        "haircut with Bo on Friday after 4pm"
    )
    assert talker.reasons == ["taken"]


async def test_a_day_that_does_not_exist_is_said_once() -> None:
    talker = customer()
    assert "There is no 31 June" in await talker.says("haircut with Ana on 31 June")
    assert talker.reasons == ["invalid_date"]
    assert "31 June" not in await talker.says("help")
    assert talker.reasons == []


async def test_the_hour_of_before_is_refused_with_the_times_of_the_new_day() -> None:
    salon_ = salon()
    await customer(salon_).says("haircut with Ana on Friday at 3pm", PETER, "yes")
    talker = customer(salon_, "u2")
    shown = await talker.says("haircut with Ana on Thursday at 3pm", "no, Friday")
    assert "Ana is not free on Friday 17 April at 15:00" in shown
    assert "Ana has these times free on Friday 17 April" in shown
    assert talker.reasons == ["taken"]
    assert "not free" not in await talker.says("help")
    assert "Ana is free on Friday 17 April at 16:00" in await talker.says("4pm")


async def test_a_fully_booked_day_is_explained() -> None:
    salon_ = salon()
    for number, hour in enumerate(("9", "10", "11", "1pm", "2pm", "3pm", "4pm", "5pm")):
        await customer(salon_, f"c{number}").says(
            f"haircut with Bo on Friday at {hour}", PETER, "yes"
        )
    talker = customer(salon_)
    shown = await talker.says("haircut with Bo on Friday")
    assert "Bo is not free on Friday 17 April" in shown
    assert talker.reasons == ["taken"]
    assert "free on Friday 17 April" in await talker.says("anyone else?")


async def test_somebody_who_does_not_do_it_is_refused_and_the_day_kept() -> None:
    talker = customer()
    shown = await talker.says("colouring with Bo on Friday")
    assert "Bo does not offer Colouring" in shown
    assert talker.reasons == ["not_offered_by_staff"]
    assert "free on Friday 17 April" in await talker.says("with Ana then")
    assert talker.reasons == []


async def test_where_staff_are_chosen_for_one_a_name_is_no_refusal() -> None:
    policy = SchedulingPolicy(allow_staff_selection=False)
    talker = customer(salon(changed("haircut", scheduling_policy=policy)))
    shown = await talker.says("haircut with Ana tomorrow at 3pm")
    assert "we choose who serves you" in shown
    assert "What is your name" in shown
    assert talker.reasons == []


async def test_the_only_one_who_does_it_cannot_be_ruled_out() -> None:
    talker = customer()
    shown = await talker.says("colouring tomorrow at 10 but not with Ana")
    assert "Colouring is only done by Ana" in shown
    assert "What is your name" in shown


async def test_nothing_free_at_all_leaves_ways_on() -> None:
    talker = customer(salon(changed("colouring", staff_member_ids=("gone", "ana"))))
    assert "We are closed" in await talker.says("colouring on Sunday")
    assert talker.state.asked is Asked.TIME


async def test_a_hidden_service_is_not_taken_for_another() -> None:
    talker = customer(salon(changed("haircut", is_hidden_from_customers=True)))
    shown = await talker.says("haircut tomorrow at 3pm")
    assert "Which service" in shown
    assert talker.state.draft is not None
    assert talker.state.draft.service_id is None


async def test_a_service_with_one_provider_asks_for_nobody() -> None:
    assert "Which day" in await customer().says("a colouring")


async def test_too_late_tells_whom_to_call() -> None:
    salon_ = salon()
    talker = customer(salon_)
    await talker.says("haircut with Ana today at 11", PETER, "yes")
    salon_.wait(timedelta(minutes=30))
    for text in ("cancel it", "move it to Friday"):
        shown = await talker.says(text)
        assert "up to 1 hour before" in shown
        assert "+33 1 55 00 01 02" in shown
        assert talker.reasons == ["too_late"]
    assert "Confirmed" in await talker.says("my appointments")


async def test_staff_are_told_in_their_words() -> None:
    salon_ = salon()
    await customer(salon_).says(*BOOKED)
    bo = staff(salon_, "bo")
    shown = await bo.says("team today")
    assert "not allowed in your role" in shown
    assert bo.reasons == ["not_permitted"]
