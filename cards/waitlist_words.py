"""What somebody waits for, in words: the service, with whom, on which days, at what time."""

from datetime import UTC, datetime

from cards.people import people_text
from cards.wording import line
from language.texts import Texts
from scheduling.waitlist import WaitlistWish
from scheduling.waitlist_views import WaitlistEntryView


def entry_words(entry: WaitlistEntryView, texts: Texts) -> str:
    """Write it in one line."""
    return ", ".join(each for each in (service_words(entry, texts), *wish_parts(entry.wish, texts)))


def service_words(entry: WaitlistEntryView, texts: Texts) -> str:
    """Write the service, and with whom where somebody was named."""
    service = line(entry.service_name)
    if entry.staff_member is None:
        return service
    staff = line(entry.staff_member.display_name)
    return texts.say("card-waits-for-staff", service=service, staff=staff)


def wish_parts(wish: WaitlistWish, texts: Texts) -> tuple[str, ...]:
    """Write how long and for how many where that was said, the days and the part of the day."""
    days = texts.day(wish.from_on)
    if wish.to_on != wish.from_on:
        days = texts.say("card-time-range", start=days, end=texts.day(wish.to_on))
    on = texts.list([texts.weekday(each) for each in sorted(wish.weekdays)])
    weekdays = texts.say("card-only-on", days=on) if wish.weekdays else ""
    parts = (*shared_parts(wish, texts), days, weekdays, _part_of_day(wish, texts))
    return tuple(each for each in parts if each)


def shared_parts(wish: WaitlistWish, texts: Texts) -> tuple[str, ...]:
    """Write how long and for how many, as far as it was said."""
    length = texts.duration(wish.duration) if wish.duration is not None else ""
    people = people_text(wish.attendees_count, texts) if wish.attendees_count > 1 else ""
    return tuple(each for each in (length, people) if each)


def _part_of_day(wish: WaitlistWish, texts: Texts) -> str:
    first, last = wish.from_minute, wish.to_minute
    if first is not None and last is not None:
        start, end = _clock(first, texts), _clock(last, texts)
        return start if first == last else texts.say("card-time-range", start=start, end=end)
    if first is not None:
        return texts.say("card-from-time", time=_clock(first, texts))
    return "" if last is None else texts.say("card-until-time", time=_clock(last, texts))


def _clock(minute: int, texts: Texts) -> str:
    # Any day will do: only the digits of the clock are written.
    return texts.time(datetime(2000, 1, 1, minute // 60, minute % 60, tzinfo=UTC), "UTC")
