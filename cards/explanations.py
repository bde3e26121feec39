"""Why a time is not offered, to staff: the verdict first, then every rule, person by person."""

from collections.abc import Iterator

from cards.actions import Tap
from cards.channels import CardJson, Channel, JsonValue
from cards.documents import Document, to_json
from cards.elements import Container, Spacing, StrictElement, Style
from cards.explanation_views import ExplanationCardView
from cards.explanation_words import RuleWords
from cards.grids import Cell, grid, plain_cell
from cards.layout import narrow, panel, prose, quiet, rich, row, run, section, strong, wide
from cards.moments import iso_instant, local_date
from cards.verbs import Field, Verb
from cards.wording import line, title
from language.texts import Texts
from scheduling.explanation_views import ObstacleView, PersonExplanation, ReasonView
from scheduling.views import SlotView, StaffMemberView

PEOPLE_SHOWN = 6
RULES_SHOWN = 16
"""With many people each has room for their share of so many rules; a tap on their name shows all."""
OBSTACLES_SHOWN = 4
LONGEST_NAME = 40
NEAREST_SHOWN = 6
_NEAREST_COLUMNS = 2


def render_explanation(view: ExplanationCardView, texts: Texts, channel: Channel) -> CardJson:
    """Render a time explained, with the nearest free times to tap where the viewer may book."""
    found = view.explanation
    on = local_date(found.start_at, found.time_zone)
    words = RuleWords(texts, found.time_zone, on, found.service)
    shown = found.people[:PEOPLE_SHOWN]
    style = Style.GOOD if found.is_bookable else Style.WARNING
    document = Document(
        body=[
            panel(prose(view.prompt), style),
            *([rich(quiet(view.note))] if view.note else []),
            *(_person(each, view, words) for each in shown),
            *_more_people(view, texts),
            *nearest(found.nearest, _bookable_for(found.people), words),
        ],
        said=[view.prompt, view.note, *(_said(each, words) for each in shown)],
        actions=[_whole_day(view, texts)],
    )
    return to_json(document, channel)


def _more_people(view: ExplanationCardView, texts: Texts) -> list[StrictElement]:
    more = len(view.explanation.people) - PEOPLE_SHOWN
    return [rich(quiet(texts.say("explain-more-people", count=more)))] if more > 0 else []


def _whole_day(view: ExplanationCardView, texts: Texts) -> Tap:
    found = view.explanation
    day = local_date(found.start_at, found.time_zone).isoformat()
    data: dict[str, JsonValue] = {Field.DAY: day}
    if found.is_service_named:
        data[Field.SERVICE] = found.service.service_id
    if found.staff_member is not None:
        data[Field.STAFF] = found.staff_member.staff_member_id
    return Tap(texts.say("explain-whole-day"), Verb.EXPLAIN, data)


def _person(
    person: PersonExplanation, view: ExplanationCardView, words: RuleWords
) -> StrictElement:
    """Give one person's rules; a tap on a name among several tells of that person alone."""
    people_count = len(view.explanation.people)
    room = RULES_SHOWN // min(people_count, PEOPLE_SHOWN)
    name = rich(strong(line(person.staff_member.display_name, LONGEST_NAME)))
    verdict = rich(quiet(verdict_of(person, words.texts)))
    alone = _of_one(person.staff_member, view) if people_count > 1 else None
    rules = (part for each in person.reasons[:room] for part in _rule(each, person, words))
    return Container(
        items=[
            row([wide(name), narrow(verdict)], alone),
            *rules,
            *_more_rules(person, room, words),
        ],
        style=Style.EMPHASIS,
        spacing=Spacing.SMALL,
    )


def _of_one(staff_member: StaffMemberView, view: ExplanationCardView) -> Tap:
    data: dict[str, JsonValue] = {
        Field.SERVICE: view.explanation.service.service_id,
        Field.STAFF: staff_member.staff_member_id,
        Field.START: iso_instant(view.explanation.start_at),
    }
    return Tap(title(staff_member.display_name), Verb.EXPLAIN, data)


def _more_rules(person: PersonExplanation, room: int, words: RuleWords) -> Iterator[StrictElement]:
    more = len(person.reasons) - room
    if more > 0:
        yield rich(quiet(words.texts.say("explain-more-people", count=more)))


