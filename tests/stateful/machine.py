"""The machine: whatever people may do in any order, done to a world and to the model at once.

New capabilities add a class of their own rules in a file beside appointments.py: a subclass of
`Machine` with `@rule` methods that run use cases by `self.changed(...)` or `self.tried(...)`, tell
the model what that means, and leave the rest to the invariants below. The class goes to the bases of
`Everything` in test_machine.py, what is promised newly into model.py, what it says into looking.py.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, count, cycle
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from scheduling.actors import Actor, CustomerActor, Principal, StaffActor, SystemActor
from scheduling.errors import SchedulingError
from scheduling.ports import UnitOfWork
from tests.stateful.line import Line
from tests.stateful.looking import Look, Seen, Stored, look
from tests.stateful.model import (
    DAY,
    DAYS,
    HOURS,
    MOST_OPEN,
    OFFERS,
    ROOMS,
    STAFF,
    WEEK,
    Hours,
    Model,
    Promise,
)
from tests.stateful.worlds import World, catalog, change_business, instant, load, minute_of

CUSTOMERS = ("kim", "lee", "mo")
RECEPTIONIST = "ana"
BUSINESSES = count(1)

services = st.sampled_from(sorted(OFFERS))
people = st.sampled_from(CUSTOMERS)
wanted_staff = st.sampled_from((None, None, None, *STAFF))
_coming, _anywhere, _next_week = st.integers(0, 11), st.integers(576, 1151), st.integers(1152, 1163)
starts = st.one_of(_coming, _coming, _coming, _coming, _anywhere, _next_week)
"""Mostly one of the next at which anything may begin, where they meet; else anywhere: see `start`."""

choices = st.integers(0, 30)
seats = st.sampled_from((1, 1, 1, 2))
doers = st.sampled_from((*CUSTOMERS, RECEPTIONIST))
Essence = tuple[tuple[str, int], ...]
"""What a use case answered: the appointments by id, each in its version."""


def one(view: Any) -> Essence:
    """An answer of one appointment."""
    return ((view.appointment_id, view.version),)


def many(views: Iterable[Any]) -> Essence:
    """An answer of several."""
    return tuple(sorted((each.appointment_id, each.version) for each in views))


@dataclass(frozen=True)
class Repeat:
    """Something that was done, to be said again."""

    use_case: Any
    actor: Actor
    command: Any
    essence: Callable[[Any], Essence]
    answer: Essence


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
        self._services = cycle(OFFERS)
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

    def changed(  # what the model says is `expected`
        self,
        use_case: Any,
        actor: Actor,
        command: Any,
        expected: bool,  # noqa: FBT001
        essence: Callable[[Any], Essence] = one,
    ) -> Any:
        """Run what changes appointments and see that it is refused exactly where it should be.

        What was done is done again at once, and again later: with the same key it changes nothing.
        """
        result = self.tried(use_case, actor, command)
        refused = isinstance(result, SchedulingError)
        assert refused is not expected, f"{command} gave {result!r}"
        if refused:
            return None
        again = self.tried(use_case, actor, command)
        assert not isinstance(again, SchedulingError), f"{command} again gave {again!r}"
        assert essence(again) == essence(result)
        self.repeats.append(Repeat(use_case, actor, command, essence, essence(result)))
        return result

    def start(self, drawn: int) -> int:
        """The minute that was drawn."""
        weeks, drawn = divmod(drawn, 1152)
        coming = sorted(each for each in self.model.grid() if each >= self.model.now)
        start = coming[drawn] if drawn < len(coming) else drawn % 576 * 5
        return start + weeks * WEEK

    def pick(self, number: int, *fitting: str) -> Promise | None:
        """One of the appointments, preferably one with a status that fits."""
        known = [*self.model.promises.values()]
        found = [each for each in known if not fitting or each.status in fitting]
        among = known if number % 7 == 0 or not found else found
        return among[number % len(among)] if among else None

    def note(
        self, promise: Promise, what: str, by: str, staff: Sequence[str], *, is_new: bool = True
    ) -> None:
        """Note a change that everybody concerned is told of; a calendar hears of what `is_new`."""
        self.end_version(promise, what, is_new=is_new)
        self.tell(promise, what, by, staff)

    def end_version(self, promise: Promise, what: str, *, is_new: bool = True) -> None:
        """Note a change that is another version, and one more line of the record."""
        promise.version += 1
        promise.sequence += is_new
        promise.audit.append(what)

    def tell(self, promise: Promise, kind: str, by: str, staff: Sequence[str]) -> None:
        """Note who must be told: the customers and the staff concerned, but not who did it."""
        promise.told += [(kind, who) for who in self.to_be_told(promise, by, staff)]

    def to_be_told(self, promise: Promise, by: str, staff: Sequence[str]) -> list[str]:
        """Who must be told: of customers nobody where one of them did it."""
        customers = () if by in CUSTOMERS else (*promise.attending,)
        return [*customers, *(who for who in dict.fromkeys(staff) if who != by)]

    def end_lapsed(self, promise: Promise) -> None:
        """Note that a request nobody answered was ended."""
        promise.status = "cancelled"
        self.note(promise, "expired", "", ())

    def may_change(self, promise: Promise, who: str) -> bool:
        """Staff may; a customer what is theirs, what they made themselves, and until it begins.

        A place in a group is theirs whoever began it: its service lets customers manage it.
        """
        if who not in CUSTOMERS:
            return True
        is_theirs = self.customer_ids.get(who) in promise.attending
        if promise.status == "requested":
            return is_theirs
        may_manage = promise.is_own_doing or promise.is_group
        return is_theirs and may_manage and self.model.now <= promise.start

    def mostly_theirs(self, promise: Promise, who: str, number: int) -> str:
        """Somebody who has it, or staff, and now and then just anybody."""
        own = [name for name, each in self.customer_ids.items() if each in promise.attending]
        may = [*own, *own, RECEPTIONIST]
        return may[number % len(may)] if number % 5 else who

    def has_room(self, who: str, count: int = 1) -> bool:
        """Whether they may book so many more."""
        if who not in CUSTOMERS:
            return True
        return self.model.open_of(self.customer_ids.get(who, "")) + count <= MOST_OPEN

    def facts(self, promise: Promise, who: str = RECEPTIONIST) -> dict[str, Any]:
        """What every command says that changes an appointment, in the version its actor knows."""
        is_place = promise.is_group and who in CUSTOMERS
        return {
            "business_id": self.business_id,
            "appointment_id": promise.key,
            "version": promise.sequence + 1 if is_place else promise.version,
            "idempotency_key": self.key(),
        }

    def last_customer_of(self, appointment_id: str) -> str:
        """The customer of an appointment; of a group who came last."""

        def read(uow: UnitOfWork, *_: Any) -> str:
            stored = uow.appointments.get(self.business_id, appointment_id)
            return stored.customers[-1].customer_id

        return str(self.read(read))

    def read(self, use_case: Any, actor: Actor | None = None, command: Any = None) -> Any:
        """Run what only reads; what it answers, or the refusal of the core."""
        try:
            now = instant(self.model.now)
            return self.world.read(use_case, actor or SystemActor(), command, now)
        except SchedulingError as refusal:
            return refusal

    # What passes by itself, and what the business does.

    @rule(minutes=st.sampled_from((1, 4, 5, 5, 30, 30, 121, 400)), viewer=people)
    def time_passes(self, minutes: int, viewer: str) -> None:
        self.model.now += minutes
        self.viewer = viewer

    @rule(hours=st.sampled_from(HOURS))
    def hours_change(self, hours: Hours) -> None:
        self.model.hours = hours
        self.change_catalog()

    @rule(who=st.sampled_from(STAFF), start=starts, length=st.sampled_from((0, 30, 400)))
    def somebody_is_away(self, who: str, start: int, length: int) -> None:
        self.model.away.pop(who, None)
        if length:
            begins = self.start(start)
            self.model.away[who] = (begins, begins + length)
        self.change_catalog()

    def change_catalog(self) -> None:
        """Write the business as the model has it."""
        new = catalog(self.business_id, self.model)
        self.world.run(change_business, SystemActor(), new, instant(self.model.now))

    @rule(number=choices)
    def something_is_sent_again(self, number: int) -> None:
        if not self.repeats:
            return
        said = self.repeats[number % len(self.repeats)]
        result = self.tried(said.use_case, said.actor, said.command)
        if self._names_somebody_gone(said.command):
            return
        assert not isinstance(result, SchedulingError), f"{said.command} again gave {result!r}"
        ids = {key for key, _ in said.essence(result)}
        assert ids <= {key for key, _ in said.answer}

    def _names_somebody_gone(self, command: Any) -> bool:
        """Who has left is found no more, not even to say that they were booked once."""
        return any(repr(each) in repr(command) for each in self.model.gone)

    # What holds.

    @invariant()
    def the_store_says_what_is_promised(self) -> None:
        who = {name: self.actor(name) for name in CUSTOMERS}
        # Not all slots after each step: they are most of the work.
        services = next(self._services), next(self._services)
        receptionist = self.actor(RECEPTIONIST)
        asked = Look(self.business_id, who, receptionist, self.viewer, services)  # type: ignore[arg-type]
        seen = self.world.read(look, self.actor(RECEPTIONIST), asked, instant(self.model.now))
        self._note_what_lapsed(seen)
        self._check_appointments(seen)
        self._check_lists(seen)
        self._check_calendars(seen)
        self._check_slots(seen)
        self._seen = seen

    def _note_what_lapsed(self, seen: Seen) -> None:
        """A request that lapsed counts for nothing at once; it may be ended at any time after."""
        for key, each in seen.appointments.items():
            promise = self.model.promises[key]
            if promise.has_lapsed(self.model.now) and each.status == "cancelled":
                self.end_lapsed(promise)

    def _check_appointments(self, seen: Seen) -> None:
        assert seen.appointments == {
            key: Stored(
                each.service,
                each.start,
                each.end,
                each.staff,
                each.offer.rooms,
                each.status,
                each.version,
                each.sequence,
                tuple(each.attending.items()),
                each.most,
                each.visit,
                each.series,
                each.on,
            )
            for key, each in self.model.promises.items()
        }
        # Sorted, for the clock stands still: what is of one instant may be listed in any order.
        for key, each in self.model.promises.items():
            assert sorted(seen.audit[key]) == sorted(each.audit)
            assert each.room_left >= 0

    def _check_lists(self, seen: Seen) -> None:
        promises, now = self.model.promises.values(), self.model.now
        for who in STAFF:
            assert seen.of_staff[who] == {each.key for each in promises if who in each.staff}
        for name in CUSTOMERS:
            customer_id = self.customer_ids.get(name, "")
            mine = [each for each in promises if customer_id in each.attending and each.end > now]
            assert seen.of_customers.get(name, set()) == {each.key for each in mine}
            assert seen.own[name] == {each.key: name for each in mine if each.is_on(now)}
        for day in DAYS:
            on = [each for each in promises if each.is_on(now)]
            that_day = [
                each for each in on if each.start < (day + 1) * DAY and each.end > day * DAY
            ]
            assert sorted(seen.agendas[day]) == sorted(each.key for each in that_day)

    def _check_calendars(self, seen: Seen) -> None:
        now = self.model.now
        for calendar in (*STAFF, *ROOMS):
            assert seen.busy[calendar] == self.model.busy(calendar)
        claims = [
            ({*each.calendars}, each.minutes)
            for each in self.model.promises.values()
            if each.is_on(now)
        ]
        holds = self.model.live_holds()
        claims += [({*each.calendars}, each.minutes) for each in holds if each.group is None]
        for (those, minutes), (others, theirs) in combinations(claims, 2):
            assert not those & others or not minutes & theirs
        for name in CUSTOMERS:
            stored = {
                (
                    each.service_id,
                    minute_of(each.start_at),
                    each.staff_member_ids,
                    each.appointment_id,
                )
                for each in seen.holds[name]
                if not each.is_over(instant(now))
            }
            own = [each for each in holds if each.owner == name]
            assert stored == {(each.service, each.start, each.staff, each.group) for each in own}

    def _check_slots(self, seen: Seen) -> None:
        for service in seen.slots:
            found = self.model.open_starts(service, self.viewer).items()
            assert seen.slots[service] == {at: each for at, each in found if at // DAY in DAYS}

    def teardown(self) -> None:
        """Every change was told exactly once to everybody concerned, and to nobody else."""
        told: dict[str, list[tuple[str, str]]] = {}
        for about, kind, who in self.world.told(self.business_id):
            told.setdefault(about, []).append((kind, who))
        for promise in self.model.promises.values():
            assert Counter(told.pop(promise.key, ())) == Counter(promise.told), promise
        self.check_told(told)

    def check_told(self, told: dict[str, list[tuple[str, str]]]) -> None:
        """Of nothing else anything was told; whoever knows better takes it out first."""
        assert not told
