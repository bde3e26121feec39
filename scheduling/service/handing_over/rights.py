"""Who may hand over what: anybody's to anybody, or one's own to a colleague who accepts."""

from dataclasses import dataclass

from scheduling.catalog import StaffMember
from scheduling.errors import NotPermitted
from scheduling.permissions import Action, Reach, reach_of
from scheduling.service.access import Access, require


@dataclass(frozen=True, slots=True)
class Leaving:
    """Somebody who hands over, as far as the actor may do it for them.

    `is_offer` where whoever takes it is asked first: of those who hand over their own only.
    """

    is_offer: bool

    def may_be_asked(self, colleague: StaffMember) -> bool:
        """Tell whether a colleague can get it: an offer only who may answer it."""
        can_answer = reach_of(colleague.role, Action.HAND_OVER) is not Reach.NONE
        return can_answer or not self.is_offer


def leaving(access: Access, staff_member_id: str) -> Leaving:
    """Establish that the actor may hand over what this staff member has.

    Of somebody who is gone appointments may be left, which need somebody else. Raises NotPermitted.
    """
    if access.is_customer:
        raise NotPermitted(Action.HAND_OVER.value)
    reach = require(access, Action.HAND_OVER)
    if reach is not Reach.ANY and staff_member_id != access.staff_member_id:
        raise NotPermitted(Action.HAND_OVER.value)
    return Leaving(reach is not Reach.ANY)
