"""Why a time is not offered, asked through the real endpoint by everybody who may ask."""

import pytest

from tests.journeys.conftest import Talkers
from tests.journeys.tables import CUSTOMER_JOURNEYS, Says, Step, Taps
from tests.journeys.test_conversations import walk

BY_A_CUSTOMER: tuple[Step, ...] = (
    Says("why can't I come at 8 pm?", ("On Tuesday we are open",), reasons=("closed_day",)),
    Says(
        "haircut with Ana tomorrow at 3pm",
        ("not free", "Why?"),
        ("Peter",),
        reasons=("taken",),
    ),
    Taps("why.explain", shows=("Ana is not free on Wednesday 15 April at 15:00",)),
    Says("why is there nothing on Saturday?", ("We are closed on Saturday 18 April",)),
    Says("why not with Bo at 3pm tomorrow?", ("Bo is free for Haircut on Wednesday 15 April",)),
    Says("friday at 10", ("What is your name",)),
    Says("why are you closed on 1 May?", ("Labour Day", "What is your name")),
    Says("Eve Low, eve@example.com", ("Shall I book this for Friday 17 April at 10:00",)),
    Says("why not, book it", ("is booked for Friday 17 April at 10:00",)),
)
BY_ROLE: dict[str, tuple[Step, ...]] = {
    "ana": (
        Says(
            "why can't I book Ana on Wednesday at 3?",
            ("No. Ana cannot be booked", "Peter Walsh", "with buffers"),
            reasons=("taken",),
        ),
        Taps("staff.open", shows=("+33612345678",)),
        Says(
            "why isn't 8 pm offered for colouring tomorrow?",
            ("Works 09:00", "Change it in: Business hours (businessHours)"),
        ),
        Says("why is 1 May empty?", ("Closed all day: Labour Day", "closures[may]")),
        Says("is Bo free on Friday at 11?", ("Yes. Bo is free on Friday 17 April at 11:00",)),
        Taps("why.take", {"start": "2026-04-17T09:00:00Z"}, shows=("Customer",)),
        Says("why is Saturday empty?", ("No working hours on that day",)),
    ),
    "bo": (
        Says("why can't I book Ana on Wednesday at 3?", ("Busy 15:00",), ("Peter", "Change it")),
        Says("why is Wednesday full for Ana?", ("Busy",), ("Peter", "Appointments with")),
    ),
    "vic": (
        Says("why can't I book Ana on Wednesday at 3?", ("Peter Walsh",), ("Change it in", "+33")),
        Says("why is 1 May empty?", ("Set in: Closures (closures[may])",)),
    ),
    "gus": (Says("why can't I book Ana on Wednesday at 3?", ("not allowed in your role",)),),
}


async def test_a_customer_asks_why_and_books_all_the_same(talker: Talkers) -> None:
    await walk(talker(), CUSTOMER_JOURNEYS["in one sentence"])
    await walk(talker(user="u2"), BY_A_CUSTOMER)


@pytest.mark.parametrize("who", BY_ROLE)
async def test_staff_ask_why_and_hear_what_their_role_may_know(talker: Talkers, who: str) -> None:
    await walk(talker(), CUSTOMER_JOURNEYS["in one sentence"])
    await walk(talker(staff=who), BY_ROLE[who])
