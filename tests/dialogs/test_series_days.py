"""The days of a series in a conversation: several weekdays, the nth of a month, days left out."""

from datetime import timedelta

import pytest

from dialogs.state import Asked
from tests.dialogs.openings import PETER
from tests.dialogs.talking import customer
from tests.dialogs.test_series import TUESDAYS, starts

FRIDAYS = "haircut with Ana every other Friday at 10 until 1 June"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "haircut with Ana every Tuesday and Thursday at 10 for 2 weeks",
            ["04-16 08:00", "04-21 08:00", "04-23 08:00", "04-28 08:00"],
        ),
        (
            "haircut with Ana every other Monday and Thursday at 10, 3 times",
            ["04-16 08:00", "04-27 08:00", "04-30 08:00"],
        ),
        (
            "haircut with Ana first Monday of every month at 10, 2 times",
            ["05-04 08:00", "06-01 08:00"],
        ),
        (
            "haircut with Ana on the last Monday of each month at 9, 2 times",
            ["04-27 07:00", "05-25 07:00"],
        ),
        (
            "haircut with Ana every Tuesday and Thursday at 10 from 5 May, 2 times",
            ["05-05 08:00", "05-07 08:00"],
        ),
    ],
)
async def test_it_is_on_the_days_that_were_said(said: str, expected: list[str]) -> None:
    talker = customer()
    assert f"All {len(expected)} are free" in await talker.says(said)
    await talker.says("yes", PETER, "yes")
    assert starts(talker.transactions) == expected


async def test_the_days_may_be_said_once_the_time_is_chosen() -> None:
    talker = customer()
    await talker.says("haircut with Ana on Thursday 30 April at 11", PETER)
    shown = await talker.says("every Monday and Thursday, 3 times")
    for each in ("Thursday 30 April", "Monday 4 May", "Thursday 7 May"):
        assert f"{each} at 11:00" in shown


async def test_another_weekday_takes_the_place_of_several() -> None:
    talker = customer()
    await talker.says("haircut with Ana every Tuesday and Thursday at 10, 3 times")
    shown = await talker.says("no, Mondays")
    for each in ("Monday 20 April", "Monday 27 April", "Monday 4 May"):
        assert each in shown
    assert "Thursday" not in shown


async def test_the_form_keeps_the_days() -> None:
    talker = customer()
    await talker.says("haircut with Ana every Tuesday and Thursday at 10", PETER)
    shown = await talker.taps("series.give_repeat", every="weekly-1", count="3")
    assert "Thursday 16 April" in shown
    assert "Tuesday 21 April" in shown


@pytest.mark.parametrize(
    "said",
    [
        "not on the 28th",
        "except 28 April",
        "skip the 28th",
        "leave out 28 April",
        "without the 28th",
    ],
)
async def test_a_date_is_left_out_and_shown_as_such(said: str) -> None:
    talker = customer()
    shown = await talker.says(TUESDAYS, said)
    assert "All 2 are free" in shown
    assert shown.index("Tuesday 28 April") < shown.index("left out") < shown.index("Tuesday 5 May")
    await talker.says("yes", PETER, "yes")
    assert starts(talker.transactions) == ["04-21 08:00", "05-05 08:00"]


@pytest.mark.parametrize("said", ["do the 28th after all", "put 28 April back", "the 28th is fine"])
async def test_a_date_that_was_left_out_comes_back(said: str) -> None:
    talker = customer()
    shown = await talker.says(TUESDAYS, "not on the 28th or the 5th of May", said)
    assert "All 2 are free" in shown
    assert shown.count("left out") == 1
    await talker.says("yes", PETER, "yes")
    assert starts(talker.transactions) == ["04-21 08:00", "04-28 08:00"]


async def test_dates_are_left_out_in_the_first_sentence() -> None:
    talker = customer()
    await talker.says(f"{TUESDAYS}, but not on 28 April and 5 May", "yes", PETER, "yes")
    assert starts(talker.transactions) == ["04-21 08:00"]


