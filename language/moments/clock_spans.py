"""Stretches of time within a day: from one time to another, and open ones."""

from language.moments.grammar import RuleBook
from language.moments.values import Clock, Clocks, DayPart, Length, Reference

BOOK = RuleBook()


@BOOK.rule("range_end", "any_face", "parted_face", "AT any_face")
def _range_end(_: Reference, face: Clock) -> Clock:
    return face


@BOOK.rule(
    "time_range",
    "BETWEEN range_end AND range_end",
    "BETWEEN range_end TO range_end",
    "FROM range_end TO range_end",
    "FROM range_end AND range_end",
)
def _between(_: Reference, start: Clock, end: Clock) -> Clocks:
    return Clocks(*ordered(start, end))


@BOOK.rule(
    "time_range", "any_face TO range_end", "AT face TO range_end", "AT_CLOCK face TO range_end"
)
def _dashed(_: Reference, start: Clock, end: Clock) -> Clocks | None:
    if start.hour in (15, 20) and not start.minute and end.is_open:
        # "20 to 5" is twenty minutes to five; nobody is open from 20:00 to 5:00.
        return None
    if start.hour > 12 and not end.is_open and end.minutes <= start.minutes and end.hour == 12:
        # "15 to noon" is a quarter to twelve.
        return None
    return Clocks(*ordered(start, end))


@BOOK.rule("time_range", "FROM? any_face OF length", "OF length FROM any_face")
def _lasting(_: Reference, start: Clock | Length, length: Length | Clock) -> Clocks | None:
    if isinstance(start, Length):
        return _lasting(_, length, start)
    if not isinstance(length, Length) or not 0 < length.minutes < 24 * 60:
        return None
    total = (start.minutes + length.minutes) % (24 * 60)
    return Clocks(start, Clock(total // 60, total % 60, start.half))


def ordered(start: Clock, end: Clock) -> tuple[Clock, Clock]:
    """Share a half of the day between two ends so that the stretch is forward and short."""
    if start.is_open and end.half:
        same = start.in_half(end.half)
        start = same if same.minutes < end.minutes else start.in_half("am")
    elif end.is_open and (start.half or start.hour > 12):
        later = [end.in_half(half) for half in ("am", "pm")]
        following = [each for each in later if each.minutes > start.minutes]
        end = following[0] if following else later[0]
    elif start.is_open and end.is_open and end.minutes % 720 <= start.minutes % 720:
        start, end = start.in_half("am"), end.in_half("pm")
    return start, end


@BOOK.rule(
    "time_range",
    "AFTER any_face",
    "AFTER parted_face",
    "OPEN_FROM any_face",
    "AT? any_face ONWARDS",
    "AFTER to_hour",
)
def _after(_: Reference, face: Clock) -> Clocks:
    return Clocks(face, None)


@BOOK.rule(
    "time_range",
    "BEFORE any_face",
    "BEFORE parted_face",
    "BY any_face",
    "any_face OR_EARLIER",
    "BEFORE to_hour",
)
def _before(_: Reference, face: Clock) -> Clocks:
    return Clocks(None, face)


@BOOK.rule("time_range", "BEFORE part")
def _before_part(_: Reference, part: DayPart) -> Clocks:
    return Clocks(None, part.start)


@BOOK.rule("time_range", "AFTER part")
def _after_part(_: Reference, part: DayPart) -> Clocks | None:
    return Clocks(part.end, None) if part.end else None
