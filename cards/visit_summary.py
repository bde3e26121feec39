"""A visit before it is booked: all of its parts, with what they cost together."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cards.actions import ActionStyle, Tap
from cards.channels import CardJson, Channel, JsonValue
from cards.documents import Document, to_json
from cards.elements import Colour, ColumnSet, Size, Spacing
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
    strong,
    wide,
)
from cards.moments import Zones, local_date, time_range, zone_note
from cards.prices import price_text
from cards.verbs import DraftField, Field, Verb
from language.texts import Texts
from scheduling.catalog import Price
from scheduling.customers import Contact, QuestionAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """A part of a visit that is planned: what, with whom, when, and what it costs."""

    service_name: str
    staff_name: str
    start_at: datetime
    end_at: datetime
    price: Price
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitSummaryView:
    """All parts before they are booked, in their order, or `is_move`d; with what all cost together.

    `changeable` are the parts of the draft that may be changed, `attendee_name` is for whom else
    it is. The rest is as in SummaryView.
    """

    prompt: str
    draft_id: str
    parts: tuple[PartView, ...]
    length: timedelta
    price: Price
    currency: str
    time_zone: str
    business_time_zone: str
    location: str = ""
    attendee_name: str = ""
    contact: Contact | None = None
    answers: tuple[QuestionAnswer, ...] = ()
    changeable: tuple[DraftField, ...] = ()
    is_request: bool = False
    is_move: bool = False


def render_visit_summary(view: VisitSummaryView, texts: Texts, channel: Channel) -> CardJson:
    """Render the summary of a visit to confirm; a tap on a line changes it."""
    zones, start_at = Zones(view.time_zone, view.business_time_zone), view.parts[0].start_at
    document = Document(
        body=[
            *prose(view.prompt),
            panel([_planned(each, view, texts) for each in view.parts]),
            rich(quiet(zone_note(texts, zones, start_at))),
            *(_line(*each, view, texts) for each in _lines(view, texts) if each[1]),
        ],
        said=[view.prompt, *(_said(each, view, texts) for each in view.parts)],
        actions=(
            Tap(_confirm_title(view, texts), Verb.CONFIRM, _of(view), ActionStyle.POSITIVE),
            Tap(texts.say("card-start-over"), Verb.START_OVER, _of(view)),
        ),
    )
    return to_json(document, channel)


def _of(view: VisitSummaryView) -> dict[str, JsonValue]:
    return {Field.DRAFT: view.draft_id}


def _confirm_title(view: VisitSummaryView, texts: Texts) -> str:
    if view.is_move:
        return texts.say("card-confirm-move")
    return texts.say("card-confirm-request" if view.is_request else "card-confirm")


def _planned(part: PartView, view: VisitSummaryView, texts: Texts) -> ColumnSet:
    hours = time_range(texts, part.start_at, part.end_at, view.time_zone)
    price = price_text(part.price, part.currency, texts)
    terms = (texts.say("card-with", name=named(part.staff_name)), price)
    about = [
        rich(strong(named(part.service_name), Size.MEDIUM)),
        rich(run(hours), spacing=Spacing.NONE),
        rich(quiet(" · ".join(each for each in terms if each)), spacing=Spacing.NONE),
    ]
    tile = date_tile(texts.short_day(local_date(part.start_at, view.time_zone)))
    return ColumnSet(columns=[tile, wide(*about)])


def _said(part: PartView, view: VisitSummaryView, texts: Texts) -> str:
    hours = time_range(texts, part.start_at, part.end_at, view.time_zone)
    with_whom = texts.say("card-with", name=named(part.staff_name))
    return f"{named(part.service_name)}, {hours}, {with_whom}"


_ANSWERS_SHOWN = 10


def _lines(view: VisitSummaryView, texts: Texts) -> tuple[tuple[str, str, DraftField | None], ...]:
    """Give the facts below the parts: the key of the name, the value, and what a tap changes."""
    start_at, contact = min(each.start_at for each in view.parts), view.contact
    end_at = max(each.end_at for each in view.parts)
    who = (contact.name, contact.email_address, contact.phone) if contact else ()
    answers = [f"{each.question} {each.answer}" for each in view.answers if each.answer]
    total = (price_text(view.price, view.currency, texts), texts.duration(view.length))
    return (
        ("card-total", " · ".join(each for each in total if each), None),
        ("card-day", texts.day(local_date(start_at, view.time_zone)), DraftField.DAY),
        ("card-time", time_range(texts, start_at, end_at, view.time_zone), DraftField.TIME),
        ("card-location", view.location, None),
        ("card-attendee", view.attendee_name, None),
        ("card-for", "\n".join(each for each in who if each), DraftField.CONTACT),
        ("card-answers", "\n".join(answers[:_ANSWERS_SHOWN]), DraftField.ANSWERS),
    )


def _line(
    key: str, value: str, field: DraftField | None, view: VisitSummaryView, texts: Texts
) -> ColumnSet:
    line = fact(texts.say(key), value)
    if field is None or field not in view.changeable:
        return line
    change = texts.say("card-change")
    mark = narrow(rich(run(change, size=Size.SMALL, color=Colour.ACCENT)))
    line.columns = [*line.columns, mark]
    data: dict[str, JsonValue] = {**_of(view), Field.FIELD: field.value}
    line.select_action = Tap(f"{change}: {texts.say(key)}", Verb.CHANGE, data)
    return line
