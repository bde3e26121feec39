"""Addresses nobody's browser writes: plainly not there, on each engine, and no fault of ours."""

import aiohttp
import pytest
from yarl import URL

from tests.attacks.conftest import Log
from tests.attacks.scene import APOLOGY
from tests.support.hosts import RunningHost

ADDRESSES = (
    "/chat/%00",
    "/chat/salon%00",
    "/chat/a%0Ab",
    "/chat/a%7Fb",
    "/chat/%ED%A0%80",
    "/chat/%FF%FE",
    "/chat/salon%2F..",
    "/chat/" + "x" * 5000,
    "/chat/%F0%9F%98%80",
    "/appointments/%00.ics",
    "/appointments/x.y.ics",
    "/static/%00",
    "/static/vendor/%2E%2E%2Fchat.js",
)


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address[:32])
async def test_an_odd_address_is_plainly_not_there(
    salon: RunningHost, log: Log, address: str
) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.get(URL(salon.url + address, encoded=True)) as answer,
    ):
        assert answer.status == 404
        assert APOLOGY not in await answer.text()
    assert [line for line in log.lines if line["level"] == "ERROR"] == []
