"""Begins to move a whole visit: its parts, as they are now, in search of another time."""

from dataclasses import replace

from dialogs.drafts import new_draft, with_when
from dialogs.planned_visits.as_one import with_parts_settled
from dialogs.questions import proceed
from dialogs.showing import refuse_change
from dialogs.state import ConversationState, Draft
from dialogs.talk import Outcome, Talk
from dialogs.visit_drafts import PartDraft, VisitDraft
from dialogs.visiting.visit_booking import Parts, parts_with
from scheduling.permissions import Action
from scheduling.views import AppointmentView
from scheduling.visits import VisitOrder


async def begin_moving_visit(talk: Talk, state: ConversationState, one: AppointmentView) -> Outcome:
    """Ask for a new time for all parts; they are moved when that is confirmed."""
    if Action.RESCHEDULE not in one.may:
        return refuse_change(talk, state, one)
    parts, wished = await parts_with(talk, one), state.wished
    draft = _moving(talk, new_draft(talk, talk.desk.ids.new_id()), one, parts)
    if wished is not None:
        draft = with_when(draft, wished, talk.zone)
    left = state.draft if state.draft and not state.draft.moves else state.waiting
    begun = replace(state.asking(None), draft=draft, waiting=left, focus=one.appointment_id)
    lead = "" if wished else talk.texts.say("visit-moving")
    return await proceed(talk, with_parts_settled(begun), lead)


def _moving(talk: Talk, draft: Draft, one: AppointmentView, parts: Parts) -> Draft:
    """Begin a draft with what the parts are now; what was agreed to and answered stays."""
    is_at_once = len({each.start_at for each in parts}) == 1
    visit = VisitDraft(
        parts=tuple(_part_of(talk, each) for each in parts),
        is_party=len({each.service_id for each in parts}) == 1,
        order=VisitOrder.AT_ONCE if is_at_once else VisitOrder.IN_A_ROW,
        moves=one.appointment_id,
    )
    answers = {
        given.question_id: given.answer for each in parts for given in each.answers if given.answer
    }
    asked = {q.question_id for e in parts for q in talk.business.questions_of(e.service_id)}
    return replace(
        draft,
        visit=visit,
        answers=tuple(answers.items()),
        skipped=tuple(sorted(asked - answers.keys())),
        has_consented=True,
        attendee_name=one.group.attendee_name,
    )


def _part_of(talk: Talk, view: AppointmentView) -> PartDraft:
    """Keep with whom it is, where a customer may say so."""
    service = talk.business.service(view.service_id)
    may_choose = service is not None and service.allow_staff_selection
    having = [each.staff_member_id for each in view.staff_members]
    return PartDraft(view.service_id, (), having[0] if may_choose and len(having) == 1 else None)
