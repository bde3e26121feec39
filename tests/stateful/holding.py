"""What is done to holds, and what the model makes of it."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from scheduling.errors import SchedulingError
from scheduling.holds import Hold
from scheduling.ports import UnitOfWork
from scheduling.service.holding import HoldCommand, ReleaseCommand, hold, release
from scheduling.service.recording import holder
from scheduling.service.wishes import Wish
from tests.stateful.appointments import AppointmentRules
from tests.stateful.machine import choices, people, seats, services, starts, wanted_staff
from tests.stateful.model import HOLD, OFFERS, Kept
from tests.stateful.worlds import instant, minute_of


class HoldingRules(AppointmentRules):
    """Holding a time, giving it back, booking it."""

    @rule(number=choices)
    def a_hold_is_booked(self, number: int) -> None:
        if self.model.held:
            kept = self.model.held[number % len(self.model.held)]
            wanted = kept.staff[0] if number % 2 else None
            self.book_it(kept.owner, kept.service, wanted, kept.start, kept.seats)

    @rule(
        who=people,
        key=st.sampled_from("abc"),
        service=services,
        wanted=wanted_staff,
        start=starts,
        seats=seats,
    )
    def somebody_holds(
        self, who: str, key: str, service: str, wanted: str | None, start: int, seats: int
    ) -> None:
        self.let_no_two_end_at_once(who)
        start = self.start(start)
        self.hold_it(who, key, service, wanted, start, seats)

    def hold_it(
        self, who: str, key: str, service: str, wanted: str | None, start: int, seats: int
    ) -> None:
        """Hold a time, or seats in a group that is there, or be refused as the model says."""
        seats = seats if OFFERS[service].is_group else 1
        wish = Wish(
            business_id=self.business_id,
            service_id=service,
            staff_member_id=wanted,
            attendees_count=seats,
        )
        group = self.model.group_at(service, start, who, wanted, seats)
        free = {*group.staff} if group else self.model.free(service, start, who, wanted)
        found = self.tried(hold, self.actor(who), HoldCommand(wish, instant(start), key))
        refused = isinstance(found, SchedulingError)
        possible = bool(free) and wanted not in self.model.gone and self.has_room(who)
        assert refused is not possible, f"{found!r}"
        if refused:
            return
        until = self.model.now + HOLD
        assert found.expires_at == instant(until)
        same = [each for each in self.model.live_holds() if (each.owner, each.key) == (who, key)]
        holds = [each for each in self._holds_of(who) if each.expires_at == instant(until)]
        (stored,) = holds
        assert (stored.service_id, minute_of(stored.start_at)) == (service, start)
        assert stored.appointment_id == (group.key if group else None)
        staff = stored.staff_member_ids
        assert free.issuperset(staff)
        assert len(staff) == OFFERS[service].together
        if same and group is None and (same[0].service, same[0].start) == (service, start):
            is_as_wanted = wanted is None or wanted in same[0].staff
            assert {*staff} == {*same[0].staff} or not (is_as_wanted and free >= {*same[0].staff})
        of_group = stored.appointment_id
        self.model.keep(Kept(who, key, service, start, staff, until, of_group, seats))

    def let_no_two_end_at_once(self, who: str) -> None:
        """It is plain then which of too many is over first, and gives way."""
        self.model.now += 1
        ends = {each.until for each in self.model.live_holds() if each.owner == who}
        while self.model.now + HOLD in ends:
            self.model.now += 1

    def _holds_of(self, who: str) -> tuple[Hold, ...]:
        def read(uow: UnitOfWork, *_: Any) -> tuple[Hold, ...]:
            return uow.holds.of_owner(self.business_id, holder(self.actor(who)))

        found: tuple[Hold, ...] = self.read(read)
        return found

    @rule(who=people, key=st.sampled_from("abc"))
    def somebody_releases(self, who: str, key: str) -> None:
        assert self.tried(release, self.actor(who), ReleaseCommand(self.business_id, key)) is None
        self.model.held = [each for each in self.model.held if (each.owner, each.key) != (who, key)]
