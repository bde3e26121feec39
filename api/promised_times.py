"""Ours: the wall clock an appointment was promised by."""

from dataclasses import dataclass

from api.reports import Json, Place
from api.times import LOCAL_TIME
from api.values import Text
from api.zones import TIME_ZONE
from scheduling.wall_clocks import WallClock


@dataclass(frozen=True, slots=True)
class PromisedTime:
    """Ours: the wall clock an appointment was promised by, where its start does not tell it.

    `{"localStart", "timeZone", "fold", "zoneData"}`; fold is 1 for the second of two equal times.
    """

    def read(self, value: Json, place: Place) -> WallClock:
        """Give the wall clock."""
        members = value if isinstance(value, dict) else {}
        local = LOCAL_TIME.read(members.get("localStart"), place.member("localStart"))
        zone = TIME_ZONE.read(members.get("timeZone"), place.member("timeZone"))
        if not zone:
            place.member("timeZone").refuse("is missing; add a name such as Europe/Paris")
        zone_data = Text().read(members.get("zoneData", ""), place.member("zoneData"))
        return WallClock(local, zone, 1 if members.get("fold") == 1 else 0, zone_data)

    def write(self, value: WallClock) -> Json:
        """Give the object."""
        return {
            "localStart": value.local_start.isoformat(),
            "timeZone": value.zone,
            "fold": value.fold,
            "zoneData": value.zone_data,
        }


PROMISED_TIME = PromisedTime()
