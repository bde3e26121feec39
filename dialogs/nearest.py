"""What is offered where nothing free meets a wish: why not, and the times that come nearest."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from dialogs.opening_hours import is_open, opening_hours
from dialogs.refusals import NEAREST_COUNT, offer_times
from dialogs.state import ConversationState, Draft
from dialogs.talk import Outcome, Talk
from dialogs.wishes import Bounds, is_unwanted, ordered
from language.when_wishes import TimeSpan, WhenKind, WhenWish
from scheduling.errors import Reason
from scheduling.recurrence import local_date, time_zone
from scheduling.views import SlotView

_WEEK = 7
_ORDERING = (WhenKind.EARLIEST, WhenKind.LATEST)


def offer_nearest(
    talk: Talk,
    state: ConversationState,
    wish: WhenWish,
    bounds: Bounds,
    slots: tuple[SlotView, ...],
    lead: str = "",
) -> Outcome:
    """Say, once, that nothing is free then, or that it is closed, and offer what is nearest."""
    draft = state.draft or Draft(draft_id="")
    offered = _nearest(wish, wanted(talk, draft, slots), talk.zone)
    near = talk.texts.say("nearest-times")
    reason, why = _why(talk, wish, bounds)
    if draft.was_refused:
        return offer_times(talk, state, f"{lead} {near}".strip(), offered, told=reason)
    told = replace(state, draft=replace(draft, was_refused=True))
    return offer_times(talk, told, f"{lead} {why} {near}".strip(), offered, reason)


def wanted(talk: Talk, draft: Draft, slots: tuple[SlotView, ...]) -> tuple[SlotView, ...]:
    """Leave out what was ruled out, unless nothing else is left."""
    left = tuple(each for each in slots if not is_unwanted(draft, each, talk.zone))
    return left or slots


def _why(talk: Talk, wish: WhenWish, bounds: Bounds) -> tuple[Reason, str]:
    if wish.time is None or _is_ever_open(talk, wish.time, bounds):
        return Reason.TAKEN, talk.texts.say("no-times-that-fit")
    return Reason.CLOSED, talk.texts.say("closed-at-that-time")


def _is_ever_open(talk: Talk, span: TimeSpan, bounds: Bounds) -> bool:
    """Tell whether the business is open at such a time on any of the days."""
    days = min((bounds.last_on - bounds.first_on).days + 1, _WEEK)
    weekdays = [(bounds.first_on + timedelta(days=each)).weekday() for each in range(days)]
    hours = opening_hours(talk.business.business_hours, talk.ahead)
    return any(is_open(hours, weekday, span) for weekday in weekdays)


def _nearest(wish: WhenWish, slots: tuple[SlotView, ...], zone: str) -> list[SlotView]:
    """Give the slots nearest in time of day, some of each day, in their order."""
    if wish.time is None or wish.kind in _ORDERING:
        return ordered(wish, slots, NEAREST_COUNT, zone)
    span = wish.time
    nearest = sorted(slots, key=lambda each: _distance(each, span, zone))
    ranks: dict[date, int] = {}
    ranked: list[tuple[int, datetime, SlotView]] = []
    for each in nearest:
        on = local_date(each.start_at, zone)
        ranks[on] = ranks.get(on, -1) + 1
        ranked.append((ranks[on], each.start_at, each))
    chosen = sorted(ranked, key=lambda entry: entry[:2])[:NEAREST_COUNT]
    return sorted((each for _, _, each in chosen), key=lambda each: each.start_at)


def _distance(slot: SlotView, span: TimeSpan, zone: str) -> int:
    """Give the minutes between a slot and a span of the day, 0 inside of it."""
    point = slot.start_at.astimezone(time_zone(zone)).time()
    if span.includes(point):
        return 0
    ends = [each for each in (span.earliest, span.latest) if each is not None]
    return min(abs(_minute(point) - _minute(each)) for each in ends)


def _minute(point: time) -> int:
    return point.hour * 60 + point.minute
