"""What somebody gets instead of an answer: a status and a plain word, never how it came about."""

import logging
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from aiohttp import web

from bot.doors.overload import Overloaded
from bot.doors.rates import retry_after_seconds
from bot.logs import log_event
from storage.failures import DatabaseUnavailable

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
ErrorPage = Callable[[web.Request, int], str]
ErrorText = Callable[[web.Request, int], str]
_KEPT_HEADERS = ("Allow", "Retry-After")
_LOGGER = logging.getLogger(__name__)


def json_error(status: int, code: str, message: str) -> web.Response:
    """An error as every door of ours writes it in JSON, which is Direct Line's envelope."""
    return web.json_response({"error": {"code": code, "message": message}}, status=status)


DATABASE_PATIENCE = "5"
"""Seconds after which a database that was away may be asked for again."""


class ErrorAnswers:
    """Turns whatever went wrong in a handler into a generic answer.

    `page` makes the HTML of a status for a browser; everybody else gets JSON. `text` gives the
    sentence of a status that such a client may show to a person.
    """

    def __init__(self, page: ErrorPage, text: ErrorText) -> None:
        self._page = page
        self._text = text

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Catch every error of the handler below."""
        try:
            return await handler(request)
        except web.HTTPException as refusal:
            if refusal.status < HTTPStatus.BAD_REQUEST:
                raise
            kept = {n: refusal.headers[n] for n in _KEPT_HEADERS if n in refusal.headers}
            return self.answer(request, refusal.status, kept)
        except Overloaded as overload:
            wait = retry_after_seconds(overload.retry_after)
            # It never came to a handler: that nothing was booked is certain here only.
            said = self._text(request, 503)
            return self.answer(request, 503, {"Retry-After": wait}, said)
        except DatabaseUnavailable as error:
            log_event(_LOGGER, "database.unavailable", logging.ERROR, error)
            return self.answer(request, 503, {"Retry-After": DATABASE_PATIENCE})
        except ConnectionError:
            raise
        except Exception as error:  # noqa: BLE001 - outside, all failures are alike
            route = request.match_info.route.resource
            where = "" if route is None else route.canonical
            log_event(_LOGGER, "request.failed", logging.ERROR, error, route=where)
            return self.answer(request, 500, {})

    def answer(
        self, request: web.Request, status: int, headers: dict[str, str], said: str = ""
    ) -> web.Response:
        """The answer for a status in the form the asker understands; JSON may say more in `said`."""
        if _wants_html(request):
            text = self._page(request, status)
            answer = web.Response(text=text, status=status, content_type="text/html")
        else:
            reason = HTTPStatus(status)
            answer = json_error(status, reason.phrase.replace(" ", ""), said or reason.phrase)
        answer.headers.update(headers)
        if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            answer.force_close()
        return answer


def _wants_html(request: web.Request) -> bool:
    return request.method in ("GET", "HEAD") and "text/html" in request.headers.get("Accept", "")
