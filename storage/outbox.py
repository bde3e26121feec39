"""What must be told, written in the transaction of the fact that caused it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from scheduling.announcements import Announcement
from storage.instants import microseconds
from storage.outbox_states import OutboxState
from storage.statements import insert_unless_there
from storage.tables.outbox import OUTBOX


class SqlOutbox:
    """The port `Outbox` on a connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, announcements: Sequence[Announcement]) -> None:
        """Append; an announcement whose `dedupe` key is there already is not added again."""
        for announcement in announcements:
            insert_unless_there(self._connection, OUTBOX, _row(announcement))


def _row(announcement: Announcement) -> dict[str, Any]:
    due_at = microseconds(announcement.due_at)
    return {
        "business_id": announcement.business_id,
        "dedupe": announcement.dedupe,
        "kind": announcement.kind.value,
        "recipient_kind": announcement.recipient_kind.value,
        "recipient_id": announcement.recipient_id,
        "appointment_id": announcement.appointment_id,
        "appointment_version": announcement.appointment_version,
        "due_at": due_at,
        "next_at": due_at,
        "expires_at": microseconds(announcement.expires_at),
        "state": OutboxState.WAITING.value,
        "claims": 0,
        "failures": 0,
        "series_id": announcement.series_id or None,
    }
