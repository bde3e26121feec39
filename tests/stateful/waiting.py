"""What those do who wait for time to free up, and the system that offers it."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from scheduling.actors import SystemActor
from scheduling.errors import SchedulingError
from scheduling.ports import UnitOfWork
from scheduling.service.waiting.answering import leave_waitlist, pass_up_offer, take_offer
from scheduling.service.waiting.commands import (
    JoinCommand,
    LeaveCommand,
    LookForFreedTime,
    OfferCommand,
)
from scheduling.service.waiting.joining import join_waitlist
from scheduling.service.waiting.offering import is_time_freed, offer_freed_time
from scheduling.waitlist import WaitlistEntry, WaitlistWish
from tests.stateful.appointments import contact_of
from tests.stateful.holding import HoldingRules
from tests.stateful.line import MOST_ENTRIES, OFFER, Offered, Waiting, Wanted
from tests.stateful.machine import RECEPTIONIST, choices, people, services, starts, wanted_staff
from tests.stateful.model import DAY, OFFERS, STAFF, WEEK
from tests.stateful.worlds import ZONE, instant, minute_of

_FIRST_ON = date(2026, 6, 1)
_WISHES = st.tuples(
    st.sampled_from((True, True, True, True, False)),
    st.sampled_from((True, True, True, False)),
    st.sampled_from((0, 0, 0, 0, 15, 60, DAY)),
    st.sampled_from((0, 0, 1)),
)
"""The service that is booked? With whom it is booked? How far around it? How many days more?"""


def _wish(wanted: Wanted) -> WaitlistWish:
    return WaitlistWish(
        service_id=wanted.service,
        from_on=_FIRST_ON + timedelta(days=wanted.days[0]),
        to_on=_FIRST_ON + timedelta(days=wanted.days[1]),
        zone=ZONE,
        staff_member_id=wanted.staff,
        from_minute=wanted.minutes[0],
        to_minute=wanted.minutes[1],
    )


class WaitingRules(HoldingRules):
    """Joining the line, being offered what frees up, taking it, passing it up, leaving."""

    @rule(
        number=choices,
        who=people,
        service=services,
        wanted=wanted_staff,
        start=starts,
        wish=_WISHES,
    )
    def somebody_waits(  # what is drawn
        self,
        number: int,
        who: str,
        service: str,
        wanted: str | None,
        start: int,
        wish: tuple[bool, bool, int, int],
    ) -> None:
        """They wait for what somebody has, as people do: for just that, or for about that."""
        if number % 2:
            self.book_it(RECEPTIONIST, service, wanted, self.start(start))
        promise = self.pick(number // 2, "confirmed", "requested")
        if promise is None:
            return
        is_same_service, is_same_staff, around, more_days = wish
        day, minute = divmod(promise.start, DAY)
        wished = Wanted(
            promise.service if is_same_service else service,
            promise.staff[0] if is_same_staff else wanted,
            (day, day + more_days),
            (max(minute - around, 0), min(minute + around, DAY - 1)),
        )
        self.wait(who, wished)
        if number % 3 == 0:
            self._make_room(wished, is_again=number % 2 == 0)

    @rule(who=people)
    def somebody_has_all_they_may(self, who: str) -> None:
        """They book on, some other week, until they may book no more."""
        starts = self.model.open_starts("cut", who, asked=frozenset(range(WEEK, WEEK + DAY)))
        for start in sorted(starts):
            if self.has_room(who):
                self.book_it(who, "cut", None, start)

    def wait(self, who: str, wanted: Wanted) -> None:
        """Get in line, or be refused as the model says."""
        self.model.now += 1  # no two come in one minute, so that it is plain who was first
        command = JoinCommand(
            business_id=self.business_id,
            wish=_wish(wanted),
            contact=contact_of(who),
            idempotency_key=self.key(),
        )
        theirs = self.line.open_of(self.customer_ids.get(who, ""))
        same = [each for each in theirs if each.wanted == wanted]
        providers = {*self.model.providers(wanted.service)} & {*wanted.whose}
        is_named_here = wanted.staff not in self.model.gone
        can_be_met = bool(providers) and is_named_here and not self.line.is_past(wanted)
        has_room = bool(same) or len(theirs) < MOST_ENTRIES
        expected = can_be_met and not self.line.free(wanted, who) and has_room
        view = self.tried(join_waitlist, self.actor(who), command)
        refused = isinstance(view, SchedulingError)
        assert refused is not expected, f"{command} gave {view!r}"
        if refused:
            return
        assert self.tried(join_waitlist, self.actor(who), command).entry_id == view.entry_id
        if same:
            assert view.entry_id == same[0].key
            return
        customer = self._entries()[view.entry_id].customer_id
        assert self.customer_ids.setdefault(who, customer) == customer
        self.line.entries.append(Waiting(view.entry_id, who, customer, wanted))

    @rule(number=choices, is_again=st.booleans())
    def somebody_makes_room(self, number: int, *, is_again: bool) -> None:
        """What somebody waits for is cancelled, and offered: sometimes once more to the next."""
        waiting = [each for each in self.line.entries if each.is_open]
        if waiting:
            self._make_room(waiting[number % len(waiting)].wanted, is_again=is_again)

    def _make_room(self, wanted: Wanted, *, is_again: bool) -> None:
        for each in [*self.model.promises.values()]:
            if {*each.staff} & {*wanted.whose} and wanted.suits(each.start):
                self.cancel_it(each, RECEPTIONIST)
                break
        self._offer()
        if is_again:
            self.model.now += OFFER
            self._offer()

    @rule(minutes=st.sampled_from((0, 1, 30)))
    def what_frees_up_is_offered(self, minutes: int) -> None:
        self.model.now += minutes
        self._offer()

    def _offer(self) -> None:
        self.model.now += 1  # what is offered ends after whatever is held
        command = LookForFreedTime(self.business_id)
        is_any_past = any(e.is_open and self.line.is_past(e.wanted) for e in self.line.entries)
        is_freed = self.tried(is_time_freed, SystemActor(), command)
        count = self.tried(offer_freed_time, SystemActor(), command)
        stored = self._entries()
        for each in self.line.entries:
            if each.is_open and self.line.is_past(each.wanted):
                each.status = "over"
        offers = 0
        for waiting, start, staff in self.line.next_offers():
            offer = stored[waiting.key].offer
            assert offer is not None
            assert minute_of(offer.start_at) == start
            assert staff.issuperset(offer.staff_member_ids)
            assert len(offer.staff_member_ids) == OFFERS[waiting.wanted.service].together
            group = self.model.group_at(waiting.wanted.service, start, "", waiting.wanted.staff)
            assert offer.appointment_id == (group.key if group else None)
            self.line.offered(waiting, start, offer.staff_member_ids, offer.appointment_id)
            offers += 1
        assert count == offers
        assert is_freed is (is_any_past or offers > 0)
        assert self.tried(is_time_freed, SystemActor(), command) is False

    @rule(number=choices, who=people, minutes=st.sampled_from((0, 0, 0, 15)))
    def an_offer_is_taken_up(self, number: int, who: str, minutes: int) -> None:
        """It is kept for them, anew where it was not any more; booking it is another step."""
        waiting = self._somebody_offered(number)
        if waiting is None or waiting.offer is None:
            return
        who = waiting.owner if number % 5 else who
        start = waiting.offer[0]
        command = OfferCommand(self.business_id, waiting.key, instant(start + minutes))
        is_kept, can_be_kept = self._is_kept(waiting)
        expected = (
            who == waiting.owner
            and waiting.running(self.model.now) is not None
            and minutes == 0
            and (is_kept or can_be_kept)
        )
        view = self.tried(take_offer, self.actor(who), command)
        refused = isinstance(view, SchedulingError)
        assert refused is not expected, f"{waiting} gave {view!r}"
        if not refused and not is_kept:
            self.line.keep(waiting)

    def _is_kept(self, waiting: Waiting) -> tuple[bool, bool]:
        """Whether they keep that time already, and whether they could."""
        assert waiting.offer is not None
        start, staff, _ = waiting.offer
        offer = OFFERS[waiting.wanted.service]
        claims = {*offer.claims(start)}
        own = [
            each
            for each in self.model.live_holds()
            if each.owner == waiting.owner and staff[0] in each.staff and each.minutes & claims
        ]
        if staff[0] in self.model.gone:
            return False, False
        if waiting.group is not None:
            return bool(own), True  # whether there is a seat still is asked when it is booked
        calendars = (*staff, *offer.rooms)
        busy = {
            minute for each in calendars for minute in self.model.busy(each, but_of=waiting.owner)
        }
        return bool(own), busy.isdisjoint(claims)

    @rule(number=choices, who=people, minutes=st.sampled_from((0, 0, 0, 15)))
    def an_offer_is_passed_up(self, number: int, who: str, minutes: int) -> None:
        waiting = self._somebody_offered(number)
        if waiting is None or waiting.offer is None:
            return
        who = waiting.owner if number % 5 else who
        start = waiting.offer[0]
        command = OfferCommand(self.business_id, waiting.key, instant(start + minutes))
        view = self.tried(pass_up_offer, self.actor(who), command)
        assert isinstance(view, SchedulingError) is (who != waiting.owner)
        if who == waiting.owner and minutes == 0 and waiting.running(self.model.now):
            waiting.status, waiting.offer = "waiting", None
            waiting.passed = {*waiting.passed, start}
            self.line.keep_no_more(waiting)

    @rule(number=choices, who=people)
    def somebody_waits_no_longer(self, number: int, who: str) -> None:
        if not self.line.entries:
            return
        waiting = self.line.entries[number % len(self.line.entries)]
        who = waiting.owner if number % 5 else who
        command = LeaveCommand(self.business_id, waiting.key)
        view = self.tried(leave_waitlist, self.actor(who), command)
        assert isinstance(view, SchedulingError) is (who != waiting.owner)
        if who == waiting.owner and waiting.is_open:
            self.line.end(waiting, "left")

    def _somebody_offered(self, number: int) -> Waiting | None:
        had = [each for each in self.line.entries if each.offer is not None]
        now = [each for each in had if each.running(self.model.now)]
        among = had if number % 7 == 0 or not now else now
        return among[number % len(among)] if among else None

    def _entries(self) -> dict[str, WaitlistEntry]:
        def read(uow: UnitOfWork, *_: Any) -> dict[str, WaitlistEntry]:
            keys = [each.key for each in self.line.entries]
            every = [uow.waitlist.get(self.business_id, each) for each in keys]
            return {
                each.entry_id: each for each in (*every, *uow.waitlist.in_line(self.business_id))
            }

        found: dict[str, WaitlistEntry] = self.read(read)
        return found

    @invariant()
    def the_line_stands_as_it_should(self) -> None:
        now = self.model.now
        stored = {
            key: (each.status.value, _offered(each, now), _passed(each, now))
            for key, each in self._entries().items()
        }
        assert stored == {
            each.key: (each.status, each.running(now), each.let_pass(now))
            for each in self.line.entries
        }

    def check_told(self, told: dict[str, list[tuple[str, str]]]) -> None:
        """Each offer was told once to its customer, and of it to those whose time it is."""
        for each in self.line.entries:
            news = told.pop(each.key, [])
            theirs = [one for one in news if one[1] == each.customer]
            assert theirs == [("waitlistOffered", each.customer)] * each.told
            assert {who for _, who in news} <= {each.customer, *STAFF}
        super().check_told(told)


def _offered(entry: WaitlistEntry, now: int) -> Offered | None:
    offer = entry.offer_at(instant(now))
    if offer is None:
        return None
    return minute_of(offer.start_at), offer.staff_member_ids, minute_of(offer.until_at)


def _passed(entry: WaitlistEntry, now: int) -> set[int]:
    return {minute_of(each) for each in entry.let_pass(instant(now))}
