"""A visit: several services one after the other, or several people at the same time.

Each part is an appointment of its own, with its own staff and price; what binds them is that they
are found, booked and given up together.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from scheduling.errors import InvalidValue

FEWEST_PARTS, MOST_PARTS = 2, 6
LONGEST_WAIT = timedelta(minutes=30)
"""Nobody waits longer between two parts: what begins later is another visit."""


class VisitOrder(Enum):
    """How the parts follow one another: back to back as they are named, or all at one time."""

    IN_A_ROW = "inARow"
    AT_ONCE = "atOnce"


@dataclass(frozen=True, slots=True)
class VisitPart:
    """One service of a visit, with a certain staff member or anyone, for one of its lengths."""

    service_id: str
    staff_member_id: str | None = None
    duration: timedelta | None = None


@dataclass(frozen=True, slots=True)
class VisitWish:
    """What somebody wants in one visit."""

    business_id: str
    parts: tuple[VisitPart, ...]
    order: VisitOrder = VisitOrder.IN_A_ROW

    def __post_init__(self) -> None:
        if not FEWEST_PARTS <= len(self.parts) <= MOST_PARTS:
            raise InvalidValue("parts", f"must be {FEWEST_PARTS} to {MOST_PARTS}")


@dataclass(frozen=True, slots=True)
class PlannedPart:
    """A part with its time, and who is to have it."""

    part: VisitPart
    start_at: datetime
    end_at: datetime
    staff_member_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VisitPlan:
    """A way to meet a wish, its parts in the order of the wish."""

    parts: tuple[PlannedPart, ...]

    @property
    def start_at(self) -> datetime:
        """The instant at which the customer comes."""
        return min(each.start_at for each in self.parts)

    @property
    def end_at(self) -> datetime:
        """The instant at which everything is over."""
        return max(each.end_at for each in self.parts)
