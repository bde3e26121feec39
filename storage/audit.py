"""The record of changes."""

from datetime import datetime

from sqlalchemy import Connection, insert

from scheduling.actors import Actor
from storage.codec import encode_fields
from storage.instants import microseconds
from storage.statements import RandomText
from storage.tables.records import AUDIT_ENTRY

_ADD = insert(AUDIT_ENTRY).values(entry_id=RandomText()).inline()


class SqlAudit:
    """The port `Audit` on a connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, business_id: str, actor: Actor, what: str, subject: str, at: datetime) -> None:
        """Append one change: who did what to which id."""
        row = {
            "business_id": business_id,
            "recorded_at": microseconds(at),
            "what": what,
            "subject": subject,
            "details": {"actor": type(actor).__name__, **encode_fields(actor)},
        }
        self._connection.execute(_ADD, row)
