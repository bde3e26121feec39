"""Things to tap beside each other, as a compact grid."""

from collections.abc import Sequence
from dataclasses import dataclass

from cards.actions import Tap
from cards.elements import (
    Alignment,
    Column,
    ColumnSet,
    Spacing,
    StrictElement,
    Style,
    TextBlock,
    Weight,
    Width,
)
from cards.layout import quiet, rich, strong


@dataclass(frozen=True, slots=True)
class Cell:
    """What one place of a grid shows; without a tap it only stands there."""

    items: Sequence[StrictElement]
    tap: Tap | None = None
    style: Style | None = Style.EMPHASIS

    def column(self) -> Column:
        """Give the cell as a column as wide as its neighbours."""
        return Column(
            width=Width.STRETCH.value,
            style=self.style,
            items=list(self.items),
            select_action=self.tap,
            vertical_alignment="center" if len(self.items) > 1 else None,
        )


def label_cell(title: str, tap: Tap, note: str = "", style: Style = Style.EMPHASIS) -> Cell:
    """Give a cell with one centred label, literally, and perhaps a small note under it."""
    label = rich(strong(title), alignment=Alignment.CENTER)
    if not note:
        return Cell([label], tap, style)
    under = rich(quiet(note), spacing=Spacing.NONE, alignment=Alignment.CENTER)
    return Cell([label, under], tap, style)


def plain_cell(title: str, tap: Tap) -> Cell:
    """Give a cell with one centred label of our own words: half the size of `label_cell`."""
    label = TextBlock(text=title, weight=Weight.BOLDER, horizontalAlignment=Alignment.CENTER)
    return Cell([label], tap)


def grid(cells: Sequence[Cell], columns_count: int) -> list[StrictElement]:
    """Lay the cells out in rows of `columns_count`; the last row is filled up with nothing."""
    starts = range(0, len(cells), columns_count)
    return [
        _grid_row(cells[start : start + columns_count], columns_count, is_first=not start)
        for start in starts
    ]


def _grid_row(cells: Sequence[Cell], columns_count: int, *, is_first: bool) -> ColumnSet:
    filling = [Cell((), style=None)] * (columns_count - len(cells))
    columns = [each.column() for each in (*cells, *filling)]
    return ColumnSet(columns=columns, spacing=None if is_first else Spacing.SMALL)
