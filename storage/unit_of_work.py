"""The repositories of one open transaction."""

from sqlalchemy import Connection

from scheduling.ports import PublicHolidays
from storage.answers import SqlAnswers
from storage.appointments import SqlAppointments
from storage.audit import SqlAudit
from storage.businesses import SqlBusinesses
from storage.catalog_cache import CatalogCache
from storage.customers import SqlCustomers
from storage.deletions import SqlDeletions
from storage.hand_overs import SqlHandOvers
from storage.holds import SqlHolds
from storage.identities import SqlIdentities
from storage.invitations import SqlInvitations
from storage.outbox import SqlOutbox
from storage.personal_calendars import SqlPersonalCalendars
from storage.waitlist import SqlWaitlist


class SqlUnitOfWork:
    """The port `UnitOfWork` on a connection whose transaction somebody else begins and ends."""

    def __init__(
        self,
        connection: Connection,
        catalogs: CatalogCache | None = None,
        holidays: PublicHolidays | None = None,
    ) -> None:
        self.businesses = SqlBusinesses(connection, catalogs or CatalogCache(), holidays)
        self.customers = SqlCustomers(connection)
        self.appointments = SqlAppointments(connection)
        self.holds = SqlHolds(connection)
        self.hand_overs = SqlHandOvers(connection)
        self.waitlist = SqlWaitlist(connection)
        self.personal_calendars = SqlPersonalCalendars(connection)
        self.identities = SqlIdentities(connection)
        self.invitations = SqlInvitations(connection)
        self.answers = SqlAnswers(connection)
        self.outbox = SqlOutbox(connection)
        self.audit = SqlAudit(connection)
        self.deletions = SqlDeletions(connection)
