"""Reads which clock a time was said by: "Paris time", "3pm CET", "your time"."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

from babel.core import get_global

from language.findings import Findings
from language.formats import zone_of
from language.messages import Message
from language.moments.values import Clock, Clocks
from language.remainder import known_words
from language.tokens import Token, folded
from language.understanding import Read
from language.zone_offsets import read_offset, zone_at

_LONGEST_CITY: Final = 3
_SHORT_MESSAGE: Final = 6
_MIDWINTER_AND_MIDSUMMER: Final = (1, 7)


@dataclass(frozen=True, slots=True)
class ZoneReads:
    """The zone said, as an IANA name; `unknown` are words that name one which is not known."""

    zone: Read[str] | None = None
    unknown: Read[str] | None = None
    used: frozenset[int] = frozenset()


def read_zone(message: Message, found: Findings) -> ZoneReads:
    """Give the zone a message names: by an offset, a city, an abbreviation, or whose clock it is."""
    offset = read_offset(message.tokens)
    if offset is not None:
        own, now = message.context.customer_zone, message.context.now_local
        zone = zone_at(offset.minutes, own, now)
        return _read(message, zone, offset.first, offset.after)
    ends = {each.after for each in found.elements if isinstance(each.element.clock, Clock | Clocks)}
    for index, token in enumerate(message.tokens):
        is_named = token.form in message.lexicon.words["clock_of"] and index > 0
        said = _before_time(message, index, ends) if is_named else None
        said = said or _abbreviated(message, index, is_sure=index in ends)
        if said:
            return said
    found_unknown = (_unknown(message, each) for each in sorted(ends) if each < len(message.tokens))
    return next((each for each in found_unknown if each), ZoneReads())


def _read(message: Message, zone: str, first: int, after: int) -> ZoneReads:
    start, end = message.tokens[first].start, message.tokens[after - 1].end
    used = frozenset(range(first, after))
    if not zone:
        return ZoneReads(None, Read(message.text[start:end], 0.6, start, end), used)
    return ZoneReads(Read(zone, 0.9, start, end), None, used)


def _before_time(message: Message, time_at: int, ends: set[int]) -> ZoneReads | None:
    """Read "Paris time", "New York time", "my time", where `time_at` is the word "time"."""
    tokens = message.tokens
    for length in range(min(_LONGEST_CITY, time_at), 0, -1):
        first = time_at - length
        words = " ".join(token.form for token in tokens[first:time_at])
        zone = _cities().get(words) or _names_of(message).get(words)
        if zone:
            return _read(message, zone, first, time_at + 1)
    return _whose(message, time_at, ends)


def _whose(message: Message, time_at: int, ends: set[int]) -> ZoneReads | None:
    tokens, lexicon, context = message.tokens, message.lexicon, message.context
    first = time_at - 1 - (tokens[time_at - 1].form == "local")
    # "Take your time" is no zone: it stands by a time of day, or in a few words.
    if first < 0 or (first not in ends and len(tokens) > _SHORT_MESSAGE):
        return None
    is_taken = first > 0 and tokens[first - 1].form in lexicon.words["takes_time"]
    zones = {"your": context.business_zone, "my": context.customer_zone}
    whose = next((key for key in zones if tokens[first].form in lexicon.words[f"of_{key}"]), None)
    if whose is None or is_taken:
        return None
    return _read(message, zones[whose], first, time_at + 1)


def _abbreviated(message: Message, index: int, *, is_sure: bool) -> ZoneReads | None:
    """Read "CET": the business's, the customer's, or one that several zones share."""
    tokens = message.tokens
    form = tokens[index].form
    following = tokens[index + 1].form if index + 1 < len(tokens) else ""
    is_followed = following in message.lexicon.words["clock_of"]
    if not (is_sure or is_followed):
        return None
    after = index + 1 + is_followed
    zone = _abbreviations(message).get(form)
    is_some_zone = form in message.lexicon.words["zone_abbreviations"]
    return _read(message, zone or "", index, after) if zone or is_some_zone else None


def _unknown(message: Message, index: int) -> ZoneReads | None:
    """Read "3pm Foobar time": a zone is meant, and it is none that is known."""
    tokens = message.tokens
    is_zone = (
        index + 1 < len(tokens) and tokens[index + 1].form in message.lexicon.words["clock_of"]
    )
    is_name = tokens[index].is_word and not _is_known(tokens[index], message)
    return _read(message, "", index, index + 2) if is_zone and is_name else None


def _is_known(token: Token, message: Message) -> bool:
    return token.form in known_words(message.lexicon.language)


def _names_of(message: Message) -> dict[str, str]:
    return {form: zone for form, zone in _abbreviations(message).items() if zone}


def _abbreviations(message: Message) -> dict[str, str]:
    context = message.context
    year = context.now_local.year
    found: dict[str, str] = {"utc": "UTC", "gmt": "UTC"}
    for zone in (context.customer_zone, context.business_zone):
        found |= dict.fromkeys(_names_in(zone, year), zone) if zone else {}
    return found


@lru_cache(maxsize=256)
def _names_in(zone: str, year: int) -> tuple[str, ...]:
    """Give the abbreviations of a zone's winter and summer time in a year."""
    dates = (datetime(year, month, 1, tzinfo=UTC) for month in _MIDWINTER_AND_MIDSUMMER)
    names = (each.astimezone(zone_of(zone)).tzname() or "" for each in dates)
    return tuple(name.lower() for name in names if name.isalpha())


@lru_cache(maxsize=1)
def _cities() -> dict[str, str]:
    """Give the zones of CLDR by the city they are named after."""
    zones = sorted(get_global("zone_territories"))
    named = (each for each in zones if "/" in each and not each.startswith("Etc/"))
    cities = {folded(each.rpartition("/")[2].replace("_", " ")): each for each in named}
    # "Around Easter time" is a season.
    return {city: zone for city, zone in cities.items() if city != "easter"}
