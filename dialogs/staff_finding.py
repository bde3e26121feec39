"""Which appointment staff speak of: by the customer's name, by its time, or the last one."""

from datetime import date, timedelta

from dialogs.own_appointments import is_at
from dialogs.showing import read_own
from dialogs.state import ConversationState
from dialogs.talk import Talk
from language.tokens import folded
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
        return await appointments_said(talk, understanding)
    if state.focus:
        return (await read_own(talk, state.focus),)
    question = AskBusiness(talk.business.business_id)
    following = await talk.desk.ask(get_next_appointment, question)
    if following is None or local_date(following.start_at, talk.zone) != talk.today:
        return ()
    return (following,)


async def appointments_said(
    talk: Talk, understanding: Understanding
) -> tuple[AppointmentView, ...]:
    """Look through the coming days, or through the day that was said."""
    wishes = [each.value for each in understanding.existing_when]
    found: list[AppointmentView] = []
    for on in _days(talk, wishes):
        question = AskAgenda(talk.business.business_id, on, is_team=shows_team(talk))
        agenda = await talk.desk.ask(get_agenda, question)
        found += [each for each in agenda.appointments if is_meant(talk, each, understanding)]
    return _today_first(talk, _of_service(found, understanding), wishes)


def _of_service(
    found: list[AppointmentView], understanding: Understanding
) -> list[AppointmentView]:
    """Keep those of the service that was named, where there are any: "the class on Thursday"."""
    said = understanding.service
    kept = [each for each in found if said is not None and each.service_id in said.choices]
    return kept or found


def _today_first(
    talk: Talk, found: list[AppointmentView], wishes: list[WhenWish]
) -> tuple[AppointmentView, ...]:
    """Take an hour without a day for today's, where there is one: "the 4pm"."""
    is_hour_alone = bool(wishes) and not any(each.says_day for each in wishes)
    today = [each for each in found if local_date(each.start_at, talk.zone) == talk.today]
    return tuple(today if is_hour_alone and today else found)


def is_meant(talk: Talk, appointment: AppointmentView, understanding: Understanding) -> bool:
    """Tell whether the customer's name and the time in a message are those of an appointment."""
    name = understanding.customer_name.value if understanding.customer_name else ""
    wishes = [each.value for each in understanding.existing_when]
    return is_called(appointment, name) and is_then(talk, appointment, wishes)


def _days(talk: Talk, wishes: list[WhenWish]) -> list[date]:
    said = [on for each in wishes if each.days and (on := each.days.only_day)]
    return said[:1] or [talk.today + timedelta(days=each) for each in range(DAYS_SEARCHED)]


def is_called(appointment: AppointmentView, name: str) -> bool:
    """Tell whether a customer is called so, in part or whole; accents need not be typed."""
    attendees = tuple(each.name for each in appointment.group.attendees)
    return any(is_named(each, name) for each in attendees or (appointment.customer_name,))


def is_named(whole: str, said: str) -> bool:
    """Tell whether a name is, or is part of, somebody's whole name."""
    words = _words(whole)
    return all(each in words for each in _words(said))


def _words(name: str) -> list[str]:
    return folded(name.casefold()).replace("-", " ").split()


def is_then(talk: Talk, appointment: AppointmentView, wishes: list[WhenWish]) -> bool:
    """Tell whether an appointment is at the time that was said, whatever was said of it."""
    return all(is_at(talk, appointment, each) for each in wishes)
