"""Where customers and staff members can be told of an appointment: whose identity is linked."""

import json
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Table, and_, select

from scheduling.actors import Principal
from scheduling.announcements import RecipientKind
from storage.conversation_references import StoredReference
from storage.tables.appointments import APPOINTMENT
from storage.tables.conversations import CONVERSATION_REFERENCE
from storage.tables.identities import IDENTITY, OPENED_APPOINTMENT

_WHO = ("channel", "directory_id", "user_id")


@dataclass(frozen=True, slots=True)
class ToReach:
    """Somebody to tell of an appointment, by id."""

    business_id: str
    kind: RecipientKind
    recipient_id: str
    appointment_id: str


def ways_to(connection: Connection, person: ToReach) -> tuple[StoredReference, ...]:
    """List a person's own conversations, newest first.

    For lack of any, a customer's are those of whoever the appointment is open to; never where a
    group attends it, because they may be another of the group.
    """
    found = _of_linked(connection, person)
    if found or person.kind is not RecipientKind.CUSTOMER or _is_group(connection, person):
        return found
    return _of_followers(connection, person)


def _is_group(connection: Connection, person: ToReach) -> bool:
    table = APPOINTMENT.c
    query = select(table.details).where(
        table.business_id == person.business_id, table.appointment_id == person.appointment_id
    )
    details = connection.execute(query).scalar() or {}
    return bool(details.get("maximum_attendees_count", 1) > 1)


def _of_linked(connection: Connection, person: ToReach) -> tuple[StoredReference, ...]:
    column = {
        RecipientKind.CUSTOMER: IDENTITY.c.customer_id,
        RecipientKind.STAFF_MEMBER: IDENTITY.c.staff_member_id,
    }[person.kind]
    theirs = and_(IDENTITY.c.business_id == person.business_id, column == person.recipient_id)
    return _references(connection, IDENTITY, theirs)


def _of_followers(connection: Connection, person: ToReach) -> tuple[StoredReference, ...]:
    opened = OPENED_APPOINTMENT.c
    theirs = and_(
        opened.business_id == person.business_id, opened.appointment_id == person.appointment_id
    )
    return _references(connection, OPENED_APPOINTMENT, theirs)


def _references(
    connection: Connection, people: Table, condition: ColumnElement[bool]
) -> tuple[StoredReference, ...]:
    table = CONVERSATION_REFERENCE
    is_same = and_(*(table.c[name] == people.c[name] for name in _WHO))
    query = (
        select(table)
        .join(people, is_same)
        .where(condition, table.c.is_personal)
        .order_by(table.c.heard_at.desc(), table.c.conversation_id)
    )
    return tuple(
        StoredReference(
            principal=Principal(row.channel, row.directory_id, row.user_id),
            conversation_id=row.conversation_id,
            is_personal=True,
            reference=json.loads(row.reference),
        )
        for row in connection.execute(query)
    )
