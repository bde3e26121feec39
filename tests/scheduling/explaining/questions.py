"""Asks the salon why, in few words."""

from datetime import date, datetime
from typing import Any

from scheduling.actors import Actor
from scheduling.explanation_views import DayExplanationView, ExplanationView, ReasonView
from scheduling.service.explaining.asked import Asked
from scheduling.service.explaining.day import ExplainDay, explain_day
from scheduling.service.explaining.slot import ExplainSlot, explain_slot
from tests.fakes.businesses import BUSINESS, staff
from tests.fakes.desk import MemoryDesk

ADMINISTRATOR = staff("ana")
SCHEDULER = staff("ben")
TEAM_MEMBER = staff("tom")
VIEWER = staff("vic")
GUEST = staff("gus")


def asked(**changes: Any) -> Asked:
    """Ask about a haircut with Ana, or what `changes` say."""
    facts: dict[str, Any] = {
        "business_id": BUSINESS,
        "service_id": "haircut",
        "staff_member_id": "ana",
    }
    return Asked(**{**facts, **changes})


def why(
    desk: MemoryDesk, start_at: datetime, actor: Actor = ADMINISTRATOR, **changes: Any
) -> ExplanationView:
    """Ask why a time is not to be had."""
    return desk.do(explain_slot, actor, ExplainSlot(asked(**changes), start_at))


def why_day(
    desk: MemoryDesk, day: int, actor: Actor = ADMINISTRATOR, **changes: Any
) -> DayExplanationView:
    """Ask what became of a day of April 2026."""
    return desk.do(explain_day, actor, ExplainDay(asked(**changes), date(2026, 4, day)))


def reasons(view: ExplanationView, who: str = "ana") -> tuple[ReasonView, ...]:
    """Give the reasons of one staff member."""
    people = {each.staff_member.staff_member_id: each for each in view.people}
    return people[who].reasons
