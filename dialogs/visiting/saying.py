"""What is said of a visit: begun, added to, taken from, with whom; the rest fills the draft."""

from dataclasses import replace

from cards.verbs import DraftField
from dialogs.drafts import new_draft, own_calendar_only
from dialogs.filling import fill
from dialogs.intentions import main_intent
from dialogs.parties import without_hour_of_people
from dialogs.planned_visits.as_one import seen_as_one, with_parts_settled
from dialogs.questions import proceed
from dialogs.state import Asked, ConversationState, Draft
from dialogs.talk import Outcome, Talk, after
from dialogs.trails import filled
from dialogs.turns import Message, Reply
from dialogs.visit_drafts import PartDraft, VisitDraft
from dialogs.visiting.changes import changed_parts, names_party, parts_begun
from language.kinds import Intent
from language.understanding import Read, StaffWish, Understanding
from scheduling.visits import FEWEST_PARTS, MOST_PARTS, VisitOrder

_ABOUT_OTHER_THINGS = (
    Asked.ANSWERS,
    Asked.OPTION,
    Asked.CANCEL,
    Asked.CANCEL_MESSAGE,
    Asked.WHICH_APPOINTMENT,
    Asked.CANCEL_WHOLE,
    Asked.MOVE_WHOLE,
)
_WISHING = (
    None,
    Intent.BOOK,
    Intent.INFORM,
    Intent.ASK_AVAILABILITY,
    Intent.AFFIRM,
    Intent.DENY,
    Intent.GREET,
    Intent.THANK,
)


async def visit_said(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """Take a visit into the draft and ask what is missing; None where none is spoken of."""
    if state.asked in _ABOUT_OTHER_THINGS or main_intent(understanding) not in _WISHING:
        return None
    if understanding.repeats is not None:
        # A series is of one appointment: what else is said of it is taken there.
        return None
    is_move = state.draft is not None and bool(state.draft.moves)
    draft = None if is_move or state.is_paused else state.draft
    visit = draft.visit if draft else None
    if visit is not None and names_party(understanding):
        parts = parts_begun(talk, None, understanding)
    elif visit is not None:
        parts = changed_parts(visit, understanding)
    else:
        parts = parts_begun(talk, draft, understanding)
    if parts is None or not parts or len(parts) > MOST_PARTS:
        return None
    begun = draft or new_draft(talk, talk.desk.ids.new_id())
    begun = without_hour_of_people(begun, len(parts))
    return await _go_on(talk, state, begun, parts, understanding)


async def _go_on(
    talk: Talk,
    state: ConversationState,
    draft: Draft,
    parts: tuple[PartDraft, ...],
    understanding: Understanding,
) -> Outcome | None:
    own = own_calendar_only(talk)
    if own is not None:
        parts = tuple(replace(each, staff_member_id=own.staff_member_id) for each in parts)
    possible = tuple(_possible(talk, each) for each in parts)
    if own is not None and possible != parts:
        return None
    begun = replace(state, draft=_with(draft, possible), is_paused=False)
    taken = with_parts_settled(begun)
    seen = seen_as_one(talk, taken.draft)
    rest = _without_visit(understanding)
    outcome = await fill(seen, taken, rest) or await proceed(seen, taken)
    notes = _notes(talk, parts, possible)
    return outcome[0], after(Reply(tuple(Message(text=each) for each in notes)), outcome[1])


async def people_picked(talk: Talk, state: ConversationState, count: int) -> Outcome | None:
    """Make it a visit of so many people; None where it cannot be one."""
    said = Understanding(text="", party_size=Read(count, 1, 0, 0))
    return await visit_said(talk, state, said)


def _with(draft: Draft, parts: tuple[PartDraft, ...]) -> Draft:
    """Give the draft with these parts; one part alone is an ordinary appointment."""
    before = draft.visit
    fresh = replace(draft, service_id=None, service_choices=(), start_at=None, visit=None)
    fresh = replace(fresh, staff=None, not_staff_member_ids=(), told_start_at=None)
    fresh = filled(fresh, DraftField.SERVICE)
    if len(parts) < FEWEST_PARTS:
        return _alone(fresh, parts[0])
    is_party = len({(each.service_id, each.choices) for each in parts}) == 1
    order = VisitOrder.AT_ONCE if is_party else VisitOrder.IN_A_ROW
    moves = before.moves if before else ""
    return replace(
        fresh, visit=VisitDraft(parts=parts, is_party=is_party, order=order, moves=moves)
    )


def _alone(draft: Draft, part: PartDraft) -> Draft:
    who = StaffWish(part.staff_member_id) if part.staff_member_id else None
    return replace(draft, service_id=part.service_id, service_choices=part.choices, staff=who)


def _possible(talk: Talk, part: PartDraft) -> PartDraft:
    """Leave out a wish for somebody who does not do it, or who cannot be wished for."""
    service = talk.business.service(part.service_id)
    if service is None or part.staff_member_id is None:
        return part
    may_choose = service.allow_staff_selection or talk.is_staff
    is_theirs = part.staff_member_id in service.staff_member_ids
    return part if may_choose and is_theirs else replace(part, staff_member_id=None)


def _notes(talk: Talk, wished: tuple[PartDraft, ...], possible: tuple[PartDraft, ...]) -> list[str]:
    """Say of each wish for somebody that was left out why it was."""
    said: dict[str, None] = {}
    for before, now in zip(wished, possible, strict=True):
        staff = talk.business.staff_member(before.staff_member_id)
        service = talk.business.service(before.service_id)
        if before == now or staff is None or service is None:
            continue
        is_theirs = before.staff_member_id in service.staff_member_ids
        key = "staff-not-selectable" if is_theirs else "refusal-not-offered-by-staff-staff"
        names = {"staff": staff.display_name, "service": service.display_name}
        said[talk.texts.say(key, **names)] = None
    return list(said)


def _without_visit(understanding: Understanding) -> Understanding:
    """Give what else was said: when, and who is to be called."""
    return replace(
        understanding,
        service=None,
        other_services=(),
        excluded_services=(),
        staff_member=None,
        staff_members_named=(),
        excluded_staff_members=(),
        party_size=None,
        visit=None,
    )
