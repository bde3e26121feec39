"""Staff cancel an appointment, with words for its customer: on a form or in writing."""

from dataclasses import replace

from cards.appointment_views import StaffCancelFormView
from cards.staff_appointments import render_staff_cancel_form
from dialogs.changing import then_draft
from dialogs.short_answers import is_short, says_no, says_yes
from dialogs.showing import about_group, appointment_reply, read_own, refuse_change
from dialogs.staff_changes import decline_form, focused
from dialogs.state import Asked, ConversationState
from dialogs.talk import Outcome, Talk, shown
from language.kinds import Intent
from language.understanding import Understanding
from scheduling.errors import StaleVersion, WrongStatus
from scheduling.permissions import Action
from scheduling.service.asking import AskAppointment
from scheduling.service.change import LONGEST_MESSAGE
from scheduling.service.changing import CancelCommand, cancel
from scheduling.service.telling import AskReached, are_customers_reached
from scheduling.service.visiting.cancelling_visits import get_visit
from scheduling.views import AppointmentView

_LONGEST_QUOTED = 200
_FEW_WORDS = 6
_COMMANDS = (
    Intent.MY_DAY,
    Intent.TEAM_DAY,
    Intent.MY_APPOINTMENTS,
    Intent.WHO_IS_NEXT,
    Intent.MARK_ARRIVED,
    Intent.MARK_NO_SHOW,
    Intent.MARK_IN_PROGRESS,
    Intent.MARK_COMPLETED,
    Intent.SHOW_HISTORY,
    Intent.RESCHEDULE,
    Intent.CANCEL_APPOINTMENT,
    Intent.BOOK,
    Intent.HELP,
    Intent.REMOVE_PERSON,
    Intent.DELETE_SERVICE,
    Intent.RESTORE_SERVICE,
    Intent.COPY_SERVICE,
    Intent.LIST_DELETED,
)
"""What is asked of the bot, where it is said in few words; the rest are words for the customer."""


async def ask_cancel_message(
    talk: Talk, state: ConversationState, appointment_id: str, message: str = "", lead: str = ""
) -> Outcome:
    """Ask before cancelling; `message` is what the customer is told, as far as it was said."""
    appointment = await read_own(talk, appointment_id)
    if Action.ANSWER_REQUEST in appointment.may:
        return decline_form(talk, _no_longer_asking(state), appointment)
    if Action.CANCEL not in appointment.may:
        return refuse_change(talk, _no_longer_asking(state), appointment)
    kept = message.strip()[:LONGEST_MESSAGE]
    view = StaffCancelFormView(
        prompt=f"{lead} {await _question(talk, appointment, kept)}".strip(),
        appointment=appointment,
        time_zone=talk.zone,
        message=kept,
        parts=await _parts(talk, appointment),
    )
    card = render_staff_cancel_form(view, talk.texts, talk.turn.channel)
    asking = focused(state, appointment).asking(Asked.CANCEL_MESSAGE, message=kept)
    return asking, shown(card, f"appointment:{appointment_id}")


async def _parts(talk: Talk, appointment: AppointmentView) -> int:
    """Count the parts of a visit that may be cancelled with it."""
    if not appointment.visit_id:
        return 1
    question = AskAppointment(talk.business.business_id, appointment.appointment_id)
    parts = await talk.desk.ask(get_visit, question)
    return len(parts) if all(Action.CANCEL in each.may for each in parts) else 1


async def _question(talk: Talk, appointment: AppointmentView, message: str) -> str:
    is_told = await is_reached(talk, appointment.appointment_id)
    key = "cancel-for-customer" if is_told else "cancel-for-customer-unreached"
    if message and is_told:
        key = "cancel-with-message"
    return talk.texts.say(
        about_group(talk, key, appointment),
        service=appointment.service_name,
        count=appointment.group.filled_attendees_count,
        customer=appointment.customer_name,
        when=talk.when(appointment.start_at),
        message=message[:_LONGEST_QUOTED],
    )


async def is_reached(talk: Talk, appointment_id: str) -> bool:
    """Tell whether the customers of an appointment hear of it in chat."""
    question = AskReached(talk.business.business_id, appointment_id)
    return await talk.desk.ask(are_customers_reached, question)


async def answer_cancel_message(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """Take a yes, a no, or words for the customer, which are shown before they are sent."""
    is_bare = is_short(understanding)
    if says_no(understanding) and is_bare:
        return await then_draft(talk, await _keep(talk, state))
    if says_yes(understanding) and is_bare:
        done = await cancel_for_staff(talk, state, state.focus, state.focus_version, state.message)
        return await then_draft(talk, done)
    if understanding.intent in _COMMANDS and is_short(understanding, _FEW_WORDS):
        return None
    return await ask_cancel_message(talk, state, state.focus, understanding.text)


async def _keep(talk: Talk, state: ConversationState) -> Outcome:
    appointment = await read_own(talk, state.focus)
    said = talk.texts.say("kept-staff")
    return _no_longer_asking(state), appointment_reply(talk, appointment, said)


def _no_longer_asking(state: ConversationState) -> ConversationState:
    return state.asking(None) if state.asked is Asked.CANCEL_MESSAGE else state


async def cancel_for_staff(
    talk: Talk, state: ConversationState, appointment_id: str, version: int, message: str
) -> Outcome:
    """Cancel, and say whether the customer hears of it in chat or has to be called."""
    command = CancelCommand(
        business_id=talk.business.business_id,
        appointment_id=appointment_id,
        version=version,
        message=message,
        idempotency_key=f"cancel:{appointment_id}:{version}",
    )
    try:
        ended = await talk.desk.do(cancel, command)
    except (StaleVersion, WrongStatus):
        changed = talk.texts.say("changed-since")
        return await ask_cancel_message(talk, state, appointment_id, message, changed)
    after = replace(_no_longer_asking(state), focus="", focus_version=0)
    return after, appointment_reply(talk, ended, await _told(talk, ended))


async def _told(talk: Talk, ended: AppointmentView) -> str:
    if await is_reached(talk, ended.appointment_id):
        return talk.texts.say(about_group(talk, "cancelled-customer-told", ended))
    if ended.group.is_group:
        return talk.texts.say("cancelled-customer-unreached-group")
    contact = ended.contact
    ways = [each for each in (contact.phone, contact.email_address) if each] if contact else []
    return talk.texts.say(
        "cancelled-customer-unreached",
        customer=ended.customer_name,
        ways=talk.texts.choice(ways) if ways else "",
        known="yes" if ways else "no",
    )
