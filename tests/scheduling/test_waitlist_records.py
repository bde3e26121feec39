"""The waitlist to the letter: what is shown, kept, told, locked and refused, field by field."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from scheduling.actors import Actor, OperatorActor, Principal, SystemActor
from scheduling.announcements import Announcement, AnnouncementKind, RecipientKind
from scheduling.catalog import ServiceDuration
from scheduling.customers import Contact, Customer
from scheduling.errors import (
    InvalidValue,
    KeyReused,
    MissingDetails,
    NotFound,
    NotPermitted,
    NotYours,
    OfferOver,
    Reason,
    SlotNotOffered,
    TimeIsFree,
    TooManyWishes,
)
from scheduling.holds import Hold
from scheduling.ports import Link
from scheduling.resources import Resource, ResourceNeed, ResourceUnit
from scheduling.service.asking import AskBusiness
from scheduling.service.holding import HoldCommand, hold
from scheduling.service.recording import fingerprint, holder, scoped_key
from scheduling.service.waiting.answering import leave_waitlist, pass_up_offer, take_offer
from scheduling.service.waiting.commands import (
    AskWaiting,
    JoinCommand,
    LeaveCommand,
    LookForFreedTime,
    OfferCommand,
)
from scheduling.service.waiting.joining import join_waitlist
from scheduling.service.waiting.listing import list_waitlist, my_waitlist
from scheduling.service.waiting.offering import businesses_waiting, offer_freed_time
from scheduling.service.wishes import Wish
from scheduling.time_ranges import TimeRange
from scheduling.views import StaffMemberView
from scheduling.waitlist import WaitlistStatus, WaitlistWish
from scheduling.waitlist_views import OfferView, WaitlistEntryView
from tests.fakes.businesses import (
    BUSINESS,
    DANA,
    EVE,
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

TUESDAY = date(2026, 4, 14)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SYSTEM = SystemActor()
TEN = at(14, 10)
ANA = StaffMemberView("ana", "Ana")


def wish(**changes: Any) -> WaitlistWish:
    """Wait for a colour with Ana on Tuesday at ten, or for what `changes` say."""
    facts: dict[str, Any] = {
        "service_id": "colour",
        "staff_member_id": "ana",
        "from_on": TUESDAY,
        "to_on": TUESDAY,
        "zone": "Europe/Berlin",
        "from_minute": 600,
        "to_minute": 600,
        **changes,
    }
    return WaitlistWish(**facts)


@pytest.fixture
def desk() -> MemoryDesk:
    """Dana has Ana's Tuesday at ten, so that others wait for it."""
    desk = MemoryDesk()
    desk.book()
    return desk


def join(desk: MemoryDesk, actor: Actor | None = None, **changes: Any) -> WaitlistEntryView:
    facts: dict[str, Any] = {"contact": EVE, "idempotency_key": desk.key()}
    facts |= {each: changes.pop(each) for each in [*changes] if each in OF_COMMAND}
    command = JoinCommand(business_id=BUSINESS, wish=wish(**changes), **facts)
    return desk.do(join_waitlist, actor or customer("eve"), command)


OF_COMMAND = ("contact", "customer_id", "idempotency_key", "customer_time_zone", "language_tag")


def free(desk: MemoryDesk) -> None:
    """Cancel whatever is booked."""
    for key, each in desk.state.appointments.items():
        cancelled = each.cancelled(SYSTEM, desk.now)
        desk.state.appointments[key] = replace(cancelled, events=())


def look(desk: MemoryDesk) -> int:
    return desk.do(offer_freed_time, SYSTEM, LookForFreedTime(BUSINESS))


def id_of(desk: MemoryDesk, name: str) -> str:
    known = desk.state.customers.values()
    return next(each.customer_id for each in known if each.contact.name == name)


# Who joins


def test_who_joins_is_shown_their_place_whole(desk: MemoryDesk) -> None:
    assert join(desk) == WaitlistEntryView(
        business_id=BUSINESS,
        business_name="Salon Nord",
        business_time_zone="Europe/Berlin",
        entry_id=next(key for _, key in desk.state.waitlist),
        status=WaitlistStatus.WAITING,
        service_id="colour",
        service_name="Colour",
        wish=wish(),
        staff_member=ANA,
        offer=None,
        customer_name="Eve",
        contact=EVE,
        is_reached=True,
        created_at=desk.now,
    )
    assert join(desk, customer("fay"), staff_member_id="ana", to_minute=601).staff_member == ANA


