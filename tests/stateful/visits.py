"""What is done to visits of several services, whole and in part, and what the model makes of it."""

from collections.abc import Collection, Iterator
from itertools import combinations
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from scheduling.errors import SchedulingError
from scheduling.service.visiting.booking_visits import BookVisitCommand, book_visit
from scheduling.service.visiting.cancelling_visits import CancelVisitCommand, cancel_visit
from scheduling.service.visiting.finding_visits import FindVisits, find_visits
from scheduling.service.visiting.moving_visits import MoveVisitCommand, move_visit
from scheduling.time_ranges import TimeRange
from scheduling.visits import PlannedPart, VisitOrder, VisitPart, VisitPlan, VisitWish
from tests.stateful.appointments import AppointmentRules, contact_of, staff_of
from tests.stateful.machine import CUSTOMERS, choices, doers, many, people, starts, wanted_staff
from tests.stateful.model import DAY, MOST_A_DAY, OFFERS, Promise
from tests.stateful.worlds import instant, minute_of

LONGEST_WAIT = 30
# Groups are left out: of an appointment that several attend, the visit is that of who began it.
_SERVICES = st.sampled_from(sorted(each for each, offer in OFFERS.items() if not offer.is_group))
_PARTS = st.lists(st.tuples(_SERVICES, wanted_staff), min_size=2, max_size=2)
_ORDERS = st.sampled_from((*VisitOrder, VisitOrder.IN_A_ROW))
Part = tuple[str, str | None]


