"""Handing over: the plan is shown, and what was chosen of it is done or offered."""

from collections.abc import Mapping
from dataclasses import replace

from cards.card_views import ChoiceView
from cards.hand_over_news import render_hand_over_result
from cards.hand_over_plans import render_hand_over_plan
from cards.hand_over_views import HandOverPlanCardView, HandOverResultCardView
from cards.verbs import NOBODY, Field, Verb
from dialogs import business_facts as facts
from dialogs.hand_over_draft import HandOverDraft, PlannedTaking
from dialogs.hand_over_words import away_words, plan_words, result_words, why_not
from dialogs.short_answers import is_short, says_no, says_yes, tells_something
from dialogs.showing import read_own
from dialogs.state import Asked, ConversationState, settled
from dialogs.talk import Outcome, Talk, shown, with_reasons
from dialogs.turns import Reply
from language.understanding import Understanding
from scheduling.absences import LocalPeriod
from scheduling.errors import PlanChanged, WrongStatus
from scheduling.hand_over_views import HandOverPlanView
from scheduling.service.handing_over.commands import HandOverCommand, Taking
from scheduling.service.handing_over.doing import hand_over
from scheduling.service.handing_over.planning import PlanHandOver, plan_hand_over
from scheduling.time_ranges import TimeRange

Chosen = Mapping[str, str]
"""Who is chosen for each appointment by id; NOBODY where it stays."""


async def show_plan(
    talk: Talk, state: ConversationState, draft: HandOverDraft, lead: str = ""
) -> Outcome:
    """Show who could take what is to be handed over, and ask whether to. Raises NotPermitted."""
    try:
        plan = await talk.desk.ask(plan_hand_over, _question(talk, draft))
    except WrongStatus:
        return await _cannot_be(talk, state, draft.appointment_id)
    if not plan.planned and not plan.requests and plan.away is None:
        said = talk.texts.say("hand-over-nothing", name=plan.leaving.display_name)
        return _over(state), _notice(talk, f"{lead} {said}".strip())
    asked = replace(_as_shown(draft, plan), plan_id=talk.desk.ids.new_id())
    view = HandOverPlanCardView(
        prompt=f"{lead} {plan_words(talk, plan, asked)}".strip(),
        plan_id=asked.plan_id,
        plan=plan,
        chosen=tuple((each.appointment_id, each.staff_member_id) for each in asked.planned),
        reasons=tuple(
            (each.appointment.appointment_id, why_not(talk, each)) for each in plan.unplaced
        ),
        time_zone=talk.zone,
        away=away_words(talk, plan.leaving.display_name, plan.away) if plan.away else "",
    )
    card = render_hand_over_plan(view, talk.texts, talk.turn.channel)
    is_question = bool(plan.placed) or plan.away is not None
    after = state.asking(Asked.HAND_OVER if is_question else None, hand_over=asked)
    return after, shown(card, f"plan:{asked.plan_id}")


def _question(talk: Talk, draft: HandOverDraft) -> PlanHandOver:
    within = None
    if draft.from_at is not None and draft.to_at is not None:
        within = TimeRange(draft.from_at, draft.to_at)
    return PlanHandOver(
        business_id=talk.business.business_id,
        staff_member_id=draft.staff_member_id,
        appointment_id=draft.appointment_id or None,
        within=within,
        wanted_staff_member_id=draft.wanted_id or None,
        away=_away(draft),
    )


def _away(draft: HandOverDraft) -> LocalPeriod | None:
    if draft.away_from is None or draft.away_to is None:
        return None
    return LocalPeriod(draft.away_from, draft.away_to)


def _as_shown(draft: HandOverDraft, plan: HandOverPlanView) -> HandOverDraft:
    planned = tuple(
        PlannedTaking(each.appointment.appointment_id, each.appointment.version, each.proposed_id)
        for each in plan.planned
        if each.proposed_id is not None
    )
    away = plan.away
    is_away = away is not None
    return replace(
        draft,
        planned=planned,
        away_from=draft.away_from if is_away else None,
        away_to=draft.away_to if is_away else None,
    )


