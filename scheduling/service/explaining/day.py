"""The use case `explain_day`: what removed the time of a day, down to the slots that are left."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from scheduling.actors import Actor
from scheduling.catalog import StaffMember
from scheduling.explanation_views import DayExplanationView, PersonDay
from scheduling.ports import Ids, UnitOfWork
from scheduling.recurrence import day_range
from scheduling.service.day_checks import CheckDay, check_day
from scheduling.service.explaining.asked import (
    Asked,
    nearest_refusal,
    plain_reason,
    searches_for,
    service_name,
)
from scheduling.service.explaining.causes import causes_of, hours_rule
from scheduling.service.explaining.sight import Sight, may_book_for, seen_by, sight_of
from scheduling.service.explaining.values import calendar_of
from scheduling.service.explaining.waterfall import (
    DayQuestion,
    added,
    hours_of_day,
    levels_of,
    merged_for_colleagues,
    starts_of,
    steps_of,
)
from scheduling.service.finding import WishAnswer, slot_views
from scheduling.service.searching import Search
from scheduling.service.viewing import staff_member_view
from scheduling.time_ranges import TimeRange


@dataclass(frozen=True, slots=True)
class ExplainDay:
    """What of a date can be booked, and what removed the rest.

    It is a date of the business's calendar; to customers, who live elsewhere, of that of `zone`.
    """

    asked: Asked
    on: date
    zone: str = ""


def explain_day(
    uow: UnitOfWork, actor: Actor, command: ExplainDay, now: datetime, ids: Ids
) -> DayExplanationView:
    """Give a day from its hours down to its slots, for each staff member and for all.

    A customer is told one plain reason. Raises NotFound, and NotPermitted for who may know of
    nobody's calendar that is asked about.
    """
    searches = searches_for(uow, actor, command.asked, now)
    if searches[0].access.is_customer:
        return _plainly(uow, actor, searches, command, now, ids)
    day = day_range(command.on, searches[0].catalog.business.time_zone)
    search = max(searches, key=lambda each: _promise(each, day))
    return _whole(search, command, day)


def _promise(search: Search, day: TimeRange) -> tuple[int, timedelta]:
    """Order services by how much of the day is left for them, then by how short they are."""
    return len(search.slots(day)), -search.service.default_duration


def _whole(search: Search, command: ExplainDay, day: TimeRange) -> DayExplanationView:
    is_named = command.asked.staff_member_id is not None
    seen = seen_by(search.access, search.candidates, is_named=is_named)
    people = tuple(_person(search, each, day) for each in seen)
    hours = sum((each.hours for each in people), timedelta())
    noon = day.start_at + day.duration / 2
    return DayExplanationView(
        on=command.on,
        time_zone=search.catalog.business.time_zone,
        service=service_name(search.service),
        is_service_named=command.asked.service_id is not None,
        staff_member=staff_member_view(search.catalog, command.asked.staff_member_id)
        if command.asked.staff_member_id
        else None,
        slots_count=len(search.slots(day)),
        days_hours=hours,
        steps=added([each.steps for each in people], hours),
        people=people,
        nearest=slot_views(search, search.nearest(noon)),
    )


def _person(search: Search, person: StaffMember, day: TimeRange) -> PersonDay:
    who = person.staff_member_id
    question = DayQuestion(search, person, day, search.busy(day), calendar_of(search, who, day))
    steps = steps_of(levels_of(question), causes_of(question))
    if sight_of(search.access, who) is not Sight.FULL:
        steps = merged_for_colleagues(steps)
    return PersonDay(
        staff_member_view(search.catalog, who),
        hours_of_day(question).duration,
        hours_rule(question),
        steps,
        len(starts_of(question)),
        may_book_for(search.access, who),
    )


def _plainly(
    uow: UnitOfWork,
    actor: Actor,
    searches: tuple[Search, ...],
    command: ExplainDay,
    now: datetime,
    ids: Ids,
) -> DayExplanationView:
    """Tell a customer the one reason, of the service that came nearest to a free time."""
    zone = command.zone or searches[0].catalog.business.time_zone
    checks: list[tuple[Search, WishAnswer]] = [
        (each, check_day(uow, actor, CheckDay(each.wish, command.on, zone), now, ids))
        for each in searches
    ]
    free = [each for each, answer in checks if answer.refusal is None]
    refused = [answer.refusal for _, answer in checks if answer.refusal is not None]
    refusal = None if free else nearest_refusal(refused)
    best = next(each for each, answer in checks if answer.refusal is refusal)
    day = day_range(command.on, zone)
    slots = best.slots(day)
    noon = day.start_at + day.duration / 2
    who = command.asked.staff_member_id
    return DayExplanationView(
        on=command.on,
        time_zone=zone,
        service=service_name(best.service),
        is_service_named=command.asked.service_id is not None,
        staff_member=staff_member_view(best.catalog, who) if who else None,
        slots_count=len(slots),
        plain=plain_reason(refusal) if refusal else None,
        nearest=slot_views(best, slots or best.nearest(noon)),
    )
