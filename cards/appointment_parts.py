"""How an appointment looks, wherever it is shown."""

from cards.actions import CardAction, links
from cards.elements import Colour, ColumnSet, Size, Spacing, StrictElement, Style
from cards.layout import Runs, date_tile, named, quiet, rich, run, strong, wide
from cards.moments import Zones, local_date, time_range, when, zone_note
from cards.people import people_text
from cards.prices import price_text
from language.texts import Texts
from scheduling.statuses import AppointmentStatus, CancelledBy
from scheduling.views import AppointmentView

_STATUS = {
    AppointmentStatus.REQUESTED: ("card-status-requested", Colour.WARNING),
    AppointmentStatus.CONFIRMED: ("card-status-confirmed", Colour.ACCENT),
    AppointmentStatus.ARRIVED: ("card-status-arrived", Colour.GOOD),
    AppointmentStatus.IN_PROGRESS: ("card-status-in-progress", Colour.GOOD),
    AppointmentStatus.COMPLETED: ("card-status-completed", Colour.GOOD),
    AppointmentStatus.NO_SHOW: ("card-status-no-show", Colour.WARNING),
    AppointmentStatus.CANCELLED: ("card-status-cancelled", Colour.ATTENTION),
}
_DOT = "● "


def status_text(status: AppointmentStatus, texts: Texts) -> str:
    """Write where an appointment stands."""
    return texts.say(_STATUS[status][0])


def status_runs(view: AppointmentView, texts: Texts) -> Runs:
    """Show where an appointment stands: a coloured dot and a word."""
    colour = _STATUS[view.status][1]
    word = run(status_text(view.status, texts), size=Size.SMALL)
    dot = run(_DOT, color=colour, size=Size.SMALL)
    if not view.needs_somebody:
        return [*dot, *word]
    left = run(f" · {texts.say('card-needs-somebody')}", color=Colour.ATTENTION, size=Size.SMALL)
    return [*dot, *word, *left]


def status_badge(view: AppointmentView, texts: Texts) -> StrictElement:
    """Give `status_runs` as a line of its own."""
    return rich(status_runs(view, texts), spacing=Spacing.SMALL)


def staff_names(view: AppointmentView, texts: Texts) -> str:
    """Write who provides it."""
    return texts.list([named(each.display_name) for each in view.staff_members])


def hero(view: AppointmentView, texts: Texts, zone: str, second_line: str) -> ColumnSet:
    """Show the date as a leaf of a calendar, beside it what, when, and a second line."""
    on = local_date(view.start_at, zone)
    is_off = view.status is AppointmentStatus.CANCELLED
    name = named(view.service_name)
    hours = time_range(texts, view.start_at, view.end_at, zone)
    lines: list[Runs] = [
        run(name, size=Size.MEDIUM, strikethrough=True) if is_off else strong(name, Size.MEDIUM),
        run(hours),
        *([quiet(second_line)] if second_line else []),
    ]
    about = [rich(each, spacing=Spacing.NONE) for each in lines]
    tile = date_tile(texts.short_day(on), Style.EMPHASIS if is_off else Style.ACCENT)
    return ColumnSet(columns=[tile, wide(*about)])


def zones_of(view: AppointmentView, zone: str) -> Zones:
    """Give the viewer's zone beside the business's."""
    return Zones(zone, view.business_time_zone)


def appointment_said(view: AppointmentView, texts: Texts, zone: str) -> list[str]:
    """Say an appointment in words."""
    return [
        named(view.service_name),
        when(texts, view, zone),
        zone_note(texts, zones_of(view, zone), view.start_at),
        texts.say("card-with", name=staff_names(view, texts)),
        status_text(view.status, texts),
    ]


_CANCELLED_BY = {
    CancelledBy.CUSTOMER: "card-by-customer",
    CancelledBy.STAFF: "card-by-staff",
    CancelledBy.SYSTEM: "card-by-system",
}


def cancellation_facts(view: AppointmentView, texts: Texts) -> list[tuple[str, str]]:
    """Give by whom an appointment was cancelled, and why."""
    by = texts.say(_CANCELLED_BY[view.cancelled_by]) if view.cancelled_by else ""
    return [
        (texts.say("card-cancelled-by"), by),
        (texts.say("card-cancelled-because"), view.cancellation_message),
    ]


def request_facts(view: AppointmentView, texts: Texts, zone: str) -> list[tuple[str, str]]:
    """Give until when a request waits for its answer."""
    due_at = view.answer_due_at
    return [(texts.say("card-answer-by"), texts.day_and_time(due_at, zone) if due_at else "")]


def length_text(view: AppointmentView, texts: Texts) -> str:
    """Write how long it takes."""
    return texts.duration(view.end_at - view.start_at)


def own_people(view: AppointmentView, texts: Texts) -> str:
    """Write with how many people a customer comes to a group, never who else does."""
    return people_text(view.group.attendees_count, texts) if view.group.is_group else ""


def customer_facts(view: AppointmentView, texts: Texts) -> list[tuple[str, str]]:
    """Give the facts of an appointment a customer wants besides what and when."""
    return [
        (texts.say("card-business"), view.business_name),
        (texts.say("card-location"), view.location),
        (texts.say("card-length"), length_text(view, texts)),
        (texts.say("card-price"), price_text(view.price, view.currency, texts)),
        (texts.say("card-people"), own_people(view, texts)),
        (texts.say("card-for"), view.group.attendee_name or view.customer_name),
        (texts.say("card-good-to-know"), view.additional_information),
    ]


def appointment_links(
    view: AppointmentView, calendar_file_url: str, open_in_chat_url: str, texts: Texts
) -> list[CardAction]:
    """Give what a customer may open: the call, the calendar file, the chat about it."""
    is_off = view.status is AppointmentStatus.CANCELLED
    return links(
        (
            (texts.say("card-join"), "" if is_off else view.join_web_url),
            (texts.say("card-calendar-file"), "" if is_off else calendar_file_url),
            (texts.say("card-open-in-chat"), open_in_chat_url),
        )
    )
