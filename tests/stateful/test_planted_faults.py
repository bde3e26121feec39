"""The machine finds faults of the kind it is there to find, planted in memory one at a time."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any

import pytest

from scheduling.appointment_events import EventKind
from scheduling.appointments import Appointment
from scheduling.groups import GroupPlace
from scheduling.ports import UnitOfWork
from scheduling.series import SeriesScope
from scheduling.service import group_places, waitlist_ends
from scheduling.service.attending import moving
from scheduling.service.handing_over import doing
from scheduling.service.series import changing
from scheduling.service.visiting import cancelling_visits
from scheduling.service.waiting import going_down, offering
from tests.stateful.groups import GroupRules, WaitingForPlaces
from tests.stateful.handing_over import HandingOverRules
from tests.stateful.machine import Machine
from tests.stateful.running import Extent, only, run
from tests.stateful.series import SeriesRules
from tests.stateful.visits import VisitRules
from tests.stateful.waiting import WaitingRules
from tests.stateful.worlds import MemoryWorld

EXTENT = Extent(40, 20)


@dataclass(frozen=True)
class Fault:
    """What is put in place of a function, and the rules that play with it."""

    what: str
    rules: type[Machine]
    module: ModuleType
    name: str
    wrong: Callable[[Any], Any]
    """Makes the wrong one of the right one."""


def _counted_as_one(_: Any) -> Any:
    def wrong(group: Appointment, held_count: int) -> GroupPlace:
        room = group.maximum_attendees_count - len(group.customers)
        return GroupPlace(group, room - held_count)

    return wrong


def _held_for_nobody(right: Any) -> Any:
    def wrong(group: Appointment, _: int) -> GroupPlace:
        return right(group, 0)  # type: ignore[no-any-return]

    return wrong


def _as_if_alone(right: Any) -> Any:
    def wrong(uow: UnitOfWork, catalog: Any, access: Any, group: Appointment, *rest: Any) -> Any:
        search = right(uow, catalog, access, group, *rest)
        return replace(search, freed_appointment_id=group.appointment_id)

    return wrong


def _one_too_far(right: Any) -> Any:
    def wrong(uow: Any, access: Any, one: Any, scope: SeriesScope, now: Any) -> Any:
        if scope is not SeriesScope.FOLLOWING:
            return right(uow, access, one, scope, now)
        following = right(uow, access, one, scope, now)
        before = [
            each for each in right(uow, access, one, SeriesScope.ALL, now) if each not in following
        ]
        return (*before[-1:], *following)

    return wrong


FAULTS = (
    Fault(
        "an offer to who may book no more",
        only(WaitingRules, "somebody_has_all_they_may", "somebody_waits", "somebody_makes_room"),
        going_down,
        "require_room",
        lambda _: lambda _: None,
    ),
    Fault(
        "the last in line is served first",
        only(WaitingRules, "somebody_waits", "somebody_makes_room"),
        offering,
        "finds",
        lambda right: lambda uow, line, now: right(uow, line[::-1], now),
    ),
    Fault(
        "a wait that joining does not end",
        only(
            WaitingForPlaces,
            "somebody_waits_for_a_place",
            "somebody_joins",
            "another_capacity",
            "somebody_books",
        ),
        waitlist_ends,
        "_MEETING",
        lambda right: right - {EventKind.ATTENDEE_JOINED},
    ),
    Fault(
        "a seat for whom one brings not counted",
        only(GroupRules, "somebody_books", "somebody_joins"),
        group_places,
        "_place",
        _counted_as_one,
    ),
    Fault(
        "a seat that is held not counted",
        only(GroupRules, "somebody_books", "somebody_joins", "somebody_holds_seats"),
        group_places,
        "_place",
        _held_for_nobody,
    ),
    Fault(
        "a place moved as if nobody stayed",
        only(GroupRules, "somebody_books", "somebody_joins", "somebody_moves_their_place"),
        moving,
        "search_to_leave",
        _as_if_alone,
    ),
    Fault(
        "a series cancelled one too far",
        only(SeriesRules, "somebody_books", "somebody_cancels_of_a_series"),
        changing,
        "in_scope",
        _one_too_far,
    ),
    Fault(
        "a series of which one stays",
        only(SeriesRules, "somebody_books", "somebody_moves_of_a_series"),
        changing,
        "_in_safe_order",
        lambda right: lambda moves, starts: right(moves, starts)[:-1] or right(moves, starts),
    ),
    Fault(
        "the second part of a visit stays",
        only(VisitRules, "somebody_books_a_visit", "somebody_moves_a_visit"),
        cancelling_visits,
        "visit_of",
        lambda right: lambda *asked: right(*asked)[:1],
    ),
    Fault(
        "a hand-over that forgets one",
        only(HandingOverRules, "somebody_books", "all_is_handed_over"),
        doing,
        "_do",
        lambda right: lambda command, still: right(command, still[:-1] or still),
    ),
)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda each: each.what)
def test_a_planted_fault_is_found(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    run(fault.rules, MemoryWorld(), Extent(3, 20))
    right = getattr(fault.module, fault.name)
    monkeypatch.setattr(fault.module, fault.name, fault.wrong(right))
    with pytest.raises(AssertionError):
        run(fault.rules, MemoryWorld(), EXTENT)
