"""Settles when: from a wish to a free time, or to times to choose from."""

from dataclasses import replace
from datetime import datetime, timedelta

from dialogs.day_slips import slip_of_the_day
from dialogs.drafts import with_start
from dialogs.nearest import offer_nearest, wanted
from dialogs.offers import (
    DAYS_SHOWN,
    MOST_DAYS_SHOWN,
    ask_day,
    ask_time,
    days_of,
    offer_days,
    refuse_day,
    refuse_kept_time,
    slots_within,
    wish_of,
)
from dialogs.planned_visits.as_one import visit_of
from dialogs.planned_visits.plans import check_visit
from dialogs.refusals import ask_which_of_two, offer_times, refuse, wall_clock_words
from dialogs.series_days import is_left_out
from dialogs.state import ConversationState, Draft, settled
from dialogs.talk import Outcome, Talk
from dialogs.wishes import (
    bounds_of,
    bounds_of_all,
    exact_wall_clock,
    ordered,
    suits,
)
from language.when_wishes import WhenKind, WhenWish
from scheduling.errors import Reason
from scheduling.layers import Explanation
from scheduling.recurrence import day_range, instants_of, local_date, start_of
from scheduling.series import SeriesScope
from scheduling.service.finding import CheckWish, WishAnswer, check_wish
from scheduling.views import SlotView

READINGS_TRIED = 3
NEAREST_COUNT = 5

Settled = tuple[ConversationState, Outcome | None]
"""The state with a chosen time and None, or what to say instead."""


async def settle(talk: Talk, state: ConversationState, lead: str = "") -> Settled:
    """Look for what was wished. Gives a chosen time (and None), or what to say instead."""
    draft = state.draft
    if draft is None or draft.when is None:
        return state, await ask_day(talk, state, lead)
    wish = draft.when
    slip = await slip_of_the_day(talk, state, wish, lead)
    if slip is not None:
        return state, slip
    if draft.or_when:
        return state, await _offer_within(talk, state, draft, wish)
    if exact_wall_clock(wish) is not None:
        return await _settle_exactly(talk, state, draft, wish)
    if wish.days is not None and wish.days.only_day and not _is_ordering(wish):
        return state, await ask_time(talk, state, wish.days.only_day, lead)
    return state, await _offer_within(talk, state, draft, wish)


def _is_ordering(wish: WhenWish) -> bool:
    return wish.kind in (WhenKind.EARLIEST, WhenKind.LATEST)


async def _settle_exactly(
    talk: Talk, state: ConversationState, draft: Draft, wish: WhenWish
) -> Settled:
    """Take the first reading that is free; where none is, refuse the likeliest."""
    refused: Outcome | None = None
    for reading in wish.readings[:READINGS_TRIED]:
        wall = exact_wall_clock(reading)
        if wall is None:
            continue
        chosen, outcome = await _try_wall_clock(talk, state, draft, wall)
        if outcome is None:
            return chosen, None
        refused = refused or outcome
    return state, refused


async def _try_wall_clock(
    talk: Talk, state: ConversationState, draft: Draft, wall: datetime
) -> Settled:
    starts = tuple(_not_over(talk, each) for each in instants_of(wall, talk.zone))
    match starts:
        case ():
            return state, await _no_such_time(talk, state, draft, wall)
        case (only,):
            return await take_start(talk, state, draft, only)
        case _:
            return await _try_both(talk, state, draft, starts)


def _not_over(talk: Talk, start_at: datetime) -> datetime:
    """Take the minute that is just now as the present instant: "now" is no time that is past."""
    now = talk.turn.now
    return max(start_at, now) if now - start_at < timedelta(minutes=1) else start_at


async def _try_both(
    talk: Talk, state: ConversationState, draft: Draft, starts: tuple[datetime, ...]
) -> Settled:
    answers = [await _check(talk, draft, each) for each in starts]
    free = tuple(each.start_at for each in answers if each.refusal is None)
    if not free:
        return await take_start(talk, state, draft, starts[0])
    return state, ask_which_of_two(talk, state, free)


