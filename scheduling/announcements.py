"""Who is told what when an appointment changes. Decided here; delivered by notifications."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from scheduling.actors import CustomerActor, StaffActor
from scheduling.appointment_events import AppointmentEvent, EventKind
from scheduling.appointments import Appointment


class RecipientKind(Enum):
    """Whom an announcement is for."""

    CUSTOMER = "customer"
    STAFF_MEMBER = "staffMember"


class AnnouncementKind(Enum):
    """What an announcement says."""

    REQUESTED = "requested"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    BOOKED = "booked"
    RESCHEDULED = "rescheduled"
    CANCELLED = "cancelled"
    HANDED_OVER = "handedOver"
    ATTENDEE_JOINED = "attendeeJoined"
    ATTENDEE_LEFT = "attendeeLeft"
    HAND_OVER = "handOver"
    WAITLIST_OFFERED = "waitlistOffered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """One thing to tell one person: ids only, never names or addresses.

    Of kind HAND_OVER the id and the version are those of a hand-over, which may comprise many; of
    a waitlist's offer they are the entry's.

    It is due at `due_at` and of no use after `expires_at`. `dedupe` is the same for the same
    news to the same person, whatever happens in between. With a `series_id` it tells of all
    occurrences of that series that changed at `due_at`; the appointment is the first of them.
    """

    business_id: str
    kind: AnnouncementKind
    recipient_kind: RecipientKind
    recipient_id: str
    appointment_id: str
    appointment_version: int
    due_at: datetime
    expires_at: datetime
    series_id: str = ""

    @property
    def dedupe(self) -> str:
        """The key by which a repeated announcement is recognised."""
        parts = (
            self.appointment_id,
            str(self.appointment_version),
            self.kind.value,
            self.recipient_kind.value,
            self.recipient_id,
        )
        return ":".join(parts)


@dataclass(frozen=True, slots=True)
class ClaimedAnnouncement:
    """An announcement taken from the outbox by one worker, for as long as its lease lasts.

    `claims` counts how often it was taken: with `owner` it tells this taking from a later one, so
    that a worker that was too slow settles nothing. `failures` counts refusals so far.
    """

    announcement: Announcement
    owner: str
    claims: int
    failures: int = 0


VALIDITY = timedelta(hours=48)
"""News of a change are worth telling for this long, or until the appointment is over."""

_KINDS = {
    EventKind.REQUESTED: AnnouncementKind.REQUESTED,
    EventKind.ACCEPTED: AnnouncementKind.ACCEPTED,
    EventKind.DECLINED: AnnouncementKind.DECLINED,
    EventKind.EXPIRED: AnnouncementKind.EXPIRED,
    EventKind.BOOKED: AnnouncementKind.BOOKED,
    EventKind.RESCHEDULED: AnnouncementKind.RESCHEDULED,
    EventKind.CANCELLED: AnnouncementKind.CANCELLED,
    EventKind.ATTENDEE_JOINED: AnnouncementKind.ATTENDEE_JOINED,
    EventKind.ATTENDEE_LEFT: AnnouncementKind.ATTENDEE_LEFT,
    EventKind.HANDED_OVER: AnnouncementKind.HANDED_OVER,
}
_TO_THE_ATTENDEE = {
    EventKind.ATTENDEE_JOINED: AnnouncementKind.BOOKED,
    EventKind.ATTENDEE_LEFT: AnnouncementKind.CANCELLED,
}
"""What coming and going is to whoever comes or goes; nobody else of the group is told."""


def announcements_of(appointment: Appointment) -> tuple[Announcement, ...]:
    """Say who must be told of the events recorded on `appointment`.

    Everybody it concerns but the one who did it: the chat has answered them already.
    """
    return tuple(
        announcement
        for event in appointment.events
        if event.kind in _KINDS
        for announcement in _of_event(appointment, event)
    )


def _of_event(appointment: Appointment, event: AppointmentEvent) -> tuple[Announcement, ...]:
    if event.kind in _TO_THE_ATTENDEE:
        return _of_attendee(appointment, event)
    staff = dict.fromkeys(_staff_concerned(appointment, event))
    customers = () if isinstance(event.by, CustomerActor) else appointment.customers
    told = [(RecipientKind.CUSTOMER, each.customer_id) for each in customers]
    told += [(RecipientKind.STAFF_MEMBER, each) for each in staff if not _did_it(event, each)]
    what = _KINDS[event.kind]
    return tuple(_announcement(appointment, event, what, kind, who) for kind, who in told)


def _of_attendee(appointment: Appointment, event: AppointmentEvent) -> tuple[Announcement, ...]:
    found = [
        _announcement(appointment, event, _KINDS[event.kind], RecipientKind.STAFF_MEMBER, each)
        for each in appointment.staff_member_ids
        if not _did_it(event, each)
    ]
    if not isinstance(event.by, CustomerActor):
        what, who = _TO_THE_ATTENDEE[event.kind], event.customer_id
        found.append(_announcement(appointment, event, what, RecipientKind.CUSTOMER, who))
    return tuple(found)


def _staff_concerned(appointment: Appointment, event: AppointmentEvent) -> tuple[str, ...]:
    """List whom of the staff it concerns: of a request those who are asked to answer it.

    That it came to nothing changes nobody's day. What was handed over they are told at once, by
    the hand-over.
    """
    if event.kind is EventKind.REQUESTED:
        return event.asked_staff_member_ids
    if event.kind in (EventKind.DECLINED, EventKind.EXPIRED, EventKind.HANDED_OVER):
        return ()
    return (*appointment.staff_member_ids, *event.previous_staff_member_ids)


def _did_it(event: AppointmentEvent, staff_member_id: str) -> bool:
    return isinstance(event.by, StaffActor) and event.by.staff_member_id == staff_member_id


def _useless_from(appointment: Appointment, at: datetime) -> datetime:
    """Give when nobody needs the news any more; those of a past appointment are needed for long."""
    over_at = appointment.time_range.end_at
    return min(at + VALIDITY, over_at) if over_at > at else at + VALIDITY


def _announcement(
    appointment: Appointment,
    event: AppointmentEvent,
    what: AnnouncementKind,
    kind: RecipientKind,
    recipient_id: str,
) -> Announcement:
    return Announcement(
        business_id=appointment.business_id,
        kind=what,
        recipient_kind=kind,
        recipient_id=recipient_id,
        appointment_id=appointment.appointment_id,
        appointment_version=appointment.version,
        due_at=event.at,
        expires_at=_useless_from(appointment, event.at),
    )
