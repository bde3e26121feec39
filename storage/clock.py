"""The clock port, as far as storage asks it."""

from datetime import timedelta
from typing import Protocol


class Clock(Protocol):
    """The product's clock: what to add to the database's time."""

    @property
    def offset(self) -> timedelta:
        """Nothing outside demo mode and tests."""
        ...
