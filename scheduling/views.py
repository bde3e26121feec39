"""What people are shown: facts read for one viewer, nothing they may not see."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from scheduling.announcements import AnnouncementKind, RecipientKind
from scheduling.business import Address
from scheduling.catalog import ContactDetail, Price, Role
from scheduling.customers import Contact, QuestionAnswer
from scheduling.permissions import Action
from scheduling.recurrence import WeeklyHours
from scheduling.statuses import AppointmentStatus, CancelledBy


@dataclass(frozen=True, slots=True)
class DurationView:
    """A length a service can be booked for, and what it costs then."""

    duration: timedelta
    price: Price


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceView:
    """A service as a customer may see it.

    `durations` are all it can be booked for, its default first, where there is a choice. More than
    one of `maximum_attendees_count` make it one that a group attends.
    """

    service_id: str
    display_name: str
    description: str
    duration: timedelta
    price: Price
    currency: str
    aliases: tuple[str, ...] = ()
    staff_member_ids: tuple[str, ...] = ()
    allow_staff_selection: bool = True
    required_contact_details: frozenset[ContactDetail] = frozenset()
    consent_message: str = ""
    needs_approval: bool = False
    durations: tuple[DurationView, ...] = ()
    maximum_attendees_count: int = 1


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A custom question as the service asks it."""

    question_id: str
    question: str
    options: tuple[str, ...]
    is_required: bool


@dataclass(frozen=True, slots=True)
class HoldView:
    """A time kept for a customer: until when, and for how long that was when it was kept."""

    start_at: datetime
    expires_at: datetime
    hold_time: timedelta


@dataclass(frozen=True, slots=True)
class StaffMemberView:
    """A staff member by name. Customers see no more than this."""

    staff_member_id: str
    display_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessView:
    """What anybody may know about a business.

    `staff_members` provide a service the viewer may choose; `other_staff_members` work there
    too and provide none.
    """

    business_id: str
    display_name: str
    time_zone: str
    address: Address
    phone: str
    email: str
    web_site_url: str
    language_tag: str
    business_hours: WeeklyHours
    services: tuple[ServiceView, ...]
    staff_members: tuple[StaffMemberView, ...]
    other_staff_members: tuple[StaffMemberView, ...] = ()
    questions: tuple[tuple[str, tuple[QuestionView, ...]], ...] = ()
    privacy_policy_web_url: str = ""
    terms_and_conditions_web_url: str = ""
    always_show_business_time_zone: bool = False

    def service(self, service_id: str | None) -> ServiceView | None:
        """Give the service with that id, if it may be seen."""
        return next((each for each in self.services if each.service_id == service_id), None)

    def staff_member(self, staff_member_id: str | None) -> StaffMemberView | None:
        """Give the staff member with that id, if they may be seen."""
        everybody = (*self.staff_members, *self.other_staff_members)
        return next((each for each in everybody if each.staff_member_id == staff_member_id), None)

    def questions_of(self, service_id: str) -> tuple[QuestionView, ...]:
        """List the questions that service asks, in its order."""
        return dict(self.questions).get(service_id, ())


@dataclass(frozen=True, slots=True)
class SlotView:
    """A time that can be booked and who could take it.

    `open_attendees_count` people find room where a group attends; None for any other service.
    """

    start_at: datetime
    staff_members: tuple[StaffMemberView, ...]
    open_attendees_count: int | None = None


@dataclass(frozen=True, slots=True)
class AttendeeView:
    """A customer in a group, for staff: how many come, and a contact where the viewer may see it."""

    customer_id: str
    name: str
    attendees_count: int
    contact: Contact | None = None


@dataclass(frozen=True, slots=True)
class GroupView:
    """Who attends: `attendees_count` people of the viewer's own, or of the only customer.

    It is `attendee_name` where the customer booked for somebody else. `attendees` are named to
    staff, and only of a group.
    """

    attendees_count: int = 1
    maximum_attendees_count: int = 1
    filled_attendees_count: int = 1
    attendee_name: str = ""
    attendees: tuple[AttendeeView, ...] = ()

    @property
    def is_group(self) -> bool:
        """Tell whether several customers may attend."""
        return self.maximum_attendees_count > 1


@dataclass(frozen=True, slots=True)
class DayView:
    """A local date and how many slots it has."""

    on: date
    slots_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentView:
    """An appointment as one viewer may see it.

    It `needs_somebody` where one of its staff members has left and it is still to come.
    `contact` is None where the viewer may not see contact details. `may` lists what the viewer
    can do with it right now, roles, policy and status considered. Customers see nobody but
    themselves; staff see who else attends, and the `resource_names`. Those of one `visit_id` were
    booked together. The `price` is that of all places a customer has in a group, to staff of one.
    `minimum_notice` is how long before the start a customer may still move or cancel. `answer_due_at` is when a request
    lapses, None for what is none. `business_time_zone` is the zone of the contract; the viewer's
    own may differ. `series_id` is "" for what is of no series.
    """

    business_id: str
    business_name: str
    business_time_zone: str
    business_phone: str
    business_email: str
    appointment_id: str
    version: int
    sequence: int
    status: AppointmentStatus
    service_id: str
    service_name: str
    staff_members: tuple[StaffMemberView, ...]
    start_at: datetime
    end_at: datetime
    price: Price = Price()
    currency: str
    location: str
    additional_information: str = ""
    join_web_url: str = ""
    customer_name: str
    visit_id: str = ""
    contact: Contact | None = None
    answers: tuple[QuestionAnswer, ...] = ()
    customer_notes: str = ""
    cancellation_message: str = ""
    cancelled_by: CancelledBy | None = None
    answer_due_at: datetime | None = None
    group: GroupView = GroupView()
    resource_names: tuple[str, ...] = ()
    series_id: str = ""
    minimum_notice: timedelta = timedelta()
    last_updated_at: datetime
    may: frozenset[Action] = frozenset()
    needs_somebody: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaView:
    """One day of one staff member, or of the team (`staff_member` None), in the business's zone."""

    on: date
    business_name: str
    time_zone: str
    staff_member: StaffMemberView | None
    appointments: tuple[AppointmentView, ...]
    now: datetime


@dataclass(frozen=True, slots=True)
class PersonView:
    """Whom the viewer is to the business: a staff member with a role, or a customer with a contact."""

    staff_member: StaffMemberView | None = None
    role: Role | None = None
    contact: Contact | None = None
    customer_time_zone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsView:
    """What an announcement has to say, as its recipient may see it.

    `time_zone` and `language_tag` are the recipient's, the business's where theirs is not known.
    `occurrences` are all that is told of where it is about a series, in order of start.
    """

    kind: AnnouncementKind
    recipient_kind: RecipientKind
    appointment: AppointmentView
    time_zone: str
    language_tag: str
    occurrences: tuple[AppointmentView, ...] = ()
