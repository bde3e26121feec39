"""Fills and corrects the draft with whatever a message told, in any order."""

from dataclasses import replace

from dialogs.attendees_named import attendee_lead, with_attendee_said
from dialogs.drafts import (
    contact_read,
    new_draft,
    own_calendar_only,
    with_contact,
    with_service,
    with_staff,
)
from dialogs.exclusions import without_people
from dialogs.inferring import with_service_inferred
from dialogs.lengths import no_other_length, with_length_said
from dialogs.parties import ask_whether_people, with_doubt, with_people_said
from dialogs.questions import ask_staff, has_choice_of_staff, proceed
from dialogs.remarks import remarks
from dialogs.repeating import with_repeats
from dialogs.short_answers import tells_something
from dialogs.state import Asked, ContactDraft, ConversationState, Draft, settled
from dialogs.talk import Outcome, Talk, after, says
from dialogs.times_said import with_times_said
from dialogs.turns import Message, Reply
from language.kinds import Intent
from language.understanding import Read, StaffWish, Understanding

_STARTING = (Intent.BOOK, Intent.ASK_AVAILABILITY)


async def fill(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """Take what was told into the draft and ask what is missing; None where nothing was told."""
    begun = _draft_for(talk, state, understanding)
    if begun is None:
        return None
    draft = _filled(talk, begun, understanding)
    tells = _starts(understanding) or tells_something(understanding) or understanding.zone
    if draft == state.draft and not tells:
        return None
    lead = _lead(talk, state, begun, draft, understanding)
    changed = replace(state, draft=draft, is_paused=False)
    asked, question = await _next_question(talk, changed, lead, understanding)
    # A question that says why a time cannot be had leaves no room for a word before it.
    heard = Reply() if not lead or says(question, lead) else Reply((Message(text=lead),))
    note = _note(talk, begun, draft, understanding)
    is_said = any(says(question, each.text) for each in note.messages)
    noted = after(Reply() if is_said else note, remarks(talk, draft, understanding))
    doubt = ask_whether_people(talk, draft, understanding)
    return asked, after(after(noted, doubt), after(heard, question))


def draft_told(talk: Talk, state: ConversationState, understanding: Understanding) -> Draft:
    """Give the draft there is, or a new one, with whatever the message told taken in."""
    draft = None if state.draft is None or state.draft.moves else state.draft
    return _filled(talk, draft or new_draft(talk, talk.desk.ids.new_id()), understanding)


async def _next_question(
    talk: Talk, state: ConversationState, lead: str, understanding: Understanding
) -> Outcome:
    """Ask what is missing; after a name that nobody has, who it shall be."""
    draft = settled(state.draft)
    service = talk.business.service(draft.service_id)
    is_asked = understanding.unknown_staff and draft.staff is None and not draft.moves
    if service is not None and is_asked and has_choice_of_staff(service):
        return ask_staff(talk, state, service, lead)
    return await proceed(talk, state, lead)


def _note(talk: Talk, before: Draft, draft: Draft, understanding: Understanding) -> Reply:
    """Say what became of a wish for another length, or for somebody else: who stays, who may not."""
    length = no_other_length(talk, before, understanding)
    if length:
        return Reply((Message(text=length[0]),))
    if draft.keeps_everybody and understanding.staff_member is not None:
        return Reply((Message(text=talk.texts.say("everybody-stays")),))
    only, wished = own_calendar_only(talk), understanding.staff_member
    is_another = wished is not None and wished.value not in (only, StaffWish(None))
    if only is None or not is_another:
        return Reply()
    return Reply((Message(text=talk.texts.say("own-calendar-only")),))


def _starts(understanding: Understanding) -> bool:
    return any(understanding.means(each) for each in _STARTING)


def _draft_for(talk: Talk, state: ConversationState, understanding: Understanding) -> Draft | None:
    """Give the draft the message is about: the one there is, or a new one where it starts one."""
    current = state.draft
    if current is not None and not _starts_another(state, current, understanding):
        return current
    says_what = tells_something(understanding) and contact_read(understanding) == ContactDraft()
    says_who = bool(contact_read(understanding).name or contact_read(understanding).email_address)
    says_who = says_who or bool(understanding.attendee and understanding.attendee.value)
    is_wish = (says_what or says_who) and not talk.is_staff
    if _starts(understanding) or is_wish or current is not None:
        return new_draft(talk, talk.desk.ids.new_id())
    return None


def _starts_another(state: ConversationState, current: Draft, understanding: Understanding) -> bool:
    """Booking something while a move or a paused draft is open is a new draft."""
    adds = understanding.visit is not None and understanding.visit.adds
    books = (understanding.means(Intent.BOOK) or adds) and understanding.service is not None
    return books and (state.is_paused or bool(current.moves))


def _filled(talk: Talk, draft: Draft, understanding: Understanding) -> Draft:
    draft = with_repeats(draft, understanding)
    if not draft.moves:
        draft = _with_service_said(talk, draft, understanding)
    draft = _with_people_said(talk, draft, understanding)
    draft = with_service_inferred(talk, draft, understanding)
    draft = with_length_said(talk, draft, understanding)
    draft = with_doubt(with_people_said(draft, understanding), understanding)
    draft = with_times_said(talk, draft, understanding)
    draft = with_attendee_said(talk, draft, understanding)
    contact = _contact_said(talk, understanding)
    return draft if contact == ContactDraft() or draft.moves else with_contact(draft, contact)


def _with_service_said(talk: Talk, draft: Draft, understanding: Understanding) -> Draft:
    said = understanding.service
    if said is None:
        return draft
    if said.is_ambiguous:
        among = draft.service_id in said.choices
        return draft if among else replace(draft, service_id=None, service_choices=said.choices)
    service = talk.business.service(said.value)
    return draft if service is None else with_service(draft, service)


def _with_people_said(talk: Talk, draft: Draft, understanding: Understanding) -> Draft:
    if own_calendar_only(talk) is not None:
        return draft
    if understanding.staff_member is not None:
        draft = _with_any_of(talk, draft, understanding.staff_member)
    elif understanding.unknown_staff:
        draft = replace(draft, staff=None, start_at=None)
    return without_people(draft, tuple(each.value for each in understanding.excluded_staff_members))


def _with_any_of(talk: Talk, draft: Draft, said: Read[StaffWish]) -> Draft:
    """Choose who was said; with "Ana or Bruno", whoever of them is free."""
    wished = [each.staff_member_id for each in said.choices]
    if not said.is_ambiguous or draft.moves:
        return with_staff(draft, said.value)
    everybody = [each.staff_member_id for each in talk.business.staff_members]
    others = tuple(each for each in everybody if each not in wished)
    return without_people(with_staff(draft, StaffWish(None)), others)


def _contact_said(talk: Talk, understanding: Understanding) -> ContactDraft:
    """Give the contact told; staff who say "for Tom Jones" speak of the customer."""
    contact, customer = contact_read(understanding), understanding.customer_name
    if talk.is_staff and customer is not None and not contact.name:
        return replace(contact, name=customer.value)
    return contact


def _lead(
    talk: Talk, state: ConversationState, before: Draft, draft: Draft, understanding: Understanding
) -> str:
    """Say a short word of what was taken in, where the next question alone would not show it."""
    for_whom = attendee_lead(talk, before, draft)
    if for_whom:
        return for_whom
    if state.draft is not None and understanding.is_correction:
        return talk.texts.say("corrected")
    if draft.contact == before.contact or talk.is_staff:
        return ""
    if draft.contact.name != before.contact.name:
        return talk.texts.say("thanks-name", name=draft.contact.name)
    return "" if state.asked is Asked.CONTACT else talk.texts.say("noted")
