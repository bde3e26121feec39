"""The signed cookie that makes a browser the same visitor tomorrow.

It is HttpOnly, SameSite=Lax and says only a random id: whoever holds it is that visitor.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aiohttp import web

from deep_links.tokens import SignedToken, TokenError, build_token, parse_token

PURPOSE = "visitor"
# Browsers keep a cookie for 400 days at most (RFC 6265bis 5.5).
LIFE = timedelta(days=400)


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitorCookies:
    """Reads and writes the visitor cookie. `key` signs it, `new_id` gives unguessable ids."""

    key: bytes = field(repr=False)
    is_https: bool
    now: Callable[[], datetime]
    new_id: Callable[[], str]

    @property
    def name(self) -> str:
        """The cookie's name; over https its prefix keeps subdomains from setting it (4.1.3.2)."""
        return "__Host-frontdesk-visitor" if self.is_https else "frontdesk-visitor"

    def visitor_of(self, request: web.Request) -> str | None:
        """The visitor's id, or None where the browser has no good cookie of ours."""
        try:
            token = parse_token(request.cookies.get(self.name, ""), PURPOSE, self.key, self.now())
        except TokenError:
            return None
        return token.claims["id"]

    def welcome(self, request: web.Request, response: web.StreamResponse) -> None:
        """Make the browser a visitor if it is none yet."""
        if self.visitor_of(request) is not None:
            return
        token = SignedToken(PURPOSE, {"id": self.new_id()}, self.now() + LIFE)
        response.set_cookie(
            self.name,
            build_token(token, self.key),
            max_age=int(LIFE.total_seconds()),
            path="/",
            secure=self.is_https,
            httponly=True,
            samesite="Lax",
        )
