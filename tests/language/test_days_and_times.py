"""What people say about when, and what it means on Tuesday, 14 April 2026, at 10:05."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from language.context import Expecting
from language.when_wishes import ImpossibleDay, WhenKind
from tests.language.reading import told, understand


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", "2026-04-14"),
        ("tomorrow", "2026-04-15"),
        ("the day after tomorrow", "2026-04-16"),
        ("yesterday", "2026-04-13"),
        ("Friday", "2026-04-17"),
        ("this Friday", "2026-04-17"),
        ("Tuesday", "2026-04-21"),
        ("next Friday", "2026-04-24"),
        ("Friday next week", "2026-04-24"),
        ("a week on Friday", "2026-04-24"),
        ("in a fortnight", "2026-04-28"),
        ("in 3 days", "2026-04-17"),
        ("in two weeks", "2026-04-28"),
        ("two weeks from Thursday", "2026-04-30"),
        ("three Fridays from now", "2026-05-01"),
        ("the 3rd", "2026-05-03"),
        ("the 20th", "2026-04-20"),
        ("on the twenty second", "2026-04-22"),
        ("May 3", "2026-05-03"),
        ("3 May", "2026-05-03"),
        ("the third of May", "2026-05-03"),
        ("Sunday 3 May", "2026-05-03"),
        ("March 2", "2027-03-02"),
        ("May 3, 2027", "2027-05-03"),
        ("2026-05-03", "2026-05-03"),
        ("the 20th of next month", "2026-05-20"),
        ("the last Friday of May", "2026-05-29"),
        ("this week", "2026-04-13/2026-04-19"),
        ("next week", "2026-04-20/2026-04-26"),
        ("the week after next", "2026-04-27/2026-05-03"),
        ("end of next week", "2026-04-23/2026-04-26"),
        ("beginning of next week", "2026-04-20/2026-04-22"),
        ("this weekend", "2026-04-18/2026-04-19"),
        ("next month", "2026-05-01/2026-05-31"),
        ("in June", "2026-06-01/2026-06-30"),
        ("from the 13th to the 15th of July", "2026-07-13/2026-07-15"),
        ("July 13 to 15", "2026-07-13/2026-07-15"),
        ("from Thursday to Saturday", "2026-04-16/2026-04-18"),
        ("after Thursday", "2026-04-16/"),
        ("before Friday", "/2026-04-17"),
        ("this weekend, Sunday morning", "2026-04-19 08:00-12:00"),
    ],
)
def test_days(text: str, expected: str) -> None:
    assert told(understand(text).wish) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3pm", "15:00"),
        ("3 p.m.", "15:00"),
        ("at 3:15", "15:15"),
        ("15h30", "15:30"),
        ("14.30", "14:30"),
        ("half past three", "15:30"),
        ("half eleven", "11:30"),
        ("quarter to 5", "16:45"),
        ("twenty past two", "14:20"),
        ("ten to 4 pm", "15:50"),
        ("noon", "12:00"),
        ("midnight", "00:00"),
        ("3ish", "15:00"),
        ("around 4", "16:00"),
        ("10 in the morning", "10:00"),
        ("3 in the afternoon", "15:00"),
        ("at 5", "17:00"),
        ("nine o'clock", "09:00"),
        ("two thirty", "14:30"),
        ("between 2 and 4", "14:00-16:00"),
        ("from 10 to 12:30", "10:00-12:30"),
        ("2-4pm", "14:00-16:00"),
        ("11-2", "11:00-14:00"),
        ("after 4", "16:00-"),
        ("before noon", "-12:00"),
        ("by 3pm", "-15:00"),
        ("in the afternoon", "12:00-18:00"),
        ("sometime in the morning", "08:00-12:00"),
        ("after work", "17:00-"),
        ("tonight", "2026-04-14 18:00-"),
        ("this afternoon", "2026-04-14 12:00-18:00"),
        ("tomorrow morning", "2026-04-15 08:00-12:00"),
        ("in 20 minutes", "2026-04-14 10:25"),
        ("in an hour", "2026-04-14 11:05"),
    ],
)
def test_times_of_day(text: str, expected: str) -> None:
    assert told(understand(text).wish) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tomorrow at 3pm", "2026-04-15 15:00"),
        ("3pm tomorrow", "2026-04-15 15:00"),
        ("Friday at 5", "2026-04-17 17:00"),
        ("at half past 3 on Friday", "2026-04-17 15:30"),
        ("Thursday between 2 and 4", "2026-04-16 14:00-16:00"),
        ("on 2 May at 10:30", "2026-05-02 10:30"),
        ("Saturday afternoon", "2026-04-18 12:00-18:00"),
        ("tomorrow evening at 6", "2026-04-15 18:00"),
        ("Wednesday after 3", "2026-04-15 15:00-"),
        ("the 16th. Could you do 11 in the morning?", "2026-04-16 11:00"),
        ("I can do Thursday. Around 3pm would be best", "2026-04-16 15:00"),
    ],
)
def test_days_with_times(text: str, expected: str) -> None:
    assert told(understand(text).wish) == expected


@pytest.mark.parametrize(
    ("locale", "expected"), [("en", "2026-12-05"), ("en-GB", "2026-12-05"), ("en-US", "2026-05-12")]
)
def test_the_locale_tells_day_and_month_apart_and_the_other_reading_is_kept(
    locale: str, expected: str
) -> None:
    wish = understand("5/12", locale=locale).wish
    assert told(wish) == expected
    assert wish is not None
    assert len(wish.alternatives) == 1


def test_a_weekday_tells_day_and_month_apart() -> None:
    assert told(understand("Tuesday 5/12", locale="en").wish) == "2026-05-12"


def test_a_number_that_is_no_month_is_the_day() -> None:
    assert told(understand("4/22", locale="en-GB").wish) == "2026-04-22"


def test_next_friday_has_two_readings() -> None:
    wish = understand("next Friday").wish
    assert wish is not None
    assert [told(each) for each in wish.readings] == ["2026-04-24", "2026-04-17"]


def test_friday_said_on_friday_is_next_week_or_today() -> None:
    friday = datetime(2026, 4, 17, 9, 0, tzinfo=ZoneInfo("Europe/Paris"))
    wish = understand("Friday", now=friday).wish
    assert wish is not None
    assert [told(each) for each in wish.readings] == ["2026-04-24", "2026-04-17"]


def test_a_time_both_halves_of_the_day_could_be_keeps_its_twin_where_nothing_decides() -> None:
    wish = understand("Sunday at 5").wish
    assert wish is not None
    assert {told(each) for each in wish.readings} == {"2026-04-19 05:00", "2026-04-19 17:00"}


@pytest.mark.parametrize(
    ("text", "impossible"),
    [
        ("30 February", ImpossibleDay(30, 2)),
        ("April 31st at 10", ImpossibleDay(31, 4)),
        ("31/4/2026", ImpossibleDay(31, 4, 2026)),
        ("29 February 2027", ImpossibleDay(29, 2, 2027)),
    ],
)
def test_a_day_that_does_not_exist_is_named(text: str, impossible: ImpossibleDay) -> None:
    wish = understand(text).wish
    assert wish is not None
    assert (wish.impossible, wish.days) == (impossible, None)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("as soon as possible", WhenKind.EARLIEST),
        ("the earliest you have on Thursday", WhenKind.EARLIEST),
        ("as late as possible", WhenKind.LATEST),
        ("every Tuesday at 10", WhenKind.RECURRENCE),
        ("on Tuesdays", WhenKind.RECURRENCE),
        ("half an hour earlier", WhenKind.SHIFT),
        ("the day after", WhenKind.SHIFT),
        ("same time", WhenKind.SAME_TIME),
    ],
)
def test_kinds(text: str, kind: WhenKind) -> None:
    wish = understand(text).wish
    assert wish is not None
    assert wish.kind is kind


def test_shifts_tell_how_far() -> None:
    wish = understand("half an hour earlier").wish
    assert wish is not None
    assert wish.shift == timedelta(minutes=-30)


@pytest.mark.parametrize(
    "text",
    [
        "yes", "no", "help", "hello", "thank you", "not now", "may I ask something?",
        "I want a haircut", "one moment please", "a second opinion", "the sun is shining",
        "how much is it?", "we are 2 people", "that costs 50 euros", "no not that one",
        "my number is 06 12 34 56 78", "talk to a person", "mark my words", "can you help me?",
    ],
)  # fmt: skip
def test_texts_without_a_time_have_none(text: str) -> None:
    found = understand(text)
    assert (found.when, found.existing_when, found.excluded_when) == ((), (), ())


@pytest.mark.parametrize(
    ("text", "expecting", "expected"),
    [
        ("5", Expecting.TIME, "17:00"),
        ("half 3", Expecting.TIME, "15:30"),
        ("15", Expecting.DAY, "2026-04-15"),
        ("sat", Expecting.DAY, "2026-04-18"),
        ("5", None, ""),
        ("2", Expecting.CHOICE, ""),
        ("the second one", Expecting.CHOICE, ""),
    ],
)
def test_what_was_asked_decides_what_a_bare_answer_means(
    text: str, expecting: Expecting | None, expected: str
) -> None:
    assert told(understand(text, expecting).wish) == expected
