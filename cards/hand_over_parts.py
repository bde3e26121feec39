"""How one of many appointments looks where they are handed over."""

from collections.abc import Sequence

from cards.actions import Tap
from cards.appointment_parts import staff_names
from cards.elements import Container, Spacing, StrictElement, Style
from cards.layout import rich, run, strong
from cards.people import filled_text
from cards.visits import booked_for
from cards.wording import line
from language.texts import Texts
from scheduling.views import AppointmentView

LONGEST_NAME = 40
"""A plan has up to ten appointments with many names each, and a card has a size in bytes."""


def appointment_lines(appointment: AppointmentView, zone: str, texts: Texts) -> list[StrictElement]:
    """Show when, what and for whom in two lines: a plan has many."""
    names = appointment.service_name, _whom(appointment, texts)
    about = " · ".join(line(each, LONGEST_NAME) for each in names)
    if len(appointment.staff_members) > 1:
        about = f"{about} · {texts.say('card-with', name=staff_names(appointment, texts))}"
    at = texts.day_and_time(appointment.start_at, zone)
    return [rich(strong(at)), rich(run(about), spacing=Spacing.NONE)]


def box(items: Sequence[StrictElement], tap: Tap | None = None) -> Container:
    """Set an appointment off from the others."""
    return Container(
        items=list(items), style=Style.EMPHASIS, spacing=Spacing.SMALL, select_action=tap
    )


def said_of(appointment: AppointmentView, zone: str, texts: Texts) -> str:
    """Say an appointment in one line."""
    at = texts.day_and_time(appointment.start_at, zone)
    return ", ".join((at, line(appointment.service_name), line(_whom(appointment, texts))))


def _whom(appointment: AppointmentView, texts: Texts) -> str:
    """Name the customer, or of a group how many there are: no one of them stands for it."""
    return filled_text(appointment.group, texts) or booked_for(appointment, texts)
