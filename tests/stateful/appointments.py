"""What is done to appointments and requests, and what the model makes of it."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from scheduling.actors import SystemActor
from scheduling.customers import Contact
from scheduling.ports import UnitOfWork
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
from scheduling.service.lapsing import EndLapsed, end_lapsed_requests
from scheduling.service.requesting import AcceptCommand, DeclineCommand, accept, decline
from scheduling.statuses import AppointmentStatus
from tests.stateful.machine import (
    CUSTOMERS,
    RECEPTIONIST,
    Machine,
    choices,
    services,
    starts,
    wanted_staff,
)
from tests.stateful.model import APPROVAL, DAY, MOST_OPEN, OFFERS, Promise
from tests.stateful.worlds import instant

_MARKS = {
    "confirmed": {"arrived", "completed", "noShow"},
    "arrived": {"inProgress", "completed", "confirmed", "noShow"},
    "inProgress": {"completed", "arrived"},
    "completed": {"arrived", "inProgress"},
    "noShow": {"arrived", "confirmed"},
}
_DOERS = st.sampled_from((*CUSTOMERS, RECEPTIONIST))
_STATUSES = st.sampled_from(("arrived", "inProgress", "completed", "noShow", "confirmed"))


class AppointmentRules(Machine):
    """Booking, moving, cancelling, marking, answering requests."""

    @initialize(already=st.lists(st.tuples(_DOERS, services, starts), min_size=2, max_size=5))
    def some_have_booked(self, already: list[tuple[str, str, int]]) -> None:
        """No life begins empty: whichever rules it plays by, there is something to play with."""
        for who, service, start in already:
            self.book_it(who, service, None, self.start(start))

    @rule(who=_DOERS, service=services, wanted=wanted_staff, start=starts)
    def somebody_books(self, who: str, service: str, wanted: str | None, start: int) -> None:
        self.book_it(who, service, wanted, self.start(start))

    def book_it(self, who: str, service: str, wanted: str | None, start: int) -> None:
        """Book, or be refused as the model says."""
        command = BookCommand(
            business_id=self.business_id,
            service_id=service,
            start_at=instant(start),
            staff_member_id=wanted,
            contact=Contact(name=who, email_address="somebody@example.org"),
            idempotency_key=self.key(),
        )
        owner = who if who in CUSTOMERS else ""
        free = self.model.free(service, start, owner, wanted)
        has_room = self.has_room(who)
        view = self.changed(book, self.actor(who), command, bool(free) and has_room)
        if view is None:
            return
        (taken_by,) = (each.staff_member_id for each in view.staff_members)
        assert taken_by in free
        self._check_held_with(owner, service, start, wanted, taken_by)
        self._note_booked(who, service, start, taken_by, view.appointment_id)
        candidates = {wanted} if wanted else {*OFFERS[service].staff}
        self.model.give_way(owner, candidates, OFFERS[service].claims(start))

    def _check_held_with(
        self, owner: str, service: str, start: int, wanted: str | None, taken_by: str
    ) -> None:
        """Whom it was held with takes it."""
        kept = {
            each.staff
            for each in self.model.held
            if (each.owner, each.service, each.start) == (owner, service, start)
            and each.until > self.model.now
            and self.model.is_free(service, each.staff, start, owner)
        }
        assert wanted or not kept or taken_by in kept

    def _note_booked(
        self, who: str, service: str, start: int, taken_by: str, appointment_id: str
    ) -> None:
        is_request = OFFERS[service].is_asked_for and who in CUSTOMERS
        promise = Promise(
            key=appointment_id,
            service=service,
            start=start,
            staff=taken_by,
            customer=self._customer_of(appointment_id),
            is_own_doing=who in CUSTOMERS,
            status="requested" if is_request else "confirmed",
            due=min(self.model.now + APPROVAL, start) if is_request else 0,
        )
        if who in CUSTOMERS:
            assert self.customer_ids.setdefault(who, promise.customer) == promise.customer
        promise.audit.append("requested" if is_request else "booked")
        self.tell(promise, promise.audit[0], who, (taken_by,))
        self.model.promises[appointment_id] = promise
        self.line.met_by(promise)

    def _customer_of(self, appointment_id: str) -> str:
        def read(uow: UnitOfWork, *_: Any) -> str:
            return uow.appointments.get(self.business_id, appointment_id).customer.customer_id

        who = self.world.read(read, SystemActor(), None, instant(self.model.now))
        return str(who)

    def has_room(self, who: str) -> bool:
        """Whether they may book one more."""
        if who not in CUSTOMERS or who not in self.customer_ids:
            return True
        return self.model.open_of(self.customer_ids[who]) < MOST_OPEN

    @rule(number=choices, who=_DOERS, wanted=wanted_staff, start=starts)
    def somebody_moves(self, number: int, who: str, wanted: str | None, start: int) -> None:
        promise, start = self.pick(number, "confirmed"), self.start(start)
        if promise is None:
            return
        facts = self._facts(promise)
        command = RescheduleCommand(**facts, start_at=instant(start), staff_member_id=wanted)
        to, owner = wanted or promise.staff, who if who in CUSTOMERS else ""
        possible = (
            promise.status == "confirmed"
            and self._may_change(promise, who)
            and self.model.is_free(promise.service, to, start, owner, promise.key)
        )
        if self.changed(reschedule, self.actor(who), command, possible) is None:
            return
        before, promise.staff, promise.start = promise.staff, to, start
        self._note(promise, "rescheduled", who, (to, before))
        self.model.give_way(owner, {before, to}, promise.minutes)
        self.line.met_by(promise)

    @rule(number=choices, who=_DOERS)
    def somebody_cancels(self, number: int, who: str) -> None:
        promise = self.pick(number, "confirmed", "requested")
        if promise is not None:
            self.cancel_it(promise, who)

    def cancel_it(self, promise: Promise, who: str) -> None:
        """Cancel, or be refused as the model says."""
        is_request = promise.status == "requested"
        possible = self._may_change(promise, who) and (
            promise.status == "confirmed" or (is_request and not promise.has_lapsed(self.model.now))
        )
        command = CancelCommand(**self._facts(promise))
        if self.changed(cancel, self.actor(who), command, possible) is None:
            return
        promise.status = "cancelled"
        is_declined = is_request and who not in CUSTOMERS
        staff = () if is_declined else (promise.staff,)
        self._note(promise, "declined" if is_declined else "cancelled", who, staff)

    @rule(number=choices, status=_STATUSES)
    def somebody_is_marked(self, number: int, status: str) -> None:
        promise = self.pick(number, "confirmed", "arrived", "inProgress", "completed", "noShow")
        if promise is None:
            return
        facts = self._facts(promise)
        command = MarkCommand(**facts, status=AppointmentStatus(status))
        has_come = self.model.now // DAY >= promise.start // DAY or status == "confirmed"
        possible = has_come and status in _MARKS.get(promise.status, set())
        if self.changed(mark, self.actor(RECEPTIONIST), command, possible) is not None:
            promise.status = status
            self._note(promise, "statusChanged", RECEPTIONIST, (), is_told=False)

    @rule(number=choices, is_accepted=st.booleans())
    def a_request_is_answered(self, number: int, is_accepted: bool) -> None:  # noqa: FBT001  # drawn
        promise = self.pick(number, "requested")
        if promise is None:
            return
        is_open = promise.status == "requested" and not promise.has_lapsed(self.model.now)
        ask, make = (accept, AcceptCommand) if is_accepted else (decline, DeclineCommand)
        command = make(**self._facts(promise))
        if self.changed(ask, self.actor(RECEPTIONIST), command, is_open) is None:
            return
        promise.status = "confirmed" if is_accepted else "cancelled"
        staff = (promise.staff,) if is_accepted else ()
        self._note(promise, "accepted" if is_accepted else "declined", RECEPTIONIST, staff)

    @rule(minutes=st.sampled_from((0, 1, 30)))
    def the_system_ends_what_lapsed(self, minutes: int) -> None:
        self.model.now += minutes
        lapsed = [each for each in self.model.promises.values() if each.has_lapsed(self.model.now)]
        ended = self.tried(end_lapsed_requests, SystemActor(), EndLapsed(self.business_id))
        assert ended == len(lapsed)
        for each in lapsed:
            self.end_lapsed(each)

    @rule(number=choices, start=starts)
    def somebody_acts_on_what_has_changed(self, number: int, start: int) -> None:
        promise = self.pick(number)
        if promise is None:
            return
        seen: dict[str, Any] = {**self._facts(promise), "version": promise.version - 1}
        moved = RescheduleCommand(**seen, start_at=instant(self.start(start)))
        self.changed(reschedule, self.actor(RECEPTIONIST), moved, expected=False)
        self.changed(cancel, self.actor(RECEPTIONIST), CancelCommand(**seen), expected=False)

    def _facts(self, promise: Promise) -> dict[str, Any]:
        return {
            "business_id": self.business_id,
            "appointment_id": promise.key,
            "version": promise.version,
            "idempotency_key": self.key(),
        }

    def _may_change(self, promise: Promise, who: str) -> bool:
        """Staff may; a customer what is theirs, what they made themselves, and until it begins."""
        if who not in CUSTOMERS:
            return True
        is_theirs = promise.customer == self.customer_ids.get(who)
        if promise.status == "requested":
            return is_theirs
        return is_theirs and promise.is_own_doing and self.model.now <= promise.start

    def _note(
        self,
        promise: Promise,
        what: str,
        by: str,
        staff: tuple[str, ...],
        *,
        is_told: bool = True,
    ) -> None:
        promise.version += 1
        promise.audit.append(what)
        if is_told:
            self.tell(promise, what, by, staff)
