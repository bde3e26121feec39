"""The use case `staff_who_left`: who is gone and still has appointments that need somebody."""

from datetime import datetime, timedelta

from scheduling.actors import Actor
from scheduling.business import Catalog
from scheduling.errors import NotPermitted
from scheduling.permissions import Action, Reach
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.access import access_of, require
from scheduling.service.asking import AskBusiness
from scheduling.service.viewing import needs_somebody, staff_member_view
from scheduling.time_ranges import TimeRange
from scheduling.views import StaffMemberView

AHEAD = timedelta(days=3650)
"""How far ahead what somebody left is looked for: nothing is booked later."""


def staff_who_left(
    uow: UnitOfWork, actor: Actor, command: AskBusiness, now: datetime, ids: Ids
) -> tuple[StaffMemberView, ...]:
    """List by name who has left appointments to come. Raises NotPermitted unless all may be handed over."""
    catalog = uow.businesses.catalog(command.business_id)
    if require(access_of(uow, actor, catalog), Action.HAND_OVER) is not Reach.ANY:
        raise NotPermitted(Action.HAND_OVER.value)
    former = uow.businesses.former(command.business_id).staff_members
    ahead = TimeRange(now, now + AHEAD)
    left = uow.appointments.of_staff(command.business_id, sorted(former), ahead)
    whose = {
        who for each in left if needs_somebody(catalog, each, now) for who in each.staff_member_ids
    }
    return tuple(
        StaffMemberView(who, each.display_name) for who, each in former.items() if who in whose
    )


def leaving_view(uow: UnitOfWork, catalog: Catalog, staff_member_id: str) -> StaffMemberView:
    """Give who hands over by name, also where they are gone."""
    if staff_member_id in catalog.staff_members:
        return staff_member_view(catalog, staff_member_id)
    gone = uow.businesses.former(catalog.business.business_id).staff_members.get(staff_member_id)
    return StaffMemberView(staff_member_id, gone.display_name if gone else staff_member_id)
