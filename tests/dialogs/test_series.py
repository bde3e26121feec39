"""Series in a conversation: said or tapped, planned, booked, moved and cancelled as much as is meant."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dialogs.state import Asked
from scheduling.statuses import AppointmentStatus
from tests.dialogs.openings import HAIRCUT, PETER, SERIES_BOOKED
from tests.dialogs.talking import Talker, changed, customer, put, salon, staff
from tests.fakes.memory import MemoryTransactions
from tests.journeys.salon import SALON

TUESDAYS = "haircut with Ana every Tuesday at 10 for 3 weeks"
FRIDAYS = "haircut with Bo every other Friday at 3pm until June"
"""The first of May is a holiday, and in the way."""


def starts(transactions: MemoryTransactions) -> list[str]:
    """Give when what is on begins, in UTC."""
    found = transactions.state.appointments.values()
    on = sorted(each.time_range.start_at for each in found if each.is_active)
    return [f"{each:%m-%d %H:%M}" for each in on]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (TUESDAYS, ["04-21 08:00", "04-28 08:00", "05-05 08:00"]),
        (
            "weekly haircut with Ana tomorrow at 3pm, twice... 2 times",
            ["04-15 13:00", "04-22 13:00"],
        ),
        (
            "haircut with Ana fortnightly on Monday at 9, 3 times",
            ["04-20 07:00", "05-04 07:00", "05-18 07:00"],
        ),
        (
            "haircut with Ana on 20 April at 9, once a month, 2 times",
            ["04-20 07:00", "05-20 07:00"],
        ),
    ],
)
async def test_a_series_is_booked_as_it_was_said(said: str, expected: list[str]) -> None:
    talker = customer()
    shown = await talker.says(said)
    assert f"All {len(expected)} are free" in shown
    shown = await talker.says("yes", PETER)
    assert f"Shall I book these {len(expected)} appointments" in shown
    shown = await talker.says("yes")
    assert f"Your {len(expected)} appointments are booked" in shown
    assert starts(talker.transactions) == expected


async def test_every_occurrence_is_shown_before_it_is_booked() -> None:
    talker = customer()
    shown = await talker.says(TUESDAYS, "yes", PETER)
    for each in (
        "Tuesday 21 April at 10:00",
        "Tuesday 28 April at 10:00",
        "Tuesday 5 May at 10:00",
    ):
        assert each in shown


async def test_a_clash_is_marked_and_may_be_left_out() -> None:
    talker = customer()
    shown = await talker.says(FRIDAYS)
    assert "1 of 4 cannot be had" in shown
    assert "Labour Day" in shown
    shown = await talker.taps("series.take", clashes="skip")
    await talker.says(PETER, "yes")
    assert starts(talker.transactions) == ["04-17 13:00", "05-15 13:00", "05-29 13:00"]


async def test_a_clash_may_be_moved_to_the_time_that_was_shown() -> None:
    talker = customer()
    shown = await talker.says(FRIDAYS)
    assert "Thursday 30 April at 17:00" in shown
    await talker.says("move the clash", PETER, "yes")
    assert "04-30 15:00" in starts(talker.transactions)
    assert len(starts(talker.transactions)) == 4


async def test_with_clashes_a_yes_does_not_say_which() -> None:
    talker = customer()
    assert "Which of the two" in await talker.says(FRIDAYS, "yes")
    assert not starts(talker.transactions)


async def test_a_chosen_time_is_repeated_from_a_form() -> None:
    talker = customer()
    await talker.says(HAIRCUT, PETER)
    assert "How often" in await talker.taps("series.repeat")
    shown = await talker.taps("series.give_repeat", every="weekly-2", count="61")
    assert "a number from 2 to 60" in shown
    shown = await talker.taps("series.give_repeat", every="weekly-2", count="3")
    assert "All 3 are free" in shown
    await talker.taps("series.take")
    shown = await talker.taps("confirm")
    assert "Your 3 appointments are booked" in shown
    assert starts(talker.transactions) == ["04-15 13:00", "04-29 13:00", "05-13 13:00"]


@pytest.mark.parametrize(
    ("said", "count"),
    [("4", 4), ("5 times", 5), ("until the end of May", 7), ("for 3 weeks", 3)],
)
async def test_how_many_is_asked_where_it_was_not_said(said: str, count: int) -> None:
    talker = customer()
    assert "How many times" in await talker.says(f"{HAIRCUT}, every week")
    shown = await talker.says(said)
    assert f"All {count} are free" in shown


async def test_it_may_be_just_once_after_all() -> None:
    talker = customer()
    await talker.says(f"{HAIRCUT}, every week")
    await talker.taps("series.once")
    await talker.says(PETER, "yes")
    assert starts(talker.transactions) == ["04-15 13:00"]
    again = customer()
    await again.says(TUESDAYS, "just once", PETER, "yes")
    assert starts(again.transactions) == ["04-21 08:00"]


async def test_how_often_and_the_time_may_be_corrected_at_any_time() -> None:
    talker = customer()
    shown = await talker.says(TUESDAYS, "at 11 instead")
    assert "Tuesday 5 May at 11:00" in shown
    shown = await talker.says("every 2 weeks", "4 times")
    assert "Tuesday 2 June at 11:00" in shown
    assert "Tuesday 28 April" not in shown


async def test_where_the_first_date_cannot_be_had_it_begins_at_the_next() -> None:
    transactions = salon()
    other = customer(transactions, "u2")
    await other.says("haircut with Ana on 21 April at 10", "Eve, eve@example.com", "yes")
    talker = customer(transactions)
    shown = await talker.says(TUESDAYS)
    assert "it begins on Tuesday 28 April at 10:00" in shown
    assert "Tuesday 12 May at 10:00" in shown


async def test_of_a_date_that_was_named_it_is_said_why_it_cannot_be_had() -> None:
    transactions = salon()
    other = customer(transactions, "u2")
    await other.says("haircut with Ana tomorrow at 10", "Eve, eve@example.com", "yes")
    talker = customer(transactions)
    shown = await talker.says("weekly haircut with Ana tomorrow at 10, 3 times")
    assert "Ana is not free on Wednesday 15 April at 10:00" in shown
    shown = await talker.taps("pick.time", start="2026-04-15T09:00:00Z")
    assert "Wednesday 29 April at 11:00" in shown


async def test_with_somebody_else_one_of_a_series_moves_alone() -> None:
    talker = customer()
    await talker.says(*SERIES_BOOKED, "move the one on 22 April to Bo", "yes")
    found = talker.transactions.state.appointments.values()
    assert sorted(each.staff_member_ids for each in found) == [("ana",), ("ana",), ("bo",)]


async def test_what_was_taken_meanwhile_books_nothing_and_shows_how_it_is_now() -> None:
    transactions = salon()
    talker = customer(transactions)
    await talker.says(TUESDAYS, "yes", PETER)
    other = customer(transactions, "u2")
    await other.says("haircut with Ana on 28 April at 10", "Eve, eve@example.com", "yes")
    shown = await talker.says("yes")
    assert "Nothing was done: Tuesday 28 April at 10:00" in shown
    assert "1 of 3 cannot be had" in shown
    assert len(starts(transactions)) == 1
    await talker.says("skip it", "yes")
    assert len(starts(transactions)) == 3


async def test_a_plan_shown_before_is_not_taken_any_more() -> None:
    talker = customer()
    await talker.says(TUESDAYS)
    (old,) = [each for each in _taps(talker) if each["verb"] == "series.take"]
    await talker.says("at 11 instead")
    shown = await talker.sends(old)
    assert "Tuesday 21 April at 11:00" in shown
    assert "Shall I go on" in shown


def _taps(talker: Talker) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []

    def walk(node: object) -> None:
        if isinstance(node, dict):
            if isinstance(node.get("data"), dict):
                found.append(dict(node["data"]))
            for each in node.values():
                walk(each)
        if isinstance(node, list):
            for each in node:
                walk(each)

    walk(talker.cards())
    return found


async def test_a_second_tap_on_book_shows_the_series() -> None:
    talker = customer()
    await talker.says(TUESDAYS, "yes", PETER)
    (book,) = [each for each in _taps(talker) if each["verb"] == "confirm"]
    await talker.sends(book)
    assert "3 appointments of this series" in await talker.sends(book)
    assert len(starts(talker.transactions)) == 3


async def test_a_customer_is_told_how_many_are_possible() -> None:
    talker = customer()
    shown = await talker.says("haircut with Ana every Tuesday at 10 for 8 weeks")
    assert "You can book 5 more here" in shown
    assert "Book the first 5" in shown
    await talker.says("yes", PETER, "yes")
    assert len(starts(talker.transactions)) == 5


async def test_what_is_too_far_ahead_and_what_is_in_no_calendar_is_said() -> None:
    shown = await customer().says("haircut with Ana on 30 April at 9, monthly, 6 times")
    assert "5 more are further ahead" in shown or "further ahead than can be booked" in shown
    far = replace(SALON.catalog.business.scheduling_policy, maximum_advance=timedelta(days=365))
    business = replace(SALON.catalog.business, scheduling_policy=far)
    catalog = replace(SALON.catalog, business=business)
    talker = customer(salon(replace(SALON, catalog=catalog)))
    shown = await talker.says("haircut with Ana on 30 November at 9, monthly, 4 times")
    assert "There is no 30 February 2027" in shown


async def test_what_needs_approval_is_a_series_of_requests() -> None:
    talker = customer(salon(changed("haircut", needs_approval=True)))
    shown = await talker.says(TUESDAYS, "yes", PETER)
    assert "Shall I send these 3 requests" in shown
    assert "These are 3 requests, not booked yet" in await talker.says("yes")
    found = talker.transactions.state.appointments.values()
    assert {each.status for each in found} == {AppointmentStatus.REQUESTED}


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("only this one", 2),
        ("this and the following", 1),
        ("all of them", 0),
        ("no", 3),
    ],
)
async def test_cancelling_one_asks_how_much_is_meant(said: str, left: int) -> None:
    talker = customer()
    shown = await talker.says(*SERIES_BOOKED, "cancel the one on 22 April")
    assert "only this one, this and the following, or all" in shown
    await talker.says(said)
    if talker.state.asked is Asked.CANCEL_SERIES:
        await talker.says("yes")
    assert len(starts(talker.transactions)) == left


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("every Thursday, 3 times", "04-30 09:00"),
        ("every other Thursday at 3pm, 3 times", "04-30 13:00"),
        ("every Monday, 3 times", "04-20 09:00"),
    ],
)
async def test_a_series_begins_on_the_day_that_was_chosen(said: str, first: str) -> None:
    talker = customer()
    shown = await talker.says("haircut with Ana on 30 April at 11", PETER, said)
    assert "cannot be had" not in shown
    assert talker.state.draft is not None
    start_at = talker.state.draft.start_at
    assert start_at is not None
    assert f"{start_at:%m-%d %H:%M}" == first


@pytest.mark.parametrize(
    "said",
    [
        "move only this one to 5pm",
        "change only this one to Friday",
        "can I move all of them to Thursday?",
        "what happens if I cancel only this one?",
        "how much is it for only this one?",
    ],
)
async def test_another_wish_is_no_answer_to_how_much_to_cancel(said: str) -> None:
    talker = customer()
    shown = await talker.says(*SERIES_BOOKED, "cancel the one on 22 April", said)
    assert "is cancelled" not in shown
    assert talker.state.asked is not Asked.CANCEL_SERIES
    assert len(starts(talker.transactions)) == 3


async def test_to_move_only_this_one_is_taken_when_asked_how_much_to_cancel() -> None:
    talker = customer()
    await talker.says(*SERIES_BOOKED, "cancel the one on 22 April")
    shown = await talker.says("move only this one to 5pm", "yes")
    assert "is moved to Wednesday 22 April at 17:00" in shown
    assert len(starts(talker.transactions)) == 3


async def test_to_cancel_is_taken_when_asked_how_much_to_move() -> None:
    talker = customer()
    await talker.says(*SERIES_BOOKED, "move the one on 22 April to 5pm")
    assert "All 3" not in await talker.says("cancel the whole series")
    assert talker.state.asked is Asked.CANCEL_SERIES
    await talker.says("yes")
    assert starts(talker.transactions) == []


async def test_a_bare_yes_cancels_nothing_of_a_series() -> None:
    talker = customer()
    shown = await talker.says(*SERIES_BOOKED, "cancel the one on 22 April", "yes")
    assert "I can cancel only this one" in shown
    assert len(starts(talker.transactions)) == 3


async def test_what_is_past_the_notice_stays_and_is_named() -> None:
    talker = customer()
    await talker.says(*SERIES_BOOKED)
    talker.transactions.now += timedelta(days=1, hours=4, minutes=30)
    shown = await talker.says("cancel the whole series")
    assert "Wednesday 15 April at 15:00" in shown
    assert "stays as it is" in shown
    await talker.says("yes")
    assert starts(talker.transactions) == ["04-15 13:00"]


async def test_occurrences_that_changed_since_are_shown_anew() -> None:
    talker = customer()
    await talker.says(*SERIES_BOOKED, "cancel all of them")
    boss = staff(talker.transactions, "ana")
    await boss.says("move Peter to 4pm", "only this one", "yes")
    shown = await talker.says("yes")
    assert "changed in the meantime" in shown
    assert len(starts(talker.transactions)) == 3
    await talker.says("yes")
    assert starts(talker.transactions) == []


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ("this", ["04-15 13:00", "04-24 09:00", "04-29 13:00"]),
        ("following", ["04-15 13:00", "04-24 09:00", "05-01 09:00"]),
    ],
)
async def test_moving_one_asks_how_much_is_meant(scope: str, expected: list[str]) -> None:
    talker = customer()
    await talker.says(*SERIES_BOOKED, "move the one on 22 April to 24 April at 11")
    await talker.taps("series.move", scope=scope)
    if scope == "following":
        # The first of May is a holiday: it stays where it is.
        assert "1 of 2 cannot go there" in talker.shown()
        expected = [*expected[:2], "04-29 13:00"]
        expected.sort()
        await talker.says("leave it out")
    else:
        await talker.says("yes")
    assert sorted(starts(talker.transactions)) == sorted(expected)


async def test_the_confirmation_of_one_appointment_confirms_no_series() -> None:
    talker = customer()
    await talker.says(HAIRCUT, PETER)
    (book,) = [each for each in _taps(talker) if each["verb"] == "confirm"]
    await talker.says("weekly, 3 times")
    assert "All 3 are free" in await talker.sends(book)
    assert not starts(talker.transactions)
    await talker.says("yes", "yes", "move all of them to 4pm")
    draft = talker.state.draft
    assert draft is not None
    shown = await talker.sends({"verb": "confirm", "draft": draft.draft_id})
    assert "All 3 can go there" in shown
    assert starts(talker.transactions) == ["04-15 13:00", "04-22 13:00", "04-29 13:00"]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (("move all to Thursday",), ["04-16 13:00", "04-23 13:00", "04-30 13:00"]),
        (("move them all to Mondays at 9", "skip it"), ["04-20 07:00", "04-27 07:00"]),
        (("move all of them to 4pm",), ["04-15 14:00", "04-22 14:00", "04-29 14:00"]),
        (
            ("move the one on 22 April", "this and the following to Thursdays"),
            ["04-15 13:00", "04-23 13:00", "04-30 13:00"],
        ),
        (
            ("move the one on 29 April to Thursday", "all of them"),
            ["04-16 13:00", "04-23 13:00", "04-30 13:00"],
        ),
        (
            ("move all to Thursday", "no, Tuesdays at 4"),
            ["04-14 14:00", "04-21 14:00", "04-28 14:00"],
        ),
        (
            ("move all to 23 April",),
            ["04-23 13:00", "04-30 13:00", "05-07 13:00"],
        ),
    ],
)
async def test_all_move_to_a_weekday_each_in_its_own_week(
    said: tuple[str, ...], expected: list[str]
) -> None:
    talker = customer()
    await talker.says(*SERIES_BOOKED, *said)
    if talker.state.asked is Asked.SERIES_PLAN:
        await talker.says("yes")
    assert [each for each in starts(talker.transactions) if each in expected] == expected
    assert len(starts(talker.transactions)) == 3


async def test_a_day_that_is_closed_is_a_clash_of_each_that_would_move_there() -> None:
    shown = await customer().says(*SERIES_BOOKED, "move all to Sunday")
    assert "3 of 3 cannot go there" in shown
    for each in ("Sunday 19 April", "Sunday 26 April", "Sunday 3 May"):
        assert f"We are closed on {each}" in shown


async def test_another_time_for_all_is_no_answer_to_what_becomes_of_clashes() -> None:
    talker = customer()
    await talker.says(*SERIES_BOOKED, "move all to Friday")
    shown = await talker.says("no, move them all to 11")
    assert "Friday 24 April at 11:00" in shown
    assert starts(talker.transactions) == ["04-15 13:00", "04-22 13:00", "04-29 13:00"]


async def test_two_of_a_week_do_not_both_move_to_one_day() -> None:
    talker = customer()
    await talker.says("haircut with Ana every Tuesday and Thursday at 10, 3 times")
    await talker.says("yes", PETER, "yes")
    shown = await talker.says("move all to Friday")
    assert "1 of 3 cannot go there" in shown
    await talker.says("skip it")
    assert starts(talker.transactions) == ["04-17 08:00", "04-23 08:00", "04-24 08:00"]


@pytest.mark.parametrize("said", ["cancel all", "move all to Thursday", "move all", "cancel it"])
async def test_another_wish_after_all_is_a_new_one(said: str) -> None:
    talker = customer()
    shown = await talker.says(*SERIES_BOOKED, said, "and a haircut for all of us tomorrow at 9")
    assert "Shall I book this for Wednesday 15 April at 09:00" in shown
    assert starts(talker.transactions) == ["04-15 13:00", "04-22 13:00", "04-29 13:00"]


async def test_a_series_moves_on_to_where_its_own_occurrences_are() -> None:
    talker = customer()
    shown = await talker.says(*SERIES_BOOKED, "move all of them to 22 April at 3pm")
    assert "All 3 can go there" in shown
    await talker.says("yes")
    assert starts(talker.transactions) == ["04-22 13:00", "04-29 13:00", "05-06 13:00"]


async def test_a_series_moves_as_it_was_shown_or_not_at_all() -> None:
    transactions = salon()
    talker = customer(transactions)
    await talker.says(*SERIES_BOOKED, "move all of them to 4pm")
    assert "All 3 can go there" in talker.shown()
    other = customer(transactions, "u2")
    await other.says("haircut with Ana on 29 April at 4pm", "Eve, eve@example.com", "yes")
    shown = await talker.says("yes")
    assert "Nothing was done" in shown
    assert "04-15 13:00" in starts(transactions)
    await talker.says("skip it")
    assert starts(transactions) == ["04-15 14:00", "04-22 14:00", "04-29 13:00", "04-29 14:00"]


async def test_my_appointments_show_what_is_of_a_series() -> None:
    talker = customer()
    shown = await talker.says(*SERIES_BOOKED, "my appointments")
    assert shown.count("One of a series") == 3
    await talker.says("the first one")
    assert "3 appointments of this series" in await talker.taps("series.show")


async def test_the_whole_series_is_shown_when_it_is_asked_for() -> None:
    talker = customer()
    await talker.says(*SERIES_BOOKED, "cancel the one on 15 April", "only this one")
    talker.state = replace(talker.state, focus=_first_id(talker))
    assert "2 appointments of this series" in await talker.says("show me the whole series")


def _first_id(talker: Talker) -> str:
    return next(iter(talker.transactions.state.appointments))[1]


async def test_an_interval_no_choice_has_is_kept_in_the_form() -> None:
    talker = customer()
    assert "Every 5 weeks" in await talker.says(f"{HAIRCUT}, every 5 weeks")
    shown = await talker.taps("series.give_repeat", every="weekly-5", count="2")
    assert "Wednesday 20 May at 15:00" in shown


async def test_staff_book_a_series_for_a_customer_and_cancel_it_with_a_message() -> None:
    transactions = salon()
    boss = staff(transactions, "ana")
    await boss.says("book a haircut for Grace Kim every Wednesday at 3pm, 4 times", "yes", "yes")
    assert len(starts(transactions)) == 4
    await boss.says("cancel Grace")
    shown = await boss.taps("series.cancel", scope="all", message="I am ill")
    assert "Cancel these 4 appointments of Grace Kim" in shown
    assert "4 appointments are cancelled" in await boss.says("yes")
    found = transactions.state.appointments.values()
    assert {each.cancellation_message for each in found} == {"I am ill"}


async def test_staff_cancel_all_of_somebody_in_one_sentence() -> None:
    transactions = salon()
    boss = staff(transactions, "ana")
    await boss.says("book a haircut for Grace Kim every Wednesday at 3pm, 3 times", "yes", "yes")
    await boss.says("cancel all of Grace's appointments because I am ill", "yes")
    assert starts(transactions) == []


async def test_staff_book_past_the_customers_limit() -> None:
    transactions = salon()
    boss = staff(transactions, "ana")
    said = "book a haircut with Ana for Grace Kim every Wednesday at 3pm, 8 times"
    await boss.says(said, "yes", "yes")
    assert len(starts(transactions)) == 8


async def test_a_team_member_books_a_series_to_their_own_calendar() -> None:
    transactions = salon()
    bo = staff(transactions, "bo")
    await bo.says("book a haircut for Tom Jones every Thursday at 9, 3 times", "yes", "yes")
    found = transactions.state.appointments.values()
    assert {each.staff_member_ids for each in found} == {("bo",)}


@pytest.mark.parametrize(
    "data",
    [
        {"verb": "series.cancel", "scope": "everything"},
        {"verb": "series.move", "scope": ""},
        {"verb": "series.cancel_confirm", "scope": "all", "seen": "0" * 16},
    ],
)
async def test_what_a_card_carries_is_only_a_claim(data: dict[str, str]) -> None:
    talker = customer()
    await talker.says(*SERIES_BOOKED)
    await talker.sends({**data, "appointment": talker.state.focus})
    assert len(starts(talker.transactions)) == 3


async def test_nobody_else_sees_or_changes_a_series() -> None:
    talker = customer()
    await talker.says(*SERIES_BOOKED)
    stranger = customer(talker.transactions, "u2")
    for verb in ("series.show", "series.cancel", "series.move", "series.cancel_confirm"):
        data = {"verb": verb, "appointment": talker.state.focus, "scope": "all", "seen": ""}
        assert "cannot find that" in await stranger.sends(data)
    assert len(starts(talker.transactions)) == 3


async def test_a_form_with_nonsense_is_refused() -> None:
    talker = customer()
    await talker.says(HAIRCUT, PETER)
    await talker.taps("series.repeat")
    draft = talker.state.draft
    assert draft is not None
    for every, count in (("weekly-0", "3"), ("daily-1", "3"), ("weekly-1", "1e3"), ("", "")):
        data = {"verb": "series.give_repeat", "draft": draft.draft_id}
        await talker.sends({**data, "every": every, "count": count})
    assert not starts(talker.transactions)


async def test_what_is_no_longer_offered_is_planned_anew() -> None:
    talker = customer()
    await talker.says(TUESDAYS, "yes", PETER)
    catalog = SALON.catalog
    business = replace(
        catalog.business,
        scheduling_policy=replace(
            catalog.business.scheduling_policy, maximum_advance=timedelta(days=10)
        ),
    )
    put(talker.transactions, replace(SALON, catalog=replace(catalog, business=business)))
    shown = await talker.says("yes")
    assert "Nothing was done" in shown
    assert starts(talker.transactions) == []


@pytest.mark.parametrize("said", ["repeat it every week, 3 times", "repeat weekly, 3 times"])
async def test_to_repeat_is_no_service(said: str) -> None:
    talker = customer()
    shown = await talker.says("haircut with Ana tomorrow at 3pm", PETER, said)
    assert "We do not offer" not in shown
    assert talker.state.asked is Asked.SERIES_PLAN


@pytest.mark.parametrize("said", ["leave out the second one", "skip those", "move them"])
async def test_without_clashes_there_is_nothing_to_leave_out(said: str) -> None:
    talker = customer()
    shown = await talker.says(TUESDAYS, PETER, said)
    assert "None of them is in the way" in shown
    assert talker.state.asked is Asked.SERIES_PLAN
