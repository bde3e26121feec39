"""What is of no use any more is forgotten, and a database that is away stops nothing."""

import asyncio
import logging
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.housekeeping import ANSWERS_ARE_KEPT, Housekeeper
from scheduling.actors import OperatorActor
from scheduling.service.lifecycle.deleting import DeleteBusiness, delete_business
from storage.conversation_store import ConversationStore
from storage.failures import DatabaseUnavailable
from tests.fakes.businesses import BUSINESS, appointment, stored_customer
from tests.fakes.desk import MemoryDesk


class ForgetfulStore(ConversationStore):
    """A store whose database is away the first time."""

    def __init__(self) -> None:
        self.asked: list[timedelta] = []
        self.went_on = asyncio.Event()

    async def forget_seen_activities(self, older_than: timedelta) -> int:
        self.asked.append(older_than)
        if len(self.asked) == 1:
            raise DatabaseUnavailable("away")
        self.went_on.set()
        return 0


async def test_it_goes_on_after_a_database_that_was_away() -> None:
    store = ForgetfulStore()
    housekeeper = Housekeeper(store, MemoryDesk(), every=timedelta(milliseconds=1))
    housekeeper.start()
    await asyncio.wait_for(store.went_on.wait(), 5)
    await housekeeper.stop()
    assert set(store.asked) == {ANSWERS_ARE_KEPT}


async def test_it_follows_the_zone_data_and_logs_what_is_in_the_way(
    caplog: pytest.LogCaptureFixture,
) -> None:
    desk, store = MemoryDesk(), ForgetfulStore()
    state = desk.state
    state.customers[BUSINESS, "c-dana"] = stored_customer()
    promised = appointment()
    # Promised for an hour later by rules that no longer hold, and there is somebody else by now.
    clock = replace(promised.wall_clock, local_start=at_local(11), zone_data="old")
    state.appointments[BUSINESS, "a-1"] = replace(promised, wall_clock=clock)
    state.appointments[BUSINESS, "a-2"] = appointment("a-2", promised.time_range.end_at)
    housekeeper = Housekeeper(store, desk, every=timedelta(milliseconds=1))
    housekeeper.start()
    await asyncio.wait_for(store.went_on.wait(), 5)
    await asyncio.sleep(0.05)
    await housekeeper.stop()
    found = [each for each in caplog.records if each.message == "zone_data.in_the_way"]
    assert found
    assert desk.state.appointments[BUSINESS, "a-1"].time_range == promised.time_range


async def test_it_removes_for_good_what_is_past_its_clock_and_logs_it_by_id(
    caplog: pytest.LogCaptureFixture,
) -> None:
    desk, store = MemoryDesk(), ForgetfulStore()
    caplog.set_level(logging.INFO)
    gone = DeleteBusiness(business_id=BUSINESS, kept_for=timedelta())
    desk.do(delete_business, OperatorActor(), gone)
    housekeeper = Housekeeper(store, desk, every=timedelta(milliseconds=1))
    housekeeper.start()
    await asyncio.wait_for(store.went_on.wait(), 5)
    await asyncio.sleep(0.05)
    await housekeeper.stop()
    assert [each.identifier for each in desk.state.removed] == [BUSINESS]
    assert [each.message for each in caplog.records].count("deleted.purged") == 1


def at_local(hour: int) -> datetime:
    return datetime(2026, 4, 14, hour)  # noqa: DTZ001  # a wall clock
