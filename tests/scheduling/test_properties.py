"""What holds of every business, found out by trying businesses of chance."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduling.availability import FreeStarts, SlotQuery, free_starts, slots
from scheduling.business import BookingBusiness, Catalog
from scheduling.busy_time import NOTHING_BUSY, Busy, BusyTime
from scheduling.catalog import Service, StaffMember
from scheduling.policies import SchedulingPolicy
from scheduling.recurrence import DayPeriod, Weekday, WeeklyHours, day_range, local_date
from scheduling.time_ranges import TimeRange, TimeRangeSet
from scheduling.working_time import working_time
from tests.fakes.businesses import BUSINESS, DANA, NOW, customer, salon
from tests.fakes.by_the_minute import MINUTE, Case, some_case
from tests.fakes.desk import MemoryDesk

seeds = st.integers(0, 10_000)


def found(case: Case) -> FreeStarts:
    query = SlotQuery(case.service, tuple(case.catalog.staff_members.values()), case.bounds)
    return free_starts(case.catalog, query, case.busy)


def claimed(case: Case, start_at: datetime) -> TimeRange:
    service = case.service
    wanted = TimeRange(start_at, start_at + service.default_duration)
    return wanted.padded(service.pre_buffer, service.post_buffer)


@given(seeds)
def test_no_slot_meets_anything_busy(seed: int) -> None:
    case = some_case(seed)
    free = found(case)
    for who in free.bits:
        busy = case.busy.get(who, NOTHING_BUSY).ranges()
        assert not any(busy.overlaps(claimed(case, start_at)) for start_at in free.of(who))


@given(seeds, seeds)
def test_more_busy_time_never_adds_a_slot(seed: int, more: int) -> None:
    case = some_case(seed)
    chance = random.Random(more)
    start_at = case.bounds.start_at + chance.randrange(-600, 1500) * MINUTE
    added = TimeRange(start_at, start_at + chance.randrange(1, 900) * MINUTE)
    busier = {who: BusyTime.of([*each.ranges(), added]) for who, each in case.busy.items()}
    before, after = found(case), found(replace(case, busy=busier))
    for who in before.bits:
        lost = set(before.of(who)) - set(after.of(who))
        assert set(after.of(who)) <= set(before.of(who))
        assert all(claimed(case, each).overlaps(added) for each in lost)


@given(seeds)
def test_free_and_busy_add_up_to_the_working_time(seed: int) -> None:
    case = some_case(seed)
    for who, staff_member in case.catalog.staff_members.items():
        worked = working_time(case.catalog, staff_member, case.bounds).open_time
        busy = case.busy.get(who, NOTHING_BUSY).ranges()
        free = worked.minus(busy)
        assert free.duration + worked.intersection(busy).duration == worked.duration


@given(seeds)
def test_every_slot_lies_in_working_time(seed: int) -> None:
    case = some_case(seed)
    free = found(case)
    hours = case.catalog.policy_of(case.service).service_hours
    reach = case.bounds.padded(timedelta(), case.service.default_duration)
    for who in free.bits:
        staff_member = case.catalog.staff_members[who]
        worked = working_time(case.catalog, staff_member, reach, hours).open_time
        length = case.service.default_duration
        assert all(worked.contains(TimeRange(each, each + length)) for each in free.of(who))


@given(seeds, st.integers(1, 1439))
def test_the_same_question_in_two_parts_has_the_same_answer(seed: int, minutes: int) -> None:
    case = some_case(seed)
    cut = case.bounds.start_at + min(minutes * MINUTE, case.bounds.duration - MINUTE)
    parts = (TimeRange(case.bounds.start_at, cut), TimeRange(cut, case.bounds.end_at))
    joined = [each for part in parts for each in found(replace(case, bounds=part)).of_anyone()]
    assert joined == list(found(case).of_anyone())


@given(st.integers(0, 400), st.sampled_from(sorted(available_timezones())))
def test_the_viewers_zone_moves_no_instant(hours: int, zone: str) -> None:
    """A day of anybody's calendar cuts the same slots elsewhere, and adds or loses none."""
    service = Service(service_id="s", display_name="S", staff_member_ids=("ana",))
    catalog = salon(service)
    begin = datetime(2026, 3, 20, tzinfo=UTC) + timedelta(hours=hours)
    try:
        days = [day_range(local_date(begin, zone) + timedelta(days=n), zone) for n in range(4)]
    except ValueError:  # the zone file of a name such as "localtime", which is no place
        return
    whole = TimeRange(days[0].start_at, days[-1].end_at)
    people = catalog.providers_of(service)
    by_day = [slot for day in days for slot in slots(catalog, SlotQuery(service, people, day), {})]
    assert by_day == list(slots(catalog, SlotQuery(service, people, whole), {}))


