"""How many people come: to a group with whoever books, to any other service one by one."""

from dataclasses import replace
from datetime import datetime

from cards.card_views import ChoiceView, NoticeView
from cards.notices import render_notice
from cards.people import people_text
from cards.summary import COUNTS_SHOWN
from cards.verbs import DraftField, Verb
from dialogs.offers import wish_of
from dialogs.short_answers import tells_something
from dialogs.state import Asked, ConversationState, Draft
from dialogs.talk import Outcome, Talk, shown, with_reasons
from dialogs.trails import day_only, filled
from dialogs.turns import Reply
from dialogs.wishes import exact_wall_clock
from language.understanding import Understanding
from scheduling.errors import Reason
from scheduling.recurrence import day_range, instants_of, local_date, time_zone
from scheduling.service.finding import FindSlots, find_slots
from scheduling.views import ServiceView

MOST_PEOPLE = 1000


def with_people(draft: Draft, count: int) -> Draft:
    """Choose how many people come. A time already chosen is looked at again."""
    draft = without_hour_of_people(draft, count)
    if count == (draft.attendees_count or 1):
        return replace(draft, attendees_count=count)
    changed = replace(draft, attendees_count=count, start_at=None)
    return filled(changed, DraftField.PEOPLE)


def with_people_said(draft: Draft, understanding: Understanding) -> Draft:
    """Choose how many people come, as it was said; what is moved keeps its own."""
    said = understanding.party_size
    is_left = said is None or draft.moves or said.value == draft.attendees_count
    return draft if said is None or is_left else with_people(draft, said.value)


def with_doubt(draft: Draft, understanding: Understanding) -> Draft:
    """Note where "for two" was taken for the hour, and forget it once another time is told."""
    said, wish = understanding.maybe_party, understanding.wish
    if wish is None or not wish.says_time or draft.moves:
        return draft
    return replace(draft, maybe_people=said.value if said else None)


def without_hour_of_people(draft: Draft, count: int) -> Draft:
    """Let go of the hour that "for two" was taken for, once two people come."""
    if count != draft.maybe_people:
        return draft
    return replace(draft, when=day_only(draft.when), start_at=None, maybe_people=None)


def ask_whether_people(talk: Talk, draft: Draft, understanding: Understanding) -> Reply:
    """Ask whether "for two" was the hour it was taken for, or people; nothing where it is plain."""
    said, wish = understanding.maybe_party, understanding.wish
    is_asked = said is not None and draft.maybe_people == said.value
    at = wish.time.earliest if wish and wish.time else None
    if said is None or not is_asked or at is None:
        return Reply()
    words = understanding.text[said.start : said.end]
    local = datetime.combine(talk.today, at, time_zone(talk.zone))
    time = talk.texts.time(local, talk.zone)
    prompt = talk.texts.say("hour-or-people", words=words, time=time, count=said.value)
    people = ChoiceView(
        people_text(said.value, talk.texts),
        Verb.PICK_COUNT,
        {"draft": draft.draft_id, "count": said.value},
    )
    view = NoticeView(prompt=prompt, choices=(people,))
    return shown(render_notice(view, talk.texts, talk.turn.channel))


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
    start_at, left = await _wished_and_left(talk, draft)
    then = ""
    if start_at is not None and left is not None:
        then = talk.texts.say("places-left-then", when=talk.when(start_at), count=left)
    asked = replace(state, draft=replace(draft, attendees_count=None))
    said = " ".join(each for each in (lead, why, then) if each)
    after, reply = ask_people(talk, asked, service, said, left)
    return after, with_reasons(reply, (Reason.FULL.value,))


async def _wished_and_left(talk: Talk, draft: Draft) -> tuple[datetime | None, int | None]:
    """Give the time wished for and the places left then; None where it is none in particular."""
    wall = exact_wall_clock(draft.when) if draft.when else None
    starts = instants_of(wall, talk.zone) if wall else ()
    return (starts[0], await places_left(talk, draft, starts[0])) if starts else (None, None)


async def places_left(talk: Talk, draft: Draft, start_at: datetime) -> int | None:
    """Give how many places a group has left at a start; None where it is no group, or none free."""
    service = talk.business.service(draft.service_id)
    if service is None or service.maximum_attendees_count == 1:
        return None
    wish = replace(wish_of(talk, draft), attendees_count=1)
    day = day_range(local_date(start_at, talk.zone), talk.zone)
    found = await talk.desk.ask(find_slots, FindSlots(wish, day))
    slot = next((each for each in found if each.start_at == start_at), None)
    return slot.open_attendees_count if slot else None


def ask_people(
    talk: Talk,
    state: ConversationState,
    service: ServiceView,
    lead: str = "",
    left: int | None = None,
) -> Outcome:
    """Ask how many people come, offering no more than there are places left."""
    draft = state.draft or Draft(draft_id="")
    most = min(service.maximum_attendees_count, COUNTS_SHOWN, left or COUNTS_SHOWN)
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
