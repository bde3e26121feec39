"""Personal calendars: who keeps whose, what is stored and written down, and what is held."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from scheduling.actors import Actor, OperatorActor, StaffActor, SystemActor
from scheduling.auditing import AuditEntry
from scheduling.catalog import Role
from scheduling.deletions import Place
from scheduling.errors import NotFound, NotPermitted
from scheduling.personal_calendars import PersonalCalendar
from scheduling.service.asking import AskBusiness
from scheduling.service.lifecycle.leaving import Aftermath, RemovePerson, remove_person
from scheduling.service.personal_calendars.keeping import (
    ForgetPersonalCalendar,
    KeepPersonalCalendar,
    forget_personal_calendar,
    keep_personal_calendar,
    list_personal_calendars,
)
from scheduling.time_ranges import TimeRange, TimeRangeSet
from tests.fakes.businesses import BUSINESS, STAFF, at, customer, salon, staff
from tests.fakes.desk import MemoryDesk
from tests.fakes.memory import Locked

HOUR = timedelta(hours=1)
APRIL = TimeRange(at(1, 0), at(30, 0))
TEN, EVENING = TimeRange(at(14, 10), at(14, 11)), TimeRange(at(29, 23), at(30, 2))
TOM_IN_TEAMS = StaffActor(BUSINESS, "tom", "msteams")


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk()


def keep(
    desk: MemoryDesk, actor: Actor = TOM_IN_TEAMS, whose: str = "tom", **changes: Any
) -> PersonalCalendar:
    facts: dict[str, Any] = {"source": "work", "within": APRIL, "busy": (TEN, EVENING), **changes}
    command = KeepPersonalCalendar(business_id=BUSINESS, staff_member_id=whose, **facts)
    return desk.do(keep_personal_calendar, actor, command)


def forget(desk: MemoryDesk, actor: Actor = TOM_IN_TEAMS, source: str = "work") -> None:
    desk.do(forget_personal_calendar, actor, ForgetPersonalCalendar(BUSINESS, "tom", source))


def listed(desk: MemoryDesk, actor: Actor) -> list[tuple[str, str]]:
    found = desk.do(list_personal_calendars, actor, AskBusiness(BUSINESS))
    return [(each.staff_member_id, each.source) for each in found]


def test_what_was_read_is_kept_as_far_as_it_was_read(desk: MemoryDesk) -> None:
    desk.wait(HOUR)
    kept = keep(desk, event_count=3, skipped_count=1)
    assert kept == PersonalCalendar(
        business_id=BUSINESS,
        staff_member_id="tom",
        source="work",
        read_at=desk.now,
        within=APRIL,
        event_count=3,
        skipped_count=1,
    )
    cut = TimeRange(EVENING.start_at, APRIL.end_at)
    assert desk.state.personal[BUSINESS, "tom", "work"] == (kept, TimeRangeSet([TEN, cut]))
    assert desk.locked == [Locked(("tom",))]


def test_what_is_read_anew_takes_the_place_of_what_was_read_of_it(desk: MemoryDesk) -> None:
    keep(desk)
    keep(desk, source="home")
    again = keep(desk, busy=())
    assert desk.state.personal[BUSINESS, "tom", "work"] == (again, TimeRangeSet())
    assert listed(desk, staff("tom")) == [("tom", "home"), ("tom", "work")]


def test_it_is_written_down_and_so_is_its_end(desk: MemoryDesk) -> None:
    keep(desk)
    desk.wait(HOUR)
    forget(desk)
    assert desk.locked == [Locked(("tom",))]
    assert desk.state.personal == {}
    found = [
        (which, entry.what, entry.actor, entry.door) for _, which, entry in desk.state.audit[1:]
    ]
    assert found == [
        ("tom", "personal calendar read", TOM_IN_TEAMS, "msteams"),
        ("tom", "personal calendar forgotten", TOM_IN_TEAMS, "msteams"),
    ]
    last = AuditEntry(TOM_IN_TEAMS, "personal calendar forgotten", desk.now, "msteams")
    assert desk.state.audit[-1] == (BUSINESS, "tom", last)


def test_what_was_never_read_is_not_forgotten(desk: MemoryDesk) -> None:
    keep(desk)
    with pytest.raises(NotFound) as refused:
        forget(desk, source="home")
    assert (refused.value.kind, refused.value.identifier) == ("personal calendar", "home")
    with pytest.raises(NotFound) as nobody:
        keep(desk, staff("ana"), "nobody")
    assert (nobody.value.kind, nobody.value.identifier) == ("staff member", "nobody")


MANAGE = "manage time off"


@pytest.mark.parametrize(
    ("actor", "refused_as"),
    [
        (staff("ana"), None),
        (staff("ben"), None),
        (staff("tom"), None),
        (OperatorActor(), None),
        (SystemActor(), None),
        (staff("vic"), MANAGE),
        (staff("gus"), MANAGE),
        (customer(), MANAGE),
        (StaffActor("clinic", "tom"), "act in another business"),
        (StaffActor(BUSINESS, "left"), "act for a business one has left"),
    ],
)
def test_who_manages_tom_s_calendars(
    desk: MemoryDesk, actor: Actor, refused_as: str | None
) -> None:
    if refused_as is None:
        keep(desk, actor)
        forget(desk, actor)
        return
    keep(desk)
    for act in (
        lambda: keep(desk, actor),
        lambda: forget(desk, actor),
        lambda: listed(desk, actor),
    ):
        with pytest.raises(NotPermitted) as refused:
            act()
        assert refused.value.action == refused_as


def test_each_lists_what_they_manage(desk: MemoryDesk) -> None:
    keep(desk)
    keep(desk, staff("ana"), "ana")
    assert listed(desk, staff("ben")) == [("ana", "work"), ("tom", "work")]
    assert listed(desk, staff("tom")) == [("tom", "work")]
    assert listed(desk, SystemActor()) == [("ana", "work"), ("tom", "work")]
    with pytest.raises(NotPermitted) as refused:
        keep(desk, staff("tom"), "ana")
    assert refused.value.action == MANAGE


GONE = RemovePerson(place=Place(BUSINESS, "tom"), aftermath=Aftermath.KEEP, seen=0)


@pytest.mark.parametrize("act", [keep, forget])
@pytest.mark.parametrize(
    ("actor", "refused"), [(TOM_IN_TEAMS, NotPermitted), (staff("ana"), NotFound)]
)
def test_of_who_left_meanwhile_nothing_is_kept(
    desk: MemoryDesk, act: Any, actor: Actor, refused: type[Exception]
) -> None:
    keep(desk)
    desk.meanwhile(lambda: desk.do(remove_person, OperatorActor(), GONE))
    with pytest.raises(refused):
        act(desk, actor)


@pytest.mark.parametrize("act", [keep, forget])
def test_who_lost_the_right_meanwhile_is_refused(desk: MemoryDesk, act: Any) -> None:
    keep(desk)
    guests = tuple(replace(each, role=Role.GUEST) for each in STAFF)
    desk.meanwhile(lambda: desk.change(salon(staff=guests)))
    with pytest.raises(NotPermitted) as refused:
        act(desk)
    assert refused.value.action == MANAGE
