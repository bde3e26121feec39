"""What is written of the waitlist: join it, ask about it, leave it, answer an offer."""

from dataclasses import replace

from dialogs.drafts import with_service
from dialogs.filling import draft_told, fill
from dialogs.joining import join
from dialogs.questions import proceed
from dialogs.short_answers import agrees, says_no, tells_something
from dialogs.state import ConversationState, Draft
from dialogs.talk import Outcome, Talk
from dialogs.wait_wishes import draft_waits_for
from dialogs.waiting.listing import leave_meant, own_wishes, show_waitlist
from dialogs.waiting.offered import pass_up, take
from language.kinds import Intent
from language.understanding import Understanding


async def waitlist_said(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """Join, list or leave; a bare yes or no where nothing was asked answers an offer that runs."""
    intent = understanding.intent
    if intent is Intent.LEAVE_WAITLIST and not talk.is_staff:
        return await leave_meant(talk, state)
    if intent is Intent.JOIN_WAITLIST:
        return await _join_meant(talk, state, understanding)
    if intent in (Intent.ASK_WAITLIST, Intent.LEAVE_WAITLIST):
        return await show_waitlist(talk, state)
    return await _offer_answered(talk, state, understanding)


async def _join_meant(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """Wait for what is told, together with what was talked about; ask what service it is first."""
    is_bare = not tells_something(understanding)
    if is_bare and state.waitable is not None:
        return await join(talk, state, state.waitable)
    draft = draft_told(talk, state, understanding)
    told = replace(state, draft=_with_only_service(talk, draft), is_paused=False)
    wish = draft_waits_for(talk, told.draft) if told.draft else None
    if wish is None:
        # Once the service is known it is seen whether there is anything to wait for.
        return await fill(talk, told, understanding) or await proceed(talk, told)
    return await join(talk, told, wish)


def _with_only_service(talk: Talk, draft: Draft) -> Draft:
    """Choose the service where there is one alone."""
    services = talk.business.services
    if draft.service_id is not None or len(services) != 1:
        return draft
    return with_service(draft, services[0])


async def _offer_answered(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    is_open = state.asked is None and state.draft is None and not talk.is_staff
    accepts, declines = agrees(understanding, Intent.BOOK), says_no(understanding)
    if not is_open or tells_something(understanding) or not (accepts or declines):
        return None
    running = [each for each in await own_wishes(talk) if each.offer is not None]
    for entry in running[:1]:
        if entry.offer is not None:
            answer = take if accepts else pass_up
            return await answer(talk, state, entry.entry_id, entry.offer.start_at)
    return None
