"""Days, times and zones as cards write them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from cards.elements import StrictElement
from cards.layout import quiet, rich
from language.texts import Texts
from scheduling.views import AppointmentView


@dataclass(frozen=True, slots=True)
class Zones:
    """The viewer's IANA zone and the business's. Every time shown names the first."""

    shown: str
    business: str

    def differ_at(self, at: datetime) -> bool:
        """Tell whether clocks in the two zones show different times at an instant."""
        return _local(at, self.shown).utcoffset() != _local(at, self.business).utcoffset()


def local_date(at: datetime, zone: str) -> date:
    """Give the date in an IANA zone at an instant."""
    return _local(at, zone).date()


def local_hour(at: datetime, zone: str) -> int:
    """Give the hour of the clock in an IANA zone at an instant, 0 to 23."""
    return _local(at, zone).hour


def time_range(texts: Texts, start_at: datetime, end_at: datetime, zone: str) -> str:
    """Write "15:00 to 15:45" in the locale's way, with the day of the end where it is another."""
    end = texts.time(end_at, zone)
    if local_date(end_at, zone) != local_date(start_at, zone):
        end = f"{texts.short_day(local_date(end_at, zone))} {end}"
    return texts.say("card-time-range", start=texts.time(start_at, zone), end=end)


def zone_note(texts: Texts, zones: Zones, at: datetime) -> str:
    """Name the zone of the times shown, and the business's own time where it differs."""
    shown = texts.zone(zones.shown, at)
    if not zones.differ_at(at):
        return shown
    there = texts.day_and_time(at, zones.business)
    return texts.say(
        "card-zone-both", zone=shown, there=there, business_zone=texts.zone(zones.business, at)
    )


def zone_names(texts: Texts, zones: Zones, at: datetime) -> str:
    """Name the zone of several times shown, and the business's where it differs."""
    shown = texts.zone(zones.shown, at)
    if not zones.differ_at(at):
        return shown
    there = texts.zone(zones.business, at)
    return texts.say("card-zones", zone=shown, business_zone=there)


def zone_line(texts: Texts, zones: Zones, at: datetime) -> StrictElement:
    """Give `zone_note` as a quiet line of a card."""
    return rich(quiet(zone_note(texts, zones, at)))


def when(texts: Texts, view: AppointmentView, zone: str) -> str:
    """Write the day and the time range of an appointment, without its zone."""
    hours = time_range(texts, view.start_at, view.end_at, zone)
    return texts.say(
        "card-day-and-range", day=texts.day(local_date(view.start_at, zone)), range=hours
    )


def iso_instant(at: datetime) -> str:
    """Give an instant as action data carries it: "2026-04-14T13:00:00Z"."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _local(at: datetime, zone: str) -> datetime:
    return at.astimezone(ZoneInfo(zone))