def test_a_newcomer_is_known_from_then_on(desk: MemoryDesk) -> None:
    join(desk, customer_time_zone="Asia/Tokyo", language_tag="ja")
    known = id_of(desk, "Eve")
    assert desk.state.customers[BUSINESS, known] == Customer(
        customer_id=known, contact=EVE, customer_time_zone="Asia/Tokyo", language_tag="ja"
    )
    assert desk.state.links[BUSINESS, customer("eve").principal] == Link(customer_id=known)
    join(desk, contact=None, from_minute=590)
    assert {each.customer_id for each in desk.state.waitlist.values()} == {known}


def test_the_answer_is_kept_and_a_key_is_used_once(desk: MemoryDesk) -> None:
    shown = join(desk, idempotency_key="k")
    command = JoinCommand(business_id=BUSINESS, wish=wish(), contact=EVE, idempotency_key="k")
    kept = desk.state.answers[BUSINESS, scoped_key(customer("eve"), "k")]
    assert kept == (fingerprint(command), shown.entry_id, desk.now)
    with pytest.raises(KeyReused) as refused:
        join(desk, idempotency_key="k", from_minute=1)
    assert refused.value.key == "k"


@pytest.mark.parametrize(
    ("contact", "named"),
    [
        (Contact(name="dana"), "Dana"),
        (Contact(name="Dana", phone="+49 30 7654321"), None),
        (Contact(name="Dana", email_address="other@example.com"), None),
        (Contact(name="Dan"), None),
    ],
)
def test_staff_mean_by_a_name_alone_the_one_of_that_name(
    desk: MemoryDesk, contact: Contact, named: str | None
) -> None:
    dana = id_of(desk, "Dana")
    shown = join(desk, staff("ben"), contact=contact)
    entry = desk.state.waitlist[BUSINESS, shown.entry_id]
    assert (entry.customer_id == dana) is (named is not None)
    assert not any(link.customer_id == entry.customer_id for link in links_but_dana_s(desk))
    assert shown.is_reached is (named is not None)


def links_but_dana_s(desk: MemoryDesk) -> list[Link]:
    mine = (BUSINESS, customer("dana").principal)
    return [link for key, link in desk.state.links.items() if key != mine]


def test_of_two_of_a_name_neither_is_meant(desk: MemoryDesk) -> None:
    desk.book(customer("other"), at(15, 10))
    before = {key for _, key in desk.state.customers}
    shown = join(desk, staff("ben"), contact=Contact(name="Dana"))
    assert desk.state.waitlist[BUSINESS, shown.entry_id].customer_id not in before


def test_staff_name_a_customer_by_id(desk: MemoryDesk) -> None:
    shown = join(desk, staff("ben"), contact=None, customer_id=id_of(desk, "Dana"))
    assert (shown.customer_name, shown.contact) == ("Dana", DANA)
    with pytest.raises(NotFound) as refused:
        join(desk, staff("ben"), contact=None, customer_id="nobody")
    assert (refused.value.kind, refused.value.identifier) == ("customer", "nobody")


@pytest.mark.parametrize("actor", [customer("eve"), staff("ben")])
def test_nobody_without_a_name_waits(desk: MemoryDesk, actor: Actor) -> None:
    with pytest.raises(MissingDetails) as refused:
        join(desk, actor, contact=None)
    assert refused.value.fields == ("name",)


PAST = {"from_on": date(2026, 4, 10), "to_on": date(2026, 4, 12)}


@pytest.mark.parametrize(
    ("changes", "start_at", "reason"),
    [
        (PAST, at(10, 0), Reason.PAST),
        ({"staff_member_id": "vic"}, at(14, 0), Reason.NOT_OFFERED_BY_STAFF),
    ],
)
def test_what_never_comes_is_not_waited_for(
    desk: MemoryDesk, changes: dict[str, Any], start_at: Any, reason: Reason
) -> None:
    with pytest.raises(SlotNotOffered) as refused:
        join(desk, **changes)
    assert (refused.value.start_at, refused.value.reason) == (start_at, reason)


