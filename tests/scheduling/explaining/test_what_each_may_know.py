"""What each role learns of a calendar by asking why: no more than the table of permissions lets."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from scheduling.absences import LocalPeriod, TimeOff
from scheduling.actors import Actor
from scheduling.errors import NotPermitted, Reason
from scheduling.explanation_views import PersonDay, ReasonView, Step
from scheduling.layers import Layer
from scheduling.policies import SchedulingPolicy
from scheduling.recurrence import DayPeriod
from scheduling.service.explaining.reasons import time_off_title, without_the_calendar
from scheduling.time_ranges import TimeRange
from tests.fakes.businesses import COLOUR, EVE, HAIRCUT, STAFF, at, customer, salon, weekdays
from tests.fakes.desk import MemoryDesk
from tests.scheduling.explaining.questions import (
    ADMINISTRATOR,
    GUEST,
    SCHEDULER,
    TEAM_MEMBER,
    VIEWER,
    reasons,
    why,
    why_day,
)

WEDNESDAY = 15
TEN, TWO, SIX = at(WEDNESDAY, 10), at(WEDNESDAY, 14), at(WEDNESDAY, 18)


def local(hour: int) -> datetime:
    return datetime(2026, 4, WEDNESDAY, hour)  # noqa: DTZ001  # local time of the salon


@pytest.fixture
def desk() -> MemoryDesk:
    """On Wednesday Ana and Tom each have a customer at ten and are away from two to four."""
    away = LocalPeriod(local(14), local(16))
    everybody = replace(HAIRCUT, staff_member_ids=("ana", "tom", "gus"))
    desk = MemoryDesk(salon(everybody))
    for number, who in enumerate(("ana", "tom", "gus")):
        desk.book(customer(str(number)), start_at=TEN, staff_member_id=who, contact=EVE)
    off = tuple(TimeOff(f"t-{who}", who, away, "Surgery") for who in ("ana", "tom"))
    desk.change(salon(everybody, time_off=off))
    return desk


def told(view: ReasonView) -> tuple[object, ...]:
    return view.reason, view.layer, view.setting, view.title, bool(view.obstacles)


ALL = (Reason.TAKEN, Layer.APPOINTMENTS, "", "", True)
BUSY = (Reason.TAKEN, Layer.APPOINTMENTS, "", "", False)
HOURS = (Reason.STAFF_NOT_WORKING, Layer.STAFF_HOURS, "businessHours", "", False)
HOURS_ONLY = (Reason.STAFF_NOT_WORKING, Layer.STAFF_HOURS, "", "", False)


def away(who: str, setting: str | None = None) -> tuple[object, ...]:
    path = f"timeOff[t-{who}]" if setting is None else setting
    return Reason.TIME_OFF, Layer.TIME_OFF, path, "Surgery", False


@pytest.mark.parametrize(
    ("actor", "who", "expected"),
    [
        (ADMINISTRATOR, "ana", (ALL, away("ana"), HOURS)),
        (ADMINISTRATOR, "tom", (ALL, away("tom"), HOURS)),
        (SCHEDULER, "ana", (ALL, away("ana"), HOURS)),
        (SCHEDULER, "tom", (ALL, away("tom"), HOURS)),
        (VIEWER, "ana", (ALL, away("ana"), HOURS)),
        (TEAM_MEMBER, "tom", (ALL, away("tom"), HOURS_ONLY)),
        (TEAM_MEMBER, "ana", (BUSY, BUSY, HOURS_ONLY)),
        (GUEST, "gus", (ALL, None, HOURS_ONLY)),
    ],
)
def test_each_role_is_told_what_it_may_know(
    desk: MemoryDesk, actor: Actor, who: str, expected: tuple[tuple[object, ...] | None, ...]
) -> None:
    for start_at, wanted in zip((TEN, TWO, SIX), expected, strict=True):
        found = reasons(why(desk, start_at, actor, staff_member_id=who), who)
        assert [told(each) for each in found] == ([wanted] if wanted else [])


@pytest.mark.parametrize("who", ["ana", "tom"])
def test_a_guest_learns_nothing_of_colleagues(desk: MemoryDesk, who: str) -> None:
    with pytest.raises(NotPermitted):
        why(desk, TEN, GUEST, staff_member_id=who)
    with pytest.raises(NotPermitted):
        why_day(desk, WEDNESDAY, GUEST, staff_member_id=who)


def test_a_guest_who_asks_for_anyone_is_told_of_themselves(desk: MemoryDesk) -> None:
    view = why(desk, TEN, GUEST, staff_member_id=None)
    assert [each.staff_member.staff_member_id for each in view.people] == ["gus"]


@pytest.mark.parametrize(
    ("actor", "changes"),
    [
        (ADMINISTRATOR, {"ana": (True, True), "tom": (True, True)}),
        (SCHEDULER, {"ana": (True, False), "tom": (True, False)}),
        (VIEWER, {"ana": (False, False), "tom": (False, False)}),
        (TEAM_MEMBER, {"ana": (False, False), "tom": (True, False)}),
    ],
)
def test_who_may_change_time_off_and_hours_is_told_so(
    desk: MemoryDesk, actor: Actor, changes: dict[str, tuple[bool, bool]]
) -> None:
    for who, expected in changes.items():
        found = [
            reasons(why(desk, start_at, actor, staff_member_id=who), who)[0]
            for start_at in (TWO, SIX)
        ]
        assert tuple(each.may_change for each in found) == expected


def test_own_hours_are_a_team_members_to_change_and_a_colleagues_are_not_shown() -> None:
    early = weekdays(DayPeriod(7 * 60, 8 * 60))
    own = tuple(replace(each, use_business_hours=False, working_hours=early) for each in STAFF)
    desk = MemoryDesk(salon(HAIRCUT, staff=own))
    (mine,) = reasons(why(desk, TEN, TEAM_MEMBER, staff_member_id="tom"), "tom")
    (theirs,) = reasons(why(desk, TEN, TEAM_MEMBER), "ana")
    assert (mine.setting, mine.may_change) == ("staffMembers[tom].workingHours", True)
    assert (theirs.setting, theirs.may_change, theirs.hours) == ("", False, ())
    assert mine.hours == (TimeRange(at(WEDNESDAY, 7), at(WEDNESDAY, 8)),)


def test_the_hours_of_the_business_are_shown_of_a_colleague(desk: MemoryDesk) -> None:
    (theirs,) = reasons(why(desk, SIX, TEAM_MEMBER), "ana")
    assert len(theirs.hours) == 1


def test_of_a_colleague_who_is_not_free_only_when_is_told() -> None:
    when = TimeRange(TEN, SIX)
    dentist = ReasonView(
        reason=Reason.TIME_OFF, layer=Layer.TIME_OFF, title="Dentist", time_range=when
    )
    told = ReasonView(reason=Reason.TAKEN, layer=Layer.APPOINTMENTS, time_range=when)
    assert without_the_calendar(dentist) == told


def test_a_time_off_that_is_gone_has_no_title() -> None:
    assert time_off_title(salon(), "timeOff[gone]") == ""


@pytest.mark.parametrize(
    ("actor", "may"),
    [
        (ADMINISTRATOR, (True, True)),
        (SCHEDULER, (True, True)),
        (VIEWER, (False, False)),
        (TEAM_MEMBER, (False, True)),
    ],
)
def test_who_may_book_for_a_calendar_is_told_so(
    desk: MemoryDesk, actor: Actor, may: tuple[bool, bool]
) -> None:
    view = why(desk, TEN, actor, staff_member_id=None)
    found = {each.staff_member.staff_member_id: each.may_book for each in view.people}
    assert (found["ana"], found["tom"]) == may


@pytest.mark.parametrize("start_at", [TEN, TWO])
def test_a_customer_is_told_no_more_than_that_it_is_not_free(
    desk: MemoryDesk, start_at: datetime
) -> None:
    view = why(desk, start_at, customer("9"))
    assert view.people == ()
    assert view.plain is not None
    assert (view.plain.reason, view.plain.title) == (Reason.TAKEN, "")
    assert view.nearest


def test_nothing_a_customer_is_told_names_anybody_or_anything(desk: MemoryDesk) -> None:
    shown = "".join(
        str(each)
        for start_at in (TEN, TWO, SIX)
        for each in (why(desk, start_at, customer("9")), why_day(desk, 15, customer("9")))
    )
    assert "Eve" not in shown
    assert "Surgery" not in shown
    assert "timeOff" not in shown


def test_a_hidden_service_is_not_there_for_customers() -> None:
    with pytest.raises(Exception, match="no such service"):
        why(MemoryDesk(), TEN, customer(), service_id="hidden")


def steps(day: PersonDay) -> set[Step]:
    return {each.step for each in day.steps}


def test_a_colleagues_day_is_free_or_busy_and_adds_up_all_the_same(desk: MemoryDesk) -> None:
    (ana,) = why_day(desk, WEDNESDAY, TEAM_MEMBER).people
    (tom,) = why_day(desk, WEDNESDAY, TEAM_MEMBER, staff_member_id="tom").people
    assert Step.BUSY in steps(ana)
    assert not steps(ana) & {Step.TIME_OFF, Step.APPOINTMENTS, Step.HOLDS, Step.DAILY_LIMIT}
    assert {Step.TIME_OFF, Step.APPOINTMENTS} <= steps(tom)
    assert ana.hours - sum((each.removed for each in ana.steps), ana.hours * 0) == (
        ana.steps[-1].left
    )
    assert not any(each.causes for each in ana.steps if each.step is Step.BUSY)
    assert ana.slots_count == tom.slots_count


def test_without_a_service_a_customer_hears_what_holds_for_what_got_furthest() -> None:
    patient = replace(
        COLOUR, scheduling_policy=SchedulingPolicy(minimum_lead_time=timedelta(days=5))
    )
    desk = MemoryDesk(salon(patient, HAIRCUT))
    view = why(desk, SIX, customer("9"), service_id=None, staff_member_id=None)
    assert view.plain is not None
    assert (view.plain.reason, view.service.service_id) == (Reason.CLOSED, "haircut")
    free = why(desk, TEN, customer("9"), service_id=None, staff_member_id=None)
    assert [each.service_id for each in free.bookable_services] == ["haircut"]
