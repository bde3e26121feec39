"""Staff members' busy time for those who only ask: what did not change is not read again."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from scheduling.busy_time import BusyTime, Period
from scheduling.time_ranges import TimeRange, minutes_around
from storage.busy_cache import BusyCache
from storage.busy_reading import busy_minutes, calendar_versions

_DAY = 24 * 60


def kept_busy_times(
    connection: Connection,
    cache: BusyCache,
    business_id: str,
    staff_member_ids: Sequence[str],
    within: TimeRange,
) -> Mapping[str, BusyTime]:
    """Give claimed time by staff member wherever it meets `within`; it may reach further.

    The transaction must see one state of the database throughout and have changed nothing.
    """
    wanted = _whole_days(minutes_around(within))
    versions = calendar_versions(connection, business_id, staff_member_ids)
    found = {
        who: busy
        for who, version in versions.items()
        if (busy := cache.find((business_id, who), version, wanted)) is not None
    }
    missing = [who for who in versions if who not in found]
    if missing:
        read = busy_minutes(connection, business_id, missing, wanted)
        for who in missing:
            found[who] = read.get(who) or BusyTime((), wanted)
            cache.keep((business_id, who), versions[who], found[who])
    return {who: busy for who, busy in found.items() if busy}


def _whole_days(within: Period) -> Period:
    """Widen to whole days, so that the same question a little later is the same question."""
    return within[0] // _DAY * _DAY, -(-within[1] // _DAY) * _DAY
