"""A feed of a personal calendar (RFC 5545) read into busy time: that, and nothing of what is there.

What is free: TRANSP:TRANSPARENT, STATUS:CANCELLED, Outlook's FREE and WORKINGELSEWHERE, and a day
of which nothing is said. What cannot be read is skipped and counted; what would cost too much
makes the whole feed refused, so that what was known before stays.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Component

from calendars.feeds.events import FeedEvent, event_of
from calendars.feeds.expanding import busy_ranges
from calendars.feeds.limits import Budget
from calendars.feeds.moments import moment_of
from calendars.feeds.relevance import relevant_components
from scheduling.errors import InvalidValue
from scheduling.personal_calendars import BusyFeed
from scheduling.recurrence import time_zone
from scheduling.time_ranges import TimeRange, TimeRangeSet

_UNREADABLE = (InvalidValue, ValueError, OverflowError, AttributeError, TypeError, KeyError)
"""What a broken event makes of whoever reads it; a library says so in many ways."""


def read_feed(content: bytes, within: TimeRange, zone: str) -> BusyFeed:
    """Read a feed as far as it is `within`; dates and floating times are of `zone`.

    Raises FeedRefused for what is no calendar file and for what would cost too much.
    """
    reading = _Reading(within, time_zone(zone))
    for each in relevant_components(content):
        reading.read(each)
    reading.finish()
    return BusyFeed(TimeRangeSet(reading.busy), reading.event_count, reading.skipped_count)


class _Reading:
    """What was found so far of one feed."""

    def __init__(self, within: TimeRange, own_zone: ZoneInfo) -> None:
        self.busy: list[TimeRange] = []
        self.event_count = 0
        self.skipped_count = 0
        self._within, self._own_zone = within, own_zone
        self._budget = Budget()
        self._events: list[FeedEvent] = []

    def read(self, text: str) -> None:
        """Take in an event, or a period of a VFREEBUSY; or count what cannot be read."""
        self.event_count += 1
        try:
            component = Component.from_ical(text)
            if component.name == "VFREEBUSY":
                self.busy += _free_busy(component, self._within, self._own_zone, self._budget)
            else:
                self._events.append(event_of(component, self._own_zone))
        except _UNREADABLE:
            self.skipped_count += 1

    def finish(self) -> None:
        """Work out when the events are, each with what stands for some of its occurrences."""
        replacing: defaultdict[str, list[FeedEvent]] = defaultdict(list)
        for event in self._events:
            if event.replaces is not None:
                replacing[event.uid].append(event)
        for event in self._events:
            others = [] if event.replaces is not None else replacing[event.uid]
            try:
                self.busy += busy_ranges(event, others, self._within, self._budget)
            except _UNREADABLE:
                self.skipped_count += 1


def _free_busy(
    component: Component, within: TimeRange, own_zone: ZoneInfo, budget: Budget
) -> Iterator[TimeRange]:
    """Give the busy periods of a VFREEBUSY (RFC 5545, 3.2.9: whatever is not FBTYPE=FREE)."""
    if component.errors:
        raise InvalidValue("FREEBUSY", "cannot be read")
    found: Any = component.get("FREEBUSY", [])
    for each in found if isinstance(found, list) else [found]:
        budget.find_period()
        if str(each.params.get("FBTYPE", "BUSY")).upper() == "FREE":
            continue
        start_at = moment_of(each.start, {}, own_zone).instant
        length: timedelta = each.duration
        period = TimeRange(start_at, start_at + length).clipped(within)
        if period is not None:
            yield period
