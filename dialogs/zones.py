"""The clock a customer speaks by: "3pm Paris time" is read and answered in that zone."""

from dataclasses import replace

from dialogs.hearing import understand
from dialogs.state import ConversationState, Draft
from dialogs.talk import Talk
from dialogs.wishes import exactly
from language.understanding import Understanding
from scheduling.recurrence import time_zone

Heard = tuple[Talk, ConversationState, Understanding]


def heard(talk: Talk, state: ConversationState) -> Heard:
    """Read the message; where it names another zone, in that one, which stays the one talked in."""
    understanding = understand(talk, state)
    said = understanding.zone
    if said is None or not talk.may_choose_zone:
        return talk, state, understanding
    moved = replace(talk, zone=said.value)
    draft = _in_zone(state.draft, said.value) if state.draft and said.value != talk.zone else None
    there = replace(state, zone=said.value, draft=draft or state.draft)
    return moved, there, understand(moved, there)


def _in_zone(draft: Draft, zone: str) -> Draft:
    """A time already chosen stays the instant it is; one only wished for is meant on that clock."""
    fresh = replace(draft, was_refused=False, told_start_at=None)
    if draft.start_at is None:
        return fresh
    return replace(fresh, when=exactly(draft.start_at.astimezone(time_zone(zone))))
