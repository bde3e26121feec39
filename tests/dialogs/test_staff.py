"""Staff of every role run their day by typing: what they may, and what they are told they may not."""

from datetime import timedelta

import pytest

from scheduling.statuses import AppointmentStatus
from tests.dialogs.openings import BOOKED
from tests.dialogs.talking import Talker, customer, salon, staff
from tests.fakes.memory import MemoryTransactions

REFUSAL = "not allowed in your role"


async def booked() -> MemoryTransactions:
    """Open a salon where Peter Walsh has a haircut with Ana, and Tim one with Bo, on Wednesday."""
    salon_ = salon()
    await customer(salon_).says(*BOOKED)
    await customer(salon_, "u2").says(
        "haircut with Bo on Wednesday at 10", "Tim Low, tim@example.com", "yes"
    )
    return salon_


@pytest.mark.parametrize(
    ("who", "text", "shows", "hides"),
    [
        ("ana", "my day tomorrow", "Peter Walsh", "Tim Low"),
        ("ana", "tomorrow", "Peter Walsh", "Tim Low"),
        ("ana", "team tomorrow", "Tim Low", REFUSAL),
        ("ana", "who is next?", "Peter Walsh", "Tim Low"),
        ("bo", "tomorrow", "Tim Low", "Peter Walsh"),
        ("bo", "team tomorrow", REFUSAL, "Peter Walsh"),
        ("bo", "who is next?", "Tim Low", "Peter Walsh"),
        ("vic", "team tomorrow", "Peter Walsh", "peter@example.com"),
        ("vic", "tomorrow", "Nothing is booked", "Peter Walsh"),
        ("vic", "book a haircut for Joe tomorrow at 11", REFUSAL, "Shall I"),
        ("gus", "tomorrow", "Nothing is booked", "Peter Walsh"),
        ("gus", "team tomorrow", REFUSAL, "Peter Walsh"),
        ("gus", "book an appointment", REFUSAL, "Which service"),
        ("bo", "cancel Peter Walsh", "found no appointment", "Wednesday"),
        ("bo", "move Tim Low to Friday at 10", "Shall I move it to Friday 17 April", REFUSAL),
        ("ana", "move Tim Low to Friday at 10", "Shall I move it to Friday 17 April", REFUSAL),
        ("ana", "cancel Peter Walsh", "Your message goes to the customer", REFUSAL),
        ("vic", "cancel Peter Walsh", REFUSAL, "Your message"),
        ("vic", "Peter Walsh has arrived", REFUSAL, "Marked"),
        ("ana", "Bo's day tomorrow", "Tim Low", "Peter Walsh"),
        ("ana", "show me Bo's agenda for tomorrow", "Tim Low", "Peter Walsh"),
        ("vic", "what does Bo have tomorrow?", "Tim Low", "Peter Walsh"),
        ("bo", "Ana's day tomorrow", REFUSAL, "Peter Walsh"),
        ("bo", "Bo's day tomorrow", "Tim Low", "Peter Walsh"),
        ("ana", "cancel the 4pm", "found no appointment at that time", "Your message"),
        ("ana", "move the 3pm to 4pm", "Shall I move it to Wednesday 15 April at 16:00", "May"),
        ("ana", "Peter Walsh is here", "from the day of the appointment on", "Marked"),
        ("vic", "move Peter Walsh to Friday", REFUSAL, "Shall I"),
        ("ana", "hello", "Hello Ana", REFUSAL),
        ("bo", "help", "who is next", REFUSAL),
        ("ana", "block Friday afternoon", "not possible in this chat", REFUSAL),
    ],
)
async def test_each_role_sees_and_does_what_it_may(
    who: str, text: str, shows: str, hides: str
) -> None:
    shown = await staff(await booked(), who).says(text)
    assert shows in shown
    assert hides not in shown


@pytest.mark.parametrize(
    ("text", "status", "said"),
    [
        ("Peter Walsh has arrived", AppointmentStatus.ARRIVED, "Marked as arrived"),
        ("Peter Walsh no show", AppointmentStatus.NO_SHOW, "Marked as no-show"),
    ],
)
async def test_an_appointment_is_marked_by_name(
    text: str, status: AppointmentStatus, said: str
) -> None:
    salon_ = await booked()
    salon_.wait(timedelta(days=1))
    ana = staff(salon_, "ana")
    assert said in await ana.says(text)
    assert said in await ana.says(text), "saying it twice does no harm"
    found = [each for each in salon_.state.appointments.values() if each.status is status]
    assert [each.customer.contact.name for each in found] == ["Peter Walsh"]


async def test_a_day_goes_by() -> None:
    salon_ = await booked()
    salon_.wait(timedelta(days=1))
    ana = staff(salon_, "ana")
    await ana.says("who is next?")
    assert "Marked as arrived" in await ana.says("arrived")
    assert "Marked as done" in await ana.says("done")
    shown = await ana.says("cancel")
    assert "cannot be moved or cancelled any more" in shown
    assert ana.reasons == ["wrong_status"]


async def test_what_is_not_today_is_not_marked_without_being_named() -> None:
    salon_ = await booked()
    ana = staff(salon_, "ana")
    assert "Next, in" in await ana.says("no show")
    statuses = {each.status for each in salon_.state.appointments.values()}
    assert statuses == {AppointmentStatus.CONFIRMED}


async def test_staff_book_for_a_customer_in_one_sentence() -> None:
    ana = staff(salon(), "ana")
    shown = await ana.says("book a haircut for Tom Jones tomorrow at 3pm")
    assert "Tom Jones" in shown
    assert "Shall I book this for Wednesday 15 April at 15:00" in shown
    assert "Booked for Tom Jones: Wednesday 15 April at 15:00" in await ana.says("yes")


async def test_a_team_member_books_to_their_own_calendar() -> None:
    bo = staff(salon(), "bo")
    shown = await bo.says("book a haircut with Ana for Joe Low tomorrow at 3pm")
    assert "your own calendar only" in shown
    assert "With Bo" in await bo.says("yes")


async def test_an_agenda_in_between_leaves_the_draft() -> None:
    ana = staff(salon(), "ana")
    await ana.says("book a haircut for Tom Jones")
    before = ana.state.draft
    shown = await ana.says("my day")
    assert "Tuesday 14 April" in shown
    assert "With whom" in shown
    assert ana.state.draft == before


async def test_a_cancelling_tells_the_customer() -> None:
    salon_ = await booked()
    ana = staff(salon_, "ana")
    await ana.says("cancel Peter Walsh")
    shown = await ana.taps("staff.cancel_confirm", message="Ana is ill")
    assert "the customer is told" in shown
    assert "Ana is ill" in shown
    assert "You have no appointments" in await customer(salon_).says("my appointments")


async def test_a_customer_may_not_use_the_staff_s_verbs() -> None:
    salon_ = await booked()
    talker: Talker = customer(salon_, "u3")
    appointment_id = next(iter(salon_.state.appointments))[-1]
    for verb in ("staff.day", "staff.next", "staff.open", "staff.mark", "staff.cancel"):
        shown = await talker.sends(
            {"verb": verb, "appointment": appointment_id, "version": 1, "status": "arrived"}
        )
        assert "Peter Walsh" not in shown
        assert talker.reasons
