"""What a message was understood to mean: the lasting result type of the language room.

It says what was understood, where in the text, how certainly, and what was not understood.
It decides nothing: whether "cancel" ends a talk or cancels an appointment is the dialogue's to say.
"""

from dataclasses import dataclass, field
from enum import Enum
from typing import Generic, TypeVar

from language.when_wishes import WhenWish
from scheduling.errors import InvalidValue

ValueT = TypeVar("ValueT")


class Intent(Enum):
    """What a person wants done with a message."""

    GREET = "greet"
    THANK = "thank"
    GOODBYE = "goodbye"
    HELP = "help"
    START_OVER = "start_over"
    BACK = "back"
    ABORT = "abort"
    AFFIRM = "affirm"
    DENY = "deny"
    BOOK = "book"
    ASK_AVAILABILITY = "ask_availability"
    ASK_EARLIER = "ask_earlier"
    ASK_LATER = "ask_later"
    ASK_OTHER_TIMES = "ask_other_times"
    ASK_OTHER_DAYS = "ask_other_days"
    MY_APPOINTMENTS = "my_appointments"
    RESCHEDULE = "reschedule"
    CANCEL_APPOINTMENT = "cancel_appointment"
    ASK_PRICE = "ask_price"
    ASK_DURATION = "ask_duration"
    ASK_HOURS = "ask_hours"
    ASK_ADDRESS = "ask_address"
    ASK_SERVICES = "ask_services"
    ASK_STAFF = "ask_staff"
    ASK_POLICY = "ask_policy"
    TALK_TO_PERSON = "talk_to_person"
    INFORM = "inform"
    OUT_OF_SCOPE = "out_of_scope"
    MY_DAY = "my_day"
    TEAM_DAY = "team_day"
    WHO_IS_NEXT = "who_is_next"
    MARK_ARRIVED = "mark_arrived"
    MARK_NO_SHOW = "mark_no_show"
    MARK_IN_PROGRESS = "mark_in_progress"
    MARK_COMPLETED = "mark_completed"
    LIST_REQUESTS = "list_requests"
    ACCEPT_REQUEST = "accept_request"
    DECLINE_REQUEST = "decline_request"
    SHOW_HISTORY = "show_history"
    RUNNING_LATE = "running_late"
    BLOCK_TIME = "block_time"
    HAND_OVER = "hand_over"
    FIND_CUSTOMER = "find_customer"
    REPORT = "report"
    LINK_INVITATION = "link_invitation"
    EXPLAIN = "explain"
    EXPLAIN_THAT = "explain_that"
    CHECK_TIME = "check_time"


class AnswerKind(Enum):
    """What sort of short answer was given."""

    YES = "yes"
    NO = "no"
    ORDINAL = "ordinal"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Answer:
    """A short answer: yes, no, "the second one" (ORDINAL 2, the last is -1), or a bare number."""

    kind: AnswerKind
    number: int | None = None

    def __post_init__(self) -> None:
        has_number = self.kind in (AnswerKind.ORDINAL, AnswerKind.NUMBER)
        if has_number != (self.number is not None):
            raise InvalidValue("answer", "has a number exactly when it is an ordinal or a number")


class Part(Enum):
    """A part of what was told that somebody wants to change, by the name it goes by."""

    SERVICE = "service"
    STAFF = "staff"
    DAY = "day"
    TIME = "time"
    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"
    CONTACT = "contact"
    ANSWERS = "answers"


class Manner(Enum):
    """What a message is as a whole: it agrees, is polite, asks or corrects, and does nothing else.

    A correction is one with all that was told in its place: "no, 3pm", "sorry, with Ana instead".
    """

    AGREEMENT = "agreement"
    COURTESY = "courtesy"
    QUESTION = "question"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class StaffWish:
    """Who is wished for: one staff member by id, or anyone where the id is None.

    `is_somebody_else` is "anyone else": anyone but the staff member talked about so far.
    """

    staff_member_id: str | None
    is_somebody_else: bool = False


@dataclass(frozen=True, slots=True)
class PartRead:
    """A service of a visit, and with whom it is wished for, None where that was not said."""

    service: "Read[str]"
    staff_member_id: str | None = None


@dataclass(frozen=True, slots=True)
class VisitRead:
    """Several services for one visit, in the order they are wanted; `adds` to those said before."""

    parts: tuple[PartRead, ...]
    adds: bool = False


