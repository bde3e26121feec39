"""POST /api/messages: the bot's door for channels outside. Refusals happen before the turn."""

import json
import logging
from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from aiohttp import web

from bot.activities import MalformedActivity
from bot.adapter import FrontdeskAdapter, HttpAnswer
from bot.json_bounds import is_modest
from bot.logs import log_event
from bot.teams.bot_auth import (
    DoorPolicy,
    Forbidden,
    TokenVerifier,
    Unauthorized,
    VerifiedToken,
    check_activity,
    principal_of,
)
from bot.turn_errors import DeliveryFailed, TurnBusy
from scheduling.actors import Principal

MAXIMUM_BODY_BYTES = 256 * 1024
MAXIMUM_DEPTH = 40
_LOGGER = logging.getLogger(__name__)
_RETRY_AFTER = timedelta(seconds=2)

Admit = Callable[[Principal], timedelta | None]
"""Count a turn of a person: None to let it in, else how long to wait."""


class MessagesEndpoint:
    """Lets verified activities in.

    `verifier` is None without a bot registration; then only `unsigned` (a setting for trying the
    bot on this machine) lets anything in at all.
    """

    def __init__(
        self,
        adapter: FrontdeskAdapter,
        *,
        verifier: TokenVerifier | None,
        policy: DoorPolicy,
        unsigned: bool,
        admit: Admit,
    ) -> None:
        self._adapter = adapter
        self._verifier = verifier
        self._policy = policy
        self._unsigned = unsigned
        self._admit = admit

    async def handle(self, request: web.Request) -> web.Response:
        """Answer one request. Nothing a channel sends is answered with 500."""
        try:
            return await self._answer(request)
        except tuple(_STATUSES) as reason:
            return _refusal(_STATUSES[type(reason)], reason)
        except (web.HTTPException, ConnectionError):
            raise
        except Exception as reason:  # noqa: BLE001 - whatever it is, the channel may try again
            log_event(_LOGGER, "activity.failed", logging.ERROR, reason)
            return _retry_later(_error(HTTPStatus.SERVICE_UNAVAILABLE), _RETRY_AFTER)

    async def _answer(self, request: web.Request) -> web.Response:
        if (request.content_length or 0) > MAXIMUM_BODY_BYTES:
            raise _TooLarge
        token = await self._verify(request)
        if request.content_type != "application/json":
            raise _WrongType
        raw = _parse(await request.read())
        check_activity(raw, token, self._policy)
        principal = principal_of(raw)
        wait = self._admit(principal)
        if wait is not None:
            return _retry_later(_error(HTTPStatus.TOO_MANY_REQUESTS), wait)
        return _response(await self._adapter.process_http(raw, principal))

    async def _verify(self, request: web.Request) -> VerifiedToken | None:
        headers = request.headers.getall("Authorization", [])
        if not headers and self._unsigned:
            return None
        if self._verifier is None:
            raise Unauthorized("the door is closed")
        if len(headers) != 1:
            raise Unauthorized("no single Authorization header")
        return await self._verifier.verify(headers[0])


class _TooLarge(Exception):
    """The body is larger than any activity."""


class _WrongType(Exception):
    """The body is not said to be JSON."""


_STATUSES: dict[type[Exception], HTTPStatus] = {
    Unauthorized: HTTPStatus.UNAUTHORIZED,
    Forbidden: HTTPStatus.FORBIDDEN,
    MalformedActivity: HTTPStatus.BAD_REQUEST,
    web.RequestPayloadError: HTTPStatus.BAD_REQUEST,
    _TooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    web.HTTPRequestEntityTooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    _WrongType: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    TurnBusy: HTTPStatus.SERVICE_UNAVAILABLE,
    DeliveryFailed: HTTPStatus.BAD_GATEWAY,
}


def _parse(body: bytes) -> dict[str, Any]:
    """The JSON object of a body. Raises _TooLarge, MalformedActivity."""
    if len(body) > MAXIMUM_BODY_BYTES:
        raise _TooLarge
    try:
        raw = json.loads(body, parse_constant=_refuse_number)
        # Half a surrogate pair is JSON, but can be written nowhere.
        json.dumps(raw, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise MalformedActivity("body") from error
    if not isinstance(raw, dict) or not is_modest(raw, MAXIMUM_DEPTH):
        raise MalformedActivity("body")
    return raw


def _refuse_number(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _response(answer: HttpAnswer) -> web.Response:
    if answer.body is None:
        return web.Response(status=answer.status)
    return web.json_response(answer.body, status=answer.status)


def _refusal(status: HTTPStatus, reason: Exception) -> web.Response:
    kind = f"{type(reason).__name__} {reason}"
    log_event(_LOGGER, "activity.refused", logging.WARNING, status=int(status), reason=kind)
    response = _error(status)
    if status is HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = "Bearer"
    if status is HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        response.force_close()
    if status is HTTPStatus.SERVICE_UNAVAILABLE:
        return _retry_later(response, _RETRY_AFTER)
    return response


def _error(status: HTTPStatus) -> web.Response:
    error = {"code": status.phrase.replace(" ", ""), "message": status.phrase}
    return web.json_response({"error": error}, status=status)


def _retry_later(response: web.Response, wait: timedelta) -> web.Response:
    seconds = -(-wait // timedelta(seconds=1))
    response.headers["Retry-After"] = str(max(1, seconds))
    return response
