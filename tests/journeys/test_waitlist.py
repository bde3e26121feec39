"""The waitlist, whole: nothing free, joining, somebody else cancels, the offer, and its end."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from scheduling.actors import OperatorActor
from scheduling.policies import SchedulingPolicy
from scheduling.service.administration import replace_business
from tests.journeys.conftest import Talkers
from tests.journeys.salon import SALON
from tests.support.cards import actions_of
from tests.support.direct_line import DirectLineTalker
from tests.support.hosts import RunningHost

TRIES = 150
OFFER_TIME = timedelta(seconds=4)
MORNING = ("09:00", "10:00", "11:00")


_POLICY = SchedulingPolicy(waitlist_offer_time=OFFER_TIME)
_BUSINESS = SALON.catalog.business
HURRIED = replace(
    SALON,
    catalog=replace(
        SALON.catalog,
        business=replace(_BUSINESS, scheduling_policy=_POLICY.over(_BUSINESS.scheduling_policy)),
    ),
)
"""The salon where an offer is kept for a few seconds only."""


async def booked_out(talker: Talkers) -> DirectLineTalker:
    """Let somebody have all of Ana's Friday morning, and show the last appointment of it."""
    busy = talker(user="busy")
    await busy.opens()
    await busy.says("I'm Tia Busy, tia@example.com")
    for at in MORNING:
        await busy.says(f"haircut with Ana on Friday at {at}")
        assert "is booked" in await busy.says("yes")
    return busy


async def waiting(talker: Talkers, user: str, name: str) -> DirectLineTalker:
    """Join the waitlist for that morning by a tap."""
    who = talker(user=user)
    await who.opens()
    shown = await who.says("haircut with Ana on Friday morning")
    assert "Put me on the waitlist" in shown
    await who.taps("waitlist.join")
    shown = await who.taps("give.contact", name=name, email=f"{user}@example.com", phone="")
    assert "You are on the waitlist: Haircut with Ana, Friday 17 April" in shown
    assert "I offer it to you here" in shown
    return who


async def hears(who: DirectLineTalker, sentence: str) -> str:
    """Wait until somebody is told, without a word of their own."""
    for _ in range(TRIES):
        shown = await who.listens()
        if sentence in shown:
            return shown
        await asyncio.sleep(0.1)
    pytest.fail(f"nobody said {sentence!r}")


async def test_joined_by_a_tap_offered_and_booked(talker: Talkers) -> None:
    busy = await booked_out(talker)
    first = await waiting(talker, "first", "Fay First")
    await busy.says("cancel my appointment on Friday at 10")
    assert "is cancelled" in await busy.says("yes")
    shown = await hears(first, "A time has freed up at Salon Aurora")
    assert "Haircut with Ana, Friday 17 April at 10:00" in shown
    assert "Kept until" in shown
    late = talker(user="late")
    await late.opens()
    shown = await late.says("haircut with Ana on Friday at 10")
    assert "not free" in shown, "it is kept"
    shown = await first.taps("waitlist.take")
    assert "kept for you until" in shown
    assert "Shall I book this for Friday 17 April at 10:00" in shown
    assert "is booked for Friday 17 April at 10:00" in await first.says("yes")
    assert "You are not on the waitlist" in await first.says("my waitlist")


async def test_joined_by_words_and_left(talker: Talkers) -> None:
    busy = await booked_out(talker)
    who = talker(user="words")
    await who.opens()
    await who.says("I'm Wanda Words")
    shown = await who.says(
        "let me know if something opens up with Ana on Friday morning for a haircut"
    )
    assert "You are on the waitlist: Haircut with Ana, Friday 17 April" in shown
    assert "Haircut with Ana" in await who.says("am I on the waitlist?")
    assert "You have left the waitlist" in await who.taps("waitlist.leave")
    await busy.says("cancel my appointment on Friday at 10")
    await busy.says("yes")
    await asyncio.sleep(1.5)
    assert "A time has freed up" not in await who.listens()


async def test_what_one_lets_pass_the_next_one_gets(salon: RunningHost, talker: Talkers) -> None:
    await salon.host.transactions.run(replace_business, OperatorActor(), HURRIED)
    busy = await booked_out(talker)
    people = [
        await waiting(talker, user, name)
        for user, name in (("first", "Fay First"), ("second", "Sam Second"), ("third", "Ted Third"))
    ]
    await busy.says("cancel my appointment on Friday at 10")
    await busy.says("yes")
    await hears(people[0], "A time has freed up")
    shown = await people[0].taps("waitlist.pass")
    assert "it goes to the next in line" in shown
    await hears(people[1], "A time has freed up")
    offer = people[1].cards()
    shown = await hears(people[2], "A time has freed up")
    assert "Friday 17 April at 10:00" in shown
    people[1].activities = [{"attachments": [{"content": each} for each in offer]}]
    shown = await people[1].taps("waitlist.take")
    assert "This offer is over" in shown
    assert "nearest free times" in shown


async def test_staff_see_who_waits_and_free_the_time(talker: Talkers) -> None:
    await booked_out(talker)
    first = await waiting(talker, "first", "Fay First")
    ana = talker(staff="ana")
    await ana.opens()
    shown = await ana.says("who is on the waitlist?")
    assert "Fay First" in shown
    assert "first@example.com" in shown
    await ana.says("my day on friday")
    opened = [each for each in actions_of(ana.cards()) if each["verb"] == "staff.open"]
    await ana.taps("staff.open", appointment=opened[-1]["appointment"])
    await ana.taps("staff.cancel")
    await ana.taps("staff.cancel_confirm", message="")
    await hears(first, "A time has freed up")
    assert "Offered: Friday 17 April at 11:00" in await ana.says("waitlist")


async def test_a_business_loaded_anew_stops_nobody(salon: RunningHost, talker: Talkers) -> None:
    await booked_out(talker)
    first = await waiting(talker, "first", "Fay First")
    await salon.host.transactions.run(replace_business, OperatorActor(), SALON)
    assert "Haircut with Ana" in await first.says("my waitlist")
    busy = await booked_out(talker)
    second = await waiting(talker, "second", "Sam Second")
    await busy.says("cancel my appointment on Friday at 10")
    await busy.says("yes")
    await hears(second, "A time has freed up")
