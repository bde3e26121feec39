"""Which appointment staff mean: asked where several could be meant, found however it is written."""

from datetime import timedelta
from typing import Any

import pytest

from tests.dialogs.talking import Talker, customer, salon, staff

TWICE = "I found 2 appointments. Which one do you mean?"
AMARA = "Am\u00e1ra Okafor, amara@example.com"
AGAIN = "haircut with Ana on Friday at 10"


async def ana() -> Talker:
    """Ana on Wednesday morning: Am\u00e1ra comes to her today at 15:00 and on Friday at 10:00."""
    salon_ = salon()
    booking = ("haircut with Ana on Wednesday at 3pm", AMARA, "yes", AGAIN, "yes")
    await customer(salon_).says(*booking)
    salon_.wait(timedelta(days=1))
    return staff(salon_, "ana")


def statuses(talker: Talker) -> list[str]:
    found = talker.transactions.state.appointments.values()
    in_order = sorted(found, key=lambda each: each.time_range)
    return [each.status.value for each in in_order]


@pytest.mark.parametrize("text", ["Amara arrived", "Am\u00e1ra has arrived", "amara is here"])
async def test_who_arrives_comes_today(text: str) -> None:
    talker = await ana()
    assert "Marked as arrived" in await talker.says(text)
    assert statuses(talker) == ["arrived", "confirmed"]


async def test_nobody_stays_away_before_the_day() -> None:
    talker = await ana()
    shown = await talker.says("cancel the 3pm", "yes", "Amara is a no-show")
    assert "from the day of the appointment on: it is on Friday 17 April" in shown
    assert statuses(talker) == ["cancelled", "confirmed"]
    assert "staff.mark" not in talker.verbs()


@pytest.mark.parametrize("answer", ["the second one", "Friday", "the one at 10", "2"])
async def test_which_one_is_asked_and_answered_in_writing(answer: str) -> None:
    talker = await ana()
    assert TWICE in await talker.says("cancel Amara because the heating is broken")
    assert "tell them \u201cthe heating is broken\u201d" in await talker.says(answer)
    await talker.says("yes")
    assert statuses(talker) == ["confirmed", "cancelled"]


@pytest.mark.parametrize(
    ("text", "verb", "shows"),
    [
        ("cancel Amara", "staff.cancel", "Your message goes to the customer"),
        ("move Amara to 4pm", "staff.move", "Shall I move it to Wednesday 15 April at 16:00"),
    ],
)
async def test_which_one_is_answered_by_a_tap(text: str, verb: str, shows: str) -> None:
    talker = await ana()
    assert TWICE in await talker.says(text)
    assert shows in await talker.taps(verb)


async def test_nothing_is_done_where_none_is_meant() -> None:
    talker = await ana()
    assert "nothing was changed" in await talker.says("cancel Amara", "no")
    assert statuses(talker) == ["confirmed", "confirmed"]


async def test_something_in_between_leaves_the_question_open() -> None:
    talker = await ana()
    assert TWICE in await talker.says("cancel Amara", "my day")


async def test_an_hour_alone_is_today_s() -> None:
    talker = await ana()
    await customer(talker.transactions, "u2").says(
        "haircut with Ana on Thursday at 3pm", "Tim Low, tim@example.com", "yes"
    )
    assert "Shall I move it to Wednesday 15 April at 16:00" in await talker.says(
        "move the 3pm to 16:00"
    )


async def test_a_stale_tap_shows_the_appointment_as_it_is() -> None:
    talker = await ana()
    await talker.says("who is next?")
    stale: dict[str, Any] = {"appointment": talker.state.focus, "version": 1}
    await talker.says("arrived")
    shown = await talker.sends({"verb": "staff.mark", **stale, "status": "noShow"})
    assert "changed in the meantime" in shown
    assert "Arrived" in shown
    assert talker.reasons == ["changed_meanwhile"]
    assert talker.verbs()
