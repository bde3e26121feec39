"""docs/scheduling.md explains its example as the core does."""

import re
from datetime import timedelta
from pathlib import Path

from scheduling.actors import OperatorActor
from scheduling.explanation_views import Step
from scheduling.recurrence import start_of
from scheduling.service.explaining.asked import Asked
from scheduling.service.explaining.day import ExplainDay, explain_day
from scheduling.service.explaining.slot import ExplainSlot, explain_slot
from scheduling.time_ranges import TimeRange
from scheduling.wall_clocks import WallClock
from scripts.draw_timeline import DAY, ZONE, example
from tests.fakes.businesses import appointment
from tests.fakes.memory import MemoryTransactions

PAGE = (Path(__file__).parents[2] / "docs" / "scheduling.md").read_text(encoding="utf-8")
SECTION = PAGE.split("## Why a time is not offered")[1].split("\n## ")[0]
ASKED = Asked(business_id="salon", service_id="colour")


def the_example() -> MemoryTransactions:
    """Open the salon of the page, three days before that Tuesday."""
    catalog, busy = example()
    desk = MemoryTransactions(start_of(DAY - timedelta(days=3), 0, ZONE))
    desk.state.catalogs["salon"] = catalog
    (visit,) = busy.ranges()
    made = appointment(
        "a-1",
        visit.start_at,
        time_range=TimeRange(visit.start_at, visit.end_at),
        wall_clock=WallClock.of(visit.start_at, ZONE),
    )
    desk.state.appointments["salon", "a-1"] = made
    return desk


def minutes(told: str) -> timedelta:
    found = re.fullmatch(r"(\d+) h(?: (\d+))?", told)
    assert found is not None
    return timedelta(hours=int(found[1]), minutes=int(found[2] or 0))


def test_the_page_takes_the_day_down_step_by_step_as_the_core_does() -> None:
    view = the_example().do(explain_day, OperatorActor(), ExplainDay(ASKED, DAY))
    (ana,) = view.people
    rows = re.findall(r"^\| `(\w+)`[^|]*\| ([^|]+) \| ([^|]+) \|$", SECTION, re.MULTILINE)
    told = [(Step(name), minutes(takes), minutes(left)) for name, takes, left in rows[2:]]
    assert told == [(each.step, each.removed, each.left) for each in ana.steps]
    hours = re.search(r"^\| Ana's hours \| \| (.+) \|$", SECTION, re.MULTILINE)
    assert hours is not None
    assert minutes(hours[1]) == ana.hours
    assert "Three hours are left, which the four starts" in SECTION
    assert (ana.steps[-1].left, view.slots_count) == (timedelta(hours=3), 4)


def test_the_page_names_every_rule_in_the_way_of_its_time() -> None:
    start_at = start_of(DAY, 15 * 60 + 40, ZONE)
    view = the_example().do(explain_slot, OperatorActor(), ExplainSlot(ASKED, start_at))
    (ana,) = view.people
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| `([^`]+)` \|$", SECTION, re.MULTILINE)
    told = [(layer, setting.partition("[...")[0]) for layer, setting in rows]
    found = [(each.layer.value, each.setting) for each in ana.reasons]
    assert [layer for layer, _ in told] == [layer for layer, _ in found]
    assert all(
        setting.startswith(begin) for (_, begin), (_, setting) in zip(told, found, strict=True)
    )
