"""An appointment as each viewer may see it, and what they may do with it."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from scheduling.actors import Actor, OperatorActor
from scheduling.appointments import Appointment
from scheduling.business import Catalog
from scheduling.catalog import Price, PriceType
from scheduling.customers import CustomerInformation, QuestionAnswer
from scheduling.permissions import Action
from scheduling.policies import SchedulingPolicy
from scheduling.ports import Link
from scheduling.resources import Resource, ResourceUnit
from scheduling.series import Occurrence
from scheduling.service.asking import AskAppointment, get_appointment
from scheduling.statuses import AppointmentStatus, CancelledBy
from scheduling.views import AppointmentView, AttendeeView, GroupView, StaffMemberView
from tests.fakes.businesses import (
    BUSINESS,
    DANA,
    EVE,
    HAIRCUT,
    NOW,
    TUESDAY_TEN,
    appointment,
    at,
    customer,
    salon,
    salon_business,
    staff,
)
from tests.fakes.desk import MemoryDesk

HOUR = timedelta(hours=1)
CANCEL, MOVE, MARK = Action.CANCEL, Action.RESCHEDULE, Action.SET_STATUS
HAND_OVER, HISTORY, ANSWER = Action.HAND_OVER, Action.SEE_HISTORY, Action.ANSWER_REQUEST
REQUESTED, CONFIRMED, ARRIVED, IN_PROGRESS, COMPLETED, NO_SHOW, CANCELLED = AppointmentStatus
HOUSE = OperatorActor()
ROOMS = {
    "room": Resource(resource_id="room", display_name="Room"),
    "chair": Resource(resource_id="chair", display_name="Chair", capacity=3),
}
BUSINESS_AT_HAND = salon_business(
    phone="+49 30 111111", email="hello@salon.example", default_currency_iso="CHF"
)
NOTICE = SchedulingPolicy(minimum_cancelling_notice=3 * HOUR)
CATALOG = salon(
    replace(HAIRCUT, scheduling_policy=NOTICE), business=BUSINESS_AT_HAND, resources=ROOMS
)
ANSWERS = (QuestionAnswer("allergies", "Any allergies?", "None"),)
HERS = CustomerInformation(
    customer_id="c-dana",
    contact=DANA,
    attendee_name="Max",
    notes="Short",
    answers=ANSWERS,
    visit_id="v-1",
)
BY_STAFF = CustomerInformation(customer_id="c-dana", contact=DANA, is_self_service=False)
EVE_S = CustomerInformation(customer_id="c-eve", contact=EVE, attendees_count=2)
ALL: dict[str, Any] = {
    "customers": (HERS,),
    "staff_member_ids": ("ana", "left"),
    "resource_units": (
        ResourceUnit("chair", 2),
        ResourceUnit("room", 1),
        ResourceUnit("gone", 1),
    ),
    "price": Price(PriceType.FIXED_PRICE, Decimal(45)),
    "location": "Room 1",
    "additional_information": "Bring photographs.",
    "join_web_url": "https://meet.example/1",
    "version": 7,
    "sequence": 3,
    "status": CANCELLED,
    "cancellation_message": "Ana is ill",
    "cancelled_by": CancelledBy.STAFF,
    "last_updated_at": NOW + HOUR,
}


def seen(
    actor: Actor, known: Appointment, catalog: Catalog = CATALOG, now: datetime = NOW
) -> AppointmentView:
    """Look at an appointment with the eyes of `actor`; Dana and Eve are customers of the salon."""
    desk = MemoryDesk(catalog)
    for name in ("dana", "eve"):
        desk.state.links[BUSINESS, customer(name).principal] = Link(customer_id=f"c-{name}")
    desk.state.appointments[BUSINESS, known.appointment_id] = known
    desk.now = now
    return desk.do(get_appointment, actor, AskAppointment(BUSINESS, known.appointment_id))


# What is shown


def test_a_customer_sees_their_own_whole_and_nothing_of_the_house() -> None:
    assert seen(customer(), appointment(**ALL)) == AppointmentView(
        business_id=BUSINESS,
        business_name="Salon Nord",
        business_time_zone="Europe/Berlin",
        business_phone="+49 30 111111",
        business_email="hello@salon.example",
        appointment_id="a-1",
        version=7,
        sequence=3,
        status=CANCELLED,
        service_id="haircut",
        service_name="Haircut",
        staff_members=(StaffMemberView("ana", "Ana"), StaffMemberView("left", "left")),
        start_at=TUESDAY_TEN,
        end_at=at(14, 11),
        price=Price(PriceType.FIXED_PRICE, Decimal(45)),
        currency="CHF",
        location="Room 1",
        additional_information="Bring photographs.",
        join_web_url="https://meet.example/1",
        customer_name="Dana",
        visit_id="v-1",
        contact=DANA,
        answers=ANSWERS,
        customer_notes="Short",
        cancellation_message="Ana is ill",
        cancelled_by=CancelledBy.STAFF,
        answer_due_at=None,
        group=GroupView(1, 1, 1, "Max"),
        resource_names=(),
        series_id="",
        minimum_notice=3 * HOUR,
        last_updated_at=NOW + HOUR,
        may=frozenset(),
        needs_somebody=False,
    )


@pytest.mark.parametrize(
    ("actor", "sees_contact", "may"),
    [
        (staff("ana"), True, {HISTORY}),
        (staff("ben"), True, {HISTORY}),
        (staff("vic"), False, {HISTORY}),
        (HOUSE, True, {HISTORY}),
    ],
)
def test_staff_see_the_rooms_besides_and_a_viewer_no_contact(
    actor: Actor,
    sees_contact: bool,  # noqa: FBT001
    may: set[Action],
) -> None:
    known = appointment(**ALL)
    details: dict[str, Any] = {"contact": DANA, "answers": ANSWERS, "customer_notes": "Short"}
    hidden: dict[str, Any] = {"contact": None, "answers": (), "customer_notes": ""}
    assert seen(actor, known) == replace(
        seen(customer(), known),
        resource_names=("Chair 2", "Room"),
        may=frozenset(may),
        **(details if sees_contact else hidden),
    )


@pytest.mark.parametrize(
    ("own", "shown"), [("", "Hauptstr. 1, 10115 Berlin"), ("Online", "Online")]
)
def test_where_nothing_is_said_it_is_at_the_business(own: str, shown: str) -> None:
    assert seen(customer(), appointment(location=own)).location == shown


def test_what_is_no_longer_offered_needs_no_notice() -> None:
    known = appointment(service_id="gone", service_name="Perm")
    found = seen(customer(), known)
    assert (found.service_name, found.minimum_notice) == ("Perm", timedelta())


def test_one_of_a_series_says_of_which() -> None:
    place = replace(HERS, occurrence=Occurrence("s-1", TUESDAY_TEN.date()))
    assert seen(customer(), appointment(customers=(place,))).series_id == "s-1"


def test_a_request_says_when_it_is_over() -> None:
    known = appointment(status=REQUESTED, request_expires_at=NOW + HOUR)
    assert seen(customer(), known).answer_due_at == NOW + HOUR


def group(**changes: Any) -> Appointment:
    facts: dict[str, Any] = {
        "customers": (HERS, EVE_S),
        "maximum_attendees_count": 6,
        "version": 9,
        "sequence": 2,
        **changes,
    }
    return appointment(**facts)


@pytest.mark.parametrize(
    ("who", "name", "shown"),
    [("dana", "Dana", GroupView(1, 6, 3, "Max")), ("eve", "Eve", GroupView(2, 6, 3))],
)
def test_each_of_a_group_sees_their_own_place(who: str, name: str, shown: GroupView) -> None:
    found = seen(customer(who), group())
    assert (found.customer_name, found.group) == (name, shown)
    assert found.contact == {"Dana": DANA, "Eve": EVE}[name]
    assert found.version == 3, "which others who come and go do not change"


@pytest.mark.parametrize(("who", "reaches"), [("ana", True), ("ben", True), ("vic", False)])
def test_staff_see_who_attends(who: str, reaches: bool) -> None:  # noqa: FBT001
    found = seen(staff(who), group())
    assert found.version == 9
    assert found.group == GroupView(
        1,
        6,
        3,
        "Max",
        (
            AttendeeView("c-dana", "Dana", 1, DANA if reaches else None),
            AttendeeView("c-eve", "Eve", 2, EVE if reaches else None),
        ),
    )


def test_of_one_alone_there_is_no_list() -> None:
    assert seen(staff("ana"), appointment()).group == GroupView(1, 1, 1)


# Who is missing


@pytest.mark.parametrize(
    ("changes", "now", "needs"),
    [
        ({}, NOW, True),
        ({"staff_member_ids": ("ana",)}, NOW, False),
        ({"status": REQUESTED}, NOW, True),
        ({"status": REQUESTED, "request_expires_at": NOW}, NOW, False),
        ({"status": ARRIVED}, NOW, False),
        ({"status": CANCELLED}, NOW, False),
        ({}, TUESDAY_TEN, False),
        ({}, TUESDAY_TEN - timedelta(seconds=1), True),
    ],
)
def test_what_is_to_come_of_somebody_who_left_needs_somebody(
    changes: dict[str, Any],
    now: datetime,
    needs: bool,  # noqa: FBT001
) -> None:
    facts: dict[str, Any] = {"staff_member_ids": ("ana", "left"), **changes}
    known = appointment(**facts)
    assert seen(staff("ana"), known, now=now).needs_somebody is needs
    assert not seen(customer(), known, now=now).needs_somebody


# What each may do

DAY_BEFORE, THE_DAY, BEGUN = NOW, at(14, 6), at(14, 10)
LONG_BEFORE = {CANCEL, MOVE, HAND_OVER}


@pytest.mark.parametrize(
    ("status", "now", "may"),
    [
        (CONFIRMED, DAY_BEFORE, LONG_BEFORE),
        (CONFIRMED, THE_DAY, {*LONG_BEFORE, MARK}),
        (CONFIRMED, BEGUN, {CANCEL, MOVE, MARK}),
        (ARRIVED, THE_DAY, {MARK, HAND_OVER}),
        (ARRIVED, DAY_BEFORE, {MARK, HAND_OVER}),
        (IN_PROGRESS, THE_DAY, {MARK}),
        (COMPLETED, BEGUN, {MARK}),
        (NO_SHOW, BEGUN, {MARK}),
        (CANCELLED, DAY_BEFORE, set()),
    ],
)
def test_staff_may_what_the_status_and_the_day_allow(
    status: AppointmentStatus, now: datetime, may: set[Action]
) -> None:
    known = appointment(status=status)
    assert seen(staff("ana"), known, now=now).may == {*may, HISTORY}
    assert seen(staff("ben"), known, now=now).may == {*may, HISTORY}
    mine = appointment(status=status, staff_member_ids=("tom",))
    assert seen(staff("tom"), mine, now=now).may == may
    assert seen(staff("vic"), known, now=now).may == {HISTORY}
    assert seen(HOUSE, known, now=now).may == {*may, HISTORY} - {HAND_OVER}


def test_a_guest_marks_their_own_and_a_team_member_moves_what_is_theirs_alone() -> None:
    theirs = appointment(staff_member_ids=("gus",))
    assert seen(staff("gus"), theirs, now=THE_DAY).may == {MARK}
    shared = appointment(staff_member_ids=("tom", "ben"))
    assert seen(staff("tom"), shared).may == {CANCEL, HAND_OVER}


@pytest.mark.parametrize(
    ("changes", "now", "may"),
    [
        ({}, NOW, {CANCEL, MOVE}),
        ({}, TUESDAY_TEN - 3 * HOUR, {CANCEL, MOVE}),
        ({}, TUESDAY_TEN - 3 * HOUR + timedelta(seconds=1), set()),
        ({"customers": (BY_STAFF,)}, NOW, set()),
        ({"status": ARRIVED}, NOW, set()),
        ({"service_id": "gone"}, TUESDAY_TEN - timedelta(seconds=1), {CANCEL, MOVE}),
        ({"service_id": "gone"}, TUESDAY_TEN, set()),
    ],
)
def test_a_customer_may_in_time(changes: dict[str, Any], now: datetime, may: set[Action]) -> None:
    known = appointment(**changes)
    assert seen(customer(), known, now=now).may == may


def test_what_staff_made_a_customer_changes_where_the_service_says_so() -> None:
    lets = salon(replace(HAIRCUT, is_customer_allowed_to_manage_booking=True))
    known = appointment(customers=(BY_STAFF,))
    assert seen(customer(), known, lets).may == {CANCEL, MOVE}


@pytest.mark.parametrize(
    ("actor", "may"),
    [
        (customer(), {CANCEL}),
        (staff("ana"), {ANSWER, HISTORY}),
        (staff("ben"), {ANSWER, HISTORY}),
        (staff("vic"), {HISTORY}),
        (HOUSE, {ANSWER, HISTORY}),
    ],
)
def test_a_request_is_withdrawn_or_answered_until_it_lapses(actor: Actor, may: set[Action]) -> None:
    request = appointment(status=REQUESTED, request_expires_at=NOW + HOUR)
    assert seen(actor, request).may == may
    assert seen(actor, request, now=NOW + HOUR).may == may & {HISTORY}
    mine = replace(request, staff_member_ids=("tom",))
    assert seen(staff("tom"), mine).may == {ANSWER}
