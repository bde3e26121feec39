"""Series from the first word to the last message, through the real endpoints, on both engines."""

import pytest

from tests.journeys.conftest import Talkers
from tests.journeys.tables import PETER, Says, Step, Taps
from tests.journeys.test_conversations import walk

CUSTOMERS: dict[str, tuple[Step, ...]] = {
    "in one sentence, with a holiday in the way": (
        Says(
            "haircut with Ana every other Friday at 3 until June",
            ("1 of 4 cannot be had", "Friday 1 May at 15:00", "Labour Day", "Thursday 30 April"),
        ),
        Says("yes", ("Which of the two",)),
        Taps("series.take", {"clashes": "move"}, shows=("What is your name",)),
        Taps("give.contact", PETER, shows=("Shall I book these 4", "Thursday 30 April at 17:00")),
        Taps("confirm", shows=("Your 4 appointments are booked", "Friday 29 May at 15:00")),
        Says("my appointments", ("You have 4 appointments", "One of a series")),
        Says("cancel the one on 15 May", ("only this one, this and the following, or all",)),
        Says("this and the following", ("Cancel these 2 appointments",)),
        Says("yes", ("Your 2 appointments are cancelled",)),
        Says("my appointments", ("You have 2 appointments",)),
        Says("cancel all of them", ("Cancel these 2 appointments",)),
        Says("no", ("everything stays as it is",)),
    ),
    "repeated from the summary, then moved": (
        Says("haircut with Ana tomorrow at 3pm", ("What is your name",)),
        Taps("give.contact", PETER, shows=("Shall I book this", "Repeat")),
        Taps("series.repeat", shows=("How often", "How many times")),
        Taps("series.give_repeat", {"every": "weekly-1", "count": "x"}, shows=("a number from 2",)),
        Taps("series.give_repeat", {"every": "weekly-1", "count": "3"}, shows=("All 3 are free",)),
        Taps("series.take", shows=("Shall I book these 3", "Wednesday 29 April at 15:00")),
        Taps("confirm", shows=("Your 3 appointments are booked",)),
        Says("move the one on 22 April to Thursday at 11", ("one of a series",)),
        Taps("series.move", {"scope": "following"}, shows=("All 2 can go there", "Thursday 30")),
        Taps("series.take", shows=("Your 2 appointments are moved",)),
        Says("my appointments", ("Wed", "15", "Thu", "23", "30")),
    ),
    "on two days a week, without some dates, then all to one weekday": (
        Says(
            "haircut with Ana every Monday and Thursday at 10 for 2 weeks, except 20 April",
            ("All 3 are free", "Monday 20 April at 10:00", "left out"),
        ),
        Says("not on the 27th", ("All 2 are free",)),
        Says("do the 20th after all", ("All 3 are free",)),
        Says("yes", ("What is your name",)),
        Taps("give.contact", PETER, shows=("Shall I book these 3", "left out")),
        Taps("confirm", shows=("Your 3 appointments are booked", "Thursday 23 April at 10:00")),
        Says("move all to Wednesday", ("1 of 3 cannot go there", "Ana is not free")),
        Says("no, move them all to Monday", ("2 of 3 cannot go there",)),
        Says("no, to Thursdays at 11", ("1 of 3 cannot go there", "Thursday 16 April at 11:00")),
        Says("skip it", ("Your 2 appointments are moved",)),
        Says("cancel all", ("Cancel these 3 appointments",)),
        Says(
            "and a haircut for all of us tomorrow at 9",
            ("Shall I book this for Wednesday 15 April at 09:00",),
        ),
        Says("my appointments", ("You have 3 appointments", "11:00")),
    ),
    "monthly, and no more than may be booked": (
        Says("monthly haircut with Bo, 4 times", ("Which day",)),
        Says("Monday 20 April at 10", ("further ahead than can be booked", "Book all 2")),
        Says("every week", ("All 4 are free",)),
        Says("8 times", ("You can book 5 more here", "Book the first 5")),
        Says("yes", ("What is your name",)),
        Says("Peter Walsh, peter@example.com", ("Shall I book these 5",)),
        Says("yes", ("Your 5 appointments are booked",)),
    ),
}

STAFF: tuple[Step, ...] = (
    Says("book a haircut with Ana for Grace Kim every Wednesday at 3pm, 6 times", ("All 6",)),
    Says("yes", ("Shall I book these 6",)),
    Says("yes", ("Booked for Grace Kim: 6 appointments",)),
    Says("tomorrow", ("Grace Kim",)),
    Taps("staff.open", shows=("One of a series", "Grace Kim")),
    Taps("staff.cancel", shows=("Only this one", "This and the following", "All still to come")),
    Taps("series.cancel", {"scope": "all", "message": "We move house"}, shows=("Cancel these 6",)),
    Taps("series.cancel_confirm", shows=("6 appointments are cancelled",)),
    Says("tomorrow", ("Nothing is booked",)),
)


@pytest.mark.parametrize("name", CUSTOMERS)
async def test_a_customer_gets_the_series_that_was_asked_for(talker: Talkers, name: str) -> None:
    await walk(talker(), CUSTOMERS[name])


async def test_staff_book_and_cancel_a_series_for_a_customer(talker: Talkers) -> None:
    await walk(talker(staff="ana"), STAFF)


async def test_a_customer_hears_once_of_a_series_that_staff_cancel(talker: Talkers) -> None:
    customer = talker()
    await customer.opens()
    said = (
        "haircut with Ana tomorrow at 3pm, weekly, 3 times",
        "yes",
        "Peter Walsh, p@example.com",
    )
    for each in (*said, "yes"):
        await customer.says(each)
    boss = talker(staff="ana")
    await boss.opens()
    for each in ("cancel Peter", "all of them", "yes"):
        await boss.says(each)
    heard = ""
    for _ in range(50):
        heard += await customer.says("thanks")
        if "has cancelled 3 of your appointments" in heard:
            break
    assert heard.count("has cancelled") == 1
    assert "Wednesday 29 April at 15:00" in heard
