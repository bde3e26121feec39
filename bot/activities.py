"""Activities of the Bot Framework protocol, read with suspicion into what the turn host takes.

Everything in an activity is a claim, except that its sender was verified by the door it came
through. The protocol: the Bot Framework activity schema, and for taps the Adaptive Card universal
actions (`adaptiveCard/action`).
"""

import re
from collections.abc import Mapping
from typing import Any

from bot.incoming import Incoming, WayBack
from bot.time_zones import allowed_time_zones
from cards.channels import Channel
from dialogs.turns import MAXIMUM_TEXT_LENGTH, CardAction
from scheduling.actors import Principal

ActivityJson = Mapping[str, Any]

TEAMS = "msteams"
CARD_ACTION = "adaptiveCard/action"
MAXIMUM_ID_LENGTH = 255
MAXIMUM_ACTIVITY_ID_LENGTH = 300
MAXIMUM_NAME_LENGTH = 100
MAXIMUM_VERB_LENGTH = 100
_LOCALE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class MalformedActivity(ValueError):
    """The activity lacks something or has it in a wrong form; `where` names the property."""

    def __init__(self, where: str) -> None:
        super().__init__(f"malformed {where}")
        self.where = where


def read_activity(
    raw: ActivityJson, principal: Principal, business_id: str | None, way_back: WayBack
) -> Incoming | None:
    """What a person did, or None where there is nothing to answer. Raises MalformedActivity."""
    action = read_card_action(raw)
    is_opening = _is_opening(raw)
    if not is_opening and raw.get("type") != "message" and action is None:
        return None
    return Incoming(
        principal=principal,
        channel=channel_of(raw),
        business_id=business_id,
        conversation_id=conversation_key(raw, principal),
        activity_id=text_at(raw, "id", MAXIMUM_ACTIVITY_ID_LENGTH),
        text="" if is_opening or action is not None else _said(raw),
        action=action,
        is_opening=is_opening,
        locale=_locale(raw),
        time_zone=_time_zone(raw),
        user_name=_user_name(raw),
        way_back=way_back,
    )


def channel_of(raw: ActivityJson) -> Channel:
    """Which kind of cards the channel takes: Teams' own, everybody else's the common ones."""
    return Channel.TEAMS if raw.get("channelId") == TEAMS else Channel.DIRECT_LINE


def is_personal(raw: ActivityJson) -> bool:
    """Whether nobody else reads along in the conversation."""
    conversation = object_at(raw, "conversation")
    if conversation.get("isGroup"):
        return False
    return conversation.get("conversationType") in (None, "personal")


def conversation_key(raw: ActivityJson, principal: Principal) -> str:
    """The name of the conversation among all of its channel.

    In a group each person has their own, or they would answer each other's questions. Channels
    that share the common cards are kept apart by the door their people came through.
    """
    key = text_at(object_at(raw, "conversation"), "id", MAXIMUM_ID_LENGTH)
    if principal.channel not in (TEAMS, Channel.DIRECT_LINE.value):
        key = f"{principal.channel}:{key}"
    return key if is_personal(raw) else f"{key}|{principal.user_id}"


def read_card_action(raw: ActivityJson) -> CardAction | None:
    """The tap in an activity: an Action.Execute (an invoke) or an Action.Submit (a message)."""
    if is_card_invoke(raw):
        action = object_at(object_at(raw, "value"), "action")
        verb = text_at(action, "verb", MAXIMUM_VERB_LENGTH)
        data = action.get("data")
        return CardAction(verb, _cleaned(data if isinstance(data, dict) else {}))
    value = raw.get("value")
    if raw.get("type") != "message" or not isinstance(value, dict):
        return None
    if not _is_verb(value.get("verb")):
        return None
    data = {name: part for name, part in value.items() if name not in ("verb", "msteams")}
    return CardAction(value["verb"], _cleaned(data))


def is_card_invoke(raw: ActivityJson) -> bool:
    """Whether the activity is an Action.Execute, which is answered in its HTTP response."""
    return raw.get("type") == "invoke" and raw.get("name") == CARD_ACTION


def object_at(raw: ActivityJson, name: str) -> Mapping[str, Any]:
    """An object, or an empty one where the property is missing. Raises MalformedActivity."""
    value = raw.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise MalformedActivity(name)
    return value


def text_at(raw: ActivityJson, name: str, most: int) -> str:
    """A property that must be a text of 1 to `most` characters. Raises MalformedActivity."""
    value = raw.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= most or not value.isprintable():
        raise MalformedActivity(name)
    return value


def _cleaned(value: Any) -> Any:
    """The same without control characters: nobody types them, PostgreSQL cannot hold them all."""
    if isinstance(value, str):
        return _CONTROL.sub("", value)
    if isinstance(value, list):
        return [_cleaned(part) for part in value]
    if isinstance(value, dict):
        return {_cleaned(name): _cleaned(part) for name, part in value.items()}
    return value


def _is_verb(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= MAXIMUM_VERB_LENGTH


def _is_opening(raw: ActivityJson) -> bool:
    kind = raw.get("type")
    if kind == "installationUpdate":
        return raw.get("action") == "add"
    if kind == "event":
        return raw.get("name") == "webchat/join"
    if kind != "conversationUpdate":
        return False
    added = raw.get("membersAdded")
    bot_id = object_at(raw, "recipient").get("id")
    members = added if isinstance(added, list) else []
    return any(isinstance(m, dict) and m.get("id") != bot_id for m in members)


def _said(raw: ActivityJson) -> str:
    text = raw.get("text")
    if not isinstance(text, str):
        return ""
    for mention in _mentions_of_bot(raw):
        text = text.replace(mention, " ")
    return _CONTROL.sub("", text.replace("&nbsp;", " ")).strip()[:MAXIMUM_TEXT_LENGTH]


def _mentions_of_bot(raw: ActivityJson) -> list[str]:
    """The pieces of text that only call the bot, as Teams writes them: `<at>Frontdesk</at>`."""
    bot_id = object_at(raw, "recipient").get("id")
    return [
        entity["text"]
        for entity in _entities(raw, "mention")
        if isinstance(entity.get("text"), str)
        and entity["text"]
        and isinstance(entity.get("mentioned"), dict)
        and entity["mentioned"].get("id") == bot_id
    ]


def _entities(raw: ActivityJson, kind: str) -> list[dict[str, Any]]:
    entities = raw.get("entities")
    if not isinstance(entities, list):
        return []
    return [e for e in entities[:20] if isinstance(e, dict) and e.get("type") == kind]


def _locale(raw: ActivityJson) -> str:
    locale = raw.get("locale")
    return locale if isinstance(locale, str) and _LOCALE.fullmatch(locale) else "en"


def _time_zone(raw: ActivityJson) -> str | None:
    """The zone the channel tells, in the places where Teams and Web Chat tell it."""
    channel_data = raw.get("channelData")
    claims = [raw.get("localTimezone")]
    claims += [entity.get("timezone") for entity in _entities(raw, "clientInfo")]
    claims += [channel_data.get("localTimezone")] if isinstance(channel_data, dict) else []
    known = allowed_time_zones()
    return next((c for c in claims if isinstance(c, str) and c in known), None)


def _user_name(raw: ActivityJson) -> str:
    name = object_at(raw, "from").get("name")
    if not isinstance(name, str):
        return ""
    return "".join(c for c in name[:MAXIMUM_NAME_LENGTH] if c.isprintable()).strip()
