"""Staff hand over in words and by tapping: one appointment, a day, an ill colleague's days."""

from dataclasses import replace

import pytest

from scheduling.actors import OperatorActor
from scheduling.catalog import Role, StaffMember
from scheduling.deletions import Place
from scheduling.service.lifecycle.leaving import Aftermath, RemovePerson, remove_person
from tests.dialogs.talking import Talker, customer, put, salon, staff
from tests.fakes.memory import MemoryTransactions
from tests.journeys.salon import BUSINESS, SALON

REFUSAL = "not allowed in your role"
KARIM = StaffMember(staff_member_id="karim", display_name="Karim", role=Role.TEAM_MEMBER)
RITA = StaffMember(staff_member_id="rita", display_name="Rita", role=Role.SCHEDULER)
ANA_TOO = StaffMember(staff_member_id="ana2", display_name="Ana Maria", role=Role.TEAM_MEMBER)


def opened(*more: StaffMember) -> MemoryTransactions:
    """Open the salon with Karim, who cuts too, and Rita at the desk."""
    catalog = SALON.catalog
    people = {each.staff_member_id: each for each in (KARIM, RITA, *more)}
    cuts = ("ana", "bo", "karim", *(each.staff_member_id for each in more))
    haircut = replace(catalog.services["haircut"], staff_member_ids=cuts)
    changed = replace(
        catalog,
        staff_members={**catalog.staff_members, **people},
        services={**catalog.services, "haircut": haircut},
    )
    return salon(replace(SALON, catalog=changed))


async def booked(
    *wishes: tuple[str, str], on: MemoryTransactions | None = None
) -> MemoryTransactions:
    """Book a haircut for each wish and name: "with Ana tomorrow at 10", "Peter Walsh"."""
    salon_ = on or opened()
    for number, (wish, name) in enumerate(wishes):
        talker = customer(salon_, f"u{number}")
        shown = await talker.says(f"haircut {wish}", f"{name}, c{number}@example.com", "yes")
        assert "is booked" in shown
    return salon_


ANAS_DAY = (("with Ana tomorrow at 10", "Peter Walsh"), ("with Ana tomorrow at 2pm", "Jane Miller"))
FULL = (*ANAS_DAY, ("with Bo tomorrow at 10", "Tim Low"), ("with Karim tomorrow at 10", "Ida Kay"))


def having(salon_: MemoryTransactions) -> dict[str, tuple[str, ...]]:
    return {
        each.customer.contact.name: each.staff_member_ids
        for each in salon_.state.appointments.values()
        if each.is_active
    }


def days_away(salon_: MemoryTransactions) -> list[tuple[str, int, int]]:
    found = salon_.state.catalogs[BUSINESS].time_off
    return [(each.staff_member_id, each.period.start.day, each.period.end.day) for each in found]


@pytest.mark.parametrize(
    "text",
    [
        "Ana is ill tomorrow",
        "Ana will be sick tomorrow",
        "Ana has the flu, she is off tomorrow",
        "hand over Ana's appointments tomorrow",
        "reassign Ana's day tomorrow",
        "who can cover for Ana tomorrow?",
        "Ana isn't well, she won't be here tomorrow",
        "Ana called in sick for tomorrow",
    ],
)
async def test_everything_of_a_day_is_planned_and_done_with_a_yes(text: str) -> None:
    salon_ = await booked(*ANAS_DAY)
    rita = staff(salon_, "rita")
    shown = await rita.says(text)
    assert "2 appointments can be taken by others" in shown
    assert "Also mark Ana as away on Wednesday 15 April" in shown
    assert set(having(salon_).values()) == {("ana",)}, "nothing is done unasked"
    shown = await rita.says("yes")
    assert "2 appointments go to" in shown
    assert set(having(salon_).values()) == {("bo",), ("karim",)}
    assert days_away(salon_) == [("ana", 15, 16)]


async def test_what_cannot_be_placed_is_named_with_why_and_ways_on() -> None:
    rita = staff(await booked(*FULL), "rita")
    shown = await rita.says("Ana is ill tomorrow")
    assert "2 appointments can be taken by others" in shown
    assert "Nobody can take these" in shown
    assert "Bo is already booked on Wednesday 15 April at 10:00" in shown
    assert "Free with others: Wednesday 15 April" in shown
    assert {"staff.move", "staff.cancel", "staff.hand_over_confirm"} <= {*rita.verbs()}
    assert "1 appointment goes to" in await rita.says("yes")
    assert "Your message goes to the customer" in await rita.says("cancel Peter Walsh")


