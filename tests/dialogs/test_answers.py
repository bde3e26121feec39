"""People answer with yes and no, with places, out of order, and change their minds."""

import pytest

from dialogs.state import Asked
from tests.dialogs.openings import (
    BOOKED,
    BOOKED_TWICE,
    CARLA,
    COLOURING,
    HAIRCUT,
    OPENINGS,
    PETER,
)
from tests.dialogs.talking import customer, salon

AT_THREE = "Wednesday 15 April at 15:00"


@pytest.mark.parametrize(
    ("question", "answer", "shown"),
    [
        (Asked.SERVICE, "the second one", "Which day"),
        (Asked.SERVICE, "2", "Which day"),
        (Asked.STAFF, "the last one", "Which day"),
        (Asked.STAFF, "yes", "Which day"),
        (Asked.STAFF, "it doesn't matter", "Which day"),
        (Asked.DAY, "any day is fine", "These times are free"),
        (Asked.DAY, "as soon as possible", "These times are free"),
        (Asked.TIME, "the second one", "Wednesday 15 April at 09:30"),
        (Asked.TIME, "3pm", AT_THREE),
        (Asked.TIME, "at 3", AT_THREE),
        (Asked.TIME, "10:30 please, thanks", "Wednesday 15 April at 10:30"),
        (Asked.OPTION, "the first one", "Anything we should know"),
        (Asked.OPTION, "rather short", "Anything we should know"),
        (Asked.OPTION, "purple", "Please choose one of these: Short or Long"),
        (Asked.ANSWERS, "skip", "Please read this"),
        (Asked.CONSENT, "no", "We need your agreement"),
        (Asked.CONSENT, "I agree", "Shall I book this"),
        (Asked.CONFIRMATION, "no", "What would you like to change"),
        (Asked.CONFIRMATION, "perfect, book it", "is booked"),
        (Asked.CONTACT, "actually colouring", "What is your name"),
        (Asked.CONTACT, "colouring", "What is your name"),
        (Asked.CONTACT, "whoever", "What is your name"),
        (Asked.RESUME, "yes", "Which day"),
        (Asked.RESUME, "go on", "Which day"),
        (Asked.RESUME, "with Bo", "Which day"),
        (Asked.CANCEL, "no", "stays as it is"),
        (Asked.CANCEL, "never mind", "stays as it is"),
        (Asked.CANCEL, "cancel", "Yes or no, to be sure"),
        (Asked.CANCEL, "yes", "is cancelled"),
        (Asked.WHICH_APPOINTMENT, "the second one", "Cancel your Haircut on Thursday"),
        (Asked.WHICH_APPOINTMENT, "the one on Wednesday", "Cancel your Haircut on Wednesday"),
        (Asked.WHICH_APPOINTMENT, "neither", "nothing was changed"),
    ],
)
async def test_a_short_answer_answers_what_was_asked(
    question: Asked, answer: str, shown: str
) -> None:
    talker = customer()
    assert shown in await talker.says(*OPENINGS[question], answer)


@pytest.mark.parametrize("question", OPENINGS)
@pytest.mark.parametrize("answer", ["yes", "no", "1", "the last one", "99", "👍", "?"])
async def test_no_answer_ends_the_talk(question: Asked, answer: str) -> None:
    talker = customer()
    assert await talker.says(*OPENINGS[question], answer)
    assert "wrong on our side" not in talker.shown()


async def test_a_question_is_never_taken_for_a_yes() -> None:
    salon_ = salon()
    talker = customer(salon_)
    for text in ("how much is it?", "is that with Ana?", "what is this?"):
        assert "is booked" not in await talker.says(HAIRCUT, PETER, text)
    assert not salon_.state.appointments


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("yes, but make it 4", "Wednesday 15 April at 16:00"),
        ("yes, with Bo", "Bo"),
        ("no, Thursday", "Thursday 16 April at 15:00"),
        ("oh no wait, Friday instead, same time", "Friday 17 April at 15:00"),
        ("half an hour later", "Wednesday 15 April at 15:30"),
        ("yes, but my email is new@example.com", "new@example.com"),
        ("not with Ana", "Bo"),
        ("my name is Paul Walsh", "Paul Walsh"),
    ],
)
async def test_a_correction_is_confirmed_again(text: str, shown: str) -> None:
    talker = customer()
    answer = await talker.says(HAIRCUT, PETER, text)
    assert shown in answer
    assert "Shall I book this" in answer
    assert "is booked" in await talker.says("yes")


