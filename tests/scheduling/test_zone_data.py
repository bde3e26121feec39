"""A zone's rules change, and appointments stay at the time they were promised for."""

import hashlib
import struct
import zoneinfo
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import resources
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from scheduling.actors import OperatorActor, SystemActor
from scheduling.auditing import AuditEntry
from scheduling.deletions import Place
from scheduling.errors import NotPermitted
from scheduling.recurrence import time_zone
from scheduling.resources import Resource, ResourceNeed
from scheduling.service.asking import AskAppointment, get_appointment
from scheduling.service.lifecycle.leaving import Aftermath, RemovePerson, remove_person
from scheduling.service.realigning import FollowZoneData, Realigned, follow_zone_data
from scheduling.views import AppointmentView
from scheduling.wall_clocks import WallClock
from scheduling.zone_data import zone_fingerprint
from tests.fakes.businesses import BUSINESS, HAIRCUT, at, customer, salon, staff
from tests.fakes.desk import MemoryDesk
from tests.fakes.memory import Locked

HOUR = timedelta(hours=1)


@contextmanager
def berlin_like(place: str, folder: Path) -> Iterator[None]:
    """Let Europe/Berlin have the rules of another place, as a new release of the data may."""
    rules = resources.files("tzdata").joinpath("zoneinfo", *place.split("/"))
    with berlin_by(rules.read_bytes(), folder):
        yield


def changing(*changes: tuple[datetime, int]) -> bytes:
    """Write rules (RFC 8536, version 1): an hour ahead of UTC, then so many hours from then on."""
    hours = (1, *(each for _, each in changes))
    header = struct.pack(">4sc15x6L", b"TZif", b"\0", 0, 0, 0, len(changes), len(hours), 4)
    times = struct.pack(f">{len(changes)}l", *(int(each.timestamp()) for each, _ in changes))
    which = bytes(range(1, len(hours)))
    kinds = b"".join(struct.pack(">lBB", each * 3600, 0, 0) for each in hours)
    return header + times + which + kinds + b"XXX\0"


@contextmanager
def berlin_by(rules: bytes, folder: Path) -> Iterator[None]:
    target = folder / "Europe" / "Berlin"
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(rules)
    try:
        _read_zones_anew([str(folder)])
        yield
    finally:
        _read_zones_anew(None)


def _read_zones_anew(path: list[str] | None) -> None:
    zoneinfo.reset_tzpath(path)
    ZoneInfo.clear_cache()
    time_zone.cache_clear()
    zone_fingerprint.cache_clear()


def now_of(desk: MemoryDesk, view: AppointmentView) -> AppointmentView:
    return desk.do(get_appointment, staff("ana"), AskAppointment(BUSINESS, view.appointment_id))


def follow(desk: MemoryDesk) -> Realigned:
    return desk.do(follow_zone_data, SystemActor(), FollowZoneData(BUSINESS))


def test_without_a_change_nothing_moves() -> None:
    desk = MemoryDesk()
    view = desk.book()
    assert follow(desk) == Realigned()
    assert now_of(desk, view).version == view.version


# Lagos has no summer time, so Berlin's summer would be an hour later; Athens is an hour ahead.
@pytest.mark.parametrize(("place", "shift"), [("Africa/Lagos", HOUR), ("Europe/Athens", -HOUR)])
def test_appointments_stay_at_their_local_time_and_everybody_is_told(
    tmp_path: Path, place: str, shift: timedelta
) -> None:
    desk = MemoryDesk()
    one, following = desk.book(), desk.book(customer("eve"), start_at=at(14, 11))
    told_before = len(desk.state.outbox)
    with berlin_like(place, tmp_path):
        moved = follow(desk)
        assert set(moved.moved) == {one.appointment_id, following.appointment_id}
        noted = [(subject, entry) for _, subject, entry in desk.state.audit[-2:]]
        assert {subject for subject, _ in noted} == {*moved.moved}
        entry = AuditEntry(SystemActor(), "followed zone data", desk.now, "system")
        assert {entry for _, entry in noted} == {entry}
        assert follow(desk) == Realigned()
        for before in (one, following):
            after = now_of(desk, before)
            assert after.start_at == before.start_at + shift
            assert after.end_at - after.start_at == before.end_at - before.start_at
            assert after.sequence == before.sequence + 1
        shown = now_of(desk, one).start_at.astimezone(ZoneInfo("Europe/Berlin"))
        assert (shown.hour, shown.minute) == (10, 0)
    assert len(desk.state.outbox) > told_before


