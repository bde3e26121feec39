"""A database that is away is no fault of the asker: 503, and when to come back."""

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.doors.error_answers import ErrorAnswers
from storage.failures import DatabaseUnavailable


def _status(_: web.Request, status: int) -> str:
    return str(status)


async def test_a_database_that_is_away_is_answered_503_with_a_time_to_come_back() -> None:
    async def fails(_: web.Request) -> web.Response:
        raise DatabaseUnavailable("postgresql://user:secret@host is away")

    app = web.Application(middlewares=[ErrorAnswers(_status, _status).middleware])
    app.router.add_get("/", fails)
    async with TestClient(TestServer(app)) as client, client.get("/") as answer:
        assert answer.status == 503
        assert int(answer.headers["Retry-After"]) > 0
        assert "secret" not in await answer.text()
