"""The staff's day: agenda, who is next, and the appointment that is meant."""

from datetime import date, timedelta

from cards.agenda import render_agenda
from cards.appointment_views import AgendaCardView
from cards.card_views import ChoiceView
from cards.verbs import Verb
from dialogs import business_facts as facts
from dialogs.asides import cannot_yet
from dialogs.asking_again import then_ask_again
from dialogs.staff_changes import (
    ask_cancel_message,
    focused,
    mark_as,
    marked_reply,
    move_for_staff,
    staff_card,
)
from dialogs.staff_finding import appointments_meant, names_one, shows_team
from dialogs.state import ConversationState
from dialogs.talk import Outcome, Talk, shown
from dialogs.turns import Reply
from language.understanding import Intent, Understanding
from scheduling.appointments import AppointmentStatus
from scheduling.recurrence import local_date
from scheduling.service.asking import AskAgenda, AskBusiness, get_agenda, get_next_appointment
from scheduling.views import AppointmentView

_MARKS = {
    Intent.MARK_ARRIVED: AppointmentStatus.ARRIVED,
    Intent.MARK_NO_SHOW: AppointmentStatus.NO_SHOW,
    Intent.MARK_COMPLETED: AppointmentStatus.COMPLETED,
}
_CHANGES = (*_MARKS, Intent.RESCHEDULE, Intent.CANCEL_APPOINTMENT)
_NOT_YET = (Intent.BLOCK_TIME, Intent.HAND_OVER, Intent.FIND_CUSTOMER, Intent.REPORT)


async def staff_intent(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """Answer what only staff ask for, or None where it is something else."""
    intent = understanding.intent
    if intent in (Intent.MY_DAY, Intent.TEAM_DAY, Intent.MY_APPOINTMENTS):
        is_team = intent is Intent.TEAM_DAY
        return await then_ask_again(
            talk, await day_said(talk, state, understanding, is_team=is_team)
        )
    if intent is Intent.WHO_IS_NEXT:
        return await then_ask_again(talk, await who_is_next(talk, state))
    if intent in _NOT_YET:
        return await then_ask_again(talk, (state, cannot_yet(talk)))
    if intent in _CHANGES and not _corrects(state, understanding):
        return await _change_meant(talk, state, understanding)
    return await _bare_day(talk, state, understanding)


def _corrects(state: ConversationState, understanding: Understanding) -> bool:
    """In the middle of a draft, "move it to 4" is about the draft."""
    is_move = understanding.intent is Intent.RESCHEDULE
    return is_move and state.is_drafting and not names_one(understanding)


async def _bare_day(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """A time alone, "tomorrow", means its agenda, unless a draft is being filled: then it is its."""
    wish = understanding.wish
    if state.is_drafting or wish is None or wish.shift is not None:
        return None
    if understanding.intent not in (None, Intent.INFORM) or understanding.service is not None:
        return None
    return await day_said(talk, state, understanding, is_team=False)


async def _change_meant(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome:
    """Mark, move or cancel the appointment that is meant; where that is open, show it or the day."""
    found = await appointments_meant(talk, state, understanding)
    if len(found) > 1:
        return await show_day(talk, state, local_date(found[0].start_at, talk.zone))
    if found:
        return await _change(talk, state, understanding, found[0])
    if understanding.customer_name is not None:
        name = understanding.customer_name.value
        return state, _notice(talk, talk.texts.say("nobody-of-that-name", name=name))
    if understanding.intent in _MARKS:
        return await who_is_next(talk, state)
    return await day_said(talk, state, understanding, is_team=False)


async def _change(
    talk: Talk,
    state: ConversationState,
    understanding: Understanding,
    appointment: AppointmentView,
) -> Outcome:
    intent, appointment_id = understanding.intent, appointment.appointment_id
    if intent is Intent.CANCEL_APPOINTMENT:
        return await ask_cancel_message(talk, state, appointment_id)
    status = _MARKS.get(intent) if intent else None
    if status is None:
        return await move_for_staff(talk, state, appointment_id, understanding.wish)
    if appointment.status is status:
        return marked_reply(talk, state, appointment)
    return await mark_as(talk, state, appointment_id, appointment.version, status)


async def day_said(
    talk: Talk, state: ConversationState, understanding: Understanding, *, is_team: bool
) -> Outcome:
    """Show the agenda of the day that was said, today if none was."""
    wish = understanding.wish
    on = wish.days.first_on if wish and wish.days and wish.days.first_on else talk.today
    return await show_day(talk, state, on, is_team=is_team)


async def show_day(
    talk: Talk, state: ConversationState, on: date, *, is_team: bool = False, first: int = 0
) -> Outcome:
    """Show a day's agenda: one's own, or the team's."""
    agenda = await talk.desk.ask(
        get_agenda, AskAgenda(talk.business.business_id, on, is_team=is_team)
    )
    view = AgendaCardView(agenda=agenda, first=first, shows_team=shows_team(talk))
    card = render_agenda(view, talk.texts, talk.turn.channel)
    return state, shown(card, "agenda")


async def who_is_next(talk: Talk, state: ConversationState) -> Outcome:
    """Show the next appointment whose customer has not arrived."""
    found = await talk.desk.ask(get_next_appointment, AskBusiness(talk.business.business_id))
    if found is None:
        return state, _notice(talk, talk.texts.say("nobody-next"))
    in_words = talk.texts.duration(_until(talk, found))
    key = "next-now" if found.start_at <= talk.turn.now else "next-in"
    prompt = talk.texts.say(key, time=in_words, when=talk.when(found.start_at))
    return focused(state, found), staff_card(talk, found, prompt)


def _until(talk: Talk, appointment: AppointmentView) -> timedelta:
    ahead = max(appointment.start_at - talk.turn.now, timedelta(minutes=1))
    return timedelta(minutes=-(-ahead // timedelta(minutes=1)))


def _notice(talk: Talk, said: str) -> Reply:
    choices = (ChoiceView(talk.texts.say("choice-my-day"), Verb.STAFF_DAY, {"team": False}),)
    return facts.notice(talk, said, choices=choices)
