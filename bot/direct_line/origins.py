"""Which pages may use the channel from a browser (CORS), by default only our own."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from aiohttp import web

_LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Origins:
    """The origin people reach us at, if it is known (else empty), and others that may embed the channel.

    On a loopback name our own origin is whatever the request came to. Any other name proves
    nothing: an outsider's name may point at this machine (DNS rebinding).
    """

    public_url: str = ""
    others: frozenset[str] = frozenset()

    def allows(self, request: web.Request) -> bool:
        """Whether the page behind the request may use the channel; no page at all may too."""
        origin = request.headers.get("Origin")
        if origin is None or origin in self.others:
            return True
        return origin == self._public_origin() or _is_same_loopback(origin, request.host)

    def stream_base(self, request: web.Request) -> str:
        """Where a WebSocket of ours is opened: `wss://host` or `ws://host`."""
        origin = self._public_origin() or f"{request.scheme}://{request.host}"
        if _is_loopback(request.host):
            origin = f"{request.scheme}://{request.host}"
        return "ws" + origin.removeprefix("http")

    def _public_origin(self) -> str | None:
        if not self.public_url:
            return None
        parts = urlsplit(self.public_url)
        return f"{parts.scheme}://{parts.netloc}"


def allow_origin(request: web.Request, response: web.StreamResponse) -> None:
    """Tell the browser that the page may read the answer."""
    origin = request.headers.get("Origin")
    if origin is None:
        return
    response.headers["Access-Control-Allow-Origin"] = origin
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Vary"] = "Origin"


def preflight_answer(request: web.Request) -> web.Response:
    """The answer to a preflight of a page that may use the channel."""
    asked = request.headers.get("Access-Control-Request-Headers", "")
    names = [name.strip() for name in asked.split(",")]
    response = web.Response(status=204)
    response.headers["Access-Control-Allow-Methods"] = "GET, POST"
    response.headers["Access-Control-Allow-Headers"] = ", ".join(
        name for name in names if name.lower() in _ALLOWED_HEADERS
    )
    response.headers["Access-Control-Max-Age"] = "600"
    return response


# What stock Web Chat sends.
_ALLOWED_HEADERS = frozenset(
    {"authorization", "content-type", "x-ms-bot-agent", "x-requested-with"}
)


def _is_same_loopback(origin: str, host: str) -> bool:
    return _is_loopback(host) and urlsplit(origin).netloc == host


def _is_loopback(host: str) -> bool:
    try:
        return urlsplit(f"//{host}").hostname in _LOOPBACK_NAMES
    except ValueError:
        return False
