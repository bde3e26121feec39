"""Customers who hold, confirm, book, move, cancel and let holds run out, all at once, on record.

What a change did is written into the database in the transaction of the change itself. Its place
in the history of a calendar is the calendar's version; what was refused brings the version it saw.
"""

import asyncio
import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select, text

from scheduling.errors import SlotTaken
from scheduling.holds import Hold, Takeover
from scheduling.service.booking import book
from scheduling.service.changing import CancelCommand, RescheduleCommand, cancel, reschedule
from scheduling.service.holding import HoldCommand, ReleaseCommand, hold, release
from scheduling.service.recording import holder, scoped_key
from scheduling.service.wishes import Wish
from storage.appointments import SqlAppointments
from storage.catalog_cache import CatalogCache
from storage.database import Database
from storage.database_time import database_now
from storage.instants import claimed_seconds, microseconds
from storage.tables.businesses import STAFF_MEMBER
from storage.unit_of_work import SqlUnitOfWork
from tests.reliability.scene import (
    BUSINESS,
    SERVICES,
    STAFF,
    STEP,
    SecretIds,
    command,
    customer,
    day_ahead,
)

HELD_FOR = timedelta(milliseconds=250)
"""So short that many holds run out while their owner hesitates."""

MAKE_RECORD = text("CREATE TABLE record (entry VARCHAR NOT NULL)")
_RECORD = text("INSERT INTO record (entry) VALUES (:entry)")
_CLAIMS = text(
    "SELECT appointment_id, staff_member_id, lo, hi FROM claim "
    "WHERE active AND appointment_id = :appointment"
)
LockAndBusy = Callable[[Connection], SqlAppointments]


