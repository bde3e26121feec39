"""Why, told to customers: a plain sentence or two, and the nearest free times to tap."""

from datetime import date, datetime

from cards.card_views import ChoiceView, NoticeView
from cards.moments import iso_instant
from cards.notices import render_notice
from cards.verbs import Field, Verb
from dialogs.business_facts import hours_on
from dialogs.explaining.subjects import Subject
from dialogs.refusals import NEAREST_COUNT, day_words, offer_times, wall_clock_words
from dialogs.state import Asked, ConversationState
from dialogs.talk import Outcome, Talk, shown, with_reasons
from scheduling.errors import Reason
from scheduling.explanation_views import (
    DayExplanationView,
    ExplanationView,
    PlainReason,
    ServiceName,
)
from scheduling.recurrence import Weekday, local_date
from scheduling.service.explaining.day import ExplainDay, explain_day
from scheduling.service.explaining.slot import ExplainSlot, explain_slot
from scheduling.views import SlotView, StaffMemberView

_OF_HOURS = (Reason.CLOSED, Reason.STAFF_NOT_WORKING)


async def tell_customer(talk: Talk, state: ConversationState, subject: Subject) -> Outcome:
    """Explain a time, or a day; of a person alone, the day they are free next, or why not at all."""
    if subject.start_at is not None:
        return await _slot(talk, state, subject, subject.start_at)
    if subject.on is not None:
        return await _day(talk, state, subject, subject.on)
    if subject.staff_member_id is not None:
        return await _slot(talk, state, subject, talk.turn.now)
    return _asked_again(talk, state)


def _asked_again(talk: Talk, state: ConversationState) -> Outcome:
    book = ChoiceView(talk.texts.say("choice-book"), Verb.BOOK)
    view = NoticeView(prompt=talk.texts.say("why-ask-what"), choices=(book,))
    return state, shown(render_notice(view, talk.texts, talk.turn.channel))


async def _slot(
    talk: Talk, state: ConversationState, subject: Subject, start_at: datetime
) -> Outcome:
    found = await talk.desk.ask(explain_slot, ExplainSlot(subject.asked(talk), start_at))
    when = talk.when(start_at)
    if not subject.exists and subject.wall is not None:
        when = wall_clock_words(talk, subject.wall)
        plain: PlainReason | None = PlainReason(Reason.NO_SUCH_TIME)
    else:
        plain = found.plain
    if subject.start_at is None and not _is_about_person(plain):
        said = _said(talk, "why-person-free", found.service, found.staff_member)
        return _offering(talk, state, found, said, None)
    said = _sentences(talk, found, plain, when, local_date(start_at, talk.zone))
    return _offering(talk, state, found, said, plain)


def _is_about_person(plain: PlainReason | None) -> bool:
    """Tell whether the reason holds at any time: they do not do it, or cannot be chosen."""
    return plain is not None and plain.reason is Reason.NOT_OFFERED_BY_STAFF


async def _day(talk: Talk, state: ConversationState, subject: Subject, on: date) -> Outcome:
    found = await talk.desk.ask(explain_day, ExplainDay(subject.asked(talk), on, talk.zone))
    said = _sentences(talk, found, found.plain, day_words(talk, on), on)
    return _offering(talk, state, found, said, found.plain)


def _sentences(
    talk: Talk,
    found: ExplanationView | DayExplanationView,
    plain: PlainReason | None,
    when: str,
    on: date,
) -> str:
    """Say the reason, and where it helps the fact behind it, which anybody may know."""
    if plain is None:
        return _said(talk, "why-free", found.service, found.staff_member, when=when)
    why = _said(
        talk,
        _key(talk, plain, found),
        found.service,
        found.staff_member,
        when=when,
        limit=talk.texts.duration(plain.limit) if plain.limit is not None else "",
        title=plain.title,
        titled="yes" if plain.title else "no",
    )
    return " ".join(each for each in (why, _fact(talk, plain, found, on)) if each)


