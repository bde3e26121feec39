"""One event of a feed: when it is, how it repeats, and whether it makes anybody busy."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from icalendar import Component

from calendars.feeds.moments import Moment, moment_of
from calendars.feeds.rule_reading import rule_of
from calendars.feeds.rules import Rule
from scheduling.errors import InvalidValue

_BUSY_STATUS: Final = "X-MICROSOFT-CDO-BUSYSTATUS"
_FREE: Final = frozenset({"FREE", "WORKINGELSEWHERE"})
_FOLLOWING: Final = "THISANDFUTURE"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEvent:
    """An event. `added` are further starts, each with a length of its own where it has one.

    With `replaces` it stands for the occurrence of another event of the same `uid` that would
    start at that instant, and for all after it where `replaces_following`.
    """

    uid: str
    start: Moment
    length: timedelta
    is_busy: bool
    rules: tuple[Rule, ...] = ()
    added: tuple[tuple[Moment, timedelta | None], ...] = ()
    removed: frozenset[datetime] = frozenset()
    removed_on: frozenset[date] = frozenset()
    replaces: datetime | None = None
    replaces_following: bool = False


def event_of(component: Component, own_zone: ZoneInfo) -> FeedEvent:
    """Read a VEVENT; floating times and dates are by `own_zone`. Raises InvalidValue, ValueError."""
    if component.errors:
        raise InvalidValue("VEVENT", "cannot be read")
    start = _moment(component, "DTSTART", own_zone)
    if start is None:
        raise InvalidValue("DTSTART", "is missing")
    removed = [
        moment_of(each.dt, listed.params, own_zone)
        for listed in _listed(component, "EXDATE")
        for each in listed.dts
    ]
    replaced = _moment(component, "RECURRENCE-ID", own_zone)
    rules = () if replaced else _listed(component, "RRULE")
    return FeedEvent(
        uid=str(component.get("UID", "")),
        start=start,
        length=_length(component, start, own_zone),
        is_busy=_is_busy(component, is_whole_day=start.is_date),
        rules=tuple(rule_of(each, start) for each in rules),
        added=() if replaced else tuple(_added(component, own_zone)),
        removed=frozenset(each.instant for each in removed),
        # Some programs name the day where they mean the occurrence on it.
        removed_on=frozenset(each.clock.date() for each in removed if each.is_date),
        replaces=replaced.instant if replaced else None,
        replaces_following=bool(replaced) and _range(component) == _FOLLOWING,
    )


def _listed(component: Component, name: str) -> list[Any]:
    found = component.get(name, [])
    return found if isinstance(found, list) else [found]


def _moment(component: Component, name: str, own_zone: ZoneInfo) -> Moment | None:
    found = _listed(component, name)
    return moment_of(found[0].dt, found[0].params, own_zone) if found else None


def _range(component: Component) -> str:
    return str(_listed(component, "RECURRENCE-ID")[0].params.get("RANGE", "")).upper()


def _length(component: Component, start: Moment, own_zone: ZoneInfo) -> timedelta:
    """Give how long it is: of dates in days by the calendar, of times as time goes by."""
    end = _moment(component, "DTEND", own_zone)
    if end is not None and end.is_date == start.is_date:
        length = end.clock - start.clock if start.is_date else end.instant - start.instant
    elif "DURATION" in component:
        length = _duration(_listed(component, "DURATION")[0].dt)
    else:
        length = timedelta(days=1) if start.is_date else timedelta()
    if length < timedelta():
        raise InvalidValue("DTEND", "is before its start")
    # Of a day that ends when it begins the day is meant.
    return max(length, timedelta(days=1)) if start.is_date else length


def _duration(found: object) -> timedelta:
    if not isinstance(found, timedelta):
        raise InvalidValue("DURATION", "is none")
    return found


def _added(component: Component, own_zone: ZoneInfo) -> Iterator[tuple[Moment, timedelta | None]]:
    for listed in _listed(component, "RDATE"):
        for each in listed.dts:
            if not isinstance(each.dt, tuple):
                yield moment_of(each.dt, listed.params, own_zone), None
                continue
            first, end = each.dt
            start = moment_of(first, listed.params, own_zone)
            length = end
            if not isinstance(end, timedelta):
                length = moment_of(end, listed.params, own_zone).instant - start.instant
            yield start, length


def _is_busy(component: Component, *, is_whole_day: bool) -> bool:
    """Tell whether it makes its owner busy.

    What Outlook says goes first but for TRANSP:TRANSPARENT, which says free everywhere. A whole
    day of which nothing is said is free, as Outlook means it: birthdays and the like.
    """
    transparency = str(component.get("TRANSP", "")).upper()
    status = str(component.get(_BUSY_STATUS, "")).upper()
    if transparency == "TRANSPARENT" or str(component.get("STATUS", "")).upper() == "CANCELLED":
        return False
    if status:
        return status not in _FREE
    return not is_whole_day or transparency == "OPAQUE"