def test_one_whose_place_is_taken_stays_and_is_named_each_time(tmp_path: Path) -> None:
    desk = MemoryDesk()
    view = desk.book()
    with berlin_like("Africa/Lagos", tmp_path):
        # Booked by today's rules, just where the other one should go.
        desk.book(customer("eve"), start_at=view.start_at + HOUR)
        expected = Realigned(in_the_way=(view.appointment_id,))
        assert follow(desk) == follow(desk) == expected
        assert now_of(desk, view).start_at == view.start_at


def test_what_needs_somebody_follows_as_well(tmp_path: Path) -> None:
    room = Resource(resource_id="room", display_name="Room")
    in_room = replace(HAIRCUT, required_resources=(ResourceNeed(("room",)),))
    desk = MemoryDesk(salon(in_room, resources={"room": room}))
    view, other = desk.book(staff_member_id="tom"), desk.book(start_at=at(15, 10))
    gone = RemovePerson(place=Place(BUSINESS, "tom"), aftermath=Aftermath.KEEP, seen=1)
    desk.do(remove_person, OperatorActor(), gone)
    with berlin_like("Africa/Lagos", tmp_path):
        assert follow(desk).moved == (other.appointment_id, view.appointment_id)
        assert desk.locked == [Locked(("ana", "tom", "room"))]
        assert now_of(desk, view).start_at == view.start_at + HOUR
        assert now_of(desk, view).needs_somebody


def test_what_is_over_or_cancelled_stays_as_it_was(tmp_path: Path) -> None:
    desk = MemoryDesk()
    view = desk.book()
    desk.cancel(view, customer())
    with berlin_like("Africa/Lagos", tmp_path):
        assert follow(desk) == Realigned()


def test_only_the_system_follows_the_zone_data() -> None:
    for actor in (staff("ana"), customer(), OperatorActor()):
        with pytest.raises(NotPermitted) as refused:
            MemoryDesk().do(follow_zone_data, actor, FollowZoneData(BUSINESS))
        assert refused.value.action == "follow the zone data"


def test_the_fingerprint_tells_rules_apart_and_names_together() -> None:
    assert zone_fingerprint("Europe/Berlin") == zone_fingerprint("Europe/Vienna")
    assert zone_fingerprint("Europe/Berlin") != zone_fingerprint("Africa/Lagos")


NIGHT = datetime(2030, 3, 31, 1, 30, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ((), "20240101T0000001:00:00"),
        (((NIGHT, 2),), "20240101T0000001:00:00,20300331T0130202:00:00"),
        (
            ((NIGHT, 2), (NIGHT + timedelta(days=200), 1)),
            "20240101T0000001:00:00,20300331T0130202:00:00,20301017T0130201:00:00",
        ),
    ],
)
def test_the_fingerprint_kept_with_appointments_is_of_each_change_to_the_second(
    tmp_path: Path, changes: tuple[tuple[datetime, int], ...], told: str
) -> None:
    with berlin_by(changing(*changes), tmp_path):
        assert zone_fingerprint("Europe/Berlin") == hashlib.sha256(told.encode()).hexdigest()[:16]


@pytest.mark.parametrize("fold", [0, 1])
def test_a_wall_clock_names_the_instant_it_was_read_at(fold: int) -> None:
    twice = datetime(2026, 10, 25, 0, 30, tzinfo=UTC) + fold * HOUR
    clock = WallClock.of(twice, "Europe/Berlin")
    assert clock.fold == fold
    assert clock.instant() == twice
