"""Card elements: those of the `adaptivecards` package where it has them, ours where it has not.

The package drops what it does not know without a word; every element here refuses it. Elements
are Adaptive Cards 1.5 (https://adaptivecards.io/explorer/).
"""

from enum import StrEnum
from inspect import getattr_static
from typing import Final

from adaptivecards import containers, elements
from adaptivecards.adaptivecard import AdaptiveCard
from adaptivecards.baseobject import (
    BareObject,
    Element,
    PropertyType,
)

SCHEMA_VERSION: Final = "1.5"

Node = BareObject
"""Whatever a card is made of, in the package's own words."""


class Style(StrEnum):
    """How a container is set off."""

    DEFAULT = "default"
    EMPHASIS = "emphasis"
    ACCENT = "accent"
    GOOD = "good"
    WARNING = "warning"
    ATTENTION = "attention"


class Colour(StrEnum):
    """The colour of a text, by meaning."""

    DEFAULT = "default"
    ACCENT = "accent"
    GOOD = "good"
    WARNING = "warning"
    ATTENTION = "attention"


class Size(StrEnum):
    """The size of a text."""

    SMALL = "small"
    DEFAULT = "default"
    MEDIUM = "medium"
    LARGE = "large"
    EXTRA_LARGE = "extraLarge"


class Weight(StrEnum):
    """The weight of a text."""

    LIGHTER = "lighter"
    DEFAULT = "default"
    BOLDER = "bolder"


class Spacing(StrEnum):
    """The space before an element."""

    NONE = "none"
    SMALL = "small"
    DEFAULT = "default"
    MEDIUM = "medium"
    LARGE = "large"


class Alignment(StrEnum):
    """Where a text stands in its line."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Width(StrEnum):
    """How wide a column is."""

    AUTO = "auto"
    STRETCH = "stretch"


class UnknownProperty(TypeError):
    """An element was given a property it does not have."""

    def __init__(self, element: str, name: str) -> None:
        super().__init__(f"{element} has no {name}")
        self.element = element
        self.name = name


# The package has no types, so its classes are Any to a type checker: hence "misc" below.
class StrictElement(Element):  # type: ignore[misc]
    """An element that refuses what it does not know; None leaves a property out."""

    def __init__(self, **properties: object) -> None:
        super().__init__()
        for name, value in properties.items():
            if value is not None:
                setattr(self, name, value)

    def __setattr__(self, name: str, value: object) -> None:
        known = isinstance(getattr_static(type(self), name, None), PropertyType)
        if not known and name != "_data":
            raise UnknownProperty(self.element_type, name)
        super().__setattr__(name, value)


class TextBlock(StrictElement, elements.TextBlock):  # type: ignore[misc]
    """Our own words, read as Markdown: never what a person wrote."""

    style = PropertyType(type=str)


class TextRun(StrictElement):
    """A piece of literal text."""

    element_type = "TextRun"
    text = PropertyType(type=str)
    color = PropertyType(type=Colour)
    size = PropertyType(type=Size)
    weight = PropertyType(type=Weight)
    is_subtle = PropertyType(type=bool, key_name="isSubtle")
    italic = PropertyType(type=bool)
    strikethrough = PropertyType(type=bool)


class RichTextBlock(StrictElement):
    """Pieces of literal text in one paragraph."""

    element_type = "RichTextBlock"
    inlines = PropertyType(type=list)
    alignment = PropertyType(type=Alignment, key_name="horizontalAlignment")


class Container(StrictElement, containers.Container):  # type: ignore[misc]
    """Elements one under the other; the whole may be tapped."""

    style = PropertyType(type=Style)
    select_action = PropertyType(type=object, key_name="selectAction")


class Column(StrictElement, containers.Column):  # type: ignore[misc]
    """One of a ColumnSet; the whole may be tapped."""

    style = PropertyType(type=Style)
    select_action = PropertyType(type=object, key_name="selectAction")
    vertical_alignment = PropertyType(type=str, key_name="verticalContentAlignment")


class ColumnSet(StrictElement, containers.ColumnSet):  # type: ignore[misc]
    """Columns beside each other; the whole may be tapped."""

    style = PropertyType(type=Style)
    select_action = PropertyType(type=object, key_name="selectAction")


class ActionSet(StrictElement, containers.ActionSet):  # type: ignore[misc]
    """Buttons within the body."""


class _Input(StrictElement):
    label = PropertyType(type=str)
    is_required = PropertyType(type=bool, key_name="isRequired")
    error_message = PropertyType(type=str, key_name="errorMessage")
    value = PropertyType(type=str)


class InputText(_Input):
    """A line, or several, to write."""

    element_type = "Input.Text"
    max_length = PropertyType(type=int, key_name="maxLength")
    placeholder = PropertyType(type=str)
    is_multiline = PropertyType(type=bool, key_name="isMultiline")
    style = PropertyType(type=str)


class InputToggle(_Input):
    """Yes or no; its title is read as Markdown."""

    element_type = "Input.Toggle"
    title = PropertyType(type=str)
    wrap = PropertyType(type=bool)


class InputChoiceSet(_Input):
    """One of several, as a drop-down list, whose choices are literal (those of other styles are not)."""

    element_type = "Input.ChoiceSet"
    choices = PropertyType(type=list)
    placeholder = PropertyType(type=str)


class Choice(BareObject):  # type: ignore[misc]
    """A choice of an InputChoiceSet; what is chosen is sent as it is shown."""

    def __init__(self, title: str, value: str) -> None:
        super().__init__()
        self.set_data("title", title)
        self.set_data("value", value)


class Card(AdaptiveCard):  # type: ignore[misc]
    """The whole card. It is made JSON by `cards.documents.to_json` only."""

    def __init__(self) -> None:
        super().__init__()
        self.set_data("version", SCHEMA_VERSION)
