"""The doorkeepers every request passes, in the order `doorkeepers` lists them."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Container, Mapping
from contextlib import nullcontext
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Middleware

from bot.doors.error_answers import ErrorAnswers, Handler
from bot.doors.overload import OverloadGate

OnPrepare = Callable[[web.Request, web.StreamResponse], Awaitable[None]]
REFUSED_METHODS = frozenset({"TRACE", "TRACK", "CONNECT"})
MAXIMUM_BODY_BYTES = 256 * 1024
BODY_PATIENCE = timedelta(seconds=10)
# A connection whose next request head does not arrive in this time is closed, the first one too.
HEAD_PATIENCE = timedelta(seconds=15)
SERVER_OPTIONS: Mapping[str, Any] = {
    "keepalive_timeout": HEAD_PATIENCE.total_seconds(),
    # How long the rest of a refused body is read and thrown away before the connection ends.
    "lingering_time": 1.0,
    "max_line_size": 8190,
    "max_field_size": 8190,
}
"""How the HTTP server itself must be started (keyword arguments of aiohttp's AppRunner)."""

SECURITY_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), payment=()",
    "Cache-Control": "no-store",
}
HTTPS_HEADERS = {"Strict-Transport-Security": "max-age=31536000"}
UNCOUNTED_PREFIXES = ("/health", "/ready", "/static/")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
STREAM_ROUTE = "stream"
"""Name a route so when its requests stay open; they are bounded where they are opened."""


def doorkeepers(errors: ErrorAnswers, gate: OverloadGate) -> tuple[Middleware, ...]:
    """All middlewares, outermost first."""
    return (
        errors.middleware,
        refuse_methods,
        refuse_control_characters,
        read_body,
        shed_overload(gate),
    )


@web.middleware
async def refuse_methods(request: web.Request, handler: Handler) -> web.StreamResponse:
    """TRACE and its kin are allowed nowhere, whether the path exists or not."""
    if request.method in REFUSED_METHODS:
        raise web.HTTPMethodNotAllowed(request.method, ["GET", "POST"])
    return await handler(request)


@web.middleware
async def refuse_control_characters(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Nothing of ours has a control character in its address, and PostgreSQL takes no U+0000."""
    if _CONTROL.search(request.path):
        raise web.HTTPNotFound
    return await handler(request)


@web.middleware
async def read_body(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Read the whole body, bounded in size and time, before the request takes up a place."""
    if (request.content_length or 0) > MAXIMUM_BODY_BYTES:
        raise web.HTTPRequestEntityTooLarge(MAXIMUM_BODY_BYTES, request.content_length or 0)
    try:
        async with asyncio.timeout(BODY_PATIENCE.total_seconds()):
            await request.read()
    except TimeoutError as reason:
        raise web.HTTPRequestTimeout from reason
    except ValueError as reason:  # a body that is not what its headers say, for example no gzip
        raise web.HTTPBadRequest from reason
    return await handler(request)


def shed_overload(gate: OverloadGate) -> Middleware:
    """Let requests through `gate`, except those that must work then too, and open streams.

    Who asked too often is told so late. So is every stream that is refused: clients open the next
    one at once.
    """

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path.startswith(UNCOUNTED_PREFIXES):
            return await handler(request)
        is_stream = request.match_info.route.name == STREAM_ROUTE
        try:
            async with nullcontext() if is_stream else gate.place():
                response = await handler(request)
        except web.HTTPTooManyRequests:
            await gate.hold_back()
            raise
        if not response.prepared and response.status in _told_late(is_stream=is_stream):
            await gate.hold_back()
        return response

    return middleware


def _told_late(*, is_stream: bool) -> Container[int]:
    return range(400, 600) if is_stream else (HTTPStatus.TOO_MANY_REQUESTS,)


def set_security_headers(*, is_https: bool) -> OnPrepare:
    """A handler for `app.on_response_prepare`: headers each answer has unless it set its own."""
    headers = {**SECURITY_HEADERS, **(HTTPS_HEADERS if is_https else {})}

    async def on_prepare(_: web.Request, response: web.StreamResponse) -> None:
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        response.headers["Server"] = "Frontdesk"
        if response.status == HTTPStatus.SWITCHING_PROTOCOLS:
            del response.headers["Cache-Control"]

    return on_prepare
