"""What is told, just before it is: whether it still holds, what it says, and to whom."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from scheduling.actors import Actor, OperatorActor, StaffActor, SystemActor
from scheduling.announcements import Announcement, AnnouncementKind, RecipientKind
from scheduling.customers import Contact
from scheduling.errors import NotFound, NotPermitted, NotYours
from scheduling.permissions import Action
from scheduling.policies import SchedulingPolicy
from scheduling.service.identities import OpenByLink, open_by_link
from scheduling.service.lifecycle.deleting import (
    DeleteBusiness,
    DeleteService,
    delete_business,
    delete_service,
)
from scheduling.service.lifecycle.purging import PurgeDeleted, purge_deleted
from scheduling.service.telling import AskNews, AskReached, are_customers_reached, get_news
from scheduling.service.waiting.answering import pass_up_offer
from scheduling.service.waiting.commands import JoinCommand, LookForFreedTime, OfferCommand
from scheduling.service.waiting.joining import join_waitlist
from scheduling.service.waiting.offering import offer_freed_time
from scheduling.views import AppointmentView, NewsView, StaffMemberView
from scheduling.waitlist import WaitlistWish
from scheduling.waitlist_views import OfferNewsView, OfferView
from tests.fakes.businesses import (
    BUSINESS,
    DANA,
    EVE,
    HAIRCUT,
    TUESDAY_TEN,
    at,
    customer,
    salon,
    salon_business,
    staff,
)
from tests.fakes.desk import MemoryDesk

SYSTEM, HOUSE = SystemActor(), OperatorActor()
TO_CUSTOMER, TO_STAFF = RecipientKind.CUSTOMER, RecipientKind.STAFF_MEMBER
BOOKED, CANCELLED = AnnouncementKind.BOOKED, AnnouncementKind.CANCELLED
DECLINED, EXPIRED = AnnouncementKind.DECLINED, AnnouncementKind.EXPIRED
RESCHEDULED = AnnouncementKind.RESCHEDULED
GROUP = replace(HAIRCUT, maximum_attendees_count=4)
TOKYO: dict[str, Any] = {"customer_time_zone": "Asia/Tokyo", "language_tag": "ja"}
ANYBODY_S = salon_business(always_show_business_time_zone=True)


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk()


def news(desk: MemoryDesk, view: AppointmentView, **changes: Any) -> Announcement:
    """Give the news of an appointment as it stands, to Ana or to whom `changes` say."""
    facts: dict[str, Any] = {
        "business_id": BUSINESS,
        "kind": BOOKED,
        "recipient_kind": TO_STAFF,
        "recipient_id": "ana",
        "appointment_id": view.appointment_id,
        "appointment_version": desk.state.appointments[BUSINESS, view.appointment_id].version,
        "due_at": desk.now,
        "expires_at": desk.now + timedelta(days=1),
    }
    return Announcement(**{**facts, **changes})


def to_customer(desk: MemoryDesk, name: str = "Dana") -> dict[str, Any]:
    known = desk.state.customers.values()
    who = next(each.customer_id for each in known if each.contact.name == name)
    return {"recipient_kind": TO_CUSTOMER, "recipient_id": who}


def told(desk: MemoryDesk, announcement: Announcement) -> NewsView | None:
    found = desk.do(get_news, SYSTEM, AskNews(announcement))
    assert not isinstance(found, OfferNewsView)
    return found


@pytest.mark.parametrize("actor", [HOUSE, staff("ana"), customer()])
def test_only_the_system_tells(desk: MemoryDesk, actor: Actor) -> None:
    with pytest.raises(NotPermitted) as refused:
        desk.do(get_news, actor, AskNews(news(desk, desk.book())))
    assert refused.value.action == "deliver announcements"


# What it says, and in whose words


def test_staff_are_told_as_they_may_see_it_in_the_business_s_zone_and_language(
    desk: MemoryDesk,
) -> None:
    for who, whose in (("ana", "ana"), ("vic", "ben"), ("tom", "tom")):
        view = desk.book(staff_member_id=whose, **TOKYO)
        found = told(desk, news(desk, view, recipient_id=who))
        assert found == NewsView(
            kind=BOOKED,
            recipient_kind=TO_STAFF,
            appointment=desk.see(view, staff(who)),
            time_zone="Europe/Berlin",
            language_tag="en",
        )


@pytest.mark.parametrize(
    ("known", "business", "zone", "language"),
    [
        (TOKYO, salon_business(), "Asia/Tokyo", "ja"),
        ({}, salon_business(language_tag="de"), "Europe/Berlin", "de"),
        (TOKYO, ANYBODY_S, "Europe/Berlin", "ja"),
    ],
)
def test_a_customer_is_told_in_their_own_words(
    desk: MemoryDesk, known: dict[str, Any], business: Any, zone: str, language: str
) -> None:
    desk.change(salon(business=business))
    view = desk.book(**known)
    found = told(desk, news(desk, view, **to_customer(desk)))
    assert found == NewsView(
        kind=BOOKED,
        recipient_kind=TO_CUSTOMER,
        appointment=desk.see(view, customer()),
        time_zone=zone,
        language_tag=language,
    )


# Whether it still holds


@pytest.mark.parametrize(
    ("kind", "is_cancelled", "is_told"),
    [
        (BOOKED, False, True),
        (BOOKED, True, False),
        (RESCHEDULED, True, False),
        *((kind, False, False) for kind in (CANCELLED, DECLINED, EXPIRED)),
        *((kind, True, True) for kind in (CANCELLED, DECLINED, EXPIRED)),
    ],
)
@pytest.mark.parametrize("kind_of", ["staff", "customer"])
def test_a_beginning_is_told_until_the_next_change_and_an_end_for_good(
    desk: MemoryDesk,
    kind: AnnouncementKind,
    is_cancelled: bool,  # noqa: FBT001
    is_told: bool,  # noqa: FBT001
    kind_of: str,
) -> None:
    view = desk.book()
    to_whom = to_customer(desk) if kind_of == "customer" else {}
    announced = news(desk, view, kind=kind, **to_whom)
    if is_cancelled:
        desk.cancel(view, staff("ana"))
    assert (told(desk, announced) is not None) is is_told


@pytest.mark.parametrize("kind_of", ["staff", "customer"])
def test_what_was_moved_again_has_news_of_its_own(desk: MemoryDesk, kind_of: str) -> None:
    view = desk.book()
    to_whom = to_customer(desk) if kind_of == "customer" else {}
    first = news(desk, view, **to_whom)
    desk.move(view, customer(), at(15, 10))
    second = news(desk, view, kind=RESCHEDULED, **to_whom)
    assert told(desk, first) is None
    found = told(desk, second)
    assert found is not None
    assert found.appointment.start_at == at(15, 10)


def contact_of(who: str) -> Contact:
    return Contact(name=who.title(), email_address=f"{who}@example.com")


def join(desk: MemoryDesk, who: str) -> AppointmentView:
    return desk.book(customer(who), staff_member_id="ana", contact=contact_of(who))


def test_one_of_a_group_hears_of_their_own_place_whoever_comes_and_goes(desk: MemoryDesk) -> None:
    desk.change(salon(GROUP))
    view = join(desk, "dana")
    dana_s = news(desk, view, **to_customer(desk))
    other = join(desk, "eve")
    assert told(desk, news(desk, view, appointment_version=1)) is None, "staff hear it anew"
    found = told(desk, dana_s)
    assert found is not None
    assert found.appointment == desk.see(view, customer())
    assert (found.appointment.customer_name, found.appointment.group.attendees) == ("Dana", ())
    eve_s = news(desk, other, **to_customer(desk, "Eve"))
    desk.cancel(other, customer("eve"))
    assert told(desk, eve_s) is None
    assert told(desk, dana_s) is not None
    assert told(desk, replace(dana_s, kind=CANCELLED)) is None


def test_who_left_a_group_is_told_of_it_as_if_it_were_theirs_and_over(desk: MemoryDesk) -> None:
    desk.change(salon(GROUP))
    join(desk, "dana")
    view = join(desk, "eve")
    gone = to_customer(desk, "Eve")
    desk.cancel(view, customer("eve"))
    found = told(desk, news(desk, view, kind=CANCELLED, **gone))
    assert found is not None
    shown = found.appointment
    assert (shown.customer_name, shown.status.value) == ("Eve", "cancelled")
    assert shown.contact == contact_of("eve")
    assert shown.may == frozenset()


def test_a_group_that_is_cancelled_is_over_for_all_of_it(desk: MemoryDesk) -> None:
    desk.change(salon(GROUP))
    view = join(desk, "dana")
    desk.cancel(view, staff("ana"))
    mine = to_customer(desk)
    assert told(desk, news(desk, view, kind=CANCELLED, **mine)) is not None
    assert told(desk, news(desk, view, kind=BOOKED, **mine)) is None


# Nobody to hear it, nothing to tell


@pytest.mark.parametrize(
    "changes",
    [
        {"appointment_id": "gone"},
        {"recipient_id": "gone"},
        {"recipient_kind": TO_CUSTOMER, "recipient_id": "gone"},
        {"business_id": "gone"},
        {"series_id": "gone"},
        {"business_id": "gone", "kind": CANCELLED, "recipient_kind": TO_CUSTOMER},
    ],
)
def test_what_is_gone_is_not_told(desk: MemoryDesk, changes: dict[str, Any]) -> None:
    assert told(desk, news(desk, desk.book(), **changes)) is None


@pytest.mark.parametrize(
    ("kind", "to", "is_told"),
    [
        (CANCELLED, TO_CUSTOMER, True),
        (DECLINED, TO_CUSTOMER, True),
        (EXPIRED, TO_CUSTOMER, True),
        (BOOKED, TO_CUSTOMER, False),
        (CANCELLED, TO_STAFF, False),
    ],
)
def test_of_a_deleted_business_customers_hear_only_that_it_is_over(
    desk: MemoryDesk,
    kind: AnnouncementKind,
    to: RecipientKind,
    is_told: bool,  # noqa: FBT001
) -> None:
    view = desk.book()
    to_whom = to_customer(desk) if to is TO_CUSTOMER else {}
    desk.do(delete_business, HOUSE, DeleteBusiness(business_id=BUSINESS, cancelling=1))
    announced = news(desk, view, kind=kind, **to_whom)
    found = told(desk, announced)
    assert (found is not None) is is_told
    if found is not None:
        assert found.appointment.business_name == "Salon Nord"
    desk.wait(timedelta(days=31))
    desk.do(purge_deleted, SYSTEM, PurgeDeleted())
    assert told(desk, announced) is None


# Whether customers hear of it in chat


@pytest.mark.parametrize(
    ("actor", "refused"),
    [
        (staff("ana"), None),
        (staff("vic"), None),
        (customer(), None),
        (SYSTEM, None),
        (staff("tom"), NotYours),
        (customer("eve"), NotYours),
        (StaffActor("clinic", "ana"), NotPermitted),
    ],
)
def test_who_sees_an_appointment_is_told_whether_its_customer_is_in_chat(
    desk: MemoryDesk, actor: Actor, refused: type[Exception] | None
) -> None:
    asked = AskReached(BUSINESS, desk.book().appointment_id)
    if refused is None:
        assert desk.do(are_customers_reached, actor, asked) is True
    else:
        with pytest.raises(refused):
            desk.do(are_customers_reached, actor, asked)


def test_who_was_booked_by_phone_is_reached_once_they_open_it(desk: MemoryDesk) -> None:
    phoned = desk.book(staff("ben"), contact=EVE)
    asked = AskReached(BUSINESS, phoned.appointment_id)
    assert desk.do(are_customers_reached, staff("ben"), asked) is False
    desk.do(open_by_link, customer("eve"), OpenByLink(BUSINESS, phoned.appointment_id))
    assert desk.do(are_customers_reached, staff("ben"), asked) is True


def test_a_group_is_reached_where_each_of_them_is(desk: MemoryDesk) -> None:
    desk.change(salon(GROUP))
    view = join(desk, "dana")
    asked = AskReached(BUSINESS, view.appointment_id)
    assert desk.do(are_customers_reached, staff("ana"), asked) is True
    desk.book(staff("ana"), contact=EVE)
    assert desk.do(are_customers_reached, staff("ana"), asked) is False


def test_nobody_is_reached_about_nothing(desk: MemoryDesk) -> None:
    for nothing in ("", "a-9"):
        with pytest.raises(NotFound):
            desk.do(are_customers_reached, staff("ana"), AskReached(BUSINESS, nothing))


# What is offered to who waits


WISH = WaitlistWish(
    service_id="haircut",
    staff_member_id="ana",
    from_on=date(2026, 4, 14),
    to_on=date(2026, 4, 14),
    zone="Europe/Berlin",
    from_minute=600,
    to_minute=600,
)


def offered(desk: MemoryDesk, *, customer_time_zone: str = "") -> Announcement:
    """Let Dana's haircut go to Eve, who waits, and give the news of it."""
    policy = SchedulingPolicy(waitlist_offer_time=timedelta(minutes=45))
    business = salon_business(
        scheduling_policy=policy.over(salon_business().scheduling_policy), language_tag="de"
    )
    desk.change(salon(business=business))
    booked = desk.book()
    joined = JoinCommand(business_id=BUSINESS, wish=WISH, contact=EVE, idempotency_key="w")
    desk.do(join_waitlist, customer("eve"), joined)
    for key, each in desk.state.customers.items():
        if each.contact == EVE:
            desk.state.customers[key] = replace(each, customer_time_zone=customer_time_zone)
    desk.cancel(booked, customer())
    assert desk.do(offer_freed_time, SYSTEM, LookForFreedTime(BUSINESS)) == 1
    told = [*desk.state.outbox.values()]
    return [each for each in told if each.recipient_kind is RecipientKind.CUSTOMER][-1]


