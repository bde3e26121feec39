"""How often somebody may knock: one leaky bucket per key, in memory, bounded."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

Monotonic = Callable[[], float]
MAXIMUM_KEYS = 50_000
# A hair of rounding must not turn the last allowed knock away.
_ROUNDING_SECONDS = 1e-6


@dataclass(frozen=True, slots=True)
class Rate:
    """`count` times in each `per`; all of them at once is allowed after a rest of `per`."""

    count: int
    per: timedelta = timedelta(minutes=1)

    def __post_init__(self) -> None:
        if self.count < 1 or self.per <= timedelta(0):
            raise ValueError("a rate needs a positive count and duration")


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorLimits:
    """The limits of the public doors, per process.

    `tokens` counts chat tokens made for one address, `turns` what one person says to the bot,
    `requests` everything else one address asks of the channel (a poll a second is normal) and,
    apart from it, the pages it opens. `misses` counts links to calendar files that are not good,
    `unproven` activities that come without a channel's proof, each by address.
    """

    tokens: Rate = Rate(10)
    turns: Rate = Rate(30)
    requests: Rate = Rate(600)
    misses: Rate = Rate(20, timedelta(minutes=10))
    unproven: Rate = Rate(60)


PUBLIC_LIMITS = DoorLimits()
# On loopback everybody has one address, and a demonstration plays many people in a minute.
DEMO_LIMITS = DoorLimits(
    tokens=Rate(60_000),
    turns=Rate(6000),
    requests=Rate(600_000),
    misses=Rate(2000, timedelta(minutes=10)),
    unproven=Rate(6000),
)


def chosen_limits(
    usual: DoorLimits, *, tokens: int | None, turns: int | None, requests: int | None
) -> DoorLimits:
    """The usual limits, but for those somebody chose: times a minute."""
    chosen = {"tokens": tokens, "turns": turns, "requests": requests}
    return replace(usual, **{name: Rate(count) for name, count in chosen.items() if count})


class RateLimiter:
    """Counts by key with the generic cell rate algorithm: one number per key is all it keeps.

    `monotonic` gives seconds that never go back.
    """

    def __init__(self, rate: Rate, monotonic: Monotonic) -> None:
        self._spacing = rate.per.total_seconds() / rate.count
        self._tolerance = self._spacing * (rate.count - 1)
        self._monotonic = monotonic
        self._due: dict[str, float] = {}

    def __len__(self) -> int:
        """How many keys are remembered just now."""
        return len(self._due)

    def take(self, key: str) -> timedelta | None:
        """Count one knock: None when it is allowed, else how long to wait for the next."""
        now = self._monotonic()
        due = max(self._due.pop(key, now), now)
        excess = due - now - self._tolerance
        is_allowed = excess <= _ROUNDING_SECONDS
        self._due[key] = due + self._spacing if is_allowed else due
        if len(self._due) > MAXIMUM_KEYS:
            self._forget(now)
        return None if is_allowed else timedelta(seconds=excess)

    def _forget(self, now: float) -> None:
        self._due = {key: due for key, due in self._due.items() if due > now}
        for key in list(self._due)[: max(0, len(self._due) - MAXIMUM_KEYS // 2)]:
            del self._due[key]


def retry_after_seconds(wait: timedelta) -> str:
    """The value of a Retry-After header (RFC 9110 10.2.3): whole seconds, at least one."""
    return str(max(1, math.ceil(wait.total_seconds())))