@pytest.mark.parametrize(
    "texts",
    [
        ("Peter Walsh, peter@example.com", "haircut", "with Ana", "tomorrow", "3pm"),
        ("3pm", "peter@example.com", "I'm Peter Walsh", "tomorrow", "haircut with Ana"),
        ("with Ana", "a haircut", "at 3", "tomorrow", "Peter Walsh", "peter@example.com"),
        ("hello! a haircut tomorrow at 3 with Ana, I'm Peter Walsh, peter@example.com",),
    ],
)
async def test_parts_come_in_any_order(texts: tuple[str, ...]) -> None:
    shown = await customer().says(*texts)
    for each in ("Shall I book this", AT_THREE, "Ana", "Peter Walsh", "peter@example.com"):
        assert each in shown


@pytest.mark.parametrize(
    ("texts", "offered"),
    [
        (("haircut sometime next week in the afternoon",), ("Mon 20 Apr", "Fri 24 Apr")),
        (("haircut next week in the afternoon", "not on Monday"), ("Tue 21 Apr", "Fri 24 Apr")),
        (("haircut next week in the afternoon", "Wednesday"), ("Wednesday 22 April", "13:00")),
        (("haircut on Thursday or Friday at 3",), ("Thu 16 Apr", "Fri 17 Apr")),
        (("haircut on Thursday or Friday",), ("Thursday 16 April", "Friday 17 April")),
        (("haircut next week, but not with Ana", "Tuesday"), ("Bo has these times",)),
        (("haircut as soon as possible",), ("Tue 14 Apr", "11:00")),
        (("haircut on Friday as late as possible",), ("17:00",)),
        (("haircut with Ana", "next week", "in the morning", "Friday"), ("Friday 24 April",)),
    ],
)
async def test_a_vague_wish_is_offered_what_meets_it(
    texts: tuple[str, ...], offered: tuple[str, ...]
) -> None:
    talker = customer()
    shown = await talker.says(*texts)
    assert not [each for each in offered if each not in shown]
    assert talker.reasons == []


async def test_a_day_ruled_out_is_not_offered() -> None:
    talker = customer()
    shown = await talker.says("a haircut with Ana", "not on Wednesday")
    assert "Wednesday 15 April" not in shown
    assert "Thursday 16 April" in shown
    assert "free on Wednesday 15 April" in await talker.says("ok, Wednesday then")


async def test_earlier_and_later_move_through_what_is_free() -> None:
    talker = customer()
    await talker.says("haircut with Ana tomorrow at 2pm")
    assert "14:30" in await talker.says("later please")
    assert "13:30" in await talker.says("anything earlier?")
    assert "Which day" in await talker.says("another day")
    await talker.says("tomorrow", "at 11")
    assert "10:30" in await talker.says("earlier")


async def test_there_is_nothing_before_the_first_time() -> None:
    talker = customer()
    shown = await talker.says("haircut with Ana today", "the first one", "earlier")
    assert "Nothing earlier is free" in shown
    assert "11:00" in shown


