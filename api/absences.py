"""Ours: when nobody is booked. `timeOff` of staff members, `closures` of the business.

Start and end are local time, the end is not part of it: a day off is from its midnight to the next.
"""

from datetime import date

from api.lists import ManyDifferent
from api.shapes import Members, Part, Property, Shape
from api.times import DATE, LOCAL_TIME
from api.values import IDENTIFIER, WORDS
from calendars.public_holidays import CountryHolidays
from scheduling.absences import Closure, HolidayRules, LocalPeriod, TimeOff

_PERIOD = Part(
    "period",
    LocalPeriod,
    Members(
        (
            Property(name="start", field="start", codec=LOCAL_TIME, is_required=True),
            Property(name="end", field="end", codec=LOCAL_TIME, is_required=True),
        )
    ),
    is_required=True,
)
_TITLE = Property(name="title", field="title", codec=WORDS)

TIME_OFF = Shape(
    TimeOff,
    Members(
        (
            Property(name="id", field="time_off_id", codec=IDENTIFIER, is_required=True),
            Property(
                name="staffMemberId",
                field="staff_member_id",
                codec=IDENTIFIER,
                is_required=True,
            ),
            _PERIOD,
            _TITLE,
        )
    ),
)

CLOSURE = Shape(
    Closure,
    Members(
        (
            Property(name="id", field="closure_id", codec=IDENTIFIER, is_required=True),
            _PERIOD,
            _TITLE,
        )
    ),
)


def known_holidays(
    country: str, subdivision: str = "", open_on: tuple[date, ...] = ()
) -> HolidayRules:
    """Make the rules of a country whose holidays are known. Raises InvalidValue."""
    rules = HolidayRules(country, subdivision, open_on)
    CountryHolidays().closures(rules, "")
    return rules


PUBLIC_HOLIDAYS = Shape(
    known_holidays,
    Members(
        (
            Property(name="country", field="country", codec=WORDS, is_required=True),
            Property(name="subdivision", field="subdivision", codec=WORDS),
            Property(name="openOn", field="open_on", codec=ManyDifferent(DATE)),
        )
    ),
)
