"""Requests that wait for an answer, as staff see and answer them."""

from cards.actions import ActionStyle, Tap
from cards.appointment_parts import appointment_said, hero, request_facts, staff_names, zones_of
from cards.appointment_views import DeclineFormView, RequestListView
from cards.channels import CardJson, Channel, JsonValue
from cards.customer_appointments import versioned
from cards.documents import Document, to_json
from cards.elements import Container, InputText, Spacing, StrictElement, Style
from cards.layout import panel, prose, quiet, rich
from cards.moments import zone_line
from cards.verbs import Field, Input, Verb
from cards.wording import line, title
from language.texts import Texts
from scheduling.permissions import Action
from scheduling.views import AppointmentView

REQUESTS_SHOWN = 8
_LONGEST_MESSAGE = 1000


def answers_to_request(view: AppointmentView, texts: Texts) -> list[Tap]:
    """Give the buttons that answer a request, where the viewer may."""
    if Action.ANSWER_REQUEST not in view.may:
        return []
    accept = Tap(
        texts.say("card-accept"), Verb.ACCEPT_REQUEST, versioned(view), ActionStyle.POSITIVE
    )
    decline = Tap(texts.say("card-decline"), Verb.DECLINE_REQUEST, versioned(view))
    return [accept, decline, *_answers_to_series(view, texts)]


def _answers_to_series(view: AppointmentView, texts: Texts) -> list[Tap]:
    if not view.series_id:
        return []
    data: dict[str, JsonValue] = {Field.APPOINTMENT: view.appointment_id}
    return [
        Tap(texts.say("card-accept-series"), Verb.ACCEPT_SERIES, data, ActionStyle.POSITIVE),
        Tap(texts.say("card-decline-series"), Verb.DECLINE_SERIES, data),
    ]


def render_request_list(view: RequestListView, texts: Texts, channel: Channel) -> CardJson:
    """Render the requests that wait, each to tap."""
    following = view.first + REQUESTS_SHOWN
    shown = view.requests[view.first : following]
    more = Tap(texts.say("card-more"), Verb.STAFF_REQUESTS, {Field.FROM: following})
    document = Document(
        body=[*prose(view.prompt), *(_row(each, texts, view.time_zone) for each in shown)],
        said=[view.prompt, *(_said(each, texts, view.time_zone) for each in shown)],
        actions=[more] if following < len(view.requests) else [],
    )
    return to_json(document, channel)


def render_decline_form(view: DeclineFormView, texts: Texts, channel: Channel) -> CardJson:
    """Render the form for declining, with a message to the customer."""
    appointment = view.appointment
    document = Document(
        body=[
            *prose(view.prompt),
            panel([_hero(appointment, texts, view.time_zone)]),
            zone_line(texts, zones_of(appointment, view.time_zone), appointment.start_at),
            _message_input(texts),
        ],
        said=[view.prompt, *appointment_said(appointment, texts, view.time_zone)],
        actions=_decline_actions(appointment, texts),
    )
    return to_json(document, channel)


def _message_input(texts: Texts) -> InputText:
    return InputText(
        id=Input.MESSAGE.value,
        label=texts.say("card-message-to-customer"),
        max_length=_LONGEST_MESSAGE,
        is_multiline=True,
    )


def _decline_actions(view: AppointmentView, texts: Texts) -> list[Tap]:
    decline = Tap(
        texts.say("card-decline"),
        Verb.DECLINE_CONFIRMED,
        versioned(view),
        ActionStyle.DESTRUCTIVE,
    )
    back = Tap(
        texts.say("card-back"),
        Verb.STAFF_OPEN,
        {Field.APPOINTMENT: view.appointment_id},
        ignores_inputs=True,
    )
    return [decline, back]


def _hero(view: AppointmentView, texts: Texts, zone: str) -> StrictElement:
    return hero(view, texts, zone, _who_with_whom(view, texts))


def _who_with_whom(view: AppointmentView, texts: Texts) -> str:
    with_whom = texts.say("card-with", name=staff_names(view, texts))
    return f"{line(view.customer_name)} · {with_whom}"


def _row(view: AppointmentView, texts: Texts, zone: str) -> Container:
    open_it = Tap(
        title(f"{view.customer_name}, {texts.day_and_time(view.start_at, zone)}"),
        Verb.STAFF_OPEN,
        {Field.APPOINTMENT: view.appointment_id},
    )
    due = [rich(quiet(" ".join(each))) for each in request_facts(view, texts, zone) if each[1]]
    return Container(
        items=[_hero(view, texts, zone), *due],
        style=Style.EMPHASIS,
        spacing=Spacing.SMALL,
        select_action=open_it,
    )


def _said(view: AppointmentView, texts: Texts, zone: str) -> str:
    at = texts.day_and_time(view.start_at, zone)
    return ", ".join((line(view.customer_name), line(view.service_name), at))
