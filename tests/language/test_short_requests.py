"""Short things said about times and people that were offered."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from language.context import Expecting
from language.kinds import AnswerKind, Intent
from language.reader import read
from language.when_wishes import DayRange
from tests.language.reading import context as reading_context
from tests.language.reading import told, understand


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("later", Intent.ASK_LATER),
        ("a bit later please", Intent.ASK_LATER),
        ("do you have something earlier?", Intent.ASK_EARLIER),
        ("what about sooner?", Intent.ASK_EARLIER),
        ("more times", Intent.ASK_OTHER_TIMES),
        ("none of these", Intent.ASK_OTHER_TIMES),
        ("what else do you have", Intent.ASK_OTHER_TIMES),
        ("another day", Intent.ASK_OTHER_DAYS),
        ("show me other days", Intent.ASK_OTHER_DAYS),
        ("see you later", Intent.GOODBYE),
        ("half an hour later", Intent.INFORM),
    ],
)
def test_more_is_asked_of_what_was_offered(text: str, intent: Intent) -> None:
    assert understand(text).intent is intent


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("the one on Friday", "2026-04-17"),
        ("the one at 3", "15:00"),
        ("at one", "13:00"),
        ("one pm", "13:00"),
        ("tomorrow at one", "2026-04-15 13:00"),
    ],
)
def test_a_thing_called_one_is_no_hour(text: str, wish: str) -> None:
    assert told(understand(text).wish) == wish


def test_an_appointment_may_be_called_the_one() -> None:
    understanding = understand("cancel the one on Friday")
    assert understanding.intent is Intent.CANCEL_APPOINTMENT
    assert [told(each.value) for each in understanding.existing_when] == ["2026-04-17"]


@pytest.mark.parametrize("text", ["anyone but Hugo", "anybody except Hugo", "not with Hugo"])
def test_who_is_not_wanted_is_not_wished_for(text: str) -> None:
    understanding = understand(text)
    assert [each.value for each in understanding.excluded_staff_members] == ["hugo"]
    wished = understanding.staff_member
    assert wished is None or wished.value.staff_member_id is None


def test_a_name_after_another_wish_is_wanted() -> None:
    wished = understand("tomorrow but with Hugo").staff_member
    assert wished is not None
    assert wished.value.staff_member_id == "hugo"


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("Wednesday", date(2026, 4, 22)),
        ("on Friday", date(2026, 4, 24)),
        ("tomorrow", date(2026, 4, 15)),
        ("16 April", date(2026, 4, 16)),
    ],
)
def test_a_weekday_is_one_of_the_days_talked_about(text: str, on: date) -> None:
    next_week = DayRange(date(2026, 4, 20), date(2026, 4, 26))
    wish = read(text, replace(reading_context(), days_meant=next_week)).wish
    assert wish is not None
    assert wish.days == DayRange.single(on)


def test_a_question_about_it_is_no_yes() -> None:
    answer = understand("how much is it?").answer
    assert answer is None or answer.value.kind is not AnswerKind.YES


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Foxes", "The Foxes"),
        ("The Foxes, +33 6 39 98 00 25", "The Foxes"),
        ("The first", None),
    ],
)
def test_a_name_may_begin_with_an_article(text: str, name: str | None) -> None:
    told_name = understand(text, Expecting.NAME).contact.name
    assert (told_name.value if told_name else None) == name


def test_how_long_it_shall_take_is_kept_beside_a_day() -> None:
    wish = understand("Hugo for 45 minutes on Friday").wish
    assert wish is not None
    assert wish.duration == timedelta(minutes=45)


@pytest.mark.parametrize(
    "text", ["+33612345678 Hugo Bell", "hugo@example.com, Hugo Bell", "Hugo Bell 0612345678"]
)
def test_a_name_may_follow_a_number_or_an_address(text: str) -> None:
    understanding = understand(text, Expecting.NAME)
    name = understanding.contact.name
    assert name is not None
    assert name.value == "Hugo Bell"
    assert understanding.staff_member is None


@pytest.mark.parametrize("text", ["who can I call?", "what is your phone number?"])
def test_who_wants_to_call_wants_a_person(text: str) -> None:
    assert understand(text).intent is Intent.TALK_TO_PERSON


def test_what_was_named_is_moved_from_its_time() -> None:
    understanding = understand("move the one on Thursday to Friday at 2")
    assert [told(each.value) for each in understanding.existing_when] == ["2026-04-16"]
    assert told(understanding.wish) == "2026-04-17 14:00"
