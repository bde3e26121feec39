"""Addresses of our own pages: the chat of a business, an appointment in it, its calendar file.

Whoever holds the link to an appointment may open it: the token in it is signed, says for which
door it was made, and ends some time after the appointment. `parse(build(x)) == x` for each.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

from deep_links.tokens import SignedToken, build_token, parse_token

LIFE_AFTER_END: Final = timedelta(days=30)
"""How long after the end of an appointment its links still open it."""

_OPEN_APPOINTMENT: Final = "open-appointment"
_CALENDAR_FILE: Final = "calendar-file"
_CHAT: Final = "/chat/"
_OPEN: Final = "open"
_APPOINTMENTS: Final = "/appointments/"
_ICS: Final = ".ics"


class NotOurLink(ValueError):
    """The address is none that is built here."""


@dataclass(frozen=True, slots=True)
class AppointmentKey:
    """Which appointment a link is for."""

    business_id: str
    appointment_id: str

    def __post_init__(self) -> None:
        require_segment(self.business_id)
        require_segment(self.appointment_id)


@dataclass(frozen=True, slots=True)
class ChatLink:
    """The chat of a business; `open_token` where it opens an appointment at once."""

    business_id: str
    open_token: str = ""

    def __post_init__(self) -> None:
        require_segment(self.business_id)


@dataclass(frozen=True, slots=True)
class Links:
    """Builds and reads links under `public_url`, signed with `key` (32 bytes or more)."""

    public_url: str
    key: bytes = field(repr=False)

    def __post_init__(self) -> None:
        parts = urlsplit(self.public_url)
        if (
            parts.scheme not in ("http", "https")
            or not parts.netloc
            or parts.query
            or parts.fragment
        ):
            raise ValueError("the public address must be like https://book.example.com")
        object.__setattr__(self, "public_url", self.public_url.rstrip("/"))

    def chat(self, link: ChatLink) -> str:
        """Give the address of a business's chat."""
        query = f"?{urlencode({_OPEN: link.open_token})}" if link.open_token else ""
        return f"{self.public_url}{_CHAT}{quote(link.business_id, safe='')}{query}"

    def parse_chat(self, url: str) -> ChatLink:
        """Read an address made by `chat`. Raises NotOurLink."""
        business_id = self._segment(url, _CHAT, "")
        tokens = parse_qs(urlsplit(url).query).get(_OPEN, [""])
        return ChatLink(business_id, tokens[0])

    def appointment_in_chat(self, appointment: AppointmentKey, expires_at: datetime) -> str:
        """Give the address that opens an appointment in the chat of its business."""
        token = self._token(_OPEN_APPOINTMENT, appointment, expires_at)
        return self.chat(ChatLink(appointment.business_id, token))

    def parse_open_token(self, token: str, now: datetime) -> AppointmentKey:
        """Say which appointment an `open_token` opens. Raises a TokenError."""
        return self._parse(token, _OPEN_APPOINTMENT, now)

    def calendar_file(self, appointment: AppointmentKey, expires_at: datetime) -> str:
        """Give the address of an appointment's calendar file."""
        token = self._token(_CALENDAR_FILE, appointment, expires_at)
        return f"{self.public_url}{_APPOINTMENTS}{token}{_ICS}"

    def parse_calendar_file(self, url: str, now: datetime) -> AppointmentKey:
        """Read an address made by `calendar_file`. Raises NotOurLink or a TokenError."""
        return self.parse_calendar_token(self._segment(url, _APPOINTMENTS, _ICS), now)

    def parse_calendar_token(self, token: str, now: datetime) -> AppointmentKey:
        """Say whose calendar file the token in its address is for. Raises a TokenError."""
        return self._parse(token, _CALENDAR_FILE, now)

    def _token(self, purpose: str, appointment: AppointmentKey, expires_at: datetime) -> str:
        claims = {"b": appointment.business_id, "a": appointment.appointment_id}
        return build_token(SignedToken(purpose, claims, expires_at), self.key)

    def _parse(self, token: str, purpose: str, now: datetime) -> AppointmentKey:
        claims = parse_token(token, purpose, self.key, now).claims
        return AppointmentKey(claims["b"], claims["a"])

    def _segment(self, url: str, before: str, after: str) -> str:
        start = f"{self.public_url}{before}"
        path = url.partition("?")[0]
        found = path.removeprefix(start).removesuffix(after)
        if not path.startswith(start) or not path.endswith(after) or not found or "/" in found:
            raise NotOurLink
        return unquote(found, errors="strict")


def link_expiry(end_at: datetime) -> datetime:
    """Give the instant at which the links of an appointment that ends at `end_at` stop working."""
    return end_at + LIFE_AFTER_END


def require_segment(identifier: str) -> None:
    """Refuse what cannot stand between two slashes of an address: nothing, or only dots."""
    if not identifier.strip("."):
        raise ValueError("an identifier in a link must not be empty or only dots")
