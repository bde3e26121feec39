"""What the cards of a booking talk show.

Each view has a `prompt`: what the dialogue says, already in the person's language. Whatever a
person wrote (names, messages, answers) goes in as it is; the card shows it literally. `draft_id`
travels in every action. `time_zone` is the viewer's and `business_time_zone` the business's IANA
zone; a card that shows times names the first, and the second too where it differs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from cards.channels import JsonValue
from cards.series_views import DateState, PlanRowView
from cards.verbs import DraftField, Input, Verb
from scheduling.catalog import ContactDetail
from scheduling.customers import Contact, QuestionAnswer
from scheduling.views import DayView, QuestionView, ServiceView, SlotView, StaffMemberView


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePickerView:
    """Which service? `first` is the place in the list to begin at."""

    prompt: str
    draft_id: str
    services: tuple[ServiceView, ...]
    first: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffPickerView:
    """With whom, or with anyone? `first` is the place in the list to begin at."""

    prompt: str
    draft_id: str
    staff_members: tuple[StaffMemberView, ...]
    first: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LengthPickerView:
    """How long? Every length the service can be booked for."""

    prompt: str
    draft_id: str
    service: ServiceView


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPickerView:
    """Which day? Days without slots are shown and cannot be tapped.

    `more_from` is the first date after those shown, None where the booking window ends.
    """

    prompt: str
    draft_id: str
    days: tuple[DayView, ...]
    more_from: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePickerView:
    """What time on that day (a date in `time_zone`)?

    `staff_member_id` is who was asked for; None leaves the choice of those free at that time open.
    `first` is the place in the list to begin at.
    """

    prompt: str
    draft_id: str
    on: date
    slots: tuple[SlotView, ...]
    time_zone: str
    business_time_zone: str
    staff_member_id: str | None = None
    first: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NearestTimesView:
    """The wish cannot be met, the prompt says why: these are the nearest times (six at most).

    `choices` are what else can be done.
    """

    prompt: str
    draft_id: str
    slots: tuple[SlotView, ...]
    time_zone: str
    business_time_zone: str
    staff_member_id: str | None = None
    choices: tuple["ChoiceView", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactFormView:
    """Who is it for? Prefilled with what is known; `errors` by input, said already.

    The name is always required, `required` beyond it; where that is empty, one of the two suffices.
    `is_of_customer` where staff fill it in for somebody else.
    """

    prompt: str
    draft_id: str
    name: str = ""
    email_address: str = ""
    phone: str = ""
    required: frozenset[ContactDetail] = frozenset()
    errors: Mapping[Input, str] = field(default_factory=dict)
    is_of_customer: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionsFormView:
    """The service's own questions; `answers` and `errors` by question id."""

    prompt: str
    draft_id: str
    questions: tuple[QuestionView, ...]
    answers: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentFormView:
    """The consent text in the business's own words; `error` where it was not agreed to."""

    prompt: str
    draft_id: str
    message: str
    privacy_policy_web_url: str = ""
    terms_and_conditions_web_url: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryView:
    """Everything before it is booked or, where `moves_from_at` is set, moved.

    `staff_name` is empty for anyone. `changeable` are the parts that may be changed, in order.
    `attendee_name` is for whom else it is. Where it `is_request`, somebody has to accept what is
    booked. `service` is as it is booked: at the length and price chosen. `attendees_count` people
    come to a service that a group attends, `open_attendees_count` could (None where unknown). `series` are all dates of its plan where it is one, and
    what will be of each; `may_repeat` where it may become one.
    """

    prompt: str
    draft_id: str
    business_name: str
    service: ServiceView
    staff_name: str
    start_at: datetime
    time_zone: str
    business_time_zone: str
    location: str = ""
    attendee_name: str = ""
    contact: Contact | None = None
    answers: tuple[QuestionAnswer, ...] = ()
    changeable: tuple[DraftField, ...] = ()
    moves_from_at: datetime | None = None
    moves_from_staff_name: str = ""
    is_request: bool = False
    series: tuple[PlanRowView, ...] = ()
    may_repeat: bool = False
    attendees_count: int = 1
    open_attendees_count: int | None = None

    @property
    def series_count(self) -> int:
        """How many appointments are booked of a series."""
        return sum(each.state is not DateState.LEFT_OUT for each in self.series)


class Tone(Enum):
    """How a notice is meant."""

    PLAIN = "plain"
    GOOD = "good"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link to open: https:, http:, tel: or mailto: only; others are not shown."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """Something to tap: its title and what it asks for, ids only."""

    title: str
    verb: Verb
    data: Mapping[str, JsonValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView:
    """Something said with facts (name, value), links and what to do next.

    For help, prices, opening hours, the address, talking to a person, an outdated card, errors.
    """

    prompt: str
    title: str = ""
    tone: Tone = Tone.PLAIN
    facts: tuple[tuple[str, str], ...] = ()
    links: tuple[LinkView, ...] = ()
    choices: tuple[ChoiceView, ...] = ()
