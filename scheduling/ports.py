"""What the core needs from outside: repositories within one transaction, and transactions.

Storage implements them for SQLite and PostgreSQL. All repository calls are plain synchronous
functions of one open transaction; only `Transactions` is awaited.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from scheduling.absences import Closure, HolidayRules, TimeOff
from scheduling.actors import Actor, Principal
from scheduling.announcements import Announcement
from scheduling.appointment_port import Appointments
from scheduling.auditing import Audit
from scheduling.business import Catalog, Former
from scheduling.customers import Customer
from scheduling.deletions import Deletions
from scheduling.handing_over import HandOvers
from scheduling.holds import Holds
from scheduling.personal_calendars import PersonalCalendars
from scheduling.waitlist import Waitlist

C = TypeVar("C")
R = TypeVar("R")


class Businesses(Protocol):
    """Businesses with their catalogs."""

    def catalog(self, business_id: str) -> Catalog:
        """Read a business whole. Raises NotFound."""
        ...

    def exists(self, business_id: str) -> bool:
        """Tell whether there is such a business."""
        ...

    def ids(self) -> tuple[str, ...]:
        """List all businesses' ids, in order of their names."""
        ...

    def replace(self, catalog: Catalog) -> None:
        """Write a business whole, in place of what was there. Appointments and customers stay."""
        ...

    def former(self, business_id: str) -> Former:
        """Read what the catalog has no more, whether or not it can be brought back."""
        ...

    def add_time_off(self, business_id: str, time_off: TimeOff) -> None:
        """Write one more time off; whoever reads the business from now on finds it there."""
        ...


class PublicHolidays(Protocol):
    """The public holidays of countries."""

    def closures(self, rules: HolidayRules, language_tag: str) -> tuple[Closure, ...]:
        """Give a closure for each holiday. Raises InvalidValue for an unknown country."""
        ...


class Customers(Protocol):
    """Customers of a business."""

    def get(self, business_id: str, customer_id: str) -> Customer:
        """Read one customer. Raises NotFound."""
        ...

    def get_locked(self, business_id: str, customer_id: str) -> Customer:
        """Read one customer and hold them until the transaction ends. Raises NotFound.

        What is counted of a customer before something is written is counted under this lock. It
        comes after the calendars' lock, never before.
        """
        ...

    def all(self, business_id: str) -> tuple[Customer, ...]:
        """List all customers of a business, by id."""
        ...

    def save(self, business_id: str, customer: Customer) -> None:
        """Write a customer, new or changed."""
        ...

    def remove_all(self, business_id: str) -> None:
        """Forget every customer of a business."""
        ...


@dataclass(frozen=True, slots=True)
class Link:
    """Whose identity a principal is in one business: a customer's or a staff member's."""

    customer_id: str | None = None
    staff_member_id: str | None = None


class Identities(Protocol):
    """Which verified identity is which customer or staff member, and what links opened."""

    def find(self, business_id: str, principal: Principal) -> Link | None:
        """Look up whom this principal is in this business."""
        ...

    def businesses_of(self, principal: Principal) -> tuple[str, ...]:
        """List the businesses in which this principal is linked, staff links first."""
        ...

    def link(self, business_id: str, principal: Principal, link: Link) -> None:
        """Say whom this principal is from now on."""
        ...

    def open_appointment(self, business_id: str, principal: Principal, appointment_id: str) -> None:
        """Remember that this principal followed an appointment's signed link."""
        ...

    def has_chat(self, business_id: str, customer_id: str, appointment_id: str) -> bool:
        """Tell whether a customer has a chat of their own in which they can be told.

        For lack of any, whoever followed the appointment's signed link counts.
        """
        ...

    def customer_in_chat(self, business_id: str, customer_id: str) -> Principal | None:
        """Give the identity by which a customer was last heard in a chat, None where in none."""
        ...

    def opened_appointments(self, business_id: str, principal: Principal) -> tuple[str, ...]:
        """List the ids of appointments this principal opened by a signed link."""
        ...


@dataclass(frozen=True, slots=True)
class Invitation:
    """A staff member's invitation to link an identity; only the code's hash is kept."""

    business_id: str
    staff_member_id: str
    code_hash: str
    expires_at: datetime


class Invitations(Protocol):
    """Invitations not used yet."""

    def add(self, invitation: Invitation) -> None:
        """Keep an invitation."""
        ...

    def take(self, code_hash: str) -> Invitation | None:
        """Remove and give the invitation with that hash, if there is one."""
        ...


class Answers(Protocol):
    """First answers to requests, by idempotency key."""

    def find(self, business_id: str, key: str) -> tuple[str, str] | None:
        """Give (fingerprint of the request, reference of the answer) of a key used before."""
        ...

    def keep(
        self, business_id: str, key: str, fingerprint: str, reference: str, at: datetime
    ) -> None:
        """Remember the answer to a request."""
        ...


class Outbox(Protocol):
    """What must be told, written in the transaction of the fact that caused it."""

    def add(self, announcements: Sequence[Announcement]) -> None:
        """Append; an announcement whose `dedupe` key is there already is not added again."""
        ...


class UnitOfWork(Protocol):
    """The repositories of one open transaction."""

    @property
    def businesses(self) -> Businesses:
        """Businesses with their catalogs."""
        ...

    @property
    def customers(self) -> Customers:
        """Who books."""
        ...

    @property
    def appointments(self) -> Appointments:
        """Appointments and their claims."""
        ...

    @property
    def holds(self) -> Holds:
        """Times kept for customers."""
        ...

    @property
    def hand_overs(self) -> HandOvers:
        """What was handed over, and what is offered."""
        ...

    @property
    def waitlist(self) -> Waitlist:
        """Who waits for time to free up."""
        ...

    @property
    def personal_calendars(self) -> PersonalCalendars:
        """Busy time read from staff members' own calendars."""
        ...

    @property
    def identities(self) -> Identities:
        """Who is who."""
        ...

    @property
    def invitations(self) -> Invitations:
        """Invitations not used yet."""
        ...

    @property
    def answers(self) -> Answers:
        """First answers by idempotency key."""
        ...

    @property
    def outbox(self) -> Outbox:
        """What must be told."""
        ...

    @property
    def audit(self) -> Audit:
        """The record of changes."""
        ...

    @property
    def deletions(self) -> Deletions:
        """What was deleted and can still be brought back."""
        ...


class Ids(Protocol):
    """Where new identifiers come from: unguessable, url-safe, at least 128 bits."""

    def new_id(self) -> str:
        """Give an identifier never given before."""
        ...


UseCase = Callable[[UnitOfWork, Actor, C, datetime, Ids], R]
"""A use case: (unit of work, actor, command, now, ids) to a result, in one transaction."""


class Transactions(Protocol):
    """Runs use cases, each in one transaction."""

    async def run(self, use_case: UseCase[C, R], actor: Actor, command: C) -> R:
        """Run a use case that writes; retried whole where the database asks for it."""
        ...

    async def read(self, use_case: UseCase[C, R], actor: Actor, command: C) -> R:
        """Run a use case that only reads."""
        ...
