"""Who gets an appointment when nobody is asked for, and how many somebody takes in a day."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduling.assignment import assign
from scheduling.business import Catalog
from scheduling.catalog import Service, StaffMember
from scheduling.errors import InvalidValue, Reason, SlotNotOffered
from scheduling.policies import AssignmentRule
from scheduling.service.finding import FindSlots, find_slots
from scheduling.service.wishes import Wish
from scheduling.time_ranges import TimeRange
from scheduling.workload import AssignedTime, Workload, full_days, week_range, workloads
from tests.fakes.businesses import BUSINESS, HAIRCUT, at, customer, salon
from tests.fakes.desk import MemoryDesk

HOUR = timedelta(hours=1)
THREE = ("ana", "ben", "tom")
NOBODY_YET: dict[str, Workload] = {}


def at_hour(hour: int) -> datetime:
    return datetime(2026, 4, 14, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("booked", "chosen"),
    [
        ({}, "ana"),
        ({"ana": Workload(HOUR)}, "ben"),
        ({"ana": Workload(HOUR), "ben": Workload(HOUR)}, "tom"),
        ({"ana": Workload(3 * HOUR), "ben": Workload(2 * HOUR), "tom": Workload(HOUR)}, "tom"),
        # As much booked: who was given something the longest ago, and before them who never was.
        (
            {"ana": Workload(HOUR, at_hour(9)), "ben": Workload(HOUR, at_hour(8))}
            | {"tom": Workload(HOUR, at_hour(10))},
            "ben",
        ),
        ({"ana": Workload(timedelta(), at_hour(9)), "ben": Workload()}, "ben"),
        ({who: Workload(HOUR, at_hour(9)) for who in THREE}, "ana"),
    ],
)
def test_fair_is_the_least_booked_then_the_least_recent_then_the_services_order(
    booked: dict[str, Workload], chosen: str
) -> None:
    assert assign(AssignmentRule.FAIR, THREE, booked, "") == chosen


def test_priority_is_the_services_order_whatever_is_booked() -> None:
    booked = {"ben": Workload(9 * HOUR)}
    assert assign(AssignmentRule.PRIORITY, ("ben", "ana"), booked, "") == "ben"


def test_random_gives_everybody_their_share() -> None:
    given = Counter(
        assign(AssignmentRule.RANDOM, THREE, NOBODY_YET, f"id-{n}") for n in range(3000)
    )
    assert all(900 < given[who] < 1100 for who in THREE)


@given(st.lists(st.integers(1, 24).map(lambda n: n * timedelta(minutes=5)), max_size=60))
def test_among_people_who_are_free_alike_the_spread_is_at_most_the_longest(
    lengths: Sequence[timedelta],
) -> None:
    booked: dict[str, Workload] = dict.fromkeys(THREE, Workload())
    for number, length in enumerate(lengths):
        who = assign(AssignmentRule.FAIR, THREE, booked, "")
        given_at = at_hour(0) + number * timedelta(minutes=1)
        booked[who] = Workload(booked[who].booked + length, given_at)
    times = [each.booked for each in booked.values()]
    assert max(times) - min(times) <= max(lengths, default=timedelta())


def assigned(who: str, day: int, hour: int, minutes: int = 60, service: str = "s") -> AssignedTime:
    start_at = datetime(2026, 4, day, hour, tzinfo=UTC)
    made = f"{service}-{day}-{hour}"
    return AssignedTime(made, who, service, start_at, timedelta(minutes=minutes), start_at)


def test_only_the_week_counts_but_earlier_days_say_when_it_was_last() -> None:
    week = week_range(at_hour(12), "Europe/Berlin")
    found = workloads([assigned("ana", 10, 9), assigned("ana", 15, 9, 30)], week)
    assert found == {"ana": Workload(timedelta(minutes=30), datetime(2026, 4, 15, 9, tzinfo=UTC))}


def test_a_week_is_the_local_one_from_monday_on() -> None:
    week = week_range(datetime(2026, 3, 29, 12, tzinfo=UTC), "Europe/Berlin")
    assert week.start_at == datetime(2026, 3, 22, 23, tzinfo=UTC)
    assert week.end_at == datetime(2026, 3, 29, 22, tzinfo=UTC)


ANA = StaffMember(staff_member_id="ana", display_name="Ana", maximum_appointments_per_day=2)
BEN = StaffMember(staff_member_id="ben", display_name="Ben")
ONCE = Service(service_id="s", display_name="S", maximum_appointments_per_day=1)


def test_a_day_is_full_for_a_person_or_for_everybody() -> None:
    two = [assigned("ana", 14, 8, service="o"), assigned("ana", 14, 9, service="o")]
    busy_day, full_service = date(2026, 4, 14), date(2026, 4, 15)
    found = full_days([*two, assigned("ben", 15, 9)], ONCE, (ANA, BEN), "UTC")
    assert found == {
        "ana": frozenset({busy_day, full_service}),
        "ben": frozenset({full_service}),
    }


def test_an_appointment_of_two_people_counts_once_for_the_service() -> None:
    both = [assigned("ana", 14, 8), assigned("ben", 14, 8)]
    twice = replace(ONCE, maximum_appointments_per_day=2)
    assert full_days(both, twice, (BEN,), "UTC") == {"ben": frozenset()}


@pytest.mark.parametrize("wrong", [0, -1])
def test_a_limit_is_at_least_one(wrong: int) -> None:
    with pytest.raises(InvalidValue, match="maximumAppointmentsPerDay"):
        replace(ONCE, maximum_appointments_per_day=wrong)


def limited(most: int) -> Catalog:
    people = salon().staff_members
    ana = replace(people["ana"], maximum_appointments_per_day=most)
    return replace(salon(), staff_members={**people, "ana": ana})


def free_with_ana(desk: MemoryDesk, day: int) -> int:
    bounds = TimeRange(at(day, 0), at(day, 0) + timedelta(days=1))
    wish = Wish(business_id=BUSINESS, service_id=HAIRCUT.service_id, staff_member_id="ana")
    return len(desk.do(find_slots, customer(), FindSlots(wish, bounds)))


def test_on_a_full_day_nothing_more_is_offered_or_booked() -> None:
    desk = MemoryDesk(limited(1))
    view = desk.book(staff_member_id="ana")
    assert free_with_ana(desk, 14) == 0
    assert free_with_ana(desk, 15) > 0
    refusal = desk.check(at(14, 14), staff_member_id="ana").refusal
    assert refusal is not None
    assert refusal.reason is Reason.DAY_FULL
    assert refusal.setting == "staffMembers[ana].maximumAppointmentsPerDay"
    with pytest.raises(SlotNotOffered) as refused:
        desk.book(customer("eve"), start_at=at(14, 14), staff_member_id="ana")
    assert refused.value.reason is Reason.DAY_FULL
    # It may still move within its own day.
    assert desk.move(view, customer(), at(14, 14)).start_at == at(14, 14)


def test_the_rule_of_the_policy_decides_who_gets_it() -> None:
    policy = replace(HAIRCUT.scheduling_policy, assignment=None)
    by_priority = replace(policy, assignment=AssignmentRule.PRIORITY)
    for rule, expected in ((policy, ["Ana", "Ben"]), (by_priority, ["Ana", "Ana"])):
        desk = MemoryDesk(salon(replace(HAIRCUT, scheduling_policy=rule)))
        starts = (at(14, 9), at(14, 14))
        views = [desk.book(start_at=each, staff_member_id=None) for each in starts]
        assert [each.staff_members[0].display_name for each in views] == expected


def assigned_to(who: str, start_at: datetime, number: int, **changes: Any) -> AssignedTime:
    facts: dict[str, Any] = {"duration": HOUR, "assigned_at": at_hour(number), **changes}
    return AssignedTime(f"a-{number}", who, "haircut", start_at, **facts)


def test_what_starts_in_the_week_adds_up_and_all_says_when_last() -> None:
    week = TimeRange(at(13, 0), at(20, 0))
    assigned = [
        assigned_to("ana", at(13, 0), 3),
        assigned_to("ana", at(14, 10), 1, duration=2 * HOUR),
        assigned_to("ana", at(20, 0), 2),
        assigned_to("ben", at(12, 23), 4),
    ]
    found = workloads(assigned, week)
    assert found["ana"] == Workload(3 * HOUR, at_hour(3))
    assert found["ben"] == Workload(timedelta(), at_hour(4))
    assert "tom" not in found


@pytest.mark.parametrize(("most", "is_full"), [(1, True), (2, True), (3, False), (None, False)])
def test_a_service_is_full_for_everybody_when_it_was_booked_as_often_as_it_may(
    most: int | None,
    is_full: bool,  # noqa: FBT001
) -> None:
    service = replace(HAIRCUT, maximum_appointments_per_day=most)
    assigned = [assigned_to("ana", at(14, 10), 1), assigned_to("ben", at(14, 12), 2)]
    tom = salon().staff_member("tom")
    found = full_days(assigned, service, [tom], "Europe/Berlin")
    assert found == {"tom": frozenset({date(2026, 4, 14)} if is_full else ())}
