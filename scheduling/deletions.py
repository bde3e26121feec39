"""What was deleted and can still be brought back, and until when.

Deleting is soft: a business, a service or a staff member who left is out of sight at once, and
kept until a date that was told when it was deleted. Past it the system removes it for good.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Protocol

from scheduling.actors import Principal
from scheduling.business import Catalog

RETENTION = timedelta(days=30)
"""How long what was deleted is kept where the installation says nothing else."""


class DeletedKind(Enum):
    """What was deleted."""

    BUSINESS = "business"
    SERVICE = "service"
    STAFF_MEMBER = "staffMember"


@dataclass(frozen=True, slots=True)
class Clock:
    """When something was deleted, and until when it can be brought back."""

    deleted_at: datetime
    kept_until_at: datetime

    @classmethod
    def from_now(cls, now: datetime, kept_for: timedelta) -> "Clock":
        """Start a clock that runs for `kept_for`."""
        return cls(now, now + kept_for)


@dataclass(frozen=True, slots=True)
class Deleted:
    """Something deleted that can still be brought back. `identifier` is its id in its business.

    `clock` is None for what a loaded file left out, until the system starts its clock.
    """

    kind: DeletedKind
    business_id: str
    identifier: str
    display_name: str
    clock: Clock | None


@dataclass(frozen=True, slots=True)
class Place:
    """A staff member of one business: somebody who works in two has two of them."""

    business_id: str
    staff_member_id: str


class Deletions(Protocol):
    """Soft deletion: clocks, what is on them, and removing for good.

    What is deleted is not to be found in any other port.
    """

    def lock_business(self, business_id: str) -> None:
        """Hold a business's catalog until the transaction ends. Raises NotFound.

        It comes after the calendars' lock. Read the catalog again under it before changing it.
        """
        ...

    def delete_business(self, business_id: str, clock: Clock) -> None:
        """Put a business out of sight, with all that is in it. Raises NotFound."""
        ...

    def restore_business(self, business_id: str) -> None:
        """Bring a business back as it was. Raises NotFound where it is not deleted."""
        ...

    def restore_service(self, business_id: str, service_id: str) -> None:
        """Bring a service back as it was. Raises NotFound where it is not to be had any more."""
        ...

    def start_clocks(
        self, business_id: str, kind: DeletedKind, identifiers: Sequence[str] | None, clock: Clock
    ) -> None:
        """Start the clock of services or staff members left out of the catalog (None: of all).

        Those whose clock runs keep it.
        """
        ...

    def businesses(self) -> tuple[Deleted, ...]:
        """List the deleted businesses, by id."""
        ...

    def of_business(self, business_id: str) -> tuple[Deleted, ...]:
        """List the services and staff members deleted in a business, by kind and id."""
        ...

    def due(self, now: datetime) -> tuple[Deleted, ...]:
        """List what is to be removed for good by `now`, businesses first."""
        ...

    def remove(self, deleted: Deleted, now: datetime) -> bool:
        """Remove for good what is due, unless it was brought back; say whether it was removed.

        Of a business nothing stays but its id in the record of removals. A service or a staff
        member that past appointments name leaves an empty row behind them.
        """
        ...

    def deleted_catalog(self, business_id: str) -> Catalog:
        """Read a deleted business whole. Raises NotFound."""
        ...

    def principals_of(self, place: Place) -> tuple[Principal, ...]:
        """List the verified identities linked to a staff member."""
        ...

    def forget_person(self, place: Place) -> None:
        """Unlink every identity of a staff member, with invitations and conversations.

        What their chats in this business showed is forgotten, and where the bot may write to
        them, unless it needs that for somebody they are elsewhere.
        """
        ...