@given(st.integers(0, 30), st.integers(0, 200))
def test_booking_any_slot_on_offer_succeeds(day: int, chosen: int) -> None:
    desk = MemoryDesk()
    service = desk.state.catalogs[BUSINESS].service("haircut")
    people = desk.state.catalogs[BUSINESS].providers_of(service)
    bounds = TimeRange(NOW + timedelta(hours=1), NOW + timedelta(days=30))
    booked = desk.book(start_at=_pick(desk, service, people, bounds, day))
    start_at = _pick(desk, service, people, bounds, chosen)
    view = desk.book(customer("eve"), start_at=start_at, staff_member_id=None, contact=DANA)
    assert view.start_at == start_at
    assert view.appointment_id != booked.appointment_id


def _pick(
    desk: MemoryDesk,
    service: Service,
    people: tuple[StaffMember, ...],
    bounds: TimeRange,
    number: int,
) -> datetime:
    catalog = desk.state.catalogs[BUSINESS]
    appointments = desk.state.appointments.values()
    busy: Busy = {
        each.staff_member_id: BusyTime.of(
            one.claimed for one in appointments if each.staff_member_id in one.staff_member_ids
        )
        for each in people
    }
    offered = slots(catalog, SlotQuery(service, people, bounds), busy)
    return offered[number % len(offered)].start_at


CHANGED_DAYS = 2 * 366
"""Every day of 2026 and 2027, of which the ones on which the clocks change are looked at."""


def changes_of(zone: str) -> list[datetime]:
    """Find the instants, to the hour, around which a zone's offset changes in these years."""
    place, start = ZoneInfo(zone), datetime(2026, 1, 1, tzinfo=UTC)
    days = [start + timedelta(days=n) for n in range(CHANGED_DAYS)]
    return [
        day
        for day in days
        if day.astimezone(place).utcoffset()
        != (day + timedelta(days=1)).astimezone(place).utcoffset()
    ]


PLACES = sorted(each for each in available_timezones() if "/" in each)


@pytest.mark.parametrize("first_letters", sorted({each[:4] for each in PLACES}))
def test_on_every_day_the_clocks_change_hours_stay_on_the_wall(first_letters: str) -> None:
    """No slot in a gap, both times of an overlap apart, and nine to five stays nine to five."""
    hours = WeeklyHours(dict.fromkeys(Weekday, (DayPeriod(0, 300), DayPeriod(540, 1020))))
    for zone in (each for each in PLACES if each.startswith(first_letters)):
        for around in changes_of(zone):
            _check_around(zone, around, hours)


def _check_around(zone: str, around: datetime, hours: WeeklyHours) -> None:
    place = ZoneInfo(zone)
    policy = SchedulingPolicy(time_slot_interval=timedelta(minutes=15))
    service = Service(
        service_id="s",
        display_name="S",
        default_duration=15 * MINUTE,
        staff_member_ids=("a",),
        scheduling_policy=policy,
    )
    catalog = Catalog(
        business=BookingBusiness(
            business_id="b", display_name="B", time_zone=zone, business_hours=hours
        ),
        services={"s": service},
        staff_members={"a": StaffMember(staff_member_id="a", display_name="A")},
    )
    bounds = TimeRange(around - timedelta(days=1), around + timedelta(days=2))
    query = SlotQuery(service, catalog.providers_of(service), bounds)
    starts = free_starts(catalog, query, {}).of("a")
    assert len(set(starts)) == len(starts)
    for start_at in starts:
        shown = start_at.astimezone(place)
        minute = shown.hour * 60 + shown.minute
        # Put back over the end of a period, the clocks show times past it once more.
        assert minute < 300 + 120 or 540 <= minute < 1020
    nine_to_five = [each for each in starts if 9 <= each.astimezone(place).hour < 17]
    full_days = {each.astimezone(place).date() for each in nine_to_five}
    for on in full_days:
        that_day = [each for each in nine_to_five if each.astimezone(place).date() == on]
        first, last = min(that_day).astimezone(place), max(that_day).astimezone(place)
        if day_range(on, zone).start_at >= bounds.start_at and max(
            that_day
        ) < bounds.end_at - timedelta(hours=12):
            assert (first.hour, first.minute) == (9, 0)
            assert (last.hour, last.minute) == (16, 45)


@pytest.mark.parametrize("zone", ["Asia/Kathmandu", "Australia/Eucla", "America/St_Johns"])
def test_odd_offsets_make_no_odd_grid(zone: str) -> None:
    day = day_range(datetime(2028, 2, 29, tzinfo=UTC).date(), zone)
    hours = WeeklyHours(dict.fromkeys(Weekday, (DayPeriod(0, 24 * 60),)))
    case_service = Service(service_id="s", display_name="S", staff_member_ids=("a",))
    catalog = Catalog(
        business=BookingBusiness(
            business_id="b", display_name="B", time_zone=zone, business_hours=hours
        ),
        services={"s": case_service},
        staff_members={"a": StaffMember(staff_member_id="a", display_name="A")},
    )
    query = SlotQuery(case_service, catalog.providers_of(case_service), day)
    starts = free_starts(catalog, query, {}).of("a")
    assert len(starts) == 48
    assert {each.astimezone(ZoneInfo(zone)).minute for each in starts} == {0, 30}
    assert TimeRangeSet(TimeRange(each, each + 30 * MINUTE) for each in starts).duration == (
        day.duration
    )
