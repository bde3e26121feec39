"""Reads a card as a person does: what it says, and what can be tapped."""

from collections.abc import Iterator
from typing import Any

_READ = ("text", "title", "value", "label", "errorMessage", "placeholder")
_NOT_READ = ("speak", "fallbackText", "fallback", "data")


def texts_of(node: Any) -> Iterator[str]:
    """Give every text a card shows, in order."""
    if isinstance(node, list):
        for each in node:
            yield from texts_of(each)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key in _READ and isinstance(value, str):
                yield value
            elif key not in _NOT_READ:
                yield from texts_of(value)


def actions_of(node: Any) -> Iterator[dict[str, Any]]:
    """Give the data of every button of a card, with its verb; Execute and Submit alike."""
    if isinstance(node, list):
        for each in node:
            yield from actions_of(each)
    elif isinstance(node, dict):
        if node.get("type") in ("Action.Submit", "Action.Execute"):
            yield {"verb": node.get("verb"), **(node.get("data") or {})}
        for key, value in node.items():
            if key != "fallback":
                yield from actions_of(value)


def chosen_button(cards: Any, verb: str, data: dict[str, Any]) -> dict[str, Any]:
    """Give the data of the button with this verb; `data` it does not carry are form inputs."""
    found = [each for each in actions_of(cards) if each["verb"] == verb]
    fitting = [each for each in found if all(each[key] == data[key] for key in data if key in each)]
    if not fitting:
        raise AssertionError(f"no button {verb} {data} among {list(actions_of(cards))}")
    return {**fitting[0], **data}
