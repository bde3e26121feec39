"""Tells the second of a double tap from a tap: what was answered just now is not answered again."""

import hashlib
import json
from dataclasses import replace
from datetime import timedelta
from typing import Final

from cards.channels import Channel
from cards.verbs import Verb
from dialogs.state import ConversationState
from dialogs.talk import Talk
from dialogs.turns import CardAction

_AT_ONCE: Final = timedelta(seconds=3)
"""Who taps again later wants to see it again."""
_FILLING: Final = (
    Verb.PICK_SERVICE,
    Verb.PICK_STAFF,
    Verb.PICK_LENGTH,
    Verb.PICK_COUNT,
    Verb.PICK_DAY,
    Verb.PICK_TIME,
    Verb.GIVE_CONTACT,
    Verb.GIVE_ANSWERS,
    Verb.GIVE_CONSENT,
    Verb.GIVE_REPEAT,
)
"""Taps that fill the draft. What books, moves and cancels says each time what became of it."""


def is_second_tap(talk: Talk, state: ConversationState) -> bool:
    """Tell whether the same was tapped a moment ago, with nothing done since."""
    action = talk.turn.action
    if talk.turn.channel is Channel.TEAMS:
        # The answer takes the place of the card there, the second time as the first.
        return False
    if action is None or state.tapped_at is None or not state.tapped:
        return False
    return state.tapped == _digest(action) and talk.turn.now - state.tapped_at < _AT_ONCE


def with_tap(talk: Talk, state: ConversationState) -> ConversationState:
    """Remember what was tapped in this turn, or that it was something else."""
    action = talk.turn.action
    if action is None or action.verb not in _FILLING:
        return replace(state, tapped="", tapped_at=None)
    return replace(state, tapped=_digest(action), tapped_at=talk.turn.now)


def _digest(action: CardAction) -> str:
    written = json.dumps([action.verb, dict(action.data)], sort_keys=True, default=str)
    return hashlib.sha256(written.encode()).hexdigest()[:16]
