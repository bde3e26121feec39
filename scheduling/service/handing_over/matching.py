"""Who takes what: as many appointments placed as can be, so that none gets in another's way.

Two things stand between appointments that the same colleague could take: their times may meet,
buffers included, and a day may have room for so many more only. Where times do not meet, this is
a matching of appointments to the free places of days, and augmenting paths (an appointment that
is in the way goes to another colleague, and so on) find the largest. Times that meet make the
problem hard in general, so what augmenting has left over is then tried by a search that looks at
every placing of few appointments, and gives up on many with the best it has found.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from scheduling.time_ranges import TimeRange

MOST_STEPS = 20_000
"""So many placings are looked at beyond augmenting: some milliseconds' worth."""


@dataclass(frozen=True, slots=True)
class Task:
    """An appointment to be placed: its claimed time, its day, and who could take it alone."""

    task_id: str
    claimed: TimeRange
    on: date
    able: tuple[str, ...]


Rooms = Mapping[tuple[str, date], int]
"""How many more a colleague takes on a day; no limit where it is not listed."""

Rank = Callable[[Task, Mapping[str, str]], Sequence[str]]
"""Puts those able to take a task in the order of whose turn it is, given who takes what so far."""


def place(tasks: Sequence[Task], rooms: Rooms, rank: Rank) -> dict[str, str]:
    """Say who takes what, by task id; what nobody can take besides the rest is left out.

    Tasks are placed in the order given, each with whoever's turn it is, and moved on where that
    lets one more be placed.
    """
    placing = _Placing(tuple(tasks), rooms, rank)
    for task in tasks:
        placing.augment(task, set())
    could_be = [each for each in tasks if each.able]
    if len(placing.takers) < len(could_be) and _any_meet(could_be):
        return _Search(could_be, rooms, dict(placing.takers)).best()
    return placing.takers


def is_free_beside(task: Task, who: str, others: Sequence[tuple[Task, str]], rooms: Rooms) -> bool:
    """Tell whether somebody can take a task beside what they take already."""
    theirs = [each for each, taker in others if taker == who]
    if any(each.claimed.overlaps(task.claimed) for each in theirs):
        return False
    room = rooms.get((who, task.on))
    return room is None or sum(each.on == task.on for each in theirs) < room


def _any_meet(tasks: Sequence[Task]) -> bool:
    return any(
        one.claimed.overlaps(two.claimed)
        for place_, one in enumerate(tasks)
        for two in tasks[place_ + 1 :]
    )


@dataclass(slots=True)
class _Placing:
    """Who takes what so far. Each task that moves on still has a taker afterwards."""

    tasks: tuple[Task, ...]
    rooms: Rooms
    rank: Rank
    takers: dict[str, str] = field(default_factory=dict)

    def augment(self, task: Task, seen: set[tuple[str, str]]) -> bool:
        """Place one more, moving others on where that makes room; tell whether it was possible."""
        turns = self.rank(task, self.takers)
        for who in turns:
            if is_free_beside(task, who, self._others(task), self.rooms):
                self.takers[task.task_id] = who
                return True
        return any(self._makes_room(task, who, seen) for who in turns)

    def _makes_room(self, task: Task, who: str, seen: set[tuple[str, str]]) -> bool:
        for other in self._in_the_way(task, who):
            step = (other.task_id, who)
            if step in seen:
                continue
            seen.add(step)
            del self.takers[other.task_id]
            if is_free_beside(task, who, self._others(task), self.rooms):
                self.takers[task.task_id] = who
                if self._moves_on(other, who, seen):
                    return True
                del self.takers[task.task_id]
            self.takers[other.task_id] = who
        return False

    def _moves_on(self, other: Task, who: str, seen: set[tuple[str, str]]) -> bool:
        elsewhere = tuple(each for each in other.able if each != who)
        return self.augment(Task(other.task_id, other.claimed, other.on, elsewhere), seen)

    def _in_the_way(self, task: Task, who: str) -> list[Task]:
        theirs = [each for each in self.tasks if self.takers.get(each.task_id) == who]
        meeting = [each for each in theirs if each.claimed.overlaps(task.claimed)]
        return meeting or [each for each in theirs if each.on == task.on]

    def _others(self, task: Task) -> list[tuple[Task, str]]:
        return [
            (each, self.takers[each.task_id])
            for each in self.tasks
            if each.task_id in self.takers and each.task_id != task.task_id
        ]


@dataclass(slots=True)
class _Search:
    """Looks at every placing, the best found so far in `found`, until too many were looked at."""

    tasks: Sequence[Task]
    rooms: Rooms
    found: dict[str, str]
    steps: int = 0

    def best(self) -> dict[str, str]:
        self._look(0, [])
        return self.found

    def _look(self, at: int, placed: list[tuple[Task, str]]) -> None:
        self.steps += 1
        left = len(self.tasks) - at
        if self.steps > MOST_STEPS or len(placed) + left <= len(self.found):
            return
        if not left:
            self.found = {task.task_id: who for task, who in placed}
            return
        task = self.tasks[at]
        for who in task.able:
            if is_free_beside(task, who, placed, self.rooms):
                self._look(at + 1, [*placed, (task, who)])
        self._look(at + 1, placed)
