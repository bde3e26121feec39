"""What is still missing from a draft decides the next question."""

from dataclasses import replace

from cards.card_views import ServicePickerView, StaffPickerView
from cards.choices import render_service_picker, render_staff_picker
from dialogs.details import ask_details
from dialogs.drafts import own_calendar_only
from dialogs.holding import keep_or_refuse
from dialogs.joining import go_on_joining
from dialogs.lengths import ask_length_if_open
from dialogs.move_summary import sum_up_move
from dialogs.parties import ask_people_if_too_many
from dialogs.planned_visits.as_one import seen_as_one, with_parts_settled
from dialogs.planned_visits.plans import with_order_possible, with_plan
from dialogs.possible_wishes import possible, providers
from dialogs.refusals import day_words, sentence, wall_clock_words
from dialogs.series_first import settle_first
from dialogs.series_plans import ask_series, ask_series_move
from dialogs.state import Asked, ConversationState, Draft, settled
from dialogs.talk import Outcome, Talk, after, shown, with_reasons
from dialogs.turns import Message, Reply
from dialogs.wishes import exact_wall_clock
from scheduling.errors import Reason
from scheduling.layers import Explanation
from scheduling.series import SeriesScope
from scheduling.views import ServiceView


async def proceed(talk: Talk, state: ConversationState, lead: str = "") -> Outcome:
    """Ask for what is missing: service, how long, who, when, contact, answers, consent.

    With nothing missing, sum up and ask for a yes. `lead` is said before the question. Who was
    asked their name to be put on the waitlist is put on it.
    """
    return await go_on_joining(talk, state) or await _ask_next(talk, state, lead)


async def _ask_next(talk: Talk, state: ConversationState, lead: str) -> Outcome:
    state = replace(state, is_paused=False, draft=state.draft or Draft(draft_id=""))
    state = with_parts_settled(state)
    talk = seen_as_one(talk, state.draft)
    service = talk.business.service(settled(state.draft).service_id)
    if service is None:
        return ask_service(talk, _without_bystander(talk, state), lead)
    draft, note = possible(talk, settled(state.draft), service)
    if note:
        going_on, reply = await proceed(talk, replace(state, draft=draft), lead)
        return going_on, after(Reply((Message(text=note),)), reply)
    state = replace(state, draft=draft)
    asked = (
        ask_length_if_open(talk, state, draft, service, lead)
        or await ask_people_if_too_many(talk, state, draft, service, lead)
        or _ask_staff_if_open(talk, state, draft, service, lead)
    )
    if asked is not None:
        return asked
    if draft.start_at is None:
        state, said = await with_order_possible(talk, state)
        talk, lead = seen_as_one(talk, state.draft), f"{lead} {said}".strip()
        state, lead, outcome = await settle_first(talk, state, lead)
        if outcome is not None:
            return outcome
    state = await with_plan(talk, state)
    talk = seen_as_one(talk, state.draft)
    if draft.moves:
        return await _ask_to_move(talk, state, service, lead)
    state, held, outcome = await keep_or_refuse(talk, state)
    outcome = outcome or await ask_series(talk, state, f"{lead} {held}".strip())
    return outcome or await ask_details(talk, state, service, lead, held)


async def _ask_to_move(
    talk: Talk, state: ConversationState, service: ServiceView, lead: str
) -> Outcome:
    """Sum up the move of one, or show where every occurrence of a series would go."""
    if settled(state.draft).scope is SeriesScope.THIS:
        return await sum_up_move(talk, state, service, lead)
    return await ask_series_move(talk, state, lead)


def _without_bystander(talk: Talk, state: ConversationState) -> ConversationState:
    """Forget a wish for somebody who provides nothing at all: it could never be met."""
    draft = settled(state.draft)
    bystanders = [each.staff_member_id for each in talk.business.other_staff_members]
    if draft.staff_member_id not in bystanders:
        return state
    return replace(state, draft=replace(draft, staff=None))


def ask_service(talk: Talk, state: ConversationState, lead: str = "", first: int = 0) -> Outcome:
    """Ask which service: all of them, or those that what was said could mean."""
    draft = state.draft or Draft(draft_id="")
    meant = [each for each in talk.business.services if each.service_id in draft.service_choices]
    services = tuple(meant) or talk.business.services
    view = ServicePickerView(
        prompt=f"{lead} {_service_question(talk, draft, meant)}".strip(),
        draft_id=draft.draft_id,
        services=services,
        first=first,
    )
    card = render_service_picker(view, talk.texts, talk.turn.channel)
    listed = tuple(each.service_id for each in services)
    return state.asking(Asked.SERVICE, listed=listed), shown(card)


