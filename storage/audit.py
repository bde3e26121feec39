"""The record of changes."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, insert, select

from scheduling.actors import Actor, CustomerActor, OperatorActor, StaffActor, SystemActor, door_of
from scheduling.auditing import AuditEntry
from scheduling.statuses import AppointmentStatus
from storage.codec import decode, encode_fields
from storage.instants import instant_of, microseconds
from storage.statements import RandomText
from storage.tables.records import AUDIT_ENTRY

_ADD = insert(AUDIT_ENTRY).values(entry_id=RandomText())
_OF_SUBJECT = (
    select(AUDIT_ENTRY)
    .where(
        AUDIT_ENTRY.c.business_id == bindparam("business"),
        AUDIT_ENTRY.c.subject == bindparam("of_what"),
    )
    .order_by(AUDIT_ENTRY.c.recorded_at, AUDIT_ENTRY.c.entry_id)
)
_ACTORS: dict[str, type[Actor]] = {
    each.__name__: each for each in (CustomerActor, StaffActor, SystemActor, OperatorActor)
}


class SqlAudit:
    """The port `Audit` on a connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self,
        business_id: str,
        actor: Actor,
        what: str,
        subject: str,
        at: datetime,
        before: AppointmentStatus | None = None,
        after: AppointmentStatus | None = None,
    ) -> None:
        """Append one change: who did what to which id, and from and to which status."""
        row = {
            "business_id": business_id,
            "recorded_at": microseconds(at),
            "what": what,
            "subject": subject,
            "door": door_of(actor),
            "status_before": before.value if before else None,
            "status_after": after.value if after else None,
            "details": {"actor": type(actor).__name__, **encode_fields(actor)},
        }
        self._connection.execute(_ADD, row)

    def of_subject(self, business_id: str, subject: str) -> tuple[AuditEntry, ...]:
        """List the changes of one id, the first one first."""
        asked = {"business": business_id, "of_what": subject}
        rows = self._connection.execute(_OF_SUBJECT, asked).mappings()
        return tuple(_entry(each) for each in rows)


def _entry(row: RowMapping) -> AuditEntry:
    actor: Any = decode(_ACTORS[row["details"]["actor"]], row["details"])
    return AuditEntry(
        actor=actor,
        what=row["what"],
        at=instant_of(row["recorded_at"]),
        # Before there was a column for it, the door was known of customers alone.
        door=row["door"] or door_of(actor),
        before=_status(row["status_before"]),
        after=_status(row["status_after"]),
    )


def _status(written: str | None) -> AppointmentStatus | None:
    return AppointmentStatus(written) if written else None
