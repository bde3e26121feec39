"""A group, as customers see it: how many come, how many places are left, and nobody else."""

from datetime import UTC, datetime

import pytest

from cards.verbs import Verb
from dialogs.state import Asked
from tests.dialogs.openings import PETER
from tests.dialogs.talking import Talker, customer, salon
from tests.fakes.memory import MemoryTransactions
from tests.journeys.studio import STUDIO

EVE = "Eve Stone, eve@example.com"
TEN = "Wednesday 15 April at 10:00"


def studio() -> MemoryTransactions:
    return salon(STUDIO)


async def joined(
    salon_: MemoryTransactions, text: str, who: str = "u1", name: str = PETER
) -> Talker:
    talker = customer(salon_, who)
    await talker.says(text, name, "yes")
    return talker


def filled(salon_: MemoryTransactions) -> list[int]:
    return [each.filled_attendees_count for each in salon_.state.appointments.values()]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("yoga tomorrow at 10", 1),
        ("yoga for 3 tomorrow at 10", 3),
        ("yoga tomorrow at 10 for me and my wife", 2),
        ("yoga for 4 people tomorrow at 10", 4),
    ],
)
async def test_so_many_places_are_booked(text: str, count: int) -> None:
    salon_ = studio()
    await joined(salon_, text)
    assert filled(salon_) == [count]


async def test_what_all_places_cost_is_told_before_and_after() -> None:
    talker = customer(studio())
    assert "€45" in await talker.says("yoga for 3 tomorrow at 10", PETER)
    assert "€45" in await talker.says("yes")


async def test_the_times_tell_how_many_places_are_left() -> None:
    salon_ = studio()
    await joined(salon_, "yoga for 3 tomorrow at 10")
    shown = await customer(salon_, "u2").says("yoga tomorrow")
    assert "10:00\n1 place left" in shown
    assert "11:00\n4 places left" in shown
    assert "left" not in await customer(salon_, "u3").says("haircut tomorrow")


async def test_how_many_is_tapped_on_the_summary() -> None:
    salon_ = studio()
    talker = customer(salon_)
    shown = await talker.says("yoga tomorrow at 10", PETER)
    assert "How many?" in shown
    assert "People\n1 person" in shown
    assert "People\n3 people" in await talker.taps("pick.count", count=3)
    assert "Your 3 places are booked" in await talker.taps("confirm")
    assert filled(salon_) == [3]


@pytest.mark.parametrize("text", ["for 9 people", "no, nine of us"])
async def test_too_many_together_are_answered_and_asked_again(text: str) -> None:
    salon_ = studio()
    await joined(salon_, "yoga tomorrow at 10")
    talker = customer(salon_, "u2")
    shown = await talker.says("yoga tomorrow at 10", EVE, text)
    assert "At most 4 people can come to Yoga together." in shown
    assert f"On {TEN}, Paris time (GMT+2) 3 places are left" in shown
    assert talker.state.asked is Asked.PEOPLE
    assert "People\n2 people" in await talker.says("2")


async def test_more_than_are_left_are_refused_with_other_times() -> None:
    salon_ = studio()
    await joined(salon_, "yoga for 3 tomorrow at 10")
    talker = customer(salon_, "u2")
    shown = await talker.says("yoga for two tomorrow at 10")
    assert f"Yoga on {TEN}, Paris time (GMT+2) has one place left, and you are 2" in shown
    assert talker.reasons == ["group_full"]
    assert Verb.PICK_TIME in talker.verbs()
    assert "What is your name" in await talker.says("just me")


async def test_a_full_group_is_said_to_be_full() -> None:
    salon_ = studio()
    await joined(salon_, "yoga for 4 people tomorrow at 10")
    shown = await customer(salon_, "u2").says("yoga tomorrow at 10")
    assert f"Yoga on {TEN}, Paris time (GMT+2) is full" in shown


async def test_places_lost_while_details_are_asked_are_told_before_it_is_booked() -> None:
    salon_ = studio()
    talker = customer(salon_)
    await talker.says("yoga for 3 tomorrow at 10", PETER)
    salon_.state.holds.clear()
    await joined(salon_, "yoga for 2 tomorrow at 10", "u2", EVE)
    shown = await talker.says("yes")
    assert "has 2 places left, and you are 3" in shown
    assert filled(salon_) == [2]


