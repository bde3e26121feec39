"""Who is free at which start, read one by one and all together; and days that are full."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from scheduling.availability import (
    FreeStarts,
    SlotQuery,
    bookable_window,
    free_starts,
    slots,
    with_full_days,
)
from scheduling.busy_time import Busy, BusyTime
from scheduling.policies import SchedulingPolicy, effective_policy
from scheduling.resources import Resource, ResourceNeed
from scheduling.time_ranges import TimeRange
from tests.fakes.businesses import HAIRCUT, at, salon

START, HOUR = datetime(2026, 4, 14, tzinfo=UTC), timedelta(hours=1)
STARTS = tuple(START + n * HOUR for n in range(4))
FREE = FreeStarts(STARTS, {"ana": 0b0101, "ben": 0b1100})
DAY = TimeRange(START, START + 24 * HOUR)


def test_each_has_their_own_starts() -> None:
    assert FREE.of("ana") == (STARTS[0], STARTS[2])
    assert FREE.of("ben") == (STARTS[2], STARTS[3])
    assert FREE.of("nobody") == ()


def test_anyone_has_all_of_them() -> None:
    assert FREE.of_anyone() == (STARTS[0], STARTS[2], STARTS[3])
    assert FreeStarts(STARTS, {}).of_anyone() == ()


def test_a_slot_names_all_who_are_free() -> None:
    found = [(each.start_at, each.staff_member_ids) for each in FREE.slots(HOUR)]
    assert found == [(STARTS[0], ("ana",)), (STARTS[2], ("ana", "ben")), (STARTS[3], ("ben",))]
    assert {each.time_range.duration for each in FREE.slots(HOUR)} == {HOUR}
    assert FreeStarts(STARTS, {}).slots(HOUR) == ()


def test_full_days_are_added_to_what_is_busy() -> None:
    busy: Busy = {"ana": BusyTime.of([TimeRange(START, START + HOUR)]), "cem": BusyTime.of([])}
    found = with_full_days(busy, {"ana": (DAY,), "ben": (DAY,)})
    assert found["ana"].is_full_at(START)
    assert found["ana"].ranges() == busy["ana"].ranges()
    assert found["ben"].is_full_at(START)
    assert not found["ben"].ranges()
    assert found["cem"] is busy["cem"]


def test_a_customer_may_start_from_the_lead_time_to_the_furthest_ahead_and_not_after() -> None:
    policy = effective_policy(
        SchedulingPolicy(minimum_lead_time=HOUR, maximum_advance=30 * 24 * HOUR), SchedulingPolicy()
    )
    window = bookable_window(policy, START)
    assert window.start_at == START + HOUR
    assert window.end_at - timedelta.resolution == START + 30 * 24 * HOUR


def test_a_slot_has_room_for_as_many_as_may_attend() -> None:
    assert {each.open_attendees_count for each in FREE.slots(HOUR)} == {1}
    assert {each.open_attendees_count for each in FREE.slots(HOUR, 5)} == {5}
    group = replace(HAIRCUT, maximum_attendees_count=4)
    catalog = salon(group)
    query = SlotQuery(group, catalog.providers_of(group), TimeRange(at(14, 9), at(14, 12)))
    assert {each.open_attendees_count for each in slots(catalog, query, {})} == {4}


@pytest.mark.parametrize("needs", [(), (ResourceNeed(("room",)),)])
def test_nobody_is_free_at_more_starts_than_were_asked_for(needs: tuple[ResourceNeed, ...]) -> None:
    service = replace(HAIRCUT, staff_member_ids=("ana",), required_resources=needs)
    catalog = salon(service, resources={"room": Resource(resource_id="room", display_name="Room")})
    for first_at, end_at, starts, bits in (
        (at(14, 10), at(14, 11), (at(14, 10), at(14, 10, 30)), 0b11),
        (at(14, 0), at(14, 8), (), 0),
        (at(14, 20), at(14, 21), (), 0),
    ):
        query = SlotQuery(service, catalog.providers_of(service), TimeRange(first_at, end_at))
        found = free_starts(catalog, query, {})
        assert (tuple(found.starts), found.bits) == (starts, {"ana": bits})
