"""Everything about a booking before it is made."""

from dataclasses import dataclass

from cards.actions import ActionStyle, Tap
from cards.card_views import SummaryView
from cards.channels import CardJson, Channel, JsonValue
from cards.documents import Document, to_json
from cards.elements import Colour, ColumnSet, Size, Spacing, StrictElement, Style
from cards.grids import Cell, grid, label_cell
from cards.layout import (
    date_tile,
    fact,
    named,
    narrow,
    panel,
    prose,
    quiet,
    rich,
    run,
    section,
    strong,
    wide,
)
from cards.moments import Zones, local_date, time_range, zone_note
from cards.people import people_text
from cards.plan_rows import chosen_rows, row_said
from cards.prices import price_text
from cards.verbs import DraftField, Field, Verb
from language.texts import Texts


def render_summary(view: SummaryView, texts: Texts, channel: Channel) -> CardJson:
    """Render the summary to confirm; a tap on a part changes it."""
    zones = Zones(view.time_zone, view.business_time_zone)
    document = Document(
        body=[
            *prose(view.prompt),
            panel([_hero(view, texts), *_moves_from(view, texts)]),
            rich(quiet(zone_note(texts, zones, view.start_at))),
            *(_part(each, view, texts) for each in _parts(view, texts)),
            *chosen_rows(view.series, view.time_zone, texts),
            *_how_many(view, texts),
        ],
        said=_said(view, zones, texts),
        actions=(
            Tap(_confirm_title(view, texts), Verb.CONFIRM, _of(view), ActionStyle.POSITIVE),
            *_repeat(view, texts),
            Tap(texts.say("card-start-over"), Verb.START_OVER, _of(view)),
        ),
    )
    return to_json(document, channel)


def _of(view: SummaryView) -> dict[str, JsonValue]:
    return {Field.DRAFT: view.draft_id}


def _confirm_title(view: SummaryView, texts: Texts) -> str:
    if view.moves_from_at is not None:
        return texts.say("card-confirm-move")
    if view.series:
        return texts.say("card-confirm-series", count=view.series_count)
    return texts.say("card-confirm-request" if view.is_request else "card-confirm")


def _repeat(view: SummaryView, texts: Texts) -> list[Tap]:
    key = "card-change-series" if view.series else "card-repeat"
    return [Tap(texts.say(key), Verb.REPEAT, _of(view))] if view.may_repeat else []


def _hours(view: SummaryView, texts: Texts) -> str:
    end_at = view.start_at + view.service.duration
    return time_range(texts, view.start_at, end_at, view.time_zone)


def _day(view: SummaryView, texts: Texts) -> str:
    return texts.day(local_date(view.start_at, view.time_zone))


def _hero(view: SummaryView, texts: Texts) -> ColumnSet:
    service = view.service
    terms = (
        price_text(service.price, service.currency, texts),
        texts.duration(service.duration),
    )
    about = [
        rich(strong(named(service.display_name), Size.MEDIUM)),
        rich(run(_hours(view, texts)), spacing=Spacing.NONE),
        rich(quiet(" · ".join(each for each in terms if each)), spacing=Spacing.NONE),
    ]
    tile = date_tile(texts.short_day(local_date(view.start_at, view.time_zone)))
    return ColumnSet(columns=[tile, wide(*about)])


def _moves_from(view: SummaryView, texts: Texts) -> list[StrictElement]:
    if view.moves_from_at is None:
        return []
    before = texts.day_and_time(view.moves_from_at, view.time_zone)
    if view.moves_from_staff_name:
        before = f"{before}, {named(view.moves_from_staff_name)}"
    was = run(texts.say("card-before"), size=Size.SMALL, is_subtle=True)
    return [rich(was, run(" "), run(before, size=Size.SMALL, strikethrough=True))]


_ANSWERS_SHOWN = 10
COUNTS_SHOWN = 6
"""How many people can be tapped; more can be said."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A fact of the summary, and which part of the draft a tap on it changes."""

    key: str
    value: str
    field: DraftField | None = None


def _parts(view: SummaryView, texts: Texts) -> list[_Part]:
    contact = view.contact
    who = (contact.name, contact.email_address, contact.phone) if contact else ()
    answers = [f"{each.question} {each.answer}" for each in view.answers if each.answer][
        :_ANSWERS_SHOWN
    ]
    parts = (
        _Part("card-service", view.service.display_name, DraftField.SERVICE),
        _Part("card-staff", _staff(view, texts), DraftField.STAFF),
        _Part("card-day", _day(view, texts), DraftField.DAY),
        _Part("card-time", _hours(view, texts), DraftField.TIME),
        _Part("card-length", _length(view, texts), DraftField.LENGTH),
        _Part("card-people", _people(view, texts)),
        _Part("card-location", view.location),
        _Part("card-attendee", view.attendee_name),
        _Part("card-for", "\n".join(each for each in who if each), DraftField.CONTACT),
        _Part("card-answers", "\n".join(answers), DraftField.ANSWERS),
    )
    return [each for each in parts if each.value]


def _length(view: SummaryView, texts: Texts) -> str:
    """Write the length where there is a choice."""
    return texts.duration(view.service.duration) if view.service.durations else ""


def _is_of_group(view: SummaryView) -> bool:
    return view.service.maximum_attendees_count > 1 and view.moves_from_at is None


def _people(view: SummaryView, texts: Texts) -> str:
    return people_text(view.attendees_count, texts) if _is_of_group(view) else ""


def _how_many(view: SummaryView, texts: Texts) -> list[StrictElement]:
    """Ask a customer of a group how many come, the number chosen set off."""
    if not _is_of_group(view):
        return []
    most = min(view.service.maximum_attendees_count, COUNTS_SHOWN)
    if view.open_attendees_count is not None:
        most = min(most, max(view.open_attendees_count, view.attendees_count))
    if most == 1:
        return []
    cells = [_count_cell(each + 1, view, texts) for each in range(most)]
    return [section(texts.say("card-how-many")), *grid(cells, most)]


def _count_cell(count: int, view: SummaryView, texts: Texts) -> Cell:
    tap = Tap(people_text(count, texts), Verb.PICK_COUNT, {**_of(view), Field.COUNT: count})
    style = Style.ACCENT if count == view.attendees_count else Style.EMPHASIS
    return label_cell(str(count), tap, style=style)


def _part(part: _Part, view: SummaryView, texts: Texts) -> ColumnSet:
    line = fact(texts.say(part.key), part.value)
    if part.field is None or part.field not in view.changeable:
        return line
    change = texts.say("card-change")
    mark = narrow(rich(run(change, size=Size.SMALL, color=Colour.ACCENT)))
    line.columns = [*line.columns, mark]
    data: dict[str, JsonValue] = {**_of(view), Field.FIELD: part.field.value}
    line.select_action = Tap(f"{change}: {texts.say(part.key)}", Verb.CHANGE, data)
    return line


def _staff(view: SummaryView, texts: Texts) -> str:
    return view.staff_name or texts.say("card-anyone")


def _said(view: SummaryView, zones: Zones, texts: Texts) -> list[str]:
    return [
        view.prompt,
        named(view.service.display_name),
        texts.say("card-day-and-range", day=_day(view, texts), range=_hours(view, texts)),
        zone_note(texts, zones, view.start_at),
        _people(view, texts),
        texts.say("card-with", name=named(_staff(view, texts))),
        *(row_said(each, view.time_zone, texts) for each in view.series),
    ]
