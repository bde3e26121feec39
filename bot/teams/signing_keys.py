"""The public keys channels sign their tokens with: fetched without blocking, kept, spared.

OpenID Connect Discovery 1.0 and JSON Web Keys (RFC 7517); each key lists the channels it may speak
for (`endorsements`).
"""

import asyncio
import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import jwt

from bot.logs import log_event

METADATA_URL = "https://login.botframework.com/v1/.well-known/openidconfiguration"
_LOGGER = logging.getLogger(__name__)
_MAXIMUM_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A public RSA key and the channels it may speak for."""

    key: Any
    endorsements: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyTiming:
    """Keys are fetched anew after `fresh`; for an unknown key not more often than every `pause`."""

    fresh: timedelta = timedelta(hours=24)
    pause: timedelta = timedelta(minutes=5)
    pause_after_failure: timedelta = timedelta(seconds=10)
    patience: timedelta = timedelta(seconds=5)


class SigningKeys:
    """The keys by id. `now` is the world's time, not a moved clock."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        now: Callable[[], datetime],
        metadata_url: str = METADATA_URL,
        timing: KeyTiming | None = None,
    ) -> None:
        self._session = session
        self._now = now
        self._metadata_url = metadata_url
        self._timing = timing or KeyTiming()
        self._keys: Mapping[str, SigningKey] = {}
        self._fetched_at: datetime | None = None
        self._not_before: datetime | None = None
        self._fetching = asyncio.Lock()

    async def find(self, key_id: str) -> SigningKey | None:
        """The key of this id, or None where there is none or none could be fetched."""
        async with self._fetching:
            if self._is_worth_fetching(key_id):
                await self._fetch()
        return self._keys.get(key_id)

    def _is_worth_fetching(self, key_id: str) -> bool:
        now = self._now()
        if self._not_before is not None and now < self._not_before:
            return False
        is_old = self._fetched_at is None or now - self._fetched_at > self._timing.fresh
        return is_old or key_id not in self._keys

    async def _fetch(self) -> None:
        try:
            async with asyncio.timeout(self._timing.patience.total_seconds()):
                metadata = await self._get(self._metadata_url)
                listed = await self._get(metadata["jwks_uri"])
            self._keys = _read_keys(listed)
        except (aiohttp.ClientError, OSError, ValueError, KeyError, TypeError) as error:
            log_event(_LOGGER, "signing_keys.not_fetched", logging.ERROR, error)
            self._not_before = self._now() + self._timing.pause_after_failure
            return
        self._fetched_at = self._now()
        self._not_before = self._fetched_at + self._timing.pause

    async def _get(self, url: str) -> dict[str, Any]:
        async with self._session.get(url, allow_redirects=False) as response:
            response.raise_for_status()
            content = json.loads(await response.content.read(_MAXIMUM_BYTES))
        if not isinstance(content, dict):
            raise TypeError("not a JSON object")
        return content


def _read_keys(listed: Mapping[str, Any]) -> dict[str, SigningKey]:
    keys = [key for key in listed["keys"] if key.get("kty") == "RSA" and "kid" in key]
    return {
        key["kid"]: SigningKey(_public_key(key), frozenset(key.get("endorsements", ())))
        for key in keys
    }


def _public_key(key: Mapping[str, Any]) -> Any:
    try:
        return jwt.PyJWK({**key, "alg": "RS256"}).key
    except jwt.PyJWTError as error:
        raise ValueError("a signing key cannot be read") from error
