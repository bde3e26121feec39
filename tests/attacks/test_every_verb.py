"""Every verb with somebody else's ids, by everybody who has no right: nothing is told or changed."""

import sqlite3
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from cards.verbs import Verb
from scheduling.actors import Actor, OperatorActor
from scheduling.catalog import Role, StaffMember
from scheduling.customers import Contact
from scheduling.handing_over import HandedOver, HandOver, HandOverState
from scheduling.ports import Ids, UnitOfWork
from scheduling.series import Occurrence
from scheduling.service.administration import BusinessRecord, replace_business
from scheduling.waitlist import OfferedTime, WaitlistEntry, WaitlistStatus, WaitlistWish
from tests.attacks.doors_of_cards import (
    APPOINTMENT,
    ATTACKERS,
    ATTEMPTS,
    CUSTOMER,
    ENTRY,
    GROUP,
    HAND_OVER,
    HARMLESS,
    OF_A_DRAFT,
    OTHER_BUSINESS,
    SEES_ALL,
    STAFF_LISTS,
)
from tests.attacks.scene import book, forge
from tests.attacks.test_other_businesses import other_business
from tests.fakes.businesses import appointment, stored_customer
from tests.journeys.salon import BUSINESS, NOW
from tests.journeys.studio import STUDIO
from tests.support.direct_line import DirectLineTalker
from tests.support.hosts import RunningHost, running_host

STARTS = datetime.fromisoformat("2026-04-22T08:00:00+00:00")
VICTIM = Contact(name="Vera Victim", email_address="vera@victim.example", phone="+33 6 11 22 33 44")
SECRETS = ("Vera", "vera@victim", "11 22 33 44")
TABLES = (
    "appointment", "appointment_customer", "business", "claim", "customer", "hand_over", "hold",
    "removal", "service", "staff_member", "time_off", "waitlist_entry",
)  # fmt: skip
_ROWS = "select * from {} where business_id = ?"
_NEWS = "select dedupe from outbox where business_id = ?"
"""What is to be told. How far a worker is with it changes by itself."""
_MORE = (
    StaffMember(staff_member_id="rita", display_name="Rita", role=Role.SCHEDULER),
    StaffMember(staff_member_id="karim", display_name="Karim", role=Role.TEAM_MEMBER),
)


def victims_salon() -> BusinessRecord:
    """The studio where a customer has one of a series, of a visit, and a place in a group, all with Ana."""
    everybody = {each.staff_member_id: each for each in _MORE}
    catalog = replace(STUDIO.catalog, staff_members={**STUDIO.catalog.staff_members, **everybody})
    one = appointment(APPOINTMENT, STARTS)
    information = replace(one.customer, customer_id=CUSTOMER, contact=VICTIM)
    place = replace(
        information,
        occurrence=Occurrence("ours-series", date(2026, 4, 22)),
        visit_id="ours-visit",
    )
    one = replace(one, customers=(place,))
    group = appointment(
        GROUP,
        STARTS + timedelta(hours=3),
        service_id="yoga",
        service_name="Yoga",
        maximum_attendees_count=4,
        customers=(information,),
    )
    return BusinessRecord(catalog, (stored_customer(CUSTOMER, VICTIM),), (one, group))


def add_offers(uow: UnitOfWork, _actor: Actor, command: str, now: datetime, _ids: Ids) -> None:
    """Let the victim wait, with an offer that runs, and let Ana's appointment be offered to Karim."""
    until_at = now + timedelta(hours=1)
    wish = WaitlistWish(
        service_id="haircut",
        staff_member_id="ana",
        from_on=date(2026, 4, 22),
        to_on=date(2026, 4, 22),
        zone="Europe/Paris",
    )
    entry = WaitlistEntry(
        business_id=command, entry_id=ENTRY, customer_id=CUSTOMER, wish=wish, created_at=now
    )
    offer = OfferedTime(STARTS, "ana", until_at, "ours-owner")
    uow.waitlist.add(replace(entry, status=WaitlistStatus.OFFERED, offer=offer))
    item = HandedOver(APPOINTMENT, 1, "karim", STARTS)
    offered = HandOverState.OFFERED
    uow.hand_overs.save(
        HandOver(
            business_id=command,
            hand_over_id=HAND_OVER,
            by_staff_member_id="ana",
            from_staff_member_id="ana",
            items=(item,),
            state=offered,
            created_at=now,
            expires_at=until_at,
        )
    )


