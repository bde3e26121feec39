"""What a change leaves behind, and how the same request is known again: by later versions too."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
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
from scheduling.announcements import AnnouncementKind
from scheduling.auditing import AuditEntry
from scheduling.catalog import Role
from scheduling.errors import KeyReused
from scheduling.service.book_command import BookCommand
from scheduling.service.booking import book
from scheduling.service.recording import actor_key, fingerprint, holder, scoped_key
from scheduling.statuses import AppointmentStatus
from tests.fakes.businesses import BUSINESS, DANA, EVE, TUESDAY_TEN, at, customer, staff
from tests.fakes.desk import MemoryDesk

CONFIRMED, CANCELLED = AppointmentStatus.CONFIRMED, AppointmentStatus.CANCELLED
ANA_IN_TEAMS = StaffActor(BUSINESS, "ana", "msteams")
IN_TEAMS = CustomerActor(BUSINESS, Principal("msteams", "directory", "dana"))


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Inner:
    """Something a request holds."""

    name: str


@dataclass(frozen=True)
class Request:
    """Whatever a request may be made of."""

    inner: Inner | None = None
    starts: tuple[datetime, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    people: frozenset[str] = frozenset()
    role: Role | None = None


# Stored answers are found again by what is written here: it must not change between versions.

FINGERPRINTS = [
    (Request(), "Request(inner=None,starts=[],words={},people={},role=None)"),
    (
        Request(
            inner=Inner("a"),
            starts=(datetime(2026, 4, 14, 8, tzinfo=UTC), datetime(2026, 4, 15, 8, tzinfo=UTC)),
            words={"how": "Friends", "allergies": "None"},
            people=frozenset({"tom", "ana", "ben"}),
            role=Role.TEAM_MEMBER,
        ),
        (
            "Request(inner=Inner(name='a'),"
            "starts=[datetime.datetime(2026, 4, 14, 8, 0, tzinfo=datetime.timezone.utc),"
            "datetime.datetime(2026, 4, 15, 8, 0, tzinfo=datetime.timezone.utc)],"
            "words={'allergies':'None','how':'Friends'},"
            "people={'ana','ben','tom'},role=teamMember)"
        ),
    ),
    (date(2026, 4, 14), "datetime.date(2026, 4, 14)"),
]


@pytest.mark.parametrize(("command", "text"), FINGERPRINTS)
def test_a_request_is_known_by_all_it_asks_for(command: object, text: str) -> None:
    assert fingerprint(command) == sha(text)


@pytest.mark.parametrize(
    ("actor", "key"),
    [
        (IN_TEAMS, "customer:msteams:directory:dana"),
        (customer(), "customer:directline::dana"),
        (staff("ana"), "staffMember:ana"),
        (ANA_IN_TEAMS, "staffMember:ana"),
        (SystemActor(), "SystemActor"),
        (OperatorActor(), "OperatorActor"),
    ],
)
def test_each_actor_s_keys_are_their_own(actor: Actor, key: str) -> None:
    assert actor_key(actor) == key
    assert scoped_key(actor, "k") == sha(f"{key}\nk")


@pytest.mark.parametrize(
    ("actor", "owner"),
    [
        (IN_TEAMS, sha("customer:msteams:directory:dana\nholds")),
        (staff("ana"), ""),
        (SystemActor(), ""),
        (OperatorActor(), ""),
    ],
)
def test_only_customers_hold(actor: Actor, owner: str) -> None:
    assert holder(actor) == owner


# What is written down


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk()


DOORS = [
    (IN_TEAMS, "msteams"),
    (customer(), "directline"),
    (ANA_IN_TEAMS, "msteams"),
    (OperatorActor(), "command line"),
    (SystemActor(), "system"),
]


@pytest.mark.parametrize(("actor", "door"), DOORS)
def test_each_change_says_who_when_by_which_door_and_from_what_to_what(
    desk: MemoryDesk, actor: Actor, door: str
) -> None:
    desk.wait(timedelta(minutes=1))
    view = desk.book(actor)
    booked_at = desk.now
    desk.wait(timedelta(minutes=1))
    view = desk.move(view, actor, at(15, 10))
    moved_at = desk.now
    desk.wait(timedelta(minutes=1))
    desk.cancel(view, actor)
    found = [(which, entry) for _, which, entry in desk.state.audit[1:]]
    assert found == [
        (view.appointment_id, AuditEntry(actor, "booked", booked_at, door, None, CONFIRMED)),
        (
            view.appointment_id,
            AuditEntry(actor, "rescheduled", moved_at, door, CONFIRMED, CONFIRMED),
        ),
        (view.appointment_id, AuditEntry(actor, "cancelled", desk.now, door, CONFIRMED, CANCELLED)),
    ]
    assert {entry.door for _, entry in found} == {door}
    assert {business_id for business_id, _, _ in desk.state.audit} == {BUSINESS}


@pytest.mark.parametrize(
    ("actor", "told"),
    [(customer(), {"ana"}), (staff("ana"), {"dana"}), (staff("ben"), {"ana", "dana"})],
)
def test_everybody_it_concerns_is_told_but_who_did_it(
    desk: MemoryDesk, actor: Actor, told: set[str]
) -> None:
    desk.book(actor)
    (known,) = desk.state.customers.values()
    names = {known.customer_id: "dana"}
    found = desk.state.outbox.values()
    assert {names.get(each.recipient_id, each.recipient_id) for each in found} == told
    assert {each.kind for each in found} == {AnnouncementKind.BOOKED}


def test_the_answer_is_kept_with_its_time_under_the_actor_s_own_key(desk: MemoryDesk) -> None:
    command = BookCommand(
        business_id=BUSINESS,
        service_id="haircut",
        staff_member_id="ana",
        start_at=TUESDAY_TEN,
        contact=DANA,
        idempotency_key="k",
    )
    view = desk.do(book, customer(), command)
    assert desk.state.answers == {
        (BUSINESS, scoped_key(customer(), "k")): (
            fingerprint(command),
            view.appointment_id,
            desk.now,
        )
    }


@pytest.mark.parametrize(("actor", "door"), DOORS)
def test_the_same_request_again_leaves_nothing_more_behind(
    desk: MemoryDesk, actor: Actor, door: str
) -> None:
    first: dict[str, Any] = {"idempotency_key": "b"}
    view = desk.book(actor, **first)
    moved = desk.move(view, actor, at(15, 10), idempotency_key="m")
    ended = desk.cancel(moved, actor, idempotency_key="c")
    before = desk.state.snapshot()
    desk.wait(timedelta(hours=1))
    assert desk.book(actor, **first) == ended, door
    assert desk.move(view, actor, at(15, 10), idempotency_key="m") == ended
    assert desk.cancel(moved, actor, idempotency_key="c") == ended
    assert desk.state == before


def test_a_key_used_for_something_else_is_named(desk: MemoryDesk) -> None:
    view = desk.book(idempotency_key="k")
    desk.book(customer("eve"), at(15, 10), contact=EVE, idempotency_key="k")
    with pytest.raises(KeyReused) as refused:
        desk.move(view, customer(), at(16, 10), idempotency_key="k")
    assert refused.value.key == "k"
