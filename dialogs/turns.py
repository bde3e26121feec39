"""What comes into a conversation and what goes out, in no SDK's words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from cards.channels import CardJson, Channel, JsonValue
from scheduling.actors import Actor, Principal

MAXIMUM_TEXT_LENGTH = 2000


@dataclass(frozen=True, slots=True)
class CardAction:
    """A tap on a card: its verb and the data it carried. Only a claim; checked again in the core."""

    verb: str
    data: Mapping[str, JsonValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One thing a person did: opened the conversation, wrote `text`, or tapped (`action`).

    `activity_id` is unique within the conversation and is the same when the channel sends the
    same activity again. `time_zone` is the IANA zone the channel told, validated, or None.
    `now` is an aware UTC instant.
    """

    business_id: str
    actor: Actor
    conversation_id: str
    activity_id: str
    channel: Channel
    now: datetime
    text: str = ""
    action: CardAction | None = None
    is_opening: bool = False
    locale: str = "en"
    time_zone: str | None = None
    user_name: str = ""
    principal: Principal | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", self.text[:MAXIMUM_TEXT_LENGTH])


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message to the person: text, a card, or both.

    `name` tells which message this is, within the conversation ("appointment:42"): when the
    turn was a tap and a message of that name was sent before, the host edits that message
    in place instead of sending another. `reasons` are codes of why a wish was refused; they
    travel in the activity's channelData and are not shown.
    """

    text: str = ""
    card: CardJson | None = None
    name: str | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """Everything said back in one turn, in order. On Teams the first card replaces a tapped card."""

    messages: tuple[Message, ...] = ()
