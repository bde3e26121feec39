"""What colleagues offer: accepted or declined, by a tap or in writing."""

from cards.card_views import ChoiceView
from cards.hand_over_news import render_offer
from cards.hand_over_views import OfferCardView
from cards.verbs import Field, Verb
from dialogs import business_facts as facts
from dialogs.requests import waiting
from dialogs.staff_finding import names_one
from dialogs.state import ConversationState
from dialogs.talk import Outcome, Talk, shown, with_reasons
from dialogs.turns import Reply
from language.kinds import Intent
from language.understanding import Understanding
from scheduling.errors import SlotTaken
from scheduling.hand_over_views import HandOverView
from scheduling.handing_over import HandOverState
from scheduling.permissions import Action, Reach, reach_of
from scheduling.service.handing_over.answering import (
    AnswerHandOver,
    AskOffersToMe,
    answer_hand_over,
    list_offers,
)

_ANSWERS = (Intent.ACCEPT_REQUEST, Intent.DECLINE_REQUEST)


async def offer_wish(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """Answer the offer that waits; None where a request may be meant, or none is offered."""
    intent = understanding.intent
    role = talk.person.role
    may = role is not None and reach_of(role, Action.HAND_OVER) is not Reach.NONE
    is_said = understanding.means(Intent.HAND_OVER)
    if intent not in _ANSWERS or not may or names_one(understanding):
        return None
    if not is_said and await waiting(talk):
        return None
    found = await talk.desk.ask(list_offers, AskOffersToMe(talk.business.business_id))
    if len(found) == 1:
        is_accepted = intent is Intent.ACCEPT_REQUEST
        return await answer_offer(talk, state, found[0].hand_over_id, is_accepted=is_accepted)
    if found:
        return state, _several(talk, found)
    return (state, facts.notice(talk, talk.texts.say("offer-none"))) if is_said else None


def _several(talk: Talk, found: tuple[HandOverView, ...]) -> Reply:
    messages = tuple(
        message for each in found for message in _shown(talk, each, _asked(talk, each)).messages
    )
    return Reply(messages)


def _asked(talk: Talk, offer: HandOverView) -> str:
    due = talk.when(offer.expires_at) if offer.expires_at else ""
    return talk.texts.say(
        "offer-waits", name=offer.leaving.display_name, count=len(offer.taken), due=due
    )


async def answer_offer(
    talk: Talk, state: ConversationState, hand_over_id: str, *, is_accepted: bool
) -> Outcome:
    """Take over what is offered, or decline it; where it is over, say what became of it."""
    command = AnswerHandOver(talk.business.business_id, hand_over_id, is_accepted)
    try:
        answered = await talk.desk.do(answer_hand_over, command)
    except SlotTaken as error:
        said = talk.texts.say("offer-busy-meanwhile", when=talk.when(error.start_at))
        decline = ChoiceView(
            talk.texts.say("card-decline"),
            Verb.DECLINE_HAND_OVER,
            {Field.HAND_OVER.value: hand_over_id},
        )
        reply = facts.notice(talk, said, choices=(decline,))
        return state, with_reasons(reply, (error.reason.value,))
    said = talk.texts.say(
        f"offer-{answered.state.value}",
        name=answered.leaving.display_name,
        count=len(answered.taken),
    )
    if answered.state is HandOverState.ACCEPTED and answered.dropped_count:
        dropped = talk.texts.say("offer-dropped", count=answered.dropped_count)
        said = f"{said} {dropped}"
    return state, _shown(talk, answered, said)


def _shown(talk: Talk, offer: HandOverView, said: str) -> Reply:
    view = OfferCardView(prompt=said, hand_over=offer, time_zone=talk.zone)
    card = render_offer(view, talk.texts, talk.turn.channel)
    return shown(card, f"handover:{offer.hand_over_id}")
