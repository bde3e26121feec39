"""Whom a verified identity stands for: signing in, invitations, acting as, and links followed."""

import hashlib
import re
from datetime import timedelta

import pytest

from scheduling.actors import (
    Actor,
    CustomerActor,
    OperatorActor,
    Principal,
    StaffActor,
    SystemActor,
    door_of,
)
from scheduling.auditing import AuditEntry
from scheduling.catalog import Role
from scheduling.errors import InvitationInvalid, NotFound, NotPermitted, NotYours
from scheduling.permissions import Action
from scheduling.ports import Link
from scheduling.service.identities import (
    AcceptInvitation,
    ActAs,
    Identify,
    Invite,
    OpenByLink,
    accept_invitation,
    act_as,
    identify,
    invite,
    open_by_link,
)
from scheduling.service.lifecycle.deleting import DeleteBusiness, delete_business
from scheduling.views import PersonView, StaffMemberView
from tests.fakes.businesses import (
    BUSINESS,
    STAFF,
    STAFF_OF_ROLE,
    customer,
    salon,
    salon_business,
    staff,
)
from tests.fakes.desk import MemoryDesk

HOUSE, SYSTEM = OperatorActor(), SystemActor()
ME = Principal("msteams", "directory", "object-id")
CLINIC, ATELIER = "clinic", "atelier"
NAMES = {CLINIC: "Clinic", ATELIER: "Atelier"}


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk()


def found(desk: MemoryDesk, command: Identify, actor: Actor = SYSTEM) -> tuple[str, Actor]:
    return desk.do(identify, actor, command)


def with_others(desk: MemoryDesk) -> None:
    for business_id, name in NAMES.items():
        desk.load(salon(business=salon_business(business_id=business_id, display_name=name)))


def invited(desk: MemoryDesk, who: str = "tom") -> str:
    return desk.do(invite, HOUSE, Invite(BUSINESS, who))


# Signing in


@pytest.mark.parametrize("actor", [SYSTEM, HOUSE])
def test_a_stranger_is_a_customer_of_the_door_they_came_by(desk: MemoryDesk, actor: Actor) -> None:
    with_others(desk)
    me = CustomerActor(CLINIC, ME)
    assert found(desk, Identify(ME, CLINIC, BUSINESS), actor) == (CLINIC, me)


@pytest.mark.parametrize(
    ("default", "links", "home"),
    [
        ("", {}, ATELIER),
        (CLINIC, {}, CLINIC),
        (CLINIC, {BUSINESS: Link(customer_id="c-1")}, BUSINESS),
        ("", {BUSINESS: Link(customer_id="c-1"), CLINIC: Link(staff_member_id="tom")}, CLINIC),
    ],
    ids=["the first by name", "the default", "where they are known", "where they work first"],
)
def test_who_comes_by_no_door_is_taken_home(
    desk: MemoryDesk, default: str, links: dict[str, Link], home: str
) -> None:
    with_others(desk)
    desk.state.links = {(business_id, ME): link for business_id, link in links.items()}
    assert found(desk, Identify(ME, default_business_id=default))[0] == home


@pytest.mark.parametrize(
    ("command", "named"),
    [
        (Identify(ME, "nowhere"), "nowhere"),
        (Identify(ME, default_business_id="nowhere"), "nowhere"),
    ],
)
def test_there_is_no_such_business(desk: MemoryDesk, command: Identify, named: str) -> None:
    with pytest.raises(NotFound) as refused:
        found(desk, command)
    assert (refused.value.kind, refused.value.identifier) == ("business", named)


def test_where_there_is_none_nobody_is_at_home(desk: MemoryDesk) -> None:
    desk.do(delete_business, HOUSE, DeleteBusiness(business_id=BUSINESS))
    with pytest.raises(NotFound) as refused:
        found(desk, Identify(ME))
    assert (refused.value.kind, refused.value.identifier) == ("business", "")


def test_staff_come_with_their_door_and_only_to_their_own_business(desk: MemoryDesk) -> None:
    with_others(desk)
    desk.do(act_as, SYSTEM, ActAs(BUSINESS, ME, staff_member_id="tom"))
    business_id, actor = found(desk, Identify(ME))
    assert (business_id, actor, door_of(actor)) == (BUSINESS, staff("tom"), "msteams")
    assert found(desk, Identify(ME, CLINIC)) == (CLINIC, CustomerActor(CLINIC, ME))
    other = Principal("msteams", "another directory", "object-id")
    assert found(desk, Identify(other, BUSINESS))[1] == CustomerActor(BUSINESS, other)


