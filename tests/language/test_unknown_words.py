"""What stands where a person, a service, a time or a zone is named and is none that there is."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from language.context import Expecting, Speaker
from language.reader import read
from tests.language.reading import context, told, understand


@pytest.mark.parametrize(
    ("text", "people", "services", "times"),
    [
        ("men's cut with Zoe tomorrow", ["Zoe"], [], []),
        ("with michael tomorrow", ["michael"], [], []),
        ("men's cut with Zoe Miller on Friday", ["Zoe Miller"], [], []),
        ("men's cut, but not with Zoe", [], [], []),
        ("men's cut with highlights tomorrow", [], [], []),
        ("men's cut with Hugo tomorrow", [], [], []),
        ("massage tomorrow", [], ["massage"], []),
        ("I need a deep tissue massage", [], ["deep tissue massage"], []),
        ("men's cut and manicure friday 3pm", [], ["manicure"], []),
        ("a manicure and a men's cut", [], ["manicure"], []),
        ("my boss needs a men's cut", [], [], []),
        ("Peter, a men's cut tomorrow", [], [], []),
        ("men's cut 25:00 tomorrow", [], [], ["25:00"]),
        ("tomorrow 14:75", [], [], ["14:75"]),
        ("tomorrow at 14:45", [], [], []),
    ],
)
def test_what_is_not_known_is_named(
    text: str, people: list[str], services: list[str], times: list[str]
) -> None:
    found = understand(text)
    assert [each.value for each in found.unknown_staff] == people
    assert [each.value for each in found.unknown_services] == services
    assert [each.value for each in found.impossible_times] == times


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("massage", {"expecting": Expecting.NAME}),
        ("a massage with Zoe", {"expecting": Expecting.ANSWER}),
        ("move the one with Zoe", {"speaker": Speaker.STAFF}),
        ("coupe demain", {"locale": "fr"}),
    ],
)
def test_where_any_word_may_stand_none_is_unknown(text: str, parts: dict[str, object]) -> None:
    found = understand(text, **parts)  # type: ignore[arg-type]  # as in `understand`
    assert (found.unknown_staff, found.unknown_services) == ((), ())


@pytest.mark.parametrize(
    ("text", "service", "others"),
    [
        ("a beard trim and a men's cut", ("beard",), ["men"]),
        ("beard trim, men's cut", ("beard",), ["men"]),
        ("beard trim or men's cut", ("beard", "men"), []),
        ("beard trim, no, a men's cut", ("men",), []),
        ("a beard trim tomorrow at 9 and a men's cut", ("beard",), ["men"]),
        ("a beard trim with Ana at 9 plus a men's cut", ("beard",), ["men"]),
        ("a beard trim tomorrow, no sorry, Friday and a men's cut", ("men",), []),
        ("a beard trim. I mean a men's cut", ("men",), []),
    ],
)
def test_several_services_are_joined_or_corrected(
    text: str, service: tuple[str, ...], others: list[str]
) -> None:
    found = understand(text)
    assert found.service is not None
    assert found.service.choices == service
    assert [each.value for each in found.other_services] == others


@pytest.mark.parametrize(
    ("text", "zone", "unknown"),
    [
        ("GMT+2", "Etc/GMT-2", ""),
        ("I am in UTC+5:30", "Asia/Kolkata", ""),
        ("utc -3", "Etc/GMT+3", ""),
        ("tomorrow at 3pm UTC+0200", "Etc/GMT-2", ""),
        ("UTC-09:30", "Pacific/Marquesas", ""),
        ("UTC+0", "UTC", ""),
        ("UTC+5:20", "", "UTC+5:20"),
        ("tomorrow at 3pm Paris time", "Europe/Paris", ""),
        ("3pm new york time tomorrow", "America/New_York", ""),
        ("I mean São Paulo time", "America/Sao_Paulo", ""),
        ("tomorrow 3pm CET", "Europe/Paris", ""),
        ("tomorrow 3pm CEST", "Europe/Paris", ""),
        ("tomorrow 3 pm jst", "Asia/Tokyo", ""),
        ("tomorrow 15:00 UTC", "UTC", ""),
        ("3pm your time", "Europe/Paris", ""),
        ("3pm my local time", "Asia/Tokyo", ""),
        ("my time", "Asia/Tokyo", ""),
        ("tomorrow 3pm PST", "", "PST"),
        ("tomorrow 3pm Foobar time", "", "Foobar time"),
        ("take your time", "", ""),
        ("same time tomorrow", "", ""),
        ("at lunch time tomorrow", "", ""),
        ("around Easter time", "", ""),
        ("what time tomorrow?", "", ""),
    ],
)
def test_the_clock_of_a_time_is_read(text: str, zone: str, unknown: str) -> None:
    zones = replace(context(), business_zone="Europe/Paris", customer_zone="Asia/Tokyo")
    found = read(text, zones)
    assert (found.zone.value if found.zone else "") == zone
    said = found.unknown_zone
    assert (said.value if said else "") == unknown


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("last friday", "2026-04-10"),
        ("last tuesday at 3pm", "2026-04-07 15:00"),
        ("last monday", "2026-04-13"),
        ("friday of last week", "2026-04-10"),
        ("last month", "2026-03-01/2026-03-31"),
        ("3 days ago", "2026-04-11"),
        ("last night", "2026-04-13 18:00-"),
        ("the last friday of May", "2026-05-29"),
        ("men's cut sat", "2026-04-18"),
        ("men's cut now", "2026-04-14 10:05"),
        ("change it to 10", "10:00"),
        ("move my men's cut to 4", "16:00"),
    ],
)
def test_days_that_are_over_and_words_that_need_company(text: str, meant: str) -> None:
    assert told(understand(text).wish) == meant


def test_last_friday_said_on_a_friday_is_a_week_ago() -> None:
    friday = datetime(2026, 4, 17, 9, tzinfo=ZoneInfo("Europe/Paris"))
    assert told(understand("last friday", now=friday).wish) == "2026-04-10"


@pytest.mark.parametrize(
    "text", ["Sunday 25 April", "25 April, Sunday", "Sunday the 25th of April"]
)
def test_a_weekday_that_is_not_the_date_s_is_kept_beside_it(text: str) -> None:
    wish = understand(text).wish
    assert wish is not None
    assert (told(wish), wish.weekday_denied) == ("2026-04-25", 6)


def test_an_hour_each_shares_the_day() -> None:
    found = understand("at 3 or 4pm tomorrow")
    assert [told(each.value) for each in found.when] == ["2026-04-15 15:00", "2026-04-15 16:00"]
