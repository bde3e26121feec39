"""What a personal calendar's feed says of when its owner is busy."""

from datetime import UTC, datetime

import pytest

from scheduling.time_ranges import TimeRange
from tests.calendars.feeds import busy, read

TEN = "UID:1\nDTSTART;TZID=Europe/Berlin:20260414T100000\nDTEND;TZID=Europe/Berlin:20260414T110000"
DAY = "UID:1\nDTSTART;VALUE=DATE:20260414\nDTEND;VALUE=DATE:20260415"
WHOLE_DAY = ["14 00:00-15 00:00"]
WEEKLY = f"{TEN}\nRRULE:FREQ=WEEKLY;COUNT=3"
THREE = ["14 10:00-11:00", "21 10:00-11:00", "28 10:00-11:00"]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("", ["14 10:00-11:00"]),
        ("SUMMARY:Dentist", ["14 10:00-11:00"]),
        ("TRANSP:OPAQUE", ["14 10:00-11:00"]),
        ("TRANSP:TRANSPARENT", []),
        ("transp:transparent", []),
        ("STATUS:CANCELLED", []),
        ("STATUS:TENTATIVE", ["14 10:00-11:00"]),
        ("X-MICROSOFT-CDO-BUSYSTATUS:FREE", []),
        ("X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE", []),
        ("X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE", ["14 10:00-11:00"]),
        ("X-MICROSOFT-CDO-BUSYSTATUS:OOF", ["14 10:00-11:00"]),
        ("X-MICROSOFT-CDO-BUSYSTATUS:BUSY\nTRANSP:TRANSPARENT", []),
    ],
)
def test_a_timed_event_is_busy_unless_it_says_free(said: str, expected: list[str]) -> None:
    assert busy(f"{TEN}\n{said}") == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("", []),
        ("X-MICROSOFT-CDO-BUSYSTATUS:FREE", []),
        ("X-MICROSOFT-CDO-BUSYSTATUS:FREE\nTRANSP:OPAQUE", []),
        ("X-MICROSOFT-CDO-BUSYSTATUS:BUSY", WHOLE_DAY),
        ("X-MICROSOFT-CDO-BUSYSTATUS:OOF", WHOLE_DAY),
        ("X-MICROSOFT-CDO-BUSYSTATUS:oof", WHOLE_DAY),
        ("TRANSP:OPAQUE", WHOLE_DAY),
        ("TRANSP:TRANSPARENT", []),
    ],
)
def test_a_whole_day_is_free_unless_it_says_busy(said: str, expected: list[str]) -> None:
    assert busy(f"{DAY}\n{said}") == expected


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("DTSTART:20260414T080000Z\nDTEND:20260414T090000Z", ["14 10:00-11:00"]),
        ("DTSTART:20260414T100000\nDTEND:20260414T110000", ["14 10:00-11:00"]),
        ("DTSTART:20260414T080000Z\nDURATION:PT90M", ["14 10:00-11:30"]),
        ("DTSTART:20260414T080000Z", []),
        ("DTSTART:20260414T080000Z\nDTEND:20260414T080000Z", []),
        (
            "DTSTART;TZID=America/New_York:20260414T040000\nDTEND:20260414T090000Z",
            ["14 10:00-11:00"],
        ),
        (
            "DTSTART;TZID=Tokyo Standard Time:20260414T170000\nDURATION:PT1H",
            ["14 10:00-11:00"],
        ),
        (
            'DTSTART;TZID="W. Europe Standard Time":20260414T100000\nDURATION:PT1H',
            ["14 10:00-11:00"],
        ),
        (
            "DTSTART;TZID=/mozilla.org/20050126_1/Asia/Tokyo:20260414T170000\nDURATION:PT1H",
            ["14 10:00-11:00"],
        ),
        ("DTSTART;TZID=Nowhere/At All:20260414T100000\nDURATION:PT1H", ["14 10:00-11:00"]),
        ("DTSTART:20260413T200000Z\nDTEND:20260414T040000Z", ["13 22:00-14 06:00"]),
    ],
)
def test_a_time_is_read_by_its_zone_or_by_the_owners(when: str, expected: list[str]) -> None:
    assert busy(f"UID:1\n{when}") == expected


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("DTSTART;VALUE=DATE:20260414", WHOLE_DAY),
        ("DTSTART;VALUE=DATE:20260414\nDTEND;VALUE=DATE:20260414", WHOLE_DAY),
        ("DTSTART;VALUE=DATE:20260414\nDTEND;VALUE=DATE:20260416", ["14 00:00-16 00:00"]),
        ("DTSTART;VALUE=DATE:20260414\nDURATION:P2D", ["14 00:00-16 00:00"]),
    ],
)
def test_days_are_those_of_the_owners_zone(when: str, expected: list[str]) -> None:
    event = f"UID:1\n{when}\nTRANSP:OPAQUE"
    assert busy(event) == expected
    assert busy(event, zone="Asia/Tokyo") == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("RRULE:FREQ=WEEKLY;COUNT=3", THREE),
        ("RRULE:FREQ=WEEKLY;UNTIL=20260428T080000Z", THREE),
        ("RRULE:FREQ=WEEKLY;UNTIL=20260428T075959Z", THREE[:2]),
        ("RRULE:FREQ=WEEKLY;UNTIL=20260428", THREE),
        ("RRULE:FREQ=WEEKLY;UNTIL=99991231T235959Z", THREE),
        ("RRULE:FREQ=WEEKLY;BYHOUR=10;BYMINUTE=0", THREE),
        ("RRULE:FREQ=MONTHLY;BYDAY=2TU", THREE[:1]),
        ("RRULE:FREQ=DAILY;INTERVAL=1000000", THREE[:1]),
        ("RRULE:FREQ=WEEKLY\nEXDATE;TZID=Europe/Berlin:20260421T100000", [THREE[0], THREE[2]]),
        ("RRULE:FREQ=WEEKLY\nEXDATE:20260414T080000Z,20260428T080000Z", THREE[1:2]),
        ("RRULE:FREQ=WEEKLY\nEXDATE;VALUE=DATE:20260421", [THREE[0], THREE[2]]),
        ("RDATE:20260421T080000Z,20260428T080000Z", THREE),
        (
            "RDATE;VALUE=PERIOD:20260421T080000Z/PT30M,20260428T080000Z/20260428T093000Z",
            [THREE[0], "21 10:00-10:30", "28 10:00-11:30"],
        ),
    ],
)
def test_an_event_repeats_as_it_says(said: str, expected: list[str]) -> None:
    assert busy(f"{TEN}\n{said}") == expected


