"""What is promised to whom, as a list, and free time as sets of minutes: too plain to be wrong.

Times are minutes from the first local midnight of the small world; nothing here knows of storage.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

DAY, WEEK = 24 * 60, 7 * 24 * 60
DAYS = range(2)
NEAR = (-1, *DAYS, len(DAYS))
"""The days that are looked at, and those around them."""

STEP = 15
HOLD = 5
APPROVAL = 120
MOST_OPEN = 4
MOST_HELD = 2
ADVANCE = 30 * DAY


@dataclass(frozen=True)
class Offer:
    """A service: how long, its buffers, who does it, and whether it must be asked for.

    `together` of the staff have it at once, in `rooms` besides. A group attends it where at first
    there are seats for more than one.
    """

    length: int
    before: int = 0
    after: int = 0
    staff: tuple[str, ...] = ("ana", "ben")
    is_asked_for: bool = False
    together: int = 1
    rooms: tuple[str, ...] = ()
    seats: int = 1

    @property
    def is_group(self) -> bool:
        """Whether customers come and go, each for themselves."""
        return self.seats > 1

    def claims(self, start: int) -> range:
        """The minutes of a calendar it takes, buffers included."""
        return range(start - self.before, start + self.length + self.after)


ROOMS = ("room",)
OFFERS = {
    "cut": Offer(30),
    "colour": Offer(45, before=10, after=15, rooms=ROOMS),
    "visit": Offer(30, staff=("ben", "cem"), is_asked_for=True),
    "duo": Offer(30, after=5, staff=("ana", "ben", "cem"), together=2, rooms=ROOMS),
    "class": Offer(45, after=5, seats=3),
}
STAFF = ("ana", "ben", "cem")
MOST_A_DAY = {"cem": 2}
Hours = tuple[tuple[int, int], ...]
HOURS: tuple[Hours, ...] = (
    ((540, 720), (780, 900)),
    ((540, 780),),
    ((0, 120), (1320, 1440)),
    ((600, 660), (660, 700)),
    ((0, 1440),),
)
"""What the business may be open: split, short, over midnight, with an edge inside, and always."""


@dataclass
class Promise:
    """An appointment or a request: what, when, with whom, for whom, and how often it changed.

    `attending` says of each customer how many they are; there is room for `most`. `sequence`
    counts what a calendar must hear of. One of a series has its day there in `on`.
    """

    key: str
    service: str
    start: int
    staff: tuple[str, ...]
    attending: dict[str, int]
    is_own_doing: bool
    status: str
    due: int = 0
    most: int = 1
    version: int = 1
    sequence: int = 0
    visit: str = ""
    series: str = ""
    on: int = 0
    audit: list[str] = field(default_factory=list)
    told: list[tuple[str, str]] = field(default_factory=list)

    @property
    def offer(self) -> Offer:
        """The service it is of."""
        return OFFERS[self.service]

    @property
    def end(self) -> int:
        """When it is over."""
        return self.start + self.offer.length

    @property
    def minutes(self) -> frozenset[int]:
        """What it claims."""
        return frozenset(self.offer.claims(self.start))

    @property
    def calendars(self) -> tuple[str, ...]:
        """Whose time it claims."""
        return (*self.staff, *self.offer.rooms)

    @property
    def is_group(self) -> bool:
        """Whether it is one that customers join and leave."""
        return self.offer.is_group

    @property
    def room_left(self) -> int:
        """How many more may attend."""
        return self.most - sum(self.attending.values())

    def has_lapsed(self, now: int) -> bool:
        """Whether it is a request that nobody answered."""
        return self.status == "requested" and min(self.due, self.start) <= now

    def is_on(self, now: int) -> bool:
        """Whether it takes place, or still may."""
        return self.status != "cancelled" and not self.has_lapsed(now)

    def is_to_come(self, now: int) -> bool:
        """Whether it is on and has not begun."""
        return self.is_on(now) and self.start > now


@dataclass
class Kept:
    """A time held for a customer under a key of theirs, or seats in a group, until it is over."""

    owner: str
    key: str
    service: str
    start: int
    staff: tuple[str, ...]
    until: int
    group: str | None = None
    seats: int = 1

    @property
    def minutes(self) -> frozenset[int]:
        """What it claims, or what those claim already whom it joins."""
        return frozenset(OFFERS[self.service].claims(self.start))

    @property
    def calendars(self) -> tuple[str, ...]:
        """Whose time it keeps."""
        return (*self.staff, *OFFERS[self.service].rooms)

    def meets(self, calendars: Collection[str], minutes: Iterable[int]) -> bool:
        """Whether it is there at that time."""
        return bool({*self.calendars} & {*calendars} and self.minutes & {*minutes})


Open = dict[int, tuple[frozenset[str], int | None]]
"""Starts that can be booked, with who is free, and with the open seats where a group attends."""


@dataclass
class Model:
    """The whole world: the time, the hours, who is away or has left, what is promised and held."""

    now: int = 8 * 60
    hours: Hours = HOURS[0]
    away: dict[str, tuple[int, int]] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    seats: dict[str, int] = field(
        default_factory=lambda: {name: each.seats for name, each in OFFERS.items()}
    )
    promises: dict[str, Promise] = field(default_factory=dict)
    held: list[Kept] = field(default_factory=list)

    # Who and what is free.

    def providers(self, service: str) -> tuple[str, ...]:
        """Those who do it and are there."""
        return tuple(each for each in OFFERS[service].staff if each not in self.gone)

    def busy(self, calendar: str, *, but_of: str = "", but: Collection[str] = ()) -> set[int]:
        """The minutes that are gone, without an owner's holds and some appointments' own."""
        found: set[int] = set()
        for promise in self.promises.values():
            if calendar in promise.calendars and promise.is_on(self.now) and promise.key not in but:
                found |= promise.minutes
        for kept in self.held:
            is_live = kept.until > self.now and kept.group is None
            if calendar in kept.calendars and is_live and kept.owner != but_of:
                found |= kept.minutes
        return found

    def open_minutes(self, staff: str, days: tuple[int, ...] = NEAR) -> frozenset[int]:
        """The minutes somebody works."""
        return _open_minutes(self.hours, days) - {*range(*self.away.get(staff, (0, 0)))}

    def grid(self) -> set[int]:
        """The minutes on which anything may begin: each period begins a grid of its own."""
        return {*_grid(self.hours, NEAR)}

    def free_starts(
        self,
        service: str,
        staff: str,
        owner: str = "",
        but: Collection[str] = (),
        asked: frozenset[int] | None = None,
    ) -> set[int]:
        """When somebody could have it: open, on the grid, nobody away or busy, the day not full.

        Of the starts that are asked for; None is all that are near.
        """
        offer = OFFERS[service]
        if staff not in self.providers(service):
            return set()
        days = NEAR if asked is None else days_around(asked)
        starts = _grid(self.hours, days) if asked is None else _grid(self.hours, days) & asked
        if not starts:
            return set()
        opened, busy = self.open_minutes(staff, days), self.busy(staff, but_of=owner, but=but)
        for room in offer.rooms:
            busy |= self.busy(room, but_of=owner, but=but)
        full = {day for day in days if self.is_full(staff, day, but)}
        return {
            start
            for start in starts
            if self.now <= start <= self.now + ADVANCE
            and opened.issuperset(range(start, start + offer.length))
            and busy.isdisjoint(offer.claims(start))
            and start // DAY not in full
        }

    def is_full(self, staff: str, day: int, but: Collection[str] = ()) -> bool:
        """Whether somebody has as many that day as they take."""
        return staff in MOST_A_DAY and self.count_on(staff, day, but) >= MOST_A_DAY[staff]

    def count_on(self, staff: str, day: int, but: Collection[str] = ()) -> int:
        """How many they have that day."""
        return sum(
            staff in each.staff
            and each.start // DAY == day
            and each.key not in but
            and each.is_on(self.now)
            for each in self.promises.values()
        )

    def is_free(
        self,
        service: str,
        staff: Iterable[str],
        start: int,
        owner: str = "",
        but: Collection[str] = (),
    ) -> bool:
        """Whether all of them could have it there."""
        asked = frozenset((start,))
        return all(self.free_starts(service, each, owner, but, asked) for each in staff)

    def free(
        self,
        service: str,
        start: int,
        owner: str = "",
        wanted: str | None = None,
        but: Collection[str] = (),
    ) -> set[str]:
        """Those free who could have it, nobody where they are too few or without who is wanted."""
        found = self._free_at(service, owner, wanted, but, frozenset((start,)))
        return {*found.get(start, ())}

    def _free_at(
        self,
        service: str,
        owner: str,
        wanted: str | None,
        but: Collection[str],
        asked: frozenset[int] | None,
    ) -> dict[int, set[str]]:
        offer = OFFERS[service]
        is_alone = wanted is not None and offer.together == 1
        candidates = (wanted or "",) if is_alone else self.providers(service)
        found: dict[int, set[str]] = {}
        for staff in candidates:
            for start in self.free_starts(service, staff, owner, but, asked):
                found.setdefault(start, set()).add(staff)
        return {
            start: those
            for start, those in found.items()
            if len(those) >= offer.together and (wanted is None or wanted in those)
        }

    def open_starts(
        self,
        service: str,
        owner: str = "",
        wanted: str | None = None,
        asked: frozenset[int] | None = None,
    ) -> Open:
        """Every start that can be booked for one: somebody is free, or a group has room."""
        most = self.seats[service] if OFFERS[service].is_group else None
        found: Open = {
            start: (frozenset(staff), most)
            for start, staff in self._free_at(service, owner, wanted, (), asked).items()
        }
        groups = {each.start for each in self.promises.values() if each.service == service}
        for start in groups if asked is None else groups & asked:
            group = self.group_at(service, start, owner, wanted)
            if group is not None and self.now <= start <= self.now + ADVANCE:
                found[start] = frozenset(group.staff), self.open_seats(group, owner)
        return found

    # Groups.

    def group_at(
        self,
        service: str,
        start: int,
        owner: str = "",
        wanted: str | None = None,
        seats: int = 1,
        but: str = "",
    ) -> Promise | None:
        """The group that begins then and has room: the fullest, and the last of two alike."""
        found = [
            each
            for each in self.promises.values()
            if (each.service, each.start, each.status) == (service, start, "confirmed")
            and each.is_group
            and each.key != but
            and (wanted is None or wanted in each.staff)
            and self.open_seats(each, owner) >= seats
            and self.now <= start <= self.now + ADVANCE
        ]
        return max(found, key=lambda each: (-self.open_seats(each, owner), each.key), default=None)

    def open_seats(self, group: Promise, owner: str = "") -> int:
        """How many may join, seats that others hold left out."""
        held = (
            each.seats
            for each in self.held
            if each.group == group.key and each.until > self.now and each.owner != owner
        )
        return group.room_left - sum(held)

    # What customers have.

    def open_of(self, customer: str) -> int:
        """How many confirmed appointments a customer has to come."""
        return sum(
            customer in each.attending and each.status == "confirmed" and each.start > self.now
            for each in self.promises.values()
        )

    def live_holds(self) -> list[Kept]:
        """What is kept at this time."""
        return [each for each in self.held if each.until > self.now]

    def give_way(self, owner: str, calendars: Collection[str], minutes: Iterable[int]) -> None:
        """Take away what an owner holds where something of theirs is written."""
        gone = [*minutes]
        self.held = [
            each for each in self.held if not (each.owner == owner and each.meets(calendars, gone))
        ]

    def keep(self, wanted: Kept) -> None:
        """Hold it in place of what is in its way, and of the oldest of too many."""
        own = [each for each in self.live_holds() if each.owner == wanted.owner]
        staying = [
            each
            for each in own
            if each.key != wanted.key and not each.meets(wanted.calendars, wanted.minutes)
        ]
        staying = sorted(staying, key=lambda each: each.until)[-(MOST_HELD - 1) :]
        others = [each for each in self.held if each.owner != wanted.owner]
        self.held = [*others, *staying, wanted]


def days_around(starts: Iterable[int]) -> tuple[int, ...]:
    """The days of some starts, and those around them."""
    days = {start // DAY for start in starts}
    return tuple(range(min(days) - 1, max(days) + 2))


def _periods(hours: Hours, days: tuple[int, ...]) -> list[tuple[int, int]]:
    return [(a + n * DAY, b + n * DAY) for n in days for a, b in hours]


@lru_cache(maxsize=512)
def _open_minutes(hours: Hours, days: tuple[int, ...]) -> frozenset[int]:
    return frozenset(minute for each in _periods(hours, days) for minute in range(*each))


@lru_cache(maxsize=512)
def _grid(hours: Hours, days: tuple[int, ...]) -> frozenset[int]:
    return frozenset(start for each in _periods(hours, days) for start in range(*each, STEP))
