"""The few patterns all cards are made of, so that they look like one family."""

from collections.abc import Iterable, Sequence
from typing import Final

from cards.actions import CardAction, Tap
from cards.elements import (
    ActionSet,
    Alignment,
    Colour,
    Column,
    ColumnSet,
    Container,
    RichTextBlock,
    Size,
    Spacing,
    StrictElement,
    Style,
    TextBlock,
    TextRun,
    Weight,
    Width,
)
from cards.wording import (
    LONGEST_FACT,
    LONGEST_TEXT,
    cut_before_expansion,
    line,
    paragraphs,
    unexpanded,
)

Runs = Sequence[TextRun]

# Facts line up one under the other only where their names are equally wide.
_NAME_WIDTH: Final = "88px"


def run(
    text: str,
    *,
    size: Size | None = None,
    weight: Weight | None = None,
    color: Colour | None = None,
    is_subtle: bool | None = None,
    strikethrough: bool | None = None,
) -> Runs:
    """Give one look of text, literally: in pieces where a client would expand it."""
    return [
        TextRun(
            text=piece,
            size=size,
            weight=weight,
            color=color,
            is_subtle=is_subtle,
            strikethrough=strikethrough,
        )
        for piece in cut_before_expansion(text)
    ]


def strong(text: str, size: Size | None = None) -> Runs:
    """Give text that stands out."""
    return run(text, size=size, weight=Weight.BOLDER)


def quiet(text: str) -> Runs:
    """Give text that stands back."""
    return run(text, size=Size.SMALL, is_subtle=True)


def rich(
    *parts: Runs, spacing: Spacing | None = None, alignment: Alignment | None = None
) -> RichTextBlock:
    """Give one paragraph of literal pieces."""
    inlines = [piece for part in parts for piece in part]
    return RichTextBlock(inlines=inlines, spacing=spacing, alignment=alignment)


def prose(
    text: str, spacing: Spacing = Spacing.SMALL, longest: int = LONGEST_TEXT
) -> list[StrictElement]:
    """Give what a person or a dialogue said, a paragraph for each of its lines."""
    return [
        rich(run(each), spacing=spacing if place else None)
        for place, each in enumerate(paragraphs(text, longest))
    ]


def heading(text: str) -> RichTextBlock:
    """Give the card's title, literally."""
    return rich(strong(text, Size.LARGE))


def section(text: str) -> TextBlock:
    """Give the small heading of a part, of our own words only."""
    return TextBlock(
        text=unexpanded(text),
        style="heading",
        size=Size.SMALL,
        weight=Weight.BOLDER,
        isSubtle=True,
        spacing=Spacing.MEDIUM,
        wrap=True,
    )


def fact(name: str, value: str, longest: int = LONGEST_FACT) -> ColumnSet:
    """Give one named fact, literally: a FactSet would read both as Markdown."""
    name_column = Column(width=_NAME_WIDTH, items=[rich(run(name, is_subtle=True))])
    value_column = Column(width=Width.STRETCH.value, items=prose(value, Spacing.NONE, longest))
    return ColumnSet(columns=[name_column, value_column], spacing=Spacing.SMALL)


def facts(pairs: Iterable[tuple[str, str]], longest: int = LONGEST_FACT) -> list[StrictElement]:
    """Give the facts that have a value, each of at most `longest` characters."""
    return [fact(name, value, longest) for name, value in pairs if value.strip()]


def panel(items: Sequence[StrictElement], style: Style = Style.EMPHASIS) -> Container:
    """Set a group of elements off from the rest."""
    return Container(items=list(items), style=style, spacing=Spacing.DEFAULT)


def date_tile(short_day: str, style: Style = Style.ACCENT) -> Column:
    """Give a leaf of a calendar: the parts of "Tue 14 Apr" one under the other."""
    return Column(
        width=Width.AUTO.value,
        style=style,
        items=tile_lines(short_day),
        vertical_alignment="center",
    )


def tile_lines(short_day: str, *, is_subtle: bool = False) -> list[StrictElement]:
    """Give the parts of a short day centred one under the other, the number large."""
    parts = [part.strip(".,") for part in short_day.split()]
    return [
        rich(_tile_run(part, is_subtle=is_subtle), spacing=Spacing.NONE, alignment=Alignment.CENTER)
        for part in parts
        if part
    ]


def _tile_run(part: str, *, is_subtle: bool) -> Runs:
    if part.isdigit():
        weight = None if is_subtle else Weight.BOLDER
        return run(part, size=Size.LARGE, weight=weight, is_subtle=is_subtle or None)
    return run(part, size=Size.SMALL, is_subtle=is_subtle or None)


def buttons(actions: Sequence[CardAction]) -> list[StrictElement]:
    """Give a row of buttons within the body, where there are any."""
    return [ActionSet(actions=list(actions))] if actions else []


def row(columns: Sequence[Column], tap: Tap | None = None, style: Style | None = None) -> ColumnSet:
    """Give one line of a list; the whole may be tapped."""
    return ColumnSet(columns=list(columns), select_action=tap, style=style, spacing=Spacing.SMALL)


def wide(*items: StrictElement) -> Column:
    """Give the column that takes what room there is."""
    return Column(width=Width.STRETCH.value, items=list(items), vertical_alignment="center")


def narrow(*items: StrictElement) -> Column:
    """Give a column as wide as what it holds."""
    return Column(width=Width.AUTO.value, items=list(items), vertical_alignment="center")


def named(text: str) -> str:
    """Give a name for a body text: one line, bounded, in its own direction."""
    return line(text)
