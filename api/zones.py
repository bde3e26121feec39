"""Time zones in documents."""

from dataclasses import dataclass
from zoneinfo import available_timezones

from api.reports import Json, Place, advice, shown
from api.values import Text
from language.windows_zones import iana_zone
from scheduling.errors import InvalidValue
from scheduling.recurrence import time_zone


@dataclass(frozen=True, slots=True)
class TimeZoneName:
    """A zone by its IANA name; names of Windows are read too. It may be empty."""

    def read(self, value: Json, place: Place) -> str:
        """Give the IANA name."""
        name = Text().read(value, place)
        if not name:
            return name
        found = name if _is_iana(name) else iana_zone(name)
        if found is None:
            place.refuse(f'"{shown(name)}" is no time zone; {_zone_advice(name)}')
        return found

    def write(self, value: str) -> Json:
        """Give the name."""
        return value


def _is_iana(name: str) -> bool:
    try:
        time_zone(name)
    except InvalidValue:
        return False
    return True


def _zone_advice(name: str) -> str:
    near = advice(name, tuple(sorted(available_timezones())))
    return near if near.startswith("did") else "write a name such as Europe/Paris"


TIME_ZONE = TimeZoneName()
