"""The neutral answers that tools outside this repository score the language with."""

from datetime import datetime
from typing import Any

import pytest

from language.measured import intent, when

REFERENCE = datetime(2026, 4, 14, 10, 5)  # noqa: DTZ001 - a wall clock, as the tools give it


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("tomorrow", {"type": "date", "value": "2026-04-15"}),
        ("at 3pm", {"type": "time", "value": "15:00"}),
        ("tomorrow at 3pm", {"type": "datetime", "value": "2026-04-15T15:00:00"}),
        ("next week", {"type": "daterange", "start": "2026-04-20", "end": "2026-04-27"}),
        ("between 2pm and 4pm", {"type": "timerange", "start": "14:00", "end": "16:00"}),
        (
            "tomorrow between 2pm and 4pm",
            {"type": "range", "start": "2026-04-15T14:00:00", "end": "2026-04-15T16:00:00"},
        ),
    ],
)
def test_a_wish_for_a_time_is_told_in_one_of_six_forms(text: str, answer: dict[str, Any]) -> None:
    told = when(text, REFERENCE, "en")
    assert told is not None
    assert told[0] == answer


@pytest.mark.parametrize("text", ["hello", ""])
def test_where_there_is_no_time_there_is_no_answer(text: str) -> None:
    assert when(text, REFERENCE, "en") is None


@pytest.mark.parametrize(
    ("text", "role", "name"),
    [
        ("I'd like to book a haircut", "customer", "book"),
        ("please cancel my appointment", "customer", "cancel"),
        ("hello", "customer", "greeting"),
        ("my day", "staff", "show_day"),
        ("who is next?", "staff", "next_appointment"),
        ("the capital of France is Paris", "customer", "out_of_scope"),
    ],
)
def test_what_somebody_wants_is_told_by_its_name(text: str, role: str, name: str) -> None:
    assert intent(text, "en", role)[0] == name
