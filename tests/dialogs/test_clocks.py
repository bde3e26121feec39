"""Clocks: zones that differ, and nights on which a time is missing or happens twice."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dialogs.state import Asked
from scheduling.recurrence import DayPeriod, Weekday, WeeklyHours
from scheduling.service.administration import BusinessRecord
from tests.dialogs.openings import HAIRCUT, PETER
from tests.dialogs.talking import Talker, customer, salon
from tests.journeys.salon import SALON

AT_THREE = "Wednesday 15 April at 15:00"
IN_PARIS = "Paris time (GMT+2)"
IN_TOKYO = "Tokyo time (GMT+9)"
ALWAYS = WeeklyHours(dict.fromkeys(Weekday, (DayPeriod(0, 24 * 60),)))


def open_always() -> BusinessRecord:
    """Give the salon, never closed."""
    catalog = SALON.catalog
    business = replace(catalog.business, business_hours=ALWAYS)
    return replace(SALON, catalog=replace(catalog, business=business))


def in_autumn() -> Talker:
    """Somebody in the week before the clocks go back in Paris, on 25 October 2026."""
    return customer(salon(open_always(), datetime(2026, 10, 20, 8, tzinfo=UTC)))


def in_spring() -> Talker:
    """Somebody in the week before the clocks go forward in Paris, on 29 March 2026."""
    return customer(salon(open_always(), datetime(2026, 3, 24, 8, tzinfo=UTC)))


@pytest.mark.parametrize(
    ("answer", "zone", "start_at"),
    [
        ("the first one", "Paris time (GMT+2)", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("the second one", "Paris time (GMT+1)", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
    ],
)
async def test_of_two_equal_times_the_one_chosen_is_booked(
    answer: str, zone: str, start_at: datetime
) -> None:
    talker = in_autumn()
    shown = await talker.says("haircut with Ana on Sunday 25 October at 2:30am")
    assert "happens twice" in shown
    assert "happens twice" in await talker.says("help")
    assert f"02:30, {zone}" in await talker.says(answer)
    assert f"Shall I book this for Sunday 25 October at 02:30, {zone}" in await talker.says(PETER)
    assert f"is booked for Sunday 25 October at 02:30, {zone}" in await talker.says("yes")
    booked = [*talker.transactions.state.appointments.values()]
    assert [each.time_range.start_at for each in booked] == [start_at]


async def test_of_two_equal_times_the_free_one_is_taken() -> None:
    talker = in_autumn()
    text = "haircut with Ana on Sunday 25 October at 2:30am"
    await talker.says(text, "the first one", PETER, "yes")
    shown = await talker.says(text)
    assert "happens twice" in shown or "GMT+1" in shown
    assert "GMT+2" not in shown


async def test_a_time_the_clocks_jump_over_is_refused_with_those_around_it() -> None:
    talker = in_spring()
    shown = await talker.says("haircut with Ana on Sunday 29 March at 2:30am")
    assert "Sunday 29 March at 02:30 does not exist" in shown
    assert talker.reasons == ["nonexistent_local_time"]
    assert "01:30" in shown
    assert "03:00" in shown
    assert "does not exist" not in await talker.says("oh right")
    assert "Ana is free on Sunday 29 March at 03:30" in await talker.says("3:30 then")


async def test_hours_are_read_and_shown_on_the_customer_s_clock() -> None:
    talker = customer(time_zone="America/New_York")
    shown = await talker.says("haircut with Ana tomorrow at 5")
    assert "Ana is free on Wednesday 15 April at 05:00, New York time (GMT-4)" in shown
    shown = await talker.says(PETER)
    assert "Shall I book this for Wednesday 15 April at 05:00, New York time (GMT-4)" in shown
    assert "Wednesday 15 April at 11:00, Paris time (GMT+2)" in shown
    assert "moved to Wednesday 15 April at 08:00, New York" in await talker.says(
        "yes", "move it to 8am", "yes"
    )


async def test_a_day_is_the_customer_s_day() -> None:
    talker = customer(time_zone="Asia/Tokyo")
    shown = await talker.says("haircut with Ana on Saturday")
    assert "free on Saturday 18 April" in shown
    assert "00:00" in shown
    assert [each.astimezone(UTC).day for each in talker.state.offered] == [17]


async def test_a_refusal_names_the_customer_s_zone() -> None:
    talker = customer(time_zone="America/New_York")
    shown = await talker.says("haircut with Ana tomorrow at 2pm")
    assert "We are closed on Wednesday 15 April at 14:00, New York time (GMT-4)." in shown
    assert talker.state.asked is Asked.TIME


async def test_where_the_clocks_are_known_to_be_the_same_only_what_is_booked_names_the_zone() -> (
    None
):
    talker = customer(time_zone="Europe/Paris")
    shown = await talker.says("haircut with Ana tomorrow at 3pm")
    assert "Ana is free on Wednesday 15 April at 15:00." in shown
    for text in (PETER, "yes", "cancel my appointment", "yes"):
        assert f"{AT_THREE}, {IN_PARIS}" in await talker.says(text)


@pytest.mark.parametrize("zone", [None, "no/such", ""])
async def test_where_the_customer_s_clock_is_not_known_each_time_names_its_zone(
    zone: str | None,
) -> None:
    talker = customer(time_zone=zone)
    shown = await talker.says("haircut with Ana tomorrow at 3pm")
    assert f"Ana is free on {AT_THREE}, {IN_PARIS}." in shown
    for text in (PETER, "yes", "cancel my appointment", "yes"):
        assert f"{AT_THREE}, {IN_PARIS}" in await talker.says(text)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("haircut with Ana tomorrow at 3pm Paris time", f"{AT_THREE}, {IN_PARIS}"),
        ("haircut with Ana tomorrow at 3pm CET", f"{AT_THREE}, {IN_PARIS}"),
        ("haircut with Ana tomorrow at 3pm your time", f"{AT_THREE}, {IN_PARIS}"),
        ("haircut with Ana tomorrow at 5pm my time", f"at 17:00, {IN_TOKYO}"),
        ("haircut with Ana tomorrow at 5pm JST", f"at 17:00, {IN_TOKYO}"),
        ("haircut with Ana tomorrow at 10am London time", "at 10:00, London time (GMT+1)"),
        ("haircut with Ana tomorrow at 1pm UTC", "Wednesday 15 April at 13:00, GMT"),
    ],
)
async def test_a_time_is_read_by_the_clock_that_was_named(text: str, when: str) -> None:
    talker = customer(time_zone="Asia/Tokyo")
    shown = await talker.says(text)
    assert "Ana is free on Wednesday 15 April" in shown
    assert when in shown


async def test_the_clock_named_stays_until_another_is() -> None:
    talker = customer(time_zone="Asia/Tokyo")
    await talker.says("haircut with Ana tomorrow at 3pm Paris time")
    assert f"Thursday 16 April at 15:00, {IN_PARIS}" in await talker.says("no, Thursday")
    assert f"Thursday 16 April at 22:00, {IN_TOKYO}" in await talker.says("my time")


async def test_a_clock_named_afterwards_is_what_was_meant() -> None:
    talker = customer(time_zone="Asia/Tokyo")
    assert "We are closed" in await talker.says("haircut with Ana tomorrow at 3pm")
    assert f"Ana is free on {AT_THREE}, {IN_PARIS}" in await talker.says("I mean Paris time")


@pytest.mark.parametrize("said", ["PST", "Foobar time"])
async def test_where_a_clock_is_not_known_the_one_meant_is_named(said: str) -> None:
    talker = customer(time_zone="Asia/Tokyo")
    shown = await talker.says(f"haircut with Ana tomorrow at 5pm {said}")
    assert f"I cannot go by {said} here: times are in {IN_TOKYO}" in shown
    assert f"Wednesday 15 April at 17:00, {IN_TOKYO}" in shown


async def test_news_still_go_out_in_the_customer_s_own_zone() -> None:
    talker = customer(time_zone="Asia/Tokyo")
    await talker.says("haircut with Ana tomorrow at 3pm Paris time", PETER, "yes")
    booked = [*talker.transactions.state.appointments.values()]
    assert [each.customer.customer_time_zone for each in booked] == ["Asia/Tokyo"]


async def test_opening_hours_are_in_the_business_s_zone_and_say_so() -> None:
    shown = await customer(time_zone="America/New_York").says("when are you open?")
    assert "Our opening hours, Paris time (GMT+2)" in shown
    assert "13:00" in shown


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("GMT+2", "GMT+2"),
        ("I am in GMT-3", "GMT-3"),
        ("UTC+5:30", "Kolkata time (GMT+5:30)"),
    ],
)
async def test_an_offset_is_the_clock_from_now_on(said: str, told: str) -> None:
    talker = customer()
    shown = await talker.says(said)
    assert f"from now on I tell you times in {told}" in shown
    shown = await talker.says("haircut with Ana tomorrow at 14:00 Paris time", said)
    assert told in shown


async def test_an_offset_said_in_between_moves_nothing() -> None:
    talker = customer()
    shown = await talker.says(HAIRCUT, PETER, "UTC+5:30")
    assert "Shall I book this for Wednesday 15 April at 18:30, Kolkata time" in shown
    await talker.says("yes")
    (found,) = talker.transactions.state.appointments.values()
    assert f"{found.time_range.start_at:%H:%M}" == "13:00"


async def test_the_customer_s_own_zone_is_taken_where_it_has_the_offset() -> None:
    talker = customer(time_zone="Europe/Madrid")
    await talker.says("GMT+2")
    assert talker.state.zone == "Europe/Madrid"


@pytest.mark.parametrize("said", ["ok 11", "11", "ok, 11", "11 then", "yes 11", "11 is fine"])
async def test_another_hour_at_the_confirmation_is_moved_to(said: str) -> None:
    talker = customer()
    shown = await talker.says("haircut with Ana tomorrow at 10", PETER, said)
    assert "Shall I book this for Wednesday 15 April at 11:00" in shown
    assert not talker.transactions.state.appointments


async def test_another_hour_for_what_is_moved_is_taken_too() -> None:
    shown = await customer().says(HAIRCUT, PETER, "yes", "move it to Thursday", "ok 11")
    assert "Shall I move it to Thursday 16 April at 11:00" in shown


@pytest.mark.parametrize("said", ["ok 47", "2 people", "11 is my lucky number"])
async def test_other_numbers_are_no_hour(said: str) -> None:
    talker = customer()
    shown = await talker.says("haircut with Ana tomorrow at 10", PETER, said)
    assert "at 11:00" not in shown
    assert not talker.transactions.state.appointments


@pytest.mark.parametrize(
    "said",
    [
        ("haircut with Ana on Mondays and Wednesdays", "at 3"),
        ("haircut with Ana on Mondays and Wednesdays at 3",),
    ],
)
async def test_an_hour_is_for_both_days_that_were_said(said: tuple[str, ...]) -> None:
    shown = await customer().says(*said)
    for each in ("Wednesday 15 April at 15:00", "Monday 20 April at 15:00"):
        assert each in shown
    assert "Thursday" not in shown
