"""Puts the channel together out of settings and the host's ports."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.direct_line.conversations import Conversations
from bot.direct_line.door import DirectLineDoor, Receive
from bot.direct_line.gatekeeper import KnockCounter, PassDesk
from bot.direct_line.guard import Guard
from bot.direct_line.origins import Origins
from bot.direct_line.token_desk import ActAs, BusinessExists, TokenDesk
from bot.doors.rates import DoorLimits, Monotonic
from web.visitor_cookie import VisitorCookies


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectLineSettings:
    """How the channel is set up. `key` signs its tokens; `public_url` may be empty."""

    key: bytes = field(repr=False)
    is_demo: bool
    public_url: str = ""
    other_origins: frozenset[str] = frozenset()
    trusts_proxy: bool = False
    limits: DoorLimits


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectLinePorts:
    """What the channel needs of its host.

    `now` is an aware UTC instant, `monotonic` seconds that never go back, `new_id` unguessable.
    """

    receive: Receive
    business_exists: BusinessExists
    act_as: ActAs
    cookies: VisitorCookies
    now: Callable[[], datetime]
    monotonic: Monotonic
    new_id: Callable[[], str]


def build_direct_line(
    settings: DirectLineSettings, ports: DirectLinePorts, conversations: Conversations
) -> DirectLineDoor:
    """The channel over `conversations`, which is also the outbox the bot answers through."""
    knocks = KnockCounter(settings.limits, ports.monotonic, trusts_proxy=settings.trusts_proxy)
    return DirectLineDoor(
        conversations=conversations,
        desk=TokenDesk(
            conversations=conversations,
            business_exists=ports.business_exists,
            act_as=ports.act_as,
            new_id=ports.new_id,
            is_demo=settings.is_demo,
        ),
        passes=PassDesk(settings.key, ports.now),
        guard=Guard(Origins(settings.public_url, settings.other_origins), knocks),
        cookies=ports.cookies,
        receive=ports.receive,
        now=ports.now,
    )
