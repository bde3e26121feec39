"""Requests that wait: listed, accepted and declined by staff."""

from dataclasses import replace

from cards.appointment_views import RequestListView
from cards.requests import render_request_list
from dialogs.asking_again import then_ask_again
from dialogs.showing import read_own
from dialogs.staff_changes import decline_form, focused, staff_card
from dialogs.staff_finding import is_meant, names_one
from dialogs.state import ConversationState
from dialogs.talk import Outcome, Talk, shown, with_reasons
from language.kinds import Intent
from language.understanding import Understanding
from scheduling.errors import SlotNotOffered, SlotTaken, StaleVersion, WrongStatus
from scheduling.permissions import Action
from scheduling.service.asking import AskBusiness
from scheduling.service.requesting import (
    AcceptCommand,
    DeclineCommand,
    accept,
    decline,
    list_requests,
)
from scheduling.views import AppointmentView

_NEAREST_SAID = 3


async def waiting(talk: Talk) -> tuple[AppointmentView, ...]:
    """List the requests that wait for an answer of this staff member. Raises NotPermitted."""
    return await talk.desk.ask(list_requests, AskBusiness(talk.business.business_id))


async def show_requests(talk: Talk, state: ConversationState, first: int = 0) -> Outcome:
    """Show the requests that wait; a single one with its buttons."""
    found = await waiting(talk)
    prompt = talk.texts.say("requests-waiting", count=len(found))
    if len(found) == 1:
        return focused(state, found[0]), staff_card(talk, found[0], prompt)
    return _listed(talk, state, found, prompt, first)


def _listed(
    talk: Talk,
    state: ConversationState,
    found: tuple[AppointmentView, ...],
    prompt: str,
    first: int = 0,
) -> Outcome:
    view = RequestListView(prompt=prompt, requests=found, time_zone=talk.zone, first=first)
    return state, shown(render_request_list(view, talk.texts, talk.turn.channel), "requests")


async def request_wish(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """List, accept or decline; None where the message is about something else."""
    if understanding.intent is Intent.LIST_REQUESTS:
        return await then_ask_again(talk, await show_requests(talk, state))
    if understanding.intent in (Intent.ACCEPT_REQUEST, Intent.DECLINE_REQUEST):
        return await _answer_meant(talk, state, understanding)
    return None


async def _answer_meant(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome:
    """Accept or decline the request that is meant; where that is open, list those that wait."""
    found = await waiting(talk)
    meant = _meant(talk, state, found, understanding)
    if len(meant) > 1:
        listed = _listed(talk, state, meant, talk.texts.say("which-request"))
        return await then_ask_again(talk, listed)
    if not meant:
        return await then_ask_again(talk, await show_requests(talk, state))
    request = meant[0]
    if understanding.intent is Intent.DECLINE_REQUEST:
        return await ask_decline_message(talk, state, request.appointment_id)
    return await accept_request(talk, state, request.appointment_id, request.version)


def _meant(
    talk: Talk,
    state: ConversationState,
    found: tuple[AppointmentView, ...],
    understanding: Understanding,
) -> tuple[AppointmentView, ...]:
    """Narrow by the customer's name and the time said; without either, the one talked about."""
    if names_one(understanding):
        return tuple(each for each in found if is_meant(talk, each, understanding))
    last = tuple(each for each in found if each.appointment_id == state.focus)
    return last or found


def _accepting(talk: Talk, appointment_id: str, version: int) -> AcceptCommand:
    return AcceptCommand(
        business_id=talk.business.business_id,
        appointment_id=appointment_id,
        version=version,
        idempotency_key=f"accept:{appointment_id}:{version}",
    )


async def accept_request(
    talk: Talk, state: ConversationState, appointment_id: str, version: int
) -> Outcome:
    """Accept it; its customer is told."""
    command = _accepting(talk, appointment_id, version)
    asked_of = (await read_own(talk, appointment_id)).staff_members
    try:
        accepted = await talk.desk.do(accept, command)
    except (StaleVersion, WrongStatus):
        return await _over(talk, state, appointment_id)
    except (SlotTaken, SlotNotOffered) as error:
        return await _not_free(talk, state, appointment_id, error)
    others = [each.display_name for each in accepted.staff_members if each not in asked_of]
    key = "request-accepted-by-others" if others else "request-accepted"
    said = talk.texts.say(key, names=talk.texts.list(others) if others else "")
    return focused(state, accepted), staff_card(talk, accepted, said)


async def _not_free(
    talk: Talk, state: ConversationState, appointment_id: str, error: SlotTaken | SlotNotOffered
) -> Outcome:
    """Say that nobody has the time any more, and which times are nearest; the request waits on."""
    request = await read_own(talk, appointment_id)
    nearest = error.nearest[:_NEAREST_SAID] if isinstance(error, SlotTaken) else ()
    times = [talk.when(each) for each in nearest]
    key = "request-not-free" if times else "request-nobody-free"
    said = talk.texts.say(key, times=talk.texts.choice(times) if times else "")
    reply = with_reasons(staff_card(talk, request, said), (error.reason.value,))
    return focused(state, request), reply


async def _over(talk: Talk, state: ConversationState, appointment_id: str) -> Outcome:
    """Somebody was faster, or it has lapsed: show it as it is now."""
    appointment = await read_own(talk, appointment_id)
    open_still = Action.ANSWER_REQUEST in appointment.may
    said = talk.texts.say("changed-since" if open_still else "request-over")
    reply = with_reasons(staff_card(talk, appointment, said), ("wrong_status",))
    return focused(state, appointment), reply


async def ask_decline_message(talk: Talk, state: ConversationState, appointment_id: str) -> Outcome:
    """Ask for the message to the customer before declining."""
    request = await read_own(talk, appointment_id)
    if Action.ANSWER_REQUEST not in request.may:
        return await _over(talk, state, appointment_id)
    return decline_form(talk, state, request)


async def decline_request(
    talk: Talk, state: ConversationState, appointment_id: str, version: int, message: str
) -> Outcome:
    """Decline it with a message to the customer, who is told in their chat."""
    command = DeclineCommand(
        business_id=talk.business.business_id,
        appointment_id=appointment_id,
        version=version,
        message=message,
        idempotency_key=f"decline:{appointment_id}:{version}",
    )
    try:
        declined = await talk.desk.do(decline, command)
    except (StaleVersion, WrongStatus):
        return await _over(talk, state, appointment_id)
    after = replace(state, focus="", focus_version=0)
    return after, staff_card(talk, declined, talk.texts.say("request-declined"))
