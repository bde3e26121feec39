"""What is still missing from a draft decides the next question."""

from dataclasses import replace

from cards.card_views import ServicePickerView, StaffPickerView
from cards.choices import render_service_picker, render_staff_picker
from dialogs.details import ask_details
from dialogs.drafts import own_calendar_only
from dialogs.holding import keep_or_refuse
from dialogs.move_summary import sum_up_move
from dialogs.planned_visits.as_one import seen_as_one, with_parts_settled
from dialogs.planned_visits.plans import with_order_possible, with_plan
from dialogs.refusals import day_words, sentence, wall_clock_words
from dialogs.state import Asked, ConversationState, Draft, settled
from dialogs.talk import Outcome, Talk, after, shown, with_reasons
from dialogs.times import settle
from dialogs.turns import Message, Reply
from dialogs.wishes import exact_wall_clock
from language.understanding import StaffWish
from scheduling.errors import Reason
from scheduling.explanations import Explanation
from scheduling.views import ServiceView, StaffMemberView


async def proceed(talk: Talk, state: ConversationState, lead: str = "") -> Outcome:
    """Ask for what is missing, in this order: service, who, when, contact, answers, consent.

    With nothing missing, sum up and ask for a yes. `lead` is said before the question.
    """
    state = replace(state, is_paused=False, draft=state.draft or Draft(draft_id=""))
    state = with_parts_settled(state)
    talk = seen_as_one(talk, state.draft)
    service = talk.business.service(settled(state.draft).service_id)
    if service is None:
        return ask_service(talk, _without_bystander(talk, state), lead)
    draft, note = _with_possible_staff(talk, settled(state.draft), service)
    if note:
        going_on, reply = await proceed(talk, replace(state, draft=draft), lead)
        return going_on, after(Reply((Message(text=note),)), reply)
    state = replace(state, draft=draft)
    asked = _ask_staff_if_open(talk, state, draft, service, lead)
    if asked is not None:
        return asked
    if draft.start_at is None:
        state, said = await with_order_possible(talk, state)
        talk, lead = seen_as_one(talk, state.draft), f"{lead} {said}".strip()
        state, outcome = await settle(talk, state, lead)
        if outcome is not None:
            return outcome
    state = await with_plan(talk, state)
    talk = seen_as_one(talk, state.draft)
    if draft.moves:
        return await sum_up_move(talk, state, service, lead)
    state, held, outcome = await keep_or_refuse(talk, state)
    return outcome or ask_details(talk, state, service, lead, held)


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


def _with_possible_staff(talk: Talk, draft: Draft, service: ServiceView) -> tuple[Draft, str]:
    """Give the draft without a wish for staff that cannot be met, and the sentence that says so."""
    unwanted, own = draft.not_staff_member_ids, own_calendar_only(talk)
    if own is not None and not draft.moves:
        return replace(draft, staff=own, not_staff_member_ids=()), ""
    if draft.moves or not (draft.staff_member_id or unwanted):
        return draft, ""
    if not service.allow_staff_selection and not talk.is_staff:
        anyone = replace(draft, staff=StaffWish(None), not_staff_member_ids=())
        return anyone, talk.texts.say("staff-not-selectable", service=service.display_name)
    left = [each for each in service.staff_member_ids if each not in unwanted]
    if unwanted and not left:
        anyone = replace(draft, not_staff_member_ids=())
        names = talk.texts.list([each.display_name for each in providers(talk, service)])
        return anyone, talk.texts.say("only-these-staff", staff=names, service=service.display_name)
    if unwanted and len(left) == 1:
        return replace(draft, staff=StaffWish(left[0])), ""
    return draft, ""


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


def providers(talk: Talk, service: ServiceView) -> tuple[StaffMemberView, ...]:
    """List who provides a service, by name."""
    found = (talk.business.staff_member(each) for each in service.staff_member_ids)
    return tuple(each for each in found if each is not None)


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
