"""What staff members have elsewhere, as busy time: personal calendars, and other businesses.

A business in which nobody has anything elsewhere is asked nothing more: its catalog says so.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from scheduling.business import Catalog
from scheduling.busy_time import NOTHING_BUSY, Busy, BusyElsewhere, BusySource, BusyTime
from scheduling.catalog import StaffMember
from scheduling.ports import UnitOfWork
from scheduling.resources import Calendar
from scheduling.time_ranges import TimeRange, minutes_around

_Found = Iterator[tuple[str, BusyElsewhere]]


def with_time_elsewhere(
    uow: UnitOfWork,
    catalog: Catalog,
    staff_members: Sequence[StaffMember],
    within: TimeRange,
    now: datetime,
    busy: Busy,
) -> Busy:
    """Give busy time with what these staff members have elsewhere, as of `now`, in `within`."""
    if not (catalog.personal_calendars or catalog.elsewhere):
        return busy
    joined: dict[Calendar, BusyTime] = {**busy}
    bounds = minutes_around(within)
    for found in (
        _in_personal_calendars(uow, catalog, staff_members, within),
        _in_other_businesses(uow, catalog, staff_members, within, now),
    ):
        for who, theirs in found:
            joined[who] = joined.get(who, NOTHING_BUSY).joined(theirs, bounds)
    return joined


def _in_personal_calendars(
    uow: UnitOfWork, catalog: Catalog, staff_members: Sequence[StaffMember], within: TimeRange
) -> _Found:
    whose = [
        each.staff_member_id
        for each in staff_members
        if each.availability_is_affected_by_personal_calendar
        and each.staff_member_id in catalog.personal_calendars
    ]
    if whose:
        business_id = catalog.business.business_id
        yield from uow.personal_calendars.busy(business_id, whose, within).items()


def _in_other_businesses(
    uow: UnitOfWork,
    catalog: Catalog,
    staff_members: Sequence[StaffMember],
    within: TimeRange,
    now: datetime,
) -> _Found:
    """Give what they have in other businesses, holds included, whoever has them."""
    people: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for each in staff_members:
        for business_id, there in catalog.elsewhere.get(each.staff_member_id, ()):
            people[business_id][there].append(each.staff_member_id)
    for business_id, whose in people.items():
        claimed = uow.appointments.busy(business_id, tuple(whose), within, now)
        for there, here in whose.items():
            periods = tuple(claimed.get(there, NOTHING_BUSY).periods)
            if periods:
                for who in here:
                    yield who, BusyElsewhere(BusySource.OTHER_BUSINESS, periods)
