"""Offers days, and the times of a day, to choose from."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from cards.card_views import DayPickerView, TimePickerView
from cards.times import render_day_picker, render_time_picker
from dialogs.nearest import offer_nearest
from dialogs.planned_visits.as_one import visit_of
from dialogs.planned_visits.plans import check_visit_day, visit_slots
from dialogs.refusals import day_words, refuse, sentence
from dialogs.state import Asked, ConversationState, Draft
from dialogs.talk import Outcome, Talk, shown
from dialogs.wishes import Bounds, suits
from language.when_wishes import WhenWish
from scheduling.errors import Reason
from scheduling.layers import Explanation
from scheduling.recurrence import day_range, local_date
from scheduling.service.day_checks import CheckDay, check_day
from scheduling.service.finding import FindDays, FindSlots, find_days, find_slots
from scheduling.service.wishes import Wish
from scheduling.time_ranges import TimeRange
from scheduling.views import DayView, SlotView

DAYS_SHOWN = 6
MOST_DAYS_SHOWN = 14
DAYS_LOOKED_AT = 31


def wish_of(talk: Talk, draft: Draft) -> Wish:
    """Give the draft's service and staff as the core asks for them."""
    return Wish(
        business_id=talk.business.business_id,
        service_id=draft.service_id or "",
        staff_member_id=draft.staff_member_id,
        except_staff_member_ids=frozenset(draft.not_staff_member_ids),
        except_appointment_id=draft.moves or None,
        duration=draft.duration,
        attendees_count=draft.attendees_count or 1,
    )


async def slots_within(talk: Talk, draft: Draft, bounds: TimeRange) -> tuple[SlotView, ...]:
    """Give what is free for the draft's service and staff within some days."""
    visit = visit_of(draft)
    if visit is not None:
        return await visit_slots(talk, visit, bounds)
    return await talk.desk.ask(find_slots, FindSlots(wish_of(talk, draft), bounds))


async def ask_day(
    talk: Talk, state: ConversationState, lead: str = "", first_on: date | None = None
) -> Outcome:
    """Ask which day, showing the next ones that have free times."""
    draft = state.draft or Draft(draft_id="")
    start_on = max(first_on or talk.today, talk.today)
    found = await _days_from(talk, draft, start_on)
    days = [each for each in found if not _is_unwanted_day(draft.not_when, each.on)]
    if not days:
        wished = day_words(talk, start_on)
        return refuse(talk, state, Explanation(Reason.TAKEN), wished, ())
    return offer_days(talk, state, days, lead, DAYS_SHOWN)


async def _days_from(talk: Talk, draft: Draft, first_on: date) -> Sequence[DayView]:
    visit = visit_of(draft)
    if visit is not None:
        first_at = day_range(first_on, talk.zone).start_at
        bounds = TimeRange(first_at, first_at + timedelta(days=DAYS_LOOKED_AT))
        return days_of(await visit_slots(talk, visit, bounds), talk.zone)
    question = FindDays(wish_of(talk, draft), first_on, talk.zone, DAYS_LOOKED_AT)
    return await talk.desk.ask(find_days, question)


def _is_unwanted_day(unwanted: Iterable[WhenWish], on: date) -> bool:
    whole_days = [each for each in unwanted if each.time is None]
    return any(
        on.weekday() in each.weekdays or (each.days is not None and each.days.includes(on))
        for each in whole_days
    )


def offer_days(
    talk: Talk, state: ConversationState, days: Sequence[DayView], lead: str, count: int
) -> Outcome:
    """Show the first `count` of some days to choose from."""
    shown_days = tuple(days[:count])
    is_more = len(days) > count
    view = DayPickerView(
        prompt=f"{lead} {talk.texts.say('ask-day')}".strip(),
        draft_id=(state.draft or Draft(draft_id="")).draft_id,
        days=shown_days,
        more_from=days[count].on if is_more else shown_days[-1].on + timedelta(days=1),
    )
    card = render_day_picker(view, talk.texts, talk.turn.channel)
    return state.asking(Asked.DAY, days_from=view.more_from), shown(card)


def days_of(slots: Iterable[SlotView], zone: str) -> list[DayView]:
    """Give the days of some slots, by the calendar of `zone`."""
    counted = Counter(local_date(each.start_at, zone) for each in slots)
    return [DayView(on, counted[on]) for on in sorted(counted)]


async def ask_time(
    talk: Talk, state: ConversationState, on: date, lead: str = "", first: int = 0
) -> Outcome:
    """Ask what time on a day; a day with nothing free is explained."""
    draft = state.draft or Draft(draft_id="")
    slots = await slots_within(talk, draft, day_range(on, talk.zone))
    if not slots:
        return await refuse_day(talk, state, on)
    fitting = tuple(each for each in slots if suits(draft, each, talk.zone))
    if not fitting and draft.when and draft.when.time and not draft.keeps_time:
        return offer_nearest(talk, state, draft.when, Bounds(on, on, talk.zone), slots, lead)
    return offer_times_of_day(talk, state, on, fitting or slots, lead, first)


def offer_times_of_day(
    talk: Talk,
    state: ConversationState,
    on: date,
    slots: tuple[SlotView, ...],
    lead: str = "",
    first: int = 0,
) -> Outcome:
    """Show the times of one day to choose from."""
    draft = replace(state.draft or Draft(draft_id=""), start_at=None)
    staff = talk.business.staff_member(draft.staff_member_id)
    key, name = ("ask-time-staff", staff.display_name) if staff else ("ask-time", "")
    asking = talk.texts.say(key, day=day_words(talk, on), staff=name)
    view = TimePickerView(
        prompt=f"{lead} {asking}".strip(),
        draft_id=draft.draft_id,
        on=on,
        slots=slots,
        time_zone=talk.zone,
        business_time_zone=talk.business.time_zone,
        staff_member_id=draft.staff_member_id,
        first=first,
    )
    card = render_time_picker(view, talk.texts, talk.turn.channel)
    offered = tuple(each.start_at for each in slots)
    return state.asking(Asked.TIME, draft=draft, offered=offered), shown(card)


async def refuse_day(talk: Talk, state: ConversationState, on: date) -> Outcome:
    """Say why a day has nothing free, and offer what is nearest to it."""
    draft = state.draft or Draft(draft_id="")
    visit = visit_of(draft)
    if visit is not None:
        answer = await check_visit_day(talk, visit, on)
    else:
        answer = await talk.desk.ask(check_day, CheckDay(wish_of(talk, draft), on, talk.zone))
    refusal = answer.refusal or Explanation(Reason.TAKEN)
    return refuse(talk, state, refusal, day_words(talk, on), answer.nearest)


def refuse_kept_time(
    talk: Talk,
    state: ConversationState,
    refusal: Explanation,
    wished: str,
    day_slots: tuple[SlotView, ...],
) -> Outcome:
    """The hour of before is not free on the day said now: say so, and show that day's times."""
    draft = state.draft or Draft(draft_id="")
    on = local_date(day_slots[0].start_at, talk.zone)
    if draft.was_refused:
        return offer_times_of_day(talk, state, on, day_slots)
    why = sentence(talk, draft, refusal, wished)
    told = replace(state, draft=replace(draft, was_refused=True))
    after, reply = offer_times_of_day(talk, told, on, day_slots, why)
    first = replace(reply.messages[0], reasons=(refusal.reason.value,))
    return after, replace(reply, messages=(first, *reply.messages[1:]))