async def test_a_first_date_left_out_is_neither_kept_nor_looked_at() -> None:
    talker = customer()
    shown = await talker.says(f"{TUESDAYS} except 21 April")
    assert "I keep this time" not in shown
    assert not talker.transactions.state.holds
    shown = await talker.says("yes", PETER)
    assert "the first for Tuesday 28 April at 10:00" in shown
    await talker.says("yes")
    assert starts(talker.transactions) == ["04-28 08:00", "05-05 08:00"]


async def test_a_date_the_series_is_not_on_is_named() -> None:
    shown = await customer().says(TUESDAYS, "not on 29 April")
    assert "Wednesday 29 April is none of its dates" in shown


async def test_with_every_date_left_out_it_is_asked_how_often() -> None:
    talker = customer()
    shown = await talker.says(TUESDAYS, "not on 21 April", "not on 28 April or 5 May")
    assert "No date falls into that" in shown
    assert talker.state.asked is Asked.REPEAT


async def test_a_clash_left_out_is_none_any_more() -> None:
    talker = customer()
    assert "1 of 4 cannot be had" in await talker.says(FRIDAYS)
    shown = await talker.says("not on 1 May")
    assert "All 3 are free" in shown


async def test_what_is_confirmed_shows_each_date_with_what_becomes_of_it() -> None:
    talker = customer()
    shown = await talker.says(FRIDAYS, "not on 15 May", "move the clash", PETER)
    assert "Shall I book these 3 appointments" in shown
    assert "Thursday 30 April at 17:00" in shown
    assert "instead of Friday 1 May at 10:00" in shown
    assert shown.index("Friday 15 May at 10:00") < shown.index("left out")
    await talker.says("yes")
    assert starts(talker.transactions) == ["04-17 08:00", "04-30 15:00", "05-29 08:00"]


async def test_clashes_that_are_skipped_are_left_out_of_what_is_confirmed() -> None:
    shown = await customer().says(FRIDAYS, "skip it", PETER)
    assert "Shall I book these 3 appointments" in shown
    assert shown.index("Friday 1 May at 10:00") < shown.index("left out")


async def test_a_date_may_be_left_out_at_the_last_moment() -> None:
    talker = customer()
    shown = await talker.says(TUESDAYS, "yes", PETER, "not on 5 May")
    assert "All 2 are free" in shown
    assert not starts(talker.transactions)


@pytest.mark.parametrize("said", ["not on Thursdays", "without Thursdays"])
async def test_one_of_several_weekdays_may_be_left_out(said: str) -> None:
    talker = customer()
    await talker.says("haircut with Ana every Tuesday and Thursday at 10, 3 times")
    shown = await talker.says(said)
    for each in ("Tuesday 21 April", "Tuesday 28 April", "Tuesday 5 May"):
        assert f"{each} at 10:00" in shown
    assert "Thursday" not in shown


async def test_a_whole_month_may_be_left_out() -> None:
    talker = customer()
    shown = await talker.says("haircut with Ana every Tuesday at 10, 4 times, not in May")
    assert "All 2 are free" in shown
    assert shown.count("left out") == 2


async def test_how_long_may_be_said_before_the_hour() -> None:
    talker = customer()
    await talker.says("haircut with Ana every Tuesday and Thursday", "for 2 weeks")
    assert "All 4 are free" in await talker.says("at 10")


async def test_every_other_week_begins_with_the_next_of_its_days() -> None:
    talker = customer()
    talker.transactions.now += timedelta(days=3)
    shown = await talker.says("haircut with Ana every other Monday and Thursday at 10, 3 times")
    for each in ("Monday 20 April", "Thursday 23 April", "Monday 4 May"):
        assert f"{each} at 10:00" in shown


async def test_a_weekday_said_of_a_monthly_series_is_its_first_day() -> None:
    talker = customer()
    await talker.says("monthly haircut with Ana, 2 times")
    shown = await talker.says("on Mondays at 10")
    assert "Monday 20 April at 10:00" in shown
    assert "Wednesday 20 May at 10:00" in shown