def test_a_known_customer_and_somebody_who_left_are_customers(desk: MemoryDesk) -> None:
    desk.state.links[BUSINESS, ME] = Link(customer_id="c-1")
    assert found(desk, Identify(ME))[1] == CustomerActor(BUSINESS, ME)
    desk.state.links[BUSINESS, ME] = Link(staff_member_id="tom")
    desk.change(salon(staff=STAFF[:2]))
    assert found(desk, Identify(ME))[1] == CustomerActor(BUSINESS, ME)


# Invitations


def test_a_code_is_four_groups_of_four_and_each_is_another(desk: MemoryDesk) -> None:
    codes = {invited(desk) for _ in range(20)}
    assert len(codes) == 20
    assert all(re.fullmatch("([A-Z2-7]{4}-){3}[A-Z2-7]{4}", each) for each in codes)


def test_a_code_sent_once_is_known_by_every_later_version(desk: MemoryDesk) -> None:
    assert invited(desk) == "5NTM-MI2X-F6FC-UULH"
    (kept,) = desk.state.invitations.values()
    assert kept.code_hash == hashlib.sha256(b"5NTMMI2XF6FCUULH").hexdigest()


def test_an_invitation_is_kept_for_a_week_and_written_down(desk: MemoryDesk) -> None:
    invited(desk)
    (kept,) = desk.state.invitations.values()
    assert (kept.business_id, kept.staff_member_id) == (BUSINESS, "tom")
    assert kept.expires_at == desk.now + timedelta(days=7)
    entry = AuditEntry(HOUSE, "invited", desk.now, "command line")
    assert desk.state.audit[-1] == (BUSINESS, "tom", entry)


@pytest.mark.parametrize("actor", [SYSTEM, customer(), *map(staff, STAFF_OF_ROLE.values())])
def test_only_the_operator_invites(desk: MemoryDesk, actor: Actor) -> None:
    with pytest.raises(NotPermitted) as refused:
        desk.do(invite, actor, Invite(BUSINESS, "tom"))
    assert refused.value.action == "invite staff"


@pytest.mark.parametrize(
    ("command", "what"),
    [(Invite("nowhere", "tom"), "business"), (Invite(BUSINESS, "nobody"), "staff member")],
)
def test_nobody_is_invited_who_is_not_there(desk: MemoryDesk, command: Invite, what: str) -> None:
    with pytest.raises(NotFound) as refused:
        desk.do(invite, HOUSE, command)
    assert refused.value.kind == what


@pytest.mark.parametrize(
    ("actor", "door"),
    [(SYSTEM, "system"), (HOUSE, "command line"), (CustomerActor("any", ME), "msteams")],
)
def test_who_accepts_is_linked_greeted_and_written_down(
    desk: MemoryDesk, actor: Actor, door: str
) -> None:
    code = invited(desk)
    desk.wait(timedelta(days=7) - timedelta(seconds=1))
    greeted = desk.do(accept_invitation, actor, AcceptInvitation(ME, code))
    assert greeted == PersonView(StaffMemberView("tom", "Tom"), Role.TEAM_MEMBER)
    assert desk.state.links == {(BUSINESS, ME): Link(staff_member_id="tom")}
    assert desk.state.audit[-1] == (BUSINESS, "tom", AuditEntry(actor, "linked", desk.now, door))


def test_nobody_accepts_for_somebody_else(desk: MemoryDesk) -> None:
    with pytest.raises(NotPermitted) as refused:
        desk.do(accept_invitation, customer(), AcceptInvitation(ME, invited(desk)))
    assert refused.value.action == "accept an invitation for somebody else"


@pytest.mark.parametrize("gone", ["the staff member", "the business"])
def test_an_invitation_to_what_is_gone_is_invalid(desk: MemoryDesk, gone: str) -> None:
    code = invited(desk)
    if gone == "the business":
        desk.do(delete_business, HOUSE, DeleteBusiness(business_id=BUSINESS))
    else:
        desk.change(salon(staff=STAFF[:2]))
    with pytest.raises(InvitationInvalid):
        desk.do(accept_invitation, SYSTEM, AcceptInvitation(ME, code))


