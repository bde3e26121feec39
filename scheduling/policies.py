"""Scheduling policies: what a business, or one of its services, allows customers to do.

A policy may leave parts unset. A service's policy goes over its business's, and that over the
defaults, part by part (Graph bookingSchedulingPolicy: the service's policy wins).
"""

from dataclasses import dataclass, fields
from datetime import timedelta
from enum import Enum
from typing import Any

from scheduling.errors import InvalidValue
from scheduling.service_hours import AvailabilityWindow, ServiceAvailability, ServiceHours

SHORTEST_INTERVAL = timedelta(minutes=5)
LONGEST_INTERVAL = timedelta(hours=4)
SMALLEST_GAP = timedelta(hours=24)
LONGEST_LIMIT = timedelta(days=3650)
LONGEST_HOLD = timedelta(hours=1)
LONGEST_OFFER = timedelta(days=1)
"""Longer than a hold: who is offered a time is not at their phone, who holds one is."""

MOST_OPEN_APPOINTMENTS = 1000


class AssignmentRule(Enum):
    """Who gets an appointment when the customer has no wish."""

    FAIR = "fair"
    PRIORITY = "priority"
    RANDOM = "random"


@dataclass(frozen=True, slots=True, kw_only=True)
class SchedulingPolicy:
    """Rules for customers; None leaves a part to the policy underneath.

    `time_slot_interval` is the step between starts, 5 minutes to 4 hours. A customer books at
    least `minimum_lead_time` and at most `maximum_advance` ahead, and moves or cancels at least
    `minimum_cancelling_notice` before the start (by default the lead time). A chosen time is held
    for `hold_time`, up to an hour and zero for not at all, while details are filled in; by
    themselves a customer books while they have fewer than `maximum_open_appointments` to come. A
    request for what needs approval waits `approval_time` for its answer (by default a day). What
    somebody on the waitlist is offered is kept for `waitlist_offer_time`, up to a day. The
    availabilities say when a service may be booked at all, the custom ones for ranges of dates.
    """

    time_slot_interval: timedelta | None = None
    minimum_lead_time: timedelta | None = None
    minimum_cancelling_notice: timedelta | None = None
    maximum_advance: timedelta | None = None
    allow_staff_selection: bool | None = None
    send_confirmations_to_owner: bool | None = None
    general_availability: ServiceAvailability | None = None
    custom_availabilities: tuple[AvailabilityWindow, ...] | None = None
    assignment: AssignmentRule | None = None
    hold_time: timedelta | None = None
    maximum_open_appointments: int | None = None
    approval_time: timedelta | None = None
    waitlist_offer_time: timedelta | None = None

    def __post_init__(self) -> None:
        self._check_interval()
        for name in ("minimum_lead_time", "minimum_cancelling_notice", "maximum_advance"):
            value = getattr(self, name)
            if value is not None and not timedelta() <= value <= LONGEST_LIMIT:
                raise InvalidValue(name, "must not be negative, nor more than ten years")
        approval_time = self.approval_time
        if approval_time is not None and not timedelta() < approval_time <= LONGEST_LIMIT:
            raise InvalidValue("approval_time", "must be more than zero, at most ten years")
        if self.minimum_lead_time is not None and self.maximum_advance is not None:
            check_gap(self.minimum_lead_time, self.maximum_advance)

        self._check_limits_of_customers()

    def _check_limits_of_customers(self) -> None:
        if self.hold_time is not None and not timedelta() <= self.hold_time <= LONGEST_HOLD:
            raise InvalidValue("hold_time", "must not be negative, nor more than an hour")
        offer_time = self.waitlist_offer_time
        if offer_time is not None and not timedelta() < offer_time <= LONGEST_OFFER:
            raise InvalidValue("waitlist_offer_time", "must be more than zero, at most a day")
        most = self.maximum_open_appointments
        if most is not None and not 1 <= most <= MOST_OPEN_APPOINTMENTS:
            raise InvalidValue(
                "maximum_open_appointments", f"must be 1 to {MOST_OPEN_APPOINTMENTS}"
            )

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
    service_hours: ServiceHours
    assignment: AssignmentRule
    hold_time: timedelta
    maximum_open_appointments: int
    approval_time: timedelta
    waitlist_offer_time: timedelta


def check_gap(minimum_lead_time: timedelta, maximum_advance: timedelta) -> None:
    """Refuse a window of less than 24 hours between the two (a rule of Bookings)."""
    if maximum_advance - minimum_lead_time < SMALLEST_GAP:
        raise InvalidValue(
            "maximum_advance", "must be at least 24 hours more than minimum_lead_time"
        )


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
        service_hours=ServiceHours(
            both.general_availability or ServiceAvailability(), both.custom_availabilities or ()
        ),
        assignment=both.assignment or AssignmentRule.FAIR,
        hold_time=timedelta(minutes=5) if both.hold_time is None else both.hold_time,
        maximum_open_appointments=both.maximum_open_appointments or 5,
        approval_time=both.approval_time or timedelta(days=1),
        waitlist_offer_time=both.waitlist_offer_time or timedelta(minutes=30),
    )
