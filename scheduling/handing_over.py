"""Handing over: an appointment given at its time by somebody else, and the record of it.

What was handed over at once, or is offered to a colleague, is one record: those it concerns are
told once, whatever it comprises.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Protocol

from scheduling.actors import Actor
from scheduling.appointment_events import AppointmentEvent, EventKind
from scheduling.appointments import Appointment
from scheduling.errors import InvalidValue, WrongStatus
from scheduling.statuses import AppointmentStatus

_NOT_BEGUN = (AppointmentStatus.CONFIRMED, AppointmentStatus.ARRIVED)


class HandOverState(Enum):
    """Where a hand-over stands. One that is offered waits for the colleague's answer."""

    DONE = "done"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class HandedOver:
    """One appointment of a hand-over: who takes it, and its version as offered, or once done."""

    appointment_id: str
    version: int
    staff_member_id: str
    start_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """What one staff member leaves to others, at once.

    `by_staff_member_id` is who did or asked it, "" for nobody of the staff. An offer is to one
    colleague and waits until `expires_at`. `version` rises with each change.
    """

    business_id: str
    hand_over_id: str
    by_staff_member_id: str
    from_staff_member_id: str
    items: tuple[HandedOver, ...]
    state: HandOverState
    created_at: datetime
    expires_at: datetime | None = None
    version: int = 1

    def __post_init__(self) -> None:
        if not self.items:
            raise InvalidValue("items", "a hand-over is of at least one appointment")

    @property
    def taker_id(self) -> str:
        """Who is asked to take it; the first of several where it is done."""
        return self.items[0].staff_member_id

    def ended(self, state: HandOverState) -> "HandOver":
        """Give an offer with its outcome. Raises WrongStatus for one that has it already."""
        if self.state is not HandOverState.OFFERED:
            raise WrongStatus(self.state.value, state.value)
        return replace(self, state=state, version=self.version + 1)


class HandOvers(Protocol):
    """The port for hand-overs: a repository within one transaction, which storage implements."""

    def get(self, business_id: str, hand_over_id: str) -> HandOver:
        """Read one. Raises NotFound."""
        ...

    def save(self, hand_over: HandOver) -> None:
        """Write one, new or changed."""
        ...

    def offered(self, business_id: str) -> tuple[HandOver, ...]:
        """List the offers that wait for an answer, the one that is over first at the front."""
        ...

    def businesses_with_offers(self) -> tuple[str, ...]:
        """List the ids of businesses in which an offer waits."""
        ...


def can_be_handed_over(appointment: Appointment, now: datetime) -> bool:
    """Tell whether somebody else may take it still: it is to come, and its service has not begun."""
    return appointment.status in _NOT_BEGUN and appointment.time_range.start_at > now


def handed_over(
    appointment: Appointment,
    from_staff_member_id: str,
    to_staff_member_id: str,
    by: Actor,
    at: datetime,
) -> Appointment:
    """Give it at the same time with somebody in place of who leaves it; the others stay.

    Raises WrongStatus once it has begun or is cancelled, InvalidValue where the one does not have
    it or the other has it already.
    """
    if not can_be_handed_over(appointment, at):
        raise WrongStatus(appointment.status.value, EventKind.HANDED_OVER.value)
    having = appointment.staff_member_ids
    if from_staff_member_id not in having or to_staff_member_id in having:
        raise InvalidValue("staffMemberIds", "only who has it hands it over, to who has not")
    event = AppointmentEvent(
        EventKind.HANDED_OVER,
        by,
        at,
        previous_status=appointment.status,
        previous_staff_member_ids=having,
    )
    swapped = {from_staff_member_id: to_staff_member_id}
    return replace(
        appointment,
        staff_member_ids=tuple(swapped.get(each, each) for each in having),
        sequence=appointment.sequence + 1,
        version=appointment.version + 1,
        last_updated_at=at,
        events=(*appointment.events, event),
    )
