"""Services that need a room or equipment, several people at once, or come in several lengths."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduling.busy_time import Busy, BusyTime
from scheduling.catalog import Price, PriceType, Service, ServiceDuration
from scheduling.errors import InvalidValue, Reason, SlotNotOffered, SlotTaken
from scheduling.layers import Explanation, Layer
from scheduling.recurrence import DayPeriod
from scheduling.resource_explanations import iter_missing_resources
from scheduling.resource_time import Choices, matched
from scheduling.resources import Resource, ResourceNeed, ResourceUnit
from scheduling.service.explaining.asked import Asked
from scheduling.service.explaining.slot import ExplainSlot, explain_slot
from scheduling.service.finding import FindSlots, find_slots
from scheduling.service.wishes import Wish
from scheduling.time_ranges import TimeRange
from tests.fakes.businesses import (
    BUSINESS,
    COLOUR,
    HAIRCUT,
    at,
    customer,
    salon,
    salon_business,
    staff,
    weekdays,
)
from tests.fakes.desk import MemoryDesk

ROOM = Resource(resource_id="room", display_name="Room")
TABLES = Resource(resource_id="tables", display_name="Table", capacity=2)
LAMP = Resource(
    resource_id="lamp", display_name="Lamp", working_hours=weekdays(DayPeriod(10 * 60, 12 * 60))
)
IN_ROOM = replace(HAIRCUT, required_resources=(ResourceNeed(("room",)),))
ON_TABLE = replace(HAIRCUT, required_resources=(ResourceNeed(("tables",)),))
WITH_LAMP = replace(HAIRCUT, required_resources=(ResourceNeed(("lamp",)),))
RESOURCES = {each.resource_id: each for each in (ROOM, TABLES, LAMP)}


def desk(*services: Service) -> MemoryDesk:
    return MemoryDesk(salon(*services, resources=RESOURCES))


def starts(desk: MemoryDesk, day: int, **changes: object) -> list[str]:
    facts: dict[str, object] = {"business_id": BUSINESS, "service_id": "haircut", **changes}
    asked = FindSlots(Wish(**facts), TimeRange(at(day, 0), at(day + 1, 0)))  # type: ignore[arg-type]
    found = desk.do(find_slots, customer(), asked)
    return [f"{each.start_at + timedelta(hours=2):%H:%M}" for each in found]


def test_one_room_takes_one_at_a_time_whoever_is_free() -> None:
    salon_desk = desk(IN_ROOM)
    salon_desk.book(customer("dana"), at(14, 10), staff_member_id="ana")
    with pytest.raises(SlotTaken):
        salon_desk.book(customer("eve"), at(14, 10), staff_member_id="ben")
    assert "10:00" not in starts(salon_desk, 14)
    assert {"09:00", "11:00"} <= set(starts(salon_desk, 14))


def test_two_tables_take_two_and_each_appointment_keeps_its_own() -> None:
    salon_desk = desk(ON_TABLE)
    seen = [
        salon_desk.book(customer(who), at(14, 10), staff_member_id=whom)
        for who, whom in (("dana", "ana"), ("eve", "ben"))
    ]
    with pytest.raises(SlotTaken):
        salon_desk.book(customer("fay"), at(14, 10), staff_member_id="tom")
    stored = [salon_desk.state.appointments[BUSINESS, each.appointment_id] for each in seen]
    assert [each.resource_units for each in stored] == [
        (ResourceUnit("tables", 1),),
        (ResourceUnit("tables", 2),),
    ]


def test_nobody_changes_tables_halfway_through() -> None:
    salon_desk = desk(ON_TABLE, replace(COLOUR, required_resources=()))
    # Table 1 is busy until 11, table 2 from 11 on: at no moment both are, yet none is free 10:30.
    for who, whom, start_at in (
        ("dana", "ana", at(14, 10)),
        ("eve", "ben", at(14, 10)),
        ("fay", "tom", at(14, 11)),
    ):
        salon_desk.book(customer(who), start_at, staff_member_id=whom)
    assert "10:30" not in starts(salon_desk, 14)
    assert "11:00" in starts(salon_desk, 14)


def test_a_resource_has_hours_of_its_own() -> None:
    salon_desk = desk(WITH_LAMP)
    assert starts(salon_desk, 14) == ["10:00", "10:30", "11:00"]
    refusal = salon_desk.check(at(14, 15)).refusal
    assert refusal is not None
    assert (refusal.reason, refusal.title) == (Reason.NO_RESOURCE, "Lamp")
    assert refusal.setting == "resources[lamp].workingHours"


def test_cancelling_gives_the_room_back_and_moving_takes_it_along() -> None:
    salon_desk = desk(IN_ROOM)
    seen = salon_desk.book(customer("dana"), at(14, 10), staff_member_id="ana")
    moved = salon_desk.move(seen, staff("ana"), at(14, 12))
    assert salon_desk.check(at(14, 10), staff_member_id="ben").refusal is None
    assert salon_desk.check(at(14, 12), staff_member_id="ben").refusal is not None
    salon_desk.cancel(moved, staff("ana"))
    assert salon_desk.check(at(14, 12), staff_member_id="ben").refusal is None


def test_a_need_that_nothing_meets_is_never_offered() -> None:
    salon_desk = desk(replace(HAIRCUT, required_resources=(ResourceNeed(("attic",)),)))
    assert starts(salon_desk, 14) == []
    with pytest.raises(SlotTaken):
        salon_desk.book(customer(), at(14, 10))


def test_two_needs_do_not_share_a_unit() -> None:
    both = (ResourceNeed(("room", "tables")), ResourceNeed(("room",)))
    salon_desk = desk(replace(HAIRCUT, required_resources=both))
    seen = salon_desk.book(customer(), at(14, 10))
    stored = salon_desk.state.appointments[BUSINESS, seen.appointment_id]
    assert stored.resource_units == (ResourceUnit("tables", 1), ResourceUnit("room", 1))


@pytest.mark.parametrize(
    ("taken_by", "offered"), [((), True), (("ana",), True), (("ana", "ben"), False)]
)
def test_a_start_is_offered_while_both_needs_find_a_unit(
    taken_by: tuple[str, ...],
    offered: bool,  # noqa: FBT001
) -> None:
    both = (ResourceNeed(("room", "tables")), ResourceNeed(("room",)))
    salon_desk = desk(ON_TABLE, replace(HAIRCUT, service_id="both", required_resources=both))
    for who in taken_by:
        salon_desk.book(customer(who), at(14, 10), staff_member_id=who)
    found = starts(salon_desk, 14, service_id="both")
    assert ("10:00" in found, "09:30" in found, "10:30" in found) == (offered,) * 3
    assert {"09:00", "11:00"} <= set(found)
    assert found[0] == "09:00"
    assert found[-1] == "16:00"


def test_needs_that_could_share_a_unit_leave_the_starts_beside_a_busy_one() -> None:
    both = (ResourceNeed(("room", "tables")), ResourceNeed(("room",)))
    salon_desk = desk(IN_ROOM, replace(HAIRCUT, service_id="both", required_resources=both))
    salon_desk.book(customer(), at(14, 12), staff_member_id="ana")
    found = starts(salon_desk, 14, service_id="both")
    assert {"11:00", "13:00"} <= set(found)
    assert {"11:30", "12:00", "12:30"}.isdisjoint(found)


def test_the_hours_of_a_resource_hold_for_the_appointment_and_not_for_its_buffers() -> None:
    salon_desk = desk(replace(COLOUR, required_resources=(ResourceNeed(("lamp",)),)))
    asked = FindSlots(
        Wish(business_id=BUSINESS, service_id="colour"), TimeRange(at(14, 0), at(18, 0))
    )
    found = [each.start_at for each in salon_desk.do(find_slots, customer(), asked)]
    expected = [(10, 0), (10, 30)]
    assert found == [at(day, *clock) for day in (14, 15, 16, 17) for clock in expected]


def test_a_single_start_is_found_within_the_hours_of_a_resource() -> None:
    hour = salon_business(business_hours=weekdays(DayPeriod(10 * 60, 11 * 60)))
    salon_desk = MemoryDesk(salon(WITH_LAMP, business=hour, resources=RESOURCES))
    assert starts(salon_desk, 17) == ["10:00"]  # Friday


def test_the_buffers_of_a_service_keep_a_unit_from_others() -> None:
    # Colour lasts 90 minutes, with 10 before and 20 after.
    needs_room = replace(COLOUR, required_resources=(ResourceNeed(("room",)),))
    salon_desk = desk(IN_ROOM, needs_room)
    salon_desk.book(customer(), at(14, 13), staff_member_id="tom")
    found = starts(salon_desk, 14, service_id="colour")
    assert "11:00" in found
    assert {"11:30", "12:00", "13:30", "14:00"}.isdisjoint(found)
    assert "14:30" in found


UNITS = st.builds(ResourceUnit, st.sampled_from("ab"), st.integers(1, 2))


def _by_trying(choices: Choices, used: frozenset[ResourceUnit] = frozenset()) -> bool:
    if not choices:
        return True
    free = [each for each in choices[0] if each not in used]
    return any(_by_trying(choices[1:], used | {each}) for each in free)


@given(st.lists(st.lists(UNITS, unique=True), max_size=4))
def test_units_are_found_just_where_there_are_any(choices: Choices) -> None:
    found = matched(choices)
    assert (found is not None) is _by_trying(choices)
    if found is not None:
        assert len(set(found)) == len(choices)
        assert all(unit in units for unit, units in zip(found, choices, strict=True))


PAIR = replace(HAIRCUT, required_staff_count=2)


def test_two_people_have_it_at_once() -> None:
    salon_desk = desk(PAIR)
    salon_desk.book(customer("dana"), at(14, 10), staff_member_id=None)
    stored = next(iter(salon_desk.state.appointments.values()))
    assert stored.staff_member_ids == ("ana", "ben")
    assert "10:00" not in starts(salon_desk, 14)
    with pytest.raises(SlotTaken):
        salon_desk.book(customer("eve"), at(14, 10), staff_member_id="tom")


def test_whoever_is_wished_for_is_one_of_the_two_and_comes_first() -> None:
    salon_desk = desk(PAIR)
    salon_desk.book(customer("dana"), at(14, 10), staff_member_id="tom")
    stored = next(iter(salon_desk.state.appointments.values()))
    assert stored.staff_member_ids[0] == "tom"
    assert len(stored.staff_member_ids) == 2
    # Two are left at other times, but not with Tom.
    assert salon_desk.check(at(14, 10), staff_member_id="tom").refusal is not None


def test_more_people_than_there_are_can_never_be_booked() -> None:
    salon_desk = desk(replace(HAIRCUT, required_staff_count=4))
    assert starts(salon_desk, 14) == []
    with pytest.raises(SlotNotOffered) as refusal:
        salon_desk.book(customer(), at(14, 10), staff_member_id=None)
    assert refusal.value.reason is Reason.SERVICE_NOT_BOOKABLE


HALF, DOUBLE = timedelta(minutes=30), timedelta(hours=2)
LENGTHS = replace(
    HAIRCUT,
    durations=(ServiceDuration(HALF, Price(PriceType.FIXED_PRICE)), ServiceDuration(DOUBLE)),
)


def _end(start_at: datetime, duration: timedelta | None) -> datetime:
    return start_at + (duration or timedelta(hours=1))


@pytest.mark.parametrize("duration", [None, HALF, DOUBLE])
def test_it_lasts_as_long_as_asked_for_at_the_price_of_that(duration: timedelta | None) -> None:
    salon_desk = desk(LENGTHS)
    seen = salon_desk.book(customer(), at(14, 10), duration=duration)
    assert seen.end_at == _end(at(14, 10), duration)
    assert seen.price == LENGTHS.lasting(duration).price


def test_a_longer_one_needs_more_room() -> None:
    salon_desk = desk(LENGTHS)
    salon_desk.book(customer("dana"), at(14, 12))
    assert "10:30" in starts(salon_desk, 14, staff_member_id="ana")
    longer = starts(salon_desk, 14, staff_member_id="ana", duration=DOUBLE)
    assert "10:30" not in longer
    assert longer[-1] == "15:00"


def test_a_length_the_service_does_not_have_is_refused() -> None:
    with pytest.raises(InvalidValue) as refusal:
        desk(LENGTHS).book(customer(), at(14, 10), duration=timedelta(minutes=45))
    assert refusal.value.field == "duration"


def test_what_is_moved_stays_as_long_as_it_was() -> None:
    salon_desk = desk(LENGTHS)
    seen = salon_desk.book(customer(), at(14, 10), duration=DOUBLE)
    moved = salon_desk.move(seen, staff("ana"), at(14, 13))
    assert moved.end_at == at(14, 15)


WRONG = {
    "no name": lambda: Resource(resource_id="x", display_name=" "),
    "no capacity": lambda: Resource(resource_id="x", display_name="X", capacity=0),
    "a need of nothing": lambda: ResourceNeed(()),
    "nobody at once": lambda: replace(HAIRCUT, required_staff_count=0),
    "no time at all": lambda: ServiceDuration(timedelta()),
    "half a minute": lambda: ServiceDuration(timedelta(seconds=30)),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_what_makes_no_sense_cannot_be_made(wrong: object) -> None:
    with pytest.raises(InvalidValue):
        wrong()  # type: ignore[operator]


def test_staff_are_told_which_resource_is_in_the_way_and_where_to_change_it() -> None:
    salon_desk = desk(IN_ROOM)
    salon_desk.book(customer("dana"), at(14, 10), staff_member_id="ana")
    asked = Asked(business_id=BUSINESS, service_id="haircut", staff_member_id="ben")
    view = salon_desk.do(explain_slot, staff("ana"), ExplainSlot(asked, at(14, 10)))
    (reason,) = view.people[0].reasons
    assert not view.is_bookable
    assert (reason.layer, reason.title) == (Layer.RESOURCES, "Room")
    assert reason.setting == "resources[room].capacity"
    assert reason.time_range == TimeRange(at(14, 10), at(14, 11))


def test_of_two_who_are_needed_one_alone_is_no_answer() -> None:
    salon_desk = desk(PAIR)
    salon_desk.book(customer("dana"), at(14, 10), staff_member_id=None)
    asked = Asked(business_id=BUSINESS, service_id="haircut")
    view = salon_desk.do(explain_slot, staff("ana"), ExplainSlot(asked, at(14, 10)))
    assert not view.is_bookable
    assert [each.is_bookable for each in view.people] == [False, False, True]


NAMELESS = replace(HAIRCUT, required_resources=(ResourceNeed(("attic", "cellar")),))
TWICE = replace(HAIRCUT, required_resources=(ResourceNeed(("room",)), ResourceNeed(("room",))))
FIRST_TABLE, SECOND_TABLE = ResourceUnit("tables", 1), ResourceUnit("tables", 2)


def missing(title: str, setting: str, time_range: TimeRange | None = None) -> Explanation:
    return Explanation(
        Reason.NO_RESOURCE,
        title=title,
        layer=Layer.RESOURCES,
        setting=setting,
        time_range=time_range,
    )


def busy(*hours: tuple[int, int]) -> BusyTime:
    return BusyTime.of(TimeRange(at(14, start), at(14, end)) for start, end in hours)


@pytest.mark.parametrize(
    ("service", "hour", "busy_time", "expected"),
    [
        (IN_ROOM, 10, {}, []),
        (
            IN_ROOM,
            10,
            {ResourceUnit("room", 1): busy((10, 11))},
            [missing("Room", "resources[room].capacity", TimeRange(at(14, 10), at(14, 11)))],
        ),
        (ON_TABLE, 10, {FIRST_TABLE: busy((10, 11))}, []),
        (
            ON_TABLE,
            10,
            {FIRST_TABLE: busy((10, 12)), SECOND_TABLE: busy((9, 11))},
            [missing("Table", "resources[tables].capacity", TimeRange(at(14, 9), at(14, 11)))],
        ),
        (
            WITH_LAMP,
            15,
            {},
            [missing("Lamp", "resources[lamp].workingHours", TimeRange(at(14, 15), at(14, 16)))],
        ),
        (NAMELESS, 10, {}, [missing("", "services[haircut].requiredResources")]),
        (TWICE, 10, {}, [missing("Room", "resources[room].capacity")] * 2),
    ],
)
def test_every_need_that_is_not_met_names_what_is_in_its_way(
    service: Service, hour: int, busy_time: Busy, expected: list[Explanation]
) -> None:
    catalog = salon(service, resources=RESOURCES)
    assert [*iter_missing_resources(catalog, service, at(14, hour), busy_time)] == expected
