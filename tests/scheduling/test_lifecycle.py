"""Businesses, services and people: begun, copied, ended, brought back, and gone for good."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from scheduling.absences import Closure, TimeOff
from scheduling.actors import OperatorActor, Principal, StaffActor, SystemActor
from scheduling.announcements import AnnouncementKind
from scheduling.deletions import DeletedKind, Place
from scheduling.errors import (
    AlreadyThere,
    AppointmentsToCome,
    InvalidValue,
    InvitationInvalid,
    LastAdministrator,
    NotFound,
    NotPermitted,
)
from scheduling.ports import Link
from scheduling.resources import Resource
from scheduling.service.asking import AskBusiness, get_business
from scheduling.service.identities import (
    AcceptInvitation,
    Identify,
    Invite,
    accept_invitation,
    identify,
    invite,
)
from scheduling.service.lapsing import AskLapsed, businesses_with_lapsed
from scheduling.service.lifecycle.creating import (
    CloneBusiness,
    CloneService,
    clone_business,
    clone_service,
)
from scheduling.service.lifecycle.deleting import (
    AskDeletion,
    DeleteBusiness,
    DeleteService,
    delete_business,
    delete_service,
    plan_deletion,
)
from scheduling.service.lifecycle.leaving import (
    NEEDS_SOMEBODY,
    Aftermath,
    AskLeaving,
    AskPeople,
    RemovePerson,
    find_people,
    plan_leaving,
    remove_person,
)
from scheduling.service.lifecycle.purging import PurgeDeleted, purge_deleted
from scheduling.service.lifecycle.restoring import (
    AskDeleted,
    RestoreBusiness,
    RestoreService,
    list_deleted,
    restore_business,
    restore_service,
)
from scheduling.service.telling import AskNews, get_news
from scheduling.statuses import AppointmentStatus
from scheduling.views import NewsView
from tests.fakes.businesses import BUSINESS, COLOUR, HAIRCUT, customer, salon, salon_business, staff
from tests.fakes.desk import MemoryDesk
from tests.fakes.periods import local_period

HOUSE = OperatorActor()
OTHER = "clinic"
TOM_AT_WORK = Principal("msteams", "directory", "tom")
ANA_AT_WORK = Principal("msteams", "directory", "ana")
DELETE = DeleteService(business_id=BUSINESS, service_id="haircut")


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk(
        salon(
            closures=(Closure("c", local_period(20, 9, 20, 17), "Fair"),),
            time_off=(TimeOff("t", "tom", local_period(21, 9, 21, 12), "Dentist"),),
            resources={"room": Resource(resource_id="room", display_name="Room")},
        )
    )


def with_clinic(desk: MemoryDesk) -> None:
    """Tom and Ana work in a clinic too, as their sign-ins tell; Ana administrates both."""
    desk.load(salon(business=salon_business(business_id=OTHER, display_name="Clinic")))
    for business_id in (BUSINESS, OTHER):
        desk.state.links[business_id, TOM_AT_WORK] = Link(staff_member_id="tom")
        desk.state.links[business_id, ANA_AT_WORK] = Link(staff_member_id="ana")


def leaving(staff_member_id: str = "tom", **changes: Any) -> RemovePerson:
    facts: dict[str, Any] = {"aftermath": Aftermath.KEEP, "seen": 0, **changes}
    return RemovePerson(place=Place(BUSINESS, staff_member_id), **facts)


# --- clones


def test_a_clone_has_what_is_offered_and_nobody_s_data(desk: MemoryDesk) -> None:
    desk.book()
    before = desk.state.catalogs[BUSINESS]
    asked = CloneBusiness(business_id=BUSINESS, new_business_id="new", display_name=" North ")
    copied = desk.do(clone_business, HOUSE, asked)
    assert (copied.business.business_id, copied.business.display_name) == ("new", "North")
    assert copied.services.keys() == before.services.keys()
    assert copied.custom_questions == before.custom_questions
    assert copied.closures == before.closures
    assert copied.resources == before.resources != {}
    assert copied.business.scheduling_policy == before.business.scheduling_policy
    assert not copied.staff_members
    assert not copied.time_off
    assert not any(each.staff_member_ids for each in copied.services.values())
    assert {key[0] for key in desk.state.customers} == {BUSINESS}
    assert {key[0] for key in desk.state.appointments} == {BUSINESS}


def test_a_clone_with_staff_has_them_without_their_time_off(desk: MemoryDesk) -> None:
    asked = CloneBusiness(
        business_id=BUSINESS, new_business_id="new", display_name="North", with_staff=True
    )
    copied = desk.do(clone_business, HOUSE, asked)
    assert copied.staff_members == desk.state.catalogs[BUSINESS].staff_members
    assert copied.services["haircut"].staff_member_ids == HAIRCUT.staff_member_ids
    assert copied.time_off == ()


@pytest.mark.parametrize("is_deleted", [False, True])
def test_an_id_that_is_in_use_is_refused(desk: MemoryDesk, is_deleted: bool) -> None:  # noqa: FBT001
    with_clinic(desk)
    if is_deleted:
        desk.do(delete_business, HOUSE, DeleteBusiness(business_id=OTHER))
    asked = CloneBusiness(business_id=BUSINESS, new_business_id=OTHER, display_name="X")
    with pytest.raises(AlreadyThere) as refused:
        desk.do(clone_business, HOUSE, asked)
    assert refused.value.is_deleted is is_deleted


def test_a_service_is_copied_once_for_one_request(desk: MemoryDesk) -> None:
    asked = CloneService(
        business_id=BUSINESS, service_id="haircut", display_name="Kids", idempotency_key="k"
    )
    first = desk.do(clone_service, staff("ana"), asked)
    assert desk.do(clone_service, staff("ana"), asked) == first
    services = desk.state.catalogs[BUSINESS].services
    assert [each.display_name for each in services.values()].count("Kids") == 1
    assert services[first.service_id].price == HAIRCUT.price
    for name in (" ", "kids", HAIRCUT.display_name):
        again = replace(asked, display_name=name, idempotency_key=name)
        with pytest.raises(InvalidValue):
            desk.do(clone_service, staff("ana"), again)


# --- services that go and come back


def test_a_service_with_appointments_to_come_goes_only_with_all_of_them(desk: MemoryDesk) -> None:
    booked = desk.book()
    plan = desk.do(plan_deletion, staff("ana"), AskDeletion(BUSINESS, "haircut"))
    assert [each.appointment_id for each in plan.appointments] == [booked.appointment_id]
    for seen in (0, 2):
        with pytest.raises(AppointmentsToCome) as refused:
            desk.do(delete_service, staff("ana"), replace(DELETE, cancelling=seen))
        assert (refused.value.count, refused.value.seen) == (1, seen)
    gone = desk.do(delete_service, staff("ana"), replace(DELETE, cancelling=1))
    assert gone.clock is not None
    assert gone.clock.kept_until_at == desk.now + timedelta(days=30)
    assert "haircut" not in desk.state.catalogs[BUSINESS].services
    (kept,) = desk.state.appointments.values()
    assert kept.status is AppointmentStatus.CANCELLED
    assert AnnouncementKind.CANCELLED in {each.kind for each in desk.state.outbox.values()}


def test_deleting_and_restoring_twice_change_nothing_more(desk: MemoryDesk) -> None:
    first = desk.do(delete_service, staff("ana"), DELETE)
    desk.wait(timedelta(days=1))
    assert desk.do(delete_service, staff("ana"), DELETE) == first
    asked = RestoreService(BUSINESS, "haircut")
    assert desk.do(restore_service, staff("ana"), asked) == HAIRCUT
    assert desk.do(restore_service, staff("ana"), asked) == HAIRCUT
    audit = [entry.what for _, subject, entry in desk.state.audit if subject == "haircut"]
    assert audit == ["deleted", "restored"]
    assert desk.do(list_deleted, staff("ana"), AskDeleted(BUSINESS)) == ()


def test_a_restored_service_names_nobody_who_left_meanwhile(desk: MemoryDesk) -> None:
    desk.do(delete_service, HOUSE, DELETE)
    desk.do(remove_person, HOUSE, leaving())
    restored = desk.do(restore_service, HOUSE, RestoreService(BUSINESS, "haircut"))
    assert restored.staff_member_ids == ("ana", "ben")


def test_what_a_loaded_file_leaves_out_gets_a_clock_and_goes(desk: MemoryDesk) -> None:
    desk.load(salon(HAIRCUT))
    (listed, *_) = desk.do(list_deleted, HOUSE, AskDeleted(BUSINESS))
    assert listed.clock is not None
    assert desk.do(purge_deleted, SystemActor(), PurgeDeleted(timedelta(days=3))) == ()
    desk.wait(timedelta(days=3))
    gone = desk.do(purge_deleted, SystemActor(), PurgeDeleted())
    assert {each.identifier for each in gone} == {"colour", "consultation", "hidden"}
    with pytest.raises(NotFound):
        desk.do(restore_service, HOUSE, RestoreService(BUSINESS, "colour"))


@pytest.mark.parametrize("who", [staff("ben"), staff("tom"), staff("vic"), customer()])
def test_only_administrators_change_what_is_offered(desk: MemoryDesk, who: Any) -> None:
    copy = CloneService(
        business_id=BUSINESS, service_id="haircut", display_name="K", idempotency_key="k"
    )
    wishes: list[tuple[Any, Any]] = [
        (delete_service, DELETE),
        (restore_service, RestoreService(BUSINESS, "haircut")),
        (clone_service, copy),
        (list_deleted, AskDeleted(BUSINESS)),
        (plan_deletion, AskDeletion(BUSINESS, "haircut")),
        (plan_leaving, AskLeaving(Place(BUSINESS, "gus"))),
        (remove_person, leaving("gus")),
    ]
    for use_case, command in wishes:
        with pytest.raises(NotPermitted):
            desk.do(use_case, who, command)


@pytest.mark.parametrize(
    ("use_case", "command"),
    [
        (delete_business, DeleteBusiness(business_id=BUSINESS)),
        (restore_business, RestoreBusiness(BUSINESS)),
        (plan_deletion, AskDeletion(BUSINESS)),
        (list_deleted, AskDeleted()),
        (find_people, AskPeople("a@b.de")),
        (purge_deleted, PurgeDeleted()),
        (
            clone_business,
            CloneBusiness(business_id=BUSINESS, new_business_id="x", display_name="X"),
        ),
        (remove_person, leaving("gus", others=(Place(BUSINESS, "vic"),))),
    ],
)
def test_whole_businesses_are_the_operator_s(desk: MemoryDesk, use_case: Any, command: Any) -> None:
    with pytest.raises(NotPermitted):
        desk.do(use_case, staff("ana"), command)


# --- businesses that go and come back


def test_a_deleted_business_is_like_one_that_never_was(desk: MemoryDesk) -> None:
    with_clinic(desk)
    code = desk.do(invite, HOUSE, Invite(BUSINESS, "gus"))
    desk.do(delete_business, HOUSE, DeleteBusiness(business_id=BUSINESS))
    with pytest.raises(NotFound):
        desk.do(get_business, SystemActor(), AskBusiness(BUSINESS))
    with pytest.raises(NotFound):
        desk.do(identify, SystemActor(), Identify(TOM_AT_WORK, BUSINESS))
    found = desk.do(identify, SystemActor(), Identify(TOM_AT_WORK))
    assert found == (OTHER, StaffActor(OTHER, "tom"))
    with pytest.raises(InvitationInvalid):
        desk.do(accept_invitation, SystemActor(), AcceptInvitation(TOM_AT_WORK, code))
    assert desk.do(businesses_with_lapsed, SystemActor(), AskLapsed()) == ()


def test_customers_hear_of_what_was_cancelled_with_the_business_and_of_nothing_else(
    desk: MemoryDesk,
) -> None:
    desk.book()
    desk.do(delete_business, HOUSE, DeleteBusiness(business_id=BUSINESS, cancelling=1))
    told = [
        news.kind
        for each in desk.state.outbox.values()
        if isinstance(news := desk.do(get_news, SystemActor(), AskNews(each)), NewsView)
    ]
    assert told == [AnnouncementKind.CANCELLED]


def test_a_business_comes_back_as_it_was(desk: MemoryDesk) -> None:
    before = desk.state.catalogs[BUSINESS]
    for _ in range(2):
        desk.do(delete_business, HOUSE, DeleteBusiness(business_id=BUSINESS))
    for _ in range(2):
        assert desk.do(restore_business, HOUSE, RestoreBusiness(BUSINESS)) == before
    with pytest.raises(NotFound):
        desk.do(restore_business, HOUSE, RestoreBusiness("nowhere"))


def test_past_its_clock_a_business_is_gone_for_good(desk: MemoryDesk) -> None:
    desk.book()
    gone = DeleteBusiness(business_id=BUSINESS, cancelling=1, kept_for=timedelta(days=2))
    desk.do(delete_business, HOUSE, gone)
    desk.wait(timedelta(days=2) - timedelta(seconds=1))
    assert desk.do(purge_deleted, SystemActor(), PurgeDeleted()) == ()
    desk.wait(timedelta(seconds=1))
    (removed,) = desk.do(purge_deleted, SystemActor(), PurgeDeleted())
    assert (removed.kind, removed.identifier) == (DeletedKind.BUSINESS, BUSINESS)
    assert not desk.state.customers
    assert not desk.state.appointments
    with pytest.raises(NotFound):
        desk.do(restore_business, HOUSE, RestoreBusiness(BUSINESS))


# --- people


def test_who_left_is_removed_from_every_business_they_are_in(desk: MemoryDesk) -> None:
    with_clinic(desk)
    code = desk.do(invite, HOUSE, Invite(BUSINESS, "tom"))
    plan = desk.do(remove_person, HOUSE, leaving())
    assert [each.place for each in plan.leavings] == [Place(OTHER, "tom"), Place(BUSINESS, "tom")]
    for business_id in (BUSINESS, OTHER):
        catalog = desk.state.catalogs[business_id]
        assert "tom" not in catalog.staff_members
        assert not any("tom" in each.staff_member_ids for each in catalog.services.values())
        assert not any(each.staff_member_id == "tom" for each in catalog.time_off)
        assert (business_id, TOM_AT_WORK) not in desk.state.links
    with pytest.raises(InvitationInvalid):
        desk.do(accept_invitation, SystemActor(), AcceptInvitation(TOM_AT_WORK, code))
    assert desk.do(remove_person, HOUSE, leaving()).leavings == ()


def test_a_mail_address_alone_makes_nobody_the_same_person(desk: MemoryDesk) -> None:
    people = tuple(
        replace(each, email_address="tom@example.com") if each.staff_member_id == "tom" else each
        for each in salon().staff_members.values()
    )
    desk.load(salon(staff=people, business=salon_business(business_id=OTHER)))
    desk.change(salon(staff=people))
    plan = desk.do(plan_leaving, HOUSE, AskLeaving(Place(BUSINESS, "tom")))
    assert [each.place.business_id for each in plan.leavings] == [BUSINESS]
    found = desk.do(find_people, HOUSE, AskPeople(" Tom@Example.com "))
    assert {each.business_id for each in found} == {BUSINESS, OTHER}
    first, *others = found
    done = desk.do(remove_person, HOUSE, replace(leaving(), place=first, others=tuple(others)))
    assert len(done.leavings) == 2


def test_an_administrator_reaches_as_far_as_they_administrate(desk: MemoryDesk) -> None:
    with_clinic(desk)
    both = desk.do(plan_leaving, staff("ana"), AskLeaving(Place(BUSINESS, "tom")))
    assert (len(both.leavings), both.out_of_reach) == (2, 0)
    del desk.state.links[OTHER, ANA_AT_WORK]
    plan = desk.do(remove_person, staff("ana"), leaving())
    assert ([each.place.business_id for each in plan.leavings], plan.out_of_reach) == (
        [BUSINESS],
        1,
    )
    assert "tom" in desk.state.catalogs[OTHER].staff_members


def test_what_is_kept_needs_somebody_and_what_is_cancelled_is_told(desk: MemoryDesk) -> None:
    mine = desk.book(staff_member_id="tom")
    with pytest.raises(AppointmentsToCome):
        desk.do(remove_person, staff("ana"), leaving())
    desk.do(remove_person, staff("ana"), leaving(seen=1))
    noted = [entry.what for _, subject, entry in desk.state.audit if subject == mine.appointment_id]
    assert noted[-1] == NEEDS_SOMEBODY
    (kept,) = desk.state.appointments.values()
    assert kept.status is AppointmentStatus.CONFIRMED

    again = desk.book(staff_member_id="ben")
    desk.do(remove_person, staff("ana"), leaving("ben", aftermath=Aftermath.CANCEL, seen=1))
    ended = desk.state.appointments[BUSINESS, again.appointment_id]
    assert ended.status is AppointmentStatus.CANCELLED


def test_an_appointment_that_others_share_stays(desk: MemoryDesk) -> None:
    view = desk.book(staff_member_id="tom")
    key = BUSINESS, view.appointment_id
    shared = replace(desk.state.appointments[key], staff_member_ids=("tom", "ben"))
    desk.state.appointments[key] = shared
    desk.do(remove_person, HOUSE, leaving(aftermath=Aftermath.CANCEL, seen=1))
    assert desk.state.appointments[key].status is AppointmentStatus.CONFIRMED


def test_the_last_administrator_stays_unless_the_operator_says_so(desk: MemoryDesk) -> None:
    with pytest.raises(LastAdministrator):
        desk.do(remove_person, staff("ana"), leaving("ana"))
    assert desk.do(remove_person, HOUSE, leaving("ana")).leavings[0].is_last_administrator


def test_the_same_person_is_told_by_identity_in_the_catalog(desk: MemoryDesk) -> None:
    with_clinic(desk)
    found = desk.do(lambda uow, *_: uow.businesses.catalog(BUSINESS).elsewhere, HOUSE, None)
    assert found == {"tom": ((OTHER, "tom"),), "ana": ((OTHER, "ana"),)}
    desk.do(delete_business, HOUSE, DeleteBusiness(business_id=OTHER))
    assert not desk.do(lambda uow, *_: uow.businesses.catalog(BUSINESS).elsewhere, HOUSE, None)


def test_a_copy_keeps_the_original_s_buffers(desk: MemoryDesk) -> None:
    asked = CloneService(
        business_id=BUSINESS, service_id="colour", display_name="Toner", idempotency_key="t"
    )
    copied = desk.do(clone_service, HOUSE, asked)
    assert (copied.pre_buffer, copied.post_buffer) == (COLOUR.pre_buffer, COLOUR.post_buffer)
