"""What is done to holds, and what the model makes of it."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from scheduling.actors import SystemActor
from scheduling.errors import SchedulingError
from scheduling.holds import Hold
from scheduling.ports import UnitOfWork
from scheduling.service.holding import HoldCommand, ReleaseCommand, hold, release
from scheduling.service.recording import holder
from scheduling.service.wishes import Wish
from tests.stateful.appointments import AppointmentRules
from tests.stateful.machine import choices, people, services, starts, wanted_staff
from tests.stateful.model import HOLD, Kept
from tests.stateful.worlds import instant, minute_of


class HoldingRules(AppointmentRules):
    """Holding a time, giving it back, booking it."""

    @rule(number=choices)
    def a_hold_is_booked(self, number: int) -> None:
        if self.model.held:
            kept = self.model.held[number % len(self.model.held)]
            wanted = kept.staff if number % 2 else None
            self.book_it(kept.owner, kept.service, wanted, kept.start)

    @rule(
        who=people, key=st.sampled_from("abc"), service=services, wanted=wanted_staff, start=starts
    )
    def somebody_holds(
        self, who: str, key: str, service: str, wanted: str | None, start: int
    ) -> None:
        self._let_no_two_end_at_once(who)
        start = self.start(start)
        wish = Wish(business_id=self.business_id, service_id=service, staff_member_id=wanted)
        free = self.model.free(service, start, who, wanted)
        found = self.tried(hold, self.actor(who), HoldCommand(wish, instant(start), key))
        refused = isinstance(found, SchedulingError)
        assert refused is not (bool(free) and self.has_room(who)), f"{found!r}"
        if refused:
            return
        until = self.model.now + HOLD
        assert found.expires_at == instant(until)
        same = [each for each in self.live_holds() if (each.owner, each.key) == (who, key)]
        holds = [each for each in self._holds_of(who) if each.expires_at == instant(until)]
        (stored,) = holds
        assert (stored.service_id, minute_of(stored.start_at)) == (service, start)
        assert stored.staff_member_ids[0] in free
        if same and (same[0].service, same[0].start) == (service, start) and same[0].staff in free:
            assert stored.staff_member_ids[0] == same[0].staff
        self.model.keep(Kept(who, key, service, start, stored.staff_member_ids[0], until))

    def _let_no_two_end_at_once(self, who: str) -> None:
        """It is plain then which of too many is over first, and gives way."""
        self.model.now += 1
        while any(e.owner == who and e.until == self.model.now + HOLD for e in self.live_holds()):
            self.model.now += 1

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