def told_of_offer(desk: MemoryDesk, announcement: Announcement) -> OfferNewsView | None:
    found = desk.do(get_news, SYSTEM, AskNews(announcement))
    assert not isinstance(found, NewsView)
    return found


@pytest.mark.parametrize(
    ("theirs", "is_business_s", "zone"),
    [
        ("Asia/Tokyo", False, "Asia/Tokyo"),
        ("Asia/Tokyo", True, "Europe/Berlin"),
        ("", False, "Europe/Berlin"),
    ],
)
def test_an_offer_says_what_is_kept_for_whom_and_until_when(
    desk: MemoryDesk,
    theirs: str,
    is_business_s: bool,  # noqa: FBT001
    zone: str,
) -> None:
    announced = offered(desk, customer_time_zone=theirs)
    business = replace(
        desk.state.catalogs[BUSINESS].business, always_show_business_time_zone=is_business_s
    )
    desk.change(salon(business=business))
    found = told_of_offer(desk, announced)
    assert found is not None
    assert found.offer == OfferView(
        TUESDAY_TEN, at(14, 11), StaffMemberView("ana", "Ana"), desk.now + timedelta(minutes=45)
    )
    assert (found.entry.customer_name, found.entry.contact) == ("Eve", EVE)
    assert found.entry.offer == found.offer
    assert (found.time_zone, found.language_tag) == (zone, "de")


