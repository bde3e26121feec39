"""Public holidays of a country, as closures."""

from datetime import date, datetime

import pytest

from calendars.public_holidays import YEARS, CountryHolidays
from scheduling.absences import HolidayRules
from scheduling.errors import InvalidValue


def days(rules: HolidayRules, language_tag: str = "en") -> dict[date, str]:
    found = CountryHolidays().closures(rules, language_tag)
    return {each.period.start.date(): each.title for each in found}


def test_each_holiday_closes_one_local_day() -> None:
    found = CountryHolidays().closures(HolidayRules("FR"), "fr")
    bastille = next(each for each in found if each.period.start == datetime(2026, 7, 14))  # noqa: DTZ001  # local
    assert bastille.period.end == datetime(2026, 7, 15)  # noqa: DTZ001  # local
    assert bastille.title == "Fête nationale"


def test_a_holiday_is_told_in_the_language_of_the_business() -> None:
    assert days(HolidayRules("DE"), "de-AT")[date(2026, 10, 3)] == "Tag der Deutschen Einheit"
    assert days(HolidayRules("DE"), "en-GB")[date(2026, 10, 3)] == "German Unity Day"


def test_a_part_of_the_country_has_days_of_its_own() -> None:
    womens_day = date(2026, 3, 8)
    assert womens_day in days(HolidayRules("DE", "BE"))
    assert womens_day not in days(HolidayRules("DE", "BY"))


def test_a_business_may_work_on_a_holiday() -> None:
    christmas = date(2026, 12, 25)
    assert christmas in days(HolidayRules("GB"))
    assert christmas not in days(HolidayRules("GB", open_on=(christmas,)))


def test_all_the_years_are_known() -> None:
    assert {each.year for each in days(HolidayRules("US"))} >= set(YEARS)


@pytest.mark.parametrize(
    ("rules", "field"), [(HolidayRules("XX"), "country"), (HolidayRules("DE", "ZZ"), "subdivision")]
)
def test_what_the_library_does_not_know_is_refused(rules: HolidayRules, field: str) -> None:
    with pytest.raises(InvalidValue) as refusal:
        CountryHolidays().closures(rules, "en")
    assert refusal.value.field == field
