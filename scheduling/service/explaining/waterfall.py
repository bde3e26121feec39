"""One staff member's day from its hours down to what can be booked: each rule takes its part.

All is measured in time, so that it adds up: the hours, less every step, are the time that the
slots left cover. The slots are the engine's own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from scheduling.availability import SlotQuery, free_starts
from scheduling.busy_time import NOTHING_BUSY, Busy, BusyTime
from scheduling.catalog import StaffMember
from scheduling.explanation_views import DayStep, ReasonView, Step
from scheduling.resource_time import opening_hours
from scheduling.service.explaining.values import Calendar
from scheduling.service.searching import Search
from scheduling.time_ranges import TimeRange, TimeRangeSet, instant_of_minute, minute_from
from scheduling.working_time import closed_ranges, time_off_ranges, working_time


@dataclass(frozen=True, slots=True)
class DayQuestion:
    """A day (of the business's calendar) asked about with one staff member."""

    search: Search
    staff_member: StaffMember
    day: TimeRange
    busy: Busy
    calendar: Calendar

    @property
    def theirs(self) -> BusyTime:
        """What is busy for the staff member."""
        return self.busy.get(self.staff_member.staff_member_id, NOTHING_BUSY)

    @property
    def length(self) -> timedelta:
        """How long the service takes, without its buffers."""
        return self.search.service.default_duration


@dataclass(frozen=True, slots=True)
class Level:
    """What is left of a day after a step, and what the step took."""

    step: Step
    left: TimeRangeSet
    taken: TimeRangeSet


def hours_of_day(question: DayQuestion) -> TimeRangeSet:
    """Give the hours the day begins with: the staff member's, whatever takes from them."""
    found = working_time(question.search.catalog, question.staff_member, question.day).periods
    return TimeRangeSet(found).clipped(question.day)


def levels_of(question: DayQuestion) -> tuple[Level, ...]:
    """Take every rule from the day's hours in turn; the last level is what the slots cover."""
    if question.staff_member not in question.search.catalog.providers_of(question.search.service):
        left = hours_of_day(question)
        return (Level(Step.FIT, TimeRangeSet(), left),)
    return tuple(_levels(question))


def _levels(question: DayQuestion) -> Iterator[Level]:
    left = hours_of_day(question)
    for step, kept in _kept(question):
        after = left.intersection(kept)
        yield Level(step, after, left.minus(after))
        left = after


def _kept(question: DayQuestion) -> Iterator[tuple[Step, TimeRangeSet]]:
    """Give what of the day each rule lets be."""
    whole, catalog = TimeRangeSet([question.day]), question.search.catalog
    hours = catalog.policy_of(question.search.service).service_hours
    bookable = working_time(catalog, question.staff_member, question.day, hours).periods
    busy, claimed = question.theirs.ranges(), question.calendar.claimed()
    off = TimeRangeSet(time_off_ranges(catalog, question.staff_member))
    full = BusyTime(question.theirs.full, (0, 0)).ranges()
    yield Step.SERVICE_HOURS, TimeRangeSet(bookable)
    yield Step.CLOSURES, whole.minus(TimeRangeSet(closed_ranges(catalog)))
    yield Step.TIME_OFF, whole.minus(off)
    yield Step.APPOINTMENTS, whole.minus(busy.intersection(claimed))
    yield Step.HOLDS, whole.minus(question.theirs.claimed_ranges())
    yield Step.ELSEWHERE, whole.minus(busy)
    yield Step.DAILY_LIMIT, whole.minus(full)
    yield Step.RESOURCES, _with_units(question)
    yield Step.POLICY, TimeRangeSet(_usable(question))
    yield Step.FIT, covered(question)


def _with_units(question: DayQuestion) -> TimeRangeSet:
    """Give the time at which, for each resource the service needs, some unit is open and free."""
    catalog, left = question.search.catalog, TimeRangeSet([question.day])
    zone = catalog.business.time_zone
    for units in catalog.units_for(question.search.service):
        had = TimeRangeSet()
        for unit in units:
            hours = opening_hours(catalog.resource(unit.resource_id), zone, question.day)
            busy = question.busy.get(unit, NOTHING_BUSY).ranges()
            had = had.union(hours.minus(busy))
        left = left.intersection(had)
    return left


def _usable(question: DayQuestion) -> Iterator[TimeRange]:
    """Give the time that an appointment which starts within the window may fill."""
    window = question.search.window()
    first, after = minute_from(window.start_at), minute_from(window.end_at)
    if first < after:
        last_start = instant_of_minute(after - 1)
        yield TimeRange(instant_of_minute(first), last_start + question.length)


def starts_of(question: DayQuestion) -> tuple[datetime, ...]:
    """List the starts on the day that are left, as the engine finds them."""
    within = question.day.clipped(question.search.window())
    if within is None:
        return ()
    person = question.staff_member
    query = SlotQuery(question.search.service, (person,), within)
    found = free_starts(question.search.catalog, query, question.busy)
    return found.of(person.staff_member_id)


def covered(question: DayQuestion) -> TimeRangeSet:
    """Give the time of the day that its slots cover."""
    slots = (TimeRange(each, each + question.length) for each in starts_of(question))
    return TimeRangeSet(slots).clipped(question.day)


def steps_of(
    levels: tuple[Level, ...], causes: dict[Step, tuple[ReasonView, ...]]
) -> tuple[DayStep, ...]:
    """Give the levels as steps, each with what caused it where it took anything."""
    return tuple(
        DayStep(
            each.step,
            each.taken.duration,
            each.left.duration,
            causes.get(each.step, ()) if each.taken else (),
        )
        for each in levels
    )


_CALENDAR = (Step.TIME_OFF, Step.APPOINTMENTS, Step.HOLDS, Step.ELSEWHERE, Step.DAILY_LIMIT)


def merged_for_colleagues(steps: tuple[DayStep, ...]) -> tuple[DayStep, ...]:
    """Make one "busy" of what a colleague may not tell apart."""
    inside = [each for each in steps if each.step in _CALENDAR]
    if not inside:
        return steps
    removed = sum((each.removed for each in inside), timedelta())
    busy = DayStep(Step.BUSY, removed, inside[-1].left)
    place = steps.index(inside[0])
    rest = [each for each in steps if each.step not in _CALENDAR]
    return (*rest[:place], busy, *rest[place:])


def added(days: list[tuple[DayStep, ...]], hours: timedelta) -> tuple[DayStep, ...]:
    """Add several people's steps up, what was removed by each kind; causes stay with the people."""
    removed: dict[Step, timedelta] = {}
    for each in (step for steps in days for step in steps):
        removed[each.step] = removed.get(each.step, timedelta()) + each.removed
    found, left = [], hours
    for step in (each for each in Step if each in removed):
        left -= removed[step]
        found.append(DayStep(step, removed[step], left))
    return tuple(found)