def test_an_offer_is_told_in_the_language_of_who_waits(desk: MemoryDesk) -> None:
    announced = offered(desk)
    for key, each in desk.state.customers.items():
        desk.state.customers[key] = replace(each, language_tag="ja")
    found = told_of_offer(desk, announced)
    assert found is not None
    assert found.language_tag == "ja"


def test_an_offer_that_runs_no_more_is_not_told(desk: MemoryDesk) -> None:
    announced = offered(desk)
    entry = OfferCommand(BUSINESS, announced.appointment_id, TUESDAY_TEN)
    kept = desk.state.snapshot()
    desk.do(pass_up_offer, customer("eve"), entry)
    assert told_of_offer(desk, announced) is None
    desk.state = kept
    desk.wait(timedelta(minutes=45) - timedelta(seconds=1))
    assert told_of_offer(desk, announced) is not None
    desk.wait(timedelta(seconds=1))
    assert told_of_offer(desk, announced) is None


@pytest.mark.parametrize(
    "changes", [{"appointment_id": "gone"}, {"recipient_id": "gone"}, {"appointment_version": 1}]
)
def test_an_offer_of_what_is_gone_or_changed_is_not_told(
    desk: MemoryDesk, changes: dict[str, Any]
) -> None:
    assert told_of_offer(desk, replace(offered(desk), **changes)) is None


