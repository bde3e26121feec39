"""A visit seen as one service: what any of its parts demands is asked once, for all together."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from dialogs.state import ConversationState, Draft
from dialogs.talk import Talk
from dialogs.visit_drafts import VisitDraft
from scheduling.catalog import Price, PriceType
from scheduling.views import BusinessView, QuestionView, ServiceView
from scheduling.visits import VisitOrder


@dataclass(frozen=True, slots=True, kw_only=True)
class _WithVisit(BusinessView):
    """A business that offers this one visit besides, without listing it."""

    visit: ServiceView
    visit_questions: tuple[QuestionView, ...]

    def service(self, service_id: str | None) -> ServiceView | None:
        if service_id == self.visit.service_id:
            return self.visit
        return BusinessView.service(self, service_id)

    def questions_of(self, service_id: str) -> tuple[QuestionView, ...]:
        if service_id == self.visit.service_id:
            return self.visit_questions
        return BusinessView.questions_of(self, service_id)


def visit_of(draft: Draft | None) -> VisitDraft | None:
    """Give the visit a draft is for; None where it is for one service, or that is still open."""
    visit = draft.visit if draft is not None else None
    if visit is None or draft is None or draft.service_id != visit.service_id:
        return None
    return visit


def seen_as_one(talk: Talk, draft: Draft | None) -> Talk:
    """Give the talk with the draft's visit beside the services of the business."""
    visit = visit_of(draft)
    if visit is None:
        return talk
    parts = services_of(talk, visit)
    if len(parts) < len(visit.parts):
        return talk
    known: dict[str, Any] = {
        each.name: getattr(talk.business, each.name) for each in fields(BusinessView)
    }
    questions = _questions(talk, parts)
    business = _WithVisit(**known, visit=_as_one(talk, visit, parts), visit_questions=questions)
    return replace(talk, business=business)


def services_of(talk: Talk, visit: VisitDraft) -> tuple[ServiceView, ...]:
    """Give the services of the parts, those left out that are offered no more."""
    found = (talk.business.service(each.service_id) for each in visit.parts)
    return tuple(each for each in found if each is not None)


def with_parts_settled(state: ConversationState) -> ConversationState:
    """Put a service that was chosen into the part that was open; another one ends the visit."""
    draft = state.draft
    visit = draft.visit if draft else None
    if draft is None or visit is None or visit_of(draft) is not None:
        return state
    part = visit.open_part
    if part is not None and draft.service_id in part.choices:
        visit = _settled_with(visit, draft.service_id)
        draft = replace(draft, visit=visit, service_id=None)
        part = visit.open_part
    if draft.service_id is not None:
        return replace(state, draft=replace(draft, visit=None))
    if part is not None:
        return replace(state, draft=replace(draft, service_choices=part.choices))
    whole = replace(draft, service_id=visit.service_id, service_choices=())
    return replace(state, draft=whole)


def _settled_with(visit: VisitDraft, service_id: str | None) -> VisitDraft:
    """Settle the open part, and every one that leaves the same open: two people, two haircuts."""
    part = visit.open_part
    chosen = tuple(
        replace(each, service_id=service_id, choices=()) if each == part else each
        for each in visit.parts
    )
    return replace(visit, parts=chosen)


def _as_one(talk: Talk, visit: VisitDraft, parts: tuple[ServiceView, ...]) -> ServiceView:
    first, everybody = (
        parts[0],
        dict.fromkeys(who for each in parts for who in each.staff_member_ids),
    )
    consents = dict.fromkeys(each.consent_message for each in parts if each.consent_message)
    return ServiceView(
        service_id=visit.service_id,
        display_name=title_of(talk, visit, parts),
        description="",
        duration=_length(visit, parts),
        price=_total([each.price for each in parts]),
        currency=first.currency,
        staff_member_ids=tuple(everybody),
        allow_staff_selection=False,
        required_contact_details=frozenset(
            detail for each in parts for detail in each.required_contact_details
        ),
        consent_message="\n\n".join(consents),
        needs_approval=any(each.needs_approval for each in parts),
    )


def title_of(talk: Talk, visit: VisitDraft, parts: Iterable[ServiceView]) -> str:
    """Name a visit: its services, or how often the one of a party."""
    names = [each.display_name for each in parts]
    if visit.is_party:
        return talk.texts.say("visit-party", count=len(names), service=names[0])
    return talk.texts.list(names)


def _length(visit: VisitDraft, parts: tuple[ServiceView, ...]) -> timedelta:
    if visit.planned:
        starts = min(each.start_at for each in visit.planned)
        return max(each.end_at for each in visit.planned) - starts
    lengths = [each.duration for each in parts]
    return max(lengths) if visit.order is VisitOrder.AT_ONCE else sum(lengths, timedelta())


_CERTAIN = (PriceType.FIXED_PRICE, PriceType.FREE)
_WITH_AMOUNT = (PriceType.FIXED_PRICE, PriceType.STARTING_AT)


def _total(prices: list[Price]) -> Price:
    """Add up what is known; where some of it is not certain, it is what the visit costs at least."""
    amounts = [each.amount for each in prices if each.price_type in _WITH_AMOUNT]
    is_certain = all(each.price_type in _CERTAIN for each in prices)
    if all(each.price_type is PriceType.FREE for each in prices):
        return prices[0]
    if not amounts:
        return Price(PriceType.NOT_SET)
    kind = PriceType.FIXED_PRICE if is_certain else PriceType.STARTING_AT
    return Price(kind, sum(amounts, Decimal()))


def _questions(talk: Talk, parts: tuple[ServiceView, ...]) -> tuple[QuestionView, ...]:
    """Ask each question once; it is required where any of the parts requires it."""
    found: dict[str, QuestionView] = {}
    for part in parts:
        for each in talk.business.questions_of(part.service_id):
            known = found.get(each.question_id)
            is_required = each.is_required or (known is not None and known.is_required)
            found[each.question_id] = replace(each, is_required=is_required)
    return tuple(found.values())
