"""Answers who only says by which clock they speak: "I am in GMT+2"."""

from dialogs.asking_again import then_ask_again
from dialogs.business_facts import notice
from dialogs.remarks import unknown_zone
from dialogs.state import ConversationState
from dialogs.talk import Outcome, Talk
from language.understanding import Understanding


async def zone_told(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """Say by which clock times are told from now on, where that is all a message says."""
    if not talk.may_choose_zone:
        return None
    said = unknown_zone(talk, understanding)
    if understanding.zone is not None:
        said = [talk.texts.say("zone-noted", zone=talk.texts.zone(talk.zone, talk.turn.now))]
    if not said:
        return None
    return await then_ask_again(talk, (state, notice(talk, said[0])))
