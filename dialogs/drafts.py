"""How a draft is filled and corrected: pure functions of what was understood."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from cards.verbs import DraftField
from dialogs.exclusions import still_unwanted, without_people
from dialogs.state import ContactDraft, Draft
from dialogs.talk import Talk
from dialogs.trails import day_only, filled, without
from dialogs.wishes import anchored, exactly, hour_of_before, or_as_well
from language.kinds import Intent
from language.understanding import StaffWish, Understanding
from language.when_wishes import DayRange, Granularity, WhenKind, WhenWish
from scheduling.customers import Contact
from scheduling.errors import NotPermitted
from scheduling.permissions import Action, Reach, reach_of
from scheduling.recurrence import time_zone
from scheduling.views import AppointmentView, ServiceView

_ORDERING = (WhenKind.EARLIEST, WhenKind.LATEST)


def new_draft(talk: Talk, draft_id: str) -> Draft:
    """Begin a draft with what is known of a returning customer.

    Staff who may book for their own calendar only get themselves as the staff member. Raises
    NotPermitted for those who may not book.
    """
    person, known = talk.person, talk.person.contact
    role, staff_member = person.role, person.staff_member
    reach = reach_of(role, Action.BOOK) if role else Reach.ANY
    if reach is Reach.NONE:
        raise NotPermitted(Action.BOOK.value)
    if staff_member and reach is Reach.OWN:
        return Draft(draft_id=draft_id, staff=StaffWish(staff_member.staff_member_id))
    if known is None:
        return Draft(draft_id=draft_id)
    contact = ContactDraft(known.name, known.email_address, known.phone)
    return Draft(draft_id=draft_id, contact=contact)


def own_calendar_only(talk: Talk) -> StaffWish | None:
    """Give the staff member who books for their own calendar only, or None for everybody else."""
    role, person = talk.person.role, talk.person.staff_member
    if role is None or person is None or reach_of(role, Action.BOOK) is not Reach.OWN:
        return None
    return StaffWish(person.staff_member_id)


def moving_draft(appointment: AppointmentView, draft_id: str) -> Draft:
    """Begin a draft that moves an appointment; it stays with whom it is."""
    having = [each.staff_member_id for each in appointment.staff_members]
    return Draft(
        draft_id=draft_id,
        moves=appointment.appointment_id,
        version=appointment.version,
        moves_from_at=appointment.start_at,
        service_id=appointment.service_id,
        keeps_everybody=len(having) > 1,
        staff=StaffWish(having[0]) if len(having) == 1 else None,
        contact=ContactDraft(appointment.customer_name),
        attendees_count=appointment.group.attendees_count if appointment.group.is_group else None,
    )


def with_service(draft: Draft, service: ServiceView) -> Draft:
    """Choose the service. Another's answers and consent are forgotten."""
    if draft.service_id == service.service_id:
        return replace(draft, service_choices=())
    changed = replace(
        draft,
        service_id=service.service_id,
        service_choices=(),
        start_at=None,
        duration=draft.duration if draft.service_id is None else None,
        attendees_count=draft.attendees_count if draft.service_id is None else None,
        answers=(),
        skipped=(),
        has_consented=False,
    )
    return filled(changed, DraftField.SERVICE)


def with_staff(draft: Draft, staff: StaffWish) -> Draft:
    """Choose who, anyone, or anyone else. A time already chosen is looked at again."""
    if draft.keeps_everybody:
        return draft
    if staff.is_somebody_else and draft.staff_member_id is not None:
        return without_people(draft, (draft.staff_member_id,))
    meant = StaffWish(staff.staff_member_id)
    is_same = draft.staff == meant and not draft.not_staff_member_ids
    if is_same or (staff.is_somebody_else and draft.not_staff_member_ids):
        return draft
    changed = replace(draft, staff=meant, not_staff_member_ids=(), start_at=None)
    return filled(changed, DraftField.STAFF)


