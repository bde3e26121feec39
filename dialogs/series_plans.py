"""Shows a series before it is booked or moved: how often, which dates, and what clashes."""

from dataclasses import replace

from cards.series import render_repeat_form
from cards.series_plans import render_series_plan
from cards.series_views import DateState, PlanRowView, RepeatFormView, SeriesPlanView
from dialogs.offers import wish_of
from dialogs.refusals import sentence
from dialogs.series_draft import ShownOccurrence, ShownPlan
from dialogs.state import Asked, ConversationState, Draft, settled
from dialogs.talk import Outcome, Talk, shown
from language.repeat_wishes import RepeatWish
from scheduling.layers import Explanation
from scheduling.recurrence import Weekday, local_date
from scheduling.series import MOST_OCCURRENCES, ClashPolicy, SeriesRule
from scheduling.service.series.planning import PlanSeries, plan_series
from scheduling.service.series.planning_moves import PlanSeriesMove, plan_series_move
from scheduling.service.series.plans import PlannedOccurrence, SeriesPlan

_FEW = 3


async def ask_series(talk: Talk, state: ConversationState, lead: str = "") -> Outcome | None:
    """Ask what is open of a series: how often and how long, then what shall become of clashes.

    None where the draft is for once, or all of it is settled.
    """
    draft = settled(state.draft)
    if draft.repeats is None:
        return None
    rule = rule_of(talk, draft)
    if rule is None:
        return ask_repeat(talk, state, lead)
    if draft.keeps_plan and draft.plan is not None and draft.plan.clashes is not None:
        return None
    question = PlanSeries(wish_of(talk, draft), settled(draft.start_at), rule)
    plan = await talk.desk.ask(plan_series, question)
    if not plan.occurrences:
        return ask_repeat(talk, state, f"{lead} {talk.texts.say('series-empty')}".strip())
    return _show_plan(talk, state, plan, lead)


async def ask_series_move(talk: Talk, state: ConversationState, lead: str = "") -> Outcome:
    """Show where every occurrence would go, before any is moved."""
    draft = settled(state.draft)
    weekday = None if draft.moves_to_weekday is None else Weekday(draft.moves_to_weekday)
    start_at = settled(draft.start_at)
    question = PlanSeriesMove(
        talk.business.business_id, draft.moves, draft.scope, start_at, weekday
    )
    plan = await talk.desk.ask(plan_series_move, question)
    return _show_plan(talk, state, plan, lead)


def rule_of(talk: Talk, draft: Draft) -> SeriesRule | None:
    """Give the rule of the draft's series, None where a part of it is open."""
    if draft.repeats is None or draft.start_at is None:
        return None
    return draft.repeats.rule(local_date(draft.start_at, talk.business.time_zone))


def ask_repeat(talk: Talk, state: ConversationState, lead: str = "", error: str = "") -> Outcome:
    """Ask how often and how many times, filled in with what was said of it."""
    draft = settled(state.draft)
    said = draft.repeats or RepeatWish()
    key = "ask-repeat" if said.frequency is None else "ask-repeat-count"
    if said.frequency is not None and said.says_end:
        key = "ask-repeat"
    form = RepeatFormView(prompt=f"{lead} {talk.texts.say(key)}".strip(), draft_id=draft.draft_id)
    if said.frequency is not None:
        form = replace(form, every=f"{said.frequency.value}-{said.interval}")
    form = replace(form, count=str(said.count or ""), error=error)
    card = render_repeat_form(form, talk.texts, talk.turn.channel)
    return state.asking(Asked.REPEAT), shown(card)


def _show_plan(talk: Talk, state: ConversationState, plan: SeriesPlan, lead: str) -> Outcome:
    draft = settled(state.draft)
    kept = ShownPlan(
        start_at=settled(draft.start_at),
        service_id=settled(draft.service_id),
        staff_member_id=draft.staff_member_id,
        repeats=draft.repeats,
        scope=draft.scope,
        rows=_in_order((*(_row(each) for each in plan.occurrences), *_left_out(talk, plan))),
        room=plan.room,
    )
    looked_at = {each.on: _row_view(talk, draft, each) for each in plan.occurrences}
    view = SeriesPlanView(
        prompt=f"{lead} {_question(talk, draft, plan)}".strip(),
        draft_id=draft.draft_id,
        rows=tuple(
            looked_at.get(each.on) or PlanRowView(start_at=each.start_at, state=DateState.LEFT_OUT)
            for each in kept.rows
        ),
        time_zone=talk.zone,
        seen=kept.seen,
        notes=_notes(talk, draft, plan),
        free_count=len(kept.chosen(ClashPolicy.SKIP)),
        moved_count=_moved_count(kept),
        is_move=bool(draft.moves),
    )
    card = render_series_plan(view, talk.texts, talk.turn.channel)
    asking = replace(state, draft=replace(draft, plan=kept)).asking(Asked.SERIES_PLAN)
    return asking, shown(card)


