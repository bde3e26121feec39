"""Who may speak to the bot: the token of a channel, checked before anything else is believed.

The rules are the Bot Connector's ("Authenticate requests from the Bot Connector service to your
bot"): RS256 by a listed key, issuer, audience, time with 5 minutes of skew, the key endorsed for
the activity's channel, the `serviceurl` claim equal to the activity's. Two more of ours: a token
must end, and the activity must come from the directory the bot serves.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import jwt

from bot.activities import MAXIMUM_ID_LENGTH, TEAMS, ActivityJson, object_at, text_at
from bot.teams.service_urls import ServiceUrls
from bot.teams.signing_keys import SigningKeys
from scheduling.actors import Principal

CHANNEL_ISSUER = "https://api.botframework.com"
ALGORITHM = "RS256"
SKEW = timedelta(minutes=5)
MAXIMUM_TOKEN_LENGTH = 8192
MAXIMUM_CHANNEL_LENGTH = 24
MAXIMUM_DIRECTORY_LENGTH = 64


class Unauthorized(Exception):
    """Whoever speaks did not prove who they are (401). The reason is for the log only."""


class Forbidden(Exception):
    """Whoever speaks is known and may not say this (403). The reason is for the log only."""


@dataclass(frozen=True, slots=True)
class VerifiedToken:
    """What a valid token proves: the service address it was made for, the channels of its key."""

    service_url: str
    endorsements: frozenset[str]


class TokenVerifier:
    """Checks the Authorization header of a channel. `now` is the world's time."""

    def __init__(self, app_id: str, keys: SigningKeys, now: Callable[[], datetime]) -> None:
        if not app_id:
            raise ValueError("tokens are checked against an application id")
        self._app_id = app_id
        self._keys = keys
        self._now = now

    async def verify(self, header: str) -> VerifiedToken:
        """Check all that does not need the activity. Raises Unauthorized.

        What is plainly not for us is refused before a key is asked for.
        """
        token = _token_of(header)
        key_id = _key_id(token)
        self._check_claims(_decode(token, None))
        key = await self._keys.find(key_id)
        if key is None:
            raise Unauthorized("signed by no key we know")
        claims = _decode(token, key.key)
        return VerifiedToken(_text(claims, "serviceurl"), key.endorsements)

    def _check_claims(self, claims: Mapping[str, Any]) -> None:
        if claims.get("iss") != CHANNEL_ISSUER:
            raise Unauthorized("another issuer")
        if claims.get("aud") != self._app_id:
            raise Unauthorized("another audience")
        now = self._now().timestamp()
        skew = SKEW.total_seconds()
        if now > _number(claims, "exp") + skew:
            raise Unauthorized("expired")
        if "nbf" in claims and now < _number(claims, "nbf") - skew:
            raise Unauthorized("not valid yet")
        _text(claims, "serviceurl")


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorPolicy:
    """What is let in besides a valid token.

    `directory_id` is the one Entra directory served (None: any, for unsigned activities only).
    """

    service_urls: ServiceUrls
    directory_id: str | None


def check_activity(raw: ActivityJson, token: VerifiedToken | None, policy: DoorPolicy) -> None:
    """Check that the token was made for this activity, and that its address and directory are ours.

    `token` is None for an unsigned activity. Raises Unauthorized, Forbidden, MalformedActivity.
    """
    service_url = raw.get("serviceUrl")
    if not policy.service_urls.allows(service_url):
        raise Forbidden("service address not allowed")
    if token is not None:
        if not policy.service_urls.is_channel(service_url):
            raise Forbidden("service address not allowed")
        if token.service_url.rstrip("/") != str(service_url).rstrip("/"):
            raise Unauthorized("token made for another service address")
        if raw.get("channelId") not in token.endorsements:
            raise Forbidden("key not endorsed for the channel")
        if raw.get("channelId") != TEAMS:
            raise Forbidden("channel not served")
    _check_directory(raw, policy)


def principal_of(raw: ActivityJson) -> Principal:
    """Who speaks, as the channel says. Raises MalformedActivity, Forbidden.

    In Teams the Entra object id within its directory, for somebody without one the channel's id.
    People of any other channel never pass for those of our own embedded one.
    """
    sender = object_at(raw, "from")
    if raw.get("channelId") != TEAMS:
        channel = text_at(raw, "channelId", MAXIMUM_CHANNEL_LENGTH)
        return Principal(f"bot:{channel}", "", text_at(sender, "id", MAXIMUM_ID_LENGTH))
    directory = directory_of(raw) or ""
    if sender.get("aadObjectId") is None:
        return Principal(TEAMS, directory, text_at(sender, "id", MAXIMUM_ID_LENGTH))
    object_id = text_at(sender, "aadObjectId", MAXIMUM_ID_LENGTH)
    return Principal(TEAMS, directory, object_id.lower())


def directory_of(raw: ActivityJson) -> str | None:
    """The Entra directory an activity comes from. Raises Forbidden where it names two."""
    tenant = object_at(object_at(raw, "channelData"), "tenant")
    claimed = (object_at(raw, "conversation").get("tenantId"), tenant.get("id"))
    named = {str(name).lower() for name in claimed if name is not None}
    if len(named) > 1 or any(len(name) > MAXIMUM_DIRECTORY_LENGTH for name in named):
        raise Forbidden("no single directory")
    return next(iter(named), None)


def _check_directory(raw: ActivityJson, policy: DoorPolicy) -> None:
    directory = directory_of(raw)
    if policy.directory_id is not None and directory != policy.directory_id.lower():
        raise Forbidden("another directory")


def _token_of(header: str) -> str:
    scheme, _, token = header.strip().partition(" ")
    if scheme.lower() != "bearer" or not 0 < len(token) <= MAXIMUM_TOKEN_LENGTH:
        raise Unauthorized("no bearer token")
    return token.strip()


def _key_id(token: str) -> str:
    try:
        header = jwt.get_unverified_header(token)
    except (jwt.PyJWTError, ValueError, RecursionError, TypeError) as error:
        raise Unauthorized("not a token") from error
    if header.get("alg") != ALGORITHM:
        raise Unauthorized("not signed as channels sign")
    return _text(header, "kid")


def _decode(token: str, key: Any) -> Mapping[str, Any]:
    """The claims; with a key, only of a token it signed. Times and names are checked elsewhere."""
    options: Any = {
        "verify_signature": key is not None,
        "verify_exp": False,
        "verify_nbf": False,
        "verify_iat": False,
        "verify_aud": False,
        "verify_iss": False,
        "verify_sub": False,
        "verify_jti": False,
    }
    try:
        return jwt.decode(token, key, algorithms=[ALGORITHM], options=options)
    except (jwt.PyJWTError, ValueError, RecursionError, TypeError) as error:
        raise Unauthorized("not a token" if key is None else "wrong signature") from error


def _number(claims: Mapping[str, Any], name: str) -> float:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Unauthorized(f"no {name}")
    return value


def _text(claims: Mapping[str, Any], name: str) -> str:
    value = claims.get(name)
    if not isinstance(value, str) or not value:
        raise Unauthorized(f"no {name}")
    return value
