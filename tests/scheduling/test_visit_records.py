"""Visits to the letter: what each part stores, what is held and told, and who may end all of it."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from scheduling.actors import Actor, OperatorActor, Principal, StaffActor
from scheduling.auditing import AuditEntry
from scheduling.catalog import QuestionAssignment, ServiceDuration
from scheduling.errors import (
    InvalidValue,
    KeyReused,
    MissingDetails,
    NotFound,
    NotPermitted,
    NotYours,
    SlotTaken,
)
from scheduling.ports import Link
from scheduling.resources import Resource, ResourceNeed
from scheduling.service.recording import fingerprint, scoped_key
from scheduling.service.visiting.booking_visits import BookVisitCommand, book_visit, part_command
from scheduling.service.visiting.cancelling_visits import CancelVisitCommand, cancel_visit
from scheduling.service.visiting.finding_visits import FindVisits, find_visits
from scheduling.service.visiting.moving_visits import MoveVisitCommand, move_visit
from scheduling.statuses import AppointmentStatus
from scheduling.time_ranges import TimeRange
from scheduling.views import AppointmentView
from scheduling.visits import PlannedPart, VisitOrder, VisitPart, VisitPlan, VisitWish
from tests.fakes.businesses import (
    BUSINESS,
    COLOUR,
    CONSULTATION,
    DANA,
    EVE,
    HAIRCUT,
    STAFF,
    at,
    customer,
    salon,
    salon_business,
    staff,
)
from tests.fakes.desk import MemoryDesk
from tests.fakes.memory import Locked

HOUR = timedelta(hours=1)
CONFIRMED, CANCELLED = AppointmentStatus.CONFIRMED, AppointmentStatus.CANCELLED
DYE = replace(COLOUR, pre_buffer=timedelta(), post_buffer=timedelta())
IN_ROOM = replace(DYE, required_resources=(ResourceNeed(("room", "gone")),))
ROOM = Resource(resource_id="room", display_name="Room")
IN_TEAMS = StaffActor(BUSINESS, "ben", "msteams")


def part(
    service_id: str, start_at: datetime, who: tuple[str, ...], hours: float = 1, **wish: Any
) -> PlannedPart:
    return PlannedPart(VisitPart(service_id, **wish), start_at, start_at + hours * HOUR, who)


CUT_AND_DYE = (part("haircut", at(14, 10), ("ana",)), part("colour", at(14, 11), ("ben",), 1.5))
LATER = (part("haircut", at(15, 10), ("tom",)), part("colour", at(15, 11), ("ana",), 1.5))


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk(salon(HAIRCUT, IN_ROOM, resources={"room": ROOM}))


def command(parts: tuple[PlannedPart, ...] = CUT_AND_DYE, **changes: Any) -> BookVisitCommand:
    facts: dict[str, Any] = {"contact": DANA, "idempotency_key": "k", **changes}
    return BookVisitCommand(business_id=BUSINESS, parts=parts, **facts)


def book(
    desk: MemoryDesk,
    parts: tuple[PlannedPart, ...] = CUT_AND_DYE,
    actor: Actor | None = None,
    **changes: Any,
) -> tuple[AppointmentView, ...]:
    return desk.do(book_visit, actor or customer(), command(parts, **changes))


def cancel(
    desk: MemoryDesk, view: AppointmentView, actor: Actor | None = None, **changes: Any
) -> tuple[AppointmentView, ...]:
    facts: dict[str, Any] = {"idempotency_key": "c", **changes}
    asked = CancelVisitCommand(business_id=BUSINESS, appointment_id=view.appointment_id, **facts)
    return desk.do(cancel_visit, actor or customer(), asked)


def stored(desk: MemoryDesk, view: AppointmentView) -> Any:
    return desk.state.appointments[BUSINESS, view.appointment_id]


# Booked


def test_each_part_is_an_appointment_with_all_that_was_said(desk: MemoryDesk) -> None:
    views = book(
        desk,
        attendee_name="Max",
        customer_time_zone="Asia/Tokyo",
        language_tag="ja",
        notes="Short",
    )
    assert [(each.service_id, each.start_at, each.end_at) for each in views] == [
        ("haircut", at(14, 10), at(14, 11)),
        ("colour", at(14, 11), at(14, 12, 30)),
    ]
    for view, who in zip(views, ("ana", "ben"), strict=True):
        found = stored(desk, view)
        assert found.staff_member_ids == (who,)
        assert (found.customer.attendee_name, found.customer.notes) == ("Max", "Short")
        assert found.customer.customer_time_zone == "Asia/Tokyo"
    (known,) = desk.state.customers.values()
    assert (known.contact, known.language_tag) == (DANA, "ja")
    whole = scoped_key(customer(), "visit:k")[:32]
    assert {each.visit_id for each in views} == {whole}


def test_answers_and_consent_are_for_each_part_that_asks() -> None:
    asking = replace(
        CONSULTATION,
        custom_questions=(QuestionAssignment("how"),),
        required_contact_details=frozenset(),
    )
    desk = MemoryDesk(salon(HAIRCUT, asking))
    parts = (CUT_AND_DYE[0], part("consultation", at(14, 11), ("ana",), 0.5))
    with pytest.raises(MissingDetails) as refused:
        book(desk, parts)
    assert refused.value.fields == ("consent",)
    cut, talk = book(desk, parts, answers={"how": "Friends"}, has_consented=True)
    assert stored(desk, cut).customer.answers == ()
    assert [each.answer for each in stored(desk, talk).customer.answers] == ["Friends"]
    assert stored(desk, talk).customer.consent is not None


def test_a_part_has_the_length_and_the_person_that_were_wished_for() -> None:
    lengths = (ServiceDuration(2 * HOUR),)
    desk = MemoryDesk(salon(replace(HAIRCUT, durations=lengths), DYE))
    parts = (
        part("haircut", at(14, 10), ("ben",), 2, staff_member_id="ben", duration=2 * HOUR),
        part("colour", at(14, 12), ("ana",), 1.5),
    )
    views = book(desk, parts)
    assert (views[0].end_at, views[0].staff_members[0].staff_member_id) == (at(14, 12), "ben")
    with pytest.raises(SlotTaken) as refused:
        book(desk, parts, customer("eve"), contact=EVE)
    assert (refused.value.start_at, refused.value.staff_member_id) == (at(14, 10), "ben")


def test_staff_book_a_visit_for_a_customer_they_name(desk: MemoryDesk) -> None:
    first = desk.book(start_at=at(16, 10))
    who = stored(desk, first).customer.customer_id
    views = book(desk, actor=IN_TEAMS, contact=None, customer_id=who)
    assert {each.customer_name for each in views} == {"Dana"}
    entries = [(subject, entry) for _, subject, entry in desk.state.audit[-2:]]
    assert entries == [
        (
            each.appointment_id,
            AuditEntry(IN_TEAMS, "booked", desk.now, "msteams", None, CONFIRMED),
        )
        for each in views
    ]


def test_everybody_it_could_fall_to_is_held_at_once_and_first(desk: MemoryDesk) -> None:
    desk.load(salon(business=salon_business(business_id="spa"), staff=STAFF[:2]))
    principal = Principal("msteams", "directory", "ben")
    for business_id in (BUSINESS, "spa"):
        desk.state.links[business_id, principal] = Link(staff_member_id="ben")
    book(desk)
    assert desk.locked[0] == Locked(("ana", "ben", "tom", "room"), (("spa", "ben"),))


def test_each_part_s_answer_is_kept_under_a_key_of_its_own(desk: MemoryDesk) -> None:
    views = book(desk)
    asked = command()
    for number, view in enumerate(views):
        key = BUSINESS, scoped_key(customer(), f"k:{number}")
        mark = fingerprint(part_command(customer(), asked, number))
        # What follows is for whom the first part was booked.
        asked = replace(asked, customer_id=stored(desk, views[0]).customer.customer_id)
        assert desk.state.answers[key] == (mark, view.appointment_id, desk.now)
    before = desk.state.snapshot()
    assert book(desk) == views
    assert desk.state == before
    with pytest.raises(KeyReused):
        book(desk, LATER)


# Given up


def test_what_is_to_come_of_it_is_cancelled_in_order_with_what_was_said(desk: MemoryDesk) -> None:
    views = book(desk)
    other = desk.book(start_at=at(16, 10))
    gone = cancel(desk, views[1], IN_TEAMS, message=" Ana is ill ")
    assert [each.appointment_id for each in gone] == [each.appointment_id for each in views]
    assert {(each.status, each.cancellation_message) for each in gone} == {
        (CANCELLED, "Ana is ill")
    }
    assert stored(desk, other).status is CONFIRMED
    assert desk.locked[0] == Locked(("ana", "ben", "room"))
    for each in views:
        key = BUSINESS, scoped_key(IN_TEAMS, f"c:{each.appointment_id}")
        assert desk.state.answers[key][1] == each.appointment_id


def test_a_part_that_is_over_or_has_begun_stays(desk: MemoryDesk) -> None:
    views = book(desk)
    desk.now = at(14, 10, 30)
    desk.mark(views[0], staff("ana"), AppointmentStatus.ARRIVED)
    gone = cancel(desk, views[1], staff("ana"))
    assert [each.appointment_id for each in gone] == [views[1].appointment_id]
    assert stored(desk, views[0]).status is AppointmentStatus.ARRIVED


def test_what_is_of_no_visit_goes_alone(desk: MemoryDesk) -> None:
    views = book(desk)
    alone, other = desk.book(start_at=at(16, 10)), desk.book(start_at=at(17, 10))
    assert len(cancel(desk, alone)) == 1
    assert [stored(desk, each).status for each in (*views, other)] == [CONFIRMED] * 3


@pytest.mark.parametrize(
    ("actor", "refused"),
    [
        (customer("eve"), NotYours),
        (staff("gus"), NotYours),
        (staff("vic"), NotPermitted),
        (staff("tom"), NotYours),
        (StaffActor("clinic", "ana"), NotPermitted),
    ],
)
def test_who_may_not_end_all_of_it_ends_none(
    desk: MemoryDesk, actor: Actor, refused: type[Exception]
) -> None:
    views = book(desk)
    with pytest.raises(refused):
        cancel(desk, views[0], actor)


def test_who_has_one_part_does_not_end_the_others(desk: MemoryDesk) -> None:
    views = book(desk, LATER)
    assert stored(desk, views[0]).staff_member_ids == ("tom",)
    with pytest.raises(NotYours):
        cancel(desk, views[0], staff("tom"))


def test_nothing_is_not_found(desk: MemoryDesk) -> None:
    view = book(desk)[0]
    with pytest.raises(NotFound) as refused:
        cancel(desk, replace(view, appointment_id="a-9"))
    assert (refused.value.kind, refused.value.identifier) == ("appointment", "a-9")


# Moved


def move(
    desk: MemoryDesk, view: AppointmentView, actor: Actor | None = None, **changes: Any
) -> tuple[AppointmentView, ...]:
    booked = command(LATER, **{"idempotency_key": "m", **changes})
    asked = MoveVisitCommand(appointment_id=view.appointment_id, booked=booked)
    return desk.do(move_visit, actor or customer(), asked)


def test_old_and_new_calendars_are_held_at_once(desk: MemoryDesk) -> None:
    desk.load(salon(business=salon_business(business_id="spa"), staff=STAFF[:2]))
    principal = Principal("msteams", "directory", "ben")
    for business_id in (BUSINESS, "spa"):
        desk.state.links[business_id, principal] = Link(staff_member_id="ben")
    views = book(desk)
    moved = move(desk, views[1])
    assert [each.start_at for each in moved] == [at(15, 10), at(15, 11)]
    assert [stored(desk, each).status for each in views] == [CANCELLED] * 2
    assert desk.locked[0] == Locked(("ana", "ben", "tom", "room"), (("spa", "ben"),))


def test_the_same_move_again_changes_nothing(desk: MemoryDesk) -> None:
    views = book(desk)
    moved = move(desk, views[0])
    before = desk.state.snapshot()
    assert move(desk, views[0]) == moved
    assert desk.state == before


def test_what_moves_is_told_as_gone_and_as_booked(desk: MemoryDesk) -> None:
    views = book(desk)
    desk.state.outbox.clear()
    moved = move(desk, views[0], IN_TEAMS)
    told = {(each.kind.value, each.appointment_id) for each in desk.state.outbox.values()}
    assert told == {
        *(("cancelled", each.appointment_id) for each in views),
        *(("booked", each.appointment_id) for each in moved),
    }


# Found


def find(
    desk: MemoryDesk, *parts: VisitPart, actor: Actor | None = None, **changes: Any
) -> tuple[VisitPlan, ...]:
    order = changes.pop("order", VisitOrder.IN_A_ROW)
    bounds = changes.pop("bounds", TimeRange(at(14, 0), at(15, 0)))
    wish = VisitWish(BUSINESS, parts, order)
    return desk.do(find_visits, actor or customer(), FindVisits(wish, bounds))


CUT, COLOURED = VisitPart("haircut"), VisitPart("colour")


def test_a_plan_is_bounded_by_a_month_and_two_hundred(desk: MemoryDesk) -> None:
    year = TimeRange(at(14, 0), at(14, 0) + timedelta(days=365))
    found = find(desk, CUT, COLOURED, bounds=year)
    assert len(found) == 200
    longest = find(
        desk, VisitPart("haircut", "tom"), COLOURED, bounds=TimeRange(at(30, 0), year.end_at)
    )
    assert longest[-1].start_at < at(30, 0) + timedelta(days=31)
    assert [each.start_at for each in found] == sorted(each.start_at for each in found)


@pytest.mark.parametrize(
    ("wish", "refused"),
    [
        ((VisitPart("nothing"), COLOURED), NotFound),
        ((CUT, VisitPart("colour", "nobody")), NotFound),
        ((CUT, VisitPart("colour", None, 7 * HOUR)), InvalidValue),
    ],
)
def test_a_part_that_cannot_be_is_refused(
    desk: MemoryDesk, wish: tuple[VisitPart, ...], refused: type[Exception]
) -> None:
    with pytest.raises(refused):
        find(desk, *wish)


@pytest.mark.parametrize("actor", [staff("vic"), staff("gus"), StaffActor("clinic", "ana")])
def test_who_may_not_book_finds_no_visit(desk: MemoryDesk, actor: Actor) -> None:
    with pytest.raises(NotPermitted):
        find(desk, CUT, COLOURED, actor=actor)
    assert find(desk, CUT, COLOURED, actor=OperatorActor()) != ()


def test_a_part_in_a_group_takes_a_place_there() -> None:
    group = replace(HAIRCUT, service_id="yoga", maximum_attendees_count=4)
    desk = MemoryDesk(salon(HAIRCUT, group))
    desk.book(customer("eve"), at(14, 10), service_id="yoga", contact=EVE)
    found = find(desk, VisitPart("yoga"), CUT)
    there = next(each for each in found if each.start_at == at(14, 10))
    assert there.parts[0].staff_member_ids == ("ana",)
    assert there.parts[1].start_at == at(14, 11)
