"""Explanations agree with the engine, whatever the business: found out on businesses of chance."""

import random
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from scheduling.actors import OperatorActor
from scheduling.appointments import Appointment
from scheduling.availability import SlotQuery, slots
from scheduling.business import Catalog
from scheduling.explanation_views import Step
from scheduling.policies import SchedulingPolicy
from scheduling.recurrence import day_range, local_date
from scheduling.service.explaining.asked import Asked
from scheduling.service.explaining.day import ExplainDay, explain_day
from scheduling.service.explaining.slot import ExplainSlot, explain_slot
from scheduling.service.finding import FindSlots, find_slots
from scheduling.service.wishes import Wish
from scheduling.time_ranges import TimeRange
from scheduling.wall_clocks import WallClock
from tests.fakes.businesses import appointment
from tests.fakes.by_the_minute import MINUTE, some_case
from tests.fakes.memory import MemoryTransactions

OPERATOR = OperatorActor()
seeds = st.integers(0, 10_000)


def some_business(seed: int) -> tuple[MemoryTransactions, Catalog, datetime]:
    """Open a business of chance with appointments, daily limits and limits of time in it."""
    chance = random.Random(seed)
    case = some_case(seed)
    limits = SchedulingPolicy(
        minimum_lead_time=chance.choice([0, 60, 1400]) * MINUTE,
        maximum_advance=chance.choice([2, 3, 60]) * timedelta(days=1),
    )
    staff = {
        who: replace(each, maximum_appointments_per_day=chance.choice([None, None, 1, 2]))
        for who, each in case.catalog.staff_members.items()
    }
    business = replace(case.catalog.business, scheduling_policy=limits)
    catalog = replace(case.catalog, staff_members=staff, business=business)
    desk = MemoryTransactions(case.bounds.start_at - chance.randrange(-900, 2000) * MINUTE)
    desk.state.catalogs["b"] = catalog
    for number, (who, busy) in enumerate(case.busy.items()):
        for place, each in enumerate(busy.ranges()):
            if chance.random() < 0.6:
                made = some_appointment(f"{number}-{place}", str(who), each, catalog)
                desk.state.appointments["b", made.appointment_id] = made
    return desk, catalog, case.bounds.start_at


def some_appointment(name: str, who: str, within: TimeRange, catalog: Catalog) -> Appointment:
    """Give an appointment that fills a busy time, its last five minutes a buffer."""
    after = 5 * MINUTE if within.duration > 5 * MINUTE else timedelta()
    visit = TimeRange(within.start_at, within.end_at - after)
    return appointment(
        name,
        within.start_at,
        (who,),
        business_id="b",
        service_id="s",
        time_range=visit,
        post_buffer=after,
        wall_clock=WallClock.of(within.start_at, catalog.business.time_zone),
    )


@given(seeds, st.integers(0, 1))
@settings(max_examples=60)
def test_what_is_left_of_a_day_is_what_the_engine_offers(seed: int, later: int) -> None:
    desk, catalog, around = some_business(seed)
    on = local_date(around, catalog.business.time_zone) + timedelta(days=later)
    day = day_range(on, catalog.business.time_zone)
    wish = Wish(business_id="b", service_id="s")
    offered = desk.do(find_slots, OPERATOR, FindSlots(wish, day))
    view = desk.do(explain_day, OPERATOR, ExplainDay(Asked(business_id="b", service_id="s"), on))
    assert view.slots_count == len(offered)
    for each in view.people:
        who = each.staff_member
        assert each.slots_count == sum(who in slot.staff_members for slot in offered)
        assert each.hours - sum((step.removed for step in each.steps), timedelta()) == (
            each.steps[-1].left
        )
        assert all(step.removed >= timedelta() for step in each.steps)
        assert bool(each.slots_count) or not each.steps[-1].left
    assert view.days_hours == sum((each.hours for each in view.people), timedelta())
    assert all(step.left >= timedelta() for step in view.steps)
    assert {step.step for step in view.steps} <= set(Step)


@given(seeds, st.integers(0, 300))
@settings(max_examples=60)
def test_a_start_has_no_reason_exactly_where_the_engine_offers_it(seed: int, place: int) -> None:
    desk, catalog, around = some_business(seed)
    service = catalog.service("s")
    asked = Asked(business_id="b", service_id="s")
    bounds = TimeRange(around, around + timedelta(days=2))
    staff = tuple(catalog.staff_members.values())
    wide = slots(catalog, SlotQuery(service, staff, bounds), {})
    tried = [around + place * 5 * MINUTE, *(each.start_at for each in wide[place % 7 :: 9])]
    for start_at in tried[:12]:
        view = desk.do(explain_slot, OPERATOR, ExplainSlot(asked, start_at))
        one = TimeRange(start_at, start_at + MINUTE)
        found = desk.do(find_slots, OPERATOR, FindSlots(Wish(business_id="b", service_id="s"), one))
        free = {each for slot in found for each in slot.staff_members}
        assert {each.staff_member for each in view.people if each.is_bookable} == free
        assert view.is_bookable is bool(free)
        assert all(each.reasons for each in view.people if each.staff_member not in free), (
            "what is not offered is explained"
        )
