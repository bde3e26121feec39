"""What a draft would wait for, and the button that puts somebody on the waitlist for it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time, timedelta

from cards.card_views import ChoiceView
from cards.channels import JsonValue
from cards.verbs import Field, Verb
from dialogs.lengths import lengths_of
from dialogs.state import Draft
from dialogs.talk import Talk
from dialogs.tap import Tap
from dialogs.wishes import bounds_of_all
from language.when_wishes import TimeSpan, WhenWish
from scheduling.errors import InvalidValue, Reason
from scheduling.waitlist import LONGEST_WAIT, WaitlistWish

FREES_UP = (Reason.TAKEN, Reason.DAY_FULL, Reason.FULL, Reason.NO_RESOURCE)
"""What is refused for one of these may be free one day; the rest is closed for good."""

MINUTE = timedelta(minutes=1)

_WEEK = 7


def draft_waits_for(talk: Talk, draft: Draft) -> WaitlistWish | None:
    """Give what a draft wishes for as a wish to wait for; None where it cannot be waited for.

    What is moved has its appointment; and without a service there is nothing to wait for.
    """
    service = talk.business.service(draft.service_id)
    if draft.moves or service is None:
        return None
    wishes = (*((draft.when,) if draft.when else ()), *draft.or_when)
    from_on, to_on = _days(talk, wishes)
    first, last = _minutes(wishes)
    try:
        return WaitlistWish(
            service_id=service.service_id,
            duration=draft.duration if draft.duration in lengths_of(service) else None,
            attendees_count=min(draft.attendees_count or 1, service.maximum_attendees_count),
            from_on=from_on,
            to_on=to_on,
            zone=talk.zone,
            staff_member_id=draft.staff_member_id,
            except_staff_member_ids=frozenset(draft.not_staff_member_ids),
            weekdays=_weekdays(wishes, from_on, to_on),
            from_minute=first,
            to_minute=last,
        )
    except InvalidValue:
        return None


def _days(talk: Talk, wishes: tuple[WhenWish, ...]) -> tuple[date, date]:
    """Give the days the wishes leave open, none of them past, and no more than are looked at."""
    today = talk.today
    if not wishes:
        return today, today + LONGEST_WAIT / 2
    bounds = bounds_of_all(wishes, today, talk.zone)
    from_on = bounds.first_on if bounds.last_on < today else max(bounds.first_on, today)
    return from_on, min(bounds.last_on, from_on + LONGEST_WAIT - timedelta(days=1))


def _weekdays(wishes: tuple[WhenWish, ...], from_on: date, to_on: date) -> frozenset[int]:
    """Give the weekdays that were said, or those of single days: "Thursday or Friday"."""
    said = frozenset(weekday for each in wishes for weekday in each.weekdays)
    if said:
        return said if all(each.weekdays for each in wishes) else frozenset()
    single = [each.days.only_day for each in wishes if each.days]
    is_several = len(wishes) > 1 and len(single) == len(wishes)
    if not is_several or (to_on - from_on).days >= _WEEK:
        return frozenset()
    days = [each for each in single if each is not None]
    return frozenset(each.weekday() for each in days) if len(days) == len(single) else frozenset()


def _minutes(wishes: tuple[WhenWish, ...]) -> tuple[int | None, int | None]:
    """Give the first and the last minute of the day that any of the wishes leaves open."""
    spans = [each.time for each in wishes]
    known = [each for each in spans if each is not None and not _is_past_midnight(each)]
    if not known or len(known) != len(spans):
        return None, None
    firsts, lasts = [each.earliest for each in known], [each.latest for each in known]
    first = None if None in firsts else min(_minute(each) for each in firsts if each)
    last = None if None in lasts else max(_minute(each) for each in lasts if each is not None)
    return first, last


def _is_past_midnight(span: TimeSpan) -> bool:
    ends = span.earliest, span.latest
    return None not in ends and ends[1] < ends[0]  # type: ignore[operator]  # neither is None


def _minute(point: time) -> int:
    return point.hour * 60 + point.minute


def with_shared(draft: Draft, duration: timedelta | None, attendees_count: int) -> Draft:
    """Take how long and for how many something was waited for into a draft without a time."""
    count = attendees_count if attendees_count > 1 else draft.attendees_count
    return replace(draft, duration=duration or draft.duration, attendees_count=count)


def join_choice(talk: Talk, draft: Draft, wish: WaitlistWish | None) -> tuple[ChoiceView, ...]:
    """Give the button that joins, for customers; none where there is nothing to wait for."""
    if wish is None or talk.is_staff:
        return ()
    data: dict[str, JsonValue] = {
        Field.DRAFT: draft.draft_id,
        Field.SERVICE: wish.service_id,
        Field.DAY: wish.from_on.isoformat(),
        Field.TO: wish.to_on.isoformat(),
        **_narrowed(wish),
    }
    return (ChoiceView(talk.texts.say("choice-join-waitlist"), Verb.JOIN_WAITLIST, data),)


def _narrowed(wish: WaitlistWish) -> Mapping[str, JsonValue]:
    parts: dict[str, JsonValue | None] = {
        Field.STAFF: wish.staff_member_id,
        Field.AFTER: wish.from_minute,
        Field.BEFORE: wish.to_minute,
        Field.WEEKDAYS: "".join(str(each) for each in sorted(wish.weekdays)) or None,
        Field.MINUTES: wish.duration // MINUTE if wish.duration is not None else None,
        Field.COUNT: wish.attendees_count if wish.attendees_count > 1 else None,
    }
    return {name: value for name, value in parts.items() if value is not None}


def wish_of_tap(tap: Tap) -> WaitlistWish:
    """Read the wish of a button. Raises InvalidValue.

    Who was ruled out stands in the draft it was made of, where that is still talked about.
    """
    digits = tap.text(Field.WEEKDAYS)
    if not all(each in "0123456" for each in digits):
        raise InvalidValue(Field.WEEKDAYS, "must be days of the week")
    wish = WaitlistWish(
        service_id=tap.text(Field.SERVICE),
        from_on=tap.day(Field.DAY),
        to_on=tap.day(Field.TO),
        zone=tap.talk.zone,
        staff_member_id=tap.text(Field.STAFF) or None,
        weekdays=frozenset(int(each) for each in digits),
        from_minute=tap.number(Field.AFTER) if Field.AFTER in tap.data else None,
        to_minute=tap.number(Field.BEFORE) if Field.BEFORE in tap.data else None,
        duration=tap.number(Field.MINUTES) * MINUTE if Field.MINUTES in tap.data else None,
        attendees_count=tap.number(Field.COUNT) if Field.COUNT in tap.data else 1,
    )
    return replace(wish, except_staff_member_ids=_unwanted(tap))


def _unwanted(tap: Tap) -> frozenset[str]:
    draft = tap.state.draft
    is_its = draft is not None and draft.draft_id == tap.text(Field.DRAFT)
    return frozenset(draft.not_staff_member_ids) if draft is not None and is_its else frozenset()
