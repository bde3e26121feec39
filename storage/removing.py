"""Removes for good what is past its clock, and unlinks who left.

Of a deleted business every row of every table goes that names it, and what channels remember of
its conversations and of people who are nobody elsewhere. The tables are asked, not listed here: one
that is added later is emptied too.
"""

from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    delete,
    exists,
    or_,
    select,
    union,
    update,
)

from scheduling.actors import Principal
from scheduling.deletions import Deleted, DeletedKind, Place
from storage.elsewhere import WHO, same_person
from storage.instants import microseconds
from storage.tables.all import METADATA
from storage.tables.appointments import APPOINTMENT, CLAIM
from storage.tables.businesses import BUSINESS, SERVICE, STAFF_MEMBER, TIME_OFF
from storage.tables.chat_log import CHAT_ACTIVITY, CHAT_CONVERSATION
from storage.tables.conversations import (
    CONVERSATION_REFERENCE,
    CONVERSATION_STATE,
    SEEN_ACTIVITY,
    SENT_MESSAGE,
)
from storage.tables.holds import HOLD
from storage.tables.identities import IDENTITY, INVITATION, OPENED_APPOINTMENT
from storage.tables.records import REMOVAL

_KEPT = (BUSINESS, REMOVAL)
"""Not emptied with the rest: the row itself goes last, that it went stays written down."""


def remove(connection: Connection, deleted: Deleted, now: datetime) -> bool:
    """Remove for good what is due by `now`, unless it was brought back; say whether it was."""
    is_removed = {
        DeletedKind.BUSINESS: _remove_business,
        DeletedKind.SERVICE: _remove_service,
        DeletedKind.STAFF_MEMBER: _remove_staff_member,
    }[deleted.kind](connection, deleted, microseconds(now))
    if is_removed:
        row = {
            "business_id": deleted.business_id,
            "kind": deleted.kind.value,
            "identifier": deleted.identifier,
            "removed_at": microseconds(now),
            "deleted_at": microseconds(deleted.clock.deleted_at) if deleted.clock else None,
        }
        connection.execute(REMOVAL.insert(), row)
    return is_removed


def _remove_business(connection: Connection, deleted: Deleted, now: int) -> bool:
    business_id = deleted.business_id
    # The row is changed first, which is the lock: nobody brings back what is half gone.
    due = and_(BUSINESS.c.business_id == business_id, BUSINESS.c.kept_until_at <= now)
    if not _is_held(connection, BUSINESS, due):
        return False
    _forget_conversations(connection, business_id)
    for table in reversed(METADATA.sorted_tables):
        if "business_id" in table.c and table not in _KEPT:
            connection.execute(delete(table).where(table.c.business_id == business_id))
    connection.execute(delete(BUSINESS).where(BUSINESS.c.business_id == business_id))
    return True


def _remove_service(connection: Connection, deleted: Deleted, now: int) -> bool:
    own = _is(SERVICE, deleted, "service_id")
    if not _is_held(connection, SERVICE, and_(own, SERVICE.c.kept_until_at <= now)):
        return False
    named = exists().where(_is(APPOINTMENT, deleted, "service_id"))
    _remove_or_empty(connection, SERVICE, own, named)
    return True


def _remove_staff_member(connection: Connection, deleted: Deleted, now: int) -> bool:
    own = _is(STAFF_MEMBER, deleted, "staff_member_id")
    if not _is_held(connection, STAFF_MEMBER, and_(own, STAFF_MEMBER.c.kept_until_at <= now)):
        return False
    for table in (IDENTITY, INVITATION, TIME_OFF):
        connection.execute(delete(table).where(_is(table, deleted, "staff_member_id")))
    named = or_(
        exists().where(_is(CLAIM, deleted, "staff_member_id")),
        exists().where(_is(HOLD, deleted, "staff_member_id")),
    )
    _remove_or_empty(connection, STAFF_MEMBER, own, named)
    return True