MARCH = TimeRange(datetime(2026, 3, 25, tzinfo=UTC), datetime(2026, 4, 2, tzinfo=UTC))


def test_what_repeats_keeps_its_clock_where_the_clocks_change() -> None:
    nights = (
        "UID:1\nDTSTART;TZID=Europe/Berlin:20260327T230000\nDURATION:PT2H\nRRULE:FREQ=DAILY;COUNT=4"
    )
    expected = ["27 23:00-28 01:00", "28 23:00-29 01:00", "29 23:00-30 01:00", "30 23:00-31 01:00"]
    assert busy(nights, within=MARCH) == expected
    skipped = "UID:1\nDTSTART;TZID=Europe/Berlin:20260328T023000\nDURATION:PT30M\nRRULE:FREQ=DAILY;COUNT=3"
    assert busy(skipped, within=MARCH) == ["28 02:30-03:00", "29 03:30-04:00", "30 02:30-03:00"]


def test_a_day_on_which_the_clocks_change_is_busy_to_its_end() -> None:
    sunday = "UID:1\nDTSTART;VALUE=DATE:20260329\nTRANSP:OPAQUE"
    assert busy(sunday, within=MARCH) == ["29 00:00-30 00:00"]


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("DTSTART:20260422T120000Z\nDURATION:PT1H", [THREE[0], "22 14:00-15:00", THREE[2]]),
        ("DTSTART:20260421T080000Z\nDURATION:PT1H\nSTATUS:CANCELLED", [THREE[0], THREE[2]]),
        ("DTSTART:20260421T080000Z\nDURATION:PT1H\nTRANSP:TRANSPARENT", [THREE[0], THREE[2]]),
        ("DTSTART:20260601T080000Z\nDURATION:PT1H", [THREE[0], THREE[2]]),
    ],
)
def test_an_occurrence_is_moved_or_dropped_by_one_that_stands_for_it(
    other: str, expected: list[str]
) -> None:
    replacing = f"UID:1\nRECURRENCE-ID;TZID=Europe/Berlin:20260421T100000\n{other}"
    assert busy(WEEKLY, replacing) == expected
    assert busy(replacing, WEEKLY) == expected
    of_another = replacing.replace("UID:1", "UID:2")
    assert set(THREE) <= {*busy(WEEKLY, of_another), "21 10:00-11:00"}


def test_the_rest_of_a_series_moves_with_the_one_that_stands_for_it() -> None:
    replacing = (
        "UID:1\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260421T080000Z\n"
        "DTSTART:20260421T090000Z\nDURATION:PT30M"
    )
    assert busy(WEEKLY, replacing) == [THREE[0], "21 11:00-11:30", "28 11:00-11:30"]


