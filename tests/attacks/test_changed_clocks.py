"""Times that do not exist, exist twice, or days without a midnight: by word and by card."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest

from scheduling.recurrence import DayPeriod, Weekday, WeeklyHours
from scheduling.service.administration import BusinessRecord
from tests.attacks.scene import appointments_of, forge, reach_summary
from tests.journeys.salon import SALON
from tests.journeys.tables import PETER
from tests.support.cards import actions_of
from tests.support.direct_line import DirectLineTalker
from tests.support.hosts import RunningHost, running_host


def round_the_clock(zone: str) -> BusinessRecord:
    hours = WeeklyHours(dict.fromkeys(Weekday, (DayPeriod(0, 1440),)))
    business = replace(SALON.catalog.business, time_zone=zone, business_hours=hours)
    return BusinessRecord(replace(SALON.catalog, business=business))


async def talking(
    url: str, folder: Path, zone: str, now: datetime
) -> AsyncIterator[tuple[DirectLineTalker, RunningHost]]:
    async with (
        running_host(url, folder, round_the_clock(zone), now) as running,
        aiohttp.ClientSession() as session,
    ):
        yield DirectLineTalker(session, running.url, "salon"), running


async def test_a_time_in_the_gap_is_named_and_others_are_offered(
    sqlite_url: str, tmp_path: Path
) -> None:
    now = datetime(2026, 3, 27, 12, tzinfo=UTC)
    async for customer, _ in talking(sqlite_url, tmp_path, "Europe/Berlin", now):
        await customer.opens()
        shown = await customer.says("haircut with Ana on 29 March at 2:30 am")
        assert "does not exist" in shown
        assert customer.reasons == ["nonexistent_local_time"]
        starts = {each.get("start") for each in actions_of(customer.cards())} - {None}
        assert starts
        assert "02:30" not in shown.replace("at 02:30", "", 1)


@pytest.mark.parametrize(("place", "hour"), [(0, 0), (1, 1)])
async def test_a_time_that_comes_twice_is_asked_and_kept(
    sqlite_url: str, tmp_path: Path, place: int, hour: int
) -> None:
    now = datetime(2026, 10, 23, 12, tzinfo=UTC)
    async for customer, running in talking(sqlite_url, tmp_path, "Europe/Berlin", now):
        await customer.opens()
        shown = await customer.says("haircut with Ana on 25 October at 2:30 am")
        assert "GMT+2" in shown
        assert "GMT+1" in shown
        starts = [each["start"] for each in actions_of(customer.cards()) if "start" in each]
        await customer.taps("pick.time", start=starts[place])
        await customer.taps("give.contact", **PETER)
        await customer.taps("confirm")
        (booked,) = await appointments_of(running)
        assert booked.time_range.start_at == datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
        assert booked.wall_clock.fold == place


async def test_a_day_without_a_midnight_begins_an_hour_later(
    sqlite_url: str, tmp_path: Path
) -> None:
    now = datetime(2026, 9, 4, 12, tzinfo=UTC)
    async for customer, _ in talking(sqlite_url, tmp_path, "America/Santiago", now):
        await reach_summary(customer, "haircut with Ana on 6 September at 1 am")
        assert "Sunday 6 September at 01:00" in customer.shown()
        shown = await customer.says("on 6 September at 00:15")
        assert customer.reasons == ["nonexistent_local_time"]
        assert "does not exist" in shown


IN_THE_GAP: dict[str, tuple[str, datetime, dict[str, str]]] = {
    "Berlin skips 02:30": (
        "Europe/Berlin",
        datetime(2026, 3, 27, 12, tzinfo=UTC),
        {
            "2026-03-29T02:30:00": "",
            "2026-03-29T02:30:00+01:00": "Sunday 29 March at 03:30",
            "2026-03-29T02:30:00+02:00": "Sunday 29 March at 01:30",
            "2026-03-29T01:30:00Z": "Sunday 29 March at 03:30",
        },
    ),
    "Santiago skips midnight": (
        "America/Santiago",
        datetime(2026, 9, 4, 12, tzinfo=UTC),
        {
            "2026-09-06T00:30:00": "",
            "2026-09-06T00:30:00-04:00": "Sunday 6 September at 01:30",
            "2026-09-06T00:30:00-03:00": "Saturday 5 September at 23:30",
        },
    ),
}
"""Card data whose local time is skipped, and the time it may be taken for ("": none)."""


@pytest.mark.parametrize("kind", IN_THE_GAP)
async def test_card_data_in_the_gap_is_the_instant_it_names_or_none(
    sqlite_url: str, tmp_path: Path, kind: str
) -> None:
    zone, now, taps = IN_THE_GAP[kind]
    async for customer, running in talking(sqlite_url, tmp_path, zone, now):
        confirm = await reach_summary(customer, "haircut with Ana tomorrow at 10")
        for start, shown_as in taps.items():
            shown = await forge(customer, {**confirm, "verb": "pick.time", "start": start})
            assert "02:30" not in shown
            assert "00:30" not in shown
            assert (shown_as in shown) if shown_as else customer.reasons == ["invalid_value"]
        assert await appointments_of(running) == ()


@pytest.mark.parametrize(("place", "start"), [(0, "20261025T003000Z"), (1, "20261025T013000Z")])
async def test_the_calendar_file_of_a_time_that_comes_twice_is_in_utc(
    sqlite_url: str, tmp_path: Path, place: int, start: str
) -> None:
    now = datetime(2026, 10, 23, 12, tzinfo=UTC)
    async for customer, _ in talking(sqlite_url, tmp_path, "Europe/Berlin", now):
        await customer.opens()
        await customer.says("haircut with Ana on 25 October at 2:30 am")
        starts = [each["start"] for each in actions_of(customer.cards()) if "start" in each]
        await customer.taps("pick.time", start=starts[place])
        await customer.taps("give.contact", **PETER)
        await customer.taps("confirm")
        (link,) = set(re.findall(r"'(http[^']+\.ics)'", str(customer.cards())))
        async with customer.session.get(link) as answer:
            assert f"DTSTART:{start}" in await answer.text()
