"""Handing over what somebody left who is gone: known by the name they had."""

from dataclasses import replace

from dialogs.hand_over_draft import HandOverDraft
from dialogs.handing_over import show_plan
from dialogs.staff_finding import is_named
from dialogs.state import ConversationState
from dialogs.talk import Outcome, Talk
from language.lifecycle_words import names_in
from language.understanding import Understanding
from scheduling.errors import NotPermitted
from scheduling.service.asking import AskBusiness
from scheduling.service.handing_over.who_left import AHEAD, staff_who_left
from scheduling.views import StaffMemberView


async def plan_of_left(
    talk: Talk,
    state: ConversationState,
    understanding: Understanding,
    draft: HandOverDraft | None = None,
    wanted_id: str = "",
) -> Outcome | None:
    """Plan what somebody left whose name is said, all of it unless a time was; None for nobody."""
    gone = await _named(talk, understanding)
    if len(gone) != 1:
        return None
    meant = draft or HandOverDraft(from_at=talk.turn.now, to_at=talk.turn.now + AHEAD)
    whose = gone[0].staff_member_id
    # Who is gone is not marked away.
    left = replace(meant, staff_member_id=whose, away_from=None, away_to=None)
    return await show_plan(talk, state, replace(left, wanted_id=wanted_id))


async def _named(talk: Talk, understanding: Understanding) -> tuple[StaffMemberView, ...]:
    try:
        left = await talk.desk.ask(staff_who_left, AskBusiness(talk.business.business_id))
    except NotPermitted:
        return ()
    # A name that nobody here has is read as a customer's.
    said = understanding.customer_name.value if understanding.customer_name else ""
    names = names_in(understanding.text, tuple(each.display_name for each in left))
    return tuple(
        each
        for each in left
        if each.display_name in names or (said and is_named(each.display_name, said))
    )
