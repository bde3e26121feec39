"""What the reader must know besides the message itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import Enum

from language.when_wishes import DayRange
from scheduling.errors import InvalidValue


class Expecting(Enum):
    """What the person was asked last; it decides what a bare answer means."""

    SERVICE = "service"
    STAFF = "staff"
    DAY = "day"
    TIME = "time"
    NAME = "name"
    CONTACT = "contact"
    ANSWER = "answer"
    CONSENT = "consent"
    CONFIRMATION = "confirmation"
    CHOICE = "choice"
    REPEAT = "repeat"


class Speaker(Enum):
    """Who writes: "my appointments" of a customer is "my day" of a staff member."""

    CUSTOMER = "customer"
    STAFF = "staff"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class NamedThing:
    """A service or staff member: its id and every name it goes by, the display name first."""

    id: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingContext:
    """What a message is read against.

    `now_local` is aware, in the zone the person's words are meant in. `opening_hours` maps a
    weekday (Monday is 0) to wall-clock periods (opens, closes); a closing time of 00:00 is the
    end of the day. `phone_region` (ISO 3166) completes local phone numbers. `days_meant` are the
    days talked about: after "next week", a weekday alone is one of that week. `business_zone` and
    `customer_zone` are IANA names, for "your time" and "my time"; "" where they are not known.
    `reads_lengths` where anything can be booked for several lengths: "2 hours" is one then, and no
    time of day. `largest_parties` tells of the services that a group attends how many people at
    most; `service_meant` is the id of the one talked about, "" for none. With `is_hour_told` the
    time is found already: "for two" tells how many come then, where nothing is corrected. With `confirms_time` it is
    to be confirmed: a number alone is another hour. With `is_series_open` nothing was said yet of
    how long the series goes on that is talked about: "for 6 weeks" says it.
    """

    locale: str
    now_local: datetime
    services: tuple[NamedThing, ...] = ()
    staff_members: tuple[NamedThing, ...] = ()
    opening_hours: Mapping[int, tuple[tuple[time, time], ...]] = field(default_factory=dict)
    expecting: Expecting | None = None
    speaker: Speaker = Speaker.CUSTOMER
    phone_region: str | None = None
    days_meant: DayRange | None = None
    business_zone: str = ""
    customer_zone: str = ""
    reads_lengths: bool = False
    largest_parties: Mapping[str, int] = field(default_factory=dict)
    service_meant: str = ""
    is_hour_told: bool = False
    confirms_time: bool = False
    is_series_open: bool = False

    def __post_init__(self) -> None:
        if self.now_local.tzinfo is None:
            raise InvalidValue("now_local", "has no time zone")
