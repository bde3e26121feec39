"""Only a yes that says nothing else books; a courtesy or a correction answers no question."""

from dataclasses import replace

import pytest

from dialogs.state import Asked
from scheduling.catalog import CustomQuestion, QuestionAssignment
from scheduling.service.administration import BusinessRecord
from tests.dialogs.openings import BOOKED, CARLA, COLOURING, HAIRCUT, OPENINGS, PETER, QUESTIONS
from tests.dialogs.talking import Talker, changed, customer, salon

ALLERGIES = "Do you have any allergies?"
MORE_THAN_A_YES = (
    "ok 11",
    "ok 3",
    "yes 2",
    "great but earlier",
    "that works but later",
    "ok, with Dara",
    "yes for two people",
    "ok massage",
    "yes no",
    "yes?",
    "is that all right",
    "sure, and a massage too",
    "book another appointment",
    "yes if it is raining",
    "yes cancel my appointment",
    "thanks",
)


def with_questions(*, is_required: bool, options: tuple[str, ...] = ()) -> BusinessRecord:
    """Give the salon asking about allergies, or about the length of hair, before a haircut."""
    wanted = "length" if options else "allergies"
    assigned = (QuestionAssignment(wanted, is_required=is_required),)
    record = changed("haircut", custom_questions=assigned)
    allergies = {"allergies": CustomQuestion("allergies", ALLERGIES)}
    questions = {**record.catalog.custom_questions, **allergies}
    return replace(record, catalog=replace(record.catalog, custom_questions=questions))


async def asked(*, is_required: bool, options: tuple[str, ...] = ()) -> Talker:
    """Somebody who was just asked the question."""
    talker = customer(salon(with_questions(is_required=is_required, options=options)))
    await talker.says(HAIRCUT, PETER)
    assert talker.state.asked in (Asked.ANSWERS, Asked.OPTION)
    return talker


@pytest.mark.parametrize("text", MORE_THAN_A_YES)
@pytest.mark.parametrize("before", [(), ("move it to Friday at 10",)])
async def test_a_yes_with_more_neither_books_nor_moves(text: str, before: tuple[str, ...]) -> None:
    salon_ = salon()
    talker = customer(salon_)
    texts = (*BOOKED, *before) if before else (HAIRCUT, PETER)
    await talker.says(*texts)
    assert talker.state.asked is Asked.CONFIRMATION
    kept = dict(salon_.state.appointments)
    await talker.says(text)
    assert salon_.state.appointments == kept


@pytest.mark.parametrize(
    "text",
    ["ok 11", "yes but move it instead", "ok with Bo", "yes no", "cancel another appointment"],
)
async def test_a_yes_with_more_cancels_nothing(text: str) -> None:
    salon_ = salon()
    talker = customer(salon_)
    await talker.says(*BOOKED, "cancel my appointment")
    kept = dict(salon_.state.appointments)
    await talker.says(text)
    assert salon_.state.appointments == kept


@pytest.mark.parametrize(
    "text",
    [
        "yes",
        "Yes please!",
        "ok",
        "yep, thanks a lot",
        "sounds good to me, thank you",
        "perfect, book it",
        "book it",
        "go ahead",
        "that's right",
        "great, I'll take it",
        "yes, please book the appointment",
        "yes that works for me",
        "confirm",
        "all good",
        "ok great see you then",
        "ok, book me in",
        "great, let's go with that",
    ],
)
async def test_a_yes_with_courtesies_books(text: str) -> None:
    assert "is booked" in await customer().says(HAIRCUT, PETER, text)


@pytest.mark.parametrize("text", ["yes", "move it please", "ok, reschedule it", "yes thanks"])
async def test_a_yes_moves(text: str) -> None:
    assert "is moved" in await customer().says(*BOOKED, "move it to Friday at 10", text)


@pytest.mark.parametrize("text", ["yes, cancel it please", "ok do it", "cancel my appointment"])
async def test_a_yes_cancels(text: str) -> None:
    assert "is cancelled" in await customer().says(*BOOKED, "cancel my appointment", text)