def verdict_of(person: PersonExplanation, texts: Texts) -> str:
    """Say in a word or two whether somebody is free."""
    if not person.is_bookable:
        return texts.say("explain-not-free")
    key = "explain-free" if person.is_bookable_by_customers else "explain-free-for-you"
    return texts.say(key)


def _rule(
    reason: ReasonView, person: PersonExplanation, words: RuleWords
) -> Iterator[StrictElement]:
    yield rich(run(words.reason(reason, person.staff_member)), spacing=Spacing.SMALL)
    notes = where_to_change(reason, person.staff_member, words)
    if notes:
        yield rich(quiet(notes), spacing=Spacing.NONE)
    for each in reason.obstacles[:OBSTACLES_SHOWN]:
        yield obstacle_row(each, words)


def where_to_change(reason: ReasonView, staff_member: StaffMemberView, words: RuleWords) -> str:
    """Say where the rule is set, and whether it binds customers only; "" where neither."""
    texts, notes = words.texts, []
    if not reason.binds_viewer:
        notes.append(texts.say("explain-customers-only"))
    if reason.setting:
        key = "explain-where-change" if reason.may_change else "explain-where"
        notes.append(texts.say(key, setting=words.setting(reason.setting, staff_member)))
    return " · ".join(notes)


def obstacle_row(obstacle: ObstacleView, words: RuleWords) -> StrictElement:
    """Give what is in the way as a row to tap, or to read where it is no appointment yet."""
    about = rich(run(obstacle_words(obstacle, words)), spacing=Spacing.NONE)
    if obstacle.is_held:
        return row([wide(about)])
    open_it = Tap(
        title(obstacle.customer_name, LONGEST_NAME),
        Verb.STAFF_OPEN,
        {Field.APPOINTMENT: obstacle.appointment_id},
    )
    return row([wide(about)], open_it, Style.ACCENT)


def obstacle_words(obstacle: ObstacleView, words: RuleWords) -> str:
    """Say what is in the way: whose appointment and when, its buffers where it has any."""
    texts, claimed = words.texts, words.span(obstacle.claimed)
    if obstacle.time_range is None:
        return f"{claimed} · {texts.say('explain-held')}"
    names = (obstacle.customer_name, obstacle.service_name)
    who = ", ".join(line(each, LONGEST_NAME) for each in names)
    parts = [words.span(obstacle.time_range), who]
    if obstacle.claimed != obstacle.time_range:
        parts.append(texts.say("explain-with-buffers", range=claimed))
    return " · ".join(parts)


def _bookable_for(people: tuple[PersonExplanation, ...]) -> frozenset[str]:
    return frozenset(each.staff_member.staff_member_id for each in people if each.may_book)


def nearest(
    slots: tuple[SlotView, ...], bookable_for: frozenset[str], words: RuleWords
) -> list[StrictElement]:
    """Give the nearest free times, to tap where the viewer may book for who is free then."""
    texts = words.texts
    if not slots:
        return [rich(quiet(texts.say("explain-nearest-none")))]
    cells = [_slot_cell(each, bookable_for, words) for each in slots[:NEAREST_SHOWN]]
    return [section(texts.say("explain-nearest")), *grid(cells, _NEAREST_COLUMNS)]


def _slot_cell(slot: SlotView, bookable_for: frozenset[str], words: RuleWords) -> Cell:
    texts = words.texts
    label = texts.day_and_time(slot.start_at, words.zone)
    mine = [each for each in slot.staff_members if each.staff_member_id in bookable_for]
    if not mine:
        return Cell([rich(run(label))])
    data: dict[str, JsonValue] = {
        Field.SERVICE: words.service.service_id,
        Field.START: iso_instant(slot.start_at),
    }
    if len(slot.staff_members) == 1 or len(mine) < len(slot.staff_members):
        data[Field.STAFF] = mine[0].staff_member_id
    return plain_cell(label, Tap(label, Verb.TAKE_TIME, data))


def _said(person: PersonExplanation, words: RuleWords) -> str:
    """Write one person's reasons for clients that show no cards."""
    reasons = [words.reason(each, person.staff_member) for each in person.reasons]
    told = "; ".join(reasons) or verdict_of(person, words.texts)
    return f"{line(person.staff_member.display_name, LONGEST_NAME)}: {told}"
