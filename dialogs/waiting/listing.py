"""Who waits for what: a customer's own wishes and leaving them, and the line for staff."""

from cards.card_views import ChoiceView, NoticeView
from cards.channels import CardJson
from cards.notices import render_notice
from cards.verbs import Verb
from cards.waitlist import render_staff_waitlist, render_waitlist
from cards.waitlist_views import StaffWaitlistCardView, WaitlistCardView
from cards.waitlist_words import entry_words
from dialogs.asking_again import then_ask_again
from dialogs.state import ConversationState
from dialogs.talk import Outcome, Talk, shown
from scheduling.permissions import Action, Reach, reach_of
from scheduling.service.asking import AskBusiness
from scheduling.service.waiting.answering import leave_waitlist
from scheduling.service.waiting.commands import LeaveCommand
from scheduling.service.waiting.listing import list_waitlist, my_waitlist
from scheduling.waitlist_views import WaitlistEntryView


async def own_wishes(talk: Talk) -> tuple[WaitlistEntryView, ...]:
    """List what a customer waits for."""
    return await talk.desk.ask(my_waitlist, AskBusiness(talk.business.business_id))


async def show_waitlist(talk: Talk, state: ConversationState, first: int = 0) -> Outcome:
    """Show a customer their wishes, or staff the line; then come back to what was asked."""
    if talk.is_staff:
        return await then_ask_again(talk, (state, shown(await _line(talk, first), "waitlist")))
    found = await own_wishes(talk)
    prompt = talk.texts.say("waitlist-mine", count=len(found))
    return await then_ask_again(talk, (state, shown(_own(talk, found, prompt), "waitlist")))


async def leave_meant(talk: Talk, state: ConversationState) -> Outcome:
    """Leave at once where there is one wish; of several, show which ones there are."""
    found = await own_wishes(talk)
    if len(found) == 1:
        return await leave(talk, state, found[0].entry_id)
    key = "waitlist-which-to-leave" if found else "waitlist-not-on"
    card = _own(talk, found, talk.texts.say(key))
    return await then_ask_again(talk, (state, shown(card, "waitlist")))


async def leave(talk: Talk, state: ConversationState, entry_id: str) -> Outcome:
    """Take somebody off the waitlist, and say so."""
    command = LeaveCommand(talk.business.business_id, entry_id)
    entry = await talk.desk.do(leave_waitlist, command)
    said = "waitlist-left-staff" if talk.is_staff else "waitlist-left"
    words = entry_words(entry, talk.texts)
    prompt = talk.texts.say(said, wish=words, customer=entry.customer_name)
    view = NoticeView(prompt=prompt, choices=_ways_on(talk))
    reply = shown(render_notice(view, talk.texts, talk.turn.channel), f"waitlist:{entry_id}")
    return await then_ask_again(talk, (state, reply))


def _ways_on(talk: Talk) -> tuple[ChoiceView, ...]:
    if talk.is_staff:
        return (ChoiceView(talk.texts.say("choice-waitlist"), Verb.STAFF_WAITLIST),)
    return (
        ChoiceView(talk.texts.say("choice-my-waitlist"), Verb.MY_WAITLIST),
        ChoiceView(talk.texts.say("choice-book"), Verb.BOOK),
    )


def _own(talk: Talk, found: tuple[WaitlistEntryView, ...], prompt: str) -> CardJson:
    if not found:
        choices = (ChoiceView(talk.texts.say("choice-book"), Verb.BOOK),)
        view = NoticeView(prompt=prompt, choices=choices)
        return render_notice(view, talk.texts, talk.turn.channel)
    listed = WaitlistCardView(prompt=prompt, entries=found, time_zone=talk.zone)
    return render_waitlist(listed, talk.texts, talk.turn.channel)


async def _line(talk: Talk, first: int) -> CardJson:
    found = await talk.desk.ask(list_waitlist, AskBusiness(talk.business.business_id))
    role = talk.person.role
    view = StaffWaitlistCardView(
        prompt=talk.texts.say("waitlist-line", count=len(found)),
        entries=found,
        time_zone=talk.zone,
        first=first,
        may_change=role is not None and reach_of(role, Action.BOOK) is Reach.ANY,
    )
    return render_staff_waitlist(view, talk.texts, talk.turn.channel)
