"""What an appointment may become, who is told, who gets it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from scheduling.actors import (
    Actor,
    CustomerActor,
    OperatorActor,
    Principal,
    SystemActor,
)
from scheduling.announcements import VALIDITY, AnnouncementKind, RecipientKind, announcements_of
from scheduling.appointment_events import AppointmentEvent, EventKind
from scheduling.appointments import LONGEST_CLAIM, Appointment
from scheduling.errors import InvalidValue, TooEarlyToMark, WrongStatus
from scheduling.policies import SchedulingPolicy
from scheduling.statuses import AppointmentStatus
from scheduling.time_ranges import TimeRange
from scheduling.wall_clocks import WallClock
from tests.fakes.businesses import (
    BUSINESS,
    NOW,
    TUESDAY_TEN,
    appointment,
    at,
    customer,
    staff,
)

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
UNSET = SchedulingPolicy()

CONFIRMED, ARRIVED = AppointmentStatus.CONFIRMED, AppointmentStatus.ARRIVED
REQUESTED, IN_PROGRESS = AppointmentStatus.REQUESTED, AppointmentStatus.IN_PROGRESS
COMPLETED, NO_SHOW = AppointmentStatus.COMPLETED, AppointmentStatus.NO_SHOW
CANCELLED = AppointmentStatus.CANCELLED
STEPS = {
    (CONFIRMED, ARRIVED),
    (CONFIRMED, COMPLETED),
    (CONFIRMED, NO_SHOW),
    (ARRIVED, CONFIRMED),
    (ARRIVED, IN_PROGRESS),
    (ARRIVED, COMPLETED),
    (ARRIVED, NO_SHOW),
    (IN_PROGRESS, COMPLETED),
    (IN_PROGRESS, ARRIVED),
    (COMPLETED, ARRIVED),
    (COMPLETED, IN_PROGRESS),
    (NO_SHOW, ARRIVED),
    (NO_SHOW, CONFIRMED),
}


@pytest.mark.parametrize("before", AppointmentStatus)
@pytest.mark.parametrize("after", AppointmentStatus)
def test_a_mark_is_one_step_of_the_machine(
    before: AppointmentStatus, after: AppointmentStatus
) -> None:
    known = appointment(status=before)
    if (before, after) in STEPS:
        marked = known.marked(after, staff("ana"), TUESDAY_TEN)
        assert marked.status is after
        assert (marked.version, marked.sequence) == (2, 0)
        assert marked.events[0].previous_status is before
    else:
        with pytest.raises(WrongStatus):
            known.marked(after, staff("ana"), NOW)


@pytest.mark.parametrize("moment", [at(14, 0), at(14, 9), at(20, 9)])
def test_who_comes_is_marked_from_the_day_on(moment: datetime) -> None:
    known = appointment(start_at=at(14, 10))
    assert known.marked(ARRIVED, staff("ana"), moment).status is ARRIVED


def test_nobody_arrives_before_the_day() -> None:
    known, moment = appointment(start_at=at(14, 10)), at(14, 0) - timedelta(minutes=1)
    with pytest.raises(TooEarlyToMark) as refused:
        known.marked(ARRIVED, staff("ana"), moment)
    assert refused.value.start_at == at(14, 10)
    taken_back = appointment(status=ARRIVED).marked(CONFIRMED, staff("ana"), moment)
    assert taken_back.status is CONFIRMED


@pytest.mark.parametrize("before", set(AppointmentStatus) - {CONFIRMED})
def test_only_what_is_still_to_come_is_moved_or_cancelled(before: AppointmentStatus) -> None:
    known = appointment(status=before)
    if before is not REQUESTED:
        with pytest.raises(WrongStatus):
            known.cancelled(staff("ana"), NOW)
    with pytest.raises(WrongStatus):
        known.rescheduled(known.time_range, ("ana",), staff("ana"), NOW)


def test_a_move_and_a_cancellation_are_told_to_calendars() -> None:
    to = TimeRange(at(15, 9), at(15, 10))
    moved = appointment().rescheduled(to, ("ben",), staff("ana"), NOW)
    assert (moved.sequence, moved.version) == (1, 2)
    assert moved.wall_clock.local_start.hour == 9
    ended = moved.cancelled(staff("ana"), NOW, "Ana is ill")
    assert (ended.sequence, ended.version, ended.is_active) == (2, 3, False)
    assert ended.cancellation_message == "Ana is ill"


def test_the_second_of_two_equal_times_is_remembered_as_such() -> None:
    night = TimeRange(at(14, 9), at(14, 10))
    second = night.start_at.replace(month=10, day=25, hour=1, minute=30)
    moved = appointment().rescheduled(
        TimeRange(second, second + HOUR), ("ana",), SystemActor(), NOW
    )
    assert (moved.wall_clock.local_start.hour, moved.wall_clock.fold) == (2, 1)


OTHER = CustomerActor(BUSINESS, Principal("directline", "", "eve"))
TO_DANA, TO_ANA = (RecipientKind.CUSTOMER, "c-dana"), (RecipientKind.STAFF_MEMBER, "ana")
TO_BEN = (RecipientKind.STAFF_MEMBER, "ben")
TOLD = [
    ("a customer books", EventKind.BOOKED, customer(), [TO_ANA]),
    ("the staff member books", EventKind.BOOKED, staff("ana"), [TO_DANA]),
    ("a colleague books", EventKind.BOOKED, staff("ben"), [TO_DANA, TO_ANA]),
    ("a customer cancels", EventKind.CANCELLED, customer(), [TO_ANA]),
    ("the staff member cancels", EventKind.CANCELLED, staff("ana"), [TO_DANA]),
    ("the operator cancels", EventKind.CANCELLED, OperatorActor(), [TO_DANA, TO_ANA]),
    ("the system moves", EventKind.RESCHEDULED, SystemActor(), [TO_DANA, TO_ANA]),
    ("a customer moves", EventKind.RESCHEDULED, customer(), [TO_ANA]),
    ("a mark", EventKind.STATUS_CHANGED, staff("ana"), []),
]


@pytest.mark.parametrize(("name", "kind", "by", "told"), TOLD, ids=[each[0] for each in TOLD])
def test_everybody_concerned_is_told_but_who_did_it(
    name: str, kind: EventKind, by: Actor, told: list[tuple[RecipientKind, str]]
) -> None:
    known = appointment(events=(AppointmentEvent(kind, by, NOW),), version=3)
    found = announcements_of(known)
    assert [(each.recipient_kind, each.recipient_id) for each in found] == told, name
    assert all(each.kind is AnnouncementKind(kind.value) for each in found)
    assert {each.appointment_version for each in found} <= {known.version}


def test_who_loses_an_appointment_is_told_as_well_as_who_gets_it() -> None:
    moved = appointment().rescheduled(TimeRange(at(15, 9), at(15, 10)), ("ben",), customer(), NOW)
    assert [each.recipient_id for each in announcements_of(moved)] == ["ben", "ana"]
    assert len({each.dedupe for each in announcements_of(moved)}) == 2


@pytest.mark.parametrize(
    ("starts_in", "expires_in"),
    [(HOUR, 2 * HOUR), (5 * DAY, VALIDITY), (-1 * HOUR, VALIDITY), (-2 * HOUR, VALIDITY)],
)
def test_news_are_good_until_the_appointment_is_over_or_two_days(
    starts_in: timedelta, expires_in: timedelta
) -> None:
    booked = AppointmentEvent(EventKind.BOOKED, customer(), NOW)
    known = appointment(start_at=NOW + starts_in, events=(booked,))
    (found,) = announcements_of(known)
    assert (found.due_at, found.expires_at) == (NOW, NOW + expires_in)


def test_nothing_is_booked_for_longer_than_is_looked_back() -> None:
    whole = TimeRange(at(14, 10), at(14, 10) + LONGEST_CLAIM)
    assert appointment(time_range=whole).claimed == whole
    with pytest.raises(InvalidValue):
        appointment(time_range=whole, post_buffer=timedelta(minutes=1))


def test_a_move_records_what_was_there_before() -> None:
    before = appointment()
    to = TimeRange(at(15, 9), at(15, 10))
    moved = before.rescheduled(to, ("ben",), staff("ana"), NOW)
    (event,) = moved.events
    assert (event.kind, event.by, event.at) == (EventKind.RESCHEDULED, staff("ana"), NOW)
    assert event.previous_status is CONFIRMED
    assert event.previous_range == before.time_range
    assert event.previous_staff_member_ids == ("ana",)
    assert moved.time_range == to
    assert moved.wall_clock == WallClock.of(to.start_at, "Europe/Berlin")


@pytest.mark.parametrize("status", [ARRIVED, CANCELLED, REQUESTED])
def test_what_is_not_confirmed_is_not_moved(status: AppointmentStatus) -> None:
    to, marked = TimeRange(at(15, 9), at(15, 10)), appointment(status=status)
    with pytest.raises(WrongStatus) as refused:
        marked.rescheduled(to, ("ana",), staff("ana"), NOW)
    assert (refused.value.current, refused.value.wanted) == (status.value, "rescheduled")


def test_a_promise_is_kept_where_the_rules_changed() -> None:
    promised = WallClock.of(TUESDAY_TEN + HOUR, "Europe/Berlin")
    before = appointment(wall_clock=replace(promised, zone_data="old"), sequence=3, version=5)
    moved = before.realigned(SystemActor(), NOW)
    assert moved.time_range == TimeRange(TUESDAY_TEN + HOUR, TUESDAY_TEN + 2 * HOUR)
    assert moved.wall_clock == promised
    assert (moved.sequence, moved.version) == (4, 6)
    (event,) = moved.events
    assert (event.kind, event.by, event.at) == (EventKind.RESCHEDULED, SystemActor(), NOW)
    assert event.previous_range == before.time_range


def test_a_promise_that_holds_is_only_noted_anew() -> None:
    clock = WallClock.of(TUESDAY_TEN, "Europe/Berlin")
    before = appointment(wall_clock=replace(clock, zone_data="old"), sequence=3, version=5)
    noted = before.realigned(SystemActor(), NOW)
    assert noted.wall_clock == clock
    assert (noted.sequence, noted.version, noted.events) == (3, 6, ())
    assert noted.time_range == before.time_range


@pytest.mark.parametrize(
    ("status", "make", "kind", "after", "message"),
    [
        (CONFIRMED, lambda a: a.cancelled(staff("ana"), NOW, "ill"), "cancelled", CANCELLED, "ill"),
        (REQUESTED, lambda a: a.cancelled(staff("ana"), NOW, "no"), "declined", CANCELLED, "no"),
        (REQUESTED, lambda a: a.declined(staff("ana"), NOW, "full"), "declined", CANCELLED, "full"),
        (REQUESTED, lambda a: a.accepted(staff("ana"), NOW), "accepted", CONFIRMED, ""),
        (NO_SHOW, lambda a: a.marked(CONFIRMED, staff("ana"), NOW), "statusChanged", CONFIRMED, ""),
    ],
)
def test_a_change_records_who_did_what_and_when(
    status: AppointmentStatus,
    make: Callable[[Appointment], Appointment],
    kind: str,
    after: AppointmentStatus,
    message: str,
) -> None:
    before = appointment(status=status, last_updated_at=NOW - DAY)
    changed = make(before)
    (event,) = changed.events
    assert (event.kind.value, event.by, event.at) == (kind, staff("ana"), NOW)
    assert (event.previous_status, event.message) == (status, message)
    assert (changed.status, changed.cancellation_message) == (after, message)
    assert (changed.version, changed.last_updated_at) == (before.version + 1, NOW)


@pytest.mark.parametrize(
    ("make", "wanted"),
    [
        (lambda a: a.cancelled(staff("ana"), NOW), "cancelled"),
        (lambda a: a.accepted(staff("ana"), NOW), "confirmed"),
        (lambda a: a.declined(staff("ana"), NOW), "declined"),
        (lambda a: a.expired(SystemActor(), NOW), "expired"),
        (lambda a: a.marked(REQUESTED, staff("ana"), NOW), "requested"),
    ],
)
def test_a_step_that_is_none_says_from_where_to_where(
    make: Callable[[Appointment], Appointment], wanted: str
) -> None:
    with pytest.raises(WrongStatus) as refused:
        make(appointment(status=ARRIVED))
    assert (refused.value.current, refused.value.wanted) == ("arrived", wanted)


def test_too_early_says_when_it_is_and_what_was_wanted() -> None:
    with pytest.raises(TooEarlyToMark) as refused:
        appointment().marked(ARRIVED, staff("ana"), NOW)
    assert vars(refused.value) == {"start_at": TUESDAY_TEN, "wanted": "arrived"}


def test_nothing_said_is_no_message() -> None:
    assert appointment().cancelled(staff("ana"), NOW).cancellation_message == ""
    request = appointment(status=REQUESTED)
    assert request.declined(staff("ana"), NOW).cancellation_message == ""
    lapsed = replace(request, request_expires_at=NOW)
    assert lapsed.expired(SystemActor(), NOW).cancellation_message == ""
