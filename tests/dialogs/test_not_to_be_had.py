"""What is wished for and is not to be had is named, and the talk goes on with what is."""

import pytest

from dialogs.state import Asked
from tests.dialogs.openings import BOOKED
from tests.dialogs.talking import customer, salon, staff


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (("haircut with Vic tomorrow at 3pm",), "Vic does not offer Haircut"),
        (("haircut tomorrow at 3pm", "no, with Vic"), "Vic does not offer Haircut"),
        (("haircut with Zoe tomorrow at 3pm",), "Nobody called Zoe works here"),
        (("a haircut tomorrow with Michael",), "Nobody called Michael works here"),
        (("haircut with michael tomorrow",), "Nobody called michael works here"),
        (("haircut tomorrow at 3pm", "no, with Zoe"), "Nobody called Zoe works here"),
    ],
)
async def test_a_wish_for_somebody_who_cannot_do_it_asks_who_shall(
    texts: tuple[str, ...], said: str
) -> None:
    talker = customer()
    shown = await talker.says(*texts)
    assert said in shown
    assert "With whom would you like your Haircut" in shown
    assert {"Ana", "Bo"} <= set(shown.split("\n"))
    assert talker.state.asked is Asked.STAFF
    assert "What is your name" in await talker.says("with Ana then", "at 3pm")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("with Vic", "Vic takes no appointments"),
        ("tomorrow with Zoe", "Nobody called Zoe works here"),
    ],
)
async def test_without_a_service_it_is_said_before_one_is_asked_for(text: str, said: str) -> None:
    talker = customer()
    shown = await talker.says(text)
    assert said in shown
    assert "Which service" in shown
    assert "Vic" not in await talker.says("haircut")


async def test_of_two_names_the_one_who_takes_nothing_is_named() -> None:
    shown = await customer().says("haircut with Vic or Ana tomorrow")
    assert "Vic takes no appointments" in shown
    assert "Ana has these times free on Wednesday 15 April" in shown


async def test_where_only_one_does_it_a_name_nobody_has_is_said_and_it_goes_on() -> None:
    shown = await customer().says("colouring with Zoe on Friday at 2pm")
    assert "Nobody called Zoe works here" in shown
    assert "Friday 17 April at 14:00" in shown


async def test_staff_who_speak_of_a_customer_are_not_told_that_nobody_has_the_name() -> None:
    salon_ = salon()
    await customer(salon_).says(*BOOKED)
    assert "Nobody called" not in await staff(salon_, "ana").says("move the one with Peter Walsh")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("massage tomorrow", "We do not offer “massage”. What we do: Haircut and Colouring"),
        ("I'd like a manicure tomorrow at 3pm", "We do not offer “manicure”"),
        ("a hot stone massage on Friday please", "We do not offer “hot stone massage”"),
        ("I want to book a pedicure with Ana", "We do not offer “pedicure”"),
    ],
)
async def test_a_service_not_offered_is_named_with_those_that_are(text: str, said: str) -> None:
    shown = await customer().says(text)
    assert said in shown
    assert "Which" in shown
    assert "We do not offer" not in await customer().says("haircut tomorrow")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("haircut and manicure friday 3pm", "We do not offer “manicure”. I am looking for Haircut"),
        ("a manicure and a haircut on friday 3pm", "We do not offer “manicure”"),
    ],
)
async def test_of_several_services_it_is_said_which_is_not_offered(text: str, said: str) -> None:
    shown = await customer().says(text)
    assert said in shown
    assert "Friday 17 April" in shown


async def test_either_of_two_services_asks_which() -> None:
    shown = await customer().says("a haircut or colouring on Friday")
    assert "Which of these do you mean" in shown


@pytest.mark.parametrize(
    "text",
    ["my boss needs a haircut tomorrow", "Peter, a haircut tomorrow", "hello, tomorrow at 3"],
)
async def test_chatter_is_no_service(text: str) -> None:
    assert "We do not offer" not in await customer().says(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("haircut 25:00 tomorrow", "There is no such time as “25:00”"),
        ("haircut tomorrow at 14:75", "There is no such time as “14:75”"),
        ("haircut on the 45th of may", "There is no 45 May"),
        ("haircut on May 45th", "There is no 45 May"),
        ("haircut on 31 February", "There is no 31 February"),
        ("haircut now", "is too soon"),
    ],
)
async def test_a_time_that_is_none_is_named(text: str, said: str) -> None:
    talker = customer()
    assert said in await talker.says(text)
    assert talker.state.asked in (Asked.DAY, Asked.TIME)


@pytest.mark.parametrize("text", ["last Friday at 3pm", "last Tuesday", "a week ago", "last week"])
async def test_a_time_that_is_over_is_refused_with_the_nearest(text: str) -> None:
    talker = customer()
    shown = await talker.says(f"haircut {text}")
    assert "is in the past" in shown
    assert talker.reasons == ["in_the_past"]
    assert "nearest free times" in shown


@pytest.mark.parametrize(
    ("answer", "meant"),
    [
        ("the 27th", "Monday 27 April at 10:00"),
        ("Friday", "Friday 24 April at 10:00"),
        ("Sunday", "closed on Sunday 26 April at 10:00"),
    ],
)
async def test_a_date_and_a_weekday_that_disagree_are_asked_about(answer: str, meant: str) -> None:
    talker = customer()
    shown = await talker.says("haircut on Friday 27 April at 10")
    assert "27 April is a Monday. Which day do you mean?" in shown
    assert {"Friday 24 April", "Monday 27 April"} <= set(shown.split("\n"))
    assert "27 April is a Monday" in await talker.says("xyzzy")
    assert meant in await talker.says(answer)


async def test_the_day_meant_can_be_tapped() -> None:
    talker = customer()
    await talker.says("haircut on Friday 27 April")
    assert "free on Monday 27 April" in await talker.taps("pick.day", day="2026-04-27")


@pytest.mark.parametrize(
    ("text", "offered", "hidden"),
    [
        ("haircut tomorrow at 3pm or 4pm", ("15:00", "16:00"), ("15:30",)),
        ("haircut at 3 or 4pm tomorrow", ("15:00", "16:00"), ("15:30",)),
        ("haircut with Ana or Bo tomorrow", ("15:00",), ("Ana has",)),
    ],
)
async def test_either_will_do(text: str, offered: tuple[str, ...], hidden: tuple[str, ...]) -> None:
    lines = (await customer().says(text)).split("\n")
    assert set(offered) <= set(lines)
    assert not [each for each in hidden if any(line.startswith(each) for line in lines)]


async def test_of_two_people_the_free_one_serves() -> None:
    salon_ = salon()
    await customer(salon_, "u2").says(*BOOKED)
    talker = customer(salon_)
    shown = await talker.says("haircut with Ana or Bo on Wednesday at 3pm")
    assert "Wednesday 15 April at 15:00, Paris time (GMT+2) is free" in shown
    assert "With Bo" in await talker.says("Tim Low, tim@example.com", "yes")
