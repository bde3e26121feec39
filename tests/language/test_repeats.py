"""How often and how long, how much of a series, and what of its clashes: as people say it."""

from datetime import date

import pytest

from language.context import Speaker
from language.kinds import Intent
from language.repeat_wishes import RepeatWish
from scheduling.series import ClashPolicy, Frequency, SeriesRule, SeriesScope
from tests.language.reading import told, understand

WEEKLY, MONTHLY = Frequency.WEEKLY, Frequency.MONTHLY


def wish(
    frequency: Frequency | None = WEEKLY,
    interval: int = 1,
    count: int | None = None,
    until_on: str = "",
    months: int = 0,
    days: int = 0,
    on: tuple[int, ...] = (),
    nth: int = 0,
) -> RepeatWish:
    return RepeatWish(
        frequency=frequency,
        interval=interval,
        count=count,
        until_on=date.fromisoformat(until_on) if until_on else None,
        lasting_months=months,
        lasting_days=days,
        weekdays=frozenset(on),
        nth=nth,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("weekly", wish()),
        ("every week", wish()),
        ("once a week please", wish()),
        ("every Tuesday at 10", wish()),
        ("each Friday", wish()),
        ("every other Friday at 3", wish(interval=2)),
        ("every second Thursday", wish(interval=2)),
        ("every third Monday at 9", wish(interval=3)),
        ("fortnightly", wish(interval=2)),
        ("bi-weekly", wish(interval=2)),
        ("every fortnight", wish(interval=2)),
        ("every two weeks", wish(interval=2)),
        ("every 3 weeks on Monday", wish(interval=3)),
        ("every 14 days", wish(interval=2)),
        ("monthly", wish(MONTHLY)),
        ("once a month", wish(MONTHLY)),
        ("every other month", wish(MONTHLY, 2)),
        ("every 3 months", wish(MONTHLY, 3)),
        ("every year", wish(MONTHLY, 12)),
        ("beard trim every Tuesday at 10 for 6 weeks", wish(days=42)),
        ("weekly for the next three months", wish(months=3)),
        ("every other Friday at 3 until March", wish(interval=2, until_on="2027-02-28")),
        ("every Monday until 5 May", wish(until_on="2026-05-05")),
        ("weekly until the end of May", wish(until_on="2026-05-31")),
        ("every week through June", wish(until_on="2026-06-30")),
        ("monthly beard trim, 5 times", wish(MONTHLY, count=5)),
        ("make it weekly, eight times", wish(count=8)),
        ("10 sessions, one every week", wish(count=10)),
        ("on Tuesdays at 10 for 6 weeks", wish(days=42)),
        ("on Tuesdays, 4 times", wish(count=4)),
        ("every Tuesday and Thursday at 10 for 4 weeks", wish(days=28, on=(1, 3))),
        ("every Tuesday, Thursday and Friday, 6 times", wish(count=6, on=(1, 3, 4))),
        ("every other Tuesday and every Thursday", wish(interval=2, on=(1, 3))),
        ("on Mondays and Wednesdays at 3 for 6 weeks", wish(days=42, on=(0, 2))),
        ("weekly on Tuesdays and Thursdays, 8 times", wish(count=8, on=(1, 3))),
        ("every weekday at 9 for 2 weeks", wish(days=14, on=(0, 1, 2, 3, 4))),
        ("first Monday of every month", wish(MONTHLY, on=(0,), nth=1)),
        ("the 2nd Tuesday of every other month", wish(MONTHLY, 2, on=(1,), nth=2)),
        ("on the last Friday of each month at 2pm", wish(MONTHLY, on=(4,), nth=-1)),
        ("every first Monday at 10", wish(MONTHLY, on=(0,), nth=1)),
        ("every second Monday of the month", wish(MONTHLY, on=(0,), nth=2)),
        ("monthly on the first Monday", wish(MONTHLY, on=(0,), nth=1)),
        ("the first Monday of the month, 6 times", wish(MONTHLY, count=6, on=(0,), nth=1)),
        ("every two months on the third Tuesday", wish(MONTHLY, 2, on=(1,), nth=3)),
        ("6 times", wish(None, count=6)),
        ("500 times", wish(None, count=500)),
    ],
)
def test_a_series_is_read(text: str, expected: RepeatWish) -> None:
    found = understand(text).repeats
    assert found is not None
    assert found.value == expected


