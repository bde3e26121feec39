"""What is shown of a series before anything is booked or moved."""

from dataclasses import dataclass
from datetime import date, datetime

from scheduling.layers import Explanation
from scheduling.views import AppointmentView, StaffMemberView


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedOccurrence:
    """One occurrence of a plan: free at `start_at`, or refused, with the nearest free start.

    `on` is its local date in the business's zone. `staff_members` are who would take it, at its
    own start or at the nearest. In a move it is an appointment there is, as it was seen.
    """

    on: date
    start_at: datetime
    refusal: Explanation | None = None
    nearest_at: datetime | None = None
    staff_members: tuple[StaffMemberView, ...] = ()
    appointment_id: str = ""
    version: int = 0
    moves_from_at: datetime | None = None

    @property
    def is_free(self) -> bool:
        """Tell whether it can be had at its own start."""
        return self.refusal is None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesPlan:
    """Every occurrence of a series as it could be, in order of its dates.

    `months_left_out` lack the day and are given by their first days. `too_far_count` occurrences
    lie further ahead than may be booked, and `is_cut` tells of more than a series may have.
    `left_out_at` is when those would be that were to be left out.
    `room` is how many the customer may still book by themselves, None for no limit. In a move
    `stays` are occurrences meant as well that may not be moved (any more).
    """

    occurrences: tuple[PlannedOccurrence, ...]
    months_left_out: tuple[date, ...] = ()
    too_far_count: int = 0
    is_cut: bool = False
    left_out_at: tuple[datetime, ...] = ()
    room: int | None = None
    stays: tuple[AppointmentView, ...] = ()

    @property
    def clashes(self) -> tuple[PlannedOccurrence, ...]:
        """List the occurrences that cannot be had at their own start."""
        return tuple(each for each in self.occurrences if not each.is_free)


@dataclass(frozen=True, slots=True)
class SeriesView:
    """The occurrences of a series as one viewer may see them, in order of start."""

    series_id: str
    occurrences: tuple[AppointmentView, ...]


@dataclass(frozen=True, slots=True)
class SeriesChangeView:
    """Which occurrences a change is for, and which are meant too but may not be changed."""

    changes: tuple[AppointmentView, ...]
    stays: tuple[AppointmentView, ...] = ()
