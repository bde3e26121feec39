"""What needs approval: asked for, accepted, declined, withdrawn, or answered by nobody in time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from scheduling.actors import Actor, OperatorActor, StaffActor, SystemActor
from scheduling.announcements import AnnouncementKind
from scheduling.appointment_events import EventKind
from scheduling.appointments import Appointment
from scheduling.business import Catalog
from scheduling.errors import (
    InvalidValue,
    NotFound,
    NotPermitted,
    Reason,
    SlotNotOffered,
    SlotTaken,
    StaleVersion,
    WrongStatus,
)
from scheduling.permissions import Action
from scheduling.policies import SchedulingPolicy
from scheduling.service.asking import AskAgenda, AskBusiness, get_agenda, my_appointments
from scheduling.service.lapsing import (
    AskLapsed,
    EndLapsed,
    businesses_with_lapsed,
    end_lapsed_requests,
)
from scheduling.service.requesting import list_requests
from scheduling.statuses import AppointmentStatus, CancelledBy
from scheduling.views import AppointmentView
from tests.fakes.businesses import (
    BUSINESS,
    EVE,
    HAIRCUT,
    NOW,
    TUESDAY_TEN,
    appointment,
    at,
    customer,
    salon,
    staff,
)
from tests.fakes.desk import MemoryDesk

REQUESTED, CONFIRMED = AppointmentStatus.REQUESTED, AppointmentStatus.CONFIRMED
CANCELLED = AppointmentStatus.CANCELLED
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def asking(**changes: Any) -> Catalog:
    """Give the salon where a haircut needs approval."""
    return salon(replace(HAIRCUT, needs_approval=True, **changes))


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk(asking())


def stored(desk: MemoryDesk, view: AppointmentView) -> Appointment:
    return desk.state.appointments[BUSINESS, view.appointment_id]


def told(desk: MemoryDesk) -> list[tuple[AnnouncementKind, str]]:
    return [(each.kind, each.recipient_id) for each in desk.state.outbox.values()]


def watched(desk: MemoryDesk, after: timedelta = timedelta()) -> int:
    desk.wait(after)
    return desk.do(end_lapsed_requests, SystemActor(), EndLapsed(BUSINESS))


@pytest.mark.parametrize(
    ("actor", "facts", "status"),
    [
        (customer(), {}, REQUESTED),
        (staff("ana"), {}, CONFIRMED),
        (staff("tom"), {"staff_member_id": "tom"}, CONFIRMED),
        (OperatorActor(), {}, CONFIRMED),
    ],
)
def test_what_a_customer_books_is_a_request_and_what_staff_book_is_booked(
    desk: MemoryDesk, actor: Actor, facts: dict[str, Any], status: AppointmentStatus
) -> None:
    assert desk.book(actor, **facts).status is status


@pytest.mark.parametrize(
    ("approval_time", "start_at", "due_at"),
    [
        (None, at(16, 10), NOW + DAY),
        (2 * HOUR, at(16, 10), NOW + 2 * HOUR),
        (5 * DAY, at(16, 10), at(16, 10)),
        (None, at(13, 12), at(13, 12)),
    ],
)
def test_a_request_waits_as_long_as_the_policy_says_and_never_past_its_start(
    approval_time: timedelta | None, start_at: datetime, due_at: datetime
) -> None:
    policy = SchedulingPolicy(approval_time=approval_time)
    desk = MemoryDesk(asking(scheduling_policy=policy))
    assert desk.book(start_at=start_at).answer_due_at == due_at


@pytest.mark.parametrize("approval_time", [timedelta(), -HOUR, timedelta(days=4000)])
def test_a_time_to_answer_in_is_some_time(approval_time: timedelta) -> None:
    with pytest.raises(InvalidValue):
        SchedulingPolicy(approval_time=approval_time)


def test_a_request_claims_its_time(desk: MemoryDesk) -> None:
    desk.book()
    with pytest.raises(SlotTaken):
        desk.book(customer("eve"), contact=EVE)
    refusal = desk.check(TUESDAY_TEN, customer("eve"), staff_member_id="ana").refusal
    assert refusal is not None
    assert refusal.reason is Reason.TAKEN


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_accepted_it_is_confirmed_and_the_customer_is_told(desk: MemoryDesk, who: str) -> None:
    request = desk.book()
    accepted = desk.accept(request, staff(who))
    assert (accepted.status, accepted.sequence, accepted.answer_due_at) == (CONFIRMED, 1, None)
    assert (AnnouncementKind.ACCEPTED, stored(desk, request).customer.customer_id) in told(desk)
    assert ((AnnouncementKind.ACCEPTED, "ana") in told(desk)) is (who == "ben")
    desk.wait(2 * DAY)
    assert watched(desk) == 0


def test_declined_it_gives_its_time_back_and_says_why(desk: MemoryDesk) -> None:
    request = desk.book()
    declined = desk.decline(request, staff("ana"), message=" We are full. ")
    assert (declined.status, declined.cancelled_by) == (CANCELLED, CancelledBy.STAFF)
    assert declined.cancellation_message == "We are full."
    assert told(desk)[-1][0] is AnnouncementKind.DECLINED
    assert desk.book(customer("eve"), contact=EVE).status is REQUESTED


def test_a_customer_withdraws_it_whatever_the_notice(desk: MemoryDesk) -> None:
    request = desk.book(start_at=at(13, 12))
    assert request.may == {Action.CANCEL}
    ended = desk.cancel(request, customer())
    assert (ended.status, ended.cancelled_by) == (CANCELLED, CancelledBy.CUSTOMER)


def test_what_staff_cancel_of_a_request_is_declined(desk: MemoryDesk) -> None:
    request = desk.book()
    desk.cancel(request, staff("ana"), message="No")
    assert told(desk)[-1][0] is AnnouncementKind.DECLINED


@pytest.mark.parametrize(
    ("actor", "may"),
    [
        (staff("ana"), {Action.ANSWER_REQUEST, Action.SEE_HISTORY}),
        (staff("ben"), {Action.ANSWER_REQUEST, Action.SEE_HISTORY}),
        (staff("vic"), {Action.SEE_HISTORY}),
    ],
)
def test_a_request_is_answered_and_nothing_else(
    desk: MemoryDesk, actor: StaffActor, may: set[Action]
) -> None:
    request = desk.book()
    day = desk.do(get_agenda, actor, AskAgenda(BUSINESS, TUESDAY_TEN.date(), is_team=True))
    assert [each.may for each in day.appointments] == [may]
    with pytest.raises(WrongStatus if may > {Action.SEE_HISTORY} else NotPermitted):
        desk.mark(request, actor, AppointmentStatus.ARRIVED)
    with pytest.raises(WrongStatus if may > {Action.SEE_HISTORY} else NotPermitted):
        desk.move(request, actor, at(15, 10))


@pytest.mark.parametrize(
    ("actor", "refused"),
    [
        (staff("vic"), NotPermitted),
        (staff("tom"), NotFound),
        (staff("gus"), NotFound),
        (customer(), NotPermitted),
        (customer("eve"), NotFound),
    ],
)
def test_who_may_not_answer_is_refused(
    desk: MemoryDesk, actor: Actor, refused: type[Exception]
) -> None:
    request = desk.book()
    for answer in (desk.accept, desk.decline):
        with pytest.raises(refused):
            answer(request, actor)
    assert stored(desk, request).status is REQUESTED


@pytest.mark.parametrize(
    ("staff_member_id", "asked"), [("ana", "ana"), ("tom", "tom"), ("gus", "ana")]
)
def test_who_would_serve_it_is_asked_or_else_the_administrators(
    staff_member_id: str, asked: str
) -> None:
    desk = MemoryDesk(asking(staff_member_ids=("ana", "tom", "gus")))
    desk.book(staff_member_id=staff_member_id)
    assert told(desk) == [(AnnouncementKind.REQUESTED, asked)]


END: list[tuple[str, Callable[[MemoryDesk, AppointmentView], object]]] = [
    ("accepted", lambda desk, request: desk.accept(request, staff("ana"))),
    ("declined", lambda desk, request: desk.decline(request, staff("ana"))),
    ("withdrawn", lambda desk, request: desk.cancel(request, customer())),
    ("lapsed", lambda desk, _: desk.wait(DAY)),
    ("ended", lambda desk, _: watched(desk, after=DAY)),
]


@pytest.mark.parametrize(("name", "end"), END, ids=[each[0] for each in END])
def test_a_request_is_answered_once(
    desk: MemoryDesk, name: str, end: Callable[[MemoryDesk, AppointmentView], object]
) -> None:
    request = desk.book()
    end(desk, request)
    before = stored(desk, request)
    for answer in (desk.accept, desk.decline):
        with pytest.raises((WrongStatus, StaleVersion)):
            answer(request, staff("ben"))
        with pytest.raises((WrongStatus, StaleVersion)):
            answer(request, staff("ben"), version=before.version)
    assert stored(desk, request) == before, name


def test_the_same_answer_twice_is_one(desk: MemoryDesk) -> None:
    request = desk.book()
    first = desk.accept(request, staff("ana"), idempotency_key="k")
    assert desk.accept(request, staff("ana"), idempotency_key="k") == first


def having(view: AppointmentView) -> list[str]:
    return [each.staff_member_id for each in view.staff_members]


@pytest.mark.parametrize("colleagues", [(), ("ana",)])
def test_a_request_of_somebody_who_left_goes_to_a_colleague_if_there_is_one(
    colleagues: tuple[str, ...],
) -> None:
    desk = MemoryDesk(asking())
    request = desk.book(staff_member_id="tom")
    catalog = asking(staff_member_ids=("tom", *colleagues))
    left = {key: each for key, each in catalog.staff_members.items() if key != "tom"}
    desk.change(replace(catalog, staff_members=left))
    if colleagues:
        assert having(desk.accept(request, staff("ana"))) == ["ana"]
        return
    with pytest.raises(SlotNotOffered):
        desk.accept(request, staff("ana"))


def test_acceptance_looks_at_the_time_again_and_for_a_colleague_who_has_it(
    desk: MemoryDesk,
) -> None:
    request = desk.book()
    intruder = appointment("intruder", TUESDAY_TEN + HOUR / 2)
    desk.state.appointments[BUSINESS, "intruder"] = intruder
    assert having(desk.accept(request, staff("ana"))) in (["ben"], ["tom"])


def test_where_no_colleague_has_the_time_the_nearest_times_are_told(desk: MemoryDesk) -> None:
    request = desk.book()
    everybody = ("ana", "ben", "tom")
    for who in everybody:
        intruder = appointment(who, TUESDAY_TEN + HOUR / 2, (who,))
        desk.state.appointments[BUSINESS, who] = intruder
    with pytest.raises(SlotTaken) as refusal:
        desk.accept(request, staff("ana"))
    assert refusal.value.nearest


def test_a_team_member_gives_no_request_away(desk: MemoryDesk) -> None:
    request = desk.book(staff_member_id="tom")
    intruder = appointment("intruder", TUESDAY_TEN + HOUR / 2, ("tom",))
    desk.state.appointments[BUSINESS, "intruder"] = intruder
    with pytest.raises(SlotTaken):
        desk.accept(request, staff("tom"))


def test_nobody_has_to_clean_up_for_the_time_to_be_free(desk: MemoryDesk) -> None:
    request = desk.book(start_at=at(16, 10))
    desk.wait(DAY)
    assert desk.check(at(16, 10), customer("eve"), staff_member_id="ana").refusal is None
    second = desk.book(customer("eve"), at(16, 10), contact=EVE)
    assert second.status is REQUESTED
    ended = stored(desk, request)
    assert (ended.status, ended.cancelled_by) == (CANCELLED, CancelledBy.SYSTEM)
    assert (AnnouncementKind.EXPIRED, ended.customer.customer_id) in told(desk)


def test_a_move_onto_a_lapsed_request_ends_it(desk: MemoryDesk) -> None:
    mine = desk.book(staff("ana"), at(17, 10), contact=EVE)
    request = desk.book(start_at=at(16, 10))
    desk.wait(DAY)
    desk.move(mine, staff("ana"), at(16, 10))
    assert stored(desk, request).status is CANCELLED


def test_the_system_ends_what_lapsed_and_tells_the_customer_once(desk: MemoryDesk) -> None:
    request, other = desk.book(), desk.book(start_at=at(17, 10))
    desk.accept(other, staff("ana"))
    desk.wait(DAY)
    assert desk.do(businesses_with_lapsed, SystemActor(), AskLapsed()) == (BUSINESS,)
    assert (watched(desk), watched(desk)) == (1, 0)
    assert desk.do(businesses_with_lapsed, SystemActor(), AskLapsed()) == ()
    ended = stored(desk, request)
    assert (ended.status, ended.cancelled_by) == (CANCELLED, CancelledBy.SYSTEM)
    assert [kind for kind, _ in told(desk)].count(AnnouncementKind.EXPIRED) == 1


def test_only_the_system_ends_what_lapsed(desk: MemoryDesk) -> None:
    for actor in (customer(), staff("ana"), OperatorActor()):
        with pytest.raises(NotPermitted):
            desk.do(end_lapsed_requests, actor, EndLapsed(BUSINESS))
        with pytest.raises(NotPermitted):
            desk.do(businesses_with_lapsed, actor, AskLapsed())


def test_what_lapsed_is_shown_to_nobody_any_more(desk: MemoryDesk) -> None:
    desk.book(start_at=at(16, 10))
    assert len(desk.do(my_appointments, customer(), AskBusiness(BUSINESS))) == 1
    desk.wait(DAY)
    assert desk.do(my_appointments, customer(), AskBusiness(BUSINESS)) == ()
    assert desk.do(list_requests, staff("ana"), AskBusiness(BUSINESS)) == ()
    day = desk.do(get_agenda, staff("ana"), AskAgenda(BUSINESS, at(16, 10).date()))
    assert day.appointments == ()


@pytest.mark.parametrize(
    ("who", "starts"),
    [("ana", [at(14, 10), at(15, 10)]), ("ben", [at(14, 10), at(15, 10)]), ("tom", [at(15, 10)])],
)
def test_each_lists_the_requests_they_may_answer(
    desk: MemoryDesk, who: str, starts: list[datetime]
) -> None:
    desk.book(start_at=at(15, 10), staff_member_id="tom")
    desk.book()
    desk.accept(desk.book(start_at=at(16, 10)), staff("ana"))
    found = desk.do(list_requests, staff(who), AskBusiness(BUSINESS))
    assert [each.start_at for each in found] == starts


@pytest.mark.parametrize("actor", [customer(), staff("vic"), staff("gus")])
def test_who_may_answer_none_lists_none(desk: MemoryDesk, actor: Actor) -> None:
    with pytest.raises(NotPermitted):
        desk.do(list_requests, actor, AskBusiness(BUSINESS))


def test_each_end_is_an_event_of_its_own() -> None:
    request = appointment(status=REQUESTED, request_expires_at=NOW + HOUR)
    ana, late = staff("ana"), NOW + HOUR
    ends = {
        EventKind.ACCEPTED: request.accepted(ana, NOW),
        EventKind.DECLINED: request.declined(ana, NOW),
        EventKind.CANCELLED: request.cancelled(customer(), NOW),
        EventKind.EXPIRED: request.expired(SystemActor(), late),
    }
    for kind, ended in ends.items():
        (event,) = ended.events
        assert (event.kind, event.previous_status) == (kind, REQUESTED)
    with pytest.raises(WrongStatus):
        request.expired(SystemActor(), NOW)
    for answer in (request.accepted, request.declined):
        with pytest.raises(WrongStatus):
            answer(ana, late)
