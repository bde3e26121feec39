"""Puts somebody on the waitlist; a name is asked for first where nobody knows it."""

from dataclasses import replace
from datetime import datetime

from cards.card_views import ChoiceView, NoticeView, Tone
from cards.notices import render_notice
from cards.verbs import Field, Verb
from cards.waitlist_words import entry_words
from dialogs.details import ask_contact
from dialogs.drafts import contact_of, new_draft, with_service, with_staff
from dialogs.refusals import day_words, offer_times, sentence
from dialogs.state import ConversationState, Draft
from dialogs.talk import Outcome, Talk, shown
from dialogs.turns import Reply
from dialogs.wait_wishes import with_shared
from language.understanding import StaffWish
from scheduling.customers import Contact
from scheduling.errors import InvalidValue, SlotNotOffered, TimeIsFree, TooManyWishes
from scheduling.layers import Explanation
from scheduling.service.waiting.commands import JoinCommand
from scheduling.service.waiting.joining import join_waitlist
from scheduling.views import SlotView
from scheduling.waitlist import WaitlistWish
from scheduling.waitlist_views import WaitlistEntryView


async def join(talk: Talk, state: ConversationState, wish: WaitlistWish) -> Outcome:
    """Put the person on the waitlist, or whoever a staff member names.

    Where there is free time, it is offered instead; what was told so far is not lost.
    """
    state = _with_draft(talk, replace(state, joining=None), wish)
    contact = _contact(state)
    if contact is None and (talk.is_staff or talk.person.contact is None):
        return _ask_who(talk, state, wish)
    command = JoinCommand(
        business_id=talk.business.business_id,
        wish=wish,
        contact=contact,
        customer_time_zone=talk.customer_zone,
        language_tag="" if talk.is_staff else talk.texts.locale,
        idempotency_key=f"waitlist:{talk.turn.conversation_id}:{talk.turn.activity_id}",
    )
    try:
        entry = await talk.desk.do(join_waitlist, command)
    except TimeIsFree as error:
        return _free(talk, state, error.starts)
    except TooManyWishes as error:
        return _full(talk, state, error)
    except SlotNotOffered as error:
        return _impossible(talk, state, wish, error)
    return state.without_draft, joined(talk, entry)


async def go_on_joining(talk: Talk, state: ConversationState) -> Outcome | None:
    """Join once the name is known; None where nobody was about to, or something else was said.

    Whoever tells another service or another day instead of their name is about to book that.
    """
    wish, draft = state.joining, state.draft
    if wish is None or draft is None:
        return None
    if (draft.service_id, draft.when) != (wish.service_id, state.joining_when):
        return None
    return await join(talk, state, wish)


def _with_draft(talk: Talk, state: ConversationState, wish: WaitlistWish) -> ConversationState:
    """Go on with the draft that is about this service, or begin one: it keeps what is told."""
    draft = state.draft
    if draft is not None and draft.service_id == wish.service_id and not draft.moves:
        return state
    fresh = new_draft(talk, talk.desk.ids.new_id())
    service = talk.business.service(wish.service_id)
    fresh = fresh if service is None else with_service(fresh, service)
    fresh = with_shared(fresh, wish.duration, wish.attendees_count)
    return replace(state, draft=with_staff(fresh, StaffWish(wish.staff_member_id)))


def _contact(state: ConversationState) -> Contact | None:
    """Give whom it is for as far as it is told; staff name a customer, and nobody else does."""
    try:
        return contact_of(state.draft) if state.draft else None
    except InvalidValue:
        return None


def _ask_who(talk: Talk, state: ConversationState, wish: WaitlistWish) -> Outcome:
    service = talk.business.service(wish.service_id)
    if service is None:
        raise InvalidValue(Field.SERVICE, "is no service")
    lead = talk.texts.say("waitlist-ask-name") if not talk.is_staff else ""
    asked, reply = ask_contact(talk, state, service, lead)
    when = state.draft.when if state.draft else None
    return replace(asked, joining=wish, joining_when=when), reply


def joined_words(talk: Talk, entry: WaitlistEntryView) -> str:
    """Say who is on the list for what, and whether they will hear of it by themselves."""
    key = "waitlist-joined" if entry.is_reached else "waitlist-joined-unreached"
    said = f"{key}-staff" if talk.is_staff else key
    words = entry_words(entry, talk.texts)
    joined_to = talk.texts.say(said, wish=words, customer=entry.customer_name)
    if entry.open_until_on is None:
        return joined_to
    day = talk.texts.day(entry.open_until_on, talk.today)
    return f"{joined_to} {talk.texts.say('waitlist-opens-later', day=day)}"


def joined(talk: Talk, entry: WaitlistEntryView) -> Reply:
    """Show that it is done, and the way out again."""
    data = {Field.ENTRY.value: entry.entry_id}
    leave = ChoiceView(talk.texts.say("choice-leave-waitlist"), Verb.LEAVE_WAITLIST, data)
    mine = ChoiceView(talk.texts.say("choice-my-waitlist"), Verb.MY_WAITLIST)
    view = NoticeView(
        prompt=joined_words(talk, entry),
        tone=Tone.GOOD,
        choices=(leave,) if talk.is_staff else (mine, leave),
    )
    return shown(render_notice(view, talk.texts, talk.turn.channel), f"waitlist:{entry.entry_id}")


def _free(talk: Talk, state: ConversationState, starts: tuple[datetime, ...]) -> Outcome:
    slots = [SlotView(each, ()) for each in starts]
    return offer_times(talk, state, talk.texts.say("waitlist-time-is-free"), slots)


def _full(talk: Talk, state: ConversationState, error: TooManyWishes) -> Outcome:
    mine = ChoiceView(talk.texts.say("choice-my-waitlist"), Verb.MY_WAITLIST)
    view = NoticeView(
        prompt=talk.texts.say("waitlist-full", limit=error.limit),
        tone=Tone.WARNING,
        choices=() if talk.is_staff else (mine,),
    )
    return state, shown(render_notice(view, talk.texts, talk.turn.channel), reasons=("full",))


def _impossible(
    talk: Talk, state: ConversationState, wish: WaitlistWish, error: SlotNotOffered
) -> Outcome:
    draft = state.draft or Draft(draft_id="")
    why = sentence(talk, draft, Explanation(error.reason), day_words(talk, wish.from_on))
    view = NoticeView(prompt=why, tone=Tone.WARNING)
    reply = shown(render_notice(view, talk.texts, talk.turn.channel), reasons=(error.reason.value,))
    return state, reply
