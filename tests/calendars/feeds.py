"""Feeds to read: short texts made into calendar files, and what is busy in them in few words."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from calendars.feeds.reading import read_feed
from scheduling.personal_calendars import BusyFeed
from scheduling.time_ranges import TimeRange

BERLIN = "Europe/Berlin"
APRIL = TimeRange(datetime(2026, 4, 1, tzinfo=UTC), datetime(2026, 5, 1, tzinfo=UTC))


def feed(*components: str) -> bytes:
    """Give a calendar file; a component without BEGIN is the properties of an event."""
    parts = [each.strip() for each in components]
    whole = [p if p.startswith("BEGIN:") else f"BEGIN:VEVENT\n{p}\nEND:VEVENT" for p in parts]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Test//EN", *whole, "END:VCALENDAR"]
    return "\n".join(lines).replace("\n", "\r\n").encode()


def read(*components: str, within: TimeRange = APRIL, zone: str = BERLIN) -> BusyFeed:
    """Read a feed made of these."""
    return read_feed(feed(*components), within, zone)


def busy(*components: str, within: TimeRange = APRIL, zone: str = BERLIN) -> list[str]:
    """Give what is busy by the clock of `zone`: "14 10:00-11:00", or "14 22:00-15 02:00"."""
    found = read(*components, within=within, zone=zone).busy
    return [_in_short(each, ZoneInfo(zone)) for each in found]


def _in_short(each: TimeRange, zone: ZoneInfo) -> str:
    start, end = each.start_at.astimezone(zone), each.end_at.astimezone(zone)
    day = "" if start.date() == end.date() else f"{end.day} "
    return f"{start.day} {start:%H:%M}-{day}{end:%H:%M}"
