"""What became of an announcement that a worker took from the outbox.

What a worker says counts only while it is still the one that took it last (owner and number of
claims): a worker that slept through its lease cannot undo what another one did. All times are the
database's, moved by the clock's `offset`; a worker whose own clock is wrong does no harm.
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, update

from scheduling.announcements import ClaimedAnnouncement
from storage.database_time import database_now
from storage.instants import microseconds
from storage.outbox_states import IS_WAITING, OutboxState
from storage.tables.outbox import OUTBOX

MOST_FAILURES = 12
_FIRST_PAUSE = timedelta(seconds=2)
_LONGEST_PAUSE = timedelta(minutes=15)


def finish(
    connection: Connection, claimed: ClaimedAnnouncement, offset: timedelta = timedelta()
) -> bool:
    """Say that it is told. False: another worker has taken it meanwhile, and nothing changes."""
    return _end(connection, claimed, OutboxState.DELIVERED, offset)


def unreached(
    connection: Connection, claimed: ClaimedAnnouncement, offset: timedelta = timedelta()
) -> bool:
    """Say that the person has no chat in which it could be told. False as for `finish`."""
    return _end(connection, claimed, OutboxState.UNREACHED, offset)


def void(
    connection: Connection, claimed: ClaimedAnnouncement, offset: timedelta = timedelta()
) -> bool:
    """Say that it is not true any more and is not told. False as for `finish`."""
    return _end(connection, claimed, OutboxState.VOID, offset)


def give_up(
    connection: Connection,
    claimed: ClaimedAnnouncement,
    code: str,
    offset: timedelta = timedelta(),
) -> bool:
    """Say that it can never be told, for the reason `code`. False as for `finish`."""
    return _end(connection, claimed, OutboxState.DEAD, offset, code)


def fail(
    connection: Connection,
    claimed: ClaimedAnnouncement,
    code: str,
    chance: float,
    retry_after: timedelta = timedelta(),
    offset: timedelta = timedelta(),
) -> bool:
    """Say that it could not be told this time. It is tried again later, or given up at last.

    The pause is the part `chance`, from [0, 1), of a bound that doubles with each failure and is
    never more than 15 minutes nor a quarter of the time left; `retry_after` is the least it may
    be. False as for `finish`.
    """
    failures = claimed.failures + 1
    if failures >= MOST_FAILURES:
        return give_up(connection, claimed, code, offset)
    now = database_now(connection, offset)
    pause = chance * _longest_pause(failures, claimed.announcement.expires_at - now)
    values = {
        "failures": failures,
        "next_at": microseconds(now + max(pause, retry_after)),
        "owner": None,
        "leased_until_at": None,
        "last_error": code,
    }
    changed = connection.execute(update(OUTBOX).where(_is_still(claimed)).values(values))
    return changed.rowcount == 1


def _longest_pause(failures: int, left: timedelta) -> timedelta:
    doubled: timedelta = _FIRST_PAUSE * 2**failures
    return max(min(_LONGEST_PAUSE, left / 4, doubled), timedelta())


def _end(
    connection: Connection,
    claimed: ClaimedAnnouncement,
    state: OutboxState,
    offset: timedelta,
    code: str | None = None,
) -> bool:
    now: datetime = database_now(connection, offset)
    values = {
        "state": state.value,
        "finished_at": microseconds(now),
        "failures": claimed.failures + (code is not None),
        "last_error": code,
    }
    changed = connection.execute(update(OUTBOX).where(_is_still(claimed)).values(values))
    return changed.rowcount == 1


def _is_still(claimed: ClaimedAnnouncement) -> ColumnElement[bool]:
    return and_(
        OUTBOX.c.business_id == claimed.announcement.business_id,
        OUTBOX.c.dedupe == claimed.announcement.dedupe,
        OUTBOX.c.owner == claimed.owner,
        OUTBOX.c.claims == claimed.claims,
        IS_WAITING,
    )
