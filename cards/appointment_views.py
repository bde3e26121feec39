"""What the cards about existing appointments show, to customers and to staff.

`prompt` is what the dialogue says, in the person's language. `time_zone` is the viewer's.
"""

from dataclasses import dataclass
from datetime import datetime

from cards.verbs import Verb
from scheduling.announcements import AnnouncementKind, RecipientKind
from scheduling.auditing import HistoryEntryView
from scheduling.statuses import AppointmentStatus
from scheduling.views import AgendaView, AppointmentView


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentCardView:
    """One appointment for its customer: just booked, moved, or looked up.

    The links are signed by the caller; an empty one is not shown. Move and cancel are offered
    where the appointment's `may` has them.
    """

    prompt: str
    appointment: AppointmentView
    time_zone: str
    calendar_file_url: str = ""
    open_in_chat_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentListView:
    """A customer's own appointments, to tap one. `first` is the place to begin at."""

    prompt: str
    appointments: tuple[AppointmentView, ...]
    time_zone: str
    first: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelQuestionView:
    """Asks a customer once; the prompt says what the policy allows.

    `has_scopes` for one of a series: this one, the following or all may be meant.
    """

    prompt: str
    appointment: AppointmentView
    time_zone: str
    has_scopes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TooLateView:
    """The notice has passed: the prompt says so, the card whom to call or write."""

    prompt: str
    appointment: AppointmentView
    time_zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaCardView:
    """A day of a staff member or of the team. `first` is the place in the list to begin at.

    `shows_team` where the viewer may switch between their own day and the team's; `is_colleague`
    where the staff member of the agenda is not the viewer.
    """

    agenda: AgendaView
    prompt: str = ""
    first: int = 0
    shows_team: bool = True
    is_colleague: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffAppointmentView:
    """One appointment for staff, with what they may do with it (its `may`).

    `first` is the place in the list of a group's attendees to begin at.
    """

    appointment: AppointmentView
    time_zone: str
    prompt: str = ""
    first: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffAppointmentListView:
    """Appointments for staff to choose from. A tap asks for `verb`, a mark for its `status`."""

    prompt: str
    appointments: tuple[AppointmentView, ...]
    time_zone: str
    verb: Verb
    status: AppointmentStatus | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffCancelFormView:
    """Cancelling for staff, with a message to the customer; of a visit also all `parts` of it."""

    prompt: str
    appointment: AppointmentView
    time_zone: str
    message: str = ""
    error: str = ""
    parts: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveQuestionView:
    """Asks once whether to take one customer out of a group."""

    prompt: str
    appointment: AppointmentView
    customer_id: str
    time_zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestListView:
    """The requests that wait for an answer, to tap one. `first` is the place to begin at."""

    prompt: str
    requests: tuple[AppointmentView, ...]
    time_zone: str
    first: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineFormView:
    """Declining a request, with a message to the customer."""

    prompt: str
    appointment: AppointmentView
    time_zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryCardView:
    """Who changed an appointment, when, and by which door."""

    appointment: AppointmentView
    entries: tuple[HistoryEntryView, ...]
    time_zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncementCardView:
    """News of an appointment for somebody who did not make the change.

    `previous_start_at` is set when it moved. `message` is what the canceller wrote. The
    headline comes from the catalogue. Links are as in AppointmentCardView, for customers.
    `occurrences` are all that the news are of, where they are of a series.
    """

    kind: AnnouncementKind
    recipient_kind: RecipientKind
    appointment: AppointmentView
    time_zone: str
    previous_start_at: datetime | None = None
    message: str = ""
    calendar_file_url: str = ""
    open_in_chat_url: str = ""
    occurrences: tuple[AppointmentView, ...] = ()
