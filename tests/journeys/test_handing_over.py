"""Handing over through the real endpoints, on both engines: a day, an offer, a refusal, a stale plan."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from scheduling.catalog import Role, StaffMember
from tests.journeys.salon import BUSINESS, NOW, SALON
from tests.support.direct_line import DirectLineTalker
from tests.support.hosts import running_host

Talkers = Callable[..., DirectLineTalker]
_MORE = (
    StaffMember(staff_member_id="karim", display_name="Karim", role=Role.TEAM_MEMBER),
    StaffMember(staff_member_id="rita", display_name="Rita", role=Role.SCHEDULER),
)
_CATALOG = replace(
    SALON.catalog,
    staff_members={
        **SALON.catalog.staff_members,
        **{each.staff_member_id: each for each in _MORE},
    },
    services={
        **SALON.catalog.services,
        "haircut": replace(
            SALON.catalog.services["haircut"], staff_member_ids=("ana", "bo", "karim")
        ),
    },
)
ANAS_DAY = {
    "u1": ("with Ana tomorrow at 10", "Peter Walsh"),
    "u2": ("with Ana tomorrow at 2pm", "Jane Miller"),
    "u3": ("with Bo tomorrow at 10", "Tim Low"),
    "u4": ("with Karim tomorrow at 10", "Ida Kay"),
}


@pytest_asyncio.fixture
async def talker(database_url: str, tmp_path: Path) -> AsyncIterator[Talkers]:
    """Makes people who talk to the salon with Karim, who cuts too, and Rita at the desk."""
    record = replace(SALON, catalog=_CATALOG)
    async with (
        running_host(database_url, tmp_path, record, NOW) as running,
        aiohttp.ClientSession() as session,
    ):

        def make(staff: str = "", user: str = "u1") -> DirectLineTalker:
            act_as = {"staffMember": staff} if staff else None
            return DirectLineTalker(session, running.url, BUSINESS, act_as=act_as, user_id=user)

        yield make


async def opened(talker: Talkers, **who: str) -> DirectLineTalker:
    made = talker(**who)
    await made.opens()
    return made


async def booked(talker: Talkers, *users: str) -> dict[str, DirectLineTalker]:
    found = {}
    for user in users:
        wish, name = ANAS_DAY[user]
        found[user] = await opened(talker, user=user)
        for text in (f"haircut {wish}", f"{name}, {user}@example.com"):
            await found[user].says(text)
        assert "is booked" in await found[user].says("yes")
    return found


async def hears(talker: DirectLineTalker, sentence: str) -> str:
    """Wait until somebody is told something, and give all that came with it."""
    for _ in range(100):
        shown = await talker.says("thanks")
        if sentence in shown:
            return shown
        await asyncio.sleep(0.05)
    pytest.fail(f"not told: {sentence}")


async def test_a_scheduler_hands_over_a_day_with_one_that_nobody_can_take(talker: Talkers) -> None:
    customers = await booked(talker, *ANAS_DAY)
    ana, karim, bo = [await opened(talker, staff=each) for each in ("ana", "karim", "bo")]
    rita = await opened(talker, staff="rita")
    shown = await rita.says("Ana is ill tomorrow")
    assert "1 of Ana’s 2 appointments can be taken by others" in shown  # noqa: RUF001
    assert "Bo is already booked on Wednesday 15 April at 10:00" in shown
    done = await rita.taps("staff.hand_over_confirm")
    assert "Handed over: 1 appointment goes to" in done
    assert "Ana is marked as away on Wednesday 15 April" in done
    assert "is now with" in await hears(customers["u2"], "Your appointment at Salon Aurora")
    assert "1 of your appointments is now with" in await hears(ana, "of your appointments")
    taker = karim if "Karim" in done else bo
    assert "Jane Miller" in await hears(taker, "You take over 1 appointment of Ana")
    late = await opened(talker, user="late")
    assert "Ana is not free" in await late.says("haircut with Ana tomorrow at 4pm")
    assert "Your message goes to the customer" in await rita.says("cancel Peter Walsh")


async def test_a_team_member_asks_and_the_colleague_accepts(talker: Talkers) -> None:
    customers = await booked(talker, "u3")
    karim = await opened(talker, staff="karim")
    bo = await opened(talker, staff="bo")
    assert "Shall I ask them?" in await bo.says("hand my 10 o'clock tomorrow to Karim")
    assert "I have asked Karim" in await bo.says("yes")
    assert "Tim Low" in await bo.says("my day tomorrow")
    await hears(karim, "Bo asks whether you would take over 1 appointment")
    assert "it is yours now" in await karim.taps("staff.take_over")
    await hears(bo, "Karim takes over what you asked for")
    await hears(customers["u3"], "is now with Karim")
    assert "Tim Low" in await karim.says("my day tomorrow")
    assert "Tim Low" not in await bo.says("my day tomorrow")


async def test_the_colleague_declines_and_it_stays(talker: Talkers) -> None:
    await booked(talker, "u3")
    karim = await opened(talker, staff="karim")
    bo = await opened(talker, staff="bo")
    for text in ("hand over my appointments tomorrow to Karim", "yes"):
        await bo.says(text)
    await hears(karim, "Bo asks whether you would take over 1 appointment")
    assert "it stays with Bo" in await karim.taps("staff.take_over_decline")
    await hears(bo, "Karim cannot take over what you asked for")
    assert "Tim Low" in await bo.says("my day tomorrow")


async def test_a_viewer_is_refused(talker: Talkers) -> None:
    await booked(talker, "u1")
    vic = await opened(talker, staff="vic")
    assert "not allowed in your role" in await vic.says("Ana is ill tomorrow")
    assert vic.reasons == ["not_permitted"]


async def test_a_stale_plan_does_nothing(talker: Talkers) -> None:
    customers = await booked(talker, "u1", "u2")
    rita = await opened(talker, staff="rita")
    await rita.says("Ana is ill tomorrow")
    await customers["u1"].says("cancel my appointment")
    await customers["u1"].says("yes")
    shown = await rita.taps("staff.hand_over_confirm")
    assert "nothing was handed over. This is how it is now" in shown
    assert rita.reasons == ["changed_meanwhile"]
    assert "Jane Miller" in await rita.says("Ana's day tomorrow")
