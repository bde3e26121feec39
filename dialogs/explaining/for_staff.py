"""Why, told to staff: a card with the verdict and every rule, as far as their role may know."""

from datetime import date, datetime

from cards.day_explanations import render_day_explanation
from cards.explanation_views import DayExplanationCardView, ExplanationCardView
from cards.explanations import render_explanation
from dialogs.business_facts import notice
from dialogs.explaining.subjects import Subject
from dialogs.talk import Talk, shown
from dialogs.turns import Reply
from scheduling.explanation_views import DayExplanationView, ExplanationView
from scheduling.service.explaining.day import ExplainDay, explain_day
from scheduling.service.explaining.slot import ExplainSlot, explain_slot
from scheduling.views import StaffMemberView

_NOBODY = "none"


async def tell_staff(talk: Talk, subject: Subject) -> Reply:
    """Explain a time, or a day; where neither is known, ask for one."""
    if subject.start_at is not None:
        return await _slot(talk, subject, subject.start_at)
    if subject.on is not None:
        return await _day(talk, subject, subject.on)
    return notice(talk, talk.texts.say("explain-ask-what"))


async def _slot(talk: Talk, subject: Subject, start_at: datetime) -> Reply:
    found = await talk.desk.ask(explain_slot, ExplainSlot(subject.asked(talk), start_at))
    view = ExplanationCardView(
        prompt=_verdict(talk, found), explanation=found, note=_note_of_slot(talk, found)
    )
    card = render_explanation(view, talk.texts, talk.turn.channel)
    codes = {reason.reason.value for each in found.people for reason in each.reasons}
    return shown(card, reasons=tuple(sorted(codes)))


def _verdict(talk: Talk, found: ExplanationView) -> str:
    """Say yes or no first: of the service named, else of whatever could be meant."""
    if not found.is_bookable:
        key = "explain-no" if found.is_service_named else "explain-no-any"
    elif not found.is_bookable_by_customers:
        key = "explain-yes-for-you"
    else:
        key = "explain-yes" if found.is_service_named else "explain-yes-any"
    names = [each.display_name for each in found.bookable_services]
    return talk.texts.say(
        key,
        service=found.service.display_name,
        services=talk.texts.list(names),
        when=talk.texts.day_and_time(found.start_at, found.time_zone, talk.today),
        staff=_name(found.staff_member),
    )


def _name(staff_member: StaffMemberView | None) -> str:
    return staff_member.display_name if staff_member is not None else _NOBODY


def _note_of_slot(talk: Talk, found: ExplanationView) -> str:
    """Say which service was looked at where none was named."""
    return "" if found.is_service_named else _closest(talk, found)


def _closest(talk: Talk, found: ExplanationView | DayExplanationView) -> str:
    service = found.service
    return talk.texts.say(
        "explain-closest",
        service=service.display_name,
        duration=talk.texts.duration(service.duration),
    )


async def _day(talk: Talk, subject: Subject, on: date) -> Reply:
    found = await talk.desk.ask(explain_day, ExplainDay(subject.asked(talk), on))
    prompt = talk.texts.say(
        "explain-day-some" if found.slots_count else "explain-day-none",
        day=talk.texts.day(on, talk.today),
        count=found.slots_count,
        service=found.service.display_name,
        staff=_name(found.staff_member),
    )
    note = "" if found.is_service_named else _closest(talk, found)
    view = DayExplanationCardView(prompt=prompt, explanation=found, note=note)
    return shown(render_day_explanation(view, talk.texts, talk.turn.channel))
