"""How many people come: to a group with whoever books, to any other service one by one."""

from dataclasses import replace

from cards.card_views import ChoiceView, NoticeView
from cards.notices import render_notice
from cards.people import people_text
from cards.summary import COUNTS_SHOWN
from cards.verbs import DraftField, Verb
from dialogs.offers import wish_of
from dialogs.short_answers import tells_something
from dialogs.state import Asked, ConversationState, Draft
from dialogs.talk import Outcome, Talk, shown, with_reasons
from dialogs.trails import filled
from dialogs.turns import Reply
from dialogs.wishes import exact_wall_clock
from language.understanding import Understanding
from scheduling.errors import Reason
from scheduling.recurrence import day_range, instants_of
from scheduling.service.finding import FindSlots, find_slots
from scheduling.time_ranges import TimeRange
from scheduling.views import ServiceView

MOST_PEOPLE = 1000


def with_people(draft: Draft, count: int) -> Draft:
    """Choose how many people come. A time already chosen is looked at again."""
    if count == (draft.attendees_count or 1):
        return replace(draft, attendees_count=count)
    changed = replace(draft, attendees_count=count, start_at=None)
    return filled(changed, DraftField.PEOPLE)


def with_people_said(draft: Draft, understanding: Understanding) -> Draft:
    """Choose how many people come, as it was said; what is moved keeps its own."""
    said = understanding.party_size
    is_left = said is None or draft.moves or said.value == draft.attendees_count
    return draft if said is None or is_left else with_people(draft, said.value)


def possible_people(talk: Talk, draft: Draft, service: ServiceView) -> tuple[Draft, str]:
    """Give the draft for one where a service is for one, and the sentence that says so.

    The others are booked one after the other.
    """
    count = draft.attendees_count or 1
    if draft.moves or count == 1 or service.maximum_attendees_count > 1:
        return draft, ""
    alone = replace(draft, attendees_count=None, others_count=count - 1)
    return alone, talk.texts.say("one-person", service=service.display_name, others=count - 1)


async def ask_people_if_too_many(
    talk: Talk, state: ConversationState, draft: Draft, service: ServiceView, lead: str
) -> Outcome | None:
    """Say how many can come together where more are wished for, and ask how many do."""
    most = service.maximum_attendees_count
    if draft.moves or (draft.attendees_count or 1) <= most:
        return None
    why = talk.texts.say("at-most-together", service=service.display_name, most=most)
    left = await _left_then(talk, draft)
    asked = replace(state, draft=replace(draft, attendees_count=None))
    said = " ".join(each for each in (lead, why, left) if each)
    after, reply = ask_people(talk, asked, service, said)
    return after, with_reasons(reply, (Reason.FULL.value,))


async def _left_then(talk: Talk, draft: Draft) -> str:
    """Say how many places are left at the time wished for; "" where it is none in particular."""
    wall = exact_wall_clock(draft.when) if draft.when else None
    starts = instants_of(wall, talk.zone) if wall else ()
    if wall is None or not starts:
        return ""
    wish = replace(wish_of(talk, draft), attendees_count=1)
    day: TimeRange = day_range(wall.date(), talk.zone)
    found = await talk.desk.ask(find_slots, FindSlots(wish, day))
    slot = next((each for each in found if each.start_at == starts[0]), None)
    left = slot.open_attendees_count if slot else None
    if left is None:
        return ""
    return talk.texts.say("places-left-then", when=talk.when(starts[0]), count=left)


def ask_people(
    talk: Talk, state: ConversationState, service: ServiceView, lead: str = ""
) -> Outcome:
    """Ask how many people come."""
    draft = state.draft or Draft(draft_id="")
    most = min(service.maximum_attendees_count, COUNTS_SHOWN)
    choices = tuple(
        ChoiceView(
            people_text(count, talk.texts),
            Verb.PICK_COUNT,
            {"draft": draft.draft_id, "count": count},
        )
        for count in range(1, most + 1)
    )
    prompt = f"{lead} {talk.texts.say('ask-people')}".strip()
    view = NoticeView(prompt=prompt, choices=choices)
    card = render_notice(view, talk.texts, talk.turn.channel)
    return state.asking(Asked.PEOPLE), shown(card)


def people_answered(state: ConversationState, understanding: Understanding) -> Draft | None:
    """Take a bare number as how many people come."""
    answer = understanding.answer
    number = answer.value.number if answer else None
    is_count = number is not None and 1 <= number <= MOST_PEOPLE
    if state.draft is None or number is None or not is_count or tells_something(understanding):
        return None
    return with_people(state.draft, number)


def offer_next(talk: Talk, draft: Draft) -> Reply:
    """Offer to book for the next of several people, once one is booked."""
    if not draft.others_count or draft.service_id is None:
        return Reply()
    said = talk.texts.say("next-person", others=draft.others_count)
    again = ChoiceView(talk.texts.say("choice-book"), Verb.BOOK, {"service": draft.service_id})
    view = NoticeView(prompt=said, choices=(again,))
    return shown(render_notice(view, talk.texts, talk.turn.channel))
