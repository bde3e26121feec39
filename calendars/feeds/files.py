"""A feed that was saved as a file: the port `PersonalCalendarFeed`."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from calendars.feeds.limits import LONGEST_FEED
from calendars.feeds.reading import read_feed
from scheduling.personal_calendars import BusyFeed
from scheduling.time_ranges import TimeRange


@dataclass(frozen=True, slots=True)
class FeedFile:
    """A calendar file on this machine."""

    path: Path

    async def read(self, within: TimeRange, zone: str) -> BusyFeed:
        """Read it off the event loop. Raises OSError, and FeedRefused for what is too much."""
        return await asyncio.to_thread(self._read, within, zone)

    def _read(self, within: TimeRange, zone: str) -> BusyFeed:
        with self.path.open("rb") as file:
            # One more than is allowed, so that a longer one is seen to be so.
            return read_feed(file.read(LONGEST_FEED + 1), within, zone)