class VisitRules(AppointmentRules):
    """Booking several services at once, moving and giving up all of them."""

    @initialize(who=people, parts=_PARTS, start=starts)
    def there_is_a_visit(self, who: str, parts: list[Part], start: int) -> None:
        self.book_visit(who, who, parts, VisitOrder.IN_A_ROW, start, 0)

    @rule(who=doers, whose=people, parts=_PARTS, order=_ORDERS, start=starts, number=choices)
    def somebody_books_a_visit(
        self,
        who: str,
        whose: str,
        parts: list[Part],
        order: VisitOrder,
        start: int,
        number: int,
    ) -> None:
        self.book_visit(who, whose, parts, order, start, number)

    def book_visit(
        self,
        who: str,
        whose: str,
        parts: list[Part],
        order: VisitOrder,
        start: int,
        number: int,
    ) -> None:
        """Book one of the ways there are, or be refused as the model says."""
        plan = self._plan(who, parts, order, self.start(start), number)
        command = self._booking(who, whose, plan)
        if plan is None or command is None:
            return
        expected = self._may_book(who, plan.parts)
        views = self.changed(book_visit, self.actor(who), command, expected, many)
        if views is not None:
            self._note_visit(who, plan.parts, views)

    def _booking(self, who: str, whose: str, plan: VisitPlan | None) -> BookVisitCommand | None:
        """Staff book for somebody they know: by contact each part would make a customer anew."""
        is_known = who in CUSTOMERS or whose in self.customer_ids
        if plan is None or not is_known:
            return None
        return BookVisitCommand(
            business_id=self.business_id,
            parts=plan.parts,
            contact=contact_of(who) if who in CUSTOMERS else None,
            customer_id=None if who in CUSTOMERS else self.customer_ids[whose],
            idempotency_key=self.key(),
        )

    def _plan(
        self, who: str, parts: list[Part], order: VisitOrder, start: int, number: int
    ) -> VisitPlan | None:
        """One of the ways that are found from a start on, which are those there are."""
        wish = VisitWish(self.business_id, tuple(VisitPart(*each) for each in parts), order)
        bounds = TimeRange(instant(start), instant(start + DAY // 4))
        plans: Any = self.read(find_visits, self.actor(who), FindVisits(wish, bounds))
        is_anybody_gone = any(wanted in self.model.gone for _, wanted in parts)
        assert isinstance(plans, SchedulingError) is is_anybody_gone
        if is_anybody_gone:
            return None
        owner = who if who in CUSTOMERS else ""
        found = self._starts(parts, order, owner, frozenset(range(start, start + DAY // 4)))
        assert [minute_of(each.start_at) for each in plans] == found
        if not plans:
            return None
        chosen: VisitPlan = plans[number % len(plans)]
        assert self._can_be_had(who, chosen.parts)
        return chosen

    def _starts(
        self, parts: list[Part], order: VisitOrder, owner: str, asked: frozenset[int]
    ) -> list[int]:
        """When there is a way to have one after the other, with nobody and nothing twice at once."""
        (first, wanted), (second, other) = parts
        found = []
        for start in sorted(self.model.open_starts(first, owner, wanted, asked)):
            end = start + OFFERS[first].length
            last = end + LONGEST_WAIT if order is VisitOrder.IN_A_ROW else start
            begins = end if order is VisitOrder.IN_A_ROW else start
            follows = frozenset(range(begins, last + 1))
            if any(
                self._go_together((first, wanted, start), (second, other, at), owner)
                for at in self.model.open_starts(second, owner, other, follows)
            ):
                found.append(start)
        return found

    def _go_together(
        self, one: tuple[str, str | None, int], two: tuple[str, str | None, int], owner: str
    ) -> bool:
        (first, wanted, start), (second, other, at) = one, two
        meet = bool({*OFFERS[first].claims(start)} & {*OFFERS[second].claims(at)})
        if meet and {*OFFERS[first].rooms} & {*OFFERS[second].rooms}:
            return False
        return any(
            not (meet and team & others) and not self._are_too_many(team & others, start, at)
            for team in _teams(first, self.model.free(first, start, owner, wanted), wanted)
            for others in _teams(second, self.model.free(second, at, owner, other), other)
        )

    def _are_too_many(self, both: set[str], start: int, at: int) -> bool:
        """Whether the day is too full for two more of somebody who would have both."""
        days = start // DAY, at // DAY
        return days[0] == days[1] and any(
            self.model.count_on(who, days[0]) + 2 > MOST_A_DAY[who]
            for who in both & MOST_A_DAY.keys()
        )

    def _can_be_had(self, who: str, parts: tuple[PlannedPart, ...]) -> bool:
        """Whether each can be had beside those before it, and with whom it was planned."""
        owner, before, fits = who if who in CUSTOMERS else "", self.model.promises, True
        self.model.promises = {**before}
        for number, each in enumerate(parts):
            service, start = each.part.service_id, minute_of(each.start_at)
            free = self.model.free(service, start, owner, each.part.staff_member_id)
            fits = fits and free.issuperset(each.staff_member_ids)
            key, staff = f"part {number}", each.staff_member_ids
            self.model.promises[key] = Promise(
                key, service, start, staff, {}, is_own_doing=True, status="confirmed"
            )
        self.model.promises = before
        return fits

    def _may_book(self, who: str, parts: tuple[PlannedPart, ...]) -> bool:
        """Whether they may book one more each time; requests are none that count."""
        counted = [
            each
            for each in parts[:-1]
            if not OFFERS[each.part.service_id].is_asked_for
            and minute_of(each.start_at) > self.model.now
        ]
        return self.has_room(who, len(counted) + 1)

    def _note_visit(self, who: str, planned: tuple[PlannedPart, ...], views: Any) -> None:
        visit_id = views[0].visit_id
        assert visit_id
        assert all(each.visit != visit_id for each in self.model.promises.values())
        owner = who if who in CUSTOMERS else ""
        assert [each.visit_id for each in views] == [visit_id] * len(planned)
        for view, part in zip(views, planned, strict=True):
            service, start = part.part.service_id, minute_of(part.start_at)
            assert (view.service_id, view.start_at) == (service, part.start_at)
            assert {*staff_of(view)} == {*part.staff_member_ids}
            promise = self.note_booked(who, service, start, view)
            promise.visit = visit_id
            self.tell_booked(who, promise)
            self.give_way(owner, service, part.part.staff_member_id, start)

    @precondition(lambda self: self.has_visit())
    @rule(number=choices, who=doers)
    def somebody_cancels_a_visit(self, number: int, who: str) -> None:
        one = self._part(number)
        who = self.mostly_theirs(one, who, number)
        command = CancelVisitCommand(
            business_id=self.business_id, appointment_id=one.key, idempotency_key=self.key()
        )
        parts = self._left_of(one)
        possible = self._may_end_visit(one, parts, who)
        if self.changed(cancel_visit, self.actor(who), command, possible, many) is not None:
            for each in parts:
                self.note_cancelled(each, who)

    def _may_end_visit(self, one: Promise, parts: list[Promise], who: str) -> bool:
        is_theirs = who not in CUSTOMERS or self.customer_ids.get(who) in one.attending
        return is_theirs and all(self.may_cancel(each, who) for each in parts)

    def _left_of(self, one: Promise) -> list[Promise]:
        """What of a visit is not over: that of it which has begun as well."""
        return [
            each
            for each in self.model.promises.values()
            if each.visit == one.visit
            and each.status in ("confirmed", "requested")
            and not each.has_lapsed(self.model.now)
            and each.end > self.model.now
        ]

    @precondition(lambda self: self.has_visit())
    @rule(
        number=choices,
        who=doers,
        parts=_PARTS,
        order=_ORDERS,
        start=starts,
        which=choices,
    )
    def somebody_moves_a_visit(
        self, number: int, who: str, parts: list[Part], order: VisitOrder, start: int, which: int
    ) -> None:
        one = self._part(number)
        who = self.mostly_theirs(one, who, number)
        whose = next((n for n, each in self.customer_ids.items() if each in one.attending), "")
        as_before = [(each.service, None) for each in self._left_of(one)]
        wanted: list[Part] = [*as_before] if number % 3 and len(as_before) > 1 else parts
        plan = self._plan(who, wanted, order, self.start(start), which)
        booking = self._booking(who, whose, plan)
        if plan is None or booking is None:
            return
        old = self._left_of(one)
        possible = self._may_end_visit(one, old, who) and self._may_book_instead(who, old, plan)
        command = MoveVisitCommand(appointment_id=one.key, booked=booking)
        views = self.changed(move_visit, self.actor(who), command, possible, many)
        if views is not None:
            for each in old:
                self.note_cancelled(each, who)
            self._note_visit(who, plan.parts, views)

    def _may_book_instead(self, who: str, old: list[Promise], plan: VisitPlan) -> bool:
        """Whether they may book as many once the old parts are given up."""
        before = {each.key: each.status for each in old}
        for each in old:
            each.status = "cancelled"
        found = self._may_book(who, plan.parts)
        for each in old:
            each.status = before[each.key]
        return found

    def has_visit(self) -> bool:
        """Whether there is anything to play with."""
        return any(each.visit for each in self.model.promises.values())

    def _part(self, number: int) -> Promise:
        found = [each for each in self.model.promises.values() if each.visit]
        on = [each for each in found if each.is_to_come(self.model.now)]
        among = found if number % 7 == 0 or not on else on
        return among[number % len(among)]


def _teams(service: str, free: Collection[str], wanted: str | None) -> Iterator[set[str]]:
    """Those who could have it together."""
    for team in combinations(sorted(free), OFFERS[service].together):
        if wanted is None or wanted in team:
            yield {*team}
