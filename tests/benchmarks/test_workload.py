"""The workload told in our own words is the common one, and the engine answers it."""

import pytest

from benchmarks.company import busy_times, catalog_with_every_rule, claimed, plain_catalog, question
from benchmarks.memory import load_original
from benchmarks.workload import NOW, plain_answer, workload
from scheduling.availability import free_starts
from scheduling.time_ranges import minute_from, minutes_around

SIZES = [(1, 7, 6), (3, 30, 6), (10, 30, 24), (100, 60, 6)]


@pytest.mark.parametrize(("staff", "days", "per_day"), SIZES)
def test_it_is_the_common_workload_with_the_same_answer(
    staff: int, days: int, per_day: int
) -> None:
    original = load_original()
    if original is None:
        pytest.skip("the common workload is not on this machine")
    theirs, ours = original.workload(staff, days, per_day), workload(staff, days, per_day)
    assert (ours.days, ours.busy) == (theirs["days"], theirs["busy"])
    assert minute_from(NOW) == theirs["now"]
    assert plain_answer(ours) == original.plain_sweep(theirs)


@pytest.mark.parametrize(("staff", "days", "per_day"), SIZES[:3])
def test_the_engine_gives_the_same_answer(staff: int, days: int, per_day: int) -> None:
    work, catalog = workload(staff, days, per_day), plain_catalog(staff)
    asked = question(catalog, days)
    found = free_starts(catalog, asked, busy_times(claimed(work), minutes_around(asked.bounds)))
    each, anyone = plain_answer(work)
    assert [[minute_from(start) for start in found.of(who)] for who in found.bits] == each
    assert [minute_from(start) for start in found.of_anyone()] == anyone


def test_a_business_with_every_rule_has_them() -> None:
    catalog = catalog_with_every_rule(20)
    people = catalog.staff_members.values()
    assert catalog.closures
    assert len(catalog.time_off) == len(people)
    assert len({each.working_hours for each in people}) > 3
    assert len({each.time_zone for each in people}) > 2
    assert free_starts(catalog, question(catalog, 30), {}).of_anyone()
