"""Begins, takes up again and leaves a draft; goes one step back in it."""

from dataclasses import replace

from dialogs.asides import welcome
from dialogs.changing import then_draft
from dialogs.drafts import new_draft, with_service
from dialogs.questions import proceed
from dialogs.state import ConversationState
from dialogs.talk import Outcome, Talk
from dialogs.trails import steps_between


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
        state.asking(None),
        draft=None,
        waiting=None,
        is_paused=False,
        focus="",
        focus_version=0,
        zone="",
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
    """Undo what was said last: the draft is as it was before, and is asked about again."""
    if state.draft is None:
        return state, welcome(talk)
    earlier = state.earlier or steps_between(None, state.draft)
    gone_back = replace(state, has_gone_back=True)
    if not earlier:
        return await proceed(talk, gone_back, talk.texts.say("first-step"))
    # What was said back or refused is to be said again.
    draft = replace(earlier[-1], was_refused=False, told_start_at=None)
    undone = replace(gone_back, draft=draft, earlier=earlier[:-1])
    return await proceed(talk, undone, talk.texts.say("one-step-back"))
