"""Opens one part of the draft again, to be changed: by a tap, or by "change the day"."""

from dataclasses import replace

from cards.verbs import DraftField
from dialogs.details import ask_contact
from dialogs.own_appointments import own
from dialogs.parties import ask_people
from dialogs.questions import ask_staff, proceed
from dialogs.short_answers import asks_something, tells_something
from dialogs.state import Asked, ConversationState, settled
from dialogs.talk import Outcome, Talk
from dialogs.trails import without
from language.kinds import Intent, Manner, Part
from language.understanding import Understanding

_FIELDS = {
    Part.SERVICE: DraftField.SERVICE,
    Part.STAFF: DraftField.STAFF,
    Part.DAY: DraftField.DAY,
    Part.TIME: DraftField.TIME,
    Part.CONTACT: DraftField.CONTACT,
    Part.NAME: DraftField.CONTACT,
    Part.EMAIL: DraftField.CONTACT,
    Part.PHONE: DraftField.CONTACT,
    Part.ANSWERS: DraftField.ANSWERS,
    Part.LENGTH: DraftField.LENGTH,
    Part.PEOPLE: DraftField.PEOPLE,
}
_OF_THE_TIME = (DraftField.DAY, DraftField.TIME)
_ABOUT_APPOINTMENTS = (Asked.CANCEL, Asked.WHICH_APPOINTMENT)


async def open_part(talk: Talk, state: ConversationState, part: DraftField) -> Outcome:
    """Forget one part and ask it again; the contact is shown to be corrected."""
    draft = settled(state.draft)
    service = talk.business.service(draft.service_id)
    if service is None:
        return await proceed(talk, state)
    if part is DraftField.CONTACT:
        return ask_contact(talk, state, service)
    opened = replace(state, draft=without(draft, part))
    if part is DraftField.STAFF:
        return ask_staff(talk, opened, service)
    if part is DraftField.PEOPLE and service.maximum_attendees_count > 1:
        return ask_people(talk, opened, service)
    return await proceed(talk, opened)


async def change_part(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """Open the part somebody wants to change; None where none was named, or not of the draft."""
    part = understanding.part
    asks = understanding.manner is Manner.QUESTION and asks_something(understanding)
    is_question = asks and not understanding.means(Intent.RESCHEDULE)
    if part is None or is_question or tells_something(understanding):
        return None
    field = _FIELDS[part]
    if not await _is_of_draft(talk, state, field):
        return None
    return await open_part(talk, _without_detail(state, part), field)


async def _is_of_draft(talk: Talk, state: ConversationState, field: DraftField) -> bool:
    """Tell whether the draft has that part, and no appointment of before is meant instead."""
    if not state.is_drafting or state.asked in _ABOUT_APPOINTMENTS:
        return False
    if settled(state.draft).moves:
        return field in _OF_THE_TIME
    is_summed_up = state.asked is Asked.CONFIRMATION
    return field is DraftField.CONTACT or is_summed_up or talk.is_staff or not await own(talk)


def _without_detail(state: ConversationState, part: Part) -> ConversationState:
    """Forget the one detail of the contact that is wrong, so that just this is asked."""
    names = {Part.NAME: "name", Part.EMAIL: "email_address", Part.PHONE: "phone"}
    if part not in names:
        return state
    draft = settled(state.draft)
    contact = replace(draft.contact, **{names[part]: ""})
    return replace(state, draft=replace(draft, contact=contact))