async def _check(talk: Talk, draft: Draft, start_at: datetime) -> WishAnswer:
    visit = visit_of(draft)
    if visit is not None:
        return await check_visit(talk, visit, start_at)
    return await talk.desk.ask(check_wish, CheckWish(wish_of(talk, draft), start_at))


async def pick_start(talk: Talk, state: ConversationState, start_at: datetime) -> Settled:
    """Choose one of the times offered, if it is still free; else say why not."""
    draft = replace(settled(state.draft), was_refused=False, keeps_time=False)
    return await take_start(talk, replace(state, draft=draft), draft, start_at)


async def take_start(
    talk: Talk, state: ConversationState, draft: Draft, start_at: datetime
) -> Settled:
    """Choose this instant if it is free; else say why not and what is nearest.

    Where a series moves its plan says it of each: what moves with it is not in its way. A first
    date that is left out of a series need not be free.
    """
    moves_series = draft.moves and draft.scope is not SeriesScope.THIS
    if moves_series or is_left_out(talk, draft, start_at):
        return replace(state, draft=with_start(draft, start_at, talk.zone)), None
    answer = await _check(talk, draft, start_at)
    if answer.refusal is None:
        return replace(state, draft=with_start(draft, start_at, talk.zone)), None
    wished = talk.when(start_at)
    if draft.keeps_time:
        on = local_date(start_at, talk.zone)
        slots = await slots_within(talk, draft, day_range(on, talk.zone))
        if slots:
            return state, refuse_kept_time(talk, state, answer.refusal, wished, slots)
    return state, refuse(talk, state, answer.refusal, wished, wanted(talk, draft, answer.nearest))


async def _no_such_time(
    talk: Talk, state: ConversationState, draft: Draft, wall: datetime
) -> Outcome:
    """The clocks jump over this time: say so, and offer what is around it."""
    after_gap = start_of(wall.date(), wall.hour * 60 + wall.minute, talk.zone)
    answer = await _check(talk, draft, after_gap)
    nearest = answer.nearest
    if answer.refusal is None:
        bounds = bounds_of(settled(draft.when), talk.today, talk.zone).time_range
        found = await slots_within(talk, draft, bounds)
        closest = sorted(found, key=lambda each: abs(each.start_at - after_gap))[:NEAREST_COUNT]
        nearest = tuple(sorted(closest, key=lambda each: each.start_at))
    refusal = Explanation(Reason.NO_SUCH_TIME)
    return refuse(talk, state, refusal, wall_clock_words(talk, wall), nearest)


async def _offer_within(
    talk: Talk, state: ConversationState, draft: Draft, wish: WhenWish
) -> Outcome:
    """Offer the free times that meet a wish which leaves something open."""
    bounds = bounds_of_all((wish, *draft.or_when), talk.today, talk.zone)
    slots = await slots_within(talk, draft, bounds.time_range)
    meeting = [each for each in slots if suits(draft, each, talk.zone)]
    days = days_of(meeting, talk.zone)
    if not meeting:
        return await _nothing_within(talk, state, draft, wish, slots)
    if len(days) == 1 and not _is_ordering(wish):
        return await ask_time(talk, state, days[0].on)
    if wish.time is None and not _is_ordering(wish):
        return offer_days(talk, state, days, "", MOST_DAYS_SHOWN)
    offered = ordered(wish, meeting, DAYS_SHOWN, talk.zone)
    return offer_times(talk, state, talk.texts.say("times-that-fit"), offered)


async def _nothing_within(
    talk: Talk,
    state: ConversationState,
    draft: Draft,
    wish: WhenWish,
    slots: tuple[SlotView, ...],
) -> Outcome:
    """Nothing meets the wish: a day that is closed is explained, else what is nearest is offered."""
    if not slots:
        bounds = bounds_of_all((wish, *draft.or_when), talk.today, talk.zone)
        return await refuse_day(talk, state, bounds.first_on)
    bounds = bounds_of_all((wish, *draft.or_when), talk.today, talk.zone)
    return offer_nearest(talk, state, wish, bounds, slots)