ANYONE = StaffWish(None)
SOMEBODY_ELSE = StaffWish(None, is_somebody_else=True)


@dataclass(frozen=True, slots=True)
class Guess:
    """An intent and how certain it is, from 0 to 1."""

    intent: Intent
    certainty: float


@dataclass(frozen=True, slots=True)
class Read(Generic[ValueT]):
    """A value, how certain it is (0 to 1) and where it stands: text[start:end].

    `alternatives` are the other values the same words could mean ("haircut": women's or men's),
    and are not empty only where the words do not decide.
    """

    value: ValueT
    certainty: float
    start: int
    end: int
    alternatives: tuple[ValueT, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.certainty <= 1:
            raise InvalidValue("certainty", "is not between 0 and 1")
        if not 0 <= self.start <= self.end:
            raise InvalidValue("start", "is not before end")

    @property
    def is_ambiguous(self) -> bool:
        """Tell whether the words do not decide between several values."""
        return bool(self.alternatives)

    @property
    def choices(self) -> tuple[ValueT, ...]:
        """The value and its alternatives."""
        return (self.value, *self.alternatives)


@dataclass(frozen=True, slots=True)
class ContactReads:
    """How to reach the person who writes, as far as the message tells. Phone as in E.164 if it can be."""

    name: Read[str] | None = None
    email: Read[str] | None = None
    phone: Read[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """One message, understood. All positions are into `text`, the message as it was read.

    `when` holds the wishes for a time: one as a rule, several for "Thursday or Friday".
    `existing_when` tells an appointment that exists ("move my 3pm ..."), `excluded_when` what is
    not wanted ("not on Monday"). `other_services` are wanted besides `service` ("a haircut and a
    beard trim"). `zone` is the IANA name of the clock the times were said by, where one was named,
    `unknown_zone` the words that name one which is not known. `unknown_staff`, `unknown_services`
    and `impossible_times` are the words that stand for a person, a service or a time of day that
    there is none of ("with Zoe", "a massage", "25:00").
    `free_text` is the answer where one in free words was expected.
    `customer_name` is whom staff speak of ("cancel Grace Kim"), `reason` why ("because I am ill").
    `manner` is what the message is as a whole, `part` what of the things told shall be changed.
    `visit` are services wanted one after the other, or besides those told before. `attendee` is for
    whom else the customer books, "" for themselves.
    `not_understood` keeps the words that nothing was made of.
    """

    text: str
    intents: tuple[Guess, ...] = ()
    service: Read[str] | None = None
    staff_member: Read[StaffWish] | None = None
    staff_members_named: tuple[Read[str], ...] = ()
    when: tuple[Read[WhenWish], ...] = ()
    existing_when: tuple[Read[WhenWish], ...] = ()
    party_size: Read[int] | None = None
    contact: ContactReads = field(default_factory=ContactReads)
    answer: Read[Answer] | None = None
    customer_name: Read[str] | None = None
    invitation_code: Read[str] | None = None
    free_text: str | None = None
    reason: Read[str] | None = None
    is_correction: bool = False
    other_services: tuple[Read[str], ...] = ()
    zone: Read[str] | None = None
    unknown_zone: Read[str] | None = None
    unknown_staff: tuple[Read[str], ...] = ()
    unknown_services: tuple[Read[str], ...] = ()
    impossible_times: tuple[Read[str], ...] = ()
    manner: Manner | None = None
    part: Part | None = None
    excluded_when: tuple[Read[WhenWish], ...] = ()
    excluded_staff_members: tuple[Read[str], ...] = ()
    excluded_services: tuple[Read[str], ...] = ()
    not_understood: tuple[str, ...] = ()
    visit: VisitRead | None = None
    attendee: Read[str] | None = None

    @property
    def intent(self) -> Intent | None:
        """The likeliest intent, or None where none was read."""
        return self.intents[0].intent if self.intents else None

    def means(self, intent: Intent) -> bool:
        """Tell whether `intent` is among those read, in whatever place."""
        return any(guess.intent is intent for guess in self.intents)

    @property
    def wish(self) -> WhenWish | None:
        """The first wish for a time, or None."""
        return self.when[0].value if self.when else None

    @property
    def reason_text(self) -> str:
        """The reason that was told, as written, or "" where none was."""
        return self.reason.value if self.reason else ""
