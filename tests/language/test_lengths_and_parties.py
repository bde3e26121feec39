"""How long something shall take, how many people come, and how many a service takes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from language.context import NamedThing, ReadingContext, Speaker
from language.kinds import Intent
from language.reader import read
from language.understanding import Understanding
from tests.language.reading import context, told

_SERVICES = (
    NamedThing("massage", ("Massage",)),
    NamedThing("yoga", ("Yoga", "yoga class")),
    NamedThing("cut", ("Haircut",)),
)
_STUDIO: ReadingContext = replace(
    context(), services=_SERVICES, reads_lengths=True, largest_parties={"yoga": 8}
)


def understand(text: str, **changes: object) -> Understanding:
    return read(text, replace(_STUDIO, **changes))  # type: ignore[arg-type]


def length_of(text: str) -> tuple[int, int] | None:
    found = understand(text).length
    if found is None:
        return None
    minutes = (found.value.duration or timedelta()) // timedelta(minutes=1)
    return minutes, found.value.change


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("a 90 minute massage tomorrow", 90),
        ("massage for an hour and a half", 90),
        ("90 min", 90),
        ("90min please", 90),
        ("a 2h massage", 120),
        ("1h30", 90),
        ("1.5 hours", 90),
        ("one and a half hours", 90),
        ("half an hour", 30),
        ("a massage of about 90 minutes", 90),
        ("a two-hour massage on friday", 120),
        ("2 hours instead", 120),
        ("make it 2 hours", 120),
        ("the 60 minute one", 60),
        ("no, an hour", 60),
        ("90 minutes, no, 60 minutes", 60),
        ("massage tomorrow at 3 for 45 minutes", 45),
    ],
)
def test_a_length_is_read(text: str, minutes: int) -> None:
    assert length_of(text) == (minutes, 0)


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("make it longer", (0, 1)),
        ("a bit shorter please", (0, -1)),
        ("30 minutes longer", (30, 1)),
        ("half an hour shorter", (30, -1)),
        ("longer by 15 minutes", (15, 1)),
    ],
)
def test_longer_and_shorter_change_it(text: str, wish: tuple[int, int]) -> None:
    assert length_of(text) == wish


@pytest.mark.parametrize(
    "text",
    [
        "massage in 90 minutes",
        "in an hour",
        "in about an hour",
        "half an hour later",
        "an hour earlier",
        "push it back an hour",
        "I'm 10 minutes late",
        "at 14 hours",
        "massage tomorrow 15h",
        "réserver un massage demain à 15h",
        "two minutes",
        "for 3 days",
        "I no longer want it",
        "how much longer does it take?",
    ],
)
def test_other_times_are_no_length(text: str) -> None:
    assert length_of(text) is None


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("massage tomorrow at 3pm for 90 minutes", "2026-04-15 15:00"),
        ("a 2 hour massage tomorrow", "2026-04-15"),
        ("massage tomorrow 15h", "2026-04-15 15:00"),
        ("15 hours of massage tomorrow", "2026-04-15"),
        ("make it 2 hours", ""),
    ],
)
def test_a_length_is_no_time_of_day(text: str, when: str) -> None:
    assert told(understand(text).wish) == when


def test_several_lengths_are_alternatives() -> None:
    found = understand("an hour or 90 minutes").length
    assert found is not None
    durations = {each.duration for each in found.choices}
    assert durations == {timedelta(minutes=60), timedelta(minutes=90)}


def test_where_there_is_no_choice_of_length_none_is_read() -> None:
    assert understand("2 hours", reads_lengths=False).length is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("yoga for 3", 3),
        ("yoga for three tomorrow at 10", 3),
        ("yoga at 10 for two", 2),
        ("two of us", 2),
        ("for 4 people", 4),
        ("we are 4", 4),
        ("me and my wife", 2),
        ("my husband and I", 2),
        ("yoga for me and two friends", 3),
        ("me, my wife and my daughter", 3),
        ("with a friend", 2),
        ("with my wife and two kids", 4),
        ("yoga for my two kids", 2),
        ("just me", 1),
        ("haircut tomorrow at 10 for 2", 2),
    ],
)
def test_how_many_come_is_read(text: str, count: int) -> None:
    found = understand(text).party_size
    assert found is not None
    assert found.value == count


@pytest.mark.parametrize(
    "text",
    [
        "a haircut for my wife",
        "haircut for 3",
        "yoga for 3pm",
        "yoga for 3 o'clock",
        "yoga for 3 in the afternoon",
        "yoga for 3:30",
        "yoga for 10",
        "move my yoga for 3",
        "yoga for 2 or 3",
        "with Ana tomorrow",
    ],
)
def test_times_and_others_count_nobody(text: str) -> None:
    assert understand(text).party_size is None


def test_for_three_is_of_the_group_talked_about() -> None:
    found = understand("for 3", service_meant="yoga").party_size
    assert found is not None
    assert found.value == 3
    assert understand("for 3", service_meant="cut").party_size is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("yoga takes 8 people", 8),
        ("yoga takes up to twelve people now", 12),
        ("set the capacity of yoga to 8", 8),
        ("change yoga's capacity to 12", 12),
        ("limit yoga to 6", 6),
        ("yoga has 9 places", 9),
    ],
)
def test_staff_say_how_many_a_service_takes(text: str, count: int) -> None:
    found = understand(text, speaker=Speaker.STAFF)
    assert found.intent is Intent.CHANGE_CAPACITY
    assert found.service is not None
    assert found.service.value == "yoga"
    assert found.capacity is not None
    assert found.capacity.value == count
    assert found.when == ()


@pytest.mark.parametrize(
    "text",
    [
        "remove Dana from yoga at 10",
        "take Dana Fox out of yoga tomorrow",
        "drop Dana from the class on Friday",
        "Dana can't come to yoga tomorrow",
    ],
)
def test_staff_remove_somebody_from_a_group(text: str) -> None:
    found = understand(text, speaker=Speaker.STAFF)
    assert found.intent is Intent.REMOVE_ATTENDEE
    assert found.customer_name is not None
    assert found.customer_name.value.startswith("Dana")


@pytest.mark.parametrize(
    "text", ["remove my appointment at 10", "cancel yoga at 10", "take Friday off"]
)
def test_other_removing_is_of_no_attendee(text: str) -> None:
    found = understand(text, speaker=Speaker.STAFF)
    assert found.intent is not Intent.REMOVE_ATTENDEE
