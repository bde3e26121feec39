"""What is asked for when appointments are handed over, and how it stands under the lock."""

from dataclasses import dataclass
from datetime import datetime

from scheduling.absences import LocalPeriod
from scheduling.actors import Actor
from scheduling.business import Catalog
from scheduling.errors import InvalidValue
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.access import Access
from scheduling.service.handing_over.planning import MOST_AT_ONCE
from scheduling.service.handing_over.rights import Leaving


@dataclass(frozen=True, slots=True)
class Taking:
    """One appointment as it was seen, and who takes it."""

    appointment_id: str
    version: int
    staff_member_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverCommand:
    """What a staff member leaves, to whom each goes; with `away`, time off for who leaves it."""

    business_id: str
    staff_member_id: str
    takings: tuple[Taking, ...]
    away: LocalPeriod | None = None
    idempotency_key: str

    def __post_init__(self) -> None:
        ids = {each.appointment_id for each in self.takings}
        if len(ids) != len(self.takings) or len(ids) > MOST_AT_ONCE:
            raise InvalidValue("takings", f"must be at most {MOST_AT_ONCE}, each once")
        if not self.takings and self.away is None:
            raise InvalidValue("takings", "must be at least one, or time off")


@dataclass(frozen=True, slots=True)
class Doing:
    """A command under the lock of all calendars."""

    uow: UnitOfWork
    catalog: Catalog
    access: Access
    leaving: Leaving
    command: HandOverCommand
    now: datetime
    ids: Ids

    @property
    def actor(self) -> Actor:
        """Who does it."""
        return self.access.actor
