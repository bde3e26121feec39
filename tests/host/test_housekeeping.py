"""What is of no use any more is forgotten, and a database that is away stops nothing."""

import asyncio
from datetime import timedelta

from bot.housekeeping import ANSWERS_ARE_KEPT, Housekeeper
from storage.conversation_store import ConversationStore
from storage.failures import DatabaseUnavailable


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
    housekeeper = Housekeeper(store, every=timedelta(milliseconds=1))
    housekeeper.start()
    await asyncio.wait_for(store.went_on.wait(), 5)
    await housekeeper.stop()
    assert set(store.asked) == {ANSWERS_ARE_KEPT}
