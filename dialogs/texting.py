"""What a typed message asks for: each step answers it or passes it on to the next."""

from cards.card_views import ChoiceView, NoticeView
from cards.channels import Channel
from cards.notices import render_notice
from cards.verbs import Verb
from dialogs import business_facts as facts
from dialogs.answering import answer_pending
from dialogs.asides import aside, welcome
from dialogs.asking_again import ask_again_after, then_ask_again
from dialogs.explaining.moves import why_not_move
from dialogs.explaining.questions import why_not
from dialogs.filling import fill
from dialogs.hearing import understand
from dialogs.intentions import POLITE, main_intent
from dialogs.lifecycle.wishes import lifecycle_wish
from dialogs.offered_appointments import offer_wish
from dialogs.other_times import other_times
from dialogs.own_appointments import list_own, own
from dialogs.own_wishes import own_wish
from dialogs.parts import change_part
from dialogs.requests import request_wish
from dialogs.short_answers import tells_something
from dialogs.staff_day import staff_intent
from dialogs.starting import resume
from dialogs.state import ConversationState
from dialogs.stopping import stop_or_go_back
from dialogs.talk import Outcome, Talk, after, shown
from dialogs.turns import Message, Reply
from dialogs.visiting.saying import visit_said
from dialogs.visiting.whole_or_part import whole_or_part_said
from dialogs.waiting.said import waitlist_said
from dialogs.zone_told import zone_told
from dialogs.zones import heard
from language.context import Speaker
from language.kinds import Intent
from language.understanding import Understanding
from scheduling.actors import CustomerActor, Principal
from scheduling.errors import InvitationInvalid
from scheduling.service.identities import AcceptInvitation, accept_invitation

_OF_STAFF = (Intent.MY_DAY, Intent.TEAM_DAY, Intent.WHO_IS_NEXT)
_BOOKING = (Intent.BOOK, Intent.ASK_AVAILABILITY)
_WITH_A_WISH = (Intent.ASK_PRICE, Intent.ASK_DURATION, Intent.ASK_SERVICES, Intent.ASK_STAFF)


async def texted(talk: Talk, state: ConversationState) -> Outcome:
    """Answer a typed message. The first step that knows what to do with it decides."""
    talk, state, understanding = heard(talk, state)
    steps = (
        _invitation,
        _not_linked,
        waitlist_said,
        stop_or_go_back,
        why_not_move,
        why_not,
        other_times,
        whole_or_part_said,
        visit_said,
        answer_pending,
        change_part,
        _staff,
        _aside,
        own_wish,
        fill,
        zone_told,
    )
    for step in steps:
        outcome = await step(talk, state, understanding)
        if outcome is not None:
            return outcome
    return await _not_understood(talk, state)


async def _invitation(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """Link whoever writes an invitation's code to the staff member it was made for."""
    code, principal = understanding.invitation_code, _principal(talk)
    if code is None or principal is None:
        is_meant = understanding.intent is Intent.LINK_INVITATION
        return _said(talk, state, "invitation-not-read") if is_meant else None
    try:
        person = await talk.desk.do(accept_invitation, AcceptInvitation(principal, code.value))
    except InvitationInvalid:
        return _said(talk, state, "invitation-invalid")
    name = person.staff_member.display_name if person.staff_member else ""
    choices = (ChoiceView(talk.texts.say("choice-my-day"), Verb.STAFF_DAY),)
    view = NoticeView(prompt=talk.texts.say("invitation-accepted", name=name), choices=choices)
    return ConversationState(), shown(render_notice(view, talk.texts, talk.turn.channel))


def _principal(talk: Talk) -> Principal | None:
    actor = talk.desk.actor
    return actor.principal if isinstance(actor, CustomerActor) else talk.turn.principal


def _said(talk: Talk, state: ConversationState, key: str) -> Outcome:
    view = NoticeView(prompt=talk.texts.say(key))
    return state, shown(render_notice(view, talk.texts, talk.turn.channel))


async def _not_linked(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """Tell staff whose account is not linked yet how to link it: nobody else asks for a day."""
    is_stranger = not talk.is_staff and talk.turn.channel is Channel.TEAMS
    if not is_stranger or state.asked is not None:
        return None
    if understanding.intent not in (None, Intent.INFORM) or understanding.service is not None:
        return None
    as_staff = understand(talk, state, Speaker.STAFF)
    return _said(talk, state, "not-linked") if as_staff.intent in _OF_STAFF else None


async def _staff(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    if not talk.is_staff:
        return None
    asked = await lifecycle_wish(talk, state, understanding)
    asked = asked or await offer_wish(talk, state, understanding)
    asked = asked or await request_wish(talk, state, understanding)
    return asked or await staff_intent(talk, state, understanding)


async def _aside(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """Answer a question in between, then ask again what was asked."""
    intent = _asked_in_between(understanding)
    if intent is None:
        return None
    if intent is Intent.GREET:
        return await _greeted(talk, state)
    answer = aside(talk, state, intent, understanding)
    if answer is None or intent is Intent.GOODBYE:
        return None if answer is None else (state, answer)
    if intent is Intent.ASK_POLICY and state.asked is None:
        return await _with_own(talk, state, answer)
    if _wishes_besides(intent, understanding):
        filled = await fill(talk, state, understanding)
        if filled is not None:
            return filled[0], after(answer, filled[1])
    return await then_ask_again(talk, (state, answer))


def _asked_in_between(understanding: Understanding) -> Intent | None:
    """Give what is asked besides the booking; a courtesy counts where nothing else was said."""
    intent = main_intent(understanding)
    if understanding.means(Intent.GOODBYE) and intent in POLITE:
        is_wish = understanding.service or understanding.staff_member
        return None if is_wish else Intent.GOODBYE
    if intent is Intent.AFFIRM and understanding.means(Intent.THANK):
        intent = Intent.THANK
    is_courtesy = intent in (Intent.GREET, Intent.THANK)
    return None if is_courtesy and tells_something(understanding) else intent


def _wishes_besides(intent: Intent, understanding: Understanding) -> bool:
    """Tell whether a question came with a wish: "how much is it, and have you time tomorrow?"."""
    books = any(understanding.means(each) for each in _BOOKING)
    return intent in _WITH_A_WISH and (books or bool(understanding.when))


async def _with_own(talk: Talk, state: ConversationState, answer: Reply) -> Outcome:
    """Show a customer's appointments beside what may be done with them."""
    if talk.is_staff or not await own(talk):
        return await then_ask_again(talk, (state, answer))
    listed, appointments = await list_own(talk, state)
    return listed, after(answer, appointments)


async def _greeted(talk: Talk, state: ConversationState) -> Outcome:
    again = await ask_again_after(talk, state, facts.notice(talk, talk.texts.say("hello")))
    return again or (state, welcome(talk))


async def _not_understood(talk: Talk, state: ConversationState) -> Outcome:
    """Say so, and ask again."""
    sorry = Reply((Message(text=talk.texts.say("not-understood")),))
    again = await ask_again_after(talk, state, sorry)
    if again is not None:
        return again
    if state.draft is not None:
        return await resume(talk, state)
    return state, welcome(talk, "not-understood-welcome")
