"""When a visit can be had: its starts, the plan for one of them, and why there is none."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from dialogs.planned_visits.as_one import visit_of
from dialogs.state import ConversationState, Draft, settled
from dialogs.talk import Talk
from dialogs.visit_drafts import VisitDraft
from scheduling.errors import Reason
from scheduling.layers import Explanation
from scheduling.recurrence import day_range, local_date
from scheduling.service.day_checks import CheckDay, check_day
from scheduling.service.finding import CheckWish, WishAnswer, check_wish
from scheduling.service.visiting.finding_visits import FindVisits, find_visits, wish_of
from scheduling.time_ranges import TimeRange
from scheduling.views import SlotView
from scheduling.visits import VisitOrder, VisitPlan, VisitWish

NEAREST_COUNT = 6
_MINUTE, _FORTNIGHT = timedelta(minutes=1), timedelta(days=14)


async def _plans(talk: Talk, visit: VisitDraft, bounds: TimeRange) -> tuple[VisitPlan, ...]:
    wish = VisitWish(talk.business.business_id, visit.wished, visit.order)
    return await talk.desk.ask(find_visits, FindVisits(wish, bounds))


async def visit_slots(talk: Talk, visit: VisitDraft, bounds: TimeRange) -> tuple[SlotView, ...]:
    """Give the times within some days at which the visit could begin."""
    return tuple(SlotView(each.start_at, ()) for each in await _plans(talk, visit, bounds))


async def check_visit(talk: Talk, visit: VisitDraft, start_at: datetime) -> WishAnswer:
    """Tell whether the visit can begin just then; if not, why, and when it could instead."""
    if await _plans(talk, visit, TimeRange(start_at, start_at + _MINUTE)):
        return WishAnswer(start_at, None)
    wish = wish_of(talk.business.business_id, visit.wished[0])
    first = await talk.desk.ask(check_wish, CheckWish(wish, start_at))
    refusal = first.refusal or Explanation(Reason.TAKEN)
    on = local_date(max(start_at, talk.turn.now), talk.zone)
    return WishAnswer(start_at, refusal, await _nearest(talk, visit, start_at, on))


async def check_visit_day(talk: Talk, visit: VisitDraft, on: date) -> WishAnswer:
    """Say why a day has no time for the visit, and when there is one."""
    wish = wish_of(talk.business.business_id, visit.wished[0])
    first = await talk.desk.ask(check_day, CheckDay(wish, on, talk.zone))
    refusal = first.refusal or Explanation(Reason.TAKEN)
    start_at = day_range(on, talk.zone).start_at
    near = await _nearest(talk, visit, start_at, max(on, talk.today))
    return WishAnswer(start_at, refusal, near)


async def _nearest(
    talk: Talk, visit: VisitDraft, start_at: datetime, on: date
) -> tuple[SlotView, ...]:
    """Give the starts nearest to an instant: of its day, else of the days after it."""
    day = day_range(on, talk.zone)
    found = await visit_slots(talk, visit, day)
    if not found:
        found = await visit_slots(talk, visit, TimeRange(day.end_at, day.end_at + _FORTNIGHT))
    nearest = sorted(found, key=lambda each: abs(each.start_at - start_at))[:NEAREST_COUNT]
    return tuple(sorted(nearest, key=lambda each: each.start_at))


async def with_order_possible(
    talk: Talk, state: ConversationState
) -> tuple[ConversationState, str]:
    """Have a party come in turn where the days meant have no time for all at once, and say so."""
    visit = visit_of(state.draft)
    if visit is None or not visit.is_party:
        return state, ""
    draft, at_once = settled(state.draft), replace(visit, order=VisitOrder.AT_ONCE)
    in_turn = replace(visit, order=VisitOrder.IN_A_ROW)
    on = draft.when.days.only_day if draft.when and draft.when.days else None
    first = day_range(on or talk.today, talk.zone)
    bounds = first if on else TimeRange(first.start_at, first.start_at + _FORTNIGHT)
    if await visit_slots(talk, at_once, bounds) or not await visit_slots(talk, in_turn, bounds):
        return _ordered(state, at_once), ""
    said = "" if visit.order is VisitOrder.IN_A_ROW else talk.texts.say("party-in-turn")
    return _ordered(state, in_turn), said


def _ordered(state: ConversationState, visit: VisitDraft) -> ConversationState:
    draft = replace(settled(state.draft), visit=visit, service_id=visit.service_id)
    return replace(state, draft=draft)


async def with_plan(talk: Talk, state: ConversationState) -> ConversationState:
    """Give the draft of a visit with the plan for its start; without one its start is forgotten."""
    draft, visit = state.draft, visit_of(state.draft)
    if draft is None or visit is None or draft.start_at is None or _is_planned(draft, visit):
        return state
    found = await _plans(talk, visit, TimeRange(draft.start_at, draft.start_at + _MINUTE))
    planned = found[0].parts if found else ()
    return replace(state, draft=replace(draft, visit=replace(visit, planned=planned)))


def _is_planned(draft: Draft, visit: VisitDraft) -> bool:
    planned = visit.planned
    is_wished = tuple(each.part for each in planned) == visit.wished
    return bool(planned) and is_wished and min(p.start_at for p in planned) == draft.start_at
