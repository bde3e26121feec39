"""Invitations not used yet."""

from sqlalchemy import Connection, delete, insert

from scheduling.ports import Invitation
from storage.instants import instant_of, microseconds
from storage.tables.identities import INVITATION


class SqlInvitations:
    """The port `Invitations` on a connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, invitation: Invitation) -> None:
        """Keep an invitation."""
        self._connection.execute(
            insert(INVITATION).values(
                code_hash=invitation.code_hash,
                business_id=invitation.business_id,
                staff_member_id=invitation.staff_member_id,
                expires_at=microseconds(invitation.expires_at),
            )
        )

    def take(self, code_hash: str) -> Invitation | None:
        """Remove and give the invitation with that hash, if there is one.

        Of two that take it at once one gets it: deleting is the lock.
        """
        removed = delete(INVITATION).where(INVITATION.c.code_hash == code_hash)
        row = self._connection.execute(removed.returning(INVITATION)).first()
        if row is None:
            return None
        return Invitation(
            business_id=row.business_id,
            staff_member_id=row.staff_member_id,
            code_hash=row.code_hash,
            expires_at=instant_of(row.expires_at),
        )
