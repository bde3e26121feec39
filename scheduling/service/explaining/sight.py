"""How much of a staff member's calendar an actor may know, and what of the rules they may change."""

from collections.abc import Iterable
from enum import Enum

from scheduling.catalog import StaffMember
from scheduling.errors import NotPermitted
from scheduling.layers import Layer
from scheduling.permissions import Action, Reach
from scheduling.service.access import Access


class Sight(Enum):
    """What of a calendar is seen: everything in it, when it is free, or nothing at all."""

    FULL = "full"
    FREE_OR_BUSY = "freeOrBusy"
    NOTHING = "nothing"


def sight_of(access: Access, staff_member_id: str) -> Sight:
    """Say what the actor may know of a staff member's calendar, by the table of permissions."""
    if access.is_customer:
        return Sight.NOTHING
    if _reaches(access, Action.SEE_APPOINTMENTS, staff_member_id):
        return Sight.FULL
    sees_free_time = access.reach(Action.SEE_FREE_TIME_OF_COLLEAGUES) is Reach.ANY
    return Sight.FREE_OR_BUSY if sees_free_time else Sight.NOTHING


def seen_by(
    access: Access, staff_members: Iterable[StaffMember], *, is_named: bool
) -> tuple[StaffMember, ...]:
    """Keep those of whose calendars the actor may know anything.

    Raises NotPermitted where that is nobody, though somebody was asked about.
    """
    asked = tuple(staff_members)
    seen = [each for each in asked if sight_of(access, each.staff_member_id) is not Sight.NOTHING]
    if not seen and (asked or is_named):
        raise NotPermitted(Action.SEE_FREE_TIME_OF_COLLEAGUES.value)
    return tuple(seen)


def may_book_for(access: Access, staff_member_id: str) -> bool:
    """Tell whether the actor may book for this calendar."""
    return _reaches(access, Action.BOOK, staff_member_id)


def may_change(access: Access, layer: Layer | None, setting: str, staff_member_id: str) -> bool:
    """Tell whether the actor may change the rule of a layer, for a staff member."""
    if not setting:
        return False
    if layer is Layer.TIME_OFF:
        return _reaches(access, Action.MANAGE_TIME_OFF, staff_member_id)
    if layer is Layer.STAFF_HOURS and setting.endswith(".workingHours"):
        return _reaches(access, Action.MANAGE_WORKING_HOURS, staff_member_id)
    return access.reach(Action.CHANGE_SETTINGS) is Reach.ANY


def may_read_settings(access: Access) -> bool:
    """Tell whether the actor may know where a rule is set."""
    return access.reach(Action.READ_SETTINGS) is not Reach.NONE


def _reaches(access: Access, action: Action, staff_member_id: str) -> bool:
    reach = access.reach(action)
    is_own = access.staff_member_id == staff_member_id
    return reach is Reach.ANY or (reach is Reach.OWN and is_own)
