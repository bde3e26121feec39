"""What a message was understood to mean: the lasting result type of the language room.

It says what was understood, where in the text, how certainly, and what was not. It decides nothing:
whether "cancel" ends a talk or cancels an appointment is the dialogue's to say.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Generic, TypeVar

from language.kinds import AnswerKind, Intent, Manner, Part
from language.repeat_wishes import RepeatWish
from language.when_wishes import WhenWish
from scheduling.errors import InvalidValue
from scheduling.series import ClashPolicy, SeriesScope

ValueT = TypeVar("ValueT")


@dataclass(frozen=True, slots=True)
class Answer:
    """A short answer: yes, no, "the second one" (ORDINAL 2, the last is -1), or a bare number."""

    kind: AnswerKind
    number: int | None = None

    def __post_init__(self) -> None:
        has_number = self.kind in (AnswerKind.ORDINAL, AnswerKind.NUMBER)
        if has_number != (self.number is not None):
            raise InvalidValue("answer", "has a number exactly when it is an ordinal or a number")


@dataclass(frozen=True, slots=True)
class StaffWish:
    """Who is wished for: one staff member by id, or anyone where the id is None.

    `is_somebody_else` is "anyone else": anyone but the staff member talked about so far.
    """

    staff_member_id: str | None
    is_somebody_else: bool = False


@dataclass(frozen=True, slots=True)
class LengthWish:
    """How long something shall take: "90 minutes", "longer" (`change` 1), "shorter" (-1).

    With both it is by so much longer or shorter than what was talked about.
    """

    duration: timedelta | None = None
    change: int = 0


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
    there is none of ("with Zoe", "a massage", "25:00"). `free_text` is the answer where one in free
    words was expected. `length` is how long it shall take, `party_size` how many people come,
    `maybe_party` what could mean that and was taken for the hour ("for two").
    `capacity` is how many people staff say a service takes. `customer_name` is whom staff speak of
    ("cancel Grace Kim"), `reason` why ("because I am ill"). `manner` is what the message is as a
    whole, `part` what of the things told shall be changed. `handed_to` is who of the staff named is
    to take what is handed over; `lasts_until` where the day said is the last of several ("until
    Wednesday"), `is_absence` where somebody is ill. `repeats` is how often it shall come again and
    how long, `scope` how much of a series is meant, `clashes` what shall become of those that
    cannot be had. `visit` are services wanted one after the other, or besides those told before.
    `attendee` is for whom else the customer books, "" for themselves.
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
    maybe_party: Read[int] | None = None
    length: Read[LengthWish] | None = None
    capacity: Read[int] | None = None
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
    repeats: Read[RepeatWish] | None = None
    scope: SeriesScope | None = None
    clashes: ClashPolicy | None = None
    not_understood: tuple[str, ...] = ()
    handed_to: Read[str] | None = None
    lasts_until: bool = False
    is_absence: bool = False
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
