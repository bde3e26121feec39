"""Every change is written down: who, when, from which status to which, by which door."""

from dataclasses import replace
from datetime import timedelta

import pytest

from scheduling.actors import (
    Actor,
    CustomerActor,
    OperatorActor,
    Principal,
    StaffActor,
    SystemActor,
    door_of,
)
from scheduling.auditing import Author
from scheduling.errors import NotFound, NotPermitted
from scheduling.service.asking import AskAppointment
from scheduling.service.history import get_history
from scheduling.service.identities import ActAs, Identify, act_as, identify
from scheduling.service.lapsing import EndLapsed, end_lapsed_requests
from scheduling.statuses import AppointmentStatus, CancelledBy
from tests.fakes.businesses import BUSINESS, HAIRCUT, NOW, at, customer, salon, staff
from tests.fakes.desk import MemoryDesk

ANA_IN_TEAMS = StaffActor(BUSINESS, "ana", "msteams")
REQUESTED, CONFIRMED = AppointmentStatus.REQUESTED, AppointmentStatus.CONFIRMED
ARRIVED, CANCELLED = AppointmentStatus.ARRIVED, AppointmentStatus.CANCELLED
IN_PROGRESS, COMPLETED = AppointmentStatus.IN_PROGRESS, AppointmentStatus.COMPLETED


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk(salon(replace(HAIRCUT, needs_approval=True)))


@pytest.mark.parametrize(
    ("actor", "door"),
    [
        (customer(), "directline"),
        (ANA_IN_TEAMS, "msteams"),
        (SystemActor(), "system"),
        (OperatorActor(), "command line"),
    ],
)
def test_everybody_comes_by_a_door(actor: Actor, door: str) -> None:
    assert door_of(actor) == door


def test_a_staff_member_is_the_same_by_whichever_door() -> None:
    assert staff("ana") == ANA_IN_TEAMS
    assert hash(staff("ana")) == hash(ANA_IN_TEAMS)


def test_who_signs_in_as_staff_carries_their_door(desk: MemoryDesk) -> None:
    principal = Principal("msteams", "directory", "ana-object-id")
    desk.do(act_as, SystemActor(), ActAs(BUSINESS, principal, staff_member_id="ana"))
    _, actor = desk.do(identify, SystemActor(), Identify(principal, BUSINESS))
    assert door_of(actor) == "msteams"


def test_a_whole_life_is_told_line_by_line(desk: MemoryDesk) -> None:
    view = desk.book(start_at=at(13, 12))
    view = desk.accept(view, ANA_IN_TEAMS)
    view = desk.move(view, OperatorActor(), at(13, 14))
    for status in (ARRIVED, IN_PROGRESS, COMPLETED):
        view = desk.mark(view, ANA_IN_TEAMS, status)
    found = desk.do(get_history, staff("ben"), AskAppointment(BUSINESS, view.appointment_id))
    assert [(each.what, each.before, each.after, each.door) for each in found] == [
        ("requested", None, REQUESTED, "directline"),
        ("accepted", REQUESTED, CONFIRMED, "msteams"),
        ("rescheduled", CONFIRMED, CONFIRMED, "command line"),
        ("statusChanged", CONFIRMED, ARRIVED, "msteams"),
        ("statusChanged", ARRIVED, IN_PROGRESS, "msteams"),
        ("statusChanged", IN_PROGRESS, COMPLETED, "msteams"),
    ]
    assert [(each.author, each.name) for each in found[:3]] == [
        (Author.CUSTOMER, "Dana"),
        (Author.STAFF_MEMBER, "Ana"),
        (Author.OPERATOR, ""),
    ]
    assert {each.at for each in found} == {NOW}


def test_what_the_system_ended_is_the_system_s_doing(desk: MemoryDesk) -> None:
    view = desk.book(start_at=at(16, 10))
    desk.wait(timedelta(days=1))
    desk.do(end_lapsed_requests, SystemActor(), EndLapsed(BUSINESS))
    found = desk.do(get_history, staff("ana"), AskAppointment(BUSINESS, view.appointment_id))
    last = found[-1]
    assert (last.author, last.what, last.door) == (Author.SYSTEM, "expired", "system")
    assert (last.before, last.after) == (REQUESTED, CANCELLED)


@pytest.mark.parametrize(
    ("actor", "by"),
    [
        (customer(), CancelledBy.CUSTOMER),
        (staff("ana"), CancelledBy.STAFF),
        (OperatorActor(), CancelledBy.STAFF),
        (SystemActor(), CancelledBy.SYSTEM),
    ],
)
def test_a_cancellation_says_by_whom(desk: MemoryDesk, actor: Actor, by: CancelledBy) -> None:
    view = desk.accept(desk.book(start_at=at(20, 10)), staff("ana"))
    assert desk.cancel(view, actor).cancelled_by is by


@pytest.mark.parametrize(
    ("actor", "refused"),
    [
        (staff("tom"), NotFound),
        (staff("gus"), NotFound),
        (customer(), NotPermitted),
        (CustomerActor(BUSINESS, Principal("directline", "", "eve")), NotFound),
    ],
)
def test_the_history_is_for_who_may_see_all(
    desk: MemoryDesk, actor: Actor, refused: type[Exception]
) -> None:
    view = desk.book()
    with pytest.raises(refused):
        desk.do(get_history, actor, AskAppointment(BUSINESS, view.appointment_id))
