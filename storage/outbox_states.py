"""Where an announcement in the outbox stands."""

from enum import Enum

from sqlalchemy import literal

from storage.tables.outbox import OUTBOX


class OutboxState(Enum):
    """Waiting until told, or why it never will be."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    UNREACHED = "unreached"
    """The person has no chat with the bot: told to nobody."""
    VOID = "void"
    """No longer true when its turn came."""
    EXPIRED = "expired"
    """Of no use any more when its turn came."""
    DEAD = "dead"
    """Given up: somebody must look at it."""


# Written out: with a parameter neither engine would see that the partial index will do.
WAITING = literal(OutboxState.WAITING.value, literal_execute=True)
IS_WAITING = OUTBOX.c.state == WAITING
