"""Keeps the chosen time for a customer while details are asked, and gives it back.

The core holds it by the draft's id and lets it go by itself; here is said what that means.
"""

from dataclasses import replace
from datetime import datetime

from dialogs.offers import wish_of
from dialogs.planned_visits.as_one import visit_of
from dialogs.planned_visits.plans import check_visit
from dialogs.planned_visits.visit_holding import hold_keys, hold_visit
from dialogs.refusals import refuse
from dialogs.series_days import is_left_out
from dialogs.state import ConversationState, Draft, HeldTime, settled
from dialogs.talk import Outcome, Talk, after
from dialogs.turns import Message, Reply
from scheduling.errors import SlotNotOffered, SlotTaken
from scheduling.service.finding import CheckWish, check_wish
from scheduling.service.holding import HoldCommand, ReleaseCommand, hold, release
from scheduling.views import HoldView


async def keep_time(talk: Talk, state: ConversationState) -> tuple[ConversationState, str]:
    """Have the draft's time held, and say so the first time.

    One that is held already is held anew when half of its time is over. Raises SlotTaken or
    SlotNotOffered where it cannot be had any more.
    """
    draft = settled(state.draft)
    is_kept = draft.keeps_held and talk.turn.now < settled(draft.held).renew_from_at
    if talk.is_staff or draft.moves or is_kept:
        return state, ""
    start_at = settled(draft.start_at)
    is_wanted = not is_left_out(talk, draft, start_at)
    view = await _hold(talk, draft, start_at) if is_wanted else None
    if view is None:
        return replace(state, draft=replace(draft, held=None)), ""
    held = HeldTime(
        service_id=settled(draft.service_id),
        staff_member_id=draft.staff_member_id,
        not_staff_member_ids=draft.not_staff_member_ids,
        start_at=start_at,
        renew_from_at=view.expires_at - view.hold_time / 2,
        expires_at=view.expires_at,
        duration=draft.duration,
        attendees_count=draft.attendees_count,
    )
    said = talk.texts.say("time-held", time=talk.texts.duration(view.hold_time))
    kept = replace(state, draft=replace(draft, held=held))
    return kept, "" if draft.keeps_held else said


async def _hold(talk: Talk, draft: Draft, start_at: datetime) -> HoldView | None:
    visit = visit_of(draft)
    if visit is not None:
        return await hold_visit(talk, draft, visit)
    return await talk.desk.do(hold, HoldCommand(wish_of(talk, draft), start_at, draft.draft_id))


async def keep_or_refuse(
    talk: Talk, state: ConversationState
) -> tuple[ConversationState, str, Outcome | None]:
    """Have the draft's time held; where somebody else has it, what to say instead."""
    try:
        return *(await keep_time(talk, state)), None
    except (SlotTaken, SlotNotOffered):
        return state, "", await time_lost(talk, state)


async def time_lost(talk: Talk, state: ConversationState) -> Outcome | None:
    """Say who was faster, or which rule says no by now, and what is nearest; None if it is free."""
    draft = settled(state.draft)
    start_at = settled(draft.start_at)
    visit = visit_of(draft)
    if visit is not None:
        answer = await check_visit(talk, visit, start_at)
    else:
        answer = await talk.desk.ask(check_wish, CheckWish(wish_of(talk, draft), start_at))
    if answer.refusal is None:
        return None
    open_again = replace(state, draft=replace(draft, start_at=None, was_refused=False))
    asked, reply = refuse(talk, open_again, answer.refusal, talk.when(start_at), answer.nearest)
    if draft.keeps_held and settled(draft.held).expires_at <= talk.turn.now:
        reply = after(Reply((Message(text=talk.texts.say("hold-ran-out")),)), reply)
    return asked, reply


async def give_back(
    talk: Talk, before: ConversationState, state: ConversationState
) -> ConversationState:
    """Let go of the times that were held before this turn and are not wanted after it.

    One place for every way to leave a time: another time, start over, "cancel", another service.
    """
    wanted = {key for each in _at_work(state) if each.keeps_held for key in hold_keys(each)}
    for each in (before.draft, before.waiting):
        if each is None or each.held is None or each.draft_id == state.finished_draft:
            continue
        for key in hold_keys(each):
            if key not in wanted:
                await talk.desk.do(release, ReleaseCommand(talk.business.business_id, key))
    draft = state.draft
    if draft is None or draft.held is None or draft.draft_id in wanted:
        return state
    return replace(state, draft=replace(draft, held=None))


def _at_work(state: ConversationState) -> tuple[Draft, ...]:
    """List the drafts that go on: the one asked about, and one that waits for a move."""
    drafts = (None if state.is_paused else state.draft, state.waiting)
    return tuple(each for each in drafts if each is not None)