def with_when(draft: Draft, wish: WhenWish, zone: str, or_when: tuple[WhenWish, ...] = ()) -> Draft:
    """Refine what was said about the time; "no, Thursday" keeps the hour said before."""
    anchored_wish = anchored(wish, draft, zone)
    before = _still_meant(draft, wish) if draft.when else hour_of_before(draft, wish, zone)
    when = before.refined_by(anchored_wish) if before else anchored_wish
    changed = replace(
        draft,
        when=when,
        or_when=or_as_well(
            draft, when, wish, tuple(anchored(each, draft, zone) for each in or_when)
        ),
        not_when=still_unwanted(draft.not_when, when),
        keeps_time=_is_kept(before, wish, when),
        start_at=None,
    )
    return filled(changed, DraftField.DAY)


def _is_kept(before: WhenWish | None, wish: WhenWish, when: WhenWish) -> bool:
    """Tell whether the hour is that of before, for a day said now."""
    said_no_time = wish.says_day and not wish.says_time and wish.shift is None
    return before is not None and said_no_time and when.time is not None and when.time.is_exact


def _still_meant(draft: Draft, newer: WhenWish) -> WhenWish | None:
    """Give what of an earlier wish a newer one leaves.

    "As soon as possible" ends an hour said. The same day said again, once its hour was refused,
    asks for the day.
    """
    before = draft.when
    if before is None:
        return None
    if before.kind in _ORDERING and newer.says_day and before.time is None:
        return None
    if newer.kind in _ORDERING:
        was_exact = before.time is not None and before.time.is_exact
        return None if was_exact or before.days is None else replace(before, time=None)
    is_same_day = newer.days is not None and newer.days == before.days
    is_day_alone = is_same_day and not newer.says_time
    return day_only(before) if draft.was_refused and is_day_alone else before


def with_day(draft: Draft, on: date) -> Draft:
    """Choose a day, whatever was said of the time before."""
    wish = WhenWish(kind=WhenKind.DAY, granularity=Granularity.DAY, days=DayRange.single(on))
    opened = without(without(draft, DraftField.TIME), DraftField.DAY)
    return filled(replace(opened, when=wish), DraftField.DAY)


def with_start(draft: Draft, start_at: datetime, zone: str) -> Draft:
    """Choose a time that is free. It is what is wished for now: "no, Thursday" keeps its hour."""
    when = exactly(start_at.astimezone(time_zone(zone)))
    chosen = replace(draft, start_at=start_at, when=when, or_when=(), keeps_time=False)
    return filled(chosen, DraftField.TIME)


def with_contact(draft: Draft, contact: ContactDraft) -> Draft:
    """Take what was said of name, mail address and phone over what was known."""
    known = draft.contact
    merged = ContactDraft(
        contact.name or known.name,
        contact.email_address or known.email_address,
        contact.phone or known.phone,
    )
    return draft if merged == known else filled(replace(draft, contact=merged), DraftField.CONTACT)


def with_answers(draft: Draft, answers: Mapping[str, str], skipped: tuple[str, ...] = ()) -> Draft:
    """Take answers to custom questions, and which optional ones were left out."""
    merged = {**dict(draft.answers), **answers}
    left_out = tuple(dict.fromkeys((*draft.skipped, *skipped)))
    changed = replace(draft, answers=tuple(merged.items()), skipped=left_out)
    return filled(changed, DraftField.ANSWERS)


def contact_read(understanding: Understanding) -> ContactDraft:
    """Give the contact details a message told."""
    reads = understanding.contact
    return ContactDraft(
        reads.name.value if reads.name and not _is_no_name(understanding) else "",
        reads.email.value if reads.email else "",
        reads.phone.value if reads.phone else "",
    )


def _is_no_name(understanding: Understanding) -> bool:
    """Asked for a name, any word reads as one; "bye" and "whoever" mean something else."""
    name = understanding.contact.name
    is_all = name is not None and name.value == understanding.text.strip(" .,!?")
    is_more = any(each.intent is not Intent.INFORM for each in understanding.intents)
    return is_all and (is_more or understanding.staff_member is not None)


def contact_of(draft: Draft) -> Contact | None:
    """Give the draft's contact where it can be one. Raises InvalidValue for nonsense."""
    said = draft.contact
    if not said.name:
        return None
    return Contact(name=said.name, email_address=said.email_address, phone=said.phone)
