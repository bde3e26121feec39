"""Scheduling policies: what a business, or one of its services, allows customers to do.

A policy may leave parts unset. A service's policy goes over its business's, and that over the
defaults, part by part (Graph bookingSchedulingPolicy: the service's policy wins).
"""

from dataclasses import dataclass, fields
from datetime import timedelta
from functools import lru_cache
from typing import Any

from scheduling.errors import InvalidValue

SHORTEST_INTERVAL = timedelta(minutes=5)
LONGEST_INTERVAL = timedelta(hours=4)
SMALLEST_GAP = timedelta(hours=24)
LONGEST_LIMIT = timedelta(days=3650)


@dataclass(frozen=True, slots=True, kw_only=True)
class SchedulingPolicy:
    """Rules for customers; None leaves a part to the policy underneath.

    `time_slot_interval` is the step between starts, 5 minutes to 4 hours. A customer books at
    least `minimum_lead_time` and at most `maximum_advance` ahead, and moves or cancels at least
    `minimum_cancelling_notice` before the start (by default the lead time).
    """

    time_slot_interval: timedelta | None = None
    minimum_lead_time: timedelta | None = None
    minimum_cancelling_notice: timedelta | None = None
    maximum_advance: timedelta | None = None
    allow_staff_selection: bool | None = None
    send_confirmations_to_owner: bool | None = None

    def __post_init__(self) -> None:
        self._check_interval()
        for name in ("minimum_lead_time", "minimum_cancelling_notice", "maximum_advance"):
            value = getattr(self, name)
            if value is not None and not timedelta() <= value <= LONGEST_LIMIT:
                raise InvalidValue(name, "must not be negative, nor more than ten years")
        if self.minimum_lead_time is not None and self.maximum_advance is not None:
            check_gap(self.minimum_lead_time, self.maximum_advance)

    def _check_interval(self) -> None:
        interval = self.time_slot_interval
        if interval is None:
            return
        if not SHORTEST_INTERVAL <= interval <= LONGEST_INTERVAL or interval % timedelta(minutes=1):
            raise InvalidValue(
                "time_slot_interval", "must be whole minutes, from 5 minutes to 4 hours"
            )

    def over(self, underneath: "SchedulingPolicy") -> "SchedulingPolicy":
        """Give this policy with its unset parts taken from `underneath`."""
        parts: dict[str, Any] = {}
        for part in fields(self):
            own = getattr(self, part.name)
            parts[part.name] = getattr(underneath, part.name) if own is None else own
        return SchedulingPolicy(**parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectivePolicy:
    """A policy with every part set: what holds for one service."""

    time_slot_interval: timedelta
    minimum_lead_time: timedelta
    minimum_cancelling_notice: timedelta
    maximum_advance: timedelta
    allow_staff_selection: bool
    send_confirmations_to_owner: bool


def check_gap(minimum_lead_time: timedelta, maximum_advance: timedelta) -> None:
    """Refuse a window of less than 24 hours between the two (a rule of Bookings)."""
    if maximum_advance - minimum_lead_time < SMALLEST_GAP:
        raise InvalidValue(
            "maximum_advance", "must be at least 24 hours more than minimum_lead_time"
        )


@lru_cache(maxsize=1024)
def effective_policy(service: SchedulingPolicy, business: SchedulingPolicy) -> EffectivePolicy:
    """Resolve a service's policy over its business's, over the defaults of Graph's example."""
    both = service.over(business)
    lead = timedelta(days=1) if both.minimum_lead_time is None else both.minimum_lead_time
    notice = lead if both.minimum_cancelling_notice is None else both.minimum_cancelling_notice
    advance = timedelta(days=365) if both.maximum_advance is None else both.maximum_advance
    check_gap(lead, advance)
    return EffectivePolicy(
        time_slot_interval=both.time_slot_interval or timedelta(minutes=30),
        minimum_lead_time=lead,
        minimum_cancelling_notice=notice,
        maximum_advance=advance,
        allow_staff_selection=both.allow_staff_selection is not False,
        send_confirmations_to_owner=both.send_confirmations_to_owner is not False,
    )
