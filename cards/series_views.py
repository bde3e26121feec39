"""What the cards of a series show. `prompt` and `notes` are said already, in the person's language."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from cards.channels import JsonValue
from cards.verbs import Verb
from scheduling.series import ClashPolicy, SeriesScope
from scheduling.views import AppointmentView


class DateState(Enum):
    """What is, or will be, of one date of a plan."""

    FREE = "free"
    CLASH = "clash"
    MOVED = "moved"
    LEFT_OUT = "leftOut"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRowView:
    """A date of a plan. Of a clash `problem` says why, and `nearest_at` is the nearest free start.

    A date that is moved goes to `nearest_at`. `before_at` is where it is now, in a move.
    """

    start_at: datetime
    state: DateState = DateState.FREE
    staff_name: str = ""
    problem: str = ""
    nearest_at: datetime | None = None
    before_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesPlanView:
    """Every occurrence of a series before it is booked or moved.

    `free_count` and `moved_count` are how many there would be if clashes are skipped, or moved;
    0 where that is not to be had. `seen` tells this plan from another.
    """

    prompt: str
    draft_id: str
    rows: tuple[PlanRowView, ...]
    time_zone: str
    seen: str
    notes: tuple[str, ...] = ()
    free_count: int = 0
    moved_count: int = 0
    is_move: bool = False

    @property
    def offered(self) -> tuple[ClashPolicy, ...]:
        """List what may be done about clashes."""
        counts = {ClashPolicy.SKIP: self.free_count, ClashPolicy.MOVE: self.moved_count}
        return tuple(policy for policy, count in counts.items() if count)


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatFormView:
    """How often, and how many times? `every` is a value of the form's choices; `error` said."""

    prompt: str
    draft_id: str
    every: str = "weekly-1"
    count: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesCardView:
    """A series as it is booked, each occurrence to open. `verb` is how the viewer opens one."""

    prompt: str
    occurrences: tuple[AppointmentView, ...]
    time_zone: str
    verb: Verb = Verb.OPEN_APPOINTMENT


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesCancelView:
    """Asks whether to cancel several occurrences; `stays` are those that may not be, said in words."""

    prompt: str
    appointment_id: str
    scope: SeriesScope
    seen: str
    changes: tuple[AppointmentView, ...]
    time_zone: str
    notes: tuple[str, ...] = ()
    keep_verb: Verb = Verb.KEEP_APPOINTMENT

    @property
    def data(self) -> dict[str, JsonValue]:
        """What the tap on "cancel" carries."""
        return {"appointment": self.appointment_id, "scope": self.scope.value, "seen": self.seen}
