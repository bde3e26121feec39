"""Replies as activities of the Bot Framework protocol, and the order in which they leave."""

from dataclasses import dataclass
from enum import Enum
from typing import Any

from bot.incoming import ToDeliver
from cards.channels import CardJson
from cards.wording import unmarked
from dialogs.turns import Message, Reply

CARD_TYPE = "application/vnd.microsoft.card.adaptive"
MESSAGE_TYPE = "application/vnd.microsoft.activity.message"
ERROR_TYPE = "application/vnd.microsoft.error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tap:
    """A tap on a card: the id of the card's message, if told, and how the tap is answered.

    `may_edit` where messages sent before can be changed in place.
    """

    card_activity_id: str | None
    is_answered_in_response: bool
    may_edit: bool = True


class Way(Enum):
    """How a message leaves."""

    NEW = "new"
    EDIT = "edit"
    IN_RESPONSE = "in response"


@dataclass(frozen=True, slots=True)
class Step:
    """One message and its way; `activity_id` is the message it takes the place of, if known."""

    message: Message
    way: Way
    activity_id: str | None = None


def activity_of(message: Message) -> dict[str, Any]:
    """A message as an activity. Its text is plain, so that a name is shown and never obeyed."""
    activity: dict[str, Any] = {
        "type": "message",
        "textFormat": "plain",
        "inputHint": "acceptingInput",
    }
    if message.text:
        activity["text"] = message.text
    if message.card is not None:
        activity["attachments"] = [{"contentType": CARD_TYPE, "content": message.card}]
        activity |= _without_card(message.text, message.card)
    if message.reasons:
        activity["channelData"] = {"frontdesk": {"reasons": list(message.reasons)}}
    return activity


def _without_card(text: str, card: CardJson) -> dict[str, str]:
    """What is said and what a notification shows where the card itself cannot be seen."""
    summary = text or unmarked(_text_of(card, "fallbackText"))
    spoken = _text_of(card, "speak") or summary
    return {n: v for n, v in (("summary", summary), ("speak", spoken)) if v}


def plan_sending(order: ToDeliver, tap: Tap | None) -> tuple[Step, ...]:
    """What is sent, message by message: after a tap a message sent before is edited in place."""
    in_response = None
    if tap is not None and tap.is_answered_in_response:
        in_response = answer_in_place(order.reply)
    steps = []
    for number, message in enumerate(order.reply.messages):
        may_edit = tap is not None and tap.may_edit
        known = order.sent.get(message.name or "") if may_edit else None
        if tap is not None and number == in_response:
            steps.append(Step(message, Way.IN_RESPONSE, tap.card_activity_id))
        elif known is not None:
            steps.append(Step(message, Way.EDIT, known))
        else:
            steps.append(Step(message, Way.NEW))
    return tuple(steps[order.first :])


def answer_in_place(reply: Reply) -> int | None:
    """Which message answers an Action.Execute: the first card, else the first text."""
    messages = reply.messages
    cards = [number for number, message in enumerate(messages) if message.card is not None]
    return cards[0] if cards else (0 if messages else None)


def invoke_body(reply: Reply) -> dict[str, Any]:
    """The body of the answer to an Action.Execute: HTTP 200 in any case, the card, or a text."""
    number = answer_in_place(reply)
    message = Message() if number is None else reply.messages[number]
    if message.card is not None:
        return {"statusCode": 200, "type": CARD_TYPE, "value": message.card}
    return {"statusCode": 200, "type": MESSAGE_TYPE, "value": message.text}


def invoke_error_body(code: str, message: str) -> dict[str, Any]:
    """The body that tells the channel that the Action.Execute itself was malformed."""
    return {"statusCode": 400, "type": ERROR_TYPE, "value": {"code": code, "message": message}}


def _text_of(card: CardJson, name: str) -> str:
    value = card.get(name)
    return value if isinstance(value, str) else ""
