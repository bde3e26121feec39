"""What a feed may cost: whoever can write to a calendar must not be able to keep us busy."""

from dataclasses import dataclass

LONGEST_FEED = 10_000_000
"""Bytes. Years of a full calendar with its descriptions are a few million."""
LONGEST_RELEVANT = 4_000_000
"""Characters that are left of it when all is dropped that does not tell busy time."""
MOST_EVENTS = 20_000
MOST_PERIODS = 50_000
"""So many times at which something is busy come of one feed."""
MOST_DAYS_TRIED = 3_000_000
"""So many dates are compared with the rules of repeating events: a few seconds of work."""


class FeedRefused(Exception):
    """Nothing of the feed is used; the message says why, for whoever gave it to us."""


@dataclass(slots=True)
class Budget:
    """What is left to spend on one feed. Raises FeedRefused when it is spent."""

    days: int = MOST_DAYS_TRIED
    periods: int = MOST_PERIODS

    def try_days(self, count: int) -> None:
        """Spend on comparing so many dates with a rule."""
        self.days -= count
        if self.days < 0:
            raise FeedRefused("its repeating events are too many to work out")

    def find_period(self) -> None:
        """Spend on one more time at which something happens."""
        self.periods -= 1
        if self.periods < 0:
            raise FeedRefused(f"it has more than {MOST_PERIODS} times to be busy")
