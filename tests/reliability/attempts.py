"""One attempt to book, through the real use case, with what it saw under its lock."""

import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import Connection, select

from scheduling.appointments import Appointment
from scheduling.customers import Contact, Customer, CustomerInformation
from scheduling.errors import SchedulingError, SlotTaken
from scheduling.service.booking import book
from scheduling.time_ranges import TimeRange
from scheduling.wall_clocks import WallClock
from storage.appointments import SqlAppointments
from storage.catalog_cache import CatalogCache
from storage.database import Database
from storage.database_time import database_now
from storage.instants import claimed_seconds
from storage.tables.businesses import STAFF_MEMBER
from storage.unit_of_work import SqlUnitOfWork
from tests.reliability.scene import BUSINESS, SERVICES, STAFF, SecretIds, command, customer

MakeAppointments = Callable[[Connection], SqlAppointments]


class Form(Enum):
    """Whom a request wants: this one, whoever is free, or two at the same time."""

    ONE = "one"
    ANYONE = "anyone"
    PAIR = "pair"


class Result(Enum):
    """What became of an attempt. FAILED is what a door would answer with 5xx."""

    BOOKED = "booked"
    TAKEN = "taken"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Request:
    """A wish with its idempotency key; `staff` are those it may fall to."""

    key: str
    service_id: str
    start_at: datetime
    form: Form = Form.ANYONE
    staff: tuple[str, ...] = STAFF

    @property
    def claimed(self) -> tuple[int, int]:
        """The seconds it would claim, buffers included."""
        service = SERVICES[self.service_id]
        wanted = TimeRange(self.start_at, self.start_at + service.default_duration)
        return claimed_seconds(wanted.padded(service.pre_buffer, service.post_buffer))


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a request. `versions` of the calendars tell its place in their history."""

    key: str
    result: Result
    appointment_id: str = ""
    staff: tuple[str, ...] = ()
    versions: Mapping[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    why: str = ""


class _Taken(Exception):
    """Carries what was seen under the lock out of a transaction that is rolled back."""

    def __init__(self, versions: Mapping[str, int]) -> None:
        super().__init__()
        self.versions = versions


@dataclass(slots=True)
class Booker:
    """Books requests on one database. `appointments` is where a test plants a fault."""

    database: Database
    appointments: MakeAppointments = SqlAppointments
    _catalogs: CatalogCache = field(default_factory=CatalogCache)

    async def attempt(self, request: Request) -> Outcome:
        """Try once, as one client would, and say what became of it. Never raises."""
        began = time.perf_counter()
        found = await self._found(request)
        return replace(found, seconds=time.perf_counter() - began)

    async def _found(self, request: Request) -> Outcome:
        key = request.key
        try:
            return await self.database.write(lambda connection: self._body(connection, request))
        except _Taken as taken:
            return Outcome(key=key, result=Result.TAKEN, versions=taken.versions)
        except SchedulingError as refusal:
            return Outcome(key=key, result=Result.REFUSED, why=repr(refusal))
        except Exception as error:  # noqa: BLE001  # whatever it is, the count of failures tells
            return Outcome(key=key, result=Result.FAILED, why=f"{type(error).__name__}: {error}")

    def _body(self, connection: Connection, request: Request) -> Outcome:
        uow = SqlUnitOfWork(connection, self._catalogs)
        uow.appointments = self.appointments(connection)
        run = _book_pair if request.form is Form.PAIR else _book
        try:
            appointment = run(uow, request, database_now(connection))
        except SlotTaken:
            raise _Taken(_versions(connection, request.staff)) from None
        return Outcome(
            key=request.key,
            result=Result.BOOKED,
            appointment_id=appointment.appointment_id,
            staff=appointment.staff_member_ids,
            versions=_versions(connection, request.staff),
        )


def _book(uow: SqlUnitOfWork, request: Request, now: datetime) -> Appointment:
    wanted = request.staff[0] if request.form is Form.ONE else None
    asked = command(request.key, request.service_id, request.start_at, wanted)
    view = book(uow, customer(request.key), asked, now, SecretIds())
    return uow.appointments.get(BUSINESS, view.appointment_id)


def _book_pair(uow: SqlUnitOfWork, request: Request, now: datetime) -> Appointment:
    """Book two staff members at once, which no use case does yet: lock, check, write."""
    appointment = _pair(request, now)
    uow.appointments.lock(BUSINESS, request.staff, now)
    if any(uow.appointments.busy(BUSINESS, request.staff, appointment.claimed, now).values()):
        raise SlotTaken(request.start_at, None)
    stored = Customer(customer_id=request.key, contact=Contact(name="Kim Doe"))
    uow.customers.save(BUSINESS, stored)
    uow.appointments.add(appointment)
    return appointment


def _pair(request: Request, now: datetime) -> Appointment:
    service = SERVICES[request.service_id]
    time_range = TimeRange(request.start_at, request.start_at + service.default_duration)
    return Appointment(
        business_id=BUSINESS,
        appointment_id=SecretIds().new_id(),
        service_id=service.service_id,
        service_name=service.display_name,
        staff_member_ids=request.staff,
        customers=(CustomerInformation(customer_id=request.key, contact=Contact(name="Kim Doe")),),
        time_range=time_range,
        wall_clock=WallClock.of(request.start_at, "UTC"),
        pre_buffer=service.pre_buffer,
        post_buffer=service.post_buffer,
        created_at=now,
        last_updated_at=now,
    )


def _versions(connection: Connection, staff: tuple[str, ...]) -> dict[str, int]:
    query = select(STAFF_MEMBER.c.staff_member_id, STAFF_MEMBER.c.version).where(
        STAFF_MEMBER.c.business_id == BUSINESS, STAFF_MEMBER.c.staff_member_id.in_(staff)
    )
    return {row.staff_member_id: row.version for row in connection.execute(query)}


def to_json(value: Request | Outcome) -> dict[str, Any]:
    """Give a request or an outcome as JSON, to be sent between processes."""
    plain = asdict(value)
    return {
        name: each.value
        if isinstance(each, Enum)
        else each.isoformat()
        if isinstance(each, datetime)
        else each
        for name, each in plain.items()
    }


def request_of(data: Mapping[str, Any]) -> Request:
    """Read a request from its JSON."""
    return Request(
        data["key"],
        data["service_id"],
        datetime.fromisoformat(data["start_at"]),
        Form(data["form"]),
        tuple(data["staff"]),
    )


def outcome_of(data: Mapping[str, Any]) -> Outcome:
    """Read an outcome from its JSON."""
    return Outcome(
        key=data["key"],
        result=Result(data["result"]),
        appointment_id=data["appointment_id"],
        staff=tuple(data["staff"]),
        versions=data["versions"],
        seconds=data["seconds"],
        why=data["why"],
    )
