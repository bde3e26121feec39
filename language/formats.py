"""Days, times, durations, prices and lists as people of a locale write them (Unicode CLDR)."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import (
    format_date,
    format_time,
    get_day_names,
    get_timezone_location,
)
from babel.lists import format_list
from babel.numbers import format_currency
from babel.units import format_unit

from language.locales import FALLBACK_LOCALE, formats_locale

_ANY_YEAR = 2024


@cache
def cldr_locale(tag: str) -> Locale:
    """Give the CLDR locale for a tag; one CLDR does not know is served as English."""
    for candidate in (
        formats_locale(tag),
        tag.split("-", maxsplit=1)[0],
        formats_locale(FALLBACK_LOCALE),
    ):
        try:
            return Locale.parse(candidate, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en", "GB")


@cache
def zone_of(name: str) -> ZoneInfo:
    """Give the zone of an IANA name. Raises ZoneInfoNotFoundError or ValueError."""
    return ZoneInfo(name)


class Formats:
    """The forms of one locale. Instants are aware; zones are IANA names."""

    def __init__(self, tag: str) -> None:
        self._locale = cldr_locale(tag)

    def day(self, on: date, today: date | None = None) -> str:
        """Write "Tuesday 14 April"; with the year where it is not that of `today`."""
        needs_year = today is not None and today.year != on.year
        return format_date(on, "full" if needs_year else self._full_day_pattern(), self._locale)

    def short_day(self, on: date) -> str:
        """Write "Tue 14 Apr"."""
        skeleton = self._locale.datetime_skeletons["MMMEd"]
        return format_date(on, skeleton.pattern, self._locale)

    def calendar_day(self, day: int, month: int, year: int | None = None) -> str:
        """Write "31 February", a day of a month that need not exist."""
        pattern = self._wide("MMMMd", "MMMd") if year is None else self._wide("yMMMMd", "yMMMd")
        # The number is put in as it is, for no date has it; what CLDR quotes is left alone.
        numbered = re.sub(r"'[^']*'|d+", lambda part: _numbered(part.group(), day), pattern)
        return str(format_date(date(year or _ANY_YEAR, month, 1), numbered, self._locale))

    def weekday(self, number: int) -> str:
        """Write the name of a weekday; Monday is 0."""
        names = get_day_names("wide", context="stand-alone", locale=self._locale)
        return str(names[number])

    def time(self, at: datetime, zone: str) -> str:
        """Write the wall-clock time of an instant in a zone: "15:00" or "3:00 PM"."""
        local = at.astimezone(zone_of(zone))
        return _plain(format_time(local.time(), format="short", locale=self._locale))

    def offset(self, zone: str, at: datetime) -> str:
        """Write how far a zone is from GMT at an instant: "GMT+2", "GMT-3:30"."""
        ahead = at.astimezone(zone_of(zone)).utcoffset() or timedelta(0)
        hours, minutes = divmod(int(abs(ahead).total_seconds() // 60), 60)
        size = f"{hours}:{minutes:02}" if minutes else str(hours)
        sign = "-" if ahead < timedelta(0) else "+"
        return str(self._locale.zone_formats["gmt"] % (f"{sign}{size}" if ahead else ""))

    def city(self, zone: str) -> str:
        """Write the city a zone is named after, in the locale."""
        place = get_timezone_location(zone_of(zone), locale=self._locale, return_city=True)
        return str(place).rpartition("/")[2]

    def duration(self, length: timedelta) -> str:
        """Write "1 hour, 30 minutes". Whole minutes; seconds are dropped."""
        minutes = int(length.total_seconds() // 60)
        days, rest = divmod(minutes, 24 * 60)
        parts = [("day", days), ("hour", rest // 60), ("minute", rest % 60)]
        said = [(unit, count) for unit, count in parts if count] or [("minute", 0)]
        words = [
            format_unit(count, f"duration-{unit}", "long", locale=self._locale)
            for unit, count in said
        ]
        return format_list([_plain(word) for word in words], style="unit", locale=self._locale)

    def hours(self, length: timedelta) -> str:
        """Write "25 hours, 30 minutes": time that is worked is not counted in days."""
        whole = length // timedelta(hours=1)
        if not whole:
            return self.duration(length)
        said = _plain(format_unit(whole, "duration-hour", "long", locale=self._locale))
        rest = length - timedelta(hours=whole)
        parts = [said, self.duration(rest)] if rest >= timedelta(minutes=1) else [said]
        return format_list(parts, style="unit", locale=self._locale)

    def price(self, amount: Decimal, currency: str) -> str:
        """Write an amount of an ISO 4217 currency; whole amounts without decimals."""
        if amount != amount.to_integral_value():
            return _plain(format_currency(amount, currency, locale=self._locale))
        pattern = self._locale.currency_formats["standard"].pattern.replace("0.00", "0")
        text = format_currency(
            amount, currency, pattern, locale=self._locale, currency_digits=False
        )
        return _plain(text)

    def list(self, items: Sequence[str]) -> str:
        """Write "A, B and C"."""
        return format_list(items, locale=self._locale) if items else ""

    def choice(self, items: Sequence[str]) -> str:
        """Write "A, B or C"."""
        return format_list(items, style="or", locale=self._locale) if items else ""

    def _full_day_pattern(self) -> str:
        return re.sub("E+", "EEEE", self._wide("MMMMEd", "MMMEd"))

    def _wide(self, skeleton: str, nearest: str) -> str:
        # CLDR's own rule (UTS 35, missing skeleton fields): take the nearest and widen its fields.
        skeletons = self._locale.datetime_skeletons
        found = skeletons[skeleton] if skeleton in skeletons else skeletons[nearest]
        return re.sub("M{3,}", "MMMM", found.pattern)


def _numbered(part: str, day: int) -> str:
    return part if part.startswith("'") else f"'{day}'"


def _plain(text: str) -> str:
    # CLDR puts narrow no-break spaces before AM and PM, which many chat fonts cannot show.
    return text.replace("\u202f", " ").replace("\xa0", " ")
