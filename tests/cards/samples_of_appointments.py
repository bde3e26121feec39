"""The cards of existing appointments, with ordinary and with extreme facts."""

from datetime import UTC, datetime, timedelta
from typing import Any

from cards import (
    agenda,
    announcements,
    customer_appointments,
    staff_appointments,
    staff_lists,
)
from cards.appointment_views import (
    AgendaCardView,
    AnnouncementCardView,
    AppointmentCardView,
    AppointmentListView,
    CancelQuestionView,
    StaffAppointmentListView,
    StaffAppointmentView,
    StaffCancelFormView,
    TooLateView,
)
from cards.verbs import Verb
from scheduling.announcements import AnnouncementKind, RecipientKind
from scheduling.customers import QuestionAnswer
from scheduling.permissions import Action
from scheduling.statuses import AppointmentStatus
from scheduling.views import AppointmentView
from tests.cards.facts import (
    ALL_ACTIONS,
    ANSWERS,
    CONTACT,
    HOSTILE,
    PUBLIC,
    START,
    WIDE,
    ZONE,
    appointment,
    nasty_appointment,
)
from tests.cards.facts import agenda as agenda_of
from tests.cards.sampling import Sample, sample

_MARKS = frozenset({Action.SET_STATUS, Action.SEE_HISTORY})
_MORNING = datetime(2026, 4, 16, 7, 0, tzinfo=UTC)
_NEW_YORK = "America/New_York"


def _appointment_card(view: AppointmentView, prompt: str = "It is booked.") -> AppointmentCardView:
    return AppointmentCardView(
        prompt=prompt,
        appointment=view,
        time_zone=ZONE,
        calendar_file_url=f"{PUBLIC}/appointments/token.ics",
        open_in_chat_url=f"{PUBLIC}/chat/salon?open=token",
    )


def _news(kind: AnnouncementKind, recipient: RecipientKind, **facts: Any) -> Sample:
    view: dict[str, Any] = {"appointment": appointment(), "time_zone": ZONE, **facts}
    return sample(
        announcements.render_announcement,
        AnnouncementCardView(kind=kind, recipient_kind=recipient, **view),
    )


OWN: dict[str, Sample] = {
    "appointment": sample(
        customer_appointments.render_appointment, _appointment_card(appointment())
    ),
    "appointment-cancelled": sample(
        customer_appointments.render_appointment,
        _appointment_card(
            appointment(status=AppointmentStatus.CANCELLED, may=frozenset()), "This was cancelled."
        ),
    ),
    "appointment-nasty": sample(
        customer_appointments.render_appointment,
        _appointment_card(nasty_appointment(0, join_web_url="https://meet.example/x"), HOSTILE),
    ),
    "appointments": sample(
        customer_appointments.render_appointment_list,
        AppointmentListView(
            prompt="You have two appointments.",
            appointments=(
                appointment(),
                appointment(
                    2,
                    service_name="Colour",
                    start_at=START + timedelta(days=9),
                    end_at=START + timedelta(days=9, hours=2),
                ),
            ),
            time_zone=ZONE,
        ),
    ),
    "appointments-wide": sample(
        customer_appointments.render_appointment_list,
        AppointmentListView(
            prompt=WIDE,
            appointments=tuple(nasty_appointment(each, name=WIDE) for each in range(20)),
            time_zone=ZONE,
        ),
    ),
    "appointments-nasty": sample(
        customer_appointments.render_appointment_list,
        AppointmentListView(
            prompt=HOSTILE,
            appointments=tuple(nasty_appointment(each) for each in range(60)),
            time_zone=_NEW_YORK,
        ),
    ),
    "cancel-question": sample(
        customer_appointments.render_cancel_question,
        CancelQuestionView(
            prompt="Cancel this appointment? You can do so until Wednesday at 15:00.",
            appointment=appointment(),
            time_zone=ZONE,
        ),
    ),
    "too-late": sample(
        customer_appointments.render_too_late,
        TooLateView(
            prompt="It is less than 24 hours away, so please call or write to us.",
            appointment=appointment(),
            time_zone=ZONE,
        ),
    ),
    "news-customer-moved": _news(
        AnnouncementKind.RESCHEDULED,
        RecipientKind.CUSTOMER,
        previous_start_at=START - timedelta(days=1),
        calendar_file_url=f"{PUBLIC}/appointments/token.ics",
        open_in_chat_url=f"{PUBLIC}/chat/salon?open=token",
    ),
    "news-customer-cancelled": _news(
        AnnouncementKind.CANCELLED,
        RecipientKind.CUSTOMER,
        appointment=appointment(status=AppointmentStatus.CANCELLED),
        message="Ana is ill today, we are sorry.\nPlease book another day.",
    ),
    "news-customer-nasty": _news(
        AnnouncementKind.CANCELLED,
        RecipientKind.CUSTOMER,
        appointment=nasty_appointment(status=AppointmentStatus.CANCELLED),
        message=HOSTILE * 10,
    ),
}

