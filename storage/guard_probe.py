"""Claims that a working guard accepts, and changes it must refuse, on rows made for the purpose."""

from collections.abc import Callable

from sqlalchemy import Connection, insert, update

from storage.statements import Row
from storage.tables.appointments import APPOINTMENT, CLAIM
from storage.tables.businesses import BUSINESS, SERVICE, STAFF_MEMBER

_PROBE = "guard-probe"
_LANES = {"one": 2147483646, "other": 2147483647}
_APPOINTMENTS = ("first", "touching", "inactive", "overlapping")

Attempt = Callable[[Connection], None]


def lay_rows(connection: Connection) -> None:
    """Write a business with two staff members and four appointments, claims not included."""
    own = {"business_id": _PROBE}
    connection.execute(
        insert(BUSINESS), {**own, "display_name": _PROBE, "revision": _PROBE, "details": {}}
    )
    place = {"position": 0, "is_retired": False, "details": {}}
    connection.execute(insert(SERVICE), {**own, "service_id": _PROBE, **place})
    staff = [
        {**own, "staff_member_id": who, **place, "version": 1, "lane": lane}
        for who, lane in _LANES.items()
    ]
    connection.execute(insert(STAFF_MEMBER), staff)
    connection.execute(insert(APPOINTMENT), [_appointment(each) for each in _APPOINTMENTS])


def lay_claims_side_by_side(connection: Connection) -> None:
    """Claim what overlaps nothing: it touches, is somebody else's, or is not active."""
    connection.execute(insert(CLAIM), _claim("first", 1000, 2000))
    connection.execute(insert(CLAIM), _claim("touching", 2000, 3000))
    connection.execute(insert(CLAIM), _claim("first", 1000, 2000, who="other"))
    connection.execute(insert(CLAIM), {**_claim("inactive", 1000, 2000), "active": False})


def claim_across(connection: Connection) -> None:
    """Write a claim over the end of another."""
    connection.execute(insert(CLAIM), _claim("overlapping", 1500, 2500))


def move_across(connection: Connection) -> None:
    """Move a claim's start over the end of another."""
    _change(connection, "touching", {"lo": 1999})


def revive_across(connection: Connection) -> None:
    """Make a claim active that lies where another is."""
    _change(connection, "inactive", {"active": True})


def take_over_across(connection: Connection) -> None:
    """Hand a claim over to somebody who is busy then."""
    claim = CLAIM.c
    connection.execute(
        update(CLAIM)
        .where(claim.business_id == _PROBE, claim.staff_member_id == "other")
        .values(staff_member_id="one", lane=_LANES["one"], appointment_id="overlapping")
    )


OVERLAPS: tuple[Attempt, ...] = (claim_across, move_across, revive_across, take_over_across)
"""What the guard must refuse, each tried on the claims laid side by side."""


def _appointment(appointment_id: str) -> Row:
    return {
        "business_id": _PROBE,
        "appointment_id": appointment_id,
        "service_id": _PROBE,
        "status": _PROBE,
        "start_at": 0,
        "end_at": 1,
        "local_start": "",
        "zone": "",
        "fold": 0,
        "zone_data": "",
        "sequence": 0,
        "version": 1,
        "created_at": 0,
        "last_updated_at": 0,
        "details": {},
    }


def _claim(appointment_id: str, lo: int, hi: int, who: str = "one") -> Row:
    return {
        "business_id": _PROBE,
        "staff_member_id": who,
        "appointment_id": appointment_id,
        "position": 0,
        "lane": _LANES[who],
        "lo": lo,
        "hi": hi,
        "active": True,
    }


def _change(connection: Connection, appointment_id: str, values: Row) -> None:
    connection.execute(
        update(CLAIM)
        .where(CLAIM.c.business_id == _PROBE, CLAIM.c.staff_member_id == "one")
        .where(CLAIM.c.appointment_id == appointment_id)
        .values(**values)
    )
