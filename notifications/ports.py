"""What the worker needs from outside: the outbox as a queue, and somebody who can write to people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import Protocol

from cards.channels import CardJson, Channel
from scheduling.announcements import ClaimedAnnouncement, RecipientKind


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """News as one channel shows them: a sentence and a card."""

    text: str
    card: CardJson


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom to tell, by id: a customer or a staff member of a business, of which appointment."""

    business_id: str
    kind: RecipientKind
    recipient_id: str
    appointment_id: str


class Outcome(Enum):
    """What became of a message. The values are the codes kept with it; none is a person's data."""

    SENT = "sent"
    NOWHERE = "nowhere to send"
    UNREACHABLE = "blocked"
    REFUSED = "refused"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Delivery:
    """The result of sending. `retry_after` is how long the channel asked to wait, if it did.

    NOWHERE: the person has no conversation with the bot, which is no failure. UNREACHABLE: they
    blocked it. REFUSED: the channel will never take this message. LATER: it may take it yet.
    """

    outcome: Outcome
    retry_after: timedelta | None = None
    code: str = ""


class ChatSender(Protocol):
    """Writes to people in chat."""

    async def send(self, recipient: Recipient, news: Mapping[Channel, ChatMessage]) -> Delivery:
        """Send the news of the recipient's channel to their newest conversation.

        What the channel answers is in the result and never raised.
        """
        ...


class OutboxQueue(Protocol):
    """The outbox as a queue. All its times are the database's.

    An announcement is not given while an earlier one of the same appointment for the same
    recipient waits. Whatever settles a claim holds only while the claim does: each gives False
    where the lease ran out and somebody else has it.
    """

    async def claim_due(
        self, owner: str, limit: int, lease: timedelta
    ) -> Sequence[ClaimedAnnouncement]:
        """Take at most `limit` announcements that are due, for `lease`, and expire the useless."""
        ...

    async def finish(self, claimed: ClaimedAnnouncement) -> bool:
        """Say that it was told."""
        ...

    async def unreached(self, claimed: ClaimedAnnouncement) -> bool:
        """Say that the person has no chat to tell it in."""
        ...

    async def void(self, claimed: ClaimedAnnouncement) -> bool:
        """Say that it is not true any more."""
        ...

    async def fail(
        self,
        claimed: ClaimedAnnouncement,
        code: str,
        *,
        retry_after: timedelta | None = None,
        is_permanent: bool = False,
    ) -> bool:
        """Say that it was refused: it waits longer each time, in the end or at once for good."""
        ...

    async def release(self, owner: str) -> None:
        """Give back everything this owner holds, as if it had not been taken."""
        ...
