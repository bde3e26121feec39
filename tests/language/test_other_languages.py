"""A language without a lexicon of its own still gets its dates read, and nothing guessed."""

import pytest

from language.fallback_dates import LONGEST_SPAN, find_with_dateparser
from language.tokens import tokenise
from tests.language.reading import NOW, told, understand


@pytest.mark.parametrize(
    ("locale", "text", "expected"),
    [
        ("pl", "15 maja", "2026-05-15"),
        ("pl-PL", "chcę przyjść 15 maja o 14:30", "2026-05-15 14:30"),
        ("pl", "jutro", "2026-04-15"),
        ("sv", "15 juni", "2026-06-15"),
        ("tr", "20 Haziran", "2026-06-20"),
        ("pl", "tak", ""),
        ("pl", "dzień dobry, jestem Anna", ""),
        ("tlh", "15 maja", ""),
    ],
)
def test_dates_in_other_languages(locale: str, text: str, expected: str) -> None:
    assert told(understand(text, locale=locale).wish) == expected


@pytest.mark.parametrize("locale", ["en", "fr", "de-AT", "es", "pl"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a balayage on Thursday at 2pm", "2026-04-16 14:00"),
        ("tomorrow at 3pm", "2026-04-15 15:00"),
        ("no, Friday", "2026-04-17"),
    ],
)
def test_whoever_writes_in_the_bots_language_names_the_day_in_it(
    locale: str, text: str, expected: str
) -> None:
    assert told(understand(text, locale=locale).wish) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("balayage jeudi à 14h", "2026-04-16 14:00"), ("mon rendez-vous à 15h", "15:00")],
)
def test_a_short_word_of_another_language_is_no_weekday(text: str, expected: str) -> None:
    assert told(understand(text, locale="fr").wish) == expected


@pytest.mark.parametrize("text", ["maja " * 400, "1/" * 1000, "15 " * 600, "(" * 200])
def test_only_short_spans_are_handed_on(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def record(span: str, *_: object) -> None:
        seen.append(span)

    monkeypatch.setattr("language.fallback_dates._element", record)
    tokens = tokenise(text)
    find_with_dateparser(text, tokens, "pl", NOW.replace(tzinfo=None), is_month_first=False)
    assert len(seen) <= 24
    assert all(len(span) <= LONGEST_SPAN for span in seen)
