"""What caused each step down of a day: the rules with their values, as the asker may know them."""

from collections.abc import Iterator
from dataclasses import replace

from scheduling.absences import Closure, TimeOff
from scheduling.errors import Reason
from scheduling.explanation_views import ReasonView, Step
from scheduling.explanations import explain_policy
from scheduling.layers import Explanation, Layer
from scheduling.recurrence import local_date
from scheduling.service.explaining.reasons import without_the_calendar
from scheduling.service.explaining.rules import Question, daily_limits
from scheduling.service.explaining.sight import Sight, may_change, may_read_settings, sight_of
from scheduling.service.explaining.values import (
    custom_hours_path,
    hours_on,
    service_hours_on,
    window_of,
)
from scheduling.service.explaining.waterfall import DayQuestion
from scheduling.settings_paths import (
    closure_path,
    hours_path,
    policy_path,
    service_path,
    time_off_path,
)
from scheduling.time_ranges import TimeRange


def causes_of(question: DayQuestion) -> dict[Step, tuple[ReasonView, ...]]:
    """Give the causes of each step, whether it takes anything or not."""
    return {
        Step.SERVICE_HOURS: _told(question, _service_hours(question)),
        Step.CLOSURES: _told(question, _closures(question)),
        Step.TIME_OFF: _told(question, _time_off(question)),
        Step.APPOINTMENTS: _told(question, _busy(question, are_held=False)),
        Step.HOLDS: _told(question, _busy(question, are_held=True)),
        Step.DAILY_LIMIT: _told(question, _daily_limits(question)),
        Step.POLICY: _told(question, _policy(question)),
        Step.FIT: _told(question, _fit(question)),
    }


def hours_rule(question: DayQuestion) -> ReasonView:
    """Give the hours the day begins with, and where they are set."""
    catalog, person = question.search.catalog, question.staff_member
    view = ReasonView(
        reason=Reason.STAFF_NOT_WORKING,
        layer=Layer.STAFF_HOURS,
        setting=hours_path(person),
        hours=hours_on(catalog, person, question.day.start_at + question.day.duration / 2),
    )
    sight = sight_of(question.search.access, person.staff_member_id)
    known = view if sight is Sight.FULL else without_the_calendar(view)
    return _told(question, iter([known]))[0]


def _told(question: DayQuestion, found: Iterator[ReasonView]) -> tuple[ReasonView, ...]:
    """Leave out where a rule is set for who may not know."""
    access, who = question.search.access, question.staff_member.staff_member_id
    told = []
    for each in found:
        changes = may_change(access, each.layer, each.setting, who)
        setting = each.setting if changes or may_read_settings(access) else ""
        told.append(replace(each, setting=setting, may_change=changes))
    return tuple(told)


def _service_hours(question: DayQuestion) -> Iterator[ReasonView]:
    search = question.search
    on = local_date(question.day.start_at, search.catalog.business.time_zone)
    general = policy_path(search.catalog, search.service, "general_availability")
    yield ReasonView(
        reason=Reason.OUTSIDE_SERVICE_HOURS,
        layer=Layer.SERVICE_HOURS,
        setting=custom_hours_path(search.catalog, search.service, on, general),
        hours=service_hours_on(search.catalog, search.service, on),
    )


def _closures(question: DayQuestion) -> Iterator[ReasonView]:
    catalog = question.search.catalog
    for closure in catalog.all_closures:
        for closed in _within(question, closure):
            yield ReasonView(
                reason=Reason.CLOSED,
                layer=Layer.CLOSURE,
                setting=closure_path(catalog, closure),
                title=closure.title,
                time_range=closed,
            )


def _time_off(question: DayQuestion) -> Iterator[ReasonView]:
    who = question.staff_member.staff_member_id
    for time_off in question.search.catalog.time_off_by_staff_member.get(who, ()):
        for away in _within(question, time_off):
            yield ReasonView(
                reason=Reason.TIME_OFF,
                layer=Layer.TIME_OFF,
                setting=time_off_path(time_off),
                title=time_off.title,
                time_range=away,
            )


def _within(question: DayQuestion, absence: Closure | TimeOff) -> tuple[TimeRange, ...]:
    zone = question.search.catalog.business.time_zone
    return absence.period.in_zone(zone).overlapping(question.day)


def _busy(question: DayQuestion, *, are_held: bool) -> Iterator[ReasonView]:
    """Give each appointment, or each held time, that meets the day."""
    found = question.calendar.obstacles(question.theirs.claimed_ranges(), question.day)
    for each in found:
        if each.is_held is are_held:
            yield ReasonView(
                reason=Reason.TAKEN,
                layer=Layer.APPOINTMENTS,
                time_range=each.claimed,
                obstacles=(each,),
            )


def _daily_limits(question: DayQuestion) -> Iterator[ReasonView]:
    start_at = question.day.start_at
    for rule in daily_limits(
        Question(question.search, question.staff_member, start_at, question.busy)
    ):
        yield ReasonView(
            reason=Reason.DAY_FULL,
            layer=Layer.DAILY_LIMIT,
            setting=rule.refusal.setting,
            count=rule.count,
            maximum=rule.maximum,
        )


def _policy(question: DayQuestion) -> Iterator[ReasonView]:
    """Give the limits of time that the beginning or the end of the day breaks."""
    window = window_of(question.search)
    for refusal in dict.fromkeys(filter(None, _limits_broken(question))):
        yield ReasonView(
            reason=refusal.reason,
            layer=Layer.POLICY,
            setting=refusal.setting,
            limit=refusal.limit,
            window=window,
        )


def _limits_broken(question: DayQuestion) -> Iterator[Explanation | None]:
    search, day = question.search, question.day
    for edge in (day.start_at, day.end_at):
        # Of a day that has begun, what is to come is kept back by the lead time.
        moment = max(edge, search.now) if day.end_at > search.now else edge
        refusal = explain_policy(search.catalog, search.service, moment, search.now)
        is_past = refusal is None or refusal.reason is Reason.PAST
        if is_past or not search.may_override:
            yield refusal
    if day.start_at < search.now < day.end_at:
        yield Explanation(Reason.PAST)


def _fit(question: DayQuestion) -> Iterator[ReasonView]:
    """Give the length and the grid that what is left must suit; or that it is not offered at all."""
    search, service = question.search, question.search.service
    if question.staff_member.staff_member_id not in service.staff_member_ids:
        path = service_path(service, "staffMemberIds")
        yield ReasonView(reason=Reason.NOT_OFFERED_BY_STAFF, layer=Layer.SERVICE, setting=path)
        return
    yield ReasonView(
        reason=Reason.OFF_GRID,
        layer=Layer.GRID,
        setting=policy_path(search.catalog, service, "time_slot_interval"),
        limit=search.catalog.policy_of(service).time_slot_interval,
    )
