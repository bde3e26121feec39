"""A process killed in the middle of booking loses nothing it acknowledged and leaves nothing half."""

import random
from collections.abc import Sequence

from tests.reliability.attempts import Form, Outcome, Request, Result
from tests.reliability.checker import appointment_ids, half_written, overlaps
from tests.reliability.extent import extent
from tests.reliability.processes import BookingProcess
from tests.reliability.scene import STAFF, STEP, day_ahead, opened, prepare

CLIENTS = 16
EXTENT = extent()
_SLOTS_A_DAY = 8
_WANTED_BY = 2


def _wish(number: int) -> Request:
    """Two wishes for every slot, so that some must be refused."""
    slot = number // _WANTED_BY
    day, place = divmod(slot, _SLOTS_A_DAY * len(STAFF))
    step, who = divmod(place, len(STAFF))
    start_at = day_ahead(2 + day) + 2 * step * STEP
    return Request(f"key-{number}", "plain", start_at, Form.ONE, (STAFF[who],))


async def _book_and_be_killed(url: str, requests: Sequence[Request], after: int) -> list[Outcome]:
    """Book until so many are acknowledged, then die; give what was acknowledged."""
    process = await BookingProcess.start(url, CLIENTS)
    await process.feed(requests)
    found: list[Outcome] = []
    while len(found) < after and (outcome := await process.next_outcome()) is not None:
        found.append(outcome)
    return found + await process.kill()


async def _finish(url: str, requests: Sequence[Request]) -> list[Outcome]:
    process = await BookingProcess.start(url, CLIENTS)
    found = await process.book(requests)
    await process.stop()
    return found


async def test_kills_lose_nothing_and_leave_nothing_half(database_url: str) -> None:
    chance = random.Random(7)
    acknowledged: dict[str, Outcome] = {}
    async with opened(database_url) as database:
        await prepare(database)
        waiting: list[Request] = []
        for kill in range(EXTENT.kills):
            first = kill * EXTENT.attempts_a_kill
            waiting += [_wish(first + each) for each in range(EXTENT.attempts_a_kill)]
            after = chance.randrange(EXTENT.attempts_a_kill // 4, EXTENT.attempts_a_kill)
            for each in await _book_and_be_killed(database_url, waiting, after):
                acknowledged[each.key] = each
            waiting = [each for each in waiting if each.key not in acknowledged]
            assert await database.read(half_written) == []
        assert waiting, "nobody was killed with work left to do"
        acknowledged |= {each.key: each for each in await _finish(database_url, waiting)}
        stored = await database.read(appointment_ids)
        assert await database.read(overlaps) == []
        assert await database.read(half_written) == []
    _check(acknowledged, stored)


def _check(acknowledged: dict[str, Outcome], stored: set[str]) -> None:
    attempts = EXTENT.kills * EXTENT.attempts_a_kill
    booked = {each.appointment_id for each in acknowledged.values() if each.result is Result.BOOKED}
    odd = [each for each in acknowledged.values() if each.result in (Result.FAILED, Result.REFUSED)]
    assert len(acknowledged) == attempts
    assert odd == []
    assert booked == stored
    assert len(booked) == attempts // _WANTED_BY