async def _cannot_be(talk: Talk, state: ConversationState, appointment_id: str) -> Outcome:
    appointment = await read_own(talk, appointment_id)
    when = talk.when(appointment.start_at)
    is_request = appointment.answer_due_at is not None
    key = "hand-over-request" if is_request else "hand-over-too-late"
    said = talk.texts.say(key, customer=appointment.customer_name, when=when)
    return _over(state), with_reasons(_notice(talk, said), ("wrong_status",))


async def plan_again(talk: Talk, state: ConversationState, lead: str = "") -> Outcome:
    """Show the plan that is talked about, as it is by now; or ask again whose it is."""
    draft = settled(state.hand_over)
    if not draft.staff_member_id:
        return ask_whose(talk, state, draft, ())
    return await show_plan(talk, state, draft, lead)


def ask_whose(
    talk: Talk, state: ConversationState, draft: HandOverDraft, choices: tuple[str, ...]
) -> Outcome:
    """Ask whose appointments are meant, of those a name could mean."""
    people = (*talk.business.staff_members, *talk.business.other_staff_members)
    meant = [each for each in people if each.staff_member_id in choices or not choices]
    taps = tuple(
        ChoiceView(each.display_name, Verb.HAND_OVER, {Field.STAFF.value: each.staff_member_id})
        for each in meant
    )
    said = talk.texts.say("hand-over-whose")
    return state.asking(Asked.HAND_OVER, hand_over=draft), facts.notice(talk, said, choices=taps)


async def answer_plan(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """Take a yes or a no to the plan, or the name that was asked for."""
    draft = state.hand_over
    if draft is None:
        return None
    named = understanding.staff_members_named
    if not draft.staff_member_id and len(named) == 1 and not named[0].is_ambiguous:
        return await show_plan(talk, state, replace(draft, staff_member_id=named[0].value))
    if not draft.plan_id or tells_something(understanding) or not is_short(understanding, 6):
        return None
    if says_no(understanding):
        return drop(talk, state)
    if says_yes(understanding):
        return await confirm_plan(talk, state, {})
    return None


async def confirm_plan(
    talk: Talk, state: ConversationState, chosen: Chosen, *, is_away: bool = True
) -> Outcome:
    """Do what was chosen of the plan, all or nothing; where it is stale, show how it is now."""
    draft = settled(state.hand_over)
    takings = tuple(_takings(draft, chosen))
    away = _away(draft) if is_away else None
    if not takings and away is None:
        return drop(talk, state)
    command = HandOverCommand(
        business_id=talk.business.business_id,
        staff_member_id=draft.staff_member_id,
        takings=takings,
        away=away,
        idempotency_key=f"handed:{draft.plan_id}",
    )
    try:
        result = await talk.desk.do(hand_over, command)
    except PlanChanged:
        changed = talk.texts.say("hand-over-changed")
        after, reply = await show_plan(talk, state, draft, changed)
        return after, with_reasons(reply, ("changed_meanwhile",))
    left = len(draft.planned) - len(takings)
    view = HandOverResultCardView(
        prompt=result_words(talk, result, left), result=result, time_zone=talk.zone
    )
    card = render_hand_over_result(view, talk.texts, talk.turn.channel)
    # The plan is kept: a second tap on its button gets the same answer.
    return state.asking(None), shown(card, f"plan:{draft.plan_id}")


def _takings(draft: HandOverDraft, chosen: Chosen) -> list[Taking]:
    found = [
        (each, chosen.get(each.appointment_id) or each.staff_member_id) for each in draft.planned
    ]
    return [Taking(each.appointment_id, each.version, who) for each, who in found if who != NOBODY]


def drop(talk: Talk, state: ConversationState) -> Outcome:
    """Hand nothing over."""
    return _over(state), _notice(talk, talk.texts.say("hand-over-dropped"))


def _over(state: ConversationState) -> ConversationState:
    asked = state.asking(None) if state.asked is Asked.HAND_OVER else state
    return replace(asked, hand_over=None)


def _notice(talk: Talk, said: str) -> Reply:
    choices = (ChoiceView(talk.texts.say("choice-my-day"), Verb.STAFF_DAY, {"team": False}),)
    return facts.notice(talk, said, choices=choices)
