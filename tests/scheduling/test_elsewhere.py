"""What staff have elsewhere counts as their appointments do: personal calendars, other businesses."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduling.actors import Actor, CustomerActor, OperatorActor, Principal
from scheduling.availability import SlotQuery, free_starts
from scheduling.business import Catalog
from scheduling.busy_time import NOTHING_BUSY, Busy, BusyElsewhere, BusySource, BusyTime
from scheduling.catalog import StaffMember
from scheduling.errors import InvalidValue, NotFound, NotPermitted, Reason, SlotTaken
from scheduling.explanations import iter_reasons
from scheduling.layers import Explanation, Layer
from scheduling.service.asking import AskBusiness
from scheduling.service.finding import FindSlots, find_slots
from scheduling.service.holding import HoldCommand, hold
from scheduling.service.personal_calendars.keeping import (
    ForgetPersonalCalendar,
    KeepPersonalCalendar,
    forget_personal_calendar,
    keep_personal_calendar,
    list_personal_calendars,
)
from scheduling.service.wishes import Wish
from scheduling.time_ranges import TimeRange, minutes_around
from tests.fakes.businesses import (
    BUSINESS,
    COLOUR,
    HAIRCUT,
    NOW,
    STAFF,
    TUESDAY_TEN,
    at,
    customer,
    salon,
    salon_business,
    staff,
)
from tests.fakes.by_the_minute import MINUTE, some_case
from tests.fakes.desk import MemoryDesk

TEN = TimeRange(at(14, 10), at(14, 11))
APRIL = TimeRange(at(1, 0), at(30, 0))
ANA = Wish(business_id=BUSINESS, service_id="haircut", staff_member_id="ana")
SPA = "spa"


def keep(desk: MemoryDesk, *busy: TimeRange, actor: Actor | None = None, **changes: Any) -> None:
    facts: dict[str, Any] = {
        "business_id": BUSINESS,
        "staff_member_id": "ana",
        "source": "work",
        "within": APRIL,
        "busy": busy or (TEN,),
    }
    command = KeepPersonalCalendar(**{**facts, **changes})
    desk.do(keep_personal_calendar, actor or OperatorActor(), command)


def starts(desk: MemoryDesk, wish: Wish = ANA, actor: Actor | None = None) -> list[datetime]:
    asked = FindSlots(wish, TimeRange(at(14, 0), at(15, 0)))
    return [each.start_at for each in desk.do(find_slots, actor or customer(), asked)]


@pytest.fixture
def desk() -> MemoryDesk:
    found = MemoryDesk()
    keep(found)
    return found


def unaffected() -> Catalog:
    people = (replace(each, availability_is_affected_by_personal_calendar=False) for each in STAFF)
    return salon(staff=tuple(people))


@pytest.mark.parametrize("actor", [customer(), staff("ana"), staff("ben"), staff("tom")])
def test_nobody_is_offered_or_given_what_a_personal_calendar_has(
    desk: MemoryDesk, actor: Actor
) -> None:
    free = starts(desk, actor=actor)
    assert at(14, 9) in free
    assert not {at(14, 9, 30), at(14, 10), at(14, 10, 30)} & {*free}
    assert at(14, 11) in free
    if actor != staff("tom"):
        with pytest.raises(SlotTaken):
            desk.book(actor, TUESDAY_TEN)


def test_buffers_count_against_it(desk: MemoryDesk) -> None:
    colour = replace(ANA, service_id="colour")
    after, before = COLOUR.post_buffer, COLOUR.pre_buffer
    assert (before, after) == (timedelta(minutes=10), timedelta(minutes=20))
    free = starts(desk, colour)
    assert at(14, 11) not in free
    assert at(14, 11, 30) in free


def test_whom_it_does_not_affect_is_free(desk: MemoryDesk) -> None:
    desk.change(unaffected())
    assert at(14, 10) in starts(desk)
    assert desk.book().start_at == TUESDAY_TEN


def test_it_is_hers_alone(desk: MemoryDesk) -> None:
    assert desk.check(TUESDAY_TEN).free == ("ben", "tom")
    booked = desk.book(staff_member_id=None)
    assert [each.staff_member_id for each in booked.staff_members] != ["ana"]


def test_holds_and_moves_respect_it(desk: MemoryDesk) -> None:
    with pytest.raises(SlotTaken):
        desk.do(hold, customer(), HoldCommand(ANA, TUESDAY_TEN, "k"))
    booked = desk.book(start_at=at(14, 12))
    for actor in (customer(), staff("ana")):
        with pytest.raises(SlotTaken):
            desk.move(booked, actor, TUESDAY_TEN)
    assert desk.see(booked, customer()).start_at == at(14, 12)


def test_an_appointment_that_is_there_already_stays_and_can_be_changed(desk: MemoryDesk) -> None:
    booked = desk.book(start_at=at(14, 12))
    keep(desk, TimeRange(at(14, 9), at(14, 17)))
    assert desk.see(booked, customer()).start_at == at(14, 12)
    assert desk.cancel(booked, customer()).cancelled_by is not None


def test_a_reading_replaces_the_one_before_and_can_be_forgotten(desk: MemoryDesk) -> None:
    keep(desk, TimeRange(at(14, 12), at(14, 13)))
    assert at(14, 10) in starts(desk)
    assert at(14, 12) not in starts(desk)
    gone = ForgetPersonalCalendar(BUSINESS, "ana", "work")
    desk.do(forget_personal_calendar, OperatorActor(), gone)
    assert at(14, 12) in starts(desk)
    with pytest.raises(NotFound):
        desk.do(forget_personal_calendar, OperatorActor(), gone)


def reasons(desk: MemoryDesk, start_at: datetime, actor: Actor) -> Explanation | None:
    return desk.check(start_at, actor, staff_member_id="ana").refusal


def test_staff_are_told_which_layer_it_is_where_to_change_it_and_as_of_when(
    desk: MemoryDesk,
) -> None:
    assert reasons(desk, TUESDAY_TEN, staff("ben")) == Explanation(
        Reason.TAKEN,
        "ana",
        layer=Layer.PERSONAL_CALENDAR,
        setting="staffMembers[ana].availabilityIsAffectedByPersonalCalendar",
        time_range=TEN,
        read_at=NOW,
    )


def test_customers_are_told_what_they_are_told_of_an_appointment(desk: MemoryDesk) -> None:
    assert reasons(desk, TUESDAY_TEN, customer()) == Explanation(
        Reason.TAKEN, "ana", layer=Layer.APPOINTMENTS
    )


def test_every_layer_in_the_way_is_explained() -> None:
    first, later = minutes_around(TEN), minutes_around(TimeRange(at(14, 10, 30), at(14, 12)))
    busy = BusyTime((first,), first)
    for source in BusySource:
        busy = busy.joined(BusyElsewhere(source, (later,), NOW), later)
    found = list(iter_reasons(salon(), HAIRCUT, STAFF[0], TUESDAY_TEN, {"ana": busy}))
    assert [(each.layer, each.time_range) for each in found] == [
        (Layer.APPOINTMENTS, TEN),
        (Layer.PERSONAL_CALENDAR, TimeRange(at(14, 10, 30), at(14, 12))),
        (Layer.OTHER_BUSINESS, None),
    ]


@pytest.mark.parametrize("actor", [OperatorActor(), staff("ana"), staff("ben")])
def test_a_calendar_is_kept_by_who_manages_when_others_are_away(actor: Actor) -> None:
    desk = MemoryDesk()
    keep(desk, actor=actor)
    assert len(desk.state.personal) == 1


@pytest.mark.parametrize("actor", [staff("tom"), staff("vic"), staff("gus"), customer()])
def test_a_calendar_is_kept_by_nobody_else(actor: Actor) -> None:
    desk = MemoryDesk()
    with pytest.raises(NotPermitted):
        keep(desk, actor=actor)
    assert desk.state.personal == {}


def test_team_members_keep_and_see_their_own(desk: MemoryDesk) -> None:
    keep(desk, actor=staff("tom"), staff_member_id="tom")
    asked = AskBusiness(BUSINESS)
    own = desk.do(list_personal_calendars, staff("tom"), asked)
    assert [each.staff_member_id for each in own] == ["tom"]
    everybodys = desk.do(list_personal_calendars, staff("ben"), asked)
    assert [each.staff_member_id for each in everybodys] == ["ana", "tom"]


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"staff_member_id": "nobody"}, NotFound),
        ({"business_id": "nowhere"}, NotFound),
        ({"source": " "}, InvalidValue),
        ({"source": "x" * 101}, InvalidValue),
        ({"within": TimeRange(at(1, 0), at(1, 0) + timedelta(days=1101))}, InvalidValue),
    ],
)
def test_what_makes_no_sense_is_refused(changes: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        keep(MemoryDesk(), **changes)


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_busy_time_elsewhere_never_adds_a_slot(seed: int, more: int) -> None:
    case = some_case(seed)
    start_at = case.bounds.start_at + (more % 2100 - 600) * MINUTE
    added = TimeRange(start_at, start_at + (1 + more % 900) * MINUTE)
    found = BusyElsewhere(BusySource.PERSONAL_CALENDAR, (minutes_around(added),))
    people = case.catalog.staff_members
    within = minutes_around(case.bounds.padded(timedelta(days=2), timedelta(days=3)))
    busier: Busy = {who: case.busy.get(who, NOTHING_BUSY).joined(found, within) for who in people}
    query = SlotQuery(case.service, tuple(people.values()), case.bounds)
    before = free_starts(case.catalog, query, case.busy)
    after = free_starts(case.catalog, query, busier)
    padded = case.service.pre_buffer, case.service.default_duration + case.service.post_buffer
    for who in before.bits:
        assert {*after.of(who)} <= {*before.of(who)}
        for each in {*before.of(who)} - {*after.of(who)}:
            assert TimeRange(each - padded[0], each + padded[1]).overlaps(added)
        for each in after.of(who):
            assert not TimeRange(each - padded[0], each + padded[1]).overlaps(added)


def in_two_businesses() -> MemoryDesk:
    """Give a salon and a spa: Ana of the one is Anna of the other."""
    desk = MemoryDesk(salon(elsewhere={"ana": ((SPA, "anna"),)}))
    anna = StaffMember(staff_member_id="anna", display_name="Anna")
    massage = replace(
        HAIRCUT, service_id="massage", display_name="Massage", staff_member_ids=("anna",)
    )
    desk.state.catalogs[SPA] = salon(
        massage,
        staff=(anna,),
        business=salon_business(business_id=SPA, display_name="Spa"),
        elsewhere={"anna": ((BUSINESS, "ana"),)},
    )
    return desk


def guest(user_id: str = "dana") -> CustomerActor:
    return CustomerActor(SPA, Principal("directline", "", user_id))


def book_massage(desk: MemoryDesk, start_at: datetime = TUESDAY_TEN) -> None:
    desk.book(guest(), start_at, business_id=SPA, service_id="massage", staff_member_id="anna")


def test_who_is_booked_in_one_business_is_busy_in_the_other() -> None:
    desk = in_two_businesses()
    book_massage(desk)
    assert at(14, 10) not in starts(desk)
    assert at(14, 9) in starts(desk)
    for actor in (customer(), staff("ana")):
        with pytest.raises(SlotTaken):
            desk.book(actor)
    assert desk.check(TUESDAY_TEN).free == ("ben", "tom")


def test_what_somebody_holds_there_counts_even_ones_own_hold() -> None:
    desk = in_two_businesses()
    wish = Wish(business_id=SPA, service_id="massage")
    desk.do(hold, guest(), HoldCommand(wish, TUESDAY_TEN, "k"))
    with pytest.raises(SlotTaken):
        desk.book(customer())
    desk.wait(timedelta(minutes=6))
    assert desk.book(customer()).start_at == TUESDAY_TEN


def test_a_move_and_a_hold_respect_the_other_business() -> None:
    desk = in_two_businesses()
    booked = desk.book(start_at=at(14, 12))
    book_massage(desk)
    with pytest.raises(SlotTaken):
        desk.move(booked, customer(), TUESDAY_TEN)
    with pytest.raises(SlotTaken):
        desk.do(hold, customer(), HoldCommand(ANA, TUESDAY_TEN, "k"))


def test_an_appointment_of_the_same_id_there_is_another_one() -> None:
    desk = in_two_businesses()
    booked = desk.book(start_at=at(14, 12))
    book_massage(desk)
    (there,) = (each for each in desk.state.appointments.values() if each.business_id == SPA)
    del desk.state.appointments[SPA, there.appointment_id]
    same = replace(there, appointment_id=booked.appointment_id)
    desk.state.appointments[SPA, booked.appointment_id] = same
    with pytest.raises(SlotTaken):
        desk.move(booked, customer(), TUESDAY_TEN)


@pytest.mark.parametrize(
    ("actor", "layer"),
    [(customer(), Layer.APPOINTMENTS), (staff("ben"), Layer.OTHER_BUSINESS)],
)
def test_nothing_is_shown_of_the_other_business(actor: Actor, layer: Layer) -> None:
    desk = in_two_businesses()
    book_massage(desk)
    assert reasons(desk, TUESDAY_TEN, actor) == Explanation(Reason.TAKEN, "ana", layer=layer)


def test_a_business_with_nobody_elsewhere_is_asked_nothing_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def note(_: object, business_id: str, *__: object, **___: object) -> Busy:
        asked.append(business_id)
        return {}

    desk = in_two_businesses()
    monkeypatch.setattr("tests.fakes.memory.MemoryAppointments.busy", note)
    starts(desk, replace(ANA, staff_member_id="ben"))
    assert {*asked} == {BUSINESS}
    starts(desk)
    assert {*asked} == {BUSINESS, SPA}