@pytest_asyncio.fixture
async def salon(sqlite_url: str, tmp_path: Path) -> AsyncIterator[RunningHost]:
    """One engine is enough: what a tap may do is decided above the database."""
    async with running_host(sqlite_url, tmp_path, victims_salon(), NOW) as running:
        transactions = running.host.transactions
        await transactions.run(replace_business, OperatorActor(), other_business())
        await transactions.run(add_offers, OperatorActor(), BUSINESS)
        yield running


def stored(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything of the salon's people that the database holds."""
    with sqlite3.connect(folder / "frontdesk.db") as database:
        queries = {**{name: _ROWS.format(name) for name in TABLES}, "outbox": _NEWS}
        return {
            name: sorted(database.execute(query, [BUSINESS]), key=str)
            for name, query in queries.items()
        }


async def enter(session: aiohttp.ClientSession, salon: RunningHost, who: str) -> DirectLineTalker:
    """Let an attacker begin to talk; another customer has an appointment of their own."""
    business = "zeph" if who == OTHER_BUSINESS else BUSINESS
    act_as = {"staffMember": ATTACKERS[who]} if ATTACKERS[who] else None
    talker = DirectLineTalker(session, salon.url, business, act_as=act_as, user_id="mallory")
    if who == "another customer":
        await book(talker, "haircut with Bo on Thursday at 10")
    else:
        await talker.opens()
    return talker


@pytest.mark.parametrize("who", ATTACKERS)
async def test_nobody_without_the_right_gets_or_changes_anything(
    salon: RunningHost, tmp_path: Path, who: str
) -> None:
    async with aiohttp.ClientSession() as session:
        mallory = await enter(session, salon, who)
        before = stored(tmp_path)
        # A viewer sees who has which appointment, but not how to reach them.
        secrets = SECRETS[1:] if who == "a viewer" else SECRETS
        for verb, attempt in ATTEMPTS.items():
            if who not in attempt.may:
                shown = await forge(mallory, {"verb": verb.value, **attempt.data})
                assert not [each for each in secrets if each in shown], verb
                assert mallory.reasons or who == OTHER_BUSINESS, verb
                assert stored(tmp_path) == before, verb


@pytest.mark.parametrize("who", [each for each in ATTACKERS if each not in SEES_ALL])
async def test_lists_of_the_staff_show_nobody_what_is_not_theirs(
    salon: RunningHost, who: str
) -> None:
    async with aiohttp.ClientSession() as session:
        mallory = await enter(session, salon, who)
        for verb, data in STAFF_LISTS.items():
            shown = await forge(mallory, {"verb": verb.value, **data})
            assert not [each for each in SECRETS if each in shown], verb


async def test_who_may_see_all_is_shown_it(salon: RunningHost) -> None:
    async with aiohttp.ClientSession() as session:
        rita = await enter(session, salon, "a scheduler")
        for verb in (Verb.STAFF_DAY, Verb.STAFF_WAITLIST):
            assert "Vera" in await forge(rita, {"verb": verb.value, **STAFF_LISTS[verb]}), verb


def test_every_verb_is_tried_or_is_said_to_reach_nothing_of_others() -> None:
    known = [*ATTEMPTS, *STAFF_LISTS, *HARMLESS, *OF_A_DRAFT]
    assert sorted(known) == sorted(Verb)
