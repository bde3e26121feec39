"""The cards of requests and of histories, with ordinary and with extreme facts."""

from datetime import timedelta

from cards import announcements, customer_appointments, history, requests, staff_appointments
from cards.appointment_views import (
    AnnouncementCardView,
    AppointmentCardView,
    AppointmentListView,
    CancelQuestionView,
    DeclineFormView,
    HistoryCardView,
    RequestListView,
    StaffAppointmentView,
)
from scheduling.announcements import AnnouncementKind, RecipientKind
from scheduling.auditing import Author, HistoryEntryView
from scheduling.permissions import Action
from scheduling.statuses import AppointmentStatus, CancelledBy
from scheduling.views import AppointmentView
from tests.cards.facts import CONTACT, HOSTILE, START, WIDE, ZONE, appointment, nasty_appointment
from tests.cards.sampling import Sample, sample

DUE = START - timedelta(days=1)
_FOR_STAFF = frozenset({Action.ANSWER_REQUEST, Action.SEE_HISTORY})
_STATUSES = (None, *AppointmentStatus)


def request(**changes: object) -> AppointmentView:
    """Give a request as its customer sees it, or staff with another `may`."""
    facts: dict[str, object] = {
        "status": AppointmentStatus.REQUESTED,
        "answer_due_at": DUE,
        "may": frozenset({Action.CANCEL}),
    }
    return appointment(**{**facts, **changes})  # type: ignore[arg-type]


def entries(name: str) -> tuple[HistoryEntryView, ...]:
    """Give a change of each kind of author, and one by a door nobody knows."""
    doors = ("directline", "msteams", "command line", "system", "carrierpigeon")
    authors = (*Author, Author.STAFF_MEMBER)
    return tuple(
        HistoryEntryView(
            at=DUE + timedelta(minutes=number),
            author=author,
            name=name,
            what=what,
            before=_STATUSES[number],
            after=_STATUSES[number + 1],
            door=door,
        )
        for number, (author, door, what) in enumerate(
            zip(
                authors,
                doors,
                ("requested", "accepted", "rescheduled", "statusChanged", name),
                strict=True,
            )
        )
    )


def _news(kind: AnnouncementKind, to: RecipientKind, view: AppointmentView) -> Sample:
    return sample(
        announcements.render_announcement,
        AnnouncementCardView(kind=kind, recipient_kind=to, appointment=view, time_zone=ZONE),
    )


_DECLINED = appointment(
    status=AppointmentStatus.CANCELLED,
    cancelled_by=CancelledBy.STAFF,
    cancellation_message="We are full that day.",
    may=frozenset(),
)

REQUESTS: dict[str, Sample] = {
    "request": sample(
        customer_appointments.render_appointment,
        AppointmentCardView(prompt="It is asked for.", appointment=request(), time_zone=ZONE),
    ),
    "request-among-appointments": sample(
        customer_appointments.render_appointment_list,
        AppointmentListView(
            prompt="Yours:", appointments=(request(), appointment(2)), time_zone=ZONE
        ),
    ),
    "request-withdraw": sample(
        customer_appointments.render_cancel_question,
        CancelQuestionView(prompt="Withdraw it?", appointment=request(), time_zone=ZONE),
    ),
    "request-declined": sample(
        customer_appointments.render_appointment,
        AppointmentCardView(prompt="Sorry.", appointment=_DECLINED, time_zone=ZONE),
    ),
    "staff-request": sample(
        staff_appointments.render_staff_appointment,
        StaffAppointmentView(appointment=request(may=_FOR_STAFF, contact=CONTACT), time_zone=ZONE),
    ),
    "requests": sample(
        requests.render_request_list,
        RequestListView(
            prompt="11 are waiting.",
            requests=tuple(request(number=each, may=_FOR_STAFF) for each in range(11)),
            time_zone=ZONE,
        ),
    ),
    "requests-none": sample(
        requests.render_request_list,
        RequestListView(prompt="None is waiting.", requests=(), time_zone=ZONE),
    ),
    "requests-nasty": sample(
        requests.render_request_list,
        RequestListView(
            prompt=HOSTILE,
            requests=tuple(
                nasty_appointment(each, status=AppointmentStatus.REQUESTED, answer_due_at=DUE)
                for each in range(5)
            ),
            time_zone=ZONE,
        ),
    ),
    "request-decline": sample(
        requests.render_decline_form,
        DeclineFormView(prompt="Decline it?", appointment=request(may=_FOR_STAFF), time_zone=ZONE),
    ),
    "news-staff-requested": _news(
        AnnouncementKind.REQUESTED, RecipientKind.STAFF_MEMBER, request(may=_FOR_STAFF)
    ),
    "news-customer-accepted": _news(
        AnnouncementKind.ACCEPTED, RecipientKind.CUSTOMER, appointment()
    ),
    "news-customer-declined": _news(AnnouncementKind.DECLINED, RecipientKind.CUSTOMER, _DECLINED),
    "news-customer-expired": _news(AnnouncementKind.EXPIRED, RecipientKind.CUSTOMER, _DECLINED),
    "history": sample(
        history.render_history,
        HistoryCardView(appointment=appointment(), entries=entries("Ana Ruiz"), time_zone=ZONE),
    ),
    "history-nasty": sample(
        history.render_history,
        HistoryCardView(
            appointment=nasty_appointment(), entries=entries(HOSTILE) * 8, time_zone=ZONE
        ),
    ),
    "history-wide": sample(
        history.render_history,
        HistoryCardView(
            appointment=nasty_appointment(name=WIDE), entries=entries(WIDE) * 8, time_zone=ZONE
        ),
    ),
}