@pytest.mark.parametrize(
    ("changes", "kind", "named"),
    [
        ({"service_id": "nothing"}, "service", "nothing"),
        ({"service_id": "hidden", "staff_member_id": None}, "service", "hidden"),
        ({"staff_member_id": "nobody"}, "staff member", "nobody"),
    ],
)
def test_what_is_not_there_is_not_waited_for(
    desk: MemoryDesk, changes: dict[str, Any], kind: str, named: str
) -> None:
    for actor in (customer("eve"), staff("ben")):
        with pytest.raises(NotFound) as refused:
            join(desk, actor, **changes)
        assert (refused.value.kind, refused.value.identifier) == (kind, named)


def test_what_is_free_is_named_up_to_six(desk: MemoryDesk) -> None:
    with pytest.raises(TimeIsFree) as refused:
        join(desk, service_id="haircut", from_minute=690, to_minute=None)
    assert refused.value.starts == tuple(at(14, 11, 30) + n * HOUR / 2 for n in range(6))


@pytest.mark.parametrize("actor", [customer("eve"), staff("ben")])
def test_what_is_free_is_asked_as_a_customer_would(desk: MemoryDesk, actor: Actor) -> None:
    far = date(2026, 7, 1)
    assert join(desk, actor, from_on=far, to_on=far).status is WaitlistStatus.WAITING


def test_five_wishes_are_enough_and_those_past_do_not_count(desk: MemoryDesk) -> None:
    for minute in range(5):
        join(desk, from_minute=596 + minute)
    with pytest.raises(TooManyWishes) as refused:
        join(desk, from_minute=595)
    assert refused.value.limit == 5
    desk.wait(2 * DAY)
    far = date(2026, 7, 1)
    assert join(desk, from_on=far, to_on=far).status is WaitlistStatus.WAITING


@pytest.mark.parametrize(
    ("actor", "whose", "refused_as"),
    [
        (staff("tom"), "tom", None),
        (staff("tom"), "ana", "book"),
        (staff("tom"), None, "book"),
        (staff("vic"), "ana", "book"),
        (staff("gus"), "gus", "book"),
        (staff("ben"), None, None),
        (OperatorActor(), "ana", None),
    ],
)
def test_staff_put_on_the_list_for_whom_they_book(
    desk: MemoryDesk, actor: Actor, whose: str | None, refused_as: str | None
) -> None:
    for who in ("ben", "tom"):
        desk.book(customer(who), staff_member_id=who, contact=EVE)
    asked = {"service_id": "haircut", "staff_member_id": whose}
    if refused_as is None:
        assert join(desk, actor, **asked).wish.staff_member_id == whose
        return
    with pytest.raises(NotPermitted) as refused:
        join(desk, actor, **asked)
    assert refused.value.action == refused_as


# What is offered


def test_what_is_offered_is_kept_told_and_shown_to_the_letter(desk: MemoryDesk) -> None:
    entry = join(desk)
    free(desk)
    desk.wait(MINUTE)
    before = len(desk.state.outbox)
    assert look(desk) == 1
    until_at = desk.now + timedelta(minutes=30)
    eve = id_of(desk, "Eve")
    assert list(desk.state.holds.values()) == [
        Hold(
            business_id=BUSINESS,
            hold_id=f"waitlist:{entry.entry_id}",
            owner=holder(customer("eve")),
            place=0,
            service_id="colour",
            staff_member_ids=("ana",),
            start_at=TEN,
            claimed=TimeRange(TEN - 10 * MINUTE, TEN + 110 * MINUTE),
            expires_at=until_at,
        )
    ]
    assert list(desk.state.outbox.values())[before:] == [
        Announcement(
            business_id=BUSINESS,
            kind=AnnouncementKind.WAITLIST_OFFERED,
            recipient_kind=kind,
            recipient_id=who,
            appointment_id=entry.entry_id,
            appointment_version=2,
            due_at=desk.now,
            expires_at=until_at,
        )
        for kind, who in ((RecipientKind.CUSTOMER, eve), (RecipientKind.STAFF_MEMBER, "ana"))
    ]
    (shown,) = desk.do(my_waitlist, customer("eve"), AskBusiness(BUSINESS))
    assert shown == replace(
        entry,
        status=WaitlistStatus.OFFERED,
        offer=OfferView(TEN, TEN + 90 * MINUTE, ANA, until_at),
    )


