"""Looking through the JSON of a card."""

from collections.abc import Iterator
from typing import Any

Node = dict[str, Any]

_FALLBACKS = ("fallback",)


def nodes(value: object, *, fallbacks: bool = False) -> Iterator[Node]:
    """Every object of a card, and those in reserve only where `fallbacks` are asked for."""
    if isinstance(value, list):
        for each in value:
            yield from nodes(each, fallbacks=fallbacks)
    if isinstance(value, dict):
        yield value
        for name, inner in value.items():
            if fallbacks or name not in _FALLBACKS:
                yield from nodes(inner, fallbacks=fallbacks)


def actions(card: object, *, fallbacks: bool = False) -> list[Node]:
    """Everything that can be tapped, buttons and whole elements."""
    return [
        each
        for each in nodes(card, fallbacks=fallbacks)
        if str(each.get("type", "")).startswith("Action.")
    ]


def buttons(card: object) -> list[Node]:
    """The buttons in sight: those of the card and of its action sets."""
    return [action for each in nodes(card) for action in each.get("actions", [])]


def taps(card: object) -> dict[str, list[Node]]:
    """The data of what can be tapped, by verb."""
    found: dict[str, list[Node]] = {}
    for each in actions(card):
        if "data" in each:
            found.setdefault(each["data"]["verb"], []).append(each["data"])
    return found


def shown_text(card: object) -> str:
    """All literal and own text of a card, in order."""
    return "".join(str(each["text"]) for each in nodes(card) if "text" in each)
