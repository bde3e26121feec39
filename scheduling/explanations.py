"""Why a time is not offered: every rule that refuses it, layer by layer as in availability."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from scheduling.business import Catalog
from scheduling.busy_time import NOTHING_BUSY, Busy, BusyElsewhere, BusySource
from scheduling.catalog import Service, StaffMember
from scheduling.errors import Reason
from scheduling.layers import Explanation, Layer
from scheduling.policies import EffectivePolicy
from scheduling.resource_explanations import iter_missing_resources
from scheduling.settings_paths import (
    closure_path,
    daily_limit_path,
    hours_path,
    personal_calendar_path,
    policy_path,
    service_path,
    time_off_path,
)
from scheduling.time_ranges import TimeRange
from scheduling.working_time import is_on_grid, working_time


@dataclass(frozen=True, slots=True)
class _Case:
    """A start asked about, with one staff member."""

    catalog: Catalog
    service: Service
    staff_member: StaffMember
    wanted: TimeRange
    busy: Busy

    @property
    def policy(self) -> EffectivePolicy:
        return self.catalog.policy_of(self.service)

    def refused(
        self,
        reason: Reason,
        layer: Layer,
        setting: str = "",
        *,
        title: str = "",
        time_range: TimeRange | None = None,
    ) -> Explanation:
        theirs = self.staff_member.staff_member_id
        return Explanation(
            reason, theirs, title=title, layer=layer, setting=setting, time_range=time_range
        )


def explain_policy(
    catalog: Catalog, service: Service, start_at: datetime, now: datetime
) -> Explanation | None:
    """Say which limit of time a customer's start breaks: past, too soon, or too far ahead."""
    policy = catalog.policy_of(service)
    if start_at < now:
        return Explanation(Reason.PAST, layer=Layer.POLICY)
    if start_at < now + policy.minimum_lead_time:
        path = policy_path(catalog, service, "minimum_lead_time")
        return Explanation(
            Reason.TOO_SOON, limit=policy.minimum_lead_time, layer=Layer.POLICY, setting=path
        )
    if start_at > now + policy.maximum_advance:
        path = policy_path(catalog, service, "maximum_advance")
        return Explanation(
            Reason.TOO_FAR_AHEAD, limit=policy.maximum_advance, layer=Layer.POLICY, setting=path
        )
    return None


def explain_closed(catalog: Catalog, service: Service, start_at: datetime) -> Explanation | None:
    """Say whether the business as a whole is closed at some moment of the service."""
    business = catalog.business
    wanted = TimeRange(start_at, start_at + service.default_duration)
    for closure in catalog.all_closures:
        if closure.period.in_zone(business.time_zone).overlaps(wanted):
            return Explanation(Reason.CLOSED, title=closure.title, layer=Layer.CLOSURE)
    if business.business_hours.within(wanted, business.time_zone).contains(wanted):
        return None
    return Explanation(Reason.CLOSED, layer=Layer.STAFF_HOURS, setting="businessHours")


def explain_staff_member(
    catalog: Catalog, service: Service, staff_member: StaffMember, start_at: datetime, busy: Busy
) -> Explanation | None:
    """Say what first refuses `start_at` with this staff member, or None where nothing does."""
    return next(iter_reasons(catalog, service, staff_member, start_at, busy), None)


def iter_reasons(
    catalog: Catalog, service: Service, staff_member: StaffMember, start_at: datetime, busy: Busy
) -> Iterator[Explanation]:
    """Give every rule that refuses `start_at` with this staff member, layer by layer."""
    wanted = TimeRange(start_at, start_at + service.default_duration)
    case = _Case(catalog, service, staff_member, wanted, busy)
    if staff_member.staff_member_id not in service.staff_member_ids:
        path = service_path(service, "staffMemberIds")
        yield case.refused(Reason.NOT_OFFERED_BY_STAFF, Layer.SERVICE, path)
    yield from _absences(case)
    yield from _hours(case)
    yield from _busy(case)


