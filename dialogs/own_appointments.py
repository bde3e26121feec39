"""A customer's own appointments: list, choose, open. Own is what the core says is own."""

from dataclasses import replace

from cards.appointment_views import AppointmentListView
from cards.card_views import ChoiceView, NoticeView
from cards.customer_appointments import render_appointment_list
from cards.notices import render_notice
from cards.verbs import Verb
from cards.visits import visits_together
from dialogs.changing import ask_cancel, begin_move
from dialogs.series_said import series_meant
from dialogs.short_answers import chosen_place
from dialogs.showing import appointment_reply, own_words, read_own
from dialogs.state import Asked, ConversationState
from dialogs.talk import Outcome, Talk, shown
from dialogs.turns import Reply
from dialogs.visiting.whole_or_part import ask_whole_or_part
from dialogs.wishes import meets
from language.understanding import Understanding
from language.when_wishes import WhenWish
from scheduling.permissions import Action
from scheduling.service.asking import AskBusiness, my_appointments
from scheduling.service.identities import OpenByLink, open_by_link
from scheduling.views import AppointmentView, SlotView

MOVE = "move"
CANCEL = "cancel"
OPEN = "open"
_ACTIONS = {MOVE: Action.RESCHEDULE, CANCEL: Action.CANCEL}


async def own(talk: Talk) -> tuple[AppointmentView, ...]:
    """List the customer's appointments that are not over, as the core says."""
    return await talk.desk.ask(my_appointments, AskBusiness(talk.business.business_id))


async def list_own(talk: Talk, state: ConversationState) -> Outcome:
    """Show the customer's appointments that are not over."""
    found = await own(talk)
    if not found:
        return state, _none_yet(talk)
    if len(found) == 1:
        focused = replace(state, focus=found[0].appointment_id, focus_version=found[0].version)
        return focused, appointment_reply(talk, found[0], own_words(talk, found[0]))
    prompt = talk.texts.say("your-appointments", count=len(found))
    return _listed(talk, state, found, prompt, OPEN)


def _none_yet(talk: Talk) -> Reply:
    choices = (ChoiceView(talk.texts.say("choice-book"), Verb.BOOK),)
    view = NoticeView(prompt=talk.texts.say("no-appointments"), choices=choices)
    return shown(render_notice(view, talk.texts, talk.turn.channel))


def _listed(
    talk: Talk,
    state: ConversationState,
    found: tuple[AppointmentView, ...],
    prompt: str,
    listed_for: str,
    wished: WhenWish | None = None,
) -> Outcome:
    found = visits_together(found)
    view = AppointmentListView(prompt=prompt, appointments=found, time_zone=talk.zone)
    card = render_appointment_list(view, talk.texts, talk.turn.channel)
    listed = tuple(each.appointment_id for each in found)
    asking = state.asking(Asked.WHICH_APPOINTMENT, listed=listed)
    return replace(asking, listed_for=listed_for, wished=wished), shown(card)


async def list_again(talk: Talk, state: ConversationState) -> Outcome:
    """Ask again which of the appointments listed is meant."""
    found = tuple([await read_own(talk, each) for each in state.listed])
    key = "your-appointments" if state.listed_for == OPEN else f"which-to-{state.listed_for}"
    prompt = talk.texts.say(key, count=len(found))
    return _listed(talk, state, found, prompt, state.listed_for, state.wished)


