"""Soft deletion: clocks of businesses, services and staff members, and removing for good."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, and_, select, update

from scheduling.actors import Principal
from scheduling.business import Catalog
from scheduling.deletions import Clock, Deleted, DeletedKind, Place
from scheduling.errors import NotFound
from storage.businesses import read_catalog
from storage.elsewhere import neighbours
from storage.instants import instant_of, microseconds
from storage.removing import forget_person, identities_of, remove, withdraw_invitations
from storage.revisions import NEW_REVISION, touch
from storage.tables.businesses import BUSINESS, SERVICE, STAFF_MEMBER
from storage.tables.identities import IDENTITY

_OF_BUSINESS = {DeletedKind.SERVICE: SERVICE, DeletedKind.STAFF_MEMBER: STAFF_MEMBER}
_KEYS = {DeletedKind.SERVICE: "service_id", DeletedKind.STAFF_MEMBER: "staff_member_id"}
_NO_CLOCK = {"deleted_at": None, "kept_until_at": None}


class SqlDeletions:
    """The port `Deletions` on a connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lock_business(self, business_id: str) -> None:
        """Hold a business's catalog until the transaction ends. Raises NotFound."""
        revision = self._connection.execute(NEW_REVISION).scalar_one()
        is_here = and_(BUSINESS.c.business_id == business_id, BUSINESS.c.deleted_at.is_(None))
        self._change_business(business_id, is_here, {"revision": revision})

    def delete_business(self, business_id: str, clock: Clock) -> None:
        """Put a business out of sight, with all that is in it. Raises NotFound."""
        is_here = and_(BUSINESS.c.business_id == business_id, BUSINESS.c.deleted_at.is_(None))
        self._change_business(business_id, is_here, _written(clock))
        touch(self._connection, neighbours(self._connection, business_id))

    def restore_business(self, business_id: str) -> None:
        """Bring a business back as it was. Raises NotFound where it is not deleted."""
        is_gone = and_(BUSINESS.c.business_id == business_id, BUSINESS.c.deleted_at.is_not(None))
        self._change_business(business_id, is_gone, _NO_CLOCK)
        # What its staff do elsewhere may have changed meanwhile.
        concerned = {business_id, *neighbours(self._connection, business_id)}
        touch(self._connection, concerned)

    def restore_service(self, business_id: str, service_id: str) -> None:
        """Bring a service back as it was. Raises NotFound where it is not to be had any more."""
        restored = self._connection.execute(
            update(SERVICE)
            .where(SERVICE.c.business_id == business_id, SERVICE.c.service_id == service_id)
            .where(_is_kept(SERVICE))
            .values(is_retired=False, **_NO_CLOCK)
        )
        if restored.rowcount != 1:
            raise NotFound("service", service_id)
        touch(self._connection, [business_id])

    def start_clocks(
        self, business_id: str, kind: DeletedKind, identifiers: Sequence[str] | None, clock: Clock
    ) -> None:
        """Start the clock of what the catalog leaves out (None: of all); a running one runs on."""
        table = _OF_BUSINESS[kind]
        stopped = and_(table.c.business_id == business_id, table.c.deleted_at.is_(None))
        these = update(table).where(stopped, table.c.is_retired)
        if identifiers is not None:
            these = these.where(table.c[_KEYS[kind]].in_(identifiers))
        self._connection.execute(these.values(_written(clock)))

    def businesses(self) -> tuple[Deleted, ...]:
        """List the deleted businesses, by id."""
        query = select(BUSINESS).where(BUSINESS.c.deleted_at.is_not(None))
        found = self._connection.execute(query.order_by(BUSINESS.c.business_id)).mappings()
        return tuple(_business(row) for row in found)

    def of_business(self, business_id: str) -> tuple[Deleted, ...]:
        """List the services and staff members deleted in a business, by kind and id."""
        return tuple(
            each
            for kind, table in _OF_BUSINESS.items()
            for each in self._found(kind, and_(table.c.business_id == business_id, _is_kept(table)))
        )

    def due(self, now: datetime) -> tuple[Deleted, ...]:
        """List what is to be removed for good by `now`, businesses first."""
        at = microseconds(now)
        query = select(BUSINESS).where(BUSINESS.c.kept_until_at <= at)
        found = self._connection.execute(query.order_by(BUSINESS.c.business_id)).mappings().all()
        rest = (
            each
            for kind, table in _OF_BUSINESS.items()
            for each in self._found(kind, table.c.kept_until_at <= at)
        )
        return (*(_business(row) for row in found), *rest)

    def remove(self, deleted: Deleted, now: datetime) -> bool:
        """Remove for good what is due, unless it was brought back; say whether it was removed."""
        return remove(self._connection, deleted, now)

    def deleted_catalog(self, business_id: str) -> Catalog:
        """Read a deleted business whole. Raises NotFound."""
        query = select(BUSINESS.c.deleted_at).where(BUSINESS.c.business_id == business_id)
        if self._connection.execute(query).scalar() is None:
            raise NotFound("business", business_id)
        return read_catalog(self._connection, business_id)

    def principals_of(self, place: Place) -> tuple[Principal, ...]:
        """List the verified identities linked to a staff member."""
        query = select(IDENTITY).where(identities_of(place))
        query = query.order_by(IDENTITY.c.channel, IDENTITY.c.directory_id, IDENTITY.c.user_id)
        return tuple(
            Principal(row.channel, row.directory_id, row.user_id)
            for row in self._connection.execute(query)
        )

    def forget_person(self, place: Place) -> None:
        """Unlink every identity of a staff member, with invitations and conversations."""
        concerned = {place.business_id, *neighbours(self._connection, place.business_id)}
        for principal in self.principals_of(place):
            forget_person(self._connection, place, principal)
        withdraw_invitations(self._connection, place)
        touch(self._connection, concerned)

    def _change_business(
        self, business_id: str, which: ColumnElement[bool], values: Mapping[str, int | str | None]
    ) -> None:
        changed = self._connection.execute(update(BUSINESS).where(which).values(values))
        if changed.rowcount != 1:
            raise NotFound("business", business_id)

    def _found(self, kind: DeletedKind, which: ColumnElement[bool]) -> list[Deleted]:
        table, key = _OF_BUSINESS[kind], _KEYS[kind]
        query = select(table).where(which).order_by(table.c.business_id, table.c[key])
        return [
            Deleted(
                kind,
                row["business_id"],
                row[key],
                row["details"].get("display_name", ""),
                _clock(row),
            )
            for row in self._connection.execute(query).mappings()
        ]


def _is_kept(table: Table) -> ColumnElement[bool]:
    """Tell what is left out and not removed: its clock runs, or has not been started."""
    return and_(
        table.c.is_retired, table.c.deleted_at.is_(None) | table.c.kept_until_at.is_not(None)
    )


def _written(clock: Clock) -> dict[str, int | str | None]:
    return {
        "deleted_at": microseconds(clock.deleted_at),
        "kept_until_at": microseconds(clock.kept_until_at),
    }


def _clock(row: RowMapping) -> Clock | None:
    if row["deleted_at"] is None or row["kept_until_at"] is None:
        return None
    return Clock(instant_of(row["deleted_at"]), instant_of(row["kept_until_at"]))


def _business(row: RowMapping) -> Deleted:
    business_id = row["business_id"]
    kind = DeletedKind.BUSINESS
    return Deleted(kind, business_id, business_id, row["display_name"], _clock(row))