def test_a_length_that_is_waited_for_is_the_length_that_is_kept() -> None:
    lengths = (ServiceDuration(2 * HOUR),)
    desk = MemoryDesk(salon(replace(HAIRCUT, durations=lengths)))
    desk.book()
    join(desk, service_id="haircut", duration=2 * HOUR)
    free(desk)
    look(desk)
    (kept,) = desk.state.holds.values()
    assert kept.claimed == TimeRange(TEN, TEN + 2 * HOUR)
    (shown,) = desk.do(my_waitlist, customer("eve"), AskBusiness(BUSINESS))
    assert shown.offer is not None
    assert shown.offer.end_at == TEN + 2 * HOUR
    another = OfferCommand(BUSINESS, shown.entry_id, at(14, 11))
    with pytest.raises(OfferOver) as over:
        desk.do(take_offer, customer("eve"), another)
    assert over.value.duration == 2 * HOUR
    with pytest.raises(InvalidValue) as refused:
        join(desk, service_id="haircut", duration=3 * HOUR)
    assert refused.value.field == "duration"


def test_several_and_a_room_are_kept_together() -> None:
    room = Resource(resource_id="room", display_name="Room")
    pair = replace(
        HAIRCUT,
        service_id="colour",
        required_staff_count=2,
        staff_member_ids=("ana", "ben"),
        required_resources=(ResourceNeed(("room", "gone")),),
    )
    hall = replace(room, resource_id="hall")
    desk = MemoryDesk(salon(pair, resources={"room": room, "hall": hall}))
    desk.book(service_id="colour", staff_member_id=None)
    entry = join(desk)
    free(desk)
    desk.now = desk.now + MINUTE
    assert look(desk) == 1
    assert desk.locked == [Locked(("ana", "ben", "room"))]
    (kept,) = desk.state.holds.values()
    assert set(kept.staff_member_ids) == {"ana", "ben"}
    assert kept.resource_units == (ResourceUnit("room", 1),)
    desk.do(pass_up_offer, customer("eve"), OfferCommand(BUSINESS, entry.entry_id, TEN))
    assert desk.locked == [Locked(("ana", "ben", "room"))]
    assert desk.state.holds == {}


def test_a_place_in_a_group_is_kept_in_it() -> None:
    group = replace(HAIRCUT, service_id="colour", maximum_attendees_count=3)
    desk = MemoryDesk(salon(group))
    first = desk.book(service_id="colour", attendees_count=1)
    other = Contact(name="Fay", phone="+49 30 7654321")
    second = desk.book(customer("fay"), service_id="colour", attendees_count=2, contact=other)
    join(desk, attendees_count=2)
    assert look(desk) == 0
    desk.cancel(second, customer("fay"))
    assert look(desk) == 1
    (kept,) = desk.state.holds.values()
    assert (kept.appointment_id, kept.attendees_count) == (first.appointment_id, 2)


def test_calendars_elsewhere_are_held_too(desk: MemoryDesk) -> None:
    desk.load(salon(business=salon_business(business_id="spa"), staff=STAFF[:2]))
    principal = Principal("msteams", "directory", "ana")
    for business_id in (BUSINESS, "spa"):
        desk.state.links[business_id, principal] = Link(staff_member_id="ana")
    entry = join(desk)
    free(desk)
    look(desk)
    assert desk.locked == [Locked(("ana", "ben"), (("spa", "ana"),))]
    desk.do(take_offer, customer("eve"), OfferCommand(BUSINESS, entry.entry_id, TEN))
    assert desk.locked == [Locked(("ana",), (("spa", "ana"),))]


def test_what_lapsed_is_offered_to_who_waits() -> None:
    asked = replace(HAIRCUT, service_id="colour", needs_approval=True)
    desk = MemoryDesk(salon(asked))
    desk.book(start_at=at(16, 10), service_id="colour")
    that_day = date(2026, 4, 16)
    join(desk, from_on=that_day, to_on=that_day)
    desk.wait(DAY)
    assert look(desk) == 1
    assert desk.now + timedelta(minutes=30) == next(iter(desk.state.holds.values())).expires_at


def test_where_nobody_waits_there_is_nothing_to_do(desk: MemoryDesk) -> None:
    assert desk.do(businesses_waiting, SYSTEM, AskWaiting()) == ()
    assert look(desk) == 0
    join(desk)
    assert desk.do(businesses_waiting, SYSTEM, AskWaiting()) == (BUSINESS,)