STAFF_DAY: dict[str, Sample] = {
    "agenda": sample(agenda.render_agenda, AgendaCardView(agenda=agenda_of(8))),
    "agenda-team": sample(agenda.render_agenda, AgendaCardView(agenda=agenda_of(11, is_team=True))),
    "agenda-empty": sample(agenda.render_agenda, AgendaCardView(agenda=agenda_of(0))),
    "agenda-sixty": sample(
        agenda.render_agenda,
        AgendaCardView(agenda=agenda_of(60, is_team=True, name=""), prompt=HOSTILE, first=15),
    ),
    "agenda-wide": sample(
        agenda.render_agenda, AgendaCardView(agenda=agenda_of(40, is_team=True, name=WIDE))
    ),
    "staff-appointment-wide": sample(
        staff_appointments.render_staff_appointment,
        StaffAppointmentView(
            appointment=nasty_appointment(
                name=WIDE,
                may=ALL_ACTIONS,
                location=WIDE,
                customer_notes=WIDE,
                cancellation_message=WIDE,
                answers=(QuestionAnswer("q", WIDE, WIDE),) * 20,
            ),
            time_zone=ZONE,
        ),
    ),
    "staff-appointment": sample(
        staff_appointments.render_staff_appointment,
        StaffAppointmentView(
            appointment=appointment(
                contact=CONTACT,
                answers=ANSWERS,
                customer_notes="Prefers the seat by the window.",
                may=ALL_ACTIONS,
            ),
            time_zone=ZONE,
        ),
    ),
    "staff-appointment-arrived": sample(
        staff_appointments.render_staff_appointment,
        StaffAppointmentView(
            appointment=appointment(status=AppointmentStatus.ARRIVED, may=_MARKS),
            time_zone=ZONE,
        ),
    ),
    "staff-appointment-viewer": sample(
        staff_appointments.render_staff_appointment,
        StaffAppointmentView(appointment=appointment(may=frozenset()), time_zone=ZONE),
    ),
    "staff-appointment-nasty": sample(
        staff_appointments.render_staff_appointment,
        StaffAppointmentView(
            appointment=nasty_appointment(0, may=ALL_ACTIONS), time_zone=ZONE, prompt=HOSTILE
        ),
    ),
    "staff-list": sample(
        staff_lists.render_staff_appointment_list,
        StaffAppointmentListView(
            prompt="Which one do you mean?",
            appointments=(appointment(), nasty_appointment(2)),
            time_zone=ZONE,
            verb=Verb.STAFF_MARK,
            status=AppointmentStatus.ARRIVED,
        ),
    ),
    "staff-cancel": sample(
        staff_appointments.render_staff_cancel_form,
        StaffCancelFormView(
            prompt="What shall I tell Dana?", appointment=appointment(), time_zone=ZONE
        ),
    ),
    "news-staff-booked": _news(AnnouncementKind.BOOKED, RecipientKind.STAFF_MEMBER),
    "news-staff-nasty": _news(
        AnnouncementKind.HANDED_OVER, RecipientKind.STAFF_MEMBER, appointment=nasty_appointment(4)
    ),
}
