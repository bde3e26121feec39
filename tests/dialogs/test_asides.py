"""Whatever was asked last, other questions are answered, nothing is lost and it is asked again."""

from dataclasses import replace

import pytest

from dialogs.state import Asked
from tests.dialogs.openings import BOOKED, OPENINGS, QUESTIONS
from tests.dialogs.talking import Talker, customer

ASIDES = {
    "help": "You can write things like",
    "how much is it?": "€",
    "what does a haircut cost?": "€40",
    "when are you open?": "13:00",
    "where are you?": "1 rue des Lilas",
    "can I talk to a person?": "+33 1 55 00 01 02",
}
COURTESIES = {
    "hello": "Hello!",
    "thank you": "You are welcome",
    "xyzzy plugh": "did not get that",
}
FREE_WORDS = (Asked.ANSWERS,)
"""Here words that ask nothing are the answer."""


async def asked(question: Asked) -> Talker:
    """Somebody who was just asked this question."""
    talker = customer()
    await talker.says(*OPENINGS[question])
    assert talker.state.asked is question, talker.shown()
    return talker


@pytest.mark.parametrize("question", OPENINGS)
@pytest.mark.parametrize("text", ASIDES)
async def test_a_question_in_between_changes_nothing(question: Asked, text: str) -> None:
    talker = await asked(question)
    before = talker.state
    shown = await talker.says(text)
    assert ASIDES[text] in shown
    assert QUESTIONS[question] in shown.split(ASIDES[text], 1)[1]
    assert talker.state == before
    assert talker.reasons == []


@pytest.mark.parametrize("question", OPENINGS)
@pytest.mark.parametrize("text", COURTESIES)
async def test_a_courtesy_or_nonsense_changes_nothing(question: Asked, text: str) -> None:
    if question in FREE_WORDS or (question is Asked.CONTACT and text not in ("hello", "thank you")):
        return
    talker = await asked(question)
    before = talker.state
    shown = await talker.says(text)
    assert COURTESIES[text] in shown or question is Asked.OPTION
    assert QUESTIONS[question] in shown
    assert talker.state == before


@pytest.mark.parametrize("question", OPENINGS)
async def test_my_appointments_are_listed_in_between(question: Asked) -> None:
    talker = await asked(question)
    before = talker.state.draft
    shown = await talker.says("my appointments")
    assert "appointment" in shown
    assert talker.state.draft == before
    if talker.state.is_drafting:
        assert QUESTIONS[question] in shown


@pytest.mark.parametrize("question", OPENINGS)
async def test_goodbye_keeps_what_was_said(question: Asked) -> None:
    talker = await asked(question)
    before = talker.state
    assert "Goodbye" in await talker.says("goodbye") or question in FREE_WORDS
    if question not in FREE_WORDS:
        assert talker.state == before


OF_APPOINTMENTS = (
    Asked.CANCEL,
    Asked.WHICH_APPOINTMENT,
    Asked.SERIES_SCOPE,
    Asked.CANCEL_SERIES,
)
DRAFTING = [each for each in OPENINGS if each not in OF_APPOINTMENTS]


@pytest.mark.parametrize("question", DRAFTING)
async def test_start_over_forgets_the_draft(question: Asked) -> None:
    talker = await asked(question)
    assert "a fresh start" in await talker.says("start over")
    assert talker.state.draft is None


@pytest.mark.parametrize("question", [each for each in DRAFTING if each is not Asked.RESUME])
async def test_cancel_puts_the_draft_aside_and_yes_takes_it_up(question: Asked) -> None:
    talker = await asked(question)
    before = talker.state
    shown = await talker.says("cancel")
    assert "Nothing is booked" in shown
    assert talker.state.is_paused
    assert talker.state.draft == (before.draft and replace(before.draft, held=None))
    shown = await talker.says("yes")
    assert QUESTIONS[question] in shown
    assert replace(talker.state, earlier=()) == replace(before, earlier=())


async def test_a_draft_put_aside_may_be_let_go() -> None:
    talker = await asked(Asked.RESUME)
    assert "let it go" in await talker.says("no")
    assert talker.state.draft is None


async def test_days_shown_again_are_asked_for_again() -> None:
    talker = customer()
    await talker.says("a haircut on Monday", "more", "the first one", "none of these")
    assert "Which day" in await talker.says("show me another day")
    for text in ("blurb", "help", "where are you?"):
        shown = await talker.says(text)
        assert "Which day" in shown
        assert "With whom" not in shown


async def test_back_leaves_a_question_about_an_appointment() -> None:
    talker = await asked(Asked.CANCEL)
    await talker.says("back")
    assert talker.state.asked is None
    assert "Your appointment is cancelled" not in talker.shown()


async def test_a_price_is_told_and_the_wish_beside_it_is_taken() -> None:
    talker = customer()
    shown = await talker.says("how much is a haircut and do you have time tomorrow?")
    assert "€40" in shown
    assert "free on Wednesday 15 April" in shown


async def test_who_provides_a_service_is_told() -> None:
    assert "Colouring is done by Ana" in await customer().says("who does colouring?")


async def test_news_of_running_late_go_to_a_person() -> None:
    talker = customer()
    shown = await talker.says(*BOOKED, "I'm running late")
    assert "+33 1 55 00 01 02" in shown


async def test_what_is_no_business_of_ours_is_said() -> None:
    assert "only know about appointments" in await customer().says("what's the weather like?")


async def test_seeing_each_other_tomorrow_is_no_wish() -> None:
    talker = customer()
    shown = await talker.says(*BOOKED, "thanks, see you tomorrow")
    assert "Goodbye" in shown
    assert talker.state.draft is None


async def test_a_draft_survives_a_question_about_an_appointment() -> None:
    talker = customer()
    await talker.says(*BOOKED, "a haircut with Bo")
    before = talker.state.draft
    await talker.says("cancel my appointment on Wednesday")
    assert talker.state.asked is Asked.CANCEL
    shown = await talker.says("no")
    assert "stays as it is" in shown
    assert "Which day" in shown
    assert talker.state.draft == before
    assert replace(talker.state, focus="", focus_version=0).asked is Asked.DAY
