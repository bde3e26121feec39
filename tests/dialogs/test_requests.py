"""What needs approval, in the chat: asked for, followed, withdrawn; listed and answered by staff."""

from dataclasses import replace
from datetime import timedelta

import pytest

from scheduling.statuses import AppointmentStatus
from tests.dialogs.openings import HAIRCUT, PETER
from tests.dialogs.talking import changed, customer, salon, staff
from tests.fakes.memory import MemoryTransactions

ASKED_FOR = (HAIRCUT, PETER, "yes")
TIM = ("haircut with Bo on Thursday at 10", "Tim Low, tim@example.com", "yes")
REQUESTED, CONFIRMED = AppointmentStatus.REQUESTED, AppointmentStatus.CONFIRMED
CANCELLED = AppointmentStatus.CANCELLED


async def asked_for(*also: tuple[str, ...]) -> MemoryTransactions:
    """Open a salon where Peter Walsh asked for a haircut with Ana on Wednesday at three."""
    salon_ = salon(changed("haircut", needs_approval=True))
    await customer(salon_).says(*ASKED_FOR)
    for number, texts in enumerate(also):
        await customer(salon_, f"other-{number}").says(*texts)
    return salon_


def statuses(salon_: MemoryTransactions) -> list[AppointmentStatus]:
    return [each.status for each in salon_.state.appointments.values()]


async def test_a_customer_is_told_that_nothing_is_booked_yet() -> None:
    talker = customer(salon(changed("haircut", needs_approval=True)))
    asked = await talker.says(HAIRCUT, PETER)
    assert "Shall I send this request for Wednesday 15 April at 15:00" in asked
    assert "Send request" in asked
    shown = await talker.says("yes")
    assert "not booked yet: Wednesday 15 April at 15:00" in shown
    assert "by Wednesday 15 April at 10:00, Paris time (GMT+2) at the latest" in shown
    assert "Requested" in shown
    assert "is booked" not in shown
    assert statuses(talker.transactions) == [REQUESTED]


async def test_what_staff_book_is_booked() -> None:
    ana = staff(salon(changed("haircut", needs_approval=True)), "ana")
    asked = await ana.says("book a haircut for Tom Jones tomorrow at 3pm")
    assert "Shall I book this" in asked
    assert "Booked for Tom Jones" in await ana.says("yes")
    assert statuses(ana.transactions) == [CONFIRMED]


@pytest.mark.parametrize(
    ("text", "shows", "hides"),
    [
        ("my appointments", "Here is your request. It is not booked yet", "Move"),
        ("move it to Friday", "it cannot be moved. You can withdraw it", "Shall I"),
        ("cancel my appointment", "Withdraw your request for Haircut", "Cancel your"),
    ],
)
async def test_a_customer_sees_a_request_as_one(text: str, shows: str, hides: str) -> None:
    shown = await customer(await asked_for()).says(text)
    assert shows in shown
    assert hides not in shown


async def test_a_customer_withdraws_a_request_or_keeps_it() -> None:
    salon_ = await asked_for()
    talker = customer(salon_)
    assert "your request stays as it is" in await talker.says("cancel my appointment", "no")
    shown = await talker.says("cancel my appointment", "yes")
    assert "Your request for Wednesday 15 April at 15:00, Paris time (GMT+2) is withdrawn" in shown
    assert statuses(salon_) == [CANCELLED]
    assert "You have no appointments" in await talker.says("my appointments")


@pytest.mark.parametrize(
    ("who", "text", "shows", "hides"),
    [
        ("ana", "requests", "2 requests are waiting", "not allowed"),
        ("ana", "any open requests?", "Peter Walsh", "not allowed"),
        ("bo", "requests", "One request is waiting", "Peter Walsh"),
        ("bo", "requests", "Accept", "Peter Walsh"),
        ("vic", "requests", "not allowed in your role", "Peter Walsh"),
        ("gus", "requests", "not allowed in your role", "Peter Walsh"),
        ("ana", "tomorrow", "Requested", "Tim Low"),
        ("vic", "team tomorrow", "Requested", "Accept"),
    ],
)
async def test_staff_see_what_waits_for_them(who: str, text: str, shows: str, hides: str) -> None:
    shown = await staff(await asked_for(TIM), who).says(text)
    assert shows in shown
    assert hides not in shown


@pytest.mark.parametrize(
    ("texts", "after"),
    [
        (("requests", "accept"), [CONFIRMED]),
        (("accept",), [CONFIRMED]),
        (("accept Peter Walsh",), [CONFIRMED]),
        (("please approve Peter Walsh's request",), [CONFIRMED]),
        (("decline",), [REQUESTED]),
        (("requests", "cancel"), [REQUESTED]),
        (("accept Joe Nobody",), [REQUESTED]),
    ],
)
async def test_one_that_waits_is_answered_by_typing(
    texts: tuple[str, ...], after: list[AppointmentStatus]
) -> None:
    salon_ = await asked_for()
    shown = await staff(salon_, "ana").says(*texts)
    assert statuses(salon_) == after
    assert ("The request is accepted, and the customer is told." in shown) is (CONFIRMED in after)


