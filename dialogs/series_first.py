"""Settles when a series begins: where the first date cannot be had, at the next of its dates."""

from dataclasses import replace
from datetime import date

from dialogs.state import ConversationState, Draft, settled
from dialogs.talk import Outcome, Talk
from dialogs.times import settle
from dialogs.wishes import exact_wall_clock
from language.when_wishes import DayRange, WhenWish
from scheduling.series_dates import dates_of

_DATES_TRIED = 4

Begun = tuple[ConversationState, str, Outcome | None]
"""The state with a chosen time, what is said of it and None; or what to say instead."""


async def settle_first(talk: Talk, state: ConversationState, lead: str) -> Begun:
    """Look for what was wished; where the first "Tuesday" of a series is not to be had, at the next.

    That is said. Of a date that was named it is said why it cannot be had, as of any. What is open about the day or the hour is asked as for one appointment.
    """
    settled_state, outcome = await settle(talk, state, lead)
    if outcome is None:
        return settled_state, lead, None
    for later in _later_drafts(settled(state.draft)):
        begun, refused = await settle(talk, replace(state, draft=later), lead)
        if refused is None:
            start_at = settled(settled(begun.draft).start_at)
            said = talk.texts.say("series-begins-later", when=talk.when(start_at))
            return begun, f"{lead} {said}".strip(), None
    return settled_state, lead, outcome


def _later_drafts(draft: Draft) -> list[Draft]:
    """Give the draft as it would begin at the next dates of its series, where it is one."""
    wish = draft.when
    wall = exact_wall_clock(wish) if wish is not None else None
    if wish is None or wall is None or draft.repeats is None or draft.moves:
        return []
    if draft.repeats.frequency is None or not draft.repeats.by_weekday:
        return []
    rule = draft.repeats.rule(wall.date())
    steps = replace(draft.repeats, count=_DATES_TRIED).rule(wall.date())
    ends_on = rule.until_on if rule else None
    dates = dates_of(steps, wall.date()).dates[1:] if steps else ()
    within = [on for on in dates if ends_on is None or on <= ends_on]
    return [replace(draft, when=_on(wish, on), was_refused=False) for on in within]


def _on(wish: WhenWish, on: date) -> WhenWish:
    others = tuple(replace(each, days=DayRange.single(on)) for each in wish.alternatives)
    return replace(wish, days=DayRange.single(on), alternatives=others)
