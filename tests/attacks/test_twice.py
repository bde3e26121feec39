"""The same thing twice: double taps, activities sent again, on one host and on two."""

import asyncio
from pathlib import Path
from uuid import uuid4

import pytest

from tests.attacks.scene import appointments_of, forge, reach_summary
from tests.journeys.conftest import Talkers
from tests.journeys.salon import NOW
from tests.support.hosts import RunningHost, running_host


async def test_a_double_tap_is_one_appointment_and_the_same_answer(
    talker: Talkers, salon: RunningHost
) -> None:
    customer = talker()
    confirm = await reach_summary(customer)
    again = talker()
    again.token, again.conversation_id = customer.token, customer.conversation_id
    again.watermark = customer.watermark
    await asyncio.gather(forge(customer, confirm), forge(again, confirm))
    assert len(await appointments_of(salon)) == 1
    await asyncio.sleep(0.1)
    again.watermark = ""
    # The card with the answer is edited in place, so the same answer stands there once.
    assert (await forge(again, confirm)).count("is booked for Thursday 16 April at 10:00") == 1
    assert len(await appointments_of(salon)) == 1


@pytest.mark.parametrize("hosts", [1, 2])
async def test_an_activity_sent_three_times_is_answered_once(
    talker: Talkers, salon: RunningHost, database_url: str, tmp_path: Path, hosts: int
) -> None:
    """Two of the three arrive at the same moment, with two hosts one at each."""
    customer = talker()
    confirm = await reach_summary(customer)
    activity = {
        "type": "message",
        "value": confirm,
        "channelData": {"postBack": True, "clientActivityID": uuid4().hex},
    }
    async with running_host(database_url, tmp_path, None, NOW) as second:
        other = talker(url=second.url if hosts == 2 else salon.url)
        other.token, other.conversation_id = customer.token, customer.conversation_id
        await asyncio.gather(customer.sends(activity), other.sends(activity))
        await customer.sends(activity)
    assert len(await appointments_of(salon)) == 1
    everything = talker()
    everything.token, everything.conversation_id = customer.token, customer.conversation_id
    await everything.sends({"type": "message", "text": "thanks"})
    assert everything.shown().count("is booked for") == 1
