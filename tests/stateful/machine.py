"""The machine: whatever people may do in any order, done to a world and to the model at once.

New capabilities add a class of their own rules in a file beside appointments.py: a subclass of
`Machine` with `@rule` methods that run use cases by `self.changed(...)` or `self.tried(...)`, tell
the model what that means, and leave the rest to the invariants below. The class goes to the bases of
`Everything` in test_machine.py, what is promised newly into model.py, what it says into looking.py.
"""

from collections import Counter
from itertools import combinations, count
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from scheduling.actors import Actor, CustomerActor, Principal, StaffActor, SystemActor
from scheduling.errors import SchedulingError
from tests.stateful.line import Line
from tests.stateful.looking import Look, Seen, look
from tests.stateful.model import DAY, DAYS, HOURS, OFFERS, STAFF, Kept, Model, Promise
from tests.stateful.worlds import World, catalog, change_business, instant, load, minute_of

CUSTOMERS = ("kim", "lee", "mo")
RECEPTIONIST = "ana"
BUSINESSES = count(1)

services = st.sampled_from(sorted(OFFERS))
people = st.sampled_from(CUSTOMERS)
wanted_staff = st.sampled_from((None, None, None, *STAFF))
_coming, _anywhere = st.integers(0, 11), st.integers(576, 1151)
starts = st.one_of(_coming, _coming, _coming, _coming, _anywhere)
"""Mostly one of the next at which anything may begin, where they meet; else anywhere: see `start`."""

choices = st.integers(0, 30)
Repeat = tuple[Any, Actor, Any, str]


def principal(name: str) -> Principal:
    """Who a customer is in the chat."""
    return Principal("directline", "", name)