@pytest.mark.parametrize(
    ("texts", "shown"),
    [
        (("cancel the one on Thursday",), "Cancel your Haircut on Thursday 16 April"),
        (("cancel my appointment with Ana",), "Cancel your Haircut on Wednesday 15 April"),
        (("move the one on Thursday to Friday at 2",), "Shall I move it to Friday 17 April"),
        (("move it to 4pm",), "Shall I move it to Thursday 16 April at 16:00"),
        (("start over", "move my appointment"), "Which appointment would you like to move"),
        (("start over", "move my appointment", "the first"), "Let us find another time"),
        (("my appointments", "the second one"), "Here is your appointment"),
        (("when is my appointment?",), "You have 2 appointments"),
        (("a colouring on Friday at 2pm",), "What is your phone number"),
        (("can I come an hour later?",), "Shall I move it to Thursday 16 April at 11:00"),
        (("can I still cancel?",), "You have 2 appointments"),
    ],
)
async def test_one_of_several_appointments_is_meant(texts: tuple[str, ...], shown: str) -> None:
    assert shown in await customer().says(*BOOKED_TWICE, *texts)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("move it to Friday", "Shall I move it to Friday 17 April at 15:00"),
        ("can I change it to 10?", "Shall I move it to Wednesday 15 April at 10:00"),
        ("can I move it to 11 o'clock?", "Shall I move it to Wednesday 15 April at 11:00"),
        ("move it to Friday morning", "free on Friday 17 April"),
        ("move it to next week", "Which day"),
    ],
)
async def test_a_move_to_a_day_keeps_the_hour_and_to_an_hour_the_day(text: str, shown: str) -> None:
    assert shown in await customer().says(*BOOKED, text)


async def test_a_move_keeps_the_hour_when_the_day_is_told_afterwards() -> None:
    talker = customer()
    shown = await talker.says(*BOOKED, "move my appointment", "Friday")
    assert "Shall I move it to Friday 17 April at 15:00" in shown
    assert "is moved to Friday 17 April at 15:00" in await talker.says("yes")


async def test_a_move_whose_hour_is_not_free_that_day_shows_the_day() -> None:
    salon_ = salon()
    await customer(salon_, "u2").says("haircut with Ana on Friday at 3pm", PETER, "yes")
    shown = await customer(salon_).says(*BOOKED, "move it to Friday")
    assert "Ana is not free on Friday 17 April at 15:00" in shown
    assert "Ana has these times free on Friday 17 April" in shown


async def test_moving_with_anyone_keeps_who_is_free() -> None:
    salon_ = salon()
    talker = customer(salon_)
    await talker.says(*BOOKED, "move it to Friday at 10", "anyone is fine", "yes")
    assert "With Ana" in talker.shown()
    await customer(salon_, "u2").says("haircut with Ana on Monday at 10", PETER, "yes")
    await talker.says("move it to Monday at 10")
    assert talker.reasons == ["taken"]
    shown = await talker.says("anyone else then", "yes")
    assert "is moved to Monday 20 April at 10:00" in shown
    assert "With Bo" in shown


async def test_a_wish_to_cancel_without_an_appointment_means_the_draft() -> None:
    talker = customer()
    assert "Nothing is booked" in await talker.says(HAIRCUT, "I want to cancel my appointment")
    assert talker.state.is_paused


async def test_somebody_else_may_take_it_at_the_same_time() -> None:
    talker = customer()
    shown = await talker.says(*BOOKED, "can I change it to Bo?")
    assert "Shall I move it to Wednesday 15 April at 15:00" in shown
    assert "With Bo" in await talker.says("yes")


async def test_a_booking_waits_while_an_appointment_is_moved() -> None:
    talker = customer()
    await talker.says(*BOOKED, "a colouring on Friday", "move my haircut to Friday at 10")
    assert "Shall I move it to Friday 17 April at 10:00" in talker.shown()
    shown = await talker.says("yes")
    assert "is moved to Friday 17 April at 10:00" in shown
    assert "free on Friday 17 April" in shown
    assert "Friday 17 April at 14:00, Paris time (GMT+2) is free" in await talker.says("at 2pm")


async def test_back_goes_through_every_step() -> None:
    talker = customer()
    await talker.says("a colouring", "on Friday", "at 2pm", CARLA, "long")
    for question in ("How long is your hair", "What is your name", "free on Friday", "Which day"):
        assert question in await talker.says("back")
    assert "Which service" in await talker.says("back")
    assert "We are at the beginning" in await talker.says("back")


async def test_a_question_answered_with_more_than_a_no_is_kept() -> None:
    talker = customer()
    await talker.says(COLOURING, CARLA, "long", "no, but my scalp is sensitive", "yes")
    assert "no, but my scalp is sensitive" in talker.shown()