async def test_nobody_is_booked_twice_into_one_group() -> None:
    salon_ = studio()
    talker = await joined(salon_, "yoga for 2 tomorrow at 10")
    shown = await talker.says("yoga tomorrow at 10", "yes")
    assert f"You have a place on {TEN}, Paris time (GMT+2) already" in shown
    assert talker.reasons == ["already_attending"]
    assert "09:00\nWed 15 Apr · 4 places left" in shown
    assert filled(salon_) == [2]


async def test_who_else_comes_is_never_told() -> None:
    salon_ = studio()
    await joined(salon_, "yoga for 2 tomorrow at 10", "u2", EVE)
    talker = await joined(salon_, "yoga tomorrow at 10")
    for text in ("my appointments", "move it to Thursday", "no"):
        shown = await talker.says(text)
        assert "Eve" not in shown
        assert "3 of 4" not in shown
    assert "People\n1 person" in await talker.says("start over", "my appointments")


async def test_a_place_is_given_back_and_the_others_stay() -> None:
    salon_ = studio()
    await joined(salon_, "yoga for 2 tomorrow at 10", "u2", EVE)
    talker = await joined(salon_, "yoga tomorrow at 10")
    shown = await talker.says("cancel my appointment")
    assert f"Give back your place in Yoga on {TEN}" in shown
    assert "Yes, give it back" in shown
    assert f"Your place on {TEN}, Paris time (GMT+2) is given back" in await talker.says("yes")
    assert filled(salon_) == [2]


async def test_a_place_is_kept() -> None:
    talker = await joined(studio(), "yoga tomorrow at 10")
    assert "you keep your place" in await talker.says("cancel my appointment", "no")


async def test_a_place_moves_alone() -> None:
    salon_ = studio()
    await joined(salon_, "yoga tomorrow at 10", "u2", EVE)
    talker = await joined(salon_, "yoga for 2 tomorrow at 10")
    shown = await talker.says("move it to Thursday", "yes")
    assert "Your 2 places are moved to Thursday 16 April at 10:00" in shown
    assert sorted(filled(salon_)) == [1, 2]


@pytest.mark.parametrize(
    "text", ["haircut for 2 people on Friday at 9", "haircut on Friday at 9 for me and my wife"]
)
async def test_what_is_no_group_is_for_a_party_at_once(text: str) -> None:
    talker = customer(studio())
    shown = await talker.says(text)
    assert "This is free on Friday 17 April: 09:00 Haircut with Ana and 09:00 Haircut" in shown


@pytest.mark.parametrize(
    "text", ["haircut for 7 people on Friday at 9", "we are 8 and want a haircut on Friday at 9"]
)
async def test_more_than_a_visit_takes_are_booked_one_by_one(text: str) -> None:
    salon_ = studio()
    talker = customer(salon_)
    shown = await talker.says(text)
    assert "An appointment for Haircut is for one person" in shown
    shown = await talker.says(PETER, "yes")
    assert "is booked for Friday 17 April at 09:00" in shown
    assert "Shall we book for the next of the" in shown
    assert filled(salon_) == [1]
    assert "With whom" in await talker.taps("talk.book", service="haircut")


@pytest.mark.parametrize("count", [0, 1001])
async def test_a_forged_count_is_refused(count: int) -> None:
    talker = customer(studio())
    await talker.says("yoga tomorrow at 10", PETER)
    draft = talker.state.draft
    assert draft is not None
    sent = {"verb": "pick.count", "draft": draft.draft_id, "count": count}
    assert "does not add up" in await talker.sends(sent)


async def test_back_undoes_how_many() -> None:
    talker = customer(studio())
    await talker.says("yoga tomorrow at 10", PETER)
    await talker.taps("pick.count", count=3)
    assert "People\n1 person" in await talker.says("back")


async def test_room_is_held_for_all_who_come() -> None:
    salon_ = studio()
    await customer(salon_).says("yoga for 3 tomorrow at 10")
    (held,) = salon_.state.holds.values()
    assert (held.attendees_count, held.start_at) == (3, datetime(2026, 4, 15, 8, 0, tzinfo=UTC))


