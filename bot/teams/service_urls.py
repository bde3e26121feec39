"""Where the bot may send: an activity names its channel's address, and anybody can name one."""

from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

_LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1"})
_USUAL_PORTS = frozenset({None, 443})


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceUrls:
    """The addresses replies may go to (ASVS 5.0 V1.3.6).

    `hosts` are host names that also cover the names below them; over https on the usual port.
    `loopback` lets the bot talk to a tool on this machine, without its token.
    """

    hosts: tuple[str, ...]
    loopback: bool = False

    def allows(self, url: object) -> bool:
        """Whether a reply may be sent there."""
        return self.is_channel(url) or (self.loopback and self._is_loopback(url))

    def is_channel(self, url: object) -> bool:
        """Whether the bot may show its token there."""
        parts = _split(url)
        if parts is None or parts.scheme != "https" or _port(parts) not in _USUAL_PORTS:
            return False
        return self._is_listed(parts.hostname or "")

    def _is_listed(self, host: str) -> bool:
        return any(host == name or host.endswith(f".{name}") for name in self.hosts)

    def _is_loopback(self, url: object) -> bool:
        parts = _split(url)
        return parts is not None and parts.scheme == "http" and parts.hostname in _LOOPBACK_HOSTS


def _split(url: object) -> SplitResult | None:
    """The parts of an address without credentials, query, or characters parsers disagree about."""
    if not isinstance(url, str) or not url.isascii() or not url.isprintable():
        return None
    if any(character in url for character in " \\@?#%"):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return parts if parts.hostname else None


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError:
        return -1
