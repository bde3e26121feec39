"""An appointment as staff handle it."""

from cards.actions import MAXIMUM_IN_SIGHT, ActionStyle, Tap
from cards.appointment_parts import (
    appointment_said,
    hero,
    length_text,
    request_facts,
    staff_names,
    status_badge,
    zones_of,
)
from cards.appointment_views import StaffAppointmentView, StaffCancelFormView
from cards.attendees import attendee_list, attendees_said
from cards.channels import CardJson, Channel, JsonValue
from cards.customer_appointments import versioned
from cards.customer_words import customer_words
from cards.documents import Document, to_json
from cards.elements import Colour, InputText, Spacing, StrictElement
from cards.layout import buttons, facts, heading, named, panel, prose, rich, run
from cards.moments import zone_line
from cards.prices import price_text
from cards.requests import answers_to_request
from cards.series_parts import scope_taps, series_line
from cards.verbs import Field, Input, Verb
from cards.visits import booked_for
from cards.wording import line
from language.texts import Texts
from scheduling.permissions import Action
from scheduling.statuses import AppointmentStatus
from scheduling.views import AppointmentView

_LONGEST_MESSAGE = 1000

_MARKS = {
    AppointmentStatus.CONFIRMED: (
        (AppointmentStatus.ARRIVED, "card-mark-arrived"),
        (AppointmentStatus.COMPLETED, "card-mark-completed"),
        (AppointmentStatus.NO_SHOW, "card-mark-no-show"),
    ),
    AppointmentStatus.ARRIVED: (
        (AppointmentStatus.IN_PROGRESS, "card-mark-in-progress"),
        (AppointmentStatus.COMPLETED, "card-mark-completed"),
        (AppointmentStatus.NO_SHOW, "card-mark-no-show"),
        (AppointmentStatus.CONFIRMED, "card-mark-confirmed"),
    ),
    AppointmentStatus.IN_PROGRESS: (
        (AppointmentStatus.COMPLETED, "card-mark-completed"),
        (AppointmentStatus.ARRIVED, "card-mark-not-started"),
    ),
    AppointmentStatus.COMPLETED: ((AppointmentStatus.ARRIVED, "card-mark-arrived"),),
    AppointmentStatus.NO_SHOW: (
        (AppointmentStatus.ARRIVED, "card-mark-arrived"),
        (AppointmentStatus.CONFIRMED, "card-mark-confirmed"),
    ),
}
"""The marks offered in each status, the likeliest first; the core decides what is allowed."""


def render_staff_appointment(
    view: StaffAppointmentView, texts: Texts, channel: Channel
) -> CardJson:
    """Render one appointment for staff, with what they may do."""
    appointment = view.appointment
    shown = panel(
        [
            _hero(appointment, texts, view.time_zone),
            status_badge(appointment, texts),
            *series_line(appointment, texts),
        ]
    )
    history = _history_by_panel(appointment, texts)
    if history is not None:
        shown.select_action = history
    document = Document(
        body=[
            *prose(view.prompt),
            heading(named(booked_for(appointment, texts))),
            shown,
            zone_line(texts, zones_of(appointment, view.time_zone), appointment.start_at),
            *facts(request_facts(appointment, texts, view.time_zone)),
            *facts(_contact_facts(appointment, texts)),
            *customer_words(appointment, texts),
            *attendee_list(appointment, texts, view.first),
            *buttons([*answers_to_request(appointment, texts), *_marks(appointment, texts)]),
        ],
        said=[
            view.prompt,
            named(booked_for(appointment, texts)),
            *appointment_said(appointment, texts, view.time_zone),
            *attendees_said(appointment, texts, view.first),
        ],
        actions=_changes(appointment, texts),
    )
    return to_json(document, channel)


