"""The same business on each engine: in memory, on SQLite, on PostgreSQL; all through use cases."""

import asyncio
import random
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import Connection, text

from scheduling.absences import LocalPeriod, TimeOff
from scheduling.actors import Actor, OperatorActor, Principal
from scheduling.business import BookingBusiness, Catalog
from scheduling.catalog import Role, Service, StaffMember
from scheduling.policies import SchedulingPolicy
from scheduling.ports import Ids, UnitOfWork
from scheduling.recurrence import DayPeriod, Weekday, WeeklyHours
from scheduling.resources import Resource, ResourceNeed
from scheduling.service.administration import BusinessRecord, replace_business
from scheduling.service.lapsing import lock_calendars
from storage.database import Database
from storage.migrate import upgrade
from storage.transactions import SqlTransactions
from tests.fakes.memory import CountedIds, MemoryTransactions
from tests.stateful.model import (
    ADVANCE,
    APPROVAL,
    HOLD,
    MOST_A_DAY,
    MOST_OPEN,
    OFFERS,
    ROOMS,
    STAFF,
    STEP,
    Model,
)
from tests.support.chats import heard_from

ZONE = "Asia/Kathmandu"
MIDNIGHT = datetime(2026, 5, 31, 18, 15, tzinfo=UTC)
"""Monday 1 June 2026, 00:00 in Kathmandu, which is 5:45 ahead and never changes its clocks."""

FIRST_ON = date(2026, 6, 1)

MINUTE = timedelta(minutes=1)
_ROLES = {"ana": Role.SCHEDULER, "ben": Role.TEAM_MEMBER, "cem": Role.TEAM_MEMBER}
_TOLD = text("SELECT appointment_id, kind, recipient_id FROM outbox WHERE business_id = :business")
Told = list[tuple[str, str, str]]
"""Of each announcement: what it is about, its kind, and to whom it goes."""


def instant(minute: int) -> datetime:
    """The instant at a minute of the model."""
    return MIDNIGHT + minute * MINUTE


def minute_of(at: datetime) -> int:
    """The minute of the model at an instant."""
    return (at - MIDNIGHT) // MINUTE


def catalog(business_id: str, model: Model) -> Catalog:
    """The business as the model has it at the moment."""
    periods = tuple(DayPeriod(start, end) for start, end in model.hours)
    return Catalog(
        business=BookingBusiness(
            business_id=business_id,
            display_name="Small world",
            time_zone=ZONE,
            business_hours=WeeklyHours(dict.fromkeys(Weekday, periods)),
            scheduling_policy=SchedulingPolicy(
                time_slot_interval=STEP * MINUTE,
                minimum_lead_time=timedelta(),
                maximum_advance=ADVANCE * MINUTE,
                hold_time=HOLD * MINUTE,
                approval_time=APPROVAL * MINUTE,
                maximum_open_appointments=MOST_OPEN,
            ),
        ),
        services={name: _service(name, model) for name in OFFERS},
        staff_members={name: _staff_member(name) for name in STAFF if name not in model.gone},
        resources={name: Resource(resource_id=name, display_name=name) for name in ROOMS},
        time_off=tuple(
            _time_off(who, *away) for who, away in model.away.items() if who not in model.gone
        ),
    )


def _service(name: str, model: Model) -> Service:
    offer = OFFERS[name]
    return Service(
        service_id=name,
        display_name=name,
        default_duration=offer.length * MINUTE,
        pre_buffer=offer.before * MINUTE,
        post_buffer=offer.after * MINUTE,
        staff_member_ids=model.providers(name),
        required_staff_count=offer.together,
        required_resources=tuple(ResourceNeed((each,)) for each in offer.rooms),
        maximum_attendees_count=model.seats[name],
        needs_approval=offer.is_asked_for,
        # So it does not matter who began a group: of one that staff began, those who joined it
        # could not move or cancel their own place.
        is_customer_allowed_to_manage_booking=offer.is_group,
    )


def _staff_member(name: str) -> StaffMember:
    return StaffMember(
        staff_member_id=name,
        display_name=name,
        role=_ROLES[name],
        maximum_appointments_per_day=MOST_A_DAY.get(name),
    )


