"""The guard behind the core's own check: the database refuses overlapping claims.

Under the lock no overlap ever gets this far. The guard stands where the lock was forgotten, and
is armed anew after every migration: re-making a table on SQLite drops its triggers in silence.
"""

from datetime import timedelta

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import IntegrityError

from scheduling.appointments import LONGEST_CLAIM
from storage.failures import OVERLAP, is_overlap
from storage.guard_probe import OVERLAPS, Attempt, lay_claims_side_by_side, lay_rows
from storage.tables.appointments import CLAIM

_OVERLAPS = """
    SELECT RAISE(ABORT, '{name}') WHERE EXISTS (
        SELECT 1 FROM claim
        WHERE business_id = NEW.business_id AND staff_member_id IS NEW.staff_member_id
            AND lane = NEW.lane AND active = 1 AND lo < NEW.hi AND hi > NEW.lo
            AND hi <= NEW.hi + {longest} {unless}
    );
"""
_LONGEST = LONGEST_CLAIM // timedelta(seconds=1)
"""No claim that reaches further ends after it: that keeps the search within the index."""

_UNLESS_ITSELF = "AND rowid <> OLD.rowid"
_TRIGGERS = {
    f"{OVERLAP}_insert": ("INSERT", ""),
    f"{OVERLAP}_update": ("UPDATE", _UNLESS_ITSELF),
}

_EXCLUSION = (
    f"ALTER TABLE claim ADD CONSTRAINT {OVERLAP} EXCLUDE USING gist "
    "(int8range(lane * 4294967296 + lo, lane * 4294967296 + hi) WITH &&) WHERE (active)"
)
"""Every calendar, a staff member's or a unit's, owns a lane of the number line, 2^32 seconds long,
so ranges of two of them never meet. That needs no extension."""


class GuardMissing(Exception):
    """The database accepted what its guard must refuse. Nothing may be served from it."""


def ensure_guards(connection: Connection) -> None:
    """Arm the guard, in the way this database can. Nothing changes where it is armed already."""
    if not inspect(connection).has_table(CLAIM.name):
        return
    if connection.dialect.name == "sqlite":
        _ensure_triggers(connection)
    else:
        _ensure_constraint(connection)


def verify_guards(connection: Connection) -> None:
    """Try to double-book, in a savepoint that leaves nothing behind. Raises GuardMissing."""
    if not inspect(connection).has_table(CLAIM.name):
        return
    savepoint = connection.begin_nested()
    try:
        lay_rows(connection)
        if _refuses(connection, lay_claims_side_by_side):
            raise GuardMissing("the guard refuses claims that do not overlap")
        lay_claims_side_by_side(connection)
        passed = [each.__name__ for each in OVERLAPS if not _refuses(connection, each)]
        if passed:
            raise GuardMissing(f"no guard against double booking: {', '.join(passed)}")
    finally:
        savepoint.rollback()


def _refuses(connection: Connection, attempt: Attempt) -> bool:
    savepoint = connection.begin_nested()
    try:
        attempt(connection)
    except IntegrityError as error:
        if is_overlap(error):
            return True
        raise
    finally:
        savepoint.rollback()
    return False


def _ensure_triggers(connection: Connection) -> None:
    for name, (event, unless) in _TRIGGERS.items():
        # Made anew: one of an older version may still be there.
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
        body = _OVERLAPS.format(name=OVERLAP, unless=unless, longest=_LONGEST)
        connection.exec_driver_sql(
            f"CREATE TRIGGER {name} BEFORE {event} ON claim WHEN NEW.active BEGIN {body} END"
        )


def _ensure_constraint(connection: Connection) -> None:
    if connection.execute(_CONSTRAINT).first() is not None:
        return
    connection.execute(text(_EXCLUSION))


_CONSTRAINT = text(
    "SELECT 1 FROM pg_constraint WHERE conname = 'claim_no_overlap' AND contype = 'x' "
    "AND conrelid = CAST('claim' AS regclass)"
)
