"""What became of a day, to staff: from its hours down to what is left, person by person."""

from collections.abc import Iterator
from datetime import timedelta

from cards.actions import Tap
from cards.channels import CardJson, Channel
from cards.documents import Document, to_json
from cards.elements import Container, Spacing, StrictElement, Style
from cards.explanation_views import DayExplanationCardView
from cards.explanation_words import RuleWords
from cards.explanations import (
    LONGEST_NAME,
    PEOPLE_SHOWN,
    nearest,
    obstacle_row,
    where_to_change,
)
from cards.layout import narrow, panel, prose, quiet, rich, row, run, strong, wide
from cards.verbs import Field, Verb
from cards.wording import line, title
from language.texts import Texts
from scheduling.errors import Reason
from scheduling.explanation_views import DayStep, PersonDay, ReasonView, Step

CAUSES_SHOWN = 6
PEOPLE_WITH_CAUSES = 2
"""Of more people each has a line, to tap for all of it."""


def render_day_explanation(
    view: DayExplanationCardView, texts: Texts, channel: Channel
) -> CardJson:
    """Render a day explained, with the nearest free times to tap where the viewer may book."""
    found = view.explanation
    words = RuleWords(texts, found.time_zone, found.on, found.service)
    people = found.people[:PEOPLE_SHOWN]
    bookable = frozenset(e.staff_member.staff_member_id for e in found.people if e.may_book)
    style = Style.GOOD if found.slots_count else Style.WARNING
    document = Document(
        body=[
            panel(prose(view.prompt), style),
            *([rich(quiet(view.note))] if view.note else []),
            *(_everybody(view, words) if len(found.people) > 1 else ()),
            *(_one_of(each, view, words) for each in people),
            *nearest(found.nearest, bookable, words),
        ],
        said=[view.prompt, view.note, *(_said(each, words) for each in people)],
    )
    return to_json(document, channel)


def _everybody(view: DayExplanationCardView, words: RuleWords) -> Iterator[StrictElement]:
    found, texts = view.explanation, words.texts
    yield Container(
        items=[
            _heading(texts.say("explain-everybody"), found.slots_count, texts),
            _line(texts.say("explain-step-hours"), amount(found.days_hours, texts)),
            *(_step_line(each, words) for each in found.steps if each.removed),
            _left(found.steps, found.days_hours, texts),
        ],
        style=Style.EMPHASIS,
        spacing=Spacing.SMALL,
    )


def _one_of(person: PersonDay, view: DayExplanationCardView, words: RuleWords) -> StrictElement:
    """Give a person's day whole, or as a line to tap where there are many."""
    if len(view.explanation.people) <= PEOPLE_WITH_CAUSES:
        return _person(person, words)
    who = person.staff_member
    tap = Tap(
        title(who.display_name),
        Verb.EXPLAIN,
        {
            Field.DAY: view.explanation.on.isoformat(),
            Field.SERVICE: view.explanation.service.service_id,
            Field.STAFF: who.staff_member_id,
        },
    )
    count = words.texts.say("explain-slots", count=person.slots_count)
    about = wide(rich(run(line(who.display_name, LONGEST_NAME))))
    return row([about, narrow(rich(quiet(count)))], tap, Style.EMPHASIS)


def _person(person: PersonDay, words: RuleWords) -> StrictElement:
    steps = [
        part
        for each in person.steps
        if each.removed
        for part in (_step_line(each, words), *_causes(each.causes, person, words))
    ]
    return Container(
        items=[
            _heading(
                line(person.staff_member.display_name, LONGEST_NAME),
                person.slots_count,
                words.texts,
            ),
            *_hours(person, words),
            *steps,
            _left(person.steps, person.hours, words.texts),
        ],
        style=Style.EMPHASIS,
        spacing=Spacing.SMALL,
    )


def _heading(name: str, slots_count: int, texts: Texts) -> StrictElement:
    count = rich(quiet(texts.say("explain-slots", count=slots_count)))
    return row([wide(rich(strong(name))), narrow(count)])


def _hours(person: PersonDay, words: RuleWords) -> Iterator[StrictElement]:
    texts, hours = words.texts, person.hours_rule.hours
    key = "explain-step-hours" if person.hours else "explain-step-hours-none"
    named = texts.say("explain-step-hours-of", hours=words.hours(hours)) if hours else ""
    yield _line(named or texts.say(key), amount(person.hours, texts))
    where = where_to_change(person.hours_rule, person.staff_member, words)
    if where:
        yield rich(quiet(where), spacing=Spacing.NONE)


def _step_line(step: DayStep, words: RuleWords) -> StrictElement:
    removed = words.texts.say("explain-step-removed", time=amount(step.removed, words.texts))
    return _line(step_words(step, words), removed)


def step_words(step: DayStep, words: RuleWords) -> str:
    """Say what a step took the time for."""
    texts, service = words.texts, words.service
    reasons = {each.reason for each in step.causes}
    is_not_offered = step.step is Step.FIT and Reason.NOT_OFFERED_BY_STAFF in reasons
    key = f"explain-step-{step.step.name.lower().replace('_', '-')}"
    return texts.say(
        f"{key}-not-offered" if is_not_offered else key,
        service=line(service.display_name, LONGEST_NAME),
        duration=texts.duration(service.duration),
    )


def _left(steps: tuple[DayStep, ...], hours: timedelta, texts: Texts) -> StrictElement:
    left = steps[-1].left if steps else hours
    return row(
        [
            wide(rich(strong(texts.say("explain-step-left")))),
            narrow(rich(strong(amount(left, texts)))),
        ]
    )


def _causes(
    causes: tuple[ReasonView, ...], person: PersonDay, words: RuleWords
) -> Iterator[StrictElement]:
    for each in causes[:CAUSES_SHOWN]:
        if each.obstacles:
            yield from (obstacle_row(one, words) for one in each.obstacles)
            continue
        where = where_to_change(each, person.staff_member, words)
        told = words.reason(each, person.staff_member)
        yield rich(quiet(f"{told} · {where}" if where else told), spacing=Spacing.NONE)


def _line(label: str, value: str) -> StrictElement:
    return row([wide(rich(run(label))), narrow(rich(run(value)))])


def amount(time: timedelta, texts: Texts) -> str:
    """Write how long, nothing as 0."""
    return texts.hours(time) if time else texts.say("explain-step-nothing")


def _said(person: PersonDay, words: RuleWords) -> str:
    texts = words.texts
    parts = [
        f"{step_words(each, words)} {amount(each.removed, texts)}"
        for each in person.steps
        if each.removed
    ]
    count = texts.say("explain-slots", count=person.slots_count)
    told = ", ".join([amount(person.hours, texts), *parts, count])
    return f"{line(person.staff_member.display_name, LONGEST_NAME)}: {told}"
