"""Policies: what nobody set, what goes over what, what makes no sense."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from scheduling.errors import InvalidValue
from scheduling.policies import AssignmentRule, SchedulingPolicy, effective_policy
from scheduling.service_hours import (
    AvailabilityType,
    AvailabilityWindow,
    ServiceAvailability,
    ServiceHours,
)
from tests.fakes.businesses import (
    HAIRCUT,
    salon,
    salon_business,
)

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
UNSET = SchedulingPolicy()


def test_what_nobody_set_is_a_day_ahead_to_a_year() -> None:
    found = effective_policy(UNSET, UNSET)
    assert found.minimum_lead_time == DAY
    assert found.minimum_cancelling_notice == DAY
    assert found.maximum_advance == 365 * DAY
    assert found.time_slot_interval == timedelta(minutes=30)
    assert found.allow_staff_selection


def test_an_offer_of_the_waitlist_is_kept_half_an_hour_unless_set() -> None:
    assert effective_policy(UNSET, UNSET).waitlist_offer_time == timedelta(minutes=30)
    business = SchedulingPolicy(waitlist_offer_time=DAY)
    assert effective_policy(UNSET, business).waitlist_offer_time == DAY


def test_a_services_policy_goes_over_the_businesss_part_by_part() -> None:
    service = SchedulingPolicy(minimum_lead_time=2 * HOUR, allow_staff_selection=False)
    business = SchedulingPolicy(minimum_lead_time=5 * HOUR, maximum_advance=10 * DAY)
    found = effective_policy(service, business)
    assert found.minimum_lead_time == 2 * HOUR
    assert found.maximum_advance == 10 * DAY
    assert not found.allow_staff_selection


@pytest.mark.parametrize(
    ("lead", "notice", "expected"),
    [(2 * HOUR, None, 2 * HOUR), (2 * HOUR, timedelta(), timedelta()), (None, HOUR, HOUR)],
)
def test_the_notice_for_cancelling_is_the_lead_time_unless_set(
    lead: timedelta | None, notice: timedelta | None, expected: timedelta
) -> None:
    policy = SchedulingPolicy(minimum_lead_time=lead, minimum_cancelling_notice=notice)
    assert effective_policy(policy, UNSET).minimum_cancelling_notice == expected


def test_a_day_ahead_at_most_is_possible_where_no_lead_is_asked() -> None:
    found = SchedulingPolicy(minimum_lead_time=timedelta(), maximum_advance=DAY)
    assert effective_policy(found, UNSET).maximum_advance == DAY


WRONG_POLICIES = [
    {"minimum_lead_time": HOUR, "maximum_advance": DAY},
    {"minimum_lead_time": -HOUR},
    {"minimum_cancelling_notice": -HOUR},
    {"maximum_advance": timedelta(days=4000)},
    {"maximum_advance": timedelta.max},
    {"hold_time": -HOUR},
    {"hold_time": HOUR + timedelta(minutes=1)},
    {"maximum_open_appointments": 0},
    {"waitlist_offer_time": timedelta()},
    {"waitlist_offer_time": DAY + timedelta(minutes=1)},
    {"maximum_open_appointments": 1001},
    {"time_slot_interval": timedelta(minutes=4)},
    {"time_slot_interval": timedelta(hours=4, minutes=1)},
    {"time_slot_interval": timedelta(minutes=10, seconds=30)},
]


def test_a_time_is_held_for_five_minutes_and_five_appointments_may_be_open() -> None:
    found = effective_policy(UNSET, UNSET)
    assert (found.hold_time, found.maximum_open_appointments) == (timedelta(minutes=5), 5)
    business = SchedulingPolicy(hold_time=HOUR, maximum_open_appointments=2)
    switched_off = SchedulingPolicy(hold_time=timedelta())
    found = effective_policy(switched_off, business)
    assert (found.hold_time, found.maximum_open_appointments) == (timedelta(), 2)


@pytest.mark.parametrize("parts", WRONG_POLICIES, ids=str)
def test_a_policy_that_makes_no_sense_cannot_be_built(parts: dict[str, Any]) -> None:
    with pytest.raises(InvalidValue):
        SchedulingPolicy(**parts)


def test_two_policies_that_leave_no_room_together_make_no_catalog() -> None:
    service = replace(HAIRCUT, scheduling_policy=SchedulingPolicy(minimum_lead_time=20 * DAY))
    business = salon_business(scheduling_policy=SchedulingPolicy(maximum_advance=20 * DAY))
    with pytest.raises(InvalidValue):
        salon(service, business=business)


def test_every_part_nobody_set_has_its_default() -> None:
    found = effective_policy(UNSET, UNSET)
    assert found.send_confirmations_to_owner is True
    assert found.service_hours == ServiceHours(ServiceAvailability(), ())
    assert found.assignment is AssignmentRule.FAIR
    assert found.hold_time == timedelta(minutes=5)
    assert found.maximum_open_appointments == 5
    assert found.approval_time == DAY


def test_every_part_that_is_set_holds() -> None:
    never = ServiceAvailability(AvailabilityType.NOT_BOOKABLE)
    window = AvailabilityWindow(date(2026, 1, 1), date(2026, 1, 2), ServiceAvailability())
    found = effective_policy(
        SchedulingPolicy(
            send_confirmations_to_owner=False,
            general_availability=never,
            custom_availabilities=(window,),
            assignment=AssignmentRule.RANDOM,
            hold_time=timedelta(),
            maximum_open_appointments=7,
            approval_time=2 * HOUR,
        ),
        UNSET,
    )
    assert found.send_confirmations_to_owner is False
    assert found.service_hours == ServiceHours(never, (window,))
    assert found.assignment is AssignmentRule.RANDOM
    assert found.hold_time == timedelta()
    assert found.maximum_open_appointments == 7
    assert found.approval_time == 2 * HOUR
