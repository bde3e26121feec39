"""Slots against two other answers, and explanations against slots."""

import importlib.util
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from zoneinfo import ZoneInfo

import pytest

from scheduling.availability import SlotQuery, slots
from scheduling.business import BookingBusiness, Catalog
from scheduling.busy_time import Busy, BusyTime
from scheduling.catalog import Service, StaffMember
from scheduling.explanations import explain, explain_staff_member
from scheduling.policies import SchedulingPolicy
from scheduling.recurrence import DayPeriod
from scheduling.time_ranges import TimeRange
from tests.fakes.businesses import weekdays
from tests.fakes.by_the_minute import MINUTE, ByTheMinute, some_case

REFERENCE = Path(__file__).parents[3] / "shared" / "tools" / "slots_reference.py"


@pytest.mark.parametrize("seed", range(40))
def test_slots_are_what_a_patient_person_works_out(seed: int) -> None:
    case = some_case(seed)
    query = SlotQuery(case.service, tuple(case.catalog.staff_members.values()), case.bounds)
    found = slots(case.catalog, query, case.busy)
    assert {each.start_at: each.staff_member_ids for each in found} == ByTheMinute(case).free()
    assert all(each.time_range.duration == case.service.default_duration for each in found)
    assert list(found) == sorted(found)


@pytest.mark.parametrize("seed", range(40, 70))
def test_a_start_is_offered_exactly_where_nothing_explains_why_not(seed: int) -> None:
    case = some_case(seed)
    staff = tuple(case.catalog.staff_members.values())
    found = slots(case.catalog, SlotQuery(case.service, staff, case.bounds), case.busy)
    offered = {each.start_at: each.staff_member_ids for each in found}
    start_at = case.bounds.start_at
    while start_at < case.bounds.end_at:
        free = tuple(
            each.staff_member_id
            for each in staff
            if explain_staff_member(case.catalog, case.service, each, start_at, case.busy) is None
        )
        assert free == offered.get(start_at, ())
        refusal = explain(case.catalog, case.service, staff, start_at, case.busy)
        assert (refusal is None) is bool(free)
        start_at += 5 * MINUTE


@pytest.fixture
def reference() -> ModuleType:
    if not REFERENCE.exists():
        pytest.skip(f"the common workload is not on this machine: {REFERENCE}")
    spec = importlib.util.spec_from_file_location("slots_reference", REFERENCE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("staff", "days", "per_day"), [(1, 7, 6), (3, 30, 6), (10, 30, 24), (5, 14, 24)]
)
def test_slots_agree_with_the_common_workload(
    reference: ModuleType, staff: int, days: int, per_day: int
) -> None:
    work = reference.workload(staff, days, per_day)
    each, anyone = reference.plain_sweep(work)
    names = [f"s{number}" for number in range(staff)]
    service = Service(
        service_id="s",
        display_name="s",
        default_duration=30 * MINUTE,
        post_buffer=10 * MINUTE,
        staff_member_ids=tuple(names),
        scheduling_policy=SchedulingPolicy(time_slot_interval=15 * MINUTE),
    )
    catalog = Catalog(
        business=BookingBusiness(
            business_id="b",
            display_name="b",
            time_zone="America/New_York",
            business_hours=weekdays(DayPeriod(540, 720), DayPeriod(780, 1020)),
        ),
        services={"s": service},
        staff_members={
            name: StaffMember(staff_member_id=name, display_name=name) for name in names
        },
    )
    busy: Busy = {
        name: BusyTime.of(
            TimeRange(_instant(start), _instant(end + 10)) for start, end in work["busy"][number]
        )
        for number, name in enumerate(names)
    }
    start_at = _instant(work["now"] + 120)
    end_at = datetime(2027, 3, 10, tzinfo=ZoneInfo("America/New_York")) + timedelta(days=days)
    people = tuple(catalog.staff_members.values())
    found = slots(catalog, SlotQuery(service, people, TimeRange(start_at, end_at)), busy)
    assert [_minute(slot.start_at) for slot in found] == anyone
    for number, name in enumerate(names):
        mine = [_minute(slot.start_at) for slot in found if name in slot.staff_member_ids]
        assert mine == each[number]


def _instant(epoch_minute: int) -> datetime:
    return datetime.fromtimestamp(epoch_minute * 60, UTC)


def _minute(instant: datetime) -> int:
    return int(instant.timestamp()) // 60
