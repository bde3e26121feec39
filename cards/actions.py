"""What can be tapped, before it is known on which channel.

Teams takes Action.Execute, answered with the next card in place, and where a client is too old
its Action.Submit fallback; Web Chat knows Action.Submit only. Both carry the same data.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

from cards.channels import CardJson, Channel, JsonValue
from cards.verbs import Field, Verb

MAXIMUM_IN_SIGHT: Final = 6
"""How many buttons a card shows; Teams folds away or drops what is beyond."""

_OPENABLE: Final = frozenset({"https", "http", "tel", "mailto"})


class ActionStyle(StrEnum):
    """How a button is set off."""

    DEFAULT = "default"
    POSITIVE = "positive"
    DESTRUCTIVE = "destructive"


@dataclass(frozen=True, slots=True)
class Tap:
    """Something that asks for a verb. `data` holds ids only, `title` no more than plain text.

    `ignores_inputs` for what must work though a required input of the form is empty.
    """

    title: str
    verb: Verb
    data: Mapping[str, JsonValue] = field(default_factory=dict)
    style: ActionStyle = ActionStyle.DEFAULT
    ignores_inputs: bool = False

    def on(self, channel: Channel) -> CardJson:
        """Give the action as that channel takes it."""
        content: dict[str, JsonValue] = {Field.VERB.value: self.verb.value, **self.data}
        submit: CardJson = {"type": "Action.Submit", "data": content, **self._look()}
        if channel is not Channel.TEAMS:
            return submit
        execute: CardJson = {"type": "Action.Execute", "verb": self.verb.value}
        return {**execute, "data": content, **self._look(), "fallback": submit}

    def _look(self) -> CardJson:
        look: CardJson = {"title": self.title}
        if self.style is not ActionStyle.DEFAULT:
            look["style"] = self.style.value
        if self.ignores_inputs:
            look["associatedInputs"] = "none"
        return look


@dataclass(frozen=True, slots=True)
class OpenLink:
    """Something that opens a page, a call or a mail."""

    title: str
    url: str

    def on(self, _channel: Channel) -> CardJson:
        """Give the action, the same on every channel."""
        return {"type": "Action.OpenUrl", "title": self.title, "url": self.url}


CardAction = Tap | OpenLink


def is_openable(url: str) -> bool:
    """Tell whether a card may open the address: of a scheme that runs no script."""
    try:
        return urlsplit(url).scheme in _OPENABLE and not any(each.isspace() for each in url)
    except ValueError:
        return False


def links(pairs: tuple[tuple[str, str], ...]) -> list[CardAction]:
    """Give what can be opened of (title, address) pairs."""
    return [OpenLink(title, url) for title, url in pairs if is_openable(url)]
