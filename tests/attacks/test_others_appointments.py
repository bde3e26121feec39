"""Ids of other people's appointments in one's own taps: answered as ids of nothing, and logged."""

import statistics
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from tests.attacks.conftest import Log
from tests.attacks.scene import appointments_of, book, forge
from tests.journeys.conftest import Talkers
from tests.journeys.salon import NOW, SALON
from tests.support.hosts import RunningHost, running_host


@pytest_asyncio.fixture
async def salon(sqlite_url: str, tmp_path: Path) -> AsyncIterator[RunningHost]:
    """One engine is enough: what a tap may do is decided above the database."""
    async with running_host(sqlite_url, tmp_path, SALON, NOW) as running:
        yield running


UNKNOWN = "00000000000000000000000000000000"

TAPS: dict[str, dict[str, Any]] = {
    "appointment.open": {},
    "appointment.move": {"version": 1},
    "appointment.cancel": {"version": 1},
    "appointment.cancel_confirm": {"version": 1},
    "appointment.keep": {},
    "staff.open": {},
    "staff.mark": {"version": 1, "status": "arrived"},
    "staff.move": {"version": 1},
    "staff.cancel": {"version": 1},
    "staff.cancel_confirm": {"version": 1, "message": "You are out"},
}
ROLES = {"a stranger": "", "a team member": "bo", "a guest": "gus"}


@pytest.mark.parametrize("who", ROLES)
async def test_anothers_id_is_answered_as_an_id_of_nothing(
    talker: Talkers, salon: RunningHost, log: Log, who: str
) -> None:
    theirs = (await book(talker(user="victim")))["appointment"]
    before = await appointments_of(salon)
    mallory = talker(staff=ROLES[who], user="mallory")
    await mallory.opens()
    for verb, data in TAPS.items():
        tap = {"verb": verb, **data}
        unknown = await forge(mallory, {**tap, "appointment": UNKNOWN}), mallory.reasons
        said = len(log.text)
        found = await forge(mallory, {**tap, "appointment": theirs}), mallory.reasons
        assert found == unknown, verb
        assert found[1] == ["not_found"], verb
        assert "authz_denied" in log.text[said:], verb
    refusals = [each for each in log.lines if each["event"] == "authz_denied"]
    assert {(each["subject"], each["level"]) for each in refusals} == {(theirs, "WARNING")}
    assert await appointments_of(salon) == before


async def test_anothers_id_takes_as_long_as_an_id_of_nothing(talker: Talkers) -> None:
    theirs = (await book(talker(user="victim")))["appointment"]
    mallory = talker(user="mallory")
    await mallory.opens()
    taken: dict[str, list[float]] = {theirs: [], UNKNOWN: []}
    for appointment in (theirs, UNKNOWN) * 15:
        begun = time.perf_counter()
        await forge(mallory, {"verb": "appointment.open", "appointment": appointment})
        taken[appointment].append(time.perf_counter() - begun)
    known, unknown = (statistics.median(each) for each in taken.values())
    assert 0.25 < known / unknown < 4


async def test_typing_anothers_id_opens_nothing(talker: Talkers) -> None:
    theirs = (await book(talker(user="victim")))["appointment"]
    mallory = talker(user="mallory")
    await mallory.opens()
    for text in (theirs, f"cancel {theirs}", f"move {theirs} to friday", "cancel Peter Walsh"):
        assert "Peter" not in await mallory.says(text)
    assert "no appointments" in await mallory.says("my appointments")


STAFF_TAPS: dict[str, dict[str, Any]] = {
    "staff.day": {"day": "2026-04-16", "team": True},
    "staff.next": {},
}


@pytest.mark.parametrize("verb", STAFF_TAPS)
async def test_a_customer_has_no_agenda(talker: Talkers, log: Log, verb: str) -> None:
    await book(talker(user="victim"))
    mallory = talker(user="mallory")
    await mallory.opens()
    assert "Peter" not in await forge(mallory, {"verb": verb, **STAFF_TAPS[verb]})
    assert mallory.reasons == ["not_permitted"]
    assert "authz_denied" in log.text


async def test_who_sees_all_still_changes_nothing(
    talker: Talkers, salon: RunningHost, log: Log
) -> None:
    theirs = (await book(talker(user="victim")))["appointment"]
    before = await appointments_of(salon)
    viewer = talker(staff="vic")
    await viewer.opens()
    for verb, data in TAPS.items():
        if verb not in ("appointment.open", "appointment.keep", "staff.open"):
            await forge(viewer, {"verb": verb, "appointment": theirs, **data})
            assert viewer.reasons, verb
    assert await appointments_of(salon) == before
    assert "authz_denied" in log.text
