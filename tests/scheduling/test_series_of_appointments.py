"""Series of appointments: planned, booked, moved and cancelled, each time all of it or nothing."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from scheduling.actors import Actor, SystemActor
from scheduling.announcements import AnnouncementKind, RecipientKind
from scheduling.errors import (
    InvalidValue,
    KeyReused,
    NotPermitted,
    NotYours,
    Reason,
    SchedulingError,
    SlotNotOffered,
    SlotTaken,
    StaleVersion,
    TooLateToChange,
    TooManyOccurrences,
)
from scheduling.policies import AssignmentRule, SchedulingPolicy
from scheduling.recurrence import Weekday
from scheduling.series import Frequency, SeriesRule, SeriesScope
from scheduling.service.book_command import BookCommand
from scheduling.service.holding import HoldCommand, hold
from scheduling.service.series.answering import (
    AnswerSeriesCommand,
    SeriesAnswer,
    answer_series,
)
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
from scheduling.service.series.planning import PlanSeries, plan_series
from scheduling.service.series.planning_moves import PlanSeriesMove, plan_series_move
from scheduling.service.series.plans import SeriesPlan, SeriesView
from scheduling.service.series.reading import AskSeries, get_series
from scheduling.service.telling import AskNews, get_news
from scheduling.service.wishes import Wish
from scheduling.statuses import AppointmentStatus
from scheduling.views import NewsView
from tests.fakes.businesses import (
    BUSINESS,
    DANA,
    HAIRCUT,
    STAFF,
    TUESDAY_TEN,
    appointment,
    at,
    customer,
    salon,
    salon_business,
    staff,
)
from tests.fakes.desk import MemoryDesk

WEEK = timedelta(weeks=1)
FAR = SchedulingPolicy(
    time_slot_interval=timedelta(minutes=30),
    minimum_lead_time=timedelta(hours=1),
    maximum_advance=timedelta(days=300),
    maximum_open_appointments=10,
)
TUESDAYS = tuple(TUESDAY_TEN + WEEK * n for n in range(4))


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk(salon(business=salon_business(scheduling_policy=FAR)))


def weekly(count: int = 4) -> SeriesRule:
    return SeriesRule(Frequency.WEEKLY, count=count)


def planned(
    desk: MemoryDesk,
    rule: SeriesRule | None = None,
    start_at: datetime = TUESDAY_TEN,
    actor: Actor | None = None,
    **wish: Any,
) -> SeriesPlan:
    facts: dict[str, Any] = {"business_id": BUSINESS, "service_id": "haircut", **wish}
    question = PlanSeries(Wish(**facts), start_at, rule or weekly())
    return desk.do(plan_series, actor or customer(), question)


def booked(
    desk: MemoryDesk,
    plan: SeriesPlan | None = None,
    actor: Actor | None = None,
    key: str = "",
    **pattern: Any,
) -> SeriesView:
    """Book what is free of a plan."""
    plan = plan or planned(desk)
    facts: dict[str, Any] = {
        "business_id": BUSINESS,
        "service_id": "haircut",
        "start_at": TUESDAY_TEN,
        "contact": DANA,
        "idempotency_key": key or desk.key(),
        **pattern,
    }
    chosen = tuple(
        ChosenOccurrence(each.on, each.start_at, each.staff_members[0].staff_member_id)
        for each in plan.occurrences
        if each.is_free
    )
    command = BookSeriesCommand(BookCommand(**facts), chosen)
    return desk.do(book_series, actor or customer(), command)


def starts(view: SeriesView) -> list[datetime]:
    return [each.start_at for each in view.occurrences]


def names(plan: SeriesPlan) -> list[str]:
    return [" ".join(who.display_name for who in each.staff_members) for each in plan.occurrences]


def test_a_plan_shows_every_occurrence_and_books_nothing(desk: MemoryDesk) -> None:
    plan = planned(desk)
    assert [each.start_at for each in plan.occurrences] == list(TUESDAYS)
    assert [each.on.day for each in plan.occurrences] == [14, 21, 28, 5]
    assert (plan.clashes, plan.room) == ((), 10)
    assert not desk.state.appointments


def test_a_clash_is_planned_with_its_reason_and_the_nearest_time_of_the_day(
    desk: MemoryDesk,
) -> None:
    desk.book(customer("eve"), TUESDAYS[1])
    plan = planned(desk, staff_member_id="ana")
    (clash,) = plan.clashes
    assert clash.refusal is not None
    assert (clash.on, clash.refusal.reason) == (date(2026, 4, 21), Reason.TAKEN)
    assert clash.nearest_at == TUESDAYS[1] - timedelta(hours=1)


def test_a_closed_day_goes_to_the_days_around_it(desk: MemoryDesk) -> None:
    sunday = at(19, 10)
    plan = planned(desk, weekly(1), sunday)
    (clash,) = plan.clashes
    assert clash.refusal is not None
    assert clash.refusal.reason is Reason.CLOSED
    assert clash.nearest_at in (at(17, 16), at(20, 9))


def test_with_nobody_wished_for_one_person_has_all_of_it_where_they_are_free(
    desk: MemoryDesk,
) -> None:
    first = planned(desk).occurrences[0].staff_members[0].staff_member_id
    desk.book(customer("eve"), TUESDAYS[2], staff_member_id=first)
    found = names(planned(desk))
    assert found[0] == found[1] == found[3] != found[2]


def test_who_holds_the_first_time_keeps_whom_they_hold_it_with(desk: MemoryDesk) -> None:
    wish = Wish(business_id=BUSINESS, service_id="haircut", staff_member_id="tom")
    desk.do(hold, customer(), HoldCommand(wish, TUESDAY_TEN, "draft"))
    assert names(planned(desk)) == ["Tom"] * 4
    assert [each.staff_members[0].display_name for each in booked(desk).occurrences] == ["Tom"] * 4
    assert not desk.state.holds


def test_what_is_too_far_ahead_for_a_customer_is_counted_and_left_out(desk: MemoryDesk) -> None:
    plan = planned(desk, weekly(60))
    assert (len(plan.occurrences), plan.too_far_count) == (43, 17)
    by_manager = planned(desk, weekly(60), actor=staff("ana"))
    assert (len(by_manager.occurrences), by_manager.too_far_count) == (60, 0)
    assert by_manager.room is None


def test_a_customer_books_a_series_and_each_occurrence_is_theirs(desk: MemoryDesk) -> None:
    view = booked(desk)
    assert starts(view) == list(TUESDAYS)
    assert {each.series_id for each in view.occurrences} == {view.series_id}
    asked = AskSeries(BUSINESS, view.occurrences[2].appointment_id)
    assert desk.do(get_series, customer(), asked) == view
    with pytest.raises(NotYours):
        desk.do(get_series, customer("eve"), asked)
    assert len(desk.state.customers) == 1


def test_a_newcomers_series_is_theirs_whatever_becomes_of_their_link(desk: MemoryDesk) -> None:
    view = booked(desk)
    desk.state.links.clear()
    asked = AskSeries(BUSINESS, view.occurrences[3].appointment_id)
    assert starts(desk.do(get_series, customer(), asked)) == list(TUESDAYS)


def test_staff_book_a_series_for_one_new_customer(desk: MemoryDesk) -> None:
    view = booked(desk, planned(desk, actor=staff("ana")), staff("ana"))
    assert len(view.occurrences) == 4
    assert len(desk.state.customers) == 1


def test_the_same_request_twice_is_one_series(desk: MemoryDesk) -> None:
    plan = planned(desk)
    first = booked(desk, plan, key="k")
    assert booked(desk, plan, key="k") == first
    assert len(desk.state.appointments) == 4
    with pytest.raises(KeyReused):
        booked(desk, plan, key="k", notes="another")


@pytest.mark.parametrize("place", range(4))
def test_one_that_was_taken_meanwhile_leaves_nothing_booked(desk: MemoryDesk, place: int) -> None:
    plan = planned(desk, staff_member_id="ana")
    desk.book(customer("eve"), TUESDAYS[place])
    with pytest.raises(SlotTaken) as refused:
        booked(desk, plan, staff_member_id="ana")
    assert refused.value.start_at == TUESDAYS[place]
    assert len(desk.state.appointments) == 1


def test_somebody_else_than_was_shown_is_not_what_was_confirmed(desk: MemoryDesk) -> None:
    plan = planned(desk)
    shown = plan.occurrences[3].staff_members[0].staff_member_id
    desk.book(customer("eve"), TUESDAYS[3], staff_member_id=shown)
    with pytest.raises(SlotTaken):
        booked(desk, plan)
    assert len(desk.state.appointments) == 1


def test_what_is_too_much_for_a_customer_is_refused_with_how_many_are_possible(
    desk: MemoryDesk,
) -> None:
    desk.book(start_at=at(15, 10))
    plan = planned(desk, weekly(10))
    assert plan.room == 9
    with pytest.raises(TooManyOccurrences) as refused:
        booked(desk, plan)
    assert (refused.value.limit, refused.value.room) == (10, 9)
    assert len(desk.state.appointments) == 1
    assert len(booked(desk, planned(desk, weekly(12)), staff("ana")).occurrences) == 12


@pytest.mark.parametrize("chosen", [(), (TUESDAY_TEN, TUESDAY_TEN), TUESDAYS * 16])
def test_a_series_has_one_to_sixty_different_dates(chosen: tuple[datetime, ...]) -> None:
    command = BookCommand(
        business_id=BUSINESS, service_id="haircut", start_at=TUESDAY_TEN, idempotency_key="k"
    )
    occurrences = tuple(ChosenOccurrence(each.date(), each) for each in chosen)
    with pytest.raises(InvalidValue):
        BookSeriesCommand(command, occurrences)


def test_a_team_member_books_a_series_to_their_own_calendar_only(desk: MemoryDesk) -> None:
    tom = staff("tom")
    plan = planned(desk, actor=tom, staff_member_id="tom")
    assert len(booked(desk, plan, tom, staff_member_id="tom").occurrences) == 4
    other = planned(desk, start_at=at(14, 13), actor=tom, staff_member_id="ana")
    with pytest.raises(NotPermitted):
        booked(desk, other, tom, staff_member_id="ana")


def test_everybody_gets_one_message_for_a_series(desk: MemoryDesk) -> None:
    plan = planned(desk, staff_member_id="ana")
    booked(desk, plan, staff("ben"), staff_member_id="ana")
    found = list(desk.state.outbox.values())
    assert {(each.recipient_kind, each.kind) for each in found} == {
        (RecipientKind.CUSTOMER, AnnouncementKind.BOOKED),
        (RecipientKind.STAFF_MEMBER, AnnouncementKind.BOOKED),
    }
    assert len(found) == 2
    for each in found:
        news = desk.do(get_news, SystemActor(), AskNews(each))
        assert isinstance(news, NewsView)
        assert [view.start_at for view in news.occurrences] == list(TUESDAYS)


def test_an_occurrence_that_changed_before_it_was_told_is_left_out(desk: MemoryDesk) -> None:
    view = booked(desk, planned(desk, staff_member_id="ana"), staff_member_id="ana")
    (news,) = desk.state.outbox.values()
    desk.now += timedelta(minutes=1)
    desk.cancel(view.occurrences[0], customer())
    told = desk.do(get_news, SystemActor(), AskNews(news))
    assert isinstance(told, NewsView)
    assert [each.start_at for each in told.occurrences] == list(TUESDAYS[1:])


def seen(view: SeriesView, *places: int) -> tuple[SeenOccurrence, ...]:
    chosen = [view.occurrences[each] for each in places]
    return tuple(SeenOccurrence(each.appointment_id, each.version) for each in chosen)


def cancelled(
    desk: MemoryDesk, occurrences: tuple[SeenOccurrence, ...], actor: Actor | None = None
) -> SeriesView:
    command = CancelSeriesCommand(
        business_id=BUSINESS, occurrences=occurrences, idempotency_key="cancel"
    )
    return desk.do(cancel_series, actor or customer(), command)


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (SeriesScope.THIS, [1]),
        (SeriesScope.FOLLOWING, [1, 2, 3]),
        (SeriesScope.ALL, [0, 1, 2, 3]),
    ],
)
def test_a_change_is_for_one_the_following_or_all(
    desk: MemoryDesk, scope: SeriesScope, expected: list[int]
) -> None:
    view = booked(desk)
    asked = AskSeriesChange(BUSINESS, view.occurrences[1].appointment_id, scope)
    found = desk.do(plan_cancel_series, customer(), asked)
    assert [each.start_at for each in found.changes] == [TUESDAYS[each] for each in expected]
    assert found.stays == ()


def test_what_is_over_is_no_part_of_all_and_what_is_past_the_notice_is_named(
    desk: MemoryDesk,
) -> None:
    view = booked(desk)
    desk.now = TUESDAYS[1] - timedelta(minutes=30)
    asked = AskSeriesChange(BUSINESS, view.occurrences[2].appointment_id, SeriesScope.ALL)
    found = desk.do(plan_cancel_series, customer(), asked)
    assert [each.start_at for each in found.changes] == list(TUESDAYS[2:])
    assert [each.start_at for each in found.stays] == [TUESDAYS[1]]
    with pytest.raises(TooLateToChange):
        cancelled(desk, seen(view, 1, 2, 3))
    assert all(each.is_active for each in desk.state.appointments.values())
    assert len(cancelled(desk, seen(view, 1, 2, 3), staff("ana")).occurrences) == 3


def test_occurrences_are_cancelled_together_and_told_once(desk: MemoryDesk) -> None:
    view = booked(desk, planned(desk, staff_member_id="ana"), staff_member_id="ana")
    desk.state.outbox.clear()
    ended = cancelled(desk, seen(view, 1, 2, 3))
    assert {each.status for each in ended.occurrences} == {AppointmentStatus.CANCELLED}
    (news,) = desk.state.outbox.values()
    told = desk.do(get_news, SystemActor(), AskNews(news))
    assert isinstance(told, NewsView)
    assert [each.start_at for each in told.occurrences] == list(TUESDAYS[1:])
    assert cancelled(desk, seen(view, 1, 2, 3)) == ended
    assert len(desk.state.outbox) == 1


def test_one_that_changed_since_it_was_seen_leaves_all_as_they_are(desk: MemoryDesk) -> None:
    view = booked(desk)
    desk.move(view.occurrences[2], customer(), at(28, 15))
    with pytest.raises(StaleVersion):
        cancelled(desk, seen(view, 0, 1, 2, 3))
    assert all(each.is_active for each in desk.state.appointments.values())


def test_nobody_cancels_the_series_of_somebody_else(desk: MemoryDesk) -> None:
    view = booked(desk)
    with pytest.raises(NotYours):
        cancelled(desk, seen(view, 0, 1), customer("eve"))
    with pytest.raises(NotPermitted):
        cancelled(desk, seen(view, 0, 1), staff("vic"))


def move_plan(
    desk: MemoryDesk,
    view: SeriesView,
    place: int,
    to_at: datetime,
    scope: SeriesScope = SeriesScope.ALL,
    weekday: Weekday | None = None,
) -> SeriesPlan:
    one = view.occurrences[place].appointment_id
    asked = PlanSeriesMove(BUSINESS, one, scope, to_at, weekday)
    return desk.do(plan_series_move, customer(), asked)


def moved(desk: MemoryDesk, plan: SeriesPlan) -> SeriesView:
    moves = tuple(
        OccurrenceMove(each.appointment_id, each.version, each.start_at)
        for each in plan.occurrences
        if each.is_free
    )
    command = RescheduleSeriesCommand(business_id=BUSINESS, moves=moves, idempotency_key="move")
    return desk.do(reschedule_series, customer(), command)


@pytest.mark.parametrize(
    ("scope", "days"),
    [(SeriesScope.ALL, [16, 23, 30, 7]), (SeriesScope.FOLLOWING, [14, 23, 30, 7])],
)
def test_a_series_moves_to_another_weekday_and_hour(
    desk: MemoryDesk, scope: SeriesScope, days: list[int]
) -> None:
    view = booked(desk)
    after = moved(desk, move_plan(desk, view, 1, at(23, 11), scope))
    hours = {each.start_at.hour for each in after.occurrences}
    assert hours == {9}
    asked = AskSeries(BUSINESS, view.occurrences[0].appointment_id)
    found = desk.do(get_series, customer(), asked)
    assert [each.start_at.day for each in found.occurrences] == days


@pytest.mark.parametrize("weeks", [1, -1])
def test_occurrences_go_where_their_neighbours_were(desk: MemoryDesk, weeks: int) -> None:
    view = booked(desk, planned(desk, start_at=TUESDAYS[1], staff_member_id="ana"))
    plan = move_plan(desk, view, 0, TUESDAYS[1 + weeks])
    assert plan.clashes == ()
    assert starts(moved(desk, plan)) == [each + WEEK * (1 + weeks) for each in TUESDAYS]


def test_one_that_was_moved_by_itself_goes_back_in_line(desk: MemoryDesk) -> None:
    view = booked(desk)
    alone = desk.move(view.occurrences[2], customer(), at(29, 15))
    plan = move_plan(desk, view, 0, TUESDAY_TEN + timedelta(hours=1))
    assert plan.occurrences[2].moves_from_at == alone.start_at
    after = moved(desk, plan)
    assert starts(after) == [each + timedelta(hours=1) for each in TUESDAYS]


def test_each_goes_to_a_weekday_of_the_week_it_is_in(desk: MemoryDesk) -> None:
    view = booked(desk)
    desk.move(view.occurrences[2], customer(), at(29, 15))
    plan = move_plan(desk, view, 0, at(16, 11), weekday=Weekday.THURSDAY)
    assert [each.start_at.day for each in plan.occurrences] == [16, 23, 30, 7]
    assert starts(moved(desk, plan)) == [each.start_at for each in plan.occurrences]


def test_of_two_of_one_week_only_the_first_may_go_to_its_weekday(desk: MemoryDesk) -> None:
    twice = frozenset((Weekday.TUESDAY, Weekday.THURSDAY))
    rule = SeriesRule(Frequency.WEEKLY, count=3, weekdays=twice)
    view = booked(desk, planned(desk, rule, staff_member_id="ana"), staff_member_id="ana")
    plan = move_plan(desk, view, 0, at(15, 10), weekday=Weekday.WEDNESDAY)
    (clash,) = plan.clashes
    assert clash.refusal is not None
    assert (clash.on.day, clash.refusal.reason, clash.nearest_at) == (16, Reason.TAKEN, None)


def test_what_is_on_that_weekday_already_stays_there(desk: MemoryDesk) -> None:
    twice = frozenset((Weekday.TUESDAY, Weekday.THURSDAY))
    rule = SeriesRule(Frequency.WEEKLY, count=2, weekdays=twice)
    view = booked(desk, planned(desk, rule, staff_member_id="ana"), staff_member_id="ana")
    plan = move_plan(desk, view, 0, at(16, 10), weekday=Weekday.THURSDAY)
    assert [each.is_free for each in plan.occurrences] == [False, True]


def test_a_clash_of_a_move_is_shown_before_and_refused_after(desk: MemoryDesk) -> None:
    view = booked(desk, planned(desk, staff_member_id="ana"), staff_member_id="ana")
    plan = move_plan(desk, view, 0, at(14, 12))
    desk.book(customer("eve"), at(28, 12))
    again = move_plan(desk, view, 0, at(14, 12))
    assert [each.on.day for each in again.clashes] == [28]
    assert again.clashes[0].nearest_at is not None
    with pytest.raises(SlotTaken):
        moved(desk, plan)
    asked = AskSeries(BUSINESS, view.occurrences[0].appointment_id)
    assert starts(desk.do(get_series, customer(), asked)) == list(TUESDAYS)


def test_moves_are_told_once(desk: MemoryDesk) -> None:
    view = booked(desk, planned(desk, staff_member_id="ana"), staff_member_id="ana")
    desk.state.outbox.clear()
    desk.now += timedelta(minutes=1)
    moved(desk, move_plan(desk, view, 0, at(14, 12)))
    (news,) = desk.state.outbox.values()
    told = desk.do(get_news, SystemActor(), AskNews(news))
    assert isinstance(told, NewsView)
    assert (told.kind, len(told.occurrences)) == (AnnouncementKind.RESCHEDULED, 4)


def test_an_appointment_of_no_series_is_a_series_of_itself(desk: MemoryDesk) -> None:
    view = desk.book()
    asked = AskSeriesChange(BUSINESS, view.appointment_id, SeriesScope.ALL)
    assert desk.do(plan_cancel_series, customer(), asked).changes == (view,)


def test_what_needs_approval_is_a_series_of_requests(desk: MemoryDesk) -> None:
    asking = replace(HAIRCUT, needs_approval=True)
    desk.change(salon(asking, business=salon_business(scheduling_policy=FAR)))
    view = booked(desk, planned(desk, staff_member_id="ana"), staff_member_id="ana")
    assert {each.status for each in view.occurrences} == {AppointmentStatus.REQUESTED}
    (news,) = desk.state.outbox.values()
    told = desk.do(get_news, SystemActor(), AskNews(news))
    assert isinstance(told, NewsView)
    assert (told.kind, len(told.occurrences)) == (AnnouncementKind.REQUESTED, 4)


@pytest.mark.parametrize("rule", AssignmentRule)
def test_whoever_assigns_a_plan_can_be_booked(rule: AssignmentRule) -> None:
    policy = replace(FAR, assignment=rule, allow_staff_selection=False)
    desk = MemoryDesk(salon(business=salon_business(scheduling_policy=policy)))
    view = booked(desk)
    assert len({each.staff_members for each in view.occurrences}) == 1


def test_a_rule_that_changed_meanwhile_refuses_all(desk: MemoryDesk) -> None:
    plan = planned(desk)
    desk.change(salon(business=salon_business()))
    desk.now += timedelta(days=1)
    refused: type[SchedulingError] = SlotNotOffered
    with pytest.raises(refused):
        booked(desk, plan)
    assert not desk.state.appointments


def test_what_moves_away_makes_no_day_full() -> None:
    once_a_day = tuple(replace(each, maximum_appointments_per_day=1) for each in STAFF)
    business = salon_business(scheduling_policy=FAR)
    desk = MemoryDesk(salon(HAIRCUT, staff=once_a_day, business=business))
    series = booked(desk, planned(desk, staff_member_id="ana"))
    first = series.occurrences[0]
    asked = PlanSeriesMove(BUSINESS, first.appointment_id, SeriesScope.ALL, first.start_at + WEEK)
    found = desk.do(plan_series_move, customer(), asked)
    assert [each.refusal for each in found.occurrences] == [None] * len(series.occurrences)


class TestRequests:
    """What needs approval is a series of requests, which is answered as a whole."""

    @pytest.fixture
    def asked(self) -> tuple[MemoryDesk, SeriesView]:
        business = salon_business(scheduling_policy=FAR)
        desk = MemoryDesk(salon(replace(HAIRCUT, needs_approval=True), business=business))
        return desk, booked(desk, planned(desk, staff_member_id="ana"), staff_member_id="ana")

    def answer(
        self, desk: MemoryDesk, series: SeriesView, answer: SeriesAnswer, who: str = "ben"
    ) -> SeriesView:
        command = AnswerSeriesCommand(
            business_id=BUSINESS,
            appointment_id=series.occurrences[1].appointment_id,
            answer=answer,
            idempotency_key="k",
        )
        return desk.do(answer_series, staff(who), command)

    @pytest.mark.parametrize(
        ("answer", "status", "kind"),
        [
            (SeriesAnswer.ACCEPT, AppointmentStatus.CONFIRMED, AnnouncementKind.ACCEPTED),
            (SeriesAnswer.DECLINE, AppointmentStatus.CANCELLED, AnnouncementKind.DECLINED),
        ],
    )
    def test_it_is_answered_once_and_told_once(
        self,
        asked: tuple[MemoryDesk, SeriesView],
        answer: SeriesAnswer,
        status: AppointmentStatus,
        kind: AnnouncementKind,
    ) -> None:
        desk, series = asked
        desk.state.outbox.clear()
        answered = self.answer(desk, series, answer)
        assert [each.status for each in answered.occurrences] == [status] * 4
        assert self.answer(desk, series, answer) == answered
        told = [e for e in desk.state.outbox.values() if e.recipient_kind is RecipientKind.CUSTOMER]
        assert [(each.kind, each.series_id) for each in told] == [(kind, series.series_id)]

    def test_it_is_accepted_whole_or_not_at_all(self, asked: tuple[MemoryDesk, SeriesView]) -> None:
        desk, series = asked
        for who in ("ana", "ben", "tom"):
            intruder = appointment(who, TUESDAYS[2], (who,))
            desk.state.appointments[BUSINESS, who] = intruder
        with pytest.raises(SlotTaken):
            self.answer(desk, series, SeriesAnswer.ACCEPT)
        found = [desk.see(each, staff("ben")).status for each in series.occurrences]
        assert found == [AppointmentStatus.REQUESTED] * 4

    def test_nobody_answers_it_who_may_not_answer_one(
        self, asked: tuple[MemoryDesk, SeriesView]
    ) -> None:
        desk, series = asked
        for who in ("vic", "tom"):
            with pytest.raises((NotPermitted, NotYours)):
                self.answer(desk, series, SeriesAnswer.ACCEPT, who)
