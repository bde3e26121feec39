"""Answers to an offer: book it the ordinary way with the time kept, or let it pass."""

from dataclasses import replace
from datetime import datetime, timedelta

from cards.card_views import ChoiceView, NoticeView
from cards.notices import render_notice
from cards.verbs import Field, Verb
from cards.waitlist_words import entry_words
from dialogs.asking_again import then_ask_again
from dialogs.drafts import new_draft, with_service, with_staff, with_start
from dialogs.questions import proceed
from dialogs.state import ConversationState, Draft, HeldTime
from dialogs.talk import Outcome, Talk, after, shown
from dialogs.times import pick_start
from dialogs.turns import Message, Reply
from dialogs.wait_wishes import with_shared
from language.understanding import StaffWish
from scheduling.errors import NotFound, OfferOver
from scheduling.service.waiting.answering import pass_up_offer, take_offer
from scheduling.service.waiting.commands import OfferCommand
from scheduling.waitlist_views import OfferView

RENEWED_AHEAD = timedelta(minutes=2)
"""Whoever is still filling in details so shortly before the deadline gets the time held anew."""


async def take(talk: Talk, state: ConversationState, entry_id: str, start_at: datetime) -> Outcome:
    """Begin to book what is offered, with the time kept; one that is over says what is free."""
    command = OfferCommand(talk.business.business_id, entry_id, start_at)
    try:
        entry = await talk.desk.do(take_offer, command)
    except OfferOver as error:
        return await _over(talk, state, error)
    if entry.offer is None:
        raise NotFound("offer", entry_id)
    whose = entry.offer.staff_member.staff_member_id
    wish = entry.wish
    begun = _draft(talk, entry.service_id, whose)
    draft = with_shared(begun, wish.duration, wish.attendees_count)
    chosen = with_start(draft, entry.offer.start_at, talk.zone)
    kept = replace(chosen, held=_held(chosen, entry.offer))
    lead = talk.texts.say("offer-taken", until=talk.when(entry.offer.until_at))
    return await proceed(talk, replace(state.asking(None), draft=kept), lead)


def _draft(talk: Talk, service_id: str, staff_member_id: str | None) -> Draft:
    """Begin a draft for what was waited for. Raises NotFound for a service that is gone."""
    service = talk.business.service(service_id)
    if service is None:
        raise NotFound("service", service_id)
    wished = staff_member_id if service.allow_staff_selection else None
    draft = with_service(new_draft(talk, talk.desk.ids.new_id()), service)
    return with_staff(draft, StaffWish(wished))


def _held(draft: Draft, offer: OfferView) -> HeldTime:
    return HeldTime(
        service_id=draft.service_id or "",
        staff_member_id=draft.staff_member_id,
        not_staff_member_ids=(),
        start_at=offer.start_at,
        renew_from_at=offer.until_at - RENEWED_AHEAD,
        expires_at=offer.until_at,
        duration=draft.duration,
        attendees_count=draft.attendees_count,
    )


async def _over(talk: Talk, state: ConversationState, error: OfferOver) -> Outcome:
    """Say that it is over; where the time is still free it can be booked, else what is nearest."""
    begun = _draft(talk, error.service_id, error.staff_member_id)
    draft = with_shared(begun, error.duration, error.attendees_count)
    fresh = replace(state.asking(None), draft=draft)
    chosen, refused = await pick_start(talk, fresh, error.start_at)
    if refused is None:
        return await proceed(talk, chosen, talk.texts.say("offer-over-still-free"))
    said = Reply((Message(text=talk.texts.say("offer-over"), reasons=("offer_over",)),))
    return refused[0], after(said, refused[1])


async def pass_up(
    talk: Talk, state: ConversationState, entry_id: str, start_at: datetime
) -> Outcome:
    """Let the next in line have it; the customer stays on the list."""
    command = OfferCommand(talk.business.business_id, entry_id, start_at)
    entry = await talk.desk.do(pass_up_offer, command)
    data = {Field.ENTRY.value: entry_id}
    view = NoticeView(
        prompt=talk.texts.say("offer-passed-up", wish=entry_words(entry, talk.texts)),
        choices=(
            ChoiceView(talk.texts.say("choice-my-waitlist"), Verb.MY_WAITLIST),
            ChoiceView(talk.texts.say("choice-leave-waitlist"), Verb.LEAVE_WAITLIST, data),
        ),
    )
    reply = shown(render_notice(view, talk.texts, talk.turn.channel), f"waitlist:{entry_id}")
    return await then_ask_again(talk, (state, reply))
