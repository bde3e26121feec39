"""The use case `plan_hand_over`: who could take what somebody leaves, and who is proposed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from scheduling.absences import LocalPeriod
from scheduling.actors import Actor
from scheduling.appointments import Appointment
from scheduling.business import Catalog
from scheduling.catalog import StaffMember
from scheduling.errors import NotFound, WrongStatus
from scheduling.hand_over_views import ColleagueRefusal, HandOverPlanView, PlannedView
from scheduling.handing_over import can_be_handed_over
from scheduling.permissions import Action
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.access import Access, access_of, appointment_for
from scheduling.service.away import may_add_time_off
from scheduling.service.finding import slot_views
from scheduling.service.handing_over.looking import Look, Looked, as_booked, look
from scheduling.service.handing_over.matching import Task, place
from scheduling.service.handing_over.rights import Leaving, leaving
from scheduling.service.handing_over.who_left import leaving_view
from scheduling.service.searching import Search
from scheduling.service.viewing import appointment_view, staff_member_view
from scheduling.service.wish_lookup import candidates_of
from scheduling.service.wishes import Wish
from scheduling.statuses import AppointmentStatus
from scheduling.time_ranges import TimeRange
from scheduling.views import SlotView

MOST_AT_ONCE = 10
"""So many appointments are planned at once; more are planned after these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanHandOver:
    """What a staff member leaves: one appointment, or all that start within a range.

    `wanted_staff_member_id` is who shall get it where they can. `away` is the time off that would
    go with it.
    """

    business_id: str
    staff_member_id: str
    appointment_id: str | None = None
    within: TimeRange | None = None
    wanted_staff_member_id: str | None = None
    away: LocalPeriod | None = None


@dataclass(frozen=True, slots=True)
class _Case:
    """A plan in the making."""

    uow: UnitOfWork
    catalog: Catalog
    access: Access
    leaving: Leaving
    wanted: tuple[StaffMember, ...]
    now: datetime


def plan_hand_over(
    uow: UnitOfWork, actor: Actor, command: PlanHandOver, now: datetime, ids: Ids
) -> HandOverPlanView:
    """Say for each appointment who could take it, and propose who does, as many as possible.

    Raises NotFound, NotPermitted, and WrongStatus for one appointment that is over or a request.
    """
    catalog = uow.businesses.catalog(command.business_id)
    access = access_of(uow, actor, catalog)
    whose = leaving(access, command.staff_member_id)
    wanted = command.wanted_staff_member_id
    asked = (catalog.staff_member(wanted),) if wanted else ()
    case = _Case(uow, catalog, access, whose, asked, now)
    found = _left_by(case, command)
    if not found:
        catalog.staff_member(command.staff_member_id)
    concerned = [each for each in found if can_be_handed_over(each, now)]
    planned = _planned(case, concerned[:MOST_AT_ONCE])
    requests = [each for each in found if each.status is AppointmentStatus.REQUESTED]
    return HandOverPlanView(
        leaving=leaving_view(uow, catalog, command.staff_member_id),
        planned=planned,
        is_offer=whose.is_offer,
        away=_away(case, command),
        requests=tuple(appointment_view(catalog, each, access, now) for each in requests),
        left_out_count=max(0, len(concerned) - MOST_AT_ONCE),
    )


def _left_by(case: _Case, command: PlanHandOver) -> Sequence[Appointment]:
    """List what is meant and still to come, in order of start."""
    business_id, whose, now = command.business_id, command.staff_member_id, case.now
    if command.appointment_id is not None:
        return [_the_one(case, command, command.appointment_id)]
    if command.within is None:
        return []
    found = case.uow.appointments.of_staff(business_id, [whose], command.within)
    return [
        each
        for each in found
        if each.is_active
        and not each.has_lapsed(now)
        and max(command.within.start_at, now) <= each.time_range.start_at
    ]


def _the_one(case: _Case, command: PlanHandOver, appointment_id: str) -> Appointment:
    appointment = appointment_for(
        case.uow, case.access, Action.HAND_OVER, command.business_id, appointment_id
    )
    if command.staff_member_id not in appointment.staff_member_ids:
        raise NotFound("appointment", appointment_id)
    if not can_be_handed_over(appointment, case.now):
        raise WrongStatus(appointment.status.value, "handed over")
    return appointment


def _planned(case: _Case, appointments: Sequence[Appointment]) -> tuple[PlannedView, ...]:
    if not appointments:
        return ()
    read = look(case.uow, case.catalog, appointments, case.now)
    found = [_who_may(case, read.at(each, case.wanted)) for each in appointments]
    takers = _proposed(case, read, found)
    return tuple(_view(case, each, takers.get(each.appointment.appointment_id)) for each in found)


def _who_may(case: _Case, looked: Looked) -> Looked:
    able = tuple(each for each in looked.able if case.leaving.may_be_asked(each))
    return replace(looked, able=able)


def _proposed(case: _Case, read: Look, found: Sequence[Looked]) -> Mapping[str, str]:
    """Place as many as can be: with who is wanted first, then with whoever's turn it is."""
    by_id = {each.appointment.appointment_id: each for each in found}
    wanted = {each.staff_member_id for each in case.wanted}

    def rank(task: Task, takers: Mapping[str, str]) -> Sequence[str]:
        given = {each: (by_id[each].appointment, who) for each, who in takers.items()}
        turns = [each for each in read.ranked(by_id[task.task_id], given) if each in task.able]
        return sorted(turns, key=lambda each: each not in wanted)

    tasks = [read.task(each) for each in found]
    return place(tasks, read.rooms(each.on for each in tasks), rank)


def _view(case: _Case, looked: Looked, taker: str | None) -> PlannedView:
    catalog, appointment = case.catalog, looked.appointment
    return PlannedView(
        appointment=appointment_view(catalog, appointment, case.access, case.now),
        able=tuple(staff_member_view(catalog, each.staff_member_id) for each in looked.able),
        proposed_id=taker,
        refusals=tuple(
            ColleagueRefusal(staff_member_view(catalog, each.staff_member_id), each)
            for each in looked.refusals
            if each.staff_member_id is not None
        ),
        nearest=() if taker else _nearest(case, appointment),
    )


def _nearest(case: _Case, appointment: Appointment) -> tuple[SlotView, ...]:
    """Find the nearest times with anybody else, for one that a single staff member has."""
    service = as_booked(case.catalog, appointment)
    if service is None or len(appointment.staff_member_ids) > 1:
        return ()
    wish = Wish(
        business_id=appointment.business_id,
        service_id=appointment.service_id,
        except_staff_member_ids=frozenset(appointment.staff_member_ids),
        except_appointment_id=appointment.appointment_id,
    )
    others = candidates_of(case.catalog, service, wish)
    if not others:
        return ()
    search = Search(case.uow, case.catalog, case.access, wish, service, others, case.now)
    search = replace(search, freed_appointment_id=appointment.appointment_id)
    return slot_views(search, search.nearest(appointment.time_range.start_at, 3))


def _away(case: _Case, command: PlanHandOver) -> LocalPeriod | None:
    """Give the time off to add, where the actor may and it is not known yet."""
    is_here = command.staff_member_id in case.catalog.staff_members
    if not is_here or not may_add_time_off(case.access, command.staff_member_id):
        return None
    if command.away is None:
        return None
    zone = case.catalog.business.time_zone
    known = case.catalog.time_off_by_staff_member.get(command.staff_member_id, ())
    wanted = command.away.in_zone(zone)
    for each in known:
        wanted = wanted.minus(each.period.in_zone(zone))
    return command.away if wanted else None
