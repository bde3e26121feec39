"""What reaches the turn host from any channel, and what it asks to be sent."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cards.channels import Channel
from dialogs.turns import CardAction, Reply, Turn
from scheduling.actors import Actor, Principal
from storage.conversation_references import StoredReference


@dataclass(frozen=True, slots=True, kw_only=True)
class WayBack:
    """How the bot reaches a conversation later; `is_personal` says that nobody else reads along."""

    is_personal: bool
    reference: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One activity from outside, checked: who did what where, in no SDK's words.

    `business_id` is None where the channel does not say. `conversation_id` names the conversation
    among all of its channel; in a group each person has their own. `time_zone` is an IANA name
    from the allow-list, or None.
    """

    principal: Principal
    channel: Channel
    business_id: str | None
    conversation_id: str
    activity_id: str
    text: str = ""
    action: CardAction | None = None
    is_opening: bool = False
    locale: str = "en"
    time_zone: str | None = None
    user_name: str = ""
    way_back: WayBack | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDeliver:
    """A reply to send, from message number `first` on.

    `sent` maps names of messages sent earlier to the channel's ids.
    """

    reply: Reply
    first: int = 0
    sent: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What was sent: how many messages of the reply in all, under which names, and what failed."""

    count: int
    names: Mapping[str, str] = field(default_factory=dict)
    failure: Exception | None = None


Deliver = Callable[[ToDeliver], Awaitable[Delivered]]
"""Send a reply. Never raises: what the channel refused is in the result."""


def as_turn(incoming: Incoming, actor: Actor, business_id: str, now: datetime) -> Turn:
    """The activity as the dialogs take it, once it is known who acts in which business."""
    return Turn(
        business_id=business_id,
        actor=actor,
        conversation_id=incoming.conversation_id,
        activity_id=incoming.activity_id,
        channel=incoming.channel,
        now=now,
        text=incoming.text,
        action=incoming.action,
        is_opening=incoming.is_opening,
        locale=incoming.locale,
        time_zone=incoming.time_zone,
        user_name=incoming.user_name,
        principal=incoming.principal,
    )


def stored_way_back(incoming: Incoming) -> StoredReference | None:
    """The way back to the person as it is stored."""
    if incoming.way_back is None:
        return None
    return StoredReference(
        principal=incoming.principal,
        conversation_id=incoming.conversation_id,
        is_personal=incoming.way_back.is_personal,
        reference=incoming.way_back.reference,
    )
