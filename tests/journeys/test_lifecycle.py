"""Who left, services and businesses that go, through the real doors and on both engines."""

import asyncio
import json
from datetime import timedelta
from typing import Any

import aiohttp
from sqlalchemy import Connection, select

from scheduling.actors import OperatorActor, SystemActor
from scheduling.service.lifecycle.deleting import DeleteBusiness, delete_business
from scheduling.service.lifecycle.purging import PurgeDeleted, purge_deleted
from scheduling.service.lifecycle.restoring import RestoreBusiness, restore_business
from storage.tables.all import METADATA
from tests.journeys.conftest import Talkers
from tests.journeys.salon import BUSINESS
from tests.journeys.tables import CUSTOMER_JOURNEYS, Says, Step, Taps
from tests.journeys.test_conversations import walk
from tests.support.direct_line import DirectLineTalker
from tests.support.hosts import RunningHost

NEWS = "Salon Aurora has cancelled your appointment"

ADMINISTRATOR: tuple[Step, ...] = (
    Says("Bo has left", ("Remove Bo from Salon Aurora?", "no appointments to come")),
    Taps("lifecycle.keep", shows=("nothing is changed",)),
    Says("remove Bo", ("Remove Bo from Salon Aurora?",)),
    Says("yes", ("Bo is removed",)),
    Says("delete the service Haircut", ("One appointment is to come", "Peter Walsh")),
    Says("no", ("nothing is changed",)),
    Says("copy the service Haircut as Haircut for kids", ("What shall the copy be called?",)),
    Taps(
        "lifecycle.copy",
        {"name": "Haircut for kids"},
        shows=("Haircut for kids is offered now",),
    ),
    Says("stop offering haircut for kids", ("Delete the service Haircut for kids?",)),
    Taps("lifecycle.delete", shows=("gone for good, on Thursday 14 May",)),
    Says("what was deleted?", ("Haircut for kids", "gone for good on Thursday 14 May")),
    Taps("lifecycle.restore", shows=("Haircut for kids is back",)),
)
OTHERS: tuple[Step, ...] = (
    Says("Ana has left", ("Please ask Ana",), ("Remove Ana",)),
    Says("delete the service Haircut", ("Please ask Ana",)),
    Says("what was deleted?", ("Please ask Ana",)),
)


async def test_an_administrator_ends_and_begins_by_writing_and_tapping(talker: Talkers) -> None:
    await walk(talker(), CUSTOMER_JOURNEYS["in one sentence"])
    await walk(talker(staff="ana"), ADMINISTRATOR)


async def test_others_are_told_whom_to_ask(talker: Talkers) -> None:
    await walk(talker(staff="vic"), OTHERS)
    await walk(talker(staff="bo"), OTHERS)


async def test_the_access_of_who_left_ends_at_once(talker: Talkers) -> None:
    bo, ana = talker(staff="bo", user="u-bo"), talker(staff="ana")
    await bo.opens()
    await ana.opens()
    await ana.says("Bo has left")
    await ana.taps("lifecycle.remove")
    refused = await bo.session.get(
        f"{bo.url}/v3/directline/conversations/{bo.conversation_id}/activities",
        headers={"Authorization": f"Bearer {bo.token}"},
    )
    assert refused.status == 404


async def _delete(salon: RunningHost, cancelling: int, kept_for: timedelta) -> None:
    command = DeleteBusiness(business_id=BUSINESS, cancelling=cancelling, kept_for=kept_for)
    await salon.host.transactions.run(delete_business, OperatorActor(), command)


async def _answers(talker: DirectLineTalker, salon: RunningHost, link: str) -> list[Any]:
    """Knock at every door with what was good before; what is answered."""
    at = f"{salon.url}/v3/directline"
    headers = {"Authorization": f"Bearer {talker.token}"}
    conversation = f"{at}/conversations/{talker.conversation_id}"
    said = {"type": "message", "text": "hello", "from": {"id": "u1"}}
    asked = {"user": {"id": "u1"}, "frontdesk": {"business": BUSINESS}}
    knocks: list[tuple[str, str, dict[str, Any]]] = [
        ("POST", f"{at}/tokens/generate", {"json": asked}),
        ("POST", f"{at}/tokens/refresh", {"headers": headers}),
        ("POST", f"{at}/conversations", {"headers": headers, "json": {}}),
        ("GET", conversation, {"headers": headers}),
        ("GET", f"{conversation}/activities", {"headers": headers}),
        ("POST", f"{conversation}/activities", {"headers": headers, "json": said}),
        ("GET", f"{salon.url}/chat/{BUSINESS}", {}),
        ("GET", link, {}),
    ]
    async with aiohttp.ClientSession() as session:
        found = []
        for method, url, parts in knocks:
            async with session.request(method, url, **parts) as answer:
                found.append(answer.status)
        return found


def _calendar_link(talker: DirectLineTalker) -> str:
    written = json.dumps(talker.cards())
    return next(each for each in written.split('"') if each.endswith(".ics"))


async def test_every_door_of_a_deleted_business_answers_as_of_one_unknown(
    talker: Talkers, salon: RunningHost
) -> None:
    customer = talker()
    await walk(customer, CUSTOMER_JOURNEYS["in one sentence"][:-1])
    link = _calendar_link(customer)
    assert 404 not in await _answers(customer, salon, link)
    await _delete(salon, 1, timedelta(days=30))
    assert await _answers(customer, salon, link) == [404] * 8
    async with aiohttp.ClientSession() as session, session.get(salon.url) as landing:
        assert "Salon Aurora" not in await landing.text()
    await salon.host.transactions.run(restore_business, OperatorActor(), RestoreBusiness(BUSINESS))
    assert 404 not in await _answers(customer, salon, link)


async def _everything_in(salon: RunningHost) -> str:
    """Every row of every table, as text."""

    def dump(connection: Connection) -> str:
        rows = [
            [each.name, *map(str, row)]
            for each in METADATA.sorted_tables
            for row in connection.execute(select(each))
        ]
        return json.dumps(rows, ensure_ascii=False)

    return await salon.host.database.read(dump)


async def _told(salon: RunningHost) -> None:
    """Wait until the worker has written the news into the customer's chat."""
    for _ in range(200):
        if NEWS in await _everything_in(salon):
            return
        await asyncio.sleep(0.05)


async def test_customers_are_told_and_then_nothing_of_anybody_is_left(
    talker: Talkers, salon: RunningHost
) -> None:
    customer, ana = talker(), talker(staff="ana", user="u-ana")
    await walk(customer, CUSTOMER_JOURNEYS["in one sentence"])
    await ana.opens()
    await ana.says("my day tomorrow")
    await _delete(salon, 1, timedelta())
    await _told(salon)
    traces = ("Peter Walsh", "33612345678", customer.conversation_id, "u-ana", "Salon Aurora")
    before = await _everything_in(salon)
    assert [each for each in traces if each not in before] == []
    assert NEWS in before
    removed = await salon.host.transactions.run(purge_deleted, SystemActor(), PurgeDeleted())
    assert [each.identifier for each in removed] == [BUSINESS]
    after = await _everything_in(salon)
    assert [each for each in traces if each in after] == []
    assert ["removal", BUSINESS, "business", BUSINESS] in [each[:4] for each in json.loads(after)]
