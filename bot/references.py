"""Conversation references: the way back to a person, as JSON that holds ids only."""

from collections.abc import Mapping
from typing import Any

from bot.activities import MAXIMUM_ACTIVITY_ID_LENGTH, ActivityJson, is_personal, object_at
from bot.incoming import WayBack

_SHOWN_PROPERTIES = ("type", "id", "name", "deliveryMode", "locale")
_ACCOUNT_PROPERTIES = ("id", "aadObjectId", "role")
_CONVERSATION_PROPERTIES = ("id", "conversationType", "tenantId", "isGroup")


def way_back_of(raw: ActivityJson, service_url: str) -> WayBack:
    """How to reach the conversation of an activity later. Raises MalformedActivity."""
    reference = {
        "channelId": raw.get("channelId"),
        "serviceUrl": service_url,
        "conversation": _part(raw, "conversation", _CONVERSATION_PROPERTIES),
        "user": _part(raw, "from", _ACCOUNT_PROPERTIES),
        "bot": _part(raw, "recipient", _ACCOUNT_PROPERTIES),
    }
    return WayBack(is_personal=is_personal(raw), reference=reference)


def continuation(reference: Mapping[str, Any]) -> dict[str, Any]:
    """The activity that begins a turn nobody asked for. Without an id: it cannot be replied to."""
    return {
        "type": "event",
        "name": "ContinueConversation",
        "channelId": reference["channelId"],
        "serviceUrl": reference["serviceUrl"],
        "conversation": reference["conversation"],
        "from": reference["user"],
        "recipient": reference["bot"],
    }


def envelope(raw: ActivityJson, service_url: str) -> dict[str, Any]:
    """What of an activity the SDK gets to see: who, where, and how to answer, all of it short."""
    reference = way_back_of(raw, service_url).reference
    return {**continuation(reference), **_texts(raw, _SHOWN_PROPERTIES)}


def _part(raw: ActivityJson, name: str, properties: tuple[str, ...]) -> dict[str, Any]:
    part = object_at(raw, name)
    kept: dict[str, Any] = _texts(part, properties)
    if "isGroup" in properties and isinstance(part.get("isGroup"), bool):
        kept["isGroup"] = part["isGroup"]
    return kept


def _texts(raw: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, str]:
    return {
        n: raw[n]
        for n in names
        if isinstance(raw.get(n), str) and len(raw[n]) <= MAXIMUM_ACTIVITY_ID_LENGTH
    }
