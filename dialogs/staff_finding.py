"""Which appointment staff speak of: by the customer's name, by its time, or the last one."""

from datetime import date, timedelta

from dialogs.own_appointments import is_at
from dialogs.showing import read_own
from dialogs.state import ConversationState
from dialogs.talk import Talk
from language.understanding import Understanding
from language.when_wishes import WhenWish
from scheduling.permissions import Action, Reach, reach_of
from scheduling.recurrence import local_date
from scheduling.service.asking import AskAgenda, AskBusiness, get_agenda, get_next_appointment
from scheduling.views import AppointmentView

DAYS_SEARCHED = 7


def shows_team(talk: Talk) -> bool:
    """Tell whether this staff member may see everybody's appointments."""
    role = talk.person.role
    return role is not None and reach_of(role, Action.SEE_APPOINTMENTS) is Reach.ANY


def names_one(understanding: Understanding) -> bool:
    """Tell whether a message says which appointment it is about."""
    return understanding.customer_name is not None or bool(understanding.existing_when)


async def appointments_meant(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> tuple[AppointmentView, ...]:
    """Give the appointments a message could mean; without a name or a time, the last one."""
    if names_one(understanding):
        return await _searched(talk, understanding)
    if state.focus:
        return (await read_own(talk, state.focus),)
    question = AskBusiness(talk.business.business_id)
    following = await talk.desk.ask(get_next_appointment, question)
    if following is None or local_date(following.start_at, talk.zone) != talk.today:
        return ()
    return (following,)


async def _searched(talk: Talk, understanding: Understanding) -> tuple[AppointmentView, ...]:
    """Look through the coming days, or through the day that was said."""
    wishes = [each.value for each in understanding.existing_when]
    found: list[AppointmentView] = []
    for on in _days(talk, wishes):
        question = AskAgenda(talk.business.business_id, on, is_team=shows_team(talk))
        agenda = await talk.desk.ask(get_agenda, question)
        found += [each for each in agenda.appointments if is_meant(talk, each, understanding)]
    return tuple(found)


def is_meant(talk: Talk, appointment: AppointmentView, understanding: Understanding) -> bool:
    """Tell whether the customer's name and the time in a message are those of an appointment."""
    name = understanding.customer_name.value if understanding.customer_name else ""
    wishes = [each.value for each in understanding.existing_when]
    return _is_called(appointment, name) and all(is_at(talk, appointment, each) for each in wishes)


def _days(talk: Talk, wishes: list[WhenWish]) -> list[date]:
    said = [on for each in wishes if each.days and (on := each.days.only_day)]
    return said[:1] or [talk.today + timedelta(days=each) for each in range(DAYS_SEARCHED)]


def _is_called(appointment: AppointmentView, name: str) -> bool:
    words = appointment.customer_name.casefold().split()
    return all(each in words for each in name.casefold().split())
