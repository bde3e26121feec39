"""Who may knock at the channel, how often, and with which pass."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.direct_line.passes import ChannelPass, Purpose, build_pass, parse_pass
from bot.direct_line.refusals import DirectLineRefused, Refusal
from bot.doors.addresses import client_address
from bot.doors.rates import DoorLimits, Monotonic, RateLimiter

AUTHORIZATION_SCHEME = "Bearer "


@dataclass(frozen=True, slots=True)
class PassDesk:
    """Writes and reads the passes of the channel. `key` signs them."""

    key: bytes = field(repr=False)
    now: Callable[[], datetime]

    def bearer(self, request: web.Request) -> ChannelPass:
        """The pass in the Authorization header. Raises `DirectLineRefused`."""
        header = request.headers.get("Authorization", "")
        if not header.startswith(AUTHORIZATION_SCHEME):
            raise DirectLineRefused(Refusal.NO_TOKEN)
        text = header.removeprefix(AUTHORIZATION_SCHEME).strip()
        return parse_pass(text, Purpose.CONVERSATION, self.key, self.now())

    def bearer_for_path(self, request: web.Request) -> ChannelPass:
        """The pass, which must be for the conversation in the path."""
        return _for_path(request, self.bearer(request))

    def stream_pass(self, request: web.Request) -> ChannelPass:
        """The pass in a stream's URL, which must be for the conversation in the path."""
        text = request.query.get("t", "")
        return _for_path(request, parse_pass(text, Purpose.STREAM, self.key, self.now()))

    def described(self, channel_pass: ChannelPass) -> dict[str, Any]:
        """The pass as Direct Line hands it out."""
        return {
            "conversationId": channel_pass.conversation_id,
            "token": build_pass(channel_pass, Purpose.CONVERSATION, self.key, self.now()),
            "expires_in": int(Purpose.CONVERSATION.value[1].total_seconds()),
        }

    def stream_token(self, channel_pass: ChannelPass) -> str:
        """A token to open the conversation's stream with."""
        return build_pass(channel_pass, Purpose.STREAM, self.key, self.now())


class KnockCounter:
    """Counts what each address and each person asks for."""

    def __init__(self, limits: DoorLimits, monotonic: Monotonic, *, trusts_proxy: bool) -> None:
        self._tokens = RateLimiter(limits.tokens, monotonic)
        self._turns = RateLimiter(limits.turns, monotonic)
        self._requests = RateLimiter(limits.requests, monotonic)
        self._trusts_proxy = trusts_proxy

    def count_request(self, request: web.Request) -> None:
        """Count any request. Raises `DirectLineRefused` with how long to wait."""
        _count(self._requests, client_address(request, trusts_proxy=self._trusts_proxy))

    def count_token(self, request: web.Request) -> None:
        """Count a new token for the request's address."""
        _count(self._tokens, client_address(request, trusts_proxy=self._trusts_proxy))

    def count_turn(self, channel_pass: ChannelPass) -> None:
        """Count something said to the bot."""
        _count(self._turns, f"{channel_pass.business_id}\n{channel_pass.identity_id}")


def _for_path(request: web.Request, channel_pass: ChannelPass) -> ChannelPass:
    if request.match_info["conversation"] != channel_pass.conversation_id:
        raise DirectLineRefused(Refusal.NOT_ALLOWED)
    return channel_pass


def _count(limiter: RateLimiter, key: str) -> None:
    wait = limiter.take(key)
    if wait is not None:
        raise DirectLineRefused(Refusal.TOO_MANY, wait)
