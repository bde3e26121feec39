"""Handing over: what a command may ask, and what is stored, told, written down and answered."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from scheduling.absences import TimeOff
from scheduling.actors import Actor, OperatorActor, Principal, StaffActor, SystemActor
from scheduling.announcements import Announcement, AnnouncementKind, RecipientKind
from scheduling.auditing import AuditEntry
from scheduling.errors import (
    InvalidValue,
    KeyReused,
    NotFound,
    NotPermitted,
    PlanChanged,
    SlotTaken,
    WrongStatus,
)
from scheduling.hand_over_views import (
    HandOverNewsView,
    HandOverPlanView,
    HandOverResultView,
    HandOverView,
    PlannedView,
    TakenOverView,
)
from scheduling.handing_over import HandedOver, HandOver, HandOverState
from scheduling.ports import Link
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
from scheduling.service.holding import HoldCommand, hold
from scheduling.service.telling import AskNews
from scheduling.service.wishes import Wish
from scheduling.statuses import AppointmentStatus
from scheduling.time_ranges import TimeRange
from scheduling.views import AppointmentView, StaffMemberView
from tests.fakes.businesses import (
    BUSINESS,
    COLOUR,
    HAIRCUT,
    STAFF,
    appointment,
    at,
    customer,
    salon,
    salon_business,
    staff,
)
from tests.fakes.desk import MemoryDesk
from tests.fakes.memory import Locked
from tests.fakes.periods import local_period

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
BEN_IN_TEAMS = StaffActor(BUSINESS, "ben", "msteams")
TOM_IN_TEAMS = StaffActor(BUSINESS, "tom", "msteams")
CONFIRMED = AppointmentStatus.CONFIRMED
HOUSE, SYSTEM = OperatorActor(), SystemActor()
AWAY = local_period(14, 0, 15, 0)
TUESDAY = TimeRange(at(14, 0), at(15, 0))
ANA, BEN, TOM = (StaffMemberView(who, who.title()) for who in ("ana", "ben", "tom"))
EVERYBODY = ("ana", "ben", "gus", "tom", "vic")


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk()


def command(*takings: Taking, whose: str = "ana", **changes: Any) -> HandOverCommand:
    facts: dict[str, Any] = {"idempotency_key": "k", **changes}
    return HandOverCommand(business_id=BUSINESS, staff_member_id=whose, takings=takings, **facts)


def taking(view: AppointmentView, who: str) -> Taking:
    return Taking(view.appointment_id, view.version, who)


def do(
    desk: MemoryDesk, *takings: Taking, actor: Actor = BEN_IN_TEAMS, **changes: Any
) -> HandOverResultView:
    return desk.do(hand_over, actor, command(*takings, **changes))


def plan(desk: MemoryDesk, whose: str = "ana", **asked: Any) -> HandOverPlanView:
    facts: dict[str, Any] = {"business_id": BUSINESS, "staff_member_id": whose, **asked}
    return desk.do(plan_hand_over, staff("ben"), PlanHandOver(**facts))


# What may be asked


@pytest.mark.parametrize("count", [1, 10])
def test_up_to_ten_go_at_once(count: int) -> None:
    takings = tuple(Taking(str(number), 1, "ben") for number in range(count))
    assert command(*takings).takings == takings


@pytest.mark.parametrize(
    ("takings", "problem"),
    [
        (tuple(Taking(str(n), 1, "ben") for n in range(11)), "must be at most 10, each once"),
        ((Taking("a", 1, "ben"), Taking("a", 1, "tom")), "must be at most 10, each once"),
        ((), "must be at least one, or time off"),
    ],
)
def test_too_many_none_and_one_twice_are_refused(takings: tuple[Taking, ...], problem: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        command(*takings)
    assert (refused.value.field, refused.value.problem) == ("takings", problem)


def test_time_off_alone_may_be_asked() -> None:
    assert command(away=AWAY).takings == ()


# Done


def test_it_is_stored_as_one_record_of_all_that_went(desk: MemoryDesk) -> None:
    one, two = desk.book(), desk.book(start_at=at(14, 12))
    result = do(desk, taking(one, "tom"), taking(two, "ben"))
    (record,) = desk.state.hand_overs.values()
    assert record == HandOver(
        business_id=BUSINESS,
        hand_over_id=record.hand_over_id,
        by_staff_member_id="ben",
        from_staff_member_id="ana",
        items=(
            HandedOver(one.appointment_id, 2, "tom", one.start_at),
            HandedOver(two.appointment_id, 2, "ben", two.start_at),
        ),
        state=HandOverState.DONE,
        created_at=desk.now,
    )
    assert result == HandOverResultView(
        leaving=ANA,
        is_offer=False,
        taken=(
            TakenOverView(desk.see(one, staff("ben")), TOM),
            TakenOverView(desk.see(two, staff("ben")), BEN),
        ),
    )


def test_who_is_nobody_of_the_staff_stands_in_no_record(desk: MemoryDesk) -> None:
    do(desk, taking(desk.book(), "tom"), actor=HOUSE)
    (record,) = desk.state.hand_overs.values()
    assert record.by_staff_member_id == ""


def test_each_is_written_down_with_who_did_it_and_by_which_door(desk: MemoryDesk) -> None:
    view = desk.book()
    written = len(desk.state.audit)
    desk.wait(HOUR)
    do(desk, taking(view, "tom"), away=AWAY)
    door = "msteams"
    assert desk.state.audit[written:] == (
        (BUSINESS, "ana", AuditEntry(BEN_IN_TEAMS, "timeOffAdded", desk.now, door)),
        (
            BUSINESS,
            view.appointment_id,
            AuditEntry(BEN_IN_TEAMS, "handedOver", desk.now, door, CONFIRMED, CONFIRMED),
        ),
    )
    assert {entry.door for _, _, entry in desk.state.audit[written:]} == {door}


def test_staff_are_told_of_the_whole_and_customers_of_their_own(desk: MemoryDesk) -> None:
    view = desk.book()
    desk.state.outbox.clear()
    desk.wait(HOUR)
    do(desk, taking(view, "tom"))
    (record,) = desk.state.hand_overs.values()
    (known,) = desk.state.customers.values()
    whole: dict[str, Any] = {
        "business_id": BUSINESS,
        "kind": AnnouncementKind.HAND_OVER,
        "recipient_kind": RecipientKind.STAFF_MEMBER,
        "appointment_id": record.hand_over_id,
        "appointment_version": 1,
        "due_at": desk.now,
        "expires_at": desk.now + 2 * DAY,
    }
    own: dict[str, Any] = {
        **whole,
        "kind": AnnouncementKind.HANDED_OVER,
        "recipient_kind": RecipientKind.CUSTOMER,
        "appointment_id": view.appointment_id,
        "appointment_version": 2,
        "expires_at": at(14, 11),
    }
    assert list(desk.state.outbox.values()) == [
        Announcement(recipient_id=known.customer_id, **own),
        Announcement(recipient_id="ana", **whole),
        Announcement(recipient_id="tom", **whole),
    ]


@pytest.mark.parametrize(
    ("actor", "told"),
    [
        (staff("ana"), ["tom"]),
        (staff("ben"), ["ana", "tom"]),
        (HOUSE, ["ana", "tom"]),
        (staff("tom"), []),
    ],
)
def test_who_did_it_is_not_told(desk: MemoryDesk, actor: Actor, told: list[str]) -> None:
    view = desk.book()
    if not told:
        with pytest.raises(NotPermitted):
            do(desk, taking(view, "tom"), actor=actor)
        return
    do(desk, taking(view, "tom"), actor=actor)
    found = [each for each in desk.state.outbox.values() if each.kind.value == "handOver"]
    assert [each.recipient_id for each in found] == told


def test_every_calendar_is_held_here_and_elsewhere(desk: MemoryDesk) -> None:
    desk.load(salon(business=salon_business(business_id="spa"), staff=STAFF[:2]))
    principal = Principal("msteams", "directory", "ben")
    for business_id in (BUSINESS, "spa"):
        desk.state.links[business_id, principal] = Link(staff_member_id="ben")
    do(desk, taking(desk.book(), "tom"))
    assert desk.locked == [Locked(EVERYBODY, (("spa", "ben"),))]


def test_the_same_request_again_leaves_nothing_more_behind(desk: MemoryDesk) -> None:
    view = desk.book()
    first = do(desk, taking(view, "tom"), away=AWAY)
    before = desk.state.snapshot()
    (kept,) = [each for each in before.answers.values() if each[1] == "ana"]
    assert kept[2] == desk.now
    desk.wait(HOUR)
    assert do(desk, taking(view, "tom"), away=AWAY).taken == first.taken
    assert desk.state == before
    with pytest.raises(KeyReused) as refused:
        do(desk, taking(view, "ben"), away=AWAY)
    assert refused.value.key == "k"


def test_what_others_did_meanwhile_is_seen(desk: MemoryDesk) -> None:
    view = desk.book()
    desk.meanwhile(lambda: desk.move(view, customer(), at(15, 10)))
    with pytest.raises(PlanChanged) as refused:
        do(desk, taking(view, "tom"))
    assert refused.value.appointment_ids == (view.appointment_id,)


def test_what_lapsed_is_in_nobody_s_way(desk: MemoryDesk) -> None:
    asked = replace(HAIRCUT, service_id="asked", needs_approval=True)
    desk.change(salon(HAIRCUT, asked))
    request = desk.book(service_id="asked", start_at=at(16, 10), staff_member_id="tom")
    view = desk.book(start_at=at(16, 10))
    desk.wait(DAY)
    do(desk, taking(view, "tom"))
    ended = desk.state.appointments[BUSINESS, request.appointment_id]
    assert ended.status is AppointmentStatus.CANCELLED


# Offered


def offer(desk: MemoryDesk, *views: AppointmentView, who: str = "ben") -> HandOverResultView:
    takings = [taking(each, who) for each in views]
    return do(desk, *takings, actor=TOM_IN_TEAMS, whose="tom")


@pytest.mark.parametrize(("day", "until"), [(14, at(14, 10)), (16, at(14, 10))])
def test_an_offer_waits_for_a_day_or_until_the_first_begins(
    desk: MemoryDesk, day: int, until: Any
) -> None:
    one = desk.book(start_at=at(day, 12), staff_member_id="tom")
    two = desk.book(start_at=at(day, 10), staff_member_id="tom")
    result = offer(desk, one, two)
    (record,) = desk.state.hand_overs.values()
    assert record == HandOver(
        business_id=BUSINESS,
        hand_over_id=record.hand_over_id,
        by_staff_member_id="tom",
        from_staff_member_id="tom",
        items=(
            HandedOver(one.appointment_id, 1, "ben", one.start_at),
            HandedOver(two.appointment_id, 1, "ben", two.start_at),
        ),
        state=HandOverState.OFFERED,
        created_at=desk.now,
        expires_at=min(until, desk.now + DAY),
    )
    seen = tuple(TakenOverView(desk.see(each, staff("tom")), BEN) for each in (one, two))
    assert result == HandOverResultView(
        leaving=TOM, is_offer=True, taken=seen, expires_at=record.expires_at
    )
    news = [*desk.state.outbox.values()][-1]
    assert (news.recipient_id, news.expires_at) == ("ben", record.expires_at)


def test_each_colleague_is_offered_their_part(desk: MemoryDesk) -> None:
    one, two = (desk.book(start_at=at(14, n), staff_member_id="tom") for n in (10, 12))
    do(desk, taking(one, "ben"), taking(two, "ana"), actor=TOM_IN_TEAMS, whose="tom")
    found = {each.taker_id: each.items for each in desk.state.hand_overs.values()}
    assert {who: [each.appointment_id for each in items] for who, items in found.items()} == {
        "ben": [one.appointment_id],
        "ana": [two.appointment_id],
    }


def test_asked_anew_only_what_is_the_same_is_taken_back(desk: MemoryDesk) -> None:
    one, two = (desk.book(start_at=at(14, n), staff_member_id="tom") for n in (10, 12))
    offer(desk, one)
    do(desk, taking(two, "ben"), actor=TOM_IN_TEAMS, whose="tom", idempotency_key="2")
    do(desk, taking(two, "ana"), actor=TOM_IN_TEAMS, whose="tom", idempotency_key="3")
    states = [(each.taker_id, each.state.value) for each in desk.state.hand_overs.values()]
    assert states == [("ben", "offered"), ("ben", "withdrawn"), ("ana", "offered")]


def test_an_answer_is_written_down_and_told_to_who_asked(desk: MemoryDesk) -> None:
    view = desk.book(staff_member_id="tom")
    offer(desk, view)
    (shown,) = desk.do(list_offers, staff("ben"), AskOffersToMe(BUSINESS))
    assert shown.leaving == TOM
    desk.wait(HOUR)
    written = len(desk.state.audit)
    answer = AnswerHandOver(BUSINESS, shown.hand_over_id, is_accepted=True)
    done = desk.do(answer_hand_over, BEN_IN_TEAMS, answer)
    assert (done.state, done.leaving) == (HandOverState.ACCEPTED, TOM)
    assert desk.state.audit[written:] == (
        (
            BUSINESS,
            view.appointment_id,
            AuditEntry(BEN_IN_TEAMS, "handedOver", desk.now, "msteams", CONFIRMED, CONFIRMED),
        ),
    )
    record = desk.state.hand_overs[BUSINESS, shown.hand_over_id]
    assert (record.state, record.version) == (HandOverState.ACCEPTED, 2)


# Told


def news_to(desk: MemoryDesk, who: str) -> HandOverNewsView | None:
    (found,) = [
        each
        for each in desk.state.outbox.values()
        if each.kind is AnnouncementKind.HAND_OVER and each.recipient_id == who
    ]
    return desk.do(get_hand_over_news, SYSTEM, AskNews(found))


def test_the_news_say_what_went_to_whom(desk: MemoryDesk) -> None:
    one, two = desk.book(), desk.book(start_at=at(14, 12))
    do(desk, taking(one, "tom"), taking(two, "ben"))
    (record,) = desk.state.hand_overs.values()
    for who, seen in (("ana", (one, two)), ("tom", (one,))):
        found = news_to(desk, who)
        assert found is not None
        takers = {one.appointment_id: TOM, two.appointment_id: BEN}
        assert found == HandOverNewsView(
            hand_over=HandOverView(
                hand_over_id=record.hand_over_id,
                state=HandOverState.DONE,
                leaving=ANA,
                taken=tuple(
                    TakenOverView(desk.see(each, staff(who)), takers[each.appointment_id])
                    for each in seen
                ),
            ),
            own_id=who,
            time_zone="Europe/Berlin",
            language_tag="en",
        )


@pytest.mark.parametrize(
    "changes",
    [{"appointment_id": "gone"}, {"recipient_id": "gone"}, {"appointment_version": 2}],
)
def test_what_is_gone_or_changed_is_not_told(desk: MemoryDesk, changes: dict[str, Any]) -> None:
    do(desk, taking(desk.book(), "tom"))
    told = [*desk.state.outbox.values()][-1]
    assert desk.do(get_hand_over_news, SYSTEM, AskNews(told)) is not None
    assert desk.do(get_hand_over_news, SYSTEM, AskNews(replace(told, **changes))) is None


@pytest.mark.parametrize("actor", [HOUSE, staff("ana"), customer()])
def test_only_the_system_tells(desk: MemoryDesk, actor: Actor) -> None:
    do(desk, taking(desk.book(), "tom"))
    told = [*desk.state.outbox.values()][-1]
    with pytest.raises(NotPermitted) as refused:
        desk.do(get_hand_over_news, actor, AskNews(told))
    assert refused.value.action == "deliver announcements"


# Planned


def test_one_appointment_is_planned_by_its_id(desk: MemoryDesk) -> None:
    view = desk.book()
    desk.book(start_at=at(14, 12))
    shown = plan(desk, appointment_id=view.appointment_id)
    assert shown.leaving == ANA
    assert [each.appointment for each in shown.planned] == [desk.see(view, staff("ben"))]
    assert (shown.is_offer, shown.away, shown.requests, shown.left_out_count) == (
        False,
        None,
        (),
        0,
    )


@pytest.mark.parametrize(("which", "whose"), [("a-9", "ana"), ("theirs", "ben")])
def test_what_is_not_theirs_is_not_planned(desk: MemoryDesk, which: str, whose: str) -> None:
    view = desk.book()
    asked = view.appointment_id if which == "theirs" else which
    with pytest.raises(NotFound) as refused:
        plan(desk, whose, appointment_id=asked)
    assert (refused.value.kind, refused.value.identifier) == ("appointment", asked)


def test_what_is_over_is_not_planned(desk: MemoryDesk) -> None:
    ended = desk.cancel(desk.book(), staff("ana"))
    with pytest.raises(WrongStatus) as refused:
        plan(desk, appointment_id=ended.appointment_id)
    assert (refused.value.current, refused.value.wanted) == ("cancelled", "handed over")


@pytest.mark.parametrize("asked", [{"whose": "nobody"}, {"wanted_staff_member_id": "nobody"}])
def test_nobody_is_nobody(desk: MemoryDesk, asked: dict[str, Any]) -> None:
    with pytest.raises(NotFound) as refused:
        plan(desk, within=TUESDAY, **asked)
    assert (refused.value.kind, refused.value.identifier) == ("staff member", "nobody")


@pytest.mark.parametrize(
    ("known", "is_added"),
    [((), True), ((local_period(14, 0, 14, 12),), True), ((local_period(14, 0, 15, 0),), False)],
)
def test_time_off_that_is_known_is_not_added_again(
    desk: MemoryDesk,
    known: tuple[Any, ...],
    is_added: bool,  # noqa: FBT001
) -> None:
    off = tuple(TimeOff(str(n), "ana", each) for n, each in enumerate(known))
    desk.change(salon(time_off=(*off, TimeOff("ben", "ben", AWAY))))
    assert plan(desk, within=TUESDAY, away=AWAY).away == (AWAY if is_added else None)


def test_what_is_no_longer_offered_nobody_takes(desk: MemoryDesk) -> None:
    view = desk.book()
    desk.change(salon(COLOUR))
    (planned,) = plan(desk, within=TUESDAY).planned
    assert planned == PlannedView(
        appointment=desk.see(view, staff("ben")), able=(), proposed_id=None, refusals=()
    )
    with pytest.raises(PlanChanged):
        do(desk, taking(view, "tom"))


@pytest.mark.parametrize(("hour", "is_free"), [(11, False), (12, True)])
def test_it_takes_as_long_as_it_was_booked_with_its_buffers(
    desk: MemoryDesk,
    hour: int,
    is_free: bool,  # noqa: FBT001
) -> None:
    view = desk.book(service_id="colour")
    desk.book(customer("eve"), at(14, hour), staff_member_id="ben")
    desk.change(salon(HAIRCUT, replace(COLOUR, default_duration=HOUR / 4, post_buffer=HOUR * 0)))
    (planned,) = plan(desk, appointment_id=view.appointment_id).planned
    assert [each.staff_member_id for each in planned.able] == (["ben"] if is_free else [])
    assert bool(planned.nearest) is not is_free
    assert len(planned.nearest) == (0 if is_free else 3)


def test_what_several_have_is_offered_at_no_other_time(desk: MemoryDesk) -> None:
    shared = appointment("x", staff_member_ids=("ana", "tom"))
    desk.state.appointments[BUSINESS, "x"] = shared
    desk.book(customer("eve"), staff_member_id="ben")
    (planned,) = plan(desk, within=TUESDAY).planned
    assert (planned.able, planned.nearest) == ((), ())


def test_what_lapsed_and_what_is_cancelled_is_not_planned(desk: MemoryDesk) -> None:
    asked = replace(HAIRCUT, service_id="asked", needs_approval=True)
    desk.change(salon(HAIRCUT, asked))
    desk.book(service_id="asked", start_at=at(16, 10))
    desk.cancel(desk.book(start_at=at(16, 12)), customer())
    begins = desk.book(start_at=at(16, 14))
    within = TimeRange(at(16, 0), at(17, 0))
    assert [len(plan(desk, within=within).requests), len(plan(desk, within=within).planned)] == [
        1,
        1,
    ]
    desk.wait(DAY)
    shown = plan(desk, within=TimeRange(at(16, 14), at(17, 0)))
    assert [each.appointment.appointment_id for each in shown.planned] == [begins.appointment_id]
    assert plan(desk, within=within).requests == ()


def test_a_day_that_is_full_takes_none_besides(desk: MemoryDesk) -> None:
    people = tuple(
        replace(each, maximum_appointments_per_day=1) if each.staff_member_id != "ana" else each
        for each in STAFF
    )
    desk.change(salon(staff=people))
    one, two = desk.book(), desk.book(start_at=at(14, 12))
    takers = {each.proposed_id for each in plan(desk, within=TUESDAY).planned}
    assert takers == {"ben", "tom"}
    with pytest.raises(PlanChanged) as refused:
        do(desk, taking(one, "ben"), taking(two, "ben"))
    assert refused.value.appointment_ids == (two.appointment_id,)


# Offers that are over


def test_offers_end_under_the_lock_of_who_is_still_there(desk: MemoryDesk) -> None:
    view = desk.book(staff_member_id="tom", start_at=at(16, 10))
    offer(desk, view)
    assert desk.do(end_offers, SYSTEM, EndOffers(BUSINESS)) == 0
    assert desk.locked == []
    desk.wait(DAY)
    desk.change(salon(staff=STAFF[:2]))
    assert desk.do(end_offers, SYSTEM, EndOffers(BUSINESS)) == 1
    assert desk.locked == [Locked(("ben",))]
    (record,) = desk.state.hand_overs.values()
    assert (record.state, record.version) == (HandOverState.EXPIRED, 2)
    news = [*desk.state.outbox.values()][-1]
    assert (news.recipient_id, news.appointment_id, news.appointment_version, news.due_at) == (
        "tom",
        record.hand_over_id,
        2,
        desk.now,
    )
    assert desk.do(businesses_with_offers, SYSTEM, AskOffers()) == ()


@pytest.mark.parametrize("actor", [HOUSE, staff("ana"), customer()])
@pytest.mark.parametrize(
    ("use_case", "asked"),
    [(end_offers, EndOffers(BUSINESS)), (businesses_with_offers, AskOffers())],
)
def test_only_the_system_ends_offers(
    desk: MemoryDesk, use_case: Any, asked: Any, actor: Actor
) -> None:
    with pytest.raises(NotPermitted) as refused:
        desk.do(use_case, actor, asked)
    assert refused.value.action == "end offers"


def test_what_was_held_and_is_over_is_in_no_offer_s_way(desk: MemoryDesk) -> None:
    view = desk.book(staff_member_id="tom", start_at=at(16, 10))
    offer(desk, view)
    held = Wish(business_id=BUSINESS, service_id="haircut", staff_member_id="ben")
    desk.do(hold, customer("eve"), HoldCommand(held, at(16, 10), "h"))
    desk.wait(DAY)
    assert desk.do(end_offers, SYSTEM, EndOffers(BUSINESS)) == 1
    assert desk.state.holds == {}


# Answers


def answer(
    desk: MemoryDesk, hand_over_id: str, actor: Actor | None = None, *, is_accepted: bool = True
) -> HandOverView:
    command = AnswerHandOver(BUSINESS, hand_over_id, is_accepted)
    return desk.do(answer_hand_over, actor or staff("ben"), command)


def the_offer(desk: MemoryDesk) -> HandOver:
    (record,) = desk.state.hand_overs.values()
    return record


def test_both_calendars_are_held_here_and_elsewhere_while_it_is_answered(desk: MemoryDesk) -> None:
    desk.load(salon(business=salon_business(business_id="spa"), staff=STAFF[:2]))
    principal = Principal("msteams", "directory", "ben")
    for business_id in (BUSINESS, "spa"):
        desk.state.links[business_id, principal] = Link(staff_member_id="ben")
    offer(desk, desk.book(staff_member_id="tom"))
    answer(desk, the_offer(desk).hand_over_id)
    assert desk.locked == [Locked(("ben", "tom"), (("spa", "ben"),))]


@pytest.mark.parametrize("actor", [staff("ana"), staff("tom")])
def test_an_offer_to_another_is_not_found(desk: MemoryDesk, actor: Actor) -> None:
    offer(desk, desk.book(staff_member_id="tom"))
    for which in (the_offer(desk).hand_over_id, "h-9"):
        with pytest.raises(NotFound) as refused:
            answer(desk, which, actor)
        assert (refused.value.kind, refused.value.identifier) == ("hand-over", which)


@pytest.mark.parametrize("actor", [staff("vic"), staff("gus"), customer()])
def test_who_hands_over_nothing_is_asked_nothing(desk: MemoryDesk, actor: Actor) -> None:
    offer(desk, desk.book(staff_member_id="tom"))
    for act in (
        lambda: answer(desk, the_offer(desk).hand_over_id, actor),
        lambda: desk.do(list_offers, actor, AskOffersToMe(BUSINESS)),
    ):
        with pytest.raises(NotPermitted):
            act()


def test_who_has_no_time_any_more_is_told_when(desk: MemoryDesk) -> None:
    one, two = (desk.book(start_at=at(14, n), staff_member_id="tom") for n in (10, 12))
    offer(desk, one, two)
    desk.book(customer("eve"), at(14, 12), staff_member_id="ben")
    with pytest.raises(SlotTaken) as refused:
        answer(desk, the_offer(desk).hand_over_id)
    assert (refused.value.start_at, refused.value.staff_member_id) == (at(14, 12), "ben")


def test_what_changed_since_is_counted_and_the_rest_is_taken(desk: MemoryDesk) -> None:
    one, two = (desk.book(start_at=at(14, n), staff_member_id="tom") for n in (10, 12))
    offer(desk, one, two)
    desk.cancel(one, staff("ana"))
    (shown,) = desk.do(list_offers, staff("ben"), AskOffersToMe(BUSINESS))
    assert [each.appointment.appointment_id for each in shown.taken] == [two.appointment_id]
    assert (shown.state, shown.dropped_count) == (HandOverState.OFFERED, 1)
    done = answer(desk, shown.hand_over_id)
    assert [each.appointment.appointment_id for each in done.taken] == [two.appointment_id]
    assert [each.appointment_id for each in the_offer(desk).items] == [two.appointment_id]


def test_a_no_leaves_all_as_it_was_and_is_told(desk: MemoryDesk) -> None:
    view = desk.book(staff_member_id="tom")
    offer(desk, view)
    desk.wait(HOUR)
    declined = answer(desk, the_offer(desk).hand_over_id, is_accepted=False)
    assert declined.state is HandOverState.DECLINED
    assert desk.see(view, staff("tom")).staff_members == (TOM,)
    news = [*desk.state.outbox.values()][-1]
    assert (news.recipient_id, news.appointment_version, news.due_at) == ("tom", 2, desk.now)
    before = desk.state.snapshot()
    assert answer(desk, the_offer(desk).hand_over_id).state is HandOverState.DECLINED
    assert desk.state == before