class Machine(RuleBasedStateMachine):
    """What every rule needs, and what must hold after each of them."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world, self.model = world, Model()
        self.line = Line(self.model)
        self.business_id = f"small-{next(BUSINESSES)}"
        self.customer_ids: dict[str, str] = {}
        self.repeats: list[Repeat] = []
        self._keys = count(1)
        self._seen: Seen | None = None
        self.viewer = CUSTOMERS[0]
        load(world, self.business_id, self.model)

    # What rules use.

    def actor(self, name: str) -> Actor:
        """A customer, or somebody of the staff, by name."""
        if name in STAFF:
            return StaffActor(self.business_id, name)
        return CustomerActor(self.business_id, principal(name))

    def key(self) -> str:
        """An idempotency key never used before."""
        return f"key-{next(self._keys)}"

    def tried(self, use_case: Any, actor: Actor, command: Any) -> Any:
        """Run a use case now; its result, or the refusal of the core. Anything else is a fault."""
        try:
            return self.world.run(use_case, actor, command, instant(self.model.now))
        except SchedulingError as refusal:
            return refusal

    def changed(self, use_case: Any, actor: Actor, command: Any, expected: bool) -> Any:  # noqa: FBT001  # what the model says
        """Run what changes an appointment and see that it is refused exactly where it should be.

        What was done is done again at once, and again later: with the same key it changes nothing.
        """
        result = self.tried(use_case, actor, command)
        refused = isinstance(result, SchedulingError)
        assert refused is not expected, f"{command} gave {result!r}"
        if refused:
            return None
        again = self.tried(use_case, actor, command)
        assert again.appointment_id == result.appointment_id
        assert again.version == result.version
        self.repeats.append((use_case, actor, command, result.appointment_id))
        return result

    def start(self, drawn: int) -> int:
        """The minute that was drawn."""
        coming = sorted(each for each in self.model.grid() if each >= self.model.now)
        return coming[drawn] if drawn < len(coming) else drawn % 576 * 5

    def pick(self, number: int, *fitting: str) -> Promise | None:
        """One of the appointments, preferably one with a status that fits."""
        known = [*self.model.promises.values()]
        found = [each for each in known if not fitting or each.status in fitting]
        among = known if number % 7 == 0 or not found else found
        return among[number % len(among)] if among else None

    def tell(self, promise: Promise, kind: str, by: str, staff: tuple[str, ...]) -> None:
        """Note who must be told: the customer and the staff concerned, but not who did it."""
        if by not in CUSTOMERS:
            promise.told.append((kind, promise.customer))
        promise.told += [(kind, who) for who in dict.fromkeys(staff) if who != by]

    def end_lapsed(self, promise: Promise) -> None:
        """Note that a request nobody answered was ended."""
        promise.status, promise.version = "cancelled", promise.version + 1
        promise.audit.append("expired")
        promise.told.append(("expired", promise.customer))

    # What passes by itself, and what the business does.

    @rule(minutes=st.sampled_from((1, 4, 5, 5, 30, 30, 121, 400)), viewer=people)
    def time_passes(self, minutes: int, viewer: str) -> None:
        self.model.now += minutes
        self.viewer = viewer

    @rule(hours=st.sampled_from(HOURS))
    def hours_change(self, hours: tuple[tuple[int, int], ...]) -> None:
        self.model.hours = hours
        self._change()

    @rule(who=st.sampled_from(STAFF), start=starts, length=st.sampled_from((0, 30, 400)))
    def somebody_is_away(self, who: str, start: int, length: int) -> None:
        self.model.away.pop(who, None)
        if length:
            begins = self.start(start)
            self.model.away[who] = (begins, begins + length)
        self._change()

    def _change(self) -> None:
        new = catalog(self.business_id, self.model)
        self.world.run(change_business, SystemActor(), new, instant(self.model.now))

    @rule(number=choices)
    def something_is_sent_again(self, number: int) -> None:
        if self.repeats:
            use_case, actor, command, appointment_id = self.repeats[number % len(self.repeats)]
            result = self.tried(use_case, actor, command)
            assert result.appointment_id == appointment_id

    # What holds.

    @invariant()
    def the_store_says_what_is_promised(self) -> None:
        who = {name: self.actor(name) for name in CUSTOMERS}
        asked = Look(self.business_id, who, self.actor(RECEPTIONIST), self.viewer)  # type: ignore[arg-type]
        seen = self.world.read(look, self.actor(RECEPTIONIST), asked, instant(self.model.now))
        self._note_what_lapsed(seen)
        self._check_appointments(seen)
        self._check_lists(seen)
        self._check_calendars(seen)
        self._check_slots(seen)
        self._seen = seen

    def _note_what_lapsed(self, seen: Seen) -> None:
        """A request that lapsed counts for nothing at once; it may be ended at any time after."""
        for each in seen.appointments:
            promise = self.model.promises[each.appointment_id]
            if promise.has_lapsed(self.model.now) and each.status.value == "cancelled":
                self.end_lapsed(promise)

    def _check_appointments(self, seen: Seen) -> None:
        stored = {
            each.appointment_id: (
                each.service_id,
                minute_of(each.time_range.start_at),
                minute_of(each.time_range.end_at),
                each.staff_member_ids,
                each.status.value,
                each.version,
                each.customer.customer_id,
            )
            for each in seen.appointments
        }
        promised = {
            key: (
                each.service,
                each.start,
                each.end,
                (each.staff,),
                each.status,
                each.version,
                each.customer,
            )
            for key, each in self.model.promises.items()
        }
        assert stored == promised
        # Sorted, for the clock stands still: what is of one instant may be listed in any order.
        for key, each in self.model.promises.items():
            assert sorted(seen.audit[key]) == sorted(each.audit)

    def _check_lists(self, seen: Seen) -> None:
        promises, now = self.model.promises.values(), self.model.now
        for who in STAFF:
            assert seen.of_staff[who] == {each.key for each in promises if each.staff == who}
        for name in CUSTOMERS:
            customer_id = self.customer_ids.get(name, "")
            mine = [each for each in promises if each.customer == customer_id and each.end > now]
            assert seen.of_customers.get(name, set()) == {each.key for each in mine}
            assert {*seen.own[name]} == {each.key for each in mine if each.is_on(now)}
        for day in DAYS:
            on = [each for each in promises if each.is_on(now)]
            that_day = [
                each for each in on if each.start < (day + 1) * DAY and each.end > day * DAY
            ]
            assert sorted(seen.agendas[day]) == sorted(each.key for each in that_day)

    def _check_calendars(self, seen: Seen) -> None:
        now = self.model.now
        for who in STAFF:
            assert seen.busy[who] == self.model.busy(who)
        claims = [
            (each.staff, each.minutes) for each in self.model.promises.values() if each.is_on(now)
        ]
        claims += [(each.staff, each.minutes) for each in self.live_holds()]
        for (who, minutes), (other, others) in combinations(claims, 2):
            assert who != other or not minutes & others
        for name in CUSTOMERS:
            stored = {
                (each.service_id, minute_of(each.start_at), each.staff_member_ids[0])
                for each in seen.holds[name]
                if not each.is_over(instant(now))
            }
            theirs = [each for each in self.live_holds() if each.owner == name]
            assert stored == {(each.service, each.start, each.staff) for each in theirs}

    def live_holds(self) -> list[Kept]:
        """What is kept at this time."""
        return [each for each in self.model.held if each.until > self.model.now]

    def _check_slots(self, seen: Seen) -> None:
        for service in OFFERS:
            assert seen.slots[service] == self.model.slots(service, self.viewer)

    def teardown(self) -> None:
        """Every change was told exactly once to everybody concerned, and to nobody else."""
        for promise in self.model.promises.values():
            told = Counter(self.world.told(self.business_id, promise.key))
            assert told == Counter(promise.told), promise