# Answers


def offered(desk: MemoryDesk) -> WaitlistEntryView:
    entry = join(desk)
    free(desk)
    look(desk)
    return entry


@pytest.mark.parametrize("why", ["another start", "deadline", "left", "never"])
def test_an_offer_that_is_over_says_what_was_waited_for(desk: MemoryDesk, why: str) -> None:
    entry = join(desk) if why == "never" else offered(desk)
    if why == "left":
        desk.do(leave_waitlist, customer("eve"), LeaveCommand(BUSINESS, entry.entry_id))
    desk.wait(timedelta(minutes=30) if why == "deadline" else MINUTE)
    start_at = at(14, 11) if why == "another start" else TEN
    with pytest.raises(OfferOver) as refused:
        desk.do(take_offer, customer("eve"), OfferCommand(BUSINESS, entry.entry_id, start_at))
    over = refused.value
    assert (over.start_at, over.service_id, over.staff_member_id) == (start_at, "colour", "ana")
    assert (over.duration, over.attendees_count) == (None, 1)


def test_whose_staff_member_left_meanwhile_has_no_offer(desk: MemoryDesk) -> None:
    entry = offered(desk)
    desk.change(salon(staff=STAFF[1:]))
    with pytest.raises(OfferOver) as refused:
        desk.do(take_offer, customer("eve"), OfferCommand(BUSINESS, entry.entry_id, TEN))
    assert refused.value.start_at == TEN


def test_only_the_offer_that_runs_is_passed_up(desk: MemoryDesk) -> None:
    entry = offered(desk)
    other = OfferCommand(BUSINESS, entry.entry_id, at(14, 11))
    assert desk.do(pass_up_offer, customer("eve"), other).offer is not None
    assert desk.state.holds != {}
    passed = desk.do(pass_up_offer, customer("eve"), replace(other, start_at=TEN))
    assert (passed.offer, passed.status) == (None, WaitlistStatus.WAITING)
    stored = desk.state.waitlist[BUSINESS, entry.entry_id]
    assert (stored.passed, stored.version) == (frozenset({TEN}), 3)
    assert desk.state.holds == {}


def test_who_leaves_gives_back_what_was_kept_and_is_gone_once(desk: MemoryDesk) -> None:
    entry = offered(desk)
    leave = LeaveCommand(BUSINESS, entry.entry_id)
    left = desk.do(leave_waitlist, customer("eve"), leave)
    assert (left.status, left.offer) == (WaitlistStatus.LEFT, None)
    assert desk.state.holds == {}
    assert desk.do(leave_waitlist, customer("eve"), leave) == left
    assert desk.state.waitlist[BUSINESS, entry.entry_id].version == 3


@pytest.mark.parametrize("use_case", [take_offer, pass_up_offer])
def test_an_answer_to_nothing_is_not_found(desk: MemoryDesk, use_case: Any) -> None:
    with pytest.raises(NotFound) as refused:
        desk.do(use_case, customer("eve"), OfferCommand(BUSINESS, "e-9", TEN))
    assert (refused.value.kind, refused.value.identifier) == ("waitlist entry", "e-9")
    entry = offered(desk)
    with pytest.raises(NotYours) as hidden:
        desk.do(use_case, customer("dana"), OfferCommand(BUSINESS, entry.entry_id, TEN))
    assert (hidden.value.kind, hidden.value.identifier) == ("waitlist entry", entry.entry_id)


def test_staff_answer_for_nobody_but_take_them_off_the_list(desk: MemoryDesk) -> None:
    entry = offered(desk)
    with pytest.raises(NotPermitted) as refused:
        desk.do(take_offer, staff("ana"), OfferCommand(BUSINESS, entry.entry_id, TEN))
    assert refused.value.action == "take up what a customer is offered"
    with pytest.raises(NotPermitted) as refused:
        desk.do(leave_waitlist, staff("tom"), LeaveCommand(BUSINESS, entry.entry_id))
    assert refused.value.action == "book"
    left = desk.do(leave_waitlist, staff("ben"), LeaveCommand(BUSINESS, entry.entry_id))
    assert left.status is WaitlistStatus.LEFT


