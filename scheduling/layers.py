"""The layers of availability, and what one rule of them says against a time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from scheduling.errors import Reason
from scheduling.time_ranges import TimeRange


class Layer(Enum):
    """The layer of availability a rule belongs to."""

    SERVICE = "service"
    STAFF_HOURS = "staffHours"
    SERVICE_HOURS = "serviceHours"
    CLOSURE = "closure"
    TIME_OFF = "timeOff"
    APPOINTMENTS = "appointments"
    PERSONAL_CALENDAR = "personalCalendar"
    OTHER_BUSINESS = "otherBusiness"
    DAILY_LIMIT = "dailyLimit"
    RESOURCES = "resources"
    CAPACITY = "capacity"
    GRID = "grid"
    POLICY = "policy"


_OF_A_CALENDAR = (Reason.TAKEN, Reason.TIME_OFF, Reason.DAY_FULL)


@dataclass(frozen=True, slots=True)
class Explanation:
    """One rule that refuses a start: the reason, whom it concerns, and the rule's value.

    `setting` is where to change it, as a path in the business file; empty for what is no setting.
    `time_range` is the closure, the time off or the busy time that is in the way. Of busy time in
    a personal calendar `read_at` tells as of when it is known. Of a group that is too full,
    `open_attendees_count` people would still find room.
    """

    reason: Reason
    staff_member_id: str | None = None
    limit: timedelta | None = None
    title: str = ""
    layer: Layer | None = None
    setting: str = ""
    time_range: TimeRange | None = None
    read_at: datetime | None = None
    open_attendees_count: int | None = None

    def for_customers(self) -> "Explanation":
        """Give it as customers may know it: why somebody is not free is not theirs to know.

        Away, with a full day, busy elsewhere or with another customer: all are told by one code.
        """
        if self.reason not in _OF_A_CALENDAR:
            return self
        return Explanation(Reason.TAKEN, self.staff_member_id, layer=Layer.APPOINTMENTS)
