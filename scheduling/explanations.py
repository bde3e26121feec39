"""Why a time is not offered. The same layers as in availability, asked about one start."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from scheduling.availability import Busy, is_free
from scheduling.business import Catalog
from scheduling.busy_time import NOTHING_BUSY
from scheduling.catalog import Service, StaffMember
from scheduling.errors import Reason
from scheduling.time_ranges import TimeRange, TimeRangeSet
from scheduling.working_time import closed_ranges, is_on_grid, time_off_ranges, working_time


@dataclass(frozen=True, slots=True)
class Explanation:
    """One rule that refuses a start: the reason, whom it concerns, and the rule's value."""

    reason: Reason
    staff_member_id: str | None = None
    limit: timedelta | None = None
    title: str = ""


def explain_policy(
    catalog: Catalog, service: Service, start_at: datetime, now: datetime
) -> Explanation | None:
    """Say which limit of time a customer's start breaks: past, too soon, or too far ahead."""
    policy = catalog.policy_of(service)
    if start_at < now:
        return Explanation(Reason.PAST)
    if start_at < now + policy.minimum_lead_time:
        return Explanation(Reason.TOO_SOON, limit=policy.minimum_lead_time)
    if start_at > now + policy.maximum_advance:
        return Explanation(Reason.TOO_FAR_AHEAD, limit=policy.maximum_advance)
    return None


def explain_closed(catalog: Catalog, service: Service, start_at: datetime) -> Explanation | None:
    """Say whether the business as a whole is closed at some moment of the service."""
    business = catalog.business
    wanted = TimeRange(start_at, start_at + service.default_duration)
    for closure in catalog.closures:
        if closure.period.in_zone(business.time_zone).overlaps(wanted):
            return Explanation(Reason.CLOSED, title=closure.title)
    if business.business_hours.within(wanted, business.time_zone).contains(wanted):
        return None
    return Explanation(Reason.CLOSED)


def explain_staff_member(
    catalog: Catalog, service: Service, staff_member: StaffMember, start_at: datetime, busy: Busy
) -> Explanation | None:
    """Say what refuses `start_at` with this staff member, or None where nothing does."""
    reason = _staff_reason(catalog, service, staff_member, start_at, busy)
    return None if reason is None else Explanation(reason, staff_member.staff_member_id)


def _staff_reason(
    catalog: Catalog, service: Service, staff_member: StaffMember, start_at: datetime, busy: Busy
) -> Reason | None:
    theirs = staff_member.staff_member_id
    if theirs not in service.staff_member_ids:
        return Reason.NOT_OFFERED_BY_STAFF
    wanted = TimeRange(start_at, start_at + service.default_duration)
    absence = _absence(catalog, staff_member, wanted)
    if absence is not None:
        return absence
    working = working_time(catalog, staff_member, wanted)
    if not is_on_grid(working.periods, wanted, catalog.policy_of(service).time_slot_interval):
        return Reason.OFF_GRID
    if not is_free(busy.get(theirs, NOTHING_BUSY), service, start_at):
        return Reason.TAKEN
    return None


def _absence(catalog: Catalog, staff_member: StaffMember, wanted: TimeRange) -> Reason | None:
    if any(closed.overlaps(wanted) for closed in closed_ranges(catalog)):
        return Reason.CLOSED
    if TimeRangeSet(time_off_ranges(catalog, staff_member)).overlaps(wanted):
        return Reason.TIME_OFF
    if not working_time(catalog, staff_member, wanted).open_time.contains(wanted):
        return Reason.STAFF_NOT_WORKING
    return None


_TELLING = (
    Reason.TAKEN,
    Reason.TIME_OFF,
    Reason.OFF_GRID,
    Reason.STAFF_NOT_WORKING,
    Reason.CLOSED,
    Reason.NOT_OFFERED_BY_STAFF,
)
"""With several staff members, the reason that came nearest to a yes is the one to tell."""


def explain(
    catalog: Catalog,
    service: Service,
    staff_members: tuple[StaffMember, ...],
    start_at: datetime,
    busy: Busy,
) -> Explanation | None:
    """Say why `start_at` cannot be booked with any of `staff_members`, or None where it can.

    The limits of the policy are asked apart, by `explain_policy`: staff may go past them.
    """
    found = []
    for staff_member in staff_members:
        refusal = explain_staff_member(catalog, service, staff_member, start_at, busy)
        if refusal is None:
            return None
        found.append(refusal)
    nearest = min(found, key=lambda each: _TELLING.index(each.reason), default=None)
    if nearest is None:
        return Explanation(Reason.SERVICE_NOT_BOOKABLE)
    if nearest.reason in (Reason.STAFF_NOT_WORKING, Reason.CLOSED):
        closed = explain_closed(catalog, service, start_at)
        if closed is not None:
            return closed
    return nearest if len(found) == 1 else Explanation(nearest.reason)
