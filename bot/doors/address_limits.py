"""How often one address may ask for what nobody has to prove anything for."""

from http import HTTPStatus

from aiohttp import web

from bot.doors.addresses import client_address
from bot.doors.error_answers import Handler
from bot.doors.rates import DoorLimits, Monotonic, RateLimiter, retry_after_seconds

PAGE_PATHS = ("/", "/chat/{business}")
MESSAGES_PATH = "/api/messages"
CALENDAR_FILE_PATH = "/appointments/{token}.ics"


class AddressLimits:
    """Counts pages by address, and elsewhere only what was refused.

    Whoever holds a good link or a channel's token is let in however often others at the address
    failed: behind a proxy nobody was told of, all the world has one address.
    """

    def __init__(self, limits: DoorLimits, monotonic: Monotonic, *, trusts_proxy: bool) -> None:
        self._pages = RateLimiter(limits.requests, monotonic)
        self._refusals = {
            (CALENDAR_FILE_PATH, HTTPStatus.NOT_FOUND): RateLimiter(limits.misses, monotonic),
            (MESSAGES_PATH, HTTPStatus.UNAUTHORIZED): RateLimiter(limits.unproven, monotonic),
        }
        self._trusts_proxy = trusts_proxy

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer 429, and when to come back, to an address that asks too often."""
        path = _path_of(request)
        if path in PAGE_PATHS:
            self._count(self._pages, request)
        try:
            response = await handler(request)
        except web.HTTPException as refusal:
            self._count_refusal(request, path, refusal.status)
            raise
        self._count_refusal(request, path, response.status)
        return response

    def _count_refusal(self, request: web.Request, path: str, status: int) -> None:
        limiter = self._refusals.get((path, HTTPStatus(status)))
        if limiter is not None:
            self._count(limiter, request)

    def _count(self, limiter: RateLimiter, request: web.Request) -> None:
        wait = limiter.take(client_address(request, trusts_proxy=self._trusts_proxy))
        if wait is not None:
            raise web.HTTPTooManyRequests(headers={"Retry-After": retry_after_seconds(wait)})


def _path_of(request: web.Request) -> str:
    resource = request.match_info.route.resource
    return "" if resource is None else resource.canonical
