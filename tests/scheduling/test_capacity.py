"""How many attend: changed for the service and for what is to come, by administrators alone."""

from dataclasses import replace

import pytest

from scheduling.absences import TimeOff
from scheduling.actors import Actor, OperatorActor, StaffActor, SystemActor
from scheduling.auditing import AuditEntry
from scheduling.errors import CapacityBelowFilled, InvalidValue, NotFound, NotPermitted
from scheduling.service.attending.capacity import ChangeCapacityCommand, change_capacity
from scheduling.views import AppointmentView
from tests.fakes.businesses import BUSINESS, EVE, HAIRCUT, at, customer, salon, staff
from tests.fakes.desk import MemoryDesk
from tests.fakes.memory import Locked
from tests.fakes.periods import local_period

YOGA = replace(HAIRCUT, maximum_attendees_count=4)
OTHER = replace(YOGA, service_id="other", display_name="Other")
ANA_IN_TEAMS = StaffActor(BUSINESS, "ana", "msteams")


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk(salon(YOGA, OTHER))


def resize(
    desk: MemoryDesk, count: int, actor: Actor = ANA_IN_TEAMS, service_id: str = "haircut"
) -> None:
    desk.do(change_capacity, actor, ChangeCapacityCommand(BUSINESS, service_id, count))


def size(desk: MemoryDesk, view: AppointmentView) -> tuple[int, int]:
    found = desk.state.appointments[BUSINESS, view.appointment_id]
    return found.maximum_attendees_count, found.version


def test_it_holds_for_the_service_and_for_what_is_to_come_of_it_alone(desk: MemoryDesk) -> None:
    past, begins, ahead = (desk.book(start_at=at(day, 10)) for day in (14, 15, 20))
    ended = desk.book(start_at=at(21, 10))
    desk.cancel(ended, staff("ana"))
    other = desk.book(start_at=at(16, 10), service_id="other")
    desk.now = at(15, 10)
    resize(desk, 9)
    services = desk.state.catalogs[BUSINESS].services
    assert services == {"haircut": replace(YOGA, maximum_attendees_count=9), "other": OTHER}
    assert (size(desk, begins), size(desk, ahead)) == ((9, 2), (9, 2))
    assert (size(desk, past), size(desk, other), size(desk, ended)) == ((4, 1), (4, 1), (4, 2))


def test_it_is_written_down_and_every_calendar_is_held(desk: MemoryDesk) -> None:
    resize(desk, 9)
    entry = AuditEntry(ANA_IN_TEAMS, "changed capacity", desk.now, "msteams")
    assert desk.state.audit[-1] == (BUSINESS, "haircut", entry)
    assert desk.state.audit[-1][2].door == "msteams"
    assert desk.locked == [Locked(("ana", "ben", "gus", "tom", "vic"))]


@pytest.mark.parametrize(("count", "is_enough"), [(2, False), (3, True)])
def test_nobody_who_attends_is_turned_away(
    desk: MemoryDesk,
    count: int,
    is_enough: bool,  # noqa: FBT001
) -> None:
    few, many = desk.book(start_at=at(14, 10)), desk.book(start_at=at(15, 10), attendees_count=3)
    if is_enough:
        resize(desk, count)
        assert (size(desk, few), size(desk, many)) == ((3, 2), (3, 2))
        return
    with pytest.raises(CapacityBelowFilled) as refused:
        resize(desk, count)
    assert refused.value.capacity == 2
    assert refused.value.filled == ((many.appointment_id, 3),)


def test_who_joins_meanwhile_is_counted(desk: MemoryDesk) -> None:
    view = desk.book(attendees_count=2)
    desk.meanwhile(lambda: desk.book(customer("eve"), contact=EVE, attendees_count=2))
    with pytest.raises(CapacityBelowFilled) as refused:
        resize(desk, 3)
    assert refused.value.filled == ((view.appointment_id, 4),)


def test_what_is_changed_meanwhile_stays(desk: MemoryDesk) -> None:
    off = TimeOff("t", "ben", local_period(15, 0, 16, 0))
    here = desk.state.catalogs[BUSINESS]
    desk.meanwhile(lambda: desk.change(replace(here, time_off=(off,))))
    resize(desk, 9)
    assert desk.state.catalogs[BUSINESS].time_off == (off,)


@pytest.mark.parametrize(
    ("actor", "refused_as"),
    [
        *((staff(who), "change settings") for who in ("ben", "tom", "vic", "gus")),
        (customer(), "change settings"),
        (StaffActor("clinic", "ana"), "act in another business"),
        (OperatorActor(), None),
        (SystemActor(), None),
    ],
)
def test_who_may(desk: MemoryDesk, actor: Actor, refused_as: str | None) -> None:
    if refused_as is None:
        resize(desk, 9, actor)
        return
    with pytest.raises(NotPermitted) as refused:
        resize(desk, 9, actor)
    assert refused.value.action == refused_as


def test_what_cannot_be_is_refused(desk: MemoryDesk) -> None:
    with pytest.raises(InvalidValue) as refused:
        resize(desk, 0)
    assert refused.value.field == "maximumAttendeesCount"
    with pytest.raises(NotFound) as missing:
        resize(desk, 9, service_id="nothing")
    assert (missing.value.kind, missing.value.identifier) == ("service", "nothing")
