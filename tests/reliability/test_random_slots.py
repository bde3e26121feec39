"""Four hundred random wishes at once: no overlap, and nobody is refused without a reason."""

import asyncio
import random
from datetime import datetime, timedelta

import pytest

from tests.reliability.attempts import Booker, Form, Outcome, Request, Result
from tests.reliability.checker import half_written, overlaps, wrongly_answered
from tests.reliability.extent import extent
from tests.reliability.scene import SERVICES, STAFF, STEP, day_ahead, opened, prepare

WISHES = 400
DAYS = 3


def random_wishes(seed: int, forms: tuple[Form, ...], count: int = WISHES) -> list[Request]:
    """Wishes for random times, services and staff that overlap each other a great deal."""
    chance = random.Random(seed)
    return [_wish(chance, f"{seed}-{each}", chance.choice(forms)) for each in range(count)]


def _wish(chance: random.Random, key: str, form: Form) -> Request:
    count = {Form.ONE: 1, Form.PAIR: 2, Form.ANYONE: len(STAFF)}[form]
    staff = tuple(chance.sample(STAFF, count)) if form is not Form.ANYONE else STAFF
    return Request(key, chance.choice([*SERVICES]), _start(chance), form, staff)


def _start(chance: random.Random) -> datetime:
    """A start from which every service fits with its buffers before noon or the evening."""
    step = chance.choice([*range(1, 11), *range(21, 35)])
    day = 2 + chance.randrange(DAYS)
    after: timedelta = step * STEP
    return day_ahead(day) + after


@pytest.mark.parametrize("seed", range(extent().seeds))
@pytest.mark.parametrize(
    "forms",
    [(Form.ONE,), (Form.PAIR,), (Form.ONE, Form.ANYONE, Form.PAIR)],
    ids=["one", "two of five", "mixed"],
)
async def test_every_answer_to_a_crowd_is_right(
    database_url: str, forms: tuple[Form, ...], seed: int
) -> None:
    wishes = random_wishes(seed, forms)
    async with opened(database_url, connections=50) as database:
        await prepare(database)
        booker = Booker(database)
        outcomes = await asyncio.gather(*(booker.attempt(each) for each in wishes))
        assert await database.read(overlaps) == []
        if Form.PAIR not in forms:
            assert await database.read(half_written) == []
    assert _odd(outcomes) == []
    assert wrongly_answered(wishes, outcomes) == []
    assert min(_count(outcomes, Result.BOOKED), _count(outcomes, Result.TAKEN)) > WISHES // 10


def _odd(outcomes: list[Outcome]) -> list[Outcome]:
    return [each for each in outcomes if each.result in (Result.REFUSED, Result.FAILED)]


def _count(outcomes: list[Outcome], result: Result) -> int:
    return sum(each.result is result for each in outcomes)
