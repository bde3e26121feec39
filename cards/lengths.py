"""Choosing how long."""

from datetime import timedelta

from cards.actions import Tap
from cards.card_views import LengthPickerView
from cards.channels import CardJson, Channel, JsonValue
from cards.documents import Document, to_json
from cards.grids import Cell, grid, label_cell
from cards.layout import prose
from cards.prices import price_text
from cards.verbs import Field, Verb
from language.texts import Texts
from scheduling.views import DurationView

LENGTHS_SHOWN = 20
_COLUMNS = 2
_MINUTE = timedelta(minutes=1)


def render_length_picker(view: LengthPickerView, texts: Texts, channel: Channel) -> CardJson:
    """Render the lengths a service can be booked for, each with its price, the shortest first."""
    shown = sorted(view.service.durations, key=lambda each: each.duration)[:LENGTHS_SHOWN]
    document = Document(
        body=[*prose(view.prompt), *grid([_cell(each, view, texts) for each in shown], _COLUMNS)],
        said=[view.prompt, *(_said(each, view, texts) for each in shown)],
        actions=[],
    )
    return to_json(document, channel)


def _cell(each: DurationView, view: LengthPickerView, texts: Texts) -> Cell:
    minutes = each.duration // _MINUTE
    data: dict[str, JsonValue] = {Field.DRAFT: view.draft_id, Field.MINUTES: minutes}
    tap = Tap(_said(each, view, texts), Verb.PICK_LENGTH, data)
    price = price_text(each.price, view.service.currency, texts)
    return label_cell(texts.duration(each.duration), tap, price)


def _said(each: DurationView, view: LengthPickerView, texts: Texts) -> str:
    parts = (texts.duration(each.duration), price_text(each.price, view.service.currency, texts))
    return ", ".join(part for part in parts if part)
