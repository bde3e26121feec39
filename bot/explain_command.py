"""The command `explain`: why a time or a day is not offered, to whoever runs the house."""

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from api.explanations import write_explanation
from api.json_texts import write_json
from bot.settings import Settings
from bot.workplace import CommandFailed, Say, Workplace, workplace
from cards.day_explanations import amount, step_words
from cards.explanation_words import RuleWords
from cards.explanations import obstacle_words, verdict_of, where_to_change
from language.texts import Texts
from scheduling.explanation_views import (
    DayExplanationView,
    ExplanationView,
    PersonDay,
    ReasonView,
)
from scheduling.recurrence import instants_of, local_date
from scheduling.service.asking import AskBusiness, get_business
from scheduling.service.explaining.asked import Asked
from scheduling.service.explaining.day import ExplainDay, explain_day
from scheduling.service.explaining.slot import ExplainSlot, explain_slot
from scheduling.views import SlotView, StaffMemberView


@dataclass(frozen=True, slots=True)
class ExplainRequest:
    """What the command line asks: a time (`at`, as written) or a day."""

    asked: Asked
    at: str
    on: str
    as_json: bool

    @classmethod
    def of(cls, arguments: Namespace) -> "ExplainRequest":
        """Read it off the parsed command line."""
        asked = Asked(
            business_id=arguments.business,
            service_id=arguments.service,
            staff_member_id=arguments.staff_member,
        )
        return cls(asked, arguments.at or "", arguments.on or "", arguments.json)


async def explain(settings: Settings, request: ExplainRequest, say: Say) -> None:
    """Print all that is in the way of a time, or what removed a day. Raises CommandFailed."""
    async with workplace(settings) as place:
        view = await _view(place, request)
    if request.as_json:
        say(write_json(write_explanation(view)).removesuffix("\n"))
        return
    for line in _readable(view):
        say(line)


async def _view(place: Workplace, request: ExplainRequest) -> ExplanationView | DayExplanationView:
    business = await place.do(get_business, AskBusiness(request.asked.business_id))
    if request.on:
        return await place.do(explain_day, ExplainDay(request.asked, _date(request.on)))
    start_at = _instant(request.at, business.time_zone)
    return await place.do(explain_slot, ExplainSlot(request.asked, start_at))


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandFailed(f'"{text}" is no date; write 2026-04-17') from error


def _instant(text: str, zone: str) -> datetime:
    """Read a time; without an offset it is local time of the business."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise CommandFailed(f'"{text}" is no time; write 2026-04-17T17:00') from error
    if moment.tzinfo is not None:
        return moment
    found = instants_of(moment, zone)
    if not found:
        raise CommandFailed(f"{text} does not exist in {zone}: the clocks go forward over it")
    return found[0]


def _readable(view: ExplanationView | DayExplanationView) -> Iterator[str]:
    texts, zone = Texts("en"), view.time_zone
    on = view.on if isinstance(view, DayExplanationView) else local_date(view.start_at, zone)
    words = RuleWords(texts, zone, on, view.service)
    yield from (
        _of_day(view, words) if isinstance(view, DayExplanationView) else _of_slot(view, words)
    )
    yield from _nearest(view.nearest, words)


def _of_slot(view: ExplanationView, words: RuleWords) -> Iterator[str]:
    when = words.texts.day_and_time(view.start_at, words.zone)
    yield f"{view.service.display_name}, {when}, {words.zone}"
    for person in view.people:
        yield f"{person.staff_member.display_name}: {verdict_of(person, words.texts)}"
        for reason in person.reasons:
            yield from _reason(reason, person.staff_member, words)


def _of_day(view: DayExplanationView, words: RuleWords) -> Iterator[str]:
    count = words.texts.say("explain-slots", count=view.slots_count)
    yield f"{view.service.display_name}, {words.texts.day(view.on)}: {count}"
    for person in view.people:
        yield from _day_of(person, words)


def _day_of(person: PersonDay, words: RuleWords) -> Iterator[str]:
    texts, who = words.texts, person.staff_member
    yield f"{who.display_name}: {texts.say('explain-slots', count=person.slots_count)}"
    yield from _setting(
        f"{texts.say('explain-step-hours')}: {amount(person.hours, texts)}",
        person.hours_rule,
        who,
        words,
    )
    for step in person.steps:
        if step.removed:
            removed = texts.say("explain-step-removed", time=amount(step.removed, texts))
            yield f"  {step_words(step, words)}: {removed}"
            for each in step.causes:
                yield from (f"  {told}" for told in _reason(each, who, words))
    left = person.steps[-1].left if person.steps else person.hours
    yield f"  {texts.say('explain-step-left')}: {amount(left, texts)}"


def _reason(reason: ReasonView, who: StaffMemberView, words: RuleWords) -> Iterator[str]:
    yield from _setting(f"[{reason.layer.value}] {words.reason(reason, who)}", reason, who, words)
    for each in reason.obstacles:
        told = f" ({each.appointment_id})" if each.appointment_id else ""
        yield f"    {obstacle_words(each, words)}{told}"


def _setting(
    told: str, reason: ReasonView, who: StaffMemberView, words: RuleWords
) -> Iterator[str]:
    yield f"  {told}"
    where = where_to_change(reason, who, words)
    if where:
        yield f"    {where}"


def _nearest(slots: tuple[SlotView, ...], words: RuleWords) -> Iterator[str]:
    if slots:
        times = [words.texts.day_and_time(each.start_at, words.zone) for each in slots]
        yield f"{words.texts.say('explain-nearest')}: {'; '.join(times)}"
