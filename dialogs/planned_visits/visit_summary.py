"""Says a planned visit back: in a sentence, and as the summary to confirm."""

from cards.verbs import DraftField
from cards.visit_summary import PartView, VisitSummaryView, render_visit_summary
from dialogs.drafts import contact_of
from dialogs.planned_visits.as_one import visit_of
from dialogs.state import Asked, ConversationState, settled
from dialogs.talk import Outcome, Talk, shown
from dialogs.visit_drafts import VisitDraft
from scheduling.customers import QuestionAnswer
from scheduling.recurrence import local_date
from scheduling.views import ServiceView
from scheduling.visits import PlannedPart


def visit_chosen(talk: Talk, visit: VisitDraft) -> str:
    """Say from when to when a visit would be, and with whom, when its time was chosen just now."""
    if not visit.planned:
        return ""
    on = local_date(_first(visit).start_at, talk.zone)
    day = talk.texts.day(on, talk.today)
    return talk.texts.say(
        "visit-is-free", day=day, parts=_parts_told(talk, visit), end=_end(talk, visit)
    )


def _first(visit: VisitDraft) -> PlannedPart:
    return min(visit.planned, key=lambda each: each.start_at)


def _end(talk: Talk, visit: VisitDraft) -> str:
    return talk.texts.time(max(each.end_at for each in visit.planned), talk.zone)


def _parts_told(talk: Talk, visit: VisitDraft) -> str:
    return talk.texts.list([_part_told(talk, each) for each in visit.planned])


def _part_told(talk: Talk, planned: PlannedPart) -> str:
    part = _part_view(talk, planned)
    time = talk.texts.time(planned.start_at, talk.zone)
    return talk.texts.say("visit-part", time=time, service=part.service_name, staff=part.staff_name)


def _part_view(talk: Talk, planned: PlannedPart) -> PartView:
    service = settled(talk.business.service(planned.part.service_id))
    people = (talk.business.staff_member(each) for each in planned.staff_member_ids)
    return PartView(
        service_name=service.display_name,
        staff_name=talk.texts.list([each.display_name for each in people if each]),
        start_at=planned.start_at,
        end_at=planned.end_at,
        price=service.price,
        currency=service.currency,
    )


def sum_up_visit(
    talk: Talk,
    state: ConversationState,
    service: ServiceView,
    answers: tuple[QuestionAnswer, ...],
    lead: str = "",
) -> Outcome:
    """Say all parts back and ask for a yes. `service` is the visit seen as one."""
    draft = settled(state.draft)
    visit = settled(visit_of(draft))
    is_request = service.needs_approval and not talk.is_staff
    said = talk.texts.say(
        _key(visit, is_request=is_request),
        when=talk.with_zone_named(settled(draft.start_at)),
        parts=_parts_told(talk, visit),
        end=_end(talk, visit),
    )
    view = VisitSummaryView(
        prompt=f"{lead} {said}".strip(),
        draft_id=draft.draft_id,
        parts=tuple(_part_view(talk, each) for each in visit.planned),
        length=service.duration,
        price=service.price,
        currency=service.currency,
        time_zone=talk.zone,
        business_time_zone=talk.business.time_zone,
        location=", ".join(talk.business.address.lines()),
        attendee_name=draft.attendee_name,
        contact=None if visit.moves else contact_of(draft),
        answers=answers,
        changeable=_changeable(talk, visit, service),
        is_request=is_request,
        is_move=bool(visit.moves),
    )
    card = render_visit_summary(view, talk.texts, talk.turn.channel)
    return state.asking(Asked.CONFIRMATION), shown(card)


def _key(visit: VisitDraft, *, is_request: bool) -> str:
    if visit.moves:
        return "visit-confirm-move"
    return "visit-confirm-request" if is_request else "visit-confirm"


def _changeable(talk: Talk, visit: VisitDraft, service: ServiceView) -> tuple[DraftField, ...]:
    if visit.moves:
        return (DraftField.DAY, DraftField.TIME)
    asked = talk.business.questions_of(service.service_id)
    answers = (DraftField.ANSWERS,) if asked else ()
    return (DraftField.DAY, DraftField.TIME, DraftField.CONTACT, *answers)
