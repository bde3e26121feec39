"""Every sentence a person reads, by locale: `Texts` says a message of the catalogues.

Keys are kebab-case and grouped by file. What a person wrote is only ever an argument, and an
argument is never interpreted.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from fluent.runtime import FluentBundle

from language.catalogues import available_locales, load_catalogue
from language.formats import Formats, zone_of
from language.locales import FALLBACK_LOCALE, best_locale, normalised_tag

# The resolver refuses longer parts; what a person may write is shorter.
_LONGEST_ARGUMENT: Final = 2400

TextArgument = str | int | float | Decimal | date | datetime


class UnknownText(KeyError):
    """There is no message of this key in the locale or the fallback."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class UnsayableText(ValueError):
    """A message was asked for without the arguments it needs."""

    def __init__(self, key: str, problem: str) -> None:
        super().__init__(f"{key}: {problem}")
        self.key = key
        self.problem = problem


class Texts:
    """The sentences and formats of one locale; English fills what a catalogue lacks."""

    def __init__(self, locale: str) -> None:
        self.locale: Final = normalised_tag(locale) or FALLBACK_LOCALE
        self.language: Final = best_locale(self.locale, available_locales())
        self._bundles = _bundles_for(self.language)
        # A text and the times in it must be of one language.
        speaks_it = self.locale.split("-")[0] == self.language.split("-")[0]
        self._formats = Formats(self.locale if speaks_it else self.language)

    def has(self, key: str) -> bool:
        """Tell whether there is a message of this key."""
        return any(bundle.has_message(key) for bundle in self._bundles)

    def say(self, key: str, **arguments: TextArgument) -> str:
        """Give the sentence. Raises UnknownText, or UnsayableText where an argument is missing."""
        for bundle in self._bundles:
            if bundle.has_message(key):
                return _formatted(bundle, key, arguments)
        raise UnknownText(key)

    def day(self, on: date, today: date | None = None) -> str:
        """Write "Tuesday 14 April"; with the year where it is not that of `today`."""
        return self._formats.day(on, today)

    def short_day(self, on: date) -> str:
        """Write "Tue 14 Apr"."""
        return self._formats.short_day(on)

    def calendar_day(self, day: int, month: int, year: int | None = None) -> str:
        """Write "31 February", a day of a month that need not exist."""
        return self._formats.calendar_day(day, month, year)

    def weekday(self, number: int) -> str:
        """Write the name of a weekday; Monday is 0."""
        return self._formats.weekday(number)

    def time(self, at: datetime, zone: str) -> str:
        """Write the wall-clock time of an instant in an IANA zone."""
        return self._formats.time(at, zone)

    def day_and_time(self, at: datetime, zone: str, today: date | None = None) -> str:
        """Write day and time of an instant in an IANA zone, as one phrase."""
        on = at.astimezone(zone_of(zone)).date()
        return self.say("format-day-and-time", day=self.day(on, today), time=self.time(at, zone))

    def zone(self, zone: str, at: datetime) -> str:
        """Write a zone as people call it: "Paris time (GMT+2)"."""
        offset = self._formats.offset(zone, at)
        if zone in ("UTC", "GMT") or zone.startswith("Etc/"):
            return offset
        return self.say("format-zone", city=self._formats.city(zone), offset=offset)

    def duration(self, length: timedelta) -> str:
        """Write a duration in days, hours and minutes."""
        return self._formats.duration(length)

    def hours(self, length: timedelta) -> str:
        """Write "25 hours, 30 minutes", never in days."""
        return self._formats.hours(length)

    def price(self, amount: Decimal, currency: str) -> str:
        """Write an amount of an ISO 4217 currency."""
        return self._formats.price(amount, currency)

    def list(self, items: Sequence[str]) -> str:
        """Write "A, B and C"."""
        return self._formats.list(items)

    def choice(self, items: Sequence[str]) -> str:
        """Write "A, B or C"."""
        return self._formats.choice(items)


def _bundles_for(language: str) -> tuple[FluentBundle, ...]:
    languages = dict.fromkeys((language, FALLBACK_LOCALE))
    return tuple(load_catalogue(each) for each in languages)


def _formatted(bundle: FluentBundle, key: str, arguments: dict[str, TextArgument]) -> str:
    pattern = bundle.get_message(key).value
    if pattern is None:
        raise UnknownText(key)
    safe = {name: _bounded(value) for name, value in arguments.items()}
    text, errors = bundle.format_pattern(pattern, safe)
    if errors:
        raise UnsayableText(key, "; ".join(str(each) for each in errors))
    return str(text)


def _bounded(value: TextArgument) -> TextArgument:
    return value[:_LONGEST_ARGUMENT] if isinstance(value, str) else value
