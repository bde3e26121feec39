"""The door by which a card leaves: elements in, JSON for one channel out."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from cards.actions import MAXIMUM_IN_SIGHT, CardAction, OpenLink, Tap
from cards.channels import CardJson, Channel, JsonValue
from cards.elements import Card, Node, StrictElement
from cards.wording import markdown, spoken

_LONGEST_FALLBACK: Final = 600


class TooManyActions(ValueError):
    """More buttons than a card may show."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} actions, {MAXIMUM_IN_SIGHT} at most")
        self.count = count


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A card before it is known for which channel.

    `said` is what the card says in words, a sentence or fact each: for clients that show no cards
    and for those that speak.
    """

    body: Sequence[StrictElement]
    said: Sequence[str]
    actions: Sequence[CardAction] = ()

    def __post_init__(self) -> None:
        if len(self.actions) > MAXIMUM_IN_SIGHT:
            raise TooManyActions(len(self.actions))


def to_json(document: Document, channel: Channel) -> CardJson:
    """Give the card as JSON for that channel."""
    said = [each for each in document.said if each]
    card = Card()
    card.body = list(document.body)
    card.fallback_text = markdown("\n\n".join(said)[:_LONGEST_FALLBACK])
    card.speak = spoken(". ".join(each.rstrip(". ") for each in said)[:_LONGEST_FALLBACK])
    if document.actions:
        card.actions = list(document.actions)
    return _object(card, channel)


def _object(node: Node, channel: Channel) -> CardJson:
    return {name: _json(value, channel) for name, value in node.render().items()}


def _json(value: object, channel: Channel) -> JsonValue:
    match value:
        case Node():
            return _object(value, channel)
        case Tap() | OpenLink():
            return value.on(channel)
        case Enum():
            return str(value.value)
        case list() | tuple():
            return [_json(each, channel) for each in value]
        case None | bool() | int() | float() | str():
            return value
        case _:
            raise TypeError(f"{type(value).__name__} has no place in a card")
