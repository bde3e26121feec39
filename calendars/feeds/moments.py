"""When a feed says something is: a date, or a time by the clock of a zone, as an instant."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from language.windows_zones import iana_zone
from scheduling.errors import InvalidValue
from scheduling.recurrence import time_zone

KNOWN_YEARS: Final = range(1900, 2200)
"""Dates beyond these are taken for mistakes."""
ZONE_NAME: Final = "X-ZONE"
"""The parameter TZID under another name, so that no library guesses what it may mean."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A time by the clock of `zone`, the earlier of two equal ones; of a date its midnight."""

    clock: datetime
    zone: ZoneInfo
    is_date: bool = False

    def at(self, clock: datetime) -> datetime:
        """Give the instant of another time by the same clock."""
        return clock.replace(tzinfo=self.zone).astimezone(UTC)

    @property
    def instant(self) -> datetime:
        """The instant of this time."""
        return self.at(self.clock)


def moment_of(value: date, parameters: Mapping[str, object], own_zone: ZoneInfo) -> Moment:
    """Read a date or a time. Without a zone, or in one nobody knows, it is by `own_zone`.

    Raises InvalidValue for one that is out of this world.
    """
    if value.year not in KNOWN_YEARS:
        raise InvalidValue("DTSTART", "is not of these centuries")
    if not isinstance(value, datetime):
        return Moment(datetime.combine(value, time()), own_zone, is_date=True)
    if value.tzinfo is None:
        return Moment(value, zone_of(str(parameters.get(ZONE_NAME, ""))) or own_zone)
    return Moment(value.astimezone(UTC).replace(tzinfo=None), ZoneInfo("UTC"))


def zone_of(name: str) -> ZoneInfo | None:
    """Find a zone by its IANA name, Windows's, or one that ends in an IANA name; None for none.

    Some programs put their own path before it: `/mozilla.org/20050126_1/Europe/Berlin`.
    """
    bare = name.strip().strip('"')
    parts = bare.split("/")
    endings = ("/".join(parts[start:]) for start in range(1, len(parts)) if "" not in parts[start:])
    for each in (iana_zone(bare) or bare, *endings):
        try:
            return time_zone(each)
        except InvalidValue:
            continue
    return None