# Who sees whom


@pytest.mark.parametrize(
    ("changes", "seen"),
    [
        ({"staff_member_id": "tom"}, True),
        ({"staff_member_id": "ana"}, False),
        ({"staff_member_id": None}, True),
        ({"staff_member_id": None, "except_staff_member_ids": frozenset({"tom"})}, False),
        ({"staff_member_id": None, "service_id": "colour"}, False),
    ],
)
@pytest.mark.parametrize("who", ["tom", "gus"])
def test_a_team_member_sees_who_could_come_to_them(
    desk: MemoryDesk,
    who: str,
    changes: dict[str, Any],
    seen: bool,  # noqa: FBT001
) -> None:
    far = date(2026, 7, 1)
    facts: dict[str, Any] = {"service_id": "haircut", "from_on": far, "to_on": far, **changes}
    join(desk, **facts)
    found = desk.do(list_waitlist, staff(who), AskBusiness(BUSINESS))
    assert len(found) == int(seen and who == "tom")
    assert not any(each.contact for each in found)


def test_a_customer_nobody_knows_waits_for_nothing(desk: MemoryDesk) -> None:
    join(desk)
    assert desk.do(my_waitlist, customer("nobody"), AskBusiness(BUSINESS)) == ()


def test_who_is_gone_has_no_name(desk: MemoryDesk) -> None:
    join(desk)
    del desk.state.customers[BUSINESS, id_of(desk, "Eve")]
    (shown,) = desk.do(list_waitlist, staff("ana"), AskBusiness(BUSINESS))
    assert (shown.customer_name, shown.contact) == ("", None)


# Who is next


def fill(desk: MemoryDesk, *people: str) -> None:
    """Take the whole of Tuesday with some of the staff."""
    for who in people:
        for hour in range(9, 17):
            name = f"{who}-{hour}"
            desk.state.appointments[BUSINESS, name] = appointment(name, at(14, hour), (who,))


def give_back(desk: MemoryDesk, who: str, hour: int) -> None:
    del desk.state.appointments[BUSINESS, f"{who}-{hour}"]


def wait_for(desk: MemoryDesk, name: str, **changes: Any) -> None:
    """Let somebody wait for a haircut on Tuesday, a minute after who waits already."""
    desk.wait(MINUTE)
    facts: dict[str, Any] = {
        "service_id": "haircut",
        "from_minute": None,
        "to_minute": None,
        **changes,
    }
    contact = Contact(name=name, phone="+49 30 7654321")
    join(desk, customer(name), contact=contact, **facts)


def running(desk: MemoryDesk) -> dict[str, tuple[str, str, int]]:
    """Give who has an offer: of which service, with whom, at which hour."""
    names = {each.customer_id: each.contact.name for each in desk.state.customers.values()}
    found = ((each, each.offer_at(desk.now)) for each in desk.state.waitlist.values())
    return {
        names[each.customer_id]: (
            each.wish.service_id,
            offer.staff_member_id,
            (offer.start_at + 2 * HOUR).hour,
        )
        for each, offer in found
        if offer
    }


@pytest.mark.parametrize(
    ("first", "second", "offers"),
    [
        (
            {"staff_member_id": "ana"},
            {"staff_member_id": "ben"},
            {"Eve": ("haircut", "ana", 10), "Fay": ("haircut", "ben", 12)},
        ),
        (
            {"staff_member_id": None, "except_staff_member_ids": frozenset({"ana", "tom"})},
            {"staff_member_id": None, "except_staff_member_ids": frozenset({"ben", "tom"})},
            {"Eve": ("haircut", "ben", 12), "Fay": ("haircut", "ana", 10)},
        ),
        (
            {"staff_member_id": "ana", "service_id": "consultation"},
            {"staff_member_id": "ana"},
            {"Eve": ("consultation", "ana", 10)},
        ),
        (
            {"staff_member_id": None, "from_on": date(2026, 4, 13), "to_on": date(2026, 4, 13)},
            {"staff_member_id": "ben"},
            {"Fay": ("haircut", "ben", 12)},
        ),
    ],
)
def test_each_is_offered_what_they_wait_for(
    first: dict[str, Any],
    second: dict[str, Any],
    offers: dict[str, tuple[str, str, int]],
) -> None:
    desk = MemoryDesk()
    fill(desk, "ana", "ben", "tom")
    for who in ("ana", "ben", "tom"):
        for hour in range(9, 17):
            name = f"monday-{who}-{hour}"
            desk.state.appointments[BUSINESS, name] = appointment(name, at(13, hour), (who,))
    wait_for(desk, "Eve", **first)
    wait_for(desk, "Fay", **second)
    give_back(desk, "ana", 10)
    give_back(desk, "ben", 12)
    look(desk)
    assert running(desk) == offers


