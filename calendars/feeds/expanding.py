"""The times at which the events of a feed make somebody busy, within some time."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from calendars.feeds.events import FeedEvent
from calendars.feeds.limits import Budget
from calendars.feeds.moments import Moment
from calendars.feeds.rules import occurrences
from scheduling.time_ranges import TimeRange

_DAY = timedelta(days=1)


def busy_ranges(
    event: FeedEvent, replacing: Iterable[FeedEvent], within: TimeRange, budget: Budget
) -> Iterator[TimeRange]:
    """Give when an event makes its owner busy, but where one of `replacing` stands for it."""
    others = tuple(replacing)
    replaced = {each.replaces for each in others}
    following = sorted(
        ((each.replaces, each) for each in others if each.replaces and each.replaces_following),
        key=lambda found: found[0],
    )
    for moment, length in _happening(event, within, budget):
        budget.find_period()
        start_at = moment.instant
        if start_at in replaced or _is_removed(event, moment):
            continue
        changed = [(since, each) for since, each in following if since <= start_at]
        if not changed:
            yield from _clipped(event, moment, length, within)
            continue
        since, other = changed[-1]
        yield from _moved(other, start_at + (other.start.instant - since), within)


def _happening(
    event: FeedEvent, within: TimeRange, budget: Budget
) -> Iterator[tuple[Moment, timedelta]]:
    """Give each start once with its length: the event's own, those of its rules, those added."""
    start, seen = event.start, {event.start.clock}
    yield start, event.length
    # A day more on either side, whatever the zone; what is longer may begin long before.
    since = within.start_at.replace(tzinfo=None) - event.length - 2 * _DAY
    before = within.end_at.replace(tzinfo=None) + 2 * _DAY
    for rule in event.rules:
        for clock in occurrences(rule, start.clock, since, before, budget):
            if clock not in seen:
                seen.add(clock)
                yield Moment(clock, start.zone, start.is_date), event.length
    for moment, length in event.added:
        yield moment, event.length if length is None else length


def _is_removed(event: FeedEvent, moment: Moment) -> bool:
    return moment.instant in event.removed or moment.clock.date() in event.removed_on


def _clipped(
    event: FeedEvent, moment: Moment, length: timedelta, within: TimeRange
) -> Iterator[TimeRange]:
    """Give what of an occurrence is busy and lies within some time."""
    start_at = moment.instant
    end_at = moment.at(moment.clock + length) if moment.is_date else start_at + length
    yield from _part(event, start_at, end_at, within)


def _moved(event: FeedEvent, start_at: datetime, within: TimeRange) -> Iterator[TimeRange]:
    """Give an occurrence of a series as it goes on from `event` on."""
    yield from _part(event, start_at, start_at + event.length, within)


def _part(
    event: FeedEvent, start_at: datetime, end_at: datetime, within: TimeRange
) -> Iterator[TimeRange]:
    first, last = max(start_at, within.start_at), min(end_at, within.end_at)
    if event.is_busy and first < last:
        yield TimeRange(first.astimezone(UTC), last.astimezone(UTC))