def test_only_what_lies_within_is_given_and_cut_to_it() -> None:
    long = "UID:1\nDTSTART:20200101T000000Z\nDTEND:20300101T000000Z"
    assert list(read(long).busy) == [TimeRange(*_april())]
    ended = "UID:1\nDTSTART:20260301T080000Z\nDURATION:PT1H"
    later = "UID:1\nDTSTART:20260501T080000Z\nDURATION:PT1H"
    assert busy(ended, later) == []
    midnight = "UID:1\nDTSTART:20200331T220000Z\nDURATION:PT4H\nRRULE:FREQ=YEARLY"
    assert busy(midnight) == ["1 02:00-04:00"]


def _april() -> tuple[datetime, datetime]:
    return datetime(2026, 4, 1, tzinfo=UTC), datetime(2026, 5, 1, tzinfo=UTC)


def test_what_began_long_ago_is_found_where_it_has_come_to() -> None:
    old = "UID:1\nDTSTART;TZID=Europe/Berlin:19990412T100000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;INTERVAL=2"
    assert busy(old) == ["6 10:00-11:00", "20 10:00-11:00"]


FREE_BUSY = """BEGIN:VFREEBUSY
UID:1
DTSTART:20260401T000000Z
DTEND:20260501T000000Z
FREEBUSY:20260414T080000Z/20260414T090000Z
FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20260415T080000Z/PT2H,20260416T080000Z/PT1H
FREEBUSY;FBTYPE=FREE:20260417T080000Z/PT2H
FREEBUSY:20250417T080000Z/PT2H
END:VFREEBUSY"""


def test_free_busy_components_are_read() -> None:
    assert busy(FREE_BUSY) == ["14 10:00-11:00", "15 10:00-12:00", "16 10:00-11:00"]


def test_what_is_no_event_is_nothing() -> None:
    zone = "BEGIN:VTIMEZONE\nTZID:X\nBEGIN:STANDARD\nDTSTART:19700101T000000\nEND:STANDARD\nEND:VTIMEZONE"
    task = "BEGIN:VTODO\nUID:t\nDTSTART:20260414T080000Z\nDUE:20260414T090000Z\nEND:VTODO"
    alarm = (
        f"BEGIN:VEVENT\n{TEN}\nBEGIN:VALARM\nTRIGGER:-PT15M\nDURATION:PT9H\nEND:VALARM\nEND:VEVENT"
    )
    found = read(zone, task, alarm)
    assert (found.event_count, found.skipped_count) == (1, 0)
    assert busy(zone, task, alarm) == ["14 10:00-11:00"]


@pytest.mark.parametrize(
    "broken",
    [
        "UID:1",
        "UID:1\nDTSTART:yesterday",
        "UID:1\nDTSTART:20260230T100000Z",
        "UID:1\nDTSTART:20260414T100000Z\nDTEND:20260414T090000Z",
        "UID:1\nDTSTART:20260414T100000Z\nDURATION:-PT1H",
        "UID:1\nDTSTART:00010101T000000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY",
        f"{TEN}\nRRULE:FREQ=SOMETIMES",
        f"{TEN}\nRRULE:FREQ=SECONDLY",
        f"{TEN}\nRRULE:FREQ=HOURLY",
        f"{TEN}\nRRULE:FREQ=DAILY;INTERVAL=0",
        f"{TEN}\nRRULE:FREQ=DAILY;BYSECOND=0,1,2,3",
        f"{TEN}\nRRULE:FREQ=YEARLY;BYWEEKNO=20",
        f"{TEN}\nRRULE:FREQ=WEEKLY;BYDAY=2MO",
        f"{TEN}\nRRULE:FREQ=DAILY\nEXDATE:never",
        "UID:1\nDTSTART:20260414T100000Z\nDURATION:P99999999999D",
        "BEGIN:VFREEBUSY\nFREEBUSY:now/then\nEND:VFREEBUSY",
    ],
)
def test_a_broken_event_is_skipped_and_counted_and_the_rest_is_read(broken: str) -> None:
    good = TEN.replace("UID:1", "UID:2").replace("T10", "T15").replace("T11", "T16")
    found = read(broken, good)
    assert (found.event_count, found.skipped_count) == (2, 1)
    assert busy(broken, good) == ["14 15:00-16:00"]


def test_lines_may_be_folded_anywhere_and_end_in_one_character() -> None:
    folded = TEN.replace("Berlin", "Ber\n lin").replace("20260414T11", "20260414T\n\t11")
    assert busy(folded) == ["14 10:00-11:00"]
