"""Of a feed only the lines that tell when somebody is busy; the rest goes no further than here.

Titles, places, people, attachments and alarms are dropped before anything is read, and so are
definitions of time zones, whose rules would have to be worked out: zones are known by name.
"""

import re
from collections.abc import Iterable, Iterator

from calendars.feeds.limits import LONGEST_FEED, LONGEST_RELEVANT, MOST_EVENTS, FeedRefused
from calendars.feeds.moments import ZONE_NAME

_CALENDAR = "VCALENDAR"
_KEPT_COMPONENTS = ("VEVENT", "VFREEBUSY")
_PLACE = (_CALENDAR, _KEPT_COMPONENTS)
"""An event lies in a calendar, which lies in nothing."""
_KEPT_PROPERTIES = frozenset(
    {
        "DTSTART",
        "DTEND",
        "DURATION",
        "RRULE",
        "RDATE",
        "EXDATE",
        "RECURRENCE-ID",
        "UID",
        "STATUS",
        "TRANSP",
        "X-MICROSOFT-CDO-BUSYSTATUS",
        "FREEBUSY",
    }
)
_ZONE = re.compile(";TZID=", re.IGNORECASE)
_DEEPEST = 8
"""Components lie at most three deep in RFC 5545: an alarm in an event in a calendar."""


def relevant_components(content: bytes) -> list[str]:
    """List a feed's events and free-busy parts as texts that tell busy time alone.

    Raises FeedRefused.
    """
    if len(content) > LONGEST_FEED:
        raise FeedRefused(f"it is longer than {LONGEST_FEED // 1_000_000} MB")
    text = content.decode("utf-8-sig", errors="replace")
    if not text.lstrip().upper().startswith(f"BEGIN:{_CALENDAR}"):
        raise FeedRefused("it is no iCalendar file: those begin with BEGIN:VCALENDAR")
    found = [_text(lines) for lines in _components(_unfolded(text))]
    if sum(map(len, found)) > LONGEST_RELEVANT:
        raise FeedRefused("it says too much of when its events are")
    return found


def _text(lines: Iterable[str]) -> str:
    return "\r\n".join((*lines, ""))


def _unfolded(text: str) -> Iterator[str]:
    """Join lines that were folded (RFC 5545, 3.1). Line ends are those of the RFC alone."""
    parts: list[str] = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if line[:1] in (" ", "\t"):
            parts.append(line[1:])
            continue
        yield "".join(parts)
        parts = [line]
    yield "".join(parts)


def _components(lines: Iterable[str]) -> Iterator[list[str]]:
    """Give each event with the properties that count, closed; what is in it or beside it is not."""
    inside: list[str] = []
    kept: list[str] = []
    count = 0
    for line in lines:
        mark, name = _mark(line)
        if mark == "BEGIN":
            inside.append(name)
            count += len(inside) == len(_PLACE)
            _require_bounds(len(inside), count)
            kept = [f"BEGIN:{name}"] if _is_event(inside) else kept
        elif mark == "END":
            if inside[-1:] != [name]:
                raise FeedRefused("its components are not closed in order")
            if _is_event(inside):
                yield [*kept, f"END:{name}"]
            inside.pop()
        elif _is_event(inside) and _property(line) in _KEPT_PROPERTIES:
            kept.append(_ZONE.sub(f";{ZONE_NAME}=", line, count=1))
    if inside:
        raise FeedRefused("it ends before its end")


def _require_bounds(depth: int, count: int) -> None:
    if depth > _DEEPEST:
        raise FeedRefused("its components lie too deep in each other")
    if count > MOST_EVENTS:
        raise FeedRefused(f"it has more than {MOST_EVENTS} events")


def _mark(line: str) -> tuple[str, str]:
    """Give whether a line is a BEGIN or an END, and of which component."""
    mark, _, name = line.partition(":")
    return mark.strip().upper(), name.strip().upper()


def _is_event(inside: list[str]) -> bool:
    return len(inside) == len(_PLACE) and inside[0] == _CALENDAR and inside[1] in _KEPT_COMPONENTS


def _property(line: str) -> str:
    return line.partition(":")[0].partition(";")[0].strip().upper()
