"""Staff fill and correct a draft in writing, as customers do: a day said there is no agenda."""

import pytest

from tests.dialogs.openings import BOOKED
from tests.dialogs.talking import Talker, customer, salon, staff

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
        ((*MOVING, "Thursday"), "Ana has these times free on Thursday 16 April"),
        ((*MOVING, "16 April"), "Ana has these times free on Thursday 16 April"),
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
