"""Every sentence comes out of a catalogue, in a locale's own forms."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from fluent.runtime import FluentResource
from fluent.syntax.ast import Message

from language.catalogues import BrokenCatalogue, available_locales, load_catalogue
from language.formats import Formats
from language.locales import best_locale, normalised_tag
from language.texts import Texts, UnknownText, UnsayableText

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "web", "api", "dialogs", "notifications", "cards", "calendars", "language")
AT = datetime(2026, 4, 14, 13, 0, tzinfo=UTC)


def test_all_catalogues_load() -> None:
    assert "en" in available_locales()
    assert all(load_catalogue(locale) for locale in available_locales())


@pytest.mark.parametrize("room", ROOMS)
def test_every_key_a_room_says_exists(room: str) -> None:
    texts = Texts("en")
    said = {
        key
        for path in (ROOT / room).rglob("*.py")
        for key in re.findall(r"\.say\(\s*\"([a-z0-9-]+)\"", path.read_text(encoding="utf-8"))
    }
    assert {key for key in said if not texts.has(key)} == set()


def test_keys_are_kebab_case() -> None:
    for path in (ROOT / "language/catalogues").rglob("*.ftl"):
        resource = FluentResource(path.read_text(encoding="utf-8"))
        keys = [entry.id.name for entry in resource.body if isinstance(entry, Message)]
        assert [key for key in keys if not re.fullmatch(r"[a-z][a-z0-9-]*", key)] == []


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(UnknownText):
        Texts("en").say("no-such-key")


def test_a_missing_argument_is_an_error() -> None:
    with pytest.raises(UnsayableText):
        Texts("en").say("format-zone", city="Paris")


def test_what_people_wrote_is_never_interpreted() -> None:
    hostile = '{ $offset } { format-zone } "quoted" \u2068x\u2069 -term'
    said = Texts("en").say("format-zone", city=hostile, offset="GMT")
    assert said == f"{hostile} time (GMT)"


def test_no_isolation_marks_are_added() -> None:
    assert not re.search("[\u2066-\u2069]", Texts("en").day_and_time(AT, "Europe/Paris"))


@pytest.mark.parametrize(
    ("locale", "day", "clock"),
    [
        ("en", "Tuesday 14 April", "15:00"),
        ("en-GB", "Tuesday 14 April", "15:00"),
        ("en-US", "Tuesday, April 14", "3:00 PM"),
        ("xx", "Tuesday 14 April", "15:00"),
    ],
)
def test_days_and_times_have_the_forms_of_the_locale(locale: str, day: str, clock: str) -> None:
    texts = Texts(locale)
    assert (texts.day(date(2026, 4, 14)), texts.time(AT, "Europe/Paris")) == (day, clock)


@pytest.mark.parametrize(
    ("locale", "day", "expected"),
    [
        ("en", (31, 2), "31 February"),
        ("en-US", (31, 2), "February 31"),
        ("en-US", (45, 5), "May 45"),
        ("en", (29, 2, 2027), "29 February 2027"),
        ("en-US", (29, 2, 2027), "February 29, 2027"),
    ],
)
def test_a_day_in_no_calendar_has_the_form_of_the_locale(
    locale: str, day: tuple[int, ...], expected: str
) -> None:
    assert Texts(locale).calendar_day(*day) == expected


@pytest.mark.parametrize(
    ("locale", "expected"), [("es", "31 de febrero"), ("de", "31. Februar"), ("ja", "2月31日")]
)
def test_what_a_pattern_quotes_stays_as_it_is(locale: str, expected: str) -> None:
    assert Formats(locale).calendar_day(31, 2) == expected


def test_the_year_is_told_where_it_is_another() -> None:
    texts = Texts("en")
    assert "2027" in texts.day(date(2027, 1, 5), today=date(2026, 12, 30))
    assert "2027" not in texts.day(date(2027, 1, 5), today=date(2027, 1, 1))


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Europe/Paris", "Paris time (GMT+2)"),
        ("Asia/Kolkata", "Kolkata time (GMT+5:30)"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires time (GMT-3)"),
        ("UTC", "GMT"),
    ],
)
def test_zones_are_named_as_people_name_them(zone: str, expected: str) -> None:
    assert Texts("en").zone(zone, AT) == expected


def test_durations_prices_and_lists() -> None:
    texts = Texts("en")
    assert texts.duration(timedelta(minutes=90)) == "1 hour, 30 minutes"
    assert texts.duration(timedelta(days=1)) == "1 day"
    assert texts.price(Decimal("45.00"), "EUR") == "€45"
    assert texts.price(Decimal("45.50"), "EUR") == "€45.50"
    assert texts.list(["a", "b", "c"]) == "a, b and c"
    assert texts.choice(["a", "b"]) == "a or b"
    assert texts.weekday(0) == "Monday"


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en-US", "en"), ("pt-BR", "pt-BR"), ("pt-AO", "pt"), ("zh-Hant-TW", "zh-Hant"),
        ("fr", "en"), ("", "en"), ("../../etc", "en"), ("EN_us", "en"),
    ],
)  # fmt: skip
def test_the_best_locale_is_found_by_cutting_the_tag(tag: str, expected: str) -> None:
    assert best_locale(tag, ["en", "pt", "pt-BR", "zh-Hant"]) == expected


def test_a_tag_that_is_no_tag_is_cut_off() -> None:
    assert normalised_tag("de-DE;rm -rf") == "de"


def test_plurals_follow_the_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = _catalogue(
        tmp_path, "seats = { $n ->\n    [one] one seat\n   *[other] { $n } seats\n}\n"
    )
    monkeypatch.setattr("language.catalogues._FOLDER", folder)
    load_catalogue.cache_clear()
    bundle = load_catalogue("xx")
    pattern = bundle.get_message("seats").value
    assert pattern is not None
    assert [bundle.format_pattern(pattern, {"n": n})[0] for n in (1, 2)] == ["one seat", "2 seats"]
    load_catalogue.cache_clear()


@pytest.mark.parametrize("content", ["seats = { $n\n", "a-key = one\na-key = two\n"])
def test_a_broken_catalogue_is_refused(
    content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("language.catalogues._FOLDER", _catalogue(tmp_path, content))
    load_catalogue.cache_clear()
    with pytest.raises(BrokenCatalogue):
        load_catalogue("xx")
    load_catalogue.cache_clear()


def test_every_locale_has_every_key_english_has() -> None:
    english = _keys("en")
    lacking = {locale: english - _keys(locale) for locale in available_locales()}
    assert all(keys == set() for keys in lacking.values()), lacking


def _keys(locale: str) -> set[str]:
    files = (ROOT / "language/catalogues" / locale).glob("*.ftl")
    return {
        key
        for path in files
        for key in re.findall(r"^([a-z0-9-]+) =", path.read_text(), re.MULTILINE)
    }


def _catalogue(folder: Path, content: str) -> Path:
    (folder / "xx").mkdir()
    (folder / "xx" / "some.ftl").write_text(content, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("minutes", "written"),
    [(0, "0 minutes"), (45, "45 minutes"), (60, "1 hour"), (25 * 60 + 30, "25 hours, 30 minutes")],
)
def test_worked_time_is_written_in_hours(minutes: int, written: str) -> None:
    assert Texts("en").hours(timedelta(minutes=minutes)) == written