def render_staff_cancel_form(view: StaffCancelFormView, texts: Texts, channel: Channel) -> CardJson:
    """Render the form for cancelling, with a message to the customer."""
    appointment = view.appointment
    message = InputText(
        id=Input.MESSAGE.value,
        label=texts.say("card-message-to-customer"),
        value=view.message[:_LONGEST_MESSAGE] or None,
        max_length=_LONGEST_MESSAGE,
        is_multiline=True,
    )
    problem = [rich(run(line(view.error, 200), color=Colour.ATTENTION), spacing=Spacing.NONE)]
    document = Document(
        body=[
            *prose(view.prompt),
            panel([_hero(appointment, texts, view.time_zone)]),
            message,
            *(problem if view.error else []),
        ],
        said=[view.prompt, *appointment_said(appointment, texts, view.time_zone)],
        actions=_cancel_actions(view, texts),
    )
    return to_json(document, channel)


def _cancel_actions(form: StaffCancelFormView, texts: Texts) -> list[Tap]:
    view = form.appointment
    cancel = Tap(
        texts.say("card-scope-this" if view.series_id else "card-cancel-appointment"),
        Verb.STAFF_CANCEL_CONFIRMED,
        versioned(view),
        ActionStyle.DESTRUCTIVE,
    )
    keep = Tap(
        texts.say("card-keep"),
        Verb.STAFF_OPEN,
        {Field.APPOINTMENT: view.appointment_id},
        ignores_inputs=True,
    )
    return [
        cancel,
        *_cancel_visit(form, texts),
        *scope_taps(view, Verb.CANCEL_SERIES, texts),
        keep,
    ]


def _cancel_visit(form: StaffCancelFormView, texts: Texts) -> list[Tap]:
    if form.parts == 1:
        return []
    data: dict[str, JsonValue] = {Field.APPOINTMENT: form.appointment.appointment_id}
    said = texts.say("card-cancel-visit")
    return [Tap(said, Verb.CANCEL_VISIT, data, ActionStyle.DESTRUCTIVE)]


def _hero(view: AppointmentView, texts: Texts, zone: str) -> StrictElement:
    return hero(view, texts, zone, texts.say("card-with", name=staff_names(view, texts)))


def _contact_facts(view: AppointmentView, texts: Texts) -> list[tuple[str, str]]:
    # Of a group each attendee's own stands beside their name.
    contact = None if view.group.is_group else view.contact
    price = price_text(view.price, view.currency, texts)
    return [
        (texts.say("card-phone"), contact.phone if contact else ""),
        (texts.say("card-email"), contact.email_address if contact else ""),
        (texts.say("card-length"), length_text(view, texts)),
        (texts.say("card-resources"), ", ".join(view.resource_names)),
        (texts.say("card-location"), view.location),
        (texts.say("card-price"), price),
    ]


def _marks(view: AppointmentView, texts: Texts) -> list[Tap]:
    if Action.SET_STATUS not in view.may:
        return []
    return [
        Tap(
            texts.say(key),
            Verb.STAFF_MARK,
            {**versioned(view), Field.STATUS: status.value},
            ActionStyle.POSITIVE if not place else ActionStyle.DEFAULT,
        )
        for place, (status, key) in enumerate(_MARKS.get(view.status, ()))
    ]


def _changes(view: AppointmentView, texts: Texts) -> list[Tap]:
    offered = (
        (Action.RESCHEDULE, "card-move", Verb.STAFF_MOVE),
        (Action.CANCEL, "card-cancel", Verb.STAFF_CANCEL),
        (Action.HAND_OVER, "card-hand-over", Verb.HAND_OVER),
    )
    changes = [
        Tap(texts.say(key), verb, versioned(view))
        for action, key, verb in offered
        if action in view.may
    ]
    is_room = len(changes) + len(_marks(view, texts)) < MAXIMUM_IN_SIGHT
    return [*changes, *(_history(view, texts) if is_room else ())]


def _history(view: AppointmentView, texts: Texts) -> list[Tap]:
    if Action.SEE_HISTORY not in view.may:
        return []
    data = {Field.APPOINTMENT.value: view.appointment_id}
    return [Tap(texts.say("card-history"), Verb.STAFF_HISTORY, {**data})]


def _history_by_panel(view: AppointmentView, texts: Texts) -> Tap | None:
    """Open the history by the appointment itself where there is no room for one more button."""
    history = _history(view, texts)
    is_in_sight = any(each.verb is Verb.STAFF_HISTORY for each in _changes(view, texts))
    return None if is_in_sight or not history else history[0]
