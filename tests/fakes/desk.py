"""A salon in memory, asked through its use cases as the chat asks it."""

from datetime import datetime
from itertools import count
from typing import Any

from scheduling.actors import Actor, OperatorActor
from scheduling.business import Catalog
from scheduling.service.administration import BusinessRecord, replace_business
from scheduling.service.asking import AskAppointment, get_appointment
from scheduling.service.book_command import BookCommand
from scheduling.service.booking import book
from scheduling.service.changing import (
    CancelCommand,
    MarkCommand,
    RescheduleCommand,
    cancel,
    mark,
    reschedule,
)
from scheduling.service.finding import CheckWish, WishAnswer, check_wish
from scheduling.service.requesting import AcceptCommand, DeclineCommand, accept, decline
from scheduling.service.wishes import Wish
from scheduling.statuses import AppointmentStatus
from scheduling.views import AppointmentView
from tests.fakes.businesses import BUSINESS, DANA, NOW, TUESDAY_TEN, customer, salon
from tests.fakes.memory import MemoryTransactions


class MemoryDesk(MemoryTransactions):
    """Transactions on a salon, with short words for what tests do most."""

    def __init__(self, catalog: Catalog | None = None) -> None:
        super().__init__(NOW)
        self._keys = count(1)
        self.load(catalog or salon())

    def load(self, catalog: Catalog) -> None:
        """Put a catalog in place of the salon's, and forget all else."""
        self.do(replace_business, OperatorActor(), BusinessRecord(catalog))

    def change(self, catalog: Catalog) -> None:
        """Put a catalog in place of the salon's; appointments and customers stay."""
        self.state.catalogs[BUSINESS] = catalog

    def book(
        self, actor: Actor | None = None, start_at: datetime = TUESDAY_TEN, **changes: Any
    ) -> AppointmentView:
        """Book a haircut with Ana for Dana, or what `changes` say."""
        facts: dict[str, Any] = {
            "business_id": BUSINESS,
            "service_id": "haircut",
            "staff_member_id": "ana",
            "contact": DANA,
            "idempotency_key": self.key(),
        }
        facts |= {"start_at": start_at, **changes}
        return self.do(book, actor or customer(), BookCommand(**facts))

    def move(
        self, view: AppointmentView, actor: Actor, start_at: datetime, **changes: Any
    ) -> AppointmentView:
        """Move what was seen."""
        facts: dict[str, Any] = {**self._seen(view), "start_at": start_at, **changes}
        return self.do(reschedule, actor, RescheduleCommand(**facts))

    def cancel(self, view: AppointmentView, actor: Actor, **changes: Any) -> AppointmentView:
        """Cancel what was seen."""
        return self.do(cancel, actor, CancelCommand(**{**self._seen(view), **changes}))

    def see(self, view: AppointmentView, actor: Actor) -> AppointmentView:
        """Look at an appointment again."""
        asked = AskAppointment(BUSINESS, view.appointment_id)
        return self.do(get_appointment, actor, asked)

    def mark(
        self, view: AppointmentView, actor: Actor, status: AppointmentStatus, **changes: Any
    ) -> AppointmentView:
        """Mark what was seen."""
        facts: dict[str, Any] = {**self._seen(view), "status": status, **changes}
        return self.do(mark, actor, MarkCommand(**facts))

    def accept(self, view: AppointmentView, actor: Actor, **changes: Any) -> AppointmentView:
        """Accept the request that was seen."""
        return self.do(accept, actor, AcceptCommand(**{**self._seen(view), **changes}))

    def decline(self, view: AppointmentView, actor: Actor, **changes: Any) -> AppointmentView:
        """Decline the request that was seen."""
        return self.do(decline, actor, DeclineCommand(**{**self._seen(view), **changes}))

    def check(self, start_at: datetime, actor: Actor | None = None, **changes: Any) -> WishAnswer:
        """Ask whether a haircut with anyone is possible then, or what `changes` say."""
        facts: dict[str, Any] = {"business_id": BUSINESS, "service_id": "haircut", **changes}
        wish = Wish(**facts)
        return self.do(check_wish, actor or customer(), CheckWish(wish, start_at))

    def key(self) -> str:
        """Give an idempotency key never given before."""
        return f"key-{next(self._keys)}"

    def _seen(self, view: AppointmentView) -> dict[str, Any]:
        return {
            "business_id": BUSINESS,
            "appointment_id": view.appointment_id,
            "version": view.version,
            "idempotency_key": self.key(),
        }