async def test_another_service_is_for_one_again() -> None:
    talker = customer(studio())
    await talker.says("yoga for 3 tomorrow at 10")
    assert "is for one person" not in await talker.says("no, a haircut")


async def test_who_would_bring_somebody_moves_nothing() -> None:
    talker = await joined(studio(), "yoga tomorrow at 10")
    assert "another time" not in await talker.says("can I bring a friend to yoga?")
    assert talker.state.draft is not None
    assert talker.state.draft.moves == ""


@pytest.mark.parametrize(
    "said", ["make it 3 of us", "can I bring a friend?", "we are 4 people now"]
)
async def test_how_many_come_stays_as_it_was_booked(said: str) -> None:
    talker = await joined(studio(), "yoga for 2 tomorrow at 10")
    shown = await talker.says(said)
    assert "stays as it was booked" in shown
    assert talker.state.draft is None


@pytest.mark.parametrize(
    "said", ["give back my place", "give them back", "I want to give up my spot"]
)
async def test_a_place_is_given_back_in_the_words_of_its_button(said: str) -> None:
    salon_ = studio()
    talker = await joined(salon_, "yoga for 2 tomorrow at 10")
    await talker.says(said)
    assert talker.state.asked is Asked.CANCEL
    await talker.says("yes")
    assert not any(each.is_active for each in salon_.state.appointments.values())


async def test_more_than_find_room_are_no_hour_where_one_is_said() -> None:
    shown = await customer(studio()).says("yoga for 6 tomorrow at 10")
    assert "At most 4 people can come to Yoga together" in shown


@pytest.mark.parametrize(
    ("said", "shows"),
    [
        ("for two", "09:00 Haircut with Ana and 09:00 Haircut with Bo"),
        ("no, for three", "Friday 17 April at 15:00"),
    ],
)
async def test_how_many_come_is_no_hour_where_the_hour_is_told(said: str, shows: str) -> None:
    talker = customer(salon())
    await talker.says("haircut with anyone on Friday at 9")
    assert shows in await talker.says(said)


async def test_no_more_are_asked_for_than_there_are_places_left() -> None:
    salon_ = studio()
    await joined(salon_, "yoga for 2 tomorrow at 10", "u2", EVE)
    talker = customer(salon_)
    shown = await talker.says("yoga tomorrow at 10", PETER)
    assert "2 people" in shown
    assert "3 people" not in shown
    shown = await talker.says("no, we are 9 people")
    assert "2 places are left" in shown
    assert "3 people" not in shown


async def test_a_last_place_is_not_asked_about() -> None:
    salon_ = studio()
    await joined(salon_, "yoga for 3 tomorrow at 10", "u2", EVE)
    assert "How many" not in await customer(salon_).says("yoga tomorrow at 10", PETER)


async def test_an_own_hold_takes_no_places_from_who_holds_it() -> None:
    salon_ = studio()
    talker = customer(salon_)
    shown = await talker.says("yoga for 2 tomorrow at 10", PETER)
    assert "4 people" in shown


@pytest.mark.parametrize("text", ["haircut for two tomorrow", "haircut for 2 tomorrow"])
async def test_an_hour_that_may_be_people_is_asked_about(text: str) -> None:
    talker = customer(studio())
    shown = await talker.says(text)
    assert "for the time, 14:00. Or do 2 of you come?" in shown
    assert f"{TEN.replace('10', '14')}" in shown
    await talker.taps("pick.count", count=2)
    shown = await talker.says("at 10")
    assert "10:00 Haircut with Ana and 10:00 Haircut with Bo" in shown


async def test_that_they_are_people_may_be_said() -> None:
    talker = customer(studio())
    shown = await talker.says("haircut for two tomorrow", "two people", "at 10")
    assert "10:00 Haircut with Ana and 10:00 Haircut with Bo" in shown


@pytest.mark.parametrize(
    "text", ["yoga for two tomorrow", "haircut for 2pm tomorrow", "haircut tomorrow at 10 for two"]
)
async def test_what_is_plain_is_not_asked_about(text: str) -> None:
    assert "Or do" not in await customer(studio()).says(text)


async def test_another_time_settles_that_it_was_the_hour() -> None:
    talker = customer(studio())
    await talker.says("haircut for two tomorrow", "at 11")
    assert talker.state.draft is not None
    assert talker.state.draft.maybe_people is None
