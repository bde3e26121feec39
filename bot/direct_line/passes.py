"""What a channel token says: which conversation of which business, and who is talking."""

import base64
import binascii
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import Enum

from bot.direct_line.refusals import DirectLineRefused, Refusal
from deep_links.tokens import SignedToken, TokenError, TokenExpired, build_token, parse_token
from scheduling.actors import Principal
from storage.chat_log import ChatPlace

CHANNEL_ID = "directline"


class Purpose(Enum):
    """What a pass is for, and how long it is good.

    A stream's pass travels in a URL, which ends up in logs: it is good for opening one soon.
    """

    CONVERSATION = ("directline", timedelta(minutes=30))
    STREAM = ("directline-stream", timedelta(minutes=2))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelPass:
    """Who may speak in which conversation.

    `user_id` and `user_name` are what is shown, `identity_id` is the verified identity: another
    one for each person somebody acts as.
    """

    business_id: str
    conversation_id: str
    user_id: str
    user_name: str
    identity_id: str

    @property
    def principal(self) -> Principal:
        """The identity as the core knows it."""
        return Principal(CHANNEL_ID, "", self.identity_id)

    @property
    def place(self) -> ChatPlace:
        """Where its conversation is kept."""
        return ChatPlace(self.business_id, self.conversation_id)


def build_pass(channel_pass: ChannelPass, purpose: Purpose, key: bytes, now: datetime) -> str:
    """Write a pass as a token that is good from now on for as long as its purpose says."""
    name, life = purpose.value
    return build_token(SignedToken(name, asdict(channel_pass), now + life), key)


def parse_pass(text: str, purpose: Purpose, key: bytes, now: datetime) -> ChannelPass:
    """Read a pass. Raises `DirectLineRefused` as a stock client expects it (403 when expired)."""
    try:
        token = parse_token(text, purpose.value[0], key, now)
    except TokenExpired as reason:
        raise DirectLineRefused(Refusal.TOKEN_EXPIRED) from reason
    except TokenError as reason:
        raise DirectLineRefused(Refusal.NO_TOKEN) from reason
    return ChannelPass(**token.claims)


def build_conversation_id(business_id: str, unique: str) -> str:
    """An id that tells its business, so that everything about it is found by business first."""
    packed = base64.urlsafe_b64encode(business_id.encode()).rstrip(b"=").decode("ascii")
    return f"{unique}.{packed}"


def business_of_conversation(conversation_id: str) -> str:
    """The business an id was built for. Raises ValueError for what is no such id."""
    _, dot, packed = conversation_id.rpartition(".")
    if not dot:
        raise ValueError("not a conversation id")
    try:
        return base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)).decode()
    except binascii.Error as reason:
        raise ValueError("not a conversation id") from reason
