"""Administrators say how many people a service takes: "yoga takes 8 people"."""

from dataclasses import replace

from cards.appointment_views import StaffAppointmentListView
from cards.card_views import ChoiceView, NoticeView
from cards.channels import JsonValue
from cards.notices import render_notice
from cards.staff_lists import APPOINTMENTS_LISTED, render_staff_appointment_list
from cards.verbs import Verb
from dialogs import business_facts as facts
from dialogs.changing import then_draft
from dialogs.short_answers import agrees, says_no
from dialogs.showing import read_own
from dialogs.state import Asked, ConversationState
from dialogs.talk import Outcome, Talk, shown, with_reasons
from language.kinds import Intent
from language.understanding import Understanding
from scheduling.errors import CapacityBelowFilled, InvalidValue
from scheduling.permissions import Action, Reach, reach_of
from scheduling.service.attending.capacity import ChangeCapacityCommand, change_capacity

BELOW_FILLED = "capacity_below_filled"
LARGEST = 1000


def capacity_said(talk: Talk, state: ConversationState, understanding: Understanding) -> Outcome:
    """Ask whether to change it; whoever may not is told whom to ask."""
    role = talk.person.role
    if role is None or reach_of(role, Action.CHANGE_SETTINGS) is Reach.NONE:
        reply = facts.notice(talk, talk.texts.say("capacity-not-yours"))
        return state, with_reasons(reply, ("not_permitted",))
    service, capacity = understanding.service, understanding.capacity
    if service is None or service.is_ambiguous or capacity is None:
        return state, facts.notice(talk, talk.texts.say("capacity-of-what"))
    return ask_capacity(talk, state, service.value, capacity.value)


def ask_capacity(talk: Talk, state: ConversationState, service_id: str, count: int) -> Outcome:
    """Ask once whether so many people shall attend."""
    service = talk.business.service(service_id)
    if service is None or not 1 <= count <= LARGEST:
        return state, facts.notice(talk, talk.texts.say("capacity-of-what"))
    question = talk.texts.say(
        "capacity-question",
        service=service.display_name,
        count=count,
        before=service.maximum_attendees_count,
    )
    data: dict[str, JsonValue] = {"service": service_id, "count": count}
    choices = (
        ChoiceView(talk.texts.say("choice-change-it"), Verb.CHANGE_CAPACITY, data),
        ChoiceView(talk.texts.say("choice-leave-it"), Verb.KEEP_CAPACITY),
    )
    card = render_notice(
        NoticeView(prompt=question, choices=choices), talk.texts, talk.turn.channel
    )
    asking = state.asking(Asked.CAPACITY, listed=(service_id,), listed_for=str(count))
    return asking, shown(card)


def ask_capacity_again(talk: Talk, state: ConversationState) -> Outcome:
    """Ask again what was asked."""
    return ask_capacity(talk, state, state.listed[0], int(state.listed_for))


async def answer_capacity(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """Take a yes or a no."""
    if says_no(understanding):
        return await then_draft(talk, keep_capacity(talk, state))
    if not agrees(understanding, Intent.CHANGE_CAPACITY) or not state.listed:
        return None
    done = await set_capacity(talk, state, state.listed[0], int(state.listed_for))
    return await then_draft(talk, done)


def keep_capacity(talk: Talk, state: ConversationState) -> Outcome:
    """Leave it as it is."""
    over = state.asking(None) if state.asked is Asked.CAPACITY else state
    return over, facts.notice(talk, talk.texts.say("capacity-kept"))


async def set_capacity(
    talk: Talk, state: ConversationState, service_id: str, count: int
) -> Outcome:
    """Change it, or name the appointments that more people attend."""
    service = talk.business.service(service_id)
    name = service.display_name if service else service_id
    over = state.asking(None) if state.asked is Asked.CAPACITY else state
    command = ChangeCapacityCommand(talk.business.business_id, service_id, count)
    try:
        await talk.desk.do(change_capacity, command)
    except CapacityBelowFilled as error:
        return await _fuller(talk, over, name, error)
    except InvalidValue:
        return over, facts.notice(talk, talk.texts.say("capacity-impossible", service=name))
    said = talk.texts.say("capacity-changed", service=name, count=count)
    return over, facts.notice(talk, said)


async def _fuller(
    talk: Talk, state: ConversationState, name: str, error: CapacityBelowFilled
) -> Outcome:
    """List the appointments that more people attend, each to tap."""
    ids = [appointment_id for appointment_id, _ in error.filled[:APPOINTMENTS_LISTED]]
    found = tuple([await read_own(talk, each) for each in ids])
    prompt = talk.texts.say(
        "capacity-below-filled", service=name, count=error.capacity, number=len(error.filled)
    )
    view = StaffAppointmentListView(
        prompt=prompt,
        appointments=found,
        time_zone=talk.zone,
        verb=Verb.STAFF_OPEN,
    )
    card = render_staff_appointment_list(view, talk.texts, talk.turn.channel)
    return replace(state, focus=""), shown(card, reasons=(BELOW_FILLED,))
