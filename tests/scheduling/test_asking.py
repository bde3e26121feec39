"""What somebody is shown and told, and what not."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from scheduling.actors import (
    Principal,
    SystemActor,
)
from scheduling.announcements import Announcement, AnnouncementKind, RecipientKind
from scheduling.catalog import Role
from scheduling.errors import NotFound, NotPermitted, NotYours
from scheduling.service.asking import (
    AskAgenda,
    AskAppointment,
    AskBusiness,
    get_agenda,
    get_appointment,
    get_business,
    get_next_appointment,
    my_appointments,
    who_am_i,
)
from scheduling.service.identities import (
    OpenByLink,
    open_by_link,
)
from scheduling.service.telling import AskNews, get_news
from scheduling.statuses import AppointmentStatus
from scheduling.views import AgendaView, NewsView, PersonView, StaffMemberView
from tests.fakes.businesses import (
    BUSINESS,
    DANA,
    EVE,
    NOW,
    STAFF_OF_ROLE,
    at,
    customer,
    salon,
    salon_business,
    staff,
)
from tests.fakes.desk import MemoryDesk

TEAMS = Principal("msteams", "directory", "object-id")
ON_TUESDAY = date(2026, 4, 14)


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk()


def news(kind: AnnouncementKind, appointment_id: str = "a-1", **changes: Any) -> Announcement:
    facts: dict[str, Any] = {
        "business_id": BUSINESS,
        "kind": kind,
        "recipient_kind": RecipientKind.STAFF_MEMBER,
        "recipient_id": "ana",
        "appointment_id": appointment_id,
        "appointment_version": 1,
        "due_at": NOW,
        "expires_at": NOW + timedelta(days=1),
    }
    return Announcement(**{**facts, **changes})


# What is shown


def test_a_customer_sees_what_they_may_choose(desk: MemoryDesk) -> None:
    shown = desk.do(get_business, customer(), AskBusiness(BUSINESS))
    assert [each.service_id for each in shown.services] == ["haircut", "colour", "consultation"]
    assert [each.display_name for each in shown.staff_members] == ["Ana", "Ben", "Tom"]
    assert [each.is_required for each in shown.questions_of("consultation")] == [True, False]
    assert shown.service("hidden") is None
    assert shown.questions_of("haircut") == shown.questions_of("hidden") == ()
    for_staff = desk.do(get_business, staff("vic"), AskBusiness(BUSINESS))
    hidden = for_staff.service("hidden")
    assert hidden is not None
    assert hidden.display_name == "Staff training"


@pytest.mark.parametrize(
    ("staff_member_id", "name"),
    [("ben", "Ben"), ("vic", "Vic"), ("nobody", None), (None, None)],
)
def test_everybody_who_works_there_is_known_by_name(
    desk: MemoryDesk, staff_member_id: str | None, name: str | None
) -> None:
    shown = desk.do(get_business, customer(), AskBusiness(BUSINESS))
    found = shown.staff_member(staff_member_id)
    assert (found.display_name if found else None) == name


def test_people_are_told_whom_they_are_taken_for(desk: MemoryDesk) -> None:
    assert desk.do(who_am_i, customer(), AskBusiness(BUSINESS)).contact is None
    desk.book(customer_time_zone="Asia/Tokyo")
    me = PersonView(contact=DANA, customer_time_zone="Asia/Tokyo")
    assert desk.do(who_am_i, customer(), AskBusiness(BUSINESS)) == me
    vic = PersonView(StaffMemberView("vic", "Vic"), Role.VIEWER)
    assert desk.do(who_am_i, staff("vic"), AskBusiness(BUSINESS)) == vic
    desk.state.customers.clear()
    assert desk.do(who_am_i, customer(), AskBusiness(BUSINESS)) == PersonView()


SEES = {
    # of Tom's appointment: whether the role sees it, and the contact
    Role.ADMINISTRATOR: (True, True),
    Role.SCHEDULER: (True, True),
    Role.TEAM_MEMBER: (True, True),
    Role.VIEWER: (True, False),
    Role.GUEST: (False, False),
}


@pytest.mark.parametrize("role", Role)
def test_each_role_sees_what_it_may(desk: MemoryDesk, role: Role) -> None:
    view = desk.book(staff_member_id="tom")
    ask = AskAppointment(BUSINESS, view.appointment_id)
    me = staff(STAFF_OF_ROLE[role])
    is_seen, with_contact = SEES[role]
    if not is_seen:
        with pytest.raises(NotYours):
            desk.do(get_appointment, me, ask)
        return
    shown = desk.do(get_appointment, me, ask)
    assert (shown.contact is not None) is with_contact
    assert shown.customer_name == "Dana"


def test_a_link_opens_one_appointment_to_whoever_follows_it(desk: MemoryDesk) -> None:
    first, second = desk.book(), desk.book(start_at=at(15, 10))
    desk.do(open_by_link, customer("eve"), OpenByLink(BUSINESS, first.appointment_id))
    found = desk.do(my_appointments, customer("eve"), AskBusiness(BUSINESS))
    assert [each.appointment_id for each in found] == [first.appointment_id]
    ask = AskAppointment(BUSINESS, second.appointment_id)
    with pytest.raises(NotYours):
        desk.do(get_appointment, customer("eve"), ask)


def test_a_link_shows_staff_no_more_than_their_role(desk: MemoryDesk) -> None:
    view = desk.book()
    with pytest.raises(NotYours):
        desk.do(open_by_link, staff("tom"), OpenByLink(BUSINESS, view.appointment_id))
    assert (
        desk.do(open_by_link, staff("vic"), OpenByLink(BUSINESS, view.appointment_id)).contact
        is None
    )


def test_own_appointments_are_those_still_to_come(desk: MemoryDesk) -> None:
    over, ended, ahead = (desk.book(start_at=at(day, 10)) for day in (14, 15, 16))
    desk.cancel(ended, customer())
    desk.wait(timedelta(days=1, hours=5))
    found = desk.do(my_appointments, customer(), AskBusiness(BUSINESS))
    assert [each.appointment_id for each in found] == [ahead.appointment_id]
    assert over.appointment_id != ahead.appointment_id
    with pytest.raises(NotPermitted):
        desk.do(my_appointments, staff("ana"), AskBusiness(BUSINESS))
    desk.wait(ahead.end_at - desk.now)
    assert desk.do(my_appointments, customer(), AskBusiness(BUSINESS)) == ()


def fill_tuesday(desk: MemoryDesk) -> None:
    desk.book()
    desk.book(customer("eve"), at(14, 9), contact=EVE, staff_member_id="tom")
    ended = desk.book(start_at=at(14, 12))
    desk.cancel(ended, customer())


def test_an_agenda_is_ones_own_or_the_teams(desk: MemoryDesk) -> None:
    fill_tuesday(desk)
    own = desk.do(get_agenda, staff("ana"), AskAgenda(BUSINESS, ON_TUESDAY))
    assert [each.start_at for each in own.appointments] == [at(14, 10)]
    assert own == AgendaView(
        on=ON_TUESDAY,
        business_name="Salon Nord",
        time_zone="Europe/Berlin",
        staff_member=StaffMemberView("ana", "Ana"),
        appointments=own.appointments,
        now=desk.now,
    )
    asked = AskAgenda(BUSINESS, ON_TUESDAY, is_team=True, staff_member_id="tom")
    tom_s = desk.do(get_agenda, staff("ana"), asked)
    assert tom_s.staff_member == StaffMemberView("tom", "Tom")
    assert [each.start_at for each in tom_s.appointments] == [at(14, 9)]
    assert desk.do(get_agenda, staff("ana"), replace(asked, staff_member_id="ana")) == team_s(desk)
    with pytest.raises(NotFound):
        desk.do(get_agenda, staff("ana"), replace(asked, staff_member_id="nobody"))
    team = desk.do(get_agenda, staff("ana"), AskAgenda(BUSINESS, ON_TUESDAY, is_team=True))
    assert [each.start_at for each in team.appointments] == [at(14, 9), at(14, 10)]
    assert team.staff_member is None


def team_s(desk: MemoryDesk) -> AgendaView:
    return desk.do(get_agenda, staff("ana"), AskAgenda(BUSINESS, ON_TUESDAY, is_team=True))


@pytest.mark.parametrize("role", Role)
def test_the_teams_day_is_for_those_who_see_all(desk: MemoryDesk, role: Role) -> None:
    fill_tuesday(desk)
    me, ask = staff(STAFF_OF_ROLE[role]), AskAgenda(BUSINESS, ON_TUESDAY, is_team=True)
    if role in (Role.ADMINISTRATOR, Role.SCHEDULER, Role.VIEWER):
        shown = desk.do(get_agenda, me, ask).appointments
        assert all((each.contact is None) is (role is Role.VIEWER) for each in shown)
        return
    with pytest.raises(NotPermitted):
        desk.do(get_agenda, me, ask)
    with pytest.raises(NotPermitted):
        desk.do(get_agenda, customer(), replace(ask, is_team=False))


def test_the_next_is_who_has_not_arrived(desk: MemoryDesk) -> None:
    first, second = desk.book(), desk.book(start_at=at(14, 12))
    desk.wait(timedelta(days=1, minutes=10))
    assert desk.do(get_next_appointment, staff("ana"), AskBusiness(BUSINESS)) is not None
    desk.mark(first, staff("ana"), AppointmentStatus.ARRIVED)
    following = desk.do(get_next_appointment, staff("ana"), AskBusiness(BUSINESS))
    assert following is not None
    assert following.appointment_id == second.appointment_id
    assert desk.do(get_next_appointment, staff("ben"), AskBusiness(BUSINESS)) is None


# What is told, just before it is


def test_news_hold_until_the_next_change(desk: MemoryDesk) -> None:
    view = desk.book(customer_time_zone="Asia/Tokyo", language_tag="ja")
    booked = news(AnnouncementKind.BOOKED, view.appointment_id)
    told = desk.do(get_news, SystemActor(), AskNews(booked))
    assert isinstance(told, NewsView)
    assert (told.time_zone, told.language_tag) == ("Europe/Berlin", "en")
    desk.cancel(view, customer())
    assert desk.do(get_news, SystemActor(), AskNews(booked)) is None
    ended = news(AnnouncementKind.CANCELLED, view.appointment_id, appointment_version=2)
    assert desk.do(get_news, SystemActor(), AskNews(ended)) is not None


def test_a_customer_is_told_in_their_language_and_zone(desk: MemoryDesk) -> None:
    view = desk.book(customer_time_zone="Asia/Tokyo", language_tag="ja")
    (known,) = desk.state.customers.values()
    booked = news(
        AnnouncementKind.BOOKED,
        view.appointment_id,
        recipient_kind=RecipientKind.CUSTOMER,
        recipient_id=known.customer_id,
    )
    told = desk.do(get_news, SystemActor(), AskNews(booked))
    assert isinstance(told, NewsView)
    assert (told.time_zone, told.language_tag) == ("Asia/Tokyo", "ja")
    assert told.appointment.contact == DANA
    desk.change(salon(business=salon_business(always_show_business_time_zone=True)))
    there = desk.do(get_news, SystemActor(), AskNews(booked))
    assert there is not None
    assert there.time_zone == "Europe/Berlin"


@pytest.mark.parametrize(
    "changes",
    [
        {"appointment_id": "gone"},
        {"recipient_id": "gone"},
        {"recipient_kind": RecipientKind.CUSTOMER, "recipient_id": "gone"},
    ],
)
def test_what_is_gone_is_not_told(desk: MemoryDesk, changes: dict[str, Any]) -> None:
    view = desk.book()
    asked = news(AnnouncementKind.BOOKED, **{"appointment_id": view.appointment_id, **changes})
    assert desk.do(get_news, SystemActor(), AskNews(asked)) is None
