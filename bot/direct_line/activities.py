"""Activities as a client may send them and as the bot gets them.

Everything a client writes is a claim: the known properties are copied, the rest is dropped, and
who speaks where is written by us, from the token.
"""

import json
import math
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from bot.direct_line.passes import CHANNEL_ID, ChannelPass
from bot.direct_line.refusals import DirectLineRefused, Refusal
from bot.json_bounds import is_modest

ActivityJson = dict[str, Any]

MAXIMUM_ACTIVITY_BYTES = 64 * 1024
MAXIMUM_KEY_LENGTH = 128
MAXIMUM_DEPTH = 33
MAXIMUM_ENTITIES = 20
# The bot never calls this address: answers take the outbox. The SDK wants one to be there.
SERVICE_URL = "https://directline.invalid/"
BOT_ACCOUNT = {"id": "frontdesk", "name": "Frontdesk", "role": "bot"}
JOIN_EVENT = "webchat/join"


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_short_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= MAXIMUM_KEY_LENGTH


def _is_list_of_objects(value: object) -> bool:
    if not isinstance(value, list) or len(value) > MAXIMUM_ENTITIES:
        return False
    return all(isinstance(entity, dict) for entity in value)


def _is_anything(_: object) -> bool:
    return True


_TAKEN: Mapping[str, Callable[[object], bool]] = {
    "text": _is_text,
    "textFormat": _is_short_text,
    "name": _is_short_text,
    "locale": _is_short_text,
    "localTimezone": _is_short_text,
    "localTimestamp": _is_short_text,
    "inputHint": _is_short_text,
    "value": _is_anything,
    "entities": _is_list_of_objects,
}
_TAKEN_CHANNEL_DATA = ("clientActivityID", "clientTimestamp", "postBack", "messageBack")


def read_json(body: bytes) -> ActivityJson:
    """The JSON object in a body. Raises `DirectLineRefused` for all else, NaN and 1e999 too."""
    if len(body) > MAXIMUM_ACTIVITY_BYTES:
        raise DirectLineRefused(Refusal.TOO_LARGE)
    try:
        content = json.loads(body, parse_constant=_refuse_number, parse_float=_finite)
        json.dumps(content, ensure_ascii=False).encode()  # half a surrogate pair cannot be written
    except (ValueError, RecursionError) as reason:
        raise DirectLineRefused(Refusal.MALFORMED) from reason
    if not isinstance(content, dict):
        raise DirectLineRefused(Refusal.MALFORMED)
    return content


def said_by(channel_pass: ChannelPass, raw: ActivityJson, now: datetime) -> ActivityJson:
    """What the holder of the pass said: the known properties of `raw`, and from whom and where.

    A property of a wrong kind is refused with 400, and so is an activity too deep or with lists
    too long.
    """
    if raw.get("type") not in ("message", "event", "typing"):
        raise DirectLineRefused(Refusal.BAD_TYPE)
    if not is_modest(raw, MAXIMUM_DEPTH):
        raise DirectLineRefused(Refusal.BAD_ARGUMENT)
    taken = {name: raw[name] for name in _TAKEN if raw.get(name) is not None}
    if not all(_TAKEN[name](value) for name, value in taken.items()):
        raise DirectLineRefused(Refusal.BAD_ARGUMENT)
    return {
        **taken,
        "type": raw["type"],
        "channelData": _channel_data(raw),
        **_envelope(channel_pass, now),
    }


def joined(channel_pass: ChannelPass, now: datetime) -> ActivityJson:
    """The conversationUpdate that tells the bot that somebody is there, so that it can greet.

    Its id is the same each time, so that a repeated start is not a second greeting.
    """
    return {
        "type": "conversationUpdate",
        "id": f"{channel_pass.conversation_id}|0000000",
        "membersAdded": [_account(channel_pass)],
        **_envelope(channel_pass, now),
    }


def said_by_bot(conversation_id: str, activity: Mapping[str, Any], now: datetime) -> ActivityJson:
    """An activity of the bot as clients get it."""
    return {
        **activity,
        "timestamp": write_instant(now),
        "channelId": CHANNEL_ID,
        "conversation": {"id": conversation_id},
        "from": BOT_ACCOUNT,
    }


def sender_key_of(activity: Mapping[str, Any]) -> str | None:
    """The client's own key for what it sent: the same key again is the same activity."""
    key = activity["channelData"].get("clientActivityID")
    return key if isinstance(key, str) and key.isascii() and key.isprintable() and key else None


def write_instant(at: datetime) -> str:
    """An instant as activities carry it: ISO 8601, UTC, milliseconds."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _envelope(channel_pass: ChannelPass, now: datetime) -> ActivityJson:
    return {
        "timestamp": write_instant(now),
        "channelId": CHANNEL_ID,
        "serviceUrl": SERVICE_URL,
        "conversation": {"id": channel_pass.conversation_id},
        "from": _account(channel_pass),
        "recipient": BOT_ACCOUNT,
    }


def _account(channel_pass: ChannelPass) -> ActivityJson:
    return {"id": channel_pass.user_id, "name": channel_pass.user_name, "role": "user"}


def _channel_data(raw: ActivityJson) -> ActivityJson:
    data = raw.get("channelData")
    if not isinstance(data, dict):
        return {}
    taken = {name: data.get(name) for name in _TAKEN_CHANNEL_DATA}
    return {n: v for n, v in taken.items() if isinstance(v, bool) or (v and _is_short_text(v))}


def _refuse_number(text: str) -> float:
    raise ValueError(f"{text} is not JSON")


def _finite(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _refuse_number(text)
