"""The cards of lengths, groups and rooms, with ordinary and with extreme facts."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from cards import (
    agenda,
    announcements,
    attendees,
    customer_appointments,
    lengths,
    staff_appointments,
    staff_lists,
    summary,
    times,
)
from cards.appointment_views import (
    AgendaCardView,
    AnnouncementCardView,
    AppointmentCardView,
    CancelQuestionView,
    RemoveQuestionView,
    StaffAppointmentListView,
    StaffAppointmentView,
)
from cards.card_views import LengthPickerView, NearestTimesView, SummaryView, TimePickerView
from cards.verbs import DraftField, Verb
from scheduling.announcements import AnnouncementKind, RecipientKind
from scheduling.catalog import Price, PriceType
from scheduling.customers import Contact
from scheduling.views import AttendeeView, DurationView, GroupView
from tests.cards.facts import (
    ALL_ACTIONS,
    ANA,
    BEN,
    CONTACT,
    DRAFT,
    HOSTILE,
    NASTY_NAMES,
    PEOPLE,
    START,
    WIDE,
    ZONE,
    appointment,
    nasty_appointment,
    service,
    slots,
)
from tests.cards.facts import agenda as agenda_of
from tests.cards.sampling import Sample, sample

_MORNING = datetime(2026, 4, 16, 7, 0, tzinfo=UTC)
_MASSAGE = service(
    "Massage",
    durations=tuple(
        DurationView(timedelta(minutes=each), Price(PriceType.FIXED_PRICE, Decimal(each)))
        for each in (60, 30, 90)
    ),
)
_YOGA = service("Yoga", maximum_attendees_count=10)


def _attendee(number: int, name: str) -> AttendeeView:
    contact = Contact(name=name[:200], email_address="a@example.com", phone="+49 30 1234567")
    return AttendeeView(f"0b54e2c6f6e84f1d9b5f7a90c1d2{number:04}", name, number % 3 + 1, contact)


def _group(names: tuple[str, ...], most: int = 10) -> GroupView:
    people = tuple(_attendee(place, name) for place, name in enumerate(names))
    filled = sum(each.attendees_count for each in people)
    return GroupView(1, most, filled, attendees=people)


_CLASS = appointment(
    service_name="Yoga",
    group=_group(PEOPLE),
    staff_members=(ANA, BEN),
    resource_names=("Room 2",),
    may=ALL_ACTIONS,
)
_OWN = appointment(service_name="Yoga", group=GroupView(3, 10, 7))
_NASTY = nasty_appointment(
    0,
    group=_group(NASTY_NAMES * 12, 10_000),
    resource_names=(HOSTILE, WIDE),
    may=ALL_ACTIONS,
)


def _times(count: int, left: int | None) -> Sample:
    shown = tuple(replace(each, open_attendees_count=left) for each in slots(count, _MORNING))
    return sample(
        times.render_time_picker,
        TimePickerView(
            prompt="What time on Thursday?",
            draft_id=DRAFT,
            on=date(2026, 4, 16),
            slots=shown,
            time_zone=ZONE,
            business_time_zone=ZONE,
            staff_member_id="0b54e2c6f6e84f1d9b5f7a90c1d20001",
        ),
    )


def _summary(**facts: Any) -> Sample:
    view: dict[str, Any] = {
        "prompt": "Shall I book this?",
        "draft_id": DRAFT,
        "business_name": "Salon Lindenhof",
        "service": _YOGA,
        "staff_name": "Ana Ruiz",
        "start_at": START,
        "time_zone": ZONE,
        "business_time_zone": ZONE,
        "contact": CONTACT,
        "changeable": tuple(DraftField),
    }
    return sample(summary.render_summary, SummaryView(**{**view, **facts}))


def _news(kind: AnnouncementKind) -> Sample:
    view = AnnouncementCardView(
        kind=kind,
        recipient_kind=RecipientKind.STAFF_MEMBER,
        appointment=_CLASS,
        time_zone=ZONE,
    )
    return sample(announcements.render_announcement, view)


GROUPS: dict[str, Sample] = {
    "lengths": sample(
        lengths.render_length_picker,
        LengthPickerView(prompt="How long?", draft_id=DRAFT, service=_MASSAGE),
    ),
    "lengths-many": sample(
        lengths.render_length_picker,
        LengthPickerView(
            prompt=HOSTILE,
            draft_id=DRAFT,
            service=replace(
                _MASSAGE,
                durations=tuple(
                    DurationView(timedelta(minutes=5 * each + 5), _MASSAGE.price)
                    for each in range(60)
                ),
            ),
        ),
    ),
    "times-group": _times(12, 3),
    "times-group-forty": _times(40, 1000),
    "nearest-group": sample(
        times.render_nearest_times,
        NearestTimesView(
            prompt="It is full.",
            draft_id=DRAFT,
            slots=tuple(
                replace(each, open_attendees_count=1)
                for each in slots(6, START, timedelta(hours=5))
            ),
            time_zone=ZONE,
            business_time_zone=ZONE,
        ),
    ),
    "summary-group": _summary(attendees_count=3),
    "summary-lengths": _summary(service=_MASSAGE),
    "appointment-group": sample(
        customer_appointments.render_appointment,
        AppointmentCardView(prompt="Booked.", appointment=_OWN, time_zone=ZONE),
    ),
    "cancel-question-group": sample(
        customer_appointments.render_cancel_question,
        CancelQuestionView(prompt="Give it back?", appointment=_OWN, time_zone=ZONE),
    ),
    "staff-appointment-group": sample(
        staff_appointments.render_staff_appointment,
        StaffAppointmentView(appointment=_CLASS, time_zone=ZONE),
    ),
    "staff-appointment-group-nasty": sample(
        staff_appointments.render_staff_appointment,
        StaffAppointmentView(appointment=_NASTY, time_zone=ZONE, prompt=HOSTILE, first=12),
    ),
    "staff-list-group": sample(
        staff_lists.render_staff_appointment_list,
        StaffAppointmentListView(
            prompt="More people attend:",
            appointments=(_CLASS, _NASTY),
            time_zone=ZONE,
            verb=Verb.STAFF_OPEN,
        ),
    ),
    "agenda-group": sample(
        agenda.render_agenda,
        AgendaCardView(agenda=replace(agenda_of(2), appointments=(_CLASS, _NASTY))),
    ),
    "remove-question": sample(
        attendees.render_remove_question,
        RemoveQuestionView(
            prompt="Remove Dana?",
            appointment=_CLASS,
            customer_id=_CLASS.group.attendees[0].customer_id,
            time_zone=ZONE,
        ),
    ),
    "news-staff-joined": _news(AnnouncementKind.ATTENDEE_JOINED),
    "news-staff-left": _news(AnnouncementKind.ATTENDEE_LEFT),
}