async def test_declining_asks_for_a_message_and_tells_it() -> None:
    salon_ = await asked_for()
    ana = staff(salon_, "ana")
    for words in ("decline", "cancel Peter Walsh"):
        shown = await ana.says(words)
        assert "Decline the request of Peter Walsh for Wednesday 15 April at 15:00?" in shown
    shown = await ana.taps("staff.decline_confirm", message="We are full")
    assert "declined, and the customer is told" in shown
    assert "We are full" in shown
    assert "The business" in shown
    assert statuses(salon_) == [CANCELLED]


async def test_of_several_that_wait_the_one_that_is_named_is_meant() -> None:
    salon_ = await asked_for(TIM)
    ana = staff(salon_, "ana")
    assert "Which one do you mean?" in await ana.says("accept")
    assert "accepted" in await ana.says("accept Tim Low")
    assert statuses(salon_) == [REQUESTED, CONFIRMED]


async def test_requests_are_answered_by_tapping() -> None:
    salon_ = await asked_for(TIM)
    ana = staff(salon_, "ana")
    await ana.says("requests")
    await ana.taps("staff.open")
    assert "The request is accepted" in await ana.taps("staff.accept")
    # Nobody is marked before the day of the appointment.
    assert "staff.mark" not in ana.verbs()
    assert {"staff.move", "staff.cancel", "staff.history"} <= {*ana.verbs()}


@pytest.mark.parametrize("verb", ["staff.accept", "staff.decline", "staff.decline_confirm"])
@pytest.mark.parametrize("has_lapsed", [True, False])
async def test_a_card_of_a_request_that_is_over_says_so(verb: str, *, has_lapsed: bool) -> None:
    salon_ = await asked_for()
    request = next(iter(salon_.state.appointments.values()))
    if has_lapsed:
        salon_.wait(timedelta(days=1))
    else:
        await customer(salon_).says("cancel my appointment", "yes")
    ana = staff(salon_, "ana")
    data = {"verb": verb, "appointment": request.appointment_id, "version": 1}
    shown = await ana.sends(data)
    assert "not waiting for an answer any more" in shown
    assert "staff.accept" not in ana.verbs()
    assert ana.reasons == ["wrong_status"]


async def test_a_customer_may_not_answer_their_own_request() -> None:
    salon_ = await asked_for()
    request = next(iter(salon_.state.appointments.values()))
    talker = customer(salon_)
    for verb in ("staff.accept", "staff.decline_confirm", "staff.requests", "staff.history"):
        await talker.sends({"verb": verb, "appointment": request.appointment_id, "version": 1})
        assert talker.reasons
    assert statuses(salon_) == [REQUESTED]


async def test_a_day_goes_by_from_the_request_to_the_end() -> None:
    salon_ = await asked_for()
    ana = staff(salon_, "ana")
    await ana.says("accept")
    salon_.wait(timedelta(days=1))
    await ana.says("arrived")
    assert "Marked as in progress" in await ana.taps("staff.mark", status="inProgress")
    assert "Marked as arrived" in await ana.taps("staff.mark", status="arrived")
    assert "Marked as in progress" in await ana.says("started")
    assert "Marked as done" in await ana.says("done")
    shown = await ana.says("history")
    for words in (
        "Requested",
        "Peter Walsh · web chat",
        "Requested → Confirmed",
        "In progress → Done",
    ):
        assert words in shown


@pytest.mark.parametrize(("who", "sees"), [("ana", True), ("vic", True), ("bo", False)])
async def test_the_history_is_behind_a_button_for_who_may_see_all(who: str, *, sees: bool) -> None:
    salon_ = await asked_for(TIM)
    talker = staff(salon_, who)
    await talker.says("team Thursday" if sees else "Thursday")
    await talker.taps("staff.open")
    assert ("staff.history" in talker.verbs()) is sees
    if sees:
        assert "What happened: Tim Low" in await talker.taps("staff.history")


@pytest.mark.parametrize(
    ("away", "shows", "status"),
    [
        (("ana",), "Bo takes it. It is booked", CONFIRMED),
        (("ana", "bo"), "Nobody is free at that time any more. Free times near:", REQUESTED),
    ],
)
async def test_accepting_what_is_not_free_any_more_finds_a_colleague_or_other_times(
    away: tuple[str, ...], shows: str, status: AppointmentStatus
) -> None:
    salon_ = await asked_for()
    (asked,) = salon_.state.appointments.values()
    for who in away:
        intruder = replace(asked, appointment_id=who, staff_member_ids=(who,), status=CONFIRMED)
        salon_.state.appointments[asked.business_id, who] = intruder
    assert shows in await staff(salon_, "ana").says("requests", "accept")
    assert statuses(salon_)[0] is status


@pytest.mark.parametrize(
    ("verb", "shows", "status"),
    [
        ("series.accept", "All 3 requests of the series are accepted", CONFIRMED),
        ("series.decline", "All 3 requests of the series are declined", CANCELLED),
    ],
)
async def test_a_series_of_requests_is_answered_with_one_tap(
    verb: str, shows: str, status: AppointmentStatus
) -> None:
    salon_ = salon(changed("haircut", needs_approval=True))
    weekly = "weekly haircut with Ana tomorrow at 10, 3 times"
    await customer(salon_).says(weekly, "yes", PETER, "yes")
    assert statuses(salon_) == [REQUESTED] * 3
    ana = staff(salon_, "ana")
    await ana.says("requests")
    await ana.taps("staff.open")
    assert shows in await ana.taps(verb)
    assert statuses(salon_) == [status] * 3