async def choose_own(
    talk: Talk, state: ConversationState, understanding: Understanding, to_do: str
) -> Outcome:
    """Move or cancel what was meant: by its time, service or person, else ask which one."""
    place = chosen_place(understanding, len(state.listed))
    if state.asked is Asked.WHICH_APPOINTMENT and place is not None:
        meant: tuple[AppointmentView, ...] = (await read_own(talk, state.listed[place]),)
        found = meant
    else:
        found = await own(talk)
        meant = _meant(talk, state, found, understanding, to_do)
    if not found:
        return state, _none_yet(talk)
    of_series = await series_meant(talk, state, understanding, meant)
    if of_series is not None:
        return of_series
    wished = understanding.wish if to_do == MOVE else None
    if meant and len({each.visit_id or each.appointment_id for each in meant}) == 1:
        asked = await ask_whole_or_part(talk, state, meant[0], _ACTIONS[to_do], wished)
        if asked is not None:
            return asked
    if len(meant) == 1 and to_do == MOVE:
        staff = understanding.staff_member.value if understanding.staff_member else None
        return await begin_move(talk, state, meant[0], wished, staff)
    if len(meant) == 1:
        return await do_to(talk, state, meant[0], to_do, wished)
    prompt = talk.texts.say(f"which-to-{to_do}")
    return _listed(talk, state, meant or found, prompt, to_do, wished)


def meant_of_own(
    talk: Talk,
    state: ConversationState,
    found: tuple[AppointmentView, ...],
    understanding: Understanding,
) -> tuple[AppointmentView, ...]:
    """Give those of a customer's appointments that a wish to move may mean."""
    return _meant(talk, state, found, understanding, MOVE)


def _meant(
    talk: Talk,
    state: ConversationState,
    found: tuple[AppointmentView, ...],
    understanding: Understanding,
    to_do: str,
) -> tuple[AppointmentView, ...]:
    """Narrow by each thing said that leaves something; "it" is the one talked about last."""
    wishes = [each.value for each in understanding.existing_when]
    if to_do == CANCEL:
        wishes += [each.value for each in understanding.when]
    narrowed = [each for each in found if all(is_at(talk, each, wish) for wish in wishes)]
    people = {each.value for each in understanding.staff_members_named}
    narrowed = [each for each in narrowed if people & _staff_of(each)] or narrowed
    if understanding.service is not None:
        services = understanding.service.choices
        narrowed = [each for each in narrowed if each.service_id in services] or narrowed
    is_bare = not wishes and understanding.service is None and not people
    focused = [each for each in narrowed if each.appointment_id == state.focus]
    return tuple(focused) if is_bare and focused else tuple(narrowed)


def is_at(talk: Talk, appointment: AppointmentView, wish: WhenWish) -> bool:
    """Tell whether an appointment is at the time a wish describes."""
    return meets(wish, SlotView(appointment.start_at, ()), talk.zone)


def _staff_of(appointment: AppointmentView) -> set[str]:
    return {each.staff_member_id for each in appointment.staff_members}


async def do_to(
    talk: Talk,
    state: ConversationState,
    appointment: AppointmentView,
    to_do: str,
    wished: WhenWish | None = None,
) -> Outcome:
    """Begin to move or to cancel one appointment, or open it."""
    action = _ACTIONS.get(to_do)
    asked = action and await ask_whole_or_part(talk, state, appointment, action, wished)
    if asked:
        return asked
    if to_do == MOVE:
        return await begin_move(talk, state, appointment, wished)
    if to_do == CANCEL:
        return ask_cancel(talk, state, appointment)
    return await open_own(talk, state.asking(None), appointment.appointment_id)


async def open_own(talk: Talk, state: ConversationState, appointment_id: str) -> Outcome:
    """Show one appointment."""
    appointment = await read_own(talk, appointment_id)
    after = replace(state, focus=appointment_id, focus_version=appointment.version)
    return after, appointment_reply(talk, appointment, own_words(talk, appointment))


async def open_token(talk: Talk, state: ConversationState, token: str) -> Outcome:
    """Show the appointment of a signed link; it is the reader's own from now on."""
    proven = talk.desk.read_token(token)
    if proven is None or proven[0] != talk.business.business_id:
        view = NoticeView(
            prompt=talk.texts.say("link-not-good"),
            choices=(ChoiceView(talk.texts.say("choice-person"), Verb.PERSON),),
        )
        return state, shown(render_notice(view, talk.texts, talk.turn.channel))
    appointment = await talk.desk.do(open_by_link, OpenByLink(*proven))
    after = replace(state, focus=appointment.appointment_id, focus_version=appointment.version)
    return after, appointment_reply(talk, appointment, own_words(talk, appointment))
