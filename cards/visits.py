"""A visit that is booked: its appointments together, and each as part of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from cards.actions import CardAction, Tap
from cards.appointment_parts import hero, staff_names, status_badge
from cards.channels import CardJson, Channel, JsonValue
from cards.documents import Document, to_json
from cards.elements import Container, Spacing, Style
from cards.layout import (
    facts,
    named,
    prose,
)
from cards.moments import Zones, time_range, zone_line
from cards.people import whose
from cards.verbs import Field, Verb
from cards.wording import title
from language.texts import Texts
from scheduling.permissions import Action
from scheduling.views import AppointmentView


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitView:
    """The appointments of one visit for their customer, to tap one, or to change all of them."""

    prompt: str
    appointments: tuple[AppointmentView, ...]
    time_zone: str
    is_for_staff: bool = False


def render_visit(view: VisitView, texts: Texts, channel: Channel) -> CardJson:
    """Render the appointments of a visit together, each to tap."""
    first = view.appointments[0]
    zones = Zones(view.time_zone, first.business_time_zone)
    document = Document(
        body=[
            *prose(view.prompt),
            *(_appointment(each, view, texts) for each in view.appointments),
            zone_line(texts, zones, first.start_at),
            *facts(
                [
                    (texts.say("card-location"), first.location),
                    (texts.say("card-attendee"), first.group.attendee_name),
                ]
            ),
        ],
        said=[view.prompt, *(_appointment_said(each, view, texts) for each in view.appointments)],
        actions=[] if view.is_for_staff else _changes(first, texts),
    )
    return to_json(document, channel)


def _appointment(each: AppointmentView, view: VisitView, texts: Texts) -> Container:
    verb = Verb.STAFF_OPEN if view.is_for_staff else Verb.OPEN_APPOINTMENT
    at = texts.day_and_time(each.start_at, view.time_zone)
    open_it = Tap(
        title(f"{each.service_name}, {at}"), verb, {Field.APPOINTMENT: each.appointment_id}
    )
    with_whom = texts.say("card-with", name=staff_names(each, texts))
    return Container(
        items=[hero(each, texts, view.time_zone, with_whom), status_badge(each, texts)],
        style=Style.EMPHASIS,
        spacing=Spacing.SMALL,
        select_action=open_it,
    )


def _appointment_said(each: AppointmentView, view: VisitView, texts: Texts) -> str:
    hours = time_range(texts, each.start_at, each.end_at, view.time_zone)
    return f"{named(each.service_name)}, {hours}"


def _changes(view: AppointmentView, texts: Texts) -> list[CardAction]:
    offered = (
        (Action.RESCHEDULE, "card-move-visit", Verb.MOVE_VISIT),
        (Action.CANCEL, "card-cancel-visit", Verb.CANCEL_VISIT),
    )
    data: dict[str, JsonValue] = {Field.APPOINTMENT: view.appointment_id}
    return [Tap(texts.say(key), verb, data) for action, key, verb in offered if action in view.may]


def booked_for(view: AppointmentView, texts: Texts) -> str:
    """Write for staff who comes: the customer, or whom they booked for and who that was."""
    attendee = view.group.attendee_name
    if view.group.is_group or not attendee:
        return whose(view)
    return texts.say("card-booked-by", attendee=attendee, customer=view.customer_name)


def part_note(view: AppointmentView, among: Sequence[AppointmentView], texts: Texts) -> str:
    """Say which part of a visit an appointment is, by the others shown with it; "" for none."""
    if not view.visit_id:
        return ""
    parts = [each for each in among if each.visit_id == view.visit_id]
    if len(parts) == 1:
        return texts.say("card-one-of-visit")
    ids = [each.appointment_id for each in parts]
    number = ids.index(view.appointment_id) + 1
    return texts.say("card-part-of-visit", number=number, count=len(parts))


def visits_together(views: Sequence[AppointmentView]) -> tuple[AppointmentView, ...]:
    """Give appointments by their start, the parts of one visit beside each other."""
    first: dict[str, int] = {}
    for place, each in enumerate(views):
        first.setdefault(each.visit_id or each.appointment_id, place)
    return tuple(sorted(views, key=lambda each: first[each.visit_id or each.appointment_id]))
