"""Keeps the first parts of a visit while details are asked: as many as a customer may hold."""

from datetime import datetime

from dialogs.state import Draft
from dialogs.talk import Talk
from dialogs.visit_drafts import VisitDraft
from scheduling.holds import MOST_HOLDS
from scheduling.service.holding import HoldCommand, hold
from scheduling.service.wishes import Wish
from scheduling.views import HoldView
from scheduling.visits import PlannedPart


def hold_keys(draft: Draft) -> tuple[str, ...]:
    """Give the keys a draft's times are held by: its own, and one for each further part held."""
    count = min(MOST_HOLDS, len(draft.visit.parts)) if draft.visit else 1
    return tuple(_key(draft, number) for number in range(count))


def _key(draft: Draft, number: int) -> str:
    return draft.draft_id if not number else f"{draft.draft_id}:{number}"


async def hold_visit(talk: Talk, draft: Draft, visit: VisitDraft) -> HoldView | None:
    """Have the parts held. Gives the hold that ends first; raises what `hold` does."""
    views: list[HoldView] = []
    for key, planned in zip(hold_keys(draft), visit.planned, strict=False):
        command = HoldCommand(_wish(talk, planned), planned.start_at, key)
        view = await talk.desk.do(hold, command)
        views += [view] if view is not None else []
    return min(views, key=_expiry, default=None)


def _expiry(view: HoldView) -> datetime:
    return view.expires_at


def _wish(talk: Talk, planned: PlannedPart) -> Wish:
    """Wish for whom it was planned with, where a customer may wish for anybody."""
    part = planned.part
    service = talk.business.service(part.service_id)
    may_choose = service is not None and service.allow_staff_selection
    chosen = planned.staff_member_ids[:1] if may_choose else ()
    return Wish(
        business_id=talk.business.business_id,
        service_id=part.service_id,
        staff_member_id=part.staff_member_id or next(iter(chosen), None),
        duration=part.duration,
    )