@pytest.mark.parametrize(
    "text",
    [
        "Ana has left: hand over",
        "hand over Ana's appointments",
        "hand over Ana's appointments tomorrow",
        "who can take over Ana's appointments?",
    ],
)
async def test_what_somebody_left_who_is_gone_is_handed_over_by_their_name(text: str) -> None:
    salon_ = await booked(*ANAS_DAY)
    command = RemovePerson(place=Place(BUSINESS, "ana"), aftermath=Aftermath.KEEP, seen=2)
    salon_.do(remove_person, OperatorActor(), command)
    rita = staff(salon_, "rita")
    shown = await rita.says(text)
    assert "2 appointments can be taken by others" in shown
    assert "mark Ana as away" not in shown
    await rita.says("yes")
    assert set(having(salon_).values()) == {("bo",), ("karim",)}


async def test_who_hands_over_their_own_only_is_told_nothing_of_who_left() -> None:
    salon_ = await booked(*ANAS_DAY)
    command = RemovePerson(place=Place(BUSINESS, "ana"), aftermath=Aftermath.KEEP, seen=2)
    salon_.do(remove_person, OperatorActor(), command)
    assert "can be taken" not in await staff(salon_, "karim").says("hand over Ana's appointments")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Ana is sick until Friday: hand over", [("ana", 14, 18)]),
        ("Ana is ill from Wednesday to Friday", [("ana", 15, 18)]),
        ("Ana is ill", [("ana", 14, 15)]),
        ("Ana is off sick this afternoon", [("ana", 14, 14)]),
    ],
)
async def test_the_days_said_are_the_days_off(text: str, days: list[tuple[str, int, int]]) -> None:
    salon_ = await booked(*ANAS_DAY)
    rita = staff(salon_, "rita")
    await rita.says(text, "yes")
    assert days_away(salon_) == days


@pytest.mark.parametrize(
    ("who", "text", "name", "taker"),
    [
        ("rita", "hand over Mrs Miller's appointment to Bo", "Jane Miller", "bo"),
        ("rita", "give Jane Miller to Karim", "Jane Miller", "karim"),
        ("ana", "hand my 2pm tomorrow to Karim", "Jane Miller", "karim"),
        ("ana", "can Karim take my 10 o'clock tomorrow?", "Peter Walsh", "karim"),
        ("rita", "reassign Ana's 2pm tomorrow to Bo", "Jane Miller", "bo"),
    ],
)
async def test_one_goes_to_who_was_named(who: str, text: str, name: str, taker: str) -> None:
    salon_ = await booked(*ANAS_DAY)
    talker = staff(salon_, who)
    assert "appointment can be taken by somebody else" in await talker.says(text)
    await talker.says("yes")
    assert having(salon_) == {
        **dict.fromkeys(("Peter Walsh", "Jane Miller"), ("ana",)),
        name: (taker,),
    }
    assert days_away(salon_) == []


@pytest.mark.parametrize(("who", "taker"), [("rita", "bo"), ("ana", "bo"), ("karim", "karim")])
async def test_a_move_to_another_time_of_a_colleague_is_done_by_who_may(
    who: str, taker: str
) -> None:
    having_it = "Karim" if who == "karim" else "Ana"
    salon_ = await booked((f"with {having_it} tomorrow at 10", "Peter Walsh"))
    await staff(salon_, who).says("reschedule Peter Walsh to tomorrow at 11 with Bo", "yes")
    assert having(salon_) == {"Peter Walsh": (taker,)}


async def test_who_was_named_and_cannot_is_told_why_and_another_proposed() -> None:
    salon_ = await booked(ANAS_DAY[0], FULL[2])
    shown = await staff(salon_, "rita").says("hand over Peter Walsh to Bo")
    assert "Bo is already booked on Wednesday 15 April at 10:00" in shown
    assert "Taken by\nKarim" in shown


async def test_the_appointment_talked_about_is_meant_by_it() -> None:
    salon_ = await booked(*ANAS_DAY)
    ana = staff(salon_, "ana")
    await ana.says("who is next?")
    await ana.says("hand it over to Bo", "yes")
    assert having(salon_)["Peter Walsh"] == ("bo",)


async def test_where_several_could_be_meant_it_is_asked_and_the_taker_kept() -> None:
    salon_ = await booked(ANAS_DAY[0], ("with Ana tomorrow at 2pm", "Paul Walsh"))
    rita = staff(salon_, "rita")
    assert "Which one do you mean?" in await rita.says("hand over Walsh to Karim")
    assert "Taken by\nKarim\nkarim" in await rita.says("the second one")
    await rita.says("yes")
    assert having(salon_)["Paul Walsh"] == ("karim",)


