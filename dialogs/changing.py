"""Moves and cancels one appointment: for its customer, and moving for staff too."""

from dataclasses import replace

from cards.appointment_views import CancelQuestionView
from cards.customer_appointments import render_cancel_question
from dialogs.drafts import moving_draft, with_staff, with_when
from dialogs.questions import proceed
from dialogs.series_days import toward_weekday
from dialogs.series_scope import ask_move_scope
from dialogs.showing import about_group, appointment_reply, read_own, refuse_change
from dialogs.state import Asked, ConversationState
from dialogs.talk import Outcome, Talk, after, shown
from dialogs.wishes import exactly
from language.understanding import StaffWish
from language.when_wishes import WhenWish
from scheduling.errors import StaleVersion, TooLateToChange, WrongStatus
from scheduling.permissions import Action
from scheduling.recurrence import time_zone
from scheduling.series import SeriesScope
from scheduling.service.changing import CancelCommand, cancel
from scheduling.views import AppointmentView


async def begin_move(
    talk: Talk,
    state: ConversationState,
    appointment: AppointmentView,
    wished: WhenWish | None = None,
    staff: StaffWish | None = None,
    scope: SeriesScope | None = None,
) -> Outcome:
    """Ask for a new time, or look at the one said already; with somebody else at the same time.

    Of one of a series it is asked first whether it alone is meant; somebody else takes one alone.
    """
    if Action.RESCHEDULE not in appointment.may:
        return refuse_change(talk, state, appointment)
    draft = moving_draft(appointment, talk.desk.ids.new_id())
    if appointment.series_id and scope is None and staff in (None, draft.staff):
        return ask_move_scope(talk, state, appointment, wished)
    draft = replace(draft, scope=scope or SeriesScope.THIS)
    if staff is not None and staff != draft.staff:
        draft = with_staff(draft, staff)
        start_at = appointment.start_at.astimezone(time_zone(talk.zone))
        wished = wished or exactly(start_at)
    if wished is not None:
        draft, wished = toward_weekday(draft, wished, talk.zone)
        draft = with_when(draft, wished, talk.zone)
    left = state.draft if state.draft and not state.draft.moves else state.waiting
    begun = replace(state.asking(None), draft=draft, waiting=left, focus=appointment.appointment_id)
    lead = "" if wished else talk.texts.say("moving", service=appointment.service_name)
    return await proceed(talk, begun, lead)


def ask_cancel(
    talk: Talk, state: ConversationState, appointment: AppointmentView, lead: str = ""
) -> Outcome:
    """Ask once, saying what the policy allows."""
    if Action.CANCEL not in appointment.may:
        return refuse_change(talk, state, appointment)
    key = "cancel-question" if appointment.minimum_notice else "cancel-question-any-time"
    key = "withdraw-question" if appointment.answer_due_at else key
    key = "cancel-question-series" if appointment.series_id else key
    prompt = talk.texts.say(
        about_group(talk, key, appointment),
        service=appointment.service_name,
        when=talk.when_done(appointment.start_at),
        notice=talk.texts.duration(appointment.minimum_notice),
    )
    view = CancelQuestionView(
        prompt=f"{lead} {prompt}".strip(),
        appointment=appointment,
        time_zone=talk.zone,
        has_scopes=bool(appointment.series_id),
    )
    card = render_cancel_question(view, talk.texts, talk.turn.channel)
    asked = replace(
        state.asking(Asked.CANCEL),
        focus=appointment.appointment_id,
        focus_version=appointment.version,
    )
    return asked, shown(card)


async def cancel_confirmed(
    talk: Talk, state: ConversationState, appointment_id: str, version: int, message: str = ""
) -> Outcome:
    """Cancel, and show what became of it."""
    command = CancelCommand(
        business_id=talk.business.business_id,
        appointment_id=appointment_id,
        version=version,
        message=message,
        idempotency_key=f"cancel:{appointment_id}:{version}",
    )
    was_request = (await read_own(talk, appointment_id)).answer_due_at is not None
    try:
        ended = await talk.desk.do(cancel, command)
    except TooLateToChange:
        return refuse_change(talk, state, await read_own(talk, appointment_id))
    except (StaleVersion, WrongStatus):
        changed = talk.texts.say("changed-since")
        return ask_cancel(talk, state, await read_own(talk, appointment_id), changed)
    over = replace(state.asking(None), focus="", focus_version=0)
    key = "withdrawn" if was_request else about_group(talk, "cancelled", ended)
    prompt = talk.texts.say(key, when=talk.when_done(ended.start_at))
    return over, appointment_reply(talk, ended, prompt)


async def keep(talk: Talk, state: ConversationState) -> Outcome:
    """Leave the appointment as it is."""
    appointment = await read_own(talk, state.focus)
    key = "kept-request" if appointment.answer_due_at else about_group(talk, "kept", appointment)
    said = talk.texts.say(key)
    return state.asking(None), appointment_reply(talk, appointment, said)


async def then_draft(talk: Talk, outcome: Outcome) -> Outcome:
    """Come back to the draft there is, once something else is done."""
    state, answer = outcome
    if not state.is_drafting:
        return outcome
    asked, question = await proceed(talk, state)
    return asked, after(answer, question)
