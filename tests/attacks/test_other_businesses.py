"""Two businesses in one installation: nobody ever hears of the other one."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from random import Random

import aiohttp
import pytest
import pytest_asyncio

from cards.verbs import Verb
from scheduling.actors import OperatorActor
from scheduling.service.administration import BusinessRecord, replace_business
from tests.attacks.scene import book, forge
from tests.journeys.salon import NOW, SALON
from tests.support.cards import actions_of
from tests.support.direct_line import DirectLineTalker
from tests.support.hosts import RunningHost, running_host

SECRETS = ("Zephyr", "zeph", "Zoltan", "Peter Walsh", "Zinc bath", "12 Zebra Lane")
"""Names and ids of the other business, its staff, customer, service and street."""


def other_business() -> BusinessRecord:
    catalog = SALON.catalog
    address = replace(catalog.business.address, street="12 Zebra Lane")
    business = replace(
        catalog.business, business_id="zeph", display_name="Zephyr Studio", address=address
    )
    services = {
        key: replace(each, display_name=f"Zinc bath {key}", aliases={})
        for key, each in catalog.services.items()
    }
    staff = {
        key: replace(each, display_name=f"Zoltan {key}")
        for key, each in catalog.staff_members.items()
    }
    return BusinessRecord(
        replace(catalog, business=business, services=services, staff_members=staff)
    )


@pytest_asyncio.fixture
async def both(database_url: str, tmp_path: Path) -> AsyncIterator[RunningHost]:
    """The salon and the other business, which has one appointment."""
    async with running_host(database_url, tmp_path, SALON, NOW) as running:
        await running.host.transactions.run(replace_business, OperatorActor(), other_business())
        yield running


SAID = (
    "hello",
    "what services do you have?",
    "who works here?",
    "where are you?",
    "Zinc bath haircut with Zoltan ana on Thursday at 10",
    "my appointments",
    "my day on Thursday",
    "team on Thursday",
    "who is next?",
    "talk to a person",
)


@pytest.mark.parametrize("staff", ["", "ana", "bo", "vic", "gus"])
async def test_no_answer_tells_of_the_other_business(both: RunningHost, staff: str) -> None:
    async with aiohttp.ClientSession() as session:
        theirs = DirectLineTalker(session, both.url, "zeph", user_id="u1")
        cancel = await book(theirs, "Zinc bath haircut with Zoltan ana on Thursday at 10")
        act_as = {"staffMember": staff} if staff else None
        ours = DirectLineTalker(session, both.url, "salon", act_as=act_as, user_id="u1")
        heard = [await ours.opens(), *[await ours.says(text) for text in SAID]]
        for verb in ("appointment.open", "staff.open", "appointment.cancel_confirm"):
            heard.append(await forge(ours, {**cancel, "verb": verb}))
            assert ours.reasons == ["not_found"]
        told = "\n".join(heard)
        # What the customer wrote themselves may be said back to them.
        for own_words in ("Zinc bath haircut", "Nobody called Zoltan works here"):
            told = told.replace(own_words, "")
        assert not [each for each in SECRETS if each in told]


async def test_the_host_header_decides_nothing(both: RunningHost) -> None:
    forged = {"Host": "zeph.example.com", "X-Forwarded-Host": "zeph.example.com"}
    async with aiohttp.ClientSession(headers=forged) as session:
        ours = DirectLineTalker(session, both.url, "salon")
        assert "Salon Aurora" in await ours.opens()
        assert "zeph" not in str(ours.activities)


PLACES = ("appointment", "draft", "service", "staff", "token", "conversation", "business")


@pytest.mark.parametrize("staff", ["", "ana"])
@pytest.mark.parametrize("seed", range(2))
async def test_no_run_of_taps_with_the_ids_of_the_other_business_shows_any_of_it(
    both: RunningHost, staff: str, seed: int
) -> None:
    chance = Random(seed)
    async with aiohttp.ClientSession() as session:
        theirs = DirectLineTalker(session, both.url, "zeph", user_id="u1")
        cancel = await book(theirs, "Zinc bath haircut with Zoltan ana on Thursday at 10")
        ids = (
            cancel["appointment"],
            theirs.conversation_id,
            theirs.token,
            "zeph",
            "ana",
            "haircut",
        )
        act_as = {"staffMember": staff} if staff else None
        ours = DirectLineTalker(session, both.url, "salon", act_as=act_as, user_id="u1")
        await ours.opens()
        for _ in range(60):
            data = {name: chance.choice(ids) for name in PLACES if chance.random() < 0.5}
            found = [each.get("draft") for each in actions_of(ours.cards()) if each.get("draft")]
            own = {"draft": found[0]} if found and chance.random() < 0.7 else {}
            rest = {"version": 1, "day": "2026-04-16", "team": True, "status": "arrived"}
            await forge(ours, {**rest, **data, **own, "verb": chance.choice(list(Verb))})
            told = str(ours.activities)
            assert not [each for each in (*SECRETS, cancel["appointment"]) if each in told]


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("path", ["", "/activities", "/upload", "/stream"])
async def test_a_token_of_one_business_opens_no_conversation_of_the_other(
    both: RunningHost, method: str, path: str
) -> None:
    async with aiohttp.ClientSession() as session:
        theirs = DirectLineTalker(session, both.url, "zeph", user_id="u1")
        ours = DirectLineTalker(session, both.url, "salon", user_id="u1")
        await theirs.opens()
        await ours.opens()
        url = f"{both.url}/v3/directline/conversations/{theirs.conversation_id}{path}"
        headers = {"Authorization": f"Bearer {ours.token}"}
        async with session.request(method, url, headers=headers, json={}) as answer:
            assert answer.status in (401, 403, 405)
            assert not [each for each in SECRETS if each in await answer.text()]
