"""What the measurements call: one message in, a neutral answer out. The product does not use it."""

from datetime import UTC, datetime, time, timedelta
from functools import cache
from typing import Any

from language.context import ReadingContext, Speaker
from language.kinds import Intent
from language.reader import read
from language.when_wishes import DayRange, TimeSpan, WhenKind, WhenWish

# The English expressions measured are American; nothing else tells month and day apart.
_LOCALES = {"en": "en-US"}


def when(text: str, reference: datetime, lang: str) -> list[dict[str, Any]] | None:
    """Give every reading of the first wish for a time, likeliest first, or None."""
    context = ReadingContext(
        locale=_LOCALES.get(lang, lang), now_local=reference.replace(tzinfo=UTC)
    )
    found = read(text, context)
    reads = found.when or found.existing_when or found.excluded_when
    answers = [_answer(wish, reference) for each in reads for wish in each.value.readings]
    return [each for each in answers if each] or None


def _answer(wish: WhenWish, reference: datetime) -> dict[str, Any] | None:
    days, span = wish.days, wish.time
    if wish.shift and span is None:
        # Nothing was talked about before, so that it can only count from now.
        moved, is_of_days = reference + wish.shift, wish.shift % timedelta(days=1) == timedelta(0)
        kind, value = ("date", moved.date()) if is_of_days else ("datetime", moved)
        return {"type": kind, "value": value.isoformat()}
    if days is None:
        return _time_answer(span, wish.kind) if span else None
    if span is None:
        return _days_answer(days)
    on = days.only_day
    if on is None:
        return _days_answer(days)
    if span.is_exact and span.earliest is not None:
        return {"type": "datetime", "value": datetime.combine(on, span.earliest).isoformat()}
    start = datetime.combine(on, span.earliest) if span.earliest else None
    end = datetime.combine(on, span.latest) if span.latest else None
    if start and end and end <= start:
        end += timedelta(days=1)
    if start and end is None and wish.kind is WhenKind.PART_OF_DAY:
        end = datetime.combine(on, time.min) + timedelta(days=1)
    return {"type": "range", "start": _iso(start), "end": _iso(end)}


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _time_answer(span: TimeSpan, kind: WhenKind) -> dict[str, Any]:
    if span.is_exact and span.earliest is not None:
        return {"type": "time", "value": span.earliest.isoformat("minutes")}
    start, end = (
        each.isoformat("minutes") if each else None for each in (span.earliest, span.latest)
    )
    if kind is WhenKind.PART_OF_DAY and end is None:
        end = "24:00"
    return {"type": "timerange", "start": start, "end": end}


def _days_answer(days: DayRange) -> dict[str, Any]:
    if days.only_day:
        return {"type": "date", "value": days.only_day.isoformat()}
    after = days.last_on + timedelta(days=1) if days.last_on else None
    start, end = (each.isoformat() if each else None for each in (days.first_on, after))
    return {"type": "daterange", "start": start, "end": end}


_NAMES = {
    Intent.ABORT: "abort",
    Intent.START_OVER: "abort",
    Intent.GREET: "greeting",
    Intent.THANK: "thanks_bye",
    Intent.GOODBYE: "thanks_bye",
    Intent.CANCEL_APPOINTMENT: "cancel",
    Intent.MY_APPOINTMENTS: "show_my_bookings",
    Intent.MY_DAY: "show_day",
    Intent.TEAM_DAY: "show_day",
    Intent.WHO_IS_NEXT: "next_appointment",
    Intent.TALK_TO_PERSON: "handoff",
    Intent.ASK_DURATION: "ask_services",
    Intent.INFORM: "inform_slot",
}
_SPEAKERS = {"customer": Speaker.CUSTOMER, "staff": Speaker.STAFF}


@cache
def _somewhen() -> datetime:
    return datetime(2026, 4, 14, 10, 5, tzinfo=UTC)


def intent(text: str, lang: str, role: str) -> list[str]:
    """Give the names of the intents read, likeliest first; out_of_scope where there is none."""
    speaker = _SPEAKERS.get(role, Speaker.UNKNOWN)
    context = ReadingContext(
        locale=_LOCALES.get(lang, lang), now_local=_somewhen(), speaker=speaker
    )
    found = read(text, context)
    return [_NAMES.get(guess.intent, guess.intent.value) for guess in found.intents] or [
        "out_of_scope"
    ]
