"""Books or moves a visit as it was summed up: all of its parts, or none."""

from dataclasses import replace

from cards.visits import VisitView, render_visit
from dialogs.changing import then_draft
from dialogs.drafts import contact_of
from dialogs.holding import time_lost
from dialogs.planned_visits.as_one import visit_of
from dialogs.questions import proceed
from dialogs.showing import read_own, refuse_change
from dialogs.state import ConversationState, Draft, settled
from dialogs.talk import Outcome, Talk, shown
from dialogs.turns import Reply
from dialogs.visit_drafts import VisitDraft
from scheduling.errors import (
    MissingDetails,
    SlotNotOffered,
    SlotTaken,
    StaleVersion,
    TooLateToChange,
    WrongStatus,
)
from scheduling.service.asking import AskBusiness, my_appointments
from scheduling.service.details import CONSENT
from scheduling.service.visiting.booking_visits import BookVisitCommand, book_visit
from scheduling.service.visiting.moving_visits import MoveVisitCommand, move_visit
from scheduling.statuses import AppointmentStatus
from scheduling.views import AppointmentView

Parts = tuple[AppointmentView, ...]


async def confirm_visit(talk: Talk, state: ConversationState) -> Outcome:
    """Book or move it. Whatever refuses one part refuses all, and what is nearest is shown."""
    draft = settled(state.draft)
    visit = settled(visit_of(draft))
    if not visit.planned:
        return await proceed(talk, state)
    try:
        done = await _make(talk, draft, visit)
    except (StaleVersion, TooLateToChange, WrongStatus):
        return refuse_change(talk, state.without_draft, await read_own(talk, visit.moves))
    except (SlotTaken, SlotNotOffered):
        opened = replace(draft, visit=replace(visit, planned=()))
        anew = replace(state, draft=opened)
        return await time_lost(talk, anew) or await proceed(talk, anew)
    except MissingDetails as error:
        return await _ask_again(talk, state, draft, error.fields)
    return await _finished(talk, state, draft, done)


async def _make(talk: Talk, draft: Draft, visit: VisitDraft) -> Parts:
    command = BookVisitCommand(
        business_id=talk.business.business_id,
        parts=visit.planned,
        attendee_name=draft.attendee_name,
        contact=contact_of(draft),
        answers=dict(draft.answers),
        has_consented=draft.has_consented,
        customer_time_zone=talk.customer_zone,
        language_tag="" if talk.is_staff else talk.texts.locale,
        idempotency_key=f"draft:{draft.draft_id}",
    )
    if not visit.moves:
        return await talk.desk.do(book_visit, command)
    moving = MoveVisitCommand(appointment_id=visit.moves, booked=command)
    return await talk.desk.do(move_visit, moving)


async def _ask_again(
    talk: Talk, state: ConversationState, draft: Draft, missing: tuple[str, ...]
) -> Outcome:
    """A part demands something it did not when it was asked for: ask now."""
    skipped = tuple(each for each in draft.skipped if each not in missing)
    has_consented = draft.has_consented and CONSENT not in missing
    opened = replace(draft, skipped=skipped, has_consented=has_consented)
    return await proceed(talk, replace(state, draft=opened))


async def _finished(talk: Talk, state: ConversationState, draft: Draft, done: Parts) -> Outcome:
    """Show all parts on one card, and come back to a draft that waited."""
    first = done[0]
    finished = replace(
        state.without_draft,
        focus=first.appointment_id,
        focus_version=first.version,
        finished_draft=draft.draft_id,
        finished_appointment=first.appointment_id,
    )
    has_moved = draft.visit is not None and bool(draft.visit.moves)
    said = _done_words(talk, done, has_moved=has_moved)
    return await then_draft(talk, (finished, visit_reply(talk, done, said)))


def _done_words(talk: Talk, done: Parts, *, has_moved: bool) -> str:
    first = min(done, key=lambda each: each.start_at)
    key = "visit-moved" if has_moved else "visit-booked"
    if any(each.status is AppointmentStatus.REQUESTED for each in done):
        key = "visit-requested"
    elif talk.is_staff:
        key = "visit-booked-staff"
    return talk.texts.say(key, when=talk.when_done(first.start_at), customer=first.customer_name)


def visit_reply(talk: Talk, parts: Parts, prompt: str) -> Reply:
    """Show the appointments of a visit together."""
    view = VisitView(
        prompt=prompt, appointments=parts, time_zone=talk.zone, is_for_staff=talk.is_staff
    )
    return shown(render_visit(view, talk.texts, talk.turn.channel), "visit")


async def parts_with(talk: Talk, one: AppointmentView) -> Parts:
    """List a customer's appointments of the visit one belongs to, by start; it alone if to none."""
    if not one.visit_id or talk.is_staff:
        return (one,)
    own = await talk.desk.ask(my_appointments, AskBusiness(talk.business.business_id))
    return tuple(each for each in own if each.visit_id == one.visit_id) or (one,)


async def finished_visit(talk: Talk, one: AppointmentView) -> Reply | None:
    """Give the answer to a second tap on what booked a visit; None where it was none."""
    parts = await parts_with(talk, one)
    if len(parts) == 1:
        return None
    return visit_reply(talk, parts, _done_words(talk, parts, has_moved=False))
