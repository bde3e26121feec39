"""What will be of each date of a plan once it is chosen what becomes of its clashes."""

from cards.series_views import DateState, PlanRowView
from dialogs.series_draft import ShownPlan
from dialogs.talk import Talk


def chosen_dates(talk: Talk, plan: ShownPlan) -> tuple[PlanRowView, ...]:
    """Give every date of a plan: as it is booked, moved to the nearest, or left out."""
    chosen = {each.on: start_at for each, start_at in plan.chosen()}
    found = []
    for each in plan.rows:
        start_at = chosen.get(each.on)
        state = DateState.FREE if start_at == each.start_at else DateState.MOVED
        staff = talk.business.staff_member(each.staff_member_id)
        row = PlanRowView(
            start_at=each.start_at,
            state=DateState.LEFT_OUT if start_at is None else state,
            staff_name=staff.display_name if staff and start_at else "",
            nearest_at=start_at if state is DateState.MOVED else None,
        )
        found.append(row)
    return tuple(found)