async def test_that_somebody_is_ill_chooses_none_of_those_listed() -> None:
    salon_ = await booked(ANAS_DAY[0], ("with Ana on Thursday at 2pm", "Paul Walsh"))
    rita = staff(salon_, "rita")
    await rita.says("hand over Walsh")
    assert "Also mark Ana as away on Wednesday" in await rita.says("Ana is ill tomorrow")


async def test_of_two_of_one_name_it_is_asked_who_is_ill() -> None:
    salon_ = await booked(*ANAS_DAY, on=opened(replace(ANA_TOO, display_name="Ana")))
    rita = staff(salon_, "rita")
    assert "Whose appointments do you mean?" in await rita.says("Ana is ill tomorrow")
    assert "appointment can be taken by somebody else" in await rita.taps(
        "staff.hand_over", staff="ana"
    )


async def test_choices_on_the_card_are_what_is_done() -> None:
    salon_ = await booked(*ANAS_DAY)
    rita = staff(salon_, "rita")
    await rita.says("Ana is ill tomorrow")
    ids = {e.customer.contact.name: e.appointment_id for e in salon_.state.appointments.values()}
    chosen = {
        f"take:{ids['Peter Walsh']}": "karim",
        f"take:{ids['Jane Miller']}": "nobody",
        "away": "false",
    }
    shown = await rita.taps("staff.hand_over_confirm", **chosen)
    assert "1 appointment goes to Karim" in shown
    assert "1 appointment stays with Ana" in shown
    assert having(salon_) == {"Peter Walsh": ("karim",), "Jane Miller": ("ana",)}
    assert days_away(salon_) == []


async def test_a_second_tap_gets_the_answer_of_the_first() -> None:
    salon_ = await booked(*ANAS_DAY)
    rita = staff(salon_, "rita")
    await rita.says("Ana is ill tomorrow")
    cards = rita.reply
    first = await rita.taps("staff.hand_over_confirm")
    rita.reply = cards
    assert await rita.taps("staff.hand_over_confirm") == first


async def test_a_stale_plan_does_nothing_and_is_shown_anew() -> None:
    salon_ = await booked(*ANAS_DAY)
    rita = staff(salon_, "rita")
    await rita.says("Ana is ill tomorrow")
    await customer(salon_, "u0").says("cancel my appointment", "yes")
    shown = await rita.says("yes")
    assert "nothing was handed over" in shown
    assert "appointment can be taken by somebody else" in shown
    assert rita.reasons == ["changed_meanwhile"]
    assert having(salon_) == {"Jane Miller": ("ana",)}
    await rita.says("yes")
    assert having(salon_)["Jane Miller"] != ("ana",)


async def test_the_card_of_another_plan_is_out_of_date() -> None:
    rita = staff(await booked(*ANAS_DAY), "rita")
    await rita.says("Ana is ill tomorrow")
    old = rita.reply
    await rita.says("hand over Jane Miller")
    rita.reply = old
    await rita.taps("staff.hand_over_confirm")
    assert rita.reasons == ["out_of_date"]


async def test_no_drops_it_and_a_question_in_between_keeps_it() -> None:
    salon_ = await booked(*ANAS_DAY)
    rita = staff(salon_, "rita")
    await rita.says("Ana is ill tomorrow")
    assert "Shall I hand them over" in await rita.says("when are you open?")
    assert "nothing was handed over" in await rita.says("no")
    assert set(having(salon_).values()) == {("ana",)}


async def test_the_button_on_an_appointment_plans_it() -> None:
    salon_ = await booked(*ANAS_DAY)
    rita = staff(salon_, "rita")
    await rita.says("team tomorrow")
    await rita.taps("staff.open")
    assert "can be taken by somebody else" in await rita.taps("staff.hand_over")


@pytest.mark.parametrize(
    ("who", "text"),
    [
        ("vic", "Ana is ill tomorrow"),
        ("vic", "hand over Jane Miller to Bo"),
        ("gus", "hand over my appointments tomorrow"),
        ("bo", "Ana is ill tomorrow"),
        ("bo", "hand over Ana's day tomorrow to Karim"),
    ],
)
async def test_who_may_not_is_refused(who: str, text: str) -> None:
    talker = staff(await booked(*ANAS_DAY), who)
    assert REFUSAL in await talker.says(text)
    assert talker.reasons == ["not_permitted"]


