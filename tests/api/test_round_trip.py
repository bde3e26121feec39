"""What is written reads as the same business, and is written the same way again."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from api.documents import read_business, write_business
from api.json_texts import read_json, write_json
from api.reports import Place, Report
from api.times import DURATION, DateTimeTimeZone
from scheduling.recurrence import time_zone
from scheduling.service.administration import BusinessRecord
from tests.api.records import records

LATER = datetime(2026, 11, 23, tzinfo=UTC)


@given(records())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_a_business_written_and_read_is_the_same(record: BusinessRecord) -> None:
    text = write_json(write_business(record))
    found = read_business(read_json(text.encode()), LATER)
    assert found.notes == ()
    assert found.record.catalog == record.catalog
    assert found.record.customers == record.customers
    assert found.record.appointments == record.appointments
    assert list(found.record.catalog.services) == list(record.catalog.services)
    assert list(found.record.catalog.staff_members) == list(record.catalog.staff_members)
    assert write_json(write_business(found.record)) == text


@given(st.timedeltas(timedelta(), timedelta(days=3650)))
@example(timedelta())
@example(timedelta(microseconds=1))
@example(timedelta(days=1, hours=2, minutes=3, seconds=4, microseconds=500_000))
def test_a_duration_written_and_read_is_the_same(duration: timedelta) -> None:
    assert DURATION.read(DURATION.write(duration), Place("$", Report())) == duration


@given(
    st.datetimes(datetime(1971, 1, 1), datetime(2098, 1, 1)),  # noqa: DTZ001  # made aware below
    st.sampled_from(["Europe/Paris", "America/New_York", "Australia/Lord_Howe", "UTC"]),
)
@example(datetime(2026, 10, 25, 0, 30), "Europe/Paris")  # noqa: DTZ001  # 02:30 for the first time
@example(datetime(2026, 10, 25, 1, 30), "Europe/Paris")  # noqa: DTZ001  # and for the second
def test_an_instant_written_in_a_zone_reads_as_the_same(at: datetime, zone: str) -> None:
    codec, instant = DateTimeTimeZone(zone), at.replace(tzinfo=UTC)
    assert codec.read(codec.write(instant), Place("$", Report())) == instant


@pytest.mark.parametrize(
    ("hour", "written"),
    [
        (0, "2026-10-25T02:30:00+02:00"),
        (1, "2026-10-25T02:30:00+01:00"),
        (2, "2026-10-25T03:30:00"),
    ],
)
def test_an_offset_is_written_only_where_clocks_show_a_time_twice(hour: int, written: str) -> None:
    at = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
    assert at.astimezone(time_zone("Europe/Paris")).minute == 30
    shown = DateTimeTimeZone("Europe/Paris").write(at)
    assert shown == {"dateTime": written, "timeZone": "Europe/Paris"}
