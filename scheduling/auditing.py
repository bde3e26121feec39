"""The record of changes: who did what, when, and by which door. Storage keeps it, staff see it."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol

from scheduling.actors import Actor
from scheduling.statuses import AppointmentStatus


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One change: who did what, when, by which door; for an appointment from and to which status.

    `before` is None for what was not there, both are where no appointment changed.
    """

    actor: Actor
    what: str
    at: datetime
    door: str
    before: AppointmentStatus | None = None
    after: AppointmentStatus | None = None


class Audit(Protocol):
    """The record of changes. The door of each is that of its actor."""

    def add(
        self,
        business_id: str,
        actor: Actor,
        what: str,
        subject: str,
        at: datetime,
        before: AppointmentStatus | None = None,
        after: AppointmentStatus | None = None,
    ) -> None:
        """Append one change: who did what to which id, and from and to which status."""
        ...

    def of_subject(self, business_id: str, subject: str) -> tuple[AuditEntry, ...]:
        """List the changes of one id, the first one first."""
        ...


class Author(Enum):
    """Who made a change."""

    CUSTOMER = "customer"
    STAFF_MEMBER = "staffMember"
    OPERATOR = "operator"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntryView:
    """One change of an appointment: when, by whom, what (the kind of event), by which door.

    `name` is that of a person, "" for nobody's. `before` is None for what was not there.
    """

    at: datetime
    author: Author
    name: str
    what: str
    before: AppointmentStatus | None
    after: AppointmentStatus | None
    door: str
