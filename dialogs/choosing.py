"""Answers that choose among what was offered: a service, somebody, a day, a time."""

from dataclasses import replace
from datetime import datetime

from dialogs.drafts import with_service, with_staff, with_when
from dialogs.lengths import length_answered
from dialogs.parties import people_answered
from dialogs.questions import proceed
from dialogs.short_answers import chosen_place, is_ordinal, says_yes
from dialogs.state import ConversationState
from dialogs.talk import Outcome, Talk
from dialogs.times import pick_start
from dialogs.wishes import meets
from language.understanding import StaffWish, Understanding
from language.when_wishes import Granularity, WhenKind, WhenWish
from scheduling.views import SlotView

_FIRST_FREE = WhenWish(kind=WhenKind.EARLIEST, granularity=Granularity.DAY)


async def answer_service(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """Take the place in the list of services."""
    place = chosen_place(understanding, len(state.listed))
    if place is None or state.draft is None or understanding.service is not None:
        return None
    service = talk.business.service(state.listed[place])
    if service is None:
        return None
    return await proceed(talk, replace(state, draft=with_service(state.draft, service)))


async def answer_staff(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """Take the place in the list of people; "yes" is said to "anyone is fine too"."""
    said = understanding.staff_member or understanding.when or understanding.excluded_staff_members
    if state.draft is None or said:
        return None
    place = chosen_place(understanding, len(state.listed))
    if place is not None:
        wish = StaffWish(state.listed[place])
    elif says_yes(understanding):
        wish = StaffWish(None)
    else:
        return None
    return await proceed(talk, replace(state, draft=with_staff(state.draft, wish)))


async def answer_day(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """Any day is fine: offer the first free times."""
    is_any = says_yes(understanding) or _minds_nobody(understanding)
    if state.draft is None or understanding.when or not is_any:
        return None
    draft = with_when(state.draft, _FIRST_FREE, talk.zone)
    return await proceed(talk, replace(state, draft=draft))


def _minds_nobody(understanding: Understanding) -> bool:
    """Tell whether "it doesn't matter" was said, which reads as anyone."""
    staff = understanding.staff_member
    is_anyone = staff is not None and staff.value == StaffWish(None)
    return is_anyone and understanding.service is None


async def answer_time(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """Take a time among those offered, by its place or by what was said of it."""
    if state.draft is None or not state.offered:
        return None
    start_at = _offered_start(talk, state, understanding)
    if start_at is None:
        return None
    after, refused = await pick_start(talk, state, start_at)
    return refused if refused is not None else await proceed(talk, after)


def _offered_start(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> datetime | None:
    others = understanding.service or understanding.staff_member or understanding.excluded_when
    if others or understanding.unknown_staff or understanding.when[1:]:
        return None
    place = chosen_place(understanding, len(state.offered))
    if place is not None and is_ordinal(understanding):
        return state.offered[place]
    if understanding.wish is not None:
        found = [each for each in state.offered if _is_named(talk, understanding, each)]
        return found[0] if len(found) == 1 else None
    if place is not None:
        return state.offered[place]
    is_any = says_yes(understanding) and len(state.offered) == 1
    return state.offered[0] if is_any else None


def _is_named(talk: Talk, understanding: Understanding, start_at: datetime) -> bool:
    """Tell whether a message names just this time, in any of its readings."""
    readings = understanding.wish.readings if understanding.wish else ()
    slot = SlotView(start_at, ())
    return any(
        each.time is not None and each.time.is_exact and meets(each, slot, talk.zone)
        for each in readings
        if each.shift is None and not each.keeps_time
    )


async def answer_length(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """Take the place in the list of lengths, or a bare number of minutes."""
    draft = length_answered(talk, state, understanding)
    return None if draft is None else await proceed(talk, replace(state, draft=draft))


async def answer_people(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """Take a bare number as how many people come."""
    draft = people_answered(state, understanding)
    return None if draft is None else await proceed(talk, replace(state, draft=draft))
