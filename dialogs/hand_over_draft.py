"""What a conversation remembers of a hand-over that is talked about."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PlannedTaking:
    """An appointment of a plan as it was shown, and who was proposed to take it."""

    appointment_id: str
    version: int
    staff_member_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverDraft:
    """What is to be handed over: of whom ("" where that is asked still), one or a range of time.

    `wanted_id` is who shall get it. `away_from` and `away_to` are wall-clock times of the business,
    the time off that would go with it. `planned` is what was shown with the plan `plan_id`.
    """

    plan_id: str = ""
    staff_member_id: str = ""
    appointment_id: str = ""
    from_at: datetime | None = None
    to_at: datetime | None = None
    wanted_id: str = ""
    away_from: datetime | None = None
    away_to: datetime | None = None
    planned: tuple[PlannedTaking, ...] = ()
