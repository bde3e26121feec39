"""Explanations as JSON: every value a view holds, by its name in camel case.

Instants are UTC (`2026-04-17T15:00:00Z`), durations ISO 8601 (`PT30M`), dates ISO 8601; codes of
reasons, layers and steps are the values of their enums.
"""

from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from api.reports import Json
from api.times import DURATION, INSTANT
from scheduling.explanation_views import DayExplanationView, ExplanationView


def write_explanation(view: ExplanationView | DayExplanationView) -> Json:
    """Give a time or a day explained as a JSON object."""
    return _json(view)


def _json(value: object) -> Json:
    if is_dataclass(value) and not isinstance(value, type):
        return {_camel(each.name): _json(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [_json(each) for each in value]
    if value is None or isinstance(value, bool | int | str):
        return value
    return _written(value)


def _written(value: object) -> Json:
    match value:
        case Enum():
            return str(value.value)
        case timedelta():
            return DURATION.write(value)
        case datetime():
            return INSTANT.write(value)
        case date():
            return value.isoformat()
        case _:
            raise TypeError(f"{type(value).__name__} has no place in an explanation")


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(each.capitalize() for each in rest)
