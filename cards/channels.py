"""The kinds of channel a card is rendered for."""

from enum import Enum

JsonValue = None | bool | int | float | str | list["JsonValue"] | dict[str, "JsonValue"]
CardJson = dict[str, JsonValue]


class Channel(Enum):
    """How a channel takes cards: Teams knows Action.Execute, Direct Line only Action.Submit."""

    TEAMS = "msteams"
    DIRECT_LINE = "directline"
