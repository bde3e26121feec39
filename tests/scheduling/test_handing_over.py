"""Handing over: who could take what, all or nothing, who is told, and offers to colleagues."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from scheduling.absences import TimeOff
from scheduling.actors import Actor, OperatorActor, StaffActor, SystemActor
from scheduling.announcements import AnnouncementKind
from scheduling.appointment_events import AppointmentEvent, EventKind
from scheduling.catalog import StaffMember
from scheduling.deletions import Place
from scheduling.errors import (
    InvalidValue,
    KeyReused,
    NotFound,
    NotPermitted,
    PlanChanged,
    SlotNotOffered,
    SlotTaken,
    WrongStatus,
)
from scheduling.hand_over_views import HandOverPlanView, HandOverResultView, HandOverView
from scheduling.handing_over import HandedOver, HandOver, HandOverState, handed_over
from scheduling.service.handing_over.answering import (
    AnswerHandOver,
    AskOffersToMe,
    answer_hand_over,
    list_offers,
)
from scheduling.service.handing_over.commands import HandOverCommand, Taking
from scheduling.service.handing_over.doing import hand_over
from scheduling.service.handing_over.ending import (
    AskOffers,
    EndOffers,
    businesses_with_offers,
    end_offers,
)
from scheduling.service.handing_over.planning import PlanHandOver, plan_hand_over
from scheduling.service.handing_over.telling import get_hand_over_news
from scheduling.service.lifecycle.leaving import Aftermath, RemovePerson, remove_person
from scheduling.service.telling import AskNews
from scheduling.statuses import AppointmentStatus
from scheduling.time_ranges import TimeRange
from scheduling.views import AppointmentView
from tests.fakes.businesses import (
    BUSINESS,
    COLOUR,
    CONSULTATION,
    HAIRCUT,
    NOW,
    STAFF,
    TUESDAY_TEN,
    appointment,
    at,
    customer,
    salon,
    staff,
)
from tests.fakes.desk import MemoryDesk
from tests.fakes.periods import local_period

TUESDAY = TimeRange(at(14, 0), at(15, 0))
ALL_TUESDAY = local_period(14, 0, 15, 0)
HOUR = timedelta(hours=1)
SYSTEM = SystemActor()


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk()


def plan(
    desk: MemoryDesk, actor: Actor | None = None, whose: str = "ana", **asked: Any
) -> HandOverPlanView:
    facts: dict[str, Any] = {"within": TUESDAY, **asked}
    command = PlanHandOver(business_id=BUSINESS, staff_member_id=whose, **facts)
    return desk.do(plan_hand_over, actor or staff("ben"), command)


def as_planned(shown: HandOverPlanView) -> tuple[Taking, ...]:
    return tuple(
        Taking(each.appointment.appointment_id, each.appointment.version, each.proposed_id)
        for each in shown.planned
        if each.proposed_id
    )


def do(
    desk: MemoryDesk, takings: tuple[Taking, ...], actor: Actor | None = None, **changes: Any
) -> HandOverResultView:
    facts: dict[str, Any] = {
        "business_id": BUSINESS,
        "staff_member_id": "ana",
        "takings": takings,
        "idempotency_key": desk.key(),
        **changes,
    }
    return desk.do(hand_over, actor or staff("ben"), HandOverCommand(**facts))


def proposed(shown: HandOverPlanView) -> dict[str, str | None]:
    return {each.appointment.appointment_id: each.proposed_id for each in shown.planned}


def having(desk: MemoryDesk, view: AppointmentView) -> tuple[str, ...]:
    return desk.state.appointments[BUSINESS, view.appointment_id].staff_member_ids


def told(desk: MemoryDesk) -> set[tuple[str, str]]:
    return {(each.kind.value, each.recipient_id) for each in desk.state.outbox.values()}


def limited(who: str, most: int) -> tuple[StaffMember, ...]:
    return tuple(
        replace(each, maximum_appointments_per_day=most) if each.staff_member_id == who else each
        for each in STAFF
    )


class TestThePlan:
    def test_everything_to_come_that_day_is_planned_in_order(self, desk: MemoryDesk) -> None:
        late, early = desk.book(start_at=at(14, 14)), desk.book(start_at=at(14, 10))
        desk.book(start_at=at(15, 10))
        desk.book(start_at=at(14, 11), staff_member_id="ben")
        shown = plan(desk)
        assert [each.appointment.appointment_id for each in shown.planned] == [
            early.appointment_id,
            late.appointment_id,
        ]
        assert {who.staff_member_id for who in shown.planned[0].able} == {"ben", "tom"}
        assert not shown.is_offer

    def test_what_somebody_left_who_is_gone_is_planned_and_taken_over(
        self, desk: MemoryDesk
    ) -> None:
        seen = desk.book()
        command = RemovePerson(place=Place(BUSINESS, "ana"), aftermath=Aftermath.KEEP, seen=1)
        desk.do(remove_person, OperatorActor(), command)
        whole_day = plan(desk, away=ALL_TUESDAY)
        assert whole_day.away is None
        shown = plan(desk, within=None, appointment_id=seen.appointment_id)
        assert proposed(shown) == proposed(whole_day)
        before = told(desk)
        do(desk, as_planned(shown))
        assert having(desk, seen) == (shown.planned[0].proposed_id,)
        assert "ana" not in {who for _, who in told(desk) - before}

    def test_nobody_s_day_is_not_planned(self, desk: MemoryDesk) -> None:
        with pytest.raises(NotFound):
            plan(desk, whose="nobody")
        with pytest.raises(NotPermitted):
            plan(desk, staff("tom"), whose="nobody")

    def test_what_has_begun_is_not_planned(self, desk: MemoryDesk) -> None:
        desk.book()
        desk.wait(TUESDAY_TEN - NOW)
        assert plan(desk).planned == ()

    @pytest.mark.parametrize(
        ("in_the_way", "reason"),
        [
            ({"time_off": (TimeOff("t", "ben", ALL_TUESDAY),)}, "time_off"),
            ({"staff": limited("ben", 1)}, "day_full"),
            ({}, "taken"),
        ],
    )
    def test_who_cannot_is_named_with_the_reason(
        self, in_the_way: dict[str, Any], reason: str
    ) -> None:
        desk = MemoryDesk()
        desk.book()
        hours = 10 if reason == "taken" else 15
        if reason != "time_off":
            desk.book(customer("eve"), at(14, hours), staff_member_id="ben")
        desk.change(salon(**in_the_way))
        (one,) = plan(desk).planned
        assert one.proposed_id == "tom"
        refused = {each.staff_member.display_name: each.why.reason.value for each in one.refusals}
        assert refused == {"Ben": reason}

    def test_what_nobody_can_take_has_the_nearest_times_with_others(self, desk: MemoryDesk) -> None:
        view = desk.book(service_id="colour")
        desk.book(customer("eve"), staff_member_id="ben")
        (one,) = plan(desk).planned
        assert (one.proposed_id, one.able) == (None, ())
        assert one.nearest
        assert all(
            [who.staff_member_id for who in each.staff_members] == ["ben"] for each in one.nearest
        )
        assert view.appointment_id == one.appointment.appointment_id

    def test_what_nobody_else_offers_is_not_placed(self, desk: MemoryDesk) -> None:
        desk.state.appointments[BUSINESS, "x"] = appointment("x", service_id="consultation")
        (one,) = plan(desk).planned
        assert (one.able, one.refusals, one.nearest) == ((), (), ())

    def test_as_many_as_possible_are_placed(self) -> None:
        desk = MemoryDesk(salon(staff=limited("ben", 1)))
        colour = desk.book(service_id="colour", start_at=at(14, 14))
        cut = desk.book(start_at=at(14, 10))
        assert proposed(plan(desk)) == {cut.appointment_id: "tom", colour.appointment_id: "ben"}

    def test_turns_are_fair(self, desk: MemoryDesk) -> None:
        for hour in (9, 10, 11, 12):
            desk.book(customer(f"c{hour}"), at(14, hour))
        takers = list(proposed(plan(desk)).values())
        assert sorted(map(str, takers)) == ["ben", "ben", "tom", "tom"]

    def test_who_is_wanted_gets_what_they_can(self, desk: MemoryDesk) -> None:
        cut, colour = desk.book(), desk.book(service_id="colour", start_at=at(14, 12))
        shown = plan(desk, wanted_staff_member_id="tom")
        assert proposed(shown) == {cut.appointment_id: "tom", colour.appointment_id: "ben"}
        refused = [each.why.reason.value for each in shown.planned[1].refusals]
        assert refused == ["not_offered_by_staff"]

    def test_off_the_grid_and_out_of_service_hours_is_no_reason(self, desk: MemoryDesk) -> None:
        desk.state.appointments[BUSINESS, "x"] = appointment("x", at(14, 10, 7))
        assert proposed(plan(desk)) == {"x": "ben"}

    def test_requests_are_shown_apart(self) -> None:
        asked = replace(HAIRCUT, needs_approval=True)
        desk = MemoryDesk(salon(asked, COLOUR, CONSULTATION))
        request = desk.book()
        shown = plan(desk)
        assert shown.planned == ()
        assert [each.appointment_id for each in shown.requests] == [request.appointment_id]

    def test_at_most_ten_are_planned_at_once(self, desk: MemoryDesk) -> None:
        for number in range(12):
            start_at = at(14, 9) + number * timedelta(minutes=30)
            desk.state.appointments[BUSINESS, str(number)] = appointment(
                str(number), start_at, time_range=TimeRange(start_at, start_at + HOUR / 2)
            )
        shown = plan(desk)
        assert (len(shown.planned), shown.left_out_count) == (10, 2)

    def test_who_is_away_already_is_not_marked_again(self, desk: MemoryDesk) -> None:
        assert plan(desk, away=ALL_TUESDAY).away == ALL_TUESDAY
        desk.change(salon(time_off=(TimeOff("t", "ana", local_period(13, 0, 16, 0)),)))
        assert plan(desk, away=ALL_TUESDAY).away is None


class TestDoing:
    def test_all_goes_to_others_at_the_same_time(self, desk: MemoryDesk) -> None:
        one, two = desk.book(), desk.book(start_at=at(14, 12))
        done = do(desk, as_planned(plan(desk)))
        assert {having(desk, one), having(desk, two)} == {("ben",), ("tom",)}
        assert [each.appointment.start_at for each in done.taken] == [one.start_at, two.start_at]
        assert {each.appointment.sequence for each in done.taken} == {one.sequence + 1}
        assert plan(desk).planned == ()

    def test_each_is_told_once_and_never_who_did_it(self, desk: MemoryDesk) -> None:
        one, two = desk.book(), desk.book(start_at=at(14, 12))
        desk.state.outbox.clear()
        takings = tuple(Taking(each.appointment_id, each.version, "tom") for each in (one, two))
        do(desk, takings)
        customer_id = desk.state.appointments[BUSINESS, one.appointment_id].customer.customer_id
        assert told(desk) == {
            ("handedOver", customer_id),
            ("handOver", "ana"),
            ("handOver", "tom"),
        }
        assert len(desk.state.outbox) == 4

    def test_the_news_list_what_concerns_who_is_told(self, desk: MemoryDesk) -> None:
        one, two = desk.book(), desk.book(start_at=at(14, 12))
        do(desk, (taking(one, "tom"), taking(two, "ben")), staff("ana"))
        found = {who: len(each.hand_over.taken) for who, each in news(desk).items() if each}
        assert found == {"tom": 1, "ben": 1}
        desk.cancel(desk.book(start_at=at(14, 15)), staff("ben"))
        moved = desk.state.appointments[BUSINESS, one.appointment_id]
        desk.state.appointments[BUSINESS, one.appointment_id] = replace(moved, version=9)
        assert {who for who, each in news(desk).items() if each} == {"ben"}

    @pytest.mark.parametrize("what", ["moved", "cancelled", "taken", "full", "left"])
    def test_nothing_is_done_where_anything_changed(self, what: str) -> None:
        desk = MemoryDesk(salon(staff=limited("ben", 2)))
        one, two = desk.book(), desk.book(start_at=at(14, 13))
        takings = (taking(one, "ben"), taking(two, "ben"))
        boss = staff("ana")
        if what == "moved":
            desk.move(two, boss, at(14, 15))
        elif what == "cancelled":
            desk.cancel(two, boss)
        elif what == "taken":
            desk.book(customer("eve"), at(14, 13), staff_member_id="ben")
        elif what == "full":
            desk.book(customer("eve"), at(14, 15), staff_member_id="ben")
        else:
            others = tuple(each for each in STAFF if each.staff_member_id != "ben")
            desk.change(salon(staff=others))
        before = desk.state
        with pytest.raises(PlanChanged) as refused:
            do(desk, takings, boss)
        changed = (one, two) if what == "left" else (two,)
        assert refused.value.appointment_ids == tuple(each.appointment_id for each in changed)
        assert desk.state is before

    def test_two_that_meet_go_not_to_one(self, desk: MemoryDesk) -> None:
        for number, minute in enumerate((0, 30)):
            name = f"x{number}"
            both = ("ana",) if number else ("ana", "vic")
            desk.state.appointments[BUSINESS, name] = appointment(name, at(14, 10, minute), both)
        shown = plan(desk)
        assert set(proposed(shown).values()) == {"ben", "tom"}
        with pytest.raises(PlanChanged):
            do(desk, (Taking("x0", 1, "ben"), Taking("x1", 1, "ben")))

    def test_asked_twice_it_is_done_once(self, desk: MemoryDesk) -> None:
        one = desk.book()
        first = do(desk, (taking(one, "tom"),), idempotency_key="k")
        again = do(desk, (taking(one, "tom"),), idempotency_key="k")
        assert first == again
        assert having(desk, one) == ("tom",)
        with pytest.raises(KeyReused):
            do(desk, (taking(one, "ben"),), idempotency_key="k")

    def test_the_others_stay(self, desk: MemoryDesk) -> None:
        desk.state.appointments[BUSINESS, "x"] = appointment("x", staff_member_ids=("ana", "ben"))
        assert proposed(plan(desk)) == {"x": "tom"}
        do(desk, (Taking("x", 1, "tom"),), staff("ana"))
        assert desk.state.appointments[BUSINESS, "x"].staff_member_ids == ("tom", "ben")
        assert ("handOver", "ben") in told(desk)

    def test_who_is_away_is_booked_by_nobody(self, desk: MemoryDesk) -> None:
        one = desk.book()
        do(desk, (taking(one, "tom"),), away=ALL_TUESDAY)
        with pytest.raises(SlotNotOffered):
            desk.book(customer("eve"))

    def test_time_off_alone_will_do(self, desk: MemoryDesk) -> None:
        assert do(desk, (), away=ALL_TUESDAY).away == ALL_TUESDAY
        assert [each.period for each in desk.state.catalogs[BUSINESS].time_off] == [ALL_TUESDAY]
        with pytest.raises(InvalidValue):
            do(desk, ())

    def test_it_stands_in_the_record(self, desk: MemoryDesk) -> None:
        one = desk.book()
        do(desk, (taking(one, "tom"),))
        whats = [e.what for _, subject, e in desk.state.audit if subject == one.appointment_id]
        assert whats == ["booked", "handedOver"]


def taking(view: AppointmentView, who: str) -> Taking:
    return Taking(view.appointment_id, view.version, who)


def news(desk: MemoryDesk) -> dict[str, Any]:
    found = [e for e in desk.state.outbox.values() if e.kind is AnnouncementKind.HAND_OVER]
    return {each.recipient_id: desk.do(get_hand_over_news, SYSTEM, AskNews(each)) for each in found}


@pytest.mark.parametrize(
    ("who", "whose", "refused"),
    [
        ("ana", "ben", None),
        ("ben", "ana", None),
        ("tom", "tom", None),
        ("tom", "ana", NotPermitted),
        ("vic", "ana", NotPermitted),
        ("vic", "vic", NotPermitted),
        ("gus", "gus", NotPermitted),
        ("ana", "nobody", NotFound),
    ],
)
def test_who_may_plan_and_do_it(
    desk: MemoryDesk, who: str, whose: str, refused: type[Exception] | None
) -> None:
    if refused is None:
        assert plan(desk, staff(who), whose).is_offer is (who == "tom")
        return
    with pytest.raises(refused):
        plan(desk, staff(who), whose)
    with pytest.raises(refused):
        do(desk, (Taking("a", 1, "ben"),), staff(who), staff_member_id=whose)


def test_customers_hand_over_nothing(desk: MemoryDesk) -> None:
    for actor in (customer(), StaffActor("elsewhere", "ana")):
        with pytest.raises(NotPermitted):
            plan(desk, actor)


@pytest.mark.parametrize(
    "status", [each for each in AppointmentStatus if each.value not in ("confirmed", "arrived")]
)
def test_only_what_is_to_come_is_handed_over(status: AppointmentStatus) -> None:
    with pytest.raises(WrongStatus) as refused:
        handed_over(appointment(status=status), "ana", "ben", staff("ana"), NOW)
    assert (refused.value.current, refused.value.wanted) == (status.value, "handedOver")


@pytest.mark.parametrize(("leaves", "takes"), [("ben", "tom"), ("ana", "ana")])
def test_only_who_has_it_leaves_it_to_who_has_not(leaves: str, takes: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        handed_over(appointment(), leaves, takes, staff("ana"), NOW)
    assert refused.value.field == "staffMemberIds"
    assert refused.value.problem == "only who has it hands it over, to who has not"


def test_who_takes_it_stands_where_who_left_it_stood_and_a_calendar_hears_of_it() -> None:
    before = appointment(staff_member_ids=("tom", "ana"), sequence=2, version=5)
    after = handed_over(before, "tom", "ben", staff("tom"), NOW + HOUR)
    assert after.staff_member_ids == ("ben", "ana")
    assert (after.time_range, after.status) == (before.time_range, before.status)
    assert (after.sequence, after.version, after.last_updated_at) == (3, 6, NOW + HOUR)
    assert after.events == (
        AppointmentEvent(
            EventKind.HANDED_OVER,
            staff("tom"),
            NOW + HOUR,
            previous_status=AppointmentStatus.CONFIRMED,
            previous_staff_member_ids=("tom", "ana"),
        ),
    )


def an_offer() -> HandOver:
    return HandOver(
        business_id=BUSINESS,
        hand_over_id="h",
        by_staff_member_id="tom",
        from_staff_member_id="tom",
        items=(HandedOver("a-1", 1, "ben", TUESDAY_TEN),),
        state=HandOverState.OFFERED,
        created_at=NOW,
        version=3,
    )


def test_an_offer_ends_once() -> None:
    accepted = an_offer().ended(HandOverState.ACCEPTED)
    assert (accepted.state, accepted.version) == (HandOverState.ACCEPTED, 4)
    with pytest.raises(WrongStatus) as refused:
        accepted.ended(HandOverState.WITHDRAWN)
    assert (refused.value.current, refused.value.wanted) == ("accepted", "withdrawn")


class TestOffers:
    """Tom, a team member, asks Ben."""

    def offered(self, desk: MemoryDesk) -> tuple[AppointmentView, HandOverView]:
        view = desk.book(staff_member_id="tom")
        return view, self.offer(desk, view)

    def offer(self, desk: MemoryDesk, *views: AppointmentView) -> HandOverView:
        takings = tuple(taking(each, "ben") for each in views)
        result = do(desk, takings, staff("tom"), staff_member_id="tom")
        assert result.is_offer
        (found,) = desk.do(list_offers, staff("ben"), AskOffersToMe(BUSINESS))
        return found

    def answer(
        self, desk: MemoryDesk, offer: HandOverView, who: str = "ben", *, is_accepted: bool = True
    ) -> HandOverView:
        command = AnswerHandOver(BUSINESS, offer.hand_over_id, is_accepted)
        return desk.do(answer_hand_over, staff(who), command)

    def state(self, desk: MemoryDesk, offer: HandOverView) -> HandOverState:
        return desk.state.hand_overs[BUSINESS, offer.hand_over_id].state

    def test_it_stays_where_it_is_until_it_is_accepted(self, desk: MemoryDesk) -> None:
        view, offer = self.offered(desk)
        assert having(desk, view) == ("tom",)
        assert ("handOver", "ben") in told(desk)
        assert self.answer(desk, offer).state is HandOverState.ACCEPTED
        assert having(desk, view) == ("ben",)
        assert ("handOver", "tom") in told(desk)
        assert any(kind == "handedOver" for kind, _ in told(desk))

    def test_declined_it_stays_for_good(self, desk: MemoryDesk) -> None:
        view, offer = self.offered(desk)
        assert self.answer(desk, offer, is_accepted=False).state is HandOverState.DECLINED
        assert having(desk, view) == ("tom",)
        assert self.answer(desk, offer).state is HandOverState.DECLINED
        assert news(desk)["tom"].hand_over.state is HandOverState.DECLINED

    def test_accepted_twice_it_is_done_once(self, desk: MemoryDesk) -> None:
        _, offer = self.offered(desk)
        self.answer(desk, offer)
        assert self.answer(desk, offer).state is HandOverState.ACCEPTED
        assert len([each for each in told(desk) if each[0] == "handedOver"]) == 1

    @pytest.mark.parametrize("who", ["ana", "tom"])
    def test_nobody_else_answers(self, desk: MemoryDesk, who: str) -> None:
        view, offer = self.offered(desk)
        with pytest.raises(NotFound):
            self.answer(desk, offer, who)
        assert having(desk, view) == ("tom",)

    def test_a_guest_is_not_asked(self) -> None:
        guests = tuple(each for each in STAFF if each.staff_member_id in ("tom", "gus", "ana"))
        haircut = replace(HAIRCUT, staff_member_ids=("tom", "gus"))
        desk = MemoryDesk(salon(haircut, staff=guests))
        desk.book(staff_member_id="tom")
        assert plan(desk, staff("tom"), "tom").planned[0].able == ()
        assert [
            e.staff_member_id for e in plan(desk, whose="tom", actor=staff("ana")).planned[0].able
        ] == ["gus"]

    @pytest.mark.parametrize("what", ["moved", "cancelled"])
    def test_moved_or_cancelled_it_is_withdrawn(self, desk: MemoryDesk, what: str) -> None:
        view, offer = self.offered(desk)
        if what == "moved":
            desk.move(view, staff("tom"), at(14, 15))
        else:
            desk.cancel(view, staff("tom"))
        assert desk.do(list_offers, staff("ben"), AskOffersToMe(BUSINESS)) == ()
        assert desk.do(businesses_with_offers, SYSTEM, AskOffers()) == (BUSINESS,)
        assert desk.do(end_offers, SYSTEM, EndOffers(BUSINESS)) == 1
        assert self.state(desk, offer) is HandOverState.WITHDRAWN
        assert ("handOver", "tom") in told(desk)
        assert self.answer(desk, offer).state is HandOverState.WITHDRAWN

    @pytest.mark.parametrize(
        ("days", "over_after"), [(1, timedelta(hours=24)), (3, timedelta(days=1))]
    )
    def test_it_expires_at_the_start_or_after_a_day(
        self, desk: MemoryDesk, days: int, over_after: timedelta
    ) -> None:
        view = desk.book(staff_member_id="tom", start_at=TUESDAY_TEN + timedelta(days=days - 1))
        offer = self.offer(desk, view)
        desk.wait(over_after - timedelta(seconds=1))
        assert desk.do(end_offers, SYSTEM, EndOffers(BUSINESS)) == 0
        desk.wait(timedelta(seconds=1))
        assert self.answer(desk, offer).state is HandOverState.EXPIRED
        assert having(desk, view) == ("tom",)

    def test_who_has_no_time_any_more_takes_nothing(self, desk: MemoryDesk) -> None:
        view, offer = self.offered(desk)
        desk.book(customer("eve"), staff_member_id="ben")
        with pytest.raises(SlotTaken):
            self.answer(desk, offer)
        assert having(desk, view) == ("tom",)
        assert self.state(desk, offer) is HandOverState.OFFERED

    def test_what_changed_drops_out_and_the_rest_is_taken(self, desk: MemoryDesk) -> None:
        one, two = (desk.book(staff_member_id="tom", start_at=at(14, hour)) for hour in (10, 12))
        offer = self.offer(desk, one, two)
        desk.cancel(one, staff("tom"))
        done = self.answer(desk, offer)
        assert (len(done.taken), done.dropped_count) == (1, 1)
        assert having(desk, two) == ("ben",)

    def test_asked_again_the_first_offer_is_withdrawn(self, desk: MemoryDesk) -> None:
        view, first = self.offered(desk)
        second = self.offer(desk, view)
        assert second.hand_over_id != first.hand_over_id
        assert self.state(desk, first) is HandOverState.WITHDRAWN

    def test_only_the_system_ends_offers(self, desk: MemoryDesk) -> None:
        for use_case, command in (
            (end_offers, EndOffers(BUSINESS)),
            (businesses_with_offers, AskOffers()),
        ):
            with pytest.raises(NotPermitted):
                desk.do(use_case, staff("ana"), command)  # type: ignore[arg-type]
