"""Makes an appointment of a confirmed draft, or moves one."""

from dataclasses import replace

from dialogs.attending_twice import refuse_twice
from dialogs.book_commands import ask_missing, book_command
from dialogs.changing import then_draft
from dialogs.holding import time_lost
from dialogs.offers import wish_of
from dialogs.parties import offer_next
from dialogs.planned_visits.as_one import visit_of
from dialogs.questions import proceed
from dialogs.series_booking import confirm_series
from dialogs.showing import appointment_reply, done_words, read_own, refuse_change
from dialogs.state import ConversationState, Draft, settled
from dialogs.talk import Outcome, Talk, after, with_reasons
from dialogs.visiting.visit_booking import confirm_visit
from scheduling.errors import (
    AlreadyAttending,
    MissingDetails,
    SchedulingError,
    SlotNotOffered,
    SlotTaken,
    StaleVersion,
    TooLateToChange,
    WrongStatus,
)
from scheduling.permissions import Action
from scheduling.series import SeriesScope
from scheduling.service.booking import book
from scheduling.service.changing import RescheduleCommand, reschedule
from scheduling.service.finding import CheckWish, check_wish
from scheduling.views import AppointmentView


async def confirm(talk: Talk, state: ConversationState) -> Outcome:
    """Book or move as summed up. Whatever refuses it is said, with what is nearest."""
    draft = state.draft
    if draft is None or draft.start_at is None:
        return await proceed(talk, state)
    if visit_of(draft) is not None:
        return await confirm_visit(talk, state)
    if draft.repeats is not None or draft.scope is not SeriesScope.THIS:
        return await confirm_series(talk, state)
    try:
        done = await (_move(talk, draft) if draft.moves else _book(talk, draft))
    except _REFUSALS as error:
        return await _refused(talk, state, draft, error)
    return await _finished(talk, state, draft, done)


_CHANGED = (StaleVersion, TooLateToChange, WrongStatus)
_REFUSALS = (*_CHANGED, SlotTaken, SlotNotOffered, AlreadyAttending, MissingDetails)


async def _refused(
    talk: Talk, state: ConversationState, draft: Draft, error: SchedulingError
) -> Outcome:
    if isinstance(error, _CHANGED):
        return await _changed_meanwhile(talk, state, draft)
    if isinstance(error, AlreadyAttending):
        return await refuse_twice(talk, state, draft, error)
    if isinstance(error, MissingDetails):
        return await ask_missing(talk, state, draft, error.fields)
    return await time_lost(talk, state) or await proceed(talk, state)


async def _finished(
    talk: Talk, state: ConversationState, draft: Draft, done: AppointmentView
) -> Outcome:
    """Show what was made or moved, and come back to a booking that waited for it."""
    finished = replace(
        state.without_draft,
        focus=done.appointment_id,
        focus_version=done.version,
        finished_draft=draft.draft_id,
        finished_appointment=done.appointment_id,
    )
    said = done_words(talk, done, has_moved=draft.moves != "")
    reply = after(appointment_reply(talk, done, said), offer_next(talk, draft))
    return await then_draft(talk, (finished, reply))


async def _book(talk: Talk, draft: Draft) -> AppointmentView:
    return await talk.desk.do(book, book_command(talk, draft))


async def _move(talk: Talk, draft: Draft) -> AppointmentView:
    """Move it; with anyone it stays with whom it is where they are free then."""
    staff_member_id = draft.staff_member_id
    if staff_member_id is None and not draft.keeps_everybody:
        wish = CheckWish(wish_of(talk, draft), settled(draft.start_at))
        free = (await talk.desk.ask(check_wish, wish)).free
        having = (await read_own(talk, draft.moves)).staff_members
        keeps = any(each.staff_member_id in free for each in having)
        staff_member_id = None if keeps else next(iter(free), None)
    command = RescheduleCommand(
        business_id=talk.business.business_id,
        appointment_id=draft.moves,
        version=draft.version,
        start_at=settled(draft.start_at),
        staff_member_id=staff_member_id,
        idempotency_key=f"draft:{draft.draft_id}",
    )
    return await talk.desk.do(reschedule, command)


async def _changed_meanwhile(talk: Talk, state: ConversationState, draft: Draft) -> Outcome:
    """Somebody else changed what is being moved: say how it is now, and ask again if it may move."""
    appointment = await read_own(talk, draft.moves)
    if Action.RESCHEDULE not in appointment.may:
        return refuse_change(talk, state.without_draft, appointment)
    fresh = replace(
        draft, version=appointment.version, moves_from_at=appointment.start_at, start_at=None
    )
    said = talk.texts.say("moved-meanwhile", when=talk.when(appointment.start_at))
    asked, reply = await proceed(talk, replace(state, draft=fresh), said)
    return asked, with_reasons(reply, ("changed_meanwhile",))
