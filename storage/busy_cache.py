"""Busy time kept in memory between questions, beside the version of the calendar it was read at."""

from collections import OrderedDict
from threading import Lock

from scheduling.busy_time import BusyTime, Period

CAPACITY = 4096

Calendar = tuple[str, str]
"""A business's id and a staff member's."""


class BusyCache:
    """The calendars read last. Several threads may use one.

    Only what was committed may be kept here: a transaction that is rolled back gives its versions
    back, and the next one gives them to something else.
    """

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._kept: OrderedDict[Calendar, tuple[int, BusyTime]] = OrderedDict()
        self._one_at_a_time = Lock()

    def find(self, calendar: Calendar, version: int, within: Period) -> BusyTime | None:
        """Give what was read at just that version and for all of `within`; it may reach further."""
        with self._one_at_a_time:
            kept = self._kept.get(calendar)
            if kept is None or kept[0] != version:
                return None
            busy = kept[1]
            if busy.within[0] > within[0] or busy.within[1] < within[1]:
                return None
            self._kept.move_to_end(calendar)
            return busy

    def keep(self, calendar: Calendar, version: int, busy: BusyTime) -> None:
        """Keep a calendar, and forget the one not asked for the longest."""
        with self._one_at_a_time:
            self._kept[calendar] = (version, busy)
            self._kept.move_to_end(calendar)
            while len(self._kept) > self._capacity:
                self._kept.popitem(last=False)