def _is(table: Table, deleted: Deleted, key: str) -> ColumnElement[bool]:
    return and_(table.c.business_id == deleted.business_id, table.c[key] == deleted.identifier)


def _is_held(connection: Connection, table: Table, due: ColumnElement[bool]) -> bool:
    held = update(table).where(due).values(kept_until_at=table.c.kept_until_at)
    return connection.execute(held).rowcount == 1


def _remove_or_empty(
    connection: Connection, table: Table, own: ColumnElement[bool], named: ColumnElement[bool]
) -> None:
    """Remove a row, or empty it where appointments name it: its clock has no end any more."""
    connection.execute(delete(table).where(own, ~named))
    connection.execute(update(table).where(own).values(details={}, kept_until_at=None))


def _forget_conversations(connection: Connection, business_id: str) -> None:
    """Forget what channels keep without a business: replies given, and ways back to people."""
    here = _conversations_of(business_id)
    connection.execute(delete(SEEN_ACTIVITY).where(SEEN_ACTIVITY.c.conversation_id.in_(here)))
    table = CONVERSATION_REFERENCE
    is_of_here = or_(
        table.c.conversation_id.in_(here),
        *(_knows(people, people.c.business_id == business_id) for people in _PEOPLE),
    )
    needed = or_(
        *(_knows(people, people.c.business_id != business_id) for people in _PEOPLE),
        exists().where(
            CONVERSATION_STATE.c.channel == table.c.channel,
            CONVERSATION_STATE.c.conversation_id == table.c.conversation_id,
            CONVERSATION_STATE.c.business_id != business_id,
        ),
    )
    connection.execute(delete(table).where(is_of_here, ~needed))


_PEOPLE = (IDENTITY, OPENED_APPOINTMENT)


def _knows(people: Table, which: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(same_person(people, CONVERSATION_REFERENCE), which)


def _conversations_of(business_id: str) -> Select[tuple[str]]:
    tables = (CONVERSATION_STATE, CHAT_CONVERSATION)
    found = union(
        *(
            select(each.c.conversation_id).where(each.c.business_id == business_id)
            for each in tables
        )
    ).subquery()
    return select(found.c.conversation_id)


def identities_of(place: Place) -> ColumnElement[bool]:
    """Tell the identities linked to a staff member."""
    return and_(
        IDENTITY.c.business_id == place.business_id,
        IDENTITY.c.staff_member_id == place.staff_member_id,
    )


def forget_person(connection: Connection, place: Place, principal: Principal) -> None:
    """Unlink one identity of who left, and forget what their chats here showed and remember."""
    own = and_(*(CONVERSATION_REFERENCE.c[name] == getattr(principal, name) for name in WHO))
    theirs = connection.execute(
        select(CONVERSATION_REFERENCE.c.conversation_id).where(
            own, CONVERSATION_REFERENCE.c.is_personal
        )
    ).scalars()
    _forget_chats(connection, place.business_id, list(theirs))
    connection.execute(
        delete(IDENTITY).where(
            IDENTITY.c.business_id == place.business_id,
            *(IDENTITY.c[name] == getattr(principal, name) for name in WHO),
        )
    )
    somewhere = or_(*(_knows(people, people.c.business_id.is_not(None)) for people in _PEOPLE))
    connection.execute(delete(CONVERSATION_REFERENCE).where(own, ~somewhere))


def withdraw_invitations(connection: Connection, place: Place) -> None:
    """Make worthless what invitations a staff member still has."""
    connection.execute(
        delete(INVITATION).where(
            INVITATION.c.business_id == place.business_id,
            INVITATION.c.staff_member_id == place.staff_member_id,
        )
    )


def _forget_chats(connection: Connection, business_id: str, conversation_ids: list[str]) -> None:
    for table in (CHAT_ACTIVITY, CHAT_CONVERSATION, SENT_MESSAGE, CONVERSATION_STATE):
        connection.execute(
            delete(table).where(
                table.c.business_id == business_id, table.c.conversation_id.in_(conversation_ids)
            )
        )
