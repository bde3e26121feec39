"""How deep and how long JSON from outside may be."""

from typing import Any, Final

MAXIMUM_LIST_LENGTH: Final = 200
"""No channel sends longer lists: a card has tens of inputs, a message a handful of files."""


def is_modest(value: Any, depth: int) -> bool:
    """Whether it is nested `depth` deep at most, and no list in it is longer than 200."""
    if not isinstance(value, dict | list):
        return True
    if depth < 1 or (isinstance(value, list) and len(value) > MAXIMUM_LIST_LENGTH):
        return False
    parts = value.values() if isinstance(value, dict) else value
    return all(is_modest(part, depth - 1) for part in parts)
