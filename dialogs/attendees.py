"""Staff take a customer out of a group: asked once, in words or by a tap."""

from dataclasses import replace

from cards.appointment_views import RemoveQuestionView
from cards.attendees import render_remove_question
from cards.card_views import ChoiceView
from cards.verbs import Verb
from dialogs import business_facts as facts
from dialogs.changing import then_draft
from dialogs.short_answers import agrees, says_no
from dialogs.showing import read_own, refuse_change
from dialogs.staff_changes import focused, staff_card
from dialogs.staff_finding import appointments_meant, appointments_said, is_named
from dialogs.state import Asked, ConversationState
from dialogs.talk import Outcome, Talk, shown
from dialogs.turns import Reply
from language.kinds import Intent
from language.tokens import folded
from language.understanding import Understanding
from scheduling.errors import NotFound, StaleVersion, WrongStatus
from scheduling.permissions import Action
from scheduling.service.attending.leaving import RemoveAttendeeCommand, remove_attendee
from scheduling.views import AppointmentView, AttendeeView

_MOST_LISTED = 8
_Meant = tuple[AppointmentView, AttendeeView]


async def remove_meant(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome:
    """Ask whether to remove who is meant; where several are, ask which one."""
    said = understanding.customer_name
    found = await _meant(talk, state, understanding) if said else []
    found = found or await _named_anyhow(talk, understanding)
    if len(found) == 1:
        group, attendee = found[0]
        return await ask_remove(talk, state, group.appointment_id, attendee.customer_id)
    if found:
        return state, _which(talk, found)
    if said is None:
        return state, facts.notice(talk, talk.texts.say("remove-whom"))
    return state, facts.notice(talk, talk.texts.say("nobody-attends", name=said.value))


async def _meant(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> list[_Meant]:
    service, said = understanding.service, understanding.customer_name
    groups = await appointments_meant(talk, state, understanding)
    return [
        (each, attendee)
        for each in groups
        if service is None or each.service_id in service.choices
        for attendee in attendees_called(each, said.value if said else "")
    ]


async def _named_anyhow(talk: Talk, understanding: Understanding) -> list[_Meant]:
    """Find those whose name stands in the message as a word that reads as another: "remove Eve"."""
    words = {folded(each.strip(".,!?'").casefold()) for each in understanding.text.split()}
    anybody = replace(understanding, customer_name=None, existing_when=())
    service = understanding.service
    return [
        (each, attendee)
        for each in await appointments_said(talk, anybody)
        if service is None or each.service_id in service.choices
        for attendee in each.group.attendees
        if folded(attendee.name.casefold()).split()[0] in words
    ]


def attendees_called(group: AppointmentView, name: str) -> tuple[AttendeeView, ...]:
    """List a group's attendees who are called so, in part or whole."""
    return tuple(each for each in group.group.attendees if name and is_named(each.name, name))


def _which(talk: Talk, found: list[_Meant]) -> Reply:
    choices = tuple(
        ChoiceView(
            f"{attendee.name}, {talk.when(group.start_at)}",
            Verb.REMOVE_ATTENDEE,
            {"appointment": group.appointment_id, "customer": attendee.customer_id},
        )
        for group, attendee in found[:_MOST_LISTED]
    )
    return facts.notice(talk, talk.texts.say("remove-which"), choices=choices)


async def ask_remove(
    talk: Talk, state: ConversationState, appointment_id: str, customer_id: str, lead: str = ""
) -> Outcome:
    """Ask once whether to take somebody out of a group."""
    group = await read_own(talk, appointment_id)
    attendee = _attendee(group, customer_id)
    if attendee is None:
        return _as_it_is(talk, state, group, talk.texts.say("attendee-gone"))
    if Action.CANCEL not in group.may:
        return refuse_change(talk, state, group)
    question = talk.texts.say(
        "remove-question",
        customer=attendee.name,
        count=attendee.attendees_count,
        service=group.service_name,
        when=talk.when(group.start_at),
    )
    view = RemoveQuestionView(
        prompt=f"{lead} {question}".strip(),
        appointment=group,
        customer_id=customer_id,
        time_zone=talk.zone,
    )
    card = render_remove_question(view, talk.texts, talk.turn.channel)
    asking = focused(state, group).asking(Asked.REMOVE, listed=(customer_id,))
    return asking, shown(card, f"appointment:{appointment_id}")


def _attendee(group: AppointmentView, customer_id: str) -> AttendeeView | None:
    found = (each for each in group.group.attendees if each.customer_id == customer_id)
    return next(found, None)


def _as_it_is(talk: Talk, state: ConversationState, group: AppointmentView, said: str) -> Outcome:
    over = state.asking(None) if state.asked is Asked.REMOVE else state
    return focused(over, group), staff_card(talk, group, said)


async def answer_remove(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """Take a yes or a no."""
    if says_no(understanding):
        group = await read_own(talk, state.focus)
        kept = _as_it_is(talk, state, group, talk.texts.say("attendee-kept"))
        return await then_draft(talk, kept)
    if not agrees(understanding, Intent.REMOVE_ATTENDEE) or not state.listed:
        return None
    done = await remove(talk, state, state.focus, state.focus_version, state.listed[0])
    return await then_draft(talk, done)


async def remove(
    talk: Talk, state: ConversationState, appointment_id: str, version: int, customer_id: str
) -> Outcome:
    """Take somebody out of a group, and show who attends now."""
    before = await read_own(talk, appointment_id)
    command = RemoveAttendeeCommand(
        business_id=talk.business.business_id,
        appointment_id=appointment_id,
        version=version,
        customer_id=customer_id,
        idempotency_key=f"remove:{appointment_id}:{version}:{customer_id}",
    )
    try:
        now = await talk.desk.do(remove_attendee, command)
    except StaleVersion:
        changed = talk.texts.say("changed-since")
        return await ask_remove(talk, state, appointment_id, customer_id, changed)
    except (NotFound, WrongStatus):
        return _as_it_is(talk, state, before, talk.texts.say("attendee-gone"))
    attendee = _attendee(before, customer_id)
    name = attendee.name if attendee else before.customer_name
    return _as_it_is(talk, state, now, talk.texts.say("attendee-removed", customer=name))


def concerns_everybody(
    talk: Talk, state: ConversationState, group: AppointmentView, name: str
) -> Outcome:
    """Say that what was asked for one attendee would be done to the whole group, and show it."""
    said = talk.texts.say(
        "concerns-everybody",
        customer=attendees_called(group, name)[0].name,
        service=group.service_name,
    )
    return _as_it_is(talk, state, group, said)
