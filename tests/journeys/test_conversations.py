"""The conversations of the tables, through the real endpoints, on both engines."""

import pytest

from tests.journeys.conftest import Talkers
from tests.journeys.tables import (
    CUSTOMER_JOURNEYS,
    STAFF_JOURNEY,
    TEAM_MEMBER_JOURNEY,
    Says,
    Step,
)
from tests.support.direct_line import DirectLineTalker


async def walk(talker: DirectLineTalker, steps: tuple[Step, ...]) -> None:
    """Take each step and look at what is shown."""
    await talker.opens()
    for step in steps:
        if isinstance(step, Says):
            shown = await talker.says(step.text)
        else:
            shown = await talker.taps(step.verb, **step.data)
        missing = [each for each in step.shows if each not in shown]
        assert not missing, f"{step}: {missing} not in\n{shown}"
        assert not [each for each in step.hides if each in shown], f"{step}:\n{shown}"
        assert not set(step.reasons) - set(talker.reasons), f"{step}: {talker.reasons}\n{shown}"


@pytest.mark.parametrize("name", CUSTOMER_JOURNEYS)
async def test_a_customer_gets_what_was_asked_for(talker: Talkers, name: str) -> None:
    await walk(talker(), CUSTOMER_JOURNEYS[name])


async def test_staff_see_and_run_their_day(talker: Talkers) -> None:
    await walk(talker(), CUSTOMER_JOURNEYS["in one sentence"])
    await walk(talker(staff="ana"), STAFF_JOURNEY)


async def test_a_team_member_runs_their_own_day_only(talker: Talkers) -> None:
    await walk(talker(), CUSTOMER_JOURNEYS["in one sentence"])
    await walk(talker(staff="bo"), TEAM_MEMBER_JOURNEY)


async def test_a_returning_customer_is_not_asked_again(talker: Talkers) -> None:
    await walk(talker(), CUSTOMER_JOURNEYS["in one sentence"])
    again = talker()
    await again.opens()
    shown = await again.says("haircut with Bo on Friday at 9")
    assert "Shall I book this for Friday 17 April at 09:00" in shown
    assert "Peter Walsh" in shown


async def test_a_customer_never_sees_another_s_appointments(talker: Talkers) -> None:
    await walk(talker(), CUSTOMER_JOURNEYS["in one sentence"])
    stranger = talker(user="u2")
    await stranger.opens()
    for claim in ("I'm Peter Walsh", "+33 6 12 34 56 78", "my appointments"):
        assert "15:00" not in await stranger.says(claim)
    assert "Peter Walsh" not in await stranger.says("cancel Peter Walsh's appointment")


async def test_times_are_shown_in_the_customer_s_zone(talker: Talkers) -> None:
    abroad = talker(time_zone="America/New_York")
    await abroad.opens()
    shown = await abroad.says("haircut with Ana tomorrow at 9am")
    assert "What is your name" in shown
    shown = await abroad.says("Peter Walsh, peter@example.com")
    assert "Wednesday 15 April at 09:00, New York time" in shown
    assert "15:00" in shown


async def test_the_news_of_a_cancellation_reach_the_customer(talker: Talkers) -> None:
    customer = talker()
    await walk(customer, CUSTOMER_JOURNEYS["in one sentence"])
    staff = talker(staff="ana")
    await walk(staff, STAFF_JOURNEY)
    for _ in range(50):
        await customer.says("thanks")
        if "Ana is ill" in customer.shown():
            return
    pytest.fail("the customer was not told")
