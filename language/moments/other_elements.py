"""Elements that are no day or time: shifts, what stays the same, what recurs, what comes first."""

from language.moments.elements import Timing, this_part
from language.moments.grammar import RuleBook
from language.moments.numbers import times
from language.moments.values import (
    Days,
    Element,
    FromNow,
    Length,
    Order,
    Reference,
    Same,
    Shift,
)

BOOK = RuleBook()


@BOOK.rule("element", "moment")
def _moment(_: Reference, moment: FromNow) -> Element:
    return Element(moment=moment)


@BOOK.rule("element", "day moment")
def _today_in(_: Reference, days: Days, moment: FromNow) -> Element | None:
    return Element(moment=moment) if days.first == moment.at.date() else None


@BOOK.rule("element", "length EARLIER", "SHIFT_BACK length")
def _earlier(_: Reference, length: Length) -> Element:
    return Element(shift=Shift(length, -1))


@BOOK.rule("element", "length LATER", "SHIFT_ON length")
def _later(_: Reference, length: Length) -> Element:
    return Element(shift=Shift(length, 1))


@BOOK.rule("element", "DAY_AFTER")
def _day_after(_: Reference) -> Element:
    return Element(shift=Shift(Length(days=1), 1))


@BOOK.rule("element", "DAY_BEFORE")
def _day_before(_: Reference) -> Element:
    return Element(shift=Shift(Length(days=1), -1))


@BOOK.rule("element", "SAME_TIME", "AT SAME_TIME")
def _same_time(_: Reference) -> Element:
    return Element(same=Same.TIME)


@BOOK.rule("element", "SAME_DAY", "ON SAME_DAY")
def _same_day(_: Reference) -> Element:
    return Element(same=Same.DAY)


@BOOK.rule("element", "EARLIEST")
def _earliest(_: Reference) -> Element:
    return Element(order=Order.EARLIEST)


@BOOK.rule("element", "LATEST")
def _latest(_: Reference) -> Element:
    return Element(order=Order.LATEST)


@BOOK.rule("element", "FIRST_THING")
def _first_thing(reference: Reference) -> Element:
    part = this_part(reference, "early_morning").clock
    return Element(clock=part, order=Order.EARLIEST)


@BOOK.rule("recurring", "EVERY WEEKDAY", "EVERY WEEKDAYS", "WEEKDAYS", "ON WEEKDAYS")
def _every_weekday(_: Reference, weekday: int) -> Days:
    return Days((), weekdays=frozenset({weekday}))


@BOOK.rule("recurring", "WORKDAYS", "ON WORKDAYS", "EVERY WORKDAYS")
def _workdays(_: Reference) -> Days:
    return Days((), weekdays=frozenset(range(5)))


@BOOK.rule("recurring", "WEEKENDS", "ON WEEKENDS")
def _weekends(_: Reference) -> Days:
    return Days((), weekdays=frozenset({5, 6}))


@BOOK.rule("element", "recurring")
def _recurring(_: Reference, days: Days) -> Element:
    return Element(days=days)


@BOOK.rule("element", "recurring COMMA? timing")
def _recurring_timing(_: Reference, days: Days, timing: Timing) -> Element:
    return Element(days=days, clock=timing)


@BOOK.rule("element", "timing COMMA? recurring")
def _timing_recurring(_: Reference, timing: Timing, days: Days) -> Element:
    return Element(days=days, clock=timing)


@BOOK.rule("element", "length", "OF length", "AT_CLOCK length")
def _length(_: Reference, length: Length) -> Element:
    return Element(length=times(length, 1), is_weak=True)
