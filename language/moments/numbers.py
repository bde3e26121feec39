"""Numbers, ordinals and lengths of time."""

from language.moments.grammar import RuleBook
from language.moments.values import Length, Reference
from language.when_wishes import Granularity

BOOK = RuleBook()

_LARGEST = 100_000
_LENGTHS = {
    "minute": Length(minutes=1, granularity=Granularity.MINUTE),
    "hour": Length(minutes=60, granularity=Granularity.HOUR),
    "day": Length(days=1),
    "week": Length(days=7, granularity=Granularity.WEEK),
    "fortnight": Length(days=14, granularity=Granularity.DAY),
    "month": Length(months=1, granularity=Granularity.MONTH),
    "quarter": Length(months=3, granularity=Granularity.MONTH),
    "year": Length(months=12, granularity=Granularity.YEAR),
}


@BOOK.rule("number", "NUM")
def _digits(_: Reference, digits: str) -> int | None:
    return int(digits) if len(digits) <= 6 and int(digits) <= _LARGEST else None


@BOOK.rule("number", "spoken_number")
def _spoken(_: Reference, number: int) -> int:
    return number


@BOOK.rule("spoken_number", "TENS DASH? NUMBER_WORD")
def _tens_and_ones(_: Reference, tens: int, ones: int) -> int | None:
    return tens + ones if 1 <= ones <= 9 else None


@BOOK.rule("spoken_number", "NUMBER_WORD", "TENS")
def _one_word(_: Reference, number: int) -> int:
    return number


@BOOK.rule("ordinal", "NUM ORDINAL_GLUED")
def _ordinal_digits(_: Reference, digits: str, _suffix: str) -> int | None:
    return int(digits) if len(digits) <= 2 else None


@BOOK.rule("ordinal", "TENS DASH? ORDINAL_WORD")
def _ordinal_tens(_: Reference, tens: int, ones: int) -> int | None:
    return tens + ones if 1 <= ones <= 9 else None


@BOOK.rule("ordinal", "ORDINAL_WORD")
def _ordinal_word(_: Reference, number: int) -> int:
    return number


@BOOK.rule("year", "NUM")
def _year(_: Reference, digits: str) -> int | None:
    return int(digits) if len(digits) == 4 and 1900 <= int(digits) <= 2199 else None


@BOOK.rule("length", "single_length")
def _alone(_: Reference, length: Length) -> Length:
    return length


@BOOK.rule("length", "single_length COMMA? AND? single_length")
def _two(_: Reference, first: Length, second: Length) -> Length | None:
    return first.plus(second) if second != first else None


@BOOK.rule("length", "single_length COMMA? single_length COMMA? AND? single_length")
def _three(_: Reference, first: Length, second: Length, third: Length) -> Length:
    return first.plus(second).plus(third)


@BOOK.rule("single_length", "number UNIT")
def _counted(_: Reference, number: int, unit: str) -> Length | None:
    return times(_LENGTHS[unit], number) if unit in _LENGTHS else None


@BOOK.rule("single_length", "A UNIT")
def _one(_: Reference, unit: str) -> Length | None:
    return _LENGTHS.get(unit)


@BOOK.rule("single_length", "number A_HALF UNIT")
def _and_a_half(_: Reference, number: int, unit: str) -> Length | None:
    return _halves(unit, number * 2 + 1)


@BOOK.rule("single_length", "A UNIT A_HALF")
def _one_and_a_half(_: Reference, unit: str) -> Length | None:
    return _halves(unit, 3)


@BOOK.rule("single_length", "number UNIT A_HALF")
def _unit_and_a_half(_: Reference, number: int, unit: str) -> Length | None:
    return _halves(unit, number * 2 + 1)


@BOOK.rule("single_length", "HALF OF_HOUR? UNIT", "A HALF UNIT")
def _half(_: Reference, unit: str) -> Length | None:
    return _halves(unit, 1)


@BOOK.rule("single_length", "QUARTER OF_HOUR? UNIT")
def _quarter(_: Reference, unit: str) -> Length | None:
    return Length(minutes=15, granularity=Granularity.MINUTE) if unit == "hour" else None


@BOOK.rule("single_length", "THREE_QUARTERS OF_HOUR? UNIT")
def _three_quarters(_: Reference, unit: str) -> Length | None:
    return Length(minutes=45, granularity=Granularity.MINUTE) if unit == "hour" else None


@BOOK.rule("single_length", "PAIR UNIT")
def _fraction(_: Reference, pair: str, unit: str) -> Length | None:
    minutes = {"1/2": 30, "1/4": 15, "3/4": 45, "1.5": 90, "2.5": 150}.get(pair)
    if unit != "hour" or minutes is None:
        return None
    return Length(minutes=minutes, granularity=Granularity.MINUTE)


def times(length: Length, number: int) -> Length:
    """Give a length so many times over."""
    return Length(
        length.months * number, length.days * number, length.minutes * number, length.granularity
    )


def _halves(unit: str, number: int) -> Length | None:
    if unit == "hour":
        return Length(minutes=30 * number, granularity=Granularity.MINUTE)
    if unit == "day":
        return Length(minutes=12 * 60 * number, granularity=Granularity.HOUR)
    if unit == "year":
        return Length(months=6 * number, granularity=Granularity.MONTH)
    return None
