"""A service of several lengths: asked, said, tapped, corrected, and refused where it has none such."""

from datetime import UTC, datetime, timedelta

import pytest

from cards.verbs import Verb
from dialogs.state import Asked
from tests.dialogs.openings import PETER
from tests.dialogs.talking import Talker, customer, salon, staff
from tests.journeys.studio import STUDIO

ASKED = "How long would you like your Massage to be?"
OFFERED = "Massage takes 30 minutes, 1 hour or 1 hour, 30 minutes."
SUMMED_UP = ("a 90 minute massage tomorrow at 10", PETER)


def visitor() -> Talker:
    return customer(salon(STUDIO))


def booked_length(talker: Talker) -> timedelta:
    (only,) = talker.transactions.state.appointments.values()
    return only.time_range.duration


async def test_the_length_is_asked_with_its_prices() -> None:
    talker = visitor()
    shown = await talker.says("massage tomorrow at 10")
    assert ASKED in shown
    assert "30 minutes\n€35" in shown
    assert "1 hour, 30 minutes\n€85" in shown
    assert talker.state.asked is Asked.LENGTH


@pytest.mark.parametrize(
    ("answer", "minutes"),
    [("the second one", 60), ("90", 90), ("half an hour", 30), ("an hour please", 60), ("3", 90)],
)
async def test_the_answer_is_a_length_or_its_place(answer: str, minutes: int) -> None:
    talker = visitor()
    await talker.says("massage tomorrow at 10", answer)
    assert talker.state.draft is not None
    assert talker.state.draft.duration == timedelta(minutes=minutes)
    assert talker.state.asked is Asked.CONTACT


async def test_what_was_chosen_is_summed_up_and_booked() -> None:
    talker = visitor()
    shown = await talker.says(*SUMMED_UP)
    assert "10:00 \u2013 11:30" in shown
    assert "€85 · 1 hour, 30 minutes" in shown
    shown = await talker.says("yes")
    assert "Length\n1 hour, 30 minutes" in shown
    assert booked_length(talker) == timedelta(minutes=90)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("shorter", "10:00 \u2013 11:00"),
        ("half an hour shorter", "10:00 \u2013 11:00"),
        ("30 minutes instead", "10:00 \u2013 10:30"),
        ("no, make it an hour", "10:00 \u2013 11:00"),
    ],
)
async def test_it_is_corrected_in_words(text: str, hours: str) -> None:
    assert hours in await visitor().says(*SUMMED_UP, text)


@pytest.mark.parametrize("text", ["longer", "make it longer please"])
async def test_longer_than_the_longest_is_answered(text: str) -> None:
    shown = await visitor().says(*SUMMED_UP, text)
    assert OFFERED in shown
    assert "10:00 \u2013 11:30" in shown


@pytest.mark.parametrize("text", ["2 hours instead", "make it 45 minutes", "an hour longer"])
async def test_a_length_there_is_none_of_is_refused_by_name(text: str) -> None:
    shown = await visitor().says(*SUMMED_UP, text)
    assert "Massage cannot be booked for" in shown
    assert OFFERED in shown
    assert ASKED in shown


async def test_a_service_of_one_length_says_so() -> None:
    shown = await visitor().says("haircut with Ana tomorrow at 10 for 2 hours")
    assert "Haircut cannot be booked for 2 hours. Haircut takes 45 minutes." in shown
    assert "What is your name" in shown


async def test_the_length_may_come_before_the_service() -> None:
    talker = visitor()
    await talker.says("I'd like to book 90 minutes tomorrow", "massage")
    assert talker.state.draft is not None
    assert talker.state.draft.duration == timedelta(minutes=90)


async def test_a_longer_one_that_does_not_fit_is_refused_with_other_times() -> None:
    salon_ = salon(STUDIO)
    await customer(salon_).says("massage for an hour tomorrow at 11", PETER, "yes")
    other = customer(salon_, "u2")
    await other.says("massage for an hour tomorrow at 10", "Eve Stone, eve@example.com")
    shown = await other.says("90 minutes")
    assert "is not free" in shown
    assert Verb.PICK_TIME in other.verbs()


async def test_back_undoes_the_length() -> None:
    shown = await visitor().says(*SUMMED_UP, "an hour instead", "back")
    assert "10:00 \u2013 11:30" in shown


async def test_the_held_time_is_held_anew_for_another_length() -> None:
    talker = visitor()
    await talker.says(*SUMMED_UP, "30 minutes instead")
    (held,) = talker.transactions.state.holds.values()
    starts_at = datetime(2026, 4, 15, 8, 0, tzinfo=UTC)
    assert held.claimed.end_at == starts_at + timedelta(minutes=30)


async def test_a_forged_length_is_refused() -> None:
    talker = visitor()
    await talker.says("massage")
    draft = talker.state.draft
    assert draft is not None
    shown = await talker.sends({"verb": "pick.length", "draft": draft.draft_id, "minutes": 5})
    assert "cannot find that" in shown


async def test_what_is_moved_keeps_its_length() -> None:
    talker = visitor()
    await talker.says(*SUMMED_UP, "yes")
    shown = await talker.says("move it to Thursday", "make it longer")
    assert "The length stays as it was booked" in shown
    await talker.says("yes")
    assert booked_length(talker) == timedelta(minutes=90)


async def test_staff_book_a_length() -> None:
    talker = staff(salon(STUDIO), "bo")
    shown = await talker.says("massage for Tom Low tomorrow at 10 for 90 minutes")
    assert "10:00 \u2013 11:30" in shown
    assert "Booked for Tom Low" in await talker.says("yes")
    assert booked_length(talker) == timedelta(minutes=90)


async def test_the_room_is_told_to_staff_and_not_to_customers() -> None:
    salon_ = salon(STUDIO)
    assert "Quiet room" not in await customer(salon_).says(*SUMMED_UP, "yes")
    bo = staff(salon_, "bo")
    assert "Massage · Quiet room" in await bo.says("tomorrow")
    assert "Room\nQuiet room" in await bo.taps("staff.open")


async def test_a_room_in_use_is_said_with_other_times() -> None:
    salon_ = salon(STUDIO)
    await customer(salon_).says(*SUMMED_UP, "yes")
    other = customer(salon_, "u2")
    shown = await other.says("a facial with Ana tomorrow at 10")
    assert "The room or equipment for Facial is in use on Wednesday 15 April at 10:00" in shown
    assert other.reasons == ["no_resource"]
    assert Verb.PICK_TIME in other.verbs()


async def test_the_price_is_told_of_each_length() -> None:
    shown = await visitor().says("how much is a massage?")
    assert "€35 · 30 minutes" in shown
    assert "€85 · 1 hour, 30 minutes" in shown


@pytest.mark.parametrize("text", ["make it longer", "an hour instead", "can you make it shorter?"])
async def test_what_is_booked_keeps_its_length(text: str) -> None:
    shown = await visitor().says(*SUMMED_UP, "yes", text)
    assert "The length stays as it was booked" in shown
