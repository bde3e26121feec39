"""The only place that reads the clock, throws dice, and makes identifiers and secrets."""

import base64
import random
import secrets
import time
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True, slots=True)
class Clock:
    """The product's clock: the machine's, moved by `offset` (nothing outside demo mode and tests).

    Storage adds the same offset to the database's time.
    """

    offset: timedelta = timedelta(0)

    @classmethod
    def starting_at(cls, start_at: datetime) -> "Clock":
        """Make a clock that shows the aware instant `start_at` now and runs on from there."""
        if start_at.tzinfo is None:
            raise ValueError("a clock starts at an aware instant")
        return cls(start_at - datetime.now(UTC))

    def now(self) -> datetime:
        """Give the present, as an aware UTC instant."""
        return self.machine_now() + self.offset

    def machine_now(self) -> datetime:
        """Give what the rest of the world takes for the present: tokens of others end by it."""
        return datetime.now(UTC)


class RandomIds:
    """The port `Ids` of the core."""

    def new_id(self) -> str:
        """Give an identifier never given before."""
        return new_id()


def monotonic() -> float:
    """Give seconds since some instant, which never go back: for measuring how long things take."""
    return time.monotonic()


def chance() -> float:
    """Give a number in [0, 1), each as likely as any other: for spreading retries."""
    return random.SystemRandom().random()


def new_secret() -> str:
    """Make a secret to sign with: 48 random bytes, URL-safe."""
    return secrets.token_urlsafe(48)


def new_id() -> str:
    """Make an identifier nobody can guess: 122 random bits (RFC 9562, version 4), URL-safe."""
    return base64.urlsafe_b64encode(uuid.uuid4().bytes).rstrip(b"=").decode()
