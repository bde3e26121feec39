"""A small business to book against: five staff members, services with and without buffers."""

import random
import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from scheduling.actors import CustomerActor, OperatorActor, Principal
from scheduling.business import BookingBusiness, Catalog
from scheduling.catalog import Service, StaffMember
from scheduling.customers import Contact
from scheduling.policies import SchedulingPolicy
from scheduling.recurrence import DayPeriod, Weekday, WeeklyHours
from scheduling.service.administration import BusinessRecord, replace_business
from scheduling.service.book_command import BookCommand
from storage.database import Database
from storage.migrate import upgrade
from storage.transactions import SqlTransactions

BUSINESS = "studio"
STAFF = ("ana", "ben", "cleo", "dan", "eve")
STEP = timedelta(minutes=15)
_DAY = (DayPeriod(8 * 60, 12 * 60), DayPeriod(13 * 60, 18 * 60))
_POLICY = SchedulingPolicy(time_slot_interval=STEP, minimum_lead_time=timedelta())
SERVICES: Mapping[str, Service] = {
    name: Service(
        service_id=name,
        display_name=name,
        default_duration=timedelta(minutes=duration),
        pre_buffer=timedelta(minutes=before),
        post_buffer=timedelta(minutes=after),
        staff_member_ids=STAFF,
        scheduling_policy=_POLICY,
    )
    for name, duration, before, after in (
        ("plain", 30, 0, 0),
        ("short", 15, 5, 0),
        ("long", 60, 10, 20),
        ("tidy", 45, 0, 15),
    )
}


@dataclass(frozen=True, slots=True)
class StillClock:
    """The clock port of production: no offset."""

    offset: timedelta = timedelta()


class SecretIds:
    """The port of identifiers as production has it."""

    def new_id(self) -> str:
        return secrets.token_urlsafe(16)


def catalog() -> Catalog:
    """The business, open every day so that any date will do."""
    hours = WeeklyHours(dict.fromkeys(Weekday, _DAY))
    return Catalog(
        business=BookingBusiness(
            business_id=BUSINESS, display_name="Studio", business_hours=hours, time_zone="UTC"
        ),
        services=SERVICES,
        staff_members={
            each: StaffMember(staff_member_id=each, display_name=each.title()) for each in STAFF
        },
    )


def day_ahead(number: int) -> datetime:
    """Eight o'clock, so many days from now."""
    today = datetime.now(UTC).date()
    return datetime.combine(today, time(8), UTC) + timedelta(days=number)


def command(
    key: str, service_id: str, start_at: datetime, staff_member_id: str | None = None
) -> BookCommand:
    """The request of a customer nobody has seen before."""
    return BookCommand(
        business_id=BUSINESS,
        service_id=service_id,
        start_at=start_at,
        staff_member_id=staff_member_id,
        contact=Contact(name="Kim Doe", email_address="kim@example.org"),
        idempotency_key=key,
    )


def customer(key: str) -> CustomerActor:
    """A customer of their own for each key."""
    return CustomerActor(BUSINESS, Principal("directline", "", f"customer-{key}"))


def transactions_on(database: Database) -> SqlTransactions:
    """Transactions as production has them."""
    return SqlTransactions(database, StillClock(), SecretIds())


async def prepare(database: Database) -> SqlTransactions:
    """Bring an empty database to the newest schema, with the business in it."""
    await upgrade(database)
    transactions = transactions_on(database)
    await transactions.run(replace_business, OperatorActor(), BusinessRecord(catalog()))
    return transactions


@asynccontextmanager
async def opened(url: str, connections: int = 20) -> AsyncIterator[Database]:
    """A database, closed at the end of the block."""
    database = await Database.open(url, chance=random.random, connections=connections)
    try:
        yield database
    finally:
        await database.close()
