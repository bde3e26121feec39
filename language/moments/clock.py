"""Times on the clock face, parts of the day, and stretches of time within a day."""

import re

from language.moments.grammar import RuleBook
from language.moments.values import Clock, DayPart, Reference

BOOK = RuleBook()


def clock(hour: int, minute: int = 0, half: str = "") -> Clock | None:
    """Give a time of the clock face, or None where there is no such time."""
    if not 0 <= minute <= 59 or not 0 <= hour <= 24 or (hour == 24 and minute):
        return None
    if not half or hour > 12:
        return Clock(hour, minute)
    if hour == 0:
        return Clock(12 if half == "pm" else 0, minute, half)
    return Clock(hour, minute).in_half(half)


@BOOK.rule("half", "HALF_OF_DAY", "HALF_OF_DAY_GLUED")
def _half(_: Reference, half: str) -> str:
    return half


@BOOK.rule("digital", "CLOCK")
def _digital(_: Reference, text: str) -> Clock | None:
    hour, minute = (int(part) for part in re.split("[:h]", text)[:2])
    return clock(hour, minute)


@BOOK.rule("digital", "NUM H_GLUED")
def _hours_letter(_: Reference, digits: str) -> Clock | None:
    found = clock(int(digits)) if len(digits) <= 2 else None
    return Clock(found.hour, 0, "am" if found.hour < 12 else "pm") if found else None


@BOOK.rule("weak_face", "NUM")
def _hour_digits(_: Reference, digits: str) -> Clock | None:
    if len(digits) <= 2:
        return clock(int(digits))
    return clock(int(digits[:-2]), int(digits[-2:])) if len(digits) <= 4 else None


@BOOK.rule("weak_face", "spoken_number")
def _hour_word(_: Reference, hour: int) -> Clock | None:
    return clock(hour) if 1 <= hour <= 24 else None


@BOOK.rule("weak_face", "NUM NUM")
def _two_numbers(_: Reference, hour: str, minute: str) -> Clock | None:
    if len(hour) > 2 or len(minute) != 2:
        return None
    return clock(int(hour), int(minute))


@BOOK.rule("spoken_face", "NUMBER_WORD spoken_number", "NUMBER_WORD spoken_number MINUTES")
def _two_words(_: Reference, hour: int, minute: int) -> Clock | None:
    return clock(hour, minute) if 1 <= hour <= 23 and minute >= 10 else None


@BOOK.rule("weak_face", "NUMBER_WORD NUMBER_WORD NUMBER_WORD")
def _oh_words(_: Reference, hour: int, zero: int, minute: int) -> Clock | None:
    return clock(hour, minute) if zero == 0 and 1 <= hour <= 12 and minute <= 9 else None


@BOOK.rule("weak_face", "spoken_face")
def _spoken_face(_: Reference, face: Clock) -> Clock:
    return face


@BOOK.rule("weak_face", "PAIR")
def _dotted(_: Reference, text: str) -> Clock | None:
    hour, separator, minute = text.partition(".")
    return clock(int(hour), int(minute)) if separator and len(minute) == 2 else None


@BOOK.rule("named", "NAMED_CLOCK", "THE NAMED_CLOCK")
def _named(_: Reference, hour: int) -> Clock | None:
    return clock(hour, 0, "pm" if hour == 12 else "am")


@BOOK.rule("halved", "core half")
def _with_half(_: Reference, face: Clock, half: str) -> Clock | None:
    return clock(face.hour, face.minute, half) if face.hour <= 23 else None


@BOOK.rule("halved", "core OCLOCK", "core OCLOCK half")
def _oclock(_: Reference, face: Clock, half: str = "") -> Clock | None:
    return clock(face.hour, face.minute, half or face.half)


@BOOK.rule("core", "digital", "weak_face")
@BOOK.rule("hour_face", "halved", "named", "digital", "weak_face")
@BOOK.rule("face", "halved", "named", "digital")
@BOOK.rule("any_face", "face", "weak_face")
def _passed_on(_: Reference, face: Clock) -> Clock:
    return face


@BOOK.rule("minutes", "number", "number MINUTES")
def _minutes(_: Reference, number: int) -> int | None:
    return number if 1 <= number <= 59 else None


@BOOK.rule("minutes", "QUARTER")
def _quarter(_: Reference) -> int:
    return 15


@BOOK.rule("minutes", "THREE_QUARTERS")
def _three_quarters(_: Reference) -> int:
    return 45


