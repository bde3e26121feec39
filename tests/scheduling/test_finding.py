"""What is offered: slots, days, why not and what is nearest, as each actor may see it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from scheduling.absences import Closure
from scheduling.errors import InvalidValue, NotFound, NotPermitted, Reason
from scheduling.policies import SchedulingPolicy
from scheduling.service.day_checks import CheckDay, check_day
from scheduling.service.finding import FindDays, FindSlots, find_days, find_slots
from scheduling.service.wishes import Wish
from scheduling.time_ranges import TimeRange
from tests.fakes.businesses import (
    BUSINESS,
    EVE,
    HAIRCUT,
    NOW,
    at,
    customer,
    salon,
    staff,
)
from tests.fakes.desk import MemoryDesk
from tests.fakes.periods import local_period

ANYONE = Wish(business_id=BUSINESS, service_id="haircut")
ANA = replace(ANYONE, staff_member_id="ana")
BERLIN = "Europe/Berlin"


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk()


def day(number: int) -> TimeRange:
    return TimeRange(at(number, 0), at(number + 1, 0))


def test_slots_name_everybody_who_is_free(desk: MemoryDesk) -> None:
    desk.book()
    found = desk.do(find_slots, customer(), FindSlots(ANYONE, day(14)))
    by_start = {each.start_at: [who.display_name for who in each.staff_members] for each in found}
    assert by_start[at(14, 9)] == ["Ana", "Ben", "Tom"]
    assert by_start[at(14, 9, 30)] == ["Ben", "Tom"]
    assert by_start[at(14, 10)] == ["Ben", "Tom"]
    assert min(by_start) == at(14, 9)
    assert max(by_start) == at(14, 16)


def test_slots_begin_after_the_lead_time(desk: MemoryDesk) -> None:
    found = desk.do(find_slots, customer(), FindSlots(ANYONE, day(13)))
    assert found[0].start_at == at(13, 11)
    for_ana = desk.do(find_slots, staff("ana"), FindSlots(ANYONE, day(13)))
    assert for_ana[0].start_at == at(13, 10)


def test_an_administrator_sees_slots_beyond_the_advance(desk: MemoryDesk) -> None:
    far = TimeRange(NOW + timedelta(days=100), NOW + timedelta(days=101))
    assert desk.do(find_slots, customer(), FindSlots(ANYONE, far)) == ()
    found = desk.do(find_slots, staff("ana"), FindSlots(ANYONE, far))
    assert len(found) == 15
    asked = desk.check(found[0].start_at, staff("ana"))
    assert (asked.refusal, asked.free) == (None, ("ana", "ben", "tom"))


def test_a_search_is_bounded(desk: MemoryDesk) -> None:
    years = TimeRange(NOW, NOW + timedelta(days=2000))
    found = desk.do(find_slots, staff("ana"), FindSlots(ANYONE, years))
    assert found[-1].start_at < NOW + timedelta(days=63)


def test_days_without_slots_are_left_out(desk: MemoryDesk) -> None:
    closed = (Closure("c", local_period(15, 0, 16, 0)),)
    desk.change(salon(closures=closed))
    found = desk.do(find_days, customer(), FindDays(ANYONE, date(2026, 4, 14), BERLIN, 4))
    assert [(each.on.day, each.slots_count) for each in found] == [
        (14, 15),
        (16, 15),
        (17, 15),
        (20, 15),
    ]


@pytest.mark.parametrize("count", [1, 10, 15, 40])
def test_every_day_that_is_shown_is_counted_whole(desk: MemoryDesk, count: int) -> None:
    found = desk.do(find_days, customer(), FindDays(ANYONE, date(2026, 4, 13), BERLIN, count))
    # The first day has begun; the last is cut by how far ahead one may book.
    assert {each.slots_count for each in found[1:-1]} <= {15}
    assert len(found) == min(count, 23)


def test_days_are_those_of_the_viewers_calendar(desk: MemoryDesk) -> None:
    found = desk.do(
        find_days, customer(), FindDays(ANYONE, date(2026, 4, 14), "Pacific/Auckland", 2)
    )
    # 09:00 to 16:00 in Berlin is 19:00 to 02:00 the next day in Auckland: 5 of Monday's, 10 of
    # Tuesday's.
    assert [(each.on.day, each.slots_count) for each in found] == [(14, 15), (15, 15)]


@pytest.mark.parametrize("on", [date.min, date.max])
def test_a_day_out_of_reach_is_refused(desk: MemoryDesk, on: date) -> None:
    with pytest.raises(InvalidValue):
        desk.do(check_day, customer(), CheckDay(ANYONE, on, BERLIN))


CHECKS = [
    (at(14, 10), None),
    (at(14, 20), Reason.CLOSED),
    (at(13, 9), Reason.PAST),
    (at(13, 10, 30), Reason.TOO_SOON),
    (at(14, 10) + timedelta(days=60), Reason.TOO_FAR_AHEAD),
    (at(14, 10, 10), Reason.OFF_GRID),
]


@pytest.mark.parametrize(("start_at", "reason"), CHECKS)
def test_a_wish_that_cannot_be_met_comes_with_its_reason_and_the_nearest_times(
    desk: MemoryDesk, start_at: datetime, reason: Reason | None
) -> None:
    found = desk.check(start_at)
    assert (found.refusal.reason if found.refusal else None) is reason
    if reason is None:
        assert found.free == ("ana", "ben", "tom")
        return
    times = [each.start_at for each in found.nearest]
    assert len(times) == 5
    assert times == sorted(times)
    assert all(desk.check(each).refusal is None for each in times)


def test_nearest_means_nearest(desk: MemoryDesk) -> None:
    found = desk.check(at(14, 12, 10), staff_member_id="ana")
    assert [each.start_at for each in found.nearest] == [
        at(14, 11),
        at(14, 11, 30),
        at(14, 12),
        at(14, 12, 30),
        at(14, 13),
    ]


def test_nearest_looks_weeks_ahead_where_it_must(desk: MemoryDesk) -> None:
    desk.change(salon(closures=(Closure("c", local_period(13, 0, 29, 0)),)))
    found = desk.check(at(14, 10))
    assert found.nearest[0].start_at == at(29, 9)


def test_who_does_not_provide_it_is_answered_with_those_who_do(desk: MemoryDesk) -> None:
    found = desk.check(at(14, 10), service_id="colour", staff_member_id="tom")
    assert found.refusal is not None
    assert found.refusal.reason is Reason.NOT_OFFERED_BY_STAFF
    people = {who.display_name for each in found.nearest for who in each.staff_members}
    assert people == {"Ana", "Ben"}


def test_where_the_policy_chooses_the_staff_naming_one_is_answered_with_all(
    desk: MemoryDesk,
) -> None:
    policy = SchedulingPolicy(allow_staff_selection=False)
    desk.change(salon(replace(HAIRCUT, scheduling_policy=policy)))
    found = desk.check(at(14, 10), staff_member_id="ana")
    assert found.refusal is not None
    assert found.refusal.reason is Reason.NOT_OFFERED_BY_STAFF
    assert len(found.nearest[0].staff_members) == 3
    assert desk.do(find_slots, customer(), FindSlots(ANA, day(14))) == ()
    assert desk.check(at(14, 10), staff("ben"), staff_member_id="ana").refusal is None


DAYS = [
    (date(2026, 4, 14), None),
    (date(2026, 4, 18), Reason.CLOSED),
    (date(2026, 4, 12), Reason.PAST),
    (date(2026, 4, 15), Reason.CLOSED),
    (date(2026, 7, 1), Reason.TOO_FAR_AHEAD),
]


@pytest.mark.parametrize(("on", "reason"), DAYS)
def test_a_day_without_slots_has_a_reason(
    desk: MemoryDesk, on: date, reason: Reason | None
) -> None:
    desk.change(salon(closures=(Closure("c", local_period(15, 0, 16, 0)),)))
    found = desk.do(check_day, customer(), CheckDay(ANYONE, on, BERLIN))
    assert (found.refusal.reason if found.refusal else None) is reason
    assert bool(found.nearest) is (reason is not None)


def test_a_full_day_is_taken(desk: MemoryDesk) -> None:
    for hour in range(9, 17):
        desk.book(customer(f"eve-{hour}"), at(14, hour), contact=EVE)
    found = desk.do(check_day, customer(), CheckDay(ANA, date(2026, 4, 14), BERLIN))
    assert found.refusal is not None
    assert found.refusal.reason is Reason.TAKEN


def test_what_is_moved_does_not_stand_in_its_own_way(desk: MemoryDesk) -> None:
    view = desk.book()
    assert desk.check(at(14, 10, 30), staff_member_id="ana").refusal is not None
    asked = desk.check(
        at(14, 10, 30), staff_member_id="ana", except_appointment_id=view.appointment_id
    )
    assert asked.refusal is None


def test_hidden_services_are_not_there_for_customers(desk: MemoryDesk) -> None:
    hidden = replace(ANYONE, service_id="hidden")
    with pytest.raises(NotFound):
        desk.do(find_slots, customer(), FindSlots(hidden, day(14)))
    assert desk.do(find_slots, staff("ben"), FindSlots(hidden, day(14)))


@pytest.mark.parametrize("who", ["vic", "gus"])
def test_who_may_not_book_finds_no_slots(desk: MemoryDesk, who: str) -> None:
    with pytest.raises(NotPermitted):
        desk.do(find_slots, staff(who), FindSlots(ANYONE, day(14)))


def test_who_is_not_wanted_is_never_offered(desk: MemoryDesk) -> None:
    not_ana = replace(ANYONE, except_staff_member_ids=frozenset({"ana"}))
    found = desk.do(find_slots, customer(), FindSlots(not_ana, day(14)))
    assert {who.staff_member_id for each in found for who in each.staff_members} == {"ben", "tom"}
    booked = desk.book(staff_member_id=None, except_staff_member_ids=frozenset({"ana", "tom"}))
    assert [each.staff_member_id for each in booked.staff_members] == ["ben"]


def test_ruling_people_out_is_a_choice_of_staff() -> None:
    policy = replace(HAIRCUT.scheduling_policy, allow_staff_selection=False)
    desk = MemoryDesk(salon(replace(HAIRCUT, scheduling_policy=policy)))
    not_ana = replace(ANYONE, except_staff_member_ids=frozenset({"ana"}))
    assert not desk.do(find_slots, customer(), FindSlots(not_ana, day(14)))
    assert desk.do(find_slots, customer(), FindSlots(ANYONE, day(14)))