def _moved_count(plan: ShownPlan) -> int:
    """Count what moving the clashes would give, where it gives more than skipping them."""
    count = len(plan.chosen(ClashPolicy.MOVE))
    is_other = plan.chosen(ClashPolicy.MOVE) != plan.chosen(ClashPolicy.SKIP)
    return count if plan.has_clashes and is_other else 0


def _row(each: PlannedOccurrence) -> ShownOccurrence:
    staff = each.staff_members
    return ShownOccurrence(
        on=each.on,
        start_at=each.start_at,
        is_free=each.is_free,
        nearest_at=each.nearest_at,
        staff_member_id=staff[0].staff_member_id if staff else "",
        appointment_id=each.appointment_id,
        version=each.version,
    )


def _left_out(talk: Talk, plan: SeriesPlan) -> tuple[ShownOccurrence, ...]:
    zone = talk.business.time_zone
    return tuple(
        ShownOccurrence(on=local_date(at, zone), start_at=at, is_free=False, is_left_out=True)
        for at in plan.left_out_at
    )


def _in_order(rows: tuple[ShownOccurrence, ...]) -> tuple[ShownOccurrence, ...]:
    return tuple(sorted(rows, key=lambda each: each.on))


def _row_view(talk: Talk, draft: Draft, each: PlannedOccurrence) -> PlanRowView:
    names = [staff.display_name for staff in each.staff_members]
    return PlanRowView(
        start_at=each.start_at,
        state=DateState.FREE if each.is_free else DateState.CLASH,
        staff_name=talk.texts.list(names) if names else "",
        problem=_problem(talk, draft, each, each.refusal) if each.refusal else "",
        nearest_at=each.nearest_at,
        before_at=each.moves_from_at,
    )


def _problem(talk: Talk, draft: Draft, each: PlannedOccurrence, refusal: Explanation) -> str:
    return sentence(talk, draft, refusal, talk.when(each.start_at))


def _question(talk: Talk, draft: Draft, plan: SeriesPlan) -> str:
    does = "move" if draft.moves else "book"
    if not plan.occurrences:
        return talk.texts.say("series-move-none")
    count, clashes = len(plan.occurrences), len(plan.clashes)
    key = f"series-{does}-clashes" if clashes else f"series-{does}-free"
    return talk.texts.say(key, count=count, clashes=clashes)


def _notes(talk: Talk, draft: Draft, plan: SeriesPlan) -> tuple[str, ...]:
    """Say what is not among the occurrences, and why."""
    texts, notes = talk.texts, []
    for month_on in plan.months_left_out:
        day = local_date(settled(draft.start_at), talk.business.time_zone).day
        when = texts.calendar_day(day, month_on.month, month_on.year)
        notes.append(texts.say("series-no-such-day", day=when))
    notes += [
        texts.say("series-not-its-date", when=when) for when in _not_its_dates(talk, draft, plan)
    ]
    if plan.too_far_count:
        notes.append(texts.say("series-too-far", count=plan.too_far_count))
    if plan.is_cut or (draft.repeats is not None and draft.repeats.is_too_long):
        notes.append(texts.say("series-cut", count=MOST_OCCURRENCES))
    if plan.room is not None and plan.room < len(plan.occurrences):
        notes.append(texts.say("series-room", room=max(plan.room, 0)))
    stays = (texts.say("series-stays", when=talk.when(each.start_at)) for each in plan.stays)
    return (*notes, *stays)


def _not_its_dates(talk: Talk, draft: Draft, plan: SeriesPlan) -> list[str]:
    """Name the days that were to be left out and are none of the series, where they are few."""
    out = draft.repeats.left_out_on if draft.repeats else frozenset()
    if len(out) > _FEW or not plan.occurrences:
        return []
    left_out = {local_date(each, talk.business.time_zone) for each in plan.left_out_at}
    last_on = max(each.on for each in plan.occurrences)
    others = sorted(each for each in out - left_out if each <= last_on)
    return [talk.texts.day(each) for each in others]
