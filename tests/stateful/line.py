"""Who waits for what, as a list in the order they came, and who should be offered what next.

Like the model it counts in minutes, and knows nothing of storage.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.stateful.model import DAY, MOST_HELD, MOST_OPEN, OFFERS, Kept, Model, Promise

OFFER = 30
SHORTEST_OFFER = 5
MOST_ENTRIES = 5


@dataclass(frozen=True)
class Wanted:
    """A service on some days, at some minutes of the day, with one person or with anyone."""

    service: str
    staff: str | None
    days: tuple[int, int]
    minutes: tuple[int, int]

    @property
    def whose(self) -> tuple[str, ...]:
        """Who could serve: where several do it at once, the others besides who is wanted."""
        offer = OFFERS[self.service]
        is_anyone = self.staff is None or offer.together > 1
        return tuple(each for each in offer.staff if is_anyone or each == self.staff)

    def suits(self, start: int) -> bool:
        """Whether it is wished for then."""
        return (
            self.days[0] <= start // DAY <= self.days[1]
            and self.minutes[0] <= start % DAY <= self.minutes[1]
        )


Offered = tuple[int, tuple[str, ...], int]
"""When it starts, with whom, and until when it may be taken."""


@dataclass
class Waiting:
    """A place in line: whose, for what, what was offered last, and what they let pass."""

    key: str
    owner: str
    customer: str
    wanted: Wanted
    status: str = "waiting"
    offer: Offered | None = None
    group: str | None = None
    """The group it is a place in."""

    passed: set[int] = field(default_factory=set)
    told: int = 0

    @property
    def is_open(self) -> bool:
        """Whether they wait still."""
        return self.status in ("waiting", "offered")

    def running(self, now: int) -> Offered | None:
        """What is offered to them now."""
        is_running = self.status == "offered" and self.offer is not None and self.offer[2] > now
        return self.offer if is_running else None

    def let_pass(self, now: int) -> set[int]:
        """The starts they did not want, and the one they did not answer for."""
        unanswered = set[int]()
        if self.offer is not None and self.running(now) is None:
            unanswered = {self.offer[0]}
        return self.passed | unanswered


@dataclass
class Line:
    """Everybody who waits or has waited."""

    model: Model
    entries: list[Waiting] = field(default_factory=list)

    def open_of(self, customer: str) -> list[Waiting]:
        """What a customer waits for, its days not over."""
        return [
            each
            for each in self.entries
            if each.customer == customer and each.is_open and not self.is_past(each.wanted)
        ]

    def is_past(self, wanted: Wanted) -> bool:
        """Whether the days of a wish are over."""
        return self.model.now // DAY > wanted.days[1]

    def free(self, wanted: Wanted, owner: str = "") -> dict[int, frozenset[str]]:
        """When a wish could be met, and by whom."""
        if wanted.staff in self.model.gone:
            return {}
        first, last = wanted.days[0] * DAY, (wanted.days[1] + 1) * DAY
        asked = frozenset(start for start in range(first, last, 5) if wanted.suits(start))
        found = self.model.open_starts(wanted.service, owner, wanted.staff, asked)
        return {start: staff for start, (staff, _) in found.items()}

    def met_by(self, promise: Promise) -> None:
        """End what customers waited for and have now."""
        waiting = [each for who in promise.attending for each in self.open_of_anyone(who)]
        for each in waiting:
            wanted = each.wanted
            is_theirs = wanted.staff in (None, *promise.staff)
            if wanted.service == promise.service and is_theirs and wanted.suits(promise.start):
                self.end(each, "booked")

    def open_of_anyone(self, customer: str) -> list[Waiting]:
        """What a customer waits for, its days over or not."""
        return [each for each in self.entries if each.customer == customer and each.is_open]

    def end(self, waiting: Waiting, status: str) -> None:
        """Take somebody out of the line, with what was kept for them."""
        waiting.status = status
        self.keep_no_more(waiting)

    def keep_no_more(self, waiting: Waiting) -> None:
        """Give back what was offered to somebody."""
        self.model.held = [each for each in self.model.held if each.key != waiting.key]

    def next_offers(self) -> Iterator[tuple[Waiting, int, frozenset[str]]]:
        """Whom to offer what, and who could serve: whoever asks keeps each before the next.

        What overlaps a time that somebody let pass is theirs only after all the others had a look.
        """
        now = self.model.now
        served = {each.customer for each in self.entries if each.is_open and each.running(now)}
        passed = {each.customer: self._passed(each.customer) for each in self.entries}
        for may_overlap in (False, True):
            for each in [one for one in self.entries if one.is_open]:
                if each.customer in served or (may_overlap and not passed[each.customer]):
                    continue
                found = self._found(each, passed[each.customer], may_overlap=may_overlap)
                if found is not None and self._may_have(each):
                    served.add(each.customer)
                    yield each, *found

    def _passed(self, customer: str) -> set[int]:
        found = set[int]()
        for each in self.open_of_anyone(customer):
            found |= each.let_pass(self.model.now)
        return found

    def _found(
        self, waiting: Waiting, passed: set[int], *, may_overlap: bool
    ) -> tuple[int, frozenset[str]] | None:
        offer, now = OFFERS[waiting.wanted.service], self.model.now
        for start, staff in sorted(self.free(waiting.wanted).items()):
            overlapping = {
                each for each in passed if {*offer.claims(each)} & {*offer.claims(start)}
            }
            is_passed = start in passed if may_overlap else bool(overlapping)
            if not is_passed and min(OFFER, start - now) >= SHORTEST_OFFER:
                return start, staff
        return None

    def _may_have(self, waiting: Waiting) -> bool:
        """Whether they may hold and book one more."""
        now = self.model.now
        held = sum(each.owner == waiting.owner and each.until > now for each in self.model.held)
        return held < MOST_HELD and self.model.open_of(waiting.customer) < MOST_OPEN

    def offered(
        self, waiting: Waiting, start: int, staff: tuple[str, ...], group: str | None
    ) -> None:
        """Keep it for them."""
        now = self.model.now
        until = min(now + OFFER, start)
        waiting.passed = {each for each in waiting.let_pass(now) if each > now}
        waiting.status, waiting.offer, waiting.group = "offered", (start, staff, until), group
        waiting.told += 1
        self.keep(waiting)

    def keep(self, waiting: Waiting) -> None:
        """Keep what is offered, in place of what is over first of too many."""
        assert waiting.offer is not None
        start, staff, until = waiting.offer
        service = waiting.wanted.service
        self.model.keep(
            Kept(waiting.owner, waiting.key, service, start, staff, until, waiting.group)
        )
