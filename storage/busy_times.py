"""What is busy in staff members' calendars: claims of appointments, and of holds in force."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, exists, select

from scheduling.appointments import LONGEST_CLAIM
from scheduling.busy_time import BusyTime, Period
from scheduling.time_ranges import TimeRange, minutes_around
from storage.instants import claimed_seconds, microseconds
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
_BUSY = select(
    CLAIM.c.staff_member_id,
    # Whole minutes, rounded outwards; both engines divide integers.
    (CLAIM.c.lo // 60).label("first"),
    ((CLAIM.c.hi + 59) // 60).label("last"),
).where(
    CLAIM.c.business_id == bindparam("business"),
    CLAIM.c.staff_member_id.in_(bindparam("staff_members", expanding=True)),
    CLAIM.c.active,
    CLAIM.c.lo < bindparam("to_second"),
    CLAIM.c.hi > bindparam("from_second"),
    # Follows from the others, and keeps the index from running on to the end of time.
    CLAIM.c.hi <= bindparam("last_second"),
    CLAIM.c.appointment_id.is_distinct_from(bindparam("except_appointment")),
    CLAIM.c.hold_id.is_(None) | _IS_OF_HOLD_IN_FORCE,
    CLAIM.c.expires_at.is_(None) | (CLAIM.c.expires_at > bindparam("now")),
)


def busy_times(
    connection: Connection,
    business_id: str,
    staff_member_ids: Sequence[str],
    within: TimeRange,
    now: datetime,
    except_appointment_id: str | None,
    except_owner: str,
) -> Mapping[str, BusyTime]:
    """Give claimed time by staff member as far as it is in `within`; nobody free is listed.

    Claims that expired by `now` are free.
    """
    lo, hi = claimed_seconds(within)
    asked = {
        "business": business_id,
        "staff_members": list(staff_member_ids),
        "from_second": lo,
        "to_second": hi,
        "last_second": hi + _LONGEST_CLAIM,
        # No appointment has an empty id.
        "except_appointment": except_appointment_id or "",
        "now": microseconds(now),
        "except_owner": except_owner,
    }
    first, last = minutes_around(within)
    found: defaultdict[str, list[Period]] = defaultdict(list)
    for staff_member_id, start, end in connection.execute(_BUSY, asked):
        found[staff_member_id].append((max(start, first), min(end, last)))
    return {who: BusyTime(claimed, (first, last)) for who, claimed in found.items()}
