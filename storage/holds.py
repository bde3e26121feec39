"""Holds: written and removed under the calendars' lock, and cleared by whoever takes it next."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime

from sqlalchemy import Connection, RowMapping, and_, bindparam, delete, func, or_, select

from scheduling.holds import Hold, Takeover
from scheduling.time_ranges import TimeRange
from storage.claims import add_claims_of_hold
from storage.codec import decode, encode_fields
from storage.failures import TransactionConflict
from storage.instants import instant_of, microseconds
from storage.statements import Among, Row, insert_unless_there
from storage.tables.appointments import CLAIM
from storage.tables.holds import HOLD

_OWN_COLUMNS = frozenset(each.name for each in fields(Hold)) - {
    "staff_member_ids",
    "resource_units",
}
_OF_OWNER = (
    select(HOLD)
    .where(HOLD.c.business_id == bindparam("business"), HOLD.c.owner == bindparam("holder"))
    .order_by(HOLD.c.expires_at, HOLD.c.hold_id)
)
_REMOVE = delete(HOLD).where(
    HOLD.c.business_id == bindparam("business"),
    Among(HOLD.c.hold_id, "hold_ids"),
)
_IS_ON_CALENDARS = or_(
    Among(HOLD.c.staff_member_id, "staff_members"),
    # By its other claims: a hold of several calendars is in the way on each of them.
    HOLD.c.hold_id.in_(
        select(CLAIM.c.hold_id).where(
            CLAIM.c.business_id == bindparam("business"),
            CLAIM.c.hold_id.is_not(None),
            or_(
                Among(CLAIM.c.staff_member_id, "staff_members"),
                Among(CLAIM.c.resource_id, "resources"),
            ),
        )
    ),
)
_CLEAR = (
    delete(HOLD)
    .where(
        HOLD.c.business_id == bindparam("business"),
        _IS_ON_CALENDARS,
        or_(
            HOLD.c.expires_at <= bindparam("now"),
            and_(
                HOLD.c.owner == bindparam("holder"),
                HOLD.c.claimed_from_at < bindparam("to_at"),
                HOLD.c.claimed_to_at > bindparam("from_at"),
            ),
        ),
    )
    .returning(HOLD)
)
_HELD_ATTENDEES = (
    select(HOLD.c.appointment_id, func.sum(HOLD.c.attendees_count))
    .where(
        HOLD.c.business_id == bindparam("business"),
        Among(HOLD.c.appointment_id, "appointments"),
        HOLD.c.expires_at > bindparam("now"),
        HOLD.c.owner != bindparam("except_owner"),
    )
    .group_by(HOLD.c.appointment_id)
)


class SqlHolds:
    """The port `Holds` on a connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_owner(self, business_id: str, owner: str) -> tuple[Hold, ...]:
        """List an owner's holds, over or not, the one that is over first at the front."""
        asked = {"business": business_id, "holder": owner}
        return tuple(_hold(row) for row in self._connection.execute(_OF_OWNER, asked).mappings())

    def held_attendees(
        self, business_id: str, appointment_ids: Sequence[str], now: datetime, except_owner: str
    ) -> Mapping[str, int]:
        """Count the people for whom room is kept in these appointments, as of `now`, but an owner's."""
        asked = {
            "business": business_id,
            "appointments": list(appointment_ids),
            "now": microseconds(now),
            "except_owner": except_owner,
        }
        found = self._connection.execute(_HELD_ATTENDEES, asked)
        return {appointment_id: int(count) for appointment_id, count in found}

    def place(self, hold: Hold) -> None:
        """Write a hold with its claims. Raises SlotTaken where the guard refuses.

        Raises TransactionConflict where another transaction has placed one for the same owner
        meanwhile: run again, this one finds it.
        """
        if not insert_unless_there(self._connection, HOLD, _row(hold)):
            raise TransactionConflict
        if hold.appointment_id is None:
            add_claims_of_hold(self._connection, hold)

    def remove(self, business_id: str, hold_ids: Sequence[str]) -> None:
        """Give these holds' time back. Those that are gone already stay gone."""
        if hold_ids:
            asked = {"business": business_id, "hold_ids": list(hold_ids)}
            self._connection.execute(_REMOVE, asked)


def clear_holds(
    connection: Connection,
    business_id: str,
    staff_member_ids: Sequence[str],
    resource_ids: Sequence[str],
    now: datetime,
    taking: Takeover | None,
) -> tuple[Hold, ...]:
    """Remove what is over on locked calendars, and what is taken over; give the latter.

    One statement, whether there is anything or not: it is part of every change.
    """
    asked = {
        "business": business_id,
        "staff_members": list(staff_member_ids),
        "resources": list(resource_ids),
        "now": microseconds(now),
        # No hold has an empty owner.
        "holder": taking.owner if taking else "",
        "from_at": microseconds(taking.within.start_at) if taking else 0,
        "to_at": microseconds(taking.within.end_at) if taking else 0,
    }
    found = (_hold(row) for row in connection.execute(_CLEAR, asked).mappings().all())
    return tuple(each for each in found if not each.is_over(now))


def _row(hold: Hold) -> Row:
    return {
        "business_id": hold.business_id,
        "hold_id": hold.hold_id,
        "owner": hold.owner,
        "place": hold.place,
        "service_id": hold.service_id,
        "staff_member_id": hold.staff_member_ids[0],
        "appointment_id": hold.appointment_id,
        "attendees_count": hold.attendees_count,
        "details": encode_fields(hold, _OWN_COLUMNS),
        "start_at": microseconds(hold.start_at),
        "claimed_from_at": microseconds(hold.claimed.start_at),
        "claimed_to_at": microseconds(hold.claimed.end_at),
        "expires_at": microseconds(hold.expires_at),
    }


def _hold(row: RowMapping) -> Hold:
    # A row of the version before has no details.
    details = row["details"] or {"staff_member_ids": [row["staff_member_id"]]}
    return decode(
        Hold,
        details,
        business_id=row["business_id"],
        hold_id=row["hold_id"],
        owner=row["owner"],
        place=row["place"],
        service_id=row["service_id"],
        appointment_id=row["appointment_id"],
        attendees_count=row["attendees_count"],
        start_at=instant_of(row["start_at"]),
        claimed=TimeRange(instant_of(row["claimed_from_at"]), instant_of(row["claimed_to_at"])),
        expires_at=instant_of(row["expires_at"]),
    )
