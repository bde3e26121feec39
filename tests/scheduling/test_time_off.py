"""Time off: who may enter it for whom, what it leaves behind, and what it does to bookings."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from scheduling.absences import TimeOff
from scheduling.actors import (
    Actor,
    CustomerActor,
    OperatorActor,
    Principal,
    StaffActor,
    SystemActor,
)
from scheduling.auditing import AuditEntry
from scheduling.errors import NotFound, NotPermitted, Reason
from scheduling.service.away import AddTimeOff, add_time_off
from tests.fakes.businesses import BUSINESS, HAIRCUT, STAFF, at, customer, salon, staff
from tests.fakes.desk import MemoryDesk
from tests.fakes.periods import local_period

MORNING = local_period(14, 9, 14, 12)
MANAGE, OTHER_BUSINESS = "manage time off", "act in another business"


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk()


def away(desk: MemoryDesk, actor: Actor, whose: str = "tom", **changes: Any) -> TimeOff:
    facts: dict[str, Any] = {"period": MORNING, "title": "Dentist", **changes}
    command = AddTimeOff(business_id=BUSINESS, staff_member_id=whose, **facts)
    return desk.do(add_time_off, actor, command)


def stored(desk: MemoryDesk) -> tuple[TimeOff, ...]:
    return desk.state.catalogs[BUSINESS].time_off


@pytest.mark.parametrize(
    ("actor", "whose", "refused"),
    [
        (staff("ana"), "ana", None),
        (staff("ana"), "tom", None),
        (staff("ben"), "tom", None),
        (staff("tom"), "tom", None),
        (staff("tom"), "ben", MANAGE),
        (staff("vic"), "vic", MANAGE),
        (staff("gus"), "gus", MANAGE),
        (customer(), "tom", MANAGE),
        (OperatorActor(), "tom", None),
        (SystemActor(), "tom", None),
        (StaffActor("clinic", "ana"), "ana", OTHER_BUSINESS),
        (StaffActor(BUSINESS, "left"), "left", "act for a business one has left"),
        (CustomerActor("clinic", Principal("directline", "", "dana")), "tom", OTHER_BUSINESS),
    ],
)
def test_who_may_say_that_somebody_is_away(
    desk: MemoryDesk, actor: Actor, whose: str, refused: str | None
) -> None:
    if refused is None:
        away(desk, actor, whose)
        assert [each.staff_member_id for each in stored(desk)] == [whose]
        return
    with pytest.raises(NotPermitted) as caught:
        away(desk, actor, whose)
    assert caught.value.action == refused


def test_it_is_kept_as_it_was_said_and_written_down(desk: MemoryDesk) -> None:
    ben = StaffActor(BUSINESS, "ben", "msteams")
    added = away(desk, ben)
    assert added == TimeOff("id-1", "tom", MORNING, "Dentist")
    assert stored(desk) == (added,)
    entry = AuditEntry(ben, "timeOffAdded", desk.now, "msteams")
    assert desk.state.audit[-1] == (BUSINESS, "tom", entry)


def test_asked_twice_it_is_added_once(desk: MemoryDesk) -> None:
    first = away(desk, staff("tom"))
    written = desk.state.audit
    assert away(desk, staff("ben"), title="Again") == first
    assert (stored(desk), desk.state.audit) == ((first,), written)


def test_another_period_and_another_person_are_other_time_off(desk: MemoryDesk) -> None:
    first = away(desk, staff("ana"))
    later = away(desk, staff("ana"), period=local_period(15, 9, 15, 12))
    theirs = away(desk, staff("ana"), "ben")
    assert stored(desk) == (first, later, theirs)
    assert len({each.time_off_id for each in stored(desk)}) == 3


def test_nobody_s_time_off_is_not_found(desk: MemoryDesk) -> None:
    with pytest.raises(NotFound) as refused:
        away(desk, staff("ana"), "nobody")
    assert (refused.value.kind, refused.value.identifier) == ("staff member", "nobody")


def test_nobody_books_who_is_away_and_what_is_booked_stays(desk: MemoryDesk) -> None:
    booked = desk.book(start_at=at(14, 10), staff_member_id="tom")
    away(desk, staff("tom"))
    asked = desk.check(at(14, 11), staff_member_id="tom")
    assert asked.refusal is not None
    assert asked.refusal.reason is Reason.TAKEN
    assert desk.check(at(14, 12), staff_member_id="tom").refusal is None
    assert desk.see(booked, customer()) == booked


def test_who_lost_the_right_while_they_waited_is_refused(desk: MemoryDesk) -> None:
    demoted = tuple(
        replace(each, role=STAFF[3].role) if each.staff_member_id == "ben" else each
        for each in STAFF
    )
    desk.meanwhile(lambda: desk.change(salon(staff=demoted)))
    with pytest.raises(NotPermitted):
        away(desk, staff("ben"))


def test_the_same_entered_by_two_at_once_is_there_once(desk: MemoryDesk) -> None:
    desk.meanwhile(lambda: away(desk, staff("ben")))
    second = away(desk, staff("tom"))
    assert stored(desk) == (second,)


def test_what_waited_unanswered_on_the_calendar_is_ended(desk: MemoryDesk) -> None:
    desk.load(salon(replace(HAIRCUT, needs_approval=True)))
    asked = desk.book(start_at=at(16, 10), staff_member_id="tom")
    desk.wait(timedelta(days=1))
    away(desk, staff("tom"))
    kept = desk.state.appointments[BUSINESS, asked.appointment_id]
    assert kept.status.value == "cancelled"
