"""Asks staff which appointment they mean, and does to the chosen one what was asked for."""

from cards.appointment_views import StaffAppointmentListView
from cards.staff_lists import render_staff_appointment_list
from cards.verbs import Verb
from dialogs.asides import welcome
from dialogs.changing import then_draft
from dialogs.hand_over_of_one import plan_tapped
from dialogs.histories import show_history
from dialogs.short_answers import chosen_place, says_no, tells_something
from dialogs.showing import read_own
from dialogs.staff_cancelling import ask_cancel_message
from dialogs.staff_changes import mark_as, move_for_staff
from dialogs.staff_finding import is_called, is_then
from dialogs.state import Asked, ConversationState
from dialogs.talk import Outcome, Talk, shown
from language.kinds import Intent
from language.understanding import Understanding
from language.when_wishes import WhenWish
from scheduling.statuses import AppointmentStatus
from scheduling.views import AppointmentView

MARKS = {
    Intent.MARK_ARRIVED: AppointmentStatus.ARRIVED,
    Intent.MARK_NO_SHOW: AppointmentStatus.NO_SHOW,
    Intent.MARK_IN_PROGRESS: AppointmentStatus.IN_PROGRESS,
    Intent.MARK_COMPLETED: AppointmentStatus.COMPLETED,
}
_VERBS = {
    Intent.RESCHEDULE: Verb.STAFF_MOVE,
    Intent.CANCEL_APPOINTMENT: Verb.STAFF_CANCEL,
    Intent.SHOW_HISTORY: Verb.STAFF_HISTORY,
    Intent.HAND_OVER: Verb.HAND_OVER,
}


def ask_which(
    talk: Talk,
    state: ConversationState,
    found: tuple[AppointmentView, ...],
    to_do: Intent,
    wished: WhenWish | None = None,
    message: str = "",
) -> Outcome:
    """List the appointments a message could mean, and ask which one."""
    view = StaffAppointmentListView(
        prompt=talk.texts.say("which-is-meant", count=len(found)),
        appointments=found,
        time_zone=talk.zone,
        verb=_VERBS.get(to_do, Verb.STAFF_MARK),
        status=MARKS.get(to_do),
    )
    card = render_staff_appointment_list(view, talk.texts, talk.turn.channel)
    asking = state.asking(
        Asked.WHICH_APPOINTMENT,
        listed=tuple(each.appointment_id for each in found),
        listed_for=to_do.value,
        wished=wished,
        message=message,
    )
    return asking, shown(card)


async def ask_which_again(talk: Talk, state: ConversationState) -> Outcome:
    """Ask again which of the appointments listed is meant."""
    found = tuple([await read_own(talk, each) for each in state.listed])
    return ask_which(talk, state, found, Intent(state.listed_for), state.wished, state.message)


async def chosen_by_staff(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """Take the message as which of those listed is meant, or None where it is something else."""
    to_do = Intent(state.listed_for)
    is_other = understanding.intent not in (
        None,
        Intent.INFORM,
        Intent.AFFIRM,
        Intent.DENY,
        to_do,
    )
    # That somebody is ill is about all they have, and chooses none of those listed.
    if is_other or understanding.is_absence:
        return None
    place = chosen_place(understanding, len(state.listed))
    found = [await read_own(talk, each) for each in state.listed]
    meant = [found[place]] if place is not None else _told_apart(talk, found, understanding)
    if len(meant) == 1:
        asked, message = state.asking(None), state.message
        return await do_to(talk, asked, meant[0], to_do, state.wished, message)
    if says_no(understanding) and not tells_something(understanding):
        return await then_draft(talk, (state.asking(None), welcome(talk, "nothing-changed")))
    return None


def _told_apart(
    talk: Talk, found: list[AppointmentView], understanding: Understanding
) -> list[AppointmentView]:
    """Give those of which everything said is true, where something was said."""
    wishes = [each.value for each in (*understanding.when, *understanding.existing_when)]
    name = understanding.customer_name.value if understanding.customer_name else ""
    service = understanding.service
    if not (wishes or name or service):
        return []
    return [
        each
        for each in found
        if is_called(each, name)
        and is_then(talk, each, wishes)
        and (service is None or each.service_id in service.choices)
    ]


async def do_to(
    talk: Talk,
    state: ConversationState,
    appointment: AppointmentView,
    to_do: Intent,
    wished: WhenWish | None = None,
    message: str = "",
) -> Outcome:
    """Mark, move or cancel one appointment, or show who changed it."""
    appointment_id = appointment.appointment_id
    if to_do is Intent.CANCEL_APPOINTMENT:
        return await ask_cancel_message(talk, state, appointment_id, message)
    if to_do is Intent.SHOW_HISTORY:
        return await show_history(talk, state, appointment_id)
    if to_do is Intent.HAND_OVER:
        return await plan_tapped(talk, state, appointment_id)
    status = MARKS.get(to_do)
    if status is None:
        return await move_for_staff(talk, state, appointment_id, wished)
    return await mark_as(talk, state, appointment_id, appointment.version, status)
