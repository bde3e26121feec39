"""Replies as JSON, to be stored with the activity they answer and given again."""

import json
from typing import Any

from dialogs.turns import Message, Reply


def pack_reply(reply: Reply) -> str:
    """Write a reply as JSON text. `unpack_reply(pack_reply(r)) == r`."""
    messages = [
        {"text": m.text, "card": m.card, "name": m.name, "reasons": list(m.reasons)}
        for m in reply.messages
    ]
    return json.dumps(messages, ensure_ascii=False, separators=(",", ":"))


def unpack_reply(packed: str) -> Reply:
    """Read what `pack_reply` wrote."""
    return Reply(tuple(_message(content) for content in json.loads(packed)))


def _message(content: dict[str, Any]) -> Message:
    return Message(
        text=content["text"],
        card=content["card"],
        name=content["name"],
        reasons=tuple(content["reasons"]),
    )
