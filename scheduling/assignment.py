"""Who gets an appointment when the customer has no wish."""

from collections.abc import Mapping
from datetime import timedelta


def fairest(candidates: tuple[str, ...], booked: Mapping[str, timedelta]) -> str:
    """Choose the staff member with the least booked time; the service's order breaks ties.

    `booked` is the time each already has on that day; nobody listed has none.
    """
    return min(candidates, key=lambda each: booked.get(each, timedelta()))
