"""A channel on loopback: publishes keys, signs tokens, gives the bot its token, takes messages."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import jwt
from aiohttp import web
from aiohttp.test_utils import TestServer
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from bot.teams.service_urls import ServiceUrls

APP_ID = "22222222-0000-0000-0000-000000000001"
ISSUER = "https://api.botframework.com"


@cache
def private_key(name: str) -> rsa.RSAPrivateKey:
    """The key of this name, made once."""
    assert name
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceUrlsWith(ServiceUrls):
    """Also takes one address on loopback for a channel's."""

    base: str

    def is_channel(self, url: object) -> bool:
        return url == self.base or ServiceUrls.is_channel(self, url)


@dataclass
class Refusal:
    """What the channel answers instead of taking a message."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: dict[str, Any] = field(default_factory=dict)


@dataclass
class FakeChannel:
    """Records what it is asked; gives `refusals` first."""

    calls: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    authorizations: list[str | None] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    key_fetches: int = 0
    token_fetches: int = 0
    has_keys: bool = True
    base: str = ""

    @property
    def metadata_url(self) -> str:
        return f"{self.base}metadata"

    @property
    def login_url(self) -> str:
        return f"{self.base}login"

    @property
    def said(self) -> list[dict[str, Any]]:
        return [body for _, _, body in self.calls]

    def token(
        self, *, key: str = "known", headers: dict[str, Any] | None = None, **claims: Any
    ) -> str:
        """A token; claims given as None are left out."""
        now = int(time.time())
        content = {
            "iss": ISSUER,
            "aud": APP_ID,
            "nbf": now,
            "exp": now + 3600,
            "serviceurl": self.base,
            **claims,
        }
        kept = {name: value for name, value in content.items() if value is not None}
        return jwt.encode(kept, private_key(key), "RS256", headers={"kid": key, **(headers or {})})

    async def metadata(self, request: web.Request) -> web.Response:
        self.key_fetches += 1
        if not self.has_keys:
            raise web.HTTPServiceUnavailable
        return web.json_response({"jwks_uri": str(request.url.with_path("/keys"))})

    async def keys(self, _: web.Request) -> web.Response:
        keys = []
        for name, channels in (("known", ["msteams"]), ("unendorsed", ["skype"])):
            key = RSAAlgorithm.to_jwk(private_key(name).public_key(), as_dict=True)
            keys.append({**key, "kid": name, "use": "sig", "endorsements": channels})
        return web.json_response({"keys": keys})

    async def login(self, request: web.Request) -> web.Response:
        self.token_fetches += 1
        form = await request.post()
        assert (form["client_id"], form["client_secret"]) == (APP_ID, "secret")
        answer = {"access_token": f"token{self.token_fetches}", "expires_in": 3600}
        return web.json_response(answer)

    async def take(self, request: web.Request) -> web.Response:
        self.authorizations.append(request.headers.get("Authorization"))
        self.calls.append((request.method, request.path, await request.json()))
        if self.refusals:
            refusal = self.refusals.pop(0)
            return web.json_response(refusal.body, status=refusal.status, headers=refusal.headers)
        return web.json_response({"id": f"sent{len(self.calls)}"})


@asynccontextmanager
async def running_channel() -> AsyncIterator[FakeChannel]:
    """A channel that runs as long as the block."""
    channel = FakeChannel()
    app = web.Application()
    app.router.add_get("/metadata", channel.metadata)
    app.router.add_get("/keys", channel.keys)
    app.router.add_post("/login/{directory}/oauth2/v2.0/token", channel.login)
    app.router.add_route("*", "/v3/{tail:.*}", channel.take)
    async with TestServer(app) as server:
        channel.base = str(server.make_url("/"))
        yield channel
