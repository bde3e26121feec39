"""Short answers to what was asked last: yes, no, the answer to a question of the service."""

from dataclasses import replace

from dialogs.attendees import answer_remove
from dialogs.booking import confirm
from dialogs.capacities import answer_capacity
from dialogs.changing import cancel_confirmed, keep, then_draft
from dialogs.choosing import (
    answer_day,
    answer_length,
    answer_people,
    answer_service,
    answer_staff,
    answer_time,
)
from dialogs.contact_answers import answer_contact
from dialogs.details import ask_answers, open_questions
from dialogs.draft_taps import consent_declined
from dialogs.drafts import with_answers
from dialogs.handing_over import answer_plan
from dialogs.lifecycle.wishes import answer_lifecycle
from dialogs.questions import proceed
from dialogs.series_said import SERIES_ANSWERS, answer_staff_cancel, cancel_in_scope
from dialogs.short_answers import (
    agrees,
    asks_something,
    chosen_place,
    is_short,
    says_no,
    says_yes,
    tells_something,
)
from dialogs.starting import let_go, resume
from dialogs.state import Asked, ConversationState
from dialogs.talk import Outcome, Talk
from dialogs.which_appointment import which_appointment
from language.kinds import Intent, Manner
from language.understanding import Understanding
from scheduling.views import QuestionView

_YES_OR_NO = (Intent.AFFIRM, Intent.DENY)
_BARE_WORDS = 2


async def answer_pending(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """Take the message as the answer to what was asked last, or None where it is none."""
    handlers = {
        Asked.CANCEL: _to_cancel,
        Asked.CANCEL_MESSAGE: answer_staff_cancel,
        Asked.RESUME: _to_resume,
        Asked.WHICH_APPOINTMENT: which_appointment,
        Asked.HAND_OVER: answer_plan,
        Asked.CONFIRMATION: _to_confirm,
        Asked.CONSENT: _to_consent,
        Asked.CONTACT: answer_contact,
        Asked.ANSWERS: _to_question,
        Asked.OPTION: _to_question,
        Asked.TIME: answer_time,
        Asked.DAY: answer_day,
        Asked.SERVICE: answer_service,
        Asked.STAFF: answer_staff,
        Asked.LIFECYCLE: answer_lifecycle,
        **SERIES_ANSWERS,
        Asked.LENGTH: answer_length,
        Asked.PEOPLE: answer_people,
        Asked.REMOVE: answer_remove,
        Asked.CAPACITY: answer_capacity,
    }
    handler = handlers.get(state.asked) if state.asked else None
    return await handler(talk, state, understanding) if handler else None


async def _to_cancel(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    if says_no(understanding):
        return await then_draft(talk, await keep(talk, state))
    of_series = await cancel_in_scope(talk, state, understanding)
    if of_series is not None or not agrees(understanding, Intent.CANCEL_APPOINTMENT):
        return of_series
    done = await cancel_confirmed(talk, state, state.focus, state.focus_version)
    return await then_draft(talk, done)


async def _to_resume(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    if tells_something(understanding):
        return None
    if says_yes(understanding):
        return await resume(talk, state)
    return await let_go(talk, state) if says_no(understanding) else None


async def _to_confirm(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    moves = state.draft is not None and state.draft.moves != ""
    asked_for = (Intent.BOOK, Intent.RESCHEDULE) if moves else (Intent.BOOK,)
    if agrees(understanding, *asked_for):
        return await confirm(talk, state)
    if says_no(understanding) and not tells_something(understanding):
        return await proceed(talk, state, talk.texts.say("what-to-change"))
    return None


async def _to_consent(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    if tells_something(understanding):
        return None
    if says_yes(understanding) and state.draft is not None:
        agreed = replace(state.draft, has_consented=True)
        return await proceed(talk, replace(state, draft=agreed))
    return await consent_declined(talk, state) if says_no(understanding) else None


async def _to_question(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """Take free words as the answer; a choice is read by its name or its place."""
    draft = state.draft
    if draft is None or (state.asked is Asked.ANSWERS and not _is_free_answer(understanding)):
        return None
    asked = talk.business.questions_of(draft.service_id or "")
    question = next((each for each in asked if each.question_id == state.asked_question), None)
    if question is None:
        return None
    answer = _answer_to(question, understanding)
    if answer is not None:
        filled = with_answers(draft, {question.question_id: answer})
    elif not question.is_required and _leaves_out(understanding):
        filled = with_answers(draft, {}, (question.question_id,))
    else:
        return _other_answer(talk, state, question, understanding)
    lead = talk.texts.say("noted") if open_questions(talk, filled) else ""
    return await proceed(talk, replace(state, draft=filled), lead)


def _is_free_answer(understanding: Understanding) -> bool:
    """Tell an answer in free words from "thanks", "where are you?" and "no, 3pm"."""
    if understanding.free_text is None or understanding.manner is Manner.COURTESY:
        return False
    if understanding.manner is Manner.CORRECTION:
        return not tells_something(understanding)
    is_question = understanding.manner is Manner.QUESTION or is_short(understanding, _BARE_WORDS)
    return not (is_question and asks_something(understanding))


def _leaves_out(understanding: Understanding) -> bool:
    """Tell "no" and "skip" from a no that begins something else: "no, with Bo"."""
    is_more = tells_something(understanding) or understanding.not_understood
    return says_no(understanding) and not is_more


def _other_answer(
    talk: Talk, state: ConversationState, question: QuestionView, understanding: Understanding
) -> Outcome | None:
    """Name the options where the words are none of them, and nothing else either."""
    is_more = any(each.intent not in _YES_OR_NO for each in understanding.intents)
    if not question.options or is_more or tells_something(understanding):
        return None
    options = talk.texts.choice(question.options)
    return ask_answers(talk, state, talk.texts.say("answer-not-an-option", options=options))


def _answer_to(question: QuestionView, understanding: Understanding) -> str | None:
    said = understanding.text.strip()
    if not question.options:
        is_no = _leaves_out(understanding) and is_short(understanding)
        is_left_out = is_no and not question.is_required
        return None if is_left_out or not said else said
    place = chosen_place(understanding, len(question.options))
    if place is not None:
        return question.options[place]
    same = [each for each in question.options if each.casefold() == said.casefold()]
    within = [each for each in question.options if each.casefold() in said.casefold()]
    return next(iter(same or (within if len(within) == 1 else [])), None)
