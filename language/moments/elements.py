"""The outermost rules: what one stretch of a message can say about when."""

from dataclasses import replace
from datetime import timedelta

from language.moments.clock import in_part
from language.moments.grammar import RuleBook
from language.moments.values import (
    Clock,
    Clocks,
    DayPart,
    Days,
    Element,
    Reference,
)
from language.moments.weekdays import single
from language.when_wishes import Granularity

BOOK = RuleBook()

Timing = Clock | Clocks | DayPart


@BOOK.rule("timing", "spoken_to", "time_range", "time", "part")
def _timing(_: Reference, timing: Timing) -> Timing:
    return timing


@BOOK.rule("timing", "part COMMA? time_range")
def _part_then_range(_: Reference, part: DayPart, clocks: Clocks) -> Clocks:
    return _range_in_part(clocks, part)


@BOOK.rule("timing", "time_range part")
def _range_then_part(_: Reference, clocks: Clocks, part: DayPart) -> Clocks:
    return _range_in_part(clocks, part)


def _range_in_part(clocks: Clocks, part: DayPart) -> Clocks:
    start = in_part(clocks.start, part) if clocks.start else None
    end = in_part(clocks.end, part) if clocks.end else None
    return Clocks(start, end)


@BOOK.rule("element", "any_days")
def _days(_: Reference, days: Days) -> Element:
    return Element(days=days, is_weak=days.is_weak)


@BOOK.rule("element", "any_days COMMA? timing", "any_days THIS? timing", "any_days COMMA AT timing")
def _days_then_timing(_: Reference, days: Days, timing: Timing) -> Element | None:
    return _both(days, timing)


@BOOK.rule(
    "element", "timing COMMA? ON? any_days", "timing OF THE? any_days", "timing OF THIS? any_days"
)
def _timing_then_days(_: Reference, timing: Timing, days: Days) -> Element | None:
    return _both(days, timing)


@BOOK.rule("element", "part any_days COMMA? timing", "part ON? any_days COMMA? timing")
def _part_days_timing(_: Reference, part: DayPart, days: Days, timing: Timing) -> Element | None:
    return _both(days, _in(part, timing))


@BOOK.rule("element", "time COMMA? ON? any_days part", "any_days part COMMA? timing")
def _time_days_part(_: Reference, first: object, second: object, third: object) -> Element | None:
    if isinstance(first, Clock) and isinstance(second, Days) and isinstance(third, DayPart):
        return _both(second, in_part(first, third))
    if (
        isinstance(first, Days)
        and isinstance(second, DayPart)
        and isinstance(third, Clock | Clocks)
    ):
        return _both(first, _in(second, third))
    return None


def _both(days: Days, timing: Timing) -> Element | None:
    is_bare = isinstance(timing, Clock) and timing.is_weak
    if is_bare and (days.is_weak or days.granularity is not Granularity.DAY):
        return None
    return Element(days=days, clock=timing)


def _in(part: DayPart, timing: Timing) -> Timing:
    if isinstance(timing, Clock):
        return in_part(timing, part)
    return _range_in_part(timing, part) if isinstance(timing, Clocks) else timing


@BOOK.rule("today_part", "THIS PART", "IN THIS PART", "LATER_THIS PART", "NEXT PART")
def this_part(reference: Reference, name: str) -> Element:
    """Give a part of today."""
    hours = reference.part(name)
    end = (
        None if hours.latest >= 24 else Clock(hours.latest, 0, "pm" if hours.latest > 12 else "am")
    )
    start = Clock(hours.earliest, 0, "am" if hours.earliest < 12 else "pm")
    return Element(days=single(reference.today), clock=DayPart(start, end, hours.half, name))


@BOOK.rule("today_part", "PREVIOUS PART")
def _previous_part(reference: Reference, name: str) -> Element:
    yesterday = single(reference.today - timedelta(days=1))
    return replace(this_part(reference, name), days=yesterday)


@BOOK.rule("today_part", "TONIGHT")
def _tonight(reference: Reference, name: str) -> Element:
    return this_part(reference, name)


@BOOK.rule("element", "today_part", "LATER today_part", "OF today_part")
def _today_part(_: Reference, element: Element) -> Element:
    return element


@BOOK.rule("element", "today_part COMMA? timing")
def _today_part_then(_: Reference, element: Element, timing: Timing) -> Element | None:
    if not isinstance(element.clock, DayPart) or element.days is None:
        return None
    return _both(element.days, _in(element.clock, timing))


@BOOK.rule("element", "timing COMMA? today_part")
def _then_today_part(_: Reference, timing: Timing, element: Element) -> Element | None:
    return _today_part_then(_, element, timing)


@BOOK.rule("element", "timing")
def _timing_alone(_: Reference, timing: Timing) -> Element:
    is_weak = isinstance(timing, Clock) and timing.is_weak
    return Element(clock=timing, is_weak=is_weak)
