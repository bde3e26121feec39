"""The waitlist: who waits for time to free up, for what, and the time one of them is offered.

An offer counts until its deadline and for nothing past it, whether anybody has written that down
or not. What somebody let pass is not offered to them again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Protocol

from scheduling.errors import InvalidValue, WrongStatus
from scheduling.recurrence import day_range, local_date, time_zone
from scheduling.resources import ResourceUnit
from scheduling.time_ranges import TimeRange

MOST_ENTRIES = 5
"""So many wishes one customer may wait for with one business at once."""

LONGEST_WAIT = timedelta(days=62)
"""No wish reaches over more days than are searched at once."""

DAY_MINUTES = 24 * 60
FIRST_YEAR, LAST_YEAR = 1970, 9000


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitlistWish:
    """What somebody waits for: a service on some local dates of `zone`, by one person or anyone.

    `weekdays` (Monday is 0) narrow the dates where there are any. `from_minute` and `to_minute`
    are the first and the last minute of the local day at which it may start, None where that is
    open. `except_staff_member_ids` are those who are not wanted where anyone else may take it.
    `duration` and `attendees_count` as in a `Wish`.

    Raises InvalidValue.
    """

    service_id: str
    from_on: date
    to_on: date
    zone: str
    staff_member_id: str | None = None
    except_staff_member_ids: frozenset[str] = frozenset()
    weekdays: frozenset[int] = frozenset()
    from_minute: int | None = None
    to_minute: int | None = None
    duration: timedelta | None = None
    attendees_count: int = 1

    def __post_init__(self) -> None:
        time_zone(self.zone)
        if not FIRST_YEAR <= self.from_on.year <= self.to_on.year <= LAST_YEAR:
            raise InvalidValue("from_on", "must be a date of our time")
        if not timedelta() <= self.to_on - self.from_on < LONGEST_WAIT:
            raise InvalidValue("to_on", f"must be within {LONGEST_WAIT.days} days of the first")
        if not all(0 <= each <= 6 for each in self.weekdays):  # noqa: PLR2004  # a week's days
            raise InvalidValue("weekdays", "must be 0 to 6")
        first, last = self._minutes
        if not 0 <= first <= last < DAY_MINUTES:
            raise InvalidValue("from_minute", "must be minutes of a day, the first no later")

    @property
    def bounds(self) -> TimeRange:
        """The instants of its days."""
        first, last = day_range(self.from_on, self.zone), day_range(self.to_on, self.zone)
        return TimeRange(first.start_at, last.end_at)

    def is_past(self, now: datetime) -> bool:
        """Tell whether its days are over."""
        return local_date(now, self.zone) > self.to_on

    def suits(self, start_at: datetime) -> bool:
        """Tell whether a start is on its days and at its time of day."""
        local = start_at.astimezone(time_zone(self.zone))
        if not self.from_on <= local.date() <= self.to_on:
            return False
        if self.weekdays and local.weekday() not in self.weekdays:
            return False
        first, last = self._minutes
        return first <= local.hour * 60 + local.minute <= last

    def is_met_by(
        self, service_id: str, staff_member_ids: Iterable[str], start_at: datetime
    ) -> bool:
        """Tell whether an appointment is what was wished for."""
        whose = frozenset(staff_member_ids)
        is_theirs = self.staff_member_id is None or self.staff_member_id in whose
        is_wanted = not whose & self.except_staff_member_ids
        return service_id == self.service_id and is_theirs and is_wanted and self.suits(start_at)

    @property
    def _minutes(self) -> tuple[int, int]:
        first = 0 if self.from_minute is None else self.from_minute
        return first, DAY_MINUTES - 1 if self.to_minute is None else self.to_minute


class WaitlistStatus(Enum):
    """Where an entry stands. The last three are for good."""

    WAITING = "waiting"
    OFFERED = "offered"
    BOOKED = "booked"
    LEFT = "left"
    OVER = "over"


_OPEN = (WaitlistStatus.WAITING, WaitlistStatus.OFFERED)


@dataclass(frozen=True, slots=True)
class OfferedTime:
    """A time kept for who waits, with whom, until `until_at`. `owner` is whose hold keeps it.

    Others of the staff, and units of resources, may have it besides; with an `appointment_id` it
    is a place in that group.
    """

    start_at: datetime
    staff_member_id: str
    until_at: datetime
    owner: str
    other_staff_member_ids: tuple[str, ...] = ()
    resource_units: tuple[ResourceUnit, ...] = ()
    appointment_id: str | None = None

    @property
    def staff_member_ids(self) -> tuple[str, ...]:
        """List everybody of the staff it is kept with, the first one in the lead."""
        return (self.staff_member_id, *self.other_staff_member_ids)

    def is_over(self, now: datetime) -> bool:
        """Tell whether it counts for nothing any more, as of `now`."""
        return self.until_at <= now


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitlistEntry:
    """Somebody's place in line. Entries of one business stand in the order of `created_at`.

    `offer` is the last one made, over or not. `passed` are the starts that were offered and let
    pass, as far as they were still to come.
    """

    business_id: str
    entry_id: str
    customer_id: str
    wish: WaitlistWish
    created_at: datetime
    status: WaitlistStatus = WaitlistStatus.WAITING
    offer: OfferedTime | None = None
    passed: frozenset[datetime] = frozenset()
    version: int = 1

    @property
    def is_open(self) -> bool:
        """Tell whether it waits still, with an offer or without."""
        return self.status in _OPEN

    @property
    def hold_id(self) -> str:
        """The hold that keeps what is offered; each entry has one at most."""
        return f"waitlist:{self.entry_id}"

    def offer_at(self, now: datetime) -> OfferedTime | None:
        """Give the offer that runs at `now`, if there is one."""
        offer = self.offer if self.status is WaitlistStatus.OFFERED else None
        return None if offer is None or offer.is_over(now) else offer

    def let_pass(self, now: datetime) -> frozenset[datetime]:
        """Give the starts not to be offered again: those passed up, and one not answered in time."""
        if self.offer is None or self.offer_at(now) is not None:
            return self.passed
        return self.passed | {self.offer.start_at}

    def offered(self, offer: OfferedTime, now: datetime) -> "WaitlistEntry":
        """Give the entry with an offer. Raises WrongStatus while another one runs."""
        self._require_open(WaitlistStatus.OFFERED)
        if self.offer_at(now) is not None:
            raise WrongStatus(self.status.value, WaitlistStatus.OFFERED.value)
        passed = frozenset(each for each in self.let_pass(now) if each > now)
        return self._became(WaitlistStatus.OFFERED, offer, passed)

    def passed_up(self) -> "WaitlistEntry":
        """Give the entry back in line after a "no, thanks"; without an offer it stays as it is."""
        if self.status is not WaitlistStatus.OFFERED or self.offer is None:
            return self
        return self._became(WaitlistStatus.WAITING, None, self.passed | {self.offer.start_at})

    def ended(self, status: WaitlistStatus) -> "WaitlistEntry":
        """Give the entry as it ends: booked, left or over. Raises WrongStatus."""
        self._require_open(status)
        return self._became(status, self.offer, self.passed)

    def _require_open(self, wanted: WaitlistStatus) -> None:
        if not self.is_open:
            raise WrongStatus(self.status.value, wanted.value)

    def _became(
        self, status: WaitlistStatus, offer: OfferedTime | None, passed: frozenset[datetime]
    ) -> "WaitlistEntry":
        return replace(self, status=status, offer=offer, passed=passed, version=self.version + 1)


class Waitlist(Protocol):
    """The port for who waits: a repository within one transaction, which storage implements."""

    def get(self, business_id: str, entry_id: str) -> WaitlistEntry:
        """Read one entry, ended or not. Raises NotFound."""
        ...

    def in_line(self, business_id: str) -> tuple[WaitlistEntry, ...]:
        """List a business's entries that are open, the first in line first."""
        ...

    def of_customer(self, business_id: str, customer_id: str) -> tuple[WaitlistEntry, ...]:
        """List a customer's entries that are open, the first in line first."""
        ...

    def businesses(self) -> tuple[str, ...]:
        """List the ids of businesses in which somebody waits."""
        ...

    def add(self, entry: WaitlistEntry) -> None:
        """Write a new entry."""
        ...

    def update(self, entry: WaitlistEntry) -> None:
        """Write a changed entry, if its version is the stored one plus one. Raises StaleVersion."""
        ...

    def remove_ended(self, business_id: str, before: datetime) -> None:
        """Forget a business's ended entries that were made before an instant."""
        ...

    def remove_of_customer(self, business_id: str, customer_id: str) -> None:
        """Forget every entry of a customer."""
        ...