@pytest.mark.parametrize("text", ["is Ana ill tomorrow?", "Ana is here", "Ana is well again"])
async def test_not_everything_about_a_colleague_is_an_absence(text: str) -> None:
    assert "Shall I hand" not in await staff(await booked(*ANAS_DAY), "rita").says(text)


async def test_a_customer_called_ill_is_not_ill() -> None:
    salon_ = await booked(("with Ana tomorrow at 10", "Petra Ill"))
    rita = staff(salon_, "rita")
    assert "Petra Ill" in await rita.says("hand over Petra Ill's appointment to Bo")
    assert days_away(salon_) == []


async def test_nothing_to_hand_over_is_said() -> None:
    shown = await staff(opened(), "rita").says("hand over Bo's 3pm tomorrow")
    assert "no appointment at that time" in shown
    assert "no appointments to hand over" in await staff(opened(), "rita").says(
        "Bo is ill tomorrow"
    )


async def test_a_request_is_to_be_answered_first() -> None:
    salon_ = opened()
    catalog = salon_.state.catalogs[BUSINESS]
    asked = replace(catalog.services["haircut"], needs_approval=True)
    put(salon_, replace(SALON, catalog=replace(catalog, services={"haircut": asked})))
    await customer(salon_).says("haircut with Ana tomorrow at 10", "Tim Low, t@example.com", "yes")
    rita = staff(salon_, "rita")
    shown = await rita.says("Ana is ill tomorrow")
    assert "Requests: accept or decline them first" in shown
    assert "accept it first" in await rita.says("hand over Tim Low")


class TestOffers:
    async def asked(self, *wishes: tuple[str, str]) -> tuple[MemoryTransactions, Talker]:
        salon_ = await booked(*(wishes or (("with Bo tomorrow at 10", "Tim Low"),)))
        bo = staff(salon_, "bo")
        shown = await bo.says("hand over my appointments tomorrow to Karim")
        assert "Shall I ask them?" in shown
        assert "I have asked Karim" in await bo.says("yes")
        return salon_, bo

    @pytest.mark.parametrize(
        ("answer", "said", "whose"),
        [
            ("accept", "it is yours now", "karim"),
            ("decline", "it stays with Bo", "bo"),
            ("accept the hand over", "it is yours now", "karim"),
        ],
    )
    async def test_they_are_answered_in_writing(self, answer: str, said: str, whose: str) -> None:
        salon_, _ = await self.asked()
        assert set(having(salon_).values()) == {("bo",)}
        assert said in await staff(salon_, "karim").says(answer)
        assert having(salon_) == {"Tim Low": (whose,)}

    async def test_nobody_else_accepts_it(self) -> None:
        salon_, _ = await self.asked()
        offer = next(iter(salon_.state.hand_overs.values()))
        for who in ("ana", "bo", "vic"):
            data = {"verb": "staff.take_over", "hand_over": offer.hand_over_id}
            await staff(salon_, who).sends(data)
        assert set(having(salon_).values()) == {("bo",)}

    async def test_cancelled_meanwhile_it_is_over(self) -> None:
        salon_, _ = await self.asked()
        await customer(salon_, "u0").says("cancel my appointment", "yes")
        offer = next(iter(salon_.state.hand_overs.values()))
        data = {"verb": "staff.take_over", "hand_over": offer.hand_over_id}
        shown = await staff(salon_, "karim").sends(data)
        assert "changed meanwhile" in shown

    async def test_busy_meanwhile_nothing_is_taken(self) -> None:
        salon_, _ = await self.asked()
        late = customer(salon_, "late")
        await late.says("haircut with Karim tomorrow at 10", "Ida Kay, i@example.com", "yes")
        karim = staff(salon_, "karim")
        assert "You are not free" in await karim.says("accept")
        assert having(salon_)["Tim Low"] == ("bo",)
        assert "stays with Bo" in await karim.taps("staff.take_over_decline")

    async def test_without_an_offer_accept_is_about_requests(self) -> None:
        assert "No request is waiting" in await staff(opened(), "karim").says("accept")


async def test_who_is_ill_as_a_customer_is_shown_theirs() -> None:
    salon_ = await booked(ANAS_DAY[0])
    ill = customer(salon_, "u0")
    shown = await ill.says("I'm ill")
    assert "Haircut" in shown
    assert {"appointment.open"} <= {*ill.verbs()} or {"appointment.cancel"} <= {*ill.verbs()}
