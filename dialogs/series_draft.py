"""What a draft knows of a series: the plan that was shown, and what was chosen of it."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from language.repeat_wishes import RepeatWish
from scheduling.series import ClashPolicy, SeriesScope


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownOccurrence:
    """An occurrence as the plan showed it: `nearest_at` where it cannot be had at its own start.

    One that is left out is nowhere.
    """

    on: date
    start_at: datetime
    is_free: bool
    nearest_at: datetime | None = None
    staff_member_id: str = ""
    appointment_id: str = ""
    version: int = 0
    is_left_out: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPlan:
    """The plan that was shown, what it was made for, and what shall become of its clashes.

    `room` is how many may be booked at most, None for no limit; `clashes` is None until it is
    chosen.
    """

    start_at: datetime
    service_id: str
    staff_member_id: str | None
    repeats: RepeatWish | None
    scope: SeriesScope
    rows: tuple[ShownOccurrence, ...]
    room: int | None = None
    clashes: ClashPolicy | None = None

    @property
    def seen(self) -> str:
        """Tell this plan from another: a digest of all it shows."""
        return hashlib.sha256(repr((self.rows, self.room)).encode()).hexdigest()[:16]

    def chosen(
        self, clashes: ClashPolicy | None = None
    ) -> tuple[tuple[ShownOccurrence, datetime], ...]:
        """List what is booked or moved of it, each with its start, as far as there is room."""
        policy = clashes or self.clashes
        starts = ((each, each.start_at if each.is_free else each.nearest_at) for each in self.rows)
        found = [
            (each, start_at)
            for each, start_at in starts
            if start_at is not None and (each.is_free or policy is ClashPolicy.MOVE)
        ]
        return tuple(found[: self.room] if self.room is not None else found)

    @property
    def has_clashes(self) -> bool:
        """Tell whether any occurrence cannot be had at its own start."""
        return any(not (each.is_free or each.is_left_out) for each in self.rows)
