"""Outgoing calls to a channel's connector service, tried again where that can help.

The REST interface: Bot Connector API v3, `POST` and `PUT` under `v3/conversations/ID/activities`.
After 429 and 412 a message was surely not taken; after 5xx or a lost connection it may have been.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import Any, Protocol
from urllib.parse import quote

import aiohttp

from bot.channel_errors import (
    ChannelRefused,
    ChannelUnreachable,
    MessageWritesBlocked,
    TooManyRequests,
)

WireActivity = dict[str, Any]
_RETRIED_STATUSES = frozenset({412, 429, 500, 502, 503, 504})
_MAXIMUM_ANSWER_BYTES = 64 * 1024
_MAXIMUM_DIGITS = 7


class ChannelConnector(Protocol):
    """The way to one channel, for the length of a turn. Raises the errors of `channel_errors`."""

    async def send(self, activity: WireActivity) -> str:
        """Send a message to the activity's conversation and return its id ("" if not told)."""
        ...

    async def update(self, activity: WireActivity) -> None:
        """Put an activity in the place of the one with its id."""
        ...


class AccessTokens(Protocol):
    """Tokens by which channels know the bot."""

    async def current(self) -> str:
        """A token that is valid now."""
        ...

    def forget(self) -> None:
        """The current token was refused: get another next time."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryPolicy:
    """How often and how long a call is tried: waits double from `first_wait`, with full jitter.

    A wait the channel asked for (Retry-After) is kept. All tries together end within `limit`:
    Teams gives a turn 15 s.
    """

    tries: int = 4
    first_wait: timedelta = timedelta(milliseconds=500)
    call: timedelta = timedelta(seconds=5)
    limit: timedelta = timedelta(seconds=10)


Sleep = Callable[[float], Awaitable[None]]
Chance = Callable[[], float]


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    retry_after: timedelta | None
    body: Mapping[str, Any]


class HttpConnector:
    """Calls one channel's service. `tokens` is None where the bot must not show who it is."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        service_url: str,
        tokens: AccessTokens | None,
        *,
        retry: RetryPolicy,
        chance: Chance,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._session = session
        self._base = service_url.rstrip("/")
        self._tokens = tokens
        self._retry = retry
        self._chance = chance
        self._sleep = sleep

    async def send(self, activity: WireActivity) -> str:
        """Send a message. A message that answers another is posted below it."""
        parent = activity.get("replyToId")
        below = f"/{quote(parent, safe='')}" if parent else ""
        answer = await self._call("POST", self._activities(activity) + below, activity)
        return str(answer.body.get("id") or "")

    async def update(self, activity: WireActivity) -> None:
        """Edit a message in place."""
        url = f"{self._activities(activity)}/{quote(activity['id'], safe='')}"
        await self._call("PUT", url, activity)

    def _activities(self, activity: WireActivity) -> str:
        conversation = quote(activity["conversation"]["id"], safe="")
        return f"{self._base}/v3/conversations/{conversation}/activities"

    async def _call(self, method: str, url: str, body: WireActivity) -> _Answer:
        loop = asyncio.get_running_loop()
        ends = loop.time() + self._retry.limit.total_seconds()
        for number in range(1, self._retry.tries + 1):
            answer = await self._once(method, url, body, ends - loop.time())
            if answer is not None and answer.status < HTTPStatus.MULTIPLE_CHOICES:
                return answer
            wait = self._wait(number, answer)
            is_last = number == self._retry.tries or loop.time() + wait >= ends
            if is_last or not self._is_worth_another_try(number, answer):
                raise _error_of(answer)
            await self._sleep(wait)
        raise AssertionError("a policy has at least one try")

    async def _once(
        self, method: str, url: str, body: WireActivity, seconds_left: float
    ) -> _Answer | None:
        """One call; None where there was no answer."""
        seconds = max(0.0, min(self._retry.call.total_seconds(), seconds_left))
        try:
            async with asyncio.timeout(seconds):
                headers = await self._headers()
                async with self._session.request(
                    method, url, json=body, headers=headers, allow_redirects=False
                ) as response:
                    return await _read(response)
        except (aiohttp.ClientError, TimeoutError, OSError):
            return None

    async def _headers(self) -> dict[str, str]:
        if self._tokens is None:
            return {}
        return {"Authorization": f"Bearer {await self._tokens.current()}"}

    def _wait(self, number: int, answer: _Answer | None) -> float:
        if answer is not None and answer.retry_after is not None:
            return answer.retry_after.total_seconds()
        longest: float = self._retry.first_wait.total_seconds() * 2 ** (number - 1)
        return longest * (0.5 + self._chance() / 2)

    def _is_worth_another_try(self, number: int, answer: _Answer | None) -> bool:
        if answer is None or answer.status in _RETRIED_STATUSES:
            return True
        if answer.status == HTTPStatus.UNAUTHORIZED and self._tokens is not None and number == 1:
            self._tokens.forget()
            return True
        return False


def open_session() -> aiohttp.ClientSession:
    """The session for all outgoing calls of the bot: no cookies, no proxies of the environment."""
    return aiohttp.ClientSession(
        cookie_jar=aiohttp.DummyCookieJar(), timeout=aiohttp.ClientTimeout(total=10)
    )


async def _read(response: aiohttp.ClientResponse) -> _Answer:
    content = await response.content.read(_MAXIMUM_ANSWER_BYTES)
    try:
        body = json.loads(content)
    except ValueError:
        body = {}
    return _Answer(
        response.status,
        _retry_after(response.headers.get("Retry-After", "")),
        body if isinstance(body, dict) else {},
    )


def _retry_after(value: str) -> timedelta | None:
    """The seconds of a Retry-After header (RFC 9110 10.2.3); its date form is not sent here."""
    is_number = value.isdecimal() and len(value) <= _MAXIMUM_DIGITS
    return timedelta(seconds=int(value)) if is_number else None


def _error_of(answer: _Answer | None) -> Exception:
    if answer is None:
        return ChannelUnreachable()
    error = answer.body.get("error")
    code = str(error.get("code", "")) if isinstance(error, dict) else ""
    if answer.status == HTTPStatus.FORBIDDEN and code == "MessageWritesBlocked":
        return MessageWritesBlocked()
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        return TooManyRequests(answer.retry_after)
    return ChannelRefused(answer.status, code)
