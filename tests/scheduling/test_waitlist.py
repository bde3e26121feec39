"""The waitlist: who waits for what, whom what frees up is offered, and what becomes of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from cards.channels import Channel
from notifications.rendering import NewsLinks, render_news
from scheduling.absences import LocalPeriod, TimeOff
from scheduling.actors import Actor, CustomerActor, OperatorActor, SystemActor
from scheduling.announcements import Announcement, AnnouncementKind, RecipientKind
from scheduling.customers import Contact
from scheduling.errors import (
    InvalidValue,
    MissingDetails,
    NotFound,
    NotPermitted,
    NotYours,
    OfferOver,
    Reason,
    SlotNotOffered,
    SlotTaken,
    TimeIsFree,
    TooManyWishes,
    WrongStatus,
)
from scheduling.holds import Hold
from scheduling.policies import SchedulingPolicy
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.administration import export_business, replace_business
from scheduling.service.asking import AskBusiness
from scheduling.service.holding import HoldCommand, hold
from scheduling.service.lifecycle.deleting import DeleteService, delete_service
from scheduling.service.lifecycle.restoring import RestoreService, restore_service
from scheduling.service.telling import AskNews, get_news
from scheduling.service.waiting.answering import leave_waitlist, pass_up_offer, take_offer
from scheduling.service.waiting.commands import (
    AskWaiting,
    JoinCommand,
    LeaveCommand,
    LookForFreedTime,
    OfferCommand,
)
from scheduling.service.waiting.joining import join_waitlist
from scheduling.service.waiting.keeping import keep
from scheduling.service.waiting.listing import list_waitlist, my_waitlist
from scheduling.service.waiting.offering import (
    businesses_waiting,
    is_time_freed,
    offer_freed_time,
)
from scheduling.service.wishes import Wish
from scheduling.time_ranges import TimeRange
from scheduling.views import AppointmentView
from scheduling.waitlist import (
    MOST_ENTRIES,
    OfferedTime,
    WaitlistEntry,
    WaitlistStatus,
    WaitlistWish,
)
from scheduling.waitlist_views import OfferNewsView, WaitlistEntryView
from tests.fakes.businesses import (
    BUSINESS,
    DANA,
    EVE,
    HAIRCUT,
    NOW,
    at,
    customer,
    salon,
    salon_business,
    staff,
)
from tests.fakes.desk import MemoryDesk

TUESDAY = date(2026, 4, 14)
MINUTE = timedelta(minutes=1)
HALF_AN_HOUR = 30 * MINUTE
OFFERED = WaitlistStatus.OFFERED
FIRST, SECOND, TAKER = customer("first"), customer("second"), customer("taker")
NAMES = {
    FIRST: Contact(name="Fay"),
    SECOND: Contact(name="Sam"),
    TAKER: Contact(name="Tia", phone="+49 30 7654321"),
}
SYSTEM = SystemActor()
LOOK = LookForFreedTime(BUSINESS)


def wish(**changes: Any) -> WaitlistWish:
    """Wait for a haircut with Ana on Tuesday, or for what `changes` say."""
    facts: dict[str, Any] = {
        "service_id": "haircut",
        "staff_member_id": "ana",
        "from_on": TUESDAY,
        "to_on": TUESDAY,
        "zone": "Europe/Berlin",
        **changes,
    }
    return WaitlistWish(**facts)


class Line(MemoryDesk):
    """A salon whose Tuesday with Ana is booked out, hour by hour."""

    def __init__(self) -> None:
        policy = SchedulingPolicy(maximum_open_appointments=50)
        over = policy.over(salon_business().scheduling_policy)
        super().__init__(salon(business=salon_business(scheduling_policy=over)))
        self.booked = {
            hour: self.book(TAKER, at(14, hour), contact=NAMES[TAKER]) for hour in range(9, 17)
        }

    def join(self, actor: Actor = FIRST, **changes: Any) -> WaitlistEntryView:
        facts: dict[str, Any] = {"contact": _name_of(actor), "idempotency_key": self.key()}
        facts |= {each: changes.pop(each) for each in [*changes] if each in _OF_COMMAND}
        command = JoinCommand(business_id=BUSINESS, wish=wish(**changes), **facts)
        return self.do(join_waitlist, actor, command)

    def free(self, hour: int = 10) -> datetime:
        self.cancel(self.booked.pop(hour), TAKER)
        return at(14, hour)

    def look(self) -> int:
        """Look as the watch does: by reading first, and only then with a write."""
        is_freed = self.do(is_time_freed, SYSTEM, LOOK)
        before = len(self.told_customers())
        done = self.do(offer_freed_time, SYSTEM, LOOK) if is_freed else 0
        told = len(self.told_customers()) - before
        assert told == done, "every offer is announced, and nothing else is"
        return done

    def told_customers(self) -> list[Announcement]:
        found = self.state.outbox.values()
        return [each for each in found if each.recipient_kind is RecipientKind.CUSTOMER]

    def offered(self) -> list[tuple[str, datetime]]:
        """Give who has an offer that runs, and for when."""
        entries = self.state.waitlist.values()
        running = ((each, each.offer_at(self.now)) for each in entries)
        names = {each.customer_id: each.contact.name for each in self.state.customers.values()}
        return sorted((names[each.customer_id], offer.start_at) for each, offer in running if offer)

    def mine(self, actor: Actor = FIRST) -> tuple[WaitlistEntryView, ...]:
        return self.do(my_waitlist, actor, AskBusiness(BUSINESS))

    def status(self, entry: WaitlistEntryView) -> WaitlistStatus:
        return self.state.waitlist[BUSINESS, entry.entry_id].status


def _name_of(actor: Actor) -> Contact | None:
    return NAMES[actor] if isinstance(actor, CustomerActor) else None


_DELETE_HAIRCUT = DeleteService(business_id=BUSINESS, service_id="haircut", cancelling=7)
_OF_COMMAND = ("contact", "customer_id", "idempotency_key")


@pytest.fixture
def line() -> Line:
    return Line()


def take(line: Line, entry: WaitlistEntryView, start_at: datetime, actor: Actor = FIRST) -> Any:
    return line.do(take_offer, actor, OfferCommand(BUSINESS, entry.entry_id, start_at))


def pass_up(line: Line, entry: WaitlistEntryView, start_at: datetime, actor: Actor = FIRST) -> Any:
    return line.do(pass_up_offer, actor, OfferCommand(BUSINESS, entry.entry_id, start_at))


@pytest.mark.parametrize(
    ("changes", "suits"),
    [
        ({}, True),
        ({"to_on": date(2026, 4, 20)}, True),
        ({"from_on": date(2026, 4, 15), "to_on": date(2026, 4, 20)}, False),
        ({"from_minute": 10 * 60}, True),
        ({"from_minute": 10 * 60 + 1}, False),
        ({"to_minute": 10 * 60}, True),
        ({"to_minute": 10 * 60 - 1}, False),
        ({"weekdays": frozenset({1})}, True),
        ({"weekdays": frozenset({0, 2})}, False),
        ({"zone": "America/New_York", "from_minute": 4 * 60, "to_minute": 4 * 60}, True),
    ],
)
def test_a_wish_is_met_on_its_days_at_its_time_of_day(
    changes: dict[str, Any],
    suits: bool,  # noqa: FBT001
) -> None:
    assert wish(**changes).suits(at(14, 10)) is suits


@pytest.mark.parametrize(
    "changes",
    [
        {"to_on": date(2026, 4, 13)},
        {"to_on": date(2026, 7, 1)},
        {"from_on": date(9999, 12, 31), "to_on": date(9999, 12, 31)},
        {"from_minute": 600, "to_minute": 599},
        {"to_minute": 1440},
        {"from_minute": -1},
        {"weekdays": frozenset({7})},
        {"zone": "Mars/Olympus"},
    ],
)
def test_a_wish_that_cannot_be_is_not_made(changes: dict[str, Any]) -> None:
    with pytest.raises(InvalidValue):
        wish(**changes)


@pytest.mark.parametrize(
    ("changes", "service_id", "staff_member_ids", "is_met"),
    [
        ({}, "haircut", ("ana",), True),
        ({}, "haircut", ("tom", "ana"), True),
        ({}, "haircut", ("tom",), False),
        ({}, "colour", ("ana",), False),
        ({"staff_member_id": None}, "haircut", ("tom",), True),
        (
            {"staff_member_id": None, "except_staff_member_ids": frozenset({"tom"})},
            "haircut",
            ("ana", "tom"),
            False,
        ),
        ({"to_minute": 599}, "haircut", ("ana",), False),
        ({"to_minute": 600}, "haircut", ("ana",), True),
    ],
)
def test_a_wish_is_met_by_its_service_with_whom_it_names(
    changes: dict[str, Any],
    service_id: str,
    staff_member_ids: tuple[str, ...],
    is_met: bool,  # noqa: FBT001
) -> None:
    assert wish(**changes).is_met_by(service_id, staff_member_ids, at(14, 10)) is is_met


def test_the_minutes_of_an_hour_count_on() -> None:
    assert wish(from_minute=10 * 60 + 30).suits(at(14, 10, 30))
    assert not wish(to_minute=10 * 60 + 29).suits(at(14, 10, 30))


ENTRY = {"business_id": BUSINESS, "entry_id": "e", "customer_id": "c", "created_at": NOW}
TEN = OfferedTime(at(14, 10), "ana", NOW + HALF_AN_HOUR, "owner")
ELEVEN = OfferedTime(at(14, 11), "ana", NOW + 2 * HALF_AN_HOUR, "owner")


def entry(**changes: Any) -> WaitlistEntry:
    facts: dict[str, Any] = {"wish": wish(), **ENTRY, **changes}
    return WaitlistEntry(**facts)


def test_an_entry_goes_its_way_and_no_other() -> None:
    offered = entry().offered(TEN, NOW)
    assert (offered.status, offered.version, offered.offer_at(NOW)) == (OFFERED, 2, TEN)
    assert refusal(lambda: offered.offered(TEN, NOW)) == ("offered", "offered")
    assert offered.passed_up().passed == {TEN.start_at}
    assert offered.passed_up().passed_up() == offered.passed_up()


@pytest.mark.parametrize("end", [WaitlistStatus.BOOKED, WaitlistStatus.LEFT, WaitlistStatus.OVER])
def test_an_entry_ends_once(end: WaitlistStatus) -> None:
    ended = entry().offered(TEN, NOW).ended(end)
    assert (ended.status, ended.version, ended.offer) == (end, 3, TEN)
    assert refusal(lambda: ended.ended(WaitlistStatus.LEFT)) == (end.value, "left")
    assert refusal(lambda: ended.offered(TEN, NOW)) == (end.value, "offered")
    assert ended.passed_up() == ended


def refusal(change: Callable[[], object]) -> tuple[str, str]:
    with pytest.raises(WrongStatus) as refused:
        change()
    return refused.value.current, refused.value.wanted


def test_an_offer_not_answered_in_time_counts_as_let_pass() -> None:
    offered = entry().offered(TEN, NOW)
    assert offered.let_pass(NOW) == frozenset()
    assert offered.offer_at(TEN.until_at) is None
    assert offered.let_pass(TEN.until_at) == {TEN.start_at}
    again = offered.offered(ELEVEN, TEN.until_at)
    assert again.offer == ELEVEN
    assert again.passed == {TEN.start_at}


def test_what_was_let_pass_is_kept_when_it_ends_and_forgotten_when_it_has_begun() -> None:
    passed = frozenset({at(14, 9), at(14, 12)})
    assert entry(passed=passed).ended(WaitlistStatus.LEFT).passed == passed
    at_nine = OfferedTime(at(14, 12), "ana", at(14, 9, 30), "owner")
    assert entry(passed=passed).offered(at_nine, at(14, 9)).passed == {at(14, 12)}


def test_who_joins_is_shown_what_they_wait_for(line: Line) -> None:
    entry = line.join(from_minute=12 * 60)
    assert line.mine() == (entry,)
    assert (entry.service_name, entry.customer_name, entry.offer) == ("Haircut", "Fay", None)
    assert entry.is_reached
    assert line.mine(SECOND) == ()
    assert line.look() == 0


def test_where_there_is_time_nobody_waits_for_it(line: Line) -> None:
    with pytest.raises(TimeIsFree) as free:
        line.join(staff_member_id=None)
    assert free.value.starts[0] == at(14, 9)
    with pytest.raises(TimeIsFree):
        line.join(to_on=date(2026, 4, 15))
    line.free(10)
    with pytest.raises(TimeIsFree) as free:
        line.join()
    assert free.value.starts == (at(14, 10),)
    assert line.join(from_minute=14 * 60).offer is None
    assert not line.mine(SECOND)


def test_the_same_wish_twice_is_one_place_in_line(line: Line) -> None:
    first = line.join(idempotency_key="k")
    assert line.join() == first
    assert line.join(idempotency_key="k") == first
    assert len(line.state.waitlist) == 1
    line.do(leave_waitlist, FIRST, LeaveCommand(BUSINESS, first.entry_id))
    again = line.join(idempotency_key="k")
    assert again.status is WaitlistStatus.LEFT, "the request of before, and not a new one"
    assert line.join().entry_id != first.entry_id


def test_one_waits_for_five_things_at_once(line: Line) -> None:
    for minute in range(MOST_ENTRIES):
        line.join(from_minute=minute)
    with pytest.raises(TooManyWishes) as refused:
        line.join(from_minute=700)
    assert refused.value.limit == MOST_ENTRIES
    assert line.join(from_minute=0).entry_id == line.mine()[0].entry_id, "it is no more"
    line.join(SECOND)
    line.do(leave_waitlist, FIRST, LeaveCommand(BUSINESS, line.mine()[0].entry_id))
    line.join(from_minute=700)
    assert len(line.mine()) == MOST_ENTRIES


def test_what_cannot_be_waited_for_is_refused(line: Line) -> None:
    with pytest.raises(SlotNotOffered) as past:
        line.join(from_on=date(2026, 4, 10), to_on=date(2026, 4, 12))
    assert past.value.reason is Reason.PAST
    with pytest.raises(SlotNotOffered) as other:
        line.join(staff_member_id="vic")
    assert other.value.reason is Reason.NOT_OFFERED_BY_STAFF
    with pytest.raises(NotFound):
        line.join(service_id="hidden", staff_member_id=None)
    with pytest.raises(NotFound):
        line.join(staff_member_id="nobody")
    with pytest.raises(MissingDetails):
        line.join(contact=None)
    assert not line.state.waitlist


def test_where_nobody_may_be_chosen_one_waits_for_anyone(line: Line) -> None:
    policy = SchedulingPolicy(allow_staff_selection=False)
    only = replace(HAIRCUT, staff_member_ids=("ana",), scheduling_policy=policy)
    line.change(salon(only))
    assert line.join().wish.staff_member_id is None
    start_at = line.free()
    assert line.look() == 1
    assert line.offered() == [("Fay", start_at)]


def test_what_frees_up_is_offered_to_the_first_in_line_and_kept_for_them(line: Line) -> None:
    entry = line.join()
    line.wait(MINUTE)
    line.join(SECOND)
    start_at = line.free()
    assert line.look() == 1
    assert line.offered() == [("Fay", start_at)]
    assert line.look() == 0
    (kept,) = line.state.holds.values()
    assert (kept.start_at, kept.expires_at) == (start_at, line.now + HALF_AN_HOUR)
    told = line.told_customers()[-1]
    assert told.kind is AnnouncementKind.WAITLIST_OFFERED
    assert told.recipient_kind is RecipientKind.CUSTOMER
    assert (told.appointment_id, told.expires_at) == (entry.entry_id, kept.expires_at)
    for somebody in (SECOND, TAKER, staff("ben")):
        with pytest.raises(SlotTaken):
            line.book(somebody, start_at, contact=EVE)
    (shown,) = line.mine()
    assert shown.offer is not None
    assert (shown.offer.start_at, shown.offer.until_at) == (start_at, kept.expires_at)


def test_who_books_what_is_offered_waits_no_longer(line: Line) -> None:
    entry = line.join()
    start_at = line.free()
    line.look()
    taken = take(line, entry, start_at)
    assert taken.offer.staff_member.staff_member_id == "ana"
    view = line.book(FIRST, start_at, contact=DANA)
    assert view.start_at == start_at
    assert line.status(entry) is WaitlistStatus.BOOKED
    assert line.mine() == ()
    assert not line.state.holds
    with pytest.raises(OfferOver):
        take(line, entry, start_at)
    line.cancel(view, FIRST)
    assert line.look() == 0, "nobody waits any more"


@pytest.mark.parametrize("how", ["no thanks", "deadline", "left"])
def test_what_one_lets_pass_goes_to_the_next_and_does_not_come_again(line: Line, how: str) -> None:
    entry = line.join()
    line.wait(MINUTE)
    line.join(SECOND)
    start_at = line.free()
    line.look()
    if how == "deadline":
        line.wait(HALF_AN_HOUR - timedelta(microseconds=1))
        assert line.look() == 0
        line.wait(timedelta(microseconds=1))
        with pytest.raises(OfferOver):
            take(line, entry, start_at)
    elif how == "left":
        line.do(leave_waitlist, FIRST, LeaveCommand(BUSINESS, entry.entry_id))
    else:
        pass_up(line, entry, start_at)
        assert pass_up(line, entry, start_at).offer is None, "twice is once"
    assert line.look() == 1
    assert line.offered() == [("Sam", start_at)]
    line.wait(HALF_AN_HOUR)
    assert line.look() == 0, "everybody has let it pass: it is free to all"
    assert line.status(entry) is not WaitlistStatus.LEFT or how == "left"
    other = line.free(12)
    assert line.look() == 1
    name = "Sam" if how == "left" else "Fay"
    assert line.offered() == [(name, other)]


def test_an_offer_past_its_deadline_counts_for_nothing_with_no_cleaner(line: Line) -> None:
    line.join()
    start_at = line.free()
    line.look()
    line.wait(HALF_AN_HOUR)
    assert line.offered() == []
    assert line.book(SECOND, start_at, contact=EVE).start_at == start_at


def test_two_starts_go_to_two_people(line: Line) -> None:
    line.join()
    line.wait(MINUTE)
    line.join(SECOND)
    starts = [line.free(hour) for hour in (10, 14)]
    assert line.look() == 2
    assert line.offered() == [("Fay", starts[0]), ("Sam", starts[1])]


def test_one_has_one_offer_at_a_time_for_all_they_wait_for(line: Line) -> None:
    line.join()
    line.join(from_minute=9 * 60)
    starts = [line.free(hour) for hour in (10, 14)]
    assert line.look() == 1
    entry = next(each for each in line.mine() if each.offer)
    pass_up(line, entry, starts[0])
    line.look()
    assert line.offered() == [("Fay", starts[1])], "what they let pass is let pass for both"


def test_what_overlaps_what_one_let_pass_goes_to_the_others_first(line: Line) -> None:
    entry = line.join()
    line.wait(MINUTE)
    other = line.join(SECOND)
    for hour in (10, 11):
        line.free(hour)
    line.look()
    assert line.offered() == [("Fay", at(14, 10)), ("Sam", at(14, 11))]
    pass_up(line, other, at(14, 11), SECOND)
    pass_up(line, entry, at(14, 10))
    line.look()
    assert line.offered() == [("Fay", at(14, 11)), ("Sam", at(14, 10))]
    line.do(leave_waitlist, SECOND, LeaveCommand(BUSINESS, other.entry_id))
    pass_up(line, entry, at(14, 11))
    line.look()
    assert line.offered() == [("Fay", at(14, 10, 30))], "nobody else wants it"


def test_a_wish_for_another_part_of_the_day_is_not_met(line: Line) -> None:
    line.join(from_minute=13 * 60)
    line.free(10)
    assert line.look() == 0
    start_at = line.free(15)
    assert line.look() == 1
    assert line.offered() == [("Fay", start_at)]


def test_the_deadline_is_the_business_s_and_never_past_what_can_be_booked(line: Line) -> None:
    policy = SchedulingPolicy(waitlist_offer_time=timedelta(hours=2))
    business = salon_business(scheduling_policy=policy.over(salon_business().scheduling_policy))
    line.change(salon(business=business))
    line.join()
    start_at = line.free()
    line.wait(start_at - timedelta(hours=2, minutes=30) - line.now)
    line.look()
    (kept,) = line.state.holds.values()
    assert kept.expires_at == start_at - timedelta(hours=1), "an hour ahead it is too late to book"


def test_a_time_that_leaves_nobody_time_to_answer_is_not_offered(line: Line) -> None:
    line.join()
    start_at = line.free()
    line.wait(start_at - timedelta(hours=1, minutes=4) - line.now)
    assert line.look() == 0


def test_who_got_something_else_that_meets_the_wish_waits_no_longer(line: Line) -> None:
    met, other = line.join(), line.join(from_minute=15 * 60)
    starts = [line.free(hour) for hour in (10, 14)]
    line.look()
    line.book(FIRST, starts[1], contact=DANA)
    assert line.status(met) is WaitlistStatus.BOOKED
    assert line.status(other) is WaitlistStatus.WAITING
    assert not line.state.holds, "what was offered is free again"
    line.join(SECOND, from_minute=11 * 60)
    assert line.look() == 0
    moved = line.book(SECOND, starts[0], contact=EVE)
    line.move(moved, SECOND, line.free(13))
    assert line.mine(SECOND) == ()


def test_what_somebody_is_about_to_book_is_not_offered_to_them(line: Line) -> None:
    line.join()
    start_at = line.free()
    held = Wish(business_id=BUSINESS, service_id="haircut", staff_member_id="ana")
    line.do(hold, FIRST, HoldCommand(held, start_at, "draft"))
    assert line.look() == 0
    line.wait(5 * MINUTE)
    assert line.look() == 1


def test_who_holds_as_much_as_they_may_is_not_offered_more(line: Line) -> None:
    line.join()
    held = Wish(business_id=BUSINESS, service_id="haircut", staff_member_id="ben")
    for hour in (9, 12):
        line.do(hold, FIRST, HoldCommand(held, at(14, hour), str(hour)))
    line.free()
    assert line.look() == 0
    line.wait(5 * MINUTE)
    assert line.look() == 1


def test_who_may_book_no_more_is_passed_over(line: Line) -> None:
    policy = SchedulingPolicy(maximum_open_appointments=1)
    line.join()
    line.wait(MINUTE)
    line.join(SECOND)
    line.book(FIRST, at(15, 10), contact=DANA)
    line.change(salon(replace(HAIRCUT, scheduling_policy=policy)))
    start_at = line.free()
    line.look()
    assert line.offered() == [("Sam", start_at)]


def test_who_has_no_chat_is_offered_nothing_nobody_can_tell_them_of(line: Line) -> None:
    entry = line.join(staff("ben"), contact=EVE)
    assert not entry.is_reached
    line.free()
    assert line.look() == 0


def test_staff_put_a_customer_they_name_on_the_list(line: Line) -> None:
    line.join(from_minute=15 * 60)
    entry = line.join(staff("ben"), contact=Contact(name="fay"))
    assert entry.is_reached
    assert line.mine()[1].entry_id == entry.entry_id
    line.free()
    assert line.look() == 1
    known = line.state.waitlist[BUSINESS, entry.entry_id].customer_id
    assert line.join(staff("ana"), contact=None, customer_id=known).entry_id == entry.entry_id


@pytest.mark.parametrize(
    ("who", "whose", "may"),
    [("ana", "ben", True), ("tom", "tom", True), ("tom", "ben", False), ("vic", "ben", False)],
)
def test_who_may_book_may_put_on_the_list(line: Line, who: str, whose: str, may: bool) -> None:  # noqa: FBT001
    for hour in range(9, 17):
        line.book(staff("ana"), at(14, hour), staff_member_id=whose, contact=NAMES[TAKER])
    if may:
        entry = line.join(staff(who), staff_member_id=whose, contact=EVE)
        line.do(leave_waitlist, staff(who), LeaveCommand(BUSINESS, entry.entry_id))
        assert line.status(entry) is WaitlistStatus.LEFT
    else:
        with pytest.raises(NotPermitted):
            line.join(staff(who), staff_member_id=whose, contact=EVE)


@pytest.mark.parametrize(
    ("who", "names", "contacts"),
    [("ana", 2, 2), ("ben", 2, 2), ("tom", 0, 0), ("vic", 2, 0), ("gus", 0, 0)],
)
def test_staff_see_who_waits_as_their_role_says(
    line: Line, who: str, names: int, contacts: int
) -> None:
    line.join()
    line.wait(MINUTE)
    line.join(SECOND)
    found = line.do(list_waitlist, staff(who), AskBusiness(BUSINESS))
    assert [each.customer_name for each in found] == ["Fay", "Sam"][:names]
    assert sum(each.contact is not None for each in found) == contacts


def test_nobody_leaves_or_answers_for_somebody_else(line: Line) -> None:
    entry = line.join()
    start_at = line.free()
    line.look()
    line.join(SECOND, from_minute=15 * 60)
    for command in (take_offer, pass_up_offer):
        with pytest.raises(NotYours):
            line.do(command, SECOND, OfferCommand(BUSINESS, entry.entry_id, start_at))
    with pytest.raises(NotYours):
        line.do(leave_waitlist, SECOND, LeaveCommand(BUSINESS, entry.entry_id))
    with pytest.raises(NotPermitted):
        take(line, entry, start_at, staff("ana"))
    with pytest.raises(NotPermitted):
        line.do(list_waitlist, FIRST, AskBusiness(BUSINESS))
    with pytest.raises(NotPermitted):
        line.do(my_waitlist, staff("ana"), AskBusiness(BUSINESS))
    for nobody in (FIRST, staff("ana"), OperatorActor()):
        with pytest.raises(NotPermitted):
            line.do(offer_freed_time, nobody, LOOK)
        with pytest.raises(NotPermitted):
            line.do(is_time_freed, nobody, LOOK)
        with pytest.raises(NotPermitted):
            line.do(businesses_waiting, nobody, AskWaiting())
    assert line.offered() == [("Fay", start_at)]


def test_a_deleted_service_is_waited_for_by_its_name_and_offered_no_more(line: Line) -> None:
    entry = line.join()
    start_at = line.free()
    line.look()
    line.do(delete_service, staff("ana"), _DELETE_HAIRCUT)
    (shown,) = line.mine()
    assert (shown.service_name, shown.offer) == ("Haircut", None)
    with pytest.raises(OfferOver):
        take(line, entry, start_at)
    line.do(
        restore_service, staff("ana"), RestoreService(business_id=BUSINESS, service_id="haircut")
    )
    (shown,) = line.mine()
    assert shown.offer is not None
    assert shown.offer.start_at == start_at


def test_days_that_are_past_end_the_waiting(line: Line) -> None:
    entry = line.join()
    assert line.do(businesses_waiting, SYSTEM, AskWaiting()) == (BUSINESS,)
    line.wait(timedelta(days=2))
    assert line.mine() == ()
    assert line.do(list_waitlist, staff("ana"), AskBusiness(BUSINESS)) == ()
    line.look()
    assert line.status(entry) is WaitlistStatus.OVER
    assert line.do(businesses_waiting, SYSTEM, AskWaiting()) == ()


def test_who_answers_by_another_identity_has_it_kept_by_that_one(line: Line) -> None:
    entry = line.join()
    start_at = line.free()
    line.look()
    phone = customer("first-on-a-phone")
    link = next(each for (_, who), each in line.state.links.items() if who == FIRST.principal)
    line.state.links[BUSINESS, phone.principal] = link
    take(line, entry, start_at, phone)
    assert line.book(phone, start_at, contact=DANA).start_at == start_at
    assert line.status(entry) is WaitlistStatus.BOOKED


def test_what_is_kept_no_more_is_kept_again_or_said_to_be_over(line: Line) -> None:
    entry = line.join()
    start_at = line.free()
    line.look()
    line.state.holds.clear()
    take(line, entry, start_at)
    (kept,) = line.state.holds.values()
    assert kept.start_at == start_at
    line.state.holds.clear()
    view: AppointmentView = line.book(TAKER, start_at, contact=NAMES[TAKER])
    with pytest.raises(OfferOver) as over:
        take(line, entry, start_at)
    assert over.value.start_at == view.start_at


def test_a_retired_service_or_a_customer_who_is_gone_stops_nobody(line: Line) -> None:
    entry = line.join()
    line.wait(MINUTE)
    line.join(SECOND)
    gone = line.state.waitlist[BUSINESS, entry.entry_id]
    unknown = replace(gone, wish=replace(gone.wish, service_id="retired"))
    line.state.waitlist[BUSINESS, entry.entry_id] = unknown
    third = line.join(TAKER, from_minute=1)
    line.state.customers.pop((BUSINESS, gone.customer_id))
    start_at = line.free()
    line.state.waitlist[BUSINESS, entry.entry_id] = gone
    assert line.look() == 1
    assert line.offered() == [("Sam", start_at)]
    line.state.waitlist[BUSINESS, entry.entry_id] = unknown
    assert line.mine()[0].service_name == "retired"
    assert line.look() == 0
    assert line.status(third) is WaitlistStatus.WAITING


def test_ended_places_are_forgotten_after_a_month(line: Line) -> None:
    entry = line.join()
    line.do(leave_waitlist, FIRST, LeaveCommand(BUSINESS, entry.entry_id))
    line.join(SECOND)
    assert len(line.state.waitlist) == 2
    line.wait(timedelta(days=31))
    with pytest.raises(SlotNotOffered):
        line.join(SECOND)
    for hour in range(9, 17):
        line.book(staff("ana"), at(14, hour) + timedelta(days=35), contact=NAMES[TAKER])
    later = TUESDAY + timedelta(days=35)
    line.join(SECOND, from_on=later, to_on=later)
    assert (BUSINESS, entry.entry_id) not in line.state.waitlist


@pytest.mark.parametrize(
    ("from_on", "to_on", "open_until_on"),
    [
        (date(2026, 4, 14), date(2026, 4, 14), None),
        (date(2026, 5, 13), date(2026, 5, 13), None),
        (date(2026, 5, 12), date(2026, 5, 20), date(2026, 5, 13)),
        (date(2026, 5, 20), date(2026, 5, 20), date(2026, 5, 13)),
    ],
)
def test_of_days_that_are_not_open_yet_it_is_told_when_they_open(
    line: Line, from_on: date, to_on: date, open_until_on: date | None
) -> None:
    every = (TimeOff("off", "ana", LocalPeriod(datetime(2026, 4, 15), datetime(2026, 7, 1))),)  # noqa: DTZ001  # local
    line.change(replace(line.state.catalogs[BUSINESS], time_off=every))
    assert line.join(from_on=from_on, to_on=to_on).open_until_on == open_until_on


def test_who_waits_waits_on_when_the_business_is_loaded_anew(line: Line) -> None:
    entry = line.join()
    start_at = line.free()
    line.look()
    record = line.do(export_business, OperatorActor(), AskBusiness(BUSINESS))
    line.do(replace_business, OperatorActor(), record)
    assert line.status(entry) is WaitlistStatus.OFFERED
    assert line.offered() == [("Fay", start_at)]


def test_whose_time_is_offered_is_told_to_whom(line: Line) -> None:
    entry = line.join()
    start_at = line.free()
    line.look()
    told = [*line.state.outbox.values()][-1]
    assert (told.recipient_kind, told.recipient_id) == (RecipientKind.STAFF_MEMBER, "ana")
    news = line.do(get_news, SYSTEM, AskNews(told))
    assert isinstance(news, OfferNewsView)
    assert (news.recipient_kind, news.entry.customer_name) == (RecipientKind.STAFF_MEMBER, "Fay")
    assert (news.offer.start_at, news.time_zone) == (start_at, "Europe/Berlin")
    said = render_news(news, NewsLinks(lambda _: "", lambda _: ""))[Channel.TEAMS].text
    assert said.startswith("Fay on the waitlist is offered a time of yours that is free: Haircut")
    pass_up(line, entry, start_at)
    assert line.do(get_news, SYSTEM, AskNews(told)) is None


def a_hold(hold_id: str, place: int, hour: int, minutes: int, **changes: Any) -> Hold:
    start_at = at(15, hour)
    facts: dict[str, Any] = {"business_id": BUSINESS, "owner": "owner", **changes}
    return Hold(
        hold_id=hold_id,
        place=place,
        service_id="haircut",
        staff_member_ids=("ben",),
        start_at=start_at,
        claimed=TimeRange(start_at, start_at + 2 * HALF_AN_HOUR),
        expires_at=NOW + minutes * MINUTE,
        **facts,
    )


@pytest.mark.parametrize(
    ("before", "kept", "place"),
    [
        ((), [], 0),
        ((a_hold("waitlist:e", 0, 9, 20),), [], 0),
        ((a_hold("one", 0, 9, 20),), ["one"], 1),
        ((a_hold("one", 1, 9, 20),), ["one"], 0),
        ((a_hold("one", 0, 9, -1), a_hold("two", 1, 10, 20)), ["two"], 0),
        ((a_hold("one", 0, 9, 20), a_hold("two", 1, 10, 10)), ["one"], 1),
        ((a_hold("one", 0, 9, 10), a_hold("two", 1, 10, 20)), ["two"], 0),
        ((a_hold("one", 0, 9, 20, owner="other"),), ["one"], 0),
    ],
)
def test_an_offer_is_kept_in_the_place_of_what_is_over_first(
    before: tuple[Hold, ...], kept: list[str], place: int
) -> None:
    desk = MemoryDesk()
    desk.state.holds.update({(BUSINESS, each.hold_id): each for each in before})

    def use_case(
        uow: UnitOfWork, _actor: Actor, offer: OfferedTime, now: datetime, _ids: Ids
    ) -> None:
        keep(uow, entry(), offer, HAIRCUT, now)

    desk.do(use_case, SYSTEM, TEN)
    holds = {hold_id: each for (_, hold_id), each in desk.state.holds.items()}
    offered = holds.pop("waitlist:e")
    assert sorted(holds) == kept
    assert (offered.place, offered.owner, offered.expires_at) == (place, "owner", TEN.until_at)