def _absences(case: _Case) -> Iterator[Explanation]:
    catalog, zone = case.catalog, case.catalog.business.time_zone
    for closure in catalog.all_closures:
        for closed in closure.period.in_zone(zone).overlapping(case.wanted):
            path = closure_path(catalog, closure)
            yield case.refused(
                Reason.CLOSED, Layer.CLOSURE, path, title=closure.title, time_range=closed
            )
    theirs = case.staff_member.staff_member_id
    for time_off in catalog.time_off_by_staff_member.get(theirs, ()):
        for away in time_off.period.in_zone(zone).overlapping(case.wanted):
            path = time_off_path(time_off)
            yield case.refused(Reason.TIME_OFF, Layer.TIME_OFF, path, time_range=away)


def _hours(case: _Case) -> Iterator[Explanation]:
    wanted, policy = case.wanted, case.policy
    worked = working_time(case.catalog, case.staff_member, wanted)
    if not worked.worked_time.contains(wanted):
        path = hours_path(case.staff_member)
        yield case.refused(Reason.STAFF_NOT_WORKING, Layer.STAFF_HOURS, path)
        return
    bookable = working_time(case.catalog, case.staff_member, wanted, policy.service_hours)
    if not bookable.worked_time.contains(wanted):
        path = policy_path(case.catalog, case.service, "general_availability")
        yield case.refused(Reason.OUTSIDE_SERVICE_HOURS, Layer.SERVICE_HOURS, path)
    elif not is_on_grid(bookable.periods, wanted, policy.time_slot_interval):
        path = policy_path(case.catalog, case.service, "time_slot_interval")
        yield case.refused(Reason.OFF_GRID, Layer.GRID, path)


def _busy(case: _Case) -> Iterator[Explanation]:
    service = case.service
    padded = case.wanted.padded(service.pre_buffer, service.post_buffer)
    taken = case.busy.get(case.staff_member.staff_member_id, NOTHING_BUSY)
    if taken.overlaps(padded):
        for each in taken.claimed_ranges().overlapping(padded):
            yield case.refused(Reason.TAKEN, Layer.APPOINTMENTS, time_range=each)
        for busy in taken.elsewhere:
            yield from _busy_elsewhere(case, busy, padded)
    if taken.is_full_at(case.wanted.start_at):
        path = daily_limit_path(service, case.staff_member)
        yield case.refused(Reason.DAY_FULL, Layer.DAILY_LIMIT, path)


def _busy_elsewhere(case: _Case, busy: BusyElsewhere, padded: TimeRange) -> Iterator[Explanation]:
    """Give what is in the way elsewhere; of another business not even when it begins or ends."""
    path = personal_calendar_path(case.staff_member)
    for each in busy.ranges().overlapping(padded):
        if busy.source is BusySource.OTHER_BUSINESS:
            yield case.refused(Reason.TAKEN, Layer.OTHER_BUSINESS)
            return
        refusal = case.refused(Reason.TAKEN, Layer.PERSONAL_CALENDAR, path, time_range=each)
        yield replace(refusal, read_at=busy.read_at)


_TELLING = (
    Reason.TAKEN,
    Reason.NO_RESOURCE,
    Reason.DAY_FULL,
    Reason.TIME_OFF,
    Reason.OFF_GRID,
    Reason.OUTSIDE_SERVICE_HOURS,
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
    required_count: int = 1,
) -> Explanation | None:
    """Say why `start_at` cannot be booked with so many of `staff_members`, or None where it can.

    The limits of the policy are asked apart, by `explain_policy`: staff may go past them.
    """
    found: list[Explanation] = []
    free_count = 0
    for staff_member in staff_members:
        refusal = explain_staff_member(catalog, service, staff_member, start_at, busy)
        if refusal is not None:
            found.append(refusal)
            continue
        free_count += 1
        if free_count == required_count:
            return next(iter_missing_resources(catalog, service, start_at, busy), None)
    closed = explain_closed(catalog, service, start_at)
    nearest = min(found, key=lambda each: _TELLING.index(each.reason), default=None)
    if nearest is None:
        return Explanation(Reason.SERVICE_NOT_BOOKABLE)
    if closed is not None and nearest.reason in (Reason.STAFF_NOT_WORKING, Reason.CLOSED):
        return closed
    return nearest if len(found) == 1 else Explanation(nearest.reason)
