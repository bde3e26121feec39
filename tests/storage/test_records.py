"""The ports `Answers`, `Outbox` and `Audit`."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from scheduling.actors import Actor, SystemActor
from scheduling.announcements import Announcement, AnnouncementKind, RecipientKind
from scheduling.ports import UnitOfWork
from storage.database import Database
from storage.instants import microseconds
from storage.tables.outbox import OUTBOX
from storage.tables.records import AUDIT_ENTRY
from tests.fakes.businesses import BUSINESS, NOW, customer, salon
from tests.storage.stores import SqlStore, Store

NEWS = Announcement(
    business_id=BUSINESS,
    kind=AnnouncementKind.BOOKED,
    recipient_kind=RecipientKind.STAFF_MEMBER,
    recipient_id="ana",
    appointment_id="a-1",
    appointment_version=1,
    due_at=NOW,
    expires_at=NOW + timedelta(hours=48),
)


async def test_the_answer_to_a_key_is_kept(with_salon: Store) -> None:
    await with_salon.do(lambda uow: uow.answers.keep(BUSINESS, "key", "print", "a-1", NOW))
    found = await with_salon.do(
        lambda uow: [
            uow.answers.find(BUSINESS, "key"),
            uow.answers.find(BUSINESS, "KEY"),
            uow.answers.find("other", "key"),
        ]
    )
    assert found == [("print", "a-1"), None, None]


async def test_of_two_that_answer_one_key_at_once_the_second_finds_the_first(
    database: Database,
) -> None:
    await SqlStore(database).do(lambda uow: uow.businesses.replace(salon()))

    def answer(reference: str) -> Callable[[UnitOfWork], str]:
        def work(uow: UnitOfWork) -> str:
            found = uow.answers.find(BUSINESS, "key")
            if found is not None:
                return found[1]
            uow.answers.keep(BUSINESS, "key", "print", reference, NOW)
            return reference

        return work

    given = await asyncio.gather(
        *(SqlStore(database).do(answer(f"a-{number}")) for number in range(20))
    )
    assert len(set(given)) == 1


def adding(*news: Announcement) -> Callable[[UnitOfWork], None]:
    return lambda uow: uow.outbox.add(news)


def recording(actor: Actor) -> Callable[[UnitOfWork], None]:
    return lambda uow: uow.audit.add(BUSINESS, actor, "booked", "a-1", NOW)


async def test_the_same_news_are_written_once(database: Database) -> None:
    store = SqlStore(database)
    await store.do(lambda uow: uow.businesses.replace(salon()))
    later = replace(NEWS, due_at=NOW + timedelta(hours=1))
    other = replace(NEWS, appointment_version=2)
    for news in ((NEWS,), (later, other)):
        await store.do(adding(*news))
    query = select(OUTBOX.c.appointment_version, OUTBOX.c.due_at)
    rows = await database.read(lambda c: c.execute(query.order_by(OUTBOX.c.dedupe)).all())
    assert [tuple(row) for row in rows] == [(1, microseconds(NOW)), (2, microseconds(NOW))]


async def test_the_audit_says_who_did_what_and_no_name(database: Database) -> None:
    store = SqlStore(database)
    await store.do(lambda uow: uow.businesses.replace(salon()))
    for actor in (customer(), SystemActor()):
        await store.do(recording(actor))
    query = select(AUDIT_ENTRY.c.what, AUDIT_ENTRY.c.subject, AUDIT_ENTRY.c.details)
    rows = await database.read(lambda c: c.execute(query).all())
    principal = {"channel": "directline", "directory_id": "", "user_id": "dana"}
    assert sorted((what, subject, details["actor"]) for what, subject, details in rows) == [
        ("booked", "a-1", "CustomerActor"),
        ("booked", "a-1", "SystemActor"),
    ]
    assert {"actor": "CustomerActor", "business_id": BUSINESS, "principal": principal} in [
        row.details for row in rows
    ]