@pytest.mark.parametrize(("who", "contact"), [("ana", EVE), ("ben", EVE), ("tom", None)])
def test_staff_are_told_whom_a_time_of_theirs_is_offered_as_they_may_see_it(
    desk: MemoryDesk, who: str, contact: Contact | None
) -> None:
    announced = offered(desk, customer_time_zone="Asia/Tokyo")
    for key, each in desk.state.customers.items():
        desk.state.customers[key] = replace(each, language_tag="ja")
    to_them = replace(announced, recipient_kind=TO_STAFF, recipient_id=who)
    found = told_of_offer(desk, to_them)
    assert found is not None
    until_at = desk.now + timedelta(minutes=45)
    assert found.offer == OfferView(
        TUESDAY_TEN, at(14, 11), StaffMemberView("ana", "Ana"), until_at
    )
    assert found.entry.offer == found.offer
    assert (found.entry.entry_id, found.entry.service_id) == (announced.appointment_id, "haircut")
    assert (found.entry.customer_name, found.entry.contact) == ("Eve", contact)
    assert (found.time_zone, found.language_tag) == ("Europe/Berlin", "de")
    assert found.recipient_kind is TO_STAFF
    desk.wait(timedelta(minutes=45))
    assert told_of_offer(desk, to_them) is None, "it is over"


def test_who_left_the_staff_is_told_of_no_offer(desk: MemoryDesk) -> None:
    announced = replace(offered(desk), recipient_kind=TO_STAFF, recipient_id="nobody")
    assert told_of_offer(desk, announced) is None


def test_what_is_deleted_is_offered_to_nobody(desk: MemoryDesk) -> None:
    announced = offered(desk)
    desk.do(delete_service, HOUSE, DeleteService(business_id=BUSINESS, service_id="haircut"))
    assert told_of_offer(desk, announced) is None


def test_what_is_told_can_be_acted_upon(desk: MemoryDesk) -> None:
    found = told(desk, news(desk, desk.book(), **to_customer(desk)))
    assert found is not None
    assert found.appointment.may == {Action.RESCHEDULE, Action.CANCEL}
    assert found.appointment.contact == DANA
