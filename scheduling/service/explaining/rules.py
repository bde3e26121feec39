"""Every rule that refuses a start with one staff member, in the order of the layers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from scheduling.busy_time import Busy
from scheduling.catalog import StaffMember
from scheduling.errors import Reason
from scheduling.explanations import explain_policy, iter_reasons
from scheduling.layers import Explanation, Layer
from scheduling.recurrence import day_range, local_date
from scheduling.resource_explanations import iter_missing_resources
from scheduling.service.searching import Search
from scheduling.settings_paths import policy_path, service_path
from scheduling.time_ranges import TimeRange

_ORDER = {layer: place for place, layer in enumerate(Layer)}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that refuses a start. Where not `binds_asker` it refuses it to customers only."""

    refusal: Explanation
    binds_asker: bool = True
    count: int | None = None
    maximum: int | None = None

    @property
    def layer(self) -> Layer:
        """The layer it belongs to."""
        return self.refusal.layer or Layer.SERVICE


@dataclass(frozen=True, slots=True)
class Question:
    """A start asked about with one staff member, and what is busy around it."""

    search: Search
    staff_member: StaffMember
    start_at: datetime
    busy: Busy

    @property
    def wanted(self) -> TimeRange:
        """The appointment's own time, without its buffers."""
        return TimeRange(self.start_at, self.start_at + self.search.service.default_duration)

    @property
    def on(self) -> date:
        """The business's local date of the start."""
        return local_date(self.start_at, self.search.catalog.business.time_zone)


def rules_against(question: Question) -> tuple[Rule, ...]:
    """List every rule in the way; none exactly where a customer could book the start."""
    found = [*_of_customers(question), *_of_calendar(question), *_of_policy(question)]
    return tuple(sorted(found, key=lambda each: _ORDER[each.layer]))


def _of_customers(question: Question) -> Iterator[Rule]:
    """Give what keeps customers from asking for it at all."""
    search, who = question.search, question.staff_member.staff_member_id
    if search.service.is_hidden_from_customers:
        path = service_path(search.service, "isHiddenFromCustomers")
        refusal = Explanation(Reason.SERVICE_NOT_BOOKABLE, who, layer=Layer.SERVICE, setting=path)
        yield Rule(refusal, binds_asker=False)


def _of_calendar(question: Question) -> Iterator[Rule]:
    """Give the hours, absences and what is busy; a full day is told by whose limit it is."""
    catalog, service = question.search.catalog, question.search.service
    start_at, busy = question.start_at, question.busy
    found = tuple(iter_reasons(catalog, service, question.staff_member, start_at, busy))
    for refusal in found:
        limits = tuple(daily_limits(question)) if refusal.reason is Reason.DAY_FULL else ()
        yield from limits or (Rule(refusal),)
    yield from map(Rule, iter_missing_resources(catalog, service, start_at, busy))
    yield from _hidden_service_hours(question, found)


def _hidden_service_hours(question: Question, found: tuple[Explanation, ...]) -> Iterator[Rule]:
    """Give the service's hours too where the staff member's already refuse the start."""
    search = question.search
    if not any(each.reason is Reason.STAFF_NOT_WORKING for each in found):
        return
    hours = search.catalog.policy_of(search.service).service_hours
    on, zone = question.on, search.catalog.business.time_zone
    last_on = local_date(question.wanted.end_at, zone)
    if hours.is_unlimited or hours.ranges(on, last_on, zone).contains(question.wanted):
        return
    path = policy_path(search.catalog, search.service, "general_availability")
    who = question.staff_member.staff_member_id
    yield Rule(
        Explanation(Reason.OUTSIDE_SERVICE_HOURS, who, layer=Layer.SERVICE_HOURS, setting=path)
    )


def daily_limits(question: Question) -> Iterator[Rule]:
    """Give the daily limits that are reached: the staff member's, the service's, or both."""
    search, person = question.search, question.staff_member
    service, who = search.service, person.staff_member_id
    day = day_range(question.on, search.catalog.business.time_zone)
    assigned = search.assigned(day)
    theirs = {each.appointment_id for each in assigned if each.staff_member_id == who}
    of_service = {each.appointment_id for each in assigned if each.service_id == service.service_id}
    path = "maximumAppointmentsPerDay"
    for counted, limited, setting in (
        (theirs, person.maximum_appointments_per_day, f"staffMembers[{who}].{path}"),
        (of_service, service.maximum_appointments_per_day, service_path(service, path)),
    ):
        if limited is not None and len(counted) >= limited:
            refusal = Explanation(Reason.DAY_FULL, who, layer=Layer.DAILY_LIMIT, setting=setting)
            yield Rule(refusal, count=len(counted), maximum=limited)


def _of_policy(question: Question) -> Iterator[Rule]:
    """Give the limits of time; who may override rules is bound by the past alone."""
    search = question.search
    refusal = explain_policy(search.catalog, search.service, question.start_at, search.now)
    if refusal is not None:
        is_past = refusal.reason is Reason.PAST
        yield Rule(refusal, binds_asker=is_past or not search.may_override)
