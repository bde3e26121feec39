"""The port `Appointments`, as every store keeps it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from scheduling.actors import SystemActor
from scheduling.appointments import LONGEST_CLAIM, Appointment
from scheduling.catalog import Price, PriceType
from scheduling.customers import Consent, CustomerInformation, QuestionAnswer
from scheduling.errors import NotFound, SlotTaken, StaleVersion
from scheduling.ports import UnitOfWork
from scheduling.resources import Calendar
from scheduling.statuses import AppointmentStatus
from scheduling.time_ranges import TimeRange, TimeRangeSet
from scheduling.wall_clocks import WallClock
from tests.fakes.businesses import (
    BUSINESS,
    DANA,
    EVE,
    NOW,
    TUESDAY_TEN,
    appointment,
    at,
    salon,
    salon_business,
    stored_customer,
)
from tests.storage.stores import Store

HOUR = timedelta(hours=1)
PLAIN = appointment()
PADDED = appointment("padded", pre_buffer=timedelta(minutes=10), post_buffer=timedelta(minutes=20))
TWICE_IN_THE_NIGHT = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
"""Half past two in Berlin for the second time."""
FULL = appointment(
    "full",
    start_at=TWICE_IN_THE_NIGHT,
    staff_member_ids=("tom", "ana"),
    wall_clock=WallClock.of(TWICE_IN_THE_NIGHT, "Europe/Berlin"),
    customers=(
        CustomerInformation(
            customer_id="c-eve",
            contact=EVE,
            notes="window, please",
            answers=(QuestionAnswer("allergies", "Any allergies?", "Nüsse", is_required=True),),
            consent=Consent("We may keep photographs.", NOW),
        ),
        CustomerInformation(customer_id="c-dana", contact=DANA, customer_time_zone="Asia/Tokyo"),
    ),
    price=Price(PriceType.STARTING_AT, Decimal("12.50")),
    status=AppointmentStatus.ARRIVED,
    sequence=3,
    version=7,
    join_web_url="https://example.org/j",
    created_at=NOW + timedelta(microseconds=7),
)


async def _add(store: Store, *appointments: Appointment) -> None:
    def work(uow: UnitOfWork) -> None:
        for customer_id in ("c-dana", "c-eve"):
            uow.customers.save(BUSINESS, stored_customer(customer_id))
        for each in appointments:
            uow.appointments.add(each)

    await store.do(work)


@pytest.mark.parametrize("given", [PLAIN, PADDED, FULL], ids=lambda each: each.appointment_id)
async def test_an_appointment_is_read_as_written(with_salon: Store, given: Appointment) -> None:
    await _add(with_salon, given)
    found = await with_salon.do(lambda uow: uow.appointments.get(BUSINESS, given.appointment_id))
    assert found == given
    assert found.wall_clock.fold == given.wall_clock.fold


@pytest.mark.parametrize(("business_id", "appointment_id"), [(BUSINESS, "no"), ("other", "a-1")])
async def test_an_appointment_that_is_not_there(
    with_salon: Store, business_id: str, appointment_id: str
) -> None:
    await _add(with_salon, PLAIN)
    with pytest.raises(NotFound):
        await with_salon.do(lambda uow: uow.appointments.get(business_id, appointment_id))


@pytest.mark.parametrize(
    "other",
    [
        appointment("b", TUESDAY_TEN + HOUR),
        appointment("b", TUESDAY_TEN - HOUR),
        appointment("b", TUESDAY_TEN, ("ben",)),
        appointment("b", TUESDAY_TEN, status=AppointmentStatus.CANCELLED),
    ],
)
async def test_claims_that_touch_or_are_somebody_elses_are_accepted(
    with_salon: Store, other: Appointment
) -> None:
    await _add(with_salon, PLAIN, other)
    found = await with_salon.do(lambda uow: uow.appointments.all(BUSINESS))
    assert {each.appointment_id for each in found} == {"a-1", "b"}


@pytest.mark.parametrize(
    "other",
    [
        appointment("b", TUESDAY_TEN),
        appointment("b", TUESDAY_TEN + timedelta(minutes=59)),
        appointment("b", TUESDAY_TEN - timedelta(minutes=59)),
        appointment("b", TUESDAY_TEN + HOUR, pre_buffer=timedelta(minutes=1)),
        appointment("b", TUESDAY_TEN - HOUR, post_buffer=timedelta(minutes=1)),
        appointment("b", TUESDAY_TEN, ("ben", "ana")),
    ],
)
async def test_overlapping_claims_are_refused(with_salon: Store, other: Appointment) -> None:
    await _add(with_salon, PLAIN)
    with pytest.raises(SlotTaken) as refusal:
        await _add(with_salon, other)
    assert refusal.value.start_at == other.time_range.start_at
    assert refusal.value.staff_member_id == "ana"
    assert await with_salon.do(lambda uow: uow.appointments.all(BUSINESS)) == (PLAIN,)


async def test_a_refusal_leaves_the_transaction_usable(with_salon: Store) -> None:
    await _add(with_salon, PLAIN)

    def work(uow: UnitOfWork) -> tuple[Calendar, ...]:
        with pytest.raises(SlotTaken):
            uow.appointments.add(appointment("b"))
        return tuple(uow.appointments.busy(BUSINESS, ("ana", "ben"), PLAIN.time_range, NOW))

    assert await with_salon.do(work) == ("ana",)


async def test_a_moved_appointment_gives_its_old_time_back(with_salon: Store) -> None:
    await _add(with_salon, PLAIN)
    to = TimeRange(at(15, 9), at(15, 10))
    moved = PLAIN.rescheduled(to, ("ben",), SystemActor(), NOW)
    await with_salon.do(lambda uow: uow.appointments.update(moved))
    assert await with_salon.do(lambda uow: uow.appointments.get(BUSINESS, "a-1")) == moved
    await _add(with_salon, appointment("b"))
    with pytest.raises(SlotTaken):
        await _add(with_salon, appointment("c", to.start_at, ("ben",)))


async def test_an_appointment_may_move_over_its_own_time(with_salon: Store) -> None:
    await _add(with_salon, PLAIN)
    to = TimeRange(TUESDAY_TEN + HOUR / 2, TUESDAY_TEN + HOUR * 3 / 2)
    moved = PLAIN.rescheduled(to, ("ana",), SystemActor(), NOW)
    await with_salon.do(lambda uow: uow.appointments.update(moved))
    assert await with_salon.do(lambda uow: uow.appointments.get(BUSINESS, "a-1")) == moved


async def test_an_appointment_may_not_move_onto_another(with_salon: Store) -> None:
    await _add(with_salon, PLAIN, appointment("b", TUESDAY_TEN + HOUR))
    to = TimeRange(TUESDAY_TEN + HOUR / 2, TUESDAY_TEN + HOUR * 3 / 2)
    moved = PLAIN.rescheduled(to, ("ana",), SystemActor(), NOW)
    with pytest.raises(SlotTaken):
        await with_salon.do(lambda uow: uow.appointments.update(moved))
    assert await with_salon.do(lambda uow: uow.appointments.get(BUSINESS, "a-1")) == PLAIN


async def test_a_cancelled_appointment_gives_its_time_back_and_keeps_its_facts(
    with_salon: Store,
) -> None:
    await _add(with_salon, PLAIN)
    ended = PLAIN.cancelled(SystemActor(), NOW, "ill")
    await with_salon.do(lambda uow: uow.appointments.update(ended))
    await _add(with_salon, appointment("b"))
    found = await with_salon.do(lambda uow: uow.appointments.get(BUSINESS, "a-1"))
    assert found == ended
    assert found.staff_member_ids == ("ana",)


@pytest.mark.parametrize("version", [1, 3])
async def test_a_change_of_what_has_changed_since_is_refused(
    with_salon: Store, version: int
) -> None:
    await _add(with_salon, PLAIN)
    with pytest.raises(StaleVersion) as refusal:
        await with_salon.do(lambda uow: uow.appointments.update(replace(PLAIN, version=version)))
    assert (refusal.value.seen, refusal.value.current) == (version - 1, 1)


async def test_a_change_of_what_is_not_there_is_refused(with_salon: Store) -> None:
    with pytest.raises(NotFound):
        await with_salon.do(lambda uow: uow.appointments.update(replace(PLAIN, version=2)))


@pytest.mark.parametrize(
    ("within", "except_appointment_id", "busy"),
    [
        (TimeRange(at(14, 8), at(14, 18)), None, {"ana": (at(14, 9, 50), at(14, 11, 20))}),
        (TimeRange(at(14, 8), at(14, 18)), "padded", {}),
        (TimeRange(at(14, 11, 20), at(14, 18)), None, {}),
        (TimeRange(at(14, 8), at(14, 9, 50)), None, {}),
        (TimeRange(at(14, 11, 19), at(14, 18)), None, {"ana": (at(14, 9, 50), at(14, 11, 20))}),
    ],
)
async def test_busy_time_counts_buffers_and_not_its_edges(
    with_salon: Store,
    within: TimeRange,
    except_appointment_id: str | None,
    busy: dict[str, tuple[datetime, datetime]],
) -> None:
    gone = appointment("gone", at(14, 14), status=AppointmentStatus.CANCELLED)
    await _add(with_salon, PADDED, gone)
    found = await with_salon.do(
        lambda uow: uow.appointments.busy(
            BUSINESS, ("ana", "ben"), within, NOW, except_appointment_id
        )
    )
    expected = {who: TimeRangeSet([TimeRange(*taken)]) for who, taken in busy.items()}
    assert {who: taken.ranges() for who, taken in found.items()} == {
        who: taken.clipped(within) for who, taken in expected.items()
    }


async def test_the_longest_there_is_keeps_its_first_day_busy(with_salon: Store) -> None:
    whole = TimeRange(at(14, 10), at(14, 10) + LONGEST_CLAIM)
    await _add(with_salon, appointment(time_range=whole))
    first = TimeRange(at(14, 10), at(14, 11))
    found = await with_salon.do(lambda uow: uow.appointments.busy(BUSINESS, ("ana",), first, NOW))
    assert found["ana"].ranges() == TimeRangeSet([first])


async def test_nobody_is_asked_about_nobody(with_salon: Store) -> None:
    await _add(with_salon, PLAIN)
    assert (
        await with_salon.do(lambda uow: uow.appointments.busy(BUSINESS, (), PLAIN.claimed, NOW))
        == {}
    )


@pytest.mark.parametrize(
    ("customer_ids", "from_at", "found"),
    [
        (("c-dana",), at(14, 10, 59), ("a-1", "full")),
        (("c-dana",), at(14, 11), ("full",)),
        (("c-eve",), NOW, ("full",)),
        (("c-eve", "c-dana"), NOW, ("a-1", "full")),
        ((), NOW, ()),
    ],
)
async def test_appointments_of_customers_that_are_not_over(
    with_salon: Store, customer_ids: tuple[str, ...], from_at: datetime, found: tuple[str, ...]
) -> None:
    await _add(with_salon, FULL, PLAIN)
    theirs = await with_salon.do(
        lambda uow: uow.appointments.of_customers(BUSINESS, customer_ids, from_at)
    )
    assert tuple(each.appointment_id for each in theirs) == found


@pytest.mark.parametrize(
    ("staff_member_ids", "within", "found"),
    [
        (None, TimeRange(at(14, 0), at(15, 0)), ("a-1", "ben-1")),
        (("ana",), TimeRange(at(14, 0), at(15, 0)), ("a-1",)),
        (("ana",), TimeRange(at(14, 11), at(15, 0)), ()),
        (("ana",), TimeRange(at(13, 0), at(14, 10)), ()),
        (("ben", "tom"), TimeRange(at(1, 0), at(30, 0)), ("ben-1",)),
    ],
)
async def test_appointments_of_staff_within_a_time(
    with_salon: Store,
    staff_member_ids: tuple[str, ...] | None,
    within: TimeRange,
    found: tuple[str, ...],
) -> None:
    await _add(with_salon, appointment("ben-1", at(14, 12), ("ben",)), PLAIN, FULL)
    theirs = await with_salon.do(
        lambda uow: uow.appointments.of_staff(BUSINESS, staff_member_ids, within)
    )
    assert tuple(each.appointment_id for each in theirs) == found


async def test_all_appointments_of_one_business_are_forgotten_with_their_claims(
    with_salon: Store,
) -> None:
    await _add(with_salon, PLAIN)
    await with_salon.do(lambda uow: uow.appointments.remove_all(BUSINESS))
    assert await with_salon.do(lambda uow: uow.appointments.all(BUSINESS)) == ()
    await _add(with_salon, appointment("b"))


async def test_customers_may_be_forgotten_and_written_anew_under_their_appointments(
    with_salon: Store,
) -> None:
    await _add(with_salon, PLAIN)

    def work(uow: UnitOfWork) -> None:
        uow.customers.remove_all(BUSINESS)
        uow.customers.save(BUSINESS, stored_customer())

    await with_salon.do(work)
    assert await with_salon.do(lambda uow: uow.appointments.all(BUSINESS)) == (PLAIN,)


async def test_two_businesses_may_use_the_same_ids(with_salon: Store) -> None:
    await _add(with_salon, PLAIN)
    other = salon(business=salon_business(business_id="other"))

    def work(uow: UnitOfWork) -> None:
        uow.businesses.replace(other)
        uow.customers.save("other", stored_customer())
        uow.appointments.add(replace(PLAIN, business_id="other"))

    await with_salon.do(work)
    assert await with_salon.do(lambda uow: uow.appointments.all(BUSINESS)) == (PLAIN,)


async def test_only_calendars_there_are_can_be_locked(with_salon: Store) -> None:
    await with_salon.do(lambda uow: uow.appointments.lock(BUSINESS, ("ben", "ana", "ana"), NOW))
    with pytest.raises(NotFound):
        await with_salon.do(lambda uow: uow.appointments.lock(BUSINESS, ("ana", "nobody"), NOW))
