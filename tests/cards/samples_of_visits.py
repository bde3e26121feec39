"""The cards of visits, with ordinary and with extreme facts."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from cards import agenda, staff_appointments, visit_summary, visits
from cards.appointment_views import AgendaCardView, StaffAppointmentView
from cards.verbs import DraftField
from scheduling.catalog import Price, PriceType
from scheduling.permissions import Action
from scheduling.views import AgendaView, AppointmentView, GroupView
from tests.cards.facts import CONTACT, HOSTILE, START, WIDE, ZONE, appointment, nasty_appointment
from tests.cards.sampling import Sample, sample

_HOUR = timedelta(hours=1)
_MAY = frozenset({Action.RESCHEDULE, Action.CANCEL})
_EVERYTHING = (DraftField.DAY, DraftField.TIME, DraftField.CONTACT, DraftField.ANSWERS)
FOR_MIA = GroupView(attendee_name="Mia")


def part(name: str, staff: str, number: int) -> visit_summary.PartView:
    """Give a part that begins so many hours after the first."""
    start_at = START + number * _HOUR
    return visit_summary.PartView(
        service_name=name,
        staff_name=staff,
        start_at=start_at,
        end_at=start_at + _HOUR,
        price=Price(PriceType.FIXED_PRICE, Decimal(40)),
        currency="EUR",
    )


def summary(
    prompt: str, parts: tuple[visit_summary.PartView, ...], **changes: object
) -> visit_summary.VisitSummaryView:
    """Give the summary of some parts."""
    facts: dict[str, object] = {
        "prompt": prompt,
        "draft_id": "d1",
        "parts": parts,
        "length": len(parts) * _HOUR,
        "price": Price(PriceType.STARTING_AT, Decimal(80)),
        "currency": "EUR",
        "time_zone": ZONE,
        "business_time_zone": ZONE,
        "contact": CONTACT,
        "changeable": _EVERYTHING,
    }
    return visit_summary.VisitSummaryView(**{**facts, **changes})  # type: ignore[arg-type]


def visit(count: int = 2) -> tuple[AppointmentView, ...]:
    """Give the appointments of one visit for Mia."""
    one = appointment(may=_MAY)
    return tuple(
        replace(
            one,
            appointment_id=f"a{number}",
            visit_id="v",
            group=FOR_MIA,
            start_at=START + number * _HOUR,
            end_at=START + (number + 1) * _HOUR,
        )
        for number in range(count)
    )


_TWO = (part("Haircut", "Ana", 0), part("Colouring", "Bo", 1))
_NASTY = tuple(part(HOSTILE, WIDE, number) for number in range(6))
_OF_VISIT = visit()
_DAY = AgendaView(
    on=START.date(),
    business_name="Salon",
    time_zone=ZONE,
    staff_member=None,
    appointments=_OF_VISIT,
    now=START,
)

VISITS: dict[str, Sample] = {
    "visit summary": sample(
        visit_summary.render_visit_summary,
        summary("Shall I book this?", _TWO, attendee_name="Mia"),
    ),
    "visit summary, a move": sample(
        visit_summary.render_visit_summary, summary("Shall I move it?", _TWO, is_move=True)
    ),
    "visit summary, a request": sample(
        visit_summary.render_visit_summary, summary("Shall I send it?", _TWO, is_request=True)
    ),
    "visit summary, hostile": sample(
        visit_summary.render_visit_summary, summary(HOSTILE, _NASTY, attendee_name=HOSTILE)
    ),
    "visit": sample(
        visits.render_visit,
        visits.VisitView(prompt="Your visit.", appointments=_OF_VISIT, time_zone=ZONE),
    ),
    "visit for staff": sample(
        visits.render_visit,
        visits.VisitView(
            prompt="The visit.", appointments=_OF_VISIT, time_zone=ZONE, is_for_staff=True
        ),
    ),
    "visit, hostile": sample(
        visits.render_visit,
        visits.VisitView(prompt=HOSTILE, appointments=(nasty_appointment(),) * 6, time_zone=ZONE),
    ),
    "agenda with a visit": sample(agenda.render_agenda, AgendaCardView(agenda=_DAY)),
    "part of a visit for staff": sample(
        staff_appointments.render_staff_appointment,
        StaffAppointmentView(appointment=_OF_VISIT[0], time_zone=ZONE),
    ),
}
