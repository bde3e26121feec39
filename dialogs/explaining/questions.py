"""Answers "why not?" in writing: what is asked about, then the words for who asks."""

from dataclasses import replace
from datetime import datetime

from dialogs.asking_again import then_ask_again
from dialogs.explaining.for_customers import tell_customer
from dialogs.explaining.for_staff import tell_staff
from dialogs.explaining.subjects import Subject, about_draft, draft_in_mind, subject_of
from dialogs.state import Asked, ConversationState
from dialogs.talk import Outcome, Talk
from language.kinds import Intent, Manner
from language.understanding import Understanding

_FREE_WORDS = (Asked.ANSWERS, Asked.CANCEL_MESSAGE)
"""What is written here is an answer in free words, unless it is put as a question."""

_ANSWERED_BY_TIMES = (Asked.TIME, Asked.DAY)
"""An explanation offers times: these questions need not be put once more behind it."""


async def why_not(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """Explain why a time is not to be had, or whether it is; None for what asks nothing so.

    The draft is as it was, and its question is asked again.
    """
    if not _asks(talk, state, understanding):
        return None
    subject = subject_of(talk, state, understanding)
    clash_at = _clash_at(state) if understanding.means(Intent.EXPLAIN_THAT) else None
    about = subject if clash_at is None else replace(subject, start_at=clash_at, on=None)
    return await explained(talk, state, about)


async def explained(talk: Talk, state: ConversationState, subject: Subject) -> Outcome:
    """Explain a subject to who asks, then come back to what was asked."""
    if talk.is_staff:
        told = state, await tell_staff(talk, subject)
    else:
        told = await tell_customer(talk, state, subject)
    if state.is_drafting and state.asked in _ANSWERED_BY_TIMES:
        return told
    return await then_ask_again(talk, told)


def _asks(talk: Talk, state: ConversationState, understanding: Understanding) -> bool:
    if state.asked in _FREE_WORDS and understanding.manner is not Manner.QUESTION:
        return False
    if understanding.means(Intent.EXPLAIN_THAT):
        return _was_refused(talk, state)
    if understanding.intent is Intent.CHECK_TIME:
        # While an appointment is made, "is 4 free?" wishes for it.
        is_about_time = understanding.wish is not None
        return talk.is_staff and not state.is_drafting and is_about_time
    return understanding.intent is Intent.EXPLAIN


def _clash_at(state: ConversationState) -> datetime | None:
    """Give the first start of the series being shown that cannot be had, where there is one."""
    plan = draft_in_mind(state).plan if state.asked is Asked.SERIES_PLAN else None
    clashes = (each.start_at for each in plan.rows if not each.is_free) if plan else ()
    return next(iter(clashes), None)


def _was_refused(talk: Talk, state: ConversationState) -> bool:
    """Tell whether there is something a bare "why?" can be about: a wish that was refused."""
    if _clash_at(state) is not None:
        return True
    draft = draft_in_mind(state)
    known = about_draft(talk, Subject(), replace(draft, start_at=None))
    return draft.was_refused and (known.start_at is not None or known.on is not None)