@dataclass(frozen=True, slots=True)
class Claimed:
    """A range of a calendar: an appointment's for good, or a hold's until `until` (microseconds)."""

    claim_id: str
    staff_member_id: str
    lo: int
    hi: int
    owner: str = ""
    until: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One change: when, on which calendars and at which of their versions, what went and what came.

    `wanted` is the range and whom it could have fallen to where it was refused as taken.
    """

    what: str
    owner: str
    now: int
    versions: Mapping[str, int]
    gone: tuple[str, ...] = ()
    come: tuple[Claimed, ...] = ()
    wanted: Claimed | None = None
    candidates: tuple[str, ...] = ()


class _Refused(Exception):
    """Carries what was seen under the lock out of a transaction that is rolled back."""

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self.entry = entry


@dataclass(frozen=True, slots=True)
class Want:
    """A wish for a time: which service, when, with whom (None: anyone)."""

    service_id: str
    start_at: datetime
    staff_member_id: str | None

    @property
    def candidates(self) -> tuple[str, ...]:
        """Those it could fall to."""
        return STAFF if self.staff_member_id is None else (self.staff_member_id,)

    def claimed(self) -> Claimed:
        """Give the range it would claim."""
        lo, hi = claimed_seconds(SERVICES[self.service_id].claimed_from(self.start_at))
        return Claimed("", "", lo, hi)

    def wish(self) -> Wish:
        """Give it as the core asks for it."""
        return Wish(
            business_id=BUSINESS, service_id=self.service_id, staff_member_id=self.staff_member_id
        )


def random_want(chance: random.Random) -> Want:
    """A wish on a day and a half, so that wishes meet a great deal."""
    step = chance.choice([*range(1, 11), *range(21, 35)])
    start_at = day_ahead(2 + chance.randrange(2)) + step * STEP
    return Want(chance.choice([*SERVICES]), start_at, chance.choice([None, *STAFF]))


@dataclass(slots=True)
class Patron:
    """A customer who does one thing after the other. `refused` is what they were told is taken."""

    name: str
    database: Database
    chance: random.Random
    appointments: LockAndBusy = SqlAppointments
    refused: list[Entry] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    own: list[tuple[str, int, str]] = field(default_factory=list)
    _count: int = 0
    catalogs: CatalogCache = field(default_factory=CatalogCache)

    async def work(self, count: int) -> None:
        """Do so many things."""
        for _ in range(count):
            doing = self.chance.choice(
                (self._confirm, self._confirm, self._book, self._move, self._cancel, self._leave)
            )
            await doing()

    async def _confirm(self) -> None:
        """Hold, hesitate, and book: in time or too late."""
        want, key = random_want(self.chance), self._key()
        if await self._hold(want, key):
            await asyncio.sleep(self.chance.uniform(0, 1.6) * HELD_FOR.total_seconds())
            await self._book(want)

    async def _leave(self) -> None:
        """Hold and go away, with a word or without."""
        key = self._key()
        kept = await self._hold(random_want(self.chance), key)
        if kept and self.chance.random() < 0.5:
            asked = ReleaseCommand(BUSINESS, key)
            await self._do("release", lambda *of: release(*_args(of, asked)), None)

    async def _hold(self, want: Want, key: str) -> bool:
        asked = HoldCommand(want.wish(), want.start_at, key)
        return await self._do("hold", lambda *of: hold(*_args(of, asked)), want) is not None

    async def _book(self, want: Want | None = None) -> None:
        want = want or random_want(self.chance)
        asked = command(self._key(), want.service_id, want.start_at, want.staff_member_id)
        view = await self._do(
            "book", lambda *of: book(*_args(of, asked)), want, "", asked.idempotency_key
        )
        if view is not None:
            self.own.append((view.appointment_id, view.version, want.service_id))

    async def _move(self) -> None:
        if not self.own:
            return
        appointment_id, version, service_id = self.own[0]
        new = random_want(self.chance)
        want = Want(service_id, new.start_at, new.staff_member_id or STAFF[0])
        asked = RescheduleCommand(
            business_id=BUSINESS,
            appointment_id=appointment_id,
            version=version,
            start_at=want.start_at,
            staff_member_id=want.staff_member_id,
            idempotency_key=self._key(),
        )
        run = lambda *of: reschedule(*_args(of, asked))  # noqa: E731  # a body of a transaction
        view = await self._do("move", run, want, appointment_id, asked.idempotency_key)
        if view is not None:
            self.own[0] = (appointment_id, view.version, service_id)

    async def _cancel(self) -> None:
        if not self.own:
            return
        appointment_id, version, _ = self.own.pop(0)
        asked = CancelCommand(
            business_id=BUSINESS,
            appointment_id=appointment_id,
            version=version,
            idempotency_key=self._key(),
        )
        run = lambda *of: cancel(*_args(of, asked))  # noqa: E731  # a body of a transaction
        await self._do("cancel", run, None, appointment_id, asked.idempotency_key)

    def _key(self) -> str:
        self._count += 1
        return f"{self.name}-{self._count}"

    async def _do(
        self,
        what: str,
        run: Callable[..., Any],
        want: Want | None,
        before: str = "",
        key: str = "",
    ) -> Any:
        """Run a use case and put it on record; give its result, None where it was refused."""

        def body(connection: Connection) -> Any:
            return _on_record(self, connection, what, run, want, before, key)

        try:
            return await self._written(body)
        except _Refused as refused:
            self.refused.append(refused.entry)
        except Exception as error:  # noqa: BLE001  # whatever it is, the count of failures tells
            self.failed.append(f"{what}: {error!r}")
        return None

    async def _written(self, body: Callable[[Connection], Any]) -> Any:
        return await self.database.write(body)


def _args(of: Sequence[Any], asked: object) -> tuple[Any, ...]:
    uow, actor, now = of
    return uow, actor, asked, now, SecretIds()


def _on_record(
    patron: Patron,
    connection: Connection,
    what: str,
    run: Callable[..., Any],
    want: Want | None,
    before: str,
    key: str,
) -> Any:
    now, actor = database_now(connection), customer(patron.name)
    uow = SqlUnitOfWork(connection, patron.catalogs)  # its own function
    locked = _Watched(patron.appointments(connection))
    uow.appointments = locked  # type: ignore[assignment]  # passes everything on
    owner = holder(actor)
    held = {each.hold_id: each for each in uow.holds.of_owner(BUSINESS, owner)}
    is_repeat = bool(key) and uow.answers.find(BUSINESS, scoped_key(actor, key)) is not None
    facts: dict[str, Any] = {"what": what, "owner": owner, "now": microseconds(now)}
    try:
        result = run(uow, actor, now)
    except SlotTaken:
        assert want is not None
        versions = _versions(connection, locked.staff)
        raise _Refused(
            Entry(
                **facts,
                versions=versions,
                gone=(before,) if before else (),
                wanted=want.claimed(),
                candidates=want.candidates,
            )
        ) from None
    after = {each.hold_id: each for each in uow.holds.of_owner(BUSINESS, owner)}
    entry = Entry(
        **facts,
        versions=_versions(connection, locked.staff),
        gone=(
            *(each for each in held if held[each] != after.get(each)),
            *((before,) if before and not is_repeat else ()),
        ),
        come=(
            *(_of_hold(each) for key, each in after.items() if held.get(key) != each),
            *(() if is_repeat else _of_appointment(connection, result)),
        ),
    )
    connection.execute(_RECORD, {"entry": json.dumps(asdict(entry))})
    return result if what != "release" else True


class _Watched:
    """Remembers which calendars were locked."""

    def __init__(self, appointments: SqlAppointments) -> None:
        self._appointments = appointments
        self.staff: tuple[str, ...] = ()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._appointments, name)

    def lock(
        self,
        business_id: str,
        staff_member_ids: Sequence[str],
        now: datetime,
        taking: Takeover | None = None,
        resource_ids: Sequence[str] = (),
        elsewhere: Sequence[tuple[str, str]] = (),
    ) -> tuple[Hold, ...]:
        """Lock and remember."""
        self.staff = tuple(staff_member_ids)
        whose = business_id, staff_member_ids
        return self._appointments.lock(*whose, now, taking, resource_ids, elsewhere)


def _of_hold(kept: Hold) -> Claimed:
    lo, hi = claimed_seconds(kept.claimed)
    until = microseconds(kept.expires_at)
    return Claimed(kept.hold_id, kept.staff_member_ids[0], lo, hi, kept.owner, until)


def _of_appointment(connection: Connection, result: Any) -> list[Claimed]:
    rows = connection.execute(_CLAIMS, {"appointment": getattr(result, "appointment_id", "")})
    return [Claimed(*row) for row in rows]


def _versions(connection: Connection, staff: Sequence[str]) -> dict[str, int]:
    query = select(STAFF_MEMBER.c.staff_member_id, STAFF_MEMBER.c.version).where(
        STAFF_MEMBER.c.business_id == BUSINESS, STAFF_MEMBER.c.staff_member_id.in_(staff)
    )
    return {row.staff_member_id: row.version for row in connection.execute(query)}


def entry_of(written: str) -> Entry:
    """Read an entry from the record."""
    data = json.loads(written)
    come = tuple(Claimed(**each) for each in data["come"])
    return Entry(
        what=data["what"],
        owner=data["owner"],
        now=data["now"],
        versions=data["versions"],
        gone=tuple(data["gone"]),
        come=come,
        wanted=Claimed(**data["wanted"]) if data["wanted"] else None,
        candidates=tuple(data["candidates"]),
    )
