"""The repositories of one open transaction."""

from sqlalchemy import Connection

from scheduling.actors import Principal
from storage.answers import SqlAnswers
from storage.appointments import SqlAppointments
from storage.audit import SqlAudit
from storage.businesses import SqlBusinesses
from storage.busy_cache import BusyCache
from storage.catalog_cache import CatalogCache
from storage.customers import SqlCustomers
from storage.foresight import foreseen
from storage.identities import SqlIdentities
from storage.invitations import SqlInvitations
from storage.outbox import SqlOutbox


class SqlUnitOfWork:
    """The port `UnitOfWork` on a connection whose transaction somebody else begins and ends."""

    def __init__(
        self,
        connection: Connection,
        catalogs: CatalogCache | None = None,
        busy: BusyCache | None = None,
    ) -> None:
        self._connection = connection
        self.businesses = SqlBusinesses(connection, catalogs or CatalogCache())
        self.customers = SqlCustomers(connection)
        self.appointments = SqlAppointments(connection, busy)
        self.identities = SqlIdentities(connection)
        self.invitations = SqlInvitations(connection)
        self.answers = SqlAnswers(connection)
        self.outbox = SqlOutbox(connection)
        self.audit = SqlAudit(connection)

    def foresee(self, business_id: str, principal: Principal | None, key: str) -> None:
        """Read at once what is about to be asked; each repository answers once from it."""
        found = foreseen(self._connection, business_id, principal, key)
        if found is None:
            return
        self.businesses.expect(business_id, found.revision)
        self.answers.expect((business_id, key), found.answer)
        if principal is not None:
            self.identities.expect(
                (business_id, principal), found.link, has_opened=found.has_opened
            )
