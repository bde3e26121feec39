"""What people are shown of a hand-over: the plan, what was done or is offered, the news of it."""

from dataclasses import dataclass
from datetime import datetime

from scheduling.absences import LocalPeriod
from scheduling.handing_over import HandOverState
from scheduling.layers import Explanation
from scheduling.views import AppointmentView, SlotView, StaffMemberView


@dataclass(frozen=True, slots=True)
class ColleagueRefusal:
    """Why a colleague cannot take an appointment."""

    staff_member: StaffMemberView
    why: Explanation


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedView:
    """One appointment of a plan: who could take it and who is proposed, or why nobody can.

    `proposed_id` is None where nobody can take it besides the rest of the plan. `nearest` are
    the nearest times at which anybody else could, for what cannot be placed.
    """

    appointment: AppointmentView
    able: tuple[StaffMemberView, ...]
    proposed_id: str | None
    refusals: tuple[ColleagueRefusal, ...]
    nearest: tuple[SlotView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverPlanView:
    """What somebody leaves, and to whom it could go.

    `is_offer` where the colleagues are asked first. `away` is the time off that would go with it,
    None where there is none to add, or the viewer may not. `requests` wait for an answer and are
    not handed over; `left_out_count` more appointments are to be planned after these.
    """

    leaving: StaffMemberView
    planned: tuple[PlannedView, ...]
    is_offer: bool
    away: LocalPeriod | None = None
    requests: tuple[AppointmentView, ...] = ()
    left_out_count: int = 0

    @property
    def placed(self) -> tuple[PlannedView, ...]:
        """Those somebody is proposed for."""
        return tuple(each for each in self.planned if each.proposed_id is not None)

    @property
    def unplaced(self) -> tuple[PlannedView, ...]:
        """Those that nobody can take."""
        return tuple(each for each in self.planned if each.proposed_id is None)


@dataclass(frozen=True, slots=True)
class TakenOverView:
    """An appointment and who takes it."""

    appointment: AppointmentView
    taker: StaffMemberView


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverView:
    """A hand-over as it stands: done, or an offer with its outcome.

    `dropped_count` appointments of an offer changed meanwhile and are in it no more.
    """

    hand_over_id: str
    state: HandOverState
    leaving: StaffMemberView
    taken: tuple[TakenOverView, ...]
    expires_at: datetime | None = None
    dropped_count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverResultView:
    """What came of a plan that was confirmed: what is done, or what was offered to whom.

    `away` is the time off that was added, None for none.
    """

    leaving: StaffMemberView
    is_offer: bool
    taken: tuple[TakenOverView, ...]
    away: LocalPeriod | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverNewsView:
    """What a staff member is told of a hand-over, as they may see it.

    `own_id` is the one who is told: they get some, or leave some, or asked for it.
    """

    hand_over: HandOverView
    own_id: str
    time_zone: str
    language_tag: str
