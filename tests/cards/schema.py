"""Microsoft's schema of Adaptive Cards 1.5, with its known mistakes put right."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft6Validator

from cards.channels import CardJson
from tests.cards.renderer import ROOT

_CORRECTED = ROOT.parent / "shared" / "data" / "adaptive-card-1.5.schema.json"
_TEAMS = ("AdaptiveCard", "Action.Execute", "Action.Submit", "TextBlock")


@cache
def card_validator() -> Draft6Validator:
    """A validator of whole cards."""
    schema = json.loads(_CORRECTED.read_text()) if _CORRECTED.is_file() else _shipped()
    return Draft6Validator({"$ref": "#/definitions/AdaptiveCard", **_definitions(schema)})


def problems_of(card: CardJson) -> list[str]:
    """What the schema has against a card, from the leaves: at the root everything fails alike."""
    leaves: list[str] = []
    pending = list(card_validator().iter_errors(card))
    while pending:
        error = pending.pop()
        pending += error.context or []
        if not error.context:
            leaves.append(f"{error.json_path}: {error.message}")
    return leaves


def _definitions(schema: dict[str, Any]) -> dict[str, Any]:
    return {"definitions": schema["definitions"]}


def _shipped() -> dict[str, Any]:
    # The renderer, Teams and Microsoft's own pages say "firstRowAsHeaders"; Teams adds "msteams".
    source = (files("adaptive_cards") / "schemas" / "schema-1.5.json").read_text("utf-8")
    schema: dict[str, Any] = json.loads(source.replace("firstRowAsHeader", "firstRowAsHeaders"))
    for name in _TEAMS:
        schema["definitions"][name]["properties"]["msteams"] = {"type": "object"}
    schema["definitions"]["Refresh"]["properties"]["userIds"]["maxItems"] = 60
    return schema
