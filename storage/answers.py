"""First answers to requests, by idempotency key."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from storage.failures import TransactionConflict
from storage.instants import microseconds
from storage.statements import insert_unless_there
from storage.tables.records import ANSWER

_FIND = select(ANSWER.c.fingerprint, ANSWER.c.reference).where(
    ANSWER.c.business_id == bindparam("business"), ANSWER.c.key == bindparam("key_used")
)


class SqlAnswers:
    """The port `Answers` on a connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._expected: dict[tuple[str, str], tuple[str, str] | None] = {}

    def expect(self, key: tuple[str, str], answer: tuple[str, str] | None) -> None:
        """Take an answer just read for the next look at it; `key` is of (business id, key)."""
        self._expected[key] = answer

    def find(self, business_id: str, key: str) -> tuple[str, str] | None:
        """Give (fingerprint of the request, reference of the answer) of a key used before."""
        if (business_id, key) in self._expected:
            return self._expected.pop((business_id, key))
        row = self._connection.execute(_FIND, {"business": business_id, "key_used": key}).first()
        return None if row is None else (row.fingerprint, row.reference)

    def keep(
        self, business_id: str, key: str, fingerprint: str, reference: str, at: datetime
    ) -> None:
        """Remember the answer to a request.

        Raises TransactionConflict where another transaction has answered the same key meanwhile:
        run again, this one finds that answer.
        """
        row = {
            "business_id": business_id,
            "key": key,
            "fingerprint": fingerprint,
            "reference": reference,
            "kept_at": microseconds(at),
        }
        if not insert_unless_there(self._connection, ANSWER, row):
            raise TransactionConflict
