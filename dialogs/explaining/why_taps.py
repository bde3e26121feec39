"""Taps beside an explanation: "Why?", and a time that is to be had instead."""

from dataclasses import replace

from cards.verbs import Field
from dialogs.drafts import new_draft, with_service, with_staff
from dialogs.explaining.questions import explained
from dialogs.explaining.subjects import Subject, as_shared, draft_in_mind
from dialogs.questions import proceed
from dialogs.state import Draft
from dialogs.talk import Outcome
from dialogs.tap import Tap
from dialogs.times import pick_start
from language.understanding import StaffWish
from scheduling.errors import NotFound


async def explain(tap: Tap) -> Outcome:
    """Explain the time or the day on the button; what it moves is known from the draft only."""
    draft = draft_in_mind(tap.state)
    service_id = tap.text(Field.SERVICE) or None
    is_same = draft.moves and draft.service_id == service_id
    shared = as_shared(draft, service_id)
    subject = Subject(
        service_id=service_id,
        staff_member_id=tap.text(Field.STAFF) or None,
        except_staff_member_ids=frozenset(draft.not_staff_member_ids),
        moves=draft.moves if is_same else "",
        duration=shared.duration,
        attendees_count=shared.attendees_count or 1,
    )
    if tap.text(Field.START):
        subject = replace(subject, start_at=tap.instant(Field.START))
    elif tap.text(Field.DAY):
        subject = replace(subject, on=tap.day(Field.DAY))
    return await explained(tap.talk, tap.state, subject)


async def take_time(tap: Tap) -> Outcome:
    """Take a time into the draft there is, or into a new one, and ask what is missing."""
    state = replace(tap.state, draft=_draft(tap), is_paused=False)
    chosen, refused = await pick_start(tap.talk, state, tap.instant(Field.START))
    return refused if refused is not None else await proceed(tap.talk, chosen)


def _draft(tap: Tap) -> Draft:
    talk = tap.talk
    service = talk.business.service(tap.text(Field.SERVICE))
    if service is None:
        raise NotFound("service", tap.text(Field.SERVICE))
    draft = tap.state.draft or new_draft(talk, talk.desk.ids.new_id())
    if draft.moves and draft.service_id != service.service_id:
        draft = new_draft(talk, talk.desk.ids.new_id())
    draft = draft if draft.moves else with_service(draft, service)
    who = tap.text(Field.STAFF)
    if not who:
        return draft
    if talk.business.staff_member(who) is None:
        raise NotFound("staff member", who)
    return with_staff(draft, StaffWish(who))