def _time_off(who: str, start: int, end: int) -> TimeOff:
    midnight = datetime(2026, 6, 1)  # noqa: DTZ001  # wall clock
    period = LocalPeriod(midnight + start * MINUTE, midnight + end * MINUTE)
    return TimeOff(f"off-{who}", who, period)


def change_business(uow: UnitOfWork, actor: Actor, new: Catalog, now: datetime, ids: Ids) -> None:
    """Put a catalog in place of the one there is, as settings do: appointments stay."""
    del actor, ids
    business_id = new.business.business_id
    lock_calendars(uow, business_id, tuple(uow.businesses.catalog(business_id).staff_members), now)
    uow.businesses.replace(new)


class World(Protocol):
    """An engine with one business for each run of the machine, and its clock held still."""

    def count_anew(self) -> None:
        """Begin again with the first identifier: what is chosen by it is the same in each life."""
        ...

    def run(self, use_case: Any, actor: Actor, command: Any, now: datetime) -> Any:
        """Run a use case in its transaction at a given time."""
        ...

    def read(self, use_case: Any, actor: Actor, command: Any, now: datetime) -> Any:
        """Run one that only reads."""
        ...

    def told(self, business_id: str) -> Told:
        """Every announcement of a business."""
        ...


class MemoryWorld:
    """The in-memory fake."""

    def __init__(self) -> None:
        self._transactions = MemoryTransactions(MIDNIGHT)

    def count_anew(self) -> None:
        self._transactions.ids = CountedIds()

    def run(self, use_case: Any, actor: Actor, command: Any, now: datetime) -> Any:
        self._transactions.now = now
        return self._transactions.do(use_case, actor, command)

    def read(self, use_case: Any, actor: Actor, command: Any, now: datetime) -> Any:
        kept = self._transactions.state
        try:
            return self.run(use_case, actor, command, now)
        finally:
            self._transactions.state = kept

    def told(self, business_id: str) -> Told:
        return [
            (each.appointment_id, each.kind.value, each.recipient_id)
            for each in self._transactions.state.outbox.values()
            if each.business_id == business_id
        ]


@dataclass
class _NoOffset:
    offset: timedelta = timedelta()


class SqlWorld:
    """A real engine behind the transactions of production; only `now` is ours."""

    def __init__(self, runner: asyncio.Runner, database: Database) -> None:
        self._runner, self._database = runner, database
        self.ids = CountedIds()
        self._transactions = SqlTransactions(database, _NoOffset(), self)

    def new_id(self) -> str:
        """The port of identifiers."""
        return self.ids.new_id()

    def count_anew(self) -> None:
        self.ids = CountedIds()

    def run(self, use_case: Any, actor: Actor, command: Any, now: datetime) -> Any:
        return self._runner.run(self._transactions.run(_at(use_case, now), actor, command))

    def read(self, use_case: Any, actor: Actor, command: Any, now: datetime) -> Any:
        return self._runner.run(self._transactions.read(_at(use_case, now), actor, command))

    def told(self, business_id: str) -> Told:
        def body(connection: Connection) -> Told:
            found = connection.execute(_TOLD, {"business": business_id})
            return [(row[0], row[1], row[2]) for row in found]

        return self._runner.run(self._database.read(body))


def _at(use_case: Any, now: datetime) -> Any:
    def at_that_time(uow: UnitOfWork, actor: Actor, command: Any, _: datetime, ids: Ids) -> Any:
        return use_case(uow, actor, command, now, ids)

    return at_that_time


@contextmanager
def sql_world(url: str, chatting: Iterable[Principal]) -> Iterator[World]:
    """A world on the database at `url`, closed at the end of the block; these are in its chats."""
    with asyncio.Runner() as runner:
        database = runner.run(Database.open(url, chance=random.Random(1).random))
        runner.run(upgrade(database))
        for each in chatting:
            runner.run(heard_from(database, each))
        try:
            yield SqlWorld(runner, database)
        finally:
            runner.run(database.close())


def load(world: World, business_id: str, model: Model) -> None:
    """Put a new business into a world."""
    world.count_anew()
    record = BusinessRecord(catalog(business_id, model))
    world.run(replace_business, OperatorActor(), record, instant(model.now))
