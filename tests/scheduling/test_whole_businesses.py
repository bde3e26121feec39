"""Whole businesses: loaded, exported and listed, and whom their staff may ask."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from scheduling.actors import (
    Actor,
    CustomerActor,
    OperatorActor,
    Principal,
    StaffActor,
    SystemActor,
)
from scheduling.auditing import AuditEntry
from scheduling.business import Former
from scheduling.catalog import Role, StaffMember
from scheduling.errors import NotFound, NotPermitted, SlotTaken
from scheduling.resources import Resource, ResourceUnit
from scheduling.service.administration import (
    AskBusinesses,
    BusinessRecord,
    BusinessSummary,
    StaffSummary,
    export_business,
    list_businesses,
    replace_business,
)
from scheduling.service.asking import AskBusiness
from scheduling.service.holding import HoldCommand, hold
from scheduling.service.lifecycle.administrators import list_administrators
from scheduling.service.wishes import Wish
from tests.fakes.businesses import (
    BUSINESS,
    COLOUR,
    HAIRCUT,
    STAFF,
    STAFF_OF_ROLE,
    appointment,
    at,
    customer,
    salon,
    salon_business,
    staff,
    stored_customer,
)
from tests.fakes.desk import MemoryDesk
from tests.fakes.memory import Locked

HOUSE = OperatorActor()
ASK = AskBusiness(BUSINESS)


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk()


def load(desk: MemoryDesk, actor: Actor = HOUSE, **changes: Any) -> None:
    facts: dict[str, Any] = {"catalog": salon(), **changes}
    desk.do(replace_business, actor, BusinessRecord(**facts))


def export(desk: MemoryDesk, actor: Actor = HOUSE) -> BusinessRecord:
    return desk.do(export_business, actor, ASK)


# Loading


def test_what_was_there_is_gone_and_what_is_loaded_is_there(desk: MemoryDesk) -> None:
    desk.book()
    record = BusinessRecord(
        salon(HAIRCUT), (stored_customer(),), (appointment(start_at=at(15, 10)),)
    )
    desk.do(replace_business, HOUSE, record)
    assert export(desk) == record


def test_another_business_is_left_alone(desk: MemoryDesk) -> None:
    booked = desk.book()
    load(desk, catalog=salon(business=salon_business(business_id="clinic")))
    assert desk.see(booked, customer()) == booked
    assert [key for key, _ in desk.state.customers] == [BUSINESS]


def test_two_at_one_time_are_refused(desk: MemoryDesk) -> None:
    twice = (appointment("a-1"), appointment("a-2", at(14, 10, 30)))
    with pytest.raises(SlotTaken) as refused:
        load(desk, customers=(stored_customer(),), appointments=twice)
    assert (refused.value.start_at, refused.value.staff_member_id) == (at(14, 10, 30), "ana")


@pytest.mark.parametrize(("actor", "door"), [(HOUSE, "command line"), (SystemActor(), "system")])
def test_a_load_is_written_down(desk: MemoryDesk, actor: Actor, door: str) -> None:
    desk.wait(timedelta(minutes=1))
    load(desk, actor)
    assert desk.state.audit[-1] == (BUSINESS, BUSINESS, AuditEntry(actor, "loaded", desk.now, door))


def test_every_calendar_is_held_before_anything_is_removed(desk: MemoryDesk) -> None:
    desk.meanwhile(desk.book)
    load(desk, catalog=salon(HAIRCUT, staff=STAFF[:1]))
    assert desk.locked == [Locked(("ana", "ben", "tom", "vic", "gus"))]
    assert export(desk).appointments == ()


def test_what_somebody_holds_is_in_no_way_of_a_load(desk: MemoryDesk) -> None:
    wish = Wish(business_id=BUSINESS, service_id="haircut", staff_member_id="ana")
    desk.do(hold, customer("eve"), HoldCommand(wish, at(14, 10), "h"))
    load(desk, customers=(stored_customer(),), appointments=(appointment(),))
    assert desk.state.holds == {}


def test_nothing_is_held_of_what_is_new(desk: MemoryDesk) -> None:
    load(desk, catalog=salon(business=salon_business(business_id="clinic")))
    assert desk.locked == []


# What is offered no more


def test_what_appointments_name_goes_along_and_comes_back(desk: MemoryDesk) -> None:
    chair, room = (Resource(resource_id=each, display_name=each) for each in ("chair", "room"))
    former = Former(
        services={"perm": replace(HAIRCUT, service_id="perm", display_name="Perm")},
        staff_members={"zoe": StaffMember(staff_member_id="zoe", display_name="Zoe")},
        resources={"room": room},
    )
    past = appointment(
        start_at=at(1, 10),
        staff_member_ids=("zoe",),
        service_id="perm",
        service_name="Perm",
        resource_units=(ResourceUnit("room", 1),),
    )
    catalog = salon(resources={"chair": chair})
    record = BusinessRecord(catalog, (stored_customer(),), (past,), former)
    desk.do(replace_business, HOUSE, record)
    assert "perm" not in desk.state.catalogs[BUSINESS].services
    assert export(desk) == record
    desk.do(replace_business, HOUSE, export(desk))
    assert export(desk) == record


def test_what_no_appointment_names_does_not_go_along(desk: MemoryDesk) -> None:
    former = Former(
        services={"perm": replace(HAIRCUT, service_id="perm")},
        staff_members={"zoe": StaffMember(staff_member_id="zoe", display_name="Zoe")},
        resources={"room": Resource(resource_id="room", display_name="Room")},
    )
    load(desk, former=former)
    assert export(desk).former == Former()


def test_what_is_offered_wins_over_what_was_of_the_same_id(desk: MemoryDesk) -> None:
    old = replace(COLOUR, service_id="haircut", display_name="Old")
    ana = StaffMember(staff_member_id="ana", display_name="Old")
    room = Resource(resource_id="room", display_name="Room")
    catalog = salon(resources={"room": room})
    former = Former(
        services={"haircut": old},
        staff_members={"ana": ana},
        resources={"room": replace(room, display_name="Old")},
    )
    load(desk, catalog=catalog, former=former)
    assert export(desk).catalog == catalog


# Exporting and listing


def test_an_export_is_of_one_business_alone(desk: MemoryDesk) -> None:
    load(desk, catalog=salon(business=salon_business(business_id="clinic")))
    booked = desk.book()
    found = export(desk)
    assert found.catalog.business.business_id == BUSINESS
    assert [each.appointment_id for each in found.appointments] == [booked.appointment_id]
    assert [each.contact.name for each in found.customers] == ["Dana"]
    assert export_of(desk, "clinic").appointments == ()


def export_of(desk: MemoryDesk, business_id: str) -> BusinessRecord:
    return desk.do(export_business, HOUSE, AskBusiness(business_id))


def test_no_business_no_export(desk: MemoryDesk) -> None:
    with pytest.raises(NotFound) as refused:
        export_of(desk, "nowhere")
    assert (refused.value.kind, refused.value.identifier) == ("business", "nowhere")


def summary(
    business_id: str, name: str, people: tuple[StaffSummary, ...], **facts: Any
) -> BusinessSummary:
    return BusinessSummary(
        business_id=business_id, display_name=name, staff_members=people, **facts
    )


@pytest.mark.parametrize("actor", [HOUSE, SystemActor()])
def test_all_are_listed_by_name_with_their_staff(desk: MemoryDesk, actor: Actor) -> None:
    clinic = salon_business(
        business_id="clinic", display_name="Clinic", language_tag="de", is_published=False
    )
    load(desk, catalog=salon(business=clinic, staff=STAFF[:1]))
    people = tuple(
        StaffSummary(each.staff_member_id, each.display_name, each.role) for each in STAFF
    )
    assert desk.do(list_businesses, actor, AskBusinesses()) == (
        summary("clinic", "Clinic", people[:1], is_published=False, language_tag="de"),
        summary(BUSINESS, "Salon Nord", people, is_published=True, language_tag="en"),
    )


HOUSE_S = "manage whole businesses"
EXPORT = "export"
NOT_HERE = "act in another business"
STRANGERS: tuple[Actor, ...] = (
    StaffActor("clinic", "ana"),
    CustomerActor("clinic", Principal("directline", "", "dana")),
)


@pytest.mark.parametrize("actor", [customer(), *STRANGERS, *map(staff, STAFF_OF_ROLE.values())])
def test_whole_businesses_are_the_house_s(desk: MemoryDesk, actor: Actor) -> None:
    for use_case, command in (
        (replace_business, BusinessRecord(salon(HAIRCUT))),
        (list_businesses, AskBusinesses()),
    ):
        with pytest.raises(NotPermitted) as refused:
            desk.do(use_case, actor, command)  # type: ignore[arg-type]
        assert refused.value.action == HOUSE_S


@pytest.mark.parametrize(
    ("actor", "refused_as"),
    [
        (HOUSE, None),
        (SystemActor(), None),
        (staff("ana"), None),
        *(
            (staff(who), EXPORT)
            for role, who in STAFF_OF_ROLE.items()
            if role is not Role.ADMINISTRATOR
        ),
        (customer(), EXPORT),
        *((each, NOT_HERE) for each in STRANGERS),
    ],
)
def test_who_may_take_everything_along(
    desk: MemoryDesk, actor: Actor, refused_as: str | None
) -> None:
    if refused_as is None:
        assert export(desk, actor).catalog == salon()
        return
    with pytest.raises(NotPermitted) as refused:
        export(desk, actor)
    assert refused.value.action == refused_as


# Whom to ask


@pytest.mark.parametrize("actor", [HOUSE, SystemActor(), *map(staff, STAFF_OF_ROLE.values())])
def test_staff_are_told_who_administrates(desk: MemoryDesk, actor: Actor) -> None:
    also = StaffMember(staff_member_id="zoe", display_name="Zoe", role=Role.ADMINISTRATOR)
    desk.change(salon(staff=(*STAFF, also)))
    assert desk.do(list_administrators, actor, ASK) == ("Ana", "Zoe")


@pytest.mark.parametrize(
    ("actor", "refused_as"),
    [(customer(), "see who administrates"), *((each, NOT_HERE) for each in STRANGERS)],
)
def test_nobody_else_is_told_who_administrates(
    desk: MemoryDesk, actor: Actor, refused_as: str
) -> None:
    with pytest.raises(NotPermitted) as refused:
        desk.do(list_administrators, actor, ASK)
    assert refused.value.action == refused_as
