"""What is busy in staff members' calendars: claims of appointments, and of holds in force."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, exists, select

from scheduling.appointments import LONGEST_CLAIM
from scheduling.busy_time import Busy, BusyTime, Period
from scheduling.resources import Calendar, ResourceUnit
from scheduling.time_ranges import TimeRange, minutes_around
from storage.instants import claimed_seconds, microseconds
from storage.statements import Among, Gathered
from storage.tables.appointments import CLAIM
from storage.tables.holds import HOLD

_LONGEST_CLAIM = LONGEST_CLAIM // timedelta(seconds=1)
_IS_OF_HOLD_IN_FORCE = (
    exists()
    .where(
        HOLD.c.business_id == CLAIM.c.business_id,
        HOLD.c.hold_id == CLAIM.c.hold_id,
        HOLD.c.expires_at > bindparam("now"),
        HOLD.c.owner != bindparam("except_owner"),
    )
    .correlate(CLAIM)
)
# Whole minutes, rounded outwards; both engines divide integers.
_MINUTES = (Gathered(CLAIM.c.lo // 60), Gathered((CLAIM.c.hi + 59) // 60))
_IN_THE_WAY = (
    CLAIM.c.business_id == bindparam("business"),
    CLAIM.c.active,
    CLAIM.c.lo < bindparam("to_second"),
    CLAIM.c.hi > bindparam("from_second"),
    # Follows from the others, and keeps the index from running on to the end of time.
    CLAIM.c.hi <= bindparam("last_second"),
    CLAIM.c.appointment_id.is_distinct_from(bindparam("except_appointment")),
    CLAIM.c.hold_id.is_(None) | _IS_OF_HOLD_IN_FORCE,
    CLAIM.c.expires_at.is_(None) | (CLAIM.c.expires_at > bindparam("now")),
)
_BUSY = (
    select(CLAIM.c.staff_member_id, *_MINUTES)
    .where(Among(CLAIM.c.staff_member_id, "staff_members"), *_IN_THE_WAY)
    .group_by(CLAIM.c.staff_member_id)
)
_BUSY_UNITS = (
    select(CLAIM.c.resource_id, CLAIM.c.unit, *_MINUTES)
    .where(Among(CLAIM.c.resource_id, "resources"), *_IN_THE_WAY)
    .group_by(CLAIM.c.resource_id, CLAIM.c.unit)
)


def busy_times(
    connection: Connection,
    business_id: str,
    staff_member_ids: Sequence[str],
    within: TimeRange,
    now: datetime,
    except_appointment_id: str | None,
    except_owner: str,
    resource_ids: Sequence[str],
) -> Busy:
    """Give claimed time by calendar as far as it is in `within`; nobody free is listed.

    Claims that expired by `now` are free.
    """
    lo, hi = claimed_seconds(within)
    asked = {
        "business": business_id,
        "from_second": lo,
        "to_second": hi,
        "last_second": hi + _LONGEST_CLAIM,
        # No appointment has an empty id.
        "except_appointment": except_appointment_id or "",
        "now": microseconds(now),
        "except_owner": except_owner,
    }
    bounds = minutes_around(within)
    people = {**asked, "staff_members": list(staff_member_ids)}
    found: dict[Calendar, BusyTime] = {
        row[0]: _busy_time(row[1], row[2], bounds)
        for row in connection.execute(_BUSY, people).all()
    }
    # Most services need none, and their searches ask no more than before.
    if resource_ids:
        units = {**asked, "resources": list(resource_ids)}
        for resource_id, unit, starts, ends in connection.execute(_BUSY_UNITS, units):
            found[ResourceUnit(resource_id, unit)] = _busy_time(starts, ends, bounds)
    return found


def _busy_time(starts: Sequence[int], ends: Sequence[int], bounds: Period) -> BusyTime:
    first, last = bounds
    clipped = [(max(start, first), min(end, last)) for start, end in zip(starts, ends, strict=True)]
    return BusyTime(clipped, bounds)
