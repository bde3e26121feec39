"""A customer's own appointments."""

from cards.actions import ActionStyle, CardAction, Tap, links
from cards.appointment_parts import (
    appointment_links,
    appointment_said,
    cancellation_facts,
    customer_facts,
    hero,
    request_facts,
    staff_names,
    status_badge,
    status_text,
    zones_of,
)
from cards.appointment_views import (
    AppointmentCardView,
    AppointmentListView,
    CancelQuestionView,
    TooLateView,
)
from cards.channels import CardJson, Channel, JsonValue
from cards.documents import Document, to_json
from cards.elements import ColumnSet, Container, Spacing, Style
from cards.layout import buttons, facts, panel, prose, quiet, rich
from cards.moments import Zones, zone_line
from cards.series_parts import scope_taps, series_line, series_mark
from cards.verbs import Field, Verb
from cards.visits import part_note
from cards.wording import line, title
from language.texts import Texts
from scheduling.permissions import Action
from scheduling.statuses import AppointmentStatus
from scheduling.views import AppointmentView

APPOINTMENTS_SHOWN = 8


def render_appointment(view: AppointmentCardView, texts: Texts, channel: Channel) -> CardJson:
    """Render one appointment for its customer."""
    appointment = view.appointment
    urls = view.calendar_file_url, view.open_in_chat_url
    document = Document(
        body=[
            *prose(view.prompt),
            panel(
                [
                    _hero(appointment, texts, view.time_zone),
                    status_badge(appointment, texts),
                    *series_line(appointment, texts),
                ]
            ),
            zone_line(texts, zones_of(appointment, view.time_zone), appointment.start_at),
            *facts(request_facts(appointment, texts, view.time_zone)),
            *facts(customer_facts(appointment, texts)),
            *facts(cancellation_facts(appointment, texts)),
            *buttons(appointment_links(appointment, *urls, texts)),
        ],
        said=[view.prompt, *appointment_said(appointment, texts, view.time_zone)],
        actions=_changes(appointment, texts),
    )
    return to_json(document, channel)


def render_appointment_list(view: AppointmentListView, texts: Texts, channel: Channel) -> CardJson:
    """Render a customer's appointments, each to tap."""
    following = view.first + APPOINTMENTS_SHOWN
    shown = view.appointments[view.first : following]
    more = Tap(texts.say("card-more"), Verb.MY_APPOINTMENTS, {Field.FROM: following})
    notes = [
        zone_line(texts, Zones(view.time_zone, view.time_zone), each.start_at) for each in shown[:1]
    ]
    document = Document(
        body=[
            *prose(view.prompt),
            *(
                _list_item(each, texts, view.time_zone, part_note(each, view.appointments, texts))
                for each in shown
            ),
            *notes,
        ],
        said=[view.prompt, *(_list_item_said(each, texts, view.time_zone) for each in shown)],
        actions=[more] if following < len(view.appointments) else [],
    )
    return to_json(document, channel)


def render_cancel_question(view: CancelQuestionView, texts: Texts, channel: Channel) -> CardJson:
    """Render the question whether to cancel."""
    appointment = view.appointment
    cancel = Tap(
        texts.say(f"{_cancel_key(appointment)}-yes"),
        Verb.CANCEL_CONFIRMED,
        versioned(appointment),
        ActionStyle.DESTRUCTIVE,
    )
    keep = Tap(
        texts.say("card-keep"),
        Verb.KEEP_APPOINTMENT,
        {Field.APPOINTMENT: appointment.appointment_id},
    )
    if view.has_scopes:
        only = Tap(texts.say("card-scope-this"), cancel.verb, cancel.data, cancel.style)
        actions = [only, *scope_taps(appointment, Verb.CANCEL_SERIES, texts), keep]
        return _about(appointment, view.prompt, view.time_zone, actions, texts, channel)
    return _about(appointment, view.prompt, view.time_zone, [cancel, keep], texts, channel)


def render_too_late(view: TooLateView, texts: Texts, channel: Channel) -> CardJson:
    """Render the notice that it is too late to change, with whom to call or write."""
    actions = contact_links(view.appointment.business_phone, view.appointment.business_email, texts)
    return _about(view.appointment, view.prompt, view.time_zone, actions, texts, channel)


def contact_links(phone: str, email: str, texts: Texts) -> list[CardAction]:
    """Give what calls and writes to a business, where there is a number or an address."""
    dialled = "".join(each for each in phone if each.isdigit() or each == "+")
    pairs = (
        (texts.say("card-call", phone=title(phone)), f"tel:{dialled}" if dialled else ""),
        (texts.say("card-write", email=title(email)), f"mailto:{email}" if email else ""),
    )
    return links(pairs)


def is_request(view: AppointmentView) -> bool:
    """Tell whether it waits for an answer."""
    return view.status is AppointmentStatus.REQUESTED


def versioned(view: AppointmentView) -> dict[str, JsonValue]:
    """Give the data of a tap that changes an appointment as it was seen."""
    return {Field.APPOINTMENT: view.appointment_id, Field.VERSION: view.version}


def _about(
    appointment: AppointmentView,
    prompt: str,
    zone: str,
    actions: list[CardAction] | list[Tap],
    texts: Texts,
    channel: Channel,
) -> CardJson:
    document = Document(
        body=[
            *prose(prompt),
            panel([_hero(appointment, texts, zone)]),
            zone_line(texts, zones_of(appointment, zone), appointment.start_at),
        ],
        said=[prompt, *appointment_said(appointment, texts, zone)],
        actions=actions,
    )
    return to_json(document, channel)


def _hero(view: AppointmentView, texts: Texts, zone: str) -> ColumnSet:
    return hero(view, texts, zone, texts.say("card-with", name=staff_names(view, texts)))


def _cancel_key(view: AppointmentView) -> str:
    if view.group.is_group:
        return "card-give-back"
    return "card-withdraw" if is_request(view) else "card-cancel"


def _changes(view: AppointmentView, texts: Texts) -> list[CardAction]:
    offered = (
        (Action.RESCHEDULE, "card-move", Verb.MOVE_APPOINTMENT),
        (Action.CANCEL, _cancel_key(view), Verb.CANCEL_APPOINTMENT),
    )
    return [
        Tap(texts.say(key), verb, versioned(view))
        for action, key, verb in offered
        if action in view.may
    ]


def _list_item(view: AppointmentView, texts: Texts, zone: str, note: str) -> Container:
    open_it = Tap(
        title(f"{view.service_name}, {texts.day_and_time(view.start_at, zone)}"),
        Verb.OPEN_APPOINTMENT,
        {Field.APPOINTMENT: view.appointment_id},
    )
    return Container(
        items=[
            _hero(view, texts, zone),
            *([rich(quiet(note), spacing=Spacing.NONE)] if note else []),
            status_badge(view, texts),
            *series_mark(view, texts),
        ],
        style=Style.EMPHASIS,
        spacing=Spacing.SMALL,
        select_action=open_it,
    )


def _list_item_said(view: AppointmentView, texts: Texts, zone: str) -> str:
    at = texts.day_and_time(view.start_at, zone)
    said = f"{line(view.service_name)}, {at}, {texts.zone(zone, view.start_at)}"
    return f"{said}, {status_text(view.status, texts)}" if is_request(view) else said