@BOOK.rule("face", "minutes PAST_HOUR hour_face")
def _past(_: Reference, minutes: int, face: Clock) -> Clock | None:
    return _moved(face, minutes)


@BOOK.rule("face", "HALF_HOUR hour_face")
def _half_past(_: Reference, face: Clock) -> Clock | None:
    return _moved(face, 30)


@BOOK.rule("to_hour", "minutes TO_HOUR hour_face")
def _to(_: Reference, minutes: int, face: Clock) -> Clock | None:
    return _moved(face, -minutes)


@BOOK.rule(
    "spoken_to", "spoken_number TO_HOUR hour_face", "AT_CLOCK spoken_number TO_HOUR hour_face"
)
def _spoken_to(_: Reference, minutes: int, face: Clock) -> Clock | None:
    # In figures "10 to 4" is a stretch of time; in words it is ten minutes to four.
    return _moved(face, -minutes) if minutes in (5, 10, 20, 25) else None


@BOOK.rule("face", "QUARTER TO_HOUR hour_face")
def _quarter_to(_: Reference, face: Clock) -> Clock | None:
    return _moved(face, -15)


def _moved(face: Clock, minutes: int) -> Clock | None:
    if face.minute:
        return None
    total = (face.minutes + minutes) % (24 * 60)
    moved = Clock(total // 60, total % 60, face.half)
    if face.is_open and moved.hour == 0:
        return Clock(12, moved.minute)
    return moved


@BOOK.rule(
    "part",
    "PART",
    "THE PART",
    "IN THE? PART",
    "OF THE? PART",
    "ON THE? PART",
    "A PART",
    "COMMA PART",
    "AT PART",
    "AT THE PART",
)
def _part(reference: Reference, name: str) -> DayPart:
    hours = reference.part(name)
    end = (
        None if hours.latest >= 24 else Clock(hours.latest, 0, "pm" if hours.latest > 12 else "am")
    )
    start = Clock(hours.earliest, 0, "am" if hours.earliest < 12 else "pm")
    return DayPart(start, end, hours.half, name)


@BOOK.rule("parted_face", "any_face part", "to_hour part")
def _face_in_part(_: Reference, face: Clock, part: DayPart) -> Clock:
    return in_part(face, part)


@BOOK.rule(
    "parted_face",
    "part any_face",
    "part AT_CLOCK any_face",
    "part to_hour",
    "part AT_CLOCK to_hour",
)
def _part_and_face(_: Reference, part: DayPart, face: Clock) -> Clock:
    return in_part(face, part)


def in_part(face: Clock, part: DayPart) -> Clock:
    """Give a clock time read as one of a part of day: 10 at night is 22:00, 1 at night is 1:00."""
    is_small_hour = part.name in ("night", "late_night") and face.hour % 12 <= 3 and face.hour <= 12
    if part.half == "pm" and is_small_hour:
        return face.in_half("am")
    if part.name in ("lunch", "midday", "daytime"):
        return face.in_half("am" if 7 <= face.hour <= 11 else "pm")
    return face.in_half(part.half)


@BOOK.rule(
    "time",
    "face",
    "AT face",
    "AT_CLOCK face",
    "parted_face",
    "AT parted_face",
    "AT_CLOCK parted_face",
)
def _time(_: Reference, face: Clock) -> Clock:
    return face


@BOOK.rule("time", "AT_CLOCK to_hour", "AT to_hour", "A to_hour")
def _time_to(_: Reference, face: Clock) -> Clock:
    return face


@BOOK.rule("time", "to_hour")
def _bare_to(_: Reference, face: Clock) -> Clock:
    # "5 to 6" alone is a stretch of time as well; the range rules come later and are longer.
    return Clock(face.hour, face.minute, face.half, face.is_approximate, is_weak=face.is_open)


@BOOK.rule("time", "AT_CLOCK weak_face")
def _at(_: Reference, face: Clock) -> Clock | None:
    return face


@BOOK.rule(
    "time",
    "APPROXIMATELY any_face",
    "AT? any_face ISH",
    "AT? any_face ISH half",
    "APPROXIMATELY parted_face",
    "APPROXIMATELY to_hour",
)
def _about(_: Reference, face: Clock, half: str = "") -> Clock:
    found = face.in_half(half)
    return Clock(found.hour, found.minute, found.half, is_approximate=True)


@BOOK.rule("time", "weak_face", "AT weak_face")
def _bare(_: Reference, face: Clock) -> Clock:
    return Clock(face.hour, face.minute, face.half, is_weak=True)
