"""Who somebody is, what they are shown, and what they are not."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from scheduling.actors import (
    Actor,
    CustomerActor,
    OperatorActor,
    Principal,
    StaffActor,
    SystemActor,
)
from scheduling.announcements import Announcement, AnnouncementKind, RecipientKind
from scheduling.catalog import Role
from scheduling.errors import InvitationInvalid, NotFound, NotPermitted
from scheduling.service.administration import (
    AskBusinesses,
    BusinessRecord,
    export_business,
    list_businesses,
    replace_business,
)
from scheduling.service.asking import (
    AskBusiness,
)
from scheduling.service.identities import (
    AcceptInvitation,
    ActAs,
    Identify,
    Invite,
    accept_invitation,
    act_as,
    identify,
    invite,
)
from scheduling.service.telling import AskNews, get_news
from tests.fakes.businesses import (
    BUSINESS,
    NOW,
    STAFF,
    STAFF_OF_ROLE,
    customer,
    salon,
    staff,
)
from tests.fakes.desk import MemoryDesk

TEAMS = Principal("msteams", "directory", "object-id")
ON_TUESDAY = date(2026, 4, 14)


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk()


def who_is(desk: MemoryDesk, principal: Principal, business_id: str | None = None) -> object:
    return desk.do(identify, SystemActor(), Identify(principal, business_id))[1]


def test_an_unknown_identity_is_a_customer(desk: MemoryDesk) -> None:
    assert who_is(desk, TEAMS) == CustomerActor(BUSINESS, TEAMS)
    with pytest.raises(NotFound):
        who_is(desk, TEAMS, "nowhere")


def test_an_invitation_makes_one_identity_staff_once(desk: MemoryDesk) -> None:
    code = desk.do(invite, OperatorActor(), Invite(BUSINESS, "ana"))
    typed = code.lower().replace("-", " ")
    person = desk.do(accept_invitation, SystemActor(), AcceptInvitation(TEAMS, typed))
    assert (person.role, person.staff_member and person.staff_member.display_name) == (
        Role.ADMINISTRATOR,
        "Ana",
    )
    assert who_is(desk, TEAMS) == StaffActor(BUSINESS, "ana")
    with pytest.raises(InvitationInvalid):
        desk.do(accept_invitation, SystemActor(), AcceptInvitation(TEAMS, code))


def test_the_code_itself_is_not_kept(desk: MemoryDesk) -> None:
    code = desk.do(invite, OperatorActor(), Invite(BUSINESS, "ana"))
    assert code not in repr(desk.state)
    assert code.replace("-", "") not in repr(desk.state)


@pytest.mark.parametrize("code", ["", "AAAA-BBBB-CCCC-DDDD", "x" * 5000])
def test_a_wrong_code_is_refused(desk: MemoryDesk, code: str) -> None:
    with pytest.raises(InvitationInvalid):
        desk.do(accept_invitation, SystemActor(), AcceptInvitation(TEAMS, code))


def test_an_old_invitation_is_refused(desk: MemoryDesk) -> None:
    code = desk.do(invite, OperatorActor(), Invite(BUSINESS, "ana"))
    desk.wait(timedelta(days=7))
    with pytest.raises(InvitationInvalid):
        desk.do(accept_invitation, SystemActor(), AcceptInvitation(TEAMS, code))


def test_nobody_accepts_for_another_identity(desk: MemoryDesk) -> None:
    code = desk.do(invite, OperatorActor(), Invite(BUSINESS, "ana"))
    with pytest.raises(NotPermitted):
        desk.do(accept_invitation, customer(), AcceptInvitation(TEAMS, code))


def test_who_left_the_staff_is_a_customer_again(desk: MemoryDesk) -> None:
    desk.do(act_as, SystemActor(), ActAs(BUSINESS, TEAMS, staff_member_id="tom"))
    assert who_is(desk, TEAMS) == StaffActor(BUSINESS, "tom")
    desk.change(salon(staff=STAFF[:2]))
    assert who_is(desk, TEAMS) == CustomerActor(BUSINESS, TEAMS)


@pytest.mark.parametrize("unknown", [{"customer_id": "nobody"}, {"staff_member_id": "nobody"}])
def test_one_acts_only_as_somebody_known(desk: MemoryDesk, unknown: dict[str, str]) -> None:
    with pytest.raises(NotFound):
        desk.do(act_as, SystemActor(), ActAs(BUSINESS, TEAMS, **unknown))


ANY_NEWS = Announcement(
    business_id=BUSINESS,
    kind=AnnouncementKind.BOOKED,
    recipient_kind=RecipientKind.STAFF_MEMBER,
    recipient_id="ana",
    appointment_id="a-1",
    appointment_version=1,
    due_at=NOW,
    expires_at=NOW + timedelta(days=1),
)
HOUSE_ONLY: dict[str, Callable[[MemoryDesk, Actor], object]] = {
    "identify": lambda desk, actor: desk.do(identify, actor, Identify(TEAMS)),
    "act as": lambda desk, actor: desk.do(act_as, actor, ActAs(BUSINESS, TEAMS)),
    "invite": lambda desk, actor: desk.do(invite, actor, Invite(BUSINESS, "ana")),
    "list": lambda desk, actor: desk.do(list_businesses, actor, AskBusinesses()),
    "load": lambda desk, actor: desk.do(replace_business, actor, BusinessRecord(salon())),
    "news": lambda desk, actor: desk.do(get_news, actor, AskNews(ANY_NEWS)),
}


@pytest.mark.parametrize("actor", [customer(), staff("ana")], ids=["customer", "administrator"])
@pytest.mark.parametrize("name", HOUSE_ONLY)
def test_only_the_house_does_what_is_the_houses(desk: MemoryDesk, name: str, actor: Actor) -> None:
    with pytest.raises(NotPermitted):
        HOUSE_ONLY[name](desk, actor)


@pytest.mark.parametrize("role", Role)
def test_only_an_administrator_exports(desk: MemoryDesk, role: Role) -> None:
    me = staff(STAFF_OF_ROLE[role])
    if role is Role.ADMINISTRATOR:
        assert desk.do(export_business, me, AskBusiness(BUSINESS)).catalog == salon()
        return
    with pytest.raises(NotPermitted):
        desk.do(export_business, me, AskBusiness(BUSINESS))
    with pytest.raises(NotPermitted):
        desk.do(export_business, customer(), AskBusiness(BUSINESS))
