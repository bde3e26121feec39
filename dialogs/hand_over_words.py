"""The words about a hand-over: what is planned, why something is not placed, what was done."""

from datetime import datetime, timedelta

from dialogs.hand_over_draft import HandOverDraft
from dialogs.refusals import refusal_key
from dialogs.talk import Talk
from scheduling.absences import LocalPeriod
from scheduling.hand_over_views import (
    ColleagueRefusal,
    HandOverPlanView,
    HandOverResultView,
    PlannedView,
)
from scheduling.recurrence import time_zone
from scheduling.views import SlotView

_NEAREST_SAID = 3
_DAY = timedelta(days=1)


def plan_words(talk: Talk, plan: HandOverPlanView, draft: HandOverDraft) -> str:
    """Say how much there is, how much of it somebody can take, and what is not in it."""
    texts, name = talk.texts, plan.leaving.display_name
    said = [
        texts.say(
            "hand-over-offer" if plan.is_offer else "hand-over-plan",
            name=name,
            count=len(plan.planned),
            placed=len(plan.placed),
        )
    ]
    said += _wanted_words(talk, plan, draft)
    if plan.left_out_count:
        said.append(texts.say("hand-over-left-out", count=plan.left_out_count))
    return " ".join(said)


def _wanted_words(talk: Talk, plan: HandOverPlanView, draft: HandOverDraft) -> list[str]:
    """Say why who was named does not get what they cannot take."""
    wanted = draft.wanted_id
    refused = [
        (each, refusal)
        for each in plan.planned
        for refusal in each.refusals
        if refusal.staff_member.staff_member_id == wanted
    ]
    return [_refusal_words(talk, each, refusal) for each, refusal in refused[:1]]


def why_not(talk: Talk, planned: PlannedView) -> tuple[str, ...]:
    """Say why nobody takes an appointment, colleague by colleague, and when somebody could."""
    texts, service = talk.texts, planned.appointment.service_name
    said = [_refusal_words(talk, planned, each) for each in planned.refusals]
    if planned.able:
        names = texts.list([each.display_name for each in planned.able])
        said.insert(0, texts.say("hand-over-not-beside", names=names))
    if not said:
        said.append(texts.say("hand-over-nobody-offers", service=service))
    nearest = [_nearest_words(talk, each) for each in planned.nearest[:_NEAREST_SAID]]
    if nearest:
        said.insert(0, texts.say("hand-over-nearest", times=texts.choice(nearest)))
    return tuple(said)


def _nearest_words(talk: Talk, slot: SlotView) -> str:
    names = talk.texts.choice([each.display_name for each in slot.staff_members])
    return talk.texts.say("hand-over-nearest-one", when=talk.when(slot.start_at), names=names)


def _refusal_words(talk: Talk, planned: PlannedView, refusal: ColleagueRefusal) -> str:
    key = refusal_key(refusal.why.reason)
    named = f"{key}-staff"
    title = refusal.why.title
    return talk.texts.say(
        named if talk.texts.has(named) else key,
        when=talk.when(planned.appointment.start_at),
        staff=refusal.staff_member.display_name,
        service=planned.appointment.service_name,
        limit="",
        title=title,
        titled="yes" if title else "no",
    )


def away_words(talk: Talk, name: str, away: LocalPeriod) -> str:
    """Ask whether to mark somebody away."""
    return talk.texts.say("hand-over-away", name=name, period=period_words(talk, away))


def period_words(talk: Talk, away: LocalPeriod) -> str:
    """Write a wall-clock period: whole days by their dates, else with the time."""
    first_on, last_on = away.start.date(), (away.end - timedelta(minutes=1)).date()
    texts, today = talk.texts, talk.today
    if away.start.time() == away.end.time() == datetime.min.time():
        if first_on == last_on:
            return texts.say("hand-over-day", day=texts.day(first_on, today))
        days = texts.day(first_on, today), texts.day(last_on, today)
        return texts.say("hand-over-days", first=days[0], last=days[1])
    first, last = (_wall_words(talk, each) for each in (away.start, away.end))
    return texts.say("hand-over-days", first=first, last=last)


def _wall_words(talk: Talk, wall: datetime) -> str:
    # Any instant shows the wished digits when it is written in UTC.
    return talk.texts.day_and_time(wall.replace(tzinfo=time_zone("UTC")), "UTC", talk.today)


def result_words(talk: Talk, result: HandOverResultView, left: int) -> str:
    """Say what was done or asked, what stays, and that somebody is away now."""
    texts, name = talk.texts, result.leaving.display_name
    takers = dict.fromkeys(each.taker.display_name for each in result.taken)
    said = []
    if result.taken:
        due = talk.when(result.expires_at) if result.expires_at else ""
        key = "hand-over-asked" if result.is_offer else "hand-over-done"
        count = len(result.taken)
        said.append(texts.say(key, count=count, names=texts.list(list(takers)), due=due))
    if left:
        said.append(texts.say("hand-over-stays", count=left, name=name))
    if result.away is not None:
        period = period_words(talk, result.away)
        said.append(texts.say("hand-over-is-away", name=name, period=period))
    return " ".join(said)
