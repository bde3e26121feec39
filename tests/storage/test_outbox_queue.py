"""The outbox as a queue: in order, under leases, given up in the end, by the database's clock."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import select, update

from scheduling.announcements import (
    Announcement,
    AnnouncementKind,
    ClaimedAnnouncement,
    RecipientKind,
)
from storage.database import Database
from storage.outbox_claiming import MOST_CLAIMS
from storage.outbox_queue import SqlOutboxQueue
from storage.outbox_settling import MOST_FAILURES
from storage.outbox_states import OutboxState
from storage.tables.outbox import OUTBOX
from tests.fakes.businesses import BUSINESS, salon
from tests.storage.stores import SqlStore

LEASE = timedelta(seconds=30)
MINUTE = timedelta(minutes=1)
NOW = datetime.now(UTC)
NEWS = Announcement(
    business_id=BUSINESS,
    kind=AnnouncementKind.BOOKED,
    recipient_kind=RecipientKind.CUSTOMER,
    recipient_id="c-dana",
    appointment_id="a-1",
    appointment_version=1,
    due_at=NOW - MINUTE,
    expires_at=NOW + timedelta(hours=48),
)
LATER_NEWS = replace(NEWS, kind=AnnouncementKind.CANCELLED, appointment_version=2)


@dataclass
class MovingClock:
    """A clock that a test moves on."""

    offset: timedelta = timedelta()


@dataclass
class Post:
    """A queue with its database, its clock and a chance that always takes the longest pause."""

    database: Database
    clock: MovingClock = field(default_factory=MovingClock)

    @property
    def queue(self) -> SqlOutboxQueue:
        return SqlOutboxQueue(self.database, self.clock, lambda: 1.0)

    async def put(self, *news: Announcement) -> None:
        await SqlStore(self.database).do(lambda uow: uow.outbox.add(news))

    async def take(self, owner: str = "w", limit: int = 10) -> Sequence[ClaimedAnnouncement]:
        return await self.queue.claim_due(owner, limit, LEASE)

    async def row(self, news: Announcement = NEWS) -> Mapping[Any, Any]:
        query = select(OUTBOX).where(OUTBOX.c.dedupe == news.dedupe)
        return await self.database.read(lambda c: c.execute(query).mappings().one())

    async def state(self, news: Announcement = NEWS) -> OutboxState:
        return OutboxState((await self.row(news))["state"])


@pytest_asyncio.fixture
async def post(database: Database) -> Post:
    """An empty outbox."""
    await SqlStore(database).do(lambda uow: uow.businesses.replace(salon()))
    return Post(database)


async def test_what_is_due_is_taken_as_it_was_put_and_by_one_worker(post: Post) -> None:
    await post.put(NEWS)
    assert await post.take("w") == (ClaimedAnnouncement(NEWS, "w", 1),)
    assert await post.take("x") == ()


async def test_what_is_not_due_yet_waits(post: Post) -> None:
    await post.put(replace(NEWS, due_at=NOW + timedelta(hours=1)))
    assert await post.take() == ()
    post.clock.offset = timedelta(hours=1, minutes=1)
    assert len(await post.take()) == 1


async def test_the_longest_due_are_taken_first_and_no_more_than_asked_for(post: Post) -> None:
    news = [replace(NEWS, appointment_id=f"a-{n}", due_at=NOW - n * MINUTE) for n in (1, 3, 2)]
    await post.put(*news)
    taken = await post.take(limit=2)
    assert [each.announcement.appointment_id for each in taken] == ["a-3", "a-2"]


@pytest.mark.parametrize(
    ("settle", "state"),
    [
        (lambda queue, claimed: queue.finish(claimed), OutboxState.DELIVERED),
        (lambda queue, claimed: queue.unreached(claimed), OutboxState.UNREACHED),
        (lambda queue, claimed: queue.void(claimed), OutboxState.VOID),
        (lambda queue, claimed: queue.fail(claimed, "no", is_permanent=True), OutboxState.DEAD),
    ],
)
async def test_what_is_settled_is_never_taken_again(
    post: Post, settle: Any, state: OutboxState
) -> None:
    await post.put(NEWS)
    (claimed,) = await post.take()
    assert await settle(post.queue, claimed)
    assert await post.state() is state
    post.clock.offset = timedelta(hours=1)
    assert await post.take() == ()


async def test_a_worker_that_slept_through_its_lease_settles_nothing(post: Post) -> None:
    await post.put(NEWS)
    (slow,) = await post.take("slow")
    post.clock.offset = LEASE + timedelta(seconds=1)
    (quick,) = await post.take("quick")
    assert quick.claims == 2
    assert not await post.queue.finish(slow)
    assert not await post.queue.void(slow)
    assert not await post.queue.fail(slow, "late")
    assert await post.queue.finish(quick)


async def test_the_same_worker_cannot_settle_an_earlier_claim_of_its_own(post: Post) -> None:
    await post.put(NEWS)
    (first,) = await post.take()
    post.clock.offset = LEASE + timedelta(seconds=1)
    (second,) = await post.take()
    assert not await post.queue.finish(first)
    assert await post.queue.finish(second)


async def test_what_is_given_back_can_be_taken_at_once(post: Post) -> None:
    await post.put(NEWS)
    await post.take("leaving")
    await post.queue.release("somebody else")
    assert await post.take("w") == ()
    await post.queue.release("leaving")
    assert len(await post.take("w")) == 1


async def test_later_news_of_an_appointment_wait_for_the_earlier(post: Post) -> None:
    other_person = replace(LATER_NEWS, recipient_kind=RecipientKind.STAFF_MEMBER)
    await post.put(LATER_NEWS, NEWS, other_person)
    taken = await post.take()
    assert {each.announcement for each in taken} == {NEWS, other_person}
    (first,) = (each for each in taken if each.announcement == NEWS)
    await post.queue.fail(first, "busy")
    assert await post.take() == ()
    post.clock.offset = timedelta(seconds=10)
    (first,) = (each for each in await post.take() if each.announcement == NEWS)
    await post.queue.finish(first)
    assert [each.announcement for each in await post.take()] == [LATER_NEWS]


async def test_news_that_can_never_be_told_hold_nothing_back(post: Post) -> None:
    await post.put(NEWS, LATER_NEWS)
    (first,) = await post.take()
    await post.queue.fail(first, "blocked", is_permanent=True)
    assert [each.announcement for each in await post.take()] == [LATER_NEWS]


async def test_what_is_of_no_use_any_more_expires(post: Post) -> None:
    await post.put(NEWS)
    post.clock.offset = timedelta(hours=49)
    assert await post.take() == ()
    assert await post.state() is OutboxState.EXPIRED


async def test_what_a_worker_holds_does_not_expire_under_its_hands(post: Post) -> None:
    await post.put(replace(NEWS, expires_at=datetime.now(UTC) + MINUTE))
    post.clock.offset = timedelta(seconds=50)
    (claimed,) = await post.take()
    post.clock.offset = timedelta(seconds=70)
    await post.take("x")
    assert await post.queue.finish(claimed)


@pytest.mark.parametrize(
    ("failures", "left", "pause"),
    [
        (0, timedelta(hours=48), timedelta(seconds=4)),
        (3, timedelta(hours=48), timedelta(seconds=32)),
        (10, timedelta(hours=48), timedelta(minutes=15)),
        (10, timedelta(minutes=20), timedelta(minutes=5)),
    ],
)
async def test_a_failure_waits_longer_each_time_and_keeps_when_it_was_due(
    post: Post, failures: int, left: timedelta, pause: timedelta
) -> None:
    news = replace(NEWS, expires_at=datetime.now(UTC) + left)
    await post.put(news)
    await post.database.write(lambda c: c.execute(update(OUTBOX).values(failures=failures)))
    (claimed,) = await post.take()
    before = datetime.now(UTC)
    assert await post.queue.fail(claimed, "busy")
    row = await post.row(news)
    waits = timedelta(microseconds=row["next_at"]) - (before - datetime(1970, 1, 1, tzinfo=UTC))
    assert pause - timedelta(seconds=2) < waits < pause + timedelta(seconds=2)
    assert (row["failures"], row["last_error"]) == (failures + 1, "busy")
    assert row["due_at"] == (NOW - MINUTE - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(
        microseconds=1
    )


async def test_a_channel_that_asks_to_wait_is_given_the_time(post: Post) -> None:
    await post.put(NEWS)
    (claimed,) = await post.take()
    await post.queue.fail(claimed, "throttled", retry_after=timedelta(minutes=3))
    post.clock.offset = timedelta(minutes=2)
    assert await post.take() == ()
    post.clock.offset = timedelta(minutes=4)
    assert len(await post.take()) == 1


async def test_after_many_failures_somebody_must_look_at_it(post: Post) -> None:
    await post.put(NEWS)
    for number in range(1, MOST_FAILURES + 1):
        post.clock.offset += timedelta(minutes=16)
        (claimed,) = await post.take()
        assert claimed.failures == number - 1
        await post.queue.fail(claimed, "no")
    assert await post.state() is OutboxState.DEAD


async def test_dying_workers_are_no_failures_until_there_are_too_many(post: Post) -> None:
    await post.put(NEWS)
    for number in range(1, MOST_CLAIMS + 1):
        (claimed,) = await post.take(f"w-{number}")
        assert (claimed.claims, claimed.failures) == (number, 0)
        post.clock.offset += LEASE + timedelta(seconds=1)
    assert await post.take() == ()
    assert await post.state() is OutboxState.DEAD


async def test_many_workers_at_once_share_what_is_due(post: Post) -> None:
    await post.put(*(replace(NEWS, appointment_id=f"a-{n}") for n in range(60)))
    hands = await asyncio.gather(*(post.take(f"w-{n}", limit=7) for n in range(12)))
    taken = [each.announcement.appointment_id for hand in hands for each in hand]
    assert len(taken) == len(set(taken))
    rest = await post.take("last", limit=60)
    assert len(taken) + len(rest) == 60