def _key(talk: Talk, plain: PlainReason, found: ExplanationView | DayExplanationView) -> str:
    if plain.reason is Reason.NOT_OFFERED_BY_STAFF and not _may_choose(talk, found.service):
        return "why-staff-not-selectable"
    return f"why-{plain.reason.name.lower().replace('_', '-')}"


def _may_choose(talk: Talk, service: ServiceName) -> bool:
    offered = talk.business.service(service.service_id)
    return offered is None or offered.allow_staff_selection


def _said(
    talk: Talk, key: str, service: ServiceName, staff: StaffMemberView | None, **words: str
) -> str:
    """Say a sentence; "-staff" after its key names the person asked about."""
    if staff is not None and talk.texts.has(f"{key}-staff"):
        key = f"{key}-staff"
    name = staff.display_name if staff is not None else ""
    return talk.texts.say(key, service=service.display_name, staff=name, **words)


def _fact(
    talk: Talk, plain: PlainReason, found: ExplanationView | DayExplanationView, on: date
) -> str:
    """Give the business's hours of that weekday, or who does the service."""
    if plain.reason is Reason.NOT_OFFERED_BY_STAFF and _may_choose(talk, found.service):
        return _providers(talk, found.service)
    is_of_staff = plain.reason is Reason.STAFF_NOT_WORKING and found.staff_member is not None
    if plain.reason not in _OF_HOURS or plain.title or is_of_staff:
        return ""
    return _open_hours(talk, Weekday(on.weekday()))


def _open_hours(talk: Talk, day: Weekday) -> str:
    """Say when the business is open on a weekday; nothing where its clock is another's."""
    is_open = bool(talk.business.business_hours.days.get(day))
    if not is_open or talk.ahead:
        return ""
    weekday = talk.texts.weekday(day.value)
    return talk.texts.say("why-open-hours", weekday=weekday, hours=hours_on(talk, day))


def _providers(talk: Talk, service: ServiceName) -> str:
    offered = talk.business.service(service.service_id)
    people = (
        talk.business.staff_member(each) for each in (offered.staff_member_ids if offered else ())
    )
    names = [each.display_name for each in people if each is not None]
    return talk.texts.say("why-done-by", providers=talk.texts.list(names)) if names else ""


def _offering(
    talk: Talk,
    state: ConversationState,
    found: ExplanationView | DayExplanationView,
    said: str,
    plain: PlainReason | None,
) -> Outcome:
    """Say it with the nearest free times to tap: of the draft where its time is being asked for."""
    slots = found.nearest[:NEAREST_COUNT]
    near = talk.texts.say("why-near" if slots else "why-none-near")
    prompt = f"{said} {near}".strip()
    codes = (plain.reason.value,) if plain is not None else ()
    draft = state.draft if state.is_drafting else None
    asks_time = state.asked in (Asked.TIME, Asked.DAY)
    if draft is not None and asks_time and slots and draft.service_id == found.service.service_id:
        reason = plain.reason if plain is not None else None
        offered, reply = offer_times(talk, state, prompt, slots, told=reason)
        return offered, with_reasons(reply, codes)
    choices = tuple(_choice(talk, each, found) for each in slots)
    view = NoticeView(prompt=prompt, choices=choices or (_book(talk),))
    return state, shown(render_notice(view, talk.texts, talk.turn.channel), reasons=codes)


def _book(talk: Talk) -> ChoiceView:
    return ChoiceView(talk.texts.say("choice-book"), Verb.BOOK)


def _choice(talk: Talk, slot: SlotView, found: ExplanationView | DayExplanationView) -> ChoiceView:
    data = {
        Field.SERVICE.value: found.service.service_id,
        Field.START.value: iso_instant(slot.start_at),
    }
    named = found.staff_member
    if named is not None and named in slot.staff_members:
        data[Field.STAFF.value] = named.staff_member_id
    when = talk.texts.day_and_time(slot.start_at, talk.zone, talk.today)
    return ChoiceView(when, Verb.TAKE_TIME, data)
