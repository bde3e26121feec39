"""Who attends a group, for staff: the list on its card, and the question that takes one of them out."""

from cards.actions import ActionStyle, Tap
from cards.appointment_parts import appointment_said, hero, staff_names
from cards.appointment_views import RemoveQuestionView
from cards.channels import CardJson, Channel, JsonValue
from cards.customer_appointments import versioned
from cards.documents import Document, to_json
from cards.elements import Colour, ColumnSet, Size, Spacing, StrictElement
from cards.layout import named, narrow, panel, prose, quiet, rich, row, run, section, strong, wide
from cards.people import filled_text, people_text
from cards.verbs import Field, Verb
from cards.wording import line, title
from language.texts import Texts
from scheduling.permissions import Action
from scheduling.views import AppointmentView, AttendeeView

ATTENDEES_SHOWN = 12


def attendee_list(view: AppointmentView, texts: Texts, first: int = 0) -> list[StrictElement]:
    """List a group's attendees: names, how many, how to reach them, and a way to remove each."""
    if not view.group.is_group:
        return []
    shown = view.group.attendees[first : first + ATTENDEES_SHOWN]
    filled = filled_text(view.group, texts)
    heading = section(texts.say("card-attendees", filled=filled))
    return [heading, *(_row(each, view, texts) for each in shown), *_more(view, texts, first)]


def attendees_said(view: AppointmentView, texts: Texts, first: int = 0) -> list[str]:
    """Say how many attend, and who."""
    shown = view.group.attendees[first : first + ATTENDEES_SHOWN]
    return [filled_text(view.group, texts), *(_name(each, texts) for each in shown)]


def _name(each: AttendeeView, texts: Texts) -> str:
    name = named(each.name)
    if each.attendees_count == 1:
        return name
    return f"{name}, {people_text(each.attendees_count, texts)}"


def _row(each: AttendeeView, view: AppointmentView, texts: Texts) -> ColumnSet:
    contact = each.contact
    ways = (contact.phone, contact.email_address) if contact else ()
    reached = " · ".join(line(way) for way in ways if way)
    about: list[StrictElement] = [rich(strong(_name(each, texts)))]
    if reached:
        about.append(rich(quiet(reached), spacing=Spacing.NONE))
    if Action.CANCEL not in view.may:
        return row([wide(*about)])
    data: dict[str, JsonValue] = {
        Field.APPOINTMENT: view.appointment_id,
        Field.CUSTOMER: each.customer_id,
    }
    word = rich(run(texts.say("card-remove"), size=Size.SMALL, color=Colour.ACCENT))
    name = title(texts.say("card-remove-attendee", customer=each.name))
    return row([wide(*about), narrow(word)], Tap(name, Verb.REMOVE_ATTENDEE, data))


def _more(view: AppointmentView, texts: Texts, first: int) -> list[StrictElement]:
    following = first + ATTENDEES_SHOWN
    if following >= len(view.group.attendees):
        return []
    more = texts.say("card-more")
    data: dict[str, JsonValue] = {
        Field.APPOINTMENT: view.appointment_id,
        Field.FROM: following,
    }
    words = rich(run(more, color=Colour.ACCENT))
    return [row([wide(words)], Tap(more, Verb.STAFF_OPEN, data))]


def render_remove_question(view: RemoveQuestionView, texts: Texts, channel: Channel) -> CardJson:
    """Render the question whether to take one customer out of a group."""
    appointment = view.appointment
    with_whom = texts.say("card-with", name=staff_names(appointment, texts))
    document = Document(
        body=[
            *prose(view.prompt),
            panel([hero(appointment, texts, view.time_zone, with_whom)]),
        ],
        said=[view.prompt, *appointment_said(appointment, texts, view.time_zone)],
        actions=_remove_actions(view, texts),
    )
    return to_json(document, channel)


def _remove_actions(view: RemoveQuestionView, texts: Texts) -> list[Tap]:
    data: dict[str, JsonValue] = {
        **versioned(view.appointment),
        Field.CUSTOMER: view.customer_id,
    }
    opened: dict[str, JsonValue] = {Field.APPOINTMENT: view.appointment.appointment_id}
    return [
        Tap(texts.say("card-remove"), Verb.REMOVE_CONFIRMED, data, ActionStyle.DESTRUCTIVE),
        Tap(texts.say("card-keep-attendee"), Verb.STAFF_OPEN, opened),
    ]
