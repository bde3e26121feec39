"""What beginning and ending leaves behind: answers, the record of changes, and typed refusals."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from scheduling.absences import Closure, TimeOff
from scheduling.actors import Actor, OperatorActor, Principal, StaffActor, SystemActor
from scheduling.announcements import AnnouncementKind, RecipientKind
from scheduling.auditing import AuditEntry
from scheduling.catalog import QuestionAssignment, Role
from scheduling.deletions import RETENTION, Clock, Deleted, DeletedKind, Place
from scheduling.errors import (
    AlreadyThere,
    AppointmentsToCome,
    InvalidValue,
    KeyReused,
    LastAdministrator,
    NotFound,
    NotPermitted,
)
from scheduling.ports import Link
from scheduling.service.lifecycle.creating import (
    CloneBusiness,
    CloneService,
    CreateBusiness,
    clone_business,
    clone_service,
    create_business,
)
from scheduling.service.lifecycle.deleting import (
    AskDeletion,
    DeleteBusiness,
    DeleteService,
    DeletionPlan,
    delete_business,
    delete_service,
    plan_deletion,
)
from scheduling.service.lifecycle.leaving import (
    NEEDS_SOMEBODY,
    Aftermath,
    AskLeaving,
    AskPeople,
    Leaving,
    LeavingPlan,
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
from scheduling.statuses import AppointmentStatus, CancelledBy
from tests.fakes.businesses import (
    BUSINESS,
    COLOUR,
    CONSULTATION,
    EVE,
    HAIRCUT,
    STAFF,
    STAFF_OF_ROLE,
    at,
    customer,
    salon,
    salon_business,
    staff,
)
from tests.fakes.desk import MemoryDesk
from tests.fakes.memory import Locked
from tests.fakes.periods import local_period

HOUSE, SYSTEM = OperatorActor(), SystemActor()
ANA_IN_TEAMS = StaffActor(BUSINESS, "ana", "msteams")
EVERYBODY = ("ana", "ben", "gus", "tom", "vic")
CLINIC = "clinic"
CLONE = CloneService(
    business_id=BUSINESS, service_id="haircut", display_name=" Kids ", idempotency_key="k"
)
DELETE = DeleteService(business_id=BUSINESS, service_id="haircut")
DELETE_ALL = DeleteBusiness(business_id=BUSINESS)
CLONE_ALL = CloneBusiness(business_id=BUSINESS, new_business_id="new", display_name="New")
CONFIRMED, CANCELLED = AppointmentStatus.CONFIRMED, AppointmentStatus.CANCELLED
TOM_AT_WORK, ANA_AT_WORK = (Principal("msteams", "directory", each) for each in ("tom", "ana"))


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk()


def with_clinic(desk: MemoryDesk) -> None:
    """Tom and Ana work in a clinic too, as their sign-ins tell; Ana administrates both."""
    desk.load(salon(business=salon_business(business_id=CLINIC, display_name="Clinic")))
    for business_id in (BUSINESS, CLINIC):
        desk.state.links[business_id, TOM_AT_WORK] = Link(staff_member_id="tom")
        desk.state.links[business_id, ANA_AT_WORK] = Link(staff_member_id="ana")


def leaving(who: str = "tom", **changes: Any) -> RemovePerson:
    facts: dict[str, Any] = {"aftermath": Aftermath.KEEP, "seen": 0, **changes}
    return RemovePerson(place=Place(BUSINESS, who), **facts)


def clock(desk: MemoryDesk, kept_for: timedelta = RETENTION) -> Clock:
    return Clock(desk.now, desk.now + kept_for)


# The record of changes: what was done to what, in which business, by whom and by which door

CHANGES: dict[str, tuple[Callable[..., Any], Any, Actor, str, str]] = {
    # done: the use case, its command, who does it, what is written down, of which id
    "create": (
        create_business,
        CreateBusiness(salon(business=salon_business(business_id="new"))),
        HOUSE,
        "created",
        "new",
    ),
    "clone": (clone_business, CLONE_ALL, HOUSE, "cloned", BUSINESS),
    "clone a service": (clone_service, CLONE, ANA_IN_TEAMS, "cloned", "id-1"),
    "delete a service": (delete_service, DELETE, ANA_IN_TEAMS, "deleted", "haircut"),
    "delete": (delete_business, DELETE_ALL, HOUSE, "deleted", BUSINESS),
    "remove": (remove_person, leaving(), ANA_IN_TEAMS, "removed", "tom"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_each_change_is_written_down(desk: MemoryDesk, name: str) -> None:
    use_case, command, actor, what, subject = CHANGES[name]
    before = len(desk.state.audit)
    desk.wait(timedelta(minutes=5))
    desk.do(use_case, actor, command)
    ((business_id, of, entry),) = desk.state.audit[before:]
    door = "msteams" if actor is ANA_IN_TEAMS else "command line"
    assert (business_id, of) == ("new" if name in ("create", "clone") else BUSINESS, subject)
    assert (entry, entry.door) == (AuditEntry(actor, what, desk.now, door), door)


def test_what_comes_back_and_what_goes_for_good_is_written_down(desk: MemoryDesk) -> None:
    desk.do(delete_service, ANA_IN_TEAMS, DELETE)
    desk.do(restore_service, ANA_IN_TEAMS, RestoreService(BUSINESS, "haircut"))
    back = AuditEntry(ANA_IN_TEAMS, "restored", desk.now, "msteams")
    assert desk.state.audit[-1] == (BUSINESS, "haircut", back)
    desk.do(delete_business, HOUSE, DELETE_ALL)
    desk.do(restore_business, SYSTEM, RestoreBusiness(BUSINESS))
    back = AuditEntry(SYSTEM, "restored", desk.now, "system")
    assert desk.state.audit[-1] == (BUSINESS, BUSINESS, back)
    desk.do(delete_service, ANA_IN_TEAMS, DELETE)
    desk.wait(RETENTION)
    desk.do(purge_deleted, SYSTEM, PurgeDeleted())
    gone = AuditEntry(SYSTEM, "purged", desk.now, "system")
    assert desk.state.audit[-1] == (BUSINESS, "haircut", gone)


def test_of_a_business_gone_for_good_nothing_is_written_down(desk: MemoryDesk) -> None:
    desk.do(delete_service, ANA_IN_TEAMS, DELETE)
    desk.do(delete_business, HOUSE, DELETE_ALL)
    desk.wait(RETENTION)
    gone = desk.do(purge_deleted, SYSTEM, PurgeDeleted())
    assert (gone[0].kind, gone[0].clock) == (DeletedKind.BUSINESS, clock_before(desk))
    assert desk.state.audit == ()


def clock_before(desk: MemoryDesk) -> Clock:
    return Clock(desk.now - RETENTION, desk.now)


# Begun


def test_a_business_begins_as_its_catalog_says(desk: MemoryDesk) -> None:
    catalog = salon(business=salon_business(business_id="new"))
    desk.do(create_business, HOUSE, CreateBusiness(catalog))
    assert desk.state.catalogs["new"] == catalog


@pytest.mark.parametrize("is_deleted", [False, True])
@pytest.mark.parametrize("use_case", [create_business, clone_business])
def test_an_id_is_used_once(desk: MemoryDesk, use_case: Any, is_deleted: bool) -> None:  # noqa: FBT001
    with_clinic(desk)
    if is_deleted:
        desk.do(delete_business, HOUSE, DeleteBusiness(business_id=CLINIC))
    catalog = salon(business=salon_business(business_id=CLINIC))
    copy = CloneBusiness(business_id=BUSINESS, new_business_id=CLINIC, display_name="X")
    command = copy if use_case is clone_business else CreateBusiness(catalog)
    with pytest.raises(AlreadyThere) as refused:
        desk.do(use_case, HOUSE, command)
    found = refused.value
    assert (found.kind, found.identifier, found.is_deleted) == ("business", CLINIC, is_deleted)


def test_what_else_was_deleted_keeps_no_id(desk: MemoryDesk) -> None:
    with_clinic(desk)
    desk.do(delete_business, HOUSE, DeleteBusiness(business_id=CLINIC))
    assert desk.do(clone_business, HOUSE, CLONE_ALL) == desk.state.catalogs["new"]


def test_a_copied_business_is_stored_as_it_is_given(desk: MemoryDesk) -> None:
    for with_staff in (False, True):
        asked = replace(CLONE_ALL, new_business_id=f"new-{with_staff}", with_staff=with_staff)
        copied = desk.do(clone_business, HOUSE, asked)
        assert desk.state.catalogs[asked.new_business_id] == copied
        assert bool(copied.staff_members) is with_staff
        assert copied.services["haircut"].staff_member_ids == (
            HAIRCUT.staff_member_ids if with_staff else ()
        )
    with pytest.raises(NotFound):
        desk.do(clone_business, HOUSE, replace(CLONE_ALL, business_id="nowhere"))


def test_a_copied_service_is_the_same_but_for_its_name_and_aliases(desk: MemoryDesk) -> None:
    cut = replace(HAIRCUT, aliases={"en": ("cut",)})
    desk.change(salon(cut, CONSULTATION))
    copied = desk.do(clone_service, ANA_IN_TEAMS, CLONE)
    assert copied == replace(cut, service_id="id-1", display_name="Kids", aliases={})
    assert desk.state.catalogs[BUSINESS].services == {
        "haircut": cut,
        "consultation": CONSULTATION,
        "id-1": copied,
    }
    assert desk.locked == [Locked(EVERYBODY)]


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        (" ", "must not be empty"),
        ("x" * 401, "must be at most 400 characters"),
        (" hAIRCUT ", "must not be the name of another service"),
    ],
)
def test_a_copy_needs_a_name_of_its_own(desk: MemoryDesk, name: str, problem: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        desk.do(clone_service, ANA_IN_TEAMS, replace(CLONE, display_name=name))
    assert (refused.value.field, refused.value.problem) == ("displayName", problem)


def test_the_same_request_gives_the_same_copy_and_another_one_is_refused(desk: MemoryDesk) -> None:
    first = desk.do(clone_service, ANA_IN_TEAMS, CLONE)
    (kept,) = desk.state.answers.values()
    assert kept[1:] == (first.service_id, desk.now)
    assert desk.do(clone_service, staff("ana"), CLONE) == first
    assert desk.do(clone_service, HOUSE, replace(CLONE, display_name="K")) != first
    with pytest.raises(KeyReused) as refused:
        desk.do(clone_service, ANA_IN_TEAMS, replace(CLONE, display_name="Teens"))
    assert refused.value.key == "k"


def test_two_who_copy_at_once_lose_nothing_of_each_other(desk: MemoryDesk) -> None:
    desk.meanwhile(lambda: desk.do(clone_service, HOUSE, replace(CLONE, display_name="Teens")))
    desk.do(clone_service, ANA_IN_TEAMS, CLONE)
    names = {each.display_name for each in desk.state.catalogs[BUSINESS].services.values()}
    assert {"Kids", "Teens"} <= names


# Ended


@pytest.mark.parametrize("service_id", ["haircut", None])
def test_what_deleting_would_mean_is_shown_in_order(
    desk: MemoryDesk, service_id: str | None
) -> None:
    late, early = desk.book(start_at=at(15, 10)), desk.book(start_at=at(14, 10))
    other = desk.book(start_at=at(16, 10), service_id="colour")
    cancelled = desk.book(start_at=at(14, 14))
    desk.cancel(cancelled, customer())
    expected = [early, late, *([] if service_id else [other])]
    assert desk.do(plan_deletion, HOUSE, AskDeletion(BUSINESS, service_id)) == DeletionPlan(
        BUSINESS,
        service_id,
        "Haircut" if service_id else "Salon Nord",
        tuple(desk.see(each, HOUSE) for each in expected),
    )


def test_what_has_begun_or_lapsed_is_not_to_come(desk: MemoryDesk) -> None:
    desk.load(salon(replace(HAIRCUT, needs_approval=True)))
    asked = desk.book(start_at=at(17, 10))
    began = desk.accept(desk.book(start_at=at(14, 10)), staff("ana"))
    ahead = desk.accept(desk.book(start_at=at(14, 11)), staff("ana"))
    desk.wait(at(14, 10) - desk.now)
    plan = desk.do(plan_deletion, HOUSE, AskDeletion(BUSINESS))
    assert [each.appointment_id for each in plan.appointments] == [ahead.appointment_id]
    assert began.appointment_id != asked.appointment_id


@pytest.mark.parametrize("use_case", [delete_service, delete_business])
@pytest.mark.parametrize("kept_for", [RETENTION, timedelta(days=2)])
def test_what_is_deleted_is_named_with_its_clock(
    desk: MemoryDesk, use_case: Any, kept_for: timedelta
) -> None:
    is_service = use_case is delete_service
    command = replace(DELETE if is_service else DELETE_ALL, kept_for=kept_for)
    gone = Deleted(
        DeletedKind.SERVICE if is_service else DeletedKind.BUSINESS,
        BUSINESS,
        "haircut" if is_service else BUSINESS,
        "Haircut" if is_service else "Salon Nord",
        clock(desk, kept_for),
    )
    assert desk.do(use_case, HOUSE, command) == gone
    assert desk.locked == [Locked(EVERYBODY)]
    asked = AskDeleted(BUSINESS if is_service else None)
    assert desk.do(list_deleted, HOUSE, asked) == (gone,)
    desk.wait(timedelta(days=1))
    assert desk.do(use_case, HOUSE, command) == gone


def test_what_does_not_exist_is_not_deleted(desk: MemoryDesk) -> None:
    desk.do(delete_service, HOUSE, replace(DELETE, service_id="colour"))
    for use_case, command, what in (
        (delete_service, replace(DELETE, service_id="nothing"), "service"),
        (delete_service, replace(DELETE, business_id="nowhere"), "business"),
        (delete_business, replace(DELETE_ALL, business_id="nowhere"), "business"),
        (plan_deletion, AskDeletion(BUSINESS, "nothing"), "service"),
        (restore_service, RestoreService(BUSINESS, "nothing"), "service"),
        (restore_business, RestoreBusiness("nowhere"), "business"),
    ):
        with pytest.raises(NotFound) as refused:
            desk.do(use_case, HOUSE, command)  # type: ignore[arg-type]
        assert refused.value.kind == what
        assert refused.value.identifier in ("nothing", "nowhere")


@pytest.mark.parametrize("use_case", [delete_service, delete_business])
def test_one_booked_meanwhile_is_never_cancelled_unseen(desk: MemoryDesk, use_case: Any) -> None:
    desk.meanwhile(desk.book)
    with pytest.raises(AppointmentsToCome) as refused:
        desk.do(use_case, HOUSE, DELETE if use_case is delete_service else DELETE_ALL)
    assert (refused.value.count, refused.value.seen) == (1, 0)
    (kept,) = desk.state.appointments.values()
    assert kept.status is CONFIRMED


@pytest.mark.parametrize("use_case", [delete_service, delete_business])
def test_what_is_cancelled_with_it_says_why_and_is_told(desk: MemoryDesk, use_case: Any) -> None:
    desk.load(salon(replace(HAIRCUT, needs_approval=True)))
    accepted, asked = desk.book(), desk.book(start_at=at(15, 10))
    desk.accept(accepted, staff("ben"))
    command = DELETE if use_case is delete_service else DELETE_ALL
    desk.do(
        use_case,
        ANA_IN_TEAMS if use_case is delete_service else HOUSE,
        replace(command, cancelling=2, message=" We close "),
    )
    told = {
        (each.appointment_id, each.kind)
        for each in desk.state.outbox.values()
        if each.recipient_kind is RecipientKind.CUSTOMER
    }
    assert {
        (accepted.appointment_id, AnnouncementKind.CANCELLED),
        (asked.appointment_id, AnnouncementKind.DECLINED),
    } <= told
    for each in desk.state.appointments.values():
        assert (each.status, each.cancellation_message) == (CANCELLED, "We close")


def test_other_services_appointments_and_clocks_are_left_alone(desk: MemoryDesk) -> None:
    desk.load(salon(HAIRCUT, COLOUR))
    other = desk.book(service_id="colour", staff_member_id="ana", contact=EVE)
    desk.do(delete_service, ANA_IN_TEAMS, DELETE)
    assert desk.see(other, customer()).status is CONFIRMED
    running = {key[2] for key, (_, begun) in desk.state.retired.items() if begun}
    assert running == {"haircut"} < {key[2] for key in desk.state.retired}


def test_a_person_s_clock_starts_alone(desk: MemoryDesk) -> None:
    desk.load(salon(staff=STAFF[:4]))
    desk.do(remove_person, HOUSE, leaving())
    running = {key[2] for key, (_, begun) in desk.state.retired.items() if begun}
    assert running == {"tom"} < {key[2] for key in desk.state.retired}


@pytest.mark.parametrize(
    ("use_case", "command"),
    [
        (clone_service, CLONE),
        (delete_service, replace(DELETE, service_id="colour")),
        (restore_service, RestoreService(BUSINESS, "haircut")),
        (remove_person, leaving("gus")),
        (delete_business, DELETE_ALL),
    ],
)
def test_what_nobody_answered_in_time_is_ended_first(
    desk: MemoryDesk, use_case: Any, command: Any
) -> None:
    desk.load(salon(replace(HAIRCUT, needs_approval=True), COLOUR))
    asked = desk.book(start_at=at(16, 10))
    desk.wait(timedelta(days=1))
    desk.do(use_case, HOUSE, command)
    ended = desk.state.appointments[BUSINESS, asked.appointment_id]
    assert (ended.status, ended.cancelled_by) == (CANCELLED, CancelledBy.SYSTEM)


# Brought back


def test_what_a_file_left_out_says_the_clock_it_will_have(desk: MemoryDesk) -> None:
    desk.load(salon(HAIRCUT, staff=STAFF[:4]))
    day = timedelta(days=1)
    listed = desk.do(list_deleted, HOUSE, AskDeleted(BUSINESS, day))
    assert [(each.kind.value, each.identifier) for each in listed] == [
        ("service", "colour"),
        ("service", "consultation"),
        ("service", "hidden"),
        ("staffMember", "gus"),
    ]
    assert {each.clock for each in listed} == {clock(desk, day)}
    desk.do(purge_deleted, SYSTEM, PurgeDeleted(2 * day))
    begun = clock(desk, 2 * day)
    desk.wait(day)
    listed = desk.do(list_deleted, HOUSE, AskDeleted(BUSINESS, day))
    assert {each.clock for each in listed} == {begun}


def test_everywhere_is_every_business_and_what_was_deleted_in_those_there_are(
    desk: MemoryDesk,
) -> None:
    with_clinic(desk)
    desk.do(delete_service, HOUSE, DELETE)
    desk.do(delete_business, HOUSE, DeleteBusiness(business_id=CLINIC))
    listed = desk.do(list_deleted, HOUSE, AskDeleted())
    assert [(each.business_id, each.identifier) for each in listed] == [
        (CLINIC, CLINIC),
        (BUSINESS, "haircut"),
    ]


def test_a_service_comes_back_without_what_is_gone_since(desk: MemoryDesk) -> None:
    asked = (QuestionAssignment("how"), QuestionAssignment("allergies", is_required=True))
    desk.change(salon(replace(HAIRCUT, custom_questions=asked), CONSULTATION))
    desk.do(delete_service, HOUSE, DELETE)
    catalog = desk.state.catalogs[BUSINESS]
    questions = {"allergies": catalog.custom_questions["allergies"]}
    left = replace(CONSULTATION, custom_questions=())
    desk.change(replace(catalog, custom_questions=questions, services={"consultation": left}))
    restored = desk.do(restore_service, ANA_IN_TEAMS, RestoreService(BUSINESS, "haircut"))
    assert restored == replace(HAIRCUT, custom_questions=asked[1:])
    assert desk.state.catalogs[BUSINESS].services == {"consultation": left, "haircut": restored}
    assert desk.locked == [Locked(EVERYBODY)]


def test_only_services_come_back_one_by_one(desk: MemoryDesk) -> None:
    desk.do(remove_person, HOUSE, leaving())
    with pytest.raises(NotFound):
        desk.do(restore_service, HOUSE, RestoreService(BUSINESS, "tom"))


# People who left


def test_a_plan_says_where_somebody_is_and_what_is_to_come_there(desk: MemoryDesk) -> None:
    with_clinic(desk)
    late, early = (desk.book(start_at=at(day, 10), staff_member_id="tom") for day in (16, 15))
    desk.book()
    plan = desk.do(plan_leaving, staff("ana"), AskLeaving(Place(BUSINESS, "tom")))
    seen = tuple(desk.see(each, staff("ana")) for each in (early, late))
    assert plan == LeavingPlan(
        (
            Leaving(Place(BUSINESS, "tom"), "Salon Nord", "Tom", seen, is_last_administrator=False),
            Leaving(Place(CLINIC, "tom"), "Clinic", "Tom", (), is_last_administrator=False),
        )
    )
    assert plan.count == 2
    assert desk.do(remove_person, staff("ana"), leaving(seen=2)) == LeavingPlan(
        plan.leavings[::-1] if CLINIC < BUSINESS else plan.leavings
    )
    assert desk.locked == [Locked(EVERYBODY), Locked(EVERYBODY)]


@pytest.mark.parametrize(
    ("who", "also", "is_last"),
    [("ana", (), True), ("ana", ("ben",), False), ("tom", (), False)],
)
def test_the_last_administrator_is_told_apart(
    desk: MemoryDesk,
    who: str,
    also: tuple[str, ...],
    is_last: bool,  # noqa: FBT001
) -> None:
    people = tuple(
        replace(each, role=Role.ADMINISTRATOR) if each.staff_member_id in also else each
        for each in STAFF
    )
    desk.change(salon(staff=people))
    (found,) = desk.do(plan_leaving, HOUSE, AskLeaving(Place(BUSINESS, who))).leavings
    assert found.is_last_administrator is is_last
    if is_last:
        with pytest.raises(LastAdministrator) as refused:
            desk.do(remove_person, staff("ana"), leaving(who))
        assert refused.value.business_id == BUSINESS
    else:
        desk.do(remove_person, staff("ana"), leaving(who))
        assert who not in desk.state.catalogs[BUSINESS].staff_members


def test_only_who_left_is_gone(desk: MemoryDesk) -> None:
    off = [TimeOff(who, who, local_period(21, 9, 21, 12)) for who in ("tom", "ben")]
    desk.change(salon(time_off=tuple(off), closures=(Closure("c", local_period(20, 9, 20, 17)),)))
    before = desk.state.catalogs[BUSINESS]
    desk.do(remove_person, HOUSE, leaving(kept_for=timedelta(days=3)))
    after = desk.state.catalogs[BUSINESS]
    assert [*after.staff_members] == ["ana", "ben", "vic", "gus"]
    assert after.time_off == (off[1],)
    assert after.closures == before.closures
    assert after.services["haircut"] == replace(HAIRCUT, staff_member_ids=("ana", "ben"))
    assert after.services["consultation"] == CONSULTATION
    gone = Deleted(DeletedKind.STAFF_MEMBER, BUSINESS, "tom", "Tom", clock(desk, timedelta(days=3)))
    assert desk.do(list_deleted, HOUSE, AskDeleted(BUSINESS)) == (gone,)


def test_again_changes_nothing_and_nobody_is_nobody(desk: MemoryDesk) -> None:
    desk.do(remove_person, HOUSE, leaving())
    written = desk.state.audit
    assert desk.do(remove_person, staff("ana"), leaving(seen=7)) == LeavingPlan(())
    assert desk.state.audit == written
    desk.do(delete_service, HOUSE, DELETE)
    for use_case, command in (
        (remove_person, leaving("nobody")),
        (remove_person, leaving("haircut")),
        (plan_leaving, AskLeaving(Place(BUSINESS, "nobody"))),
        (remove_person, leaving("gus", others=(Place(BUSINESS, "nobody"),))),
    ):
        with pytest.raises(NotFound) as refused:
            desk.do(use_case, HOUSE, command)  # type: ignore[arg-type]
        assert refused.value.kind == "staff member"
        assert refused.value.identifier in ("nobody", "haircut")


def test_what_stays_is_noted_as_it_was_and_what_was_theirs_alone_is_cancelled(
    desk: MemoryDesk,
) -> None:
    alone, shared = (desk.book(start_at=at(day, 10), staff_member_id="tom") for day in (15, 16))
    key = BUSINESS, shared.appointment_id
    desk.state.appointments[key] = replace(
        desk.state.appointments[key], staff_member_ids=("tom", "ben")
    )
    command = leaving(aftermath=Aftermath.CANCEL, seen=2, message="Tom has left")
    desk.do(remove_person, ANA_IN_TEAMS, command)
    ended = desk.state.appointments[BUSINESS, alone.appointment_id]
    assert (ended.status, ended.cancellation_message) == (CANCELLED, "Tom has left")
    entries = [(subject, entry) for _, subject, entry in desk.state.audit[-3:]]
    assert {business_id for business_id, _, _ in desk.state.audit[-3:]} == {BUSINESS}
    door = "msteams"
    assert entries == [
        (
            alone.appointment_id,
            AuditEntry(ANA_IN_TEAMS, "cancelled", desk.now, door, CONFIRMED, CANCELLED),
        ),
        (
            shared.appointment_id,
            AuditEntry(ANA_IN_TEAMS, NEEDS_SOMEBODY, desk.now, door, CONFIRMED, CONFIRMED),
        ),
        ("tom", AuditEntry(ANA_IN_TEAMS, "removed", desk.now, door)),
    ]
    assert {entry.door for _, entry in entries} == {door}


def test_in_each_business_it_is_done_by_who_administrates_there(desk: MemoryDesk) -> None:
    desk.load(salon(business=salon_business(business_id=CLINIC), staff=(STAFF[2], boss("amy"))))
    for business_id, who in ((BUSINESS, "ana"), (CLINIC, "amy")):
        desk.state.links[business_id, TOM_AT_WORK] = Link(staff_member_id="tom")
        desk.state.links[business_id, ANA_AT_WORK] = Link(staff_member_id=who)
    desk.do(remove_person, ANA_IN_TEAMS, leaving())
    done = {
        (business_id, entry.actor, entry.door) for business_id, _, entry in desk.state.audit[-2:]
    }
    assert done == {
        (CLINIC, StaffActor(CLINIC, "amy"), "msteams"),
        (BUSINESS, ANA_IN_TEAMS, "msteams"),
    }


def test_in_the_third_business_too(desk: MemoryDesk) -> None:
    with_clinic(desk)
    desk.load(salon(business=salon_business(business_id="atelier")))
    desk.state.links["atelier", TOM_AT_WORK] = Link(staff_member_id="tom")
    desk.state.links["atelier", ANA_AT_WORK] = Link(staff_member_id="ana")
    plan = desk.do(remove_person, ANA_IN_TEAMS, leaving())
    assert [each.place.business_id for each in plan.leavings] == ["atelier", CLINIC, BUSINESS]
    done = [business_id for business_id, _, entry in desk.state.audit if entry.what == "removed"]
    assert done == ["atelier", CLINIC, BUSINESS]


def boss(who: str) -> Any:
    return replace(STAFF[0], staff_member_id=who, display_name=who.title())


def test_who_is_no_administrator_there_does_not_reach_there(desk: MemoryDesk) -> None:
    with_clinic(desk)
    desk.state.links[CLINIC, ANA_AT_WORK] = Link(staff_member_id="ben")
    plan = desk.do(plan_leaving, staff("ana"), AskLeaving(Place(BUSINESS, "tom")))
    assert ([each.place.business_id for each in plan.leavings], plan.out_of_reach) == (
        [BUSINESS],
        1,
    )


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("Tom@Example.com ", (Place(BUSINESS, "tom"),)),
        ("other@example.com", ()),
        ("", ()),
        (" ", ()),
    ],
)
def test_people_are_found_by_their_whole_mail_address(
    desk: MemoryDesk, address: str, found: tuple[Place, ...]
) -> None:
    people = tuple(
        replace(each, email_address="tom@example.com") if each.staff_member_id == "tom" else each
        for each in STAFF
    )
    desk.change(salon(staff=people))
    assert desk.do(find_people, HOUSE, AskPeople(address)) == found


def test_whoever_booked_while_calendars_were_awaited_is_counted(desk: MemoryDesk) -> None:
    desk.meanwhile(lambda: desk.book(staff_member_id="tom"))
    with pytest.raises(AppointmentsToCome) as refused:
        desk.do(remove_person, staff("ana"), leaving())
    assert (refused.value.count, refused.value.seen) == (1, 0)


# Who may


WHOLE, SETTINGS = "manage whole businesses", "change settings"
OF_THE_HOUSE: dict[str, tuple[Callable[..., Any], Any]] = {
    "create": (create_business, CreateBusiness(salon(business=salon_business(business_id="new")))),
    "clone": (clone_business, CLONE_ALL),
    "delete": (delete_business, DELETE_ALL),
    "plan to delete": (plan_deletion, AskDeletion(BUSINESS)),
    "restore": (restore_business, RestoreBusiness(BUSINESS)),
    "list all deleted": (list_deleted, AskDeleted()),
    "find people": (find_people, AskPeople("tom@example.com")),
    "purge": (purge_deleted, PurgeDeleted()),
}
OF_ADMINISTRATORS: dict[str, tuple[Callable[..., Any], Any]] = {
    "clone a service": (clone_service, CLONE),
    "delete a service": (delete_service, DELETE),
    "restore a service": (restore_service, RestoreService(BUSINESS, "haircut")),
    "plan to delete a service": (plan_deletion, AskDeletion(BUSINESS, "haircut")),
    "list deleted": (list_deleted, AskDeleted(BUSINESS)),
    "plan leaving": (plan_leaving, AskLeaving(Place(BUSINESS, "gus"))),
    "remove": (remove_person, leaving("gus")),
}
EVERYTHING = OF_THE_HOUSE | OF_ADMINISTRATORS
OTHERS: tuple[Actor, ...] = tuple(
    staff(who) for role, who in STAFF_OF_ROLE.items() if role is not Role.ADMINISTRATOR
)


@pytest.mark.parametrize("actor", [staff("ana"), *OTHERS, customer(), StaffActor(CLINIC, "ana")])
@pytest.mark.parametrize("name", OF_THE_HOUSE)
def test_whole_businesses_are_the_house_s(desk: MemoryDesk, name: str, actor: Actor) -> None:
    use_case, command = OF_THE_HOUSE[name]
    with pytest.raises(NotPermitted) as refused:
        desk.do(use_case, actor, command)
    named = SETTINGS if name == "plan to delete" and actor in (*OTHERS, customer()) else WHOLE
    if actor == StaffActor(CLINIC, "ana") and name == "plan to delete":
        named = "act in another business"
    assert refused.value.action == named


@pytest.mark.parametrize("actor", [HOUSE, SYSTEM])
@pytest.mark.parametrize("name", EVERYTHING)
def test_the_house_may_all_of_it(desk: MemoryDesk, name: str, actor: Actor) -> None:
    use_case, command = EVERYTHING[name]
    desk.do(use_case, actor, command)


@pytest.mark.parametrize("name", OF_ADMINISTRATORS)
def test_what_is_offered_is_the_administrators(desk: MemoryDesk, name: str) -> None:
    use_case, command = OF_ADMINISTRATORS[name]
    for actor in (*OTHERS, customer()):
        with pytest.raises(NotPermitted) as refused:
            desk.do(use_case, actor, command)
        assert refused.value.action == SETTINGS
    with pytest.raises(NotPermitted) as refused:
        desk.do(use_case, StaffActor(CLINIC, "ana"), command)
    assert refused.value.action == "act in another business"
    desk.do(use_case, staff("ana"), command)


def test_who_is_the_same_person_is_the_operator_s_to_say(desk: MemoryDesk) -> None:
    with pytest.raises(NotPermitted) as refused:
        desk.do(remove_person, staff("ana"), leaving("gus", others=(Place(BUSINESS, "vic"),)))
    assert refused.value.action == "say who is the same person"