# Acting as somebody, in demos


@pytest.mark.parametrize("actor", [SYSTEM, HOUSE])
@pytest.mark.parametrize("link", [Link(staff_member_id="tom"), Link(customer_id="id-1"), Link()])
def test_one_acts_as_whom_the_house_says(desk: MemoryDesk, actor: Actor, link: Link) -> None:
    desk.book()
    (known,) = (which for _, which in desk.state.customers)
    wanted = Link(known if link.customer_id else None, link.staff_member_id)
    command = ActAs(BUSINESS, ME, wanted.customer_id, wanted.staff_member_id)
    desk.do(act_as, actor, command)
    assert desk.state.links[BUSINESS, ME] == wanted


@pytest.mark.parametrize(
    ("command", "what"),
    [
        (ActAs(BUSINESS, ME, customer_id="nobody"), "customer"),
        (ActAs(BUSINESS, ME, staff_member_id="nobody"), "staff member"),
        (ActAs("nowhere", ME, staff_member_id="tom"), "business"),
    ],
)
def test_one_acts_as_nobody_unknown(desk: MemoryDesk, command: ActAs, what: str) -> None:
    with pytest.raises(NotFound) as refused:
        desk.do(act_as, SYSTEM, command)
    assert refused.value.kind == what


@pytest.mark.parametrize("actor", [customer(), *map(staff, STAFF_OF_ROLE.values())])
def test_only_the_house_says_who_somebody_is(desk: MemoryDesk, actor: Actor) -> None:
    for try_it in (
        lambda: found(desk, Identify(ME), actor),
        lambda: desk.do(act_as, actor, ActAs(BUSINESS, ME, staff_member_id="ana")),
    ):
        with pytest.raises(NotPermitted) as refused:
            try_it()
        assert refused.value.action == "say who somebody is"


# Links


def test_a_link_opens_an_appointment_for_good_to_who_followed_it(desk: MemoryDesk) -> None:
    booked = desk.book()
    shown = desk.do(open_by_link, customer("eve"), OpenByLink(BUSINESS, booked.appointment_id))
    assert shown.appointment_id == booked.appointment_id
    assert Action.CANCEL in shown.may
    assert desk.see(booked, customer("eve")) == shown
    assert desk.state.opened[BUSINESS, customer("eve").principal] == (booked.appointment_id,)


@pytest.mark.parametrize(
    ("actor", "is_shown"),
    [(staff("ana"), True), (staff("tom"), False), (staff("vic"), True), (SYSTEM, True)],
)
def test_a_link_gives_staff_no_more_than_their_role(
    desk: MemoryDesk,
    actor: Actor,
    is_shown: bool,  # noqa: FBT001
) -> None:
    booked = desk.book()
    asked = OpenByLink(BUSINESS, booked.appointment_id)
    if is_shown:
        assert desk.do(open_by_link, actor, asked) == desk.see(booked, actor)
    else:
        with pytest.raises(NotYours) as refused:
            desk.do(open_by_link, actor, asked)
        assert refused.value.identifier == booked.appointment_id
    assert [who for _, who in desk.state.opened] == [customer().principal]


@pytest.mark.parametrize(
    ("business_id", "what"), [(BUSINESS, "appointment"), ("nowhere", "business")]
)
def test_a_link_to_nothing_is_not_found(desk: MemoryDesk, business_id: str, what: str) -> None:
    with pytest.raises(NotFound) as refused:
        desk.do(open_by_link, customer(), OpenByLink(business_id, "a-9"))
    assert refused.value.kind == what


def test_a_customer_of_another_business_opens_nothing_here(desk: MemoryDesk) -> None:
    booked = desk.book()
    stranger = CustomerActor(CLINIC, ME)
    with pytest.raises(NotPermitted) as refused:
        desk.do(open_by_link, stranger, OpenByLink(BUSINESS, booked.appointment_id))
    assert refused.value.action == "act in another business"
    with pytest.raises(NotPermitted):
        desk.do(
            open_by_link, StaffActor(CLINIC, "ana"), OpenByLink(BUSINESS, booked.appointment_id)
        )
