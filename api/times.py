"""Times in documents: durations, instants, wall clocks (OData 4.01 Edm types).

A `dateTimeTimeZone` is local time in a zone; its dateTime may also carry an offset or a Z, and then
it is that instant. We write local time, and the offset only where the clocks show a time twice.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from api.reports import Json, Place, shown
from api.zones import TIME_ZONE
from scheduling.recurrence import instants_of, time_zone
from scheduling.time_ranges import YEARS, as_instant

_DURATION = re.compile(
    r"P(?=.)(?:(?P<weeks>\d{1,4})W)?(?:(?P<days>\d{1,5})D)?"
    r"(?:T(?=.)(?:(?P<hours>\d{1,6})H)?(?:(?P<minutes>\d{1,7})M)?"
    r"(?:(?P<seconds>\d{1,8}(?:\.\d{1,6})?)S)?)?"
)
_DATE = r"\d{4}-\d\d-\d\d"
_MOMENT = re.compile(_DATE + r"T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(?P<offset>Z|[+-]\d\d:\d\d)?")
_ONLY_DATE = re.compile(_DATE)


@dataclass(frozen=True, slots=True)
class Duration:
    """Edm.Duration: `PT45M`, `P1D`, `P1DT2H`."""

    def read(self, value: Json, place: Place) -> timedelta:
        """Give the duration, never negative."""
        found = _DURATION.fullmatch(value) if isinstance(value, str) else None
        if found is None:
            place.refuse(f'"{shown(value)}" is no duration; write PT30M, PT1H30M or P1D')
        return timedelta(**{unit: float(part) for unit, part in found.groupdict("0").items()})

    def write(self, value: timedelta) -> Json:
        """Give days, hours, minutes and seconds, each only where there are some."""
        seconds = value % timedelta(minutes=1)
        parts = {
            "H": value % timedelta(days=1) // timedelta(hours=1),
            "M": value % timedelta(hours=1) // timedelta(minutes=1),
        }
        clock = "".join(f"{count}{unit}" for unit, count in parts.items() if count)
        if seconds:
            clock += f"{_decimal(seconds)}S"
        days = f"{value.days}D" if value.days else ""
        if not days and not clock:
            return "PT0S"
        return f"P{days}T{clock}" if clock else f"P{days}"


def _decimal(seconds: timedelta) -> str:
    whole, rest = divmod(seconds, timedelta(seconds=1))
    part = f".{rest.microseconds:06}".rstrip("0") if rest else ""
    return f"{whole}{part}"


@dataclass(frozen=True, slots=True)
class Instant:
    """Edm.DateTimeOffset: `2026-04-14T09:00:00Z`."""

    def read(self, value: Json, place: Place) -> datetime:
        """Give the instant in UTC."""
        moment = _moment(value, place)
        if moment.tzinfo is None:
            place.refuse(f'"{shown(value)}" names no instant; end it in Z or an offset like +02:00')
        return moment

    def write(self, value: datetime) -> Json:
        """Give the instant with a Z."""
        return value.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


@dataclass(frozen=True, slots=True)
class LocalTime:
    """Wall-clock time without a zone: `2026-04-14T09:00`; a date alone is its midnight."""

    def read(self, value: Json, place: Place) -> datetime:
        """Give the naive time."""
        if isinstance(value, str) and _ONLY_DATE.fullmatch(value):
            return _moment(f"{value}T00:00", place)
        moment = _moment(value, place)
        if moment.tzinfo is not None:
            place.refuse("must be local time; remove the Z or the offset")
        return moment

    def write(self, value: datetime) -> Json:
        """Give the time to the minute, or as exactly as it is."""
        return value.isoformat(timespec="auto" if value.second or value.microsecond else "minutes")


@dataclass(frozen=True, slots=True)
class Date:
    """Edm.Date: `2026-04-14`."""

    def read(self, value: Json, place: Place) -> date:
        """Give the date."""
        if not isinstance(value, str) or not _ONLY_DATE.fullmatch(value):
            place.refuse(f'"{shown(value)}" is no date; write it like 2026-04-14')
        return _moment(f"{value}T00:00", place).date()

    def write(self, value: date) -> Json:
        """Give the date."""
        return value.isoformat()


@dataclass(frozen=True, slots=True)
class DateTimeTimeZone:
    """Graph's dateTimeTimeZone, written in `zone`, which also holds where none is said."""

    zone: str

    def read(self, value: Json, place: Place) -> datetime:
        """Give the instant. A plain text is read as local time in `zone`."""
        members = value if isinstance(value, dict) else {"dateTime": value}
        unknown = [each for each in members if each not in ("dateTime", "timeZone")]
        for each in unknown:
            if not each.startswith("@odata."):
                place.member(each).refuse("unknown property; there are dateTime, timeZone")
        where = place.member("dateTime") if isinstance(value, dict) else place
        zone = TIME_ZONE.read(members.get("timeZone") or "", place.member("timeZone"))
        moment = _moment(members.get("dateTime"), where)
        if moment.tzinfo is None:
            return _instant(moment, zone or self.zone, where)
        if zone and not _agrees(str(members.get("dateTime")), zone):
            place.member("timeZone").refuse(f"{zone} has another offset at that time")
        return moment

    def write(self, value: datetime) -> Json:
        """Give local time in the zone."""
        local = value.astimezone(time_zone(self.zone))
        wall = local.replace(tzinfo=None, fold=0)
        is_plain = instants_of(wall, self.zone) == (value,)
        return {
            "dateTime": wall.isoformat() if is_plain else local.isoformat(),
            "timeZone": self.zone,
        }


def _agrees(written: str, zone: str) -> bool:
    """Tell whether the offset that stands in a time is the zone's at that time."""
    moment = datetime.fromisoformat(_MOMENT.fullmatch(written)[0])  # type: ignore[index]  # it was
    return moment.utcoffset() == moment.astimezone(time_zone(zone)).utcoffset()


def _instant(wall: datetime, zone: str, place: Place) -> datetime:
    found = instants_of(wall, zone)
    if not found:
        place.refuse(f"there is no such time in {zone}: the clocks go forward over it")
    return found[0]


def _moment(value: Json, place: Place) -> datetime:
    """Read ISO 8601: an instant in UTC where there is an offset, else a wall clock."""
    found = _MOMENT.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        place.refuse(f'"{shown(value)}" is no time; write it like 2026-04-14T09:00')
    try:
        moment = datetime.fromisoformat(found[0])
        if moment.year not in YEARS:
            place.refuse("must lie between 1970 and 2099")
        return moment if moment.tzinfo is None else as_instant(moment)
    except (ValueError, OverflowError):
        place.refuse(f'"{shown(value)}" is on no calendar')


def time_of_day(minute: int) -> str:
    """Write a minute of the day as Edm.TimeOfDay; the end of the day is 00:00:00."""
    return (time(minute % 1440 // 60, minute % 60)).isoformat()


DATE = Date()
DURATION = Duration()
INSTANT = Instant()
LOCAL_TIME = LocalTime()
