"""Which way leads to which channel: our own outbox in process, or a connector service outside."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Protocol

import aiohttp

from bot.channel_errors import ChannelRefused
from bot.direct_line.conversations import UnknownActivity
from bot.teams.connector import (
    AccessTokens,
    ChannelConnector,
    HttpConnector,
    RetryPolicy,
    WireActivity,
)
from bot.teams.service_urls import ServiceUrls

DIRECT_LINE_SERVICE = "frontdesk:direct-line"
"""The service address of the embedded channel. No activity from outside may carry it."""


class DirectLineOutbox(Protocol):
    """The embedded channel's end: takes what the bot says."""

    async def post(self, conversation_id: str, activity: dict[str, Any]) -> str:
        """Show a new activity in the conversation and return its id. Raises UnknownActivity."""
        ...

    async def update(self, conversation_id: str, activity: dict[str, Any]) -> None:
        """Put an activity in the place of the one with its id. Raises UnknownActivity."""
        ...


class OutboxConnector:
    """The way to the embedded channel. What is gone there is answered as others do, with 404."""

    def __init__(self, outbox: DirectLineOutbox) -> None:
        self._outbox = outbox

    async def send(self, activity: WireActivity) -> str:
        """Show a message and return its id. Raises ChannelRefused."""
        try:
            return await self._outbox.post(activity["conversation"]["id"], activity)
        except UnknownActivity as error:
            raise ChannelRefused(HTTPStatus.NOT_FOUND, "ConversationNotFound") from error

    async def update(self, activity: WireActivity) -> None:
        """Edit a message in place. Raises ChannelRefused."""
        try:
            await self._outbox.update(activity["conversation"]["id"], activity)
        except UnknownActivity as error:
            raise ChannelRefused(HTTPStatus.NOT_FOUND, "ActivityNotFound") from error


class ServiceNotAllowed(Exception):
    """A reply was to go to an address that is not allowed. Nothing was sent."""


class ChannelConnections:
    """Opens the way to a service address. `tokens` is None where there is no bot registration."""

    def __init__(
        self,
        *,
        session: aiohttp.ClientSession,
        service_urls: ServiceUrls,
        tokens: AccessTokens | None,
        outbox: DirectLineOutbox,
        retry: RetryPolicy,
        chance: Callable[[], float],
    ) -> None:
        self._session = session
        self._service_urls = service_urls
        self._tokens = tokens
        self._outbox = outbox
        self._retry = retry
        self._chance = chance

    def open(self, service_url: str) -> ChannelConnector:
        """Give the connector for a service address. Raises ServiceNotAllowed."""
        if service_url == DIRECT_LINE_SERVICE:
            return OutboxConnector(self._outbox)
        if not self._service_urls.allows(service_url):
            raise ServiceNotAllowed
        # A tool on this machine is not shown the bot's token.
        is_channel = self._service_urls.is_channel(service_url)
        return HttpConnector(
            self._session,
            service_url,
            self._tokens if is_channel else None,
            retry=self._retry,
            chance=self._chance,
        )
