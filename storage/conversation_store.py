"""The steps of a turn and the ways back to people, each as one awaited transaction."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Protocol, TypeVar

from sqlalchemy import Connection

from scheduling.actors import Principal
from storage import conversation_references as references
from storage import conversations as turns
from storage.conversation_references import StoredReference
from storage.conversations import TurnClaim, TurnKey

R = TypeVar("R")


class TransactionRunner(Protocol):
    """What runs a function in a transaction of its own, whole or not at all."""

    def write(self, function: Callable[[Connection], R], /) -> Awaitable[R]:
        """Run a function that changes something."""
        ...

    def read(self, function: Callable[[Connection], R], /) -> Awaitable[R]:
        """Run a function that changes nothing."""
        ...


class ConversationStore:
    """Conversation states, answers given and conversation references, in a database."""

    def __init__(self, database: TransactionRunner, lease: timedelta) -> None:
        self._database = database
        self._lease = lease

    async def claim_turn(self, key: TurnKey) -> TurnClaim:
        """Take the conversation, or tell why not."""
        return await self._database.write(lambda c: turns.claim_turn(c, key, self._lease))

    async def keep_answer(
        self,
        key: TurnKey,
        state: str | None,
        result: str,
        *,
        is_opening: bool,
        way_back: StoredReference | None,
    ) -> None:
        """Write state, answer and the way back in one transaction. Raises LeaseLost."""

        def keep(connection: Connection) -> None:
            turns.keep_answer(
                connection, key, state, result, is_opening=is_opening, lease=self._lease
            )
            if way_back is not None:
                references.save_reference(connection, way_back)

        await self._database.write(keep)

    async def finish_turn(
        self, key: TurnKey, sent: Mapping[str, str], delivered_count: int, *, is_delivered: bool
    ) -> None:
        """Write what was sent and give the conversation back."""
        await self._database.write(
            lambda c: turns.finish_turn(c, key, sent, delivered_count, is_delivered=is_delivered)
        )

    async def release_turn(self, key: TurnKey) -> None:
        """Give the conversation back as it was."""
        await self._database.write(lambda c: turns.release_turn(c, key))

    async def forget_seen_activities(self, older_than: timedelta) -> int:
        """Remove old answers and return how many."""
        return await self._database.write(lambda c: turns.forget_seen_activities(c, older_than))

    async def personal_references(self, principal: Principal) -> tuple[StoredReference, ...]:
        """List where this person alone can be told something, newest first."""
        return await self._database.read(lambda c: references.personal_references(c, principal))

    async def remove_reference(self, principal: Principal, conversation_id: str) -> None:
        """Forget a way back."""
        await self._database.write(
            lambda c: references.remove_reference(c, principal, conversation_id)
        )
