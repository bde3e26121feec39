"""What is done to appointments, requests and holds, and what the model makes of it."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from scheduling.actors import SystemActor
from scheduling.customers import Contact
from scheduling.errors import SchedulingError
from scheduling.holds import Hold
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
from scheduling.service.holding import HoldCommand, ReleaseCommand, hold, release
from scheduling.service.lapsing import EndLapsed, end_lapsed_requests
from scheduling.service.recording import holder
from scheduling.service.requesting import AcceptCommand, DeclineCommand, accept, decline
from scheduling.service.wishes import Wish
from scheduling.statuses import AppointmentStatus
from tests.stateful.machine import (
    CUSTOMERS,
    RECEPTIONIST,
    Machine,
    choices,
    people,
    services,
    starts,
    wanted_staff,
)
from tests.stateful.model import APPROVAL, DAY, HOLD, MOST_OPEN, OFFERS, Kept, Promise
from tests.stateful.worlds import instant, minute_of

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
    """Booking, moving, cancelling, marking, answering requests, holding."""

    @rule(who=_DOERS, service=services, wanted=wanted_staff, start=starts)
    def somebody_books(self, who: str, service: str, wanted: str | None, start: int) -> None:
        self._book(who, service, wanted, start)

    @rule(number=choices)
    def a_hold_is_booked(self, number: int) -> None:
        if self.model.held:
            kept = self.model.held[number % len(self.model.held)]
            wanted = kept.staff if number % 2 else None
            self._book(kept.owner, kept.service, wanted, kept.start)

    def _book(self, who: str, service: str, wanted: str | None, start: int) -> None:
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
        has_room = self._has_room(who)
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

    def _customer_of(self, appointment_id: str) -> str:
        def read(uow: UnitOfWork, *_: Any) -> str:
            return uow.appointments.get(self.business_id, appointment_id).customer.customer_id

        who = self.world.read(read, SystemActor(), None, instant(self.model.now))
        return str(who)

    def _has_room(self, who: str) -> bool:
        if who not in CUSTOMERS or who not in self.customer_ids:
            return True
        return self.model.open_of(self.customer_ids[who]) < MOST_OPEN

    @rule(number=choices, who=_DOERS, wanted=wanted_staff, start=starts)
    def somebody_moves(self, number: int, who: str, wanted: str | None, start: int) -> None:
        promise = self.pick(number, "confirmed")
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

    @rule(number=choices, who=_DOERS)
    def somebody_cancels(self, number: int, who: str) -> None:
        promise = self.pick(number, "confirmed", "requested")
        if promise is None:
            return
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

    @rule()
    def the_system_ends_what_lapsed(self) -> None:
        lapsed = [each for each in self.model.promises.values() if each.has_lapsed(self.model.now)]
        ended = self.tried(end_lapsed_requests, SystemActor(), EndLapsed(self.business_id))
        assert ended == len(lapsed)
        for each in lapsed:
            self.end_lapsed(each)

    @rule(
        who=people, key=st.sampled_from("abc"), service=services, wanted=wanted_staff, start=starts
    )
    def somebody_holds(
        self, who: str, key: str, service: str, wanted: str | None, start: int
    ) -> None:
        self.model.now += 1  # no two holds of one minute, so that it is plain which is the older
        wish = Wish(business_id=self.business_id, service_id=service, staff_member_id=wanted)
        free = self.model.free(service, start, who, wanted)
        found = self.tried(hold, self.actor(who), HoldCommand(wish, instant(start), key))
        refused = isinstance(found, SchedulingError)
        assert refused is not (bool(free) and self._has_room(who)), f"{found!r}"
        if refused:
            return
        until = self.model.now + HOLD
        assert found.expires_at == instant(until)
        same = [each for each in self._live_holds() if (each.owner, each.key) == (who, key)]
        holds = [each for each in self._holds_of(who) if each.expires_at == instant(until)]
        (stored,) = holds
        assert (stored.service_id, minute_of(stored.start_at)) == (service, start)
        assert stored.staff_member_ids[0] in free
        if same and (same[0].service, same[0].start) == (service, start) and same[0].staff in free:
            assert stored.staff_member_ids[0] == same[0].staff
        self.model.keep(Kept(who, key, service, start, stored.staff_member_ids[0], until))

    def _holds_of(self, who: str) -> tuple[Hold, ...]:
        def read(uow: UnitOfWork, *_: Any) -> tuple[Hold, ...]:
            return uow.holds.of_owner(self.business_id, holder(self.actor(who)))

        found: tuple[Hold, ...] = self.world.read(
            read, SystemActor(), None, instant(self.model.now)
        )
        return found

    @rule(who=people, key=st.sampled_from("abc"))
    def somebody_releases(self, who: str, key: str) -> None:
        assert self.tried(release, self.actor(who), ReleaseCommand(self.business_id, key)) is None
        self.model.held = [each for each in self.model.held if (each.owner, each.key) != (who, key)]

    @rule(number=choices, start=starts)
    def somebody_acts_on_what_has_changed(self, number: int, start: int) -> None:
        promise = self.pick(number)
        if promise is None:
            return
        seen: dict[str, Any] = {**self._facts(promise), "version": promise.version - 1}
        moved = RescheduleCommand(**seen, start_at=instant(start))
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
