"""The staff's day: agenda, who is next, and the appointment that is meant."""

from datetime import date, timedelta

from cards.agenda import render_agenda
from cards.appointment_views import AgendaCardView
from cards.card_views import ChoiceView
from cards.verbs import Verb
from dialogs import business_facts as facts
from dialogs.asides import cannot_yet
from dialogs.asking_again import then_ask_again
from dialogs.attendees import ask_remove, attendees_called, concerns_everybody, remove_meant
from dialogs.capacities import capacity_said
from dialogs.hand_over_wishes import hand_over_wish
from dialogs.series_said import series_meant
from dialogs.staff_changes import colleague_named, focused, move_for_staff, staff_card
from dialogs.staff_choosing import MARKS, ask_which, do_to
from dialogs.staff_finding import appointments_meant, names_one, shows_team
from dialogs.state import ConversationState, settled
from dialogs.talk import Outcome, Talk, shown
from dialogs.turns import Reply
from language.kinds import Intent
from language.understanding import Understanding
from scheduling.permissions import Action
from scheduling.service.asking import AskAgenda, AskBusiness, get_agenda, get_next_appointment
from scheduling.views import AppointmentView

_ACTIONS = {
    Intent.RESCHEDULE: Action.RESCHEDULE,
    Intent.CANCEL_APPOINTMENT: Action.CANCEL,
    Intent.SHOW_HISTORY: Action.SEE_HISTORY,
}
_CHANGES = (*MARKS, *_ACTIONS)
_APART = (Intent.HAND_OVER, Intent.REMOVE_ATTENDEE, Intent.CHANGE_CAPACITY)
_NOT_YET = (Intent.BLOCK_TIME, Intent.FIND_CUSTOMER, Intent.REPORT)


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
    if intent in _APART:
        return await _apart(talk, state, understanding)
    if intent in _NOT_YET:
        return await then_ask_again(talk, (state, cannot_yet(talk)))
    if intent in _CHANGES and not _corrects(state, understanding):
        return await _change_meant(talk, state, understanding)
    return await _bare_day(talk, state, understanding)


async def _apart(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """Do what has a conversation of its own: handing over, and who attends a group."""
    if understanding.intent is Intent.HAND_OVER:
        return await hand_over_wish(talk, state, understanding)
    if understanding.intent is Intent.CHANGE_CAPACITY:
        return capacity_said(talk, state, understanding)
    return await remove_meant(talk, state, understanding)


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


async def _to_one(
    talk: Talk,
    state: ConversationState,
    appointment: AppointmentView,
    understanding: Understanding,
) -> Outcome:
    """Do it to one: to an attendee of a group, at another time of a colleague, or as it is."""
    to_do, wished = settled(understanding.intent), understanding.wish
    to_attendee = await _to_attendee(talk, state, appointment, understanding)
    if to_attendee is not None:
        return to_attendee
    if to_do is Intent.RESCHEDULE:
        staff = colleague_named(talk, appointment, understanding)
        return await move_for_staff(talk, state, appointment.appointment_id, wished, staff)
    return await do_to(talk, state, appointment, to_do, wished, understanding.reason_text)


async def _change_meant(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome:
    """Mark, move or cancel the appointment that is meant; where that is open, ask which one."""
    to_do = settled(understanding.intent)
    found = _changeable(to_do, await appointments_meant(talk, state, understanding))
    of_series = await series_meant(talk, state, understanding, found)
    if of_series is not None:
        return of_series
    if len(found) > 1:
        return ask_which(talk, state, found, to_do, understanding.wish, understanding.reason_text)
    if found:
        return await _to_one(talk, state, found[0], understanding)
    if understanding.customer_name is not None:
        name = understanding.customer_name.value
        return state, _notice(talk, talk.texts.say("nobody-of-that-name", name=name))
    if to_do in MARKS and not understanding.existing_when:
        return await who_is_next(talk, state)
    return await _none_meant(talk, state, understanding)


def _is_one_of_group(found: AppointmentView, understanding: Understanding) -> bool:
    """Tell whether a name is that of one of several: what is asked for is not the others' wish."""
    said = understanding.customer_name
    is_look = understanding.intent is Intent.SHOW_HISTORY
    return said is not None and not is_look and bool(attendees_called(found, said.value))


async def _to_attendee(
    talk: Talk, state: ConversationState, group: AppointmentView, understanding: Understanding
) -> Outcome | None:
    """Cancelling for one of a group removes them; the rest is of everybody, and is said so.

    Gives None for whatever is no group, or names nobody of it.
    """
    if not _is_one_of_group(group, understanding):
        return None
    name = settled(understanding.customer_name).value
    called = attendees_called(group, name)
    if understanding.intent is Intent.CANCEL_APPOINTMENT and len(called) == 1:
        return await ask_remove(talk, state, group.appointment_id, called[0].customer_id)
    return concerns_everybody(talk, state, group, name)


async def _none_meant(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome:
    """Say that nothing was found, and show the day to tap one."""
    said = [each.value.days for each in understanding.existing_when]
    on = next((each.first_on for each in said if each and each.first_on), talk.today)
    key = "nobody-then" if understanding.existing_when else "nothing-named"
    return await show_day(talk, state, on, prompt=talk.texts.say(key))


def _changeable(to_do: Intent, found: tuple[AppointmentView, ...]) -> tuple[AppointmentView, ...]:
    """Give those with which it can be done now; with none, the first, of which it is said why not.

    Only on its day has anybody arrived or stayed away.
    """
    action = _ACTIONS.get(to_do, Action.SET_STATUS)
    return tuple(each for each in found if action in each.may) or found[:1]


async def day_said(
    talk: Talk, state: ConversationState, understanding: Understanding, *, is_team: bool
) -> Outcome:
    """Show the agenda of the day that was said, today if none was; of a colleague if one was."""
    wish = understanding.wish
    on = wish.days.first_on if wish and wish.days and wish.days.first_on else talk.today
    people = understanding.staff_members_named
    whose = people[0].value if people and not is_team else None
    return await show_day(talk, state, on, is_team=is_team, whose=whose)


async def show_day(
    talk: Talk,
    state: ConversationState,
    on: date,
    *,
    is_team: bool = False,
    whose: str | None = None,
    first: int = 0,
    prompt: str = "",
) -> Outcome:
    """Show a day's agenda: one's own, the team's, or a colleague's by id."""
    question = AskAgenda(talk.business.business_id, on, is_team=is_team, staff_member_id=whose)
    agenda = await talk.desk.ask(get_agenda, question)
    is_own = whose in (None, _own_id(talk))
    view = AgendaCardView(
        agenda=agenda,
        prompt=prompt,
        first=first,
        shows_team=shows_team(talk),
        is_colleague=not is_own,
    )
    card = render_agenda(view, talk.texts, talk.turn.channel)
    return state, shown(card, "agenda")


def _own_id(talk: Talk) -> str:
    own = talk.person.staff_member
    return own.staff_member_id if own else ""


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
