"""Two thousand businesses of chance: the engine's slots are those a patient person works out.

`make compare` compares a hundred thousand, or as many as COUNT says, from the number FIRST on.
"""

import os
import sys
from collections import Counter

import pytest

from tests.fakes.random_businesses import business_of_chance

COUNT = int(os.environ.get("FRONTDESK_COMPARED", "2000"))
FIRST = int(os.environ.get("FRONTDESK_COMPARED_FROM", "0"))


def test_slots_of_thousands_of_businesses_are_as_worked_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    seen: Counter[str] = Counter()
    for seed in range(FIRST, FIRST + COUNT):
        business = business_of_chance(seed)
        found = business.found()
        assert found == business.worked_out(), f"business {seed}"
        seen["businesses"] += 1
        seen["with a slot"] += bool(found)
        seen["slots"] += len(found)
    with capsys.disabled():
        sys.stdout.write(f" [compared: {dict(seen)}]")
    assert seen["with a slot"] > COUNT // 4, "most businesses offer nothing: little is compared"
