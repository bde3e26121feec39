"""As many as possible are placed: compared with every placing there is, on small cases."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduling.service.handing_over.matching import Rooms, Task, is_free_beside, place
from scheduling.time_ranges import TimeRange
from tests.fakes.businesses import TUESDAY_TEN

PEOPLE = ("ben", "cleo", "dan")
DAYS = (date(2026, 4, 14), date(2026, 4, 15))


def task(name: str, start: int, *able: str, length: int = 60, day: int = 0) -> Task:
    start_at = TUESDAY_TEN + timedelta(days=day, minutes=start)
    return Task(name, TimeRange(start_at, start_at + timedelta(minutes=length)), DAYS[day], able)


def in_order(task: Task, _: Mapping[str, str]) -> Sequence[str]:
    return task.able


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Task], Rooms]:
    lengths, starts = st.integers(1, 8), st.integers(0, 12)
    tasks = [
        task(
            f"t{number}",
            15 * draw(starts),
            *draw(st.lists(st.sampled_from(PEOPLE), unique=True)),
            length=15 * draw(lengths),
            day=draw(st.integers(0, 1)),
        )
        for number in range(draw(st.integers(0, 6)))
    ]
    keys = st.tuples(st.sampled_from(PEOPLE), st.sampled_from(DAYS))
    rooms: dict[tuple[str, date], int] = {**draw(st.dictionaries(keys, st.integers(0, 3)))}
    return tasks, rooms


def is_possible(placed: Sequence[tuple[Task, str]], rooms: Rooms) -> bool:
    return all(
        is_free_beside(each, who, placed[:number], rooms)
        for number, (each, who) in enumerate(placed)
    )


def most_placed(tasks: Sequence[Task], rooms: Rooms) -> int:
    """Count by trying every placing."""
    return max(
        sum(who is not None for who in takers)
        for takers in product(*((None, *each.able) for each in tasks))
        if is_possible(
            [(each, who) for each, who in zip(tasks, takers, strict=True) if who is not None], rooms
        )
    )


# Most cases of chance ask for nothing difficult, so that a few of them say little.
@settings(max_examples=200)
@given(cases())
def test_no_placing_places_more_and_none_of_it_collides(case: tuple[list[Task], Rooms]) -> None:
    tasks, rooms = case
    takers = place(tasks, rooms, in_order)
    placed = [(each, takers[each.task_id]) for each in tasks if each.task_id in takers]
    assert all(who in each.able for each, who in placed)
    assert is_possible(placed, rooms)
    assert len(placed) == len(takers) == most_placed(tasks, rooms)


@given(cases())
def test_twice_asked_it_answers_the_same(case: tuple[list[Task], Rooms]) -> None:
    assert place(*case, in_order) == place(*case, in_order)


BEN_TAKES_ONE = {("ben", DAYS[0]): 1}
TABLE: list[tuple[str, list[Task], Rooms, dict[str, str]]] = [
    ("whoever's turn it is", [task("a", 0, "cleo", "ben")], {}, {"a": "cleo"}),
    ("nobody can", [task("a", 0)], {}, {}),
    (
        "two that meet go to two",
        [task("a", 0, "ben", "cleo"), task("b", 30, "ben", "cleo")],
        {},
        {"a": "ben", "b": "cleo"},
    ),
    (
        "two that touch go to one",
        [task("a", 0, "ben"), task("b", 60, "ben")],
        {},
        {"a": "ben", "b": "ben"},
    ),
    (
        "the first moves on for the second",
        [task("a", 0, "ben", "cleo"), task("b", 120, "ben")],
        BEN_TAKES_ONE,
        {"a": "cleo", "b": "ben"},
    ),
    (
        "a full day leaves one out",
        [task("a", 0, "ben"), task("b", 120, "ben")],
        BEN_TAKES_ONE,
        {"a": "ben"},
    ),
    (
        "one long one gives way to two short ones",
        [task("a", 0, "ben", length=180), task("b", 0, "ben"), task("c", 120, "ben")],
        {},
        {"b": "ben", "c": "ben"},
    ),
]


@pytest.mark.parametrize(
    ("tasks", "rooms", "takers"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_who_takes_what(tasks: list[Task], rooms: Rooms, takers: dict[str, str]) -> None:
    assert place(tasks, rooms, in_order) == takers


def test_a_whole_week_with_full_days_is_placed_at_once() -> None:
    tasks = [task(f"t{number}", 60 * number, *PEOPLE) for number in range(60)]
    rooms = {(who, DAYS[0]): 8 for who in PEOPLE}
    assert len(place(tasks, rooms, in_order)) == 24


@pytest.mark.parametrize(
    ("tasks", "rooms", "takers"),
    [
        # The first moves on to make room for the second, who has one taker only.
        ([task("a", 0, "ben", "cleo"), task("b", 0, "ben")], {}, {"a": "cleo", "b": "ben"}),
        # Two move on, one after the other.
        (
            [task("a", 0, "ben", "cleo"), task("b", 0, "cleo", "dan"), task("c", 0, "ben")],
            {},
            {"a": "cleo", "b": "dan", "c": "ben"},
        ),
        # A day with room for one is full, though nothing meets.
        (
            [task("a", 0, "ben", "cleo"), task("b", 120, "ben")],
            {("ben", DAYS[0]): 1},
            {"a": "cleo", "b": "ben"},
        ),
        # The first of two in the way cannot move on; nothing is lost by having tried.
        (
            [task("a", 0, "ben"), task("b", 120, "cleo", "ben"), task("c", 30, "ben")],
            {},
            {"a": "ben", "b": "cleo"},
        ),
        # What meets two at once goes where one long one moves for it.
        (
            [
                task("a", 0, "ben", "cleo"),
                task("b", 60, "ben", "cleo"),
                task("c", 0, "ben", length=120),
            ],
            {},
            {"a": "cleo", "b": "cleo", "c": "ben"},
        ),
        # Where all cannot be, those placed first stay.
        ([task("a", 0, "ben"), task("b", 0, "ben"), task("c", 0)], {}, {"a": "ben"}),
        # On another day there is room again.
        (
            [task("a", 0, "ben"), task("b", 0, "ben", day=1)],
            {("ben", DAYS[0]): 1, ("ben", DAYS[1]): 1},
            {"a": "ben", "b": "ben"},
        ),
    ],
)
def test_who_can_moves_on_so_that_one_more_is_placed(
    tasks: list[Task], rooms: Rooms, takers: dict[str, str]
) -> None:
    assert place(tasks, rooms, in_order) == takers


def test_whose_turn_it_is_comes_first_as_it_stands_then() -> None:
    def last_first(each: Task, takers: Mapping[str, str]) -> Sequence[str]:
        return sorted(each.able, key=lambda who: (list(takers.values()).count(who), who == "ben"))

    tasks = [task(f"t{number}", 120 * number, "ben", "cleo") for number in range(4)]
    found = place(tasks, {}, last_first)
    assert found == {"t0": "cleo", "t1": "ben", "t2": "cleo", "t3": "ben"}
