"""The token by which the bot shows channels who it is, fetched once and kept until it ends soon.

OAuth 2.0 client credentials (RFC 6749 4.4) at the Entra directory of the bot.
"""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import aiohttp

from bot.channel_errors import ChannelUnreachable

CHANNEL_SCOPE = "https://api.botframework.com/.default"
LOGIN_URL = "https://login.microsoftonline.com"
_EARLY = timedelta(minutes=5)
_PATIENCE = timedelta(seconds=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class BotCredentials:
    """Who the bot is in its Entra directory."""

    app_id: str
    password: str = field(repr=False)
    directory_id: str


class BotTokens:
    """Keeps the current token. Many turns at once that need a new one make one request."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        credentials: BotCredentials,
        now: Callable[[], datetime],
        login_url: str = LOGIN_URL,
    ) -> None:
        self._session = session
        self._credentials = credentials
        self._now = now
        self._url = f"{login_url}/{credentials.directory_id}/oauth2/v2.0/token"
        self._token = ""
        self._fresh_until: datetime | None = None
        self._fetching = asyncio.Lock()

    async def current(self) -> str:
        """A token that is valid for some minutes more. Raises ChannelUnreachable."""
        async with self._fetching:
            if self._fresh_until is None or self._now() >= self._fresh_until:
                await self._fetch()
            return self._token

    def forget(self) -> None:
        """The current token was refused: get another next time."""
        self._fresh_until = None

    async def _fetch(self) -> None:
        form = {
            "grant_type": "client_credentials",
            "client_id": self._credentials.app_id,
            "client_secret": self._credentials.password,
            "scope": CHANNEL_SCOPE,
        }
        asked_at = self._now()
        try:
            async with asyncio.timeout(_PATIENCE.total_seconds()):
                async with self._session.post(
                    self._url, data=form, allow_redirects=False
                ) as response:
                    content = json.loads(await response.read())
            self._token = str(content["access_token"])
            lifetime = timedelta(seconds=int(content["expires_in"]))
        except (aiohttp.ClientError, OSError, ValueError, KeyError, TypeError) as error:
            # The answer itself may hold what must not be logged: only the kind of error is kept.
            raise ChannelUnreachable(f"no token: {type(error).__name__}") from None
        self._fresh_until = asked_at + max(lifetime - _EARLY, lifetime / 2)
