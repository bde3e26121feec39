"""How a worker takes what is due from the outbox, under a lease, and gives it back.

All times are the database's, moved by the clock's `offset`; a worker whose own clock is wrong does
no harm.
"""

from datetime import timedelta

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, exists, or_, select, update

from scheduling.announcements import (
    Announcement,
    AnnouncementKind,
    ClaimedAnnouncement,
    RecipientKind,
)
from storage.database_time import database_now
from storage.instants import instant_of, microseconds
from storage.outbox_states import IS_WAITING, WAITING, OutboxState
from storage.tables.outbox import OUTBOX

MOST_CLAIMS = 25
"""Taken so often and never finished: the announcement kills its workers."""

_ELDER = OUTBOX.alias("elder")
_HAS_ELDER = exists().where(
    _ELDER.c.business_id == OUTBOX.c.business_id,
    _ELDER.c.appointment_id == OUTBOX.c.appointment_id,
    _ELDER.c.recipient_kind == OUTBOX.c.recipient_kind,
    _ELDER.c.recipient_id == OUTBOX.c.recipient_id,
    _ELDER.c.appointment_version < OUTBOX.c.appointment_version,
    _ELDER.c.state == WAITING,
)
"""Nobody hears that an appointment is cancelled before they heard of it."""


def claim_due(
    connection: Connection,
    owner: str,
    limit: int,
    lease: timedelta,
    offset: timedelta = timedelta(),
) -> tuple[ClaimedAnnouncement, ...]:
    """Take at most `limit` announcements that are due, the longest due first.

    What has expired meanwhile, or has been taken too often, is put aside instead. Several workers
    never take the same.
    """
    now = microseconds(database_now(connection, offset))
    is_free = or_(OUTBOX.c.leased_until_at.is_(None), OUTBOX.c.leased_until_at <= now)
    _put_aside(connection, and_(is_free, OUTBOX.c.expires_at <= now), OutboxState.EXPIRED, now)
    _put_aside(connection, and_(is_free, OUTBOX.c.claims >= MOST_CLAIMS), OutboxState.DEAD, now)
    due = (
        select(OUTBOX)
        .where(IS_WAITING, is_free, OUTBOX.c.next_at <= now, ~_HAS_ELDER)
        .order_by(OUTBOX.c.next_at, OUTBOX.c.appointment_version)
        .limit(limit)
        .with_for_update(skip_locked=True, of=OUTBOX)
    )
    rows = connection.execute(due).mappings().all()
    for row in rows:
        _lease(connection, row, owner, now + lease // timedelta(microseconds=1))
    return tuple(_claimed(row, owner) for row in rows)


def release(connection: Connection, owner: str) -> None:
    """Let go of all that a worker holds, which stops before it came to it."""
    held = and_(IS_WAITING, OUTBOX.c.owner == owner)
    values = {"owner": None, "leased_until_at": None}
    connection.execute(update(OUTBOX).where(held).values(values))


def _put_aside(
    connection: Connection, which: ColumnElement[bool], state: OutboxState, now: int
) -> None:
    values = {"state": state.value, "finished_at": now}
    connection.execute(update(OUTBOX).where(IS_WAITING, which).values(values))


def _lease(connection: Connection, row: RowMapping, owner: str, until: int) -> None:
    connection.execute(
        update(OUTBOX)
        .where(OUTBOX.c.business_id == row["business_id"], OUTBOX.c.dedupe == row["dedupe"])
        .values(owner=owner, claims=row["claims"] + 1, leased_until_at=until)
    )


def _claimed(row: RowMapping, owner: str) -> ClaimedAnnouncement:
    announcement = Announcement(
        business_id=row["business_id"],
        kind=AnnouncementKind(row["kind"]),
        recipient_kind=RecipientKind(row["recipient_kind"]),
        recipient_id=row["recipient_id"],
        appointment_id=row["appointment_id"],
        appointment_version=row["appointment_version"],
        due_at=instant_of(row["due_at"]),
        expires_at=instant_of(row["expires_at"]),
        series_id=row["series_id"] or "",
    )
    return ClaimedAnnouncement(announcement, owner, row["claims"] + 1, row["failures"])
