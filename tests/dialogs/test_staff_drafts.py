"""Staff fill and correct a draft in writing, as customers do: a day said there is no agenda."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from scheduling.catalog import Price, PriceType
from tests.dialogs.openings import BOOKED
from tests.dialogs.talking import Talker, changed, customer, put, salon, staff

MOVING = ("move Peter Walsh",)
BOOKING = ("book a haircut for Kim with Ana",)
AGENDA = "Day before"


async def ana() -> Talker:
    """Ana at work in a salon where Peter Walsh has a haircut with her on Wednesday at 15:00."""
    salon_ = salon()
    await customer(salon_).says(*BOOKED)
    return staff(salon_, "ana")


@pytest.mark.parametrize(
    ("texts", "shows"),
    [
        ((*MOVING, "Thursday"), "Shall I move it to Thursday 16 April at 15:00"),
        ((*MOVING, "16 April"), "Shall I move it to Thursday 16 April at 15:00"),
        ((*MOVING, "10am"), "Shall I move it to Wednesday 15 April at 10:00"),
        ((*MOVING, "Friday 10am"), "Shall I move it to Friday 17 April at 10:00"),
        ((*MOVING, "tomorrow at 4pm"), "Shall I move it to Wednesday 15 April at 16:00"),
        ((*MOVING, "next week"), "Monday 20 April"),
        ((*MOVING, "Thursday", "10am"), "Shall I move it to Thursday 16 April at 10:00"),
        ((*MOVING, "Friday 10am", "Thursday"), "Shall I move it to Thursday 16 April at 10:00"),
        ((*MOVING, "Friday 10am", "11:00"), "Shall I move it to Friday 17 April at 11:00"),
        ((*MOVING, "Friday 10am", "11:00", "yes"), "is moved to Friday 17 April at 11:00"),
        ((*BOOKING, "Thursday"), "Ana has these times free on Thursday 16 April"),
        ((*BOOKING, "Thursday at 9"), "Shall I book this for Thursday 16 April at 09:00"),
        (
            ("book a haircut with anyone on Friday at 10am for Kim",),
            "Shall I book this for Friday 17 April at 10:00",
        ),
    ],
)
async def test_a_time_said_in_a_draft_is_the_draft_s(texts: tuple[str, ...], shows: str) -> None:
    shown = await (await ana()).says(*texts)
    assert shows in shown
    assert AGENDA not in shown


@pytest.mark.parametrize("text", ["tomorrow", "Thursday", "next week", "my day on Thursday"])
async def test_with_nothing_in_the_making_a_day_is_its_agenda(text: str) -> None:
    assert AGENDA in await (await ana()).says(text)


async def test_with_the_draft_put_aside_a_day_is_its_agenda() -> None:
    assert AGENDA in await (await ana()).says(*BOOKING, "cancel", "tomorrow")


async def booked_with(**changes: Any) -> Talker:
    """Ana at work, where Peter's appointment was changed behind everybody's back."""
    talker = await ana()
    appointments = talker.transactions.state.appointments
    ((key, found),) = appointments.items()
    appointments[key] = replace(found, **changes)
    return talker


async def test_an_appointment_of_two_moves_with_both() -> None:
    talker = await booked_with(staff_member_ids=("ana", "bo"))
    taken = "haircut with Bo on Thursday at 10"
    await customer(talker.transactions, "u2").says(taken, "Tim Low, tim@example.com", "yes")
    shown = await talker.says("move Peter Walsh to Thursday at 10")
    assert "is already taken" in shown
    assert "Ana and Bo" in await talker.says("Thursday at 11")
    assert "all of them stay" in await talker.says("with Bo")
    assert "is moved to Thursday 16 April at 11:00" in await talker.says("yes")
    found = talker.transactions.state.appointments.values()
    assert [each.staff_member_ids for each in found] == [("ana", "bo"), ("bo",)]


async def test_a_team_member_does_not_move_what_a_colleague_has_too() -> None:
    talker = await booked_with(staff_member_ids=("ana", "bo"))
    shown = await staff(talker.transactions, "bo").says("move Peter Walsh to Thursday at 11")
    assert "not allowed in your role" in shown


async def test_a_move_is_summed_up_as_it_was_booked() -> None:
    talker = await booked_with(
        service_name="Long haircut",
        price=Price(PriceType.FIXED_PRICE, Decimal(55)),
        location="Loft",
    )
    put(talker.transactions, changed("haircut", default_duration=timedelta(minutes=30)))
    shown = await talker.says("move Peter Walsh to Friday at 10")
    for each in ("Long haircut", "10:00 \u2013 10:45", "45 minutes", "55", "Loft"):
        assert each in shown


async def test_cancelling_somebody_by_name_is_not_about_the_draft() -> None:
    talker = await ana()
    await talker.says(*BOOKING)
    shown = await talker.says("cancel Peter")
    assert "I have stopped" not in shown
    assert talker.state.draft is not None
