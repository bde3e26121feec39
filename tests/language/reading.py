"""A salon's words to read messages against. It is Tuesday, 14 April 2026, 10:05 in Paris."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from language.context import Expecting, NamedThing, ReadingContext, Speaker
from language.reader import read
from language.understanding import Understanding
from language.when_wishes import WhenWish

NOW = datetime(2026, 4, 14, 10, 5, tzinfo=ZoneInfo("Europe/Paris"))
SERVICES = (
    NamedThing("women", ("Women's haircut", "women's cut", "ladies' cut")),
    NamedThing("men", ("Men's haircut", "men's cut")),
    NamedThing("color", ("Hair colour", "color")),
    NamedThing("balayage", ("Balayage",)),
    NamedThing("dry", ("Blow-dry",)),
    NamedThing("beard", ("Beard trim",)),
)
STAFF = (
    NamedThing("ana", ("Ana Ruiz",)),
    NamedThing("camille", ("Camille",)),
    NamedThing("hugo", ("Hugo",)),
    NamedThing("ines", ("Inès",)),
    NamedThing("karim", ("Karim",)),
    NamedThing("patel", ("Dr. Patel",)),
    NamedThing("may", ("May Lee",)),
)
OPENING_HOURS = {weekday: ((time(9), time(19)),) for weekday in range(1, 6)}


def context(
    expecting: Expecting | None = None,
    *,
    speaker: Speaker = Speaker.CUSTOMER,
    locale: str = "en",
    now: datetime = NOW,
) -> ReadingContext:
    """What the salon knows when it reads a message."""
    return ReadingContext(
        locale=locale,
        now_local=now,
        services=SERVICES,
        staff_members=STAFF,
        opening_hours=OPENING_HOURS,
        expecting=expecting,
        speaker=speaker,
        phone_region="FR",
    )


def understand(
    text: str,
    expecting: Expecting | None = None,
    *,
    speaker: Speaker = Speaker.CUSTOMER,
    locale: str = "en",
    now: datetime = NOW,
) -> Understanding:
    """Read a message as the salon would."""
    return read(text, context(expecting, speaker=speaker, locale=locale, now=now))


def told(wish: WhenWish | None) -> str:
    """Write a wish down shortly: "2026-04-15 15:00", "2026-04-18/2026-04-19", "14:00-16:00"."""
    if wish is None:
        return ""
    parts = [_days(wish), _time(wish)]
    return " ".join(part for part in parts if part) or wish.kind.value


def _days(wish: WhenWish) -> str:
    if wish.days is None:
        return ""
    first, last = wish.days.first_on, wish.days.last_on
    return f"{first}" if first == last else f"{first or ''}/{last or ''}"


def _time(wish: WhenWish) -> str:
    if wish.time is None:
        return ""
    earliest, latest = (
        f"{each:%H:%M}" if each else "" for each in (wish.time.earliest, wish.time.latest)
    )
    return earliest if wish.time.is_exact else f"{earliest}-{latest}"
