"""What is done to appointments and requests, and what the model makes of it."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from scheduling.actors import SystemActor
from scheduling.customers import Contact
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
    doers,
    seats,
    services,
    starts,
    wanted_staff,
)
from tests.stateful.model import APPROVAL, DAY, OFFERS, Promise
from tests.stateful.worlds import instant

_MARKS = {
    "confirmed": {"arrived", "completed", "noShow"},
    "arrived": {"inProgress", "completed", "confirmed", "noShow"},
    "inProgress": {"completed", "arrived"},
    "completed": {"arrived", "inProgress"},
    "noShow": {"arrived", "confirmed"},
}
_STATUSES = st.sampled_from(("arrived", "inProgress", "completed", "noShow", "confirmed"))


class AppointmentRules(Machine):
    """Booking, moving, cancelling, marking, answering requests."""

    @initialize(already=st.lists(st.tuples(doers, services, starts), min_size=2, max_size=5))
    def some_have_booked(self, already: list[tuple[str, str, int]]) -> None:
        """No life begins empty: whichever rules it plays by, there is something to play with."""
        for who, service, start in already:
            self.book_it(who, service, None, self.start(start))

    @rule(who=doers, service=services, wanted=wanted_staff, start=starts, seats=seats)
    def somebody_books(
        self, who: str, service: str, wanted: str | None, start: int, seats: int
    ) -> None:
        self.book_it(who, service, wanted, self.start(start), seats)

    def book_it(
        self, who: str, service: str, wanted: str | None, start: int, seats: int = 1
    ) -> None:
        """Book, or be refused as the model says."""
        seats = seats if OFFERS[service].is_group else 1
        command = BookCommand(
            business_id=self.business_id,
            service_id=service,
            start_at=instant(start),
            staff_member_id=wanted,
            attendees_count=seats,
            contact=contact_of(who),
            idempotency_key=self.key(),
        )
        owner = who if who in CUSTOMERS else ""
        is_named_here = wanted not in self.model.gone
        group = self.model.group_at(service, start, owner, wanted, seats)
        free = self.model.free(service, start, owner, wanted)
        can_join = group is not None and self.customer_ids.get(who) not in group.attending
        possible = can_join if group is not None else bool(free)
        expected = possible and is_named_here and self.has_room(who)
        view = self.changed(book, self.actor(who), command, expected)
        if view is None:
            return
        if group is not None:
            assert view.appointment_id == group.key
            self.note_joined(who, group, seats)
        else:
            team = staff_of(view)
            self._check_team(service, wanted, team, free)
            self._check_held_with(owner, service, start, wanted, team)
            self.tell_booked(who, self.note_booked(who, service, start, view, seats))
        self.give_way(owner, service, wanted, start)

    def give_way(self, owner: str, service: str, wanted: str | None, start: int) -> None:
        """What is booked takes over what its customer held with anybody it could have fallen to."""
        offer = OFFERS[service]
        is_alone = wanted is not None and offer.together == 1
        candidates = {wanted or ""} if is_alone else {*self.model.providers(service)}
        self.model.give_way(owner, {*candidates, *offer.rooms}, offer.claims(start))

    def _check_team(
        self, service: str, wanted: str | None, team: tuple[str, ...], free: set[str]
    ) -> None:
        assert len({*team}) == OFFERS[service].together
        assert free.issuperset(team)
        assert wanted is None or wanted in team

    def _check_held_with(
        self, owner: str, service: str, start: int, wanted: str | None, team: tuple[str, ...]
    ) -> None:
        """Whom it was held with takes it."""
        kept = {
            each.staff
            for each in self.model.live_holds()
            if (each.owner, each.service, each.start) == (owner, service, start)
            and self.model.is_free(service, each.staff, start, owner)
        }
        assert wanted or not kept or {*team} in [{*each} for each in kept]

    def note_joined(self, who: str, group: Promise, seats: int) -> None:
        """Note that a group has one customer more."""
        customer = self._customer_in(who, group.key)
        group.attending[customer] = seats
        self.end_version(group, "attendeeJoined", is_new=False)
        self.tell_of_place(group, customer, "attendeeJoined", "booked", who)
        self.line.met_by(group)

    def tell_of_place(self, group: Promise, customer: str, what: str, own: str, by: str) -> None:
        """Note who is told of a place: its own customer, where staff did it, and the staff."""
        group.told += [(what, each) for each in group.staff if each != by]
        if by not in CUSTOMERS:
            group.told.append((own, customer))

    def note_booked(self, who: str, service: str, start: int, view: Any, seats: int = 1) -> Promise:
        """Note a new appointment, or a request; nobody is told yet."""
        is_request = OFFERS[service].is_asked_for and who in CUSTOMERS
        promise = Promise(
            key=view.appointment_id,
            service=service,
            start=start,
            staff=staff_of(view),
            attending={self._customer_in(who, view.appointment_id): seats},
            is_own_doing=who in CUSTOMERS,
            status="requested" if is_request else "confirmed",
            due=min(self.model.now + APPROVAL, start) if is_request else 0,
            most=self.model.seats[service],
            audit=["requested" if is_request else "booked"],
        )
        self.model.promises[promise.key] = promise
        self.line.met_by(promise)
        return promise

    def tell_booked(self, who: str, promise: Promise) -> None:
        """Note who is told of a new appointment."""
        self.tell(promise, promise.audit[0], who, promise.staff)

    def _customer_in(self, who: str, appointment_id: str) -> str:
        customer = self.last_customer_of(appointment_id)
        if who in CUSTOMERS:
            assert self.customer_ids.setdefault(who, customer) == customer
        return customer

    @rule(number=choices, who=doers, wanted=wanted_staff, start=starts)
    def somebody_moves(self, number: int, who: str, wanted: str | None, start: int) -> None:
        promise, start = self.pick(number, "confirmed"), self.start(start)
        if promise is None:
            return
        who = self.mostly_theirs(promise, who, number)
        if is_place_of(promise, who):
            return
        facts = self.facts(promise, who)
        command = RescheduleCommand(**facts, start_at=instant(start), staff_member_id=wanted)
        to, owner = (wanted,) if wanted else promise.staff, who if who in CUSTOMERS else ""
        possible = (
            promise.status == "confirmed"
            and self.may_change(promise, who)
            and (wanted is None or len(promise.staff) == 1)
            and self.model.is_free(promise.service, to, start, owner, {promise.key})
        )
        if self.changed(reschedule, self.actor(who), command, possible) is None:
            return
        staff = self.moved(promise, to, start, owner)
        self.note(promise, "rescheduled", who, staff)

    def moved(
        self, promise: Promise, to: tuple[str, ...], start: int, owner: str
    ) -> tuple[str, ...]:
        """Put an appointment elsewhere; gives the staff whom that concerns."""
        before, promise.staff, promise.start = promise.staff, to, start
        self.model.give_way(owner, {*before, *promise.calendars}, promise.minutes)
        self.line.met_by(promise)
        return (*to, *before)

    @rule(number=choices, who=doers)
    def somebody_cancels(self, number: int, who: str) -> None:
        promise = self.pick(number, "confirmed", "requested")
        if promise is None:
            return
        who = self.mostly_theirs(promise, who, number)
        if not is_place_of(promise, who):
            self.cancel_it(promise, who)

    def cancel_it(self, promise: Promise, who: str) -> None:
        """Cancel, or be refused as the model says."""
        command = CancelCommand(**self.facts(promise, who))
        possible = self.may_cancel(promise, who)
        if self.changed(cancel, self.actor(who), command, possible) is not None:
            self.note_cancelled(promise, who)

    def may_cancel(self, promise: Promise, who: str) -> bool:
        """Whether it is to come, and theirs to end."""
        is_to_end = promise.status in ("confirmed", "requested")
        has_lapsed = promise.has_lapsed(self.model.now)
        return is_to_end and not has_lapsed and self.may_change(promise, who)

    def note_cancelled(self, promise: Promise, who: str) -> None:
        """Note its end; a request is declined by staff, which changes nobody's day."""
        is_declined = promise.status == "requested" and who not in CUSTOMERS
        promise.status = "cancelled"
        staff = () if is_declined else promise.staff
        self.note(promise, "declined" if is_declined else "cancelled", who, staff)

    @rule(number=choices, status=_STATUSES)
    def somebody_is_marked(self, number: int, status: str) -> None:
        promise = self.pick(number, "confirmed", "arrived", "inProgress", "completed", "noShow")
        if promise is None:
            return
        facts = self.facts(promise)
        command = MarkCommand(**facts, status=AppointmentStatus(status))
        has_come = self.model.now // DAY >= promise.start // DAY or status == "confirmed"
        possible = has_come and status in _MARKS.get(promise.status, set())
        if self.changed(mark, self.actor(RECEPTIONIST), command, possible) is not None:
            promise.status = status
            self.end_version(promise, "statusChanged", is_new=False)

    @rule(number=choices, is_accepted=st.booleans())
    def a_request_is_answered(self, number: int, is_accepted: bool) -> None:  # noqa: FBT001  # drawn
        promise = self.pick(number, "requested")
        if promise is None:
            return
        is_open = promise.status == "requested" and not promise.has_lapsed(self.model.now)
        ask, make = (accept, AcceptCommand) if is_accepted else (decline, DeclineCommand)
        command = make(**self.facts(promise))
        if self.changed(ask, self.actor(RECEPTIONIST), command, is_open) is None:
            return
        promise.status = "confirmed" if is_accepted else "cancelled"
        staff = promise.staff if is_accepted else ()
        self.note(promise, "accepted" if is_accepted else "declined", RECEPTIONIST, staff)

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
        seen: dict[str, Any] = {**self.facts(promise), "version": promise.version - 1}
        moved = RescheduleCommand(**seen, start_at=instant(self.start(start)))
        self.changed(reschedule, self.actor(RECEPTIONIST), moved, expected=False)
        self.changed(cancel, self.actor(RECEPTIONIST), CancelCommand(**seen), expected=False)


def is_place_of(promise: Promise, who: str) -> bool:
    """Whether what a customer has of it is a place in a group: the whole is not theirs to change."""
    return promise.is_group and who in CUSTOMERS


def staff_of(view: Any) -> tuple[str, ...]:
    """Who has an appointment."""
    return tuple(each.staff_member_id for each in view.staff_members)


def contact_of(who: str) -> Contact:
    """How somebody says who they are."""
    return Contact(name=who, email_address="somebody@example.org")
