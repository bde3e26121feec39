"""What is promised to whom, as a list, and free time as sets of minutes: too plain to be wrong.

Times are minutes from the first local midnight of the small world; nothing here knows of storage.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

DAY = 24 * 60
DAYS = range(2)
STEP = 15
HOLD = 5
APPROVAL = 120
MOST_OPEN = 3
MOST_HELD = 2
ADVANCE = 30 * DAY


@dataclass(frozen=True)
class Offer:
    """A service: how long, its buffers, who does it, and whether it must be asked for."""

    length: int
    before: int = 0
    after: int = 0
    staff: tuple[str, ...] = ("ana", "ben")
    is_asked_for: bool = False

    def claims(self, start: int) -> range:
        """The minutes of a calendar it takes, buffers included."""
        return range(start - self.before, start + self.length + self.after)


OFFERS = {
    "cut": Offer(30),
    "colour": Offer(45, before=10, after=15),
    "visit": Offer(30, staff=("ben", "cem"), is_asked_for=True),
}
STAFF = ("ana", "ben", "cem")
MOST_A_DAY = {"cem": 2}
HOURS = (
    ((540, 720), (780, 900)),
    ((540, 780),),
    ((0, 120), (1320, 1440)),
    ((600, 660), (660, 700)),
    ((0, 1440),),
)
"""What the business may be open: split, short, over midnight, with an edge inside, and always."""


@dataclass
class Promise:
    """An appointment or a request: what, when, with whom, for whom, and how often it changed."""

    key: str
    service: str
    start: int
    staff: str
    customer: str
    is_own_doing: bool
    status: str
    due: int = 0
    version: int = 1
    audit: list[str] = field(default_factory=list)
    told: list[tuple[str, str]] = field(default_factory=list)

    @property
    def end(self) -> int:
        """When it is over."""
        return self.start + OFFERS[self.service].length

    @property
    def minutes(self) -> frozenset[int]:
        """What it claims."""
        return frozenset(OFFERS[self.service].claims(self.start))

    def has_lapsed(self, now: int) -> bool:
        """Whether it is a request that nobody answered."""
        return self.status == "requested" and min(self.due, self.start) <= now

    def is_on(self, now: int) -> bool:
        """Whether it takes place, or still may."""
        return self.status != "cancelled" and not self.has_lapsed(now)


@dataclass
class Kept:
    """A time held for a customer under a key of theirs, until it is over."""

    owner: str
    key: str
    service: str
    start: int
    staff: str
    until: int

    @property
    def minutes(self) -> frozenset[int]:
        """What it claims."""
        return frozenset(OFFERS[self.service].claims(self.start))


@dataclass
class Model:
    """The whole world: the time, the hours, who is away, what is promised, what is held."""

    now: int = 8 * 60
    hours: tuple[tuple[int, int], ...] = HOURS[0]
    away: dict[str, tuple[int, int]] = field(default_factory=dict)
    promises: dict[str, Promise] = field(default_factory=dict)
    held: list[Kept] = field(default_factory=list)

    def periods(self) -> list[tuple[int, int]]:
        """What the business is open, with the days around those that are looked at."""
        return [(a + n * DAY, b + n * DAY) for n in (-1, *DAYS, len(DAYS)) for a, b in self.hours]

    def busy(self, staff: str, *, but_of: str = "", but: str = "") -> set[int]:
        """The minutes that are gone, without an owner's holds and an appointment's own."""
        found: set[int] = set()
        for promise in self.promises.values():
            if promise.staff == staff and promise.is_on(self.now) and promise.key != but:
                found |= promise.minutes
        for kept in self.held:
            if kept.staff == staff and kept.until > self.now and kept.owner != but_of:
                found |= kept.minutes
        return found

    def open_minutes(self, staff: str) -> set[int]:
        """The minutes somebody works."""
        opened = {minute for period in self.periods() for minute in range(*period)}
        return opened - {*range(*self.away.get(staff, (0, 0)))}

    def grid(self) -> set[int]:
        """The minutes on which anything may begin: each period begins a grid of its own."""
        return {start for period in self.periods() for start in range(*period, STEP)}

    def free_starts(self, service: str, staff: str, owner: str = "", but: str = "") -> set[int]:
        """When it could begin: open, on the grid, nobody away or busy, the day not full."""
        offer = OFFERS[service]
        opened, busy = self.open_minutes(staff), self.busy(staff, but_of=owner, but=but)
        full = {day for day in (-1, *DAYS, len(DAYS)) if self._is_full(staff, day, but)}
        return {
            start
            for start in self.grid()
            if staff in offer.staff
            and self.now <= start <= self.now + ADVANCE
            and opened.issuperset(range(start, start + offer.length))
            and busy.isdisjoint(offer.claims(start))
            and start // DAY not in full
        }

    def is_free(self, service: str, staff: str, start: int, owner: str = "", but: str = "") -> bool:
        """Whether it could be booked there."""
        return start in self.free_starts(service, staff, owner, but)

    def _is_full(self, staff: str, day: int, but: str) -> bool:
        theirs = [
            each
            for each in self.promises.values()
            if each.staff == staff and each.start // DAY == day and each.key != but
        ]
        on = sum(each.is_on(self.now) for each in theirs)
        return staff in MOST_A_DAY and on >= MOST_A_DAY[staff]

    def free(
        self, service: str, start: int, owner: str = "", wanted: str | None = None
    ) -> set[str]:
        """Who could take it, of those who are wanted."""
        asked = OFFERS[service].staff if wanted is None else (wanted,)
        return {each for each in asked if self.is_free(service, each, start, owner)}

    def slots(self, service: str, owner: str = "") -> dict[int, set[str]]:
        """Every start of these days that can be booked, with who is free."""
        found: dict[int, set[str]] = {}
        for staff in OFFERS[service].staff:
            for start in self.free_starts(service, staff, owner):
                if start // DAY in DAYS:
                    found.setdefault(start, set()).add(staff)
        return found

    def open_of(self, customer: str) -> int:
        """How many confirmed appointments a customer has to come."""
        return sum(
            each.customer == customer and each.status == "confirmed" and each.start > self.now
            for each in self.promises.values()
        )

    def give_way(self, owner: str, staff: set[str], minutes: Iterable[int]) -> None:
        """Take away what an owner holds where something of theirs is written."""
        self.held = [
            each
            for each in self.held
            if not (each.owner == owner and each.staff in staff and each.minutes & {*minutes})
        ]

    def keep(self, wanted: Kept) -> None:
        """Hold it in place of what is in its way, and of the oldest of too many."""
        own = [each for each in self.held if each.owner == wanted.owner and each.until > self.now]
        staying = [
            each
            for each in own
            if each.key != wanted.key
            and not (each.staff == wanted.staff and each.minutes & wanted.minutes)
        ]
        staying = sorted(staying, key=lambda each: each.until)[-(MOST_HELD - 1) :]
        others = [each for each in self.held if each.owner != wanted.owner]
        self.held = [*others, *staying, wanted]
