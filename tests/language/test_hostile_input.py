"""Whatever is sent, reading is bounded in work, never raises and always says the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.context import Expecting, Speaker
from language.lexicon import load_lexicon
from language.moments.grammar import MAXIMUM_WORK
from language.moments.scanning import new_chart
from language.moments.values import Reference
from language.tokens import MAXIMUM_TOKENS, folded, tokenise
from language.understanding import Read, Understanding
from tests.language.reading import NOW, understand

HOSTILE = (
    "GMT+" * 50,
    "(" * 200,
    "\U0001f600" * 200,
    "may " * 500,
    "1" * 10_000,
    " " * 20_000,
    "next " * 400,
    "to 3 " * 400,
    "half past " * 200,
    "3-4-" * 500,
    "one two three " * 150,
    "a@" * 1000,
    "+1 (2) " * 280,
    "at " * 600,
    "between 2 and " * 140,
    "book a " * 280,
    "can i come " * 180,
    "\u202e\u0000\u200b" * 600,
    "İ" * 1999,
    "ﬁﬃ½①" * 400,
    "haircut " * 250,
    "x" * 2000,
)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: f"{text[:8]!a}x{len(text)}")
def test_work_is_bounded(text: str) -> None:
    tokens = tokenise(text[:2000])
    assert len(tokens) <= MAXIMUM_TOKENS
    chart = new_chart(
        tokens, Reference(NOW.replace(tzinfo=None), is_month_first=True, lexicon=load_lexicon("en"))
    )
    for index in range(len(tokens)):
        chart.readings("element", index)
    # One rule may finish its step after the limit is reached.
    assert chart.work < MAXIMUM_WORK * 1.1


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: f"{text[:8]!a}x{len(text)}")
def test_reading_ends_and_keeps_at_most_two_thousand_characters(text: str) -> None:
    assert len(understand(text).text) <= 2000


@given(st.text(max_size=300), st.sampled_from([None, *Expecting]), st.sampled_from(list(Speaker)))
@settings(deadline=None, max_examples=150)
def test_any_text_is_read_the_same_twice_with_spans_inside_it(
    text: str, expecting: Expecting | None, speaker: Speaker
) -> None:
    found = understand(text, expecting, speaker=speaker)
    assert found == understand(text, expecting, speaker=speaker)
    assert all(read.end <= len(found.text) for read in _reads(found))


WORDS = st.sampled_from(
    [
        "monday",
        "30",
        "31",
        "february",
        "at",
        "3",
        "25",
        "99",
        "pm",
        "am",
        "to",
        "from",
        "between",
        "and",
        "next",
        "last",
        "week",
        "of",
        "the",
        "first",
        "no",
        "not",
        "half",
        "past",
        "quarter",
        "-",
        "/",
        ".",
        ",",
        "tomorrow",
        "may",
        "2027",
        "in",
        "days",
        "minutes",
        "hours",
        "every",
        "later",
        "same",
        "time",
        "earlier",
        "before",
        "after",
        "with",
        "ana",
        "haircut",
        "5/12",
        "13/13",
        "2026-13-40",
        "24:00",
        "0",
        "noon",
    ]
)


@given(st.lists(WORDS, max_size=14).map(" ".join))
@settings(deadline=None, max_examples=400)
def test_any_heap_of_words_of_time_is_read(text: str) -> None:
    found = understand(text)
    assert found == understand(text)


@given(st.text(max_size=200))
def test_folding_keeps_every_character_in_its_place(text: str) -> None:
    assert len(folded(text)) == len(text)


def _reads(found: Understanding) -> list[Read[object]]:
    fields = (getattr(found, name) for name in Understanding.__slots__)
    values = [each for field in fields for each in (field if isinstance(field, tuple) else [field])]
    return [each for each in values if isinstance(each, Read)]