def test_who_has_an_offer_or_waits_for_nothing_free_is_in_nobody_s_way() -> None:
    desk = MemoryDesk()
    fill(desk, "ana", "ben", "tom")
    wait_for(desk, "Eve")
    wait_for(desk, "Fay")
    wait_for(desk, "Gil")
    give_back(desk, "ana", 10)
    look(desk)
    assert running(desk) == {"Eve": ("haircut", "ana", 10)}
    give_back(desk, "ana", 12)
    look(desk)
    assert running(desk) == {"Eve": ("haircut", "ana", 10), "Fay": ("haircut", "ana", 12)}


def test_what_nobody_else_wants_comes_back_to_who_let_its_neighbour_pass() -> None:
    desk = MemoryDesk()
    fill(desk, "ana", "ben", "tom")
    wait_for(desk, "Eve", staff_member_id="ben")
    wait_for(desk, "Fay")
    give_back(desk, "ana", 10)
    look(desk)
    entry = next(each for each in desk.state.waitlist.values() if each.offer)
    passed = OfferCommand(BUSINESS, entry.entry_id, TEN)
    desk.do(pass_up_offer, customer("Fay"), passed)
    give_back(desk, "ana", 11)
    look(desk)
    assert running(desk) == {"Fay": ("haircut", "ana", 11)}
    (kept,) = desk.state.holds.values()
    assert kept.start_at == at(14, 11)
    desk.do(pass_up_offer, customer("Fay"), replace(passed, start_at=at(14, 11)))
    look(desk)
    (kept,) = desk.state.holds.values()
    assert kept.start_at == at(14, 10, 30), "it overlaps both, and Eve does not want it"


@pytest.mark.parametrize(("before", "is_offered"), [(5, True), (4, False)])
def test_five_minutes_are_enough_to_answer(before: int, is_offered: bool) -> None:  # noqa: FBT001
    desk = MemoryDesk()
    fill(desk, "ana", "ben", "tom")
    wait_for(desk, "Eve")
    give_back(desk, "ana", 16)
    desk.now = at(14, 15) - before * MINUTE
    assert look(desk) == int(is_offered)


# What is kept anew for who answers


def drafts(desk: MemoryDesk, *hours: int) -> None:
    """Let Eve hold times of Ben's, each a minute after the one before."""
    for hour in hours:
        desk.wait(MINUTE)
        held = Wish(business_id=BUSINESS, service_id="haircut", staff_member_id="ben")
        desk.do(hold, customer("eve"), HoldCommand(held, at(15, hour), str(hour)))


def kept(desk: MemoryDesk) -> set[tuple[datetime, int]]:
    return {(each.start_at, each.place) for each in desk.state.holds.values()}


def test_of_too_many_holds_the_oldest_gives_way_to_what_is_offered(desk: MemoryDesk) -> None:
    entry = offered(desk)
    desk.state.holds.clear()
    drafts(desk, 10, 12)
    assert kept(desk) == {(at(15, 10), 0), (at(15, 12), 1)}
    taken = desk.do(take_offer, customer("eve"), OfferCommand(BUSINESS, entry.entry_id, TEN))
    assert taken.offer is not None
    assert kept(desk) == {(TEN, 0), (at(15, 12), 1)}


def test_what_is_over_gives_way_first(desk: MemoryDesk) -> None:
    entry = offered(desk)
    desk.state.holds.clear()
    drafts(desk, 10)
    desk.wait(4 * MINUTE)
    drafts(desk, 12)
    desk.do(take_offer, customer("eve"), OfferCommand(BUSINESS, entry.entry_id, TEN))
    assert kept(desk) == {(TEN, 1), (at(15, 12), 0)}
    again = desk.do(take_offer, customer("eve"), OfferCommand(BUSINESS, entry.entry_id, TEN))
    assert again.offer is not None
    assert kept(desk) == {(TEN, 1), (at(15, 12), 0)}, "twice is once"


