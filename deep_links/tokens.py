"""Signed, expiring tokens: facts that may pass through an outsider's hands and come back unchanged.

A token is `payload.signature`, both base64url. The payload is canonical JSON and readable by
anybody: never put a secret in it. The signature is HMAC-SHA256 (RFC 2104) over the encoded
payload text, so that not even its base64 can be varied. The purpose is part of what is signed: a
token made for one door opens no other. `parse_token(build_token(t, key), t.purpose, key, now) == t`
for every now before `t.expires_at`.
"""

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType

MINIMUM_KEY_BYTES = 32
MAXIMUM_TOKEN_LENGTH = 4096
_CONTEXT = b"frontdesk token 1\0"


class TokenError(ValueError):
    """Base of every reason why a token is refused."""


class TokenForged(TokenError):
    """Not a token, not ours, or changed on its way; the three are never told apart."""


class TokenMisused(TokenError):
    """Ours, but made for another purpose than the one it was shown for."""

    def __init__(self, purpose: str) -> None:
        super().__init__(f"made for {purpose}")
        self.purpose = purpose


class TokenExpired(TokenError):
    """Ours and for this purpose, but too old."""

    def __init__(self, expires_at: datetime) -> None:
        super().__init__(f"expired at {expires_at.isoformat()}")
        self.expires_at = expires_at


@dataclass(frozen=True, slots=True)
class SignedToken:
    """What a token says: its purpose, its claims, and the instant (whole seconds, UTC) it ends."""

    purpose: str
    claims: Mapping[str, str] = field(hash=False)
    expires_at: datetime

    def __post_init__(self) -> None:
        if not self.purpose:
            raise ValueError("a token needs a purpose")
        if self.expires_at.tzinfo is None:
            raise ValueError("a token needs an aware expiry")
        ends = self.expires_at.astimezone(UTC).replace(microsecond=0)
        object.__setattr__(self, "expires_at", ends)
        object.__setattr__(self, "claims", MappingProxyType(dict(self.claims)))


def build_token(token: SignedToken, key: bytes) -> str:
    """Write the token as text that fits a URL, a cookie and a header."""
    content = {
        "c": dict(token.claims),
        "e": int(token.expires_at.timestamp()),
        "p": token.purpose,
    }
    packed = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    payload = _encode(packed.encode())
    text = f"{payload}.{_sign(payload, key)}"
    if len(text) > MAXIMUM_TOKEN_LENGTH:
        raise ValueError("the claims are too long for a token")
    return text


def parse_token(text: str, purpose: str, key: bytes, now: datetime) -> SignedToken:
    """Read a token made by `build_token` with the same key.

    Raises `TokenForged`, `TokenMisused` or `TokenExpired`, looked at in this order. A token is
    still good just before `expires_at` and no longer at it.
    """
    if len(text) > MAXIMUM_TOKEN_LENGTH or not text.isascii():
        raise TokenForged("not a token")
    payload, _, signature = text.partition(".")
    if not hmac.compare_digest(signature.encode(), _sign(payload, key).encode()):
        raise TokenForged("bad signature")
    token = _read(payload)
    if token.purpose != purpose:
        raise TokenMisused(token.purpose)
    if now >= token.expires_at:
        raise TokenExpired(token.expires_at)
    return token


def _read(payload: str) -> SignedToken:
    try:
        content = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        ends = datetime.fromtimestamp(content["e"], UTC)
        return SignedToken(content["p"], content["c"], ends)
    except (binascii.Error, ValueError, KeyError, TypeError) as reason:
        raise TokenForged("unreadable payload") from reason


def _sign(payload: str, key: bytes) -> str:
    if len(key) < MINIMUM_KEY_BYTES:
        raise ValueError(f"a signing key needs at least {MINIMUM_KEY_BYTES} bytes")
    return _encode(hmac.new(key, _CONTEXT + payload.encode(), hashlib.sha256).digest())


def _encode(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode("ascii")
