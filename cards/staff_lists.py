"""Several appointments for staff to choose from: which one do you mean?"""

from cards.actions import Tap
from cards.appointment_parts import hero, staff_names, status_badge
from cards.appointment_views import StaffAppointmentListView
from cards.channels import CardJson, Channel, JsonValue
from cards.customer_appointments import versioned
from cards.documents import Document, to_json
from cards.elements import Container, Spacing, Style
from cards.layout import named, prose, rich, strong
from cards.people import filled_text
from cards.verbs import Field
from cards.wording import line, title
from language.texts import Texts
from scheduling.views import AppointmentView

APPOINTMENTS_LISTED = 8


def render_staff_appointment_list(
    view: StaffAppointmentListView, texts: Texts, channel: Channel
) -> CardJson:
    """Render appointments to tap one: the tap does what was asked for."""
    shown = view.appointments[:APPOINTMENTS_LISTED]
    document = Document(
        body=[*prose(view.prompt), *(_item(each, view, texts) for each in shown)],
        said=[view.prompt, *(_said(each, view, texts) for each in shown)],
        actions=[],
    )
    return to_json(document, channel)


def _item(each: AppointmentView, view: StaffAppointmentListView, texts: Texts) -> Container:
    data: dict[str, JsonValue] = versioned(each)
    if view.status is not None:
        data[Field.STATUS] = view.status.value
    who = texts.say("card-with", name=staff_names(each, texts))
    return Container(
        items=[
            rich(strong(_who(each, texts))),
            hero(each, texts, view.time_zone, who),
            status_badge(each, texts),
        ],
        style=Style.EMPHASIS,
        spacing=Spacing.SMALL,
        select_action=Tap(title(_said(each, view, texts)), view.verb, data),
    )


def _said(each: AppointmentView, view: StaffAppointmentListView, texts: Texts) -> str:
    at = texts.day_and_time(each.start_at, view.time_zone)
    return f"{_who(each, texts)}, {line(each.service_name)}, {at}"


def _who(each: AppointmentView, texts: Texts) -> str:
    """Name the customer; of a group, tell how many attend."""
    return filled_text(each.group, texts) or named(each.customer_name)