def test_another_s_holds_are_left_alone(desk: MemoryDesk) -> None:
    entry = offered(desk)
    desk.state.holds.clear()
    held = Wish(business_id=BUSINESS, service_id="haircut", staff_member_id="tom")
    desk.do(hold, customer("fay"), HoldCommand(held, TEN, "f"))
    desk.do(take_offer, customer("eve"), OfferCommand(BUSINESS, entry.entry_id, TEN))
    assert sorted(each.staff_member_ids for each in desk.state.holds.values()) == [
        ("ana",),
        ("tom",),
    ]


def test_what_who_answers_holds_already_is_left_as_it_is(desk: MemoryDesk) -> None:
    entry = offered(desk)
    desk.state.holds.clear()
    held = Wish(business_id=BUSINESS, service_id="haircut", staff_member_id="ana")
    desk.do(hold, customer("eve"), HoldCommand(held, TEN, "draft"))
    before = {**desk.state.holds}
    desk.do(take_offer, customer("eve"), OfferCommand(BUSINESS, entry.entry_id, TEN))
    assert desk.state.holds == before


@pytest.fixture
def group_desk() -> MemoryDesk:
    """Dana has one of three places of a group with Ana."""
    desk = MemoryDesk(salon(replace(HAIRCUT, service_id="colour", maximum_attendees_count=3)))
    desk.book(service_id="colour")
    return desk


def offered_in_group(desk: MemoryDesk) -> OfferCommand:
    """Offer Eve two places of the group in which Dana has one of three."""
    fay = Contact(name="Fay", phone="+49 30 7654321")
    there = desk.book(customer("fay"), service_id="colour", attendees_count=2, contact=fay)
    entry = join(desk, attendees_count=2)
    desk.cancel(there, customer("fay"))
    assert look(desk) == 1
    return OfferCommand(BUSINESS, entry.entry_id, TEN)


def book_one_more(desk: MemoryDesk) -> None:
    gil = Contact(name="Gil", phone="+49 30 7654322")
    desk.book(customer("gil"), service_id="colour", contact=gil)


def hold_one(desk: MemoryDesk) -> None:
    held = Wish(business_id=BUSINESS, service_id="colour", staff_member_id="ana")
    desk.do(hold, customer("gil"), HoldCommand(held, TEN, "draft"))
    assert [each.attendees_count for each in desk.state.holds.values()] == [1]


def hold_one_too_long_ago(desk: MemoryDesk) -> None:
    hold_one(desk)
    desk.wait(15 * MINUTE)


def lose_the_group(desk: MemoryDesk) -> None:
    desk.state.appointments.clear()


@pytest.mark.parametrize(
    ("meanwhile", "has_room"),
    [
        (None, True),
        (book_one_more, False),
        (hold_one, False),
        (hold_one_too_long_ago, True),
        (free, False),
        (lose_the_group, False),
    ],
)
def test_places_in_a_group_are_kept_anew_where_there_is_room(
    group_desk: MemoryDesk,
    meanwhile: Any,
    has_room: bool,  # noqa: FBT001
) -> None:
    desk = group_desk
    command = offered_in_group(desk)
    desk.state.holds.clear()
    if meanwhile:
        meanwhile(desk)
    if has_room:
        taken = desk.do(take_offer, customer("eve"), command)
        assert taken.offer is not None
        assert f"waitlist:{command.entry_id}" in {each for _, each in desk.state.holds}
        return
    with pytest.raises(OfferOver) as refused:
        desk.do(take_offer, customer("eve"), command)
    over = refused.value
    assert (over.start_at, over.service_id, over.staff_member_id) == (TEN, "colour", "ana")
    assert (over.duration, over.attendees_count) == (None, 2)


def test_by_another_identity_the_same_places_are_kept(group_desk: MemoryDesk) -> None:
    desk = group_desk
    command = offered_in_group(desk)
    other = customer("eve-at-work")
    desk.state.links[BUSINESS, other.principal] = Link(customer_id=id_of(desk, "Eve"))
    assert desk.do(take_offer, other, command).offer is not None
    (kept,) = desk.state.holds.values()
    assert (kept.owner, kept.attendees_count) == (holder(other), 2)
