"""Makes a rule what its viewer may know of it: its value, and where to change it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from scheduling.business import Catalog
from scheduling.busy_time import NOTHING_BUSY
from scheduling.catalog import Service
from scheduling.errors import Reason
from scheduling.explanation_views import ReasonView
from scheduling.layers import Layer
from scheduling.service.explaining.rules import Question, Rule, rules_against
from scheduling.service.explaining.sight import (
    Sight,
    may_change,
    may_read_settings,
    sight_of,
)
from scheduling.service.explaining.values import (
    calendar_of,
    custom_hours_path,
    hours_on,
    service_hours_on,
    starts_around,
    window_of,
)
from scheduling.service.viewing import staff_member_view

_PRIVATE = (
    Layer.TIME_OFF,
    Layer.APPOINTMENTS,
    Layer.PERSONAL_CALENDAR,
    Layer.OTHER_BUSINESS,
    Layer.DAILY_LIMIT,
)
"""What tells of somebody's calendar: to who sees no more than free or busy, all of it is busy."""


@dataclass(frozen=True, slots=True)
class _Viewer:
    """A rule seen by the asker, whose calendar it is in."""

    question: Question
    rule: Rule
    sight: Sight

    @property
    def who(self) -> str:
        return self.question.staff_member.staff_member_id

    @property
    def catalog(self) -> Catalog:
        return self.question.search.catalog

    @property
    def service(self) -> Service:
        return self.question.search.service


def reasons_against(question: Question) -> tuple[ReasonView, ...]:
    """List what is in the way of a start, as the asker may know it, in the order of the layers."""
    sight = sight_of(question.search.access, question.staff_member.staff_member_id)
    viewed = [
        _told(_Viewer(question, rule, sight), _view(_Viewer(question, rule, sight)))
        for rule in rules_against(question)
    ]
    # Two busy times that may not be told apart are one reason.
    return tuple(dict.fromkeys(viewed))


def _view(viewer: _Viewer) -> ReasonView:
    rule, refusal = viewer.rule, viewer.rule.refusal
    view = ReasonView(
        reason=refusal.reason,
        layer=rule.layer,
        setting=refusal.setting,
        binds_viewer=rule.binds_asker,
        title=refusal.title,
        limit=refusal.limit,
        time_range=refusal.time_range,
        count=rule.count,
        maximum=rule.maximum,
    )
    return _with_value(viewer, view)


def _with_value(viewer: _Viewer, view: ReasonView) -> ReasonView:
    """Add the value of the rule: what it is on that day, or around that time."""
    add = _VALUES.get(view.layer)
    return add(viewer, view) if add else view


def _with_providers(viewer: _Viewer, view: ReasonView) -> ReasonView:
    """Add who provides the service, where the staff member does not."""
    if view.reason is not Reason.NOT_OFFERED_BY_STAFF:
        return view
    found = viewer.catalog.providers_of(viewer.service)
    names = (staff_member_view(viewer.catalog, each.staff_member_id) for each in found)
    return replace(view, providers=tuple(names))


def _with_hours(viewer: _Viewer, view: ReasonView) -> ReasonView:
    question = viewer.question
    hours = hours_on(viewer.catalog, question.staff_member, question.start_at)
    return replace(view, hours=hours)


def _with_service_hours(viewer: _Viewer, view: ReasonView) -> ReasonView:
    on = viewer.question.on
    hours = service_hours_on(viewer.catalog, viewer.service, on)
    setting = custom_hours_path(viewer.catalog, viewer.service, on, view.setting)
    return replace(view, hours=hours, setting=setting)


def _with_title(viewer: _Viewer, view: ReasonView) -> ReasonView:
    return replace(view, title=time_off_title(viewer.catalog, view.setting))


def _with_grid(viewer: _Viewer, view: ReasonView) -> ReasonView:
    question = viewer.question
    step = viewer.catalog.policy_of(viewer.service).time_slot_interval
    around = starts_around(viewer.catalog, viewer.service, question.staff_member, question.start_at)
    return replace(view, limit=step, near_starts=around)


def _with_window(viewer: _Viewer, view: ReasonView) -> ReasonView:
    return replace(view, window=window_of(viewer.question.search))


def _with_obstacles(viewer: _Viewer, view: ReasonView) -> ReasonView:
    """Add what is in the way, where the asker sees all of the calendar."""
    if viewer.sight is not Sight.FULL or view.time_range is None:
        return view
    question = viewer.question
    service = question.search.service
    meeting = question.wanted.padded(service.pre_buffer, service.post_buffer)
    claimed = question.busy.get(viewer.who, NOTHING_BUSY).claimed_ranges()
    busy = claimed.overlapping(view.time_range)
    calendar = calendar_of(question.search, viewer.who, view.time_range)
    return replace(view, obstacles=calendar.obstacles(busy, meeting))


_VALUES: dict[Layer, Callable[[_Viewer, ReasonView], ReasonView]] = {
    Layer.SERVICE: _with_providers,
    Layer.STAFF_HOURS: _with_hours,
    Layer.SERVICE_HOURS: _with_service_hours,
    Layer.TIME_OFF: _with_title,
    Layer.APPOINTMENTS: _with_obstacles,
    Layer.GRID: _with_grid,
    Layer.POLICY: _with_window,
}
"""How the value of a layer's rules is found. A layer that is not here has none beyond the rule."""


def time_off_title(catalog: Catalog, setting: str) -> str:
    """Give the title of the time off at a path of the business file."""
    paths = {f"timeOff[{each.time_off_id}]": each.title for each in catalog.time_off}
    return paths.get(setting, "")


def _told(viewer: _Viewer, view: ReasonView) -> ReasonView:
    """Leave out what the asker may not know."""
    access = viewer.question.search.access
    if viewer.sight is not Sight.FULL:
        view = without_the_calendar(view)
    changes = may_change(access, view.layer, view.setting, viewer.who)
    setting = view.setting if changes or may_read_settings(access) else ""
    return replace(view, setting=setting, may_change=changes)


def without_the_calendar(view: ReasonView) -> ReasonView:
    """Give a reason to somebody who may only know when a colleague is free or busy."""
    if view.layer in _PRIVATE:
        return ReasonView(
            reason=Reason.TAKEN,
            layer=Layer.APPOINTMENTS,
            time_range=view.time_range,
        )
    is_own = view.setting.endswith(".workingHours")
    return replace(view, hours=()) if is_own else view
