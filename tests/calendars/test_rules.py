"""Rules of repeating events, compared with what dateutil makes of them."""

import random
from datetime import datetime, timedelta
from itertools import takewhile

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from calendars.feeds.limits import Budget, FeedRefused
from calendars.feeds.moments import Moment, zone_of
from calendars.feeds.rule_reading import rule_of
from calendars.feeds.rules import Rule, occurrences

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
START = datetime.fromisoformat("2024-02-29T10:30")
END = datetime.fromisoformat("2028-06-01")
LONG_AGO = datetime.fromisoformat("1950-01-01")
YEAR = datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2027-01-01")


def some_rule(chance: random.Random) -> dict[str, list[object]]:
    """Give the parts of a rule such as programs write, and some that none would."""
    frequency = chance.choice(("DAILY", "WEEKLY", "MONTHLY", "YEARLY"))
    parts: dict[str, list[object]] = {
        "FREQ": [frequency],
        "INTERVAL": [chance.choice((1, 2, 3, 5))],
    }
    counts = frequency in ("MONTHLY", "YEARLY") and chance.random() < 0.5
    which = ("1", "2", "-1", "5", "-2") if counts else ("",)
    some: dict[str, list[object]] = {
        "BYDAY": [chance.choice(which) + each for each in chance.sample(DAYS, 2)],
        "BYMONTH": chance.sample(range(1, 13), 3),
        "BYMONTHDAY": chance.sample([*range(1, 32), *range(-31, 0)], 3),
        "BYYEARDAY": chance.sample([*range(1, 367), *range(-366, 0)], 9),
        "WKST": [chance.choice(DAYS)],
        "COUNT": [chance.randrange(1, 40)],
        "BYSETPOS": chance.sample((1, 2, 3, -1, -2), 2),
    }
    # RFC 5545 lets days of the year stand beside no week and no month.
    names = [each for each in some if each != "BYYEARDAY" or frequency == "YEARLY"]
    parts |= {name: some[name] for name in chance.sample(names, chance.randrange(0, 4))}
    if "BYSETPOS" in parts and not parts.keys() & {"BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYMONTH"}:
        del parts["BYSETPOS"]
    return parts


def said(parts: dict[str, list[object]]) -> str:
    return ";".join(f"{name}={','.join(map(str, values))}" for name, values in parts.items())


def read(parts: dict[str, list[object]]) -> Rule:
    zone = zone_of("UTC")
    assert zone is not None
    return rule_of(parts, Moment(START, zone))


@settings(deadline=None, max_examples=80)
@given(st.integers(0, 1_000_000), st.integers(0, 1400))
def test_a_rule_names_what_dateutil_says_it_names(seed: int, days: int) -> None:
    parts = some_rule(random.Random(seed))
    since = START + timedelta(days=days)
    limited = f"{said(parts)}" + ("" if "COUNT" in parts else f";UNTIL={END:%Y%m%dT%H%M%S}")
    expected = takewhile(lambda each: each < END, rrulestr(limited, dtstart=START))
    found = occurrences(read(parts), START, since, END, Budget())
    assert list(found) == [each for each in expected if each >= since]


@pytest.mark.parametrize(
    "never",
    [
        {"FREQ": ["YEARLY"], "BYMONTH": [2], "BYMONTHDAY": [30]},
        {"FREQ": ["DAILY"], "BYMONTH": [2], "BYMONTHDAY": [30]},
        {"FREQ": ["MONTHLY"], "BYDAY": ["MO"], "BYSETPOS": [300]},
        {"FREQ": ["DAILY"], "INTERVAL": [10**9]},
    ],
)
def test_a_rule_that_never_comes_true_costs_no_more_than_the_time_looked_at(
    never: dict[str, list[object]],
) -> None:
    budget = Budget(days=10_000)
    assert list(occurrences(read(never), START, START + timedelta(days=1), END, budget)) == []
    assert budget.days > 0


def test_what_began_long_ago_costs_no_more_than_what_began_today() -> None:
    budget = Budget(days=2000)
    daily = read({"FREQ": ["DAILY"]})
    found = list(occurrences(daily, LONG_AGO, *YEAR, budget))
    assert len(found) == 365


def test_counting_from_long_ago_is_bounded() -> None:
    counted = read({"FREQ": ["DAILY"], "COUNT": [10**9]})
    with pytest.raises(FeedRefused):
        list(occurrences(counted, LONG_AGO, START, END, Budget(days=1000)))
