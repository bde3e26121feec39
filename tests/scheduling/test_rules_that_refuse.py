"""Each rule that refuses a time, told in full: reason, layer, whose, where it is set, how long."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from scheduling.absences import Closure, TimeOff
from scheduling.business import Catalog
from scheduling.busy_time import Busy, BusyTime
from scheduling.errors import Reason
from scheduling.explanations import explain_closed, explain_policy, iter_reasons
from scheduling.layers import Explanation, Layer
from scheduling.time_ranges import TimeRange
from tests.fakes.businesses import HAIRCUT, NOW, TUESDAY_TEN, at, salon
from tests.fakes.periods import local_period

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
CLOSED = Closure("c", local_period(14, 10, 14, 12), "Inventory")
AWAY = TimeOff("t", "ana", local_period(14, 10, 14, 12))
TEN_TO_NOON = TimeRange(at(14, 10), at(14, 12))
TAKEN = TimeRange(at(14, 10), at(14, 11))


def reasons(catalog: Catalog, start_at: datetime, busy: Busy) -> list[Explanation]:
    ana = catalog.staff_member("ana")
    return [*iter_reasons(catalog, catalog.service("haircut"), ana, start_at, busy)]


@pytest.mark.parametrize(
    ("catalog", "start_at", "busy", "expected"),
    [
        (salon(), TUESDAY_TEN, {}, []),
        (
            salon(replace(HAIRCUT, staff_member_ids=("ben",))),
            TUESDAY_TEN,
            {},
            [
                Explanation(
                    Reason.NOT_OFFERED_BY_STAFF,
                    "ana",
                    layer=Layer.SERVICE,
                    setting="services[haircut].staffMemberIds",
                )
            ],
        ),
        (
            salon(closures=(CLOSED,)),
            TUESDAY_TEN,
            {},
            [
                Explanation(
                    Reason.CLOSED,
                    "ana",
                    title="Inventory",
                    layer=Layer.CLOSURE,
                    setting="closures[c]",
                    time_range=TEN_TO_NOON,
                )
            ],
        ),
        (
            salon(time_off=(AWAY,)),
            TUESDAY_TEN,
            {},
            [
                Explanation(
                    Reason.TIME_OFF,
                    "ana",
                    layer=Layer.TIME_OFF,
                    setting="timeOff[t]",
                    time_range=TEN_TO_NOON,
                )
            ],
        ),
        (
            salon(),
            at(14, 18),
            {},
            [
                Explanation(
                    Reason.STAFF_NOT_WORKING,
                    "ana",
                    layer=Layer.STAFF_HOURS,
                    setting="businessHours",
                )
            ],
        ),
        (
            salon(),
            at(14, 10, 10),
            {},
            [
                Explanation(
                    Reason.OFF_GRID,
                    "ana",
                    layer=Layer.GRID,
                    setting="schedulingPolicy.timeSlotInterval",
                )
            ],
        ),
        (
            salon(),
            TUESDAY_TEN,
            {"ana": BusyTime.of([TAKEN])},
            [Explanation(Reason.TAKEN, "ana", layer=Layer.APPOINTMENTS, time_range=TAKEN)],
        ),
        (
            salon(replace(HAIRCUT, maximum_appointments_per_day=1)),
            TUESDAY_TEN,
            {"ana": BusyTime.of([]).filled([TEN_TO_NOON])},
            [
                Explanation(
                    Reason.DAY_FULL,
                    "ana",
                    layer=Layer.DAILY_LIMIT,
                    setting="services[haircut].maximumAppointmentsPerDay",
                )
            ],
        ),
    ],
    ids=["free", "service", "closure", "time off", "hours", "grid", "busy", "full"],
)
def test_a_rule_is_told_in_full(
    catalog: Catalog, start_at: datetime, busy: Busy, expected: list[Explanation]
) -> None:
    assert reasons(catalog, start_at, busy) == expected


@pytest.mark.parametrize(
    ("start_at", "expected"),
    [
        (NOW - timedelta.resolution, Explanation(Reason.PAST, layer=Layer.POLICY)),
        (
            NOW + HOUR - timedelta.resolution,
            Explanation(
                Reason.TOO_SOON,
                limit=HOUR,
                layer=Layer.POLICY,
                setting="schedulingPolicy.minimumLeadTime",
            ),
        ),
        (NOW + HOUR, None),
        (NOW + 30 * DAY, None),
        (
            NOW + 30 * DAY + timedelta.resolution,
            Explanation(
                Reason.TOO_FAR_AHEAD,
                limit=30 * DAY,
                layer=Layer.POLICY,
                setting="schedulingPolicy.maximumAdvance",
            ),
        ),
    ],
)
def test_a_limit_of_time_is_told_in_full(start_at: datetime, expected: Explanation | None) -> None:
    assert explain_policy(salon(), HAIRCUT, start_at, NOW) == expected


def test_closed_as_a_whole_is_told_in_full() -> None:
    closed = Explanation(Reason.CLOSED, title="Inventory", layer=Layer.CLOSURE)
    assert explain_closed(salon(closures=(CLOSED,)), HAIRCUT, TUESDAY_TEN) == closed
    at_night = Explanation(Reason.CLOSED, layer=Layer.STAFF_HOURS, setting="businessHours")
    assert explain_closed(salon(), HAIRCUT, at(14, 20)) == at_night
    assert explain_closed(salon(), HAIRCUT, TUESDAY_TEN) is None


def test_a_public_holiday_is_changed_where_the_country_is() -> None:
    catalog = salon(public_holidays=(CLOSED,))
    (found,) = reasons(catalog, TUESDAY_TEN, {})
    assert (found.title, found.setting) == ("Inventory", "publicHolidays")


@pytest.mark.parametrize("layer", Layer)
def test_what_people_do_elsewhere_is_to_customers_as_any_appointment(layer: Layer) -> None:
    told = Explanation(
        Reason.TAKEN,
        "ana",
        title="Dentist",
        layer=layer,
        setting="staffMembers[ana]",
        time_range=TAKEN,
        read_at=NOW,
    )
    is_elsewhere = layer in (Layer.PERSONAL_CALENDAR, Layer.OTHER_BUSINESS)
    as_taken = Explanation(Reason.TAKEN, "ana", layer=Layer.APPOINTMENTS)
    assert told.for_customers() == (as_taken if is_elsewhere else told)
