"""What the pages need to know of the businesses; the host supplies it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol


@dataclass(frozen=True, slots=True)
class ChatBusiness:
    """A business people can chat with."""

    business_id: str
    display_name: str


class DemoKind(Enum):
    """Whom the demo bar offers. The values stand in the page's address."""

    STAFF = "staff"
    CUSTOMER = "customer"


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody a visitor of the demo may be; `role` is the staff role by its Graph name."""

    kind: DemoKind
    person_id: str
    name: str
    role: str = ""

    @property
    def address(self) -> str:
        """How the page's address names the person, for example `staff:ana`."""
        return f"{self.kind.value}:{self.person_id}"


class ChatDirectory(Protocol):
    """Finds businesses for the pages."""

    async def find(self, business_id: str) -> ChatBusiness | None:
        """The business with this id, or None."""
        ...

    async def published(self) -> Sequence[ChatBusiness]:
        """The businesses the landing page links."""
        ...

    async def demo_people(self, business_id: str) -> Sequence[DemoPerson]:
        """The people the demo bar of a business offers. Asked in demo mode only."""
        ...
