"""Begins, takes up again and leaves a draft; goes one step back in it."""

from dataclasses import replace

from dialogs.asides import welcome
from dialogs.changing import then_draft
from dialogs.drafts import new_draft, with_service
from dialogs.questions import proceed
from dialogs.state import ConversationState
from dialogs.talk import Outcome, Talk
from dialogs.trails import one_step_back


async def start_booking(talk: Talk, state: ConversationState, service_id: str = "") -> Outcome:
    """Begin a new draft, with the service where it is known already."""
    draft = new_draft(talk, talk.desk.ids.new_id())
    service = talk.business.service(service_id)
    if service is not None:
        draft = with_service(draft, service)
    return await proceed(talk, replace(state.asking(None), draft=draft))


async def start_over(talk: Talk, state: ConversationState) -> Outcome:
    """Forget the draft and begin anew."""
    fresh = replace(
        state.asking(None), draft=None, waiting=None, is_paused=False, focus="", focus_version=0
    )
    return fresh, welcome(talk, "started-over")


async def let_go(talk: Talk, state: ConversationState) -> Outcome:
    """Forget the draft that was put aside."""
    return await then_draft(talk, (state.without_draft, welcome(talk, "let-go")))


async def resume(talk: Talk, state: ConversationState) -> Outcome:
    """Go on where the draft was put aside."""
    if state.draft is None:
        return state, welcome(talk)
    return await proceed(talk, state)


async def step_back(talk: Talk, state: ConversationState) -> Outcome:
    """Undo the part filled last and ask it again."""
    if state.draft is None:
        return state, welcome(talk)
    key = "one-step-back" if state.draft.trail else "first-step"
    earlier = replace(state, draft=one_step_back(state.draft))
    return await proceed(talk, earlier, talk.texts.say(key))