@pytest.mark.parametrize(
    ("text", "offered"),
    [("great but earlier", "14:30"), ("that works but later", "15:30"), ("ok, sooner", "14:30")],
)
async def test_a_yes_but_at_another_time_offers_others(text: str, offered: str) -> None:
    shown = await customer().says(HAIRCUT, PETER, text)
    assert "These times are free" in shown
    assert offered in shown


@pytest.mark.parametrize("is_required", [True, False])
@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("hello", "Hello!"),
        ("good morning", "Hello!"),
        ("thanks", "You are welcome"),
        ("thank you very much", "You are welcome"),
        ("what are your hours", "Our opening hours"),
        ("ok, and where are you", "1 rue des Lilas"),
        ("no, 4pm", "Ana is free on Wednesday 15 April at 16:00"),
        ("sorry, with Bo instead", "All right, changed"),
        ("actually make it Thursday", "Thursday 16 April"),
    ],
)
async def test_what_is_no_answer_is_heard_and_the_question_asked_again(
    text: str, shown: str, *, is_required: bool
) -> None:
    talker = await asked(is_required=is_required)
    answer = await talker.says(text)
    assert shown in answer
    assert ALLERGIES in answer.split(shown, 1)[1]
    assert talker.state.draft is not None
    assert not talker.state.draft.answers


async def test_a_goodbye_is_no_answer() -> None:
    talker = await asked(is_required=True)
    assert "Goodbye" in await talker.says("bye")
    assert talker.state.asked is Asked.ANSWERS


@pytest.mark.parametrize("is_required", [True, False])
@pytest.mark.parametrize(
    "text",
    [
        "no allergies, thanks",
        "hello, nuts and latex",
        "penicillin since 2019",
        "no, but I was ill on Monday",
        "I react to what Ana used on Monday at 3pm",
        "very good, thank you",
        "what I can't have is peroxide",
        "3pm",
    ],
)
async def test_an_answer_in_free_words_is_kept(text: str, *, is_required: bool) -> None:
    talker = await asked(is_required=is_required)
    assert text in await talker.says(text)
    assert talker.state.asked is Asked.CONFIRMATION


async def test_a_no_answers_what_is_required() -> None:
    talker = await asked(is_required=True)
    assert "Shall I book this" in await talker.says("no")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("no, Bo", "All right, changed"),
        ("no the name is Anne Leigh", "All right, changed"),
        ("no, 4pm", "All right, changed"),
        ("no wait, massage", "Please choose one of these"),
    ],
)
async def test_a_no_that_corrects_leaves_no_choice_out(text: str, shown: str) -> None:
    talker = await asked(is_required=False, options=("Short", "Long"))
    answer = await talker.says(text)
    assert shown in answer
    assert QUESTIONS[Asked.OPTION] in answer
    assert talker.state.draft is not None
    assert not talker.state.draft.skipped


@pytest.mark.parametrize(
    ("text", "shown"), [("no, Bo", "Bo"), ("no the name is Anne Leigh", "Anne Leigh")]
)
async def test_a_correction_at_a_choice_is_summed_up(text: str, shown: str) -> None:
    talker = await asked(is_required=False, options=("Short", "Long"))
    assert shown in await talker.says(text, "skip")


@pytest.mark.parametrize("text", ["no", "skip", "no thanks", "I'd rather not", "none of these"])
async def test_a_choice_may_be_left_out(text: str) -> None:
    talker = await asked(is_required=False, options=("Short", "Long"))
    assert "Shall I book this" in await talker.says(text)


async def test_a_wish_at_the_consent_is_taken_and_no_consent() -> None:
    talker = customer()
    await talker.says(COLOURING, CARLA, "long", "no", "yes, but at 3pm")
    assert talker.state.draft is not None
    assert not talker.state.draft.has_consented
    assert "at 15:00" in talker.shown()


async def test_what_was_asked_stays_asked() -> None:
    talker = customer()
    assert QUESTIONS[Asked.CONFIRMATION] in await talker.says(
        *OPENINGS[Asked.CONFIRMATION], "ok 11"
    )
