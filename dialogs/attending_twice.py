"""Whoever attends a group already is not written into it twice: said, with other times."""

from dataclasses import replace
from datetime import timedelta

from dialogs.offers import slots_within
from dialogs.refusals import NEAREST_COUNT, nothing_free, offer_times
from dialogs.showing import appointment_reply, read_own
from dialogs.state import ConversationState, Draft
from dialogs.talk import Outcome, Talk, after, with_reasons
from dialogs.turns import Message, Reply
from scheduling.errors import AlreadyAttending, NotFound, Reason
from scheduling.time_ranges import TimeRange

ALREADY_ATTENDING = "already_attending"
_AROUND = timedelta(days=7)


async def refuse_twice(
    talk: Talk, state: ConversationState, draft: Draft, error: AlreadyAttending
) -> Outcome:
    """Say that they attend then, show it, and offer the nearest other times."""
    key = "already-attending-staff" if talk.is_staff else "already-attending"
    why = talk.texts.say(key, when=talk.when(error.start_at), customer=draft.contact.name)
    shown_first = await _theirs(talk, error.appointment_id, why)
    begin_at = max(talk.turn.now, error.start_at - _AROUND)
    found = await slots_within(talk, draft, TimeRange(begin_at, error.start_at + _AROUND))
    others = [each for each in found if each.start_at != error.start_at]
    nearest = sorted(others, key=lambda each: abs(each.start_at - error.start_at))[:NEAREST_COUNT]
    opened = replace(state, draft=replace(draft, start_at=None, when=None, or_when=()))
    if nearest:
        inviting = talk.texts.say("nearest-times")
        ordered = sorted(nearest, key=lambda each: each.start_at)
        asked, question = offer_times(talk, opened, inviting, ordered)
    else:
        asked, question = nothing_free(talk, opened, why, Reason.FULL)
    return asked, with_reasons(after(shown_first, question), (ALREADY_ATTENDING,))


async def _theirs(talk: Talk, appointment_id: str, why: str) -> Reply:
    """Show what they attend, where who asks may see it."""
    try:
        return appointment_reply(talk, await read_own(talk, appointment_id), why)
    except NotFound:
        return Reply((Message(text=why),))
