"""What can be tapped can be said; what was understood, and what is wrong, is said back."""

import pytest

from cards.verbs import Verb
from dialogs.state import Asked
from scheduling.catalog import ContactDetail, QuestionAssignment
from tests.dialogs.openings import BOOKED, BOOKED_TWICE, HAIRCUT, OPENINGS, PETER
from tests.dialogs.talking import changed, customer, salon


@pytest.mark.parametrize(
    "text",
    [
        "keep it",
        "Keep it please",
        "do not cancel",
        "don't cancel my appointment",
        "leave it as it is",
    ],
)
async def test_an_appointment_is_kept(text: str) -> None:
    shown = await customer().says(*OPENINGS[Asked.CANCEL], text)
    assert "stays as it is" in shown


async def test_who_does_not_want_to_cancel_keeps_the_draft_too() -> None:
    talker = customer()
    await talker.says(*OPENINGS[Asked.DAY], "don't cancel")
    assert not talker.state.is_paused


@pytest.mark.parametrize("text", ["later days", "other days", "later"])
async def test_later_days_follow_those_shown(text: str) -> None:
    talker = customer()
    assert "Wednesday 15 April" in await talker.says(*OPENINGS[Asked.DAY])
    shown = await talker.says(text)
    assert "Wednesday 22 April" in shown
    assert "Wednesday 15 April" not in shown
    assert "Thursday 30 April" in await talker.says(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("change the service", "Which service would you like"),
        ("I'd like to change the treatment", "Which service would you like"),
        ("change the day", "Which day suits you"),
        ("can I change the date?", "Which day suits you"),
        ("change the time", "free on Wednesday 15 April"),
        ("change my name", "What is your name?"),
        ("the name is wrong", "What is your name?"),
        ("I want to change my phone number", "How can we reach you"),
        ("change the person", "With whom"),
    ],
)
async def test_the_part_named_is_opened(text: str, shown: str) -> None:
    talker = customer()
    assert shown in await talker.says(HAIRCUT, PETER, text)
    assert talker.state.asked is not Asked.CONFIRMATION


@pytest.mark.parametrize(
    ("text", "shown"),
    [("the time please", "free on Wednesday"), ("day", "Which day"), ("my name", "your name?")],
)
async def test_asked_what_to_change_a_bare_part_is_an_answer(text: str, shown: str) -> None:
    assert shown in await customer().says(HAIRCUT, PETER, "no", text)


async def test_the_part_of_a_move_is_opened() -> None:
    shown = await customer().says(*BOOKED, "move it to Friday at 10", "change the day")
    assert "Which day suits you" in shown


async def test_with_appointments_of_before_the_time_may_be_theirs() -> None:
    shown = await customer().says(*BOOKED_TWICE, "a haircut", "change the time of my appointment")
    assert "Let us find another time for your Haircut" in shown


@pytest.mark.parametrize(
    ("before", "text", "reason"),
    [
        ((), "12", "does not look like a phone number"),
        ((), "0612", "does not look like a phone number"),
        ((), "jl.picard@@x", "does not look like an e-mail address"),
        (("Peter Walsh",), "12", "does not look like a phone number"),
        (("Peter Walsh",), "peter@", "does not look like an e-mail address"),
    ],
)
async def test_what_is_wrong_with_a_contact_is_said(
    before: tuple[str, ...], text: str, reason: str
) -> None:
    talker = customer()
    shown = await talker.says(HAIRCUT, *before, text)
    assert reason in shown
    assert talker.state.asked is Asked.CONTACT
    assert "did not get that" not in shown


@pytest.mark.parametrize(
    ("demanded", "asked", "asked_alone"),
    [
        ((), "and how can we reach you", "How can we reach you: by e-mail or phone?"),
        ((ContactDetail.PHONE,), "and what is your phone number?", "What is your phone number?"),
        (
            (ContactDetail.EMAIL_ADDRESS,),
            "and what is your e-mail address?",
            "What is your e-mail address?",
        ),
        (
            tuple(ContactDetail),
            "and what are your e-mail address and phone number?",
            "What are your e-mail address and phone number?",
        ),
    ],
)
async def test_what_the_service_demands_is_asked_for(
    demanded: tuple[ContactDetail, ...], asked: str, asked_alone: str
) -> None:
    record = changed("haircut", required_contact_details=frozenset(demanded))
    talker = customer(salon(record))
    assert asked in await talker.says(HAIRCUT)
    assert asked_alone in await talker.says("Peter Walsh")


async def test_of_two_details_demanded_the_missing_one_is_asked_for() -> None:
    record = changed("haircut", required_contact_details=frozenset(ContactDetail))
    talker = customer(salon(record))
    assert "What is your phone number?" in await talker.says(HAIRCUT, PETER)


@pytest.mark.parametrize(
    ("text", "heard"), [("peter@example.com", "Noted."), ("I'm Peter Walsh", "Thank you, Peter")]
)
async def test_a_contact_given_while_times_are_offered_is_acknowledged(
    text: str, heard: str
) -> None:
    talker = customer()
    shown = await talker.says("haircut with Ana on Sunday at 11", text)
    assert shown.count(heard) == 1
    assert "nearest free times" in shown


@pytest.mark.parametrize("first", [{}, {"answer:length": "Long"}])
async def test_an_answer_that_is_no_option_is_asked_again(first: dict[str, str]) -> None:
    optional = (QuestionAssignment("length", is_required=False),)
    talker = customer(salon(changed("haircut", custom_questions=optional)))
    await talker.says(HAIRCUT, PETER)
    sent = {"verb": Verb.GIVE_ANSWERS.value, "draft": talker.state.draft.draft_id}  # type: ignore[union-attr]
    await talker.sends({**sent, **first})
    assert "choose one of the options" in await talker.sends({**sent, "answer:length": "Bald"})
    assert talker.state.asked is Asked.OPTION
    assert "Short" in await talker.says("short")


@pytest.mark.parametrize(
    ("texts", "asked"),
    [
        (("with Ana",), "Which service would you like with Ana?"),
        (("tomorrow afternoon",), "Which service would you like on Wednesday 15 April?"),
        (
            ("tomorrow afternoon", "with Ana"),
            "Which service would you like with Ana on Wednesday 15 April?",
        ),
        (("tomorrow at 3pm",), "Which service would you like on Wednesday 15 April at 15:00?"),
        (("I'd like to book",), "Which service would you like?"),
    ],
)
async def test_a_wish_before_the_service_is_said_back(texts: tuple[str, ...], asked: str) -> None:
    assert asked in await customer().says(*texts)
