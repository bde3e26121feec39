"""Reads a clock by how far it is from Greenwich: "GMT+2", "UTC-03:30", "utc +5:30"."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from language.formats import zone_of
from language.tokens import Token

_GREENWICH: Final = frozenset({"gmt", "utc"})
_SIGNS: Final = {"+": 1, "-": -1}
_MOST_HOURS: Final = 14
_MINUTES_AN_HOUR: Final = 60
_ODD: Final = {
    210: "Asia/Tehran",
    270: "Asia/Kabul",
    330: "Asia/Kolkata",
    345: "Asia/Kathmandu",
    390: "Asia/Yangon",
    525: "Australia/Eucla",
    570: "Australia/Darwin",
    -570: "Pacific/Marquesas",
}
"""Zones that are never anything else, by their minutes: IANA names whole hours only."""


@dataclass(frozen=True, slots=True)
class OffsetSaid:
    """An offset in minutes east of Greenwich, and the tokens [first:after] that say it."""

    minutes: int
    first: int
    after: int


def read_offset(tokens: tuple[Token, ...]) -> OffsetSaid | None:
    """Give the first offset a message says, None where it says none."""
    for index in range(len(tokens) - 2):
        sign = _SIGNS.get(tokens[index + 1].form)
        if tokens[index].form not in _GREENWICH or sign is None:
            continue
        minutes = _minutes(tokens[index + 2])
        if minutes is not None:
            return OffsetSaid(sign * minutes, index, index + 3)
    return None


def _minutes(token: Token) -> int | None:
    hours, _, rest = token.form.partition(":")
    if token.shape == "number" and len(token.form) == len("0530"):
        hours, rest = token.form[:2], token.form[2:]
    if not hours.isdecimal() or not (rest or "0").isdecimal():
        return None
    found = int(hours) * _MINUTES_AN_HOUR + int(rest or 0)
    is_minute = int(rest or 0) < _MINUTES_AN_HOUR
    return found if is_minute and found <= _MOST_HOURS * _MINUTES_AN_HOUR else None


def zone_at(minutes: int, own_zone: str, now: datetime) -> str:
    """Give the IANA zone of an offset: the person's own where it has it now; "" for none there is."""
    if own_zone and now.astimezone(zone_of(own_zone)).utcoffset() == timedelta(minutes=minutes):
        return own_zone
    hours, odd = divmod(minutes, _MINUTES_AN_HOUR)
    if odd:
        return _ODD.get(minutes, "")
    # IANA counts these the other way round: Etc/GMT-2 is two hours east (its file etcetera).
    return f"Etc/GMT{-hours:+d}" if hours else "UTC"
