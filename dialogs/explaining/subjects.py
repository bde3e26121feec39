"""What a question is about: a service, a person and a time, as said or as known from the draft."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from dialogs.lengths import with_length_said
from dialogs.parties import with_people_said
from dialogs.state import ConversationState, Draft
from dialogs.talk import Talk
from dialogs.wishes import anchored, exact_wall_clock
from language.understanding import Understanding
from language.when_wishes import DayRange, WhenWish
from scheduling.recurrence import instants_of, local_date, start_of
from scheduling.service.explaining.asked import Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is asked about. Of `start_at` and `on` one is set, or neither: no time is known.

    `exists` is false for a local time the clocks jump over; `start_at` is then the end of the gap.
    """

    service_id: str | None = None
    staff_member_id: str | None = None
    except_staff_member_ids: frozenset[str] = frozenset()
    moves: str = ""
    start_at: datetime | None = None
    on: date | None = None
    wall: datetime | None = None
    exists: bool = True
    duration: timedelta | None = None
    attendees_count: int = 1

    def asked(self, talk: Talk) -> Asked:
        """Give it as the core is asked."""
        return Asked(
            business_id=talk.business.business_id,
            service_id=self.service_id,
            staff_member_id=self.staff_member_id,
            except_staff_member_ids=self.except_staff_member_ids,
            except_appointment_id=self.moves or None,
            duration=self.duration,
            attendees_count=self.attendees_count,
        )


def subject_of(talk: Talk, state: ConversationState, understanding: Understanding) -> Subject:
    """Take what was said, and what was not from the draft that is being filled."""
    draft = draft_in_mind(state)
    service_id = _service(draft, understanding)
    with_length = with_length_said(talk, as_shared(draft, service_id), understanding)
    shared = with_people_said(with_length, understanding)
    about = Subject(
        service_id=service_id,
        duration=shared.duration,
        attendees_count=shared.attendees_count or 1,
        staff_member_id=_staff(draft, understanding),
        except_staff_member_ids=frozenset(draft.not_staff_member_ids),
        moves=draft.moves,
    )
    if about.staff_member_id is not None:
        about = replace(about, except_staff_member_ids=frozenset())
    return _told_when(talk, about, draft, _wish(understanding))


def draft_in_mind(state: ConversationState) -> Draft:
    """Give the draft being filled, an empty one where there is none."""
    found = state.draft if state.is_drafting else None
    return found or Draft(draft_id="")


def _told_when(talk: Talk, about: Subject, draft: Draft, wish: WhenWish | None) -> Subject:
    if wish is None:
        return about_draft(talk, about, draft)
    return _at(talk, about, _on_a_day(talk, draft, anchored(wish, draft, talk.zone)))


def as_shared(draft: Draft, service_id: str | None) -> Draft:
    """Give a draft whose length and people are for the service asked about, none of another's."""
    is_its = draft.service_id == service_id
    return draft if is_its else Draft(draft_id="", service_id=service_id)


def about_draft(talk: Talk, about: Subject, draft: Draft) -> Subject:
    """Take the time that was chosen or wished for in a draft, where there is one."""
    if draft.start_at is not None:
        return replace(about, start_at=draft.start_at)
    return about if draft.when is None else _at(talk, about, draft.when)


def _service(draft: Draft, understanding: Understanding) -> str | None:
    refused = understanding.excluded_services
    said = understanding.service or (refused[0] if refused else None)
    if said is None or draft.moves:
        return draft.service_id
    if said.is_ambiguous:
        return draft.service_id if draft.service_id in said.choices else None
    return said.value


def _staff(draft: Draft, understanding: Understanding) -> str | None:
    if draft.keeps_everybody:
        return None
    named = understanding.staff_members_named
    if named:
        return named[0].value
    wished = understanding.staff_member
    return wished.value.staff_member_id if wished is not None else draft.staff_member_id


def _wish(understanding: Understanding) -> WhenWish | None:
    """Give the time that is asked about; "why isn't 5 offered" reads it as not wanted."""
    said = (*understanding.when, *understanding.excluded_when, *understanding.existing_when)
    wishes = [each.value for each in said]
    day = next((each for each in wishes if each.says_day), None)
    hour = next((each for each in wishes if each.says_time and not each.says_day), None)
    if day is not None and hour is not None and not day.says_time:
        return day.refined_by(hour)
    return wishes[0] if wishes else None


def _on_a_day(talk: Talk, draft: Draft, wish: WhenWish) -> WhenWish:
    """Give an hour alone a day: the draft's, else today's, or tomorrow's once it is over."""
    if wish.days is not None or wish.weekdays or wish.time is None:
        return wish
    days = draft.when.days if draft.when is not None else None
    if days is None:
        point = wish.time.earliest
        is_over = point is not None and point <= talk.now_local.time()
        days = DayRange.single(talk.today + timedelta(days=int(is_over)))
    return replace(wish, days=days)


def _at(talk: Talk, about: Subject, wish: WhenWish) -> Subject:
    wall = exact_wall_clock(wish)
    if wall is not None:
        found = instants_of(wall, talk.zone)
        after_gap = start_of(wall.date(), wall.hour * 60 + wall.minute, talk.zone)
        start_at = found[0] if found else after_gap
        return replace(about, start_at=start_at, wall=wall, exists=bool(found))
    days = wish.days
    first_on = days.first_on or days.last_on if days is not None else None
    if first_on is None and wish.weekdays:
        first_on = _next(talk.today, wish)
    return replace(about, on=max(first_on, talk.today) if _is_open(wish) and first_on else first_on)


def _is_open(wish: WhenWish) -> bool:
    """Tell whether several days are meant, of which those that are over are of no interest."""
    return wish.days is not None and wish.days.only_day is None


def _next(today: date, wish: WhenWish) -> date:
    ahead = (today + timedelta(days=each) for each in range(7))
    return next(on for on in ahead if on.weekday() in wish.weekdays)


def business_date(talk: Talk, subject: Subject) -> date | None:
    """Give the day asked about, of a time its local date at the business."""
    if subject.start_at is not None:
        return local_date(subject.start_at, talk.business.time_zone)
    return subject.on