@pytest.mark.parametrize(
    "text",
    [
        "beard trim on Tuesday at 10",
        "every day",
        "every 10 days",
        "every hour",
        "on Tuesdays",
        "on Mondays and Wednesdays",
        "the first Monday of the month at 9",
        "for 6 weeks",
        "until March",
        "in two weeks",
        "next week",
        "for one hour",
        "a beard trim for 2 people",
        "the second one",
        "every " * 200,
        "times",
    ],
)
def test_what_says_nothing_of_a_series_is_none(text: str) -> None:
    assert understand(text).repeats is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("beard trim every other Friday at 3 until March", "2026-04-17 15:00"),
        ("monthly beard trim on 20 May at 11, 5 times", "2026-05-20 11:00"),
        ("every two weeks on Monday at 9 for 3 months", "2026-04-20 09:00"),
        ("weekly from next Friday at 4pm, 6 times", "2026-04-24 16:00"),
    ],
)
def test_the_first_time_is_read_beside_it(text: str, expected: str) -> None:
    found = understand(text)
    assert [told(each.value) for each in found.when] == [expected]
    assert found.not_understood == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("every Tuesday for 8 weeks, except 28 April", ["2026-04-28"]),
        ("every Tuesday, but not on 28 April and 5 May", ["2026-04-28", "2026-05-05"]),
        ("not on the 24th or the 28th", ["2026-04-24", "2026-04-28"]),
    ],
)
def test_days_it_shall_not_be_on_are_read(text: str, expected: list[str]) -> None:
    found = understand(text)
    assert [told(each.value) for each in found.excluded_when] == expected
    assert not any(each.value.days for each in found.when)


def test_a_length_of_a_series_is_no_length_of_an_appointment() -> None:
    found = understand("beard trim weekly at 10 for 6 weeks")
    assert [each.value.duration for each in found.when] == [None]


@pytest.mark.parametrize(
    ("said", "first_on", "expected"),
    [
        (wish(count=6), "2026-04-14", SeriesRule(WEEKLY, count=6)),
        (wish(days=42), "2026-04-14", SeriesRule(WEEKLY, until_on=date(2026, 5, 25))),
        (wish(months=3), "2026-04-14", SeriesRule(WEEKLY, until_on=date(2026, 7, 13))),
        (wish(count=500), "2026-04-14", SeriesRule(WEEKLY, count=60)),
        (wish(), "2026-04-14", None),
        (wish(None, count=6), "2026-04-14", None),
    ],
)
def test_a_wish_becomes_a_rule_with_its_first_date(
    said: RepeatWish, first_on: str, expected: SeriesRule | None
) -> None:
    assert said.rule(date.fromisoformat(first_on)) == expected


def test_how_often_and_how_long_are_corrected_each_by_itself() -> None:
    said = wish(interval=2, count=6)
    assert said.refined_by(wish(MONTHLY)) == wish(MONTHLY, count=6)
    assert said.refined_by(wish(None, count=3)) == wish(interval=2, count=3)
    assert said.refined_by(wish(until_on="2026-05-31")) == wish(until_on="2026-05-31")


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("only this one", SeriesScope.THIS),
        ("just this one please", SeriesScope.THIS),
        ("this one", SeriesScope.THIS),
        ("just once", SeriesScope.THIS),
        ("this and the following", SeriesScope.FOLLOWING),
        ("that one and all following", SeriesScope.FOLLOWING),
        ("the rest", SeriesScope.FOLLOWING),
        ("from then on", SeriesScope.FOLLOWING),
        ("all", SeriesScope.ALL),
        ("all of them", SeriesScope.ALL),
        ("cancel the whole series", SeriesScope.ALL),
        ("cancel all of my beard trims", SeriesScope.ALL),
        ("yes", None),
        ("Tuesday", None),
        ("that is all for today", None),
    ],
)
def test_how_much_of_a_series_is_read(text: str, scope: SeriesScope | None) -> None:
    assert understand(text).scope is scope


@pytest.mark.parametrize(
    "text",
    [
        "cancel all of them",
        "cancel the whole series",
        "please cancel all my appointments",
        "stop the series",
        "cancel this and all following",
    ],
)
def test_cancelling_a_series_is_cancelling(text: str) -> None:
    assert understand(text).intent is Intent.CANCEL_APPOINTMENT


def test_staff_cancel_all_of_somebody() -> None:
    found = understand("cancel all of Grace's appointments", speaker=Speaker.STAFF)
    assert (found.intent, found.scope) == (Intent.CANCEL_APPOINTMENT, SeriesScope.ALL)
    assert found.customer_name is not None
    assert found.customer_name.value == "Grace"


@pytest.mark.parametrize(
    ("text", "clashes"),
    [
        ("skip those", ClashPolicy.SKIP),
        ("leave them out", ClashPolicy.SKIP),
        ("book all that are free", ClashPolicy.SKIP),
        ("only the free ones please", ClashPolicy.SKIP),
        ("move the clashes", ClashPolicy.MOVE),
        ("take the nearest times", ClashPolicy.MOVE),
        ("move them", ClashPolicy.MOVE),
        ("yes", None),
    ],
)
def test_what_of_clashes_is_read(text: str, clashes: ClashPolicy | None) -> None:
    assert understand(text).clashes is clashes
