"""docs/scheduling.md tells the day that the core works out, and its picture is that day."""

import re
from pathlib import Path
from zoneinfo import ZoneInfo

from scheduling.availability import SlotQuery, free_starts
from scheduling.recurrence import day_range
from scripts.draw_timeline import DAY, PICTURE, ZONE, example, example_rows, picture

PAGE = (Path(__file__).parents[2] / "docs" / "scheduling.md").read_text(encoding="utf-8")


def test_the_picture_is_what_the_core_works_out() -> None:
    assert PICTURE.read_text(encoding="utf-8") == picture()


def test_the_page_names_the_slots_that_are_offered() -> None:
    catalog, busy = example()
    service = catalog.service("colour")
    query = SlotQuery(service, catalog.providers_of(service), day_range(DAY, ZONE))
    starts = free_starts(catalog, query, {"ana": busy}).of_anyone()
    offered = [f"{each.astimezone(ZoneInfo(ZONE)):%H:%M}" for each in starts]
    rows = re.findall(r"^\| ([\d:, ]+) \| (yes|no)", PAGE, re.MULTILINE)
    told = [each for times, answer in rows if answer == "yes" for each in times.split(", ")]
    assert told == offered
    refused = [each for times, answer in rows if answer == "no" for each in times.split(", ")]
    assert not {*refused} & {*offered}


def test_each_layer_has_a_row_in_the_picture() -> None:
    labels = [label[0] for label, _, _ in example_rows() if label]
    assert labels == ["1", "2", "3", "4", "5"]
