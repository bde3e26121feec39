"""The local time an appointment was promised for, whatever becomes of the zone's rules."""

from dataclasses import dataclass
from datetime import datetime

from scheduling.recurrence import instants_of, start_of, time_zone
from scheduling.zone_data import zone_fingerprint


@dataclass(frozen=True, slots=True)
class WallClock:
    """The start as promised: local time, zone, and which of two equal local times (fold).

    It is the contract with the customer. The UTC instants are derived from it with the zone's
    rules, of which `zone_data` is the fingerprint, and are derived anew when these change.
    """

    local_start: datetime
    zone: str
    fold: int = 0
    zone_data: str = ""

    @classmethod
    def of(cls, start_at: datetime, zone: str) -> "WallClock":
        """Read the wall clock in `zone` at an instant."""
        local = start_at.astimezone(time_zone(zone))
        naive = local.replace(tzinfo=None, fold=0)
        return cls(naive, zone, local.fold, zone_fingerprint(zone))

    def instant(self) -> datetime:
        """Give the instant it names by today's rules; one skipped is when the skipped hour ends."""
        found = instants_of(self.local_start, self.zone)
        if found:
            return found[min(self.fold, len(found) - 1)]
        start = self.local_start
        return start_of(start.date(), start.hour * 60 + start.minute, self.zone)
