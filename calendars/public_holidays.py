"""Public holidays by country: the port `PublicHolidays`, answered by the library `holidays`."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Final

import holidays

from scheduling.absences import Closure, HolidayRules, LocalPeriod
from scheduling.errors import InvalidValue

YEARS: Final = range(2020, 2051)
"""Laws change: beyond these the library guesses, and nobody books that far ahead."""


class CountryHolidays:
    """The port `PublicHolidays`: closures for the public holidays of a country."""

    def closures(self, rules: HolidayRules, language_tag: str) -> tuple[Closure, ...]:
        """Give a closure for each holiday, titled in that language where the country's law has it.

        Raises InvalidValue for a country or subdivision the library does not know.
        """
        return _closures(rules, language_tag)


@lru_cache(maxsize=256)
def _closures(rules: HolidayRules, language_tag: str) -> tuple[Closure, ...]:
    days = sorted(_days(rules, language_tag).items())
    return tuple(_closure(on, title) for on, title in days if on not in rules.open_on)


def _days(rules: HolidayRules, language_tag: str) -> dict[date, str]:
    supported = holidays.list_supported_countries()
    if rules.country not in supported:
        raise InvalidValue("country", f"no public holidays are known of {rules.country}")
    if rules.subdivision and rules.subdivision not in supported[rules.country]:
        known = ", ".join(supported[rules.country]) or "none"
        raise InvalidValue("subdivision", f"{rules.country} has no {rules.subdivision}: {known}")
    language = _language(rules.country, language_tag)
    found = holidays.country_holidays(
        rules.country, subdiv=rules.subdivision or None, years=YEARS, language=language
    )
    return dict(found.items())


def _language(country: str, language_tag: str) -> str | None:
    known = holidays.list_localized_countries().get(country, [])
    wanted = language_tag.partition("-")[0].lower()
    return next((each for each in known if each.partition("_")[0] == wanted), None)


def _closure(on: date, title: str) -> Closure:
    midnight = datetime.combine(on, time())
    return Closure(f"holiday-{on}", LocalPeriod(midnight, midnight + timedelta(days=1)), title)
