"""A series in a class is the customer's own place in each: changing it touches nobody else's."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from scheduling.customers import Contact
from scheduling.errors import SlotTaken
from scheduling.policies import SchedulingPolicy
from scheduling.series import SeriesScope
from scheduling.service.asking import AskBusiness, my_appointments
from scheduling.service.book_command import BookCommand
from scheduling.service.finding import FindSlots, find_slots
from scheduling.service.series.booking import BookSeriesCommand, ChosenOccurrence, book_series
from scheduling.service.series.changing import (
    CancelSeriesCommand,
    OccurrenceMove,
    RescheduleSeriesCommand,
    SeenOccurrence,
    cancel_series,
    reschedule_series,
)
from scheduling.service.series.planning_moves import PlanSeriesMove, plan_series_move
from scheduling.service.series.plans import SeriesPlan, SeriesView
from scheduling.service.series.reading import AskSeries, get_series
from scheduling.service.wishes import Wish
from scheduling.time_ranges import TimeRange
from scheduling.views import AppointmentView
from tests.fakes.businesses import BUSINESS, HAIRCUT, at, customer, salon, salon_business
from tests.fakes.desk import MemoryDesk

YOGA = replace(HAIRCUT, maximum_attendees_count=4, staff_member_ids=("ana",))
WEEK, HALF_HOUR = timedelta(weeks=1), timedelta(minutes=30)
TUESDAYS = tuple(at(14, 10) + WEEK * n for n in range(3))
FAR = SchedulingPolicy(
    time_slot_interval=HALF_HOUR,
    minimum_lead_time=timedelta(hours=1),
    maximum_advance=timedelta(days=300),
    maximum_open_appointments=10,
)


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk(salon(YOGA, business=salon_business(scheduling_policy=FAR)))


def contact(who: str) -> Contact:
    return Contact(name=who.title(), email_address=f"{who}@example.com")


def join(desk: MemoryDesk, who: str, start_at: datetime = TUESDAYS[0]) -> AppointmentView:
    return desk.book(customer(who), start_at, contact=contact(who))


def series(desk: MemoryDesk, who: str) -> SeriesView:
    pattern = BookCommand(
        business_id=BUSINESS,
        service_id="haircut",
        staff_member_id="ana",
        start_at=TUESDAYS[0],
        contact=contact(who),
        idempotency_key=f"series-{who}",
    )
    chosen = tuple(ChosenOccurrence(each.date(), each) for each in TUESDAYS)
    return desk.do(book_series, customer(who), BookSeriesCommand(pattern, chosen))


def plan(desk: MemoryDesk, who: str, one: AppointmentView, to_at: datetime) -> SeriesPlan:
    asked = PlanSeriesMove(BUSINESS, one.appointment_id, SeriesScope.ALL, to_at)
    return desk.do(plan_series_move, customer(who), asked)


def move(desk: MemoryDesk, who: str, found: SeriesPlan) -> SeriesView:
    moves = tuple(
        OccurrenceMove(e.appointment_id, e.version, e.start_at) for e in found.occurrences
    )
    command = RescheduleSeriesCommand(business_id=BUSINESS, moves=moves, idempotency_key="m")
    return desk.do(reschedule_series, customer(who), command)


def seen_series(desk: MemoryDesk, who: str, one: AppointmentView) -> list[datetime]:
    found = desk.do(get_series, customer(who), AskSeries(BUSINESS, one.appointment_id))
    return [each.start_at for each in found.occurrences]


def starts(desk: MemoryDesk, who: str) -> list[datetime]:
    found = desk.do(my_appointments, customer(who), AskBusiness(BUSINESS))
    return [each.start_at for each in found]


def test_a_series_joins_classes_that_are_there(desk: MemoryDesk) -> None:
    there = join(desk, "eve", TUESDAYS[1])
    booked = series(desk, "dana")
    assert booked.occurrences[1].appointment_id == there.appointment_id
    assert seen_series(desk, "dana", booked.occurrences[1]) == [*TUESDAYS]


def test_who_joins_a_class_is_not_of_anothers_series(desk: MemoryDesk) -> None:
    series(desk, "dana")
    seen = join(desk, "eve")
    join(desk, "eve", TUESDAYS[1])
    assert seen.series_id == ""
    assert seen_series(desk, "eve", seen) == [TUESDAYS[0]]


def test_two_series_in_one_class_are_two(desk: MemoryDesk) -> None:
    danas, eves = series(desk, "dana"), series(desk, "eve")
    assert danas.occurrences[0].appointment_id == eves.occurrences[0].appointment_id
    assert danas.series_id != eves.series_id


def test_cancelling_a_series_touches_nobody_else(desk: MemoryDesk) -> None:
    booked = series(desk, "dana")
    join(desk, "eve")
    seen = tuple(SeenOccurrence(e.appointment_id, e.version) for e in booked.occurrences)
    command = CancelSeriesCommand(business_id=BUSINESS, occurrences=seen, idempotency_key="c")
    desk.state.outbox.clear()
    desk.do(cancel_series, customer("dana"), command)
    assert starts(desk, "dana") == []
    assert starts(desk, "eve") == [TUESDAYS[0]]
    kinds = sorted(each.kind.value for each in desk.state.outbox.values())
    assert kinds == ["attendeeLeft", "cancelled"]


def test_moving_a_series_moves_the_own_places_only(desk: MemoryDesk) -> None:
    booked = series(desk, "dana")
    join(desk, "eve")
    there = join(desk, "fay", TUESDAYS[1] + 2 * timedelta(hours=1))
    found = plan(desk, "dana", booked.occurrences[0], TUESDAYS[0] + timedelta(hours=2))
    assert all(each.is_free for each in found.occurrences)
    moved = move(desk, "dana", found)
    later = [each + timedelta(hours=2) for each in TUESDAYS]
    assert starts(desk, "dana") == later
    assert moved.occurrences[1].appointment_id == there.appointment_id
    assert seen_series(desk, "dana", moved.occurrences[2]) == later
    assert starts(desk, "eve") == [TUESDAYS[0]]


def test_a_class_that_stays_for_others_is_in_the_way(desk: MemoryDesk) -> None:
    booked = series(desk, "dana")
    eve = join(desk, "eve")
    found = plan(desk, "dana", booked.occurrences[0], TUESDAYS[0] + HALF_HOUR)
    assert [each.is_free for each in found.occurrences] == [False, True, True]
    wish = Wish(
        business_id=BUSINESS, service_id="haircut", except_appointment_id=eve.appointment_id
    )
    asked = FindSlots(wish, TimeRange(TUESDAYS[0], TUESDAYS[0] + 2 * HALF_HOUR))
    assert desk.do(find_slots, customer("eve"), asked) == ()
    with pytest.raises(SlotTaken) as refusal:
        desk.move(eve, customer("eve"), TUESDAYS[0] + HALF_HOUR)
    assert refusal.value.nearest


def test_a_class_that_only_they_attend_is_not(desk: MemoryDesk) -> None:
    booked = series(desk, "dana")
    found = plan(desk, "dana", booked.occurrences[0], TUESDAYS[0] + HALF_HOUR)
    move(desk, "dana", found)
    assert starts(desk, "dana") == [each + HALF_HOUR for each in TUESDAYS]