def _service_question(talk: Talk, draft: Draft, meant: list[ServiceView]) -> str:
    """Ask which is meant where words were ambiguous; else which one, with what is known by now."""
    staff, day = talk.business.staff_member(draft.staff_member_id), _day_told(talk, draft)
    every, wished = talk.business.services, draft.staff_member_id
    is_by_staff = meant == [each for each in every if wished in each.staff_member_ids]
    if meant and not is_by_staff:
        return talk.texts.say("ask-which-of-these")
    if not (staff or day):
        return talk.texts.say("ask-service")
    told = "both" if staff and day else "staff" if staff else "day"
    name = staff.display_name if staff else ""
    return talk.texts.say("ask-service-told", told=told, staff=name, day=day)


def _day_told(talk: Talk, draft: Draft) -> str:
    """Write the day or the time wished for, "" where it is none in particular."""
    wish = draft.when
    if wish is None or wish.days is None or wish.days.only_day is None:
        return ""
    wall = exact_wall_clock(wish)
    return wall_clock_words(talk, wall) if wall else day_words(talk, wish.days.only_day)


def _ask_staff_if_open(
    talk: Talk, state: ConversationState, draft: Draft, service: ServiceView, lead: str
) -> Outcome | None:
    """Ask who, unless it is said, settled by itself, or a time was said first.

    Who says a time before a name is served by whoever is free then.
    """
    if draft.moves:
        return None
    wished = draft.staff_member_id
    if wished is not None and wished not in service.staff_member_ids:
        refuse = _refuse_staff if own_calendar_only(talk) is None else _refuse_own
        return refuse(talk, state, draft)
    is_open = draft.staff is None and draft.when is None and draft.start_at is None
    if is_open and has_choice_of_staff(service):
        return ask_staff(talk, state, service, lead)
    return None


def has_choice_of_staff(service: ServiceView) -> bool:
    """Tell whether a customer may choose among several people for a service."""
    return service.allow_staff_selection and len(service.staff_member_ids) > 1


def ask_staff(
    talk: Talk, state: ConversationState, service: ServiceView, lead: str = "", first: int = 0
) -> Outcome:
    """Ask with whom, or with anyone."""
    draft = state.draft or Draft(draft_id="")
    people = providers(talk, service)
    view = StaffPickerView(
        prompt=f"{lead} {talk.texts.say('ask-staff', service=service.display_name)}".strip(),
        draft_id=draft.draft_id,
        staff_members=people,
        first=first,
    )
    card = render_staff_picker(view, talk.texts, talk.turn.channel)
    listed = tuple(each.staff_member_id for each in people)
    return state.asking(Asked.STAFF, listed=listed), shown(card)


def _refuse_own(talk: Talk, state: ConversationState, draft: Draft) -> Outcome:
    """Nobody else's calendar is theirs to book to: say so, and offer what they do themselves."""
    service = settled(talk.business.service(draft.service_id))
    why = talk.texts.say("own-calendar-not-offered", service=service.display_name)
    theirs = tuple(
        each.service_id
        for each in talk.business.services
        if draft.staff_member_id in each.staff_member_ids
    )
    if not theirs:
        said = f"{why} {talk.texts.say('nothing-to-offer')}"
        return state.without_draft, Reply((Message(text=said),))
    opened = replace(draft, service_id=None, service_choices=theirs, start_at=None)
    return ask_service(talk, replace(state, draft=opened), why)


def _refuse_staff(talk: Talk, state: ConversationState, draft: Draft) -> Outcome:
    """They do not do this service: say who does, keeping everything else that was said."""
    refusal = Explanation(Reason.NOT_OFFERED_BY_STAFF, draft.staff_member_id)
    why = sentence(talk, draft, refusal, "")
    service = settled(talk.business.service(draft.service_id))
    open_again = replace(state, draft=replace(draft, staff=None))
    asked, reply = ask_staff(talk, open_again, service, why)
    return asked, with_reasons(reply, (refusal.reason.value,))
