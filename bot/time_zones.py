"""Which time zones of others are believed: the names of the time zone database, no paths."""

from functools import cache
from zoneinfo import available_timezones

# In the list, but of no place: ZoneInfo takes them and means this machine's zone, or nothing.
_NOWHERE = frozenset({"localtime", "posixrules", "Factory"})


@cache
def allowed_time_zones() -> frozenset[str]:
    """Every IANA name a person's channel may tell. Read from the disk once."""
    return frozenset(available_timezones()) - _NOWHERE
