"""Series to the letter: what is planned, stored, held, told and refused, field by field."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from scheduling.absences import Closure
from scheduling.actors import Actor, Principal, StaffActor
from scheduling.announcements import Announcement, AnnouncementKind, RecipientKind
from scheduling.auditing import AuditEntry
from scheduling.errors import (
    InvalidValue,
    KeyReused,
    NotFound,
    NotPermitted,
    NotYours,
    Reason,
    SlotTaken,
    StaleVersion,
    TooLateToChange,
    TooManyOccurrences,
)
from scheduling.layers import Explanation
from scheduling.policies import SchedulingPolicy
from scheduling.ports import Link
from scheduling.resources import Resource, ResourceNeed
from scheduling.series import Frequency, Occurrence, SeriesRule, SeriesScope
from scheduling.service.asking import AskAppointment
from scheduling.service.book_command import BookCommand
from scheduling.service.history import get_history
from scheduling.service.holding import HoldCommand, hold
from scheduling.service.recording import fingerprint, scoped_key
from scheduling.service.series.booking import BookSeriesCommand, ChosenOccurrence, book_series
from scheduling.service.series.changing import (
    AskSeriesChange,
    CancelSeriesCommand,
    OccurrenceMove,
    RescheduleSeriesCommand,
    SeenOccurrence,
    cancel_series,
    plan_cancel_series,
    reschedule_series,
)
from scheduling.service.series.gathering import GatheringWork
from scheduling.service.series.planning import PlanSeries, plan_series
from scheduling.service.series.planning_moves import PlanSeriesMove, plan_series_move
from scheduling.service.series.plans import PlannedOccurrence, SeriesPlan, SeriesView
from scheduling.service.series.reading import AskSeries, get_series
from scheduling.service.wishes import Wish
from scheduling.statuses import AppointmentStatus
from scheduling.views import AppointmentView, StaffMemberView
from tests.fakes.businesses import (
    BUSINESS,
    DANA,
    EVE,
    HAIRCUT,
    STAFF,
    TUESDAY_TEN,
    at,
    customer,
    salon,
    salon_business,
    staff,
)
from tests.fakes.desk import MemoryDesk
from tests.fakes.memory import Locked, MemoryState, MemoryUnitOfWork
from tests.fakes.periods import local_period

WEEK, DAY, HOUR = timedelta(weeks=1), timedelta(days=1), timedelta(hours=1)
CONFIRMED, CANCELLED = AppointmentStatus.CONFIRMED, AppointmentStatus.CANCELLED
ANA, TOM = (StaffMemberView(who, who.title()) for who in ("ana", "tom"))
TUESDAYS = tuple(TUESDAY_TEN + WEEK * n for n in range(3))
WEEKLY = SeriesRule(Frequency.WEEKLY, count=3)
ROOM = Resource(resource_id="room", display_name="Room")
IN_TEAMS = StaffActor(BUSINESS, "ana", "msteams")


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk()


def plan(
    desk: MemoryDesk,
    actor: Actor | None = None,
    start_at: datetime = TUESDAY_TEN,
    rule: SeriesRule = WEEKLY,
    **wish: Any,
) -> SeriesPlan:
    facts: dict[str, Any] = {"service_id": "haircut", "staff_member_id": "ana", **wish}
    asked = PlanSeries(Wish(business_id=BUSINESS, **facts), start_at, rule)
    return desk.do(plan_series, actor or customer(), asked)


def command(
    starts: tuple[datetime, ...] = TUESDAYS, who: str | None = "ana", **facts: Any
) -> BookSeriesCommand:
    pattern: dict[str, Any] = {
        "business_id": BUSINESS,
        "service_id": "haircut",
        "staff_member_id": "ana",
        "start_at": starts[0] if starts else TUESDAY_TEN,
        "contact": DANA,
        "idempotency_key": "s",
        **facts,
    }
    chosen = tuple(ChosenOccurrence(each.date(), each, who) for each in starts)
    return BookSeriesCommand(BookCommand(**pattern), chosen)


def book(
    desk: MemoryDesk,
    starts: tuple[datetime, ...] = TUESDAYS,
    actor: Actor | None = None,
    **facts: Any,
) -> SeriesView:
    return desk.do(book_series, actor or customer(), command(starts, **facts))


def cancel(desk: MemoryDesk, views: Any, actor: Actor | None = None, **facts: Any) -> SeriesView:
    seen = tuple(SeenOccurrence(each.appointment_id, each.version) for each in views)
    changes: dict[str, Any] = {"idempotency_key": "c", **facts}
    asked = CancelSeriesCommand(business_id=BUSINESS, occurrences=seen, **changes)
    return desk.do(cancel_series, actor or customer(), asked)


def move(
    desk: MemoryDesk, views: Any, by: timedelta, actor: Actor | None = None, **facts: Any
) -> SeriesView:
    moves = tuple(
        OccurrenceMove(each.appointment_id, each.version, each.start_at + by) for each in views
    )
    changes: dict[str, Any] = {"idempotency_key": "m", **facts}
    asked = RescheduleSeriesCommand(business_id=BUSINESS, moves=moves, **changes)
    return desk.do(reschedule_series, actor or customer(), asked)


def stored(desk: MemoryDesk, view: AppointmentView) -> Any:
    return desk.state.appointments[BUSINESS, view.appointment_id]


# Planned


def test_each_occurrence_says_whether_when_and_with_whom(desk: MemoryDesk) -> None:
    desk.book(customer("eve"), TUESDAYS[1], contact=EVE)
    found = plan(desk)
    taken = Explanation(Reason.TAKEN, "ana")
    assert found.occurrences[0] == PlannedOccurrence(
        on=date(2026, 4, 14), start_at=TUESDAYS[0], staff_members=(ANA,)
    )
    clash = found.occurrences[1]
    assert (clash.on, clash.start_at, clash.is_free) == (date(2026, 4, 21), TUESDAYS[1], False)
    assert clash.refusal is not None
    assert (clash.refusal.reason, clash.refusal.staff_member_id) in [
        (taken.reason, "ana"),
        (taken.reason, None),
    ]
    assert clash.nearest_at in (TUESDAYS[1] - HOUR, TUESDAYS[1] + HOUR)
    assert clash.staff_members == (ANA,)
    assert (found.months_left_out, found.too_far_count, found.is_cut) == ((), 0, False)
    assert (found.room, found.stays, found.clashes) == (5, (), (clash,))


def test_what_lies_further_ahead_than_may_be_booked_is_counted(desk: MemoryDesk) -> None:
    found = plan(desk, rule=SeriesRule(Frequency.WEEKLY, count=8))
    assert (len(found.occurrences), found.too_far_count) == (5, 3)
    assert plan(desk, staff("ana"), rule=SeriesRule(Frequency.WEEKLY, count=8)).too_far_count == 0
    assert plan(desk, staff("ana")).room is None


def test_who_is_free_first_stays_where_they_can(desk: MemoryDesk) -> None:
    desk.book(customer("eve"), TUESDAYS[0], contact=EVE)
    desk.book(customer("fay"), TUESDAYS[1], staff_member_id="ben", contact=EVE)
    found = plan(desk, staff_member_id=None)
    who = [each.staff_members[0].staff_member_id for each in found.occurrences]
    assert who[0] in ("ben", "tom")
    assert who[2] == who[0]
    assert who[1] == (who[0] if who[0] == "tom" else who[1])


def test_a_day_that_is_closed_goes_to_the_nearest_day_within_three(desk: MemoryDesk) -> None:
    desk.change(salon(closures=(Closure("c", local_period(21, 0, 22, 0)),)))
    (clash,) = plan(desk).clashes
    assert clash.refusal is not None
    assert clash.refusal.reason is Reason.CLOSED
    assert clash.nearest_at == at(20, 16)
    desk.change(salon(closures=(Closure("c", local_period(18, 0, 25, 0)),)))
    (clash,) = plan(desk).clashes
    assert (clash.nearest_at, clash.staff_members) == (None, ())


@pytest.mark.parametrize("actor", [staff("vic"), staff("gus"), StaffActor("clinic", "ana")])
def test_who_may_not_book_plans_none(desk: MemoryDesk, actor: Actor) -> None:
    with pytest.raises(NotPermitted):
        plan(desk, actor)


# Booked


def test_each_is_stored_with_its_place_and_all_that_was_said(desk: MemoryDesk) -> None:
    found = book(desk, notes="Short", language_tag="ja")
    assert [each.start_at for each in found.occurrences] == list(TUESDAYS)
    assert {each.series_id for each in found.occurrences} == {found.series_id}
    for view, start_at in zip(found.occurrences, TUESDAYS, strict=True):
        kept = stored(desk, view)
        assert kept.customer.occurrence == Occurrence(found.series_id, start_at.date())
        assert (kept.staff_member_ids, kept.customer.notes) == (("ana",), "Short")
    (known,) = desk.state.customers.values()
    assert known.language_tag == "ja"
    mine = tuple(each.appointment_id for each in found.occurrences)
    assert desk.state.opened == {(BUSINESS, customer().principal): mine}


def test_it_is_told_in_one_and_written_down_one_by_one(desk: MemoryDesk) -> None:
    found = book(desk)
    first, *_ = found.occurrences
    (news,) = desk.state.outbox.values()
    assert news == Announcement(
        business_id=BUSINESS,
        kind=AnnouncementKind.BOOKED,
        recipient_kind=RecipientKind.STAFF_MEMBER,
        recipient_id="ana",
        appointment_id=first.appointment_id,
        appointment_version=1,
        due_at=desk.now,
        expires_at=desk.now + 2 * DAY,
        series_id=found.series_id,
    )
    entry = AuditEntry(customer(), "booked", desk.now, "directline", None, CONFIRMED)
    assert desk.state.audit[1:] == tuple(
        (BUSINESS, each.appointment_id, entry) for each in found.occurrences
    )


def test_a_series_of_one_is_told_as_one(desk: MemoryDesk) -> None:
    book(desk, TUESDAYS[:1])
    (news,) = desk.state.outbox.values()
    assert news.series_id == ""


def test_the_answers_are_kept_and_the_same_request_is_the_same_series(desk: MemoryDesk) -> None:
    found = book(desk)
    first = found.occurrences[0].appointment_id
    key = BUSINESS, scoped_key(customer(), "s")
    assert desk.state.answers[key] == (fingerprint(command()), first, desk.now)
    keys = {scoped_key(customer(), f"s:{each.date().isoformat()}") for each in TUESDAYS}
    assert {key for _, key in desk.state.answers} == {*keys, scoped_key(customer(), "s")}
    before = desk.state.snapshot()
    assert book(desk) == found
    assert desk.state == before
    with pytest.raises(KeyReused) as refused:
        book(desk, TUESDAYS[:2])
    assert refused.value.key == "s"


def test_whoever_it_could_fall_to_is_held_first(desk: MemoryDesk) -> None:
    desk.load(salon(business=salon_business(business_id="spa"), staff=STAFF[:2]))
    desk.change(
        salon(
            replace(HAIRCUT, required_resources=(ResourceNeed(("room",)),)),
            resources={"room": ROOM},
        )
    )
    principal = Principal("msteams", "directory", "ben")
    for business_id in (BUSINESS, "spa"):
        desk.state.links[business_id, principal] = Link(staff_member_id="ben")
    book(desk, staff_member_id=None, who=None)
    assert desk.locked[0] == Locked(("ana", "ben", "tom", "room"), (("spa", "ben"),))


def test_with_somebody_else_it_is_not_what_was_shown(desk: MemoryDesk) -> None:
    desk.book(customer("eve"), TUESDAYS[2], contact=EVE)
    with pytest.raises(SlotTaken) as refused:
        book(desk, staff_member_id=None)
    assert (refused.value.start_at, refused.value.staff_member_id) == (TUESDAYS[2], "ana")


@pytest.mark.parametrize(("had", "room"), [(0, 2), (1, 1), (2, 0)])
def test_too_many_says_how_many_are_possible(had: int, room: int) -> None:
    policy = SchedulingPolicy(maximum_open_appointments=2)
    desk = MemoryDesk(salon(replace(HAIRCUT, scheduling_policy=policy)))
    for number in range(had):
        desk.book(start_at=at(16 + number, 10))
    with pytest.raises(TooManyOccurrences) as refused:
        book(desk)
    assert (refused.value.limit, refused.value.room) == (2, room)
    assert plan(desk).room == room
    assert len(book(desk, actor=staff("ana"), contact=EVE).occurrences) == 3


@pytest.mark.parametrize(
    ("count", "problem"),
    [(0, "must be 1 to 60"), (61, "must be 1 to 60")],
)
def test_a_series_has_its_bounds(count: int, problem: str) -> None:
    many = tuple(TUESDAY_TEN + DAY * n for n in range(count))
    seen = tuple(SeenOccurrence(str(n), 1) for n in range(count))
    moves = tuple(OccurrenceMove(str(n), 1, TUESDAY_TEN) for n in range(count))
    for make in (
        lambda: command(many),
        lambda: CancelSeriesCommand(business_id=BUSINESS, occurrences=seen, idempotency_key="k"),
        lambda: RescheduleSeriesCommand(business_id=BUSINESS, moves=moves, idempotency_key="k"),
    ):
        with pytest.raises(InvalidValue) as refused:
            make()
        assert (refused.value.field, refused.value.problem) == ("occurrences", problem)


def test_no_date_comes_twice() -> None:
    with pytest.raises(InvalidValue) as refused:
        command((TUESDAY_TEN, TUESDAY_TEN + HOUR))
    assert (refused.value.field, refused.value.problem) == (
        "occurrences",
        "must be on different dates",
    )
    assert len(command(tuple(TUESDAY_TEN + DAY * n for n in range(60))).occurrences) == 60


def test_the_first_one_held_is_kept_with_whom_it_is_held(desk: MemoryDesk) -> None:
    held = Wish(business_id=BUSINESS, service_id="haircut", staff_member_id="tom")
    desk.do(hold, customer(), HoldCommand(held, TUESDAY_TEN, "draft"))
    found = plan(desk, staff_member_id=None)
    assert [each.staff_members for each in found.occurrences] == [(TOM,)] * 3
    other = plan(desk, staff_member_id=None, start_at=TUESDAY_TEN + HOUR)
    assert len({each.staff_members for each in other.occurrences}) == 1


# Read


@pytest.mark.parametrize(
    ("actor", "is_seen"),
    [(customer(), True), (staff("ana"), True), (staff("vic"), True), (staff("tom"), False)],
)
def test_who_sees_one_sees_what_is_to_come_of_the_series(
    desk: MemoryDesk,
    actor: Actor,
    is_seen: bool,  # noqa: FBT001
) -> None:
    found = book(desk)
    cancel(desk, found.occurrences[1:2])
    ask = AskSeries(BUSINESS, found.occurrences[0].appointment_id)
    if not is_seen:
        with pytest.raises(NotYours):
            desk.do(get_series, actor, ask)
        return
    shown = desk.do(get_series, actor, ask)
    assert shown.series_id == found.series_id
    assert shown.occurrences == tuple(desk.see(each, actor) for each in found.occurrences[::2])
    desk.now = TUESDAYS[0] + HOUR
    later = desk.do(get_series, actor, ask)
    assert [each.start_at for each in later.occurrences] == [TUESDAYS[2]]


# Cancelled


@pytest.mark.parametrize(
    ("scope", "days"),
    [
        (SeriesScope.THIS, [21]),
        (SeriesScope.FOLLOWING, [21, 28]),
        (SeriesScope.ALL, [14, 21, 28]),
    ],
)
def test_what_would_be_cancelled_is_what_is_meant(
    desk: MemoryDesk, scope: SeriesScope, days: list[int]
) -> None:
    found = book(desk)
    desk.book(start_at=at(16, 10))
    asked = AskSeriesChange(BUSINESS, found.occurrences[1].appointment_id, scope)
    view = desk.do(plan_cancel_series, customer(), asked)
    assert [each.start_at.day for each in view.changes] == days
    assert view.stays == ()
    desk.now = TUESDAYS[0] - HOUR + timedelta(minutes=1)
    late = desk.do(plan_cancel_series, customer(), replace(asked, scope=SeriesScope.ALL))
    assert [each.start_at.day for each in late.changes] == [21, 28]
    assert [each.start_at.day for each in late.stays] == [14]


def test_all_of_it_is_cancelled_told_once_and_written_down_one_by_one(desk: MemoryDesk) -> None:
    found = book(desk)
    desk.state.outbox.clear()
    written = len(desk.state.audit)
    gone = cancel(desk, found.occurrences[::-1], IN_TEAMS, message=" We move ")
    assert gone.series_id == found.series_id
    assert [each.start_at for each in gone.occurrences] == list(TUESDAYS)
    assert {(each.status, each.cancellation_message) for each in gone.occurrences} == {
        (CANCELLED, "We move")
    }
    (news,) = desk.state.outbox.values()
    assert (news.kind, news.recipient_kind) == (AnnouncementKind.CANCELLED, RecipientKind.CUSTOMER)
    assert news.series_id == found.series_id
    entry = AuditEntry(IN_TEAMS, "cancelled", desk.now, "msteams", CONFIRMED, CANCELLED)
    assert {each for _, _, each in desk.state.audit[written:]} == {entry}
    assert desk.locked[0] == Locked(("ana",))
    before = desk.state.snapshot()
    assert cancel(desk, found.occurrences[::-1], IN_TEAMS, message=" We move ") == gone
    assert desk.state == before


def test_one_that_cannot_be_keeps_all(desk: MemoryDesk) -> None:
    found = book(desk)
    desk.move(found.occurrences[1], customer(), TUESDAYS[1] + HOUR)
    with pytest.raises(StaleVersion) as stale:
        cancel(desk, found.occurrences)
    assert (stale.value.seen, stale.value.current) == (1, 2)
    desk.now = TUESDAYS[0] - HOUR / 2
    with pytest.raises(TooLateToChange) as late:
        cancel(desk, found.occurrences)
    assert late.value.start_at == TUESDAYS[0]


# Moved


def test_where_each_would_go_is_shown_with_what_it_was(desk: MemoryDesk) -> None:
    found = book(desk)
    desk.book(customer("eve"), TUESDAYS[2] + DAY, contact=EVE)
    asked = PlanSeriesMove(
        BUSINESS,
        found.occurrences[1].appointment_id,
        SeriesScope.FOLLOWING,
        TUESDAYS[1] + DAY,
    )
    shown = desk.do(plan_series_move, customer(), asked)
    first, clash = shown.occurrences
    assert first == PlannedOccurrence(
        on=date(2026, 4, 21),
        start_at=TUESDAYS[1] + DAY,
        staff_members=(ANA,),
        appointment_id=found.occurrences[1].appointment_id,
        version=1,
        moves_from_at=TUESDAYS[1],
    )
    assert (clash.on, clash.start_at, clash.moves_from_at) == (
        date(2026, 4, 28),
        TUESDAYS[2] + DAY,
        TUESDAYS[2],
    )
    assert clash.refusal is not None
    assert clash.refusal.reason is Reason.TAKEN
    assert clash.nearest_at in (TUESDAYS[2] + DAY - HOUR, TUESDAYS[2] + DAY + HOUR)
    assert shown.stays == ()


def test_what_may_move_no_more_is_shown_as_it_stays(desk: MemoryDesk) -> None:
    found = book(desk)
    desk.now = TUESDAYS[0] - HOUR + timedelta(minutes=1)
    middle = found.occurrences[1].appointment_id
    asked = PlanSeriesMove(BUSINESS, middle, SeriesScope.ALL, TUESDAYS[1] + DAY)
    shown = desk.do(plan_series_move, customer(), asked)
    assert [each.start_at for each in shown.occurrences] == [each + DAY for each in TUESDAYS[1:]]
    assert shown.stays == (desk.see(found.occurrences[0], customer()),)


def test_what_is_of_no_series_is_planned_from_the_date_it_is_on(desk: MemoryDesk) -> None:
    alone = desk.book()
    asked = PlanSeriesMove(
        BUSINESS, alone.appointment_id, SeriesScope.ALL, TUESDAY_TEN + DAY + HOUR
    )
    (shown,) = desk.do(plan_series_move, customer(), asked).occurrences
    assert (shown.on, shown.start_at) == (date(2026, 4, 14), TUESDAY_TEN + DAY + HOUR)
    assert shown.is_free


def test_a_day_on_which_somebody_else_has_all_there_is_stays_full() -> None:
    once_a_day = tuple(replace(each, maximum_appointments_per_day=1) for each in STAFF)
    desk = MemoryDesk(salon(staff=once_a_day))
    found = book(desk)
    desk.book(customer("eve"), TUESDAYS[1] + DAY + 3 * HOUR, contact=EVE)
    first = found.occurrences[0].appointment_id
    asked = PlanSeriesMove(BUSINESS, first, SeriesScope.ALL, TUESDAYS[0] + DAY)
    shown = desk.do(plan_series_move, customer(), asked)
    assert [each.is_free for each in shown.occurrences] == [True, False, True]


@pytest.mark.parametrize("weeks", [1, -1])
def test_all_move_over_one_another_and_it_is_told_once(desk: MemoryDesk, weeks: int) -> None:
    starts = tuple(each + WEEK for each in TUESDAYS)
    found = book(desk, starts)
    desk.state.outbox.clear()
    written = len(desk.state.audit)
    moved = move(desk, found.occurrences, WEEK * weeks, IN_TEAMS)
    assert [each.start_at for each in moved.occurrences] == [each + WEEK * weeks for each in starts]
    assert moved.series_id == found.series_id
    (news,) = desk.state.outbox.values()
    assert (news.kind, news.series_id) == (AnnouncementKind.RESCHEDULED, found.series_id)
    entry = AuditEntry(IN_TEAMS, "rescheduled", desk.now, "msteams", CONFIRMED, CONFIRMED)
    assert {each for _, _, each in desk.state.audit[written:]} == {entry}
    assert [stored(desk, each).customer.occurrence.on for each in found.occurrences] == [
        each.date() for each in starts
    ]
    before = desk.state.snapshot()
    assert move(desk, found.occurrences, WEEK * weeks, IN_TEAMS) == moved
    assert desk.state == before


def test_where_one_cannot_go_none_goes(desk: MemoryDesk) -> None:
    found = book(desk)
    desk.book(customer("eve"), TUESDAYS[1] + HOUR, contact=EVE)
    with pytest.raises(SlotTaken) as refused:
        move(desk, found.occurrences, HOUR)
    assert refused.value.start_at == TUESDAYS[1] + HOUR


@pytest.mark.parametrize(
    ("actor", "refused"),
    [
        (customer("eve"), NotYours),
        (staff("tom"), NotYours),
        (staff("gus"), NotYours),
        (staff("vic"), NotPermitted),
        (StaffActor("clinic", "ana"), NotPermitted),
    ],
)
def test_nobody_else_changes_it(desk: MemoryDesk, actor: Actor, refused: type[Exception]) -> None:
    found = book(desk)
    with pytest.raises(refused):
        cancel(desk, found.occurrences, actor)
    with pytest.raises(refused):
        move(desk, found.occurrences, HOUR, actor)


def test_what_is_not_there_is_not_found(desk: MemoryDesk) -> None:
    gone = replace(book(desk).occurrences[0], appointment_id="a-9")
    asked = AskSeriesChange(BUSINESS, "a-9", SeriesScope.ALL)
    for act in (
        lambda: cancel(desk, [gone]),
        lambda: move(desk, [gone], HOUR),
        lambda: desk.do(plan_cancel_series, customer(), asked),
        lambda: desk.do(get_series, customer(), AskSeries(BUSINESS, "a-9")),
    ):
        with pytest.raises(NotFound) as refused:
            act()
        assert (refused.value.kind, refused.value.identifier) == ("appointment", "a-9")


def test_the_history_of_one_is_its_own(desk: MemoryDesk) -> None:
    found = book(desk)
    cancel(desk, found.occurrences[:1])
    for number, whats in ((0, ["booked", "cancelled"]), (1, ["booked"])):
        asked = AskAppointment(BUSINESS, found.occurrences[number].appointment_id)
        assert [each.what for each in desk.do(get_history, staff("ana"), asked)] == whats


# Months without that day, and more than a series may have


def test_months_that_lack_the_day_are_named_as_far_as_may_be_booked(desk: MemoryDesk) -> None:
    last_of_july = at(30, 10) + timedelta(days=92)
    assert (last_of_july.month, last_of_july.day) == (7, 31)
    monthly = SeriesRule(Frequency.MONTHLY, count=4)
    found = plan(desk, staff("ana"), last_of_july, monthly)
    assert [(each.on.month, each.on.day) for each in found.occurrences] == [
        (7, 31),
        (8, 31),
        (10, 31),
        (12, 31),
    ]
    assert found.months_left_out == (date(2026, 9, 1), date(2026, 11, 1))
    policy = SchedulingPolicy(maximum_advance=timedelta(days=180))
    desk.change(salon(replace(HAIRCUT, scheduling_policy=policy)))
    soon = plan(desk, customer(), last_of_july, monthly)
    assert (len(soon.occurrences), soon.too_far_count) == (2, 2)
    assert soon.months_left_out == (date(2026, 9, 1),)


def test_more_than_sixty_are_cut(desk: MemoryDesk) -> None:
    for last, is_cut in ((date(2027, 6, 1), False), (date(2027, 6, 8), True)):
        found = plan(desk, staff("ana"), rule=SeriesRule(Frequency.WEEKLY, until_on=last))
        assert (len(found.occurrences), found.is_cut) == (60, is_cut)


@pytest.mark.parametrize("act", ["cancel", "move"])
def test_rooms_and_calendars_elsewhere_are_held_before_any_changes(act: str) -> None:
    desk = MemoryDesk()
    desk.load(salon(business=salon_business(business_id="spa"), staff=STAFF[:2]))
    in_room = replace(HAIRCUT, required_resources=(ResourceNeed(("room",)),))
    rooms = {"room": ROOM, "bath": replace(ROOM, resource_id="bath")}
    desk.change(salon(in_room, resources=rooms))
    principal = Principal("msteams", "directory", "ana")
    for business_id in (BUSINESS, "spa"):
        desk.state.links[business_id, principal] = Link(staff_member_id="ana")
    found = book(desk)
    if act == "cancel":
        cancel(desk, found.occurrences)
    else:
        move(desk, found.occurrences, HOUR)
    assert desk.locked[0] == Locked(("ana", "room"), (("spa", "ana"),))


def test_what_is_of_no_series_is_cancelled_and_moved_as_one(desk: MemoryDesk) -> None:
    alone = desk.book()
    moved = move(desk, [alone], DAY)
    assert (moved.series_id, [each.start_at for each in moved.occurrences]) == (
        "",
        [TUESDAY_TEN + DAY],
    )
    assert cancel(desk, moved.occurrences).series_id == ""


def test_what_is_of_no_series_is_told_one_by_one(desk: MemoryDesk) -> None:
    alone = [desk.book(start_at=at(day, 10)) for day in (14, 15)]
    desk.state.outbox.clear()
    cancel(desk, alone)
    told = [(each.appointment_id, each.series_id) for each in desk.state.outbox.values()]
    assert told == [(each.appointment_id, "") for each in alone]


def test_a_series_joins_the_groups_that_are_there() -> None:
    desk = MemoryDesk(salon(replace(HAIRCUT, maximum_attendees_count=4)))
    first = book(desk)
    second = book(desk, actor=customer("eve"), contact=EVE)
    assert [each.appointment_id for each in second.occurrences] == [
        each.appointment_id for each in first.occurrences
    ]
    assert (BUSINESS, customer("eve").principal) not in desk.state.opened


def test_all_but_the_news_goes_straight_to_the_unit_of_work() -> None:
    uow = MemoryUnitOfWork(MemoryState())
    work = GatheringWork(uow)
    ports = vars(uow).keys() - {"state", "outbox"}
    assert {each for each in ports if getattr(work, each) is not getattr(uow, each)} == set()
    assert len(ports) == 12
