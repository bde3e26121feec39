"""Two hundred want one slot at the same instant: one gets it, the others are told so."""

import asyncio

import pytest

from tests.reliability.attempts import Form, Outcome, Request, Result
from tests.reliability.checker import half_written, overlaps, wrongly_answered
from tests.reliability.extent import FULL, extent
from tests.reliability.processes import BookingProcess, booking_processes
from tests.reliability.scene import STAFF, day_ahead, opened, prepare

BOOKERS = 200
LONGEST_P99 = 2.0
ROUNDS = extent().rounds


def _wishes(number: int) -> list[Request]:
    return [
        Request(f"{number}-{each}", "plain", day_ahead(2 + number), Form.ONE, STAFF[:1])
        for each in range(BOOKERS)
    ]


async def _race(processes: tuple[BookingProcess, ...], wishes: list[Request]) -> list[Outcome]:
    hands = [wishes[number :: len(processes)] for number in range(len(processes))]
    found = await asyncio.gather(*(p.book(hand) for p, hand in zip(processes, hands, strict=True)))
    return [outcome for outcomes in found for outcome in outcomes]


@pytest.mark.parametrize("count", [1, 2], ids=["one process", "two processes"])
async def test_one_of_many_gets_the_slot(database_url: str, count: int) -> None:
    seconds: list[float] = []
    async with opened(database_url) as database:
        await prepare(database)
        async with booking_processes(database_url, count, BOOKERS // count) as processes:
            for number in range(ROUNDS):
                wishes = _wishes(number)
                outcomes = await _race(processes, wishes)
                results = [each.result for each in outcomes]
                assert results.count(Result.BOOKED) == 1
                assert results.count(Result.TAKEN) == BOOKERS - 1
                assert wrongly_answered(wishes, outcomes) == []
                seconds += [each.seconds for each in outcomes]
        assert await database.read(overlaps) == []
        assert await database.read(half_written) == []
    if extent() is FULL:  # a short run among other tests measures the machine, not the product
        assert sorted(seconds)[int(len(seconds) * 0.99)] < LONGEST_P99
